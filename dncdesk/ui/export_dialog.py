"""Writing the log to a file: what of it, which kind of file, and where to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QLocale, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from dncdesk.core.moments import now
from dncdesk.core.outcome import Tone
from dncdesk.record.exporting import selection
from dncdesk.record.exporting.selection import Format, LastExport, Selection
from dncdesk.record.query import Query
from dncdesk.ui.labels import Mark, ToneLabel, set_font
from dncdesk.ui.progress import Progress
from dncdesk.ui.words import long_moment, text

if TYPE_CHECKING:
    from dncdesk.core.sentences import Sentence
    from dncdesk.desk.files import Files
    from dncdesk.record.exporting.run import Exported


class ExportDialog(QDialog):
    """Chooses, saves, and tells what became of it. The work itself is done elsewhere."""

    def __init__(self, files: Files, shown: Query, parent: QWidget | None = None) -> None:
        """Offer the presets and what the table shows now (`shown`)."""
        super().__init__(parent)
        self._files = files
        self._shown = shown
        self._last: LastExport | None = None
        self._folder = ""
        self.setObjectName("exportDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export"))

        self._what = QButtonGroup(self)
        self._today = self._choice(self._what, "exportToday", self.tr("&Today"))
        self._week = self._choice(self._what, "exportWeek", self.tr("This &week, by campaign"))
        self._since = self._choice(self._what, "exportSince", self.tr("&New or changed since the last export"))
        self._since.setEnabled(False)
        self._table = self._choice(self._what, "exportShown", self.tr("What the table shows n&ow"))
        self._all = self._choice(self._what, "exportAll", self.tr("E&verything"))
        (self._table if shown.narrowed else self._all).setChecked(True)
        self._kind = QButtonGroup(self)
        self._kinds = {
            Format.XLSX: self._choice(self._kind, "exportXlsx", self.tr("E&xcel workbook (XLSX)")),
            Format.CSV: self._choice(self._kind, "exportCsv", self.tr("&CSV, for any spreadsheet")),
            Format.PDF: self._choice(self._kind, "exportPdf", self.tr("&PDF, to read and to print")),
            Format.JSONL: self._choice(self._kind, "exportJsonl", self.tr("&JSONL, every event with its hash")),
        }
        self._kinds[Format.XLSX].setChecked(True)

        self._progress = Progress("exportProgress")
        self._mark = Mark(1.1)
        self._result = ToneLabel()
        self._result.setObjectName("exportResult")
        self._result.setWordWrap(True)
        self._result.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._open_folder = QPushButton(self.tr("Open &folder"))
        self._open_folder.setObjectName("openFolderButton")
        self._open_folder.setAutoDefault(False)
        self._open_folder.clicked.connect(self._show_folder)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._save = self._buttons.addButton(self.tr("&Save as…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._save.setObjectName("exportSaveButton")
        self._save.setDefault(True)
        self._cancel = self._buttons.addButton(self.tr("Sto&p"), QDialogButtonBox.ButtonRole.ResetRole)
        self._cancel.setObjectName("exportCancelButton")
        self._cancel.clicked.connect(files.cancel)
        self._buttons.accepted.connect(self._ask_where)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self._show_running(running=False)
        files.last_export_found.connect(self._on_last_export)
        files.progress.connect(self._progress.show_share)
        files.exported.connect(self._on_exported)
        files.failed.connect(self._on_failed)
        files.cancelled.connect(self._on_cancelled)
        files.ask_last_export()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(8)
        column.addWidget(_heading(self.tr("What")))
        for button in self._what.buttons():
            column.addWidget(button)
        column.addSpacing(8)
        column.addWidget(_heading(self.tr("Kind of file")))
        for button in self._kind.buttons():
            column.addWidget(button)
        column.addSpacing(8)
        column.addWidget(self._progress)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._result, 1)
        line.addWidget(self._open_folder, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        # Its room is kept: the dialog must not grow under the pointer.
        self._result.setMinimumHeight(self._result.fontMetrics().lineSpacing() * 3)
        self._result.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)
        column.addWidget(self._buttons)
        self.setMinimumWidth(440)

    def _choice(self, group: QButtonGroup, name: str, words: str) -> QRadioButton:
        button = QRadioButton(words)
        button.setObjectName(name)
        group.addButton(button)
        return button

    # -- what is chosen --------------------------------------------------------------------------------------------

    def chosen(self) -> Selection:
        """What is to be written."""
        day = now().date()
        if self._today.isChecked():
            return selection.today(day)
        if self._week.isChecked():
            first = QLocale().firstDayOfWeek().value - 1
            return selection.week_by_campaign(day, first)
        if self._since.isChecked() and self._last is not None:
            return selection.since_last(self._last)
        return selection.shown(self._shown) if self._table.isChecked() else selection.everything()

    def kind(self) -> Format:
        """The kind of file."""
        return next(kind for kind, button in self._kinds.items() if button.isChecked())

    def _ask_where(self) -> None:
        kind = self.kind()
        dialog = QFileDialog(self, self.tr("Save the export as"))
        dialog.setObjectName("exportFileDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind.value.upper()} (*.{kind.value})")
        dialog.setDefaultSuffix(kind.value)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.setDirectory(self._folder or documents or QDir.homePath())
        dialog.selectFile(f"dncdesk-{now():%Y-%m-%d}.{kind.value}")
        dialog.fileSelected.connect(self._save_as)
        dialog.open()

    def _save_as(self, name: str) -> None:
        if not name or self._files.busy:
            return
        path = Path(name)
        self._folder = str(path.parent)
        self._result.show_text("")
        self._mark.show_tone(None)
        self._progress.setValue(0)
        self._show_running(running=True)
        self._files.export(path, self.chosen())

    # -- what became of it -------------------------------------------------------------------------------------------

    def _on_last_export(self, last: LastExport | None) -> None:
        self._last = last
        self._since.setEnabled(last is not None)
        words = self.tr("&New or changed since the last export")
        if last is not None:
            words = self.tr("&New or changed since the last export ({moment})").format(moment=long_moment(last.at))
        self._since.setText(words)

    def _on_exported(self, exported: Exported) -> None:
        about = exported.provenance
        shown = self.tr("Written: {file}. Entries: {count}.").format(file=exported.path.name, count=about.entries)
        if exported.note is not None:
            shown = f"{shown} {text(exported.note)}"
        self._tell(Tone.DONE if exported.note is None else Tone.WARNING, shown, folder=True)
        self._files.ask_last_export()

    def _on_failed(self, problem: Sentence) -> None:
        self._tell(Tone.PROBLEM, text(problem))

    def _on_cancelled(self) -> None:
        self._tell(Tone.NEUTRAL, self.tr("Stopped. Nothing was written."))

    def _tell(self, tone: Tone, words: str, *, folder: bool = False) -> None:
        self._show_running(running=False)
        self._mark.show_tone(tone)
        self._result.show_text(words, None if tone is Tone.DONE else tone)
        self._open_folder.setVisible(folder)
        (self._open_folder if folder else self._save).setFocus()

    def _show_running(self, *, running: bool) -> None:
        for button in (*self._what.buttons(), *self._kind.buttons()):
            button.setEnabled(not running and (button is not self._since or self._last is not None))
        self._progress.setVisible(running)
        self._cancel.setVisible(running)
        self._save.setEnabled(not running)
        self._open_folder.hide()
        if running:
            self._cancel.setFocus()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder))

    def reject(self) -> None:
        """Stop what is under way; with nothing under way, close."""
        if self._files.busy:
            self._files.cancel()
        else:
            super().reject()


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    set_font(label)
    return label
