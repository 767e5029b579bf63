"""What a row of the PDF shows: seven columns of two lines each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dncdesk.core.optout import Action
from dncdesk.core.sentences import say
from dncdesk.record.exporting.fields import asked_how, outcome_code, outcome_word, scope_word, standing
from dncdesk.record.exporting.source import Line


@dataclass(frozen=True)
class Column:
    """A column: its two headings, and its share of the width."""

    above: str
    below: str
    share: float


Cell = tuple[str, str]
"""The two lines of a cell."""


def columns() -> tuple[Column, ...]:
    """The columns, from left to right; their shares make up one."""
    return (
        Column(str(say("Number")), str(say("Name")), 0.13),
        Column(str(say("Asked at")), str(say("How, due on")), 0.145),
        Column(str(say("Where")), str(say("Campaign")), 0.13),
        Column(str(say("Outcome")), str(say("Deadline")), 0.115),
        Column(str(say("Blocked at")), str(say("Confirmed by")), 0.145),
        Column(str(say("Taken by")), str(say("Entered by")), 0.135),
        Column(str(say("Note, reference")), str(say("Opt-out id, server")), 0.20),
    )


def cells(line: Line, today: date) -> Sequence[Cell]:
    """What stands in each column; `today` is the day by which a deadline is judged."""
    entry, details = line.entry, line.entry.details
    where = scope_word(entry.scope)
    if entry.action is Action.REMOVE:
        where = str(say("Take off: {place}", place=where))
    asked_for = ""
    if entry.scope_asked not in ("", entry.scope):
        asked_for = str(say("asked for: {place}", place=scope_word(entry.scope_asked)))
    due = str(say("due {day}", day=entry.due_on.isoformat())) if entry.due_on else ""
    proof = entry.result.confirmed_by
    computer = line.request.computer if line.request else ""
    return (
        (entry.shown or entry.number, details.person),
        (_moment(entry.asked_at), _joined(asked_how(line), due)),
        (where, _joined(entry.scope_name, asked_for)),
        (outcome_word(outcome_code(line)), standing(line, today)),
        (_moment(entry.blocked_at) if entry.blocked_at else "", proof.value if proof else ""),
        (details.taken_by, _joined(entry.entered_by, computer)),
        (_joined(details.note, details.reference), _joined(entry.opt_out_id, entry.server)),
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _moment(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M %z")
