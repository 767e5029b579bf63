"""Colours and marks: what a tone looks like on a light and on a dark palette.

Everything else is the platform's own style and palette. The few marks are painted, which costs no
file, no plug-in and no time at the start.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPalette, QPen, QPixmap, QPolygonF

from dncdesk.core.outcome import Tone

READABLE = 4.5
"""The least contrast of text on its ground (WCAG 2, level AA)."""

_MARK_UNITS = 24.0
_ICON_UNITS = 64


@dataclass(frozen=True)
class ToneColors:
    """One tone: its mark and words, the ground of its card, and the card's edge."""

    ink: QColor
    ground: QColor
    edge: QColor


@dataclass(frozen=True)
class Colors:
    """What the palette does not give, made to fit it."""

    dark: bool
    accent: QColor
    on_accent: QColor
    quiet: QColor
    tones: dict[Tone, ToneColors]


_LIGHT = {
    Tone.DONE: ("#14692f", "#e6f4ea", "#8ec7a0"),
    Tone.WARNING: ("#845000", "#fdf2dd", "#dfb872"),
    Tone.PROBLEM: ("#a8201a", "#fdebea", "#e2a09b"),
    Tone.PROGRESS: ("#3a5684", "#eaf0f9", "#a3b7d6"),
}
_DARK = {
    Tone.DONE: ("#7bd698", "#1b3023", "#3f7553"),
    Tone.WARNING: ("#f6c05e", "#352b17", "#7d6431"),
    Tone.PROBLEM: ("#ff9c94", "#3a2122", "#8c4a47"),
    Tone.PROGRESS: ("#a9c3f0", "#232d3f", "#52678c"),
}


def colors(palette: QPalette) -> Colors:
    """The colours that go with `palette`."""
    window = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Window)
    text = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
    return _colors(window.rgba(), text.rgba())


@lru_cache(maxsize=8)
def _colors(window_rgba: int, text_rgba: int) -> Colors:
    window, text = QColor.fromRgba(window_rgba), QColor.fromRgba(text_rgba)
    dark = window.lightnessF() < 0.5
    quiet = _quiet(text, window)
    tones = {
        tone: ToneColors(QColor(ink), QColor(ground), QColor(edge))
        for tone, (ink, ground, edge) in (_DARK if dark else _LIGHT).items()
    }
    tones[Tone.NEUTRAL] = ToneColors(quiet, blend(text, window, 0.04), blend(text, window, 0.18))
    return Colors(
        dark=dark,
        accent=QColor("#7aaaff" if dark else "#1f5fc4"),
        on_accent=QColor("#0b1626" if dark else "#ffffff"),
        quiet=quiet,
        tones=tones,
    )


def blend(over: QColor, ground: QColor, share: float) -> QColor:
    """`over` at `share` (0 to 1) upon `ground`."""
    return QColor.fromRgbF(
        over.redF() * share + ground.redF() * (1 - share),
        over.greenF() * share + ground.greenF() * (1 - share),
        over.blueF() * share + ground.blueF() * (1 - share),
    )


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two opaque colours as WCAG 2 reckons it, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    channels = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _quiet(text: QColor, window: QColor) -> QColor:
    """The palette's text held back, as far as it stays readable, also on the neutral card."""
    ground = blend(text, window, 0.04)
    for share in (0.62, 0.7, 0.8, 0.9):
        held_back = blend(text, window, share)
        if contrast(held_back, ground) >= READABLE:
            return held_back
    return text


def paint_mark(painter: QPainter, rect: QRectF, tone: Tone, ink: QColor, ground: QColor) -> None:
    """Paint the mark of `tone` into the square `rect`: filled with `ink`, its sign in `ground`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _MARK_UNITS, rect.height() / _MARK_UNITS)
    sign = QPen(ground, 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    _MARKS[tone](painter, sign)
    painter.restore()


def _done(painter: QPainter, sign: QPen) -> None:
    painter.drawEllipse(QRectF(1, 1, 22, 22))
    _line(painter, sign, (7, 12.5), (10.6, 16), (17.2, 8.6))


def _warning(painter: QPainter, sign: QPen) -> None:
    outline = QPen(
        painter.brush().color(), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
    painter.setPen(outline)
    painter.drawPolygon(QPolygonF([QPointF(12, 3), QPointF(21.5, 20), QPointF(2.5, 20)]))
    _line(painter, sign, (12, 9), (12, 13.6))
    _line(painter, sign, (12, 18), (12, 18.01))


def _problem(painter: QPainter, sign: QPen) -> None:
    painter.drawRoundedRect(QRectF(1.5, 1.5, 21, 21), 5, 5)
    _line(painter, sign, (8, 8), (16, 16))
    _line(painter, sign, (16, 8), (8, 16))


def _progress(painter: QPainter, sign: QPen) -> None:
    # A ring with hands: at a small size it must not be taken for the filled round of "done".
    painter.setPen(QPen(painter.brush().color(), 2.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(2.2, 2.2, 19.6, 19.6))
    hands = QPen(painter.pen())
    hands.setCapStyle(Qt.PenCapStyle.RoundCap)
    del sign
    _line(painter, hands, (12, 7), (12, 12.4), (15.4, 14.4))


def _neutral(painter: QPainter, sign: QPen) -> None:
    painter.drawEllipse(QRectF(1, 1, 22, 22))
    _line(painter, sign, (7.5, 12), (16.5, 12))


def _line(painter: QPainter, pen: QPen, *points: tuple[float, float]) -> None:
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


_MARKS = {
    Tone.DONE: _done,
    Tone.WARNING: _warning,
    Tone.PROBLEM: _problem,
    Tone.PROGRESS: _progress,
    Tone.NEUTRAL: _neutral,
}


def mark_icon(tone: Tone, palette: QPalette, size: int) -> QIcon:
    """The mark of `tone` as an icon of `size` logical pixels, sharp on screens of up to 300 %."""
    scheme = colors(palette)
    base = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Base)
    icon = QIcon()
    for ratio in (1, 2, 3):
        pixmap = _blank(size, ratio)
        painter = QPainter(pixmap)
        paint_mark(painter, QRectF(0, 0, size, size), tone, scheme.tones[tone].ink, base)
        painter.end()
        # Selected rows show the same mark: a platform's own tint could make it unreadable.
        icon.addPixmap(pixmap, QIcon.Mode.Normal)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


class Marks:
    """The marks and colours of tones in a palette. A mark is painted when it is first shown, not at the start."""

    def __init__(self, palette: QPalette, size: int) -> None:
        """Marks of `size` logical pixels."""
        self._palette = palette
        self._size = size
        self._icons: dict[Tone, QIcon] = {}
        self._inks: dict[Tone, QColor] = {}

    def icon(self, shown: Tone) -> QIcon:
        """The mark of a tone."""
        if shown not in self._icons:
            self._icons[shown] = mark_icon(shown, self._palette, self._size)
        return self._icons[shown]

    def ink(self, shown: Tone) -> QColor:
        """The colour of the words beside it."""
        if shown not in self._inks:
            self._inks[shown] = colors(self._palette).tones[shown].ink
        return self._inks[shown]


def window_icon() -> QIcon:
    """The program's icon as `resources/dncdesk.svg` draws it."""
    icon = QIcon()
    for size in (16, 32, 64):
        pixmap = _blank(size, 1)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(size / _ICON_UNITS, size / _ICON_UNITS)
        _paint_program(painter)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _paint_program(painter: QPainter) -> None:
    """Paint the drawing of `resources/dncdesk.svg` into a square of `_ICON_UNITS`."""
    blue, white = QColor("#2263cc"), QColor("#ffffff")
    caps, joins = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    corners = [
        (20.5, 3.5),
        (43.5, 3.5),
        (60.5, 20.5),
        (60.5, 43.5),
        (43.5, 60.5),
        (20.5, 60.5),
        (3.5, 43.5),
        (3.5, 20.5),
    ]
    painter.setPen(QPen(blue, 5, Qt.PenStyle.SolidLine, caps, joins))
    painter.setBrush(blue)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    handset = QPainterPath(QPointF(11, 28))
    handset.cubicTo(11, 18, 20, 12.5, 32, 12.5)
    handset.cubicTo(44, 12.5, 53, 18, 53, 28)
    handset.lineTo(53, 31.5)
    handset.quadTo(53, 34.5, 50, 34)
    handset.lineTo(43, 32.8)
    handset.quadTo(40, 32.3, 40, 29.5)
    handset.lineTo(40, 26.5)
    handset.quadTo(32, 24.5, 24, 26.5)
    handset.lineTo(24, 29.5)
    handset.quadTo(24, 32.3, 21, 32.8)
    handset.lineTo(14, 34)
    handset.quadTo(11, 34.5, 11, 31.5)
    painter.fillPath(handset, white)
    tick = QPen(white, 6.5, Qt.PenStyle.SolidLine, caps, joins)
    _line(painter, tick, (22.5, 44.5), (29.5, 51.5), (42.5, 37.5))


def _blank(size: int, ratio: int) -> QPixmap:
    pixmap = QPixmap(size * ratio, size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
