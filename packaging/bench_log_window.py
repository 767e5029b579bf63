"""What ``bench_log.py`` runs in processes of their own: a window over a log; prints one JSON object."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench_window import ROOT, memory_kib, peak_kib, started, wait
from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from dncdesk.ui.main_window import MainWindow

PLACES = 20
LETTERS = "5501 Mil"
"""A search that finds many rows, then fewer, then none, then begins to be a name."""
KEY_SECONDS = 0.2
"""Between two letters: long enough that each is searched for."""


class Pauses(QObject):
    """Measures the longest time between two turns of the event loop."""

    def __init__(self, parent: QObject) -> None:
        """Begin at once."""
        super().__init__(parent)
        self._last = 0.0
        self._longest = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def begin(self) -> None:
        """Forget what was before."""
        self._last, self._longest = 0.0, 0.0

    def longest(self) -> float:
        """The longest pause since then, in ms."""
        return self._longest * 1000

    def _tick(self) -> None:
        now = time.monotonic()
        if self._last:
            self._longest = max(self._longest, now - self._last)
        self._last = now


def main(home: Path, count: int) -> dict[str, object]:
    """Open the window over the log in `home`, which holds `count` opt-outs; scroll and search in it."""
    from bench_server import BenchServer
    from PySide6.QtWidgets import QTableView

    from dncdesk.app import build

    os.environ["PYTHON_KEYRING_BACKEND"] = "bench_keyring.BenchKeyring"
    server = BenchServer()
    settings = {"version": 1, "servers": [{"name": "Bench", "url": server.address, "user": "6666"}]}
    (home / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    _app, window = build(["--home", str(home)])
    view = window.findChild(QTableView, "logTable")
    if view is None:
        raise RuntimeError("the window has no table")
    pauses = Pauses(window)
    window.first_painted.connect(pauses.begin)
    wait(lambda: started(window) and view.model().rowCount() == count)
    told: dict[str, object] = {"painted": [pauses.longest()]}
    told["scrolled"], told["filled"] = scroll(view, pauses) if count else ([0.0], [0.0])
    told["typed"] = type_search(window, pauses)
    wait(window.idle)
    told |= {"held": memory_kib("VmRSS"), "peak": peak_kib()}
    window.close()
    return told


def scroll(view: QTableView, pauses: Pauses) -> tuple[list[float], list[float]]:
    """Go to places anywhere in the table: the longest pause at each, and how long until its rows are there."""
    chance = random.Random(2)  # noqa: S311
    bar, model = view.verticalScrollBar(), view.model()
    longest, filled = [], []
    for _ in range(PLACES):
        pauses.begin()
        begun = time.monotonic()
        bar.setValue(chance.randrange(bar.maximum()))
        wait(lambda: model.index(view.rowAt(view.height() // 2), 1).data() is not None)
        filled.append((time.monotonic() - begun) * 1000)
        rest(0.1)
        longest.append(pauses.longest())
    return longest, filled


def type_search(window: MainWindow, pauses: Pauses) -> list[float]:
    """Type a search letter by letter: the longest pause."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    field = window.findChild(QLineEdit, "logSearch")
    if field is None:
        raise RuntimeError("the window has no search")
    pauses.begin()
    for letter in LETTERS:
        QTest.keyClicks(field, letter)
        rest(KEY_SECONDS)
    wait(window.idle)
    return [pauses.longest()]


def rest(seconds: float) -> None:
    """Let the window work for so long."""
    until = time.monotonic() + seconds
    wait(lambda: time.monotonic() > until)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
