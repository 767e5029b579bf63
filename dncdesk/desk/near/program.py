"""How the system starts this program: for a start at login and for links."""

from __future__ import annotations

import sys
from pathlib import Path


def start_command(*options: str) -> tuple[str, ...]:
    """The program and its arguments, as an installed program is started, with `options` after them.

    A checkout that is not installed can be started in its own folder only, so what the system starts elsewhere
    does not find it.
    """
    if getattr(sys, "frozen", False):  # set by PyInstaller
        return (sys.executable, *options)
    python = Path(sys.executable)
    without_console = python.with_name("pythonw.exe")
    return (str(without_console if without_console.exists() else python), "-m", "dncdesk", *options)
