"""One program at a time delivers to a server; and nothing that another program does stops a delivery."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dncdesk.blocking import lane
from dncdesk.blocking.turn import Turn
from dncdesk.core.outcome import Outcome
from dncdesk.core.settings import Server
from dncdesk.practice.server import PracticeDialler
from dncdesk.record.events import Kind
from tests.cli.program import ROOT
from tests.support.desks import Desk
from tests.support.keyrings import MemoryKeyring

HOLD = """
import sys
from pathlib import Path
from dncdesk.blocking.turn import Turn
with Turn(Path(sys.argv[1]), sys.argv[2]).taken(10, lambda: False):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another_program(log: Path, server: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has its turn and does not let go until it is killed."""
    log.parent.mkdir(exist_ok=True)
    words = [sys.executable, "-c", HOLD, str(log), server]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()
            process.communicate()


def seconds_to_take(turn: Turn, most: float) -> float:
    begun = time.monotonic()
    with turn.taken(most, lambda: False):
        return time.monotonic() - begun


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "home" / "log.sqlite3"


def test_a_turn_is_waited_for_and_then_gone_on_without(log: Path) -> None:
    with another_program(log, "Main"):
        assert seconds_to_take(Turn(log, "Main"), 0.3) >= 0.3
        assert seconds_to_take(Turn(log, "Second"), 30) < 10


def test_the_turn_of_a_program_that_was_killed_is_free_at_once(log: Path) -> None:
    with another_program(log, "Main") as holder:
        threading.Timer(0.2, holder.kill).start()
        assert seconds_to_take(Turn(log, "Main"), 30) < 10


def test_who_gives_up_does_not_wait(log: Path) -> None:
    begun = time.monotonic()
    with another_program(log, "Main"), Turn(log, "Main").taken(30, lambda: True):
        assert time.monotonic() - begun < 10


def test_where_no_lock_can_be_made_it_goes_on_without(tmp_path: Path) -> None:
    assert seconds_to_take(Turn(tmp_path / "nowhere" / "log.sqlite3", "Main"), 30) < 10


# --- what it is for --------------------------------------------------------------------------------------


@pytest.fixture
def desks(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> Iterator[list[Desk]]:
    """Desks of one home folder: programs that know nothing of each other."""
    made: list[Desk] = []
    yield made
    for desk in made:
        desk.close()


def open_desk(desks: list[Desk], home: Path, url: str) -> Desk:
    desks.append(Desk(home, Server("Main", url, "6666")))
    return desks[-1]


def kinds(desk: Desk, opt_out_id: str) -> list[Kind]:
    return [event.kind for event in desk.place.log.read(lambda reader: list(reader.events(opt_out_id)))]


def test_what_waits_is_delivered_once_by_two_programs_and_both_say_so(
    tmp_path: Path, dialler: PracticeDialler, desks: list[Desk]
) -> None:
    first, second = (open_desk(desks, tmp_path / "home", dialler.url) for _ in range(2))
    opt_outs = [first.opt_out(f"727556{n:04}") for n in range(30)]
    for opt_out in opt_outs:
        first.place.log.append_request(opt_out)
    for desk in (first, second):
        assert len(desk.queue.resume()) == 30
    for desk in (first, second):
        desk.told.wait(lambda told=desk.told: len(told.settled) == 30, 30)  # type: ignore[misc]
        assert {result.outcome for _, result in desk.told.settled} == {Outcome.BLOCKED}
    for opt_out in opt_outs:
        # One job: its request, its steps, and one outcome at the end.
        told = kinds(first, opt_out.id)
        assert [told.count(kind) for kind in (Kind.REQUESTED, Kind.ADDED, Kind.OUTCOME)] == [1, 1, 1]


def test_what_a_person_has_just_entered_does_not_wait_long_for_another_program(
    tmp_path: Path, dialler: PracticeDialler, desks: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane, "NEW_TURN_SECONDS", 0.2)
    with another_program(tmp_path / "home" / "log.sqlite3", "Main"):
        assert open_desk(desks, tmp_path / "home", dialler.url).block().outcome is Outcome.BLOCKED


def test_what_waits_does_not_wait_for_ever_for_a_program_that_hangs(
    tmp_path: Path, dialler: PracticeDialler, desks: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane, "TURN_SECONDS", 0.2)
    desk = open_desk(desks, tmp_path / "home", dialler.url)
    opt_out = desk.opt_out()
    desk.place.log.append_request(opt_out)
    with another_program(tmp_path / "home" / "log.sqlite3", "Main"):
        desk.queue.resume()
        assert desk.told.result(opt_out).outcome is Outcome.BLOCKED


def test_closing_does_not_wait_for_the_turn(tmp_path: Path, dialler: PracticeDialler, desks: list[Desk]) -> None:
    desk = open_desk(desks, tmp_path / "home", dialler.url)
    opt_out = desk.opt_out()
    desk.place.log.append_request(opt_out)
    with another_program(tmp_path / "home" / "log.sqlite3", "Main"):
        desk.queue.resume()
        begun = time.monotonic()
        desk.close()
        assert time.monotonic() - begun < 1.2
    assert (desk.told.settled, dialler.requests_seen) == ([], 0)
