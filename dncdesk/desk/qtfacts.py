"""Facts about Qt on this computer, for the self-test."""

from __future__ import annotations

from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QTranslator, qVersion
from PySide6.QtGui import QGuiApplication


def qt_facts() -> dict[str, str]:
    """Versions of Qt and PySide6, and the platform that it runs on."""
    _app = QGuiApplication.instance() or QGuiApplication(["dncdesk"])  # the platform is known once there is one
    return {"qt": qVersion() or "", "pyside6": pyside_version, "platform": QGuiApplication.platformName()}


def speaks(file: Path) -> bool:
    """Whether `file` is a translation that Qt can load and that holds something."""
    translator = QTranslator()
    return translator.load(str(file)) and not translator.isEmpty()
