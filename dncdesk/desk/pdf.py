"""From HTML to a PDF with a footer and page numbers. Qt without widgets: off the main thread as well as on it.

A document is used in the one thread that makes it, which Qt allows.
"""

from __future__ import annotations

import html
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QCoreApplication,
    QEventLoop,
    QIODevice,
    QLocale,
    QMarginsF,
    QRectF,
    QSaveFile,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from dncdesk import __version__
from dncdesk.core.text import one_line

FAMILIES = ("Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans")
_DPI = 300
_POINTS = 9.0
_SMALL = 7.0
_MARGINS_MM = QMarginsF(17, 14, 17, 12)
_GREY = QColor("#5a5a5a")
_LETTER = {
    QLocale.Country.UnitedStates, QLocale.Country.Canada, QLocale.Country.Mexico, QLocale.Country.Philippines,
    QLocale.Country.PuertoRico, QLocale.Country.Colombia, QLocale.Country.Chile, QLocale.Country.Venezuela,
    QLocale.Country.DominicanRepublic, QLocale.Country.CostaRica, QLocale.Country.Guatemala,
    QLocale.Country.ElSalvador, QLocale.Country.Nicaragua, QLocale.Country.Panama,
}  # fmt: skip
"""Where paper is Letter, by Unicode's CLDR (paperSize US-Letter); A4 everywhere else."""


def safe(text: str, *, limit: int = 500) -> str:
    """Foreign `text` for HTML: one line, without control and bidirectional characters, escaped."""
    return html.escape(one_line(text, limit=limit))


def page_size() -> QPageSize:
    """The paper that is usual where this computer stands."""
    letter = QLocale().territory() in _LETTER
    return QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)


def fill(source: str) -> float:
    """How much of one page the HTML `source` takes: 1.0 is a page that is just full."""
    _dispatched = _dispatcher()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    document = _document(source, _writer(buffer, ""))
    page = document.pageSize()
    document.setPageSize(QSizeF(page.width(), -1))  # one endless page
    return document.size().height() / page.height()


def print_html(source: str, path: Path, title: str, *, footer: str = "") -> int:
    """Write the HTML `source` as a PDF to `path`, whole or not at all; returns the number of pages.

    The footer says `footer` (the title, if empty) and the page. A `<thead>` is repeated on each page.

    Raises:
        OSError: the file cannot be written; a former one is still there.
    """
    _dispatched = _dispatcher()
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(file.errorString())
    writer = _writer(file, title)
    document = _document(source, writer)
    count = document.pageCount()
    painter = QPainter()
    if not painter.begin(writer):
        file.cancelWriting()
        raise OSError(file.errorString())
    for page in range(count):
        if page:
            writer.newPage()
        _paint(painter, document, page)
        _paint_footer(painter, writer, footer or title, page + 1, count)
    painter.end()
    if not file.commit():
        raise OSError(file.errorString())
    return count


def _dispatcher() -> QEventLoop:
    """What lets Qt's layout start its timers in a thread that is none of Qt's own: to be kept while it works."""
    return QEventLoop()


def _writer(device: QIODevice, title: str) -> QPdfWriter:
    writer = QPdfWriter(device)
    writer.setResolution(_DPI)
    writer.setTitle(title)
    writer.setCreator(f"dncdesk {__version__}")
    layout = QPageLayout(page_size(), QPageLayout.Orientation.Portrait, _MARGINS_MM, QPageLayout.Unit.Millimeter)
    writer.setPageLayout(layout)
    return writer


def _font(points: float) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(points)
    return font


def _document(source: str, writer: QPdfWriter) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultFont(_font(_POINTS))
    document.setDocumentMargin(0)
    document.setHtml(source)
    footer = QFontMetricsF(_font(_SMALL), writer).height() * 2
    document.setPageSize(QSizeF(writer.width(), writer.height() - footer))
    return document


def _paint(painter: QPainter, document: QTextDocument, page: int) -> None:
    size = document.pageSize()
    view = QRectF(0, page * size.height(), size.width(), size.height())
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    # On paper, whatever the window's colours are.
    palette.setColor(QPalette.ColorRole.Text, QColor("#000000"))
    context.palette = palette
    context.clip = view
    painter.save()
    painter.translate(0, -view.top())
    painter.setClipRect(view)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_footer(painter: QPainter, writer: QPdfWriter, words: str, page: int, count: int) -> None:
    painter.save()
    painter.setFont(_font(_SMALL))
    painter.setPen(_GREY)
    metrics = QFontMetricsF(painter.font(), writer)
    place = QRectF(0, writer.height() - metrics.height(), writer.width(), metrics.height())
    number = QCoreApplication.translate("pdf", "Page {page} of {count}").format(page=page, count=count)
    room = place.width() - metrics.horizontalAdvance(number) - metrics.averageCharWidth() * 3
    left = metrics.elidedText(one_line(words, limit=300), Qt.TextElideMode.ElideRight, room)
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, left)
    painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, number)
    painter.restore()
