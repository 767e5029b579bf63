"""One try at an opt-out, or at some: over a hand, into the log, told, and back into the line if it has to be."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dncdesk.blocking import wording
from dncdesk.blocking.batch import Batch, Done, Steps
from dncdesk.blocking.dialler import Dialler
from dncdesk.blocking.ending import Ending, Server, ended_by
from dncdesk.blocking.hand import Hand
from dncdesk.blocking.job import Job
from dncdesk.blocking.line import Line
from dncdesk.blocking.listener import tell
from dncdesk.blocking.pace import Permits
from dncdesk.blocking.removal import Removal
from dncdesk.blocking.retry import Due
from dncdesk.core.optout import Action, OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.record.events import Kind
from dncdesk.record.log import Log, LogError, Standing

_log = logging.getLogger(__name__)


class Attempts:
    """Tries what was taken out of a line. Safe to use from several threads, each with a hand of its own."""

    def __init__(
        self,
        line: Line,
        log: Log,
        hands: Sequence[Hand],
        permits: Permits,
        settled: Callable[[OptOut, Result], None],
    ) -> None:
        """`hands` are all that work at this server; `settled` is called with every outcome, `waiting` included."""
        self._line = line
        self._log = log
        self._hands = hands
        self._permits = permits
        self._settled = settled
        self._hurried = False

    def hurry(self) -> None:
        """A person wants it tried now: see `Gate.hurry`."""
        self._hurried = True

    def at_one(self, due: Due) -> None:
        """Try one that a person has just entered, over the lane's own hand."""
        try:
            for opt_out in self._read([due]):
                self._at_one(opt_out, self._hands[0], first=True)
        finally:
            self._line.give_up([due])

    def at_some(self, taken: Sequence[Due], hand: Hand, between: Callable[[], bool]) -> None:
        """Try some that wait. `between` is that of a `Batch`."""
        try:
            opt_outs = self._read(taken)
            for opt_out in opt_outs:
                if opt_out.action is not Action.BLOCK:
                    self._at_one(opt_out, hand)
            if blocks := [opt_out for opt_out in opt_outs if opt_out.action is Action.BLOCK]:
                self._at_all(blocks, hand, between)
        finally:
            self._line.give_up(taken)

    def _read(self, taken: Sequence[Due]) -> list[OptOut]:
        """The requests that are still to be done; those that cannot be read are tried again later."""
        try:
            found = self._log.read(lambda reader: reader.requests([due.opt_out_id for due in taken]))
        except Exception as error:  # noqa: BLE001 - a line that is damaged may fail in any way
            _log.warning("opt-outs could not be read: %s", type(error).__name__)
            found = {}
        self._line.give_up(due for due in taken if due.opt_out_id not in found)
        for opt_out, finished in found.values():
            if finished is not None:
                # Another program had its turn before.
                self._line.ended(opt_out.id, again=False, held_up=False)
                self._tell(opt_out, finished)
        return [opt_out for opt_out, finished in found.values() if finished is None]

    def _at_one(self, opt_out: OptOut, hand: Hand, *, first: bool = False) -> None:
        """Do one by itself, over two connections if no helper has any."""
        ending: Ending | None
        with hand.in_use():
            try:
                ending = self._do(opt_out, hand, first=first)
            except Exception as error:  # noqa: BLE001
                ending = ended_by(error, opt_out)
            if ending is not None:
                if ending.server in {Server.SILENT, Server.HELD_BACK}:
                    self._permits.failed()
                self._finish([(opt_out, ending)], Steps(self._log))

    def _do(self, opt_out: OptOut, hand: Hand, *, first: bool) -> Ending:
        dialler = hand.dialler()
        if isinstance(dialler, Result):
            return Ending(dialler, Server.UNTRIED)
        dialler.use_one_connection(hand.shared or any(other.connected for other in self._hands[1:]))
        self._pass_on_hurry(dialler)

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

    def _at_all(self, opt_outs: list[OptOut], hand: Hand, between: Callable[[], bool]) -> None:
        steps = Steps(self._log)
        done: Done
        left: list[OptOut] = []
        with hand.in_use():
            try:
                dialler = hand.dialler()
            except Exception as error:  # noqa: BLE001
                done = [(o, ending) for o in opt_outs if (ending := ended_by(error, o)) is not None]
            else:
                if isinstance(dialler, Result):
                    done = [(opt_out, Ending(dialler, Server.UNTRIED)) for opt_out in opt_outs]
                else:
                    dialler.use_one_connection(True)
                    self._pass_on_hurry(dialler)
                    done, left = Batch(dialler, steps, self._permits, lambda: between() and not hand.outdated).run(
                        opt_outs
                    )
                    dialler.note_server()
            self._line.put_back(opt_out.id for opt_out in left)
            self._finish(done, steps)

    def _pass_on_hurry(self, dialler: Dialler) -> None:
        if self._hurried:
            self._hurried = False
            dialler.hurry()

    def _finish(self, done: Done, steps: Steps) -> None:
        """Write where these stand now, with what is not written of their steps, and tell it."""
        standings = [
            Standing(opt_out.id, ending.result, ending.refusal, self._line.tries(opt_out.id) + 1)
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
            refused = ending.refusal is not None
            again = ending.result.outcome.pending or (refused and not self._stopped(opt_out))
            self._line.ended(opt_out.id, again=again, held_up=refused)
        for opt_out, ending in done:
            self._tell(opt_out, ending.result)

    def _hear(self, ending: Ending) -> None:
        if ending.reconnect:
            for hand in self._hands:
                hand.outdate()
        self._line.hear(ending.server)

    def _stopped(self, opt_out: OptOut) -> bool:
        """Whether its account is stopped; else a person has typed a password while the one before was being refused."""
        try:
            return self._log.read(lambda reader: reader.login_stop(opt_out.endpoint, opt_out.api_user)) is not None
        except LogError:
            return True

    def _tell(self, opt_out: OptOut, result: Result) -> None:
        if not self._line.closed:
            tell(self._settled, opt_out, result)
