"""A page of the settings: how long records are kept, and where a copy of them goes. In force at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from dncdesk.core.settings import LEAST_RETENTION
from dncdesk.ui.labels import ToneLabel

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk

_MOST_YEARS = 50


class RecordsPage(QWidget):
    """Retention and the folder for copies."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Show what `desk` has in force."""
        super().__init__(parent)
        self._desk = desk
        settings = desk.settings
        self._years = QSpinBox()
        self._years.setObjectName("retentionBox")
        # One below the least stands for keeping everything.
        self._years.setRange(LEAST_RETENTION - 1, _MOST_YEARS)
        self._years.setSpecialValueText(self.tr("for ever"))
        self._years.setSuffix(self.tr(" years"))
        self._years.setValue(settings.retention_years or LEAST_RETENTION - 1)
        self._years.setEnabled("retention_years" not in settings.locked)
        self._years.editingFinished.connect(self._keep_years)
        self._folder = QLineEdit(settings.copies)
        self._folder.setObjectName("copiesField")
        self._folder.setAccessibleName(self.tr("Folder for copies"))
        self._folder.setPlaceholderText(self.tr("None: no copy is made"))
        self._folder.editingFinished.connect(self._keep_folder)
        self._choose = QPushButton(self.tr("C&hoose…"))
        self._choose.setObjectName("copiesButton")
        self._choose.setAutoDefault(False)
        self._choose.clicked.connect(self._choose_folder)
        for widget in (self._folder, self._choose):
            widget.setEnabled("copies" not in settings.locked)
        self._lay_out()

    def _lay_out(self) -> None:
        rows = QFormLayout()
        rows.setVerticalSpacing(10)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        years = QLabel(self.tr("&Keep records"))
        years.setBuddy(self._years)
        rows.addRow(years, self._years)
        rows.addRow("", _note(self.tr("Nothing is ever removed by itself: somebody signs for it in the menu.")))
        folder = QLabel(self.tr("C&opy each event to"))
        folder.setBuddy(self._folder)
        line = QHBoxLayout()
        line.addWidget(self._folder, 1)
        line.addWidget(self._choose)
        rows.addRow(folder, line)
        words = self.tr("A folder on a share that IT names. The copies hold names and numbers, never a password.")
        rows.addRow("", _note(words))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addLayout(rows)
        column.addStretch(1)

    def _keep_years(self) -> None:
        years = self._years.value()
        self._desk.keep(retention_years=years if years >= LEAST_RETENTION else None)

    def _keep_folder(self) -> None:
        self._desk.keep(copies=self._folder.text().strip())

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for copies"), self._folder.text())
        if folder:
            self._folder.setText(folder)
            self._keep_folder()


def _note(words: str) -> ToneLabel:
    note = ToneLabel(words)
    note.setWordWrap(True)
    return note
