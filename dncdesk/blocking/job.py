"""One opt-out, from request to outcome.

Each step writes its event before the next begins, and each is safe to repeat: the list holds a number once.
Whatever the dialler said to the adding, only what is read back counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from dncdesk.blocking import wording
from dncdesk.blocking.calltime import ask_list
from dncdesk.blocking.dialler import Dialler
from dncdesk.core.moments import now
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Proof, Result
from dncdesk.core.sentences import Sentence
from dncdesk.record.events import Kind
from dncdesk.vicidial.replies import (
    Added,
    AddReply,
    AlreadyListed,
    Campaigns,
    CampaignsReply,
    CheckReply,
    NotOnList,
    NotUnderstood,
    OnList,
    Refusal,
    Refused,
)

Write = Callable[[Kind, Mapping[str, Any]], None]

_MAY_NOT = frozenset({Refusal.NO_PERMISSION, Refusal.FUNCTION_NOT_ALLOWED, Refusal.NO_FUNCTION})
"""Refusals of one function alone: the account may still be able to look whether the number is there already."""


class LoginRefusedError(Exception):
    """The dialler turned the account away: the job ends here, and so does all work for this server."""

    def __init__(self, reply: Refused) -> None:
        super().__init__(reply.said)
        self.reply = reply


class Job:
    """Carries out one opt-out over one client."""

    def __init__(self, opt_out: OptOut, dialler: Dialler, write: Write) -> None:
        """`write` puts an event into the log and returns once it is on disk."""
        self._opt_out = opt_out
        self._dialler = dialler
        self._client = dialler.client
        self._write = write

    def run(self) -> Result:
        """Put the number on its list and read it back.

        Raises:
            CallError: there was no answer; what the dialler has done by then is not known.
            LoginRefusedError: the account was turned away.
            LogError: a step could not be written down.
        """
        number = self._opt_out.main_form
        if (refusal := self._unknown_campaign()) is not None:
            return refusal
        added = self._add(number)
        if isinstance(added, Refused) and added.refusal not in _MAY_NOT:
            return self._result(Outcome.REFUSED, wording.refused(added, self._opt_out.api_user))
        checked = self._check(number)
        if isinstance(checked, OnList):
            return self._proved(Proof.READ_BACK, wording.listed(self._opt_out))
        return self._not_found(added, checked)

    def _not_found(self, added: AddReply, checked: NotOnList | Refused | NotUnderstood) -> Result:
        """It was not read back: why, and what is known all the same."""
        if isinstance(added, Refused):
            return self._result(Outcome.REFUSED, wording.refused(added, self._opt_out.api_user))
        for reply in (added, checked):
            if isinstance(reply, NotUnderstood):
                return self._result(Outcome.WAITING, wording.not_understood(reply))
        # Not there, or no right to look. ALREADY EXISTS proves the row; a second SUCCESS, that nothing is kept.
        again = added if isinstance(added, AlreadyListed) else self._add(self._opt_out.main_form)
        if isinstance(again, AlreadyListed):
            return self._has_a_row(checked)
        if isinstance(again, Added):
            return self._result(Outcome.NOT_EFFECTIVE, wording.nothing_kept())
        if isinstance(again, NotUnderstood):
            return self._result(Outcome.WAITING, wording.not_understood(again))
        return self._result(Outcome.REFUSED, wording.refused(again, self._opt_out.api_user))

    def _has_a_row(self, checked: NotOnList | Refused | NotUnderstood) -> Result:
        """The row is on the list that was named, and yet it was not found by looking, or there was no right to."""
        if isinstance(checked, Refused):
            return self._proved(Proof.ASKED_AGAIN, wording.listed_by_asking_again(self._opt_out))
        if self._opt_out.scope.everywhere:
            return self._result(Outcome.NOT_EFFECTIVE, wording.nothing_kept())
        return self._result(Outcome.NOT_EFFECTIVE, wording.reads_another_list(self._opt_out))

    def _unknown_campaign(self) -> Result | None:
        """Why the campaign may not be named to the server, which would say SUCCESS to any word; None if it may."""
        wanted = self._opt_out.scope.campaign_id
        if wanted is None or self._dialler.lists(wanted):
            return None
        listed = _logged_in(self._dialler.ask_campaigns())
        if isinstance(listed, NotUnderstood):
            return Result(Outcome.WAITING, wording.not_understood(listed))
        if isinstance(listed, Campaigns) and any(c.id == wanted for c in listed.campaigns):
            return None
        return Result(Outcome.REFUSED, wording.no_such_campaign(wanted))

    def _add(self, number: str) -> AddReply:
        list_id = self._opt_out.scope.list_id
        reply = self._client.add(number, list_id, self._opt_out.source_id)
        self._write(Kind.ADDED, _body(number, list_id, reply))
        return _logged_in(reply)

    def _check(self, number: str) -> CheckReply:
        list_id = self._opt_out.scope.list_id
        reply = ask_list(self._client, number, list_id, self._dialler.call_time, self._opt_out.source_id)
        self._write(Kind.READ, _body(number, list_id, reply))
        return _logged_in(reply)

    def _proved(self, proof: Proof, why: Sentence) -> Result:
        return replace(self._result(Outcome.LISTED, why), confirmed_at=now(), confirmed_by=proof)

    def _result(self, outcome: Outcome, why: Sentence) -> Result:
        return Result(outcome, why, numbers_sent=(self._opt_out.main_form,))


def _body(number: str, list_id: str, reply: AddReply | CheckReply) -> dict[str, Any]:
    return {"number": number, "list": list_id, "reply": _NAMES[type(reply)], "said": reply.said}


_NAMES = {
    Added: "added",
    AlreadyListed: "already_listed",
    OnList: "on_list",
    NotOnList: "not_on_list",
    Refused: "refused",
    NotUnderstood: "not_understood",
}


_Reply = TypeVar("_Reply", AddReply, CheckReply, CampaignsReply)


def _logged_in(reply: _Reply) -> _Reply:
    if isinstance(reply, Refused) and reply.refusal.of_login:
        raise LoginRefusedError(reply)
    return reply
