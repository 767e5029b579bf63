"""Python's garbage, collected in the main thread alone."""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 2_000
_WHOLE_SECONDS = 600.0
"""Between two times that all of it is looked at, which holds up the window for some 20 ms."""


class Garbage(QObject):
    """Does what Python would do on whatever thread is at work when enough has come together.

    Among the garbage are objects of Qt's, and taking one apart on another thread waits for locks that the main thread
    may hold while it waits for Python's own: the program stands still for ever (seen).
    """

    def __init__(self, parent: QObject) -> None:
        """From now on. What there is by now stays until the end, and is looked at no more."""
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._whole_at = time.monotonic() + _WHOLE_SECONDS
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_MS)

    def _look(self) -> None:
        if time.monotonic() >= self._whole_at:
            gc.collect()
            self._whole_at = time.monotonic() + _WHOLE_SECONDS
        elif gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(1)
