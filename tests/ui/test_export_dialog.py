"""Exporting from the window: what is offered, by the keyboard alone, and what is said of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QProgressBar, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from dncdesk.record.events import Kind
from dncdesk.record.exporting.contents import Watch
from dncdesk.record.exporting.selection import Format
from dncdesk.ui.export_dialog import ExportDialog
from tests.support.desks import an_opt_out
from tests.ui.conftest import Stage


def opened(stage: Stage, qtbot: QtBot) -> ExportDialog:
    stage.find(QAction, "exportAction").trigger()
    dialog = stage.find(ExportDialog, "exportDialog")
    qtbot.waitUntil(stage.window.idle, timeout=10_000)
    return dialog


def radio(dialog: ExportDialog, name: str) -> QRadioButton:
    found = dialog.findChild(QRadioButton, name)
    assert isinstance(found, QRadioButton)
    return found


def button(dialog: ExportDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def said(dialog: ExportDialog) -> str:
    found = dialog.findChild(QLabel, "exportResult")
    assert isinstance(found, QLabel)
    return found.text()


def fill(stage: Stage, count: int = 3) -> None:
    for number in range(count):
        stage.desk._place.log.append_request(an_opt_out(f"727555{number:04}"))


def numbers(path: Path) -> list[str]:
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    return [row[0] for row in rows[1 : rows.index([])]]


@pytest.mark.parametrize("kind", list(Format))
def test_each_kind_of_file_is_written_and_said_so(real: Stage, qtbot: QtBot, tmp_path: Path, kind: Format) -> None:
    fill(real)
    dialog = opened(real, qtbot)
    radio(dialog, f"export{kind.value.capitalize()}").setChecked(True)
    assert dialog.kind() is kind
    dialog._save_as(str(tmp_path / f"a.{kind.value}"))
    qtbot.waitUntil(lambda: said(dialog) == f"Written: a.{kind.value}. Entries: 3.", timeout=20_000)
    assert (tmp_path / f"a.{kind.value}").stat().st_size > 500
    assert not button(dialog, "openFolderButton").isHidden()
    assert button(dialog, "exportCancelButton").isHidden()


def test_the_keyboard_alone_writes_a_file(real: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    fill(real)
    real.window.activateWindow()  # without a window manager it does not stay so by itself
    qtbot.waitUntil(real.window.isActiveWindow, timeout=5_000)
    QTest.keyClick(
        real.find(QLineEdit, "numberField"),
        Qt.Key.Key_E,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    dialog = real.find(ExportDialog, "exportDialog")
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5_000)
    QTest.keyClick(dialog, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.kind() is Format.CSV, timeout=5_000)  # the press of a button is shown a while
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    where = dialog.findChild(QFileDialog, "exportFileDialog")
    assert isinstance(where, QFileDialog)
    name = where.findChild(QLineEdit)
    assert isinstance(name, QLineEdit)
    assert name.text().endswith(".csv")
    name.setText(str(tmp_path / "typed"))
    QTest.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: said(dialog) == "Written: typed.csv. Entries: 3.", timeout=20_000)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not real.window.findChildren(ExportDialog), timeout=5_000)


def test_since_the_last_export_is_offered_once_there_is_one(real: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    fill(real, 2)
    dialog = opened(real, qtbot)
    since = radio(dialog, "exportSince")
    assert not since.isEnabled()
    radio(dialog, "exportCsv").setChecked(True)
    dialog._save_as(str(tmp_path / "a.csv"))
    qtbot.waitUntil(since.isEnabled, timeout=20_000)
    real.desk._place.log.append_request(an_opt_out("8135550100"))
    since.setChecked(True)
    dialog._save_as(str(tmp_path / "b.csv"))
    qtbot.waitUntil(lambda: "b.csv" in said(dialog), timeout=20_000)
    assert numbers(tmp_path / "b.csv") == ["8135550100"]


def test_what_the_table_shows_is_what_is_searched_for(real: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    fill(real)
    real.find(QLineEdit, "logSearch").setText("0002")
    dialog = opened(real, qtbot)
    assert radio(dialog, "exportShown").isChecked()
    radio(dialog, "exportCsv").setChecked(True)
    dialog._save_as(str(tmp_path / "a.csv"))
    qtbot.waitUntil(lambda: "a.csv" in said(dialog), timeout=20_000)
    assert numbers(tmp_path / "a.csv") == ["7275550002"]


def test_what_does_not_work_is_said_and_can_be_tried_elsewhere(real: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    fill(real)
    dialog = opened(real, qtbot)
    radio(dialog, "exportCsv").setChecked(True)
    dialog._save_as(str(tmp_path / "nowhere" / "a.csv"))
    qtbot.waitUntil(lambda: "There is no folder" in said(dialog), timeout=20_000)
    assert button(dialog, "openFolderButton").isHidden()
    dialog._save_as(str(tmp_path / "a.csv"))
    qtbot.waitUntil(lambda: said(dialog) == "Written: a.csv. Entries: 3.", timeout=20_000)


def test_stop_stops_it_and_says_so(real: Stage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(real)
    dialog = opened(real, qtbot)
    # The first step comes only when a person has pressed Stop.
    step = Watch.step

    def when_stopped(self: Watch, done: int, total: int) -> None:
        assert self._cancelled.wait(10)
        step(self, done if done % 500 == 0 else total, total)

    monkeypatch.setattr(Watch, "step", when_stopped)
    dialog._save_as(str(tmp_path / "a.xlsx"))
    stop = button(dialog, "exportCancelButton")
    assert not stop.isHidden()
    assert not button(dialog, "exportSaveButton").isEnabled()
    bar = dialog.findChild(QProgressBar, "exportProgress")
    assert isinstance(bar, QProgressBar)
    assert not bar.isHidden()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)  # as Stop does; it closes nothing yet
    qtbot.waitUntil(lambda: said(dialog) == "Stopped. Nothing was written.", timeout=20_000)
    assert list(tmp_path.glob("*.xlsx")) == []
    assert button(dialog, "exportSaveButton").isEnabled()


def test_the_folder_is_opened(real: Stage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = opened(real, qtbot)
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", asked.append)
    dialog._save_as(str(tmp_path / "a.xlsx"))
    qtbot.waitUntil(lambda: "a.xlsx" in said(dialog), timeout=20_000)
    button(dialog, "openFolderButton").click()
    assert asked == [QUrl.fromLocalFile(str(tmp_path))]


def test_closing_the_window_ends_an_export_without_a_rest(
    real: Stage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(real)
    dialog = opened(real, qtbot)
    step = Watch.step

    def when_stopped(self: Watch, done: int, total: int) -> None:
        assert self._cancelled.wait(10)
        step(self, total, total)

    monkeypatch.setattr(Watch, "step", when_stopped)
    dialog._save_as(str(tmp_path / "a.xlsx"))
    real.desk.close()
    qtbot.waitUntil(lambda: not [path for path in tmp_path.iterdir() if ".xlsx" in path.name], timeout=5_000)


def test_each_export_is_noted(real: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(real, qtbot)
    dialog._save_as(str(tmp_path / "a.xlsx"))
    qtbot.waitUntil(lambda: "a.xlsx" in said(dialog), timeout=20_000)
    facts = real.desk._place.log.read(lambda reader: list(reader.events("")))
    assert [event.body["file"] for event in facts if event.kind is Kind.EXPORTED] == ["a.xlsx"]


def test_before_the_log_is_open_there_is_nothing_to_export(stage: Stage) -> None:
    stage.find(QAction, "exportAction").trigger()
    stage.find(QAction, "importAction").trigger()
    assert stage.window.findChildren(ExportDialog) == []
