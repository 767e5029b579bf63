"""The queue: nothing that was entered is lost, nobody is locked out, nothing hangs."""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from dncdesk.core.credentials import Secret
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.settings import Settings
from dncdesk.practice import PRACTICE_PASSWORD
from dncdesk.practice.server import PracticeDialler
from dncdesk.record import writer
from dncdesk.record.reader import Reader
from tests.support.desks import Desk, an_opt_out
from tests.support.keyrings import MemoryKeyring
from tests.support.servers import LoopbackServer, hangs, http

MakeDesk = Callable[..., Desk]
PHONE = "7275551212"
WRONG = "Hush-hush_77"


def wrong_tries(dialler: PracticeDialler) -> int:
    return int(dialler.state()["login"].get("6666", {"failed_login_count": 0})["failed_login_count"])


def numbers(count: int) -> list[str]:
    return [f"727556{n:04}" for n in range(count)]


def recorded_numbers(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [row[0] for row in db.execute("SELECT number FROM opt_out ORDER BY seq")]


# --- on disk first ------------------------------------------------------------------------------------


def test_the_opt_out_is_on_disk_before_the_first_byte_goes_out(home: Path, desk_of: MakeDesk) -> None:
    found: list[list[str]] = []

    def looks(server: LoopbackServer, connection: object) -> None:
        found.append(recorded_numbers(home / "log.sqlite3"))
        server.gone.set()

    with LoopbackServer(looks) as server:
        desk = desk_of(server.url())
        assert desk.block(PHONE).outcome is Outcome.WAITING
    # Already when the connection came, before a byte of the call was read.
    assert found[0] == [PHONE]


def test_what_cannot_be_recorded_is_said_so_and_not_sent(
    home: Path, dialler: PracticeDialler, desk_of: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_BUSY_SECONDS", 0.2)
    desk = desk_of(dialler.url)
    opt_out = desk.opt_out(PHONE)
    with closing(sqlite3.connect(home / "log.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        desk.queue.submit(opt_out)
        desk.told.wait(lambda: bool(desk.told.not_recorded))
        other.execute("ROLLBACK")
    ((told, problem),) = desk.told.not_recorded
    assert told == opt_out
    assert "cannot be written" in str(problem)
    desk.wait_until_idle()
    assert desk.told.recorded == []
    assert desk.told.settled == []
    assert dialler.requests_seen == 0
    # and the next one goes
    assert desk.block(PHONE).outcome is Outcome.BLOCKED


def test_an_opt_out_that_cannot_be_written_at_all_does_not_stop_the_recording_of_others(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    desk = desk_of(dialler.url)
    bad = replace(desk.opt_out(PHONE), asked_at=datetime(2026, 11, 23))  # noqa: DTZ001
    desk.queue.submit(bad)
    desk.told.wait(lambda: bool(desk.told.not_recorded))
    assert desk.told.not_recorded[0][0] == bad
    assert desk.block(PHONE).outcome is Outcome.BLOCKED
    desk.wait_until_idle()


# --- tried again --------------------------------------------------------------------------------------


def test_while_the_dialler_is_down_it_waits_and_is_delivered_once_when_it_is_back(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    desk = desk_of(dialler.url)
    dialler.stop()
    opt_outs = [desk.opt_out(number) for number in numbers(3)]
    for opt_out in opt_outs:
        desk.queue.submit(opt_out)
    for opt_out in opt_outs:
        result = desk.told.result(opt_out)
        assert result.outcome is Outcome.WAITING
        assert result.numbers_sent == ()
    desk.wait_until_idle()
    dialler.start()
    desk.queue.try_now()
    for opt_out in opt_outs:
        desk.told.wait(lambda o=opt_out: desk.told.results(o)[-1].outcome is Outcome.BLOCKED)  # type: ignore[misc]
    assert sorted(dialler.state()["dnc"]) == numbers(3)


def test_what_waits_is_tried_again_by_itself(dialler: PracticeDialler, desk_of: MakeDesk) -> None:
    desk = desk_of(dialler.url)
    dialler.stop()
    opt_out = desk.opt_out(PHONE)
    desk.queue.submit(opt_out)
    assert desk.told.result(opt_out).outcome is Outcome.WAITING
    dialler.start()
    assert desk.told.result(opt_out, 2).outcome is Outcome.BLOCKED


def test_an_answer_that_never_came_does_not_make_a_second_row(dialler: PracticeDialler, desk_of: MakeDesk) -> None:
    """The dialler has put it on the list and its answer was lost: asking again finds it there."""
    dialler.put_state({"dnc": [PHONE]})
    assert desk_of(dialler.url).block(PHONE).outcome is Outcome.BLOCKED
    assert dialler.state()["dnc"] == [PHONE]


def test_each_try_is_told_exactly_once(dialler: PracticeDialler, desk_of: MakeDesk) -> None:
    desk = desk_of(dialler.url)
    opt_outs = [desk.opt_out(number) for number in numbers(20)]
    for opt_out in opt_outs:
        desk.queue.submit(opt_out)
    for opt_out in opt_outs:
        desk.told.result(opt_out)
    desk.wait_until_idle()
    assert [o.id for o in desk.told.recorded] == [o.id for o in opt_outs]
    assert [o.id for o, _ in desk.told.settled] == [o.id for o in opt_outs]
    dialler.stop()
    waiting = desk.opt_out(PHONE)
    desk.queue.submit(waiting)
    for tries in (1, 2, 3):
        assert desk.told.result(waiting, tries).outcome is Outcome.WAITING
        desk.wait_until_idle()
        assert len(desk.told.results(waiting)) == tries
        desk.queue.try_now()


def test_a_server_that_the_settings_no_longer_name_leaves_it_waiting(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    desk = desk_of(dialler.url)
    opt_out = replace(desk.opt_out(PHONE), server="Gone")
    desk.queue.submit(opt_out)
    result = desk.told.result(opt_out)
    assert result.outcome is Outcome.WAITING
    assert "Gone" in str(result.why)
    assert dialler.requests_seen == 0
    named = replace(desk.server, name="Gone")
    desk.place.use(Settings(servers=(named,), server="Gone"))
    desk.queue.settings_changed()
    assert desk.told.result(opt_out, 2).outcome is Outcome.BLOCKED


def test_without_a_password_it_waits_for_one(
    home: Path, dialler: PracticeDialler, desk_of: MakeDesk, keyring_of_this_computer: MemoryKeyring
) -> None:
    desk_of(dialler.url).close()
    keyring_of_this_computer.kept.clear()
    desk = desk_of(dialler.url)
    desk.place.credentials._memory.clear()
    keyring_of_this_computer.kept.clear()
    opt_out = desk.opt_out(PHONE)
    desk.queue.submit(opt_out)
    assert "no password" in str(desk.told.result(opt_out).why)
    assert dialler.requests_seen == 0
    desk.renew_password("1234")
    assert desk.told.result(opt_out, 2).outcome is Outcome.BLOCKED


# --- closing and starting again -----------------------------------------------------------------------


@contextmanager
def quickly(seconds: float) -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < seconds


def test_closing_does_not_wait_for_a_dialler_that_hangs_and_the_next_start_goes_on(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    with LoopbackServer(hangs()) as hanging:
        desk = desk_of(hanging.url())
        opt_outs = [desk.opt_out(number) for number in numbers(3)]
        for opt_out in opt_outs:
            desk.queue.submit(opt_out)
        assert hanging.heard.wait(10)
        desk.told.wait(lambda: len(desk.told.recorded) == 3)
        with quickly(1.2):
            desk.close()
        assert desk.told.settled == []
    again = desk_of(dialler.url)
    assert again.queue.resume() == [o.id for o in opt_outs]
    for opt_out in opt_outs:
        assert again.told.result(opt_out).outcome is Outcome.BLOCKED
    assert sorted(dialler.state()["dnc"]) == numbers(3)
    assert again.place.log.read(Reader.pending) == []


def test_closing_does_not_wait_for_a_dialler_that_hangs_after_the_settings_were_changed(desk_of: MakeDesk) -> None:
    """The supervisor sees that it hangs, corrects the settings, and then gives up and closes the window."""
    with LoopbackServer(hangs()) as hanging:
        desk = desk_of(hanging.url())
        desk.queue.submit(desk.opt_out(PHONE))
        assert hanging.heard.wait(10)
        desk.queue.settings_changed()
        with quickly(1.2):
            desk.close()


def test_changed_settings_do_not_drop_the_opt_out_that_is_under_way(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    change = threading.Event()

    def slow(server: LoopbackServer, connection: socket.socket) -> None:
        server.hear(connection)
        change.wait(10)
        connection.sendall(http(b"", "500 Internal Server Error"))

    with LoopbackServer(slow) as server:
        desk = desk_of(server.url())
        opt_out = desk.opt_out(PHONE)
        desk.queue.submit(opt_out)
        assert server.heard.wait(10)
        desk.place.use(Settings(servers=(replace(desk.server, url=dialler.url),), server="Main"))
        desk.place.credentials.keep(desk.server.endpoint, "6666", Secret(PRACTICE_PASSWORD))
        desk.queue.settings_changed()
        change.set()
        assert desk.told.result(opt_out).outcome is Outcome.WAITING
        desk.queue.try_now()
        assert desk.told.result(opt_out, 2).outcome is Outcome.BLOCKED


def test_what_was_submitted_just_before_closing_is_on_disk(
    home: Path, dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    desk = desk_of(dialler.url)
    for number in numbers(50):
        desk.queue.submit(desk.opt_out(number))
    desk.close()
    assert recorded_numbers(home / "log.sqlite3") == numbers(50)


# --- nobody is locked out -----------------------------------------------------------------------------


def test_a_refused_login_stops_everything_and_a_new_password_goes_on_with_it(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    desk = desk_of(dialler.url, password=WRONG)
    opt_outs = [desk.opt_out(number) for number in numbers(5)]
    for opt_out in opt_outs:
        desk.queue.submit(opt_out)
    first = desk.told.result(opt_outs[0])
    assert first.outcome is Outcome.REFUSED
    assert "password" in str(first.why)
    for opt_out in opt_outs[1:]:
        assert desk.told.result(opt_out).outcome in {Outcome.WAITING, Outcome.REFUSED}
    desk.queue.try_now()
    desk.wait_until_idle()
    assert (dialler.requests_seen, wrong_tries(dialler)) == (1, 1)
    desk.renew_password("1234")
    for opt_out in opt_outs:
        desk.told.wait(lambda o=opt_out: desk.told.results(o)[-1].outcome is Outcome.BLOCKED)  # type: ignore[misc]
    assert sorted(dialler.state()["dnc"]) == numbers(5)
    assert wrong_tries(dialler) == 0


def test_a_wrong_password_is_nowhere_in_the_files(home: Path, dialler: PracticeDialler, desk_of: MakeDesk) -> None:
    desk = desk_of(dialler.url, password=WRONG)
    desk.block(PHONE)
    desk.close()
    for file in home.iterdir():
        assert WRONG.encode() not in file.read_bytes(), file.name
    assert b"BAD" in (home / "log.sqlite3").read_bytes()


def test_five_hundred_waiting_numbers_and_a_changed_password_cost_one_wrong_try(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    desk = desk_of(dialler.url, password=WRONG)
    opt_outs = [replace(an_opt_out(number), endpoint=desk.server.endpoint) for number in numbers(500)]
    for opt_out in opt_outs:
        desk.place.log.append_request(opt_out)
    assert len(desk.queue.resume()) == 500
    desk.told.wait(lambda: len({o.id for o, _ in desk.told.settled}) == 500, 40)
    assert (dialler.requests_seen, wrong_tries(dialler)) == (1, 1)
    assert not any(r.outcome is Outcome.BLOCKED for _, r in desk.told.settled)


def test_a_stop_holds_at_the_next_start(dialler: PracticeDialler, desk_of: MakeDesk) -> None:
    desk = desk_of(dialler.url, password=WRONG)
    desk.block(PHONE)
    desk.close()
    again = desk_of(dialler.url, password=WRONG)
    again.queue.resume()
    again.block("7275551213")
    again.wait_until_idle()
    assert (dialler.requests_seen, wrong_tries(dialler)) == (1, 1)


# --- one dialler does not hold up another -------------------------------------------------------------


def test_a_dialler_that_hangs_holds_up_neither_another_one_nor_the_recording(
    home: Path, dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    with LoopbackServer(hangs()) as hanging:
        desk = desk_of(hanging.url(), dialler.url)
        stuck = desk.opt_out("7275551213")
        desk.queue.submit(stuck)
        assert hanging.heard.wait(10)
        behind = [desk.opt_out(number) for number in numbers(10)]
        for opt_out in behind:
            desk.queue.submit(opt_out)
        there = desk.opt_out(PHONE, server=desk.place.settings.servers[1])
        desk.queue.submit(there)
        assert desk.told.result(there).outcome is Outcome.BLOCKED
        assert len(recorded_numbers(home / "log.sqlite3")) == 12
        results: list[Result] = desk.told.results(stuck)
        assert results == []
        with quickly(1.2):
            desk.close()
