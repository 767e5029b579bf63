"""The window, driven through its widgets until it is killed: run as `python window.py HOME FIRST COUNT SEED`.

Enters the numbers from FIRST on, some for a campaign and some for everywhere, and prints each opt-out's id and
number once the window has been told that it is recorded.
"""

from __future__ import annotations

import random
import sys

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit

from dncdesk import app
from dncdesk.core.optout import OptOut
from dncdesk.ui import confirm_strip
from dncdesk.ui.main_window import MainWindow


class Hand(QObject):
    """Types a number, presses Enter, and does so again as soon as that one is recorded."""

    def __init__(self, window: MainWindow, numbers: list[int], chance: random.Random) -> None:
        super().__init__(window)
        self._window = window
        self._numbers = numbers
        self._chance = chance
        self._field = window.findChild(QLineEdit, "numberField")
        self._everywhere = window.findChild(QCheckBox, "everywhereToggle")
        window._desk.recorded.connect(self._on_recorded)
        window._desk.ready.connect(self._on_ready)

    def _on_ready(self) -> None:
        # The first numbers go out before the campaigns are known; a campaign can be chosen once they are.
        self._enter()

    def _on_recorded(self, opt_out: OptOut) -> None:
        sys.stdout.write(f"{opt_out.id} {opt_out.main_form}\n")
        sys.stdout.flush()
        QTimer.singleShot(self._chance.choice([0, 0, 5, 40]), self._enter)

    def _enter(self) -> None:
        assert self._field is not None
        assert self._everywhere is not None
        if not self._numbers:
            return
        self._everywhere.setChecked(self._chance.random() < 0.5 or not self._window._desk.campaigns)
        self._field.setText(str(self._numbers.pop(0)))
        QTest.keyClick(self._field, Qt.Key.Key_Return)
        if self._everywhere.isChecked():
            QTest.keyClick(self._field, Qt.Key.Key_Return)  # the answer to what is asked first


def main() -> int:
    confirm_strip.TOO_QUICK = 0.0
    home, first, count, seed = sys.argv[1], *map(int, sys.argv[2:5])
    qt, parts = app._build(["--home", home])
    parts.end_on_signals()
    parts.window.show()
    hand = Hand(parts.window, list(range(first, first + count)), random.Random(seed))  # noqa: S311 - no secret
    qt.aboutToQuit.connect(hand.deleteLater)
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main())
