"""The rows of a list before it is sent, as a table's model: no widget a row, strings made when they are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPalette

from dncdesk.core.outcome import Tone
from dncdesk.ui.labels import as_plain
from dncdesk.ui.theme import Marks
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from array import array

    from dncdesk.core.many import Row
    from dncdesk.desk.draft import Draft

LINE, TYPED, SENDS = range(3)

# Looking an enum's member up at each of a repaint's calls costs more than all the rest.
_DISPLAY = Qt.ItemDataRole.DisplayRole
_EDIT = Qt.ItemDataRole.EditRole
_DECORATION = Qt.ItemDataRole.DecorationRole
_FOREGROUND = Qt.ItemDataRole.ForegroundRole
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole

Index = QModelIndex | QPersistentModelIndex


class DraftModel(QAbstractTableModel):
    """Line, what stands there, what will be sent. What stands there can be edited; that is read anew elsewhere."""

    mended = Signal(int, str)
    """A person has written something else: the row's place in the list, and the text."""

    def __init__(self, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._editable = True
        self._places: array[int] | tuple[()] = ()
        self._marks = Marks(palette, 16)
        self._headers = (self.tr("Line"), self.tr("As typed (Enter edits)"), self.tr("Will be sent"))

    def set_palette(self, palette: QPalette, icon_size: int) -> None:
        """Make marks and colours anew, the marks `icon_size` logical pixels wide."""
        self._marks = Marks(palette, icon_size)

    def show_draft(self, draft: Draft | None, *, only_suspect: bool) -> None:
        """Show the rows of `draft`, or those alone that a person should look at; none without a draft."""
        self.beginResetModel()
        self._draft = draft
        self._places = () if draft is None else draft.suspect if only_suspect else draft.shown
        self.endResetModel()

    def let_edit(self, able: bool) -> None:
        """Whether rows can be edited now."""
        self._editable = able

    def place(self, row: int) -> int:
        """The place in the list of the table's `row`."""
        return self._places[row]

    def row_at(self, place: int) -> int:
        """The table's row that shows the `place` in the list, or the next one below; -1 where there is none."""
        from bisect import bisect_left

        row = bisect_left(self._places, place)
        return min(row, len(self._places) - 1)

    def row(self, row: int) -> Row | None:
        """What the table's `row` shows."""
        if self._draft is None or not 0 <= row < len(self._places):
            return None
        return self._draft.listing.rows[self._places[row]]

    def words(self, row: Row) -> str:
        """What is to be said of `row`, whole."""
        if row.why is not None:
            return text(row.why)
        if not row.e164:
            return self.tr("No number here.")
        parts = [self.tr("Sends {digits}").format(digits=row.sends)]
        if row.unassigned:
            parts.append(self.tr("no such number is in use: check it"))
        if again := self._again(row):
            parts.append(self.tr("stands %Ln more times in the list; sent once", "", again))
        return " · ".join(parts)

    # What Qt asks of a model.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """The rows that are shown."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Line, typed, sent."""
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """One cell's text, mark, colour or tool tip."""
        row = self.row(index.row())
        if row is None:
            return None
        column = index.column()
        found: Any = None
        if role in (_DISPLAY, _EDIT):
            found = self._cell(row, column)
        elif role == _TOOL_TIP:
            found = as_plain(row.typed if column == TYPED else self.words(row))
        elif column == SENDS:
            found = self._sends(row, role)
        elif column == LINE and role == _ALIGNMENT:
            found = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        elif column == LINE and role == _FOREGROUND:
            found = self._marks.ink(Tone.NEUTRAL)
        return found

    def _sends(self, row: Row, role: int) -> Any:
        tone = _tone(row)
        if role == _ACCESSIBLE:
            return self.words(row)
        if role == _DECORATION:
            return self._marks.icon(tone) if tone is not None else None
        if role == _FOREGROUND and (tone is not None or not row.e164):
            return self._marks.ink(tone or Tone.NEUTRAL)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802
        """The columns' names, above their texts."""
        if orientation == Qt.Orientation.Horizontal:
            if role == _DISPLAY:
                return self._headers[section]
            if role == _ALIGNMENT:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What stands in a line can be edited, unless the list is just read anew."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == TYPED and self._editable else flags

    def setData(self, index: Index, value: Any, role: int = _EDIT) -> bool:  # noqa: N802
        """Tell that a person has written something else."""
        row = self.row(index.row())
        if role != _EDIT or row is None or index.column() != TYPED or str(value) == row.typed:
            return False
        self.mended.emit(self._places[index.row()], str(value))
        return True

    def _cell(self, row: Row, column: int) -> str:
        if column == LINE:
            return str(row.line)
        if column == TYPED:
            return row.typed
        if row.why is not None:
            return text(row.why)
        if not row.e164:
            return self.tr("no number")
        again = self._again(row)
        return f"{row.shown}   ×{again + 1}" if again else row.shown

    def _again(self, row: Row) -> int:
        return self._draft.listing.repeats[row.e164] if self._draft is not None and row.e164 else 0


def _tone(row: Row) -> Tone | None:
    if row.why is not None:
        return Tone.PROBLEM
    return Tone.WARNING if row.unassigned else None
