"""Where the window is while it works: on top, in the tray, or gone; and the question before it goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk
    from dncdesk.ui.leaving import Leaving
    from dncdesk.ui.tray import Tray


class Presence(QObject):
    """Keeps a window on top and in the tray as the settings say, and lets it go when nothing is in the way."""

    wanted = Signal()
    """The window is wanted back."""

    def __init__(self, desk: Desk, window: QWidget, asks_first: Callable[[], bool]) -> None:
        """For `window`, which stays while `asks_first` says that somebody is being asked about what would be lost."""
        super().__init__(window)
        self._asks_first = asks_first
        self._desk = desk
        self._window = window
        self._leaves = False
        self._leaving: Leaving | None = None
        self.tray: Tray | None = None
        """The icon, once there was need of one."""

    def follow_settings(self) -> None:
        """Do as the settings in force say."""
        settings = self._desk.settings.window
        self._stay_on_top(settings.on_top)
        if settings.tray and self._tray_icon().there():
            self._tray_icon().show()
        elif self.tray is not None and self._window.isVisible():
            self.tray.hide()

    def come_back(self) -> None:
        """The window is shown again."""
        if self._leaving is not None:
            self._leaving.leave_tray()

    def leave(self) -> None:
        """From now on let it go without asking: the session ends."""
        self._leaves = True

    def may_close(self) -> bool:
        """Whether it may close; while something is pending, and where there is a tray to stay in, it asks first."""
        if self._leaves:
            return True
        if self._asks_first():
            return False
        if not self._desk.pending_count or not self._window.isVisible():
            return True
        if self._leaving is None:
            from dncdesk.ui.leaving import Leaving

            self._leaving = Leaving(self._desk, self._window, self._tray_icon())
            self._leaving.close_wanted.connect(self._close_at_once)
        return not self._leaving.asks()

    def _tray_icon(self) -> Tray:
        if self.tray is None:
            from dncdesk.ui.tray import Tray

            self.tray = Tray(self._desk, self._window)
            self.tray.open_wanted.connect(self.wanted)
            self.tray.quit_wanted.connect(self._quit)
        return self.tray

    def _quit(self) -> None:
        if not self._asks_first():
            self._close_at_once()

    def _close_at_once(self) -> None:
        self._leaves = True
        self.come_back()
        if self.tray is not None:
            self.tray.hide()
        self._window.close()
        # The window may have been hidden already: then its closing is not the end of the program.
        QApplication.quit()

    def _stay_on_top(self, wanted: bool) -> None:
        flag = Qt.WindowType.WindowStaysOnTopHint
        if bool(self._window.windowFlags() & flag) != wanted:
            shown = self._window.isVisible()
            # Changing a window's flags hides it.
            self._window.setWindowFlag(flag, wanted)
            self._window.setVisible(shown)
