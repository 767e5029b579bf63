"""Reading the log, over a connection of its own, so that a long look never holds up a new opt-out."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from dncdesk.core.campaign import Campaign
from dncdesk.core.deadline import Timeliness
from dncdesk.core.moments import moment
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.record.entry import ENTRIES, Entry, entry_of
from dncdesk.record.events import FIRST, Event, Kind
from dncdesk.record.query import EVERYTHING, Column, Query

__all__ = ["Entry", "Reader", "Timeliness"]

# Letter by letter the condition of the index `opt_out_pending`; without it these would look at the whole log.
_HELD_UP = f"{ENTRIES} WHERE (outcome = 'waiting' OR refusal IS NOT NULL)"
_STOPPED = "EXISTS (SELECT 1 FROM login_stop s WHERE s.endpoint = opt_out.endpoint AND s.api_user = opt_out.api_user)"
_UNFINISHED = f"{_HELD_UP} AND outcome IN ('waiting', 'refused') ORDER BY seq"
_PENDING = _UNFINISHED.replace("ORDER BY", f"AND (outcome = 'waiting' OR NOT {_STOPPED}) ORDER BY")
_COUNT_PENDING = f"SELECT count(*) FROM ({_PENDING})"  # noqa: S608
_OLDEST_PENDING = f"{_PENDING} LIMIT 1"
_BLOCK_ROWS = 16_384
_BLOCK = (
    "SELECT group_concat(printf('%016x', seq), '')"
    " FROM (SELECT seq FROM temp.found WHERE rowid BETWEEN ? AND ? ORDER BY rowid)"
)
_AT_ONCE = 500
"""Rows that are looked up in one query."""


class Reader:
    """Queries over one connection; for one thread at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def open(cls, path: Path) -> Reader:
        """A reader of the log at `path`, which must be there. Use it from any one thread at a time."""
        uri = f"{path.absolute().as_uri()}?mode=ro"
        return cls(sqlite3.connect(uri, uri=True, timeout=5, check_same_thread=False))

    def close(self) -> None:
        """Close the connection."""
        self._db.close()

    def interrupt(self) -> None:
        """End what another thread is asking of it: that gets an OperationalError. Call it from any thread."""
        with contextlib.suppress(sqlite3.ProgrammingError):  # closed meanwhile
            self._db.interrupt()

    def entries(self, query: Query = EVERYTHING, *, limit: int = -1) -> list[Entry]:
        """The first `limit` entries that match, in their order; all of them with -1."""
        if limit >= 0:
            statement, values = query.selection()
            return self.entries_at([row[0] for row in self._db.execute(f"{statement} LIMIT ?", [*values, limit])])
        where, values = query.condition()
        rows = self._db.execute(f"{ENTRIES} {f'WHERE {where}' if where else ''} ORDER BY {query.order()}", values)
        return [entry_of(row) for row in rows]

    def places(self, query: Query = EVERYTHING) -> array[int]:
        """The `seq` of every entry that matches, in their order: 8 bytes each, so that a table can hold them all.

        It leaves Python's other threads alone: SQLite collects and writes them out, and only blocks of many
        thousands come over. Row by row, a million would hold up every paint of the window.
        """
        statement, values = query.selection()
        self._db.execute("DROP TABLE IF EXISTS temp.found")
        # SQLite numbers such a table's rows as they come, from 1.
        self._db.execute(f"CREATE TEMP TABLE found AS {statement}", values)
        try:
            return self._collected()
        finally:
            with contextlib.suppress(sqlite3.OperationalError):  # interrupted: the next one does it
                self._db.execute("DROP TABLE temp.found")

    def _collected(self) -> array[int]:
        found = array("q")
        first = 1
        while block := self._db.execute(_BLOCK, (first, first + _BLOCK_ROWS - 1)).fetchone()[0]:
            found.frombytes(bytes.fromhex(block))
            first += _BLOCK_ROWS
        if sys.byteorder == "little":
            found.byteswap()
        return found

    def entries_at(self, places: Sequence[int]) -> list[Entry]:
        """The entries with these `seq`, in this order; one that is not there any more is left out."""
        found: dict[int, Entry] = {}
        for start in range(0, len(places), _AT_ONCE):
            some = list(places[start : start + _AT_ONCE])
            for row in self._db.execute(f"{ENTRIES} WHERE seq IN ({','.join('?' * len(some))})", some):
                found[int(row[0])] = entry_of(row)
        return [found[seq] for seq in places if seq in found]

    def matches(self, opt_out_id: str, query: Query) -> bool:
        """Whether the entry of one opt-out is among those that `query` wants."""
        row = self._db.execute("SELECT seq FROM opt_out WHERE id = ?", (opt_out_id,)).fetchone()
        return row is not None and self._db.execute(*query.only(row[0])).fetchone() is not None

    def choices(self, column: Column) -> list[str]:
        """The different values of a column, for a filter to choose from; at most 200."""
        rows = self._db.execute(f"SELECT DISTINCT {column.value} FROM opt_out ORDER BY 1 LIMIT 200")  # noqa: S608
        return [str(row[0]) for row in rows if row[0]]

    def head(self) -> tuple[int, str]:
        """The last event's `seq` and hash: what is printed on exports."""
        row = self._db.execute("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
        return (row[0], row[1]) if row else (0, FIRST)

    def entry(self, opt_out_id: str) -> Entry | None:
        """The entry of one opt-out."""
        row = self._db.execute(f"{ENTRIES} WHERE id = ?", (opt_out_id,)).fetchone()
        return entry_of(row) if row else None

    def pending(self) -> list[Entry]:
        """What the program still has to do by itself, oldest first.

        That is what waits, and what a refused login held up once a person has typed a password.
        """
        return [entry_of(row) for row in self._db.execute(_PENDING)]

    def pending_count(self) -> tuple[int, datetime | None]:
        """How many are `pending`, and when the oldest of them was asked for; a long list's rows are not read for it."""
        count: int = self._db.execute(_COUNT_PENDING).fetchone()[0]
        oldest = self._db.execute(_OLDEST_PENDING).fetchone()
        return count, entry_of(oldest).asked_at if oldest is not None else None

    def unfinished(self) -> list[Entry]:
        """What is pending, and what a refused login holds up until a person has typed a password; oldest first."""
        return [entry_of(row) for row in self._db.execute(_UNFINISHED)]

    def group(self, group_id: str) -> list[Entry]:
        """All that was entered together under this id, in the order of writing."""
        return self.entries(Query(group=group_id, descending=False)) if group_id else []

    def paused(self) -> frozenset[str]:
        """The groups that a person has paused."""
        return frozenset(str(row[0]) for row in self._db.execute("SELECT group_id FROM paused_group"))

    def unfinished_of(self, opt_out_ids: Sequence[str]) -> frozenset[str]:
        """Those of these that wait, or that a refused login holds up."""
        return frozenset(opt_out_id for opt_out_id in opt_out_ids if self.finished(opt_out_id) is None)

    def requests(self, opt_out_ids: Sequence[str]) -> dict[str, tuple[OptOut, Result | None]]:
        """Each of these as it was recorded, with what became of it for good, if that is known: see `finished`.

        One that is not there, or whose line is damaged, is left out.
        """
        bodies: dict[str, str] = {}
        for start in range(0, len(opt_out_ids), _AT_ONCE):
            some = list(opt_out_ids[start : start + _AT_ONCE])
            places = ",".join("?" * len(some))
            statement = f"SELECT opt_out_id, body FROM event WHERE opt_out_id IN ({places}) AND kind = ?"  # noqa: S608
            bodies |= self._db.execute(statement, [*some, Kind.REQUESTED.value]).fetchall()
        found: dict[str, tuple[OptOut, Result | None]] = {}
        for opt_out_id in opt_out_ids:
            with contextlib.suppress(KeyError, ValueError, TypeError, AttributeError):
                found[opt_out_id] = (OptOut.from_json(json.loads(bodies[opt_out_id])), self.finished(opt_out_id))
        return found

    def request(self, opt_out_id: str) -> OptOut:
        """The opt-out as it was recorded.

        Raises:
            KeyError: there is none with this id.
        """
        row = self._db.execute(
            "SELECT body FROM event WHERE opt_out_id = ? AND kind = ?", (opt_out_id, Kind.REQUESTED.value)
        ).fetchone()
        if row is None:
            raise KeyError(opt_out_id)
        return OptOut.from_json(json.loads(row[0]))

    def finished(self, opt_out_id: str) -> Result | None:
        """What became of an opt-out for good; None while it waits, or is held up by a refused login.

        None as well where its line is damaged: doing it again does no harm.
        """
        row = self._db.execute("SELECT outcome, refusal, result FROM opt_out WHERE id = ?", (opt_out_id,)).fetchone()
        if row is None or row[0] == Outcome.WAITING.value or row[1] is not None:
            return None
        try:
            return Result.from_json(json.loads(row[2]))
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def events(self, opt_out_id: str) -> Iterator[Event]:
        """All events of one opt-out, oldest first."""
        for row in self._db.execute(
            "SELECT seq, opt_out_id, kind, at, body, previous, hash FROM event WHERE opt_out_id = ? ORDER BY seq",
            (opt_out_id,),
        ):
            yield Event(row[0], row[1], Kind(row[2]), moment(row[3]), json.loads(row[4]), row[5], row[6])

    def facts(self, kind: Kind, *, before: int) -> Iterator[Event]:
        """The events of `kind` that belong to no single opt-out and are older than the event `before`, newest first."""
        for row in self._db.execute(
            "SELECT seq, opt_out_id, kind, at, body, previous, hash FROM event"
            " WHERE opt_out_id = '' AND seq < ? AND kind = ? ORDER BY seq DESC",
            (before, kind.value),
        ):
            yield Event(row[0], row[1], Kind(row[2]), moment(row[3]), json.loads(row[4]), row[5], row[6])

    def login_stop(self, endpoint: str, api_user: str) -> str | None:
        """Why nothing may be sent for this account (a word of the dialler's refusals), or None."""
        row = self._db.execute(
            "SELECT refusal FROM login_stop WHERE endpoint = ? AND api_user = ?", (endpoint, api_user)
        ).fetchone()
        return row[0] if row else None

    def campaigns(self, endpoint: str) -> list[Campaign]:
        """The campaigns that this server listed last, in its order."""
        rows = self._db.execute(
            "SELECT id, name, active, dial_statuses FROM campaign WHERE endpoint = ? ORDER BY position", (endpoint,)
        )
        return [Campaign(row[0], row[1], bool(row[2]), tuple(row[3].split())) for row in rows]

    def campaigns_listed_at(self, endpoint: str) -> datetime | None:
        """When this server listed its campaigns last."""
        row = self._db.execute("SELECT min(listed_at) FROM campaign WHERE endpoint = ?", (endpoint,)).fetchone()
        return moment(row[0]) if row[0] else None

    def ask(self, question: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """The rows that answer a `question` of SQL with its named `values`: for what only one place asks."""
        return self._db.execute(question, values).fetchall()

    def changes(self) -> int:
        """A number that changes whenever another connection has written."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])
