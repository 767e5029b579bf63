"""Which entries of the log are wanted, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dncdesk.core.optout import Action
from dncdesk.core.outcome import Outcome

_SHORTEST_INDEXED = 3
"""Letters that the index by threes needs."""


class Column(StrEnum):
    """What the log's table can show and be sorted by; the values are the table's own columns."""

    RECORDED = "seq"
    """The order in which they were written down."""
    ASKED = "asked_ms"
    NUMBER = "number"
    WHERE = "scope"
    OUTCOME = "outcome"
    DUE = "due_on"
    BLOCKED = "blocked_ms"
    PERSON = "person"
    NOTE = "note"
    TAKEN_BY = "taken_by"
    ENTERED_BY = "entered_by"
    SERVER = "server"
    REFERENCE = "reference"


@dataclass(frozen=True)
class Query:
    """What to look for; nothing given means everything, newest first.

    `search` is looked for in number, name, note, who took it, reference, campaign and server; in a number,
    punctuation is passed over. `since` (included) and `until` (not included) are aware moments of asking.
    `scope` is a campaign's id or EVERYWHERE, `who` took or entered it. `open_only`: requests to block that are not
    known to be honoured.
    """

    search: str = ""
    since: datetime | None = None
    until: datetime | None = None
    outcomes: frozenset[Outcome] = frozenset()
    scope: str = ""
    server: str = ""
    who: str = ""
    open_only: bool = False
    sort: Column = Column.RECORDED
    descending: bool = True

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.condition()[0])

    def condition(self) -> tuple[str, list[object]]:
        """The WHERE of it over `opt_out`, empty for everything, and its values."""
        parts: list[str] = []
        values: list[object] = []
        if wanted := self.search.strip():
            part, found = _search(wanted)
            parts.append(part)
            values += found
        for moment, comparison in ((self.since, ">="), (self.until, "<")):
            if moment is not None:
                parts.append(f"asked_ms {comparison} ?")
                values.append(round(moment.timestamp() * 1000))
        if self.outcomes:
            parts.append(f"outcome IN ({','.join('?' * len(self.outcomes))})")
            values += sorted(outcome.value for outcome in self.outcomes)
        for column, text in (("scope", self.scope), ("server", self.server)):
            if text:
                parts.append(f"{column} = ?")
                values.append(text)
        if self.who:
            parts.append("(taken_by = ? OR entered_by = ?)")
            values += [self.who, self.who]
        if self.open_only:
            # Of what was imported nobody knows, and nothing is to be done about it.
            parts.append("seq > 0 AND action = ? AND outcome NOT IN (?, ?)")
            values += [Action.BLOCK.value, Outcome.BLOCKED.value, Outcome.REMOVED.value]
        return " AND ".join(parts), values

    def order(self) -> str:
        """The ORDER BY of it: what is equal, and what has no value, comes by the order of writing."""
        way = "DESC" if self.descending else "ASC"
        if self.sort is Column.RECORDED:
            return f"seq {way}"
        return f"{self.sort.value} {way} NULLS LAST, seq DESC"


EVERYTHING = Query()
"""The whole log, newest first."""


def _search(wanted: str) -> tuple[str, list[object]]:
    # With a letter in it, it is no number: the 01 of SALES01 is in every other one.
    digits = "" if any(c.isalpha() for c in wanted) else "".join(c for c in wanted if c.isdigit())
    texts = list(dict.fromkeys(text for text in (wanted, digits) if text))
    parts: list[str] = []
    values: list[object] = []
    for text in texts:
        escaped = f"%{text.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
        if len(text) < _SHORTEST_INDEXED:
            parts.append("words LIKE ? ESCAPE '!'")
            values.append(escaped)
        else:
            # A quoted phrase of the index, which LIKE with an ESCAPE cannot use.
            parts.append("seq IN (SELECT rowid FROM opt_out_words WHERE opt_out_words MATCH ?)")
            values.append('"{}"'.format(text.replace('"', '""')))
    return f"({' OR '.join(parts)})", values
