"""Checking what stands beside the chain: the table of opt-outs, the triggers, the notes of what was retired."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

from dncdesk.core.optout import OptOut
from dncdesk.core.sentences import Sentence, say
from dncdesk.core.text import one_line
from dncdesk.record import state
from dncdesk.record.chain import COLUMNS, Head, Stored
from dncdesk.record.events import Kind
from dncdesk.record.findings import Findings, when
from dncdesk.record.schema import MIGRATIONS

_ODD = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What an event may raise that somebody has edited."""
_TELLING = 3
"""Columns of one opt-out that are named; where one differs, others mostly do."""
_Row = dict[str, Any]


class Table:
    """Compares `opt_out` with what the events say, row by row beside the walk through the events.

    A row has the `seq` of the event that recorded it, so both go side by side.
    """

    def __init__(self, db: sqlite3.Connection, findings: Findings) -> None:
        self.opt_outs = 0
        self._db = db
        self._findings = findings
        self._rows = self._walk()
        self._row = next(self._rows, None)
        self._of_opt_outs = 0
        self._accounted = 0

    def see(self, event: Stored) -> None:
        """Take `event` into account; to be called with each one, in their order."""
        if not event.opt_out_id:
            return
        self._of_opt_outs += 1
        if event.kind != Kind.REQUESTED:
            return
        while self._row is not None and self._row["seq"] < event.seq:
            self._surplus(self._row)
            self._row = next(self._rows, None)
        row = None
        if self._row is not None and self._row["seq"] == event.seq:
            row, self._row = self._row, next(self._rows, None)
        self.opt_outs += 1
        wanted = self._wanted(event)
        if row is None:
            what, moment = shown(self._db, event), when(event.at)
            said = say("The table of opt-outs lacks {what}, which event {seq} recorded on {when}.",
                       what=what, seq=str(event.seq), when=moment)  # fmt: skip
            self._findings.add(said, event.seq, event.opt_out_id, event.at)
        elif wanted is not None:
            self._compare(row, wanted, event)

    def end(self) -> None:
        """All events have been seen."""
        while self._row is not None:
            self._surplus(self._row)
            self._row = next(self._rows, None)
        lost = self._of_opt_outs - self._accounted
        if lost > 0:
            with suppress(sqlite3.DatabaseError):  # what cannot be read has been told by now
                lost -= self._db.execute(_OF_IMPORTED).fetchone()[0]
        if lost > 0:
            self._findings.notes.append(
                say(
                    "Events about opt-outs that this log does not hold: {count}. "
                    "They may be in one that was set aside.",
                    count=str(lost),
                )
            )

    def _walk(self) -> Iterator[_Row]:
        try:
            cursor = self._db.execute("SELECT * FROM opt_out WHERE seq > 0 ORDER BY seq")
            names = [column[0] for column in cursor.description]
            for row in cursor:
                yield dict(zip(names, row, strict=True))
        except sqlite3.DatabaseError as error:
            self._findings.add(say("The table of opt-outs cannot be read ({reason}).", reason=str(error)))

    def _wanted(self, request: Stored) -> _Row | None:
        """The row that the events of an opt-out make; None where they make none, which is a finding."""
        try:
            rest = self._db.execute(
                "SELECT kind, body FROM event WHERE opt_out_id = ? ORDER BY seq", (request.opt_out_id,)
            ).fetchall()
            self._accounted += len(rest)
            row = state.row_of(OptOut.from_json(json.loads(request.body)), request.seq)
            for kind, body in rest:
                if kind in _CHANGING:
                    row.update(state.changes_by(Kind(kind), json.loads(body), row["blocked_ms"]))
        except (*_ODD, sqlite3.DatabaseError) as error:
            said = say(
                "What the events say of {what} cannot be read ({reason}).",
                what=shown(self._db, request),
                reason=type(error).__name__,
            )
            self._findings.add(said, request.seq, request.opt_out_id, request.at)
            return None
        return row

    def _compare(self, row: _Row, wanted: _Row, request: Stored) -> None:
        other = [column for column, value in wanted.items() if row.get(column) != value]
        for column in other[:_TELLING]:
            said = say(
                "In the table of opt-outs, {column} of {what} is “{found}”; its events say “{wanted}”.",
                column=column,
                what=f"{wanted['shown']} ({when(request.at)})",
                found=_short(row.get(column)),
                wanted=_short(wanted[column]),
            )
            self._findings.add(said, request.seq, request.opt_out_id, request.at)

    def _surplus(self, row: _Row) -> None:
        said = say(
            "The table of opt-outs holds {what}, asked for on {when}, which no event recorded.",
            what=_short(row.get("shown")),
            when=when(row.get("asked_at")),
        )
        self._findings.add(said, row["seq"], row.get("id", ""), row.get("asked_at", ""))


_OF_IMPORTED = "SELECT count(*) FROM event JOIN opt_out ON opt_out.id = event.opt_out_id WHERE opt_out.seq < 0"
_CHANGING = {Kind.OUTCOME.value, Kind.DETAILS.value}


def check_protection(db: sqlite3.Connection, version: int, findings: Findings) -> None:
    """See that the file still refuses to change what happened, as it was made to."""
    with closing(sqlite3.connect(":memory:")) as made:
        for migration in MIGRATIONS[:version]:
            made.executescript(migration)
        wanted, found = _triggers(made), _triggers(db)
    for name in sorted(wanted.keys() | found.keys()):
        if name not in found:
            said = say("The file does not protect itself any more: {name} has been taken away.", name=name)
        elif name not in wanted:
            said = say("Something has been added that acts when the log is written: {name}.", name=one_line(name))
        elif wanted[name] != found[name]:
            said = say("The file does not protect itself any more: {name} has been changed.", name=name)
        else:
            continue
        findings.add(said)


def _triggers(db: sqlite3.Connection) -> dict[str, str]:
    return {str(name): str(sql) for name, sql in db.execute("SELECT name, sql FROM sqlite_schema WHERE type='trigger'")}


def retirements(db: sqlite3.Connection) -> Iterator[tuple[Sentence, Head]]:
    """What was retired, as its notes in the chain say: a sentence, and the last event that went."""
    rows = db.execute(
        f"SELECT {COLUMNS} FROM event WHERE opt_out_id = '' AND kind = ? ORDER BY seq",  # noqa: S608
        (Kind.RETIRED.value,),
    )
    for row in rows:
        with suppress(*_ODD):
            note = Stored(*row)
            body = json.loads(note.body)
            if note.hash != note.true_hash:
                continue
            yield (
                say(
                    "Events 1 to {last} (up to {until}) were retired on {when}; {who} signed off.",
                    last=str(body["through_seq"]),
                    until=one_line(str(body["to"]), limit=40),
                    when=when(note.at),
                    who=one_line(str(body["signed_off_by"])),
                ),
                Head(body["through_seq"], body["hash"]),
            )


def shown(db: sqlite3.Connection, event: Stored) -> str:
    """What an event is about, in a few words: its kind, and the number as people read it."""
    words = [event.kind] if event.kind != Kind.REQUESTED else []
    with contextlib.suppress(sqlite3.Error):
        row = db.execute("SELECT shown FROM opt_out WHERE id = ?", (event.opt_out_id,)).fetchone()
        words.append(row[0] if row else event.opt_out_id)
    return _short(" ".join(str(word) for word in words if word))


def _short(value: object) -> str:
    return "–" if value is None else one_line(str(value), limit=80)
