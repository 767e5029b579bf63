"""What the program is, and which version."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


class AboutBox(QMessageBox):
    """Name, version, purpose."""

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        """Tell of `version`."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("aboutBox")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(self.tr("About dncdesk"))
        self.setText(self.tr("dncdesk {version}").format(version=version))
        self.setInformativeText(
            self.tr("Puts a number on VICIdial's do-not-call list, and says truly what became of it.")
        )
        self.setIconPixmap(self.windowIcon().pixmap(48, 48))
