"""A program that is killed while it brings a log up to date: run as `python killed_migration.py LOG WHERE`.

WHERE: `copying` (the file is half copied), `first` (just after the tables were made), `rows` (half of the rows are
there), `last` (all is done and not committed).
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from dncdesk.record import logfile, state
from dncdesk.record.log import Log


def die(*_: object) -> NoReturn:
    # Windows ends a process at once on any signal, and gives its number as the exit code.
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    raise AssertionError


def copy_half(db: sqlite3.Connection, target: Path) -> None:
    db.backup(sqlite3.connect(target), pages=1, progress=die)


def rebuild_and_die(db: sqlite3.Connection) -> None:
    state.rebuild(db)
    die()


def insert_some(db: sqlite3.Connection, row: Mapping[str, Any]) -> None:
    if db.execute("SELECT count(*) FROM opt_out").fetchone()[0] == 3:
        die()
    insert(db, row)


insert = state.insert

if __name__ == "__main__":
    where = sys.argv[2]
    if where == "copying":
        logfile._copy = copy_half
    elif where == "rows":
        state.insert = insert_some
    else:
        setattr(logfile, "rebuild", die if where == "first" else rebuild_and_die)  # noqa: B010
    Log(Path(sys.argv[1]))
