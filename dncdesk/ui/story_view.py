"""The facts and the story as one text that can be read, scrolled, selected and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QKeyEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from dncdesk.core.outcome import TONES
from dncdesk.core.text import one_line
from dncdesk.ui.story_words import fact_words, imported_words, value_words
from dncdesk.ui.theme import colors
from dncdesk.ui.words import exact_moment

if TYPE_CHECKING:
    from dncdesk.record.story import Line, Story

_MOST_LINES = 150
"""Lines that are shown at once: what is older is in the proof sheet and in the exports."""
_LONGEST_ANSWER = 400


class StoryView(QTextEdit):
    """Read-only. It is filled through a cursor, never with HTML: what comes from outside stays plain text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("storyView")
        self.setAccessibleName(self.tr("Story"))
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 6)
        self._story: Story | None = None
        self._raw = False
        self._plain = self._quiet = QTextCharFormat()

    def show_story(self, story: Story) -> None:
        """Write `story`; if it is another state of the one shown, stay where the reader is."""
        before = self._story
        stay = before is not None and before.entry.opt_out_id == story.entry.opt_out_id
        self._story = story
        self._write(stay=stay)

    def show_raw(self, shown: bool) -> None:
        """Unfold, or fold away, what the dialler answered at each step."""
        self._raw = shown
        self._write(stay=True)

    def show_words(self, words: str) -> None:
        """Show `words` instead of a story."""
        self._story = None
        self.setPlainText(words)

    def clear_story(self) -> None:
        """Show nothing."""
        self._story = None
        self.clear()

    def write_again(self) -> None:
        """Follow the palette."""
        self._write(stay=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave Escape to the pane."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _write(self, *, stay: bool) -> None:
        if (story := self._story) is None:
            return
        at = self.verticalScrollBar().value() if stay else 0
        self.clear()
        self._plain, self._quiet = self._ink(), self._ink(quiet=True)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        self._write_facts(cursor, fact_words(story, technical=False))
        self._write_heading(cursor, self.tr("What happened"))
        if story.lines:
            self._write_lines(cursor, story.lines)
        else:
            cursor.insertBlock(self._block())
            cursor.insertText(imported_words(), self._plain)
        self._write_heading(cursor, self.tr("In the records"))
        self._write_facts(cursor, fact_words(story, technical=True))
        cursor.setPosition(0)
        cursor.deleteChar()  # each paragraph was begun anew, the first one as well
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(at)

    def _write_facts(self, cursor: QTextCursor, facts: list[tuple[str, str]]) -> None:
        hanging = self._block(max(map(self.fontMetrics().horizontalAdvance, (label for label, _ in facts))) + 14)
        for label, value in facts:
            cursor.insertBlock(hanging)
            cursor.insertText(f"{label}\t", self._quiet)
            cursor.insertText(value, self._plain)

    def _write_heading(self, cursor: QTextCursor, words: str) -> None:
        above = self._block()
        above.setTopMargin(self.fontMetrics().lineSpacing() * 0.7)
        ink = QTextCharFormat(self._plain)
        ink.setFontWeight(QFont.Weight.Bold)
        cursor.insertBlock(above)
        cursor.insertText(words, ink)

    def _write_lines(self, cursor: QTextCursor, lines: tuple[Line, ...]) -> None:
        shown = lines[-_MOST_LINES:]
        if len(shown) < len(lines):
            words = self.tr("{count} earlier lines are left out here.").format(count=len(lines) - len(shown))
            cursor.insertBlock(self._block())
            cursor.insertText(words, self._quiet)
        time, sentence = self._block(), self._block()
        time.setTopMargin(3)
        sentence.setLeftMargin(14)
        before = ""
        for line in shown:
            moment = exact_moment(line.at)
            if moment != before:
                cursor.insertBlock(time)
                cursor.insertText(moment, self._quiet)
            before = moment
            cursor.insertBlock(sentence)
            self._write_line(cursor, line)

    def _write_line(self, cursor: QTextCursor, line: Line) -> None:
        ink = self._plain
        if line.outcome is not None:
            ink = QTextCharFormat(ink)
            ink.setForeground(colors(self.palette()).tones[TONES[line.outcome]].ink)
            ink.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(value_words(line.what), ink)
        if self._raw and line.raw:
            answer = QTextCharFormat(self._quiet)
            answer.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
            cursor.insertBlock()
            cursor.insertText(one_line(line.raw, limit=_LONGEST_ANSWER), answer)

    @staticmethod
    def _block(hanging: float = 0.0) -> QTextBlockFormat:
        """A paragraph; its text after a tab, and what is wrapped, begins at `hanging` logical pixels."""
        block = QTextBlockFormat()
        block.setBottomMargin(2)
        if hanging:
            block.setLeftMargin(hanging)
            block.setTextIndent(-hanging)
            block.setTabPositions([QTextOption.Tab(hanging, QTextOption.TabType.LeftTab)])
        return block

    def _ink(self, *, quiet: bool = False) -> QTextCharFormat:
        ink = QTextCharFormat()
        around = self.palette()
        ink.setForeground(colors(around).quiet if quiet else around.color(QPalette.ColorRole.WindowText))
        return ink
