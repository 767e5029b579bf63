"""The end from outside: `kill`, a closed terminal, Ctrl-C. Qt's event loop hears of no signal by itself."""

from __future__ import annotations

import contextlib
import signal
import socket
import sys

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_NAMES = ("SIGTERM", "SIGHUP", "SIGINT")


class Ending(QObject):
    """Tells, in the main thread, that the program is asked to end. For the main thread of a program alone."""

    asked = Signal()
    """End as a person's closing would, but ask nobody."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Listen from now on, until the program has ended. On Windows, where there are no signals, for nothing."""
        super().__init__(parent)
        if sys.platform == "win32":
            return
        self._heard, self._said = socket.socketpair()
        self._heard.setblocking(False)
        self._said.setblocking(False)
        # What the system calls in the midst of anything writes a byte here; Qt looks at it when it is at rest.
        signal.set_wakeup_fd(self._said.fileno(), warn_on_full_buffer=False)
        for name in _NAMES:
            number = signal.Signals[name]
            # Ignored already: `nohup` wants it so.
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, _nothing)
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)

    def _on_signal(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._heard.recv(64)
        self.asked.emit()


def _nothing(_number: int, _frame: object) -> None:
    """The byte says it."""
