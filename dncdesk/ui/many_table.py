"""How the tables of a list look, and what the keyboard does in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QLineEdit, QTableView, QWidget

_LEAST_ROWS = 4
_CELL_PADDING = 14
_Index = QModelIndex | QPersistentModelIndex
_EDITING = QAbstractItemView.State.EditingState


class ListTable(QTableView):
    """Rows of one height, the last column as wide as there is room for."""

    edit_wanted = Signal()
    """Enter was pressed on a row."""

    def __init__(self, samples: tuple[str, ...], parent: QWidget | None = None) -> None:
        """`samples` are the longest usual texts of all columns but the last."""
        super().__init__(parent)
        self._samples = samples
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Never by contents: Qt would measure every row.
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(side * 1.75))
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        columns.setStretchLastSection(True)
        self.setMinimumHeight(round(side * 1.75) * (_LEAST_ROWS + 1) + 4)

    def finish_editing(self) -> None:
        """Take what stands in a row that is being edited, as if the keyboard had left it."""
        editor = self.viewport().findChild(QLineEdit)
        if self.state() == _EDITING and editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter edits the row, as F2 does; what is being edited takes it first."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != _EDITING:
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)

    def dataChanged(  # noqa: N802
        self, first: _Index, last: _Index, roles: Sequence[int] = ()
    ) -> None:
        """Paint what is seen of the changed rows; Qt would paint all that is seen, wherever the changed ones are."""
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if last.row() >= top and (bottom < 0 or first.row() <= bottom):
            super().dataChanged(first, last, roles)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the last column what the others leave; on a narrow window they give way."""
        super().resizeEvent(event)
        most = round(event.size().width() * 0.42)
        for column, sample in enumerate(self._samples):
            wanted = self.fontMetrics().horizontalAdvance(sample) + _CELL_PADDING
            self.setColumnWidth(column, min(wanted, most))
