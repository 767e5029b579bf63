"""Grounds that are painted: the cards and bands that say something in a tone, and the square buttons with a sign."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from dncdesk.core.outcome import Tone
from dncdesk.ui.theme import colors

_RADIUS = 8


def paint_card(card: QWidget, tone: Tone, *, edge: float = 1, radius: float = _RADIUS, filled: bool = True) -> QPainter:
    """Paint the ground of `card` in `tone`, its `edge` and `radius` in logical pixels; returns the painter."""
    painter = QPainter(card)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shades = colors(card.palette()).tones[tone]
    painter.setPen(QPen(shades.edge, edge))
    if filled:
        painter.setBrush(shades.ground)
    inset = 0.5 if edge <= 1 else 1.0
    painter.drawRoundedRect(QRectF(card.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
    return painter


class SignButton(QToolButton):
    """A square for a finger. Its sign is painted: a character for it would load fonts that nothing else needs."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as a line of text with some room."""
        side = round(self.fontMetrics().height() * 1.8)
        return QSize(side, side)
