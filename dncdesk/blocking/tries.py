"""The calls that may have been wrong logins, in a small file beside the log, so that a restart does not forget them.

Each is written before it is sent and struck out once a good answer has come: a program that was killed in between
has left it there. It is no record: nothing else is known from it, and what a power cut takes of it is no loss.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from dncdesk.record.logfile import damaged
from dncdesk.vicidial.gate import COUNTED_SECONDS, Doubts

_log = logging.getLogger(__name__)

_T = TypeVar("_T")
_BUSY_SECONDS = 1.0
_TABLE = (
    "CREATE TABLE IF NOT EXISTS try (number INTEGER PRIMARY KEY AUTOINCREMENT, endpoint TEXT NOT NULL,"
    " api_user TEXT NOT NULL, at REAL NOT NULL)"
)


class TriesFile:
    """Counts calls by account. Safe to use from several threads, and beside another program's. Raises nothing."""

    def __init__(self, path: Path) -> None:
        """Keep them at `path` (0600); in memory where that cannot be written."""
        self._path = path
        self._lock = threading.Lock()
        self._memory: sqlite3.Connection | None = None

    def doubts(self, endpoint: str, user: str) -> Doubts:
        """The calls of an account that count."""
        return self._do(lambda db: _doubts(db, endpoint, user))

    def begin(self, endpoint: str, user: str, may: Callable[[Doubts], bool]) -> int | None:
        """Count one more call, if those before it `may` be followed by one; its number."""

        def work(db: sqlite3.Connection) -> int | None:
            if not may(_doubts(db, endpoint, user)):
                return None
            row = (endpoint, user, time.time())
            return db.execute("INSERT INTO try (endpoint, api_user, at) VALUES (?,?,?)", row).lastrowid

        return self._do(work)

    def take_back(self, number: int) -> None:
        """Strike out one call."""
        self._do(lambda db: db.execute("DELETE FROM try WHERE number = ?", (number,)))

    def forget(self, endpoint: str, user: str, number: int) -> None:
        """Strike out the calls of an account up to this one."""
        which = (endpoint, user, number)
        self._do(lambda db: db.execute("DELETE FROM try WHERE endpoint = ? AND api_user = ? AND number <= ?", which))

    def _do(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        with self._lock:
            try:
                return self._on_disk(work)
            except (sqlite3.Error, OSError) as error:
                _log.warning("%s cannot be used: %s", self._path.name, error)
                if damaged(error):
                    self._remove()
            if self._memory is None:
                self._memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
                self._memory.execute(_TABLE)
            return work(self._memory)

    def _on_disk(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        # Opened anew each time: nothing has to be closed at the end, and whoever repairs the folder is heeded.
        with contextlib.closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)) as db:
            db.execute("PRAGMA synchronous = OFF")
            db.execute("BEGIN IMMEDIATE")
            db.execute(_TABLE)
            done = work(db)
            db.execute("COMMIT")
            return done

    def _remove(self) -> None:
        for suffix in ("", "-journal"):
            with contextlib.suppress(OSError):
                self._path.with_name(self._path.name + suffix).unlink()


def _doubts(db: sqlite3.Connection, endpoint: str, user: str) -> Doubts:
    now = time.time()
    # A clock that was set back must not make them count for longer.
    db.execute("UPDATE try SET at = ? WHERE at > ?", (now, now))
    db.execute("DELETE FROM try WHERE at <= ?", (now - COUNTED_SECONDS,))
    count, last = db.execute(
        "SELECT count(*), max(at) FROM try WHERE endpoint = ? AND api_user = ?", (endpoint, user)
    ).fetchone()
    return Doubts(count, now - last if count else 0.0)
