"""Which entries of the log are wanted, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dncdesk.core.outcome import Outcome

_SHORTEST_INDEXED = 3
"""Letters that the index by threes needs."""
_WORDS = "opt_out_words"
_LIKE = "words LIKE ? ESCAPE '!'"
_MATCHING = f"seq IN (SELECT rowid FROM {_WORDS} WHERE {_WORDS} MATCH ?)"  # noqa: S608
_MATCHES = f"EXISTS (SELECT 1 FROM {_WORDS} WHERE rowid = ? AND {_WORDS} MATCH ?)"  # noqa: S608
OPEN = "action = 'block' AND outcome NOT IN ('blocked', 'removed')"
"""Requests to block that are not known to be honoured: letter by letter what the index `opt_out_open` holds."""


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
    known to be honoured. `group` is the id that opt-outs share which were entered together.
    """

    search: str = ""
    since: datetime | None = None
    until: datetime | None = None
    outcomes: frozenset[Outcome] = frozenset()
    scope: str = ""
    server: str = ""
    who: str = ""
    open_only: bool = False
    group: str = ""
    sort: Column = Column.RECORDED
    descending: bool = True

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.condition()[0])

    def condition(self) -> tuple[str, list[object]]:
        """The WHERE of it over `opt_out`, empty for everything, and its values."""
        parts, values = self._filters()
        if texts := self._texts():
            part, found = _matching(texts) if _indexed(texts) else _like(texts)
            parts, values = [part, *parts], [*found, *values]
        return " AND ".join(parts), values

    def order(self) -> str:
        """The ORDER BY of it: what is equal, and what has no value, comes by the order of writing."""
        way = "DESC" if self.descending else "ASC"
        if self.sort is Column.RECORDED:
            return f"seq {way}"
        return f"{self.sort.value} {way} NULLS LAST, seq DESC"

    def selection(self) -> tuple[str, list[object]]:
        """A SELECT of the `seq` of every entry that matches, in their order, and its values.

        By the order of writing, the index of words gives its rows one by one in that very order: the first hundred
        of a million are there at once.
        """
        texts = self._texts()
        if not _indexed(texts) or self.sort is not Column.RECORDED:
            where, values = self.condition()
            return f"SELECT seq FROM opt_out {_where(where)} ORDER BY {self.order()}", values  # noqa: S608
        parts, values = self._filters()
        beside = f"JOIN opt_out ON seq = {_WORDS}.rowid" if parts else ""
        where = " AND ".join([f"{_WORDS} MATCH ?", *parts])
        way = "DESC" if self.descending else "ASC"
        words = f"SELECT {_WORDS}.rowid AS seq FROM {_WORDS} {beside} WHERE {where} ORDER BY {_WORDS}.rowid {way}"  # noqa: S608
        return words, [_phrases(texts), *values]

    def only(self, seq: int) -> tuple[str, list[object]]:
        """A SELECT that finds a row if the entry `seq` matches, and its values."""
        parts, values = self._filters()
        texts = self._texts()
        if texts and not _indexed(texts):
            part, found = _like(texts)
            parts, values = [*parts, part], [*values, *found]
        where = " AND ".join(["seq = ?", *parts])
        statement, given = f"SELECT 1 FROM opt_out WHERE {where}", [seq, *values]  # noqa: S608
        if _indexed(texts):
            # Of one row the index knows at once; all that match may be a million.
            return f"{statement} AND {_MATCHES}", [*given, seq, _phrases(texts)]
        return statement, given

    def _filters(self) -> tuple[list[str], list[object]]:
        """All but the search: the parts of a WHERE, and their values."""
        parts: list[str] = []
        values: list[object] = []
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
            parts += ["seq > 0", OPEN]
        if self.group:
            # Letter by letter what lets SQLite use the index `opt_out_group`.
            parts.append("(group_id = ? AND group_id != '')")
            values.append(self.group)
        return parts, values

    def _texts(self) -> list[str]:
        """What to look for, any of it; nothing if there is no search."""
        wanted = self.search.strip()
        # With a letter in it, it is no number: the 01 of SALES01 is in every other one.
        digits = "" if any(c.isalpha() for c in wanted) else "".join(c for c in wanted if c.isdigit())
        return list(dict.fromkeys(text for text in (wanted, digits) if text))


EVERYTHING = Query()
"""The whole log, newest first."""


def _where(condition: str) -> str:
    return f"WHERE {condition}" if condition else ""


def _indexed(texts: list[str]) -> bool:
    return bool(texts) and min(map(len, texts)) >= _SHORTEST_INDEXED


def _phrases(texts: list[str]) -> str:
    """What the index of words is asked; LIKE with an ESCAPE could not use it."""
    return " OR ".join('"{}"'.format(text.replace('"', '""')) for text in texts)


def _matching(texts: list[str]) -> tuple[str, list[object]]:
    return _MATCHING, [_phrases(texts)]


def _like(texts: list[str]) -> tuple[str, list[object]]:
    escaped: list[object] = [f"%{text.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%" for text in texts]
    return f"({' OR '.join([_LIKE] * len(texts))})", escaped
