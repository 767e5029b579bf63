"""A copy of each event in a folder that IT names, most often on a share: one file for each seat.

It is written after the event is on this computer's disk, by a thread of its own: the folder may hang for minutes or
be away for days, and nothing waits for it. What is missing is caught up from the last line that is whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from dncdesk.core.sentences import Sentence, say
from dncdesk.record.chain import COLUMNS, Head, Stored, as_line, from_line, open_to_read
from dncdesk.record.events import FIRST
from dncdesk.record.logfile import alone

_log = logging.getLogger(__name__)

AGAIN_SECONDS = (5.0, 15.0, 60.0)
"""How long after a try in vain the next one begins; the last one holds from then on."""
_AT_ONCE = 1000
"""Events that are read and written at a time."""
_TAIL = 1024 * 1024
"""Bytes at a file's end among which its last whole line is looked for; no event is nearly that long."""
_BEGINNING = b'{"at":"'
"""How every line begins."""
_NOTHING = Head(0, FIRST)
_UNSAFE = re.compile(r"[^-_0-9a-z]")
_LONGEST_NAME = 80


def seat_name(computer: str, user: str) -> str:
    """The name of a seat's file, without its ending: fit for any file system, and another one for another seat."""
    plain = f"{computer}-{user}"
    safe = _UNSAFE.sub("_", plain.lower())[:_LONGEST_NAME]
    # What had to be changed may be alike now: Müller and Möller, or two names that only differ in capitals.
    return safe if safe == plain else f"{safe}-{hashlib.sha256(plain.encode('utf-8', 'replace')).hexdigest()[:6]}"


class SeatCopies:
    """Keeps one seat's copy. Safe to use from several threads; nothing here takes time but `close`."""

    def __init__(self, log: Path, seat: str) -> None:
        """Copy the log at `log` as `seat`, once `use` names a folder."""
        self.seat = seat
        self.problem: Sentence | None = None
        """Why the copy cannot be written, for as long as that lasts."""
        self.problem_changed: Callable[[], None] = _nobody
        """Is called when a problem begins and when it is over, on whichever thread found out."""
        self._log = log
        self._wake = threading.Condition()
        self._folder = ""
        self._new = False
        self._closed = False
        self._failures = 0
        self._thread: threading.Thread | None = None

    def use(self, folder: str) -> None:
        """Copy into `folder` from now on, which must be there; not at all if it is empty."""
        with self._wake:
            if folder == self._folder:
                return
            self._folder, self._failures, self._new = folder, 0, True
            before, self.problem = self.problem, None
            if self._thread is None and folder:
                self._thread = threading.Thread(target=self._run, name="dncdesk-copies", daemon=True)
                self._thread.start()
            self._wake.notify()
        if before is not None:
            self.problem_changed()

    def tell_written(self) -> None:
        """There is something new in the log. Returns at once, from any thread."""
        with self._wake:
            self._new = True
            self._wake.notify()

    def close(self, seconds: float) -> None:
        """Copy what is new if that can be done within `seconds`; the next start catches up with the rest."""
        with self._wake:
            self._closed = True
            self._wake.notify()
            thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _run(self) -> None:
        while (folder := self._next()) is not None:
            reason = ""
            try:
                if folder:
                    self._catch_up(Path(folder))
            except (OSError, sqlite3.Error) as error:
                reason = getattr(error, "strerror", None) or str(error)
            except Exception as error:  # noqa: BLE001 - whatever is wrong with the copy, the log goes on
                _log.exception("the copy of the log failed")
                reason = type(error).__name__
            self._tell(folder, reason)

    def _next(self) -> str | None:
        """The folder, as soon as there is something to copy; None at the end."""
        with self._wake:
            if self._failures:
                # A folder that is away is not asked again for each event.
                pause = AGAIN_SECONDS[min(self._failures, len(AGAIN_SECONDS)) - 1]
                before = self._folder
                self._wake.wait_for(lambda: self._closed or self._folder != before, pause)
                self._new = True
            else:
                self._wake.wait_for(lambda: self._closed or self._new)
            if self._closed and (self._failures or not self._new):
                return None
            self._new = False
            return self._folder

    def _tell(self, folder: str, reason: str) -> None:
        with self._wake:
            if self._folder != folder:
                return
            self._failures = self._failures + 1 if reason else 0
            if self._closed or bool(self.problem) == bool(reason):
                return
            self.problem = None
            if reason:
                _log.warning("the copy of the log cannot be written: %s", reason)
                self.problem = say(
                    "The copy of the log in {folder} cannot be written ({reason}). It is caught up by itself; the log "
                    "on this computer is complete.",
                    folder=folder,
                    reason=reason,
                )
        self.problem_changed()

    def _catch_up(self, folder: Path) -> None:
        # Another program of this user may be at the same file; the lock is a local one and holds up nobody else.
        with (
            alone(self._log.with_name(f"{self._log.stem}-copies")),
            contextlib.closing(open_to_read(self._log)) as db,
        ):
            file, last = self._open(folder, db)
            with file:
                while rows := self._behind(db, last):
                    file.write("".join(map(as_line, rows)).encode("ascii"))
                    file.flush()
                    last = rows[-1].seq
                    if self._closed:
                        break
                os.fsync(file.fileno())

    def _open(self, folder: Path, db: sqlite3.Connection) -> tuple[BinaryIO, int]:
        """This log's own file in `folder`, behind its last whole line, and the number of the event in that line."""
        number = 1
        while True:
            path = folder / (f"{self.seat}.jsonl" if number == 1 else f"{self.seat}.{number}.jsonl")
            # Opened without making the folder: where a share is not there, its place would fill with copies.
            file = path.open("r+b" if path.exists() else "x+b")
            try:
                last, end = _last_line(file)
                if last is not None and (last == _NOTHING or _holds(db, last)):
                    file.truncate(end)
                    file.seek(end)
                    return file, last.seq
            except BaseException:
                file.close()
                raise
            # The copy of another log, which was here before this one, or no copy at all: it stays as it is.
            file.close()
            number += 1

    def _behind(self, db: sqlite3.Connection, last: int) -> list[Stored]:
        rows = db.execute(f"SELECT {COLUMNS} FROM event WHERE seq > ? ORDER BY seq LIMIT ?", (last, _AT_ONCE))  # noqa: S608
        return [Stored(*row) for row in rows]


def _nobody() -> None:
    """Nobody wants to know."""


def _holds(db: sqlite3.Connection, head: Head) -> bool:
    """Whether the log of `db` holds this event, or did before it was retired."""
    row = db.execute("SELECT hash FROM event WHERE seq = ?", (head.seq,)).fetchone()
    if row is None:
        row = db.execute("SELECT previous FROM event WHERE seq = ?", (head.seq + 1,)).fetchone()
    return row is not None and row[0] == head.hash


def _last_line(file: BinaryIO) -> tuple[Head | None, int]:
    """The event in the last line that is whole, `_NOTHING` where none was begun, and where that line ends.

    None for a file that is no copy of a log.
    """
    end = file.seek(0, os.SEEK_END)
    start = max(0, end - _TAIL)
    file.seek(start)
    tail = file.read(end - start)
    if b"\n" not in tail and _BEGINNING.startswith(tail[: len(_BEGINNING)]):
        return _NOTHING, 0
    while (stop := tail.rfind(b"\n")) >= 0:
        begin = tail.rfind(b"\n", 0, stop) + 1
        with contextlib.suppress(ValueError):
            event = from_line(tail[begin:stop].decode("utf-8"))
            return Head(event.seq, event.hash), start + stop + 1
        tail = tail[:begin]
    return None, 0
