"""Nothing is lost: a dialler that is down, a password that is wrong, and what cures them."""

from __future__ import annotations

import json
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dncdesk.blocking.line import SILENCES
from dncdesk.core.endpoint import endpoint
from tests.cli.hanging import HangingServer
from tests.cli.program import Desk, Dialler, until
from tests.support.servers import LoopbackServer, cuts


def listed(out: str) -> dict[str, str]:
    """Number and outcome of each opt-out that `pending --json` has printed."""
    told = [json.loads(line) for line in out.splitlines()]
    return {one["number_typed"]: one["outcome"] for one in told}


@pytest.fixture
def dialler_that_is_down(desk: Desk, tmp_path: Path) -> int:
    """A port that nothing listens on, which the desk takes for its dialler's."""
    with Dialler(Desk(tmp_path / "earlier")) as earlier:
        desk.know(earlier.address)
    return earlier.port


def test_a_dialler_that_is_down_gets_the_number_when_it_is_up_again(
    desk: Desk, dialler_that_is_down: int, tmp_path: Path
) -> None:
    said = desk.run("block", "7275550101", "--everywhere", "--json")
    assert said.code == 4
    assert said.one()["outcome"] == "waiting"
    assert [entry.number for entry in desk.entries()] == ["7275550101"]

    pending = desk.run("pending", "--json")
    assert pending.code == 4
    assert listed(pending.out) == {"7275550101": "waiting"}

    with Dialler(Desk(tmp_path / "up"), "--port", str(dialler_that_is_down)) as dialler:
        sent = desk.run("pending", "--send", "--json")
        assert sent.one()["opt_out_id"] == said.one()["opt_out_id"]
        assert sent.one()["confirmed_at"]
        assert sent.code in {0, 3}
        assert dialler.lists() == (["7275550101"], [])
    nothing = desk.run("pending")
    assert (nothing.code, nothing.out) == (0, "")
    assert "Nothing" in nothing.err


def test_a_campaign_is_looked_up_later_when_the_dialler_is_down(
    desk: Desk, dialler_that_is_down: int, tmp_path: Path
) -> None:
    assert desk.run("block", "7275550101", "--campaign", "TESTCAMP").code == 4
    assert desk.run("block", "7275550102", "--campaign", "NOPE").code == 4
    with Dialler(Desk(tmp_path / "up"), "--port", str(dialler_that_is_down)) as dialler:
        sent = desk.run("pending", "--send", "--json")
        assert dialler.lists() == ([], [["7275550101", "TESTCAMP"]])
    outcomes = listed(sent.out)
    assert outcomes["7275550102"] == "refused"
    assert outcomes["7275550101"] != "refused"
    assert sent.code == 5


def test_sending_to_a_dialler_that_is_still_down_keeps_it_pending(desk: Desk, dialler_that_is_down: int) -> None:
    desk.run("block", "7275550101", "--everywhere")
    assert desk.run("pending", "--send").code == 4
    assert desk.run("pending").code == 4


@pytest.mark.parametrize("damage", ["[1", "{}", "[]", '{"id": 7}', "no JSON"])
def test_a_damaged_line_is_said_so_and_holds_up_no_other(
    damage: str, desk: Desk, dialler_that_is_down: int, tmp_path: Path
) -> None:
    for number in ("7275550101", "7275550102", "7275550103"):
        desk.run("block", number, "--everywhere")
    spoiled = desk.entries()[1].opt_out_id
    with closing(sqlite3.connect(desk.home / "log.sqlite3", isolation_level=None)) as db:
        db.execute("DROP TRIGGER event_is_not_changed")
        db.execute("UPDATE event SET body = ? WHERE opt_out_id = ? AND kind = 'requested'", (damage, spoiled))
    listing = desk.run("pending", "--json")
    assert (listing.code, set(listed(listing.out))) == (1, {"7275550101", "7275550103"})
    with Dialler(Desk(tmp_path / "up"), "--port", str(dialler_that_is_down)) as dialler:
        sent = desk.run("pending", "--send", "--json")
        assert sent.code == 1
        assert set(listed(sent.out)) == {"7275550101", "7275550103"}
        assert dialler.lists() == (["7275550101", "7275550103"], [])
    assert "(727) 555-0102" in sent.err
    assert "damaged" in sent.err
    assert "Traceback" not in sent.err


def test_a_server_that_answers_nothing_is_not_asked_for_each_of_those_that_wait(
    desk: Desk, dialler_that_is_down: int
) -> None:
    for n in range(6):
        desk.run("block", f"72755501{n:02}", "--everywhere")
    with LoopbackServer(cuts()) as silent:
        desk.know(silent.url())
        sent = desk.run("pending", "--send", "--json")
        assert len(silent.requests) == SILENCES
    assert sent.code == 4
    assert set(listed(sent.out).values()) == {"waiting"}
    assert len(listed(sent.out)) == 6


def test_a_wrong_password_is_tried_once_and_cured_by_login(desk: Desk, dialler: Dialler) -> None:
    desk.know(dialler.address, password="notThisOne")
    first = desk.run("block", "7275550101", "--everywhere", "--json")
    assert first.code == 5
    assert first.one()["outcome"] == "refused"
    assert dialler.wrong_logins() == 1

    second = desk.run("block", "7275550102", "--everywhere", "--json")
    assert second.code in {4, 5}
    assert desk.run("pending", "--send").code in {4, 5}
    assert desk.run("check", "7275550101").code != 0
    assert dialler.wrong_logins() == 1, "no call may be made until a person has typed a password"
    assert len(desk.entries()) == 2
    assert dialler.lists() == ([], [])

    assert desk.run("login", typed="1234\n").code == 0
    assert desk.passwords() == {f"dncdesk:{endpoint(dialler.address)}": {"6666": "1234"}}
    sent = desk.run("pending", "--send", "--json")
    assert listed(sent.out).keys() == {"7275550101", "7275550102"}
    assert dialler.lists() == (["7275550101", "7275550102"], [])
    assert desk.run("pending").code == 0


def test_a_login_with_a_wrong_password_keeps_nothing(desk: Desk, dialler: Dialler) -> None:
    before = desk.passwords()
    said = desk.run("login", typed="notThisOne\n")
    assert said.code == 5
    assert desk.passwords() == before
    assert dialler.wrong_logins() == 1
    assert "6666" in said.err


def test_a_wrong_password_typed_does_not_lift_the_stop(desk: Desk, dialler: Dialler) -> None:
    desk.know(dialler.address, password="notThisOne")
    desk.run("block", "7275550101", "--everywhere")
    assert desk.run("login", typed="norThisOne\n").code == 5
    assert dialler.wrong_logins() == 2
    desk.run("block", "7275550102", "--everywhere")
    assert dialler.wrong_logins() == 2


def test_a_first_login_makes_blocking_possible(desk: Desk, dialler: Dialler) -> None:
    desk.remember(dialler.address, "6666", None)
    without = desk.run("block", "7275550101", "--everywhere", "--json")
    assert without.code == 4
    assert "password" in without.one()["why"]
    assert desk.run("login", typed="1234\n").code == 0
    assert desk.run("pending", "--send").code in {0, 3}
    assert dialler.lists() == (["7275550101"], [])


def test_a_password_typed_while_the_dialler_is_down_is_kept_untested(desk: Desk, dialler_that_is_down: int) -> None:
    desk.remember("127.0.0.1", "6666", None)
    said = desk.run("login", typed="1234\n")
    assert "untested" in said.err
    assert list(desk.passwords().values()) == [{"6666": "1234"}]


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_a_command_cut_off_while_the_dialler_hangs_is_finished_later(
    desk: Desk, tmp_path: Path, end: signal.Signals
) -> None:
    with HangingServer() as hanging:
        desk.know(hanging.address)
        with desk.start("block", "7275550101", "--everywhere") as process:
            hanging.wait_for_block()
            process.send_signal(end)
            out, err = process.communicate(timeout=10)
        assert process.returncode not in {0, 3}
        assert (out, "Traceback" in err) == ("", False), "a person has pressed Ctrl-C, and reads this"
    with Dialler(Desk(tmp_path / "up"), "--port", str(hanging.port)) as dialler:
        until(lambda: desk.run("pending", "--send").code in {0, 3}, "the job is finished")
        assert dialler.lists() == (["7275550101"], [])
    assert len(desk.entries()) == 1
