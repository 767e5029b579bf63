"""Is this number blocked? Asks the dialler and changes nothing there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dncdesk.blocking import wording
from dncdesk.blocking.calltime import CallTime, ask_list
from dncdesk.core.moments import now
from dncdesk.core.outcome import TONES, Outcome, Tone
from dncdesk.core.scope import INTERNAL_LIST, Scope
from dncdesk.core.sentences import Sentence
from dncdesk.vicidial.client import DEFAULT_SOURCE, Client
from dncdesk.vicidial.replies import CheckReply, NotOnList, NotUnderstood, OnList, Refused


@dataclass(frozen=True)
class CheckReport:
    """What the dialler holds of a number. `outcome` is None where it is on none of the lists asked.

    `internal` and `campaign` say whether the number is on that list; None where it was not asked or not told.
    """

    shown: str
    scope: Scope
    outcome: Outcome | None
    why: Sentence
    internal: bool | None = None
    campaign: bool | None = None
    confirmed_at: datetime | None = None

    @property
    def tone(self) -> Tone:
        """How it is shown."""
        return TONES[self.outcome] if self.outcome else Tone.NEUTRAL

    @property
    def on_its_list(self) -> bool:
        """Whether the list that the scope itself names (or the one that campaign reads) holds the number."""
        return bool(self.internal if self.scope.everywhere else self.campaign)


def check(client: Client, number: str, shown: str, scope: Scope, call_time: CallTime) -> CheckReport:
    """Ask about `number` (digits as the server stores it): the internal list, and the campaign's if one is meant.

    Raises:
        CallError: there was no answer.
    """
    replies: dict[str, CheckReply] = {}
    for list_id in dict.fromkeys((scope.list_id, INTERNAL_LIST)):
        reply = replies[list_id] = ask_list(client, number, list_id, call_time, DEFAULT_SOURCE)
        if isinstance(reply, Refused):
            why = wording.may_not_check(reply, client.user)
            return CheckReport(shown, scope, Outcome.REFUSED, why)
        if isinstance(reply, NotUnderstood):
            return CheckReport(shown, scope, Outcome.WAITING, wording.check_not_understood(reply))
    internal = _held(replies[INTERNAL_LIST])
    campaign = None if scope.everywhere else _held(replies[scope.list_id])
    held = bool(internal or campaign)
    return CheckReport(
        shown,
        scope,
        Outcome.LISTED if held else None,
        wording.checked(scope, internal=bool(internal), campaign=bool(campaign)),
        internal=internal,
        campaign=campaign,
        confirmed_at=now() if held else None,
    )


def _held(reply: CheckReply) -> bool | None:
    return True if isinstance(reply, OnList) else False if isinstance(reply, NotOnList) else None
