"""How each number of a list stands, as a file for others: CSV or a workbook, whole or not at all."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from dncdesk.core.many_run import Standing
from dncdesk.core.moments import now, stamp
from dncdesk.core.outcome import Outcome
from dncdesk.core.sentences import ProblemError, say
from dncdesk.core.spreadsheet import marked

_HEADING = ("Number", "As typed", "Sent", "Dialler", "Where", "Outcome", "Why", "Opt-out id")
_NOT_TRIED = "not tried yet"
_AS_ITS_WORST = "Numbers, each counted as its worst place"


class ResultsError(ProblemError):
    """The file could not be written; what was there before is as it was."""


def write_results(path: Path, rows: Sequence[Standing], counts: Mapping[Outcome, int], untried: int) -> Path:
    """Write `rows`, and below them the counts of numbers, into `path`, by its ending: .xlsx, else CSV.

    `counts` are how many numbers stand how, `untried` how many were not tried in every place yet. Returns the path.
    Outcomes and places are the words of the log.

    Raises:
        ResultsError: it cannot be written.
    """
    write = _write_xlsx if path.suffix.lower() == ".xlsx" else _write_csv
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        os.close(handle)
        scratch = Path(name)
        try:
            write(scratch, _table(rows, counts, untried))
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


def _table(rows: Sequence[Standing], counts: Mapping[Outcome, int], untried: int) -> Iterator[tuple[str, ...]]:
    yield _HEADING
    for row in rows:
        word = row.outcome.value if row.outcome is not None else _NOT_TRIED
        why = str(row.why) if row.why is not None else ""
        sent, place = " ".join(row.numbers_sent), row.place
        yield row.shown, row.typed, sent, place.server, str(place.scope), word, why, row.opt_out_id
    yield ()
    if len({row.place for row in rows}) > 1:
        yield (_AS_ITS_WORST,)
    for outcome, count in sorted(counts.items(), key=lambda one: -one[1]):
        if count:
            yield outcome.value, str(count)
    if untried:
        yield _NOT_TRIED, str(untried)
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
    for letter, width in zip("ABCDEFGH", (18, 24, 18, 14, 14, 16, 60, 18), strict=True):
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
