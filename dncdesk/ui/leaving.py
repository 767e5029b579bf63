"""Closing the window while something is not delivered: a question first, and a place in the system tray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QPushButton, QSystemTrayIcon, QWidget

from dncdesk.ui.theme import window_icon

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk


class Leaving(QObject):
    """Asks, where there is a tray to stay in; hides the window then, and keeps an icon in the tray meanwhile."""

    close_wanted = Signal()
    """Close the window, without asking again."""
    open_wanted = Signal()
    """Show the window again."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        """For `window`, which owns the question."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._question: QMessageBox | None = None
        self._stay: QPushButton | None = None
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None

        desk.pending_changed.connect(self._show_count)

    def asks(self) -> bool:
        """Whether a question is being asked before the window closes; it returns at once, and the answer follows."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
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
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None
            QApplication.setQuitOnLastWindowClosed(True)

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
        if self._menu is None:
            self._menu = QMenu(self._window)
            self._menu.addAction(self.tr("&Open")).triggered.connect(self.open_wanted)
            self._menu.addAction(self.tr("&Quit")).triggered.connect(self._quit)
        self._icon = QSystemTrayIcon(window_icon(), self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._show_count()
        self._icon.show()

    def _show_count(self) -> None:
        if self._icon is None:
            return
        if count := self._desk.pending_count:
            words = self.tr("dncdesk: {count} not delivered yet").format(count=count)
        else:
            words = self.tr("dncdesk: everything is delivered")
        self._icon.setToolTip(words)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason != QSystemTrayIcon.ActivationReason.Context:
            self.open_wanted.emit()

    def _quit(self) -> None:
        self.leave_tray()
        self.close_wanted.emit()
