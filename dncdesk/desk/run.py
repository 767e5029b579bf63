"""A list under way, as the window follows it: what is told of its opt-outs one by one becomes a few signals."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from dncdesk.core.many_run import Progress

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from dncdesk.core.many_run import Standing
    from dncdesk.core.outcome import Result
    from dncdesk.core.scope import Place
    from dncdesk.core.sentences import Sentence

_TELL_MS = 200
"""How often the window is told at the most."""


class Run(QObject):
    """One list of numbers. It goes on by itself; `Many` pauses, drops and repeats."""

    changed = Signal()
    """Counts, rate or state are others now."""
    rows_changed = Signal(int, int)
    """The rows from the first to the last place given stand otherwise."""
    rows_added = Signal(int)
    """There are that many rows now."""
    kept = Signal()
    """It is on disk: from now on no end of the program loses it."""
    not_kept = Signal(object, object)
    """This run is none, and why (a `Sentence`): it could not be put on disk, so nothing of it is sent."""
    exported = Signal(object)
    """The path of the file that was written."""

    def __init__(
        self, group: str, *, places: tuple[Place, ...], asked_at: datetime | None, total: int, requests: int,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """`total` numbers are to come, as so many `requests` in these `places`; `asked_at` is when they asked."""
        super().__init__(parent)
        self.group = group
        self.places = places
        self.asked_at = asked_at
        self.total = total
        self.requests = requests
        self.progress = Progress(len(places))
        self.handing_over = threading.Lock()
        """Held while some of the list is handed to the queue."""
        self.cancelled = threading.Event()
        """A person has dropped what is left: no more of it is handed over."""
        self.further: dict[str, str] = {}
        """Opt-outs that try a request again and are not recorded yet, and in whose place each will stand."""
        self.problem: Sentence | None = None
        self.held_up: Sentence | None = None
        """Why a part of it cannot be handed over now; the rest goes on."""
        self.paused = False
        self.busy = False
        self._touched: tuple[int, int] | None = None
        self._told = 0
        self._closed = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TELL_MS)
        self._pause.timeout.connect(self._tell)
        self.progress.go(time.monotonic())

    @property
    def recorded(self) -> int:
        """How many requests are in the log."""
        return len(self.progress.rows)

    @property
    def over(self) -> bool:
        """Whether all have ended."""
        return self.recorded >= self.requests and self.progress.ended >= self.recorded

    def rate(self) -> float | None:
        """Requests a second of late; None while that cannot be told, and while it stands still."""
        return None if self.paused else self.progress.rate(time.monotonic())

    def seconds_left(self) -> float | None:
        """How long it takes yet; None while that cannot be told."""
        if self.paused:
            return None
        rate = self.progress.rate(time.monotonic())
        return (self.requests - self.progress.ended) / rate if rate else None

    def add(self, rows: Iterable[Standing]) -> None:
        """Take further requests, as they stand in the log; those that are there already stay as they are."""
        self.progress.add(row for row in rows if not self.progress.holds(row.opt_out_id))
        if self.cancelled.is_set():
            self.all_here()
        self._soon()

    def settle(self, opt_out_id: str, result: Result) -> None:
        """Take what has become of one."""
        place = self.progress.settle(opt_out_id, result, time.monotonic())
        if place is not None:
            self._touch(place)

    def instead(self, opt_out_id: str, further: str) -> None:
        """A further opt-out tries a request again."""
        place = self.progress.place(opt_out_id)
        self.progress.instead(opt_out_id, further)
        self._touch(place)

    def stand(self, *, paused: bool | None = None, busy: bool | None = None, problem: Sentence | None = None) -> None:
        """Take that it is paused or goes on, that something is being done with it, or what went wrong."""
        if paused is not None:
            self.paused = paused
            self.progress.go(time.monotonic())
        if busy is not None:
            self.busy = busy
        self.problem = problem
        self.changed.emit()

    def all_here(self) -> None:
        """No more will come than is in the log."""
        self.progress.complete()
        self.total, self.requests, self.held_up = self.progress.numbers, self.recorded, None

    def close(self) -> None:
        """Tell nothing any more."""
        self._closed = True
        self._pause.stop()

    def on_not_kept(self, error: Exception) -> None:
        """It could not be put on disk."""
        from dncdesk.core.sentences import say

        self.close()
        reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        why = say(
            "Nothing was sent: the list cannot be written to the disk ({reason}). "
            "Make room, then press the button again.",
            reason=reason,
        )
        self.not_kept.emit(self, why)

    def on_done(self, _nothing: object) -> None:
        """What was asked is done."""
        if self.cancelled.is_set():
            self.all_here()
        self.stand(busy=False, problem=self.problem)

    def on_handed_over(self, held_up: Sentence | None) -> None:
        """All that can be handed over now is; `held_up` says what cannot."""
        self.held_up = held_up
        self.on_done(None)

    def on_failed(self, error: Exception) -> None:
        """What was asked went wrong."""
        from dncdesk.desk.server_link import sentence_of

        self.stand(busy=False, problem=sentence_of(error))

    def on_exported(self, path: Path) -> None:
        """A file was written."""
        self.stand(busy=False)
        self.exported.emit(path)

    def _touch(self, place: int) -> None:
        first, last = self._touched or (place, place)
        self._touched = (min(first, place), max(last, place))
        self._soon()

    def _soon(self) -> None:
        if not self._pause.isActive() and not self._closed:
            self._pause.start()

    def _tell(self) -> None:
        if self.recorded != self._told:
            self._told = self.recorded
            self.rows_added.emit(self._told)
        if self._touched is not None:
            first, last = self._touched
            self._touched = None
            self.rows_changed.emit(first, last)
        self.changed.emit()
