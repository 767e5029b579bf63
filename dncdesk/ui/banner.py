"""The card that says what became of the last request: in words, colour and mark, until the next."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from dncdesk.core.outcome import TONES, Outcome, Tone
from dncdesk.ui.labels import Mark, ToneLabel, set_font
from dncdesk.ui.theme import colors
from dncdesk.ui.words import outcome_word

_RADIUS = 8
_LINES = 4


class Act(Enum):
    """What the banner's button offers."""

    NOTHING = "nothing"
    TRY_NOW = "try now"
    SETTINGS = "settings"
    COPY = "copy"


class Banner(QFrame):
    """One result. Its place is reserved, so that nothing moves when it speaks.

    The dynamic property `outcome` holds the word of the outcome shown, `waiting` while a request is on
    its way, and nothing for a plain message.
    """

    acted = Signal(object)
    """The button was pressed: an `Act`."""
    spoke = Signal()
    """Something new is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resultBanner")
        self.setProperty("outcome", "")
        self._tone = Tone.NEUTRAL
        self._idle = True
        self._act = Act.NOTHING
        self._mark = Mark(1.9)
        # No accessible names on these two: a name would hide the text from a screen reader.
        self._title = ToneLabel()
        self._title.setObjectName("resultTitle")
        self._title.setWordWrap(True)
        set_font(self._title, scale=1.15)
        self._text = ToneLabel(tone=None)
        self._text.setObjectName("resultText")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton()
        self._button.setObjectName("resultAction")
        self._button.setAutoDefault(True)
        self._button.clicked.connect(self._pressed)
        self.undo = QPushButton(self.tr("&Undo"))
        self.undo.setObjectName("undoButton")
        self.undo.setAccessibleName(self.tr("Undo"))
        self.undo.hide()
        self._lay_out()
        self.show_idle()

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here."""
        return [self._button, self.undo]

    def _lay_out(self) -> None:
        # The title has the whole width: a number must not break in two.
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 12, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for row in (0, 3):
            grid.setRowStretch(row, 1)
        grid.addWidget(self._mark, 1, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._title, 1, 1, 1, 3)
        grid.addWidget(self._text, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.undo, 2, 2, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self._button, 2, 3, Qt.AlignmentFlag.AlignBottom)
        lines = self._text.fontMetrics().lineSpacing() * _LINES
        self.setMinimumHeight(self._title.fontMetrics().height() + lines + 32)

    def show_idle(self) -> None:
        """Nothing has been asked yet."""
        self._show("", Tone.NEUTRAL, "", self.tr("The result will stand here."), Act.NOTHING, idle=True)

    def show_progress(self, title: str, words: str) -> None:
        """A request is on its way."""
        self._show(Outcome.WAITING.value, Tone.PROGRESS, title, words, Act.NOTHING)

    def show_outcome(self, outcome: Outcome, shown: str, words: str, act: Act) -> None:
        """What became of the request for the number `shown`."""
        title = self.tr("{outcome}: {number}").format(outcome=outcome_word(outcome), number=shown)
        self._show(outcome.value, TONES[outcome], title, words, act)

    def show_message(self, tone: Tone, title: str, words: str, act: Act = Act.NOTHING) -> None:
        """Something that is not the outcome of a request."""
        self._show("", tone, title, words, act)

    def _show(self, outcome: str, tone: Tone, title: str, words: str, act: Act, *, idle: bool = False) -> None:
        self.setProperty("outcome", outcome)
        self._tone = tone
        self._idle = idle
        self._mark.show_tone(None if idle else tone)
        self._mark.setVisible(not idle)
        self._title.show_text(title, tone)
        self._title.setVisible(not idle)
        self._text.show_text(words, Tone.NEUTRAL if idle else None)
        self._act = act
        self._button.setText(
            {
                Act.NOTHING: "",
                Act.TRY_NOW: self.tr("&Try now"),
                Act.SETTINGS: self.tr("&Settings…"),
                Act.COPY: self.tr("C&opy"),
            }[act]
        )
        self._button.setVisible(act is not Act.NOTHING)
        self.update()
        if not idle:
            self.spoke.emit()
            self._announce(f"{title}. {words}")

    def _announce(self, words: str) -> None:
        if not self.isVisible():
            return
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _pressed(self) -> None:
        if self._act is Act.COPY:
            QGuiApplication.clipboard().setText(f"{self._title.text()}\n{self._text.text()}")
        else:
            self.acted.emit(self._act)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Repaint the ground when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the card."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = colors(self.palette()).tones[self._tone]
        painter.setPen(QPen(tone.edge, 1))
        if not self._idle:
            painter.setBrush(tone.ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
