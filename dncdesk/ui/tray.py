"""The icon in the system tray: what is pending in its words, and the way back to the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from dncdesk.ui.theme import window_icon

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk


class Tray(QObject):
    """An icon that is there while `show` holds."""

    open_wanted = Signal()
    """Show the window."""
    quit_wanted = Signal()
    """End the program."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        """For `window`, which owns the icon's menu."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        desk.pending_changed.connect(self._show_count)

    @staticmethod
    def there() -> bool:
        """Whether this desktop has a tray."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Show the icon."""
        if self._icon is not None:
            return
        if self._menu is None:
            self._menu = QMenu(self._window)
            self._menu.addAction(self.tr("&Open")).triggered.connect(self.open_wanted)
            self._menu.addAction(self.tr("&Quit")).triggered.connect(self.quit_wanted)
        self._icon = QSystemTrayIcon(window_icon(), self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._show_count()
        self._icon.show()

    def hide(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

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
