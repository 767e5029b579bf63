"""The log as the window sees it: what a query finds, the rows that are looked at, what changed, what is pending."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dncdesk.core.sentences import ProblemError
from dncdesk.desk.errands import Errands
from dncdesk.desk.log_lane import Lane

if TYPE_CHECKING:
    from dncdesk.record.log import Log
    from dncdesk.record.query import Query
    from dncdesk.record.reader import Entry, Reader

PAGE = 100
"""Entries that come at once, before it is known how many there are."""


@dataclass(frozen=True)
class Rows:
    """The entries that were fetched for `seqs`; None where the log could not be read."""

    seqs: Sequence[int]
    entries: list[Entry] | None


@dataclass(frozen=True)
class Choices:
    """What occurs in the log, for filters to offer: campaigns (and EVERYWHERE), servers, and who took or entered."""

    scopes: tuple[str, ...] = ()
    servers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Look:
    number: int
    entry: Entry | None
    query: Query | None
    belongs: bool
    pending_count: int
    pending_since: datetime | None


class Logbook(QObject):
    """Reads the log off the main thread: searches over one connection, single rows over another, which never waits."""

    first_found = Signal(int, object)
    """The first `PAGE` entries of the query with this ticket."""
    places_found = Signal(int, object)
    """The `seq` of all that this ticket's query finds, in their order, as an `array`."""
    rows_found = Signal(object)
    """`Rows` that were fetched."""
    choices_found = Signal(object)
    entry_changed = Signal(object)
    entry_belongs = Signal(object, object)
    """An `Entry` that has changed, or is new, and is among those that the `Query` wants."""
    pending_changed = Signal()
    trouble = Signal(object)
    replaced = Signal()
    notice = Signal(object)

    def __init__(self, errands: Errands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pending_count = 0
        self.pending_since: datetime | None = None
        self._errands = errands
        self._log: Log | None = None
        self._notices_told = 0
        self._search = Lane()
        self._rows = Lane()
        self._query: Query | None = None
        self._ticket = 0
        self._looks = 0
        self._last_look = 0
        self._looked: dict[str, int] = {}

    def open(self, log: Log) -> None:
        """Read what `log` writes from now on. What it has noticed so far is told by whoever has opened it."""
        self._log = log
        for lane in (self._search, self._rows):
            lane.open(log.path)
        self._notices_told = len(log.notices)

    def tell_notices(self) -> None:
        """Tell what has happened to the log's file meanwhile: a damaged one was set aside and another begun.

        Then `replaced` and a `notice` for each follow at once, and the new file is read.
        """
        if self._log is None or len(self._log.notices) == self._notices_told:
            return
        notices = list(self._log.notices)
        self._notices_told, new = len(notices), notices[self._notices_told :]
        for lane in (self._search, self._rows):
            lane.outdate()
        self.replaced.emit()
        for notice in new:
            self.notice.emit(notice)

    def close(self) -> None:
        """End what is under way and close the connections."""
        self._search.close()
        self._rows.close()

    # -- what the table asks for -------------------------------------------------------------------------------

    def ask(self, ticket: int, query: Query, first: bool) -> None:
        """Ask for all that `query` finds: `places_found` follows, and before it, if wanted, `first_found`.

        A question with a higher `ticket` ends this one, and then nothing follows.
        """
        self._ticket, self._query = ticket, query
        self._search.begin(ticket)
        if first:
            self._errands.run(lambda: self._first(ticket, query), self._on_first, self.on_trouble)
        else:
            self._ask_places(ticket, query)

    def fetch(self, seqs: Sequence[int]) -> None:
        """Ask for the entries with these `seq`; `rows_found` follows, whatever happens."""
        self._errands.run(lambda: self._fetch(seqs), self._on_rows, self.on_trouble)

    def ask_choices(self) -> None:
        """Ask what there is to filter by; `choices_found` follows."""
        self._errands.run(self._choices, self._on_choices, self.on_trouble)

    def look_up(self, opt_out_id: str) -> None:
        """Look again at one entry (none if empty) and at what is pending.

        `entry_changed`, `entry_belongs`, `pending_changed` follow.
        """
        query = self._query
        self._errands.run(lambda: self._look(opt_out_id, query), self._on_looked, self.on_trouble)

    def on_trouble(self, error: Exception) -> None:
        """Pass on what went wrong."""
        self.trouble.emit(error)

    # -- off the main thread -------------------------------------------------------------------------------------

    def _first(self, ticket: int, query: Query) -> tuple[int, list[Entry] | None]:
        return ticket, self._search.ask_latest(ticket, lambda reader: reader.entries(query, limit=PAGE))

    def _places(self, ticket: int, query: Query) -> tuple[int, array[int] | None]:
        return ticket, self._search.ask_latest(ticket, lambda reader: reader.places(query))

    def _fetch(self, seqs: Sequence[int]) -> tuple[Rows, ProblemError | None]:
        try:
            return Rows(seqs, self._rows.ask(lambda reader: reader.entries_at(seqs))), None
        except ProblemError as error:
            return Rows(seqs, None), error

    def _choices(self) -> Choices:
        # Not over the search's connection, which is ended by the next letter that is typed.
        lane = Lane()
        if self._log is not None:
            lane.open(self._log.path)
        try:
            return lane.ask(_choices_in) or Choices()
        finally:
            lane.close()

    def _look(self, opt_out_id: str, query: Query | None) -> _Look | None:
        def look(reader: Reader) -> _Look:
            self._looks += 1  # under the lane's lock
            entry = reader.entry(opt_out_id) if opt_out_id else None
            belongs = entry is not None and query is not None and reader.matches(opt_out_id, query)
            return _Look(self._looks, entry, query, belongs, *reader.pending_count())

        return self._rows.ask(look)

    # -- back in the main thread -----------------------------------------------------------------------------------

    def _ask_places(self, ticket: int, query: Query) -> None:
        self._errands.run(lambda: self._places(ticket, query), self._on_places, self.on_trouble)

    def _on_first(self, found: tuple[int, list[Entry] | None]) -> None:
        ticket, entries = found
        if entries is None or ticket != self._ticket or self._query is None:
            return
        self.first_found.emit(ticket, entries)
        if len(entries) < PAGE:
            self.places_found.emit(ticket, array("q", [entry.seq for entry in entries]))
        else:
            self._ask_places(ticket, self._query)

    def _on_places(self, found: tuple[int, array[int] | None]) -> None:
        ticket, places = found
        if places is not None and ticket == self._ticket:
            self.places_found.emit(ticket, places)

    def _on_rows(self, found: tuple[Rows, ProblemError | None]) -> None:
        rows, problem = found
        self.rows_found.emit(rows)
        if problem is not None:
            self.trouble.emit(problem)

    def _on_choices(self, choices: Choices) -> None:
        self.choices_found.emit(choices)

    def _on_looked(self, look: _Look | None) -> None:
        if look is None:
            return
        # Two looks may come back in the other order; the later one is true.
        if look.entry is not None and look.number > self._looked.get(look.entry.opt_out_id, 0):
            self._looked[look.entry.opt_out_id] = look.number
            self.entry_changed.emit(look.entry)
            if look.belongs:
                self.entry_belongs.emit(look.entry, look.query)
        if look.number < self._last_look:
            return
        self._last_look = look.number
        if (look.pending_count, look.pending_since) != (self.pending_count, self.pending_since):
            self.pending_count, self.pending_since = look.pending_count, look.pending_since
            self.pending_changed.emit()


def _choices_in(reader: Reader) -> Choices:
    from dncdesk.record.query import Column

    people = {*reader.choices(Column.TAKEN_BY), *reader.choices(Column.ENTERED_BY)}
    return Choices(tuple(reader.choices(Column.WHERE)), tuple(reader.choices(Column.SERVER)), tuple(sorted(people)))
