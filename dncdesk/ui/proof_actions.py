"""The menu's entries about the log as proof, and the standing remark about the seat's copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from dncdesk.ui.footer import Footer
from dncdesk.ui.menu import MainMenu
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk


class ProofActions(QObject):
    """Opens the dialogs, each when it is asked for."""

    log_shortened = Signal()
    """Old records are gone: what is shown of the log is to be read again."""

    def __init__(self, desk: Desk, menu: MainMenu, footer: Footer, window: QWidget) -> None:
        """Serve the `menu` of `window`; remarks stand in the `footer`."""
        super().__init__(window)
        self._desk = desk
        self._menu = menu
        self._footer = footer
        self._window = window
        self._remarked = False
        menu.verify_wanted.connect(self._verify)
        menu.retention_wanted.connect(self._retire)
        desk.settings_changed.connect(self._on_settings)
        desk.proofs.copies_changed.connect(self._on_copies)

    def _verify(self) -> None:
        from dncdesk.ui.verify_dialog import VerifyDialog

        if self._desk.is_ready and self._window.findChild(VerifyDialog, "verifyDialog") is None:
            # Beside the window, which can be used meanwhile.
            VerifyDialog(self._desk.proofs, self._window).show()

    def _retire(self) -> None:
        from dncdesk.ui.retention_dialog import RetentionDialog

        years = self._desk.settings.retention_years
        if self._desk.is_ready and years is not None and QApplication.activeModalWidget() is None:
            dialog = RetentionDialog(self._desk.proofs, years, self._window)
            dialog.done_with.connect(self.log_shortened)
            dialog.open()

    def _on_settings(self) -> None:
        self._menu.offer_retention(self._desk.settings.retention_years is not None)

    def _on_copies(self) -> None:
        problem = self._desk.proofs.copies_problem
        if problem is not None:
            self._footer.show_note(text(problem))
        elif self._remarked:
            self._footer.show_note("")
        self._remarked = problem is not None
