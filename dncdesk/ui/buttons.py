"""The one strong button, on which stands what it will do, and one that reads like a link."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QRectF, QSize, Qt
from PySide6.QtGui import QFontInfo, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen, QShortcutEvent
from PySide6.QtWidgets import QPushButton, QWidget

from dncdesk.ui.labels import palette_around, set_font, set_text_color
from dncdesk.ui.theme import blend, colors

_RADIUS = 5
_PADDING = 14
_SMALLEST = 0.8
"""Of the strong button's font, where its words need more room than there is."""
_ROUNDING = 0.03
"""A font that is a tenth smaller is not always a tenth narrower: each letter is as many whole pixels wide."""
_LINK_MARGINS = QMargins(6, 3, 6, 3)


class PromptButton(QPushButton):
    """Acts at once on Alt and its letter: Qt would do so 100 ms later, after what is typed in the meantime."""

    def event(self, event: QEvent) -> bool:
        """Press, and leave the keyboard where it is, as Qt does."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)


class StrongButton(PromptButton):
    """A push button in the accent colour, painted so that it looks the same strong in every style."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        set_font(self, scale=1.08)
        self.setAutoDefault(True)
        self.setMinimumHeight(round(self.fontMetrics().height() * 2.4))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Narrow enough for a narrow window: a long campaign's id is cut with an ellipsis."""
        return QSize(self.fontMetrics().averageCharWidth() * 16, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint ground, text and focus."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scheme = colors(self.palette())
        window = self.palette().color(QPalette.ColorRole.Window)
        words = self.palette().color(QPalette.ColorRole.WindowText)
        ground, ink = scheme.accent, scheme.on_accent
        if not self.isEnabled():
            ground, ink = blend(words, window, 0.14), scheme.quiet
        elif self.isDown():
            ground = blend(scheme.accent, words, 0.8)
        elif self.underMouse():
            ground = blend(scheme.accent, words, 0.9)
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(body, _RADIUS, _RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body.adjusted(3, 3, -3, -3), _RADIUS - 2, _RADIUS - 2)
        painter.setPen(ink)
        room = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        flags = Qt.TextFlag.TextShowMnemonic
        metrics = self.fontMetrics()
        wide = metrics.size(int(flags), self.text()).width()
        if wide > room.width():  # before a word is cut it is written smaller
            font = self.font()
            font.setPointSizeF(QFontInfo(font).pointSizeF() * max(_SMALLEST, room.width() / wide - _ROUNDING))
            painter.setFont(font)
            metrics = QFontMetrics(font)
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width(), int(flags))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | flags), shown)


class LinkButton(PromptButton):
    """Words to press: underlined, in the accent colour."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFlat(True)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        font = self.font()
        font.setUnderline(True)
        self.setFont(font)

    @property
    def indent(self) -> int:
        """How far the words stand from the left edge, in logical pixels."""
        return _LINK_MARGINS.left()

    def sizeHint(self) -> QSize:  # noqa: N802
        """No more than the words."""
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).grownBy(_LINK_MARGINS)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Take the accent of the palette around."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ParentChange):
            around = palette_around(self)
            set_text_color(self, colors(around).accent, QPalette.ColorRole.ButtonText)
