"""Rules of the functions that no recorded exchange at hand shows by itself (api.md, sections 1 to 5)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dncdesk.practice.server import PracticeDialler
from tests.practice.calls import API, api, raw


@pytest.fixture(scope="module")
def running() -> Iterator[PracticeDialler]:
    with PracticeDialler() as dialler:
        yield dialler


@pytest.fixture
def dialler(running: PracticeDialler) -> PracticeDialler:
    running.reset()
    return running


def test_adding_twice(dialler: PracticeDialler) -> None:
    fields = {"phone_number": "7275551212", "campaign_id": "TESTCAMP"}
    assert api(dialler, "add_dnc_phone", **fields).startswith("SUCCESS")
    assert api(dialler, "add_dnc_phone", **{**fields, "campaign_id": "testCAMP"}) == (
        "ERROR: add_dnc_phone DNC NUMBER ALREADY EXISTS: |6666|7275551212|testCAMP\n"
    )
    # Cut to another campaign's id, the look-up misses and the unique key does not.
    assert api(dialler, "add_dnc_phone", **{**fields, "campaign_id": "TESTCAMPX"}) == ""
    assert dialler.state()["campaign_dnc"] == [["7275551212", "TESTCAMP"]]


def test_the_trick_that_shows_another_campaign_s_list(dialler: PracticeDialler) -> None:
    check = {"phone_number": "7275551212", "local_call_time": "24hours", "campaign_dnc_check": "Y"}
    api(dialler, "add_dnc_phone", phone_number="7275551212", campaign_id="RETENT")
    assert api(dialler, "check_phone_number", campaign_id="RETENT", **check).startswith("AREACODE: 1|#PHONE")
    api(dialler, "add_dnc_phone", phone_number="7275551212", campaign_id="TESTCAMP")
    assert api(dialler, "check_phone_number", campaign_id="RETENT", **check) == (
        "ERROR: check_phone_number PHONE NUMBER IN CAMPAIGN DNC - 7275551212|RETENT|6666\n"
    )


def test_lead_search_for_several_forms(dialler: PracticeDialler) -> None:
    answer = api(dialler, "lead_search", phone_number="7275550999,17275550199,12345")
    assert answer == "7275550999|0|\n17275550199|1|2004\n"


@pytest.mark.parametrize("old", ["READY", "QUEUE", "RHOLD", "RQUEUE"])
def test_hopper_rows_that_go(dialler: PracticeDialler, old: str) -> None:
    dialler.put_state({"hopper": [["1000", "TESTCAMP", old]]})
    fields = {"search_method": "PHONE_NUMBER", "search_location": "LIST", "list_id": "101"}
    answer = api(dialler, "update_lead", phone_number="7275550100", no_update="Y", remove_from_hopper="Y", **fields)
    assert answer == (
        "NOTICE: update_lead LEADS FOUND IN THE SYSTEM: |6666|1000||7275550100|101|0\n"
        f"NOTICE: update_lead REMOVED FROM HOPPER - 7275550100|1000|{old}|6666\n"
    )
    assert dialler.state()["hopper"] == []


@pytest.mark.parametrize("old", ["INCALL", "DONE", "HOLD", "DNC"])
def test_hopper_rows_that_stay(dialler: PracticeDialler, old: str) -> None:
    dialler.put_state({"hopper": [["1000", "TESTCAMP", old]]})
    answer = api(dialler, "update_lead", lead_id="1000", no_update="Y", remove_from_hopper="Y")
    assert answer.splitlines()[1] == f"NOTICE: update_lead NOT REMOVED FROM HOPPER - |1000|{old}|6666"
    assert len(dialler.state()["hopper"]) == 1


def test_only_the_first_lead_leaves_the_hopper(dialler: PracticeDialler) -> None:
    answer = api(
        dialler,
        "update_lead",
        search_method="PHONE_NUMBER",
        phone_number="7275550100",
        records="9",
        status="DNC",
        remove_from_hopper="Y",
    )
    assert answer.count("SUCCESS") == 3
    assert answer.count("FROM HOPPER") == 1


def test_nothing_found_without_update_is_a_notice(dialler: PracticeDialler) -> None:
    answer = api(dialler, "update_lead", lead_id="5", no_update="Y", remove_from_hopper="Y")
    assert answer == "NOTICE: update_lead NO MATCHES FOUND IN THE SYSTEM: |6666|5||\n"


def test_a_list_restricted_account(dialler: PracticeDialler) -> None:
    fields = {"user": "7785", "phone_number": "7275550100"}
    refused = api(dialler, "lead_search", search_location="LIST", list_id="301", **fields)
    assert refused == "ERROR: lead_search NOT AN ALLOWED LIST ID - 7275550100|301\n"
    assert api(dialler, "list_info", list_id="101", user="7785").startswith("101|")
    answer = api(dialler, "update_lead", search_method="PHONE_NUMBER", status="DNC", **fields)
    assert answer == "ERROR: update_lead NOT AN ALLOWED LIST ID, RESULTS - 301\n"


def test_filter_groups(dialler: PracticeDialler) -> None:
    fields = {"phone_number": "7275551212", "group": "TEST_IN_FILTER"}
    api(dialler, "add_fpg_phone", **fields)
    assert api(dialler, "add_fpg_phone", **fields) == (
        "ERROR: add_fpg_phone FILTER PHONE GROUP NUMBER ALREADY EXISTS: |6666|7275551212|TEST_IN_FILTER\n"
    )
    assert api(dialler, "delete_fpg_phone", **fields).startswith("SUCCESS")


def test_hopper_list_has_ready_rows_only(dialler: PracticeDialler) -> None:
    lines = api(dialler, "hopper_list", campaign_id="TESTCAMP").splitlines()
    assert [line.split("|")[:5] for line in lines] == [
        ["0", "0", "1000", "101", "7275550100"],
        ["1", "0", "1001", "101", "7275550101"],
    ]


@pytest.mark.parametrize(
    ("user", "expected"), [("+66+66+", "- 6666|"), ("%E9666%206", "- 6666|"), ("a&user=6666", "- 6666|")]
)
def test_how_parameters_are_read(dialler: PracticeDialler, user: str, expected: str) -> None:
    query = f"?source=te&pass=1234&function=add_dnc_phone&phone_number=7275551212&campaign_id=TESTCAMP&user={user}"
    assert expected in raw(dialler, "GET", API + query)[2].decode()


def test_an_empty_get_value_wins_over_post(dialler: PracticeDialler) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    _, _, body = raw(dialler, "POST", API + "?user=", body=b"user=6666&pass=1234", headers=form)
    assert body == b"ERROR: Login incorrect, please try again: ||1234|BAD|\n"


def test_a_sql_line_stands_first_with_web_debug(dialler: PracticeDialler) -> None:
    dialler.put_state({"settings": {"allow_web_debug": "1"}})
    lines = api(dialler, "campaigns_list", campaign_id="OLDCAMP", DB="1").splitlines()
    assert lines[0].startswith("|SELECT")
    assert lines[-1].startswith("OLDCAMP|")
