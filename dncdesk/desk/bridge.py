"""From the queue's threads to the main one: what they tell waits in line, and signals in the main thread tell it on."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result
    from dncdesk.core.sentences import Sentence

_AT_ONCE_SECONDS = 0.008
"""So long the bridge tells on before keys and painting have their turn."""


class Bridge(QObject):
    """The queue's listener. To be made in the main thread.

    A list under way tells hundreds of things a second. A signal from another thread for each would make the main
    thread wait for Python's lock as often, all of them before the next key: one signal says that there is something.
    """

    recorded = Signal(object)
    recorded_many = Signal(object)
    not_recorded = Signal(object, object)
    settled = Signal(object, object)
    _something = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._closed = False
        self._line: deque[Callable[[], None]] = deque()
        self._asked = False
        self._something.connect(self._tell_on, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """Tell nothing any more: a signal during the interpreter's exit can crash the process."""
        with self._lock:
            self._closed = True
            self._line.clear()

    def tell_recorded(self, opt_out: OptOut) -> None:
        """See `Listener.tell_recorded`."""
        self._add(lambda: self.recorded.emit(opt_out))

    def tell_recorded_many(self, opt_outs: Sequence[OptOut]) -> None:
        """See `Listener.tell_recorded_many`."""
        self._add(lambda: self.recorded_many.emit(list(opt_outs)))

    def tell_not_recorded(self, opt_out: OptOut, problem: Sentence) -> None:
        """See `Listener.tell_not_recorded`."""
        self._add(lambda: self.not_recorded.emit(opt_out, problem))

    def tell_settled(self, opt_out: OptOut, result: Result) -> None:
        """See `Listener.tell_settled`."""
        self._add(lambda: self.settled.emit(opt_out, result))

    def _add(self, tell: Callable[[], None]) -> None:
        with self._lock:
            if self._closed:
                return
            self._line.append(tell)
            self._ask()

    def _ask(self) -> None:
        if not self._asked:
            self._asked = True
            self._something.emit()

    def _tell_on(self) -> None:
        until = time.monotonic() + _AT_ONCE_SECONDS
        while True:
            with self._lock:
                if not self._line or time.monotonic() > until:
                    self._asked = False
                    if self._line:
                        self._ask()
                    return
                tell = self._line.popleft()
            tell()
