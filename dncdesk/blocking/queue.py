"""The queue that never forgets: an opt-out is on disk before the first byte goes out.

One thread takes requests in and writes them down; one more for each server works them off, so that a
dialler that hangs holds up neither the recording nor another dialler. It knows no Qt: what happens is told
to a listener, on the queue's threads.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Sequence

from dncdesk.blocking import wording
from dncdesk.blocking.hand import Connector
from dncdesk.blocking.lane import Lane
from dncdesk.blocking.listener import Listener, tell
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.record.log import Log, LogError
from dncdesk.record.reader import Reader

_log = logging.getLogger(__name__)

CHUNK = 1_000
"""Opt-outs that are recorded in one transaction."""
FEW = 10
"""So many entered together are no list: a person waits for what becomes of them."""
CLOSING_SECONDS = 1.5
"""How long closing waits for the threads at the most: the program is to end within two seconds."""


class Queue:
    """Takes opt-outs in, never loses one, and works them off."""

    def __init__(self, log: Log, connector: Connector, listener: Listener) -> None:
        """Begin at once, with nothing to do; `resume` takes up what an earlier run left."""
        self._log = log
        self._connector = connector
        self._listener = listener
        self._lanes: dict[str, Lane] = {}
        self._lanes_lock = threading.Lock()
        self._changed = threading.Condition()
        self._new: deque[Sequence[OptOut]] = deque()
        self._lists: deque[Sequence[OptOut]] = deque()
        self._recording = 0
        self._progress = 0
        self._paused: set[str] = set()
        self._resumed: set[str] = set()
        self._closed = False
        self._intake = threading.Thread(target=self._take_in, name="dncdesk-intake", daemon=True)
        self._intake.start()

    @property
    def idle(self) -> bool:
        """Whether nothing is in flight; what waits for another try later is not in flight."""
        if self._recording:
            return False
        with self._lanes_lock:
            return not any(lane.busy for lane in self._lanes.values())

    def submit(self, opt_out: OptOut) -> None:
        """Record `opt_out` and send it, before all that wait. Returns at once; the listener is told either way."""
        self._take([opt_out], first=True)

    def submit_many(self, opt_outs: Sequence[OptOut]) -> None:
        """Record `opt_outs` and send them, behind what `submit` takes meanwhile. Returns at once.

        They are recorded up to 1,000 at a time, all of those or none, and sent from then on. A few (a request for
        several campaigns or servers) are no list: they go as first as a single one.
        """
        for start in range(0, len(opt_outs), CHUNK):
            self._take(opt_outs[start : start + CHUNK], first=len(opt_outs) <= FEW)

    def pause(self, group_id: str) -> None:
        """Send nothing more of what was entered together under this id, but for what is under way; past a restart.

        May block on the disk.

        Raises:
            LogError: it is not written down; it is paused until the program ends.
        """
        with self._lanes_lock:
            self._paused.add(group_id)
            for lane in self._lanes.values():
                lane.hold(group_id)
        self._log.pause_group(group_id)

    def go_on(self, group_id: str) -> None:
        """Go on with what was paused. May block on the disk.

        Raises:
            LogError: it is not written down; it goes on, and is paused again after a restart.
        """
        with self._lanes_lock:
            self._paused.discard(group_id)
            for lane in self._lanes.values():
                lane.let_go(group_id)
        self._log.let_group_go_on(group_id)

    def drop(self, group_id: str) -> int:
        """Take back what was entered together under this id and has not been sent at all; returns how many.

        It stays in the log, as taken back; the listener is told of each. What was sent, or may have been, goes on.
        May block, on the disk and on what is just being recorded.

        Raises:
            LogError: what was taken back by then is; the others go on.
        """
        with self._changed:
            self._changed.wait_for(lambda: not self._is_being_recorded(group_id))
        with self._lanes_lock:
            lanes = list(self._lanes.values())
        # All of them, before one that takes its time is waited for.
        for lane in lanes:
            lane.hold(group_id)
        withdrawn = [(lane, opt_out_id) for lane in lanes for opt_out_id in lane.withdraw(group_id)]
        dropped = 0
        try:
            for start in range(0, len(withdrawn), CHUNK):
                chunk = {opt_out_id for _, opt_out_id in withdrawn[start : start + CHUNK]}
                for some in (chunk - self._resumed, chunk & self._resumed):
                    result = Result(Outcome.REMOVED, wording.taken_back(by_this_run=some.isdisjoint(self._resumed)))
                    taken_back = self._log.take_back(sorted(some), result)
                    dropped += len(taken_back)
                    self._tell_taken_back(taken_back, result)
        finally:
            unfinished = self._unfinished([opt_out_id for _, opt_out_id in withdrawn])
            for lane, opt_out_id in withdrawn:
                if opt_out_id in unfinished:
                    lane.take(opt_out_id, group=group_id)
            with self._lanes_lock:
                if group_id not in self._paused:
                    for lane in lanes:
                        lane.let_go(group_id)
        return dropped

    def resume(self) -> list[str]:
        """Take up everything that is still pending in the log; returns the ids, oldest first.

        What a person has paused is not begun until `go_on`.

        Raises:
            LogError: the log cannot be read.
        """
        pending, paused = self._log.read(lambda reader: (reader.pending(), reader.paused()))
        with self._lanes_lock:
            self._paused |= paused
            for lane in self._lanes.values():
                for group_id in paused:
                    lane.hold(group_id)
        self._resumed.update(entry.opt_out_id for entry in pending)
        for entry in pending:
            self._lane(entry.server).take(entry.opt_out_id, group=entry.group)
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
                lane.take(entry.opt_out_id, group=entry.group)

    def close(self) -> None:
        """Take no more, cut what is in flight, and wait a moment for the threads. All of it is on disk.

        A long list that is still being recorded is waited for as long as that makes progress.
        """
        deadline = time.monotonic() + CLOSING_SECONDS
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        with self._lanes_lock:
            lanes = list(self._lanes.values())
        for lane in lanes:
            lane.shut()
        for lane in lanes:
            lane.join(deadline - time.monotonic())
        before = -1
        while self._intake.is_alive() and self._progress != before:
            before = self._progress
            self._intake.join(max(0.0, deadline - time.monotonic()))
            deadline = time.monotonic() + CLOSING_SECONDS

    def _take(self, opt_outs: Sequence[OptOut], *, first: bool) -> None:
        with self._changed:
            self._recording += 1
            (self._new if first else self._lists).append(opt_outs)
            self._changed.notify_all()

    def _take_in(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._new or self._lists or self._closed)
                which = self._new or self._lists
                if not which:
                    return
                # Until they are recorded they stay where they are: `drop` waits for them.
                opt_outs, new = which[0], which is self._new
            try:
                self._record(opt_outs, new=new)
            except Exception:  # noqa: BLE001
                # They are on disk, and are taken up again; what comes after them has to be written down all the same.
                _log.exception("what was recorded could not be begun")
            with self._changed:
                which.popleft()
                self._recording -= 1
                self._progress += 1
                self._changed.notify_all()

    def _record(self, opt_outs: Sequence[OptOut], *, new: bool) -> None:
        try:
            self._log.append_requests(opt_outs)
        except LogError as error:
            for opt_out in opt_outs:
                tell(self._listener.tell_not_recorded, opt_out, error.sentence)
        except Exception as error:  # noqa: BLE001
            if len(opt_outs) > 1:
                # One of them cannot be written at all: the others have their chance.
                for opt_out in opt_outs:
                    self._record([opt_out], new=new)
                return
            # Whatever goes wrong with this one, it is said so, and the next one has its chance.
            _log.exception("an opt-out could not be recorded")
            tell(self._listener.tell_not_recorded, opt_outs[0], wording.not_recorded(type(error).__name__))
        else:
            if len(opt_outs) == 1:
                tell(self._listener.tell_recorded, opt_outs[0])
            else:
                tell(self._listener.tell_recorded_many, opt_outs)
            if not self._closed:
                for opt_out in opt_outs:
                    self._lane(opt_out.server).take(opt_out.id, new=new, group=opt_out.group)

    def _is_being_recorded(self, group_id: str) -> bool:
        return any(opt_out.group == group_id for line in (self._new, self._lists) for some in line for opt_out in some)

    def _unfinished(self, opt_out_ids: Sequence[str]) -> frozenset[str]:
        try:
            return self._log.read(lambda reader: reader.unfinished_of(opt_out_ids))
        except LogError:
            # A lane finds out, once the log can be read again.
            return frozenset(opt_out_ids)

    def _tell_taken_back(self, opt_out_ids: Sequence[str], result: Result) -> None:
        for opt_out, _ in self._log.read(lambda reader: reader.requests(opt_out_ids)).values():
            tell(self._listener.tell_settled, opt_out, result)

    def _lane(self, server: str) -> Lane:
        with self._lanes_lock:
            if server not in self._lanes:
                self._lanes[server] = Lane(server, self._log, self._connector, self._listener.tell_settled)
                for group_id in self._paused:
                    self._lanes[server].hold(group_id)
                if self._closed:
                    self._lanes[server].shut()
            return self._lanes[server]
