"""Every recorded answer about leads, lists and the hopper: read rightly, and never wrongly when it is cut."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dncdesk.core.redaction import redact_answer
from dncdesk.vicidial.lead_replies import (
    Deleted,
    Hopper,
    Lead,
    Leads,
    LeadsFound,
    LeadStopped,
    ListInfo,
    NoSuchLead,
    NotThere,
    Queued,
    read_delete,
    read_hopper,
    read_lead_search,
    read_leads,
    read_list,
    read_stop,
)
from dncdesk.vicidial.replies import Answer, NotUnderstood, Refusal, Refused

Record = dict[str, Any]
Reply = object
FUNCTIONS = ("lead_search", "lead_all_info", "list_info", "update_lead", "delete_dnc_phone", "hopper_list")
TRANSCRIPTS = Path(__file__).parents[1] / "data" / "transcripts.json"
RECORDS: list[Record] = [
    record
    for record in json.loads(TRANSCRIPTS.read_text(encoding="utf-8"))
    if isinstance(record["params"], dict) and record["params"].get("function") in FUNCTIONS
]

ASKED_OTHERWISE = {
    "lead_all_info_by_lead_id": "by a lead's id, without a header",
    "lead_all_info_three_leads": "without a header",
    "list_info_success": "without a header",
    "list_info_view_reports_0": "without a header",
    "list_info_modify_leads_0": "without a header",
    "list_info_inactive_list": "without a header",
    "lead_all_info_by_phone_many": "shortened in the file",
    "lead_all_info_three_leads_header": "shortened in the file",
}
"""Records of questions that dncdesk does not ask in this way."""


def reader(record: Record) -> Callable[[Answer], Reply]:
    """What dncdesk reads the answer with, for the question that was asked."""
    params: dict[str, str] = {k: str(v) for k, v in record["params"].items()}
    phone, lead_id = params.get("phone_number", ""), params.get("lead_id", "")
    readers: dict[str, Callable[[Answer], Reply]] = {
        "lead_search": lambda a: read_lead_search(a, phones=tuple(phone.split(","))),
        "lead_all_info": lambda a: read_leads(a, phone=phone),
        "list_info": lambda a: read_list(a, list_id=params.get("list_id", "")),
        "update_lead": lambda a: read_stop(a, lead_id=lead_id, mark="status" in params),
        "delete_dnc_phone": lambda a: read_delete(a, phone=phone, campaign=params.get("campaign_id", "")),
        "hopper_list": lambda a: read_hopper(a, campaign=params.get("campaign_id", "")),
    }
    return readers[params["function"]]


def answer(record: Record, text: str | None = None) -> Answer:
    return Answer(record["status"], redact_answer(record["body"]) if text is None else text)


REFUSALS = {
    "USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION": Refusal.FUNCTION_NOT_ALLOWED,
    "USER DOES NOT HAVE PERMISSION": Refusal.NO_PERMISSION,
    "YOU MUST USE ALL REQUIRED FIELDS": Refusal.BAD_VALUES,
    "Invalid Source": Refusal.BAD_SOURCE,
    "NOT AN ALLOWED LIST ID": Refusal.LIST_NOT_ALLOWED,
    "Login incorrect": Refusal.BAD_LOGIN,
    "NO FUNCTION SPECIFIED": Refusal.NO_FUNCTION,
}


Told = tuple[type[object], object]
NOT_TOLD: Told = (NotUnderstood, None)


def by_hand(record: Record) -> Told:
    """What a person reads in the record: the kind of answer, and what it says. Another rule than the program's."""
    body, params = str(record["body"]), record["params"]
    for words, refusal in REFUSALS.items():
        if words in body and "ERROR" in body:
            return Refused, refusal
    rules: dict[str, Callable[[str, Record], Told]] = {
        "lead_search": _search_by_hand,
        "lead_all_info": _leads_by_hand,
        "list_info": _list_by_hand,
        "update_lead": _stop_by_hand,
        "delete_dnc_phone": _delete_by_hand,
        "hopper_list": _hopper_by_hand,
    }
    return rules[params["function"]](body, params)


def _rows(body: str) -> list[list[str]]:
    return [line.split("|") for line in body.splitlines()]


def _search_by_hand(body: str, params: Record) -> Told:
    if "NO MATCHES" in body:
        return LeadsFound, dict.fromkeys(params["phone_number"].split(","), ())
    if "ERROR" in body:
        return NOT_TOLD
    return LeadsFound, {row[0]: tuple(row[2].split("-")) for row in _rows(body) if row[0].isdigit()}


def _leads_by_hand(body: str, params: Record) -> Told:
    if "LEAD NOT FOUND" in body:
        return Leads, ()
    return Leads, tuple(Lead(row[-1], row[0], row[4], row[7]) for row in _rows(body) if row[0] != "status")


def _list_by_hand(body: str, params: Record) -> Told:
    if "DOES NOT EXIST" in body:
        return ListInfo, ("", False)
    return ListInfo, (_rows(body)[1][2], _rows(body)[1][3] == "Y")


def _stop_by_hand(body: str, params: Record) -> Told:
    if "NO MATCHES" in body:
        return NoSuchLead, None
    places = {"NOT IN THE HOPPER": Queued.NOT_THERE, "INCALL": Queued.IN_CALL, " REMOVED FROM HOPPER - |": Queued.LEFT}
    for words, queued in places.items():
        if words in body and "lead_id" in params:
            return LeadStopped, queued
    return NOT_TOLD


def _delete_by_hand(body: str, params: Record) -> Told:
    return Deleted if "HAS BEEN DELETED" in body else NotThere, None


def _hopper_by_hand(body: str, params: Record) -> Told:
    # A campaign that does not exist has nobody waiting either.
    nobody = "NO LEADS" in body or "CAMPAIGN DOES NOT EXIST" in body
    return (Hopper, frozenset()) if nobody else NOT_TOLD


def gist(reply: Reply) -> object:
    """What an answer says, without its line."""
    if isinstance(reply, ListInfo):
        return reply.campaign_id, reply.active
    says = [getattr(reply, name, None) for name in ("refusal", "ids", "leads", "queued", "lead_ids")]
    return next((value for value in says if value is not None), None)


def test_all_functions_have_records() -> None:
    assert {record["params"]["function"] for record in RECORDS} == set(FUNCTIONS)
    assert set(ASKED_OTHERWISE) <= {record["name"] for record in RECORDS}


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: str(r["name"]))
def test_read_as_a_person_reads_it(record: Record) -> None:
    reply = reader(record)(answer(record))
    if record["name"] in ASKED_OTHERWISE:
        assert isinstance(reply, (NotUnderstood, Leads))
        assert not isinstance(reply, Leads) or {lead.number for lead in reply.leads} <= {"7275550100"}
        return
    kind, says = by_hand(record)
    assert type(reply) is kind, reply
    assert gist(reply) == says


WHOLE: dict[str, tuple[Callable[[Answer], Reply], str]] = {
    record["name"]: (reader(record), redact_answer(record["body"])) for record in RECORDS
} | {
    "search for two forms": (
        lambda a: read_lead_search(a, phones=("7275550100", "17275550100")),
        "7275550100|3|2002-2001-1000\n17275550100|0|\n",
    ),
    "two leads": (
        lambda a: read_leads(a, phone="7275550100"),
        (
            "status|list_id|phone_number|lead_id\nNEW|101|7275550100|1000\n"
            "status|list_id|phone_number|lead_id\nSALE|201|7275550100|2001\n"
        ),
    ),
    "hopper": (
        lambda a: read_hopper(a, campaign="TESTCAMP"),
        "hopper_order|lead_id|status\n0|1000|READY\n1|1001|READY\n",
    ),
    "marked and taken out": (
        lambda a: read_stop(a, lead_id="1000", mark=True),
        (
            "SUCCESS: update_lead LEAD HAS BEEN UPDATED - 6666|1000|1|||\n"
            "NOTICE: update_lead REMOVED FROM HOPPER - |1000|READY|6666\n"
        ),
    ),
    "stays on hold": (
        lambda a: read_stop(a, lead_id="1000", mark=True),
        (
            "SUCCESS: update_lead LEAD HAS BEEN UPDATED - 6666|1000|1|||\n"
            "NOTICE: update_lead NOT REMOVED FROM HOPPER - |1000|HOLD|6666\n"
        ),
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_cut_at_any_byte_it_says_the_same_less_or_nothing(name: str) -> None:
    read, text = WHOLE[name]
    whole = read(Answer(200, text))
    for end in range(len(text)):
        cut = read(Answer(200, text[:end]))
        if isinstance(cut, (NotUnderstood, Refused)):
            continue
        assert type(cut) is type(whole), text[:end]
        if isinstance(cut, Leads) and isinstance(whole, Leads):
            assert set(cut.leads) <= set(whole.leads), text[:end]
        elif isinstance(cut, Hopper) and isinstance(whole, Hopper):
            assert cut.lead_ids <= whole.lead_ids, text[:end]
        else:
            assert gist(cut) == gist(whole), text[:end]


@pytest.mark.parametrize("name", WHOLE)
def test_half_an_answer_is_none(name: str) -> None:
    read, text = WHOLE[name]
    reply = read(Answer(200, text, whole=False))
    assert isinstance(reply, NotUnderstood) or (isinstance(reply, Refused) and reply.refusal.of_login)


@pytest.mark.parametrize("name", WHOLE)
def test_between_warnings_it_says_the_same(name: str) -> None:
    read, text = WHOLE[name]
    noise = "<br />\n<b>Warning</b>:  Undefined variable $x in <b>/srv/a.php</b> on line <b>3</b><br />\n"
    assert gist(read(Answer(200, f"{noise}{text}{noise}"))) == gist(read(Answer(200, text)))


READERS: dict[str, Callable[[Answer], Reply]] = {
    "lead_search": lambda a: read_lead_search(a, phones=("7275550100", "17275550100")),
    "lead_all_info": lambda a: read_leads(a, phone="7275550100"),
    "list_info": lambda a: read_list(a, list_id="101"),
    "update_lead": lambda a: read_stop(a, lead_id="1000", mark=True),
    "delete_dnc_phone": lambda a: read_delete(a, phone="7275550100", campaign="TESTCAMP"),
    "hopper_list": lambda a: read_hopper(a, campaign="TESTCAMP"),
}
GARBAGE = (
    "", "\n", "|", "||||\n", "7275550100\n", "7275550100|3|1000\n", "7275550100|1|1000\n", "SUCCESS", "SUCCESS: ",
    "<html><body><h1>502 Bad Gateway</h1></body></html>\n", "NEW||||101\n", "status|list_id\nNEW|101\n",
    "SUCCESS: update_lead LEAD HAS BEEN UPDATED - 6666|1000|1|||\n",
    ("SUCCESS: update_lead LEAD HAS BEEN UPDATED - 6666|1001|1|||\n"
    "NOTICE: update_lead REMOVED FROM HOPPER - |1001|READY|6666\n"),
    ("SUCCESS: update_lead LEAD HAS BEEN UPDATED - 6666|1000|1|||\n"
    "NOTICE: update_lead REMOVED FROM HOPPER - |1001|READY|6666\n"),
    "SUCCESS: delete_dnc_phone DNC NUMBER HAS BEEN DELETED - 6666|7275550100|SALES01\n",
    "SUCCESS: delete_dnc_phone DNC NUMBER HAS BEEN DELETED - 6666|17275550100|TESTCAMP\n",
    "list_id|list_name|campaign_id|active\n102|x|TESTCAMP|Y\n",
    "ERROR: hopper_list THERE ARE NO LEADS IN THE HOPPER FOR THIS CAMPAIGN: 6666|SALES01\n",
    "MySQL connect ERROR:  Too many connections",
)  # fmt: skip


@pytest.mark.parametrize("function", READERS)
@pytest.mark.parametrize("text", GARBAGE)
def test_garbage_is_not_understood(function: str, text: str) -> None:
    assert isinstance(READERS[function](Answer(200, text)), NotUnderstood)


@pytest.mark.parametrize("text", ["7275550100|3|1000-2001\n", "7275550100|1|\n", "7275550100|0|1000\n"])
def test_as_many_leads_as_were_counted(text: str) -> None:
    assert isinstance(read_lead_search(Answer(200, text), phones=("7275550100",)), NotUnderstood)


def test_a_lead_of_another_number_is_no_answer() -> None:
    text = "status|list_id|phone_number|lead_id\nNEW|101|7275550199|1000\n"
    assert isinstance(READERS["lead_all_info"](Answer(200, text)), NotUnderstood)


def test_a_lead_whose_data_break_its_row_is_left_out() -> None:
    header = "status|first_name|list_id|phone_number|lead_id\n"
    good = "NEW|Ann|101|7275550100|1000\n"
    for broken in ("NEW|A|nn|101|7275550100|2000\n", "NEW|An\nn|101|7275550100|2000\n"):
        for text in (f"{header}{good}{header}{broken}", f"{header}{broken}{header}{good}"):
            reply = read_leads(Answer(200, text), phone="7275550100")
            assert isinstance(reply, Leads)
            assert reply.leads == (Lead("1000", "NEW", "101", "7275550100"),)
    alone = read_leads(Answer(200, header + "NEW|A|nn|101|7275550100|2000\n"), phone="7275550100")
    assert isinstance(alone, Leads)
    assert alone.leads == ()


_WORDS = st.sampled_from(
    ["SUCCESS: ", "ERROR: ", "NOTICE: ", *(f"{f} " for f in FUNCTIONS), "LEAD HAS BEEN UPDATED", "REMOVED FROM HOPPER",
     "NOT ", " - ", ": ", "|", "-", "\n", "6666", "1000", "7275550100", "17275550100", "101", "TESTCAMP", "INCALL",
     "status|list_id|phone_number|lead_id\n", "list_id|campaign_id|active\n", "NEW", "Y", "0", "3"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=30).map("".join)), st.booleans())
def test_nothing_that_comes_back_makes_the_readers_fail(text: str, whole: bool) -> None:
    for read in READERS.values():
        read(Answer(200, text, whole))


@given(st.lists(_WORDS, max_size=30).map("".join))
def test_a_found_lead_stands_in_the_answer(text: str) -> None:
    found = READERS["lead_search"](Answer(200, text))
    if isinstance(found, LeadsFound):
        assert all(lead_id in text for ids in found.ids.values() for lead_id in ids)
    seen = READERS["lead_all_info"](Answer(200, text))
    if isinstance(seen, Leads):
        assert all(f"{lead.number}" == "7275550100" and lead.id in text for lead in seen.leads)
