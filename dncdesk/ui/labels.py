"""Labels and marks whose colour follows their tone and the palette, whichever way that changes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from dncdesk.core.outcome import Tone
from dncdesk.ui.theme import colors, paint_mark

_WORD = 12  # letters; longer words are few
_PALETTE_EVENTS = (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange, QEvent.Type.ParentChange)


class ToneLabel(QLabel):
    """Plain text, held back a little or in the colour of a tone."""

    def __init__(self, text: str = "", tone: Tone | None = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        """Show `text` in `tone`; without a tone, in the palette's own text colour."""
        super().__init__(text, parent)
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._color()

    @property
    def tone(self) -> Tone | None:
        """The tone that the text is shown in."""
        return self._tone

    def show_text(self, text: str, tone: Tone | None = Tone.NEUTRAL) -> None:
        """Show `text` in `tone`."""
        self.setText(text)
        self._tone = tone
        self._color()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Take the colour again when the palette around this label has changed."""
        super().changeEvent(event)
        if event.type() in _PALETTE_EVENTS:
            self._color()

    def _color(self) -> None:
        around = palette_around(self)
        wanted = around.color(QPalette.ColorRole.WindowText)
        if self._tone is not None:
            wanted = colors(around).tones[self._tone].ink
        set_text_color(self, wanted)


class ElidedLabel(ToneLabel):
    """Lines that give way: cut with an ellipsis where room is scarce, whole in the tool tip."""

    def __init__(
        self, text: str = "", tone: Tone | None = Tone.NEUTRAL, parent: QWidget | None = None, *, lines: int = 1
    ) -> None:
        """Show `text` on up to `lines` lines, whose room is always taken."""
        super().__init__(text, tone, parent)
        self._lines = lines

    def sizeHint(self) -> QSize:  # noqa: N802
        """The whole text, on its lines."""
        size = super().sizeHint()
        return QSize(size.width(), size.height() + self.fontMetrics().lineSpacing() * (self._lines - 1))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A few letters and the ellipsis."""
        size = self.sizeHint()
        return QSize(min(size.width(), self.fontMetrics().averageCharWidth() * 6), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint as much of the text as there is room for."""
        del event
        room, metrics = self.contentsRect(), self.fontMetrics()
        # Each line but the last may end a word early.
        spare = metrics.averageCharWidth() * _WORD * (self._lines - 1)
        width = max(room.width(), room.width() * self._lines - spare)
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        self.setToolTip(as_plain(self.text()) if shown != self.text() else "")
        upright = Qt.AlignmentFlag.AlignVCenter if self._lines == 1 else Qt.AlignmentFlag.AlignTop
        flags = int(upright | Qt.AlignmentFlag.AlignLeft)
        if self._lines > 1:
            flags |= int(Qt.TextFlag.TextWordWrap)
        QPainter(self).drawText(room, flags, shown)


class Mark(QWidget):
    """The mark of a tone, as large as the font asks."""

    def __init__(self, ems: float, parent: QWidget | None = None) -> None:
        """A mark of `ems` times the height of the font."""
        super().__init__(parent)
        self._ems = ems
        self._tone: Tone | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_tone(self, tone: Tone | None) -> None:
        """Show the mark of `tone`; None leaves its place blank."""
        if tone is not self._tone:
            self._tone = tone
            self.update()

    @property
    def tone(self) -> Tone | None:
        """The tone that is shown."""
        return self._tone

    def sizeHint(self) -> QSize:  # noqa: N802
        """A square."""
        side = round(self.fontMetrics().height() * self._ems)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the mark."""
        del event
        if self._tone is None:
            return
        around = palette_around(self)
        scheme = colors(around)
        ground = scheme.tones[self._tone].ground
        paint_mark(QPainter(self), QRectF(self.rect()), self._tone, scheme.tones[self._tone].ink, ground)


def as_plain(words: str) -> str:
    """Foreign `words` for a tool tip, which guesses whether it is given HTML and wraps only that."""
    return words.replace("&", "&amp;").replace("<", "&lt;").join(("<p>", "</p>"))


def palette_around(widget: QWidget) -> QPalette:
    """The palette that `widget` stands in, untouched by a colour of its own."""
    parent = widget.parentWidget()
    return parent.palette() if parent is not None else QApplication.palette()


def set_text_color(widget: QWidget, wanted: QColor, role: QPalette.ColorRole = QPalette.ColorRole.WindowText) -> None:
    """Give the text of `widget` a colour, unless it has it: setting a palette is itself a palette change."""
    own = widget.palette()
    if own.color(role) != wanted:
        own.setColor(role, wanted)
        widget.setPalette(own)


def set_font(widget: QWidget, *, scale: float = 1.0, bold: bool = True) -> None:
    """Give `widget` the font around it, `scale` times as large, and bold or not."""
    font = widget.font()
    font.setBold(bold)
    if scale != 1.0:
        font.setPointSizeF(QFontInfo(font).pointSizeF() * scale)
    widget.setFont(font)
