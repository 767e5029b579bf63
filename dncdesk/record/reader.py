"""Reading the log, over a connection of its own, so that a long look never holds up a new opt-out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dncdesk.core.campaign import Campaign
from dncdesk.core.moments import moment
from dncdesk.core.optout import Action, OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.sentences import say
from dncdesk.record.events import Event, Kind

_ENTRY = "SELECT seq, id, number, shown, scope, scope_name, server, asked_at, note, action, result FROM opt_out"

_PENDING = (
    f"{_ENTRY} WHERE outcome = 'waiting' OR (outcome = 'refused' AND refusal IS NOT NULL AND NOT EXISTS ("  # noqa: S608
    " SELECT 1 FROM login_stop s WHERE s.endpoint = opt_out.endpoint AND s.api_user = opt_out.api_user))"
    " ORDER BY seq"
)
_UNFINISHED = f"{_ENTRY} WHERE outcome = 'waiting' OR (outcome = 'refused' AND refusal IS NOT NULL) ORDER BY seq"
_SEARCHED = ("number", "shown", "scope", "scope_name", "server", "note")


@dataclass(frozen=True)
class Entry:
    """One opt-out as the log's table shows it: a row, newest with the highest `seq`."""

    seq: int
    opt_out_id: str
    number: str
    shown: str
    scope: str
    scope_name: str
    server: str
    asked_at: datetime
    note: str
    action: Action
    result: Result


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

    def entries(self, *, before: int | None = None, limit: int = 200, search: str = "") -> list[Entry]:
        """Up to `limit` entries, newest first, older than `before` (a `seq`), holding `search`.

        `search` is looked for in number, campaign, server and note; in a number, punctuation is passed over.
        """
        values: list[object] = [before if before is not None else 1 << 62]
        where = "seq < ?"
        if wanted := search.strip():
            # With a letter in it, it is no number: the 01 of SALES01 is in every other one.
            digits = "" if any(c.isalpha() for c in wanted) else "".join(c for c in wanted if c.isdigit())
            where += f" AND ({' OR '.join(f'{c} LIKE ? ESCAPE ?' for c in _SEARCHED)})"
            for column in _SEARCHED:
                values += [_like(digits if column == "number" and digits else wanted), "!"]
        rows = self._db.execute(f"{_ENTRY} WHERE {where} ORDER BY seq DESC LIMIT ?", [*values, limit])
        return [_entry(row) for row in rows]

    def entry(self, opt_out_id: str) -> Entry | None:
        """The entry of one opt-out."""
        row = self._db.execute(f"{_ENTRY} WHERE id = ?", (opt_out_id,)).fetchone()
        return _entry(row) if row else None

    def pending(self) -> list[Entry]:
        """What the program still has to do by itself, oldest first.

        That is what waits, and what a refused login held up once a person has typed a password.
        """
        return [_entry(row) for row in self._db.execute(_PENDING)]

    def unfinished(self) -> list[Entry]:
        """What is pending, and what a refused login holds up until a person has typed a password; oldest first."""
        return [_entry(row) for row in self._db.execute(_UNFINISHED)]

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

    def changes(self) -> int:
        """A number that changes whenever another connection has written."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])


def _like(text: str) -> str:
    escaped = text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{escaped}%"


def _entry(row: tuple[object, ...]) -> Entry:
    seq, opt_out_id, number, shown, scope, scope_name, server, asked_at, note, action, result = row
    try:
        known = Result.from_json(json.loads(str(result)))
    except (ValueError, KeyError, TypeError, AttributeError):
        # One line that is damaged must not hide, nor hold up, all the others.
        known = Result(Outcome.WAITING, say("The log's line about this is damaged."))
    return Entry(
        seq=int(str(seq)),
        opt_out_id=str(opt_out_id),
        number=str(number),
        shown=str(shown),
        scope=str(scope),
        scope_name=str(scope_name),
        server=str(server),
        asked_at=moment(str(asked_at)),
        note=str(note),
        action=Action(str(action)),
        result=known,
    )
