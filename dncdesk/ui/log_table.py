"""The log as a table's model: it knows every row's place, and has the entries that are looked at fetched."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QPalette

from dncdesk.core.moments import now
from dncdesk.record.query import Column, Query
from dncdesk.ui.labels import as_plain
from dncdesk.ui.log_columns import MARKED, USUAL, title, tone, whole
from dncdesk.ui.log_rows import Rows
from dncdesk.ui.theme import Marks

if TYPE_CHECKING:
    from dncdesk.desk import logbook
    from dncdesk.record.reader import Entry

_AHEAD = 24
"""Rows beyond those in sight that are fetched with them."""
_SORTED_AGAIN = 300
"""Milliseconds after a new entry before what is sorted by more than its place is asked for again."""

# Looking an enum's member up at each of a repaint's 1,300 calls costs more than all the rest. A role arrives as a
# plain integer: compare it with ==, never with `is`.
_DISPLAY = Qt.ItemDataRole.DisplayRole
_DECORATION = Qt.ItemDataRole.DecorationRole
_FOREGROUND = Qt.ItemDataRole.ForegroundRole
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex


class LogModel(QAbstractTableModel):
    """What a query finds, in its order. The model asks for it; it never reads the log itself."""

    query_wanted = Signal(int, object, bool)
    """What a query finds is wanted: its ticket, the `Query`, and whether first of all its first rows."""
    rows_wanted = Signal(object)
    """The entries with these `seq` are wanted."""
    sort_wanted = Signal(object, bool)
    """A person wants the rows by this `Column`, descending or not."""
    changed = Signal()
    """What is found has been told or has changed in number, or rows have been fetched."""

    def __init__(self, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keeps_place = False
        """Whether a reset replaces the rows by those of the same query: then nothing may jump."""
        self._rows = Rows()
        self._query = Query()
        self._ticket = 0
        self._answered = False
        self._first_awaited = False
        self._all_awaited = False
        self._same_again = False
        self._asked_for: Sequence[int] | None = None
        self._in_sight = (0, 0)
        self._news: dict[int, Entry] = {}
        self._newcomers: dict[int, Entry] = {}
        self._columns: tuple[Column, ...] = USUAL
        self._titles = [title(column) for column in USUAL]
        self._now = now()
        self._marks = Marks(palette, 16)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_SORTED_AGAIN)
        self._again.timeout.connect(self.look_again)

    def set_palette(self, palette: QPalette, icon_size: int) -> None:
        """Make marks and colours anew, the marks `icon_size` logical pixels wide."""
        self._marks = Marks(palette, icon_size)
        self._repaint()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns."""
        if tuple(columns) == self._columns:
            return
        self.keeps_place = True
        self.beginResetModel()
        self._columns = tuple(columns)
        self._titles = [title(column) for column in columns]
        self.endResetModel()

    # What Qt asks of a model.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """All rows, fetched or not."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """The columns that are shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """One cell's text, mark, colour or tool tip; nothing while its entry is being fetched."""
        if role == _DISPLAY:
            row = self._rows.at(index.row())
            return row.cell(self._columns[index.column()], self._now) if row is not None else None
        if role in (_DECORATION, _FOREGROUND):
            column = self._columns[index.column()]
            row = self._rows.at(index.row()) if column in MARKED else None
            shown = tone(row.entry, column, self._now.date()) if row is not None else None
            if shown is None:
                return None
            return self._marks.icon(shown) if role == _DECORATION else self._marks.ink(shown)
        if role == _TOOL_TIP and (row := self._rows.at(index.row())) is not None:
            return as_plain(whole(row.entry, self._columns[index.column()], self._now.date())).replace("\n", "<br>")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802
        """The columns' names, above their texts."""
        if orientation == Qt.Orientation.Horizontal and section < len(self._columns):
            if role == _DISPLAY:
                return self._titles[section]
            if role == _ALIGNMENT:
                return _LEFT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Pass on that a person wants to sort by the column with this number; by none with -1."""
        if 0 <= column < len(self._columns):
            self.sort_wanted.emit(self._columns[column], order == Qt.SortOrder.DescendingOrder)
        else:
            self.sort_wanted.emit(Column.RECORDED, True)

    # What the window asks of it.

    @property
    def query(self) -> Query:
        """What was asked for last."""
        return self._query

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are shown."""
        return self._columns

    @property
    def known_empty(self) -> bool:
        """Whether the log has answered that nothing is there."""
        return self._answered and not len(self._rows)

    @property
    def complete(self) -> bool:
        """Whether it is known how many rows there are."""
        return self._answered and not self._all_awaited

    def entry(self, row: int) -> Entry | None:
        """The entry in `row`; None while it is being fetched."""
        found = self._rows.at(row)
        return found.entry if found is not None else None

    def seqs(self, first: int, last: int) -> Sequence[int]:
        """The `seq` of the entries in the rows `first` to `last`."""
        return self._rows.places[first : last + 1]

    def row_of_seq(self, seq: int, *, near: int = 0) -> int | None:
        """The row of the entry `seq`, if it is among those found; looked for around the row `near` first."""
        return self._rows.row_of(seq, self._query, near)

    def row_of(self, opt_out_id: str) -> int | None:
        """The row of an opt-out, if its entry has been fetched lately."""
        seq = self._rows.find(opt_out_id)
        return self.row_of_seq(seq) if seq is not None else None

    def look_for(self, query: Query) -> None:
        """Ask for what `query` finds. The rows stay until it comes; of the same query again, nothing jumps."""
        again = query == self._query and self._answered and not self._first_awaited
        self._again.stop()
        self._query = query
        self._ticket += 1
        self._first_awaited = not again
        self._same_again = again
        self._all_awaited = True
        self._newcomers.clear()
        self.query_wanted.emit(self._ticket, query, not again)

    def look_again(self) -> None:
        """Ask for the same once more."""
        self.look_for(self._query)

    def take_first(self, ticket: int, entries: list[Entry]) -> None:
        """Take the first rows of what was asked for; those of an earlier question are dropped."""
        if ticket != self._ticket:
            return
        self._first_awaited = False
        self._rows.age()
        self._rows.keep(self._news.get(entry.seq, entry) for entry in entries)
        self._replace(array("q", [entry.seq for entry in entries]), keeps_place=False)
        for entry in [*self._newcomers.values()]:
            self._put(entry)

    def take_places(self, ticket: int, places: array[int]) -> None:
        """Take the places of all rows of what was asked for; those of an earlier question are dropped."""
        if ticket != self._ticket:
            return
        known = len(self._rows)
        if self._same_again:
            self._rows.age()
        if self._answered and places[:known] == self._rows.places:
            if len(places) > known:
                self.beginInsertRows(QModelIndex(), known, len(places) - 1)
                self._rows.places = places
                self.endInsertRows()
        else:
            self._replace(places, keeps_place=self._answered)
        self._all_awaited = False
        newcomers = [*self._newcomers.values()]
        self._newcomers.clear()
        for entry in newcomers:
            self._put(entry)
        self._forget_news()
        self._repaint()
        self.changed.emit()

    def come_near(self, first: int, last: int) -> None:
        """The rows `first` to `last` are in sight: have fetched what is missing there and close by."""
        self._in_sight = (first, last)
        if self._asked_for is not None or not len(self._rows):
            return
        wanted = self._rows.missing(first, last) or self._rows.missing(first - _AHEAD, last + _AHEAD)
        if wanted:
            self._asked_for = wanted
            self.rows_wanted.emit(wanted)

    def take_rows(self, rows: logbook.Rows) -> None:
        """Take entries that were asked for."""
        if rows.seqs is not self._asked_for:
            return
        self._asked_for = None
        if rows.entries is None:
            return  # asked for again with the next paint
        self._rows.keep(self._news.get(entry.seq, entry) for entry in rows.entries)
        self._rows.not_there(set(rows.seqs) - {entry.seq for entry in rows.entries})
        self._forget_news()
        self._repaint()
        self.changed.emit()
        self.come_near(*self._in_sight)

    def change(self, entry: Entry) -> None:
        """Put `entry` in the place of its earlier state, if that is held; nothing moves."""
        if self._first_awaited or self._all_awaited or self._asked_for is not None:
            # An answer that is on its way may have been read before.
            self._news[entry.seq] = entry
        if self._rows.holds(entry.seq):
            self._rows.keep([entry])
            self._repaint()

    def add(self, entry: Entry, query: Query) -> None:
        """Put `entry`, which `query` wants, among the rows, if that is still what they are and it is not there."""
        if query != self._query:
            return
        if self._first_awaited or self._all_awaited:
            self._newcomers[entry.seq] = entry
        if not self._first_awaited:
            self._put(entry)

    def turn_day(self) -> None:
        """Say times and deadlines as of this moment."""
        self._now = now()
        self._rows.repaint()
        self._repaint()

    def _put(self, entry: Entry) -> None:
        if self._query.sort is not Column.RECORDED:
            if self.row_of_seq(entry.seq) is None:
                self._again.start()
            return
        row = self._rows.where(entry.seq, self._query)
        if self.row_of_seq(entry.seq) is not None or (self._all_awaited and row == len(self._rows)):
            return
        self.beginInsertRows(QModelIndex(), row, row)
        self._rows.places.insert(row, entry.seq)
        self._rows.keep([entry])
        self.endInsertRows()
        self.changed.emit()

    def _replace(self, places: array[int], *, keeps_place: bool) -> None:
        self.keeps_place = keeps_place
        self.beginResetModel()
        self._rows.places = places
        self._answered = True
        self._now = now()
        self.endResetModel()
        self.changed.emit()

    def _forget_news(self) -> None:
        if not self._first_awaited and not self._all_awaited and self._asked_for is None:
            self._news.clear()

    def _repaint(self) -> None:
        if len(self._rows):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))
