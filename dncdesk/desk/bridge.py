"""From the queue's threads to the main one: signals, which Qt carries over to bound methods of QObjects."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result
    from dncdesk.core.sentences import Sentence


class Bridge(QObject):
    """The queue's listener. Make it in the main thread; connect its signals to bound methods of QObjects only.

    A lambda, a partial or a plain function as a slot would run in the queue's thread (tried).
    """

    recorded = Signal(object)
    recorded_many = Signal(object)
    not_recorded = Signal(object, object)
    settled = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._closed = False

    def close(self) -> None:
        """Emit nothing any more: a signal during the interpreter's exit can crash the process."""
        with self._lock:
            self._closed = True

    def tell_recorded(self, opt_out: OptOut) -> None:
        """See `Listener.tell_recorded`."""
        with self._lock:
            if not self._closed:
                self.recorded.emit(opt_out)

    def tell_recorded_many(self, opt_outs: Sequence[OptOut]) -> None:
        """See `Listener.tell_recorded_many`."""
        with self._lock:
            if not self._closed:
                self.recorded_many.emit(list(opt_outs))

    def tell_not_recorded(self, opt_out: OptOut, problem: Sentence) -> None:
        """See `Listener.tell_not_recorded`."""
        with self._lock:
            if not self._closed:
                self.not_recorded.emit(opt_out, problem)

    def tell_settled(self, opt_out: OptOut, result: Result) -> None:
        """See `Listener.tell_settled`."""
        with self._lock:
            if not self._closed:
                self.settled.emit(opt_out, result)
