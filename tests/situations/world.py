"""A call centre in a given state, one opt-out in it, and the judge: whom would the dialler call now?

The judge is the practice dialler's dial pass, held to the measured table of what a real one dials.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import phonenumbers

from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.phone import NumberRule, read_number
from dncdesk.core.scope import Scope
from dncdesk.core.settings import Server
from dncdesk.core.switches import Switch, Switches
from dncdesk.practice.server import Mode, PracticeDialler
from dncdesk.practice.tables import Tables
from dncdesk.practice.wire import Request, Response
from dncdesk.record.events import Event, Kind
from tests.support.desks import Desk

State = dict[str, Any]
Row = dict[str, str]
OTHER_NUMBER = "7275550105"
"""Somebody else's number, with lead 1005 in TESTCAMP."""

USES = Switches(Switch.YES, Switch.YES)
"""The administrator has read off that the campaign uses both lists."""


class Meddler(PracticeDialler):
    """A practice dialler in which something else happens just before some call is answered."""

    def __init__(self, *, mode: Mode = Mode.PHP8) -> None:
        super().__init__(mode=mode)
        self.before: dict[tuple[str, int], Callable[[Tables], None]] = {}
        """What happens before the n-th call (from 1) of a function."""
        self._counts: dict[str, int] = {}
        self.cut_next = False
        """Carry out the next call, and hang up instead of answering."""

    @property
    def tables(self) -> Tables:
        return self._tables

    def called(self, function: str) -> int:
        """How often a function was called."""
        return sum(name == function for name, _ in self.calls)

    def _api(self, request: Request, peer: str, mode: Mode) -> Response:
        text = request.body.decode("latin-1")
        for function in {name for name, _ in self.before if f"function={name}&" in f"{text}&"}:
            with self._lock:
                count = self._counts[function] = self._counts.get(function, 0) + 1
                act = self.before.get((function, count))
                if act is not None:
                    act(self._tables)
        answer = super()._api(request, peer, mode)
        if self.cut_next:
            self.cut_next = False
            raise ConnectionAbortedError
        return answer


@dataclass(frozen=True)
class World:
    """What differs from the seed."""

    leads: tuple[tuple[str, str, str, str], ...] = ()
    """(lead_id, phone_number, list_id, status), beside those of the seed."""
    columns: Mapping[str, Row] = field(default_factory=dict)
    """More columns of a lead, by its id."""
    hopper: tuple[tuple[str, str, str], ...] | None = None
    """(lead_id, campaign_id, status), instead of the seed's."""
    campaigns: Mapping[str, Row] = field(default_factory=dict)
    lists: Mapping[str, Row | None] = field(default_factory=dict)
    """Changed lists by id; None: deleted."""
    users: Mapping[str, Row] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    dnc: tuple[str, ...] = ()
    campaign_dnc: tuple[tuple[str, str], ...] = ()
    settings: Row = field(default_factory=dict)
    login: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """By user: failed logins, and seconds since the last good one."""

    def state(self, seed: State) -> State:
        """This world in the shape of `PracticeDialler.put_state`."""
        lists = {row["list_id"]: row for row in seed["lists"]}
        for list_id, change in self.lists.items():
            if change is None:
                del lists[list_id]
            else:
                lists[list_id] = {**lists[list_id], **change}
        leads = [*seed["leads"], *(_lead(*lead) for lead in self.leads)]
        state = {
            "leads": [{**row, **self.columns.get(row["lead_id"], {})} for row in leads],
            "campaigns": [{**row, **self.campaigns.get(row["campaign_id"], {})} for row in seed["campaigns"]],
            "lists": list(lists.values()),
            "users": [{**row, **self.users.get(row["user"], {})} for row in seed["users"]],
            "user_groups": [
                {**row, "allowed_campaigns": self.groups.get(row["user_group"], row["allowed_campaigns"])}
                for row in seed["user_groups"]
            ],
            "dnc": list(self.dnc),
            "campaign_dnc": [list(row) for row in self.campaign_dnc],
            "settings": self.settings,
            "login": {
                user: {"failed_login_count": failed, "seconds_since_last_login": seconds}
                for user, (failed, seconds) in self.login.items()
            },
        }
        if self.hopper is not None:
            state["hopper"] = [list(row) for row in self.hopper]
        return state


def _lead(lead_id: str, phone: str, list_id: str, status: str) -> Row:
    return {"lead_id": lead_id, "phone_number": phone, "list_id": list_id, "status": status, "phone_code": "1"}


@dataclass(frozen=True)
class Situation:
    """One everyday situation, in a supervisor's words, and what must come of it.

    `scope` is a campaign's id, None for everywhere. `before` is done when the desk is open and before the
    opt-out; `during` maps (function, n-th call) to what happens on the server just then.
    """

    name: str
    outcome: Outcome
    says: str
    world: World = field(default_factory=World)
    typed: str = "(727) 555-1212"
    scope: str | None = None
    user: str = "6666"
    password: str = "1234"
    country: str = "US"
    form: str = "national"
    mode: Mode = Mode.PHP8
    offered: tuple[str, ...] = ()
    mark_leads: bool = True
    checklist: Mapping[str, Switches] = field(default_factory=dict)
    before: Callable[[Run], None] | None = None
    during: Mapping[tuple[str, int], Callable[[Tables], None]] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


class Run:
    """One situation, played on the real path: queue, log on disk, HTTP."""

    def __init__(self, situation: Situation, dialler: Meddler, desk: Desk) -> None:
        self.situation = situation
        self.dialler = dialler
        self.desk = desk
        self.server = desk.server
        number = read_number(situation.typed, country=situation.country, rule=NumberRule(situation.form))
        self.opt_out: OptOut = desk.place.opt_out(number, Scope(situation.scope), self.server)
        self.state_before: State = dialler.state()

    def play(self) -> Result:
        """The outcome of the opt-out at its first try."""
        if self.situation.before:
            self.situation.before(self)
        self.state_before = self.dialler.state()
        self.dialler.before.update(self.situation.during)
        self.dialler.calls.clear()
        self.desk.queue.submit(self.opt_out)
        return self.desk.told.result(self.opt_out)

    def events(self) -> list[Event]:
        """What the log holds of the opt-out."""
        opt_out_id = self.opt_out.id
        return self.desk.place.log.read(lambda reader: list(reader.events(opt_out_id)))

    # --- the judge --------------------------------------------------------------------------------

    def forms(self) -> set[str]:
        """Every string of digits under which a lead of this person may stand."""
        number = phonenumbers.parse(self.opt_out.e164)
        national = phonenumbers.national_significant_number(number)
        return {national, self.opt_out.e164[1:], self.opt_out.main_form, *self.opt_out.other_forms}

    def would_call(self) -> set[tuple[str, str]]:
        """(lead, campaign) of the person's leads that the pass calls in this scope's campaigns now."""
        forms, scope = self.forms(), self.situation.scope
        return {
            (row["lead_id"], row["campaign_id"])
            for row in self.dialler.dial_pass()
            if row["phone_number"] in forms and (scope is None or row["campaign_id"].lower() == scope.lower())
        }

    def would_call_anew(self, forms: set[str], campaign: str) -> set[str]:
        """The numbers among `forms` that the pass calls in `campaign` once a list with them is loaded there."""
        state = self.dialler.state()
        # A pass on a database that cannot be reached calls nobody at all; it will be back.
        state["settings"] = {**state["settings"], "connect_error": "", "missing_tables": ""}
        list_id = next(
            (i["list_id"] for i in state["lists"] if i["campaign_id"] == campaign and i["active"] == "Y"), "990"
        )
        if list_id == "990":
            state["lists"].append({"list_id": "990", "list_name": "Fresh", "campaign_id": campaign, "active": "Y"})
        fresh = {str(9000 + place): form for place, form in enumerate(sorted(forms))}
        self.dialler.put_state(
            {**state, "leads": [*state["leads"], *(_lead(i, f, list_id, "NEW") for i, f in fresh.items())]}
        )
        called = {row["lead_id"] for row in self.dialler.dial_pass()}
        self.dialler.put_state(state)
        return {form for lead_id, form in fresh.items() if lead_id in called}

    def really_uses_its_list(self) -> bool:
        """What the API does not tell: whether the campaign's switch for this scope's list is on."""
        return _switch(self.state_before, self.fresh_campaign, internal=self.situation.scope is None)

    @property
    def fresh_campaign(self) -> str:
        """Where a new lead is loaded: the scope's campaign, or one that uses the internal list.

        Of a campaign that there is not, TESTCAMP takes the place: one that there is was meant.
        """
        wanted = self.situation.scope or "TESTCAMP"
        known = {row["campaign_id"].lower(): row["campaign_id"] for row in self.state_before["campaigns"]}
        return str(known.get(wanted.lower(), "TESTCAMP"))

    def judge(self, result: Result) -> None:
        """Hold the outcome against the pass.

        `blocked`, `stopped`: nobody is called now. `blocked`, besides: nor is a newly loaded lead of any form
        that was sent, where the campaign really uses its list (whether it does, the API does not tell).
        `not_effective`, `refused`, `waiting`: somebody would be called, and where the person has no lead that is
        called now, that is a newly loaded one of the form that was to be blocked: the claim is about that.
        """
        now_called = self.would_call()
        if result.outcome in {Outcome.BLOCKED, Outcome.STOPPED}:
            assert not now_called, f"{result.outcome}, and the pass calls {now_called}"
        if result.outcome is Outcome.BLOCKED and self.really_uses_its_list():
            anew = self.would_call_anew(set(result.numbers_sent), self.fresh_campaign)
            assert not anew, f"blocked, and newly loaded leads are called: {anew}"
        if result.outcome in {Outcome.NOT_EFFECTIVE, Outcome.REFUSED, Outcome.WAITING} and not now_called:
            anew = self.would_call_anew({self.opt_out.main_form}, self.fresh_campaign)
            assert anew, f"{result.outcome}, and nobody would be called"

    # --- what must hold after every opt-out -------------------------------------------------------

    def check_the_server(self, result: Result) -> None:
        """One row a form on the right list and no other row; nobody else's lead or hopper row touched."""
        before, after = self.state_before, self.dialler.state()
        rows = _list_rows(after)
        assert len(rows) == len(set(rows))
        added = set(rows) - set(_list_rows(before))
        wanted = self.situation.scope.lower() if self.situation.scope else ""
        assert all(form in result.numbers_sent and list_id.lower() == wanted for form, list_id in added)
        assert not [form for form, _ in added if "," in form]
        known = {row["campaign_id"].lower() for row in after["campaigns"]} | {""}
        assert all(list_id.lower() in known for _, list_id in added), "a campaign that there is not"
        if result.confirmed_at and not self._reads_another():
            on_it = [form for form, list_id in rows if list_id.lower() == wanted]
            assert sorted(f for f in on_it if f in result.numbers_sent) == sorted(result.numbers_sent)
        campaign_of = {row["list_id"]: row["campaign_id"] for row in after["lists"]}
        leads = {row["lead_id"]: row for row in before["leads"]}
        ours = self.forms()
        for row in after["leads"]:
            old = leads[row["lead_id"]]
            if row["status"] == old["status"]:
                continue
            assert row["status"] == "DNC" or self.situation.during, row
            assert row["phone_number"] in ours, f"somebody else's lead: {row}"
            campaign = campaign_of.get(row["list_id"], "")
            assert not wanted or campaign.lower() == wanted, f"a lead out of the scope: {row}"
        gone = {r["lead_id"] for r in before["hopper"]} - {r["lead_id"] for r in after["hopper"]}
        assert all(leads[lead_id]["phone_number"] in ours for lead_id in gone), "somebody else's call"

    def _reads_another(self) -> bool:
        rows = self.state_before["campaigns"]
        return any(r["use_other_campaign_dnc"] for r in rows if r["campaign_id"] == self.situation.scope)

    def check_the_receipt(self, result: Result) -> None:
        """The events stand in the order of the steps, the outcome last and as it was told."""
        events = self.events()
        kinds = [event.kind for event in events]
        assert kinds[0] is Kind.REQUESTED
        assert kinds[-1] is Kind.OUTCOME
        assert events[-1].body["outcome"] == result.outcome.value
        first_add: dict[str, int] = {}
        for place, event in enumerate(events):
            if event.kind is Kind.ADDED:
                first_add.setdefault(str(event.body["number"]), place)
            if event.kind is Kind.READ:
                assert str(event.body["number"]) in first_add, "read before it was sent"
        assert tuple(first_add) == result.numbers_sent or not result.numbers_sent or result.outcome is Outcome.WAITING
        for earlier, later in ((Kind.SEARCHED, Kind.LEADS), (Kind.LEADS, Kind.LEAD)):
            if later in kinds:
                assert earlier in kinds[: kinds.index(later)], f"{later} before {earlier}"
        if Kind.LEAD in kinds:
            assert max(first_add.values()) < kinds.index(Kind.LEAD), "a lead left the queue before the list held it"

    def check_the_cost(self, result: Result) -> None:
        """Six calls, one for each lead, one for each list and one for the campaigns, none of which is known yet.

        A list that does not hold the number is asked twice: two calls more. A form of its own costs what the main one
        does: to be added and looked up, and its leads looked at twice.
        """
        ours = [row for row in self.state_before["leads"] if row["phone_number"] in self.forms()]
        lists = {row["list_id"] for row in ours}
        forms = {row["phone_number"] for row in ours} - {self.opt_out.main_form}
        most = 6 + len(ours) + len(lists) + 1 + 4 * len(forms) + (2 if result.confirmed_at is None else 0)
        assert self.situation.during or len(self.dialler.calls) <= most


def _list_rows(state: State) -> list[tuple[str, str]]:
    return [*((phone, "") for phone in state["dnc"]), *((phone, owner) for phone, owner in state["campaign_dnc"])]


def _switch(state: State, campaign: str, *, internal: bool) -> bool:
    column = "use_internal_dnc" if internal else "use_campaign_dnc"
    return any(row[column] != "N" for row in state["campaigns"] if row["campaign_id"] == campaign)


@contextmanager
def played(situation: Situation, home: Path) -> Iterator[Run]:
    """A desk and a dialler in the state of the situation; `Run.play` makes the opt-out."""
    with Meddler(mode=situation.mode) as dialler:
        dialler.put_state(situation.world.state(dialler.state()))
        server = Server(
            "Main",
            dialler.url,
            situation.user,
            country=situation.country,
            number_form=situation.form,
            campaigns=situation.offered,
            mark_leads=situation.mark_leads,
            checklist=situation.checklist,
        )
        desk = Desk(home, server, password=situation.password)
        try:
            yield Run(situation, dialler, desk)
        finally:
            desk.close()


def as_user(situation: Situation, user: str, **changes: Any) -> Situation:
    """The same situation met with another account."""
    return replace(situation, user=user, **changes)
