"""A former log as a table: which column holds what, and which of its rows can be taken in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from itertools import islice

from dncdesk.core.phone import NotANumberError, NumberRule, PhoneNumber, read_number
from dncdesk.core.scope import EVERYWHERE, INTERNAL_LIST
from dncdesk.core.sentences import Sentence
from dncdesk.core.table_file import TableFile
from dncdesk.core.written_dates import DayOrder, find_order, read_date

_SAMPLE = 200
"""Rows that are looked at for a guess."""
_DIGITS_OF_A_NUMBER = 7


class Role(StrEnum):
    """What a column may hold."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NOTE = "note"
    CAMPAIGN = "campaign"


_NAMES: Mapping[Role, tuple[str, ...]] = {
    Role.NUMBER: (
        "e 164", "e164", "phone number", "telephone number", "phone", "telephone", "number", "tel", "mobile", "cell",
        "numéro de téléphone", "téléphone", "numéro", "dnc",
    ),
    Role.DATE: (
        "asked at", "date asked", "request date", "requested at", "opt out date", "asked", "date", "added", "timestamp",
        "created", "time", "entry date", "demande",
    ),
    Role.NAME: ("name", "full name", "person", "customer", "caller", "client", "nom"),
    Role.NOTE: ("note", "notes", "comment", "comments", "remark", "remarks", "reason", "commentaire", "remarque"),
    Role.CAMPAIGN: ("scope", "campaign", "campaign id", "list", "campagne", "liste"),
}  # fmt: skip
"""What such a column is called, the surest first."""


@dataclass(frozen=True)
class ImportPlan:
    """Which column holds what (from 0), how dates are written, and by which country and rule numbers are read."""

    columns: Mapping[Role, int]
    order: DayOrder
    country: str
    rule: NumberRule

    def with_column(self, role: Role, column: int | None) -> ImportPlan:
        """This plan with another column for `role`, or with none."""
        kept = {other: at for other, at in self.columns.items() if other is not role}
        return replace(self, columns=kept if column is None else kept | {role: column})


@dataclass(frozen=True)
class ImportRow:
    """A row that can be taken in. `asked_at` is None where it names no date; `date` is what it says instead."""

    line: int
    number: PhoneNumber
    asked_at: datetime | None
    date: str
    person: str
    note: str
    campaign: str


@dataclass(frozen=True)
class BadRow:
    """A row that holds no number: its line in the file, what stands there, and why it is none."""

    line: int
    text: str
    why: Sentence


@dataclass(frozen=True)
class Reading:
    """All rows of a table as a plan reads them."""

    plan: ImportPlan
    rows: list[ImportRow] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)

    @property
    def undated(self) -> int:
        """How many rows name no date that can be read."""
        return sum(row.asked_at is None for row in self.rows)


def guess(table: TableFile, *, country: str, rule: NumberRule, order: DayOrder) -> ImportPlan:
    """The plan that the columns' names and contents suggest; `order` where the dates themselves do not tell theirs."""
    columns: dict[Role, int] = {}
    names = [_plain(name) for name in table.header]
    for role, known in _NAMES.items():
        free = [at for at in range(len(names)) if at not in columns.values()]
        found = _named(names, free, known)
        if found is not None:
            columns[role] = found
    sample = [row for _, row in islice(table.rows(), _SAMPLE)]
    for role, looks in ((Role.DATE, _looks_like_a_date), (Role.NUMBER, _looks_like_a_number)):
        if role not in columns and (role is Role.NUMBER or not table.header):
            counts = [sum(looks(_at(row, at)) for row in sample) for at in range(table.width)]
            if any(counts):
                columns[role] = counts.index(max(counts))
    dates = (_at(row, columns.get(Role.DATE)) for _, row in table.rows()) if Role.DATE in columns else ()
    return ImportPlan(columns, find_order(dates) or order, country, rule)


def read_rows(table: TableFile, plan: ImportPlan, step: Callable[[int, int], None]) -> Reading:
    """Every row of the table, as `plan` reads it; `step` is told how far it is (lines, of so many).

    Raises:
        TableFileError: a row cannot be read.
        CancelledError: a person has said stop (from `step`).
    """
    reading = Reading(plan)
    total = table.text.count("\n") + 1
    for number, (line, row) in enumerate(table.rows(), 1):
        step(number, max(total, number))
        text = _at(row, plan.columns.get(Role.NUMBER))
        try:
            phone = read_number(text, country=plan.country, rule=plan.rule)
        except NotANumberError as error:
            reading.bad.append(BadRow(line, " | ".join(cell for cell in row if cell), error.sentence))
            continue
        date = _at(row, plan.columns.get(Role.DATE))
        campaign = _at(row, plan.columns.get(Role.CAMPAIGN))
        reading.rows.append(
            ImportRow(
                line=line,
                number=phone,
                asked_at=read_date(date, plan.order),
                date=date,
                person=_at(row, plan.columns.get(Role.NAME)),
                note=_at(row, plan.columns.get(Role.NOTE)),
                campaign=EVERYWHERE if campaign.upper() in {EVERYWHERE, INTERNAL_LIST} else campaign,
            )
        )
    return reading


def _named(names: list[str], free: list[int], known: tuple[str, ...]) -> int | None:
    """The free column whose name is, or else holds, one of those that are known."""
    exact = (at for word in known for at in free if names[at] == word)
    holding = (at for word in known for at in free if f" {word} " in f" {names[at]} ")
    return next(exact, next(holding, None))


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", name.casefold()).split())


def _at(row: list[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _looks_like_a_number(text: str) -> bool:
    many = sum(c.isdigit() for c in text) >= _DIGITS_OF_A_NUMBER
    return many and not any(c.isalpha() for c in text) and not _looks_like_a_date(text)


def _looks_like_a_date(text: str) -> bool:
    return read_date(text, DayOrder.DAY_FIRST) is not None or read_date(text, DayOrder.MONTH_FIRST) is not None
