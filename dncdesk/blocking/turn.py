"""One program at a time delivers to a server: the window and `dncdesk pending --send` may run at once.

It spares the dialler calls and the account wrong logins; nothing rests on it. Who does not get its turn in time
goes on without, so that neither a program that hangs nor a folder without locks can stop a delivery; and what a
program held that was killed, the system has let go.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_LOOK_SECONDS = 0.02


class Turn:
    """The turn of one server, in a home whose log is at `log`. For one thread at a time."""

    def __init__(self, log: Path, server: str) -> None:
        name = hashlib.sha256(server.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        self._path = log.with_name(f"delivery-{name}.lock")

    @contextlib.contextmanager
    def taken(self, seconds: float, given_up: Callable[[], bool]) -> Iterator[None]:
        """Wait up to `seconds` for the turn, or until `given_up`, and hold it meanwhile."""
        with contextlib.ExitStack() as held:
            with contextlib.suppress(OSError, sqlite3.Error):
                # SQLite's lock is the one that works on all systems and ends with the program.
                os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
                db = sqlite3.connect(self._path, timeout=0, isolation_level=None)
                held.callback(db.close)
                _wait(db, time.monotonic() + seconds, given_up)
            yield


def _wait(db: sqlite3.Connection, deadline: float, given_up: Callable[[], bool]) -> None:
    while True:
        try:
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            if given_up() or time.monotonic() >= deadline:
                raise
            time.sleep(_LOOK_SECONDS)
        else:
            return
