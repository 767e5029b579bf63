"""Starting the program a second time, with a window of its own."""

from __future__ import annotations

import sys


def start_another(*arguments: str) -> bool:
    """Start this program with `arguments`, independent of this run; whether it could be started.

    Where a window is open already for the same user and home, the new start raises that one and ends.
    """
    from PySide6.QtCore import QProcess

    module = [] if getattr(sys, "frozen", False) else ["-m", "dncdesk"]
    started, _ = QProcess.startDetached(sys.executable, [*module, *arguments])
    return bool(started)
