"""XLSX: numbers are texts, moments are dates with their zone beside them, and no text is a formula.

openpyxl's write-only mode holds no row after it is written, so that memory stays the same however long the log is.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from dncdesk.core.sentences import say
from dncdesk.record.exporting.contents import Contents, Section
from dncdesk.record.exporting.fields import FIELDS, Kind, Value, clean, outcome_word, scope_word

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell

MOST_ROWS = 1_048_575
"""Rows that a sheet can hold under its heading."""
_LONGEST_TEXT = 32_767
_LONGEST_TITLE = 31
_ZONE_WIDTH = 8
_DATE_FORMAT, _DAY_FORMAT, _TEXT_FORMAT = "yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd", "@"
_FIRST_DAY = date(1900, 3, 1)
"""Before it, spreadsheets count days differently."""


def write_xlsx(target: Path, contents: Contents) -> None:
    """Write a sheet with all entries, or one for each campaign, and one with what the file says of itself."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    try:
        titles: set[str] = set()
        done = 0
        for section in contents.sections():
            _write_section(book, contents, section, titles, done)
            done += len(section.places)
        _write_about(book, contents, titles)
        _save(book, target)
    finally:
        _drop_scratch(book)


def _write_section(book: Workbook, contents: Contents, section: Section, titles: set[str], done: int) -> None:
    name = str(say("Log")) if section.scope is None else scope_word(section.scope) or str(say("No campaign"))
    lines = contents.lines(section, done)
    left = len(section.places)
    while True:
        rows = min(left, MOST_ROWS)
        sheet = _sheet(book, _title(name, titles), rows)
        cells = _Cells(sheet)
        sheet.append([*_headings(cells)])
        for _ in range(rows):
            line = next(lines, None)
            if line is None:  # taken away meanwhile: an import that was taken back
                break
            sheet.append([cell for field in FIELDS for cell in cells.of(field.kind, field.value(line, contents.today))])
        left -= rows
        if left <= 0:
            # The last step of a watch comes behind the last line.
            for _ in lines:
                pass
            return


def _sheet(book: Workbook, title: str, rows: int) -> Any:
    from openpyxl.utils import get_column_letter

    sheet: Any = book.create_sheet(title)  # its stub lacks what a sheet that is only written has
    number = 0
    for field in FIELDS:
        for width in (field.width, _ZONE_WIDTH)[: 2 if field.kind is Kind.MOMENT else 1]:
            number += 1
            sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(number)}{rows + 1}"
    return sheet


def _headings(cells: _Cells) -> Iterator[Any]:
    for field in FIELDS:
        yield cells.heading(str(field.heading))
        if field.kind is Kind.MOMENT:
            yield cells.heading(str(say("Zone")))


def _write_about(book: Workbook, contents: Contents, titles: set[str]) -> None:
    sheet: Any = book.create_sheet(_title(str(say("About")), titles))
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = 80
    cells = _Cells(sheet)
    for label, value in contents.provenance.lines():
        sheet.append([cells.heading(label), cells.text(value)])
    if contents.sums:
        sheet.append([])
        sheet.append([cells.heading(words) for words in (str(say("Campaign")), str(say("Entries")))])
    for sums in contents.sums:
        parts = ", ".join(f"{outcome_word(code)}: {count}" for code, count in sums.outcomes.items())
        sheet.append([cells.text(words) for words in (scope_word(sums.scope), f"{sums.total} ({parts})")])


class _Cells:
    """Makes the cells of one sheet."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        self._make: Any = WriteOnlyCell  # its stub knows neither days nor what comes back
        self._sheet = sheet
        self._bold = Font(bold=True)

    def of(self, kind: Kind, value: Value) -> Sequence[Any]:
        """The cell, or two, that hold a value."""
        if kind is Kind.MOMENT:
            return self._with_zone(value) if isinstance(value, datetime) else (None, None)
        if value is None or value == "":
            return (None,)
        if isinstance(value, int):
            return (value,)
        return (self._date(value, _DAY_FORMAT) if isinstance(value, date) else self.text(value),)

    def heading(self, text: str) -> Cell:
        """A text in bold."""
        cell = self.text(text)
        cell.font = self._bold
        return cell

    def text(self, text: str) -> Cell:
        """A text that stays one, even where a person edits it."""
        whole = clean(text)
        cell = self._cell(whole if len(whole) <= _LONGEST_TEXT else f"{whole[: _LONGEST_TEXT - 1]}…", _TEXT_FORMAT)
        # Else a text that begins with = is a formula, and one like #N/A an error.
        cell.data_type = "s"
        return cell

    def _with_zone(self, when: datetime) -> Sequence[Any]:
        # A spreadsheet's date knows no zone.
        return self._date(when.replace(tzinfo=None), _DATE_FORMAT), self.text(when.strftime("%z"))

    def _date(self, value: date, number_format: str) -> Cell:
        day = value.date() if isinstance(value, datetime) else value
        return self._cell(value, number_format) if day >= _FIRST_DAY else self.text(value.isoformat())

    def _cell(self, value: str | date, number_format: str) -> Cell:
        cell: Cell = self._make(self._sheet, value)
        cell.number_format = number_format
        return cell


def _title(name: str, taken: set[str]) -> str:
    """A sheet's title: at most 31 letters, none of those that spreadsheets refuse, none twice."""
    bare = re.sub(r"[\[\]:*?/\\\x00-\x1f]", "_", clean(name)).strip("' ") or "_"
    title, number = bare[:_LONGEST_TITLE], 1
    while title.casefold() in taken or title.casefold() == "history":  # a word that Excel keeps for itself
        number += 1
        title = f"{bare[: _LONGEST_TITLE - len(str(number)) - 1]} {number}"
    taken.add(title.casefold())
    return title


def _save(book: Workbook, target: Path) -> None:
    from openpyxl.writer.excel import ExcelWriter

    # Workbook.save() would leave the archive open where the disk is full.
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()


def _drop_scratch(book: Workbook) -> None:
    """Remove the sheets' scratch files, which openpyxl leaves behind until the program ends where one is not saved."""
    for sheet in book.worksheets:
        writer, rows = getattr(sheet, "_writer", None), getattr(sheet, "_rows", None)
        if writer is None:
            continue
        for part in (rows, writer.xf):
            # What cannot be written any more is to go anyway.
            with contextlib.suppress(OSError, ValueError, StopIteration):
                if part is not None:
                    part.close()
        Path(writer.out).unlink(missing_ok=True)
