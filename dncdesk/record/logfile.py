"""The log's file: opening it, bringing it up to date, setting it aside. One program at a time."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from dncdesk.core.moments import now
from dncdesk.core.sentences import ProblemError, Sentence, say
from dncdesk.record.schema import MIGRATIONS
from dncdesk.record.state import rebuild

_OPENING_SECONDS = 20.0
"""How long a start waits for another one that may be saving what a damaged log holds."""


_UNSAVED = "unsaved"


class LogError(ProblemError):
    """The log cannot be read or written; the sentence says why and what to do."""


_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_HELD_ON_WINDOWS = frozenset({32, 33})
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, which Python takes for a missing permission."""


def cannot_be_written(folder: Path, error: sqlite3.Error | OSError) -> Sentence:
    """Why the log in `folder` cannot be written, and what to do about that cause."""
    if isinstance(error, OSError):
        code, held = error.errno, getattr(error, "winerror", None) in _HELD_ON_WINDOWS
        full, denied, reason = code in _FULL, code in _DENIED, error.strerror or str(error)
    else:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        full, held, reason = (
            code == sqlite3.SQLITE_FULL,
            code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED},
            str(error),
        )
        # Beside the log SQLite makes files of its own.
        may_not = code == sqlite3.SQLITE_CANTOPEN and not os.access(folder, os.W_OK)
        denied = may_not or code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
    where = {"folder": str(folder), "reason": reason}
    if full:
        return say(
            "The log in {folder} cannot be written: the disk is full ({reason}). Free some space and try again.",
            **where,
        )
    if held:
        return say(
            "The log in {folder} cannot be written: another program holds it ({reason}). Close that program or wait, "
            "and try again.",
            **where,
        )
    if denied:
        return say(
            "The log in {folder} cannot be written: you may not write there ({reason}). Ask IT for that right.", **where
        )
    return say(
        "The log in {folder} cannot be written ({reason}). Check the disk and try again; if it stays so, tell IT.",
        **where,
    )


def open_file(path: Path, *, busy: float) -> sqlite3.Connection:
    """A connection to the log at `path`, made (0600) or brought up to date as needed, that waits `busy` seconds.

    Raises:
        LogError: a newer version of the program has written it.
        sqlite3.Error, OSError: it cannot be opened.
    """
    # Made here, so that it is this user's alone from the first moment; SQLite gives its side files the same mode.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    db = sqlite3.connect(path, timeout=busy, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        _migrate(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise LogError(
            say(
                "The log in {path} was written by a newer version of dncdesk. Install that version to go on.",
                path=str(path),
            )
        )
    if 0 < version < len(MIGRATIONS):
        _copy(db, path.with_name(f"{path.stem}.version-{version}{path.suffix}"))
    if version == len(MIGRATIONS):
        return
    # All at once: whoever reads meanwhile sees the old log or the new one.
    steps = "; ".join(MIGRATIONS[version:])
    try:
        db.executescript(f"BEGIN IMMEDIATE; {steps}; PRAGMA user_version = {len(MIGRATIONS)};")
        rebuild(db)
        db.execute("COMMIT")
    except BaseException as error:
        if db.in_transaction:
            db.rollback()
        # Two starts at once: who comes second finds the work done.
        behind = db.execute("PRAGMA user_version").fetchone()[0] < len(MIGRATIONS)
        if behind or not isinstance(error, sqlite3.Error):
            raise


def _copy(db: sqlite3.Connection, target: Path) -> None:
    os.close(os.open(target, os.O_RDWR | os.O_CREAT, 0o600))
    with contextlib.closing(sqlite3.connect(target)) as copy:
        db.backup(copy)


def file_at(path: Path) -> tuple[int, int] | None:
    """Which file stands at `path`, whatever it was called before."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Be the only program that opens this log or sets it aside; lasts at most until the program ends."""
    lock = path.with_name(f"{path.stem}.lock")
    os.close(os.open(lock, os.O_RDWR | os.O_CREAT, 0o600))
    with contextlib.closing(sqlite3.connect(lock, timeout=_OPENING_SECONDS, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        yield


def set_aside(path: Path) -> None:
    """Put the damaged log at `path` and its side files among those that are `unsaved`."""
    _rename(path, path.with_name(f"{path.stem}.{_UNSAVED}-{now():%Y%m%d-%H%M%S-%f}{path.suffix}"))


def unsaved(path: Path) -> list[Path]:
    """The damaged logs that stood at `path`, of which it is not known that all that can be saved is saved."""
    return sorted(path.parent.glob(f"{path.stem}.{_UNSAVED}-*{path.suffix}"))


def mark_saved(aside: Path) -> Path:
    """Give a damaged log, of which all is saved now, its lasting name; returns it."""
    lasting = aside.with_name(aside.name.replace(f".{_UNSAVED}-", ".damaged-"))
    _rename(aside, lasting)
    return lasting


def _rename(path: Path, to: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(to.with_name(to.name + suffix))


def damaged(error: BaseException | None) -> bool:
    """Whether SQLite says that the file itself is no sound database (and not that it is locked, or the disk full)."""
    codes = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
    return isinstance(error, sqlite3.DatabaseError) and getattr(error, "sqlite_errorcode", 0) & 0xFF in codes
