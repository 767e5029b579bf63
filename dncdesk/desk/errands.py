"""Short jobs off the main thread: a keyring that may ask, a server that may hang, a query that may take long."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

_log = logging.getLogger(__name__)


class _Errand(QObject):
    """One job. Exactly one of its signals is emitted, in the main thread for bound methods of QObjects."""

    done = Signal(object)
    failed = Signal(object)


class Errands(QObject):
    """Runs each job on a plain daemon thread of its own and brings back what came of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._running: dict[_Errand, threading.Thread] = {}
        self._closed = False

    @property
    def idle(self) -> bool:
        """Whether none is under way."""
        with self._lock:
            return not self._running

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Any], None]) -> None:
        """Begin `work`; `done` gets what it returns, `failed` the exception that it raises.

        Both must be bound methods of QObjects: anything else would be called in the errand's own thread.
        """
        errand = _Errand(self)
        errand.done.connect(done)
        errand.failed.connect(failed)
        errand.done.connect(self._on_end)
        errand.failed.connect(self._on_end)
        thread = threading.Thread(target=self._work, args=(errand, work), name="dncdesk-errand", daemon=True)
        with self._lock:
            self._running[errand] = thread
        thread.start()

    def close(self, seconds: float) -> None:
        """Emit nothing any more, and wait up to `seconds` for what is under way."""
        deadline = time.monotonic() + seconds
        with self._lock:
            self._closed = True
            threads = list(self._running.values())
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _work(self, errand: _Errand, work: Callable[[], Any]) -> None:
        try:
            outcome, signal = work(), errand.done
        except Exception as error:  # noqa: BLE001 - whatever it is, who asked is told
            _log.info("an errand failed: %s", error)
            outcome, signal = error, errand.failed
        with self._lock:
            if not self._closed:
                signal.emit(outcome)

    def _on_end(self, _outcome: object) -> None:
        """Only now is it over: who asked has been told."""
        errand = self.sender()
        if isinstance(errand, _Errand):
            with self._lock:
                del self._running[errand]
            errand.deleteLater()
