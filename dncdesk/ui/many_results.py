"""The numbers of a list under way, as a table's model."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QModelRoleData,
    QModelRoleDataSpan,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QPalette

from dncdesk.core.outcome import TONES, Outcome, Tone
from dncdesk.ui.labels import as_plain
from dncdesk.ui.theme import Marks
from dncdesk.ui.together import part_name
from dncdesk.ui.words import outcome_word, text

if TYPE_CHECKING:
    from dncdesk.core.many_run import Standing
    from dncdesk.desk.run import Run

NUMBER, PLACE, OUTCOME = range(3)

_DISPLAY = Qt.ItemDataRole.DisplayRole
_DECORATION = Qt.ItemDataRole.DecorationRole
_FOREGROUND = Qt.ItemDataRole.ForegroundRole
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole

Index = QModelIndex | QPersistentModelIndex


class RunModel(QAbstractTableModel):
    """Number, place and outcome, in the list's order; or those alone that did not simply end well."""

    def __init__(self, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run: Run | None = None
        self._count = 0
        self._only: array[int] | None = None
        self._marks = Marks(palette, 16)
        self._headers = (self.tr("Number"), self.tr("Where"), self.tr("Outcome"))
        self._words = {outcome: outcome_word(outcome) for outcome in Outcome}

    def set_palette(self, palette: QPalette, icon_size: int) -> None:
        """Make marks and colours anew, the marks `icon_size` logical pixels wide."""
        self._marks = Marks(palette, icon_size)

    def follow(self, run: Run) -> None:
        """Show the numbers of `run`, as they change."""
        self._run = run
        run.rows_added.connect(self._on_added)
        run.rows_changed.connect(self._on_changed)
        self.show_only(unsound=False)

    def show_only(self, *, unsound: bool) -> None:
        """Show all; or, as it stands now, what was tried and is not done."""
        self.beginResetModel()
        rows = self._run.progress.rows if self._run is not None else []
        self._count = len(rows)
        self._only = None
        if unsound:
            self._only = array("l", (place for place, row in enumerate(rows) if row.why is not None))
        self.endResetModel()

    def standing(self, row: int) -> Standing | None:
        """What the table's `row` shows."""
        if self._run is None or not 0 <= row < self.rowCount():
            return None
        return self._run.progress.rows[self._only[row] if self._only is not None else row]

    def words(self, row: Standing) -> str:
        """What is to be said of `row`, whole."""
        several = self._run is not None and len(self._run.places) > 1
        number = f"{row.shown} ({part_name(row.place.server, row.place.scope)})" if several else row.shown
        word = self._word(row)
        return f"{number}: {word}. {text(row.why)}" if row.why is not None else f"{number}: {word}."

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """The rows that are shown."""
        if parent.isValid():
            return 0
        return len(self._only) if self._only is not None else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Number, place and outcome."""
        return 0 if parent.isValid() else len(self._headers)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """One cell's text, mark, colour or tool tip."""
        row = self.standing(index.row())
        if row is None:
            return None
        if index.column() == NUMBER:
            if role == _DISPLAY:
                return row.shown
            return as_plain(row.typed) if role == _TOOL_TIP else None
        if index.column() == PLACE:
            return part_name(row.place.server, row.place.scope) if role == _DISPLAY else None
        return self._outcome_cell(row, role)

    def multiData(  # noqa: N802
        self, index: Index, roles: QModelRoleDataSpan | QModelRoleData, /
    ) -> None:
        """All that a cell's painting asks for, in one call: for each, Python's lock is waited for (measured)."""
        if isinstance(roles, QModelRoleData):
            roles.setData(self.data(index, roles.role()))
            return
        for place in range(roles.size()):
            wanted: QModelRoleData = roles[place]  # type: ignore[index]  # it can; its stub forgets to say so
            wanted.setData(self.data(index, wanted.role()))

    def _outcome_cell(self, row: Standing, role: int) -> Any:
        found: Any = None
        if role == _DISPLAY:
            word = self._word(row)
            found = f"{word} · {text(row.why)}" if row.why is not None else word
        elif role == _TOOL_TIP:
            found = as_plain(self.words(row))
        elif role == _ACCESSIBLE:
            found = self.words(row)
        elif role == _FOREGROUND:
            found = self._marks.ink(TONES[row.outcome] if row.outcome is not None else Tone.NEUTRAL)
        elif role == _DECORATION and row.outcome is not None:
            found = self._marks.icon(TONES[row.outcome])
        return found

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802
        """The columns' names, above their texts."""
        if orientation == Qt.Orientation.Horizontal:
            if role == _DISPLAY:
                return self._headers[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _word(self, row: Standing) -> str:
        return self._words[row.outcome] if row.outcome is not None else self.tr("in line")

    def _on_added(self, count: int) -> None:
        if self._only is None and count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()

    def _on_changed(self, first: int, last: int) -> None:
        if self._only is not None:
            # The rows stay where they are while somebody reads them; only what they say is new.
            first, last = 0, len(self._only) - 1
        if self.rowCount():
            self.dataChanged.emit(self.index(first, NUMBER), self.index(min(last, self.rowCount() - 1), OUTCOME))
