"""A stand-in for the module winreg: the calls that the program uses, on a tree in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

HKEY_CURRENT_USER = "HKCU"
KEY_SET_VALUE = 2
REG_SZ = 1


@dataclass
class _Key:
    values: dict[str, object] = field(default_factory=dict)
    below: dict[str, _Key] = field(default_factory=dict)


class Winreg:
    """Keys and values do not tell large letters from small, as on Windows."""

    HKEY_CURRENT_USER = HKEY_CURRENT_USER
    KEY_SET_VALUE = KEY_SET_VALUE
    REG_SZ = REG_SZ

    def __init__(self) -> None:
        self.root = _Key()
        self.closed_to_us = False

    def tree(self) -> dict[str, object]:
        """Every value by its path."""
        return dict(self._walk(self.root, ""))

    def _walk(self, key: _Key, path: str) -> Iterator[tuple[str, object]]:
        for name, value in key.values.items():
            yield f"{path}|{name}", value
        for name, below in key.below.items():
            yield from self._walk(below, f"{path}\\{name}" if path else name)

    def put(self, path: str, name: str, value: object) -> None:
        self._find(path, make=True).values[name.lower()] = value

    def _find(self, path: str, *, make: bool = False) -> _Key:
        key = self.root
        for name in path.lower().split("\\"):
            if name not in key.below and not make:
                raise FileNotFoundError(2, "The system cannot find the file specified")
            key = key.below.setdefault(name, _Key())
        return key

    @contextmanager
    def OpenKey(self, root: str, path: str, reserved: int = 0, access: int = 0) -> Iterator[_Key]:  # noqa: N802
        assert (root, reserved) == (HKEY_CURRENT_USER, 0)
        key = self._find(path)
        if access == KEY_SET_VALUE and self.closed_to_us:
            raise PermissionError(13, "Access is denied")
        yield key

    @contextmanager
    def CreateKey(self, root: str, path: str) -> Iterator[_Key]:  # noqa: N802
        assert root == HKEY_CURRENT_USER
        if self.closed_to_us:
            raise PermissionError(13, "Access is denied")
        yield self._find(path, make=True)

    def QueryValueEx(self, key: _Key, name: str) -> tuple[object, int]:  # noqa: N802
        if name.lower() not in key.values:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return key.values[name.lower()], REG_SZ

    def SetValueEx(self, key: _Key, name: str, reserved: int, kind: int, value: str) -> None:  # noqa: N802
        assert (reserved, kind) == (0, REG_SZ)
        key.values[name.lower()] = value

    def DeleteValue(self, key: _Key, name: str) -> None:  # noqa: N802
        if name.lower() not in key.values:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        del key.values[name.lower()]

    def QueryInfoKey(self, key: _Key) -> tuple[int, int, int]:  # noqa: N802
        return len(key.below), len(key.values), 0

    def EnumKey(self, key: _Key, number: int) -> str:  # noqa: N802
        return list(key.below)[number]

    def DeleteKey(self, root: str, path: str) -> None:  # noqa: N802
        assert root == HKEY_CURRENT_USER
        above, _, name = path.lower().rpartition("\\")
        key = self._find(above)
        if key.below[name].below:
            raise PermissionError(13, "Access is denied")  # as Windows does while there are keys below
        del key.below[name]
