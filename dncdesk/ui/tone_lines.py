"""Several findings one below the other, each with its mark: what a test has found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from dncdesk.core.outcome import Tone
from dncdesk.ui.labels import Mark, ToneLabel


class ToneLines(QWidget):
    """Lines of plain text; what is well is in the palette's own colour, the rest in its tone's."""

    spoke = Signal()
    """New lines are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QGridLayout(self)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setHorizontalSpacing(8)
        self._lines.setVerticalSpacing(6)
        self._lines.setColumnStretch(1, 1)
        self._lines.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_lines(self, lines: Sequence[tuple[Tone, str]]) -> None:
        """Show `lines` in the place of those before; a screen reader is told of them."""
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, (tone, words) in enumerate(lines):
            mark = Mark(1.1)
            mark.show_tone(tone)
            label = ToneLabel(words, None if tone is Tone.DONE else tone)
            label.setWordWrap(True)
            self._lines.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(label, row, 1)
        if lines:
            self.spoke.emit()
            announce(self, " ".join(words for _, words in lines))


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say `words`, wherever the keyboard is."""
    if not widget.isVisible():
        return
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
