"""What became of an opt-out: the words that log, JSON and code share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from dncdesk.core.moments import moment, stamp
from dncdesk.core.sentences import Sentence


class Outcome(StrEnum):
    """Where an opt-out stands."""

    BLOCKED = "blocked"
    """Read back from the dialler, and none of the person's leads is left in a queue."""
    STOPPED = "stopped"
    """The leads there are will not be called; a newly loaded one would be."""
    LISTED = "listed"
    """On the list, but leads or queue could not be looked at, or a call is in progress."""
    NOT_EFFECTIVE = "not_effective"
    """The dialler said yes and yet does not hold the number where it looks."""
    REFUSED = "refused"
    """The dialler will not do it for this account or these values; a person must act."""
    WAITING = "waiting"
    """Recorded here, not known to be delivered; tried again by itself."""
    REMOVED = "removed"
    """Taken off again."""

    @property
    def pending(self) -> bool:
        """Whether the program still has to do something by itself."""
        return self is Outcome.WAITING


class Tone(StrEnum):
    """How an outcome is shown; icon, word and colour follow from it together."""

    DONE = "done"
    WARNING = "warning"
    PROBLEM = "problem"
    PROGRESS = "progress"
    NEUTRAL = "neutral"


TONES: Mapping[Outcome, Tone] = {
    Outcome.BLOCKED: Tone.DONE,
    Outcome.STOPPED: Tone.WARNING,
    Outcome.LISTED: Tone.WARNING,
    Outcome.NOT_EFFECTIVE: Tone.PROBLEM,
    Outcome.REFUSED: Tone.PROBLEM,
    Outcome.WAITING: Tone.PROGRESS,
    Outcome.REMOVED: Tone.NEUTRAL,
}

_BEST_FIRST = (
    Outcome.BLOCKED,
    Outcome.STOPPED,
    Outcome.LISTED,
    Outcome.REMOVED,
    Outcome.WAITING,
    Outcome.NOT_EFFECTIVE,
    Outcome.REFUSED,
)


def badness(outcome: Outcome, *, of_removal: bool = False) -> int:
    """A number that is the higher, the worse the `outcome` is; 0 for the best.

    What was taken back in one place is not blocked, whatever stands in the others. Where it was to be taken off,
    with `of_removal`, that is the best.
    """
    if of_removal and outcome is Outcome.REMOVED:
        return 0
    return _BEST_FIRST.index(outcome) + of_removal


class Proof(StrEnum):
    """How the dialler's list was seen to hold the number, or not to hold it any more."""

    READ_BACK = "check_phone_number"
    ASKED_AGAIN = "add_dnc_phone again"
    DELETED_AGAIN = "delete_dnc_phone again"


@dataclass(frozen=True)
class Result:
    """An outcome with what it rests on.

    `why` says to a person what is true, what is not and what to do. `confirmed_at` (aware) and
    `confirmed_by` are set only where the list was seen to hold the number. The three lead counts are
    None where leads or queue were not looked at. `added` are the numbers that this very job put on the list,
    if none of those it sent was there before: they can be taken off again.
    """

    outcome: Outcome
    why: Sentence
    numbers_sent: tuple[str, ...] = ()
    confirmed_at: datetime | None = None
    confirmed_by: Proof | None = None
    leads_found: int | None = None
    leads_stopped: int | None = None
    still_queued: int | None = None
    added: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """A form for the log; `from_json` reads it back."""
        return {
            "outcome": self.outcome.value,
            "why": self.why.as_json(),
            "numbers_sent": list(self.numbers_sent),
            "confirmed_at": stamp(self.confirmed_at) if self.confirmed_at else None,
            "confirmed_by": self.confirmed_by.value if self.confirmed_by else None,
            "leads_found": self.leads_found,
            "leads_stopped": self.leads_stopped,
            "still_queued": self.still_queued,
            "added": list(self.added),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Result:
        """The result that `as_json` wrote."""
        return cls(
            outcome=Outcome(data["outcome"]),
            why=Sentence.from_json(data["why"]),
            numbers_sent=tuple(data["numbers_sent"]),
            confirmed_at=moment(data["confirmed_at"]) if data["confirmed_at"] else None,
            confirmed_by=Proof(data["confirmed_by"]) if data["confirmed_by"] else None,
            leads_found=data["leads_found"],
            leads_stopped=data["leads_stopped"],
            still_queued=data["still_queued"],
            added=tuple(data.get("added", ())),
        )
