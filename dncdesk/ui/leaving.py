"""Closing the window while something is not delivered: a question first, and a place in the system tray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk
    from dncdesk.ui.tray import Tray


class Leaving(QObject):
    """Asks, where there is a tray to stay in; hides the window then, and keeps an icon in the tray meanwhile."""

    close_wanted = Signal()
    """Close the window, without asking again."""

    def __init__(self, desk: Desk, window: QWidget, tray: Tray) -> None:
        """For `window`, which owns the question; `tray` takes it in."""
        super().__init__(window)
        self._tray = tray
        self._hidden = False
        self._desk = desk
        self._window = window
        self._question: QMessageBox | None = None
        self._stay: QPushButton | None = None

    def asks(self) -> bool:
        """Whether a question is being asked before the window closes; it returns at once, and the answer follows."""
        if not self._tray.there():
            return False
        if self._question is None:
            self._ask(self._desk.pending_count)
        else:
            self._question.raise_()
        return True

    def _ask(self, count: int) -> None:
        if count == 1:
            words = self.tr("1 request is not delivered yet. It goes on at the next start.")
        else:
            words = self.tr("{count} requests are not delivered yet. They go on at the next start.").format(count=count)
        question = QMessageBox(self._window)
        question.setObjectName("closeQuestion")
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setWindowTitle(self.tr("Close dncdesk?"))
        question.setIcon(QMessageBox.Icon.Question)
        question.setText(words)
        question.addButton(self.tr("&Close"), QMessageBox.ButtonRole.DestructiveRole)
        stay = question.addButton(self.tr("&Stay in the tray"), QMessageBox.ButtonRole.AcceptRole)
        # Escape keeps things going; whoever wants the window back finds it in the tray.
        question.setDefaultButton(stay)
        question.setEscapeButton(stay)
        question.finished.connect(self._on_answer)
        self._question, self._stay = question, stay
        question.open()

    def leave_tray(self) -> None:
        """The window is there again."""
        if self._hidden:
            self._hidden = False
            QApplication.setQuitOnLastWindowClosed(True)
            if not self._desk.settings.window.tray:
                self._tray.hide()

    def _on_answer(self) -> None:
        question, self._question = self._question, None
        if question is None:
            return
        if question.clickedButton() is self._stay:
            self._enter_tray()
            self._window.hide()
        else:
            self.close_wanted.emit()

    def _enter_tray(self) -> None:
        # With the window hidden, the end of any dialog would be the end of the program.
        QApplication.setQuitOnLastWindowClosed(False)
        self._hidden = True
        self._tray.show()
