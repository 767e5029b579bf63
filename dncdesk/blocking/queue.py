"""The queue that never forgets: an opt-out is on disk before the first byte goes out.

One thread takes requests in and writes them down; one more for each server works them off, so that a
dialler that hangs holds up neither the recording nor another dialler. It knows no Qt: what happens is told
to a listener, on the queue's threads.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import Protocol

from dncdesk.blocking import wording
from dncdesk.blocking.lane import Connector, Lane
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Result
from dncdesk.core.sentences import Sentence
from dncdesk.record.log import Log, LogError
from dncdesk.record.reader import Reader

_log = logging.getLogger(__name__)

CLOSING_SECONDS = 1.5
"""How long closing waits for the threads at the most: the program is to end within two seconds."""


class Listener(Protocol):
    """Is told what happens, on the queue's threads, until `Queue.close` has returned."""

    def tell_recorded(self, opt_out: OptOut) -> None:
        """`opt_out` is on disk; from now on it is not lost."""

    def tell_not_recorded(self, opt_out: OptOut, problem: Sentence) -> None:
        """`opt_out` is *not* on disk and nothing was sent."""

    def tell_settled(self, opt_out: OptOut, result: Result) -> None:
        """Where `opt_out` stands now; told again after each further try while it is `waiting`."""


class Queue:
    """Takes opt-outs in, never loses one, and works them off."""

    def __init__(self, log: Log, connector: Connector, listener: Listener) -> None:
        """Begin at once, with nothing to do; `resume` takes up what an earlier run left."""
        self._log = log
        self._connector = connector
        self._listener = listener
        self._lanes: dict[str, Lane] = {}
        self._lanes_lock = threading.Lock()
        self._inbox: queue.SimpleQueue[OptOut | None] = queue.SimpleQueue()
        self._taken = 0
        self._recorded = 0
        self._closed = False
        self._intake = threading.Thread(target=self._take_in, name="dncdesk-intake", daemon=True)
        self._intake.start()

    @property
    def idle(self) -> bool:
        """Whether nothing is in flight; what waits for another try later is not in flight."""
        if self._taken != self._recorded:
            return False
        with self._lanes_lock:
            return not any(lane.busy for lane in self._lanes.values())

    def submit(self, opt_out: OptOut) -> None:
        """Record `opt_out` and send it. Returns at once; the listener is told either way."""
        self._taken += 1
        self._inbox.put(opt_out)

    def resume(self) -> list[str]:
        """Take up everything that is still pending in the log; returns the ids, oldest first.

        Raises:
            LogError: the log cannot be read.
        """
        pending = self._log.read(Reader.pending)
        for entry in pending:
            self._lane(entry.server).take(entry.opt_out_id)
        return [entry.opt_out_id for entry in pending]

    def try_now(self) -> None:
        """Do not wait any longer with those that wait for another try: the network or the user is back."""
        with self._lanes_lock:
            lanes = list(self._lanes.values())
        for lane in lanes:
            lane.try_now()

    def settings_changed(self) -> None:
        """Use the new settings from the next opt-out on, and try at once what waits."""
        with self._lanes_lock:
            lanes = list(self._lanes.values())
        for lane in lanes:
            lane.reconnect()
            lane.try_now()

    def login_renewed(self, server: str) -> None:
        """A person has typed a password for this server: go on with everything that waited for it.

        Raises:
            LogError: the log cannot be read.
        """
        lane = self._lane(server)
        lane.reconnect()
        lane.try_now()
        for entry in self._log.read(Reader.pending):
            if entry.server == server and not entry.result.outcome.pending:
                lane.take(entry.opt_out_id)

    def close(self) -> None:
        """Take no more, cut what is in flight, and wait a moment for the threads. All of it is on disk."""
        deadline = time.monotonic() + CLOSING_SECONDS
        self._closed = True
        self._inbox.put(None)
        with self._lanes_lock:
            lanes = list(self._lanes.values())
        for lane in lanes:
            lane.shut()
        for lane in lanes:
            lane.join(deadline - time.monotonic())
        self._intake.join(max(0.0, deadline - time.monotonic()))

    def _take_in(self) -> None:
        while (opt_out := self._inbox.get()) is not None:
            try:
                self._log.append_request(opt_out)
            except LogError as error:
                _tell(self._listener.tell_not_recorded, opt_out, error.sentence)
                self._recorded += 1
            except Exception as error:  # noqa: BLE001
                # Whatever goes wrong with this one, it is said so, and the next one has its chance.
                _log.exception("an opt-out could not be recorded")
                _tell(self._listener.tell_not_recorded, opt_out, wording.not_recorded(type(error).__name__))
                self._recorded += 1
            else:
                _tell(self._listener.tell_recorded, opt_out)
                if not self._closed:
                    self._lane(opt_out.server).take(opt_out.id, new=True)
                self._recorded += 1

    def _lane(self, server: str) -> Lane:
        with self._lanes_lock:
            if server not in self._lanes:
                self._lanes[server] = Lane(server, self._log, self._connector, self._listener.tell_settled)
            return self._lanes[server]


def _tell(listener: Callable[..., None], *what: object) -> None:
    try:
        listener(*what)
    except Exception:  # noqa: BLE001
        # A listener that fails must not keep the next one from being written down.
        _log.exception("a listener failed")
