"""Exports and imports for the window: off the main thread, one at a time, with their progress."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject, Signal

from dncdesk import __version__
from dncdesk.desk.errands import Errands
from dncdesk.desk.server_link import sentence_of

if TYPE_CHECKING:
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.table_file import TableFile
    from dncdesk.record.exporting.contents import Watch
    from dncdesk.record.exporting.run import Exported
    from dncdesk.record.exporting.selection import LastExport, Maker, Selection
    from dncdesk.record.import_plan import ImportPlan, Reading
    from dncdesk.record.imports import Import


class Files(QObject):
    """Writes the log to files and takes former logs in. Connect bound methods of QObjects only."""

    progress = Signal(float)
    """How much of what is under way is done, 0 to 1."""
    exported = Signal(object)
    """`Exported`: a file is written."""
    last_export_found = Signal(object)
    """`LastExport`, or None: the answer to `ask_last_export`."""
    table_read = Signal(object, object)
    """`TableFile` and `Reading`: what a file holds, as a plan reads it."""
    imported = Signal(object)
    """`Import`: a file was taken in."""
    imports_found = Signal(object)
    """Each `Import` there is, oldest first: the answer to `ask_imports`."""
    taken_back = Signal(object, int)
    """`Import`, and how many rows of it were removed."""
    log_changed = Signal()
    """Rows were taken in or back: what is shown of the log is to be read again."""
    failed = Signal(object)
    """The sentence for what did not work; nothing was changed."""
    cancelled = Signal()
    """A person has said stop; nothing was changed."""

    def __init__(self, errands: Errands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = errands
        self._place: Workplace | None = None
        self._lock = threading.Lock()
        self._closed = False
        self._watch: Watch | None = None

    @property
    def busy(self) -> bool:
        """Whether something is under way; nothing else can be begun until it has ended."""
        return self._watch is not None

    def open(self, place: Workplace) -> None:
        """Work on the log of `place` from now on."""
        self._place = place

    def close(self) -> None:
        """Stop what is under way and tell nothing any more."""
        with self._lock:
            self._closed = True
        self.cancel()

    def cancel(self) -> None:
        """Stop what is under way; `cancelled` follows, unless it was done before."""
        if self._watch is not None:
            self._watch.cancel()

    def export(self, path: Path, selection: Selection) -> None:
        """Write the selection into `path`, as its ending says; `exported`, `failed` or `cancelled` follows."""

        def work(place: Workplace, watch: Watch) -> Exported:
            from dncdesk.desk.export_pdf import write_pdf
            from dncdesk.record.exporting.run import export
            from dncdesk.record.exporting.selection import Format

            writer = write_pdf if Format.of(path.name) is Format.PDF else None
            return export(place.log, path, selection, _maker(), watch, writer=writer)

        self._begin(work, self._on_exported)

    def ask_last_export(self) -> None:
        """Ask for the last complete export; `last_export_found` follows."""
        place = self._place
        if place is not None:
            self._errands.run(lambda: _last_export(place), self._on_last_export, self._on_failure)

    def read_table(self, path: Path) -> None:
        """Open a former log and guess its columns; `table_read`, `failed` or `cancelled` follows."""

        def work(place: Workplace, watch: Watch) -> tuple[TableFile, Reading]:
            from dncdesk.core.table_file import open_table
            from dncdesk.record.import_plan import read_rows

            table = open_table(path)
            return table, read_rows(table, _guess(place, table), watch.step)

        self._begin(work, self._on_read)

    def read_again(self, table: TableFile, plan: ImportPlan) -> None:
        """Read a table by another plan; `table_read`, `failed` or `cancelled` follows."""

        def work(_place: Workplace, watch: Watch) -> tuple[TableFile, Reading]:
            from dncdesk.record.import_plan import read_rows

            return table, read_rows(table, plan, watch.step)

        self._begin(work, self._on_read)

    def take_in(self, table: TableFile, reading: Reading) -> None:
        """Take in the rows; `imported`, `failed` or `cancelled` follows."""

        def work(place: Workplace, watch: Watch) -> Import:
            from dncdesk.record.imports import take_in

            return take_in(place.log, table, reading, _maker(), watch.step)

        self._begin(work, self._on_imported)

    def ask_imports(self) -> None:
        """Ask what was taken in so far; `imports_found` follows."""
        place = self._place
        if place is not None:
            self._errands.run(lambda: _imports(place), self._on_imports, self._on_failure)

    def take_back(self, former: Import) -> None:
        """Remove what one file has brought; `taken_back` or `failed` follows."""

        def work(place: Workplace, _watch: Watch) -> tuple[Import, int]:
            from dncdesk.record.imports import take_back

            return former, take_back(place.log, former, _maker())

        self._begin(work, self._on_taken_back)

    def _begin(self, work: Callable[[Workplace, Watch], Any], done: Callable[[Any], None]) -> None:
        from dncdesk.record.exporting.contents import Watch

        place = self._place
        if place is None or self._watch is not None:
            raise RuntimeError("a file before the log is open, or while another is under way")
        watch = self._watch = Watch(self._tell)
        self._errands.run(lambda: work(place, watch), done, self._on_failure_of_work)

    def _tell(self, share: float) -> None:
        with self._lock:
            if not self._closed:
                self.progress.emit(share)

    # -- back in the main thread ---------------------------------------------------------------------------------

    def _on_exported(self, exported: Exported) -> None:
        self._watch = None
        self.exported.emit(exported)

    def _on_last_export(self, last: LastExport | None) -> None:
        self.last_export_found.emit(last)

    def _on_read(self, found: tuple[TableFile, Reading]) -> None:
        self._watch = None
        self.table_read.emit(*found)

    def _on_imported(self, new: Import) -> None:
        self._watch = None
        self.imported.emit(new)
        self.log_changed.emit()

    def _on_imports(self, found: list[Import]) -> None:
        self.imports_found.emit(found)

    def _on_taken_back(self, found: tuple[Import, int]) -> None:
        self._watch = None
        self.taken_back.emit(*found)
        self.log_changed.emit()

    def _on_failure_of_work(self, error: Exception) -> None:
        self._watch = None
        self._on_failure(error)

    def _on_failure(self, error: Exception) -> None:
        from dncdesk.record.exporting.contents import CancelledError

        if isinstance(error, CancelledError):
            self.cancelled.emit()
        else:
            self.failed.emit(sentence_of(error))


def _maker() -> Maker:
    import platform

    from dncdesk.blocking.workplace import user
    from dncdesk.record.exporting.selection import Maker

    return Maker(user(), platform.node(), f"dncdesk {__version__}")


def _last_export(place: Workplace) -> LastExport | None:
    from dncdesk.record.exporting.source import last_export

    return last_export(place.log.path)


def _imports(place: Workplace) -> list[Import]:
    from dncdesk.record.imports import imports

    return imports(place.log.path)


def _guess(place: Workplace, table: TableFile) -> ImportPlan:
    from dncdesk.core.phone import NumberRule
    from dncdesk.core.settings import Server
    from dncdesk.core.written_dates import DayOrder
    from dncdesk.record.import_plan import guess

    server = place.settings.find() or Server("", "", "")
    short = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    day_first = "d" in short and short.find("d") < short.find("M")
    order = DayOrder.DAY_FIRST if day_first else DayOrder.MONTH_FIRST
    return guess(table, country=server.country, rule=NumberRule(server.number_form), order=order)
