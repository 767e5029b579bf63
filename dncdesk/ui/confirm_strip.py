"""The question before a number is blocked everywhere: in the place of the result, answered by Enter again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from dncdesk.core.outcome import Tone
from dncdesk.ui.buttons import PromptButton
from dncdesk.ui.card import paint_card
from dncdesk.ui.labels import Mark, ToneLabel, set_font
from dncdesk.ui.tone_lines import announce

if TYPE_CHECKING:
    from dncdesk.ui.form import Filled

TOO_QUICK = 0.4
"""Seconds: a second Enter sooner than that is a habit of the hand, and no answer."""


class ConfirmStrip(QFrame):
    """Says which number, and what it covers. It asks about one thing at a time and sends nothing by itself."""

    confirmed = Signal(object)
    """This is meant: a `Filled` that is for everywhere."""
    withdrawn = Signal()
    """It is no longer asked; nothing was sent."""
    shown_changed = Signal(bool)
    """The question has come, or gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: Filled | None = None
        self.setObjectName("confirmStrip")
        self._mark = Mark(1.9)
        self._mark.show_tone(Tone.WARNING)
        self._title = ToneLabel(tone=Tone.WARNING)
        self._title.setObjectName("confirmTitle")
        self._title.setWordWrap(True)
        set_font(self._title, scale=1.15)
        self._covers = ToneLabel(tone=None)
        self._covers.setObjectName("confirmCovers")
        self._covers.setWordWrap(True)
        self._hint = ToneLabel(self.tr("Enter again confirms, Escape withdraws."))
        self._hint.setWordWrap(True)
        self._yes = PromptButton(self.tr("&Yes, everywhere"))
        self._yes.setObjectName("confirmButton")
        self._yes.setAutoDefault(True)
        self._yes.clicked.connect(self.confirm)
        self._no = PromptButton(self.tr("&Withdraw"))
        self._no.setObjectName("withdrawButton")
        self._no.setAutoDefault(True)
        self._no.clicked.connect(self.withdraw)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 12, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2, 1)
        grid.addWidget(self._mark, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._covers, 1, 1)
        grid.addWidget(self._hint, 2, 1, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self._no)
        foot.addWidget(self._yes)
        grid.addLayout(foot, 3, 1)
        self._too_quick = QTimer(self)
        self._too_quick.setSingleShot(True)
        self._too_quick.setTimerType(Qt.TimerType.PreciseTimer)
        self._too_quick.timeout.connect(self._ripen)
        self.hide()

    @property
    def asked(self) -> Filled | None:
        """What is being asked about; None while nothing is."""
        return self._asked

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here."""
        return [self._yes, self._no]

    def ask(self, filled: Filled, shown: str, covers: str) -> None:
        """Ask whether `filled`, whose number people write as `shown`, is to be blocked everywhere.

        `covers` says what that means.
        """
        self._asked = filled
        self._title.show_text(self.tr("Block {number} everywhere?").format(number=shown), Tone.WARNING)
        self._covers.show_text(covers, None)
        self._yes.setEnabled(False)
        self._too_quick.start(round(TOO_QUICK * 1000))
        if not TOO_QUICK:
            self._ripen()
        self.show()
        self.shown_changed.emit(True)
        announce(self, f"{self._title.text()} {covers} {self._hint.text()}")

    def confirm(self) -> None:
        """It is meant, unless that was said too quickly to be an answer."""
        if self._asked is None or not self._yes.isEnabled():
            return
        filled = self._asked
        self._end()
        self.confirmed.emit(filled)

    def withdraw(self) -> None:
        """It is not meant."""
        if self._asked is not None:
            self._end()
            self.withdrawn.emit()

    def _end(self) -> None:
        self._asked = None
        self._too_quick.stop()
        self.hide()
        self.shown_changed.emit(False)

    def _ripen(self) -> None:
        self._yes.setEnabled(True)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Repaint the ground when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the card."""
        del event
        paint_card(self, Tone.WARNING, edge=1.5).end()
