"""What a person has set about the window itself: the `window` object of `settings.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from dncdesk.core.setting_values import SettingsError, flag, get, unknown_keys


@dataclass(frozen=True)
class WindowSettings:
    """How the window behaves on this person's desk.

    Attributes:
        on_top: Keep the window above all others.
        tray: Keep an icon in the system tray.
        shortcut: The global shortcut that brings the window up, as Qt's portable text ("Ctrl+Alt+D"); empty: none.
        sound: Play a sound on an outcome.
        language: The window's language, such as "es"; empty: the system's.
        columns: The names of the log's columns that are shown, in their order; empty: the usual ones.
        unknown: Keys of another version.
    """

    on_top: bool = False
    tray: bool = False
    shortcut: str = ""
    sound: bool = False
    language: str = ""
    columns: tuple[str, ...] = ()
    unknown: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> WindowSettings:
        """The settings that `as_json` wrote; what is missing has its default.

        Raises:
            SettingsError: a value is none; the text names the key and what belongs there.
        """
        columns = get(data, "columns", list, [], within="window.")
        if not all(isinstance(name, str) for name in columns):
            raise SettingsError("window.columns: a list of column names belongs here")
        return cls(
            on_top=flag(data, "on_top", default=False, within="window."),
            tray=flag(data, "tray", default=False, within="window."),
            shortcut=get(data, "shortcut", str, "", within="window."),
            sound=flag(data, "sound", default=False, within="window."),
            language=get(data, "language", str, "", within="window."),
            columns=tuple(columns),
            unknown=unknown_keys(data, _KEYS),
        )

    @classmethod
    def peek(cls, path: Path) -> WindowSettings:
        """What the settings file at `path` says, before the settings are loaded; the defaults where it cannot be read.

        Nothing is told, and a damaged file stays where it is: that is for the loading that follows.
        """
        try:
            data = json.loads(path.read_text(encoding="utf-8-sig"))
            return cls.from_json(get(data, "window", dict, {}))
        except (OSError, ValueError, AttributeError, RecursionError):
            return cls()

    def as_json(self) -> dict[str, Any]:
        """The object as it stands in the file."""
        known = {name: getattr(self, name) for name in sorted(_KEYS)}
        return {**known, "columns": list(self.columns), **self.unknown}


_KEYS = {known.name for known in fields(WindowSettings)} - {"unknown"}
