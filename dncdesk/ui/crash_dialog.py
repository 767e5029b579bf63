"""When dncdesk itself makes a mistake: what happened, and a report to pass on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from dncdesk.core.outcome import Tone
from dncdesk.ui.labels import Mark, ToneLabel, set_font


class CrashDialog(QDialog):
    """Shows a report, which must hold no secret any more, and copies it."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        """Show `report`: versions and trace, already redacted."""
        super().__init__(parent)
        self.setObjectName("crashDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("dncdesk has made a mistake"))
        mark = Mark(2.2)
        mark.show_tone(Tone.PROBLEM)
        title = ToneLabel(self.tr("Something went wrong inside dncdesk"), tone=None)
        title.setWordWrap(True)
        set_font(title, scale=1.15)
        words = ToneLabel(
            self.tr(
                "Every request that the log shows is safe and is carried on with. "
                "Look whether the last one is there. Please send this report to whoever looks after dncdesk; "
                "it holds no password."
            ),
            tone=None,
        )
        words.setWordWrap(True)
        self._report = QPlainTextEdit(report)
        self._report.setObjectName("crashReport")
        self._report.setAccessibleName(self.tr("Report"))
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        copy = buttons.addButton(self.tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setObjectName("crashCopy")
        copy.setAccessibleName(self.tr("Copy"))
        copy.clicked.connect(self._copy)

        said = QVBoxLayout()
        said.setSpacing(4)
        said.addWidget(title)
        said.addWidget(words)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._report, 1)
        column.addWidget(buttons)
        self.resize(560, 420)
        copy.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())


def show_crash(window: QWidget, report: str) -> None:
    """Show `report` over `window`; while one is shown already, a further one is not put on top of it."""
    if window.findChild(CrashDialog) is None:
        CrashDialog(report, window).open()
