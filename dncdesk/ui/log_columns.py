"""The columns of the log's table: their names, what stands in them, and how they share the table's width."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QTime
from PySide6.QtGui import QFontMetrics

from dncdesk.core.outcome import Outcome, Tone
from dncdesk.core.scope import EVERYWHERE
from dncdesk.record.query import Column
from dncdesk.ui.words import (
    due_sentence,
    due_tone,
    due_words,
    long_moment,
    outcome_word,
    place,
    short_day,
    short_moment,
    standing_tone,
    standing_word,
    text,
    where,
)

if TYPE_CHECKING:
    from dncdesk.record.reader import Entry

ALL = (
    Column.ASKED, Column.DUE, Column.NUMBER, Column.PERSON, Column.WHERE, Column.SERVER, Column.OUTCOME, Column.BLOCKED,
    Column.NOTE, Column.TAKEN_BY, Column.ENTERED_BY, Column.REFERENCE,
)  # fmt: skip
"""Every column there is, in the order in which they stand."""
USUAL = (Column.ASKED, Column.NUMBER, Column.WHERE, Column.OUTCOME)
"""The columns of a window that nobody has chosen any for."""
USUAL_OF_SEVERAL = (Column.ASKED, Column.NUMBER, Column.WHERE, Column.SERVER, Column.OUTCOME)
"""The same where there are several diallers: one request may have a row for each."""
MARKED = frozenset({Column.OUTCOME, Column.DUE})
"""Those whose words have a mark and a colour."""
_FREE = {
    Column.WHERE: 10, Column.SERVER: 6, Column.PERSON: 14, Column.NOTE: 18, Column.REFERENCE: 10, Column.TAKEN_BY: 8,
}  # fmt: skip
"""Free text, and how many letters of it are good to see; what room is left over is shared among these."""
_FEWEST = 6
_LONG, _LATE = date(2028, 12, 28), QTime(22, 58)
"""A day and a time that are as long as any in figures."""
_PADDING = 7
_MARK_GAP = 6


def title(column: Column) -> str:
    """The name of `column`."""
    return {
        Column.ASKED: QCoreApplication.translate("columns", "Asked"),
        Column.DUE: QCoreApplication.translate("columns", "Due"),
        Column.NUMBER: QCoreApplication.translate("columns", "Number"),
        Column.PERSON: QCoreApplication.translate("columns", "Name"),
        Column.WHERE: QCoreApplication.translate("columns", "Where"),
        Column.OUTCOME: QCoreApplication.translate("columns", "Outcome"),
        Column.BLOCKED: QCoreApplication.translate("columns", "Blocked at"),
        Column.NOTE: QCoreApplication.translate("columns", "Note"),
        Column.TAKEN_BY: QCoreApplication.translate("columns", "Taken by"),
        Column.ENTERED_BY: QCoreApplication.translate("columns", "Entered by"),
        Column.SERVER: QCoreApplication.translate("columns", "Server"),
        Column.REFERENCE: QCoreApplication.translate("columns", "Reference"),
        Column.RECORDED: QCoreApplication.translate("columns", "Newest first"),
    }[column]


def named(names: Sequence[str], usual: tuple[Column, ...] = USUAL) -> tuple[Column, ...]:
    """The columns that `names` (as `names_of` gives them) mean; the `usual` ones where none is known.

    The number is always among them: without it no row says whom it is about.
    """
    known = {column for column in ALL if column.name.lower() in names}
    return tuple(c for c in ALL if c in known or c is Column.NUMBER) if known else usual


def names_of(columns: Sequence[Column]) -> list[str]:
    """Words for `columns` that a settings file can keep, such as `asked` and `taken_by`."""
    return [column.name.lower() for column in columns]


def cell(entry: Entry, column: Column, now: datetime) -> str:
    """What stands in the row of `entry`, where `now` is this moment."""
    if column is Column.ASKED:
        return short_moment(entry.asked_at, now)
    if column is Column.BLOCKED:
        return short_moment(entry.blocked_at, now) if entry.blocked_at else ""
    if column is Column.DUE:
        return due_words(entry, now.date())
    return _TEXTS[column](entry)


def tone(entry: Entry, column: Column, today: date) -> Tone | None:
    """The tone of a cell; None where it has none."""
    if column is Column.OUTCOME:
        return standing_tone(entry)
    return due_tone(entry, today) if column is Column.DUE else None


def whole(entry: Entry, column: Column, today: date) -> str:
    """All that a cell stands for, in words: for a tool tip."""
    if column in (Column.ASKED, Column.BLOCKED):
        when = entry.asked_at if column is Column.ASKED else entry.blocked_at
        return long_moment(when) if when else ""
    if column is Column.DUE:
        return due_sentence(entry, today)
    if column is Column.WHERE:
        return f"{f'{place(entry)}   {entry.scope_name}'.rstrip()} · {entry.server}"
    if column is Column.OUTCOME:
        return "\n".join(filter(None, (text(entry.result.why), due_sentence(entry, today))))
    return entry.number if column is Column.NUMBER else _TEXTS[column](entry)


def copied(entry: Entry, column: Column, today: date) -> str:
    """What goes to the clipboard: as in the row, with the whole date."""
    if column in (Column.ASKED, Column.BLOCKED):
        return whole(entry, column, today)
    if column is Column.DUE:
        return due_words(entry, today)
    return _TEXTS[column](entry)


_TEXTS: dict[Column, Callable[[Entry], str]] = {
    Column.NUMBER: lambda entry: entry.shown or entry.number,
    Column.WHERE: place,
    Column.OUTCOME: standing_word,
    Column.PERSON: lambda entry: entry.details.person,
    Column.NOTE: lambda entry: entry.details.note,
    Column.TAKEN_BY: lambda entry: entry.details.taken_by,
    Column.ENTERED_BY: lambda entry: entry.entered_by,
    Column.SERVER: lambda entry: entry.server,
    Column.REFERENCE: lambda entry: entry.details.reference,
}


def widths(columns: Sequence[Column], metrics: QFontMetrics, mark: int, room: int) -> list[int]:
    """The widths of `columns` in `room` logical pixels, with marks `mark` wide: more than `room` if it is too little.

    What is the same in many rows, and what is free text, gives way.
    """
    found = [_usual(column, metrics, mark) for column in columns]
    left = room - sum(found)
    if left < 0:
        spare = [wide - _least(column, metrics, mark) for wide, column in zip(found, columns, strict=True)]
        share = min(1.0, -left / max(1, sum(spare)))
        return [wide - math.ceil(more * share) for wide, more in zip(found, spare, strict=True)]
    if Column.OUTCOME in columns:
        at = columns.index(Column.OUTCOME)
        most = max(metrics.horizontalAdvance(outcome_word(outcome)) for outcome in Outcome)
        more = max(0, min(most + mark + _MARK_GAP + _PADDING - found[at], left))
        found[at] += more
        left -= more
    takers = [at for at, column in enumerate(columns) if column in _FREE] or [len(columns) - 1]
    for number, at in enumerate(takers):
        share = left // (len(takers) - number)
        found[at] += share
        left -= share
    return found


def _usual(column: Column, metrics: QFontMetrics, mark: int) -> int:
    """As wide as is good to read."""
    width_of = metrics.horizontalAdvance
    beside = mark + _MARK_GAP if column in MARKED else 0
    if column in (Column.ASKED, Column.BLOCKED):
        clock = QLocale().toString(_LATE, QLocale.FormatType.ShortFormat)
        needed = max(width_of(short_day(_LONG)), width_of(clock))
    elif column is Column.DUE:
        words = QCoreApplication.translate("words", "Late {day}")
        needed = width_of(words.format(day=short_day(_LONG)))
    elif column is Column.NUMBER:
        needed = width_of("(888) 888-8888")
    elif column is Column.WHERE:
        needed = width_of(where(EVERYWHERE))
    elif column is Column.OUTCOME:
        # Never less: what is not delivered yet must not look like what is.
        needed = max(width_of(outcome_word(one)) for one in (Outcome.NOT_EFFECTIVE, Outcome.WAITING))
    else:
        needed = metrics.averageCharWidth() * _FREE.get(column, 10)
    return max(needed + beside, width_of(title(column)) + _MARK_GAP) + _PADDING


def _least(column: Column, metrics: QFontMetrics, mark: int) -> int:
    """As narrow as one may see of it what it is."""
    if column in _FREE:
        return metrics.averageCharWidth() * _FEWEST + _PADDING
    return _usual(column, metrics, mark)
