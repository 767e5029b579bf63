"""A person's leads: found under every form of the number, stopped, taken out of the queue, looked at again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dncdesk.blocking.dialler import Dialler, alike
from dncdesk.blocking.heard import heard, of_this_account
from dncdesk.core.scope import Scope
from dncdesk.record.events import Kind
from dncdesk.vicidial.client import LONGEST, SHORTEST
from dncdesk.vicidial.lead_replies import Hopper, Lead, Leads, LeadsFound, LeadStopped, NoSuchLead, Queued
from dncdesk.vicidial.replies import Refusal, Refused

Write = Callable[[Kind, Mapping[str, Any]], None]
STOPPED_STATUS = "DNC"
_ON_THE_LINE = frozenset({"incall", "queue"})
"""VICIdial's own statuses of a lead that is being called, by an agent's hand as well: the hopper need not know."""
_CALLBACK = frozenset({"callbk", "cbhold"})
"""VICIdial's own statuses of a lead with a callback, which looks at no list unless `callback_dnc` is on."""


@dataclass(frozen=True)
class LeadsReport:
    """What was found of a person's leads in a scope, and what became of them.

    `looked` is False where the account may not search leads at all, `refused` what it may not do. `found`
    counts the leads in the scope, `stopped` those whose status is DNC now, `unqueued` those that were waiting
    in the queue and were taken out, `in_call` those being called, `still_queued` those that could not be taken
    out, `in_play` those that a pass would call and that keep their status, `callbacks` those that had a callback
    set, `unknown` those of which scope, status or place in the queue could not be seen. `campaigns` are those whose
    leads these are.
    """

    looked: bool = False
    refused: Refused | None = None
    found: int = 0
    stopped: int = 0
    unqueued: int = 0
    in_call: int = 0
    still_queued: int = 0
    in_play: int = 0
    callbacks: int = 0
    unknown: int = 0
    campaigns: frozenset[str] = frozenset()

    @property
    def quiet(self) -> bool:
        """Whether every lead was seen and none is in the queue, on the line or to be called back."""
        return self.looked and not (self.unknown or self.in_call or self.callbacks or self.still_queued)

    @property
    def safe(self) -> bool:
        """Whether no lead would be called by the next pass, list or no list."""
        return self.quiet and not self.in_play


@dataclass
class _Found:
    """One lead on its way through the work; None means that it could not be seen."""

    id: str
    form: str
    lead: Lead | None = None
    campaign: str | None = None
    in_scope: bool | None = None
    marked: bool = False
    queued: Queued | None = None
    gone: bool = False
    dialable: bool | None = None
    on_the_line: bool = False
    callback: bool = False


class LeadWork:
    """Finds and stops the leads of one person in one scope. Each step is safe to repeat."""

    def __init__(self, dialler: Dialler, scope: Scope, source: str, write: Write) -> None:
        """Work on the leads that lie in `scope`, over the dialler's second connection."""
        self._dialler = dialler
        self._scope = scope
        self._source = source
        self._write = write
        self._refused: Refused | None = None
        self._may_stop = True
        self._began = time.monotonic()
        self._not_told = 0

    def asked(self, forms: tuple[str, ...], e164: str) -> tuple[str, ...]:
        """All the digits that `search` asks about."""
        return (*forms, *_doubtful(e164, forms))

    def search(
        self, forms: tuple[str, ...], e164: str, found: LeadsFound | Refused | None = None
    ) -> LeadsFound | Refused:
        """Which of `forms` of the number `e164` are carried by leads; `found` is what a search among others brought.

        Leads that may be this person's and may be somebody else's count as not seen from here on.

        Raises:
            CallError, LoginRefusedError, NotKnownError, LogError: it is not known; repeat the job.
        """
        doubtful = _doubtful(e164, forms)
        asked = (*forms, *doubtful)
        reply = heard(self._dialler.second.search(asked, self._source)) if found is None else found
        self._write(Kind.SEARCHED, {"numbers": list(asked), "reply": type(reply).__name__, "said": reply.said})
        if isinstance(reply, LeadsFound):
            self._not_told = sum(len(reply.ids[form]) for form in doubtful)
            return replace(reply, ids={form: reply.ids[form] for form in forms})
        return reply

    def stop(self, found: LeadsFound | Refused) -> LeadsReport:
        """Stop the leads that a search has `found`, as far as the account may, and look once more.

        Raises:
            CallError, LoginRefusedError, NotKnownError, LogError: what was done is not known; repeat the job.
        """
        if isinstance(found, Refused):
            return LeadsReport(refused=found)
        leads = [_Found(lead_id, form) for form, ids in found.ids.items() for lead_id in ids]
        self._see(leads)
        ours = [lead for lead in leads if self._in_scope(lead)]
        for lead in ours:
            self._stop_one(lead, mark=self._dialler.server.mark_leads and bool(self._dials(lead)))
        self._see([lead for lead in ours if lead.marked])
        for lead in ours:
            lead.dialable = self._dials(lead)
        for lead in self._strays(leads):
            self._stop_one(lead, mark=False)
        return self._report(leads)

    def look(self, found: LeadsFound | Refused) -> LeadsReport:
        """Look at the leads that a search has `found` and at the queue, and change nothing.

        The queue shows the leads that are ready; not those that the dialler has just taken out to call.

        Raises:
            CallError, LoginRefusedError, NotKnownError, LogError: it is not known.
        """
        if isinstance(found, Refused):
            return LeadsReport(refused=found)
        leads = [_Found(lead_id, form) for form, ids in found.ids.items() for lead_id in ids]
        self._see(leads)
        ours = [lead for lead in leads if self._in_scope(lead)]
        for lead in ours:
            lead.dialable = self._dials(lead)
            if lead.lead is not None and lead.campaign is None:
                lead.campaign = self._campaign(lead.lead.list_id)
        for campaign in {lead.campaign for lead in ours if lead.campaign}:
            ready = heard(self._dialler.second.hopper(campaign))
            for lead in ours:
                if isinstance(ready, Hopper) and lead.id in ready.lead_ids:
                    lead.queued = Queued.STAYS
                elif isinstance(ready, Hopper) and lead.campaign == campaign:
                    lead.queued = lead.queued or Queued.NOT_THERE
        for lead in self._strays(leads):
            lead.queued = Queued.STAYS
        return self._report(leads)

    def _report(self, leads: list[_Found]) -> LeadsReport:
        report = _report(leads)
        return replace(report, refused=self._refused, unknown=report.unknown + self._not_told)

    def _see(self, leads: list[_Found]) -> None:
        """Look at status and list of each.

        Once more after the marking: an older PHP says SUCCESS to a database that keeps nothing.
        """
        seen = {lead.id: lead for form in dict.fromkeys(i.form for i in leads) for lead in self._ask(form)}
        for found in leads:
            found.lead = seen.get(found.id)
            status = alike(found.lead.status) if found.lead else ""
            found.on_the_line |= status in _ON_THE_LINE
            found.callback |= status in _CALLBACK

    def _ask(self, form: str) -> tuple[Lead, ...]:
        reply = heard(self._dialler.second.leads(form, self._source))
        self._write(Kind.LEADS, {"number": form, "reply": type(reply).__name__, "said": reply.said})
        if isinstance(reply, Leads):
            return reply.leads
        self._refused = reply
        return ()

    def _in_scope(self, found: _Found) -> bool:
        if self._scope.everywhere:
            found.in_scope = True
        elif found.lead is not None:
            # What is remembered of a list may take its leads into the scope; to leave them out, it is asked anew.
            for since in (0.0, self._began):
                found.campaign = self._campaign(found.lead.list_id, since)
                if found.campaign is not None:
                    found.in_scope = alike(found.campaign) == alike(str(self._scope))
                if found.in_scope:
                    break
        return bool(found.in_scope)

    def _strays(self, leads: list[_Found]) -> list[_Found]:
        """Leads of other campaigns' lists that this campaign's queue holds: their list has been moved since."""
        elsewhere = [lead for lead in leads if lead.in_scope is False]
        if not elsewhere:
            return []
        reply = of_this_account(self._dialler.second.hopper(str(self._scope)))
        self._write(Kind.LEADS, {"queue": str(self._scope), "reply": type(reply).__name__, "said": reply.said})
        if not isinstance(reply, Hopper):
            for lead in elsewhere:
                lead.in_scope = None
            self._refused = reply if isinstance(reply, Refused) else self._refused
            return []
        strays = [lead for lead in elsewhere if lead.id in reply.lead_ids]
        for lead in strays:
            lead.in_scope, lead.dialable = True, False
        return strays

    def _dials(self, found: _Found) -> bool | None:
        """Whether a pass would call the lead, were there no list; None where that cannot be seen.

        What is remembered of the server may stop a lead; to spare one, the server is asked anew.
        """
        dials = self._dials_by(found, since=0.0)
        if dials is False and found.lead and found.lead.status != STOPPED_STATUS:
            dials = self._dials_by(found, since=self._began)
        return dials

    def _dials_by(self, found: _Found, *, since: float) -> bool | None:
        statuses = self._dialler.dial_statuses(since=since)
        if found.lead is None or statuses is None:
            return None
        # Saves a call for each list, unless somebody has said of a campaign that it does not use the list.
        if found.campaign is None and not self._dialler.server.checklist and statuses.dialled_by_all(found.lead.status):
            return True
        if found.campaign is None or (since and self._scope.everywhere):
            found.campaign = self._campaign(found.lead.list_id, since)
        return None if found.campaign is None else statuses.dialled_by(found.campaign, found.lead.status)

    def _campaign(self, list_id: str, since: float = 0.0) -> str | None:
        """The campaign of a list, empty where there is none any more; None where the account may not see it."""
        reply = self._dialler.list_info(list_id, self._source, since=since)
        if isinstance(reply, Refused):
            self._refused = reply
            return None
        return reply.campaign_id

    def _stop_one(self, found: _Found, *, mark: bool) -> None:
        if not self._may_stop:
            return
        found.marked = mark
        reply = heard(self._dialler.second.stop_lead(found.id, self._source, mark=found.marked))
        self._write(
            Kind.LEAD, {"lead": found.id, "mark": found.marked, "reply": type(reply).__name__, "said": reply.said}
        )
        if isinstance(reply, LeadStopped):
            found.queued = reply.queued
        elif isinstance(reply, NoSuchLead):
            found.gone = True
        else:
            found.marked = False
            self._refused = reply
            self._may_stop = reply.refusal is Refusal.LIST_NOT_ALLOWED


def _doubtful(e164: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    """Digits other than `forms` under which a lead of this person may stand, and so may somebody else's.

    A number from abroad without its country code, or without its plus sign, may be another one here.
    """
    if e164.startswith("+1") and e164[1:] in forms and e164[2:] in forms:
        return ()  # the usual case, without the library's work
    import phonenumbers

    national = phonenumbers.national_significant_number(phonenumbers.parse(e164))
    others = dict.fromkeys((e164.removeprefix("+"), national))
    return tuple(form for form in others if form not in forms and SHORTEST <= len(form) <= LONGEST)


def _report(leads: Iterable[_Found]) -> LeadsReport:
    ours = [i for i in leads if i.in_scope and not i.gone]
    unsure = [i for i in leads if i.in_scope is None]
    return LeadsReport(
        looked=True,
        found=len(ours),
        stopped=sum(i.lead is not None and i.lead.status == STOPPED_STATUS for i in ours),
        unqueued=sum(i.queued is Queued.LEFT for i in ours),
        in_call=sum(i.queued is Queued.IN_CALL or i.on_the_line for i in ours),
        still_queued=sum(i.queued is Queued.STAYS for i in ours),
        in_play=sum(bool(i.dialable) for i in ours),
        callbacks=sum(i.callback for i in ours),
        unknown=len(unsure) + sum(_unseen(i) for i in ours),
        campaigns=frozenset(i.campaign for i in ours if i.campaign),
    )


def _unseen(found: _Found) -> bool:
    """Whether something about it that decides over a call could not be seen."""
    return found.lead is None or found.dialable is None or found.queued is None
