"""How each number of a list stands, as a file for others: CSV or a workbook, whole or not at all."""

from __future__ import annotations

import csv
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from dncdesk.core.many_run import Standing
from dncdesk.core.moments import now, stamp
from dncdesk.core.sentences import ProblemError, say
from dncdesk.core.spreadsheet import marked

_HEADING = ("Number", "As typed", "Sent", "Where", "Outcome", "Why", "Opt-out id")
_NOT_TRIED = "not tried yet"


class ResultsError(ProblemError):
    """The file could not be written; what was there before is as it was."""


def write_results(path: Path, rows: Sequence[Standing], place: str) -> Path:
    """Write `rows`, and below them the counts, into `path`, by its ending: .xlsx, else CSV. Returns the path.

    `place` is the scope's word. The outcomes are the words of the log.

    Raises:
        ResultsError: it cannot be written.
    """
    write = _write_xlsx if path.suffix.lower() == ".xlsx" else _write_csv
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        os.close(handle)
        scratch = Path(name)
        try:
            write(scratch, _table(rows, place))
            scratch.replace(path)
        finally:
            with suppress(OSError):
                scratch.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ResultsError(
            say("{name} could not be written ({reason}). Nothing was changed.", name=path.name, reason=reason)
        ) from error
    return path


def _table(rows: Sequence[Standing], place: str) -> Iterator[tuple[str, ...]]:
    yield _HEADING
    words = Counter[str]()
    for row in rows:
        word = row.outcome.value if row.outcome is not None else _NOT_TRIED
        words[word] += 1
        why = str(row.why) if row.why is not None else ""
        yield row.shown, row.typed, " ".join(row.numbers_sent), place, word, why, row.opt_out_id
    yield ()
    for word, count in words.most_common():
        yield word, str(count)
    yield "written", stamp(now())


def _write_csv(path: Path, table: Iterable[tuple[str, ...]]) -> None:
    # With the mark, Excel takes it for the UTF-8 that it is.
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        csv.writer(file).writerows([marked(cell) for cell in row] for row in table)


def _write_xlsx(path: Path, table: Iterable[tuple[str, ...]]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils.escape import escape

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Results")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFG", (18, 24, 18, 14, 16, 60, 18), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in table:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=escape(text))
            # Text, whatever it begins with: no formula is ever written.
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    book.save(path)
