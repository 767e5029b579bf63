"""Starting the program when its user logs in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from subprocess import list2cmdline

from PySide6.QtCore import QStandardPaths

from dncdesk.core.sentences import Sentence
from dncdesk.desk.near import desktop_entry
from dncdesk.desk.near.registry import Registry
from dncdesk.desk.near.switch import Switch, not_written

_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
_VALUE = "dncdesk"
_LABEL = "dncdesk"


def start_at_login(command: Sequence[str]) -> Switch:
    """The switch of this computer for starting `command`, a program and its arguments, at login."""
    here: str = sys.platform
    if here == "win32":
        return WindowsAutostart(command, Registry())
    if here == "darwin":
        return MacAutostart(command, Path.home() / "Library" / "LaunchAgents")
    config = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return LinuxAutostart(command, Path(config) / "autostart")


class LinuxAutostart:
    """A desktop entry in the autostart folder (freedesktop.org, Desktop Application Autostart 0.5)."""

    instead: Sentence | None = None

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        """For `command`; the entry is in `folder`."""
        self._command = command
        self._path = folder / "dncdesk.desktop"

    def enabled(self) -> bool:
        """Whether the entry is there, and neither hidden nor switched off by the desktop's own settings."""
        said = {key: desktop_entry.value(self._path, key) for key in ("Exec", "Hidden", "X-GNOME-Autostart-enabled")}
        return bool(said["Exec"]) and said["Hidden"] != "true" and said["X-GNOME-Autostart-enabled"] != "false"

    def set(self, on: bool) -> Sentence | None:
        """Write the entry or take it away; returns None, or why that did not work."""
        try:
            if on:
                desktop_entry.write(self._path, desktop_entry.entry(self._command, {"StartupNotify": "false"}))
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            return not_written(str(self._path), error)
        return None


class MacAutostart:
    """An agent of launchd (launchd.plist(5)), which counts from the next login on."""

    instead: Sentence | None = None

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        """For `command`; the agent's file is in `folder`."""
        self._command = command
        self._path = folder / f"{_LABEL}.plist"

    def enabled(self) -> bool:
        """Whether the agent's file is there."""
        return self._path.is_file()

    def set(self, on: bool) -> Sentence | None:
        """Write the agent's file or take it away; returns None, or why that did not work."""
        import plistlib

        agent = {
            "Label": _LABEL,
            "ProgramArguments": list(self._command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        try:
            if on:
                desktop_entry.write(self._path, plistlib.dumps(agent).decode())
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            return not_written(str(self._path), error)
        return None


class WindowsAutostart:
    """A value under the user's Run key. The Task Manager may have switched it off in a place of its own."""

    instead: Sentence | None = None

    def __init__(self, command: Sequence[str], registry: Registry) -> None:
        """For `command`, kept in `registry`."""
        self._command = command
        self._registry = registry

    def enabled(self) -> bool:
        """Whether the value is there and the Task Manager lets it be."""
        approved = self._registry.read(_APPROVED, _VALUE)
        # Twelve bytes; the first one is odd where a person has switched it off (seen on Windows 10 and 11).
        switched_off = isinstance(approved, bytes) and approved[:1] != b"" and approved[0] % 2 == 1
        return self._registry.read(_RUN, _VALUE) is not None and not switched_off

    def set(self, on: bool) -> Sentence | None:
        """Write the value or take it away; returns None, or why that did not work."""
        try:
            if on:
                self._registry.write(_RUN, _VALUE, list2cmdline(self._command))
                self._registry.delete(_APPROVED, _VALUE)
            else:
                self._registry.delete(_RUN, _VALUE)
        except OSError as error:
            return not_written(rf"HKEY_CURRENT_USER\{_RUN}", error)
        return None
