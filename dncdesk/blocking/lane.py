"""The line of work for one server: one thread, one connection, opt-outs one after the other.

Knows no Qt. A lane never decides what is written: it runs jobs and tells its queue what came of them.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from dncdesk.blocking import wording
from dncdesk.blocking.dialler import Dialler
from dncdesk.blocking.heard import LoginRefusedError, NotKnownError
from dncdesk.blocking.job import Job
from dncdesk.blocking.removal import Removal
from dncdesk.blocking.retry import Schedule, pause
from dncdesk.blocking.turn import Turn
from dncdesk.core.optout import Action, OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.record.events import Kind
from dncdesk.record.log import Log, LogError
from dncdesk.vicidial.errors import CallError, Cause

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


class _Sleep:
    """Tells how long the computer was asleep: then the clock on the wall has gone on and the other has not."""

    def __init__(self) -> None:
        self._wall, self._running = time.time(), time.monotonic()

    def seconds(self) -> float:
        return (time.time() - self._wall) - (time.monotonic() - self._running)


class Connector(Protocol):
    """Where a lane gets its dialler from; asked on the lane's own thread, since a keyring may block."""

    def connect(self, server: str) -> Dialler | Result:
        """The dialler of the server of that name, or why there can be none now (an outcome `waiting`)."""


class Lane:
    """Works off the opt-outs for one server, each on a schedule of its own, unless nothing is answered at all."""

    def __init__(self, server: str, log: Log, connector: Connector, settled: Callable[[OptOut, Result], None]) -> None:
        """`settled` is called on the lane's thread with every outcome, `waiting` included."""
        self._server = server
        self._log = log
        self._connector = connector
        self._settled = settled
        self._wake = threading.Condition()
        self._turn = Turn(log.path, server)
        self._schedule = Schedule()
        self._failures: dict[str, int] = {}
        self._silences = 0
        self._dialler: Dialler | None = None
        self._closed = False
        self._working = False
        self._outdated = False
        self._hurried = False
        self._thread = threading.Thread(target=self._run, name=f"dncdesk-lane-{server}", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether something is under way or due at once; what waits for its next try is not."""
        with self._wake:
            return self._working or self._schedule.left() == 0.0

    def take(self, opt_out_id: str, *, new: bool = False) -> None:
        """Do this one as soon as the line is free, before those that wait for another try.

        With `new`, as the very first, even where no call is answered: a person has just entered it.
        """
        with self._wake:
            if new:
                self._schedule.add_new(opt_out_id)
            else:
                self._schedule.add(opt_out_id, 0.0)
            self._wake.notify()

    def try_now(self) -> None:
        """Do not wait any longer with those that wait for another try."""
        with self._wake:
            self._hurried = True
            self._schedule.hurry()
            self._wake.notify()

    def reconnect(self) -> None:
        """Use new settings or a new password from the next opt-out on."""
        with self._wake:
            # The one in use is let go after its opt-out; until then closing must be able to cut it.
            self._outdated = self._working
            self._silences = 0
            dialler = None if self._outdated else self._let_go()
        if dialler is not None:
            dialler.close()

    def shut(self) -> None:
        """Take no more work and cut the call in flight. Returns at once."""
        with self._wake:
            self._closed = True
            self._wake.notify()
            dialler = self._dialler
        if dialler is not None:
            dialler.close()

    def join(self, seconds: float) -> None:
        """Wait up to `seconds` for the thread to end."""
        self._thread.join(max(0.0, seconds))

    def _run(self) -> None:
        while (due := self._next()) is not None:
            opt_out_id, new = due
            try:
                with self._turn.taken(NEW_TURN_SECONDS if new else TURN_SECONDS, lambda: self._closed):
                    if not self._closed:
                        self._attempt(opt_out_id)
            except Exception:  # noqa: BLE001
                # Whoever listens has failed; those that come after this one have their chance.
                _log.exception("an opt-out was not told of")
            finally:
                with self._wake:
                    self._working = False
                    dialler = self._let_go() if self._outdated else None
                    self._outdated = False
                if dialler is not None:
                    dialler.close()

    def _let_go(self) -> Dialler | None:
        dialler, self._dialler = self._dialler, None
        return dialler

    def _next(self) -> tuple[str, bool] | None:
        with self._wake:
            while not self._closed:
                left = self._schedule.left()
                if left == 0.0:
                    self._working = True
                    return self._schedule.pop()
                asleep = _Sleep()
                self._wake.wait(None if left is None else min(left, LOOK_UP_SECONDS))
                if asleep.seconds() > SLEPT_SECONDS:
                    self._schedule.hurry()
            return None

    def _attempt(self, opt_out_id: str) -> None:
        try:
            opt_out, finished = self._log.read(lambda reader: (reader.request(opt_out_id), reader.finished(opt_out_id)))
        except Exception as error:  # noqa: BLE001 - a line that is damaged may fail in any way
            _log.warning("an opt-out could not be read: %s", type(error).__name__)
            self._again(opt_out_id)
            return
        if finished is None:
            self._work_at(opt_out)
        else:
            # Another program had its turn before.
            self._tell(opt_out, finished)

    def _work_at(self, opt_out: OptOut) -> None:
        refusal = None
        try:
            result = self._do(opt_out)
            self._heard()
        except LoginRefusedError as error:
            self._heard()
            # This password is not sent again: what a person types next, here or elsewhere, the keyring has.
            self._outdated = True
            refusal = error.reply.refusal.value
            result = Result(
                Outcome.REFUSED,
                wording.refused(error.reply, opt_out.api_user),
                numbers_sent=(opt_out.main_form,),
            )
        except NotKnownError as error:
            self._silent()
            result = Result(Outcome.WAITING, wording.not_understood(error.reply), numbers_sent=(opt_out.main_form,))
        except CallError as error:
            if error.cause is Cause.CLOSED:
                return
            if error.cause in {Cause.LOGIN_STOPPED, Cause.HELD_BACK}:
                # A person may type the password in another program: the next try asks the keyring anew.
                self._outdated = True
            if error.cause is not Cause.LOGIN_STOPPED:
                self._silent(at_once=error.cause is Cause.HELD_BACK)
            sent = (opt_out.main_form,) if error.cause is Cause.NO_ANSWER else ()
            result = Result(Outcome.WAITING, wording.no_answer(error.sentence), numbers_sent=sent)
        except LogError as error:
            result = Result(Outcome.WAITING, wording.not_recorded_here(error.sentence))
        except Exception as error:  # noqa: BLE001
            # Whatever goes wrong here, the person in front of the window is told, and nothing is lost.
            _log.exception("a job failed")
            result = Result(Outcome.WAITING, wording.unexpected(type(error).__name__))
        self._finish(opt_out, result, refusal)

    def _do(self, opt_out: OptOut) -> Result:
        dialler = self._dialler
        if dialler is None:
            found = self._connector.connect(self._server)
            if isinstance(found, Result):
                return found
            dialler = found
            with self._wake:
                self._dialler = dialler
                if self._closed:
                    dialler.close()

        if self._hurried:
            self._hurried = False
            dialler.client.hurry()

        def write(kind: Kind, body: Mapping[str, Any]) -> None:
            self._log.append_step(opt_out.id, kind, body)

        try:
            if opt_out.action is Action.REMOVE:
                return self._remove(opt_out, Removal(opt_out, dialler, write))
            return Job(opt_out, dialler, write).run()
        finally:
            dialler.note_server()

    def _remove(self, opt_out: OptOut, removal: Removal) -> Result:
        result = removal.run()
        if opt_out.undoes and result.outcome is Outcome.REMOVED:
            self._log.append_result(opt_out.undoes, result)
        return result

    def _finish(self, opt_out: OptOut, result: Result, refusal: str | None) -> None:
        failures = self._failures.get(opt_out.id, 0)
        try:
            self._log.append_result(opt_out.id, result, refusal=refusal, attempt=failures + 1)
        except LogError as error:
            # What was read back is true but not written down: ask again until it is.
            result = Result(Outcome.WAITING, wording.not_recorded_here(error.sentence))
        if result.outcome.pending or (refusal is not None and not self._stopped(opt_out)):
            self._again(opt_out.id)
        self._tell(opt_out, result)

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
            self._settled(opt_out, result)

    def _heard(self) -> None:
        self._silences = 0
        with self._wake:
            self._schedule.rest(0.0)

    def _silent(self, *, at_once: bool = False) -> None:
        self._silences = max(self._silences + 1, SILENCES if at_once else 0)
        if self._silences >= SILENCES:
            with self._wake:
                self._schedule.rest(pause(self._silences - SILENCES + 1))

    def _again(self, opt_out_id: str) -> None:
        failures = self._failures[opt_out_id] = self._failures.get(opt_out_id, 0) + 1
        with self._wake:
            self._schedule.add(opt_out_id, pause(failures))
