"""A page of help: Markdown from a file, set so that it reads well in this palette and font."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
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
_SHORT = 26
"""Characters: a column whose texts are no longer takes as much room as they need, and the others share the rest."""
_PADDING = 6
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
        _set_table(document, table, palette)


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
        _set_parts(block, scheme.accent)
        block = block.next()


def _set_parts(block: QTextBlock, accent: QColor) -> None:
    """Links in the `accent` colour; pictures no wider than the page."""
    found: list[tuple[int, int, QTextCharFormat]] = []
    part = block.begin()
    while not part.atEnd():
        fragment = part.fragment()
        words = fragment.charFormat()
        place = (fragment.position(), fragment.length())
        if words.isImageFormat():
            picture = words.toImageFormat()
            picture.setMaximumWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            found.append((*place, picture))
        elif words.isAnchor():
            words.setForeground(accent)
            found.append((*place, words))
        part += 1
    for start, length, wanted in found:
        over = QTextCursor(block)
        over.setPosition(start)
        over.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        over.setCharFormat(wanted)


def _tables(frame: QTextFrame) -> list[QTextTable]:
    inside = [table for child in frame.childFrames() for table in _tables(child)]
    return [frame, *inside] if isinstance(frame, QTextTable) else inside


def _set_table(document: QTextDocument, table: QTextTable, palette: QPalette) -> None:
    scheme = colors(palette)
    form = table.format()
    form.setBorder(0)
    form.setBorderCollapse(True)
    form.setCellPadding(_PADDING)
    form.setCellSpacing(0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints(_widths(document, table))
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


def _widths(document: QTextDocument, table: QTextTable) -> list[QTextLength]:
    """For each column its own room if all its texts are short, else its share of what is left."""
    font = QFont(document.defaultFont())
    font.setBold(True)
    metrics = QFontMetrics(font)
    columns = [
        [_text(document, table, row, column) for row in range(table.rows())] for column in range(table.columns())
    ]
    short = [max(map(len, texts)) <= _SHORT for texts in columns]
    if all(short):
        short[0] = False
    needed = [max(map(metrics.horizontalAdvance, texts)) + 2 * _PADDING + 1 for texts in columns]
    return [
        QTextLength(QTextLength.Type.FixedLength, width) if fixed else QTextLength()
        for fixed, width in zip(short, needed, strict=True)
    ]


def _text(document: QTextDocument, table: QTextTable, row: int, column: int) -> str:
    cell = table.cellAt(row, column)
    words = QTextCursor(document)
    words.setPosition(cell.firstPosition())
    words.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    return words.selectedText()
