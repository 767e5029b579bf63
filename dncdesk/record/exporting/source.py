"""Reading the log for an export: one moment of it, in batches, so that a million entries need no memory."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dncdesk.core.moments import moment
from dncdesk.core.optout import Action, OptOut
from dncdesk.core.outcome import Outcome
from dncdesk.record.events import Kind
from dncdesk.record.exporting.selection import LastExport, Selection
from dncdesk.record.reader import Entry, Reader

BATCH = 500
"""Entries that are held at a time."""

EventRow = tuple[int, str, str, str, str, str, str]
"""An event as the chain has it: seq, opt_out_id, kind, at, body (its canonical text), previous, hash."""


@dataclass(frozen=True)
class Line:
    """One opt-out with what its events tell: the request as it was recorded, and how often it was tried.

    `request` is None for what was imported, and where the log's line is damaged. `tries` is at least so many: a
    try that brought nothing new leaves no event.
    """

    entry: Entry
    request: OptOut | None
    tries: int | None


@dataclass(frozen=True)
class Sums:
    """How many entries of one scope there are, and how many of each outcome; the words are the log's own."""

    scope: str
    total: int
    outcomes: dict[str, int] = field(default_factory=dict)


class Source:
    """One moment of the log: what is written meanwhile is not in it. For one thread."""

    def __init__(self, connection: sqlite3.Connection, selection: Selection) -> None:
        self._db = connection
        self._reader = Reader(connection)
        where, values = selection.query.condition()
        parts = [f"({where})"] if where else []
        if selection.after is not None:
            later, more = _later(connection, selection.after)
            parts.append(later)
            values += more
        self._where = f"WHERE {' AND '.join(parts)}" if parts else ""
        self._values = values
        self._order = selection.query.order()

    @classmethod
    @contextlib.contextmanager
    def open(cls, log: Path, selection: Selection) -> Iterator[Source]:
        """The `selection` of the log at `log`, which must be there, as it is now.

        Raises:
            sqlite3.Error: it cannot be read.
        """
        uri = f"{log.absolute().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=5, isolation_level=None)) as db:
            db.execute("BEGIN")
            yield cls(db, selection)

    def head(self) -> tuple[int, str]:
        """The last event's `seq` and hash."""
        return self._reader.head()

    def places(self, scope: str | None = None) -> array[int]:
        """The `seq` of every entry, in their order; with `scope`, of those of one scope."""
        where, values = self._where, list(self._values)
        if scope is not None:
            where = f"{where} AND scope = ?" if where else "WHERE scope = ?"
            values.append(scope)
        rows = self._db.execute(f"SELECT seq FROM opt_out {where} ORDER BY {self._order}", values)  # noqa: S608
        return array("q", (row[0] for row in rows))

    def sums(self) -> list[Sums]:
        """The sums of each scope, by its name."""
        found: dict[str, dict[str, int]] = {}
        for scope, outcome, count in self._db.execute(
            f"SELECT scope, outcome, count(*) FROM opt_out {self._where} GROUP BY 1, 2 ORDER BY 1, 2",  # noqa: S608
            self._values,
        ):
            found.setdefault(scope, {})[outcome] = count
        return [Sums(scope, sum(outcomes.values()), outcomes) for scope, outcomes in found.items()]

    def lines(self, places: Sequence[int]) -> Iterator[Line]:
        """The opt-outs at these places, in this order."""
        for start in range(0, len(places), BATCH):
            entries = self._reader.entries_at(places[start : start + BATCH])
            yield from _with_events(entries, self._told([entry.opt_out_id for entry in entries]))

    def events(self) -> Iterator[EventRow]:
        """Every event of the selected opt-outs, in the chain's order; where all are selected, every event there is."""
        columns = "seq, opt_out_id, kind, at, body, previous, hash"
        if not self._where:
            yield from self._db.execute(f"SELECT {columns} FROM event ORDER BY seq")  # noqa: S608
            return
        yield from self._db.execute(
            f"SELECT {columns} FROM event WHERE opt_out_id IN (SELECT id FROM opt_out {self._where}) ORDER BY seq",  # noqa: S608
            self._values,
        )

    def event_count(self) -> int:
        """How many `events` yields, at most."""
        return int(self._db.execute("SELECT count(*) FROM event").fetchone()[0])

    def imported(self) -> Iterator[dict[str, Any]]:
        """The rows of the selection that are outside the chain, by column."""
        where = f"{self._where} AND seq < 0" if self._where else "WHERE seq < 0"
        found = self._db.execute(f"SELECT * FROM opt_out {where} ORDER BY seq DESC", self._values)  # noqa: S608
        names = [column[0] for column in found.description]
        for row in found:
            yield {name: value for name, value in zip(names, row, strict=True) if name != "words"}

    def _told(self, ids: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
        told: dict[str, list[tuple[str, str]]] = {}
        places = ",".join("?" * len(ids))
        for opt_out_id, kind, body in self._db.execute(
            f"SELECT opt_out_id, kind, body FROM event WHERE opt_out_id IN ({places})"  # noqa: S608
            " AND kind IN ('requested', 'outcome') ORDER BY opt_out_id, seq",
            list(ids),
        ):
            told.setdefault(opt_out_id, []).append((kind, body))
        return told


def last_export(log: Path) -> LastExport | None:
    """The last complete export of the log at `log`, on which another may build.

    Raises:
        sqlite3.Error: the log cannot be read.
    """
    uri = f"{log.absolute().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=5)) as db:
        for at, text in db.execute(
            "SELECT at, body FROM event WHERE opt_out_id = '' AND kind = ? ORDER BY seq DESC", (Kind.EXPORTED.value,)
        ):
            body = json.loads(text)
            if body.get("complete"):
                return LastExport(moment(at), int(body["head"]["seq"]))
    return None


def scope_named(log: Path, text: str) -> str | None:
    """The scope in the log that `text` names, whatever its capitals; None if the log holds none.

    Raises:
        sqlite3.Error: the log cannot be read.
    """
    uri = f"{log.absolute().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=5)) as db:
        # The very word first: two campaigns may differ in capitals alone.
        row = db.execute(
            "SELECT scope FROM opt_out WHERE scope = ?1 COLLATE NOCASE ORDER BY scope = ?1 DESC LIMIT 1", (text,)
        ).fetchone()
    return row[0] if row else None


def _later(db: sqlite3.Connection, after: int) -> tuple[str, list[object]]:
    """The condition for what has an event after `after`, and for what was imported after it."""
    parts, values = ["id IN (SELECT opt_out_id FROM event WHERE seq > ?)"], list[object]((after,))
    for (text,) in db.execute("SELECT body FROM event WHERE kind = ? AND seq > ?", (Kind.IMPORTED.value, after)):
        body = json.loads(text)
        if "first" in body:
            parts.append("seq BETWEEN ? AND ?")
            values += [body["last"], body["first"]]
    return f"({' OR '.join(parts)})", list(values)


def _with_events(entries: Sequence[Entry], told: dict[str, list[tuple[str, str]]]) -> Iterator[Line]:
    for entry in entries:
        try:
            request, tries = _told_of(entry, told.get(entry.opt_out_id, []))
        except (ValueError, KeyError, TypeError, AttributeError):
            # One line that is damaged must not take all the others from an export.
            request, tries = None, None
        yield Line(entry, request, tries)


def _told_of(entry: Entry, events: Sequence[tuple[str, str]]) -> tuple[OptOut | None, int | None]:
    request, tries, before = None, 0, 0
    for kind, text in events:
        body = json.loads(text)
        if kind == Kind.REQUESTED:
            request = OptOut.from_json(body)
        elif entry.action is Action.REMOVE or body["outcome"] != Outcome.REMOVED:
            # Each run of the program counts from one again.
            attempt = int(body.get("attempt", 1))
            tries += attempt - before if attempt > before else attempt
            before = attempt
    return request, (tries or None)
