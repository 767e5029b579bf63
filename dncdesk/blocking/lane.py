"""The line of work for one server: what a person has just entered, one after the other, and then what waits.

What waits is worked off some at a time, and by several threads side by side as long as the server answers quickly:
each has one connection, and no more than four are open. Knows no Qt. Here are the threads and whose turn it is; who
waits is in `line`, what is done with one in `attempts`.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from dncdesk.blocking.attempts import Attempts
from dncdesk.blocking.hand import Connector, Hand
from dncdesk.blocking.line import Line
from dncdesk.blocking.pace import MOST, Permits
from dncdesk.blocking.turn import Turn
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Result
from dncdesk.record.log import Log

_log = logging.getLogger(__name__)

TURN_SECONDS = 30.0
"""How long to wait for another program that delivers to this server: as long as a call may take."""
NEW_TURN_SECONDS = 2.0
"""The same for what a person has just entered."""
SHIFT_SECONDS = 10.0
"""For so long what waits is worked off in one turn; then another program may have its own."""
BETWEEN_SHIFTS = 0.03
AT_ONCE = 50
"""Opt-outs that go through their steps together, at the most: so few calls may be lost to a `kill -9`."""
HELPERS_LOOK = 0.2
"""Seconds after which a helper looks again whether it is needed."""


class Lane:
    """Works off the opt-outs for one server, each on a schedule of its own, unless nothing is answered at all."""

    def __init__(self, server: str, log: Log, connector: Connector, settled: Callable[[OptOut, Result], None]) -> None:
        """`settled` is called on the lane's threads with every outcome, `waiting` included."""
        self._server = server
        self._line = Line()
        self._changed = self._line.changed
        self._turn = Turn(log.path, server)
        self._permits = Permits()
        self._working = False
        self._shift_ends = 0.0
        self._helping = 0
        self._hands = [Hand(server, connector) for _ in range(MOST)]
        self._attempts = Attempts(self._line, log, self._hands, self._permits, settled)
        self._threads = [threading.Thread(target=self._run, name=f"dncdesk-lane-{server}", daemon=True)]
        self._threads[0].start()

    @property
    def busy(self) -> bool:
        """Whether something is under way or due at once; what waits for its next try is not."""
        with self._changed:
            return self._working or self._helping > 0 or self._line.due

    def take(self, opt_out_id: str, *, new: bool = False, group: str = "") -> None:
        """Do this one as soon as the line is free, before those that wait for another try.

        With `new`, as the very first, even where no call is answered: a person has just entered it. What is in the
        line, or at work, is not done twice.
        """
        self._line.take(opt_out_id, new=new, group=group)

    def hold(self, group: str) -> None:
        """Begin nothing of this group until it is let go."""
        self._line.hold(group)

    def let_go(self, group: str) -> None:
        """Go on with this group."""
        self._line.let_go(group)

    def withdraw(self, group: str) -> list[str]:
        """Hold this group and take all of it out; returns the ids. Waits for what is under way: see `Line.withdraw`."""
        return self._line.withdraw(group)

    def try_now(self) -> None:
        """Do not wait any longer with those that wait for another try."""
        self._attempts.hurry()
        self._line.hurry()

    def reconnect(self) -> None:
        """Use new settings or a new password from the next opt-out on."""
        self._line.forget_silences()
        for hand in self._hands:
            hand.outdate()

    def shut(self) -> None:
        """Take no more work and cut the calls in flight. Returns at once."""
        self._line.close()
        for hand in self._hands:
            hand.shut()

    def join(self, seconds: float) -> None:
        """Wait up to `seconds` for the threads to end."""
        until = time.monotonic() + seconds
        for thread in list(self._threads):
            thread.join(max(0.0, until - time.monotonic()))

    # --- the lane's own thread --------------------------------------------------------------------------------

    def _run(self) -> None:
        while self._wait():
            try:
                if self._line.has_new:
                    with self._turn.taken(NEW_TURN_SECONDS, lambda: self._line.closed):
                        self._do_new()
                else:
                    with self._turn.taken(TURN_SECONDS, lambda: self._line.closed or self._line.has_new):
                        if not self._line.has_new:
                            self._shift()
            except Exception:  # noqa: BLE001
                # The line has what was at work; those that come after it have their chance.
                _log.exception("a try has failed")
            finally:
                with self._changed:
                    self._working = False

    def _wait(self) -> bool:
        """Wait until something is due; False once the lane is shut."""
        with self._changed:
            self._working = self._line.wait_until_due()
            return self._working

    def _do_new(self) -> None:
        """Do what a person has just entered, one after the other."""
        # In the middle of other work the hand has what it began with; after it, the settings of now.
        while not self._hands[0].outdated and (new := self._line.next_new()) is not None:
            self._attempts.at_one(new)

    def _shift(self) -> None:
        """Work off what is due, with helpers, for a while."""
        begun = time.monotonic()
        with self._changed:
            self._shift_ends = begun + SHIFT_SECONDS
        try:
            while self._goes_on():
                self._do_new()
                self._call_helpers()
                if not self._some(self._hands[0], self._between):
                    break
        finally:
            with self._changed:
                self._shift_ends = 0.0
            self._see_helpers_off()
        if time.monotonic() - begun > SHIFT_SECONDS:
            time.sleep(BETWEEN_SHIFTS)

    def _see_helpers_off(self) -> None:
        """Wait until no helper is at work, and do meanwhile what a person enters."""
        while True:
            self._do_new()
            with self._changed:
                if not self._helping:
                    return
                if self._line.closed or not self._line.has_new:
                    self._changed.wait(HELPERS_LOOK)

    def _goes_on(self) -> bool:
        return not self._line.closed and time.monotonic() < self._shift_ends

    def _between(self) -> bool:
        self._do_new()
        return self._goes_on()

    def _some(self, hand: Hand, between: Callable[[], bool]) -> bool:
        """Work off some of what waits; False where nothing is due."""
        recalled = self._line.recalled
        taken = self._line.next_waiting(min(AT_ONCE, 4 * self._permits.allowed**2))
        self._attempts.at_some(taken, hand, lambda: between() and recalled == self._line.recalled)
        return bool(taken)

    # --- those that help it -----------------------------------------------------------------------------------

    def _call_helpers(self) -> None:
        with self._changed:
            for index in range(len(self._threads), self._permits.allowed):
                thread = threading.Thread(
                    target=self._help, args=(index,), name=f"dncdesk-lane-{self._server}-{index}", daemon=True
                )
                try:
                    thread.start()
                except RuntimeError:
                    _log.warning("no further thread can be started: those that there are go on")
                    break
                self._threads.append(thread)
            self._changed.notify_all()

    def _help(self, index: int) -> None:
        hand = self._hands[index]
        while self._wait_to_help(index):
            try:
                self._some(hand, lambda: self._goes_on() and self._permits.allowed > index)
            except Exception:  # noqa: BLE001
                _log.exception("a try has failed")
            finally:
                with self._changed:
                    self._helping -= 1
                    self._changed.notify_all()

    def _wait_to_help(self, index: int) -> bool:
        while True:
            with self._changed:
                if self._line.closed:
                    return False
                due = self._line.waits
                if due and self._goes_on() and self._permits.allowed > index:
                    self._helping += 1
                    return True
                needed = due or self._shift_ends > 0.0
                if needed or not self._hands[index].connected:
                    self._changed.wait(HELPERS_LOOK if needed else None)
                    continue
            self._hands[index].let_go()
