"""One row of the log's table: where an opt-out stands, as people look at it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from dncdesk.core.deadline import Timeliness
from dncdesk.core.details import Details
from dncdesk.core.moments import moment
from dncdesk.core.optout import Action, AskedHow
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.scope import EVERYWHERE
from dncdesk.core.sentences import say

ENTRIES = (
    "SELECT seq, id, number, shown, typed, e164, scope, scope_name, scope_asked, server, asked_at, due_on, blocked_ms,"
    " person, taken_by, asked_how, reference, note, entered_by, action, group_id, result FROM opt_out"
)
"""Selects what `entry_of` reads; what follows says which rows."""


@dataclass(frozen=True)
class Entry:
    """One opt-out as the log's table shows it: a row, newest with the highest `seq`.

    What was imported has a negative `seq` and no events. `due_on` is the last day to honour the request, `blocked_at`
    when the number was first read back as blocked. `group` is the id shared by what was entered together.
    """

    seq: int
    opt_out_id: str
    number: str
    shown: str
    typed: str
    e164: str
    scope: str
    scope_name: str
    scope_asked: str
    server: str
    asked_at: datetime
    due_on: date | None
    blocked_at: datetime | None
    details: Details
    entered_by: str
    action: Action
    result: Result
    group: str = ""

    @property
    def imported(self) -> bool:
        """Whether it comes from a former log, outside the chain's claims."""
        return self.seq < 0

    def timeliness(self, today: date) -> Timeliness:
        """How it stands with the deadline on the day `today`; nothing is said where less is blocked than was asked."""
        if self.action is not Action.BLOCK or self.due_on is None or self.result.outcome is Outcome.REMOVED:
            return Timeliness.NONE
        if self.result.outcome is Outcome.BLOCKED and self.blocked_at is not None:
            if self.scope_asked == EVERYWHERE != self.scope:
                return Timeliness.NONE
            # The day is counted where the person asked.
            blocked_on = self.blocked_at.astimezone(self.asked_at.tzinfo).date()
            return Timeliness.MET if blocked_on <= self.due_on else Timeliness.MET_LATE
        return Timeliness.DUE if today <= self.due_on else Timeliness.LATE


def entry_of(row: tuple[Any, ...]) -> Entry:
    """The entry that stands in a `row` of `ENTRIES`; a damaged result is said in it."""
    result, blocked_ms = row[-1], row[12]
    try:
        known = Result.from_json(json.loads(str(result)))
    except (ValueError, KeyError, TypeError, AttributeError):
        # One line that is damaged must not hide, nor hold up, all the others.
        known = Result(Outcome.WAITING, say("The log's line about this is damaged."))
    return Entry(
        seq=row[0],
        opt_out_id=row[1],
        number=row[2],
        shown=row[3],
        typed=row[4],
        e164=row[5],
        scope=row[6],
        scope_name=row[7],
        scope_asked=row[8],
        server=row[9],
        asked_at=moment(row[10]),
        due_on=date.fromisoformat(row[11]) if row[11] else None,
        blocked_at=None if blocked_ms is None else datetime.fromtimestamp(blocked_ms / 1000, UTC).astimezone(),
        details=Details(row[13], row[14], AskedHow(row[15]), row[16], row[17]),
        entered_by=row[18],
        action=Action(row[19]),
        result=known,
        group=row[20],
    )
