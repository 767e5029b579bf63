"""One block in the real window, on the practice dialler, without a hand or a screen.

It opens the window as the program does, types a number into it, waits for the result, and prints what the log
can show for it. ``--picture FILE`` saves the picture there, as for the README.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

ROOT = Path(__file__).resolve().parent.parent
NUMBER = "+1 (727) 555-0101"
PATIENCE = 30.0
"""Seconds that the window may take for each step."""

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from dncdesk.core.outcome import Result
    from dncdesk.ui.main_window import MainWindow

_Widget = TypeVar("_Widget", bound="QWidget")


class DemoError(Exception):
    """The demonstration came to no good end; the text says why."""


def main(arguments: list[str]) -> int:
    """Show one block; returns 0 if the number is on its list, else 1."""
    parser = argparse.ArgumentParser(description="One block in the window, on the practice dialler.")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="save the window's picture there")
    options = parser.parse_args(arguments)
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    picture = options.picture or Path(tempfile.mkdtemp(prefix="dncdesk-demo-")) / "window.png"
    with tempfile.TemporaryDirectory(prefix="dncdesk-demo-", ignore_cleanup_errors=True) as home:
        try:
            block_in_window(Path(home), picture)
            result = print_receipt(Path(home) / "practice" / "log.sqlite3")
        except DemoError as error:
            print(error, file=sys.stderr)
            return 1
    print(f"Picture:    {picture}")
    if result.outcome not in {"blocked", "listed"}:
        print(f"The number was to be blocked, and the outcome is {result.outcome}.", file=sys.stderr)
        return 1
    return 0


def block_in_window(home: Path, picture: Path) -> None:
    """Type the number into the window, press Enter, wait for the result and save the picture.

    Raises:
        DemoError: the window did not get there.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton

    from dncdesk.app import build

    _app, window = build(["--practice", "--home", str(home)])
    try:
        campaigns = part(window, QComboBox, "campaignBox")
        wait(lambda: campaigns.count() > 0, "the dialler's campaigns")
        QTest.keyClick(part(window, QCheckBox, "everywhereToggle"), Qt.Key.Key_Space)
        number = part(window, QLineEdit, "numberField")
        QTest.keyClicks(number, NUMBER)
        QTest.keyClick(number, Qt.Key.Key_Return)
        wait(part(window, QPushButton, "confirmButton").isEnabled, "the question before everywhere")
        QTest.keyClick(number, Qt.Key.Key_Return)
        wait(window.idle, "the result")
        if not window.grab().save(str(picture)):
            raise DemoError(f"The picture could not be saved as {picture}.")
    finally:
        window.close()


def part(window: MainWindow, kind: type[_Widget], name: str) -> _Widget:
    """A part of the window by its name.

    Raises:
        DemoError: there is none.
    """
    found = window.findChild(kind, name)
    if found is None:
        raise DemoError(f"The window has no {name}.")
    return found


def wait(look: Callable[[], bool], what: str) -> None:
    """Let the window work until `look` is true.

    Raises:
        DemoError: it took too long.
    """
    from PySide6.QtCore import QEventLoop, QTimer

    # An event loop of its own, and not QTest.qWait: that one holds Python's lock, and no other thread gets on.
    loop = QEventLoop()
    poll = QTimer()
    deadline = time.monotonic() + PATIENCE
    poll.timeout.connect(lambda: loop.quit() if look() or time.monotonic() > deadline else None)
    poll.start(5)
    loop.exec()
    poll.stop()
    if not look():
        raise DemoError(f"The window did not show {what} within {PATIENCE:.0f} seconds.")


def print_receipt(log: Path) -> Result:
    """Print what the log can show for the one request in it, and give its result.

    Raises:
        DemoError: there is none.
    """
    from dncdesk.record.reader import Reader

    with closing(Reader.open(log)) as reader:
        entries = reader.entries()
        if len(entries) != 1:
            raise DemoError(f"The log was to hold one request, and holds {len(entries)}.")
        entry = entries[0]
        source = reader.request(entry.opt_out_id).source_id
    result = entry.result
    read_back = f"{result.confirmed_at:%Y-%m-%d %H:%M:%S %z}" if result.confirmed_at else "not read back"
    print(f"Outcome:    {result.outcome}")
    print(f"Number:     {entry.shown}, sent as {', '.join(result.numbers_sent)}")
    print(f"Where:      {entry.scope}")
    print(f"Why:        {result.why}")
    print(f"Read back:  {read_back}")
    print(f"Source id:  {source}")
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
