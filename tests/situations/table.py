"""The situations: what a supervisor meets, and what must come of it."""

from __future__ import annotations

from dataclasses import replace

from dncdesk.core.outcome import Outcome
from dncdesk.core.switches import Switch, Switches
from dncdesk.practice.server import Mode
from dncdesk.practice.tables import Tables
from tests.situations.world import USES, Run, Situation, World

BLOCKED, STOPPED, LISTED = Outcome.BLOCKED, Outcome.STOPPED, Outcome.LISTED
NOT_EFFECTIVE, REFUSED, WAITING = Outcome.NOT_EFFECTIVE, Outcome.REFUSED, Outcome.WAITING

N, N1, N00 = "7275551212", "17275551212", "02079460123"
TEST, SALES1, SALES2, RETENT, AREA, OLD = "101", "201", "202", "301", "401", "901"
NO_LISTS = {"use_internal_dnc": "N", "use_campaign_dnc": "N"}


def lead(list_id: str, status: str = "NEW", number: str = N, lead_id: str = "5001") -> tuple[str, str, str, str]:
    return lead_id, number, list_id, status


def queued(status: str, *, lead_status: str = "NEW", list_id: str = TEST, campaign: str = "TESTCAMP") -> World:
    """One lead of the person, and its row in the hopper."""
    return World(leads=(lead(list_id, lead_status),), hopper=(("5001", campaign, status),))


def status(new: str) -> World:
    return World(leads=(lead(TEST, new),), hopper=())


IN_THREE = World(
    leads=(lead(TEST), lead(SALES1, lead_id="5002"), lead(RETENT, lead_id="5003")),
    hopper=(("5001", "TESTCAMP", "READY"), ("5002", "SALES01", "READY"), ("5003", "RETENT", "READY")),
)
BOTH_FORMS = World(
    leads=(lead(TEST), lead(TEST, number=N1, lead_id="5002")),
    hopper=(("5001", "TESTCAMP", "READY"), ("5002", "TESTCAMP", "READY")),
)


def somebody_else_adds(tables: Tables) -> None:
    """Between the look-up and the insert of our call: what a race of two desks does."""
    look = tables.on_internal

    def beaten(phone: str) -> bool:
        tables.__dict__.pop("on_internal")
        found = look(phone)
        tables.dnc[phone] = phone
        return found

    tables.__dict__["on_internal"] = beaten


def moved_to_sales02(run: Run) -> None:
    """This desk has just blocked somebody of list 101; then that list is given to SALES02."""
    assert run.desk.block("7275550105", "TESTCAMP").outcome is BLOCKED
    state = run.dialler.state()
    state["lists"] = [{**r, "campaign_id": "SALES02"} if r["list_id"] == TEST else r for r in state["lists"]]
    state["hopper"] = []
    run.dialler.put_state(state)


def sale_is_dialled_now(run: Run) -> None:
    """This desk has just blocked somebody in SALES02; then its administrator adds SALE to the dial statuses."""
    assert run.desk.block("7275550145", "SALES02").outcome in {BLOCKED, STOPPED}
    state = run.dialler.state()
    state["campaigns"] = [
        {**r, "dial_statuses": " NEW SALE -"} if r["campaign_id"] == "SALES02" else r for r in state["campaigns"]
    ]
    run.dialler.put_state(state)


def reload_the_hopper(tables: Tables) -> None:
    """What the loader does once a minute: leads that no list holds go into the hopper again."""
    for lead_id in ("5001", "5002"):
        row = tables.leads.get(lead_id)
        if row and row["status"] == "NEW" and lead_id not in tables.hopper and row["phone_number"] not in tables.dnc:
            tables.add_to_hopper(lead_id, "TESTCAMP")


def taken_off_again(tables: Tables) -> None:
    """Somebody takes the number off the internal list at this very moment."""
    tables.dnc.pop(N, None)


def late(tables: Tables) -> None:
    """The look-up goes to a copy of the database that is a moment behind: it does not know the row yet."""
    look = tables.on_campaign

    def behind(phone: str, campaign: str) -> bool:
        tables.__dict__.pop("on_campaign")
        return look(phone, "")

    tables.__dict__["on_campaign"] = behind


_PLAIN = [
    Situation("The plain case: a caller whom we do not have as a lead, everywhere", BLOCKED, "internal list"),
    Situation("The plain case in one campaign", BLOCKED, "On the list that TESTCAMP reads", scope="TESTCAMP"),
    Situation("The same caller asks a second time", BLOCKED, "read back", World(dnc=(N,))),
    Situation(
        "Already on the campaign's list, for years", BLOCKED, "read back",
        World(campaign_dnc=((N, "TESTCAMP"),)), scope="TESTCAMP",
    ),
    Situation(
        "On the campaign's list already, and now everywhere", BLOCKED, "internal list",
        World(campaign_dnc=((N, "TESTCAMP"),)),
    ),
    Situation(
        "On the internal list already, and now in a campaign", BLOCKED, "that TESTCAMP reads",
        World(dnc=(N,)), scope="TESTCAMP",
    ),
    Situation("A lead of ours, not lined up", BLOCKED, "One lead is stopped", status("NEW"), scope="TESTCAMP"),
    Situation("A lead of ours, not lined up, everywhere", BLOCKED, "One lead is stopped", status("NEW")),
    Situation("A lead that already has the status DNC", BLOCKED, "One lead is stopped", status("DNC"),
              scope="TESTCAMP"),
    Situation("The administrator has confirmed that the campaign uses its list", BLOCKED, "read back",
              scope="TESTCAMP", checklist={"TESTCAMP": USES}),
]  # fmt: skip

_QUEUE = [
    Situation("The next call to this person is ready in the hopper", BLOCKED, "taken out",
              queued("READY"), scope="TESTCAMP"),
    Situation("Ready in the hopper, blocked everywhere", BLOCKED, "taken out", queued("READY")),
    Situation("The dialler has just taken the lead out of the hopper to call", BLOCKED, "taken out",
              queued("QUEUE"), scope="TESTCAMP"),
    Situation("We are talking to this person right now", LISTED, "call is in progress", queued("INCALL"),
              scope="TESTCAMP"),
    Situation("On the line right now, blocked everywhere", LISTED, "call is in progress", queued("INCALL")),
    Situation("An agent has the person on the line, and the hopper knows nothing of it", LISTED,
              "call is in progress", status("INCALL"), scope="TESTCAMP"),
    Situation("The lead waits on hold in the hopper", LISTED, "could not be taken out", queued("HOLD"),
              scope="TESTCAMP"),
    Situation("A held row that the dialler would take next", BLOCKED, "taken out", queued("RHOLD"), scope="TESTCAMP"),
    Situation("A row of the hopper that is done with", BLOCKED, "One lead is stopped", queued("DONE"),
              scope="TESTCAMP"),
    Situation("Three leads lined up in three campaigns, everywhere", BLOCKED, "3 queued calls", IN_THREE),
    Situation("Three leads lined up, and only one campaign is not to call", BLOCKED, "One queued call",
              IN_THREE, scope="TESTCAMP"),
    Situation("Lined up for a campaign whose list the lead has left since", BLOCKED, "taken out",
              queued("READY", campaign="SALES01"), scope="SALES01"),
    Situation("Taken to be called by a campaign whose list the lead has left, everywhere", BLOCKED, "taken out",
              queued("QUEUE", campaign="SALES01")),
    Situation("The same number twice on one list", BLOCKED, "2 leads are stopped",
              World(leads=(lead(TEST), lead(TEST, lead_id="5002")), hopper=(("5002", "TESTCAMP", "READY"),)),
              scope="TESTCAMP"),
]  # fmt: skip

_FORMS = [
    Situation("Our lead is stored with a leading 1", BLOCKED, "One lead is stopped",
              World(leads=(lead(TEST, number=N1),), hopper=(("5001", "TESTCAMP", "READY"),)), scope="TESTCAMP"),
    Situation("Two leads, one with and one without the 1", BLOCKED, "2 leads are stopped", BOTH_FORMS),
    Situation("With and without the 1, and leads keep their status: the loader runs meanwhile", BLOCKED, "taken out",
              BOTH_FORMS, mark_leads=False, checklist={"TESTCAMP": USES},
              during={("add_dnc_phone", 2): reload_the_hopper, ("update_lead", 2): reload_the_hopper}),
    Situation("Typed with +1", BLOCKED, "read back", status("NEW"), typed="+1 727 555 1212", scope="TESTCAMP"),
    Situation("Typed with a 1 in front", BLOCKED, "read back", status("NEW"), typed="1-727-555-1212"),
    Situation("Typed with 001 as from abroad", BLOCKED, "read back", status("NEW"), typed="001 727 555 1212"),
    Situation("Pasted with an extension", BLOCKED, "read back", status("NEW"), typed="727-555-1212 ext. 45"),
    Situation("Pasted with brackets and a dot", BLOCKED, "read back", status("NEW"), typed="[(727) 555.1212]"),
    Situation("A British dialler whose leads carry 44", BLOCKED, "One lead is stopped",
              World(leads=(lead(TEST, number="442079460999"),)), typed="020 7946 0999", country="GB",
              form="international", scope="TESTCAMP"),
    Situation("The same dialler, and one lead came without 44", BLOCKED, "2 leads are stopped",
              World(leads=(lead(TEST, number="442079460123"),)), typed="+44 20 7946 0123", country="GB",
              form="international"),
    Situation("A British dialler without country codes, a lead with the 0", BLOCKED, "2 leads are stopped",
              World(leads=(lead(TEST, number=N00),)), typed="020 7946 0123", country="GB"),
    Situation("A caller from London whose lead may be somebody's in Maine", LISTED, "could not be looked at",
              typed="+44 20 7946 0123", scope="TESTCAMP"),
    Situation("A caller from London, stored with 44, whom nobody else can be", BLOCKED, "One lead is stopped",
              World(leads=(lead(TEST, number="442079460999"),)), typed="+44 20 7946 0999", scope="TESTCAMP"),
    Situation("A server that takes numbers as they are typed", BLOCKED, "2 leads are stopped", BOTH_FORMS,
              typed="17275551212", form="as_typed"),
]  # fmt: skip

_STATUS = [
    Situation("A sold customer keeps the status SALE", BLOCKED, "read back", status("SALE"), scope="TESTCAMP"),
    Situation("A sold customer who is lined up all the same", BLOCKED, "taken out",
              queued("READY", lead_status="SALE"), scope="TESTCAMP"),
    Situation("We had promised this person a callback", LISTED, "callback", status("CBHOLD"), scope="TESTCAMP"),
    Situation("The callback is due now, and this status is dialled", LISTED, "callback",
              replace(status("CALLBK"), campaigns={"TESTCAMP": {"dial_statuses": " NEW CALLBK -"}}), scope="TESTCAMP"),
    Situation("A campaign that dials even the status DNC, switch not confirmed", LISTED, "keep their status",
              replace(status("NEW"), campaigns={"TESTCAMP": {"dial_statuses": " NEW DNC -"}}), scope="TESTCAMP"),
    Situation("A campaign that dials even the status DNC, and its list is confirmed", BLOCKED, "read back",
              replace(status("NEW"), campaigns={"TESTCAMP": {"dial_statuses": " NEW DNC -"}}), scope="TESTCAMP",
              checklist={"TESTCAMP": USES}),
    Situation("A campaign without lists that dials even the status DNC", NOT_EFFECTIVE, "does not use it",
              World(leads=(lead(SALES2),), campaigns={"SALES02": {"dial_statuses": " NEW DNC -"}}), scope="SALES02",
              checklist={"SALES02": Switches(Switch.NO, Switch.NO)}),
    Situation("The status stands in small letters", STOPPED, "One lead is stopped",
              World(leads=(lead(SALES2, "new"),)), scope="SALES02",
              checklist={"SALES02": Switches(Switch.NO, Switch.NO)}),
    Situation("The status was loaded with a blank behind it", STOPPED, "One lead is stopped",
              World(leads=(lead(SALES2, "NEW "),)), scope="SALES02",
              checklist={"SALES02": Switches(Switch.NO, Switch.NO)}),
    Situation("The lead's list has been deleted", BLOCKED, "read back",
              replace(status("NEW"), lists={TEST: None}), scope="TESTCAMP"),
    Situation("The lead's list has been deleted, everywhere", BLOCKED, "read back",
              replace(status("NEW"), lists={TEST: None})),
    Situation("The lead's name holds a bar, so its row cannot be read", LISTED, "could not be looked at",
              replace(status("NEW"), columns={"5001": {"first_name": "A|B"}}), scope="TESTCAMP"),
    Situation("The lead's name holds a bar, everywhere", LISTED, "could not be looked at",
              replace(queued("READY"), columns={"5001": {"first_name": "A|B"}})),
    Situation("A lead's comment ends a line", LISTED, "could not be looked at",
              replace(status("NEW"), columns={"5001": {"comments": "called\ntwice"}}), scope="SALES02"),
]  # fmt: skip

_LISTS = [
    Situation("A campaign that reads another's list, and no lead there", NOT_EFFECTIVE, "reads another campaign's list",
              scope="RETENT"),
    Situation("A campaign that reads another's list, with a lead", STOPPED, "newly loaded lead would be called",
              World(leads=(lead(RETENT),), hopper=(("5001", "RETENT", "READY"),)), scope="RETENT"),
    Situation("A campaign that reads another's list, which has the number", BLOCKED, "RETENT reads",
              World(leads=(lead(RETENT),), campaign_dnc=((N, "TESTCAMP"),)), scope="RETENT"),
    Situation("A campaign that reads another's list; ours has stood on its own for long", NOT_EFFECTIVE,
              "reads another", World(campaign_dnc=((N, "RETENT"),)), scope="RETENT"),
    Situation("A campaign that reads another's list, which has the number without the 1 only", STOPPED,
              "newly loaded lead would be called",
              World(leads=(lead(RETENT, number=N1),), campaign_dnc=((N, "TESTCAMP"),)), scope="RETENT"),
    Situation("The same, and leads keep their status", NOT_EFFECTIVE, "reads another",
              World(leads=(lead(RETENT, number=N1),), campaign_dnc=((N, "TESTCAMP"),)), scope="RETENT",
              mark_leads=False),
    Situation("A campaign that uses no list, nobody has said so, no lead", BLOCKED, "Nobody has confirmed",
              scope="SALES02"),
    Situation("A campaign that uses no list, nobody has said so, with a lead", BLOCKED, "One lead is stopped",
              World(leads=(lead(SALES2),)), scope="SALES02"),
    Situation("The checklist says that the campaign uses no list, with a lead", STOPPED, "would be called",
              World(leads=(lead(SALES2),)), scope="SALES02", checklist={"SALES02": Switches(Switch.NO, Switch.NO)}),
    Situation("The checklist says that the campaign uses no list, no lead", NOT_EFFECTIVE, "does not use it",
              scope="SALES02", checklist={"SALES02": Switches(Switch.NO, Switch.NO)}),
    Situation("A campaign that uses the internal list only, blocked by itself", BLOCKED, "Nobody has confirmed",
              World(leads=(lead(SALES1),)), scope="SALES01"),
    Situation("The checklist knows that it uses the internal list only", STOPPED, "does not use it",
              World(leads=(lead(SALES1),)), scope="SALES01", checklist={"SALES01": Switches(Switch.YES, Switch.NO)}),
    Situation("Everywhere, and a lead is in a campaign that the checklist calls deaf", STOPPED, "SALES02",
              World(leads=(lead(SALES2),)), checklist={"SALES02": Switches(Switch.NO, Switch.NO)}),
    Situation("The same, and the list names that campaign in small letters", STOPPED, "newly loaded lead",
              World(leads=(lead(SALES2),), lists={SALES2: {"campaign_id": "sales02"}}),
              checklist={"SALES02": Switches(Switch.NO, Switch.NO)}),
    Situation("Everywhere, and nobody has said which campaigns use the internal list", BLOCKED, "Nobody has confirmed",
              World(leads=(lead(SALES2),))),
    Situation("A campaign that also blocks by area code", BLOCKED, "read back", World(leads=(lead(AREA),)),
              scope="AREACMP"),
    Situation("The whole area code is blocked already, and now this number", BLOCKED, "read back",
              World(campaign_dnc=(("727XXXXXXX", "AREACMP"),)), scope="AREACMP"),
    Situation("A campaign that is switched off", BLOCKED, "read back", World(leads=(lead(OLD),)), scope="OLDCAMP"),
    Situation("The campaign's id in small letters", REFUSED, "no campaign testcamp", scope="testcamp"),
    Situation("A campaign that there is not", REFUSED, "no campaign NOPE", scope="NOPE"),
    Situation("The settings offer a campaign with a letter too many", REFUSED, "no campaign TESTCAMPX",
              scope="TESTCAMPX", user="7783", offered=("TESTCAMPX",)),
    Situation("The settings offer a campaign with a blank in its id", REFUSED, "no campaign SALES 01",
              scope="SALES 01", user="7783", offered=("SALES 01",)),
    Situation("The list was given to another campaign minutes ago", BLOCKED, "One lead is stopped", status("NEW"),
              scope="SALES02", before=moved_to_sales02),
    Situation("Sold customers are dialled again since a minute ago", STOPPED, "One lead is stopped",
              World(leads=(lead(SALES2, "SALE"),)), scope="SALES02", before=sale_is_dialled_now,
              checklist={"SALES02": Switches(Switch.NO, Switch.NO)}),
]  # fmt: skip

_MARKING = [
    Situation("Leads keep their status by our settings, switch not confirmed", LISTED, "keep their status",
              queued("READY"), scope="TESTCAMP", mark_leads=False),
    Situation("Leads keep their status, and the campaign's switch is confirmed", BLOCKED, "taken out",
              queued("READY"), scope="TESTCAMP", mark_leads=False, checklist={"TESTCAMP": USES}),
    Situation("Leads keep their status, everywhere, switches confirmed", BLOCKED, "taken out",
              queued("READY"), mark_leads=False, checklist={"TESTCAMP": USES}),
    Situation("Leads keep their status, everywhere, one of two campaigns confirmed", LISTED, "keep their status",
              World(leads=(lead(TEST), lead(SALES2, lead_id="5002"))), mark_leads=False, checklist={"TESTCAMP": USES}),
    Situation("Leads keep their status in a campaign that reads another's list", NOT_EFFECTIVE, "reads another",
              World(leads=(lead(RETENT),)), scope="RETENT", mark_leads=False),
    Situation("Leads keep their status in a campaign that the checklist calls deaf", NOT_EFFECTIVE, "does not use it",
              World(leads=(lead(SALES2),)), scope="SALES02", mark_leads=False,
              checklist={"SALES02": Switches(Switch.NO, Switch.NO)}),
]  # fmt: skip

READ_ONLY = {"read_only": "1"}
_SERVER = [
    Situation("The database takes no writes, and an older PHP says SUCCESS", NOT_EFFECTIVE, "does not keep the number",
              World(settings=READ_ONLY), mode=Mode.PHP74),
    Situation("An older PHP says SUCCESS to everything, in a campaign with a lead", NOT_EFFECTIVE, "does not keep",
              replace(queued("READY"), settings=READ_ONLY), mode=Mode.PHP74, scope="TESTCAMP"),
    Situation("An older PHP, and all is well", BLOCKED, "read back", queued("READY"), mode=Mode.PHP74),
    Situation("An older PHP, the table of the list is broken, leads are not", STOPPED, "does not keep the number",
              replace(queued("READY"), settings={"missing_tables": "vicidial_dnc"}), mode=Mode.PHP74),
    Situation("The database takes no writes (PHP 8)", WAITING, "safe", World(settings=READ_ONLY)),
    Situation("The database cannot be reached", WAITING, "safe",
              World(settings={"connect_error": "Connection refused"})),
    Situation("The database cannot be reached (older PHP)", WAITING, "safe",
              World(settings={"connect_error": "Too many connections"}), mode=Mode.PHP74),
    Situation("The table of leads is being repaired", WAITING, "safe",
              replace(queued("READY"), settings={"missing_tables": "vicidial_list"}), scope="TESTCAMP"),
    Situation("The server prints 89 KB of warnings around each answer", BLOCKED, "taken out", queued("READY"),
              mode=Mode.PHP8_DISPLAY_ERRORS, scope="TESTCAMP"),
    Situation("Warnings around each answer, and no lead", BLOCKED, "read back", mode=Mode.PHP8_DISPLAY_ERRORS),
    Situation("A database that refuses values that are too long", BLOCKED, "read back",
              replace(queued("READY"), settings={"sql_mode": "STRICT_TRANS_TABLES"})),
    Situation("The server sends us on to https", WAITING, "safe", mode=Mode.REDIRECT),
    Situation("Another desk adds the number at the same moment", BLOCKED, "read back",
              during={("add_dnc_phone", 1): somebody_else_adds}),
    Situation("The same on an older PHP", BLOCKED, "read back", mode=Mode.PHP74,
              during={("add_dnc_phone", 1): somebody_else_adds}),
    Situation("Somebody takes the number off while we add it", BLOCKED, "read back", World(dnc=(N,)),
              during={("check_phone_number", 1): taken_off_again}),
    Situation("The look-up lags a moment behind the list", BLOCKED, "read back", scope="TESTCAMP",
              during={("check_phone_number", 1): late}),
    Situation("A lead is deleted while we stop it", BLOCKED, "read back", status("NEW"), scope="TESTCAMP",
              during={("update_lead", 1): lambda tables: _drop(tables, "5001")}),
    Situation("An agent gives the lead another status while we stop it", LISTED, "keep their status",
              status("NEW"), scope="TESTCAMP",
              during={("lead_all_info", 2): lambda tables: tables.leads["5001"].update(status="DROP")}),
    Situation("A dialler of 2023, with eight columns a campaign", BLOCKED, "One lead is stopped",
              replace(status("NEW"), settings={"build": "230101-1200"}), scope="TESTCAMP"),
    Situation("A dialler of 2020, too old to search leads", LISTED, "too old to be asked about leads",
              replace(queued("READY"), settings={"build": "201001-1200"}), scope="TESTCAMP"),
    Situation("A dialler of January 2020, which cannot list campaigns either", LISTED, "too old",
              World(settings={"build": "200101-1200"}), scope="TESTCAMP", offered=("TESTCAMP",)),
    Situation("A dialler from before numbers could be added", REFUSED, "too old to add numbers",
              World(settings={"build": "190101-1200"})),
    Situation("A dialler from before numbers could be looked up", REFUSED, "too old to add numbers",
              World(settings={"build": "130101-1200"})),
]  # fmt: skip


def _drop(tables: Tables, lead_id: str) -> None:
    row = tables.leads.pop(lead_id)
    tables.leads_by_phone[row["phone_number"]].pop(lead_id)


_NO_HOPPER_LIST = " add_dnc_phone campaigns_list check_phone_number lead_search lead_all_info list_info update_lead "
ALL_CAMPAIGNS = {"RETENT": {"dial_statuses": " NEW DNC -", **NO_LISTS, "use_other_campaign_dnc": ""}}
_ACCOUNTS = [
    Situation("The account may not add, and the number is there already", BLOCKED, "read back", World(dnc=(N,)),
              user="7771"),
    Situation("The account may not add, the number is there, and a call is lined up", LISTED, "may still be called",
              replace(queued("READY"), dnc=(N,)), user="7771"),
    Situation("The account may not add, and the number is not there", REFUSED, "may not add numbers", user="7771"),
    Situation("The account may only add", LISTED, "may not read it back", user="7772"),
    Situation("The account may only add, and it was there already", LISTED, "may not read it back",
              World(campaign_dnc=((N, "TESTCAMP"),)), user="7772", scope="TESTCAMP", offered=("TESTCAMP",)),
    Situation("The smallest account", LISTED, "not looked at", user="7782", scope="TESTCAMP"),
    Situation("The smallest account, and a call is lined up", LISTED, "not looked at", queued("READY"), user="7782"),
    Situation("The account lacks View Reports", LISTED, "could not be looked at", queued("READY"), user="7783",
              scope="TESTCAMP", offered=("TESTCAMP",)),
    Situation("The account lacks View Reports, and nothing is set up", REFUSED, "no campaign", user="7783",
              scope="TESTCAMP"),
    Situation("The account may not touch leads", LISTED, "needs more rights", queued("READY"), user="7784",
              scope="TESTCAMP"),
    Situation("The account is restricted to two campaigns' lists, and a lead is elsewhere", LISTED,
              "could not be looked at", IN_THREE, user="7785"),
    Situation("The account is restricted to lists, and the lead is on one of them", BLOCKED, "taken out",
              queued("READY"), user="7785", scope="TESTCAMP"),
    Situation("The account sees two campaigns, and a lead is in a third", LISTED, "could not be looked at",
              IN_THREE, user="7775"),
    Situation("The account cannot see a campaign that dials even the status DNC and reads no list", LISTED,
              "could not be looked at", World(leads=(lead(RETENT),), campaigns=ALL_CAMPAIGNS), user="7775"),
    Situation("The account sees this campaign, and the lead is in it", BLOCKED, "taken out", queued("READY"),
              user="7775", scope="TESTCAMP"),
    Situation("The account may not see that campaign", REFUSED, "no campaign RETENT", user="7775", scope="RETENT"),
    Situation("The account's group has no campaign at all", REFUSED, "no campaign TESTCAMP", user="7776",
              scope="TESTCAMP"),
    Situation("No campaign at all, but the settings name one", LISTED, "could not be looked at", queued("READY"),
              user="7776", scope="TESTCAMP", offered=("TESTCAMP",)),
    Situation("The account may not take numbers off; it need not", BLOCKED, "taken out", queued("READY"), user="7773"),
    Situation("The account may list campaigns and nothing else", REFUSED, "Allowed API Functions", user="7774",
              scope="TESTCAMP"),
    Situation("The account's level is 7", REFUSED, "user level 8", user="7777"),
    Situation("Everything but the hopper's list, and all leads are in the scope", BLOCKED, "taken out",
              replace(queued("READY"), users={"6666": {"api_allowed_functions": _NO_HOPPER_LIST}}), scope="TESTCAMP"),
    Situation("Everything but the hopper's list, and a lead is elsewhere", LISTED, "needs more rights",
              replace(queued("READY"), users={"6666": {"api_allowed_functions": _NO_HOPPER_LIST}}), scope="SALES01"),
    Situation("Leads may be stopped, numbers may not be added", REFUSED, "Allowed API Functions",
              replace(status("NEW"), users={"6666": {"api_allowed_functions":
                      _NO_HOPPER_LIST.replace("add_dnc_phone ", "")}}), scope="TESTCAMP"),
    Situation("The password has been changed", REFUSED, "does not accept this password", password="wrong"),
    Situation("The account has been switched off", REFUSED, "not active", user="7778"),
    Situation("Somebody has locked the account by wrong passwords", REFUSED, "has locked 6666",
              World(login={"6666": (10, 60)})),
    Situation("This computer's address is not allowed", REFUSED, "this computer's address",
              World(settings={"allow_ip_lists": "1"}), user="7781"),
]  # fmt: skip

SITUATIONS = [*_PLAIN, *_QUEUE, *_FORMS, *_STATUS, *_LISTS, *_MARKING, *_SERVER, *_ACCOUNTS]
