"""One opt-out, from request to outcome.

Each step writes its event before the next begins, and each is safe to repeat: the list holds a number once,
a lead is marked once. Whatever the dialler said to the adding, only what is read back counts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from dncdesk.blocking import outcome_wording, wording
from dncdesk.blocking.calltime import ask_list
from dncdesk.blocking.dialler import Dialler
from dncdesk.blocking.heard import NotKnownError, heard, of_this_account
from dncdesk.blocking.leads import LeadsReport, LeadWork, Write
from dncdesk.blocking.verdict import Held, verdict, worst
from dncdesk.core.moments import now
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Proof, Result
from dncdesk.record.events import Kind
from dncdesk.vicidial.lead_replies import LeadsFound
from dncdesk.vicidial.replies import (
    Added,
    AddReply,
    AlreadyListed,
    Campaigns,
    CheckReply,
    NotOnList,
    NotUnderstood,
    OnList,
    Refusal,
    Refused,
)

_MAY_NOT = frozenset({Refusal.NO_PERMISSION, Refusal.FUNCTION_NOT_ALLOWED, Refusal.NO_FUNCTION})
"""Refusals of one function alone: the account may still be able to look whether the number is there already."""
_CAMPAIGN_ID = re.compile(r"[-\w]{1,8}")
"""What the server takes for a campaign as it stands: it drops other characters and cuts what is longer, silently."""


class _RefusedError(Exception):
    """The dialler will not put the number on the list."""

    def __init__(self, reply: Refused) -> None:
        super().__init__(reply.said)
        self.reply = reply


class Job:
    """Carries out one opt-out at one dialler."""

    def __init__(self, opt_out: OptOut, dialler: Dialler, write: Write) -> None:
        """`write` puts an event into the log and returns once it is on disk."""
        self._opt_out = opt_out
        self._dialler = dialler
        self._write = write
        self._leads = LeadWork(dialler, opt_out.scope, opt_out.source_id, write)
        self._first: dict[str, AddReply] = {}

    @property
    def asked(self) -> tuple[str, ...]:
        """The numbers that `finish` wants to know the leads of."""
        return self._leads.asked(self._forms, self._opt_out.e164)

    def run(self) -> Result:
        """Put the number on its list in every form that its leads carry, read it back, and stop the leads.

        Raises:
            CallError, NotKnownError: what the dialler has done by then is not known; repeat the job.
            LoginRefusedError: the account was turned away.
            LogError: a step could not be written down.
        """
        return self.begin() or self.finish()

    def begin(self) -> Result | None:
        """Put the number on its list; a result only if that is all that can be done. `finish` must follow.

        Raises:
            CallError, NotKnownError, LoginRefusedError, LogError: as `run`.
        """
        if (refusal := self._unknown_campaign()) is not None:
            return refusal
        # Alone, so that a password that is not right any more costs one wrong try and not two.
        added = self._add(self._opt_out.main_form)
        if isinstance(added, Refused) and added.refusal not in _MAY_NOT:
            return self._refused(added)
        return None

    def finish(self, searched: LeadsFound | Refused | None = None) -> Result:
        """Read the number back, and see to its leads.

        `searched` is what a search for `asked` brought after `begin`; with None, it is made now.

        Raises:
            CallError, NotKnownError, LoginRefusedError, LogError: as `run`.
        """
        try:
            held, leads = self._block(searched)
        except _RefusedError as error:
            return self._refused(error.reply)
        found = verdict(self._opt_out.scope, held, leads, self._dialler.server.checklist)
        result = Result(
            found.outcome,
            outcome_wording.settled(self._opt_out, held, leads, found, all_confirmed=self._dialler.all_confirmed()),
            numbers_sent=tuple(self._first),
            leads_found=leads.found if leads.looked else None,
            leads_stopped=leads.stopped if leads.looked else None,
            still_queued=leads.still_queued + leads.in_call if leads.looked else None,
        )
        if all(isinstance(reply, Added) for reply in self._first.values()):
            result = replace(result, added=tuple(self._first))
        if not held.on_the_list:
            return result
        proof = Proof.READ_BACK if held is Held.READ_BACK else Proof.ASKED_AGAIN
        return replace(result, confirmed_at=now(), confirmed_by=proof)

    @property
    def _forms(self) -> tuple[str, ...]:
        return (self._opt_out.main_form, *self._opt_out.other_forms)

    def _refused(self, reply: Refused) -> Result:
        why = wording.refused(reply, self._opt_out.api_user)
        return Result(Outcome.REFUSED, why, numbers_sent=tuple(self._first))

    def _block(self, searched: LeadsFound | Refused | None) -> tuple[Held, LeadsReport]:
        main, forms = self._opt_out.main_form, self._forms
        held, found = self._dialler.both(
            lambda: self._hold(main), lambda: self._leads.search(forms, self._opt_out.e164, searched)
        )
        carried = [f for f in forms[1:] if isinstance(found, LeadsFound) and found.ids[f]]
        for form in carried:
            # Before a lead leaves the queue: the next loading would bring it back.
            self._add(form)
        others, leads = self._dialler.both(lambda: [self._hold(f) for f in carried], lambda: self._leads.stop(found))
        return worst([held, *others]), leads

    def _hold(self, form: str) -> Held:
        """See to it that the list holds `form`, and how that is known."""
        added = self._first.get(form) or self._add(form)
        checked = self._check(form)
        if isinstance(checked, OnList):
            return Held.READ_BACK
        if isinstance(added, Refused):
            raise _RefusedError(added)
        if isinstance(checked, NotUnderstood):
            raise NotKnownError(checked)
        if isinstance(added, NotUnderstood):
            # Another desk's adding at the same moment makes PHP 8 stop (measured): the next time it is known.
            added = heard(self._add(form))
            if isinstance(added, Refused):
                raise _RefusedError(added)
        # Not there, or no right to look. ALREADY EXISTS proves the row; a second SUCCESS, that nothing is kept.
        not_there = isinstance(checked, NotOnList)
        again = heard(added if isinstance(added, AlreadyListed) and not not_there else self._add(form))
        if isinstance(again, Refused):
            raise _RefusedError(again)
        # Another person's hand, or a copy of the database that lags: not twice in a row.
        if not_there and isinstance(heard(self._check(form)), OnList):
            return Held.READ_BACK
        if isinstance(again, Added):
            return Held.NOT_KEPT
        if isinstance(checked, Refused) or self._opt_out.scope.everywhere:
            return Held.ASKED_AGAIN
        return Held.ON_ANOTHER_LIST

    def _unknown_campaign(self) -> Result | None:
        """Why the campaign may not be named to the server, which would say SUCCESS to any word; None if it may."""
        wanted = self._opt_out.scope.campaign_id
        if wanted is None or (self._dialler.lists(wanted) and _CAMPAIGN_ID.fullmatch(wanted)):
            return None
        listed = heard(self._dialler.ask_campaigns())
        if isinstance(listed, Campaigns) and any(c.id == wanted for c in listed.campaigns):
            return None
        return Result(Outcome.REFUSED, wording.no_such_campaign(wanted))

    def _add(self, form: str) -> AddReply:
        list_id = self._opt_out.scope.list_id
        reply = self._dialler.client.add(form, list_id, self._opt_out.source_id)
        self._write(Kind.ADDED, _body(form, list_id, reply))
        self._first.setdefault(form, reply)
        return of_this_account(reply)

    def _check(self, form: str) -> CheckReply:
        list_id = self._opt_out.scope.list_id
        reply = ask_list(self._dialler.client, form, list_id, self._dialler.call_time, self._opt_out.source_id)
        self._write(Kind.READ, _body(form, list_id, reply))
        return of_this_account(reply)


def _body(form: str, list_id: str, reply: AddReply | CheckReply) -> dict[str, Any]:
    return {"number": form, "list": list_id, "reply": type(reply).__name__, "said": reply.said}
