"""Checking what was imported: it stands outside the chain, but the chain holds a hash over the rows of each import."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from dncdesk.core.sentences import say
from dncdesk.core.text import one_line
from dncdesk.record import state
from dncdesk.record.events import Kind
from dncdesk.record.findings import Findings, when


@dataclass(frozen=True)
class Import:
    """One import that was not taken back: its rows have the numbers `last` (the lowest) to `first`.

    `digest` is the hash over what can never change of them, None where it was not noted.
    """

    seq: int
    at: str
    file: str
    rows: int
    first: int
    last: int
    digest: str | None


def imports(db: sqlite3.Connection) -> list[Import]:
    """The imports that the chain tells of, oldest first, without those that were taken back."""
    found: dict[int, Import] = {}
    rows = db.execute(
        "SELECT seq, at, body FROM event WHERE opt_out_id = '' AND kind = ? ORDER BY seq", (Kind.IMPORTED.value,)
    )
    for seq, at, text in rows:
        with suppress(ValueError, TypeError, KeyError):
            body: dict[str, Any] = json.loads(text)
            if "taken_back" in body:
                found.pop(body["taken_back"], None)
            else:
                found[seq] = Import(
                    *(seq, at, body["file"], int(body["rows"]), int(body["first"]), int(body["last"])),
                    body.get("rows_sha256"),
                )
    return list(found.values())


def check_imported(db: sqlite3.Connection, findings: Findings) -> None:
    """See that the imported rows are those that were taken in."""
    taken = 0
    for former in imports(db):
        taken += former.rows
        about = {"file": one_line(former.file), "when": when(former.at)}
        count, digest = _rows(db, former)
        if count != former.rows:
            said = say(
                "Of the import of {file} on {when}, {count} rows are there; {wanted} were taken in.",
                count=str(count),
                wanted=str(former.rows),
                **about,
            )
        elif former.digest is not None and digest != former.digest:
            said = say("The rows that were taken in from {file} on {when} have been changed.", **about)
        else:
            continue
        findings.add(said, former.seq, "", former.at)
    count = db.execute("SELECT count(*) FROM opt_out WHERE seq <= 0").fetchone()[0]
    if count > taken:
        findings.add(
            say("Imported opt-outs: {count}, but only {wanted} were taken in.", count=str(count), wanted=str(taken))
        )
    elif count:
        findings.notes.append(
            say(
                "Imported opt-outs: {count}. They are as they were taken in; who made that record, and whether it was "
                "true, this log cannot say.",
                count=str(count),
            )
        )


def _rows(db: sqlite3.Connection, former: Import) -> tuple[int, str]:
    """How many rows of an import there are, and the hash over what can never change of them."""
    names = [str(row[1]) for row in db.execute("PRAGMA table_info(opt_out)")]  # without what is generated
    digest, count = hashlib.sha256(), 0
    for row in db.execute(
        f"SELECT {', '.join(names)} FROM opt_out WHERE seq BETWEEN ? AND ? ORDER BY seq DESC",  # noqa: S608
        (former.last, former.first),
    ):
        count += 1
        digest.update(state.lasting(dict(zip(names, row, strict=True))))
    return count, digest.hexdigest()
