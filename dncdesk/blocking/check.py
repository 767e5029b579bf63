"""Is this number blocked? Asks the dialler and changes nothing there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dncdesk.blocking import wording
from dncdesk.blocking.calltime import ask_list
from dncdesk.blocking.dialler import Dialler
from dncdesk.blocking.heard import LoginRefusedError, NotKnownError, heard, of_this_account
from dncdesk.blocking.leads import LeadsReport, LeadWork
from dncdesk.blocking.verdict import Held, verdict
from dncdesk.core.moments import now
from dncdesk.core.outcome import TONES, Outcome, Tone
from dncdesk.core.phone import PhoneNumber
from dncdesk.core.scope import INTERNAL_LIST, Scope
from dncdesk.core.sentences import Sentence, say
from dncdesk.record.events import Kind
from dncdesk.vicidial.client import DEFAULT_SOURCE
from dncdesk.vicidial.lead_replies import LeadsFound
from dncdesk.vicidial.replies import CheckReply, OnList, Refused


@dataclass(frozen=True)
class CheckReport:
    """What the dialler holds of a number. `outcome` is None where it is on none of the lists asked.

    `internal` and `campaign` say whether every form that leads carry is on that list; None where it was not
    asked or not told. `server` is the name of the dialler that was asked.
    """

    shown: str
    scope: Scope
    outcome: Outcome | None
    why: Sentence
    numbers: tuple[str, ...] = ()
    internal: bool | None = None
    campaign: bool | None = None
    leads: LeadsReport | None = None
    confirmed_at: datetime | None = None
    server: str = ""

    @property
    def tone(self) -> Tone:
        """How it is shown."""
        return TONES[self.outcome] if self.outcome else Tone.NEUTRAL

    @property
    def on_its_list(self) -> bool:
        """Whether the list that the scope itself names (or the one that campaign reads) holds the number."""
        return bool(self.internal if self.scope.everywhere else self.campaign)


class _RefusedError(Exception):
    def __init__(self, reply: Refused) -> None:
        super().__init__(reply.said)
        self.reply = reply


def check(dialler: Dialler, number: PhoneNumber, scope: Scope) -> CheckReport:
    """Ask about `number`: the internal list, the campaign's if one is meant, its leads and the queue.

    Raises:
        CallError: there was no answer.
        LogError: the server's campaigns could not be kept.
    """
    try:
        return _check(dialler, number, scope)
    except (LoginRefusedError, _RefusedError) as error:
        why = wording.may_not_check(error.reply, dialler.client.user)
        return CheckReport(number.shown, scope, Outcome.REFUSED, why)
    except NotKnownError as error:
        return CheckReport(number.shown, scope, Outcome.WAITING, wording.check_not_understood(error.reply))


def _check(dialler: Dialler, number: PhoneNumber, scope: Scope) -> CheckReport:
    work = LeadWork(dialler, scope, DEFAULT_SOURCE, _write_nothing)
    forms = (number.main_form, *number.other_forms)
    main, found = dialler.both(lambda: _held(dialler, number.main_form, scope), lambda: work.search(forms, number.e164))
    carried = [f for f in forms[1:] if isinstance(found, LeadsFound) and found.ids[f]]
    others, leads = dialler.both(lambda: [_held(dialler, f, scope) for f in carried], lambda: work.look(found))
    lists = [main, *others]
    internal = all(held[INTERNAL_LIST] for held in lists)
    campaign = None if scope.everywhere else all(held[scope.list_id] for held in lists)
    on_its_list = internal if scope.everywhere else bool(campaign)
    outcome = Outcome.LISTED if internal else None
    if on_its_list:
        outcome = verdict(scope, Held.READ_BACK, leads, dialler.server.checklist).outcome
    return CheckReport(
        number.shown,
        scope,
        outcome,
        wording.checked(scope, internal=internal, campaign=bool(campaign)) + _leads(leads),
        numbers=(number.main_form, *carried),
        internal=internal,
        campaign=campaign,
        leads=leads,
        confirmed_at=now() if outcome else None,
    )


def _leads(leads: LeadsReport) -> Sentence:
    if leads.callbacks:
        return say("A callback is set and may go out whatever the lists say.")
    if leads.in_call:
        return say("A call is in progress right now.")
    return wording.checked_leads(leads)


def _held(dialler: Dialler, form: str, scope: Scope) -> dict[str, bool]:
    """Whether `form` is on the list of the scope and on the internal one, by the list's name."""
    held = {}
    for list_id in dict.fromkeys((scope.list_id, INTERNAL_LIST)):
        reply: CheckReply = ask_list(dialler.client, form, list_id, dialler.call_time, DEFAULT_SOURCE)
        answer = heard(of_this_account(reply))
        if isinstance(answer, Refused):
            raise _RefusedError(answer)
        held[list_id] = isinstance(answer, OnList)
    return held


def _write_nothing(kind: Kind, body: Mapping[str, Any]) -> None:
    """A question leaves no event: nothing was changed."""
