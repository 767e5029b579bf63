"""The chain of events: how one is put at its end, and how one is written as a line of text."""

from __future__ import annotations

import functools
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from dncdesk.core.moments import now, stamp
from dncdesk.record.events import FIRST, Kind, canonical, event_hash

COLUMNS = "seq, opt_out_id, kind, at, body, previous, hash"
"""The columns of `event`, in the order of `Stored`."""


class Stored(NamedTuple):
    """An event as it is stored, each column as it stands in the file: nothing is taken for granted."""

    seq: int
    opt_out_id: str
    kind: str
    at: str
    body: str
    previous: str
    hash: str

    @property
    def true_hash(self) -> str:
        """The hash that belongs to the other columns."""
        return event_hash(self[:6])


class Head(NamedTuple):
    """The end of a chain at some time: the last event's `seq` and hash."""

    seq: int
    hash: str


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection to the log at `path` that only reads, and takes every column as it stands.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5, isolation_level=None)
    # Bytes that are no text must not hide what stands beside them.
    db.text_factory = functools.partial(str, encoding="utf-8", errors="surrogateescape")
    return db


def append(db: sqlite3.Connection, opt_out_id: str, kind: Kind, body: Mapping[str, Any]) -> int:
    """Put an event at the end of the chain, within the transaction that is under way; returns its `seq`."""
    last = db.execute("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    seq, previous = (last[0] + 1, last[1]) if last else (1, FIRST)
    columns = (seq, opt_out_id, kind.value, stamp(now()), canonical(body), previous)
    db.execute("INSERT INTO event VALUES (?,?,?,?,?,?,?)", (*columns, event_hash(columns)))
    return int(seq)


def as_line(event: Stored) -> str:
    """The event as one line of JSON, its body as the text that was hashed; `from_line` makes the same event again."""
    return canonical(event._asdict()) + "\n"


def from_line(line: str) -> Stored:
    """The event that `as_line` wrote.

    Raises:
        ValueError: it is no such line.
    """
    data = json.loads(line)
    if not isinstance(data, dict) or any(not isinstance(data.get(name), str) for name in Stored._fields[1:]):
        raise ValueError("no event")
    if type(data.get("seq")) is not int:
        raise ValueError("no event")
    return Stored(**{name: data[name] for name in Stored._fields})
