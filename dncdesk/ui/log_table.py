"""The log as a table's model: rows come by key as they are scrolled to, their strings made once."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPalette

from dncdesk.core.moments import now
from dncdesk.core.outcome import Tone
from dncdesk.ui.labels import as_plain
from dncdesk.ui.theme import colors, mark_icon
from dncdesk.ui.words import long_moment, place, short_moment, standing_tone, standing_word, text

if TYPE_CHECKING:
    from dncdesk.record.reader import Entry

ASKED, NUMBER, WHERE, OUTCOME = range(4)

# Looking an enum's member up at each of a repaint's 1,300 calls costs more than all the rest.
_DISPLAY = Qt.ItemDataRole.DisplayRole
_DECORATION = Qt.ItemDataRole.DecorationRole
_FOREGROUND = Qt.ItemDataRole.ForegroundRole
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """An entry, and its cells as they are shown."""

    entry: Entry
    cells: tuple[str, str, str, str]
    tone: Tone


class LogModel(QAbstractTableModel):
    """The entries that match a search, newest first. It asks for them; it never reads the log itself."""

    wanted = Signal(str, object)
    """Entries are wanted: the search text, and the `seq` that they must be older than, or None."""

    def __init__(self, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._search = ""
        self._more = False
        self._answered = False
        self._asked_first = False
        self._asked_next = False
        self._meanwhile: dict[str, Entry] = {}
        self._palette = palette
        self._icons: dict[Tone, QIcon] = {}
        self._inks: dict[Tone, QColor] = {}
        self._icon_size = 16
        self._headers = (self.tr("Asked"), self.tr("Number"), self.tr("Where"), self.tr("Outcome"))
        self.set_palette(palette, self._icon_size)

    def set_palette(self, palette: QPalette, icon_size: int) -> None:
        """Make marks and colours anew, the marks `icon_size` logical pixels wide."""
        scheme = colors(palette)
        self._icon_size = icon_size
        self._palette = palette
        self._icons.clear()
        self._inks = {tone: scheme.tones[tone].ink for tone in Tone}
        if self._rows:
            self.dataChanged.emit(self.index(0, OUTCOME), self.index(len(self._rows) - 1, OUTCOME))

    # What Qt asks of a model.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """The rows fetched so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Asked, number, where, outcome."""
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """One cell's text, mark, colour or tool tip."""
        if role == _DISPLAY:
            return self._rows[index.row()].cells[index.column()]
        if role == _TOOL_TIP:
            return self._tool_tip(self._rows[index.row()].entry, index.column())
        if index.column() == OUTCOME:
            if role == _DECORATION:
                return self._icon(self._rows[index.row()].tone)
            if role == _FOREGROUND:
                return self._inks[self._rows[index.row()].tone]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802
        """The columns' names, above their texts."""
        if orientation == Qt.Orientation.Horizontal:
            if role == _DISPLAY:
                return self._headers[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        """Whether older entries are known to be there and not asked for yet."""
        return not parent.isValid() and self._more and not self._asked_next

    def fetchMore(self, parent: Index) -> None:  # noqa: N802
        """Ask for the entries older than the last row."""
        if self.canFetchMore(parent) and self._rows:
            self._asked_next = True
            self.wanted.emit(self._search, self._rows[-1].entry.seq)

    # What the window asks of it.

    @property
    def search(self) -> str:
        """What the rows are searched for."""
        return self._search

    @property
    def known_empty(self) -> bool:
        """Whether the log has answered that nothing is there."""
        return self._answered and not self._rows

    def entry(self, row: int) -> Entry:
        """The entry in `row`."""
        return self._rows[row].entry

    def row_of(self, opt_out_id: str) -> int | None:
        """The row of an opt-out, if it is among those fetched."""
        return next((n for n, row in enumerate(self._rows) if row.entry.opt_out_id == opt_out_id), None)

    def look_for(self, search: str) -> None:
        """Ask for the newest entries that match `search`; the rows stay until they come."""
        self._search = search
        self._asked_first = True
        self._asked_next = False
        self._more = False
        self._meanwhile.clear()
        self.wanted.emit(search, None)

    def take(self, entries: list[Entry], search: str, more: bool) -> None:
        """Take the answer to what was asked for; one to an earlier search is dropped."""
        if search != self._search:
            return
        if self._asked_first:
            self._asked_first = False
            self._answered = True
            self.beginResetModel()
            self._rows = [_row(entry) for entry in entries]
            self._more = more
            self.endResetModel()
            for entry in self._meanwhile.values():
                self.change(entry)
            self._meanwhile.clear()
        elif self._asked_next:
            self._asked_next = False
            self._more = more
            last = self._rows[-1].entry.seq if self._rows else 0
            new = [_row(entry) for entry in entries if entry.seq < last]
            if new:
                self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(new) - 1)
                self._rows += new
                self.endInsertRows()

    def change(self, entry: Entry) -> None:
        """Put `entry` where it belongs, or in the place of its earlier state."""
        if self._asked_first:
            self._meanwhile[entry.opt_out_id] = entry
        place = bisect_left(self._rows, -entry.seq, key=_newest_first)
        if place < len(self._rows) and self._rows[place].entry.opt_out_id == entry.opt_out_id:
            self._rows[place] = _row(entry)
            self.dataChanged.emit(self.index(place, ASKED), self.index(place, OUTCOME))
        elif _matches(entry, self._search) and not (self._more and place == len(self._rows)):
            self.beginInsertRows(QModelIndex(), place, place)
            self._rows.insert(place, _row(entry))
            self.endInsertRows()

    def _icon(self, tone: Tone) -> QIcon:
        # Painted when first shown, not at the start.
        if tone not in self._icons:
            self._icons[tone] = mark_icon(tone, self._palette, self._icon_size)
        return self._icons[tone]

    def _tool_tip(self, entry: Entry, column: int) -> str:
        if column == ASKED:
            return long_moment(entry.asked_at)
        if column == NUMBER:
            return entry.number
        if column == WHERE:
            named = f"{place(entry)}   {entry.scope_name}".rstrip()
            return as_plain(f"{named} · {entry.server}")
        return as_plain(text(entry.result.why))


def _newest_first(row: Row) -> int:
    return -row.entry.seq


def _row(entry: Entry) -> Row:
    cells = (
        short_moment(entry.asked_at, now()),
        entry.shown or entry.number,
        place(entry),
        standing_word(entry),
    )
    return Row(entry, cells, standing_tone(entry))


def _matches(entry: Entry, search: str) -> bool:
    """Whether `entry` holds `search`, as the log itself looks for it."""
    wanted = search.strip().casefold()
    digits = "".join(sign for sign in wanted if sign.isdigit())
    texts = (entry.shown, entry.scope, entry.scope_name, entry.server, entry.details.note)
    return (digits or wanted) in entry.number or any(wanted in held.casefold() for held in texts)
