"""A switch with its words: a check box in all but looks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QShortcutEvent
from PySide6.QtWidgets import QCheckBox

from dncdesk.ui.theme import blend, colors

_WIDTH_TO_HEIGHT = 1.8


class Toggle(QCheckBox):
    """A check box painted as a switch; to the keyboard and to a screen reader it stays a check box."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for the switch, a gap and the text."""
        height = self._switch_height()
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        width = self.text_left() + words.width() + 4
        return QSize(width, max(height, words.height()) + 6)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same as its size hint: neither switch nor words may be cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        """The words switch as the switch itself does."""
        return self.rect().contains(pos)

    def event(self, event: QEvent) -> bool:
        """Switch at once on Alt and its letter: Qt would do so 100 ms later, and a quick Enter would overtake it."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.click()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint switch, words and, when the keyboard is on it, the focus."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = colors(self.palette())
        height = self._switch_height()
        track = QRectF(1, (self.height() - height) / 2 + 1, height * _WIDTH_TO_HEIGHT - 2, height - 2)
        text_color = self.palette().color(QPalette.ColorRole.WindowText)
        window = self.palette().color(QPalette.ColorRole.Window)
        knob = QRectF(track).adjusted(3, 3, -3, -3)
        knob.setWidth(knob.height())
        if self.isChecked():
            on = scheme.accent if self.isEnabled() else blend(text_color, window, 0.4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(on)
            painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
            knob.moveRight(track.right() - 3)
            painter.setBrush(scheme.on_accent)
        else:
            painter.setPen(QPen(scheme.quiet, 1.4))
            painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
            painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(scheme.quiet)
        painter.drawEllipse(knob)
        words = self.rect().adjusted(self.text_left(), 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
        painter.setPen(text_color)
        painter.drawText(words, int(flags), self.text())
        if self.hasFocus():
            painter.setPen(QPen(scheme.accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(words).adjusted(-5, 1, -1, -1), 4, 4)

    def text_left(self) -> int:
        """Where the words begin, in logical pixels from the left edge."""
        return round(self._switch_height() * _WIDTH_TO_HEIGHT) + 10

    def _switch_height(self) -> int:
        return round(self.fontMetrics().height() * 1.25)
