"""When to try again: pauses that grow from seconds to minutes, each a little different."""

from __future__ import annotations

import heapq
import itertools
import random
import time
from collections import deque

FIRST_PAUSE = 2.0
LONGEST_PAUSE = 300.0


def pause(failures: int) -> float:
    """Seconds to wait after the `failures`-th failure in a row (from 1), with up to a quarter more or less.

    The difference keeps a room full of desks from asking a dialler that has just come back all at once.
    """
    seconds = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(failures - 1, 10))
    return seconds * random.uniform(0.75, 1.25)  # noqa: S311 - a pause is no secret


class Schedule:
    """Who is next: what a person has just entered, then what waits, each by its own time and none while all rest.

    Times are those of `time.monotonic`. Not safe to use from several threads.
    """

    def __init__(self) -> None:
        self._new: deque[str] = deque()
        self._waiting: list[tuple[float, int, str]] = []
        self._order = itertools.count()
        self._rest_until = 0.0

    def add_new(self, opt_out_id: str) -> None:
        """Do this one at once, before all others, whether they rest or not."""
        self._new.append(opt_out_id)

    def add(self, opt_out_id: str, seconds: float) -> None:
        """Do this one in `seconds`; with 0, before those that wait for another try."""
        when = time.monotonic() + seconds if seconds else 0.0
        heapq.heappush(self._waiting, (when, next(self._order), opt_out_id))

    def rest(self, seconds: float) -> None:
        """Let all that wait rest for so long."""
        self._rest_until = time.monotonic() + seconds

    def hurry(self) -> None:
        """All that wait are due now."""
        self._rest_until = 0.0
        now = time.monotonic()
        self._waiting = [(min(when, now), order, opt_out_id) for when, order, opt_out_id in self._waiting]
        heapq.heapify(self._waiting)

    def left(self) -> float | None:
        """Seconds until something is due, 0 if something is; None where there is nothing."""
        if self._new:
            return 0.0
        if not self._waiting:
            return None
        return max(0.0, max(self._waiting[0][0], self._rest_until) - time.monotonic())

    def pop(self) -> tuple[str, bool]:
        """The one that is due, and whether it is new. Only where `left` is 0."""
        if self._new:
            return self._new.popleft(), True
        return heapq.heappop(self._waiting)[2], False
