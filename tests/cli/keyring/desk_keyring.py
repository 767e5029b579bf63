"""A keyring of the tests' own, for processes that may not meet the one of whoever runs them.

It stands in for the operating system's: `PYTHON_KEYRING_BACKEND` names it, `DESK_KEYRING_FILE` its file.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class DeskKeyring(KeyringBackend):
    """Passwords in one JSON file: service, user, password."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        return _read().get(service, {}).get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        kept = _read()
        kept.setdefault(service, {})[username] = password
        _file().write_text(json.dumps(kept), encoding="utf-8")


def _file() -> Path:
    return Path(os.environ["DESK_KEYRING_FILE"])


def _read() -> dict[str, dict[str, str]]:
    try:
        kept: dict[str, dict[str, str]] = json.loads(_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return kept
