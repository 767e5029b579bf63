"""Taking back what has just been blocked: over the real desk, and what the banner does meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from dncdesk.core.outcome import Outcome
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import say
from dncdesk.practice.server import PracticeDialler
from dncdesk.ui.undo import SECONDS, UndoButton
from tests.ui.conftest import OpenDesk, Stage

NUMBER, SHOWN = "7275550142", "(727) 555-0142"


def field(stage: Stage) -> QLineEdit:
    return stage.find(QLineEdit, "numberField")


def undo(stage: Stage) -> UndoButton:
    return stage.find(UndoButton, "undoButton")


def title(stage: Stage) -> str:
    return stage.find(QLabel, "resultTitle").text()


def block(stage: Stage, qtbot: QtBot, number: str = NUMBER) -> None:
    box = stage.find(QComboBox, "campaignBox")
    box.setCurrentIndex(box.findData("TESTCAMP"))
    field(stage).setText(number)
    with qtbot.waitSignal(stage.desk.settled, timeout=15_000):
        QTest.keyClick(field(stage), Qt.Key.Key_Return)
    qtbot.waitUntil(stage.window.idle, timeout=10_000)


def press_undo_keys(stage: Stage, qtbot: QtBot) -> None:
    stage.window.activateWindow()  # without a window manager it does not stay so by itself
    qtbot.waitUntil(lambda: QApplication.activeWindow() is stage.window, timeout=5_000)
    assert stage.window.focusWidget() is field(stage)
    QTest.keyClick(field(stage), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def listed(dialler: PracticeDialler) -> bool:
    return NUMBER in str(dialler.state()["campaign_dnc"])


@pytest.fixture
def blocked(stage: Stage) -> Stage:
    """A window over the stand-in that has just blocked a number by itself."""
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    field(stage).setText(NUMBER)
    QTest.keyClick(field(stage), Qt.Key.Key_Return)
    stage.desk.record(stage.desk.blocked[0])
    stage.desk.settle(stage.desk.blocked[0], Outcome.BLOCKED, added=True)
    return stage


def test_a_block_can_be_taken_back(real: Stage, qtbot: QtBot, dialler: PracticeDialler) -> None:
    block(real, qtbot)
    assert listed(dialler)
    assert undo(real).isVisible()
    assert undo(real).text() == f"&Undo {SECONDS} s"
    with qtbot.waitSignal(real.desk.settled, timeout=15_000):
        QTest.mouseClick(undo(real), Qt.MouseButton.LeftButton)
        assert title(real) == f"Taking off: {SHOWN}"
        assert real.property("outcome") == "waiting"
    qtbot.waitUntil(real.window.idle, timeout=10_000)
    assert not listed(dialler)
    assert (title(real), real.property("outcome")) == (f"Taken off: {SHOWN}", "removed")
    assert "read back" in real.find(QLabel, "resultText").text()
    assert not undo(real).isVisible()


def test_the_log_shows_the_removal_and_what_became_of_the_block(real: Stage, qtbot: QtBot) -> None:
    block(real, qtbot)
    with qtbot.waitSignal(real.desk.settled, timeout=15_000):
        undo(real).click()
    qtbot.waitUntil(real.window.idle, timeout=10_000)
    model = real.find(QTableView, "logTable").model()
    qtbot.waitUntil(lambda: model.rowCount() == 2, timeout=5_000)
    rows = [[model.index(row, column).data() for column in (2, 3)] for row in range(2)]
    assert rows == [["Take off: TESTCAMP", "Taken off"], ["TESTCAMP", "Taken off"]]


def test_what_was_on_the_list_before_is_left_there(real: Stage, qtbot: QtBot, dialler: PracticeDialler) -> None:
    dialler.put_state({"campaign_dnc": [[NUMBER, "TESTCAMP"]]})
    block(real, qtbot)
    assert real.property("outcome") == "blocked"
    assert not undo(real).isVisible()
    assert not real.find(QLabel, "resultNote").isVisible()


def test_an_old_dialler_has_no_undo_and_the_reason_is_there(
    open_desk: OpenDesk, dialler: PracticeDialler, qtbot: QtBot
) -> None:
    dialler.put_state({"settings": {"build": "230101-0000"}})
    stage = open_desk(dialler.url)
    block(stage, qtbot)
    assert not undo(stage).isVisible()
    assert stage.find(QLabel, "resultNote").text() == "No Undo: this dialler is too old for it."


def test_an_account_that_may_not_take_off_is_told_once_and_not_offered_again(
    open_desk: OpenDesk, dialler: PracticeDialler, qtbot: QtBot
) -> None:
    users = dialler.state()["users"]
    dialler.put_state({"users": [user | {"delete_from_dnc": "0"} for user in users]})
    stage = open_desk(dialler.url)
    block(stage, qtbot)
    with qtbot.waitSignal(stage.desk.settled, timeout=15_000):
        undo(stage).click()
    assert (title(stage), stage.property("outcome")) == (f"Not taken off: {SHOWN}", "refused")
    assert stage.find(QLabel, "resultText").text().startswith("Not taken off")
    qtbot.waitUntil(stage.window.idle, timeout=10_000)
    block(stage, qtbot, "7275550143")
    assert not undo(stage).isVisible()
    assert "may not" in stage.find(QLabel, "resultNote").text()


def test_the_shortcut_does_the_same(blocked: Stage, qtbot: QtBot) -> None:
    press_undo_keys(blocked, qtbot)
    assert [removal.undoes for removal in blocked.desk.undone] == [blocked.desk.blocked[0].id]
    press_undo_keys(blocked, qtbot)
    assert len(blocked.desk.undone) == 1


def test_the_shortcut_takes_back_typing_first(blocked: Stage, qtbot: QtBot) -> None:
    QTest.keyClicks(field(blocked), "813")
    press_undo_keys(blocked, qtbot)
    assert blocked.desk.undone == []
    assert field(blocked).text() == ""


def test_after_ten_seconds_it_goes_and_nothing_moves(blocked: Stage, qtbot: QtBot) -> None:
    def places() -> list[QPoint]:
        QApplication.processEvents()  # for the layouts
        watched = [blocked.find(QWidget, name) for name in ("resultBanner", "resultText", "resultTitle", "logTable")]
        return [widget.mapTo(blocked.window, widget.rect().bottomRight()) for widget in watched]

    button = undo(blocked)
    before, width = places(), button.width()
    for second in range(SECONDS - 1, 0, -1):
        button._clock.timeout.emit()
        assert (button.text(), button.accessibleName()) == (f"&Undo {second} s", "Undo")
        assert button.width() == width
    assert button.isVisible()
    button._clock.timeout.emit()
    assert not button.isVisible()
    assert not button._clock.isActive()
    assert places() == before
    assert title(blocked) == f"Blocked: {SHOWN}"
    press_undo_keys(blocked, qtbot)
    assert blocked.desk.undone == []


def test_the_clock_runs_by_itself(blocked: Stage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: undo(blocked).text() == f"&Undo {SECONDS - 1} s", timeout=5_000)


def test_when_it_goes_the_keyboard_returns_to_the_number(blocked: Stage) -> None:
    undo(blocked).setFocus()
    for _ in range(SECONDS):
        undo(blocked)._clock.timeout.emit()
    assert blocked.window.focusWidget() is field(blocked)


def test_a_newer_request_ends_the_offer(blocked: Stage) -> None:
    field(blocked).setText("8135550164")
    QTest.keyClick(field(blocked), Qt.Key.Key_Return)
    assert not undo(blocked).isVisible()
    blocked.desk.record(blocked.desk.blocked[1])
    blocked.desk.settle(blocked.desk.blocked[1], Outcome.BLOCKED)
    assert not undo(blocked).isVisible()


def test_a_removal_that_cannot_be_recorded_is_told(blocked: Stage) -> None:
    undo(blocked).click()
    blocked.desk.not_recorded.emit(blocked.desk.undone[0], say("The disk is full."))
    assert (title(blocked), blocked.property("outcome")) == (f"Not taken off: {SHOWN}", "")
    assert blocked.find(QLabel, "resultText").text() == "The disk is full."
