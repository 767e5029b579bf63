"""`dncdesk block` and `dncdesk check`: what they say, and with which exit code they end."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.program import Desk, Dialler, Said

KEYS = {
    "number_typed", "numbers_sent", "scope", "server", "outcome", "why", "asked_at", "confirmed_at",
    "confirmed_by", "leads_found", "leads_stopped", "still_queued", "opt_out_id", "source_id",
}  # fmt: skip
EXIT_CODE = {"blocked": 0, "removed": 0, "stopped": 3, "listed": 3, "waiting": 4, "refused": 5, "not_effective": 5}
ON_A_LIST = {"blocked", "listed"}
SMALLEST = "7782"
"""May add, look up and list campaigns; may not look at leads."""
MAY_NOT_ADD = "7771"


@pytest.fixture(scope="module")
def php74(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dialler]:
    """An older dialler, which says SUCCESS whatever its database does."""
    with Dialler(Desk(tmp_path_factory.mktemp("php74")), "--mode", "php74") as dialler:
        yield dialler


def ended_as_it_said(said: Said) -> bool:
    return said.code == EXIT_CODE[said.one()["outcome"]]


# --- what is printed --------------------------------------------------------------------------------------


def test_practising_a_block_needs_no_server_and_no_account(desk: Desk) -> None:
    said = desk.run("--practice", "block", "+1 (727) 555-0101", "--everywhere", "--json")
    told = said.one()
    assert told["numbers_sent"] == ["7275550101"]
    assert told["number_typed"] == "+1 (727) 555-0101"
    assert told["scope"] == "EVERYWHERE"
    assert told["outcome"] in ON_A_LIST
    assert ended_as_it_said(said)


def test_practice_leaves_its_traces_in_its_own_folder_alone(desk: Desk) -> None:
    desk.run("--practice", "block", "7275550101", "--everywhere")
    found = {path.relative_to(desk.home).parts[0] for path in desk.home.rglob("*")}
    assert found == {"practice"}


def test_what_was_practised_is_still_there_the_next_time(desk: Desk) -> None:
    desk.run("--practice", "block", "7275550101", "--everywhere")
    assert desk.run("--practice", "check", "7275550101").code == 0
    assert desk.run("--practice", "check", "7275550102").code == 6


def test_the_block_json_has_exactly_the_keys_of_the_contract(desk: Desk, dialler: Dialler) -> None:
    told = desk.run("block", "727 555 0101", "--campaign", "TESTCAMP", "--json").one()
    assert told.keys() == KEYS
    assert told["scope"] == "TESTCAMP"
    assert told["server"] == "Main"
    assert told["source_id"] == "dncdesk" + told["opt_out_id"]
    assert len(told["source_id"]) == 20
    assert told["confirmed_by"] == "check_phone_number"
    assert datetime.fromisoformat(told["confirmed_at"]) >= datetime.fromisoformat(told["asked_at"])
    assert dialler.lists() == ([], [["7275550101", "TESTCAMP"]])


def test_the_check_json_has_exactly_the_keys_of_the_contract(desk: Desk, dialler: Dialler) -> None:
    dialler.put(dnc=["7275550101"])
    told = desk.run("check", "7275550101", "--json").one()
    assert told.keys() == KEYS
    assert told["outcome"] in ON_A_LIST


def test_without_json_the_outcome_is_one_line_and_the_reason_goes_to_people(desk: Desk, dialler: Dialler) -> None:
    said = desk.run("block", "7275550101", "--everywhere")
    assert said.out.count("\n") == 1
    assert "(727) 555-0101" in said.out
    assert said.out.split()[-1] in ON_A_LIST
    assert said.err.strip()


@pytest.mark.parametrize("verb", [("block", "--everywhere"), ("check",), ("remove", "--everywhere", "--reason", "x")])
def test_one_dialler_is_meant_and_it_is_said_so_where_the_window_would_mean_all(
    desk: Desk, dialler: Dialler, verb: tuple[str, ...]
) -> None:
    file = desk.home / "settings.json"
    settings = json.loads(file.read_text(encoding="utf-8"))
    settings["servers"].append({"name": "West", "url": "http://127.0.0.1:9", "user": "6666"})
    word, *options = verb
    for every, asked, told in ((True, (), True), (False, (), False), (True, ("--server", "Main"), False)):
        file.write_text(json.dumps(settings | {"every_server": every}), encoding="utf-8")
        said = desk.run(word, "7275550101", *options, *asked, "--json")
        assert said.one()["server"] == "Main"
        assert ("for Main alone" in said.err) is told, said.err
        assert ("West" in said.err) is told
    assert {entry.server for entry in desk.entries()} <= {"Main"}


def test_the_log_says_the_same_as_the_command_did(desk: Desk, dialler: Dialler) -> None:
    told = desk.run("block", "7275550101", "--everywhere", "--note", "voicemail of Monday", "--json").one()
    (entry,) = desk.entries()
    assert entry.opt_out_id == told["opt_out_id"]
    assert entry.result.outcome == told["outcome"]
    assert str(entry.result.why) == told["why"]
    assert entry.details.note == "voicemail of Monday"


def test_the_request_is_on_disk_before_the_dialler_hears_of_it(desk: Desk, dialler: Dialler) -> None:
    told = desk.run("block", "7275550101", "--everywhere", "--json").one()
    kinds = [event.kind.value for event in desk.events(told["opt_out_id"])]
    assert kinds[0] == "requested"
    assert kinds.index("requested") < kinds.index("added") < kinds.index("read")
    assert kinds[-1] == "outcome"


def test_a_letter_of_last_week_is_dated_last_week(desk: Desk, dialler: Dialler) -> None:
    week_ago = (datetime.now().astimezone() - timedelta(days=7)).replace(microsecond=0)
    told = desk.run("block", "7275550101", "--everywhere", "--asked-at", week_ago.isoformat(), "--json").one()
    assert datetime.fromisoformat(told["asked_at"]) == week_ago
    (entry,) = desk.entries()
    assert entry.asked_at == week_ago


def test_a_campaign_typed_in_small_letters_is_the_one_that_the_server_lists(desk: Desk, dialler: Dialler) -> None:
    assert desk.run("block", "7275550101", "--campaign", "testcamp", "--json").one()["scope"] == "TESTCAMP"
    assert dialler.lists()[1] == [["7275550101", "TESTCAMP"]]


def test_the_same_request_twice_is_one_row_and_two_records(desk: Desk, dialler: Dialler) -> None:
    first = desk.run("block", "7275550101", "--everywhere", "--json").one()
    second = desk.run("block", "7275550101", "--everywhere", "--json").one()
    assert second["outcome"] == first["outcome"]
    assert dialler.lists() == (["7275550101"], [])
    assert len(desk.entries()) == 2


def test_another_server_is_named_by_its_name(desk: Desk, dialler: Dialler, tmp_path: Path) -> None:
    with Dialler(Desk(tmp_path / "other")) as other:
        settings = {
            "version": 1,
            "servers": [
                {"name": "Main", "url": dialler.address, "user": "6666"},
                {"name": "Night shift", "url": other.address, "user": "6666"},
            ],
            "server": "Main",
        }
        desk.remember(other.address, "6666", "1234")
        (desk.home / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        told = desk.run("block", "7275550101", "--everywhere", "--server", "Night shift", "--json").one()
        assert told["server"] == "Night shift"
        assert other.lists() == (["7275550101"], [])
    assert dialler.lists() == ([], [])


@pytest.mark.parametrize("before", [True, False], ids=["before the verb", "after the verb"])
def test_home_and_practice_may_stand_on_either_side_of_the_verb(desk: Desk, before: bool) -> None:
    common = ["--home", str(desk.home), "--practice"]
    verb = ["block", "7275550101", "--everywhere"]
    desk.run(*(common + verb if before else verb + common), home=False)
    assert [entry.number for entry in desk.entries("practice")] == ["7275550101"]


# --- exit codes -------------------------------------------------------------------------------------------


def test_0_a_number_on_a_list_that_is_read(desk: Desk, dialler: Dialler) -> None:
    dialler.put(dnc=["7275550101"], campaign_dnc=[["7275550102", "TESTCAMP"]])
    assert desk.run("check", "7275550101").code == 0
    assert desk.run("check", "7275550102", "--campaign", "TESTCAMP").code == 0


def test_0_the_list_that_a_campaign_reads_may_be_another_ones(desk: Desk, dialler: Dialler) -> None:
    dialler.put(campaign_dnc=[["7275550101", "TESTCAMP"], ["7275550102", "RETENT"]])
    assert desk.run("check", "7275550101", "--campaign", "RETENT").code == 0
    assert desk.run("check", "7275550102", "--campaign", "RETENT").code == 6


def test_3_listed_by_an_account_that_may_not_look_at_leads(desk: Desk, dialler: Dialler) -> None:
    desk.know(dialler.address, user=SMALLEST)
    said = desk.run("block", "7275550101", "--everywhere", "--json")
    assert said.code == 3
    assert said.one()["outcome"] == "listed"
    assert dialler.lists() == (["7275550101"], [])


def test_3_on_the_internal_list_when_asked_of_a_campaign(desk: Desk, dialler: Dialler) -> None:
    dialler.put(dnc=["7275550101"])
    assert desk.run("check", "7275550101", "--campaign", "TESTCAMP").code == 3


def test_5_refused_to_an_account_that_may_not_add_numbers(desk: Desk, dialler: Dialler) -> None:
    desk.know(dialler.address, user=MAY_NOT_ADD)
    said = desk.run("block", "7275550101", "--everywhere", "--json")
    assert said.code == 5
    assert said.one()["outcome"] == "refused"
    assert MAY_NOT_ADD in said.one()["why"]
    assert dialler.lists() == ([], [])
    assert len(desk.entries()) == 1


def test_5_a_success_of_which_nothing_is_kept_is_not_believed(desk: Desk, php74: Dialler) -> None:
    php74.put(settings={"read_only": "1"})
    desk.know(php74.address)
    said = desk.run("block", "7275550101", "--everywhere", "--json")
    assert said.code == 5
    assert said.one()["outcome"] == "not_effective"
    assert said.one()["confirmed_at"] is None


def test_5_a_list_that_the_campaign_does_not_read_is_not_called_blocked(desk: Desk, dialler: Dialler) -> None:
    said = desk.run("block", "7275550163", "--campaign", "RETENT", "--json")
    assert dialler.lists()[1] == [["7275550163", "RETENT"]]
    assert said.one()["outcome"] not in ON_A_LIST
    assert ended_as_it_said(said)


def test_6_a_number_on_no_list(desk: Desk, dialler: Dialler) -> None:
    said = desk.run("check", "7275550101", "--json")
    assert said.code == 6
    assert said.one()["outcome"] is None
    assert desk.run("check", "7275550101", "--campaign", "TESTCAMP").code == 6


def test_checking_changes_nothing_there_and_records_nothing_here(desk: Desk, dialler: Dialler) -> None:
    before = {key: value for key, value in dialler.state().items() if key != "login"}
    desk.run("check", "7275550101", "--campaign", "TESTCAMP")
    assert {key: value for key, value in dialler.state().items() if key != "login"} == before
    assert desk.entries() == []


def test_1_a_log_of_a_newer_version_is_left_alone(desk: Desk, dialler: Dialler) -> None:
    log = desk.home / "log.sqlite3"
    with closing(sqlite3.connect(log)) as newer:
        newer.execute("PRAGMA journal_mode = WAL")
        newer.execute("PRAGMA user_version = 999")
    was = log.read_bytes()
    said = desk.run("block", "7275550101", "--everywhere", "--json")
    assert said.code == 1
    assert said.out == ""
    assert "newer version" in said.err
    assert dialler.lists() == ([], [])
    assert log.read_bytes() == was


def test_1_a_question_that_nobody_answers(desk: Desk, dialler: Dialler, tmp_path: Path) -> None:
    with Dialler(Desk(tmp_path / "gone")) as gone:
        desk.know(gone.address)
    said = desk.run("check", "7275550101", "--json")
    assert said.code == 1
    assert "cannot be reached" in said.err
    assert said.out == ""
