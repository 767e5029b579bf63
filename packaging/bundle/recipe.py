"""What the specs share: which files go in, and what is trimmed away."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import trimming
import version_info
from PyInstaller.depend.bindepend import get_imports  # type: ignore[import-untyped]
from PyInstaller.utils.hooks import collect_submodules  # type: ignore[import-untyped]

from dncdesk.core.resources import LANGUAGES

ROOT = version_info.ROOT
LINUX = sys.platform == "linux"
EXCLUDED_MODULES = trimming.EXCLUDED_MODULES


def data_files(folder: Path) -> list[tuple[str, str]]:
    """The program's own files, each with the folder that takes it; `folder` takes what is made for the build."""
    return [
        (str(ROOT / "resources"), "resources"),
        (str(ROOT / "dncdesk" / "practice" / "seed.json"), "dncdesk/practice"),
        (str(ROOT / "LICENSE"), "."),
        (str(version_info.write_build(folder)), "resources"),
    ]


def hidden_imports() -> list[str]:
    """Modules that are loaded by a name made at run time: phonenumbers does so with each country's data."""
    found: list[str] = collect_submodules("phonenumbers.data")
    return found


def trimmed(analysis: Any, folder: Path) -> tuple[list[trimming.Entry], list[trimming.Entry]]:
    """The binaries and the data of PyInstaller's `analysis` that are taken; `folder` takes stripped copies."""
    binaries = trimming.trim(analysis.binaries, trimming.qt_modules(ROOT / "dncdesk"), imports_of)
    kept = {place for place, _, _ in binaries}
    data = [
        entry
        for entry in analysis.datas
        # A link to a library that stays out stays out, too.
        if (entry[1] in kept if entry[2] == "SYMLINK" else trimming.wanted_data(entry[0], LANGUAGES))
    ]
    return trimming.strip_symbols(binaries, folder / "stripped"), data


def imports_of(path: str) -> list[str]:
    """The names of the libraries that the library at `path` links to."""
    return trimming.linked_by(path) if LINUX else [name for name, _ in get_imports(path)]
