"""How many calls may go out to one server at once: more while it answers quickly, fewer as soon as it does not.

Additive increase, multiplicative decrease, on the time of an answer against the best seen lately.
"""

from __future__ import annotations

import statistics
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

MOST = 4
"""Connections to one server: more gain little, and each may cost the server a process (api.md, section 11)."""
SAMPLES = 8
"""Answers whose median is looked at."""
SLOWER = 3.0
"""So many times the best median seen lately, and the server is taken to be slowing down."""
NOTICEABLE = 0.02
"""Seconds that it must have got slower as well: below that it is this computer that is busy."""
LATELY = 30.0
"""Seconds after which a best is half forgotten, and after twice as many wholly: a server may become slow for good."""


class Pace:
    """Pure: no clock, no thread. Times are seconds, of a clock that never goes back."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._window = 1.0
        self._samples: deque[float] = deque(maxlen=SAMPLES)
        self._best: tuple[float | None, float | None] = (None, None)
        self._since = 0.0

    @property
    def allowed(self) -> int:
        """How many calls may be in flight; from 1 to the most."""
        return int(self._window)

    def answered(self, seconds: float, now: float) -> None:
        """An answer came at the moment `now` after so many `seconds`."""
        self._samples.append(seconds)
        if len(self._samples) < SAMPLES:
            # The first few say little of its speed; that it answers at all is enough to begin.
            self._window = min(self._most, self._window + 1.0 / self._window)
            return
        middle = statistics.median(self._samples)
        best = self._best_lately(middle, now)
        if middle > best * SLOWER and middle > best + NOTICEABLE:
            self._slower()
        else:
            self._window = min(self._most, self._window + 1.0 / self._window)

    def failed(self) -> None:
        """A call brought no answer, or none that a dialler gives."""
        self._slower()

    def _slower(self) -> None:
        self._window = max(1.0, self._window / 2.0)
        # What comes next is judged anew: these were asked for at the former pace.
        self._samples.clear()

    def _best_lately(self, middle: float, now: float) -> float:
        recent, before = self._best
        if recent is None or now - self._since >= LATELY:
            recent, before, self._since = middle, recent, now
        recent = min(recent, middle)
        self._best = recent, before
        return recent if before is None else min(recent, before)


class Permits:
    """Lets so many steps of work at one server run at once as its pace allows. Safe to use from several threads."""

    def __init__(self) -> None:
        self._pace = Pace()
        self._changed = threading.Condition()
        self._running = 0
        self._first = 0

    @property
    def allowed(self) -> int:
        """How many may run."""
        return self._pace.allowed

    @contextmanager
    def one(self, *, first: bool = False) -> Iterator[None]:
        """Wait for the turn of one step, and hold it meanwhile; with `first`, before all others that wait."""
        with self._changed:
            self._first += first
            while self._running >= self._pace.allowed or (self._first and not first):
                self._changed.wait()
            self._first -= first
            self._running += 1
            if first:
                self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def answered(self, seconds: float) -> None:
        """See `Pace.answered`."""
        with self._changed:
            self._pace.answered(seconds, time.monotonic())
            self._changed.notify_all()

    def failed(self) -> None:
        """See `Pace.failed`."""
        with self._changed:
            self._pace.failed()
