"""What a list's window shows while it is read, or where it cannot be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dncdesk.core.outcome import Tone
from dncdesk.ui.buttons import PromptButton
from dncdesk.ui.labels import ToneLabel, set_font


class ReadingPage(QWidget):
    """While a list is read, or where it cannot be."""

    stop_wanted = Signal()
    """Nobody waits for it any longer."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ToneLabel(tone=None)
        self._title.setObjectName("listReadingTitle")
        self._title.setWordWrap(True)
        set_font(self._title, scale=1.3)
        self._words = ToneLabel()
        self._words.setObjectName("listReadingWords")
        self._words.setWordWrap(True)
        self._stop = PromptButton()
        self._stop.setObjectName("listStopReading")
        self._stop.setAutoDefault(True)
        self._stop.clicked.connect(self.stop_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_name(self, name: str) -> None:
        """A list is being read: a file of this `name`, or, if empty, a pasted one."""
        self._title.setText(self.tr("Reading {name}…").format(name=name) if name else self.tr("Reading…"))
        self._words.show_text(" ")
        self._stop.setText(self.tr("&Cancel"))

    def show_lines(self, count: int) -> None:
        """So many lines are read."""
        self._words.show_text(self.tr("%Ln lines so far", "", count))

    def show_problem(self, words: str) -> None:
        """It cannot be read; `words` say why."""
        self._title.setText(self.tr("This list cannot be opened"))
        self._words.show_text(words, Tone.PROBLEM)
        self._stop.setText(self.tr("&Close"))
        self._stop.setFocus()
