"""The limit for a whole call, beside those for each of its steps."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Watchdog:
    """Shuts the connection when a call has lasted too long: a server that drips never meets a read's limit."""

    def __init__(self, shut: Callable[[], None]) -> None:
        """`shut` is called on a thread of its own, which begins with the first watch; it must return at once."""
        self._shut = shut
        self._wake = threading.Condition()
        self._deadline: float | None = None
        self._thread: threading.Thread | None = None
        self._stopped = False

    def start(self, seconds: float) -> None:
        """Watch over a call that may last so many `seconds`."""
        with self._wake:
            self._deadline = time.monotonic() + seconds
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="dncdesk-watchdog", daemon=True)
                self._thread.start()

    def over(self) -> bool:
        """End the watch; whether the time was up."""
        with self._wake:
            late = self._deadline is None
            self._deadline = None
            return late

    def stop(self) -> None:
        """Let the thread end: there will be no more calls."""
        with self._wake:
            self._stopped = True
            self._wake.notify()

    def _run(self) -> None:
        with self._wake:
            while not self._stopped:
                if self._deadline is None:
                    # Nobody wakes this thread for a new call: that would cost each call a switch of threads.
                    self._wake.wait(0.25)
                elif (left := self._deadline - time.monotonic()) > 0:
                    self._wake.wait(min(left, 0.25))
                else:
                    self._deadline = None
                    self._shut()
