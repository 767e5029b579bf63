"""Leads in and along: the first run in the place of the form, and the help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk
    from dncdesk.ui.first_run import FirstRun
    from dncdesk.ui.help_window import HelpWindow


class Guide(QObject):
    """Keeps what is typed in the first run until it is finished, however often it is left."""

    shown_changed = Signal(bool)
    """The first run has taken the form's place, or has given it back."""
    stepped = Signal(str)
    """Which step of the first run is shown, in words."""
    practice_wanted = Signal()
    """Somebody wants to practise before there is a server."""

    def __init__(self, desk: Desk, window: QWidget, everyday: Sequence[QWidget]) -> None:
        """For `window`, whose `everyday` widgets make room for the first run."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._everyday = everyday
        self._first_run: FirstRun | None = None
        self._help: HelpWindow | None = None

    @property
    def needed(self) -> bool:
        """Whether there is no server yet, or one that the organisation has prepared without an account."""
        if not self._desk.is_ready or self._desk.practice:
            return False
        server = self._desk.settings.find()
        if server is None:
            return "servers" not in self._desk.settings.locked
        return bool(server.url) and not server.user

    @property
    def wants_password(self) -> bool:
        """Whether only a password can be missing, and the settings, which are the organisation's, take none."""
        return self._desk.is_ready and not self._desk.practice and "servers" in self._desk.settings.locked

    @property
    def shown(self) -> bool:
        """Whether the first run stands in the form's place."""
        return self._first_run is not None and self._first_run.isVisibleTo(self._window)

    def open(self) -> None:
        """Show the first run, as it was left."""
        if self._first_run is None:
            from dncdesk.ui.first_run import FirstRun

            self._first_run = FirstRun(self._desk)
            self._first_run.finished.connect(self._on_finished)
            self._first_run.left.connect(self._hide)
            self._first_run.stepped.connect(self.stepped)
            self._first_run.practice_wanted.connect(self.practice_wanted)
            around = self._everyday[0].parentWidget()
            layout = around.layout() if around is not None else None
            if isinstance(layout, QVBoxLayout):
                layout.insertWidget(0, self._first_run, 1)
        for widget in self._everyday:
            widget.hide()
        self._first_run.show()
        self._first_run.begin()
        self.shown_changed.emit(True)

    def leave(self) -> None:
        """Escape was pressed where nobody took it."""
        if self._first_run is not None:
            self._first_run.leave()

    def say(self, words: str) -> None:
        """Say `words` in the first run, if it is shown."""
        if self._first_run is not None:
            self._first_run.say(words)

    def open_help(self, page: str = "") -> None:
        """Show the help; `page` names one of its pages, else the one that was open last."""
        from dncdesk.ui.help_window import HelpWindow

        if self._help is None:
            self._help = HelpWindow(self._window, language=QLocale().name())
        self._help.open_at(page)
        if QApplication.activeModalWidget() is None:
            self._help.activateWindow()

    def _on_finished(self) -> None:
        first_run, self._first_run = self._first_run, None
        if first_run is not None:
            first_run.hide()
            first_run.deleteLater()
        self._give_back()

    def _hide(self) -> None:
        if self._first_run is not None:
            self._first_run.hide()
        self._give_back()

    def _give_back(self) -> None:
        for widget in self._everyday:
            widget.show()
        self.shown_changed.emit(False)
