"""After the computer has slept, what waits is tried at once: nobody sits before it for the rest of the pause."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from dncdesk.blocking import line
from dncdesk.core.outcome import Outcome
from dncdesk.practice.server import PracticeDialler
from tests.faults.conftest import OpenDesk
from tests.faults.injector import Injector
from tests.faults.receipts import assert_one_receipt
from tests.support.desks import Desk

NUMBER = "7275550100"


class WallClock:
    """`time.time`, which a computer's sleep moves on and `time.monotonic` does not notice."""

    def __init__(self) -> None:
        self._real = time.time
        self._ahead = 0.0
        self._looks = 0
        self._looked = threading.Condition()

    def __call__(self) -> float:
        with self._looked:
            self._looks += 1
            self._looked.notify_all()
            return self._real() + self._ahead

    def jump(self, seconds: float) -> None:
        self._ahead += seconds

    def wait_for_looks(self, count: int, done: Callable[[], bool] = lambda: False) -> None:
        """Until the clock has been looked at so often from now on, or all is done and nobody looks any more."""
        end = time.monotonic() + 20
        with self._looked:
            wanted = self._looks + count
            while self._looks < wanted and not done():
                assert time.monotonic() < end
                self._looked.wait(0.05)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> WallClock:
    made = WallClock()
    monkeypatch.setattr(time, "time", made)
    monkeypatch.setattr(line, "LOOK_UP_SECONDS", 0.05)
    monkeypatch.setattr(line, "pause", lambda _: 3600.0)
    return made


def a_desk_that_waits(injector: Injector, open_desk: OpenDesk) -> Desk:
    desk = open_desk(injector.url)
    injector.refuse()
    assert desk.block(NUMBER).outcome is Outcome.WAITING
    desk.wait_until_idle()
    injector.lift()
    return desk


def test_what_waits_goes_out_when_the_computer_wakes(
    clock: WallClock, dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    desk = a_desk_that_waits(injector, open_desk)
    # Between two looks of the lane, over and over: a sleep may begin at any moment.
    for _ in range(50):
        clock.jump(2 * line.SLEPT_SECONDS)
        clock.wait_for_looks(4, lambda: len(desk.told.settled) > 1)
        if len(desk.told.settled) > 1:
            break
    opt_out, result = desk.told.settled[-1]
    assert result.outcome is Outcome.BLOCKED
    assert dialler.state()["dnc"] == [NUMBER]
    assert_one_receipt(desk, opt_out)


@pytest.mark.parametrize("seconds", [0.0, 0.5 * line.SLEPT_SECONDS, -5000.0])
def test_a_clock_that_is_set_a_little_or_back_is_no_sleep(
    seconds: float, clock: WallClock, injector: Injector, open_desk: OpenDesk
) -> None:
    desk = a_desk_that_waits(injector, open_desk)
    clock.jump(seconds)
    clock.wait_for_looks(20)
    assert len(desk.told.settled) == 1
    assert injector.calls == []
    # And it still goes out when somebody asks for it.
    desk.queue.try_now()
    desk.told.wait(lambda: desk.told.settled[-1][1].outcome is Outcome.BLOCKED)
