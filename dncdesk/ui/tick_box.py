"""A tick box whose edge is seen on a dark ground as well."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton, QStylePainter


class TickBox(QCheckBox):
    """A check box that the style paints with an edge in the colour of its words, not of the window's ground."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint as the style does."""
        del event
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.palette.setColor(QPalette.ColorRole.Window, option.palette.color(QPalette.ColorRole.WindowText))
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_CheckBox, option)
