"""Taking in a former log: its rows stand beside the chain, marked, and nothing is claimed of them.

They have a negative `seq`, no events, and a word of their own in the column `outcome`, which no outcome has: so
nothing sends them, counts them as pending, or takes them for blocked. That they were taken in is an event, with the
SHA-256 of the file and of the rows; that they were taken back again is another one.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dncdesk.core.moments import moment, now, stamp
from dncdesk.core.optout import Action, AskedHow, new_id
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.sentences import ProblemError, Sentence, say
from dncdesk.core.table_file import TableFile
from dncdesk.record.events import Kind, canonical
from dncdesk.record.exporting.selection import Maker
from dncdesk.record.import_plan import ImportRow, Reading
from dncdesk.record.log import Log
from dncdesk.record.state import DETAILS, IMPORTED, storable

_FACTS = "SELECT seq, at, body FROM event WHERE opt_out_id = '' AND kind = ? ORDER BY seq"


class ImportProblemError(ProblemError):
    """The file is not taken in; nothing was changed."""


@dataclass(frozen=True)
class Import:
    """One file that was taken in: `seq` is its event's, `first` to `last` (downwards) are its rows'."""

    seq: int
    at: datetime
    file: str
    sha256: str
    rows: int
    first: int
    last: int
    by: str


def take_in(log: Log, table: TableFile, reading: Reading, maker: Maker) -> Import:
    """Take in all rows of `reading`, in one transaction.

    Raises:
        ImportProblemError: there is no row, or this very file is there already.
        LogError: nothing was taken in.
    """
    if not reading.rows:
        raise ImportProblemError(say("{file} holds no number. Nothing was taken in.", file=table.name))

    def write(db: sqlite3.Connection) -> Mapping[str, Any]:
        known, lowest = _known(db)
        for former in known:
            if former.sha256 == table.sha256:
                raise ImportProblemError(
                    say(
                        "This file was taken in already, on {day} as {file}. Nothing was changed.",
                        day=former.at.date().isoformat(),
                        file=former.file,
                    )
                )
        first = min(lowest, 0) - 1
        rows = [_row(row, first - place, table.name, at) for place, row in enumerate(reading.rows)]
        names = list(rows[0])
        db.executemany(
            f"INSERT INTO opt_out ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",  # noqa: S608
            ([row[name] for name in names] for row in rows),
        )
        return {
            "file": storable(table.name),
            "sha256": table.sha256,
            "rows": len(rows),
            "left_out": len(reading.bad),
            "undated": reading.undated,
            "first": first,
            "last": first - len(rows) + 1,
            "rows_sha256": rows_hash(rows),
            "by": maker.by,
            "computer": maker.computer,
            "program": maker.program,
        }

    at = now()
    log.append_beside(Kind.IMPORTED, write)
    return imports(log.path)[-1]


def take_back(log: Log, former: Import, maker: Maker) -> int:
    """Remove the rows of one import; returns how many there were. That it was done stays in the log.

    Raises:
        LogError: nothing was removed.
    """
    removed = 0

    def write(db: sqlite3.Connection) -> Mapping[str, Any]:
        nonlocal removed
        removed = db.execute("DELETE FROM opt_out WHERE seq BETWEEN ? AND ?", (former.last, former.first)).rowcount
        return {
            "taken_back": former.seq,
            "file": storable(former.file),
            "rows": removed,
            "by": maker.by,
            "computer": maker.computer,
            "program": maker.program,
        }

    log.append_beside(Kind.IMPORTED, write)
    return removed


def imports(log: Path) -> list[Import]:
    """What was taken in and not taken back, oldest first.

    Raises:
        sqlite3.Error: the log cannot be read.
    """
    uri = f"{log.absolute().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=5)) as db:
        return _known(db)[0]


def rows_hash(rows: Sequence[Mapping[str, Any]]) -> str:
    """The SHA-256 over imported rows, the highest `seq` first: of what can never change of them.

    That leaves out what `Kind.DETAILS` may change: name, note, and the like.
    """
    digest = hashlib.sha256()
    for row in rows:
        kept = {name: value for name, value in row.items() if name not in DETAILS and name != "words"}
        digest.update(canonical(kept).encode("ascii") + b"\n")
    return digest.hexdigest()


def _known(db: sqlite3.Connection) -> tuple[list[Import], int]:
    """The imports that are there, and the lowest `seq` that any of them ever had."""
    found: dict[int, Import] = {}
    lowest = 0
    for seq, at, text in db.execute(_FACTS, (Kind.IMPORTED.value,)):
        body = json.loads(text)
        if "taken_back" in body:
            found.pop(body["taken_back"], None)
            continue
        lowest = min(lowest, body["last"])
        found[seq] = Import(
            seq, moment(at), body["file"], body["sha256"], body["rows"], body["first"], body["last"], body["by"]
        )
    return list(found.values()), lowest


def _row(row: ImportRow, seq: int, file: str, at: datetime) -> dict[str, Any]:
    asked_at = row.asked_at or at
    campaign = storable(row.campaign)
    # The table's own column says what it is. This outcome, the only one that claims nothing, is never shown.
    result = Result(Outcome.WAITING, _why(row, file))
    return {
        "seq": seq,
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
        "Imported: line {line} of {file} says so. dncdesk has not asked the dialler about it.",
        line=str(row.line),
        file=file,
    )
    if row.asked_at is not None:
        return told
    if row.date:
        return told + say("Its date, “{date}”, could not be read: the time shown is that of the import.", date=row.date)
    return told + say("It gives no date: the time shown is that of the import.")
