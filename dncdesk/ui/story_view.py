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
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from dncdesk.core.outcome import TONES
from dncdesk.core.text import one_line
from dncdesk.ui.story_words import fact_words, imported_words, value_words
from dncdesk.ui.theme import colors
from dncdesk.ui.words import exact_moment

if TYPE_CHECKING:
    from dncdesk.record.story import Line, Story

_MOST_LINES = 300
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
        cursor = self.textCursor()
        cursor.beginEditBlock()
        self._write_facts(cursor, fact_words(story, technical=False))
        self._write_heading(cursor, self.tr("What happened"))
        if story.lines:
            self._write_lines(cursor, story.lines)
        else:
            cursor.insertText(imported_words(), self._ink())
        self._write_heading(cursor, self.tr("In the records"))
        self._write_facts(cursor, fact_words(story, technical=True))
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(at)

    def _write_facts(self, cursor: QTextCursor, facts: list[tuple[str, str]]) -> None:
        table = self._table(cursor, len(facts), 27)
        for row, (label, value) in enumerate(facts):
            table.cellAt(row, 0).firstCursorPosition().insertText(label, self._ink(quiet=True))
            table.cellAt(row, 1).firstCursorPosition().insertText(value, self._ink())

    def _write_heading(self, cursor: QTextCursor, words: str) -> None:
        above = QTextBlockFormat()
        above.setTopMargin(self.fontMetrics().lineSpacing() * 0.6)
        above.setBottomMargin(4)
        ink = self._ink()
        ink.setFontWeight(QFont.Weight.Bold)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertBlock(above)
        cursor.insertText(words, ink)
        cursor.insertBlock(QTextBlockFormat())

    def _write_lines(self, cursor: QTextCursor, lines: tuple[Line, ...]) -> None:
        shown = lines[-_MOST_LINES:]
        if len(shown) < len(lines):
            words = self.tr("{count} earlier lines are left out here.").format(count=len(lines) - len(shown))
            cursor.insertText(words, self._ink(quiet=True))
        table = self._table(cursor, len(shown), 27)
        before = ""
        for row, line in enumerate(shown):
            moment = exact_moment(line.at)
            if moment != before:
                table.cellAt(row, 0).firstCursorPosition().insertText(moment, self._ink(quiet=True))
            before = moment
            self._write_line(table.cellAt(row, 1).firstCursorPosition(), line)

    def _write_line(self, cursor: QTextCursor, line: Line) -> None:
        ink = self._ink()
        if line.outcome is not None:
            ink.setForeground(colors(self.palette()).tones[TONES[line.outcome]].ink)
            ink.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(value_words(line.what), ink)
        if self._raw and line.raw:
            answer = self._ink(quiet=True)
            answer.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
            cursor.insertBlock()
            cursor.insertText(one_line(line.raw, limit=_LONGEST_ANSWER), answer)

    def _table(self, cursor: QTextCursor, rows: int, first_column: int) -> QTextTable:
        table = QTextTableFormat()
        table.setBorder(0)
        table.setCellPadding(1.5)
        table.setCellSpacing(0)
        whole = QTextLength.Type.PercentageLength
        table.setWidth(QTextLength(whole, 100))
        table.setColumnWidthConstraints([QTextLength(whole, first_column), QTextLength(whole, 100 - first_column)])
        return cursor.insertTable(max(1, rows), 2, table)

    def _ink(self, *, quiet: bool = False) -> QTextCharFormat:
        ink = QTextCharFormat()
        around = self.palette()
        ink.setForeground(colors(around).quiet if quiet else around.color(QPalette.ColorRole.WindowText))
        return ink
