"""Into practice and back: another start of the program, which leaves this one's work alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

# The window is ready; practice is chosen in its menu. What would be started is printed instead.
_PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from dncdesk import app
def start(*words):
    print(*words, flush=True)
    return True
app.start_another = start
app_, parts = app._build(sys.argv[1:])
class Person(app.QObject):
    def choose(self):
        parts.window.findChild(QAction, "practiceAction").trigger()
        QTimer.singleShot(200, self.look)
    def look(self):
        print("still there" if parts.window.isVisible() else "closed", flush=True)
        parts.window.leave()
        parts.window.close()
        app_.quit()
person = Person()
parts.desk.ready.connect(person.choose)
parts.window.show()
sys.exit(app_.exec())
"""


def said(home: Path, *words: str) -> list[str]:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", HOME=str(home))
    command = [sys.executable, "-c", _PROGRAM, "--home", str(home), *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_practice_opens_a_window_of_its_own_and_this_one_stays(tmp_path: Path) -> None:
    assert said(tmp_path) == [f"--home {tmp_path} --practice", "still there"]


def test_leaving_practice_opens_the_real_window_and_closes_this_one(tmp_path: Path) -> None:
    started, *then = said(tmp_path, "--practice")
    assert started == f"--home {tmp_path}"
    assert then in (["closed"], [])  # nothing, where the program was gone before it could say so


def test_another_start_is_this_very_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtCore import QProcess

    from dncdesk.desk import another

    started: list[tuple[str, list[str]]] = []

    def take(program: str, arguments: list[str]) -> tuple[bool, int]:
        started.append((program, arguments))
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", take)
    assert another.start_another("--practice")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert another.start_another("--home", "x")
    assert started == [
        (sys.executable, ["-m", "dncdesk", "--practice"]),
        (sys.executable, ["--home", "x"]),
    ]
