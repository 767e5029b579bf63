"""The dial pass against the measured table of what is dialled (api.md, section 8)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from dncdesk.practice.server import PracticeDialler
from tests.practice.calls import Clock, api, raw

# One lead of each campaign that is not in the hopper.
TEST, SALES1, SALES2, RETENT, AREA = "1005", "1025", "1045", "1065", "1085"
PHONE = {TEST: "7275550105", SALES1: "7275550125", SALES2: "7275550145", RETENT: "7275550165", AREA: "7275550185"}


@pytest.fixture
def dialler() -> Iterator[PracticeDialler]:
    with PracticeDialler(clock=Clock()) as running:
        yield running


def called(dialler: PracticeDialler) -> set[str]:
    return {row["lead_id"] for row in dialler.dial_pass()}


def status(dialler: PracticeDialler, lead_id: str) -> str:
    return next(str(lead["status"]) for lead in dialler.state()["leads"] if lead["lead_id"] == lead_id)


@pytest.mark.parametrize(
    ("added_to", "lead", "dialled", "after"),
    [
        ("SYSTEM_INTERNAL", TEST, False, "DNCL"),
        ("SYSTEM_INTERNAL", AREA, False, "DNCL"),
        ("SYSTEM_INTERNAL", SALES2, True, "NEW"),
        ("SYSTEM_INTERNAL", RETENT, True, "NEW"),
        ("TESTCAMP", TEST, False, "DNCC"),
        ("AREACMP", AREA, False, "DNCC"),
        ("testcamp", TEST, False, "DNCC"),
        ("SALES01", SALES1, True, "NEW"),
        ("SALES02", SALES2, True, "NEW"),
        ("RETENT", RETENT, True, "NEW"),
        ("TESTCAMP", RETENT, False, "DNCC"),
        ("SALES01", TEST, True, "NEW"),
        ("system_internal", TEST, True, "NEW"),
        ("ALL_CAMPAIGNS", TEST, True, "NEW"),
    ],
)
def test_the_measured_table(dialler: PracticeDialler, added_to: str, lead: str, dialled: bool, after: str) -> None:
    api(dialler, "add_dnc_phone", phone_number=PHONE[lead], campaign_id=added_to)
    assert (lead in called(dialler)) is dialled
    assert status(dialler, lead) == after
    assert (lead in called(dialler)) is dialled


@pytest.mark.parametrize("form", ["17275550105", "1-727-555-0105", "727,555,0105", "447275550105"])
def test_a_number_in_another_form_is_dialled(dialler: PracticeDialler, form: str) -> None:
    api(dialler, "add_dnc_phone", phone_number=form, campaign_id="SYSTEM_INTERNAL")
    assert TEST in called(dialler)


def test_a_country_code_in_the_lead_itself_counts(dialler: PracticeDialler) -> None:
    api(dialler, "add_dnc_phone", phone_number="442079460123", campaign_id="TESTCAMP")
    assert "2003" in called(dialler)
    api(dialler, "add_dnc_phone", phone_number="2079460123", campaign_id="TESTCAMP")
    assert "2003" not in called(dialler)


def test_a_status_that_is_not_dialled(dialler: PracticeDialler) -> None:
    api(dialler, "update_lead", lead_id=TEST, status="DNC")
    assert TEST not in called(dialler)
    assert status(dialler, TEST) == "DNC"


def test_taking_a_number_off_does_not_bring_its_lead_back(dialler: PracticeDialler) -> None:
    for function in ("add_dnc_phone", "delete_dnc_phone"):
        assert api(dialler, function, phone_number=PHONE[TEST], campaign_id="TESTCAMP").startswith("SUCCESS")
        called(dialler)
    assert TEST not in called(dialler)
    assert status(dialler, TEST) == "DNCC"


@pytest.mark.parametrize(("where", "mark"), [("dnc", "DNCL"), ("campaign_dnc", "DNCC")])
def test_an_area_code(dialler: PracticeDialler, where: str, mark: str) -> None:
    rows: dict[str, Any] = {"dnc": ["727XXXXXXX"], "campaign_dnc": [["727XXXXXXX", "AREACMP"]]}
    dialler.put_state({where: rows[where]})
    now = called(dialler)
    assert AREA not in now
    assert TEST in now
    assert status(dialler, AREA) == mark


def test_the_hopper_is_dialled_whatever_the_lists_say(dialler: PracticeDialler) -> None:
    for lead in ("1000", "1002", "1003"):
        number = f"7275550{int(lead) - 900}"
        api(dialler, "add_dnc_phone", phone_number=number, campaign_id="SYSTEM_INTERNAL")
        api(dialler, "update_lead", lead_id=lead, status="DNC")
    now = called(dialler)
    assert "1000" in now
    assert "1003" in now, "QUEUE: taken by the dialler already"
    assert "1002" not in now, "INCALL: not called again"
    hopper = dialler.state()["hopper"]
    assert len(hopper) == 6, "the pass leaves the hopper as it is"


@pytest.mark.parametrize("held", ["HOLD", "RHOLD", "DONE", "DNC", "INCALL"])
def test_rows_that_are_not_called_now(dialler: PracticeDialler, held: str) -> None:
    dialler.put_state({"hopper": [[TEST, "TESTCAMP", held]]})
    assert TEST not in called(dialler)


def test_a_number_taken_out_of_the_hopper_meets_the_lists(dialler: PracticeDialler) -> None:
    api(dialler, "add_dnc_phone", phone_number="7275550100", campaign_id="SYSTEM_INTERNAL")
    answer = api(dialler, "update_lead", lead_id="1000", no_update="Y", remove_from_hopper="Y")
    assert answer.splitlines()[1] == "NOTICE: update_lead REMOVED FROM HOPPER - |1000|READY|6666"
    assert "1000" not in called(dialler)


def test_inactive_and_expired(dialler: PracticeDialler) -> None:
    seed = dialler.state()
    lists = [{**row, "expiration_date": "2026-11-22"} if row["list_id"] == "401" else row for row in seed["lists"]]
    lists = [{**row, "active": "N"} if row["list_id"] == "301" else row for row in lists]
    camps = [{**row, "active": "N"} if row["campaign_id"] == "SALES02" else row for row in seed["campaigns"]]
    leads = [{**row, "called_since_last_reset": "Y"} if row["lead_id"] == SALES1 else row for row in seed["leads"]]
    dialler.put_state({"lists": lists, "campaigns": camps, "leads": leads})
    assert called(dialler) & set(PHONE) == {TEST}


def test_over_http(dialler: PracticeDialler) -> None:
    code, _, body = raw(dialler, "POST", "/practice/dial-pass")
    assert code == 200
    rows = json.loads(body)
    assert {"lead_id": "1000", "phone_number": "7275550100", "campaign_id": "TESTCAMP"} in rows
    assert all(row.keys() == {"lead_id", "phone_number", "campaign_id"} for row in rows)
    ids = [row["lead_id"] for row in rows]
    assert len(ids) == len(set(ids))
