"""The global shortcut on a real X server: real keys, in another program's window."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dncdesk.desk.near.hotkey import GlobalShortcut
from tests.cli.program import until
from tests.x11_suite.screen import PATIENCE, active_window, xdotool

QUIET_MS = 300
"""Longer than a press needs from one program to the other."""
ANOTHER_PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit
from dncdesk.desk.near.hotkey import GlobalShortcut
app = QApplication([])
app.setApplicationDisplayName("another program")
field = QLineEdit()
field.setWindowTitle("another program")
field.textChanged.connect(lambda text: print(text, flush=True))
field.show()
shortcut = GlobalShortcut()
print(shortcut.set(sys.argv[1]), flush=True)
app.exec()
"""


class Another:
    """Another program: a window with the keyboard, and perhaps a shortcut."""

    def __init__(self, sequence: str = "") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", ANOTHER_PROGRAM, sequence], stdout=subprocess.PIPE, text=True
        )
        assert self.line() == "None"
        self.window = until(self._find, "the other window opens", PATIENCE)
        self.activate()

    def activate(self) -> None:
        xdotool("windowactivate", "--sync", self.window)
        until(lambda: active_window() == self.window, "the other window has the keyboard", PATIENCE)

    def line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _find(self) -> str:
        return xdotool("search", "--onlyvisible", "--name", "another program")


@pytest.fixture
def another(display: None) -> Iterator[Another]:
    program = Another()
    yield program
    program.end()


@pytest.fixture
def shortcut(qtbot: QtBot, display: None) -> Iterator[GlobalShortcut]:
    shortcut = GlobalShortcut()
    yield shortcut
    shortcut.clear()


def press(keys: str) -> None:
    xdotool("key", "--clearmodifiers", keys)


@pytest.mark.parametrize(
    ("sequence", "keys"),
    [
        ("Ctrl+Alt+D", "ctrl+alt+d"),
        ("Meta+F12", "super+F12"),
        ("Ctrl+Shift+Home", "ctrl+shift+Home"),
        ("Ctrl+!", "ctrl+exclam"),
        ("Alt+7", "alt+7"),
    ],
)
def test_a_press_in_another_programs_window_is_heard_once(
    shortcut: GlobalShortcut, another: Another, qtbot: QtBot, sequence: str, keys: str
) -> None:
    assert shortcut.instead is None
    assert shortcut.set(sequence) is None
    assert active_window() == another.window
    heard: list[None] = []
    shortcut.pressed.connect(lambda: heard.append(None))
    press(keys)
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    qtbot.wait(QUIET_MS)
    assert len(heard) == 1


@pytest.mark.parametrize("lock", ["Caps_Lock", "Num_Lock"])
def test_locks_do_not_matter(shortcut: GlobalShortcut, another: Another, qtbot: QtBot, lock: str) -> None:
    assert shortcut.set("Ctrl+Alt+D") is None
    xdotool("key", lock)
    try:
        with qtbot.waitSignal(shortcut.pressed, timeout=5000):
            xdotool("key", "ctrl+alt+d")
    finally:
        xdotool("key", lock)


def test_a_key_that_is_held_down_is_heard_once(shortcut: GlobalShortcut, another: Another, qtbot: QtBot) -> None:
    assert shortcut.set("Ctrl+Alt+D") is None
    heard: list[None] = []
    shortcut.pressed.connect(lambda: heard.append(None))
    xdotool("keydown", "ctrl", "keydown", "alt", "keydown", "d")
    qtbot.wait(1500)  # a key begins to repeat itself after 660 ms
    xdotool("keyup", "d", "keyup", "alt", "keyup", "ctrl")
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    assert len(heard) == 1


def test_the_key_reaches_the_other_program_again_once_it_is_given_back(
    shortcut: GlobalShortcut, another: Another, qtbot: QtBot
) -> None:
    heard: list[None] = []
    shortcut.pressed.connect(lambda: heard.append(None))
    assert shortcut.set("Ctrl+Alt+D") is None
    assert shortcut.set("Ctrl+Alt+E") is None
    press("ctrl+alt+d")
    xdotool("key", "x")
    assert another.line() == "x"
    qtbot.wait(QUIET_MS)
    assert heard == []
    with qtbot.waitSignal(shortcut.pressed, timeout=5000):
        press("ctrl+alt+e")


def test_a_key_that_another_program_holds_is_reported_and_nothing_is_kept(
    shortcut: GlobalShortcut, qtbot: QtBot
) -> None:
    other = Another("Ctrl+Alt+D")
    try:
        said = shortcut.set("Ctrl+Alt+D")
        assert str(said) == "Another program holds Ctrl+Alt+D. Take another."
        assert shortcut.set("Ctrl+Alt+E") is None
    finally:
        other.end()
    qtbot.waitUntil(lambda: shortcut.set("Ctrl+Alt+D") is None, timeout=5000)


def test_the_window_comes_up_with_the_keyboard(shortcut: GlobalShortcut, another: Another, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    qtbot.waitUntil(lambda: active_window() == str(int(field.winId())), timeout=5000)
    another.activate()
    shortcut.pressed.connect(field.raise_)
    shortcut.pressed.connect(field.activateWindow)
    assert shortcut.set("Ctrl+Alt+D") is None
    press("ctrl+alt+d")
    qtbot.waitUntil(lambda: active_window() == str(int(field.winId())), timeout=5000)
    xdotool("key", "7")
    qtbot.waitUntil(lambda: field.text() == "7", timeout=5000)
    assert QApplication.focusWidget() is field
