"""From what was seen on the dialler to an outcome: the one place where "blocked" is decided.

Pure: no call, no clock, no file. The rule is the contract's: "blocked" is said only of what was read back,
and only if no lead that was found could still be called.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dncdesk.blocking.leads import LeadsReport
from dncdesk.core.outcome import Outcome
from dncdesk.core.scope import Scope
from dncdesk.core.switches import Switches


class Held(StrEnum):
    """What is known of the list that the scope reads, for one form of the number or for all of them."""

    READ_BACK = "read_back"
    """`check_phone_number` found it there."""
    ASKED_AGAIN = "asked_again"
    """`add_dnc_phone` said ALREADY EXISTS: the row is on the list that was named."""
    ON_ANOTHER_LIST = "on_another_list"
    """The row is on the campaign's own list, and the campaign reads another one."""
    NOT_KEPT = "not_kept"
    """The dialler said yes and holds nothing."""

    @property
    def on_the_list(self) -> bool:
        """Whether the number was seen on the list."""
        return self in {Held.READ_BACK, Held.ASKED_AGAIN}


def worst(held: Iterable[Held]) -> Held:
    """The chain is as strong as its weakest form."""
    order = list(Held)
    return max(held, key=order.index)


@dataclass(frozen=True)
class Verdict:
    """The outcome, whether the campaign's switch was confirmed by a person, and which campaigns do not listen."""

    outcome: Outcome
    switch_confirmed: bool = False
    deaf: tuple[str, ...] = ()
    """Campaigns of which a person has said that they do not use the list that the number is on."""


def verdict(scope: Scope, held: Held, leads: LeadsReport, switches: Mapping[str, Switches]) -> Verdict:
    """What may be said of a number that is `held` so, with these `leads`.

    `switches` are the administrator's answers, by campaign id, in capitals or not.
    """
    concerned = leads.campaigns if scope.everywhere else frozenset({str(scope)})
    # A list names its campaign in whatever capitals it was given.
    answers = {campaign.casefold(): answer for campaign, answer in switches.items()}
    reads = {c: answers.get(c.casefold(), Switches()).reads(internal_list=scope.everywhere) for c in concerned}
    deaf = tuple(sorted(c for c, listens in reads.items() if listens is False))
    confirmed = bool(reads) and all(listens is True for listens in reads.values())
    stopped_all = leads.safe and leads.found > 0
    if not held.on_the_list or (deaf and not scope.everywhere):
        return Verdict(Outcome.STOPPED if stopped_all else Outcome.NOT_EFFECTIVE, confirmed, deaf)
    # A lead that keeps a status which is called rests on the switch alone.
    covered = leads.safe or (leads.quiet and confirmed)
    if not covered or held is Held.ASKED_AGAIN:
        return Verdict(Outcome.LISTED, confirmed, deaf)
    return Verdict(Outcome.STOPPED if deaf else Outcome.BLOCKED, confirmed, deaf)
