"""What ``bench.py`` runs in processes of their own: ``blank``, ``start`` or ``use``; each prints one JSON object."""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from dncdesk.ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 30.0
HANG_SECONDS = 1.0
FIRST_NUMBER = 7275551000


def peak_kib() -> int:
    """The most memory that this process has held, in KiB; 0 where the system does not tell."""
    return memory_kib("VmHWM")


def memory_kib(which: str) -> int:
    """A line of Linux's account of this process's memory, in KiB; 0 where there is none."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(rf"{which}:\s+(\d+)", status)
    return int(found[1]) if found else 0


def blank() -> dict[str, object]:
    """A window with nothing in it: what Python and Qt cost by themselves."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    told: dict[str, object] = {}

    class Blank(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
            super().paintEvent(event)
            if not told:
                told["painted"] = time.monotonic()
                QTimer.singleShot(0, self.close)

    app = QApplication([sys.argv[0]])
    window = Blank()
    window.resize(460, 760)
    window.show()
    app.exec()
    return told | {"peak": peak_kib()}


def start() -> dict[str, object]:
    """The program's window, closed as soon as it is painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    from dncdesk.app import build

    told: dict[str, object] = {}

    with tempfile.TemporaryDirectory(prefix="dncdesk-bench-", ignore_cleanup_errors=True) as home:
        app, window = build(["--practice", "--home", home])

        class Painted(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
                if event.type() == QEvent.Type.Paint and not told:
                    # Asked for before the window asks for its own turn, in which it loads what is not seen yet.
                    QTimer.singleShot(0, self.now)
                return super().eventFilter(watched, event)

            def now(self) -> None:
                told.setdefault("painted", time.monotonic())
                told.setdefault("peak", peak_kib())

            def leave(self) -> None:
                window.close()

        painted = Painted()
        window.installEventFilter(painted)
        window.first_painted.connect(painted.leave)
        app.exec()
    return told


def use(runs: int) -> dict[str, object]:
    """Block numbers with Enter, one after the other; then one more, which is not answered."""
    from bench_server import BenchServer
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

    from dncdesk.app import build

    os.environ["PYTHON_KEYRING_BACKEND"] = "bench_keyring.BenchKeyring"
    server = BenchServer()
    with tempfile.TemporaryDirectory(prefix="dncdesk-bench-", ignore_cleanup_errors=True) as home:
        settings = {"version": 1, "servers": [{"name": "Bench", "url": server.address, "user": "6666"}]}
        Path(home, "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        _app, window = build(["--home", home])
        wait(lambda: started(window))
        number = window.findChild(QLineEdit, "numberField")
        everywhere = window.findChild(QCheckBox, "everywhereToggle")
        if number is None or everywhere is None:
            raise RuntimeError("the window lacks its number field or its toggle")
        QTest.keyClick(everywhere, Qt.Key.Key_Space)

        confirm = window.findChild(QPushButton, "confirmButton")
        if confirm is None:
            raise RuntimeError("the window lacks the question before everywhere")

        def enter(phone: str) -> float:
            QTest.keyClicks(number, phone)
            QTest.keyClick(number, Qt.Key.Key_Return)
            wait(confirm.isEnabled)
            pressed = time.monotonic()
            QTest.keyClick(number, Qt.Key.Key_Return)
            wait(lambda: server.seen(phone) is not None)
            return ((server.seen(phone) or 0.0) - pressed) * 1000

        waits = []
        for run in range(runs + 1):
            waits.append(enter(str(FIRST_NUMBER + run)))
            wait(window.idle)
        peak = peak_kib()
        server.silent = True
        enter(str(FIRST_NUMBER + runs + 1))
        pause = longest_pause(window)
        window.close()
    return {"first": waits[0], "waits": waits[1:], "pause": pause, "peak": peak}


def longest_pause(parent: QObject) -> float:
    """The longest time in ms between two turns of the event loop while a request hangs."""
    from PySide6.QtCore import QObject, Qt, QTimer

    class Gaps(QObject):
        last = 0.0
        longest = 0.0

        def tick(self) -> None:
            now = time.monotonic()
            if self.last:
                self.longest = max(self.longest, now - self.last)
            self.last = now

    gaps = Gaps(parent)
    timer = QTimer(gaps)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(gaps.tick)
    timer.start(1)
    until = time.monotonic() + HANG_SECONDS
    wait(lambda: time.monotonic() > until)
    timer.stop()
    return gaps.longest * 1000


def started(window: MainWindow) -> bool:
    """Whether the window has what it needs from the server: the campaigns."""
    from PySide6.QtWidgets import QComboBox

    box = window.findChild(QComboBox, "campaignBox")
    return box is not None and box.count() > 0 and window.idle()


def wait(look: Callable[[], bool]) -> None:
    """Run the event loop until `look` is true."""
    from PySide6.QtCore import QEventLoop, QTimer

    # An event loop of its own, and not QTest.qWait: that one holds Python's lock, and no other thread gets on.
    loop = QEventLoop()
    poll = QTimer()
    deadline = time.monotonic() + PATIENCE
    poll.timeout.connect(lambda: loop.quit() if look() or time.monotonic() > deadline else None)
    poll.start(2)
    loop.exec()
    poll.stop()
    if not look():
        raise RuntimeError("the window did not get there")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    what = sys.argv[1]
    print(json.dumps(blank() if what == "blank" else start() if what == "start" else use(int(sys.argv[2]))))
