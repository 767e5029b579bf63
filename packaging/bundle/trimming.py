"""What of Qt and Python goes into the bundle, and what stays out: used by the spec, for all three systems.

Qt's plug-ins are taken by name. Of the libraries, only those are taken that a module, a plug-in or another taken
library links to; so a plug-in that is left out takes its libraries with it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""PyInstaller's: the path in the bundle, the path here, and the kind."""

EXCLUDED_MODULES = [
    # 40 of 48 MB, and 744 ms to import: places and carriers of numbers, which nobody asks for here.
    *(f"phonenumbers.{name}" for name in ("geocoder", "geodata", "carrier", "carrierdata", "timezone", "tzdata")),
    # The interactive parts of Python, and what builds and tests.
    *("_tkinter", "curses", "distutils", "doctest", "ensurepip", "idlelib", "lib2to3", "pdb", "pip", "pkg_resources"),
    *("pydoc", "pytest", "readline", "setuptools", "tkinter", "turtle", "unittest", "venv", "wheel", "xmlrpc"),
]

PLUGINS = {
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platformthemes": {"qxdgdesktopportal"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
    "networkinformation": {"qnetworkmanager", "qnetworklistmanager", "qscnetworkreachability"},
    "imageformats": {"qico"},
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"bradient"},
}
"""The folders of plug-ins, and those taken from each; the names are without ``lib`` and ending.

Not here: TLS (Qt opens only local sockets; the dialler is reached through Python), OpenGL, and picture formats that
the program does not show.
"""

SYSTEM_LIBRARIES = {
    *("libX11.so.6", "libdbus-1.so.3", "libexpat.so.1", "libfontconfig.so.1", "libfreetype.so.6", "libgcc_s.so.1"),
    *("libglib-2.0.so.0", "libgssapi_krb5.so.2", "libstdc++.so.6", "libxcb.so.1"),
}
"""What Qt takes from the system on Linux, as it does from its wheel: every desktop has it, at least as new, and it
belongs to that system's own bus, fonts and drivers. They and what only they need come to 12 MB."""

SVG_PLUGINS = {"imageformats": {"qsvg"}, "iconengines": {"qsvgicon"}}
"""Taken as well where the program imports QtSvg."""


def qt_modules(package: Path) -> set[str]:
    """The modules of PySide6 that a package's source imports anywhere."""
    found: set[str] = {"QtCore"}
    for source in package.rglob("*.py"):
        found.update(re.findall(r"\bPySide6\.(Qt\w+)", source.read_text(encoding="utf-8")))
    return found


def trim(entries: Iterable[Entry], modules: set[str], imports_of: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Those of PyInstaller's binaries that the program can come to load.

    Args:
        entries: all that PyInstaller has found.
        modules: of PySide6, as `qt_modules` gives them.
        imports_of: the names of the libraries that the library at a path links to.
    """
    plugins = {folder: set(names) for folder, names in PLUGINS.items()}
    if "QtSvg" in modules:
        for folder, names in SVG_PLUGINS.items():
            plugins.setdefault(folder, set()).update(names)
    kept: dict[str, Entry] = {}
    libraries: dict[str, list[Entry]] = {}
    for entry in entries:
        if is_root(entry, modules, plugins):
            kept[entry[0]] = entry
        elif not is_plugin(entry[0]) and not is_qt_module(entry[0]):
            libraries.setdefault(file_name(entry[0]), []).append(entry)
    for name in SYSTEM_LIBRARIES:
        libraries.pop(file_name(name), None)
    waiting = list(kept.values())
    while waiting:
        _, source, kind = waiting.pop()
        for name in () if kind == "SYMLINK" else imports_of(source):
            for entry in libraries.pop(file_name(name), []):
                kept[entry[0]] = entry
                waiting.append(entry)
    return sorted(kept.values())


def linked_by(path: str) -> list[str]:
    """The names of the libraries that a library on Linux links to itself.

    PyInstaller asks ldd, which names their libraries as well, all the way down.
    """
    said = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^ +NEEDED +(\S+)$", said, re.MULTILINE)


def is_root(entry: Entry, modules: set[str], plugins: dict[str, set[str]]) -> bool:
    """Whether a binary is loaded for its own sake: Python itself, a Python module, or a plug-in that is taken."""
    path, _, kind = entry
    if is_plugin(path):
        return stem(path) in plugins.get(PurePosixPath(posix(path)).parent.name, ())
    if is_qt_module(path):
        return stem(path) in modules
    return kind == "EXTENSION" or file_name(path).startswith(("python", "libpython"))


def is_plugin(path: str) -> bool:
    """Whether a path in the bundle is one of Qt's plug-ins."""
    return re.search(r"(^|/)PySide6/(Qt/)?plugins/", posix(path)) is not None


def is_qt_module(path: str) -> bool:
    """Whether a path in the bundle is a Python module of PySide6."""
    return re.fullmatch(r"PySide6/Qt\w+(\.abi3)?\.(so|pyd)", posix(path)) is not None


def wanted_data(path: str, languages: Iterable[str]) -> bool:
    """Whether a data file is taken.

    Of Qt's translations only the languages that the program speaks, and nothing of pip's book-keeping: it holds where
    the build's environment lay.
    """
    if re.search(r"\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json)$", posix(path)):
        return False
    if "PySide6/" not in posix(path) or not path.endswith(".qm"):
        return "PySide6/" not in posix(path) or is_plugin(path)
    return PurePosixPath(posix(path)).stem in {f"qtbase_{language}" for language in languages}


def posix(path: str) -> str:
    """A path with forward slashes, whatever the system."""
    return path.replace("\\", "/")


def file_name(path: str) -> str:
    """The last part of a path, without regard to case."""
    return PurePosixPath(posix(path)).name.lower()


def stem(path: str) -> str:
    """A library's own name: no folder, no ``lib`` before it, nothing from the first dot on."""
    return PurePosixPath(posix(path)).name.removeprefix("lib").split(".")[0]


def strip_symbols(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """On Linux, Python's own libraries and cryptography's one large one without their symbols: up to 21 MB.

    Qt's and the other wheels' have none to speak of, and are left alone.

    Args:
        entries: the binaries.
        folder: takes the stripped copies.
    """
    entries = list(entries)
    if sys.platform != "linux":
        return entries
    folder.mkdir(parents=True, exist_ok=True)
    stripped = []
    for path, source, kind in entries:
        place = source
        if kind != "SYMLINK" and re.search(r"^libpython|/lib-dynload/|/_rust\.", path):
            place = str(folder / file_name(path))
            subprocess.run(["strip", "--strip-unneeded", "-o", place, source], check=True)
            os.utime(place, (0, 0))
        stripped.append((path, place, kind))
    return stripped
