"""Ticking rows of a list that hangs from a box, by Space or a click on the tick: the list stays open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

_WANTED = {
    QEvent.Type.Show,
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
}


class TickRows(QStyledItemDelegate):
    """Rows that a finger can hit, their words below each other, with a tick box before them or without."""

    def initStyleOption(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave a tick box's room free where there is none, and show the row that the keyboard is at."""
        super().initStyleOption(option, index)
        view = self.parent()
        if not isinstance(view, QAbstractItemView):
            return
        if not option.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator:
            style = view.style()
            side = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, view)
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.decorationSize = QSize(side, side)
        # From this the style makes a tick box's edge, which on a dark ground would not be seen.
        option.palette.setColor(QPalette.ColorRole.Window, option.palette.color(QPalette.ColorRole.Text))
        if view.currentIndex() == index:
            option.state |= QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Active

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One and a half lines high."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), round(option.fontMetrics.height() * 1.5))


class Ticks(QObject):
    """Stands before the list `view`: what ticks a row never chooses it, and Escape chooses none."""

    toggled = Signal(QModelIndex)
    """This row is to be ticked, or not any more."""
    closed = Signal()
    """The list was closed, by Enter or Escape, after rows had been ticked."""
    left = Signal()
    """The list was closed by Escape; nothing had been ticked."""

    def __init__(self, view: QAbstractItemView) -> None:
        """To be made after whatever else filters the events of `view`: the last one to come is the first to see them.

        It lives as long as `view`.
        """
        super().__init__(view)
        self._view = view
        self._ticking = False
        view.setItemDelegate(TickRows(view))
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take what ticks, and what closes the list."""
        if event.type() not in _WANTED:
            return False
        if isinstance(event, QKeyEvent):
            return self._key(event)
        if isinstance(event, QMouseEvent):
            return watched is self._view.viewport() and self._mouse(event)
        if watched is self._view:
            self._ticking = False
        return False

    def _key(self, event: QKeyEvent) -> bool:
        index = self._view.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid() and _tickable(index):
            self._toggle(index)
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._ticking:
            self._ticking = False
            self._view.hide()
            self.closed.emit()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._view.hide()
            (self.closed if self._ticking else self.left).emit()
            self._ticking = False
            return True
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        point = event.position().toPoint()
        index = self._view.indexAt(point)
        if not index.isValid() or not _tickable(index) or not _on_tick(self._view, index, point):
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._toggle(index)
        return True

    def _toggle(self, index: QModelIndex) -> None:
        self._ticking = True
        row = index.row()
        self.toggled.emit(index)
        # The completer begins its model anew when a tick changes: the keyboard would go on from the first row. It
        # would also write into the line what the keyboard comes to, so it is not told.
        chosen = self._view.selectionModel()
        chosen.blockSignals(True)
        self._view.setCurrentIndex(self._view.model().index(row, 0))
        chosen.blockSignals(False)
        self._view.viewport().update()


def _tickable(index: QModelIndex) -> bool:
    return index.data(Qt.ItemDataRole.CheckStateRole) is not None


def _on_tick(view: QAbstractItemView, index: QModelIndex, point: QPoint) -> bool:
    option = QStyleOptionViewItem()
    option.initFrom(view)
    option.rect = view.visualRect(index)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    tick = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, view)
    room = max(tick.width() // 2, 4)
    return tick.adjusted(-room, -room, room, room).contains(point)
