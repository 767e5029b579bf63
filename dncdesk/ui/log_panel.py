"""The log under the form: its search line and its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dncdesk.core.outcome import Outcome
from dncdesk.core.scope import EVERYWHERE
from dncdesk.ui.labels import set_font
from dncdesk.ui.log_table import ASKED, NUMBER, OUTCOME, WHERE, LogModel
from dncdesk.ui.theme import colors
from dncdesk.ui.words import outcome_word, where

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk
    from dncdesk.record.reader import Entry

_TYPING_PAUSE = 150  # ms after the last key before the log is searched
_LEAST_ROWS = 3
_CELL_PADDING = 12


class SearchField(QLineEdit):
    """A line to search with; Escape empties it, and only an empty one lets Escape through."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Empty the line on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class LogTable(QTableView):
    """The table, whose columns share its width: what is the same in many rows gives way first."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """No more than is needed: the table takes the room that the form leaves."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rows; where there are none, a quiet word instead of a void."""
        super().paintEvent(event)
        model = self.model()
        if not isinstance(model, LogModel) or not model.known_empty:
            return
        painter = QPainter(self.viewport())
        painter.setPen(colors(self.palette()).quiet)
        words = self.tr("Nothing found.") if model.search.strip() else self.tr("Nothing yet.")
        painter.drawText(self.viewport().rect().adjusted(8, 8, -8, -8), int(Qt.AlignmentFlag.AlignTop), words)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Share the width among the columns."""
        super().resizeEvent(event)
        width_of = self.fontMetrics().horizontalAdvance
        asked = max(map(width_of, ("88/88/88", "88:88 PM"))) + _CELL_PADDING
        number = width_of("(888) 888-8888") + _CELL_PADDING
        beside_words = self.iconSize().width() + 6 + _CELL_PADDING
        most = max(width_of(outcome_word(outcome)) for outcome in Outcome) + beside_words
        least = width_of(outcome_word(Outcome.NOT_EFFECTIVE)) + beside_words
        # The event tells the viewport's size. Asking for the viewport itself makes PySide look its class up
        # among all there are: 15 ms at the start.
        left = event.size().width() - asked - number - width_of(where(EVERYWHERE)) - _CELL_PADDING
        for column, width in ((ASKED, asked), (NUMBER, number), (OUTCOME, max(least, min(most, left)))):
            self.setColumnWidth(column, width)


class LogPanel(QWidget):
    """Heading, search and table."""

    opened = Signal(object)
    """A row was activated: its `Entry`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = LogModel(self.palette(), self)
        self._model.wanted.connect(desk.ask_entries)
        desk.entries_found.connect(self._model.take)
        desk.entry_changed.connect(self._model.change)

        self.search = SearchField()
        self.search.setObjectName("logSearch")
        self.search.setAccessibleName(self.tr("Search the log"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumHeight(round(self.search.fontMetrics().height() * 1.8))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE)
        self._pause.timeout.connect(self._look)
        self.search.textChanged.connect(self._typed)

        heading = QLabel(self.tr("&Log"))
        heading.setBuddy(self.search)
        set_font(heading)
        self.table = LogTable()
        self.table.setObjectName("logTable")
        self.table.setAccessibleName(self.tr("Log"))
        self._set_up_table()
        self.table.activated.connect(self._open)

        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(heading)
        head.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here."""
        return [self.search, self.table]

    def load(self) -> None:
        """Ask for the newest entries."""
        self._look()

    def show_row(self, opt_out_id: str) -> None:
        """Select the row of an opt-out and bring it into sight, if it is among those fetched."""
        row = self._model.row_of(opt_out_id)
        if row is not None:
            self.table.selectRow(row)
            self.table.scrollTo(self._model.index(row, ASKED))

    def entry_of(self, opt_out_id: str) -> Entry | None:
        """The entry of an opt-out, if it is among those fetched."""
        row = self._model.row_of(opt_out_id)
        return None if row is None else self._model.entry(row)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the palette, and the font with the widths of the columns."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._model.set_palette(self.palette(), self.table.iconSize().width())

    def _set_up_table(self) -> None:
        table = self.table
        metrics = table.fontMetrics()
        side = metrics.height()
        table.setIconSize(table.iconSize().scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio))
        self._model.set_palette(self.palette(), side)
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Never by contents: Qt would measure every row.
        rows = table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(round(side * 1.75))
        columns = table.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setMinimumSectionSize(40)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        columns.setSectionResizeMode(WHERE, QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(round(side * 1.75) * (_LEAST_ROWS + 1) + 4)

    def _typed(self) -> None:
        self._pause.start()

    def _look(self) -> None:
        self._model.look_for(self.search.text())

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.entry(index.row()))
