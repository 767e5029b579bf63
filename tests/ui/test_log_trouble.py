"""The log that cannot be opened, cannot be written, or is damaged meanwhile: nothing is lost and nobody is locked out.

The real desk and a practice dialler; what is wrong with the log is really wrong with its file.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from dncdesk.core.paths import paths
from dncdesk.desk import opening
from dncdesk.practice.server import PracticeDialler
from dncdesk.record import writer
from dncdesk.ui.settings_dialog import SettingsDialog
from tests.ui.conftest import OpenDesk, Stage

FIRST, SECOND = "7275551212", "(813) 555-0164"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "AGAIN_MS", 100)
    monkeypatch.setattr(writer, "_BUSY_SECONDS", 0.05)


@pytest.fixture
def in_its_place(tmp_path: Path) -> Path:
    """A folder where the log should be."""
    folder = paths(tmp_path).log
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The log, locked by another program."""
    path = paths(tmp_path).log
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE theirs (x)")
        other.execute("BEGIN EXCLUSIVE")
        yield other


def field(stage: Stage) -> QLineEdit:
    return stage.find(QLineEdit, "numberField")


def enter(stage: Stage, number: str) -> None:
    field(stage).setText(number)
    QTest.keyClick(field(stage), Qt.Key.Key_Return)


def title(stage: Stage) -> str:
    return stage.find(QLabel, "resultTitle").text()


def words(stage: Stage) -> str:
    return stage.find(QLabel, "resultText").text()


def action(stage: Stage) -> QPushButton:
    return stage.find(QPushButton, "resultAction")


def choose(stage: Stage, qtbot: QtBot) -> None:
    box = stage.find(QComboBox, "campaignBox")
    qtbot.waitUntil(lambda: box.findData("TESTCAMP") >= 0, timeout=10_000)
    box.setCurrentIndex(box.findData("TESTCAMP"))


def test_a_log_that_cannot_be_opened_is_said_and_opened_later(
    open_desk: OpenDesk, dialler: PracticeDialler, in_its_place: Path, qtbot: QtBot
) -> None:
    stage = open_desk(dialler.url, ready=False)
    assert title(stage) == "Nothing can be recorded"
    assert str(in_its_place.parent) in words(stage)
    assert action(stage).text() == "&Try now"
    with qtbot.waitSignal(stage.desk.ready, timeout=10_000):
        in_its_place.rmdir()
    assert words(stage) == "The result will stand here."
    choose(stage, qtbot)
    with qtbot.waitSignal(stage.desk.settled, timeout=15_000):
        enter(stage, FIRST)
    assert "7275551212" in str(dialler.state()["campaign_dnc"])


def test_a_log_that_another_program_has_locked_is_opened_when_it_lets_go(
    open_desk: OpenDesk, dialler: PracticeDialler, locked: sqlite3.Connection, qtbot: QtBot
) -> None:
    stage = open_desk(dialler.url, ready=False)
    assert "locked" in words(stage)
    with qtbot.waitSignal(stage.desk.ready, timeout=10_000):
        locked.execute("ROLLBACK")


def test_what_is_entered_meanwhile_is_not_taken_and_stays(
    open_desk: OpenDesk, dialler: PracticeDialler, in_its_place: Path, qtbot: QtBot
) -> None:
    stage = open_desk(dialler.url, ready=False)
    enter(stage, FIRST)
    assert (field(stage).text(), field(stage).selectedText()) == (FIRST, "")
    assert title(stage) == f"Not recorded: {FIRST}"
    assert stage.property("outcome") == ""
    assert action(stage).text() == "&Try now"
    with qtbot.waitSignal(stage.desk.ready, timeout=10_000):
        in_its_place.rmdir()
    assert title(stage) == f"Not recorded: {FIRST}"
    assert "Press Enter" in words(stage)
    qtbot.waitUntil(stage.window.idle, timeout=10_000)
    assert field(stage).text() == FIRST
    choose(stage, qtbot)
    with qtbot.waitSignal(stage.desk.settled, timeout=15_000):
        QTest.keyClick(field(stage), Qt.Key.Key_Return)
    assert "7275551212" in str(dialler.state()["campaign_dnc"])
    assert "Not recorded" not in title(stage)


def test_what_was_entered_before_it_was_known_is_given_back(stage: Stage) -> None:
    enter(stage, FIRST)
    assert title(stage) == "One moment"
    QTest.keyClicks(field(stage), "8135550164")
    enter(stage, SECOND)
    stage.desk.cannot_open("The log in /x cannot be written.")
    assert title(stage) == "Not recorded: 2 numbers"
    assert words(stage).startswith(f"{FIRST}, {SECOND}. The log in")
    assert field(stage).text() == SECOND
    action(stage).click()
    assert field(stage).text() == FIRST
    stage.desk.make_ready()
    assert stage.desk.blocked == []


def test_try_now_does_not_wait(
    open_desk: OpenDesk, dialler: PracticeDialler, in_its_place: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "AGAIN_MS", 600_000)
    stage = open_desk(dialler.url, ready=False)
    in_its_place.rmdir()
    with qtbot.waitSignal(stage.desk.ready, timeout=5_000):
        action(stage).click()


def test_it_is_said_once_however_often_it_is_tried(
    open_desk: OpenDesk, dialler: PracticeDialler, in_its_place: Path, qtbot: QtBot
) -> None:
    stage = open_desk(dialler.url, ready=False)
    said: list[str] = []
    stage.desk.log_problem_changed.connect(lambda: said.append("again"))
    qtbot.wait(500)
    assert said == []


def test_the_settings_wait_until_they_are_read(
    open_desk: OpenDesk, dialler: PracticeDialler, in_its_place: Path, qtbot: QtBot
) -> None:
    stage = open_desk(dialler.url, ready=False)
    stage.window._openers.open_settings()
    assert stage.window.findChild(SettingsDialog) is None
    with qtbot.waitSignal(stage.desk.ready, timeout=10_000):
        in_its_place.rmdir()
    assert stage.find(QLineEdit, "addressField").text() == dialler.url


def test_closing_without_a_log_takes_no_time(
    open_desk: OpenDesk, dialler: PracticeDialler, locked: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = open_desk(dialler.url, ready=False)
    monkeypatch.setattr(writer, "_BUSY_SECONDS", 3.0)
    stage.desk.try_now()
    before = time.monotonic()
    stage.window.close()
    assert time.monotonic() - before < 0.2


def damage(path: Path) -> None:
    """Overwrite the log's files, as a bad disk would; with the index, so that nobody goes on from memory."""
    for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        if name.exists():
            with name.open("r+b") as file:
                file.write(b"\xff" * name.stat().st_size)


def test_a_log_that_is_damaged_meanwhile_is_said_and_shown_anew(
    real: Stage, dialler: PracticeDialler, tmp_path: Path, qtbot: QtBot
) -> None:
    choose(real, qtbot)
    with qtbot.waitSignal(real.desk.settled, timeout=15_000):
        enter(real, FIRST)
    qtbot.waitUntil(real.window.idle, timeout=10_000)
    damage(paths(tmp_path).log)
    with qtbot.waitSignals([real.desk.log_replaced, real.desk.settled], timeout=15_000):
        enter(real, "8135550164")
    qtbot.waitUntil(real.window.idle, timeout=10_000)
    note = real.find(QLabel, "standingNote")
    assert "damaged" in note.text()
    assert note.isVisible()
    model = real.find(QTableView, "logTable").model()
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=5_000)
    assert model.index(0, 1).data() == "(813) 555-0164"
    assert list(tmp_path.rglob("log.damaged-*.sqlite3"))
