"""The card that says what became of the last request: in words, colour and mark, until the next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget

from dncdesk.core.outcome import TONES, Outcome, Tone
from dncdesk.ui.buttons import LinkButton, PromptButton
from dncdesk.ui.card import paint_card
from dncdesk.ui.labels import ElidedLabel, Mark, ToneLabel, set_font
from dncdesk.ui.theme import colors
from dncdesk.ui.tone_lines import announce
from dncdesk.ui.undo import UndoButton

_LINES = 5


class Act(Enum):
    """What the banner's button offers."""

    NOTHING = "nothing"
    TRY_NOW = "try now"
    SETTINGS = "settings"
    COPY = "copy"
    PUT_BACK = "put back"


@dataclass(frozen=True)
class Message:
    """Something to show that is not the outcome of a request."""

    tone: Tone
    title: str
    words: str
    act: Act = Act.NOTHING


class _Words(QScrollArea):
    """The sentences: all of them are always there, and scroll where the room is too small for them."""

    keyboard = Signal()
    """The keyboard has come here, or left."""

    def __init__(self, label: ToneLabel) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewport(QWidget())  # one that paints no ground of its own upon the card
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Result"))
        self.setWidget(label)
        self._line = label.fontMetrics().lineSpacing()
        label.setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._follow)

    def _follow(self, _least: int, most: int) -> None:
        # The keyboard comes by only where there is something to scroll.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if most else Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show whole lines: half of one, cut through the middle, reads like a fault."""
        super().resizeEvent(event)
        self.setViewportMargins(0, 0, 0, self.height() % self._line)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.keyboard.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell that the keyboard has left."""
        super().focusOutEvent(event)
        self.keyboard.emit()


class Banner(QFrame):
    """One result. Its place is reserved, so that nothing moves when it speaks.

    The dynamic property `outcome` holds the word of the outcome shown, `waiting` while a request is on
    its way, and nothing for a plain message.
    """

    acted = Signal(object)
    """The button was pressed: an `Act`."""
    spoke = Signal()
    """Something new is shown."""
    note_wanted = Signal(str, object)
    """Details are to be added to the opt-out of this id, and to those of a tuple of ids that were entered with it."""

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
        self._words = _Words(self._text)
        self._words.keyboard.connect(self.update)
        self._note = ElidedLabel()
        self._note.setObjectName("resultNote")
        self._button = PromptButton()
        self._button.setObjectName("resultAction")
        self._button.setAutoDefault(True)
        self._button.clicked.connect(self._pressed)
        self.undo = UndoButton()
        self._about: tuple[str, tuple[str, ...]] = ("", ())
        self._add_note = LinkButton(self.tr("A&dd name or note"))
        self._add_note.setObjectName("addNoteLink")
        self._add_note.setAccessibleName(self.tr("Add name or note"))
        self._add_note.clicked.connect(self._want_note)
        self._lay_out()
        self.show_idle()

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here."""
        return [self._words, self._add_note, self.undo, self._button]

    def _lay_out(self) -> None:
        # Title and sentences have the whole width: a number must not break in two. The buttons' row is there
        # only with a button; the sentences begin at the same place either way.
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 12, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        grid.addWidget(self._mark, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._words, 1, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._add_note)
        foot.addWidget(self._note, 1)
        foot.addStretch()
        foot.addWidget(self.undo)
        foot.addWidget(self._button)
        grid.addLayout(foot, 2, 1)
        lines = self._text.fontMetrics().lineSpacing() * _LINES
        self.setFixedHeight(self._title.fontMetrics().height() + lines + self._button.sizeHint().height() + 32)

    def show_idle(self) -> None:
        """Nothing has been asked yet."""
        self._show("", Tone.NEUTRAL, "", self.tr("The result will stand here."), Act.NOTHING, idle=True)

    def show_progress(self, title: str, words: str) -> None:
        """A request is on its way."""
        self._show(Outcome.WAITING.value, Tone.PROGRESS, title, words, Act.NOTHING)

    def show_outcome(self, outcome: Outcome, title: str, words: str, act: Act) -> None:
        """What became of a request."""
        self._show(outcome.value, TONES[outcome], title, words, act)

    def show_note(self, words: str) -> None:
        """Add a quiet remark to what is shown, for as long as it is."""
        self._note.show_text(words)
        self._note.setVisible(bool(words))

    def offer_note(self, opt_out_id: str, others: tuple[str, ...] = ()) -> None:
        """Offer to add details to the opt-out that is shown, and to `others` with it; to none if empty."""
        self._about = (opt_out_id, others)
        self._add_note.setVisible(bool(opt_out_id))

    def show_message(self, message: Message) -> None:
        """Something that is not the outcome of a request."""
        self._show("", message.tone, message.title, message.words, message.act)

    def _show(self, outcome: str, tone: Tone, title: str, words: str, act: Act, *, idle: bool = False) -> None:
        self.undo.withdraw()
        self.show_note("")
        self.offer_note("")
        self.setProperty("outcome", outcome)
        self._tone = tone
        self._idle = idle
        self._mark.show_tone(None if idle else tone)
        self._mark.setVisible(not idle)
        self._title.show_text(title, tone)
        self._title.setVisible(not idle)
        self._text.show_text(words, Tone.NEUTRAL if idle else None)
        upright = Qt.AlignmentFlag.AlignVCenter if idle else Qt.AlignmentFlag.AlignTop
        self._text.setAlignment(upright | Qt.AlignmentFlag.AlignLeft)
        self._words.verticalScrollBar().setValue(0)
        self.offer(act)
        self.update()
        if not idle:
            self.spoke.emit()
            announce(self, f"{title}. {words}")

    def offer(self, act: Act) -> None:
        """Offer this with the button; nothing else of what is shown changes."""
        self._act = act
        self._button.setText(
            {
                Act.NOTHING: "",
                Act.TRY_NOW: self.tr("&Try now"),
                Act.SETTINGS: self.tr("&Settings…"),
                Act.COPY: self.tr("C&opy"),
                Act.PUT_BACK: self.tr("&Put it back"),
            }[act]
        )
        self._button.setVisible(act is not Act.NOTHING)

    def _pressed(self) -> None:
        if self._act is Act.COPY:
            QGuiApplication.clipboard().setText(f"{self._title.text()}\n{self._text.text()}")
        else:
            self.acted.emit(self._act)

    def _want_note(self) -> None:
        self.note_wanted.emit(*self._about)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Repaint the ground when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the card."""
        del event
        painter = paint_card(self, self._tone, filled=not self._idle)
        if self._words.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colors(self.palette()).accent, 1.5))
            painter.drawRoundedRect(QRectF(self._words.geometry()).adjusted(-4, -2, 2, 2), 4, 4)
        painter.end()
