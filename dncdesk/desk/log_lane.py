"""One connection to the log, for one question at a time; none ever waits for what is asked over another."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dncdesk.core.sentences import ProblemError, say

if TYPE_CHECKING:
    from dncdesk.record.reader import Reader

_T = TypeVar("_T")
_AGAIN_SECONDS = 0.02
"""How often a newer question interrupts the one under way, until that has let go: once may be just before it began."""
_TRIES = 10


class Lane:
    """A reader of the log that is opened when it is first needed. Its methods may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._reader: Reader | None = None
        self._outdated = False
        self._latest = 0
        self._closing = False

    def open(self, path: Path) -> None:
        """Read the log at `path` from now on."""
        self._path = path

    def outdate(self) -> None:
        """Another file stands in the log's place: read that from the next question on."""
        self._outdated = True

    def begin(self, ticket: int) -> None:
        """The question with this number is the only one that is still wanted; numbers go up."""
        self._latest = ticket

    def ask(self, look: Callable[[Reader], _T]) -> _T | None:
        """What `look` finds, once no other question is under way; None if no log is open, or the program ends.

        Raises:
            ProblemError: the log cannot be read.
        """
        with self._lock:
            return self._look(look)

    def ask_latest(self, ticket: int, look: Callable[[Reader], _T]) -> _T | None:
        """The same for the question with this number; it ends the one under way, and gives None if it is itself ended.

        Raises:
            ProblemError: the log cannot be read.
        """
        while not self._lock.acquire(timeout=_AGAIN_SECONDS):
            if ticket != self._latest:
                return None
            self._interrupt()
        try:
            return self._look(look) if ticket == self._latest else None
        finally:
            self._lock.release()

    def close(self) -> None:
        """Answer nothing more, end what is under way, and close the connection; takes a fifth of a second at most."""
        self._closing = True
        self._latest = -1
        for _ in range(_TRIES):
            self._interrupt()
            if self._lock.acquire(timeout=_AGAIN_SECONDS):
                if self._reader is not None:
                    self._reader.close()
                self._reader = None
                self._lock.release()
                return

    def _look(self, look: Callable[[Reader], _T]) -> _T | None:
        import sqlite3

        try:
            reader = self._open_reader()
            return look(reader) if reader is not None else None
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                return None
            raise ProblemError(say("The log cannot be read ({reason}).", reason=str(error))) from error

    def _interrupt(self) -> None:
        reader = self._reader
        if reader is not None:
            reader.interrupt()

    def _open_reader(self) -> Reader | None:
        from dncdesk.record.reader import Reader

        if self._outdated:
            # Only here, under the lock: a question may be under way over the former one.
            self._outdated = False
            if self._reader is not None:
                self._reader.close()
            self._reader = None
        if self._reader is None and self._path is not None and not self._closing:
            self._reader = Reader.open(self._path)
        return self._reader
