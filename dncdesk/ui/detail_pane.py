"""One opt-out in full: the number, where it stands, what is known, and its story line by line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dncdesk.core.outcome import Tone
from dncdesk.ui.labels import Mark, ToneLabel, set_font
from dncdesk.ui.scrolling import scrolling
from dncdesk.ui.story_view import StoryView
from dncdesk.ui.story_words import standing_words, value_words
from dncdesk.ui.tick_box import TickBox
from dncdesk.ui.words import is_removal, place, standing_tone, standing_word, text

if TYPE_CHECKING:
    from dncdesk.core.sentences import Sentence
    from dncdesk.record.reader import Entry
    from dncdesk.record.story import Story

_IN_A_ROW = 3
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class DetailPane(QFrame):
    """Shows what it is given. The head follows the row at once, the story when it has been read."""

    closed = Signal()
    """A person wants it gone; it has hidden itself."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        """`actions` become buttons, and their shortcuts work in here."""
        super().__init__(parent)
        self.setObjectName("detailPane")
        self.setAccessibleName(self.tr("Details"))
        self._entry: Entry | None = None
        self._number = ToneLabel(tone=None)
        self._number.setObjectName("detailNumber")
        self._number.setTextInteractionFlags(_SELECTABLE)
        set_font(self._number, scale=1.6)
        self._close = QToolButton()
        self._close.setObjectName("detailClose")
        self._close.setText("✕")
        self._close.setAutoRaise(True)
        self._close.setAccessibleName(self.tr("Close the details"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.clicked.connect(self.dismiss)
        self._mark = Mark(1.5)
        self._outcome = ToneLabel()
        self._outcome.setObjectName("detailOutcome")
        self._outcome.setWordWrap(True)
        set_font(self._outcome, scale=1.15)
        self._why = ToneLabel(tone=None)
        self._why.setObjectName("detailWhy")
        self._why.setWordWrap(True)
        self._why.setTextInteractionFlags(_SELECTABLE)
        self._standing = ToneLabel()
        self._standing.setObjectName("detailStanding")
        self._standing.setWordWrap(True)
        self._buttons = [self._button(action) for action in actions]
        self.view = StoryView()
        self._raw = TickBox(self.tr("Show the dialler's answers"))
        self._raw.setObjectName("detailRaw")
        self._raw.setAccessibleName(self.tr("Show the dialler's answers"))
        self._raw.toggled.connect(self.view.show_raw)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._number, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        outcome = QHBoxLayout()
        outcome.setSpacing(8)
        outcome.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        outcome.addWidget(self._outcome, 1)
        buttons = QGridLayout()
        buttons.setSpacing(6)
        for place_of, button in enumerate(self._buttons):
            buttons.addWidget(button, place_of // _IN_A_ROW, place_of % _IN_A_ROW)
        # In a very low window all of it scrolls, the story included.
        page = QWidget()
        scroll = scrolling(page)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 10, 10, 4)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(outcome)
        column.addWidget(self._why)
        column.addWidget(self._standing)
        column.addLayout(buttons)
        column.addWidget(self.view, 1)
        column.addWidget(self._raw)

    @property
    def entry(self) -> Entry | None:
        """The entry that is shown; None while the pane is closed."""
        return self._entry

    def show_entry(self, entry: Entry) -> None:
        """Show the head of `entry`; its story is on its way."""
        if self._entry is None or self._entry.opt_out_id != entry.opt_out_id:
            self.view.clear_story()
        self._entry = entry
        tone = standing_tone(entry)
        self._number.setText(entry.shown or entry.number)
        self._mark.show_tone(tone)
        words = self.tr("{outcome} · {place}").format(outcome=standing_word(entry), place=place(entry))
        self._outcome.show_text(words, tone)
        self._why.setText(value_words(entry.result.why))
        standing = standing_words(entry)
        self._standing.show_text(standing, Tone.NEUTRAL)
        self._standing.setVisible(bool(standing) and not is_removal(entry))
        self._raw.setVisible(not entry.imported)

    def take(self, story: Story) -> None:
        """Show `story`, if it is the one of the entry shown."""
        if self._entry is not None and story.entry.opt_out_id == self._entry.opt_out_id:
            self.show_entry(story.entry)
            self.view.show_story(story)

    def take_problem(self, opt_out_id: str, why: Sentence) -> None:
        """Say why the story of the entry shown cannot be told."""
        if self._entry is not None and opt_out_id == self._entry.opt_out_id:
            self.view.show_words(text(why))

    def dismiss(self) -> None:
        """Hide, and show nothing any more."""
        if not self.isHidden():
            self._entry = None
            self.hide()
            self.view.clear_story()
            self.closed.emit()

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here."""
        return [self._close, *self._buttons, self.view, self._raw]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Write the story anew in the colours of another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.view.write_again()

    def _button(self, action: QAction) -> QToolButton:
        self.addAction(action)
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = button.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        button.setSizePolicy(policy)
        return button
