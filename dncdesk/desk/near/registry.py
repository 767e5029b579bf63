"""The part of the Windows registry that belongs to the user: HKEY_CURRENT_USER."""

from __future__ import annotations

from importlib import import_module
from typing import Any

Value = str | bytes


class Registry:
    r"""Reads and writes values; a key is a path such as `Software\Classes\dnc`."""

    def __init__(self) -> None:
        # By name, because the types of this module are known on Windows only.
        self._winreg: Any = import_module("winreg")
        self._user = self._winreg.HKEY_CURRENT_USER

    def read(self, key: str, name: str) -> Value | None:
        """The value `name` (empty: the key's own); None where there is none."""
        try:
            with self._winreg.OpenKey(self._user, key) as opened:
                value, _kind = self._winreg.QueryValueEx(opened, name)
        except OSError:
            return None
        return value if isinstance(value, (str, bytes)) else None

    def write(self, key: str, name: str, value: str) -> None:
        """Put a text there; the key is made.

        Raises:
            OSError: Windows refuses it.
        """
        with self._winreg.CreateKey(self._user, key) as made:
            self._winreg.SetValueEx(made, name, 0, self._winreg.REG_SZ, value)

    def delete(self, key: str, name: str) -> None:
        """Take the value away, if it is there.

        Raises:
            OSError: Windows refuses it.
        """
        try:
            with self._winreg.OpenKey(self._user, key, 0, self._winreg.KEY_SET_VALUE) as opened:
                self._winreg.DeleteValue(opened, name)
        except FileNotFoundError:
            return

    def delete_tree(self, key: str) -> None:
        """Take the key away with all below it, if it is there.

        Raises:
            OSError: Windows refuses it.
        """
        try:
            with self._winreg.OpenKey(self._user, key) as opened:
                below = [self._winreg.EnumKey(opened, number) for number in range(self._winreg.QueryInfoKey(opened)[0])]
        except FileNotFoundError:
            return
        for name in below:
            self.delete_tree(f"{key}\\{name}")
        self._winreg.DeleteKey(self._user, key)
