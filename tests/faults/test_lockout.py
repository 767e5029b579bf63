"""Refusals that nobody hears of: the account is not locked, whoever starts, kills or tests what, and goes on soon."""

from __future__ import annotations

import socket
import threading
from contextlib import closing
from pathlib import Path

import pytest

from dncdesk.blocking.enquiries import Enquiries
from dncdesk.core.credentials import Secret
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome
from dncdesk.practice import PRACTICE_PASSWORD
from dncdesk.practice.server import PracticeDialler
from dncdesk.vicidial import gate
from dncdesk.vicidial.errors import CallError, Cause
from dncdesk.vicidial.gate import DOUBTS, MOST
from dncdesk.vicidial.transport import Limits
from tests.cli.program import Desk as Computer
from tests.cli.program import until
from tests.faults import injector as faults
from tests.faults.conftest import OpenDesk
from tests.faults.injector import Injector
from tests.support.desks import Desk

LONG = Limits(connect=30.0, read=30.0, call=60.0)
LOGINS = ("add_dnc_phone", "check_phone_number", "lead_search", "lead_all_info", "update_lead", "campaigns_list")
WRONG = "Wrong-Guess-1"
STARTS = 11


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dncdesk.blocking.line.pause", lambda _: 0.01)


def wrong_logins(dialler: PracticeDialler) -> int:
    return int(dialler.state()["login"].get("6666", {"failed_login_count": 0})["failed_login_count"])


def record(desk: Desk, count: int = 30) -> list[OptOut]:
    opt_outs = [desk.opt_out(f"727556{n:04}") for n in range(count)]
    for opt_out in opt_outs:
        desk.place.log.append_request(opt_out)
    return opt_outs


def in_doubt(desk: Desk, injector: Injector, calls: int) -> list[OptOut]:
    """Thirty wait, and all answers to logins are lost, until so many went out and no more does."""
    injector.strike(faults.reset_after, only=LOGINS)
    opt_outs = record(desk)
    desk.queue.resume()
    desk.told.wait(lambda: len(injector.struck) >= calls, 20)
    held = len(desk.told.settled)
    desk.told.wait(lambda: len(desk.told.settled) > held + 5, 20)
    assert len(injector.struck) == calls
    return opt_outs


def delivered(desk: Desk, dialler: PracticeDialler, opt_outs: list[OptOut]) -> None:
    desk.told.wait(lambda: all(any(r.outcome is Outcome.BLOCKED for r in desk.told.results(o)) for o in opt_outs), 20)
    assert sorted(dialler.state()["dnc"]) == sorted(o.main_form for o in opt_outs)


# --- ended and started again -------------------------------------------------------------------------------


def test_closed_and_started_again_and_again_amid_a_call_it_does_not_lock_the_account(
    dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    injector.strike(faults.hang_before_body, only=LOGINS)
    for start in range(STARTS):
        desk = open_desk(injector.url, limits=LONG, password=WRONG)
        if not start:
            record(desk)
        injector.hit.clear()
        desk.queue.resume()
        until(lambda: injector.hit.is_set() or desk.told.settled, "a call, or none allowed")  # noqa: B023
        until(lambda: wrong_logins(dialler) == len(injector.struck), "the dialler has counted it")
        desk.close()
    assert wrong_logins(dialler) == DOUBTS + 1


@pytest.mark.timeout(120)
def test_killed_and_started_again_and_again_amid_a_call_it_does_not_lock_the_account(
    tmp_path: Path, dialler: PracticeDialler, injector: Injector
) -> None:
    """A real `kill -9`: nothing of the program can be done any more once the password is on its way."""
    computer = Computer(tmp_path)
    computer.know(injector.url, password=WRONG)
    injector.refuse()
    for number in ("7275560001", "7275560002"):
        assert computer.run("block", number, "--everywhere").code == 4
    injector.lift()
    injector.strike(faults.hang_before_body, only=LOGINS)
    for _ in range(STARTS):
        injector.hit.clear()
        with computer.start("pending", "--send") as process:
            until(lambda: injector.hit.is_set() or process.poll() is not None, "a call, or none allowed", 20)
            until(lambda: wrong_logins(dialler) == len(injector.struck), "the dialler has counted it")
            process.kill()
            process.communicate()
    assert wrong_logins(dialler) == DOUBTS + 1


def test_many_programs_at_once_with_a_wrong_password_cost_one_wrong_try(
    tmp_path: Path, dialler: PracticeDialler
) -> None:
    computer = Computer(tmp_path)
    computer.know(dialler.url, password=WRONG)
    processes = [computer.start("block", f"727556{n:04}", "--everywhere") for n in range(5)]
    try:
        codes = {process.wait(30) for process in processes}
    finally:
        for process in processes:
            process.kill()
            process.communicate()
    assert codes <= {4, 5}
    assert len(computer.entries()) == 5
    assert wrong_logins(dialler) == 1


# --- and it goes on ------------------------------------------------------------------------------------------


def test_in_doubt_the_next_tries_come_after_a_while_by_themselves(
    dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "RISK_SECONDS", 1.0)
    desk = open_desk(injector.url)
    opt_outs = in_doubt(desk, injector, DOUBTS + 1)
    injector.lift()
    delivered(desk, dialler, opt_outs)


def test_in_doubt_try_now_lets_one_more_call_through(
    dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    desk = open_desk(injector.url)
    opt_outs = in_doubt(desk, injector, DOUBTS + 1)
    desk.queue.try_now()
    desk.told.wait(lambda: len(injector.struck) == DOUBTS + 2, 20)
    held = len(desk.told.settled)
    desk.told.wait(lambda: len(desk.told.settled) > held + 5, 20)
    assert len(injector.struck) == DOUBTS + 2
    assert "would lock it for everybody" in str(desk.told.settled[-1][1].why)
    injector.lift()
    desk.queue.try_now()
    delivered(desk, dialler, opt_outs)


def test_in_doubt_a_password_that_a_person_types_is_sent_at_once(
    dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    desk = open_desk(injector.url, password=WRONG)
    opt_outs = in_doubt(desk, injector, DOUBTS + 1)
    injector.lift()
    desk.renew_password(PRACTICE_PASSWORD)
    delivered(desk, dialler, opt_outs)
    assert wrong_logins(dialler) == 0


def test_a_test_of_the_settings_counts_as_well_and_one_that_works_takes_all_doubt_away(
    dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    desk = open_desk(injector.url, password=WRONG)
    opt_outs = in_doubt(desk, injector, DOUBTS + 1)
    enquiries = Enquiries(desk.place)
    for typed in ("Other-Guess-1", "Other-Guess-2"):
        assert not enquiries.try_out(desk.server, Secret(typed)).reached
    assert wrong_logins(dialler) == MOST
    injector.lift()
    assert enquiries.try_out(desk.server, Secret(PRACTICE_PASSWORD)).ok
    desk.renew_password(PRACTICE_PASSWORD)
    delivered(desk, dialler, opt_outs)


def test_nobody_can_type_ten_wrong_passwords_whether_their_refusals_come_or_not(
    dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    desk = open_desk(injector.url)
    enquiries = Enquiries(desk.place)
    for n in range(12):
        if n == 4:
            injector.strike(faults.reset_after, only=LOGINS)
        report = enquiries.try_out(desk.server, Secret(f"{WRONG}-{n}"))
        assert not report.ok
    assert wrong_logins(dialler) == MOST + 1
    assert "would lock it for everybody" in str(report.lines[0][1])


def test_the_former_password_is_sent_no_more_once_another_was_typed(
    dialler: PracticeDialler, open_desk: OpenDesk
) -> None:
    desk = open_desk(dialler.url, password=WRONG)
    with closing(desk.place.connections.client(desk.server)) as former:
        desk.place.keep_password(desk.server, Secret(PRACTICE_PASSWORD))
        with pytest.raises(CallError) as caught:
            former.campaigns()
    assert (caught.value.cause, dialler.requests_seen) == (Cause.LOGIN_STOPPED, 0)
    assert desk.block().outcome is Outcome.BLOCKED


def test_a_refusal_of_the_former_password_that_comes_late_stops_nothing_and_leaves_nothing_behind(
    dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    typed = threading.Event()

    def late(injector: Injector, connection: socket.socket, call: faults.Call) -> None:
        answer = call.ask()
        typed.wait(10)
        connection.sendall(answer)

    injector.strike(late, times=1)
    desk = open_desk(injector.url, password=WRONG)
    opt_outs = [desk.opt_out("7275560001")]
    desk.queue.submit(opt_outs[0])
    assert injector.hit.wait(10)
    desk.renew_password(PRACTICE_PASSWORD)
    typed.set()
    delivered(desk, dialler, opt_outs)
    assert not desk.place.stops.stopped(desk.server.endpoint, "6666")


def test_what_could_not_be_sent_at_all_raises_no_doubt(
    dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    desk = open_desk(injector.url)
    injector.refuse()
    opt_outs = record(desk, 3)
    desk.queue.resume()
    desk.told.wait(lambda: len(desk.told.settled) > 20, 20)
    assert desk.place.stops.tries.doubts(desk.server.endpoint, "6666").count == 0
    injector.lift()
    delivered(desk, dialler, opt_outs)


def test_a_password_typed_in_another_program_is_taken_and_the_refused_one_is_not_sent_again(
    dialler: PracticeDialler, open_desk: OpenDesk
) -> None:
    desk = open_desk(dialler.url, password=WRONG)
    assert desk.block("7275560001").outcome is Outcome.REFUSED
    other = open_desk(dialler.url)
    other.renew_password(PRACTICE_PASSWORD)
    other.close()
    # Nothing was tried here while the account was stopped: the first call since is the one that counts.
    assert desk.block("7275560002").outcome is Outcome.BLOCKED
