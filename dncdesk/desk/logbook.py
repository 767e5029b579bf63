"""The log as the window sees it: pages of entries, single ones that changed, and what is pending."""

from __future__ import annotations

import operator
import threading
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dncdesk.core.sentences import ProblemError, say
from dncdesk.desk.errands import Errands

if TYPE_CHECKING:
    from dncdesk.record.log import Log
    from dncdesk.record.reader import Entry, Reader

PAGE = 200
"""Rows that are fetched at a time."""


class Logbook(QObject):
    """Reads the log off the main thread, over a connection of its own."""

    entries_found = Signal(object, str, bool)
    entry_changed = Signal(object)
    pending_changed = Signal()
    trouble = Signal(object)
    replaced = Signal()
    notice = Signal(object)

    def __init__(self, errands: Errands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pending_count = 0
        self.pending_since: datetime | None = None
        self._errands = errands
        self._lock = threading.Lock()
        self._log: Log | None = None
        self._notices_told = 0
        self._path: Path | None = None
        self._reader: Reader | None = None
        self._outdated = False

    def open(self, log: Log) -> None:
        """Read what `log` writes from now on. What it has noticed so far is told by whoever has opened it."""
        self._log, self._path = log, log.path
        self._notices_told = len(log.notices)

    def tell_notices(self) -> None:
        """Tell what has happened to the log's file meanwhile: a damaged one was set aside and another begun.

        Then `replaced` and a `notice` for each follow at once, and the new file is read.
        """
        if self._log is None or len(self._log.notices) == self._notices_told:
            return
        notices = list(self._log.notices)
        self._notices_told, new = len(notices), notices[self._notices_told :]
        self._outdated = True
        self.replaced.emit()
        for notice in new:
            self.notice.emit(notice)

    def close(self) -> None:
        """Close the connection, unless a query is still under way: then it ends with the program."""
        if self._lock.acquire(timeout=0.1):
            if self._reader is not None:
                self._reader.close()
            self._reader = self._path = None
            self._lock.release()

    def ask(self, search: str, before: int | None) -> None:
        """Ask for a page; `entries_found` follows."""
        self._errands.run(lambda: self._page(search, before), self._on_page, self.on_trouble)

    def look_up(self, opt_out_id: str) -> None:
        """Look again at one entry (none if empty) and at what is pending; `entry_changed`, `pending_changed` follow."""
        self._errands.run(lambda: self._look(opt_out_id), self._on_looked, self.on_trouble)

    def on_trouble(self, error: Exception) -> None:
        """Pass on what went wrong."""
        self.trouble.emit(error)

    def _page(self, search: str, before: int | None) -> tuple[list[Entry], str]:
        from dncdesk.record.query import Query

        with self._reading() as reader:
            if reader is None:
                return [], search
            places = reader.places(Query(search=search))
            first = bisect_right(places, -before, key=operator.neg) if before is not None else 0
            return reader.entries_at(places[first : first + PAGE + 1]), search

    def _look(self, opt_out_id: str) -> tuple[Entry | None, list[Entry]]:
        with self._reading() as reader:
            return (reader.entry(opt_out_id), reader.pending()) if reader else (None, [])

    @contextmanager
    def _reading(self) -> Iterator[Reader | None]:
        import sqlite3

        try:
            with self._lock:
                yield self._open_reader()
        except sqlite3.Error as error:
            raise ProblemError(say("The log cannot be read ({reason}).", reason=str(error))) from error

    def _open_reader(self) -> Reader | None:
        from dncdesk.record.reader import Reader

        if self._outdated:
            # Only here, under the lock: a query may be under way over the former one.
            self._outdated = False
            if self._reader is not None:
                self._reader.close()
            self._reader = None
        if self._reader is None and self._path is not None:
            self._reader = Reader.open(self._path)
        return self._reader

    def _on_page(self, found: tuple[list[Entry], str]) -> None:
        entries, search = found
        self.entries_found.emit(entries[:PAGE], search, len(entries) > PAGE)

    def _on_looked(self, found: tuple[Entry | None, list[Entry]]) -> None:
        entry, pending = found
        if entry is not None:
            self.entry_changed.emit(entry)
        count, since = len(pending), pending[0].asked_at if pending else None
        if (count, since) != (self.pending_count, self.pending_since):
            self.pending_count, self.pending_since = count, since
            self.pending_changed.emit()
