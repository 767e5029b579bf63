"""From Enter to the banner, over a stand-in: nothing is lost, nothing goes twice, the latest request speaks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDateTimeEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dncdesk.blocking.check import CheckReport
from dncdesk.core.outcome import Outcome
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import say
from dncdesk.core.settings import Settings
from dncdesk.desk.connection import no_password
from dncdesk.record.query import Query
from tests.ui.conftest import Stage

FIRST, SECOND = "7275551212", "(813) 555-0164"


@pytest.fixture
def ready(stage: Stage) -> Stage:
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    return stage


def field(stage: Stage) -> QLineEdit:
    return stage.find(QLineEdit, "numberField")


def enter(stage: Stage, number: str | None = None) -> None:
    if number is not None:
        field(stage).setText(number)
    QTest.keyClick(field(stage), Qt.Key.Key_Return)


def title(stage: Stage) -> str:
    return stage.find(QLabel, "resultTitle").text()


def attention(stage: Stage) -> QPushButton:
    return stage.find(QPushButton, "attentionLine")


def pending(stage: Stage) -> QPushButton:
    return stage.find(QPushButton, "pendingIndicator")


@pytest.mark.parametrize("where", ["everywhereToggle", "campaignBox", "noteField"])
def test_enter_blocks_once_wherever_the_keyboard_is_in_the_form(ready: Stage, where: str) -> None:
    field(ready).setText(FIRST)
    ready.find(QToolButton, "detailsFold").click()
    widget = ready.find(QWidget, where)
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Return)
    assert len(ready.desk.blocked) == 1


@pytest.mark.parametrize("where", ["everywhereToggle", "campaignBox", "noteField"])
def test_escape_clears_wherever_the_keyboard_is_in_the_form(ready: Stage, where: str) -> None:
    field(ready).setText(FIRST)
    ready.find(QToolButton, "detailsFold").click()
    QTest.keyClick(ready.find(QWidget, where), Qt.Key.Key_Escape)
    assert field(ready).text() == ""


def test_the_number_field_has_the_focus_at_the_start_and_after_the_result(ready: Stage) -> None:
    assert ready.window.focusWidget() is field(ready)
    field(ready).setText(FIRST)
    ready.find(QPushButton, "blockButton").setFocus()
    QTest.keyClick(ready.find(QPushButton, "blockButton"), Qt.Key.Key_Return)
    ready.desk.record(ready.desk.blocked[0])
    assert ready.window.focusWidget() is field(ready)


def test_one_enter_is_one_request_with_all_that_was_chosen(ready: Stage) -> None:
    ready.find(QLineEdit, "noteField").setText("  a letter ")
    enter(ready, FIRST)
    (sent,) = ready.desk.blocked
    assert (sent.number_typed, sent.main_form, str(sent.scope), sent.note) == (FIRST, FIRST, "TESTCAMP", "a letter")


def test_enter_again_before_it_is_recorded_sends_nothing_twice(ready: Stage) -> None:
    enter(ready, FIRST)
    enter(ready)
    field(ready).setText("+1 727 555 1212")
    enter(ready)
    assert len(ready.desk.blocked) == 1
    assert not ready.window.idle()


def test_the_same_number_with_another_note_is_another_request(ready: Stage) -> None:
    """What was typed for the second one must not be lost with it."""
    enter(ready, FIRST)
    ready.find(QLineEdit, "noteField").setText("a letter")
    enter(ready, FIRST)
    assert [sent.note for sent in ready.desk.blocked] == ["", "a letter"]


def test_what_cannot_go_out_after_the_start_is_named_and_kept(stage: Stage) -> None:
    """The field holds the next number by then: what was entered before it stands nowhere else."""
    for number in (FIRST, "not a number", SECOND):
        enter(stage, number)
    stage.desk.make_ready()
    assert stage.desk.blocked == []
    assert field(stage).text() == SECOND
    assert title(stage) == "Choose a campaign first"
    QTest.mouseClick(attention(stage), Qt.MouseButton.LeftButton)
    assert title(stage) == "Not recorded: 2 numbers"
    assert "(727) 555-1212" in stage.find(QLabel, "resultText").text()
    assert "not a number" in stage.find(QLabel, "resultText").text()


def test_the_same_number_elsewhere_is_another_request(ready: Stage, qtbot: QtBot) -> None:
    enter(ready, FIRST)
    ready.find(QCheckBox, "everywhereToggle").click()
    enter(ready)
    qtbot.waitUntil(ready.find(QPushButton, "confirmButton").isEnabled)
    enter(ready)
    assert [str(sent.scope) for sent in ready.desk.blocked] == ["TESTCAMP", "EVERYWHERE"]


def test_the_field_is_cleared_when_it_is_on_disk_and_not_before(ready: Stage) -> None:
    enter(ready, FIRST)
    assert field(ready).text() == FIRST
    assert ready.property("outcome") == "waiting"
    ready.desk.record(ready.desk.blocked[0])
    assert field(ready).text() == ""
    assert ready.property("outcome") == "waiting"
    assert ready.window.idle()


def test_what_has_been_typed_since_is_left_alone(ready: Stage) -> None:
    enter(ready, FIRST)
    field(ready).setText("813")
    ready.desk.record(ready.desk.blocked[0])
    assert field(ready).text() == "813"


def test_a_note_goes_with_its_own_request_only(ready: Stage) -> None:
    ready.find(QLineEdit, "noteField").setText("a letter")
    enter(ready, FIRST)
    field(ready).setText(SECOND)
    ready.desk.record(ready.desk.blocked[0])
    enter(ready)
    assert [sent.note for sent in ready.desk.blocked] == ["a letter", ""]


def test_when_it_cannot_be_recorded_the_number_stays_and_the_window_says_so(ready: Stage) -> None:
    enter(ready, FIRST)
    ready.desk.not_recorded.emit(ready.desk.blocked[0], say("The disk is full."))
    assert field(ready).text() == FIRST
    assert "Not recorded" in title(ready)
    assert ready.find(QLabel, "resultText").text() == "The disk is full."
    assert ready.property("outcome") == ""
    enter(ready)
    assert len(ready.desk.blocked) == 2


def test_a_number_that_is_not_recorded_comes_back_into_an_empty_field(ready: Stage) -> None:
    enter(ready, FIRST)
    field(ready).clear()
    ready.desk.not_recorded.emit(ready.desk.blocked[0], say("The disk is full."))
    assert field(ready).text() == FIRST


def test_digits_after_enter_begin_another_number(ready: Stage) -> None:
    enter(ready, FIRST)
    QTest.keyClicks(field(ready), "813")
    assert field(ready).text() == "813"
    ready.desk.record(ready.desk.blocked[0])
    assert field(ready).text() == "813"


def test_a_number_that_was_overtyped_and_not_recorded_can_be_put_back(ready: Stage) -> None:
    enter(ready, FIRST)
    QTest.keyClicks(field(ready), "8135")
    ready.desk.not_recorded.emit(ready.desk.blocked[0], say("The disk is full."))
    assert title(ready) == "Not recorded: (727) 555-1212"
    assert field(ready).text() == "8135"
    put_back = ready.find(QPushButton, "resultAction")
    assert put_back.text() == "&Put it back"
    put_back.click()
    assert field(ready).text() == FIRST
    assert ready.window.focusWidget() is field(ready)
    field(ready).undo()
    assert field(ready).text() == "8135"


def test_hands_are_not_empty_while_something_entered_is_on_no_disk_or_has_to_be_looked_at(ready: Stage) -> None:
    assert ready.window.empty_handed()
    enter(ready, FIRST)
    assert not ready.window.empty_handed()
    QTest.keyClicks(field(ready), "8135")
    ready.desk.not_recorded.emit(ready.desk.blocked[0], say("The disk is full."))
    field(ready).clear()
    assert not ready.window.empty_handed()


def test_hands_are_empty_once_all_is_recorded_and_settled(ready: Stage) -> None:
    enter(ready, FIRST)
    ready.desk.record(ready.desk.blocked[0])
    ready.desk.settle(ready.desk.blocked[0], Outcome.BLOCKED)
    assert ready.window.empty_handed()


def test_what_is_not_recorded_is_not_passed_over_for_something_newer(ready: Stage) -> None:
    enter(ready, FIRST)
    enter(ready, SECOND)
    first, second = ready.desk.blocked
    ready.desk.not_recorded.emit(first, say("The disk is full."))
    ready.desk.record(second)
    ready.desk.settle(second, Outcome.BLOCKED)
    third = "8135550165"
    enter(ready, third)
    ready.desk.record(ready.desk.blocked[2])
    assert attention(ready).isVisible()
    attention(ready).click()
    assert title(ready) == f"Not recorded: {first.shown}"
    ready.find(QPushButton, "resultAction").click()
    assert field(ready).text() == FIRST
    enter(ready)
    ready.desk.record(ready.desk.blocked[3])
    assert not attention(ready).isVisible()
    assert "Recorded" in title(ready)


def test_escape_lets_go_of_what_was_not_recorded(ready: Stage) -> None:
    enter(ready, FIRST)
    ready.desk.not_recorded.emit(ready.desk.blocked[0], say("The disk is full."))
    QTest.keyClick(field(ready), Qt.Key.Key_Escape)
    assert "Not recorded" not in title(ready) or not ready.find(QLabel, "resultTitle").isVisible()
    assert not attention(ready).isVisible()


def test_alt_and_b_blocks_what_stood_there_at_that_moment(ready: Stage, qtbot: QtBot) -> None:
    field(ready).setText(FIRST)
    ready.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is ready.window, timeout=5_000)
    QTest.keyClick(field(ready), Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(field(ready), "9")
    assert [sent.main_form for sent in ready.desk.blocked] == [FIRST]
    assert field(ready).text() == "9"


def test_what_is_no_number_is_said_under_the_field_and_kept(ready: Stage) -> None:
    enter(ready, "727 555")
    assert ready.desk.blocked == []
    assert field(ready).text() == "727 555"
    assert "too short" in ready.find(QLabel, "reading").text()


def test_enter_on_an_empty_field_is_no_mistake(ready: Stage) -> None:
    enter(ready, FIRST)
    ready.desk.record(ready.desk.blocked[0])
    enter(ready)
    assert len(ready.desk.blocked) == 1
    assert title(ready).startswith("Recorded")


def test_a_key_held_down_submits_once(ready: Stage) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    field(ready).setText(FIRST)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(field(ready), held)
    assert ready.desk.blocked == []


def test_enter_before_the_start_is_over_is_kept_and_sent_once(stage: Stage) -> None:
    enter(stage, FIRST)
    enter(stage)
    assert not stage.window.idle()
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    assert [sent.main_form for sent in stage.desk.blocked] == [FIRST]
    assert str(stage.desk.blocked[0].scope) == "TESTCAMP"


def test_escape_takes_back_what_waits_for_the_start(stage: Stage) -> None:
    enter(stage, FIRST)
    QTest.keyClick(field(stage), Qt.Key.Key_Escape)
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    assert stage.desk.blocked == []
    assert stage.property("outcome") == ""


def test_escape_clears_from_anywhere_and_keeps_the_choice_of_where(ready: Stage) -> None:
    field(ready).setText(FIRST)
    ready.find(QLineEdit, "noteField").setText("x")
    ready.find(QTableView, "logTable").setFocus()
    QTest.keyClick(ready.find(QTableView, "logTable"), Qt.Key.Key_Escape)
    assert (field(ready).text(), ready.find(QLineEdit, "noteField").text()) == ("", "")
    assert ready.find(QPushButton, "blockButton").accessibleName() == "Block in TESTCAMP"
    assert ready.window.focusWidget() is field(ready)


def test_without_a_campaign_nothing_goes(stage: Stage) -> None:
    stage.desk.make_ready()
    enter(stage, FIRST)
    assert stage.desk.blocked == []
    assert field(stage).text() == FIRST
    assert title(stage) == "Choose a campaign first"
    assert not stage.find(QPushButton, "blockButton").isEnabled()


def test_without_a_server_the_window_says_so(stage: Stage) -> None:
    stage.desk.make_ready(settings=Settings())
    QTest.keyClick(stage.find(QWidget, "firstAddress"), Qt.Key.Key_Escape)
    button = stage.find(QPushButton, "blockButton")
    assert (button.isEnabled(), button.text()) == (False, "Set up a dialler first")
    assert title(stage) == "No dialler set up yet"
    assert stage.find(QPushButton, "resultAction").isVisible()


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.BLOCKED, "Blocked: (727) 555-1212"),
        (Outcome.STOPPED, "Stopped here: (727) 555-1212"),
        (Outcome.LISTED, "On the list: (727) 555-1212"),
        (Outcome.NOT_EFFECTIVE, "Not effective: (727) 555-1212"),
        (Outcome.REFUSED, "Refused: (727) 555-1212"),
        (Outcome.WAITING, "Not delivered yet: (727) 555-1212"),
        (Outcome.REMOVED, "Taken off: (727) 555-1212"),
    ],
)
def test_every_outcome_has_its_words_and_moves_nothing(ready: Stage, outcome: Outcome, words: str) -> None:
    table = ready.find(QTableView, "logTable")
    before = table.mapTo(ready.window, table.rect().topLeft())
    enter(ready, FIRST)
    ready.desk.record(ready.desk.blocked[0])
    ready.desk.settle(ready.desk.blocked[0], outcome, "One lead was waiting in the queue and has been taken out.")
    ready.window.grab()
    assert title(ready) == words
    assert ready.property("outcome") == outcome.value
    assert table.mapTo(ready.window, table.rect().topLeft()) == before


def test_texts_from_outside_are_plain(ready: Stage) -> None:
    for label in ready.window.findChildren(QLabel):
        if label.objectName():
            assert label.textFormat() == Qt.TextFormat.PlainText, label.objectName()
    assert ready.find(QLabel, "resultText").accessibleName() == ""
    assert ready.find(QLabel, "resultTitle").accessibleName() == ""


def test_an_earlier_problem_does_not_take_the_banner_but_is_not_passed_over(ready: Stage) -> None:
    for number in (FIRST, SECOND):
        enter(ready, number)
        ready.desk.record(ready.desk.blocked[-1])
    first, second = ready.desk.blocked
    ready.desk.settle(first, Outcome.REFUSED)
    assert second.shown in title(ready)
    assert attention(ready).isVisible()
    ready.desk.settle(second, Outcome.BLOCKED)
    assert title(ready) == f"Blocked: {second.shown}"
    attention(ready).click()
    assert title(ready) == f"Refused: {first.shown}"
    assert not attention(ready).isVisible()


def test_an_earlier_success_asks_for_no_attention(ready: Stage) -> None:
    for number in (FIRST, SECOND):
        enter(ready, number)
        ready.desk.record(ready.desk.blocked[-1])
    ready.desk.settle(ready.desk.blocked[0], Outcome.BLOCKED)
    assert not attention(ready).isVisible()


def test_what_waited_and_is_done_later_is_said_where_it_was_said(ready: Stage) -> None:
    enter(ready, FIRST)
    ready.desk.record(ready.desk.blocked[0])
    ready.desk.settle(ready.desk.blocked[0], Outcome.WAITING)
    assert ready.find(QPushButton, "resultAction").text() == "&Try now"
    ready.find(QPushButton, "resultAction").click()
    assert ready.desk.tries == 1
    ready.desk.settle(ready.desk.blocked[0], Outcome.BLOCKED)
    assert title(ready).startswith("Blocked")


def test_a_late_result_does_not_take_the_keyboard_away(ready: Stage) -> None:
    enter(ready, FIRST)
    ready.desk.record(ready.desk.blocked[0])
    ready.find(QLineEdit, "logSearch").setFocus()
    ready.desk.settle(ready.desk.blocked[0], Outcome.BLOCKED)
    assert ready.window.focusWidget() is ready.find(QLineEdit, "logSearch")


def test_what_is_only_just_on_its_way_is_not_called_undelivered(ready: Stage) -> None:
    enter(ready, FIRST)
    ready.desk.record(ready.desk.blocked[0])
    assert not pending(ready).isVisible()
    ready.desk.settle(ready.desk.blocked[0], Outcome.WAITING)
    assert pending(ready).isVisible()
    assert "1 not delivered yet" in pending(ready).text()
    assert "1 not delivered yet, since" in pending(ready).accessibleName()
    assert "not all is delivered" in ready.find(QLabel, "connectionState").text()
    pending(ready).click()
    assert ready.desk.tries == 1
    ready.desk.settle(ready.desk.blocked[0], Outcome.BLOCKED)
    assert not pending(ready).isVisible()
    assert ready.find(QLabel, "connectionState").text() == "connected, 38 ms"


def test_check_asks_and_changes_nothing(ready: Stage) -> None:
    field(ready).setText(FIRST)
    ready.find(QPushButton, "checkButton").click()
    ((number, scope),) = ready.desk.checks
    report = CheckReport(shown=number.shown, scope=scope, outcome=None, why=say("On none of its lists."))
    ready.desk.checked.emit(report)
    assert title(ready) == "Not blocked: (727) 555-1212"
    assert ready.property("outcome") == ""
    assert (ready.desk.blocked, field(ready).text()) == ([], FIRST)


def test_a_check_that_is_overtaken_does_not_take_the_banner(ready: Stage) -> None:
    field(ready).setText(FIRST)
    ready.find(QPushButton, "checkButton").click()
    enter(ready)
    number, scope = ready.desk.checks[0]
    ready.desk.checked.emit(CheckReport(shown=number.shown, scope=scope, outcome=None, why=say("Late.")))
    assert "Late" not in ready.find(QLabel, "resultText").text()


def test_a_missing_password_is_said_before_anything_is_entered(ready: Stage) -> None:
    ready.desk.connection = no_password()
    ready.desk.connection_changed.emit()
    assert title(ready) == "Password missing"
    assert ready.find(QPushButton, "resultAction").text() == "&Settings…"
    ready.desk.make_ready(last=Scope("TESTCAMP"))
    assert ready.find(QLabel, "resultText").text() == "The result will stand here."


def test_a_notice_does_not_take_the_banner_from_a_result(ready: Stage) -> None:
    enter(ready, FIRST)
    ready.desk.notice.emit(say("Something else."))
    assert "Recording" in title(ready)
    assert ready.find(QLabel, "standingNote").text() == "Something else."


def test_they_asked_earlier(ready: Stage) -> None:
    ready.find(QToolButton, "detailsFold").click()
    asked = ready.find(QDateTimeEdit, "askedAtField")
    assert asked.isVisible()
    earlier = asked.dateTime().addDays(-2)
    asked.setDateTime(earlier)
    enter(ready, FIRST)
    sent = ready.desk.blocked[0].asked_at
    assert sent.tzinfo is not None
    assert int(sent.timestamp()) == earlier.toSecsSinceEpoch()
    ready.desk.record(ready.desk.blocked[0])
    assert not asked.isVisible()
    assert "just now" in ready.find(QToolButton, "detailsFold").text()


def test_the_search_waits_for_a_pause_in_the_typing(ready: Stage, qtbot: QtBot) -> None:
    asked = ready.desk.logbook.asked
    before = len(asked)
    for text in ("8", "81", "813"):
        ready.find(QLineEdit, "logSearch").setText(text)
    assert len(asked) == before
    qtbot.waitUntil(lambda: len(asked) > before, timeout=5_000)
    assert asked[before:] == [Query(search="813")]


def test_put_number_fills_and_never_submits(ready: Stage) -> None:
    ready.window.put_number("dnc:7275551212")
    assert field(ready).text() == "dnc:7275551212"
    assert field(ready).selectedText() == "dnc:7275551212"
    ready.window.put_number("")
    assert field(ready).text() == "dnc:7275551212"
    assert ready.desk.blocked == []


def test_closing_the_window_closes_the_desk(ready: Stage) -> None:
    ready.window.close()
    assert ready.desk.closed == 1
