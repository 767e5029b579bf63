"""What Windows shows of the program's files: name, version, copyright."""

from __future__ import annotations

import json
import os
import plistlib
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NAME = "dncdesk"
DESCRIPTION = "dncdesk: the do-not-call list of VICIdial"
_ENGLISH_UNICODE = (0x0409, 1200)


def version() -> str:
    """The program's version, read without importing it."""
    text = (ROOT / "dncdesk" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("dncdesk/__init__.py names no version")
    return found[1]


def numbers(version_text: str) -> tuple[int, int, int, int]:
    """A version as Windows has it: four numbers; ``1.2.3rc1`` is 1.2.3.0."""
    found = [int(number) for number in re.findall(r"\d+", re.split(r"[a-z+-]", version_text)[0])]
    first, second, third, fourth = [*found, 0, 0, 0, 0][:4]
    return first, second, third, fourth


def copyright_line() -> str:
    """The licence's own line."""
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    return next(line.strip() for line in text.splitlines() if line.startswith("Copyright"))


def write_build(folder: Path) -> Path:
    """Write what the program can tell of its build (`dncdesk.core.resources.build` reads it), and give the file.

    It comes from the environment: `DNCDESK_COMMIT`, `DNCDESK_MARK` (why it is not for release) and
    `DNCDESK_UPDATE_ADDRESS`. Without a commit nobody knows what was built, and that is a mark as well.
    """
    commit = os.environ.get("DNCDESK_COMMIT", "")
    told = {
        "commit": commit,
        "mark": os.environ.get("DNCDESK_MARK", "" if commit else "NOT FOR RELEASE: built by hand"),
        "update_address": os.environ.get("DNCDESK_UPDATE_ADDRESS", ""),
    }
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "build.json"
    file.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return file


def mac_plist() -> dict[str, Any]:
    """What macOS is told of the program: `macos/Info.plist` with the version and the copyright in it."""
    text = (ROOT / "packaging" / "macos" / "Info.plist").read_text(encoding="utf-8")
    filled = text.replace("@VERSION@", version()).replace("@COPYRIGHT@", copyright_line())
    told: dict[str, Any] = plistlib.loads(filled.encode())
    return told


def resource(file: str) -> Any:
    """The version resource of one of the program's files, for PyInstaller on Windows."""
    from PyInstaller.utils.win32 import versioninfo as win  # type: ignore[import-untyped]

    strings = {
        "CompanyName": NAME,
        "FileDescription": DESCRIPTION,
        "FileVersion": version(),
        "InternalName": Path(file).stem,
        "LegalCopyright": copyright_line(),
        "OriginalFilename": file,
        "ProductName": NAME,
        "ProductVersion": version(),
    }
    table = win.StringTable("040904B0", [win.StringStruct(name, text) for name, text in strings.items()])
    return win.VSVersionInfo(
        ffi=win.FixedFileInfo(filevers=numbers(version()), prodvers=numbers(version())),
        kids=[
            win.StringFileInfo([table]),
            win.VarFileInfo([win.VarStruct("Translation", list(_ENGLISH_UNICODE))]),
        ],
    )
