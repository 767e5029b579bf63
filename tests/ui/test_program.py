"""The program as a process of its own: what it does where nothing can be written, and how it ends."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dncdesk import app
from dncdesk.desk import garbage
from dncdesk.desk.instance import Instance

# Closes its window as soon as it sees what is asked for; "painted" is as early as can be.
_PROGRAM = """
import gc, sys
from dncdesk import app
app_, parts = app._build(sys.argv[2:])
class Closer(app.QObject):
    def close(self):
        parts.window.close()
closer = Closer()
when = {"painted": parts.window.first_painted, "ready": parts.desk.ready, "failed": parts.desk.log_problem_changed}
when[sys.argv[1]].connect(closer.close)
parts.window.show()
sys.exit(app_.exec())
"""


def run(home: Path, when: str) -> tuple[int, str, float]:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", HOME=str(home))
    begun = time.monotonic()
    words = [sys.executable, "-c", _PROGRAM, when, "--practice", "--home", str(home)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=30, check=False, env=environment)
    return done.returncode, done.stderr.replace("This plugin does not support raise()\n", ""), time.monotonic() - begun


# Something is pending and there is a tray: the window is closed, and what follows is as `sys.argv[1]` says.
_LEAVING = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox, QSystemTrayIcon
from dncdesk import app
from dncdesk.ui import tray
class Tray(QSystemTrayIcon):
    @staticmethod
    def isSystemTrayAvailable():
        return True
tray.QSystemTrayIcon = Tray
app_, parts = app._build(sys.argv[2:])
class Person(app.QObject):
    def close(self):
        parts.desk.logbook.pending_count = 2
        if sys.argv[1] == "session":
            parts._on_session_end(None)
        parts.window.close()
        if sys.argv[1] != "session":
            assert parts.window.isVisible()
            stays = sys.argv[1] == "stay"
            self.answer(QMessageBox.ButtonRole.AcceptRole if stays else QMessageBox.ButtonRole.DestructiveRole)
        if sys.argv[1] == "stay":
            QTimer.singleShot(500, self.quit)
    def answer(self, role):  # by role: the program speaks the language of this computer
        question = parts.window.findChild(QMessageBox)
        next(b for b in question.buttons() if question.buttonRole(b) == role).click()
    def quit(self):
        assert not parts.window.isVisible()
        print("still there", flush=True)
        *_, quit = parts.window._presence.tray._menu.actions()
        quit.trigger()
person = Person()
parts.desk.ready.connect(person.close)
parts.window.show()
sys.exit(app_.exec())
"""


@pytest.mark.parametrize(("what", "said"), [("close", ""), ("stay", "still there\n"), ("session", "")])
def test_leaving_with_a_tray_ends_when_it_should_and_not_before(tmp_path: Path, what: str, said: str) -> None:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", HOME=str(tmp_path))
    words = [sys.executable, "-c", _LEAVING, what, "--practice", "--home", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=30, check=False, env=environment)
    assert (done.returncode, done.stdout) == (0, said), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("when", ["painted", "ready"])
def test_closing_at_any_moment_of_the_start_ends_well(tmp_path: Path, when: str) -> None:
    code, err, _ = run(tmp_path, when)
    assert (code, err) == (0, "")


def test_a_home_that_is_a_file_opens_a_window_that_says_so(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("not a folder")
    code, err, _ = run(home, "failed")
    assert (code, err) == (0, "")


def test_where_no_lock_can_be_made_it_is_the_first_and_locks_later(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("not a folder")
    instance = Instance(home)
    assert instance.first
    home.unlink()
    home.mkdir()
    instance.hold()
    other = QLockFile(str(home / "window.lock"))
    assert not other.tryLock(0)
    assert not Instance(home).first
    instance.close()


class Cycle:
    """Garbage that only a collection finds; it tells on which thread."""

    found_on: ClassVar[list[threading.Thread]] = []

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.found_on.append(threading.current_thread())


def test_garbage_is_collected_once_it_has_started_and_in_the_main_thread_alone(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "_LOOK_MS", 20)
    application, window = app.build(["--practice", "--home", str(tmp_path)])
    *_, parts = (child for child in application.children() if isinstance(child, app._Parts))
    try:
        with qtbot.waitSignal(parts.desk.ready, timeout=15_000):
            pass
        Cycle.found_on.clear()
        thread = threading.Thread(target=lambda: [Cycle() for _ in range(2_000)])
        thread.start()
        thread.join()
        assert Cycle.found_on == []
        qtbot.waitUntil(lambda: len(Cycle.found_on) == 2_000, timeout=5_000)
        assert set(Cycle.found_on) == {threading.main_thread()}
    finally:
        gc.unfreeze()
    title = window.findChild(QLabel, "resultTitle")
    assert title is not None
    qtbot.waitUntil(window.idle, timeout=10_000)
    window.close()
    parts._on_quit()
    application.aboutToQuit.disconnect(parts._on_quit)
