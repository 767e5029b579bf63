"""What the menu opens: one dialog at a time, each loaded when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QApplication, QWidget

from dncdesk import __version__

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk
    from dncdesk.ui.footer import Footer
    from dncdesk.ui.log_panel import LogPanel
    from dncdesk.ui.menu import MainMenu
    from dncdesk.ui.near_page import Computer


class Openers(QObject):
    """Opens the settings, exports, imports, and what is said of the program itself."""

    settings_closed = Signal()
    """The settings are shut again, with or without a change."""

    def __init__(self, desk: Desk, log: LogPanel, window: QWidget, computer: Callable[[], Computer] | None) -> None:
        """For `window`; `computer` tells what this computer keeps for the program."""
        super().__init__(window)
        self._desk = desk
        self._log = log
        self._window = window
        self._computer = computer
        self._update_page = ""
        self.settings_wanted = False
        """Whether the settings were wanted before they had been read."""

    def follow(self, menu: MainMenu, footer: Footer) -> None:
        """Open what is asked for there."""
        self._footer = footer
        menu.settings_wanted.connect(self.open_settings)
        menu.export_wanted.connect(self._open_export)
        menu.import_wanted.connect(self._open_import)
        menu.about_wanted.connect(self._show_about)
        footer.update_wanted.connect(self._show_update)

    def tell_update(self, version: str, page: str) -> None:
        """Say that `version` is published at `page`. Nothing is installed."""
        self._update_page = page
        self._footer.show_update(version)

    def open_settings(self, server: str = "") -> None:
        """Open the settings, with those of `server` shown first; without it, of the one in use."""
        from dncdesk.ui.settings_dialog import SettingsDialog

        # Before the settings are read, the dialog would show none, and saving them would lose the real ones.
        self.settings_wanted = not self._desk.is_ready
        if self._free():
            computer = self._computer() if self._computer is not None else None
            dialog = SettingsDialog(self._desk, self._window, computer=computer, server=server)
            dialog.finished.connect(self.settings_closed)
            dialog.open()

    def _open_export(self) -> None:
        from dncdesk.ui.export_dialog import ExportDialog

        if self._free():
            ExportDialog(self._desk.files, self._log.query(), self._window).open()

    def _open_import(self) -> None:
        from dncdesk.ui.import_dialog import ImportDialog

        if self._free():
            ImportDialog(self._desk.files, self._window).open()

    def _show_about(self) -> None:
        from dncdesk.ui.about import AboutBox

        AboutBox(__version__, self._window).open()

    def _show_update(self) -> None:
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl(self._update_page))

    def _free(self) -> bool:
        return self._desk.is_ready and QApplication.activeModalWidget() is None
