"""The line over the log's table: the search, and the buttons to filters and columns."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QLocale, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from dncdesk.record.query import Column
from dncdesk.ui.card import SignButton
from dncdesk.ui.labels import palette_around, set_font
from dncdesk.ui.log_columns import ALL, title


class SearchField(QLineEdit):
    """A line to search with; Escape empties it, and only an empty one lets Escape through."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Empty the line on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class ColumnsButton(SignButton):
    """Opens the menu in which columns are chosen and sorted by."""

    chosen = Signal(object)
    """The `Column`s that are to be shown, in their order."""
    sort_wanted = Signal(object, bool)
    """The `Column` to sort by, descending or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Column, ...] = ()
        self._sort = (Column.RECORDED, True)
        self.setObjectName("columnsButton")
        self.setAccessibleName(self.tr("Columns and order"))
        self.setToolTip(self.tr("Columns and order"))
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._open_below)

    def follow(self, shown: tuple[Column, ...], sort: Column, *, descending: bool) -> None:
        """The columns that are shown now, and the order of the rows."""
        self._shown = shown
        self._sort = (sort, descending)

    def open_at(self, where: QPoint, *, under_its_right_end: bool = False) -> None:
        """Open the menu at a global position, which is its upper left corner, or the right one."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in ALL:
            action = menu.addAction(title(column))
            action.setCheckable(True)
            action.setChecked(column in self._shown)
            action.setEnabled(column is not Column.NUMBER)  # without it no row says whom it is about
            action.toggled.connect(partial(self._turn, column))
        menu.addSeparator()
        self._add_orders(menu.addMenu(self.tr("&Sort by")))
        menu.popup(where - QPoint(menu.sizeHint().width() if under_its_right_end else 0, 0))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the platform's button, then three columns."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = self.fontMetrics().height() / 4
        painter.setPen(QPen(palette_around(self).color(self.foregroundRole()), unit / 3))
        middle = QRectF(self.rect()).center()
        half = QPointF(unit * 1.8, unit * 1.4)
        painter.drawRoundedRect(QRectF(middle - half, middle + half), unit / 2, unit / 2)
        for column in (-0.6, 0.6):
            top = middle + QPointF(column * unit, -unit * 1.4)
            painter.drawLine(top, top + QPointF(0, unit * 2.8))

    def _add_orders(self, menu: QMenu) -> None:
        orders = QActionGroup(menu)
        sort, descending = self._sort
        for column in (Column.RECORDED, *ALL):
            action = QAction(title(column), menu)
            action.setCheckable(True)
            if column is sort:
                action.setChecked(True)
                if column is not Column.RECORDED:
                    action.setText(f"{title(column)} {'↓' if descending else '↑'}")
            # The column that it is sorted by already is turned round.
            way = True if column is Column.RECORDED else column is sort and not descending
            action.triggered.connect(partial(self._order, column, way))
            orders.addAction(action)
            menu.addAction(action)

    def _open_below(self) -> None:
        self.open_at(self.mapToGlobal(self.rect().bottomRight()), under_its_right_end=True)

    def _turn(self, column: Column, _checked: bool) -> None:
        self.chosen.emit(tuple(c for c in ALL if (c in self._shown) != (c is column)))

    def _order(self, column: Column, descending: bool, _checked: bool = True) -> None:
        self.sort_wanted.emit(column, descending)


class LogHead(QWidget):
    """Heading, search field, and the buttons to filters and columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField()
        self.search.setObjectName("logSearch")
        self.search.setAccessibleName(self.tr("Search the log"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumHeight(round(self.search.fontMetrics().height() * 1.8))
        heading = QLabel(self.tr("&Log"))
        heading.setBuddy(self.search)
        set_font(heading)
        self.filter = QToolButton()
        self.filter.setObjectName("filterButton")
        self.filter.setAutoRaise(True)
        self.filter.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.filter.setMinimumHeight(self.search.minimumHeight())
        self.columns = ColumnsButton()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(heading)
        line.addSpacing(6)
        line.addWidget(self.search, 1)
        line.addWidget(self.filter)
        line.addWidget(self.columns)
        self.show_filters(0)

    def show_filters(self, count: int) -> None:
        """Say how many filters are active."""
        words = self.tr("&Filter ({count})").format(count=QLocale().toString(count)) if count else self.tr("&Filter")
        self.filter.setText(words)

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here."""
        return [self.search, self.filter, self.columns]
