"""What the tests of lists do in the window: paste one, look through it, send it, hold it up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from dncdesk.desk.run import Run
from dncdesk.practice.server import PracticeDialler
from dncdesk.ui.many_window import ManyWindow
from tests.ui.conftest import Found, Stage

NUMBERS = [f"727555{place:04d}" for place in range(1001, 1031)]


def window_of(stage: Stage) -> ManyWindow:
    found = [w for w in stage.window.findChildren(ManyWindow) if w.isVisible()]
    assert found, "no list is open"
    return found[-1]


def part(stage: Stage, kind: type[Found], name: str) -> Found:
    found = window_of(stage).findChild(kind, name)
    assert found is not None, f"no {kind.__name__} is called {name}"
    return found


def paste(stage: Stage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(stage.find(QLineEdit, "numberField"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def is_open(stage: Stage) -> bool:
    return any(window.isVisible() for window in stage.window.findChildren(ManyWindow))


def look(stage: Stage, qtbot: QtBot, text: str) -> None:
    """Paste a list, and wait until it can be looked through."""
    paste(stage, text)
    qtbot.waitUntil(lambda: part(stage, QPushButton, "listBlockButton").isVisible(), timeout=10_000)


def choose(stage: Stage, campaign: str) -> None:
    box = part(stage, QComboBox, "listCampaignBox")
    box.setCurrentIndex(box.findData(campaign))


def block_all(stage: Stage, campaign: str = "TESTCAMP") -> Run:
    choose(stage, campaign)
    part(stage, QPushButton, "listBlockButton").click()
    run = window_of(stage).run
    assert run is not None
    return run


def blocked(dialler: PracticeDialler) -> list[str]:
    return sorted(number for number, _ in dialler.state()["campaign_dnc"])


def cells(table: QTableView, column: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def pause(stage: Stage, qtbot: QtBot, run: Run, *, all_recorded: bool = True) -> None:
    part(stage, QPushButton, "runPauseButton").click()
    qtbot.waitUntil(lambda: run.paused and not run.busy, timeout=10_000)
    qtbot.waitUntil(lambda: not all_recorded or run.recorded == run.requests, timeout=10_000)
    qtbot.waitUntil(stage.window.idle, timeout=10_000)


def answer(stage: Stage, words: str) -> None:
    part(stage, QPushButton, "runStopButton").click()
    question = part(stage, QMessageBox, "listStopQuestion")
    next(button for button in question.buttons() if words in button.text()).click()
