"""The window as a person meets it: keys go in, a picture comes out. Nothing of the program is reached inside."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self

from dncdesk.ui.confirm_strip import TOO_QUICK
from tests.cli.program import Desk, Said, until

PATIENCE = 20.0
KEY_PAUSE_MS = 8
A_CARD = 10_000
"""Pixels: a good part of the result's card, and more than any text or button."""
A_BUTTON = 5_000
"""Pixels: about half of the strong button."""
A_ROW = 3_000
"""Pixels: about half of a marked row."""
THE_ROW = (0x30, 0x8C, 0xC6)
"""The ground of a marked row, in the style and palette of a display without a desktop."""
COPIES = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
app.clipboard().setText(sys.argv[1])
print("copied", flush=True)
app.exec()
"""
Picture = Counter[tuple[int, int, int]]
"""How many pixels there are of each colour."""


def xdotool(*words: str) -> str:
    """Let xdotool do one thing; returns what it prints, nothing if it did not work."""
    done = subprocess.run(["xdotool", *words], capture_output=True, text=True, timeout=PATIENCE, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def active_window() -> str:
    """The window that the keyboard belongs to, once window manager and X server agree."""
    active = xdotool("getactivewindow")
    return active if active == xdotool("getwindowfocus") else ""


class Window:
    """One start of the program that opens a window."""

    def __init__(self, desk: Desk, *words: str) -> None:
        """Start it, and wait until its window is there and has the keyboard."""
        self._process = desk.start(*words)
        self._said: Said | None = None
        try:
            self.id = until(self._find, "the window opens", PATIENCE)
            self._front = self.id
            until(lambda: active_window() == self.id, "the window has the keyboard", PATIENCE)
        except BaseException:
            self.kill()
            raise

    def _find(self) -> str:
        assert self._process.poll() is None, self._process.communicate()
        found = xdotool("search", "--all", "--onlyvisible", "--pid", str(self._process.pid), "--name", "dncdesk")
        return found.splitlines()[-1] if found else ""

    def type(self, text: str) -> None:
        """Type as on a keyboard, into whatever has it."""
        assert active_window() == self._front
        xdotool("type", "--delay", str(KEY_PAUSE_MS), text)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, by their X names."""
        assert active_window() == self._front
        xdotool("key", "--delay", str(KEY_PAUSE_MS), *keys)

    def wait_for_dialog(self, title: str) -> None:
        """Until a dialog of this title has the keyboard; from then on keys are for it."""

        def front() -> str:
            active = active_window()
            return active if active != self.id and xdotool("getwindowname", active).startswith(title) else ""

        self._front = until(front, f"{title} has the keyboard", PATIENCE)

    def wait_for_return(self) -> None:
        """Until the window itself has the keyboard again."""
        until(lambda: active_window() == self.id, "the window has the keyboard again", PATIENCE)
        self._front = self.id

    def picture(self) -> Picture:
        """What the window shows; while a dialog has the keyboard, what that shows."""
        grabbed = subprocess.run(
            ["import", "-silent", "-window", self._front, "-depth", "8", "rgb:-"],
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        ).stdout
        pixels = iter(grabbed)
        return Counter(zip(pixels, pixels, pixels, strict=True))

    def wait_for_title(self, words: str) -> None:
        """Until the window's title begins with `words`."""
        until(lambda: xdotool("getwindowname", self.id).startswith(words), f"the window says {words}", PATIENCE)

    def wait_for_change(self, before: Picture, least: int, what: str) -> None:
        """Until a colour that was rare covers at least `least` pixels more than `before`."""
        until(lambda: max((self.picture() - before).values(), default=0) >= least, what, PATIENCE)

    def wait_for_row(self) -> None:
        """Until a row of a list or table is marked as the one that the keyboard is at."""
        until(lambda: self.picture()[THE_ROW] >= A_ROW, "a row is marked", PATIENCE)

    def choose_everywhere(self) -> None:
        """Switch on "Block everywhere" by its letter, and go back to the number.

        Qt takes a tenth of a second over a letter's click, so wait until the strong button has its colour.
        """
        before = self.picture()
        self.press("alt+e")
        self.wait_for_change(before, A_BUTTON, "the button says that it blocks everywhere")
        self.press("alt+n")

    def block_everywhere(self, key: str = "Return") -> None:
        """Press Enter, read what is asked, and confirm it."""
        before = self.picture()
        self.press(key)
        self.wait_for_change(before, A_CARD, "it is asked first, on a ground of its own colour")
        time.sleep(TOO_QUICK)  # counted from before the question was painted: an answer sooner than that is none
        self.press("Return")

    def close(self) -> tuple[int, float]:
        """Close the window as the window manager does; the exit code, and the seconds it took to end."""
        assert active_window() == self.id
        begun = time.monotonic()
        xdotool("key", "alt+F4")
        said = self._end()
        return said.code, time.monotonic() - begun

    def errors(self) -> str:
        """What an ended program has said on standard error."""
        assert self._said is not None
        return self._said.err

    def kill(self) -> None:
        """End it, whatever it does."""
        if self._said is None:
            self._process.kill()
            self._end()

    def _end(self) -> Said:
        out, err = self._process.communicate(timeout=PATIENCE)
        self._said = Said(self._process.returncode, out, err)
        return self._said

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()


def on_screen(desk: Desk) -> Desk:
    """`desk` with this run's display before it."""
    desk.environment |= {name: os.environ[name] for name in ("DISPLAY", "XDG_RUNTIME_DIR")}
    desk.environment["QT_QPA_PLATFORM"] = "xcb"
    return desk


@contextmanager
def another_program() -> Iterator[Callable[[str], None]]:
    """Something that puts a text on the clipboard and keeps it there, as a program that nobody looks at."""
    held: list[subprocess.Popen[str]] = []

    def copy(text: str) -> None:
        held.append(subprocess.Popen([sys.executable, "-c", COPIES, text], stdout=subprocess.PIPE, text=True))
        out = held[-1].stdout
        assert out is not None
        assert out.readline() == "copied\n"

    try:
        yield copy
    finally:
        for process in held:
            process.kill()
            process.communicate()
