"""The one connection that writes to the log: opened, followed, and begun anew where the file is damaged.

Another program, or a damage, may put another file in the log's place at any time; what is written goes into the one
that stands there.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from dncdesk.core.sentences import Sentence, say
from dncdesk.record.logfile import (
    LogError,
    alone,
    cannot_be_written,
    damaged,
    file_at,
    mark_saved,
    open_file,
    set_aside,
    unsaved,
)
from dncdesk.record.reader import Reader
from dncdesk.record.salvage import salvage
from dncdesk.record.writes import holds, note, pause, record_all, stop_login

_T = TypeVar("_T")
_BUSY_SECONDS = 5.0


class Writer:
    """A log file, open for writing. Safe to use from several threads, and beside another program's."""

    def __init__(self, path: Path) -> None:
        """Open the log at `path`, making it (0600) or bringing it up to date as needed.

        A file that is no log any more is set aside under another name; `notices` says so.

        Raises:
            LogError: it cannot be opened, or a newer version of the program has written it.
        """
        self.path = path
        self.notices: list[Sentence] = []
        self.written: Callable[[], None] = _nobody
        """Is called after each commit, on the thread that wrote: it must return at once."""
        self._lock = threading.Lock()
        self._closed = False
        self._left: list[sqlite3.Connection] = []
        with _explained(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with alone(path):
                try:
                    self._open()
                except sqlite3.DatabaseError as error:
                    if not damaged(error):
                        raise
                    set_aside(path)
                    self._open()
                # Those as well that a former start was ended amidst of, or for which the disk had no room.
                self._save_what_was_set_aside()

    def close(self) -> None:
        """Close the file. Nothing is lost by not calling it."""
        with self._lock:
            self._closed = True
            self._let_go()

    def read(self, look: Callable[[Reader], _T]) -> _T:
        """What `look` finds over the writer's own connection: for the job, which must see what it wrote.

        Raises:
            LogError: the log cannot be read.
        """
        with self._lock, _explained(self.path):
            self._follow()
            try:
                return look(self._reader)
            except sqlite3.DatabaseError as error:
                if not damaged(error):
                    raise
                self._begin_anew()
                return look(self._reader)
            except (ValueError, TypeError) as error:
                raise LogError(
                    say("A line of the log in {folder} is damaged. Tell IT.", folder=str(self.path.parent))
                ) from error

    def write(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do `work` over the writer's own connection, in one transaction: all of it, or nothing where it raises.

        Raises:
            LogError: it cannot be written; nothing has changed.
        """
        with self._writing() as db:
            return work(db)

    def integrity(self) -> str:
        """`ok`, or what SQLite finds wrong with the file. Takes long for a long log.

        Raises:
            LogError: the log cannot be read.
        """
        with self._lock, _explained(self.path):
            return str(self._db.execute("PRAGMA integrity_check(1)").fetchone()[0])

    def _open(self) -> None:
        self._db = open_file(self.path, busy=_BUSY_SECONDS)
        self._reader = Reader(self._db)
        self._file = file_at(self.path)

    def _let_go(self) -> None:
        # Closing removes the side files by their names, and those may be another file's by now.
        if file_at(self.path) == self._file:
            self._db.close()
        else:
            self._left.append(self._db)

    def _follow(self) -> None:
        """Open the file anew if another program has put a new one in its place: the old one nobody looks at."""
        if not self._closed and file_at(self.path) != self._file:
            with alone(self.path):
                self._let_go()
                self._open()
                self._save_what_was_set_aside()

    def _replace_damaged(self) -> None:
        with self._lock, _explained(self.path):
            self._begin_anew()

    def _begin_anew(self) -> None:
        """Set the file aside, which is damaged, unless another program has just done so."""
        with alone(self.path):
            mine = file_at(self.path) == self._file
            self._let_go()
            if mine:
                set_aside(self.path)
            self._open()
            self._save_what_was_set_aside()

    def _save_what_was_set_aside(self) -> None:
        """Take over what can still be read of what was pending in damaged files, and keep those."""
        for aside in unsaved(self.path):
            found = salvage(aside)
            with self._transaction() as db:
                for opt_out in found.pending:
                    if not holds(db, opt_out.id):
                        record_all(db, [opt_out])
                        for body in found.details.get(opt_out.id, ()):
                            note(db, opt_out.id, body)
                for group_id in found.paused:
                    pause(db, group_id)
                for (endpoint, api_user), (refusal, said) in found.stops.items():
                    stop_login(db, endpoint, api_user, refusal, said)
            # Only now: whatever ends the program before, the next start does it again.
            lasting = mark_saved(aside)
            self.notices.append(
                say(
                    "The log was damaged and has been set aside as {path}; a new one has been begun. Keep that file.",
                    path=str(lasting),
                )
            )

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _explained(self.path):
            self._follow()
            with self._transaction() as db:
                yield db
        self.written()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
        except BaseException:
            self._db.rollback()
            raise
        try:
            self._db.commit()
        except sqlite3.Error:
            self._db.rollback()
            raise


def _nobody() -> None:
    """Nobody has asked to be told of what is written."""


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into a sentence."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise LogError(cannot_be_written(path.parent, error)) from error
