"""Taking in a former log: a preview, which column holds what, what is left out; and taking it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dncdesk.core.outcome import Tone
from dncdesk.core.text import one_line
from dncdesk.ui.import_columns import ImportColumns
from dncdesk.ui.imports_list import ImportsList
from dncdesk.ui.labels import Mark, ToneLabel
from dncdesk.ui.progress import Progress
from dncdesk.ui.tick_box import TickBox
from dncdesk.ui.words import long_moment, text

if TYPE_CHECKING:
    from dncdesk.core.sentences import Sentence
    from dncdesk.core.table_file import TableFile
    from dncdesk.desk.files import Files
    from dncdesk.record.import_plan import Reading
    from dncdesk.record.imports import Import

_PREVIEW_ROWS = 12
_BAD_ROWS = 100
"""Rows without a number that are shown; more are counted."""


class ImportDialog(QDialog):
    """Shows a file before anything of it is taken in."""

    def __init__(self, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._table: TableFile | None = None
        self._reading: Reading | None = None
        self.setObjectName("importDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import a former log"))
        self._choose = QPushButton(self.tr("&Choose a file…"))
        self._choose.setObjectName("importChooseButton")
        self._choose.clicked.connect(self._ask_which)
        self._columns = ImportColumns()
        self._columns.changed.connect(self._read_again)
        self._preview = QTableWidget()
        self._preview.setObjectName("importPreview")
        self._preview.setAccessibleName(self.tr("The file's first rows"))
        self._preview.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._preview.setTabKeyNavigation(False)
        self._preview.setWordWrap(False)
        self._preview.verticalHeader().hide()
        self._preview.verticalHeader().setDefaultSectionSize(round(self._preview.fontMetrics().height() * 1.5))
        self._bad = QPlainTextEdit()
        self._bad.setObjectName("importBadRows")
        self._bad.setReadOnly(True)
        self._bad.setTabChangesFocus(True)
        self._bad.setAccessibleName(self.tr("Rows without a number"))
        self._leave_out = TickBox()
        self._leave_out.setObjectName("importLeaveOut")
        self._leave_out.toggled.connect(self._follow)
        self._progress = Progress("importProgress")
        self._mark = Mark(1.1)
        self._result = ToneLabel()
        self._result.setObjectName("importResult")
        self._result.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._take_in = self._buttons.addButton(self.tr("&Take in"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._take_in.setObjectName("importTakeInButton")
        self._former = ImportsList(files)
        self._buttons.accepted.connect(self._begin)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self._show_table()
        files.progress.connect(self._progress.show_share)
        files.table_read.connect(self._on_read)
        files.imported.connect(self._on_imported)
        files.failed.connect(self._on_failed)
        files.cancelled.connect(self._follow)
        files.taken_back.connect(self._on_taken_back)
        self._choose.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(10)
        why = ToneLabel(
            self.tr(
                "A list that was kept before dncdesk, saved as CSV. Its rows are marked as imported: nothing is sent, "
                "and nothing is said of them but what the file says."
            ),
            tone=None,
        )
        why.setWordWrap(True)
        column.addWidget(why)
        column.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._found = QWidget()
        inner = QVBoxLayout(self._found)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self._columns)
        inner.addWidget(self._preview, 1)
        inner.addWidget(self._bad)
        inner.addWidget(self._leave_out)
        self._bad.setMaximumHeight(self._bad.fontMetrics().lineSpacing() * 5)
        self._preview.setMinimumHeight(self._preview.fontMetrics().lineSpacing() * 8)
        column.addWidget(self._found, 100)
        column.addStretch(1)
        column.addWidget(self._progress)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._result, 1)
        column.addLayout(line)
        column.addWidget(self._former)
        column.addWidget(self._buttons)
        self.setMinimumWidth(520)

    # -- choosing ----------------------------------------------------------------------------------------------------

    def _ask_which(self) -> None:
        dialog = QFileDialog(self, self.tr("Open a former log"))
        dialog.setObjectName("importFileDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Tables as text (*.csv *.tsv *.txt)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.open_file)
        dialog.open()

    def open_file(self, name: str) -> None:
        """Read the file called `name`, and show what it holds."""
        if name and not self._files.busy:
            self._table = self._reading = None
            self._say(None, "")
            self._files.read_table(Path(name))
            self._show_table()

    def _read_again(self) -> None:
        if self._table is not None and self._reading is not None and not self._files.busy:
            self._files.read_again(self._table, self._columns.chosen(self._reading.plan))
            self._follow()

    def _begin(self) -> None:
        if self._table is not None and self._reading is not None and not self._files.busy:
            self._files.take_in(self._table, self._reading)
            self._follow()

    # -- showing -----------------------------------------------------------------------------------------------------

    def _on_read(self, table: TableFile, reading: Reading) -> None:
        self._table, self._reading = table, reading
        self._leave_out.setChecked(False)
        self._show_table()
        self._columns.focus_number()

    def _show_table(self) -> None:
        table, reading = self._table, self._reading
        self._found.setVisible(table is not None and reading is not None)
        if table is not None and reading is not None:
            self._columns.show_plan(table, reading)
            self._show_preview(table)
            self._show_bad(reading)
        self._follow()
        column = self.layout()
        if column is not None:
            column.activate()
        least = self.height() if self._found.isVisibleTo(self) else 0
        room = self.screen().availableSize().height() - 60
        self.resize(self.width(), max(least, min(self.sizeHint().height(), room)))

    def _show_preview(self, table: TableFile) -> None:
        names = self._columns.names(table)
        rows = [row for (_, row), _ in zip(table.rows(), range(_PREVIEW_ROWS), strict=False)]
        self._preview.setColumnCount(len(names))
        self._preview.setRowCount(len(rows))
        self._preview.setHorizontalHeaderLabels(names)
        for line, row in enumerate(rows):
            for column, cell in enumerate(row[: len(names)]):
                self._preview.setItem(line, column, QTableWidgetItem(one_line(cell)))

    def _show_bad(self, reading: Reading) -> None:
        bad = reading.bad
        lines = [
            self.tr("Line {line}: {text}").format(line=row.line, text=one_line(row.text)) for row in bad[:_BAD_ROWS]
        ]
        if len(bad) > _BAD_ROWS:
            lines.append(self.tr("… and {count} more").format(count=len(bad) - _BAD_ROWS))
        self._bad.setPlainText("\n".join(lines))
        self._bad.setVisible(bool(bad))
        self._leave_out.setVisible(bool(bad))
        self._leave_out.setText(self.tr("&Leave out rows without a number: {count}").format(count=len(bad)))

    def _follow(self) -> None:
        """Let only that be done which can be done now, and say what would be."""
        reading, busy = self._reading, self._files.busy
        ready = reading is not None and bool(reading.rows) and (not reading.bad or self._leave_out.isChecked())
        self._take_in.setEnabled(ready and not busy)
        self._choose.setEnabled(not busy)
        self._found.setEnabled(not busy)
        self._former.setEnabled(not busy)
        self._progress.setVisible(busy)
        if reading is None or busy:
            return
        words = self.tr("Rows to take in: {count}.").format(count=len(reading.rows))
        if reading.undated:
            undated = self.tr("Without a date that can be read: {count}; they get the time of the import.")
            words = f"{words} {undated.format(count=reading.undated)}"
        self._say(Tone.WARNING if reading.undated or not reading.rows else None, words)

    def _say(self, tone: Tone | None, words: str) -> None:
        self._mark.show_tone(tone)
        self._result.show_text(words, None if tone is Tone.DONE else tone)

    # -- what became of it -----------------------------------------------------------------------------------------

    def _on_imported(self, new: Import) -> None:
        self._table = self._reading = None
        self._show_table()
        words = self.tr("Taken in from {file}: {count} rows.").format(file=new.file, count=new.rows)
        self._say(Tone.DONE, words)
        self._former.ask()

    def _on_taken_back(self, former: Import, rows: int) -> None:
        self._follow()
        words = self.tr("Taken back: {file} of {moment}, {count} rows.")
        self._say(Tone.NEUTRAL, words.format(file=former.file, moment=long_moment(former.at), count=rows))
        self._former.ask()

    def _on_failed(self, problem: Sentence) -> None:
        self._follow()
        self._say(Tone.PROBLEM, text(problem))

    def reject(self) -> None:
        """Stop what is under way; with nothing under way, close."""
        if self._files.busy:
            self._files.cancel()
        else:
            super().reject()
