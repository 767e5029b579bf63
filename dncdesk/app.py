"""The window, put together: each part is built once here and handed in."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from dncdesk import __version__
from dncdesk.core.paths import Paths, paths
from dncdesk.core.sentences import say
from dncdesk.core.window_settings import WindowSettings
from dncdesk.desk.another import start_another
from dncdesk.desk.instance import Instance
from dncdesk.desk.language import Language

if TYPE_CHECKING:
    from logging import Handler

    from PySide6.QtGui import QSessionManager

    from dncdesk.blocking.workplace import Workplace
    from dncdesk.desk.crash import CrashHook
    from dncdesk.desk.garbage import Garbage
    from dncdesk.desk.near.hotkey import GlobalShortcut
    from dncdesk.desk.updates import UpdateWatch
    from dncdesk.ui.main_window import MainWindow
    from dncdesk.ui.near_page import Computer

_SWITCH_SECONDS = 0.001
"""How long a thread may keep Python to itself: with the usual 5 ms, those that work off a list hold up every key."""


class _Parts(QObject):
    """Keeps what the window needs alive and connects it."""

    def __init__(self, options: argparse.Namespace, instance: Instance, app: QApplication) -> None:
        # Not at the top: a second start, which only hands its number over, needs neither.
        from dncdesk.desk.desk import Desk
        from dncdesk.ui.main_window import MainWindow

        super().__init__(app)
        self._practice: bool = options.practice
        self._number: str = options.number or ""
        self._home_option: list[str] = ["--home", str(options.home)] if options.home else []
        self._where = paths(options.home)
        self.instance = instance
        self.instance.setParent(self)
        self.crash: CrashHook | None = None
        self._updates: UpdateWatch | None = None
        self._garbage: Garbage | None = None
        self._diagnostics: Handler | None = None
        self.desk = Desk(self._open, practice=self._practice)
        self._language = Language(app)
        self._wanted = WindowSettings.peek(self._where.settings).language
        self._language.speak(self._wanted)
        self._shortcut: GlobalShortcut | None = None
        self.window = self._connected(MainWindow(self.desk, self._computer))
        self.instance.called.connect(self._on_called)
        self.desk.settings_changed.connect(self._on_settings)
        if sys.platform == "darwin":
            from dncdesk.desk.near.links import OpenedLinks

            self._links = OpenedLinks(self)
            self._links.opened.connect(self._on_called)
            app.installEventFilter(self._links)
        self.window.first_painted.connect(self._on_painted)
        self.desk.ready.connect(self.instance.hold)
        self.desk.ready.connect(self._on_started)
        self.desk.log_problem_changed.connect(self._on_started)
        app.aboutToQuit.connect(self._on_quit)
        app.commitDataRequest.connect(self._on_session_end)

    def _open(self) -> Workplace:
        from dncdesk.blocking.workplace import Workplace
        from dncdesk.core.diagnostics import to_file

        if self._diagnostics is None:  # the log may take several tries, the diagnostics as well
            self._diagnostics = to_file(self._files().diagnostics, self._redactor)
        return Workplace(self._where, self._redactor, practice=self._practice)

    def _files(self) -> Paths:
        return paths(self._where.practice) if self._practice else self._where

    def _on_painted(self) -> None:
        # Loaded here, because nothing of it is seen in the first picture.
        from dncdesk.core.redaction import Redactor
        from dncdesk.desk.crash import CrashHook

        self._redactor = Redactor()
        self.crash = CrashHook(self._redactor, self)
        self.crash.crashed.connect(self._on_crash)
        self.crash.install()
        self.instance.listen()
        if self._number:
            self.window.put_number(self._number)
        self.desk.start()
        if not self._practice:
            from dncdesk.desk.updates import UpdateWatch

            self._updates = UpdateWatch(self._update_address, __version__, self)
            self._updates.published.connect(self._on_published)
            self.desk.ready.connect(self._updates.begin)

    def _update_address(self) -> str:
        from dncdesk.core.resources import build

        address = self.desk.settings.update_address
        return build().update_address if address is None else address

    def _on_called(self, number: str) -> None:
        self.window.put_number(number)

    def _on_settings(self) -> None:
        window = self.desk.settings.window
        if self._shortcut is None and window.shortcut:
            self._computer()

    def _connected(self, window: MainWindow) -> MainWindow:
        window.practice_wanted.connect(self._on_practice)
        window.settings_closed.connect(self._on_settings_closed)
        return window

    def _on_settings_closed(self) -> None:
        """Speak the language that was chosen: in a window of its own, unless somebody is in the middle of something."""
        from dncdesk.ui.main_window import MainWindow

        wanted = self.desk.settings.window.language
        if wanted == self._wanted or not self.window.empty_handed():
            return
        self._wanted = wanted
        self._language.speak(wanted)
        former, self.window = self.window, self._connected(MainWindow(self.desk, self._computer))
        self.window.take_place_of(former)
        former.deleteLater()

    def _on_published(self, version: str, page: str) -> None:
        self.window.tell_update(version, page)

    def _computer(self) -> Computer:
        """What this computer keeps for the program, asked for when a person wants to see or to change it."""
        from dncdesk.desk.near.autostart import start_at_login
        from dncdesk.desk.near.hotkey import GlobalShortcut
        from dncdesk.desk.near.links import Scheme, links
        from dncdesk.desk.near.program import start_command
        from dncdesk.ui.near_page import Computer

        if self._shortcut is None:
            self._shortcut = GlobalShortcut(self)
            self._shortcut.pressed.connect(self._on_shortcut)
            problem = self._shortcut.set(self.desk.settings.window.shortcut)
            if problem is not None:
                self.desk.notice.emit(problem)
        command = start_command()
        return Computer(
            login=start_at_login(command),
            dnc_links=links(Scheme.DNC, command),
            tel_links=links(Scheme.TEL, command),
            shortcut=self._shortcut,
            tray=QSystemTrayIcon.isSystemTrayAvailable(),
        )

    def _on_shortcut(self) -> None:
        self.window.put_number("")

    def _on_crash(self, report: str) -> None:
        from dncdesk.ui.crash_dialog import show_crash

        show_crash(self.window, report)

    def _on_started(self) -> None:
        if self._garbage is None and not gc.isenabled():
            from dncdesk.desk.garbage import Garbage

            self._garbage = Garbage(self)

    def end_on_signals(self) -> None:
        """End when the system asks for it. For a program of its own alone: signals belong to all of a process."""
        from dncdesk.desk.ending import Ending

        Ending(self).asked.connect(self._on_end_asked)

    def _on_end_asked(self) -> None:
        self.window.leave()
        QApplication.exit()

    def _on_practice(self) -> None:
        # A program of its own: practice leaves no trace outside its folder, and the real desk goes on delivering.
        if not start_another(*self._home_option, *([] if self._practice else ["--practice"])):
            self.desk.notice.emit(say("Another window could not be opened."))
        elif self._practice:
            self.window.leave()
            self.window.close()

    def _on_session_end(self, _manager: QSessionManager) -> None:
        self.window.leave()

    def _on_quit(self) -> None:
        self.desk.close()
        if self._updates is not None:
            self._updates.close()
        self.instance.close()
        if self.crash is not None:
            self.crash.uninstall()


def build(argv: list[str]) -> tuple[QApplication, MainWindow]:
    """The application and its window, shown, without the event loop running.

    `argv` is as on the command line, without the program's name.
    """
    app, parts = _build(argv)
    parts.window.show()
    return app, parts.window


def main(argv: list[str]) -> int:
    """Open the window, or raise the one that is open; returns the exit code."""
    options = _options(argv)
    instance = Instance(_home(options))
    if not instance.first:
        # Before anything of a window is made: somebody has clicked on a link and waits for the number.
        _caller = QCoreApplication([sys.argv[0]])
        return 0 if instance.hand_over(options.number or "") else 1
    app, parts = _build(argv, instance)
    parts.end_on_signals()
    parts.window.show()
    return app.exec()


def _home(options: argparse.Namespace) -> Path:
    where = paths(options.home)
    return (paths(where.practice) if options.practice else where).log.parent


def _build(argv: list[str], instance: Instance | None = None) -> tuple[QApplication, _Parts]:
    options = _options(argv)
    sys.setswitchinterval(_SWITCH_SECONDS)
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0]])
    app.setApplicationName("dncdesk")
    app.setApplicationDisplayName("dncdesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("dncdesk")
    return app, _Parts(options, instance or Instance(_home(options)), app)


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dncdesk", add_help=False)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--practice", action="store_true")
    parser.add_argument("number", nargs="?")
    return parser.parse_args(argv)
