"""A page of help: Markdown from a file, set so that it reads well in this palette and font."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QColor,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from dncdesk.core.outcome import Tone
from dncdesk.ui.theme import colors

_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")
_MARGIN = 18
_INDENT = 20
_LEADING = 2
_WIDEST, _NARROWEST = 34, 9
"""Characters: what a column with longer, or shorter, text counts for when a table's columns share its width."""
_HEADINGS = {1: (1.5, 0, 8), 2: (1.2, 18, 6)}
"""By level: the size against the text's, and the room above and below it in pixels."""


def show_page(document: QTextDocument, markdown: str, folder: Path, palette: QPalette) -> None:
    """Put `markdown` into `document`; pictures are looked for in `folder`, and left out where there are none."""

    def there(picture: re.Match[str]) -> str:
        return picture[0] if (folder / picture[1]).is_file() else ""

    document.setBaseUrl(QUrl.fromLocalFile(f"{folder}/"))
    document.setMarkdown(_PICTURE.sub(there, markdown), QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    document.setDocumentMargin(_MARGIN)
    document.setIndentWidth(_INDENT)
    _set_blocks(document, palette)
    for table in _tables(document.rootFrame()):
        _set_table(table, palette)


def _set_blocks(document: QTextDocument, palette: QPalette) -> None:
    scheme = colors(palette)
    size = document.defaultFont().pointSizeF()
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        level = block.blockFormat().headingLevel()
        room = QTextBlockFormat()
        room.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        room.setTopMargin(0)
        room.setBottomMargin(0 if cursor.currentTable() is not None else 8)
        if level in _HEADINGS:
            factor, above, below = _HEADINGS[level]
            room.setTopMargin(above)
            room.setBottomMargin(below)
            words = QTextCharFormat()
            words.setFontPointSize(size * factor)
            # Not the block under the cursor: that selection takes in the end of the block before.
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(words)
        elif block.textList() is not None:
            last = block.textList().itemNumber(block) == block.textList().count() - 1
            room.setBottomMargin(8 if last else 4)
        cursor.mergeBlockFormat(room)
        _color_links(block, scheme.accent)
        block = block.next()


def _color_links(block: QTextBlock, accent: QColor) -> None:
    link = QTextCharFormat()
    link.setForeground(accent)
    links = []
    part = block.begin()
    while not part.atEnd():
        fragment = part.fragment()
        if fragment.charFormat().isAnchor():
            links.append((fragment.position(), fragment.length()))
        part += 1
    for start, length in links:
        over = QTextCursor(block)
        over.setPosition(start)
        over.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        over.mergeCharFormat(link)


def _tables(frame: QTextFrame) -> list[QTextTable]:
    inside = [table for child in frame.childFrames() for table in _tables(child)]
    return [frame, *inside] if isinstance(frame, QTextTable) else inside


def _set_table(table: QTextTable, palette: QPalette) -> None:
    scheme = colors(palette)
    form = table.format()
    form.setBorder(0)
    form.setBorderCollapse(True)
    form.setCellPadding(6)
    form.setCellSpacing(0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints(_widths(table))
    form.setTopMargin(4)
    form.setBottomMargin(10)
    table.setFormat(form)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            shape = cell.format().toTableCellFormat()
            if row == 0:
                shape.setBackground(scheme.tones[Tone.NEUTRAL].ground)
            shape.setBottomBorder(1)
            shape.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            shape.setBottomBorderBrush(scheme.tones[Tone.NEUTRAL].edge)
            cell.setFormat(shape)


def _widths(table: QTextTable) -> list[QTextLength]:
    """Shares of the width that go with the longest text of each column."""
    longest = [max(_length(table, row, column) for row in range(table.rows())) for column in range(table.columns())]
    counted = [min(_WIDEST, max(_NARROWEST, letters)) for letters in longest]
    return [QTextLength(QTextLength.Type.PercentageLength, 100 * letters / sum(counted)) for letters in counted]


def _length(table: QTextTable, row: int, column: int) -> int:
    cell = table.cellAt(row, column)
    return cell.lastPosition() - cell.firstPosition()
