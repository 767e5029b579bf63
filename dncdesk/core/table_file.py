"""A table as a text file: its encoding and its delimiter found, its rows read one by one.

What is done with the rows is another's affair: a former log to take in, a list of numbers to block.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dncdesk.core.sentences import ProblemError, say
from dncdesk.core.spreadsheet import unmarked

if TYPE_CHECKING:
    import _csv

LARGEST = 200_000_000
"""Bytes that are read; a file is held in memory while it is looked at."""

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50
_LONGEST_CELL = 1_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_A_NUMBER = 7
"""Digits from which on a cell may be a phone number, and its row no heading."""


class TableFileError(ProblemError):
    """The file cannot be read as a table."""


@dataclass(frozen=True)
class TableFile:
    """A table: the name of its file (without folder), the SHA-256 of its bytes, and how it is written.

    `header` are its columns' names; empty where its first row is no heading, and then there are `width` columns.
    """

    name: str
    sha256: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    width: int
    text: str

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row under the heading with the number of its line (from 1), its cells stripped of marks and spaces.

        Empty rows, and those that begin with "#" as the closing lines of our own exports do, are passed over.

        Raises:
            TableFileError: a row cannot be read.
        """
        reader = _reader(self.text, self.delimiter)
        first = True
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                raise _unreadable(self.name, str(error)) from error
            if row is None:
                return
            if first and self.header:
                first = False
                continue
            first = False
            if any(cell.strip() for cell in row) and not row[0].startswith("# "):
                yield reader.line_num, [unmarked(cell.strip()) for cell in row]


def open_table(path: Path) -> TableFile:
    """The table in the file at `path`.

    Raises:
        TableFileError: it cannot be read, is empty, too large, or no text.
    """
    name = path.name
    try:
        if path.stat().st_size > LARGEST:
            raise _unreadable(name, "it is too large")
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(name, error.strerror or type(error).__name__) from error
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise TableFileError(say("{name} is no text. Save it as CSV in its own program, and open that.", name=name))
    encoding = _encoding(data)
    text = data.decode(encoding, "replace")
    text, delimiter = _delimiter(text)
    try:
        sample = [row for row in islice(_reader(text, delimiter), _SAMPLE_ROWS) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise _unreadable(name, str(error)) from error
    if not sample:
        raise TableFileError(say("{name} is empty.", name=name))
    header = tuple(unmarked(cell.strip()) for cell in sample[0]) if _is_header(sample[0]) else ()
    digest = hashlib.sha256(data).hexdigest()
    return TableFile(name, digest, encoding, delimiter, header, max(map(len, sample)), text)


def _unreadable(name: str, reason: str) -> TableFileError:
    return TableFileError(say("{name} cannot be read ({reason}).", name=name, reason=reason))


def _encoding(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    head = data[:4096]
    # Without a mark, UTF-16 shows by the zeros of its western letters.
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[::2].count(0) > len(head) // 4:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _delimiter(text: str) -> tuple[str, str]:
    """The text without Excel's own first line, and the sign that parts the cells."""
    first, _, rest = text.partition("\n")
    said = first.strip().lower()
    if said.startswith("sep=") and len(said) == len("sep=") + 1:
        return rest, said[-1]
    return text, max(_DELIMITERS, key=lambda sign: _fitness(text, sign))


def _fitness(text: str, delimiter: str) -> tuple[int, int]:
    """How well a delimiter fits: in how many of the first rows there are as many cells as in most, and how many."""
    try:
        widths = [len(row) for row in islice(_reader(text, delimiter), _SAMPLE_ROWS) if row]
    except csv.Error:
        return (0, 0)
    cells, rows = max(Counter(width for width in widths if width > 1).items(), key=lambda w: w[1], default=(0, 0))
    return (rows, cells)


def _is_header(row: list[str]) -> bool:
    return not any(sum(c.isdigit() for c in cell) >= _A_NUMBER for cell in row)


def _reader(text: str, delimiter: str) -> _csv.Reader:
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
