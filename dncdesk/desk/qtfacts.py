"""Facts about Qt on this computer, for the self-test."""

from __future__ import annotations

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication


def qt_facts() -> dict[str, str]:
    """Versions of Qt and PySide6, and the platform that it runs on."""
    _app = QGuiApplication.instance() or QGuiApplication(["dncdesk"])  # the platform is known once there is one
    return {"qt": qVersion() or "", "pyside6": pyside_version, "platform": QGuiApplication.platformName()}
