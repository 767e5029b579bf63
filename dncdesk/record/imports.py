"""Taking in a former log: its rows stand beside the chain, marked, and nothing is claimed of them.

They have a negative `seq`, no event that made them, and in the column `outcome` a word that is none: so nothing sends
them, counts them as pending, or takes them for blocked. That they were taken in is an event, with the SHA-256 of the
file and of the rows; that they were taken back again is another one.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from dncdesk.core.moments import moment, now, stamp
from dncdesk.core.optout import Action, AskedHow, new_id
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.sentences import ProblemError, Sentence, say
from dncdesk.core.table_file import TableFile
from dncdesk.record import state
from dncdesk.record.events import Kind, canonical
from dncdesk.record.exporting.selection import Maker
from dncdesk.record.import_plan import ImportRow, Reading
from dncdesk.record.log import Log, LogError
from dncdesk.record.state import IMPORTED, storable

_AT_ONCE = 500
"""Rows that are written at a time: the log is held for some 50 ms."""
_GAP = 0.01
"""Seconds between two pieces, in which another may write."""
_FACTS = "SELECT seq, at, body FROM event WHERE opt_out_id = '' AND kind = ? ORDER BY seq"


Step = Callable[[int, int], None]


def _unwatched(_done: int, _total: int) -> None:
    """Nobody watches."""


class ImportProblemError(ProblemError):
    """The file is not taken in; nothing was changed."""


@dataclass(frozen=True)
class Import:
    """One file that was taken in: `seq` is its event's, `first` to `last` (downwards) are its rows'.

    `there` is how many of its `rows` are in the log: fewer where the program was ended in the middle.
    """

    seq: int
    at: datetime
    file: str
    sha256: str
    rows: int
    first: int
    last: int
    by: str
    there: int


def take_in(log: Log, table: TableFile, reading: Reading, maker: Maker, step: Step = _unwatched) -> Import:
    """Take in all rows of `reading`, or none.

    It is done in pieces, so that a new opt-out never waits long for the log. What a former try has left unfinished
    is taken back first. `step` is told how many rows of how many are in.

    Raises:
        ImportProblemError: there is no row, or this very file is there already.
        LogError: it cannot be written; what was taken in is taken back, if that can be written.
        CancelledError: a person has said stop (from `step`); likewise.
    """
    if not reading.rows:
        raise ImportProblemError(say("{file} holds no number. Nothing was taken in.", file=table.name))
    for former in imports(log.path):
        if former.sha256 != table.sha256:
            continue
        if former.there == former.rows:
            day = former.at.date().isoformat()
            raise ImportProblemError(
                say(
                    "This file was taken in already, on {day} as {file}. Nothing was changed.",
                    day=day,
                    file=former.file,
                )
            )
        take_back(log, former, maker)
    at = now()
    rows = [_row(row, table.name, at) for row in reading.rows]
    body = {
        "file": storable(table.name),
        "sha256": table.sha256,
        "rows": len(rows),
        "left_out": len(reading.bad),
        "undated": reading.undated,
        "rows_sha256": rows_hash(rows),
        "by": maker.by,
        "computer": maker.computer,
        "program": maker.program,
    }

    first = 0

    def begin(db: sqlite3.Connection) -> Mapping[str, Any]:
        nonlocal first
        first = _lowest(db) - 1
        return {**body, "first": first, "last": first - len(rows) + 1}

    log.append_beside(Kind.IMPORTED, begin)
    # Another program may have begun an import since.
    new = next(found for found in imports(log.path) if found.first == first)
    try:
        for start in range(0, len(rows), _AT_ONCE):
            log.write(_inserting(rows[start : start + _AT_ONCE], new.first - start))
            step(min(start + _AT_ONCE, len(rows)), len(rows))
            time.sleep(_GAP)
    except BaseException:
        # Where not even that can be written, it stays as unfinished, and the next try sees to it.
        with contextlib.suppress(LogError):
            take_back(log, new, maker)
        raise
    return replace(new, there=len(rows))


def take_back(log: Log, former: Import, maker: Maker) -> int:
    """Remove the rows of one import, in pieces; returns how many there were. That it was done stays in the log.

    Raises:
        LogError: it cannot be written; it can be done again.
    """
    removed = 0

    def remove(db: sqlite3.Connection) -> None:
        nonlocal removed
        removed += db.execute("DELETE FROM opt_out WHERE seq BETWEEN ? AND ?", (low, high)).rowcount

    for high in range(former.first, former.last - 1, -_AT_ONCE):
        low = max(former.last, high - _AT_ONCE + 1)
        log.write(remove)
        time.sleep(_GAP)
    told = {"by": maker.by, "computer": maker.computer, "program": maker.program}
    body = {"taken_back": former.seq, "file": storable(former.file), "rows": removed, **told}
    log.append_beside(Kind.IMPORTED, lambda _db: body)
    return removed


def _inserting(rows: Sequence[Mapping[str, Any]], first: int) -> Callable[[sqlite3.Connection], None]:
    def insert(db: sqlite3.Connection) -> None:
        for place, row in enumerate(rows):
            state.insert(db, {"seq": first - place, **row})

    return insert


def imports(log: Path) -> list[Import]:
    """What was taken in and not taken back, oldest first.

    Raises:
        sqlite3.Error: the log cannot be read.
    """
    uri = f"{log.absolute().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=5)) as db:
        return _known(db)


def rows_hash(rows: Sequence[Mapping[str, Any]]) -> str:
    """The SHA-256 over imported rows, the highest `seq` first: of what never changes of them, in that order.

    That leaves out what `Kind.DETAILS` may change: name, note, and the like.
    """
    digest = hashlib.sha256()
    for row in rows:
        digest.update(state.lasting(row))
    return digest.hexdigest()


def _known(db: sqlite3.Connection) -> list[Import]:
    """The imports that are there, oldest first."""
    found: dict[int, Import] = {}
    for seq, at, text in db.execute(_FACTS, (Kind.IMPORTED.value,)).fetchall():
        body = json.loads(text)
        if "taken_back" in body:
            found.pop(body["taken_back"], None)
            continue
        first, last = body["first"], body["last"]
        (there,) = db.execute("SELECT count(*) FROM opt_out WHERE seq BETWEEN ? AND ?", (last, first)).fetchone()
        found[seq] = Import(seq, moment(at), body["file"], body["sha256"], body["rows"], first, last, body["by"], there)
    return list(found.values())


def _lowest(db: sqlite3.Connection) -> int:
    """The lowest `seq` that an imported row ever had: none is given twice."""
    facts = [json.loads(text) for _, _, text in db.execute(_FACTS, (Kind.IMPORTED.value,))]
    return min((body["last"] for body in facts if "last" in body), default=0)


def _row(row: ImportRow, file: str, at: datetime) -> dict[str, Any]:
    asked_at = row.asked_at or at
    campaign = storable(row.campaign)
    # The table's own column says what it is. This outcome, the only one that claims nothing, is never shown.
    result = Result(Outcome.WAITING, _why(row, file))
    return {
        "id": new_id(),
        "number": row.number.main_form,
        "shown": row.number.shown,
        "typed": storable(row.number.typed),
        "e164": row.number.e164,
        "scope": campaign,
        "scope_name": "",
        "scope_asked": campaign,
        "server": "",
        "endpoint": "",
        "api_user": "",
        "asked_at": stamp(asked_at),
        "asked_ms": round(asked_at.timestamp() * 1000),
        "due_on": None,
        "group_id": "",
        "person": storable(row.person),
        "taken_by": "",
        "asked_how": AskedHow.UNSAID.value,
        "reference": "",
        "note": storable(row.note),
        "entered_by": "",
        "action": Action.BLOCK.value,
        "outcome": IMPORTED,
        "refusal": None,
        "blocked_ms": None,
        "result": canonical(result.as_json()),
    }


def _why(row: ImportRow, file: str) -> Sentence:
    told = say(
        "From line {line} of {file}. dncdesk has not asked the dialler about it.",
        line=str(row.line),
        file=file,
    )
    if row.asked_at is not None:
        return told
    if row.date:
        return told + say("Its date, “{date}”, could not be read: the time shown is that of the import.", date=row.date)
    return told + say("It gives no date: the time shown is that of the import.")
