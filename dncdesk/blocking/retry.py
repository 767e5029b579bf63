"""When to try again: pauses that grow from seconds to minutes, each a little different."""

from __future__ import annotations

import heapq
import itertools
import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

FIRST_PAUSE = 2.0
LONGEST_PAUSE = 300.0


def pause(failures: int) -> float:
    """Seconds to wait after the `failures`-th failure in a row (from 1), with up to a quarter more or less.

    The difference keeps a room full of desks from asking a dialler that has just come back all at once.
    """
    seconds = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(failures - 1, 10))
    return seconds * random.uniform(0.75, 1.25)  # noqa: S311 - a pause is no secret


@dataclass(frozen=True, order=True)
class Due:
    """An opt-out that waits for its turn, `when` by `time.monotonic`; what is due at the same time goes by `order`."""

    when: float
    order: int
    opt_out_id: str = field(compare=False)
    group: str = field(compare=False, default="")


class Schedule:
    """Who is next: what a person has just entered, then what waits, each by its own time and none while all rest.

    What belongs to a group that is held is not done until the group is let go. Nobody is in it twice. Times are those
    of `time.monotonic`. Not safe to use from several threads.
    """

    def __init__(self) -> None:
        self._new: deque[Due] = deque()
        self._waiting: list[Due] = []
        self._held: dict[str, list[Due]] = {}
        self._ids: set[str] = set()
        self._order = itertools.count()
        self._rest_until = 0.0

    @property
    def has_new(self) -> bool:
        """Whether a person has just entered something that is not begun yet."""
        return bool(self._new)

    def add_new(self, opt_out_id: str, group: str = "") -> None:
        """Do this one at once, before all others, whether they rest or not."""
        if group in self._held:
            self.add(opt_out_id, 0.0, group)
            return
        if opt_out_id in self._ids:
            self._taken_out(lambda due: due.opt_out_id == opt_out_id)
        self._ids.add(opt_out_id)
        self._new.append(Due(0.0, next(self._order), opt_out_id, group))

    def add(self, opt_out_id: str, seconds: float, group: str = "") -> None:
        """Do this one in `seconds`; with 0, before those that wait for another try. If it is here, nothing changes."""
        if opt_out_id not in self._ids:
            self.put_back(Due(time.monotonic() + seconds if seconds else 0.0, next(self._order), opt_out_id, group))

    def put_back(self, due: Due) -> None:
        """This one was taken out and not begun: it stands where it stood."""
        self._ids.add(due.opt_out_id)
        if due.group in self._held:
            self._held[due.group].append(due)
        else:
            heapq.heappush(self._waiting, due)

    def hold(self, group: str) -> None:
        """Do nothing of this group until it is let go."""
        if group not in self._held:
            self._held[group] = self._taken_out(lambda due: due.group == group)

    def let_go(self, group: str) -> None:
        """What is held of this group is due again."""
        for due in self._held.pop(group, []):
            heapq.heappush(self._waiting, due)

    def withdraw(self, group: str) -> list[str]:
        """Take all of this group out, held or not; what is under way is not among it."""
        found = self._taken_out(lambda due: due.group == group)
        if group in self._held:
            found += self._held[group]
            self._held[group] = []
        self._ids.difference_update(due.opt_out_id for due in found)
        return [due.opt_out_id for due in sorted(found)]

    def rest(self, seconds: float) -> None:
        """Let all that wait rest for so long."""
        self._rest_until = time.monotonic() + seconds

    def hurry(self) -> None:
        """All that wait are due now."""
        self._rest_until = 0.0
        now = time.monotonic()
        self._waiting = [replace(due, when=min(due.when, now)) for due in self._waiting]
        heapq.heapify(self._waiting)

    def left(self) -> float | None:
        """Seconds until something is due, 0 if something is; None where there is nothing."""
        return 0.0 if self._new else self.left_of_waiting()

    def left_of_waiting(self) -> float | None:
        """The same for what waits, without what a person has just entered."""
        if not self._waiting:
            return None
        return max(0.0, max(self._waiting[0].when, self._rest_until) - time.monotonic())

    def pop_new(self) -> Due:
        """The next that a person has just entered. Only where `has_new`."""
        return self._popped(self._new.popleft())

    def pop(self) -> Due:
        """The next that waits. Only where `left_of_waiting` is 0."""
        return self._popped(heapq.heappop(self._waiting))

    def _popped(self, due: Due) -> Due:
        self._ids.discard(due.opt_out_id)
        return due

    def _taken_out(self, which: Callable[[Due], bool]) -> list[Due]:
        """Those of the ones that are not held."""
        found = [due for due in (*self._new, *self._waiting) if which(due)]
        self._new = deque(due for due in self._new if not which(due))
        self._waiting = [due for due in self._waiting if not which(due)]
        heapq.heapify(self._waiting)
        return found
