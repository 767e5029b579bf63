"""The line in front of one server: who waits, who is at work. Between the two nobody is lost and nobody is twice."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import replace

from dncdesk.blocking.ending import Server
from dncdesk.blocking.retry import Due, Schedule, pause

SILENCES = 3
"""So many tries in a row without an answer, and all that wait rest together: each costs the whole time of a call."""
LOOK_UP_SECONDS = 10.0
"""How often one who waits looks whether the computer has slept."""
SLEPT_SECONDS = 20.0


class _Sleep:
    """Tells how long the computer was asleep: then the clock on the wall has gone on and the other has not."""

    def __init__(self) -> None:
        self._wall, self._running = time.time(), time.monotonic()

    def seconds(self) -> float:
        return (time.time() - self._wall) - (time.monotonic() - self._running)


class Line:
    """A schedule for several threads, that remembers what was taken out of it until it is said how that ended.

    `changed` guards it and is told of every change; a lane guards by it what has to change together with the line.
    """

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.closed = False
        self._schedule = Schedule()
        self._at_work: dict[str, Due] = {}
        self._asked_for: set[str] = set()
        self._failures: dict[str, int] = {}
        self._silences = 0
        self._recalled = 0

    @property
    def has_new(self) -> bool:
        """Whether a person has just entered something that is not begun yet."""
        return self._schedule.has_new

    @property
    def waits(self) -> bool:
        """Whether something of what waits is due."""
        with self.changed:
            return self._schedule.left_of_waiting() == 0.0

    @property
    def due(self) -> bool:
        """Whether anything is due."""
        with self.changed:
            return self._schedule.left() == 0.0

    @property
    def recalled(self) -> int:
        """A number that is another one after each `hold`."""
        return self._recalled

    def take(self, opt_out_id: str, *, new: bool = False, group: str = "") -> None:
        """Line this one up, unless it is in the line; with `new`, as the very first.

        One that is at work is done again only if it ends by being held up: see `ended`.
        """
        with self.changed:
            if opt_out_id in self._at_work:
                self._asked_for.add(opt_out_id)
            elif new:
                self._schedule.add_new(opt_out_id, group)
            else:
                self._schedule.add(opt_out_id, 0.0, group)
            self.changed.notify_all()

    def hold(self, group: str) -> None:
        """Give out nothing of this group until it is let go."""
        with self.changed:
            self._schedule.hold(group)
            self._recalled += 1

    def let_go(self, group: str) -> None:
        """Give out this group again."""
        with self.changed:
            self._schedule.let_go(group)
            self.changed.notify_all()

    def withdraw(self, group: str) -> list[str]:
        """Hold this group and take all of it out; returns the ids.

        What is at work is waited for: it may end without that anything of it was sent, and is taken out as well then.
        """
        self.hold(group)
        with self.changed:
            self.changed.wait_for(lambda: self.closed or not any(due.group == group for due in self._at_work.values()))
            return self._schedule.withdraw(group)

    def hurry(self) -> None:
        """All that wait are due now."""
        with self.changed:
            self._schedule.hurry()
            self.changed.notify_all()

    def close(self) -> None:
        """Give out nothing more."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    # --- taken out, and what became of it ---------------------------------------------------------------------

    def wait_until_due(self) -> bool:
        """Wait until something is due; False once the line is closed. Call it with `changed` held."""
        while not self.closed:
            left = self._schedule.left()
            if left == 0.0:
                return True
            asleep = _Sleep()
            self.changed.wait(None if left is None else min(left, LOOK_UP_SECONDS))
            if asleep.seconds() > SLEPT_SECONDS:
                self._schedule.hurry()
        return False

    def next_new(self) -> Due | None:
        """The next that a person has just entered, which is at work now; None where there is none."""
        with self.changed:
            if self.closed or not self._schedule.has_new:
                return None
            return self._given_out(self._schedule.pop_new())

    def next_waiting(self, most: int) -> list[Due]:
        """Those that are due of what waits, which are at work now; at most so many."""
        with self.changed:
            taken: list[Due] = []
            while not self.closed and len(taken) < most and self._schedule.left_of_waiting() == 0.0:
                taken.append(self._given_out(self._schedule.pop()))
            return taken

    def put_back(self, opt_out_ids: Iterable[str]) -> None:
        """These were not begun, or have to be done anew: they stand where they stood."""
        with self.changed:
            for opt_out_id in opt_out_ids:
                self._asked_for.discard(opt_out_id)
                self._schedule.put_back(self._at_work.pop(opt_out_id))
            self.changed.notify_all()

    def tries(self, opt_out_id: str) -> int:
        """How often this one has been tried in vain."""
        return self._failures.get(opt_out_id, 0)

    def ended(self, opt_out_id: str, *, again: bool, held_up: bool) -> None:
        """A try is over: with `again`, there will be another one.

        `held_up`: there is none before a person has typed a password; if that has happened meanwhile, it is due now.
        """
        with self.changed:
            due = self._at_work.pop(opt_out_id, None)
            asked_for = opt_out_id in self._asked_for
            self._asked_for.discard(opt_out_id)
            if due is not None and (again or (held_up and asked_for)):
                failures = self._failures[opt_out_id] = self.tries(opt_out_id) + 1
                self._schedule.add(opt_out_id, pause(failures) if again else 0.0, due.group)
            elif not held_up:
                self._failures.pop(opt_out_id, None)
            self.changed.notify_all()

    def give_up(self, taken: Iterable[Due]) -> None:
        """Those of what was `taken` out of which nobody has said what became of them are tried again."""
        for due in taken:
            # Put back, another thread may have taken it out since.
            if self._at_work.get(due.opt_out_id) is due:
                self.ended(due.opt_out_id, again=True, held_up=False)

    def hear(self, server: Server) -> None:
        """What a try has shown of the server: without answers, all that wait rest together."""
        with self.changed:
            if server is Server.ANSWERED:
                self._silences = 0
                self._schedule.rest(0.0)
            elif server is not Server.UNTRIED:
                at_once = server is Server.HELD_BACK
                self._silences = max(self._silences + 1, SILENCES if at_once else 0)
                if self._silences >= SILENCES:
                    self._schedule.rest(pause(self._silences - SILENCES + 1))

    def forget_silences(self) -> None:
        """What was not answered says nothing of the next try: it is made with other settings."""
        with self.changed:
            self._silences = 0

    def _given_out(self, due: Due) -> Due:
        taken = self._at_work[due.opt_out_id] = replace(due)
        return taken
