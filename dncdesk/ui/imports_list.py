"""What was taken in so far, and taking it back: through a clear question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget

from dncdesk.core.text import one_line
from dncdesk.ui.labels import set_font
from dncdesk.ui.words import long_moment

if TYPE_CHECKING:
    from dncdesk.desk.files import Files
    from dncdesk.record.imports import Import


class ImportsList(QWidget):
    """One line: the files that were taken in, to choose one and take it back. Not there while there is none."""

    def __init__(self, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._found: list[Import] = []
        label = QLabel(self.tr("Taken in &before"))
        set_font(label)
        self._box = QComboBox()
        self._box.setObjectName("importsBox")
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(20)
        label.setBuddy(self._box)
        self._back = QPushButton(self.tr("Take bac&k…"))
        self._back.setObjectName("takeBackButton")
        self._back.setAutoDefault(False)
        self._back.clicked.connect(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addWidget(label)
        line = QHBoxLayout()
        line.addWidget(self._box, 1)
        line.addWidget(self._back)
        column.addLayout(line)
        self.hide()
        files.imports_found.connect(self._on_found)
        self.ask()

    def ask(self) -> None:
        """Look again what was taken in."""
        self._files.ask_imports()

    def _on_found(self, found: list[Import]) -> None:
        self._found = found
        self._box.clear()
        for former in found:
            words = self.tr("{file}, {moment}, {count} rows")
            if former.there != former.rows:
                words = self.tr("{file}, {moment}, not finished: {there} of {count} rows")
            told = {"file": one_line(former.file), "moment": long_moment(former.at), "there": former.there}
            self._box.addItem(words.format(count=former.rows, **told))
        self._box.setCurrentIndex(len(found) - 1)
        self.setVisible(bool(found))

    def _ask(self) -> None:
        at = self._box.currentIndex()
        if not 0 <= at < len(self._found):
            return
        former = self._found[at]
        question = QMessageBox(self)
        question.setObjectName("takeBackQuestion")
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setWindowTitle(self.tr("Take back an import?"))
        question.setIcon(QMessageBox.Icon.Question)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(
            self.tr("{count} rows of {file} will be removed from this log.").format(
                count=former.there, file=one_line(former.file)
            )
        )
        question.setInformativeText(
            self.tr(
                "Only imported rows go, with what was noted to them. Nothing changes at the dialler. That it was done "
                "stays in the log. The file can be taken in again."
            )
        )
        take = question.addButton(self.tr("&Take back"), QMessageBox.ButtonRole.AcceptRole)
        take.setObjectName("takeBackYes")
        keep = question.addButton(self.tr("&Keep them"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(keep)
        question.accepted.connect(self._take_back)
        question.open()

    def _take_back(self) -> None:
        at = self._box.currentIndex()
        if 0 <= at < len(self._found) and not self._files.busy:
            self._files.take_back(self._found[at])
