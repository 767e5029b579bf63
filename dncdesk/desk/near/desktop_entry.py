"""Desktop entries (freedesktop.org, Desktop Entry Specification 1.5), as far as this program writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile

_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_IN_QUOTES = str.maketrans({'"': '\\"', "`": "\\`", "$": "\\$", "\\": "\\\\", "%": "%%"})


def entry(command: Iterable[str], more: Mapping[str, str], *, takes_link: bool = False) -> str:
    """The text of an entry that starts `command`.

    Args:
        command: The program and its arguments.
        more: Further keys with their values.
        takes_link: Whether a link is put behind the command. It stands behind a `--`, so that it is never an option.
    """
    words = [f'"{word.translate(_IN_QUOTES)}"' for word in command]
    if takes_link:
        words += ["--", "%u"]
    keys = {
        "Type": "Application",
        "Name": "dncdesk",
        "Comment": "Put a number on VICIdial's do-not-call list",
        "Icon": "dncdesk",
        "Exec": " ".join(words),
        "Terminal": "false",
        **more,
    }
    lines = [f"{key}={value.translate(_ESCAPES)}" for key, value in keys.items()]
    return "\n".join(["[Desktop Entry]", *lines, ""])


def value(path: Path, key: str) -> str | None:
    """The value of `key` in the entry at `path`; None where there is none."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    return next((line.partition("=")[2].strip() for line in lines if line.partition("=")[0].strip() == key), None)


class Defaults:
    """The user's default programs: `mimeapps.list` (freedesktop.org, MIME Applications Associations 1.0).

    Every line that is not about the one type in question stays as it is.
    """

    _GROUP = "[Default Applications]"

    def __init__(self, path: Path) -> None:
        """The list at `path`, which need not be there."""
        self._path = path

    def first(self, kind: str) -> str | None:
        """The entry that is tried first for the type `kind`; None where the user has chosen none."""
        names = self._names(self._lines(), kind)
        return names[0] if names else None

    def put_first(self, kind: str, name: str) -> None:
        """Try the entry `name` first for `kind`, and those that were there before after it.

        Raises:
            OSError: the list cannot be read or written.
        """
        lines = self._lines(strict=True)
        self._write(lines, kind, [name, *(other for other in self._names(lines, kind) if other != name)])

    def remove(self, kind: str, name: str) -> None:
        """Try the entry `name` for `kind` no more.

        Raises:
            OSError: the list cannot be read or written.
        """
        lines = self._lines(strict=True)
        names = self._names(lines, kind)
        if name in names:
            self._write(lines, kind, [other for other in names if other != name])

    def _lines(self, *, strict: bool = False) -> list[str]:
        try:
            return self._path.read_bytes().decode("utf-8", "surrogateescape").splitlines()
        except FileNotFoundError:
            return []
        except OSError:
            if strict:
                raise
            return []

    def _place(self, lines: list[str], kind: str) -> int | None:
        group = ""
        for number, line in enumerate(lines):
            if line.startswith("["):
                group = line.strip()
            elif group == self._GROUP and line.partition("=")[0].strip() == kind:
                return number
        return None

    def _names(self, lines: list[str], kind: str) -> list[str]:
        place = self._place(lines, kind)
        return [] if place is None else [name for name in lines[place].partition("=")[2].strip().split(";") if name]

    def _write(self, lines: list[str], kind: str, names: list[str]) -> None:
        place = self._place(lines, kind)
        if place is not None:
            del lines[place]
        if names:
            line = f"{kind}={';'.join(names)};"
            headings = [number for number, other in enumerate(lines) if other.strip() == self._GROUP]
            if headings:
                lines.insert(headings[0] + 1, line)
            else:
                lines += [self._GROUP, line]
        write(self._path, "\n".join([*lines, ""]))


def write(path: Path, text: str) -> None:
    """Write `text` to `path` whole or not at all; its folder is made.

    Raises:
        OSError: it cannot be written; what was there before is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = QSaveFile(str(path))
    done = file.open(QIODevice.OpenModeFlag.WriteOnly)
    done = done and file.write(text.encode("utf-8", "surrogateescape")) >= 0
    if not (done and file.commit()):
        raise OSError(0, file.errorString())
