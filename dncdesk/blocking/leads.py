"""A person's leads: found under every form of the number, stopped, taken out of the queue, looked at again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dncdesk.blocking.dialler import Dialler
from dncdesk.blocking.heard import heard
from dncdesk.core.scope import Scope
from dncdesk.record.events import Kind
from dncdesk.vicidial.lead_replies import Hopper, Lead, Leads, LeadsFound, LeadStopped, NoSuchLead, Queued
from dncdesk.vicidial.replies import Refusal, Refused

Write = Callable[[Kind, Mapping[str, Any]], None]
STOPPED_STATUS = "DNC"


@dataclass(frozen=True)
class LeadsReport:
    """What was found of a person's leads in a scope, and what became of them.

    `looked` is False where the account may not search leads at all, `refused` what it may not do. `found`
    counts the leads in the scope, `stopped` those whose status is DNC now, `unqueued` those that were waiting
    in the queue and were taken out, `in_call` those being called, `still_queued` those that could not be taken
    out, `in_play` those that a pass would call and that keep their status, `unknown` those of which scope,
    status or place in the queue could not be seen. `campaigns` are those whose leads these are.
    """

    looked: bool = False
    refused: Refused | None = None
    found: int = 0
    stopped: int = 0
    unqueued: int = 0
    in_call: int = 0
    still_queued: int = 0
    in_play: int = 0
    unknown: int = 0
    campaigns: frozenset[str] = frozenset()

    @property
    def quiet(self) -> bool:
        """Whether every lead was seen and none is in the queue or on the line."""
        return self.looked and not (self.unknown or self.in_call or self.still_queued)

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

    def search(self, forms: tuple[str, ...]) -> LeadsFound | Refused:
        """Which of `forms` are carried by leads.

        Raises:
            CallError, LoginRefusedError, NotKnownError, LogError: it is not known; repeat the job.
        """
        reply = heard(self._dialler.second.search(forms, self._source))
        self._write(Kind.SEARCHED, {"numbers": list(forms), "reply": type(reply).__name__, "said": reply.said})
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
            self._stop_one(lead)
        self._see([lead for lead in ours if lead.marked])
        for lead in ours:
            lead.dialable = self._dials(lead)
        return replace(_report(leads), refused=self._refused)

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
                if lead.campaign == campaign and isinstance(ready, Hopper):
                    lead.queued = Queued.STAYS if lead.id in ready.lead_ids else Queued.NOT_THERE
        return replace(_report(leads), refused=self._refused)

    def _see(self, leads: list[_Found]) -> None:
        """Look at status and list of each.

        Once more after the marking: an older PHP says SUCCESS to a database that keeps nothing.
        """
        seen = {lead.id: lead for form in dict.fromkeys(i.form for i in leads) for lead in self._ask(form)}
        for found in leads:
            found.lead = seen.get(found.id)

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
            found.campaign = self._campaign(found.lead.list_id)
            if found.campaign is not None:
                found.in_scope = found.campaign.casefold() == str(self._scope).casefold()
        return bool(found.in_scope)

    def _dials(self, found: _Found) -> bool | None:
        """Whether a pass would call the lead, were there no list; None where that cannot be seen."""
        statuses = self._dialler.dial_statuses()
        if found.lead is None or statuses is None:
            return None
        # Saves a call for each list, unless somebody has said of a campaign that it does not use the list.
        if found.campaign is None and not self._dialler.server.checklist and statuses.dialled_by_all(found.lead.status):
            return True
        if found.campaign is None:
            found.campaign = self._campaign(found.lead.list_id)
        return None if found.campaign is None else statuses.dialled_by(found.campaign, found.lead.status)

    def _campaign(self, list_id: str) -> str | None:
        """The campaign of a list, empty where there is none any more; None where the account may not see it."""
        reply = self._dialler.list_info(list_id, self._source)
        if isinstance(reply, Refused):
            self._refused = reply
            return None
        return reply.campaign_id

    def _stop_one(self, found: _Found) -> None:
        if not self._may_stop:
            return
        found.marked = self._dialler.server.mark_leads and bool(self._dials(found))
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


def _report(leads: Iterable[_Found]) -> LeadsReport:
    ours = [i for i in leads if i.in_scope and not i.gone]
    unsure = [i for i in leads if i.in_scope is None]
    return LeadsReport(
        looked=True,
        found=len(ours),
        stopped=sum(i.lead is not None and i.lead.status == STOPPED_STATUS for i in ours),
        unqueued=sum(i.queued is Queued.LEFT for i in ours),
        in_call=sum(i.queued is Queued.IN_CALL for i in ours),
        still_queued=sum(i.queued is Queued.STAYS for i in ours),
        in_play=sum(bool(i.dialable) for i in ours),
        unknown=len(unsure) + sum(_unseen(i) for i in ours),
        campaigns=frozenset(i.campaign for i in ours if i.campaign),
    )


def _unseen(found: _Found) -> bool:
    """Whether something about it that decides over a call could not be seen."""
    return found.lead is None or found.dialable is None or found.queued is None
