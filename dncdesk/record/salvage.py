"""What can still be read of a damaged log: page by page, and line by line where a page is broken."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dncdesk.core.details import Details
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome
from dncdesk.record.events import Kind

_AT_ONCE = 500
_EMPTY = 20
"""So many empty stretches in a row are the end; which line is the last may not be readable."""
_POWERS = 40
"""Where the beginning cannot be read, the search goes on behind 2, 4, 8 and so on, to 2 to this power."""
_WANTED = tuple(
    k.value
    for k in (
        Kind.REQUESTED,
        Kind.DETAILS,
        Kind.OUTCOME,
        Kind.LOGIN_REFUSED,
        Kind.LOGIN_RENEWED,
        Kind.PAUSED,
        Kind.GOES_ON,
    )
)
_SPOILED = (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError)


@dataclass
class Salvaged:
    """The opt-outs that were still to be done, the accounts that were turned away, and the groups that were paused.

    `details` is what was added to those opt-outs later, by their ids: the bodies of the events, oldest first. `stops`
    holds the dialler's word.
    """

    pending: list[OptOut] = field(default_factory=list)
    details: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    stops: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    paused: set[str] = field(default_factory=set)


def salvage(damaged: Path) -> Salvaged:
    """Follow the events that can be read, for where each opt-out stood.

    Where the event that settled an opt-out is lost, it counts as still to be done: doing it again does no harm.
    """
    found = Salvaged()
    requests: dict[str, OptOut] = {}
    with contextlib.suppress(sqlite3.Error), contextlib.closing(_open(damaged)) as db:
        for opt_out_id, kind, text in _events(db):
            with contextlib.suppress(*_SPOILED):
                body: dict[str, Any] = json.loads(text)
                account = (str(body.get("endpoint")), str(body.get("api_user")))
                if kind == Kind.REQUESTED:
                    requests[opt_out_id] = OptOut.from_json(body)
                elif kind == Kind.DETAILS:
                    Details.from_json(body)  # else it is spoiled
                    found.details.setdefault(opt_out_id, []).append(body)
                elif kind == Kind.LOGIN_REFUSED:
                    found.stops[account] = (body["refusal"], body["said"])
                elif kind == Kind.LOGIN_RENEWED:
                    found.stops.pop(account, None)
                elif kind == Kind.PAUSED:
                    found.paused.add(body["group"])
                elif kind == Kind.GOES_ON:
                    found.paused.discard(body["group"])
                elif not (Outcome(body["outcome"]).pending or body["refusal"]):
                    requests.pop(opt_out_id, None)
        _add_stops(db, found.stops)
    found.pending = list(requests.values())
    found.details = {key: bodies for key, bodies in found.details.items() if key in requests}
    return found


def _add_stops(db: sqlite3.Connection, stops: dict[tuple[str, str], tuple[str, str]]) -> None:
    """The table knows them too: where the line about it is lost, a refused login must not be tried again."""
    for endpoint, api_user, refusal in db.execute("SELECT endpoint, api_user, refusal FROM login_stop"):
        stops.setdefault((endpoint, api_user), (refusal, ""))


def _open(damaged: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    db.text_factory = lambda raw: raw.decode("utf-8", "replace")
    # Else SQLite reads nothing at all of a file that was cut short.
    db.execute("PRAGMA writable_schema = ON")
    return db


def _events(db: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    empty, first = 0, _first(db)
    while empty < _EMPTY:
        try:
            rows = _between(db, first, first + _AT_ONCE - 1)
        except sqlite3.Error:
            rows = [row for seq in range(first, first + _AT_ONCE) for row in _one(db, seq)]
        yield from rows
        empty = 0 if rows else empty + 1
        first += _AT_ONCE


def _first(db: sqlite3.Connection) -> int:
    """Where the events begin that can be read: older ones may have been retired."""
    for power in range(_POWERS):
        with contextlib.suppress(sqlite3.Error):
            return db.execute("SELECT min(seq) FROM event WHERE seq >= ?", (2**power,)).fetchone()[0] or 1
    return 1


def _between(db: sqlite3.Connection, first: int, last: int) -> list[tuple[str, str, str]]:
    places = ",".join("?" * len(_WANTED))
    return db.execute(
        f"SELECT opt_out_id, kind, body FROM event WHERE seq BETWEEN ? AND ? AND kind IN ({places})",  # noqa: S608
        (first, last, *_WANTED),
    ).fetchall()


def _one(db: sqlite3.Connection, seq: int) -> list[tuple[str, str, str]]:
    try:
        return _between(db, seq, seq)
    except sqlite3.Error:
        return []
