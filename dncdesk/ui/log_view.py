"""The table itself: rows of one height, columns that share its width, and nothing that jumps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QItemSelectionModel, QItemSelectionRange, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from dncdesk.record.query import Column
from dncdesk.ui.log_columns import widths
from dncdesk.ui.log_table import Index, LogModel
from dncdesk.ui.theme import colors

_LEAST_ROWS = 3
_ROW_TO_FONT = 1.75
_MOST_KEPT = 50
"""Chosen rows that are found again when the same rows come anew; of more, only the current one."""


@dataclass(frozen=True)
class _Place:
    """What was in sight and chosen: by `seq`, and where the topmost row stood, in pixels."""

    top: int | None
    top_row: int
    offset: int
    current: int | None
    chosen: tuple[int, ...]


class LogTable(QTableView):
    """The log's rows. What is looked at is asked for when it is painted."""

    copy_wanted = Signal()
    """The chosen rows are wanted on the clipboard."""
    menu_wanted = Signal(int, QPoint)
    """What can be done with this row is wanted, at this global position."""

    def __init__(self, model: LogModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log = model
        self._room = QSize()
        self._nothing = ""
        self._place: _Place | None = None
        self.setModel(model)
        side = self.fontMetrics().height()
        self._row_height = round(side * _ROW_TO_FONT)
        self.setIconSize(QSize(side, side))
        model.set_palette(self.palette(), side)
        self._set_up()
        self._set_up_headers()
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)

    def say_when_empty(self, words: str) -> None:
        """Show `words` where there are no rows."""
        if words != self._nothing:
            self._nothing = words
            if self._log.known_empty:
                self.viewport().update()

    def show_sorted(self, column: Column, *, descending: bool) -> None:
        """Put the arrow over a column, if it is shown; by the order of writing there is none."""
        header = self.horizontalHeader()
        shown = self._log.columns
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.blockSignals(True)
        header.setSortIndicator(shown.index(column) if column in shown else -1, order)
        header.blockSignals(False)

    def chosen_rows(self) -> int:
        """How many rows are chosen."""
        return sum(part.height() for part in self._parts())

    def only_row(self) -> int | None:
        """The row that is chosen, if it is one."""
        return self._parts()[0].top() if self.chosen_rows() == 1 else None

    def chosen_seqs(self, most: int) -> list[int]:
        """The `seq` of the chosen rows from top to bottom, the first `most` of them."""
        found: list[int] = []
        for part in sorted(self._parts(), key=lambda part: part.top()):
            found += self._log.seqs(part.top(), min(part.bottom(), part.top() + most - len(found) - 1))
        return found

    def share_width(self) -> None:
        """Share the width among the columns."""
        columns = self._log.columns
        found = widths(columns, self.fontMetrics(), self.iconSize().width(), self._room.width())
        fits = sum(found) <= self._room.width()
        wanted = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if self.horizontalScrollBarPolicy() != wanted:
            self.setHorizontalScrollBarPolicy(wanted)
        for at, width in enumerate(found):
            self.setColumnWidth(at, width)

    # -- events ----------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802
        """No more than is needed: the table takes the room that the form leaves."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rows, and have fetched what is not there yet; where there are none, a quiet word."""
        super().paintEvent(event)
        if self._log.known_empty:
            painter = QPainter(self.viewport())
            painter.setPen(colors(self.palette()).quiet)
            flags = int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.viewport().rect().adjusted(8, 8, -8, -8), flags, self._nothing)
        elif self._log.rowCount():
            first, last = self._in_sight()
            self._log.come_near(first, last)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Share the width among the columns."""
        super().resizeEvent(event)
        # The event tells the viewport's size. Asking for the viewport itself makes PySide look its class up
        # among all there are: 15 ms at the start.
        self._room = event.size()
        self.share_width()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:  # noqa: N802
        """What is in sight stays where it is, unless it is the top of the log: there the new row shows itself."""
        scrolled = self.verticalScrollBar().value()
        super().rowsInserted(parent, start, end)
        if scrolled and start <= scrolled // self._row_height:
            self.updateGeometries()
            self.verticalScrollBar().setValue(scrolled + (end - start + 1) * self._row_height)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Choose the row that the keyboard comes to: Qt only makes it the current one, and keys act on the chosen."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self._log.rowCount() and not self.chosen_rows():
            self.selectRow(max(0, self.currentIndex().row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy with the platform's own key."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Nothing: Qt would read a million rows in search of a letter. The search field is for that."""
        del search

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the row's menu, under the mouse or, by the key, under the current row."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            row, at = self.indexAt(event.pos()).row(), event.globalPos()
        else:
            current = self.currentIndex()
            row, at = current.row(), self.viewport().mapToGlobal(self.visualRect(current).bottomLeft())
        if row >= 0:
            self.menu_wanted.emit(row, at)

    def _parts(self) -> Sequence[QItemSelectionRange]:
        # A list to Python, though its type does not say so.
        return cast("Sequence[QItemSelectionRange]", self.selectionModel().selection())

    # -- that nothing jumps --------------------------------------------------------------------------------------------

    def _in_sight(self) -> tuple[int, int]:
        top = self.verticalScrollBar().value() // self._row_height
        return top, min(self._log.rowCount() - 1, top + self._room.height() // self._row_height + 1)

    def _remember(self) -> None:
        self._place = None
        if not self._log.keeps_place or not self._log.rowCount():
            return
        scrolled = self.verticalScrollBar().value()
        top = scrolled // self._row_height
        current = self.currentIndex().row()
        few = self.chosen_rows() <= _MOST_KEPT
        self._place = _Place(
            top=self._log.seqs(top, top)[0] if scrolled else None,
            top_row=top,
            offset=scrolled - top * self._row_height,
            current=self._log.seqs(current, current)[0] if current >= 0 else None,
            chosen=tuple(self.chosen_seqs(_MOST_KEPT)) if few else (),
        )

    def _restore(self) -> None:
        place, self._place = self._place, None
        self.share_width()
        if place is None:
            self.verticalScrollBar().setValue(0)
            return
        keep = QItemSelectionModel.SelectionFlag
        for seq in place.chosen:
            if (row := self._log.row_of_seq(seq, near=place.top_row)) is not None:
                self.selectionModel().select(self._log.index(row, 0), keep.Select | keep.Rows)
        if place.current and (row := self._log.row_of_seq(place.current, near=place.top_row)) is not None:
            self.selectionModel().setCurrentIndex(self._log.index(row, 0), keep.NoUpdate)
        if place.top and (row := self._log.row_of_seq(place.top, near=place.top_row)) is not None:
            self.updateGeometries()
            self.verticalScrollBar().setValue(row * self._row_height + place.offset)

    # -- how it is set up ----------------------------------------------------------------------------------------------

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(self._row_height * (_LEAST_ROWS + 1) + 4)

    def _set_up_headers(self) -> None:
        # Never by contents: Qt would measure every row.
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._row_height)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setMinimumSectionSize(40)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        # With the table's own selection it would ask all rows, at each paint, whether a whole column is chosen.
        columns.setSelectionModel(QItemSelectionModel(self._log, columns))
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        # A click sorts, a second one reverses, a third goes back to the newest first.
        columns.setSortIndicatorClearable(True)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
