"""Where each opt-out stands: one row of the table `opt_out`, which says nothing that the events do not say."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from dncdesk.core.moments import stamp
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.sentences import say
from dncdesk.record.events import Kind, canonical

RECORDED = Result(Outcome.WAITING, say("Recorded. Not sent yet."))
"""How an opt-out stands that nothing has happened to."""

IMPORTED = "imported"
"""What stands in the column `outcome` of an imported row, and is no outcome: nobody has read anything back."""

DETAILS = ("person", "taken_by", "asked_how", "reference", "note")
"""The columns that `Kind.DETAILS` may change."""
_NOT_LASTING = {*DETAILS, "seq", "words", "group_id"}


def row_of(opt_out: OptOut, seq: int) -> dict[str, Any]:
    """The row, by column, of an opt-out that the event `seq` has just recorded."""
    return {
        "seq": seq,
        "id": opt_out.id,
        "number": opt_out.main_form,
        "shown": opt_out.shown,
        "typed": storable(opt_out.number_typed),
        "e164": opt_out.e164,
        "scope": str(opt_out.scope),
        "scope_name": storable(opt_out.scope_name),
        "scope_asked": str(opt_out.scope_asked or opt_out.scope),
        "server": opt_out.server,
        "endpoint": opt_out.endpoint,
        "api_user": opt_out.api_user,
        "asked_at": stamp(opt_out.asked_at),
        "asked_ms": _ms(opt_out.asked_at.timestamp()),
        "due_on": opt_out.due_on.isoformat() if opt_out.due_on else None,
        "group_id": storable(opt_out.group),
        "person": storable(opt_out.person),
        "taken_by": storable(opt_out.taken_by),
        "asked_how": opt_out.asked_how.value,
        "reference": storable(opt_out.reference),
        "note": storable(opt_out.note),
        "entered_by": storable(opt_out.entered_by),
        "action": opt_out.action.value,
        "outcome": RECORDED.outcome.value,
        "refusal": None,
        "blocked_ms": None,
        "result": canonical(RECORDED.as_json()),
    }


def lasting(row: Mapping[str, Any]) -> bytes:
    """What never changes of an imported row, as it goes into its import's hash: neither its place, nor `DETAILS`.

    Nor a group, which it never has: older logs have no such column, and their hashes hold.
    """
    kept = {name: value for name, value in row.items() if name not in _NOT_LASTING}
    return canonical(kept).encode("ascii") + b"\n"


def changes_by(kind: Kind, body: Mapping[str, Any], blocked_ms: int | None) -> dict[str, Any]:
    """The columns that an event of an opt-out changes, with their new values.

    `blocked_ms` is when the number was first read back as blocked, milliseconds since 1970, as the row has it.
    """
    if kind is Kind.DETAILS:
        return {name: storable(str(body[name])) for name in DETAILS if name in body}
    if kind is not Kind.OUTCOME:
        return {}
    result = Result.from_json(body)
    if blocked_ms is None and result.outcome is Outcome.BLOCKED and result.confirmed_at:
        blocked_ms = _ms(result.confirmed_at.timestamp())
    return {
        "outcome": result.outcome.value,
        "refusal": body["refusal"],
        "blocked_ms": blocked_ms,
        "result": canonical(result.as_json()),
    }


def insert(db: sqlite3.Connection, row: Mapping[str, Any]) -> None:
    """Put a new row into the table."""
    db.execute(f"INSERT INTO opt_out ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", [*row.values()])  # noqa: S608


def update(db: sqlite3.Connection, opt_out_id: str, changes: Mapping[str, Any]) -> None:
    """Put new values into the row of an opt-out."""
    if changes:
        places = ", ".join(f"{column} = ?" for column in changes)
        db.execute(f"UPDATE opt_out SET {places} WHERE id = ?", [*changes.values(), opt_out_id])  # noqa: S608


def rebuild(db: sqlite3.Connection) -> None:
    """Make the whole table anew from the events; what was imported, beside the chain, stays."""
    db.execute("DELETE FROM opt_out WHERE seq > 0")
    rows: dict[str, dict[str, Any]] = {}
    for seq, opt_out_id, kind, body in db.execute(
        "SELECT seq, opt_out_id, kind, body FROM event WHERE opt_out_id != '' ORDER BY opt_out_id, seq"
    ):
        if kind == Kind.REQUESTED:
            _flush(db, rows)
        # What cannot be read must not keep the log from opening; a check of the log names it.
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            if kind == Kind.REQUESTED:
                rows[opt_out_id] = row_of(OptOut.from_json(json.loads(body)), seq)
            elif opt_out_id in rows:
                row = rows[opt_out_id]
                row.update(changes_by(Kind(kind), json.loads(body), row["blocked_ms"]))
    _flush(db, rows)


def _flush(db: sqlite3.Connection, rows: dict[str, dict[str, Any]]) -> None:
    for row in rows.values():
        insert(db, row)
    rows.clear()


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


def storable(text: str) -> str:
    """`text` without lone surrogates, which SQLite's UTF-8 cannot hold; the event itself keeps them escaped."""
    return text.encode("utf-8", "replace").decode("utf-8")
