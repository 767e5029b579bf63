"""What is written about an opt-out, a list, an account: its event, and what follows from it in the log's own tables.

Each of these belongs into a transaction that its caller has begun: all of it is there, or nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dncdesk.core.moments import now, stamp
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.record import state
from dncdesk.record.chain import append
from dncdesk.record.events import Kind, canonical


@dataclass(frozen=True)
class Step:
    """What a step of a job has brought."""

    opt_out_id: str
    kind: Kind
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Standing:
    """Where an opt-out stands after a try; `refusal` names the refused login that it waits for."""

    opt_out_id: str
    result: Result
    refusal: str | None = None
    attempt: int = 1


def record_all(db: sqlite3.Connection, opt_outs: Iterable[OptOut]) -> None:
    """Each of these as asked for and not yet delivered."""
    for opt_out in opt_outs:
        seq = append(db, opt_out.id, Kind.REQUESTED, opt_out.as_json())
        state.insert(db, state.row_of(opt_out, seq))


def stand(db: sqlite3.Connection, standing: Standing) -> None:
    """Where an opt-out stands; nothing is written where that says nothing new."""
    outcome = standing.result.as_json()
    row = db.execute("SELECT result, blocked_ms FROM opt_out WHERE id = ?", (standing.opt_out_id,)).fetchone()
    if row is not None and row[0] == canonical(outcome):
        return
    body = {**outcome, "refusal": standing.refusal, "attempt": standing.attempt}
    append(db, standing.opt_out_id, Kind.OUTCOME, body)
    state.update(db, standing.opt_out_id, state.changes_by(Kind.OUTCOME, body, row[1] if row else None))


def pause(db: sqlite3.Connection, group_id: str) -> None:
    """That this group is paused, unless it is already."""
    if db.execute("INSERT OR IGNORE INTO paused_group VALUES (?)", (group_id,)).rowcount:
        append(db, "", Kind.PAUSED, {"group": group_id})


def unsent(db: sqlite3.Connection, opt_out_id: str) -> bool:
    """Whether an opt-out waits, and no try at it is known that may have reached the dialler."""
    row = db.execute("SELECT outcome, refusal FROM opt_out WHERE id = ?", (opt_out_id,)).fetchone()
    if row is None or row[0] != Outcome.WAITING.value or row[1] is not None:
        return False
    # A try that may have reached the dialler has left the step, or an outcome that names what was sent.
    for kind, body in db.execute("SELECT kind, body FROM event WHERE opt_out_id = ?", (opt_out_id,)):
        if kind not in {Kind.REQUESTED, Kind.DETAILS, Kind.OUTCOME}:
            return False
        if kind == Kind.OUTCOME and json.loads(body)["numbers_sent"]:
            return False
    return True


def holds(db: sqlite3.Connection, opt_out_id: str) -> bool:
    """Whether the log has this opt-out."""
    return db.execute("SELECT 1 FROM opt_out WHERE id = ?", (opt_out_id,)).fetchone() is not None


def note(db: sqlite3.Connection, opt_out_id: str, body: Mapping[str, Any]) -> None:
    """What a person has added to an opt-out later: `body` has what changed, and who wrote it where."""
    append(db, opt_out_id, Kind.DETAILS, body)
    state.update(db, opt_out_id, state.changes_by(Kind.DETAILS, body, None))


def stop_login(db: sqlite3.Connection, endpoint: str, api_user: str, refusal: str, said: str) -> None:
    """That this account was turned away."""
    body = {"endpoint": endpoint, "api_user": api_user, "refusal": refusal, "said": said}
    append(db, "", Kind.LOGIN_REFUSED, body)
    db.execute("INSERT OR REPLACE INTO login_stop VALUES (?,?,?,?)", (endpoint, api_user, refusal, stamp(now())))
