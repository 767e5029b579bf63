"""Where a list of numbers comes from: pasted text, a text file, a table, a workbook; and which column holds them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from dncdesk.core.many_line import Line, Read, read_line
from dncdesk.core.sentences import say
from dncdesk.core.table_file import TableFile, TableFileError, open_table

_SAMPLE = 400  # rows that are looked at to find the column
_MOSTLY = 0.5
_LAST_HEADING = 20  # rows; a heading further down is none
_EXACT = 10**15  # below this a spreadsheet keeps every digit of a number
_PHONE_NAME = re.compile(
    r"phone|mobile|cell|tel(?!l)|number|num\b|dnc|contact|fono|móvil|movil|numero|número|nummer|fax|home|work|line\d?\b",
    re.IGNORECASE,
)
_OTHER_NAME = re.compile(
    r"\bid\b|_id\b|account|acct|order|zip|postal|date|time|agent|amount|price|invoice|case|ticket|transfer|our\b|seller",
    re.IGNORECASE,
)
_XLSX = (".xlsx", ".xlsm")
_FORMER_XLS = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Sheet:
    """Rows of cells, each with the number of its line, and the columns' names; empty where it has none.

    `width` 1 and no header is plain text: each line one cell.
    """

    name: str
    header: tuple[str, ...]
    width: int
    rows: Sequence[tuple[int, tuple[str, ...]]]

    @property
    def plain(self) -> bool:
        """Whether it has no columns to choose from."""
        return self.width <= 1


@dataclass(frozen=True)
class Source:
    """What was opened or pasted: its `name`, empty for pasted text, and its sheets, at least one."""

    name: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Choice:
    """Which sheet is read, and which of its columns, from 0; none for plain text.

    `others` are columns beside the chosen ones that hold numbers too.
    """

    sheet: int
    columns: tuple[int, ...]
    others: tuple[int, ...] = ()


def from_text(text: str) -> Source:
    """The source that a pasted `text` is; several cells copied from a spreadsheet have tabs between them."""
    lines = [(place, line) for place, line in enumerate(text.splitlines(), 1) if line.strip()]
    widths = Counter(line.count("\t") + 1 for _, line in lines)
    width, count = max(widths.items(), key=lambda found: found[1], default=(1, 0))
    if width > 1 and count > len(lines) * _MOSTLY:
        rows = [(place, tuple(cell.strip() for cell in line.split("\t"))) for place, line in lines]
        return Source("", (_sheet("", rows),))
    return Source("", (Sheet("", (), 1, [(place, (line,)) for place, line in lines]),))


def from_file(path: Path) -> Source:
    """The source that the file at `path` is: text, CSV in any delimiter and encoding, or a workbook (.xlsx).

    Raises:
        TableFileError: it cannot be read; its sentence says why.
    """
    if path.suffix.lower() in _XLSX:
        return _from_workbook(path)
    if _begins_with(path, _FORMER_XLS):
        raise TableFileError(
            say("{name} is in an old format of Excel. Save it there as .xlsx and open that.", name=path.name)
        )
    return _from_table(open_table(path))


def propose(source: Source, read: Read) -> Choice:
    """The sheet and the column that hold the numbers, found by reading some of the rows."""
    best, best_count = Choice(0, ()), -1
    for place, sheet in enumerate(source.sheets):
        columns, others, count = _columns(sheet, read)
        if count > best_count:
            best, best_count = Choice(place, columns, others), count
    return best


def columns_of(sheet: Sheet, read: Read) -> Choice:
    """The proposal for one `sheet`; its place is left 0."""
    columns, others, _ = _columns(sheet, read)
    return Choice(0, columns, others)


def lines_of(sheet: Sheet, columns: tuple[int, ...]) -> Iterator[Line]:
    """What is to be read: the cells of `columns`; of plain text, and without columns, whole lines.

    Where the chosen cells hold no digit and another one has enough of them for a number, the whole line is given as
    `astray`: it is shown, neither passed over nor taken.
    """
    for line, cells in sheet.rows:
        if not columns:
            yield Line(line, " | ".join(cell for cell in cells if cell))
            continue
        chosen = [cells[column] for column in columns if column < len(cells) and cells[column]]
        if not any(_has_digits(cell) for cell in chosen) and any(_has_digits(cell, 7) for cell in cells):
            yield Line(line, " | ".join(cell for cell in cells if cell), astray=True)
            continue
        for cell in chosen:
            yield Line(line, cell)


def _has_digits(text: str, count: int = 1) -> bool:
    return sum(sign.isdigit() for sign in text) >= count


def _columns(sheet: Sheet, read: Read) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """The columns that are read, the others that hold numbers, and how many numbers were seen in the sample."""
    sample = [cells for _, cells in islice(sheet.rows, _SAMPLE)]
    if sheet.plain:
        return (), (), sum(_is_number(cells[0], read) for cells in sample if cells)
    seen = [_seen(sample, column, read) for column in range(sheet.width)]
    holding = [column for column, (share, _, _) in enumerate(seen) if share > _MOSTLY]
    if not holding:
        return (), (), max((count for _, _, count in seen), default=0)
    names = [*sheet.header, *[""] * sheet.width]
    best = max(holding, key=lambda column: (_rank(names[column]), *seen[column][:2], -column))
    # Without names nothing tells them apart: all of them are the list.
    chosen = (best,) if sheet.header else tuple(holding)
    return chosen, tuple(c for c in holding if c not in chosen), seen[best][2]


def _seen(sample: list[tuple[str, ...]], column: int, read: Read) -> tuple[float, float, int]:
    """Of a column's filled cells: the share that are numbers, how different they are, and their count."""
    cells = [row[column] for row in sample if column < len(row) and row[column]]
    numbers = [cell for cell in cells if _is_number(cell, read)]
    if not cells or not numbers:
        return 0.0, 0.0, 0
    return len(numbers) / len(cells), len(set(numbers)) / len(numbers), len(numbers)


def _is_number(cell: str, read: Read) -> bool:
    found = read_line(cell, read)
    return bool(found) and all(one.number is not None and not one.number.unassigned for one in found)


def _rank(name: str) -> int:
    if _OTHER_NAME.search(name):
        return -1
    return 1 if _PHONE_NAME.search(name) else 0


def _from_table(table: TableFile) -> Source:
    lines = [(place, line) for place, line in enumerate(table.text.splitlines(), 1) if line.strip()]
    # Which row is the heading is found below: files from people begin with a title as often as not.
    rows = [(1, table.header)] if table.header else []
    rows += [(line, tuple(cells)) for line, cells in table.rows()]
    widths = Counter(len(cells) for _, cells in rows)
    width, count = max(widths.items(), key=lambda found: found[1], default=(1, 0))
    if width > 1 and count > len(rows) * _MOSTLY:
        return Source(table.name, (_sheet("", rows),))
    # What has no columns is read line by line: a comma or a quote in it belongs to the text.
    return Source(table.name, (Sheet("", (), 1, [(place, (line,)) for place, line in lines]),))


def _from_workbook(path: Path) -> Source:
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # It warns of styles and rules that it passes over; only the cells are wanted here.
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=True)
            try:
                sheets = [_read_sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
            finally:
                book.close()
    except Exception as error:  # a file from anywhere may break the library in any way
        reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        raise TableFileError(
            say("{name} cannot be read as a workbook ({reason}).", name=path.name, reason=reason)
        ) from error
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise TableFileError(say("{name} is empty.", name=path.name))
    return Source(path.name, filled)


def _read_sheet(sheet: Any) -> Sheet:
    # The size that the file itself claims may be wrong.
    sheet.reset_dimensions()
    rows: list[tuple[int, tuple[str, ...]]] = []
    for line, values in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = tuple(_text(value) for value in values)
        if any(cells):
            rows.append((line, cells))
    return _sheet(str(sheet.title), rows)


def _sheet(name: str, rows: list[tuple[int, tuple[str, ...]]]) -> Sheet:
    """The sheet of these rows; its heading is a row above all numbers with as many cells as most rows have."""
    widths = Counter(len(cells) for _, cells in rows)
    width, usual = max(widths, default=1), max(widths.items(), key=lambda found: found[1], default=(1, 0))[0]
    for place, (_, cells) in enumerate(rows[:_LAST_HEADING]):
        filled = sum(map(bool, cells))
        if any(_has_digits(cell, 7) for cell in cells):
            break
        if filled > usual * _MOSTLY and (usual > 1 or _PHONE_NAME.search(cells[0])):
            return Sheet(name, cells, width, rows[place + 1 :])
    return Sheet(name, (), width, rows)


_AS_TEXT: dict[type, Callable[[Any], str]] = {
    bool: str,
    int: str,
    datetime: datetime.isoformat,
    date: date.isoformat,
    time: time.isoformat,
}


def _text(value: object) -> str:
    """A cell's value as a person would have typed it. A number that a spreadsheet holds exactly keeps its digits."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    make = _AS_TEXT.get(type(value), str)
    return make(value).strip()


def _begins_with(path: Path, mark: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(mark)) == mark
    except OSError:
        return False
