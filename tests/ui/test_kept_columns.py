"""The columns that somebody has chosen are kept, and shown again."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from dncdesk.core.settings import Settings
from dncdesk.core.window_settings import WindowSettings
from dncdesk.record.query import Column
from tests.ui.conftest import Stage
from tests.ui.standin import MAIN


def headings(stage: Stage) -> list[str]:
    model = stage.find(QTableView, "logTable").model()
    return [str(model.headerData(n, Qt.Orientation.Horizontal)) for n in range(model.columnCount())]


def test_chosen_columns_go_into_the_settings(real: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    real.window._log._choose_columns((Column.NUMBER, Column.NOTE))
    qtbot.waitUntil(real.window.idle, timeout=5_000)
    kept = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert kept["window"]["columns"] == ["number", "note"]


def test_the_columns_in_the_settings_are_shown(stage: Stage) -> None:
    window = WindowSettings(columns=("number", "note"))
    stage.desk.make_ready(settings=Settings(servers=(MAIN,), server="Main", window=window))
    assert headings(stage) == ["Number", "Note"]
