"""PDF of the log: a table, painted row by row and page by page, so that neither time nor memory runs away.

A QTextDocument would lay out the whole table first. Here each entry takes two lines of a fixed height, so that the
number of pages is known before the first one, and a page is gone from memory when the next begins. What does not fit
is cut with "…", and the last page says so.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QFile, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QPageLayout,
    QPainter,
    QPdfWriter,
    QPen,
)

from dncdesk.core.sentences import ProblemError, say
from dncdesk.core.text import one_line
from dncdesk.desk.pdf import page_size
from dncdesk.desk.pdf_columns import Cell, cells, columns
from dncdesk.desk.pdf_file import assert_whole, assert_written
from dncdesk.record.exporting.contents import Contents, Section
from dncdesk.record.exporting.fields import outcome_word, scope_word
from dncdesk.record.exporting.source import Line

_DOTS = 600  # an inch
_MARGIN = 12.0  # mm
_TEXT = 7.5  # points
_LINE = 1.36  # of the text's size
_INK, _QUIET, _RULE, _GROUND = QColor("#111111"), QColor("#4d4d4d"), QColor("#c4c4c4"), QColor("#ececec")
_MOST_LETTERS = 200
"""Of a cell: no more fit on its line, and a long text takes long to be cut."""
_CLOSING_ROWS = 6
"""Rows that the closing block takes at most, without its sums."""


def application() -> QGuiApplication:
    """The application that fonts and painting need, made without a screen where there is none yet. Keep it.

    Main thread only.
    """
    running = QCoreApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    # Elsewhere the platform's own works without a window; here it would need a display.
    return QGuiApplication(["dncdesk", *(["-platform", "offscreen"] if sys.platform == "linux" else [])])


def write_pdf(target: Path, contents: Contents) -> None:
    """Write the table. From any thread, while there is an `application`.

    Raises:
        OSError: the file cannot be written.
        ProblemError: this computer has no font.
        CancelledError: a person has said stop.
    """
    paints = isinstance(QCoreApplication.instance(), QGuiApplication)
    if not paints:
        raise RuntimeError("no application: Qt would end the program")
    if not QFontDatabase.families():
        raise ProblemError(say("No PDF can be made: this computer has no fonts."))
    file = QFile(str(target))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly | QIODevice.OpenModeFlag.Truncate):
        raise OSError(errno.EACCES, file.errorString())
    try:
        _Table(file, contents).paint()
        assert_written(file)
    finally:
        file.close()
    assert_whole(target)


class _Table:
    """The pages, painted from the first to the last."""

    def __init__(self, file: QFile, contents: Contents) -> None:
        self._file = file
        self._contents = contents
        self._columns = columns()
        self._writer = writer = QPdfWriter(file)
        writer.setResolution(_DOTS)
        writer.setTitle(str(say("Do-not-call log")))
        writer.setCreator(contents.provenance.maker.program)
        margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout = QPageLayout(page_size(), QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter)
        writer.setPageLayout(layout)
        self._point = _DOTS / 72
        self._plain, self._bold, self._title = (QFont() for _ in range(3))
        for font, points in ((self._plain, _TEXT), (self._bold, _TEXT), (self._title, _TEXT * 1.7)):
            font.setPointSizeF(points)
        self._bold.setBold(True)
        self._title.setBold(True)
        self._width, self._height = float(writer.width()), float(writer.height())
        self._line = _TEXT * _LINE * self._point
        self._row = self._line * 2 + 5 * self._point
        self._top = self._line * 2.6  # of the heading
        self._foot = self._line * 2.6
        self._rows_on_page = int((self._height - self._top - self._row - self._foot) / self._row)
        self._pages = 0
        self._page = 0
        self._at = 0

    def paint(self) -> None:
        """Paint all of it."""
        sections = list(self._contents.sections())
        self._pages = self._count(sections)
        self._painter = QPainter(self._writer)
        self._plain_metrics = QFontMetricsF(self._plain, self._writer)
        self._bold_metrics = QFontMetricsF(self._bold, self._writer)
        try:
            self._begin_page()
            done = 0
            for section in sections:
                self._paint_section(section, done)
                done += len(section.places)
            self._paint_closing()
        finally:
            self._painter.end()

    def _count(self, sections: Sequence[Section]) -> int:
        """How many pages there will be."""
        pages, at = 1, 0
        for section in sections:
            for rows in self._blocks(section):
                if at + rows > self._rows_on_page:
                    pages, at = pages + 1, 0
                at += rows
            left = len(section.places) - (1 if section.scope is not None and section.places else 0)
            room = self._rows_on_page - at
            if left > room:
                left -= room
                pages += -(-left // self._rows_on_page)
                at = left % self._rows_on_page or self._rows_on_page
            else:
                at += left
        return pages + (at + self._closing_rows() > self._rows_on_page)

    def _blocks(self, section: Section) -> Iterator[int]:
        """Rows that stay together at a section's beginning: its heading, and the first entry under it."""
        if section.scope is not None:
            yield 2 if section.places else 1

    def _closing_rows(self) -> int:
        return min(_CLOSING_ROWS, self._rows_on_page)

    def _paint_section(self, section: Section, done: int) -> None:
        if section.scope is not None:
            self._need(2 if section.places else 1)
            self._paint_heading(section.scope)
        for line in self._contents.lines(section, done):
            self._need(1)
            self._paint_line(line)

    def _need(self, rows: int) -> None:
        if self._at + rows > self._rows_on_page:
            self._end_page()
            self._writer.newPage()
            assert_written(self._file)
            self._begin_page()

    # -- what stands on a page -----------------------------------------------------------------------------------

    def _begin_page(self) -> None:
        self._page += 1
        self._at = 0
        about = self._contents.provenance
        baseline = self._line * 1.3
        self._painter.setFont(self._title)
        self._text(0, baseline, str(say("Do-not-call log")), _INK)
        used = QFontMetricsF(self._title, self._writer).horizontalAdvance(str(say("Do-not-call log")))
        words = str(say("{count} entries: {what}", count=str(about.entries), what=about.what))
        self._cut(words, used + 12 * self._point, baseline, self._width - used - 12 * self._point, right=True)
        self._painter.fillRect(QRectF(0, self._top, self._width, self._row), _GROUND)
        x = 0.0
        for column in self._columns:
            width = column.share * self._width
            self._two_lines((column.above, column.below), x, self._top, width, bold=True)
            x += width

    def _end_page(self) -> None:
        about = self._contents.provenance
        top = self._height - self._foot
        self._rule(top)
        made = say(
            "Made {moment} by {name} on {computer} with {program}",
            moment=about.made_at.strftime("%Y-%m-%d %H:%M:%S %z"),
            name=about.maker.by,
            computer=about.maker.computer,
            program=about.maker.program,
        )
        head = say("Head of the log: event {seq}, SHA-256 {hash}", seq=str(about.head[0]), hash=about.head[1])
        page = str(say("Page {page} of {pages}", page=str(self._page), pages=str(self._pages)))
        first, second = top + self._line * 1.2, top + self._line * 2.2
        room = self._width * 0.88
        self._cut(str(made), 0, first, room)
        self._cut(str(head), 0, second, room)
        self._cut(page, room, first, self._width - room, right=True)

    def _paint_heading(self, scope: str) -> None:
        sums = next(sums for sums in self._contents.sums if sums.scope == scope)
        parts = ", ".join(f"{outcome_word(code)}: {count}" for code, count in sums.outcomes.items())
        name = scope_word(scope) or str(say("No campaign"))
        words = say("{name}: {count} entries ({parts})", name=name, count=str(sums.total), parts=parts)
        y = self._row_top()
        self._painter.setFont(self._bold)
        self._cut(str(words), 0, y + self._row * 0.72, self._width, bold=True)
        self._at += 1
        self._rule(y + self._row)

    def _paint_line(self, line: Line) -> None:
        x, y = 0.0, self._row_top()
        for number, (column, cell) in enumerate(zip(self._columns, cells(line, self._contents.today), strict=True)):
            width = column.share * self._width
            self._two_lines(cell, x, y, width, bold=number == 0)
            x += width
        self._at += 1
        self._rule(y + self._row)

    def _paint_closing(self) -> None:
        self._need(self._closing_rows())
        y = self._row_top() + self._line * 1.5
        self._painter.setFont(self._plain)
        lines = [
            str(say("End of the table: {count} entries.", count=str(self._contents.total))),
            str(say("A text that ends in “…” is cut here; the other kinds of file hold it whole.")),
            str(
                say(
                    "“Blocked” is said only of what was read back from the dialler. The head's hash stands for every "
                    "event up to it: “dncdesk verify” checks the log against it."
                )
            ),
        ]
        for words in lines:
            self._cut(words, 0, y, self._width)
            y += self._line * 1.25
        self._end_page()

    # -- painting --------------------------------------------------------------------------------------------------

    def _row_top(self) -> float:
        return self._top + self._row * (self._at + 1)

    def _two_lines(self, cell: Cell, x: float, y: float, width: float, *, bold: bool) -> None:
        left, room = x + 2 * self._point, width - 6 * self._point
        first = y + self._line * 1.05
        if cell[0]:
            self._cut(cell[0], left, first, room, bold=bold, ink=_INK)
        if cell[1]:
            self._cut(cell[1], left, first + self._line, room)

    def _cut(
        self, words: str, x: float, baseline: float, room: float, *, bold: bool = False, right: bool = False,
        ink: QColor = _QUIET,
    ) -> None:  # fmt: skip
        metrics = self._bold_metrics if bold else self._plain_metrics
        # Marks that turn the direction of writing, and other invisible ones, could show what is not there.
        shown = metrics.elidedText(one_line(words, limit=_MOST_LETTERS), Qt.TextElideMode.ElideRight, room)
        self._painter.setFont(self._bold if bold else self._plain)
        if right:
            x += room - metrics.horizontalAdvance(shown)
        self._text(x, baseline, shown, ink)

    def _text(self, x: float, baseline: float, words: str, ink: QColor) -> None:
        self._painter.setPen(ink)
        self._painter.drawText(QPointF(x, baseline), words)

    def _rule(self, y: float) -> None:
        self._painter.setPen(QPen(_RULE, 0.4 * self._point))
        self._painter.drawLine(QPointF(0, y), QPointF(self._width, y))
