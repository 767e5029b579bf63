"""The pace of one server: up to four at once, fewer as soon as it slows down or fails, and back again."""

from __future__ import annotations

import threading

from hypothesis import given
from hypothesis import strategies as st

from dncdesk.blocking.pace import LATELY, MOST, SAMPLES, Pace, Permits


class Clock:
    """Answers come one after the other."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self.now = 1000.0

    def answers(self, seconds: float, count: int) -> list[int]:
        """So many answers after so many seconds each: what was allowed after each."""
        allowed = []
        for _ in range(count):
            self.now += seconds / self.pace.allowed
            self.pace.answered(seconds, self.now)
            allowed.append(self.pace.allowed)
        return allowed


def test_it_begins_with_one_call_and_opens_up_to_four() -> None:
    clock = Clock(Pace())
    assert clock.pace.allowed == 1
    allowed = clock.answers(0.01, 20)
    assert allowed == sorted(allowed)
    assert allowed[-1] == MOST


def test_a_server_that_slows_down_tenfold_gets_fewer_at_once_and_all_four_when_it_recovers() -> None:
    clock = Clock(Pace())
    clock.answers(0.02, 50)
    assert clock.pace.allowed == MOST
    slow = clock.answers(0.2, 60)
    assert min(slow[: 2 * SAMPLES]) < MOST, "within a few answers"
    assert slow[-1] == 1
    assert clock.answers(0.02, 40)[-1] == MOST


def test_a_server_that_is_slow_for_good_is_taken_as_it_is_after_a_while() -> None:
    clock = Clock(Pace())
    clock.answers(0.02, 50)
    clock.answers(0.2, int(3 * LATELY / 0.2))
    assert clock.pace.allowed == MOST


def test_a_single_slow_answer_changes_nothing() -> None:
    clock = Clock(Pace())
    clock.answers(0.02, 50)
    clock.answers(2.0, 1)
    assert clock.answers(0.02, 10) == [MOST] * 10


def test_milliseconds_of_a_busy_computer_change_nothing() -> None:
    clock = Clock(Pace())
    clock.answers(0.002, 50)
    assert clock.answers(0.018, 50)[-1] == MOST


def test_each_failure_halves_it_down_to_one() -> None:
    clock = Clock(Pace())
    clock.answers(0.02, 50)
    seen = []
    for _ in range(4):
        clock.pace.failed()
        seen.append(clock.pace.allowed)
    assert seen == [2, 1, 1, 1]


@given(st.lists(st.none() | st.floats(0, 60), max_size=200))
def test_whatever_happens_it_stays_between_one_and_four(happened: list[float | None]) -> None:
    clock = Clock(Pace())
    for seconds in happened:
        if seconds is None:
            clock.pace.failed()
        else:
            clock.answers(seconds, 1)
        assert 1 <= clock.pace.allowed <= MOST


def test_who_comes_first_gets_the_next_permit() -> None:
    permits = Permits()
    order: list[str] = []
    waiting = threading.Barrier(3)

    def one(name: str, *, first: bool) -> None:
        waiting.wait()
        with permits.one(first=first):
            order.append(name)

    with permits.one():
        threads = [
            threading.Thread(target=one, args=(name,), kwargs={"first": first})
            for name, first in (("list", False), ("new", True))
        ]
        for thread in threads:
            thread.start()
        waiting.wait()
        # Until the new one stands in line; the other may stand there before it or not.
        while not permits._first:
            pass
    for thread in threads:
        thread.join(10)
    assert order == ["new", "list"]
