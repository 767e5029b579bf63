"""The files that settings stand in: `settings.json` is the user's, `managed.json` the organisation's.

The latter is read first and can lock keys. A damaged file is set aside under another name and said so; it never stops
the start.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from dncdesk.core.managed import own_users, policy, with_own_users
from dncdesk.core.moments import now
from dncdesk.core.private_file import write_private
from dncdesk.core.sentences import Sentence, say
from dncdesk.core.setting_values import SettingsError
from dncdesk.core.settings import Settings
from dncdesk.core.settings_json import settings_as_json, settings_from_json


class SettingsFile:
    """Reads and writes the settings of one user. Use it from one thread at a time."""

    def __init__(self, path: Path, managed: Path | None = None) -> None:
        """Settings at `path`, with the organisation's at `managed` before them."""
        self._path = path
        self._managed = managed

    def load(self) -> tuple[Settings, list[Sentence]]:
        """The settings, and what a person should know of how they were found. Never raises for a bad file."""
        notices: list[Sentence] = []
        user = self._read_own(notices)
        managed = self._read_managed(notices)
        locked = frozenset(managed.pop("locked", ()))
        merged = managed | {k: v for k, v in user.items() if k not in locked}
        settings = replace(settings_from_json(merged), locked=locked)
        return (with_own_users(settings, user.get("servers")) if "servers" in locked else settings), notices

    def save(self, settings: Settings) -> None:
        """Write `settings` whole or not at all (0600), without the keys that the organisation has locked.

        Raises:
            OSError: the file cannot be written; the old one is untouched.
        """
        data = {k: v for k, v in settings_as_json(settings).items() if k not in settings.locked}
        if "servers" in settings.locked and (own := own_users(settings)):
            data["servers"] = own
        write_private(self._path, json.dumps(data, indent=2, ensure_ascii=False) + "\n")

    def _read_own(self, notices: list[Sentence]) -> dict[str, Any]:
        try:
            data = read_object(self._path)
            settings_from_json(data)
        except FileNotFoundError:
            return {}
        except OSError as error:
            notices.append(
                say(
                    "The settings in {path} cannot be read ({reason}).",
                    path=str(self._path),
                    reason=error.strerror or type(error).__name__,
                )
            )
            return {}
        except (ValueError, RecursionError) as error:
            aside = self._path.with_name(f"settings.damaged-{now():%Y%m%d-%H%M%S-%f}.json")
            try:
                self._path.rename(aside)
            except OSError:
                # On Windows another program may hold it open: it stays where it is until something is saved.
                aside = self._path
            notices.append(
                say(
                    "The settings were damaged ({reason}) and have been set aside as {path}. Enter the server again.",
                    path=str(aside),
                    reason=str(error),
                )
            )
            return {}
        return data

    def _read_managed(self, notices: list[Sentence]) -> dict[str, Any]:
        if self._managed is None:
            return {}
        try:
            data = self._read_both(self._managed)
            settings_from_json(data)
            locked = data.get("locked", [])
            if not isinstance(locked, list) or not all(isinstance(k, str) for k in locked):
                raise SettingsError("locked: a list of keys belongs here")
        except (OSError, ValueError, RecursionError) as error:
            notices.append(
                say(
                    "Your organisation's settings in {path} cannot be used ({reason}). Tell IT.",
                    path=str(self._managed),
                    reason=str(error),
                )
            )
            return {}
        return data

    def _read_both(self, path: Path) -> dict[str, Any]:
        try:
            data = read_object(path)
        except FileNotFoundError:
            data = {}
        return data | policy()


def read_object(path: Path) -> dict[str, Any]:
    """The JSON object in the file at `path`.

    Raises:
        OSError: it cannot be read.
        ValueError: it holds something else.
    """
    data = json.loads(path.read_text(encoding="utf-8-sig"))
    if not isinstance(data, dict):
        raise SettingsError("the file must hold one JSON object")
    return data
