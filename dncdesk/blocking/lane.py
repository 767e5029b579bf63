"""The line of work for one server: what a person has just entered, one after the other, and then what waits.

What waits is worked off some at a time, and by several threads side by side as long as the server answers quickly:
each has one connection, and no more than four are open. Knows no Qt. A lane never decides what is written: it runs
jobs and tells its queue what came of them.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dncdesk.blocking import wording
from dncdesk.blocking.batch import Batch, Done, Steps
from dncdesk.blocking.dialler import Dialler
from dncdesk.blocking.ending import Ending, Server, ended_by
from dncdesk.blocking.hand import Connector, Hand
from dncdesk.blocking.job import Job
from dncdesk.blocking.pace import MOST, Permits
from dncdesk.blocking.removal import Removal
from dncdesk.blocking.retry import Due, Schedule, pause
from dncdesk.blocking.turn import Turn
from dncdesk.core.optout import Action, OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.record.events import Kind
from dncdesk.record.log import Log, LogError, Standing

__all__ = ["Connector", "Lane"]

_log = logging.getLogger(__name__)


LOOK_UP_SECONDS = 10.0
"""How often a waiting lane looks whether the computer has slept."""
SLEPT_SECONDS = 20.0
SILENCES = 3
"""So many tries in a row without an answer, and all that wait rest together: each costs the whole time of a call."""
TURN_SECONDS = 30.0
"""How long to wait for another program that delivers to this server: as long as a call may take."""
NEW_TURN_SECONDS = 2.0
"""The same for what a person has just entered."""
SHIFT_SECONDS = 10.0
"""For so long what waits is worked off in one turn; then another program may have its own."""
BETWEEN_SHIFTS = 0.03
AT_ONCE = 50
"""Opt-outs that go through their steps together, at the most: so few calls may be lost to a `kill -9`."""
WITHDRAWING_SECONDS = 40.0
"""How long a person who drops a list waits for what is under way: longer than a call may take."""
HELPERS_LOOK = 0.2
"""Seconds after which a helper looks again whether it is needed."""


class _Sleep:
    """Tells how long the computer was asleep: then the clock on the wall has gone on and the other has not."""

    def __init__(self) -> None:
        self._wall, self._running = time.time(), time.monotonic()

    def seconds(self) -> float:
        return (time.time() - self._wall) - (time.monotonic() - self._running)


class Lane:
    """Works off the opt-outs for one server, each on a schedule of its own, unless nothing is answered at all."""

    def __init__(self, server: str, log: Log, connector: Connector, settled: Callable[[OptOut, Result], None]) -> None:
        """`settled` is called on the lane's threads with every outcome, `waiting` included."""
        self._server = server
        self._log = log
        self._settled = settled
        self._wake = threading.Condition()
        self._turn = Turn(log.path, server)
        self._schedule = Schedule()
        self._permits = Permits()
        self._failures: dict[str, int] = {}
        self._silences = 0
        self._closed = False
        self._working = False
        self._hurried = False
        self._recalled = 0
        self._under_way: set[object] = set()
        self._shift_ends = 0.0
        self._helping = 0
        self._hands = [Hand(server, connector) for _ in range(MOST)]
        self._threads = [threading.Thread(target=self._run, name=f"dncdesk-lane-{server}", daemon=True)]
        self._threads[0].start()

    @property
    def busy(self) -> bool:
        """Whether something is under way or due at once; what waits for its next try is not."""
        with self._wake:
            return self._working or self._helping > 0 or self._schedule.left() == 0.0

    def take(self, opt_out_id: str, *, new: bool = False, group: str = "") -> None:
        """Do this one as soon as the line is free, before those that wait for another try.

        With `new`, as the very first, even where no call is answered: a person has just entered it.
        """
        with self._wake:
            if new:
                self._schedule.add_new(opt_out_id, group)
            else:
                self._schedule.add(opt_out_id, 0.0, group)
            self._wake.notify_all()

    def hold(self, group: str) -> None:
        """Begin nothing of this group until it is let go."""
        with self._wake:
            self._schedule.hold(group)
            self._recalled += 1

    def let_go(self, group: str) -> None:
        """Go on with this group."""
        with self._wake:
            self._schedule.let_go(group)
            self._wake.notify_all()

    def withdraw(self, group: str) -> list[str]:
        """Hold this group and take all of it out that is not under way; returns the ids.

        Waits for what is being worked off just now: what of it is not begun is taken out as well.
        """
        self.hold(group)
        with self._wake:
            under_way = set(self._under_way)
            self._wake.wait_for(lambda: self._closed or not under_way & self._under_way, WITHDRAWING_SECONDS)
            return self._schedule.withdraw(group)

    def try_now(self) -> None:
        """Do not wait any longer with those that wait for another try."""
        with self._wake:
            self._hurried = True
            self._schedule.hurry()
            self._wake.notify_all()

    def reconnect(self) -> None:
        """Use new settings or a new password from the next opt-out on."""
        with self._wake:
            self._silences = 0
        for hand in self._hands:
            hand.outdate()

    def shut(self) -> None:
        """Take no more work and cut the calls in flight. Returns at once."""
        with self._wake:
            self._closed = True
            self._wake.notify_all()
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
                if self._schedule.has_new:
                    with self._turn.taken(NEW_TURN_SECONDS, lambda: self._closed):
                        self._do_new()
                else:
                    with self._turn.taken(TURN_SECONDS, lambda: self._closed or self._schedule.has_new):
                        if not self._schedule.has_new:
                            self._shift()
            except Exception:  # noqa: BLE001
                # Whoever listens has failed; those that come after this one have their chance.
                _log.exception("an opt-out was not told of")
            finally:
                with self._wake:
                    self._working = False

    def _wait(self) -> bool:
        """Wait until something is due; False once the lane is shut."""
        with self._wake:
            while not self._closed:
                left = self._schedule.left()
                if left == 0.0:
                    self._working = True
                    return True
                asleep = _Sleep()
                self._wake.wait(None if left is None else min(left, LOOK_UP_SECONDS))
                if asleep.seconds() > SLEPT_SECONDS:
                    self._schedule.hurry()
            return False

    def _do_new(self) -> None:
        """Do what a person has just entered, one after the other."""
        while True:
            with self._wake:
                if self._closed or not self._schedule.has_new:
                    return
                due = self._schedule.pop_new()
            self._attempt(due, first=True)

    def _shift(self) -> None:
        """Work off what is due, with helpers, for a while."""
        begun = time.monotonic()
        with self._wake:
            self._shift_ends = begun + SHIFT_SECONDS
        try:
            while self._goes_on():
                self._do_new()
                self._call_helpers()
                if not self._some(self._hands[0], self._between):
                    break
        finally:
            with self._wake:
                self._shift_ends = 0.0
                while self._helping:
                    self._wake.wait(HELPERS_LOOK)
        if time.monotonic() - begun > SHIFT_SECONDS:
            time.sleep(BETWEEN_SHIFTS)

    def _goes_on(self) -> bool:
        return not self._closed and time.monotonic() < self._shift_ends

    def _between(self) -> bool:
        # With former settings it would be told that it waits, although the next try needs no waiting.
        if not self._hands[0].outdated:
            self._do_new()
        return self._goes_on()

    # --- those that help it -----------------------------------------------------------------------------------

    def _call_helpers(self) -> None:
        with self._wake:
            for index in range(len(self._threads), self._permits.allowed):
                thread = threading.Thread(
                    target=self._help, args=(index,), name=f"dncdesk-lane-{self._server}-{index}", daemon=True
                )
                self._threads.append(thread)
                thread.start()
            self._wake.notify_all()

    def _help(self, index: int) -> None:
        hand = self._hands[index]
        while self._wait_to_help(index):
            try:
                self._some(hand, lambda: self._goes_on() and self._permits.allowed > index)
            except Exception:  # noqa: BLE001
                _log.exception("an opt-out was not told of")
            finally:
                with self._wake:
                    self._helping -= 1
                    self._wake.notify_all()

    def _wait_to_help(self, index: int) -> bool:
        while True:
            with self._wake:
                if self._closed:
                    return False
                due = self._schedule.left_of_waiting() == 0.0
                if due and self._goes_on() and self._permits.allowed > index:
                    self._helping += 1
                    return True
                needed = due or self._shift_ends > 0.0
                if needed or not self._hands[index].connected:
                    self._wake.wait(HELPERS_LOOK if needed else None)
                    continue
            self._hands[index].done(let_go=True)

    # --- one, and some ----------------------------------------------------------------------------------------

    def _some(self, hand: Hand, between: Callable[[], bool]) -> bool:
        """Work off some of what is due; False where nothing is."""
        under_way = object()
        with self._wake:
            self._under_way.add(under_way)
            recalled = self._recalled
            taken: dict[str, Due] = {}
            most = min(AT_ONCE, 4 * self._permits.allowed**2)
            while len(taken) < most and self._schedule.left_of_waiting() == 0.0:
                due = self._schedule.pop()
                taken[due.opt_out_id] = due
        try:
            self._work_at_these(taken, hand, lambda: between() and recalled == self._recalled)
        finally:
            with self._wake:
                self._under_way.discard(under_way)
                self._wake.notify_all()
        return bool(taken)

    def _work_at_these(self, taken: Mapping[str, Due], hand: Hand, between: Callable[[], bool]) -> None:
        opt_outs = self._read(taken)
        blocks = [opt_out for opt_out in opt_outs if opt_out.action is Action.BLOCK]
        for opt_out in opt_outs:
            if opt_out.action is not Action.BLOCK:
                self._work_at(opt_out, hand)
        if blocks:
            self._work_at_all(blocks, hand, between, taken)

    def _read(self, taken: Mapping[str, Due]) -> list[OptOut]:
        """The requests that are still to be done."""
        try:
            found = self._log.read(lambda reader: reader.requests(list(taken)))
        except Exception as error:  # noqa: BLE001 - a line that is damaged may fail in any way
            _log.warning("opt-outs could not be read: %s", type(error).__name__)
            found = {}
        for due in taken.values():
            if due.opt_out_id not in found:
                self._again(due.opt_out_id, due.group)
        for opt_out, finished in found.values():
            if finished is not None:
                # Another program had its turn before.
                self._tell(opt_out, finished)
        return [opt_out for opt_out, finished in found.values() if finished is None]

    def _attempt(self, due: Due, *, first: bool) -> None:
        for opt_out in self._read({due.opt_out_id: due}):
            self._work_at(opt_out, self._hands[0], first=first)

    def _work_at(self, opt_out: OptOut, hand: Hand, *, first: bool = False) -> None:
        """Do one by itself, over two connections if no helper has any."""
        ending: Ending | None
        try:
            ending = self._do(opt_out, hand, first=first)
        except Exception as error:  # noqa: BLE001
            ending = ended_by(error, opt_out)
        if ending is not None:
            if ending.server in {Server.SILENT, Server.HELD_BACK}:
                self._permits.failed()
            self._finish([(opt_out, ending)], Steps(self._log))
        hand.done()

    def _do(self, opt_out: OptOut, hand: Hand, *, first: bool) -> Ending:
        dialler = hand.dialler()
        if isinstance(dialler, Result):
            return Ending(dialler, Server.UNTRIED)
        dialler.use_one_connection(hand.shared or any(other.connected for other in self._hands[1:]))
        self._hurry(dialler)

        def write(kind: Kind, body: Mapping[str, Any]) -> None:
            self._log.append_step(opt_out.id, kind, body)

        with self._permits.one(first=first):
            try:
                if opt_out.action is Action.REMOVE:
                    return Ending(self._remove(opt_out, Removal(opt_out, dialler, write)))
                return Ending(Job(opt_out, dialler, write).run())
            finally:
                dialler.note_server()

    def _remove(self, opt_out: OptOut, removal: Removal) -> Result:
        result = removal.run()
        if opt_out.undoes and result.outcome is Outcome.REMOVED:
            self._log.append_result(opt_out.undoes, result)
        return result

    def _work_at_all(
        self, opt_outs: list[OptOut], hand: Hand, between: Callable[[], bool], taken: Mapping[str, Due]
    ) -> None:
        steps = Steps(self._log)
        left: list[OptOut] = []
        dialler = hand.dialler()
        try:
            if isinstance(dialler, Result):
                done = [(opt_out, Ending(dialler, Server.UNTRIED)) for opt_out in opt_outs]
            else:
                dialler.use_one_connection(True)
                self._hurry(dialler)
                batch = Batch(dialler, steps, self._permits, lambda: between() and not hand.outdated)
                done, left = batch.run(opt_outs)
                dialler.note_server()
            with self._wake:
                for opt_out in left:
                    self._schedule.put_back(taken[opt_out.id])
            self._finish(done, steps)
        finally:
            hand.done()

    def _hurry(self, dialler: Dialler) -> None:
        if self._hurried:
            self._hurried = False
            dialler.hurry()

    def _finish(self, done: Done, steps: Steps) -> None:
        """Write where these stand now, with what is not written of their steps, and tell it."""
        standings = [
            Standing(opt_out.id, ending.result, ending.refusal, self._failures.get(opt_out.id, 0) + 1)
            for opt_out, ending in done
        ]
        try:
            steps.flush(standings)
        except LogError as error:
            # What was read back is true but not written down: ask again until it is.
            result = Result(Outcome.WAITING, wording.not_recorded_here(error.sentence))
            done = [(opt_out, replace(ending, result=result)) for opt_out, ending in done]
        for opt_out, ending in done:
            self._hear(ending)
            held_up = ending.refusal is not None and not self._stopped(opt_out)
            if ending.result.outcome.pending or held_up:
                self._again(opt_out.id, opt_out.group)
        for opt_out, ending in done:
            self._tell(opt_out, ending.result)

    def _stopped(self, opt_out: OptOut) -> bool:
        """Whether its account is stopped; else a person has typed a password while the one before was being refused."""
        try:
            return self._log.read(lambda reader: reader.login_stop(opt_out.endpoint, opt_out.api_user)) is not None
        except LogError:
            return True

    def _tell(self, opt_out: OptOut, result: Result) -> None:
        if not result.outcome.pending:
            self._failures.pop(opt_out.id, None)
        if not self._closed:
            try:
                self._settled(opt_out, result)
            except Exception:  # noqa: BLE001
                # Whoever listens has failed; those that come after this one have their chance.
                _log.exception("an opt-out was not told of")

    def _hear(self, ending: Ending) -> None:
        if ending.reconnect:
            for hand in self._hands:
                hand.outdate()
        with self._wake:
            if ending.server is Server.ANSWERED:
                self._silences = 0
                self._schedule.rest(0.0)
            elif ending.server is not Server.UNTRIED:
                at_once = ending.server is Server.HELD_BACK
                self._silences = max(self._silences + 1, SILENCES if at_once else 0)
                if self._silences >= SILENCES:
                    self._schedule.rest(pause(self._silences - SILENCES + 1))

    def _again(self, opt_out_id: str, group: str) -> None:
        failures = self._failures[opt_out_id] = self._failures.get(opt_out_id, 0) + 1
        with self._wake:
            self._schedule.add(opt_out_id, pause(failures), group)
