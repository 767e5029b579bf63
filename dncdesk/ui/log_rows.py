"""What the log's table holds: the place of every row, and the entries of those that were looked at lately."""

from __future__ import annotations

import operator
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from dncdesk.record.query import Column
from dncdesk.ui.log_columns import cell

if TYPE_CHECKING:
    from dncdesk.record.query import Query
    from dncdesk.record.reader import Entry

BLOCK = 64
"""Rows that are fetched together."""
_NEAR = 200
_KEPT = 2_000
"""Entries that are held at most; one takes about 3 kB."""


class Row:
    """An entry, and its cells as they are shown: each made when it is first painted."""

    __slots__ = ("cells", "entry")

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.cells: dict[Column, str] = {}

    def cell(self, column: Column, now: datetime) -> str:
        """What stands in `column`, where `now` is this moment."""
        made = self.cells.get(column)
        if made is None:
            made = self.cells[column] = cell(self.entry, column, now)
        return made


class Rows:
    """The rows by their places: 8 bytes for each, and an entry for few of them."""

    def __init__(self) -> None:
        self.places: array[int] = array("q")
        self._rows: dict[int, Row] = {}
        self._former: dict[int, Row] = {}
        self._absent: set[int] = set()

    def __len__(self) -> int:
        return len(self.places)

    def at(self, row: int) -> Row | None:
        """What stands in `row`: as it was before the last `age`, if it has not been fetched since; None before."""
        seq = self.places[row]
        return self._rows.get(seq) or self._former.get(seq)

    def row_of(self, seq: int, query: Query, near: int = 0) -> int | None:
        """The row of the entry `seq`, where the places are in the order of `query`: around the row `near`, or else."""
        if query.sort is Column.RECORDED:
            row = self.where(seq, query)
            return row if row < len(self.places) and self.places[row] == seq else None
        start = max(0, near - _NEAR)
        for places, offset in ((self.places[start : near + _NEAR], start), (self.places, 0)):
            if seq in places:
                return offset + places.index(seq)
        return None

    def where(self, seq: int, query: Query) -> int:
        """The row at which `seq` stands or would stand, where `query` sorts by the order of writing."""
        if query.descending:
            return bisect_left(self.places, -seq, key=operator.neg)
        return bisect_left(self.places, seq)

    def find(self, opt_out_id: str) -> int | None:
        """The `seq` of an opt-out, if its entry is held."""
        held = chain(self._rows.items(), self._former.items())
        return next((seq for seq, row in held if row.entry.opt_out_id == opt_out_id), None)

    def holds(self, seq: int) -> bool:
        """Whether the entry `seq` is held, as it was or as it is."""
        return seq in self._rows or seq in self._former

    def keep(self, entries: Iterable[Entry]) -> None:
        """Hold these entries, in the place of their former states; the oldest ones held give way."""
        for entry in entries:
            self._rows[entry.seq] = Row(entry)
        while len(self._rows) > _KEPT:
            del self._rows[next(iter(self._rows))]

    def not_there(self, seqs: Iterable[int]) -> None:
        """These are not in the log any more, so that they need not be fetched again."""
        self._absent.update(seqs)

    def missing(self, first: int, last: int) -> Sequence[int]:
        """What is to be fetched so that the blocks around the rows `first` to `last` are held."""
        start = max(0, first // BLOCK * BLOCK)
        wanted = self.places[start : (last // BLOCK + 1) * BLOCK]
        return [seq for seq in wanted if seq not in self._rows and seq not in self._absent]

    def age(self) -> None:
        """What is held may have changed: it is shown until it has been fetched anew."""
        self._former, self._rows = {**self._former, **self._rows}, {}
        while len(self._former) > _KEPT:
            del self._former[next(iter(self._former))]
        self._absent.clear()

    def repaint(self) -> None:
        """Make all cells anew: the day has changed."""
        for row in (*self._rows.values(), *self._former.values()):
            row.cells.clear()
