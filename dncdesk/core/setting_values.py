"""Single values of a settings file: what may stand there, and the sentence where something else does."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

_PASSWORDS = {"pass", "passwd", "password"}
_KIND_WORDS = {list: "a list", dict: "an object", int: "a whole number", str: "a text"}


class SettingsError(ValueError):
    """A settings file holds something that is not a setting; the text names the key and what belongs there."""


def get(data: Mapping[str, Any], key: str, kind: type, default: Any, *, within: str = "") -> Any:
    """The value of `key`, which is of `kind`; `default` where it is missing or null.

    Args:
        data: The object that holds the key.
        key: Its name.
        kind: list, dict, int or str.
        default: What to take instead.
        within: What stands before the key in the error's text, "window." for example.

    Raises:
        SettingsError: it is of another kind.
    """
    value = data.get(key)
    if value is None:
        return default
    if not isinstance(value, kind) or isinstance(value, bool):
        raise SettingsError(f"{within}{key}: {_KIND_WORDS[kind]} belongs here")
    return value


def flag(data: Mapping[str, Any], key: str, *, default: bool, within: str = "") -> bool:
    """The value of `key`, which is true or false; `default` where it is missing.

    Raises:
        SettingsError: it is neither.
    """
    value = data.get(key, default)
    if not isinstance(value, bool):
        raise SettingsError(f"{within}{key}: true or false belongs here")
    return value


def unknown_keys(data: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """The keys of another version, which are kept; a password that somebody has put there is not."""
    return {k: v for k, v in data.items() if k not in known and k.lower().rpartition("_")[2] not in _PASSWORDS}
