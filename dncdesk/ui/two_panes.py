"""The window's column, and what is shown beside it where there is room, under it where there is not."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget

_WIDE = 820
"""Logical pixels from which on there is room for both side by side."""
_SIDE_WIDTH = 420
_SHARE_BELOW = 0.5


class TwoPanes(QSplitter):
    """One widget that is always there, and one that comes and goes."""

    def __init__(self, first: QScrollArea, in_sight: QWidget, parent: QWidget | None = None) -> None:
        """What is `in_sight` in `first` stays so when the second one comes."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self._first = first
        self._in_sight = in_sight
        self.setChildrenCollapsible(False)
        self.addWidget(first)

    def open_side(self, side: QWidget) -> None:
        """Show `side`, and share the room."""
        if self.indexOf(side) < 0:
            self.addWidget(side)
            self.setStretchFactor(0, 1)
            self.setStretchFactor(1, 0)
        if side.isHidden():
            side.show()
            self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Turn with the window."""
        wide = event.size().width() >= _WIDE
        orientation = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if orientation != self.orientation():
            self.setOrientation(orientation)
            self._share()
        super().resizeEvent(event)

    def _share(self) -> None:
        if self.count() < 2:
            return
        if self.orientation() == Qt.Orientation.Horizontal:
            whole, side = self.width(), max(_SIDE_WIDTH, self.width() // 3)
        else:
            whole, side = self.height(), round(self.height() * _SHARE_BELOW)
        self.setSizes([whole - side, side])
        QTimer.singleShot(0, self._scroll)  # when the layout has followed

    def _scroll(self) -> None:
        self._first.ensureWidgetVisible(self._in_sight, 0, 0)
