"""Rows on the clipboard, as text that a spreadsheet or a mail takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from dncdesk.core.moments import now
from dncdesk.core.text import one_line
from dncdesk.record.query import Column
from dncdesk.ui.log_columns import copied, title

if TYPE_CHECKING:
    from dncdesk.desk.logbook import Logbook, Rows
    from dncdesk.record.reader import Entry

MOST_ROWS = 5_000
"""Rows that are copied at most: for more there is the export."""
_LONGEST = 500
_FORMULA = ("=", "+", "-", "@")


class Copier(QObject):
    """Fetches what is to be copied, off the main thread, and puts it on the clipboard."""

    done = Signal(int)
    """So many rows are on the clipboard."""

    def __init__(self, logbook: Logbook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._logbook = logbook
        self._wanted: Sequence[int] | None = None
        self._columns: Sequence[Column] = ()
        logbook.rows_found.connect(self._on_rows)

    def copy(self, seqs: Sequence[int], columns: Sequence[Column]) -> None:
        """Copy the rows with these `seq`; `done` follows."""
        if seqs:
            self._wanted, self._columns = seqs, columns
            self._logbook.fetch(seqs)

    def _on_rows(self, rows: Rows) -> None:
        if rows.seqs is not self._wanted or rows.entries is None:
            return
        self._wanted = None
        QGuiApplication.clipboard().setText(as_text(rows.entries, self._columns, now().date()))
        self.done.emit(len(rows.entries))


def as_text(entries: Sequence[Entry], columns: Sequence[Column], today: date) -> str:
    """Lines of cells with a tab between them, the columns' names above."""
    lines = ["\t".join(title(column) for column in columns)]
    lines += ["\t".join(_harmless(copied(entry, c, today), c) for c in columns) for entry in entries]
    return "\n".join(lines) + "\n"


def _harmless(words: str, column: Column) -> str:
    """One line; free text that a spreadsheet would take for a formula gets an apostrophe before it."""
    line = one_line(words, limit=_LONGEST)
    free = column not in (Column.NUMBER, Column.ASKED, Column.BLOCKED, Column.DUE, Column.OUTCOME)
    return f"'{line}" if free and line.startswith(_FORMULA) else line
