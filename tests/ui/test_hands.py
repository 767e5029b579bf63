"""The keys: what blocks everywhere is asked first, numbers are recalled and offered, and every key is on the sheet."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dncdesk.core.scope import Scope
from dncdesk.core.settings import Settings
from dncdesk.practice.server import PracticeDialler
from dncdesk.ui.confirm_strip import ConfirmStrip
from dncdesk.ui.recall import Recall
from dncdesk.ui.shortcut_sheet import sheet
from tests.ui.conftest import Stage

NUMBER, SHOWN = "7275550101", "(727) 555-0101"
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def clipboard() -> None:
    QGuiApplication.clipboard().clear()


@pytest.fixture
def ready(stage: Stage, qtbot: QtBot) -> Stage:
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow, timeout=5_000)
    return stage


def field(stage: Stage) -> QLineEdit:
    return stage.find(QLineEdit, "numberField")


def strip(stage: Stage) -> ConfirmStrip:
    return stage.find(ConfirmStrip, "confirmStrip")


def enter(stage: Stage) -> None:
    QTest.keyClick(field(stage), Qt.Key.Key_Return)


def ripe(stage: Stage, qtbot: QtBot) -> None:
    qtbot.waitUntil(stage.find(QAbstractButton, "confirmButton").isEnabled, timeout=5_000)


def sent(stage: Stage) -> list[tuple[str, str]]:
    return [(opt_out.main_form, str(opt_out.scope)) for opt_out in stage.desk.blocked]


def ask(stage: Stage) -> None:
    stage.find(QCheckBox, "everywhereToggle").setChecked(True)
    field(stage).setText(NUMBER)
    enter(stage)


def test_a_campaign_is_blocked_without_a_question(ready: Stage) -> None:
    field(ready).setText(NUMBER)
    enter(ready)
    assert sent(ready) == [(NUMBER, "TESTCAMP")]
    assert strip(ready).asked is None


def test_everywhere_is_asked_first_and_goes_out_with_a_second_enter(ready: Stage, qtbot: QtBot) -> None:
    ask(ready)
    assert sent(ready) == []
    assert ready.find(QLabel, "confirmTitle").text() == f"Block {SHOWN} everywhere?"
    assert strip(ready).isVisible()
    assert not ready.find(QWidget, "resultBanner").isVisible()
    ripe(ready, qtbot)
    enter(ready)
    assert sent(ready) == [(NUMBER, "EVERYWHERE")]
    assert not strip(ready).isVisible()
    assert ready.find(QWidget, "resultBanner").isVisible()


def test_a_second_enter_out_of_habit_is_no_answer(ready: Stage) -> None:
    ask(ready)
    enter(ready)
    enter(ready)
    assert sent(ready) == []
    assert strip(ready).asked is not None


def test_nothing_moves_when_it_is_asked(ready: Stage) -> None:
    table = ready.find(QWidget, "logTable")
    before = table.mapTo(ready.window, table.rect().topLeft())
    ask(ready)
    QApplication.processEvents()
    assert table.mapTo(ready.window, table.rect().topLeft()) == before


def test_escape_withdraws_the_question_and_keeps_the_number(ready: Stage, qtbot: QtBot) -> None:
    ask(ready)
    ripe(ready, qtbot)
    QTest.keyClick(field(ready), Qt.Key.Key_Escape)
    assert (strip(ready).asked, field(ready).text()) == (None, NUMBER)
    QTest.keyClick(field(ready), Qt.Key.Key_Escape)
    assert field(ready).text() == ""
    assert sent(ready) == []


@pytest.mark.parametrize("what", ["number", "campaign", "note"])
def test_any_edit_withdraws_the_question(ready: Stage, qtbot: QtBot, what: str) -> None:
    ask(ready)
    ripe(ready, qtbot)
    if what == "number":
        QTest.keyClicks(field(ready), "9")
    elif what == "campaign":
        ready.find(QCheckBox, "everywhereToggle").setChecked(False)
    else:
        ready.find(QLineEdit, "noteField").setText("Ann")
    assert strip(ready).asked is None
    assert sent(ready) == []


def test_the_buttons_of_the_question_do_what_they_say(ready: Stage, qtbot: QtBot) -> None:
    ask(ready)
    ready.find(QAbstractButton, "withdrawButton").click()
    assert strip(ready).asked is None
    enter(ready)
    ripe(ready, qtbot)
    ready.find(QAbstractButton, "confirmButton").click()
    assert sent(ready) == [(NUMBER, "EVERYWHERE")]


def test_ctrl_enter_asks_for_everywhere_and_leaves_the_choice_of_campaign(ready: Stage, qtbot: QtBot) -> None:
    field(ready).setText(NUMBER)
    QTest.keyClick(field(ready), Qt.Key.Key_Return, CTRL)
    assert sent(ready) == []
    ripe(ready, qtbot)
    QTest.keyClick(field(ready), Qt.Key.Key_Return, CTRL)
    assert sent(ready) == [(NUMBER, "EVERYWHERE")]
    assert ready.desk.last_scope == Scope("TESTCAMP")
    assert not ready.find(QCheckBox, "everywhereToggle").isChecked()


def test_what_is_no_number_is_said_and_not_asked_about(ready: Stage) -> None:
    ready.find(QCheckBox, "everywhereToggle").setChecked(True)
    field(ready).setText("12")
    enter(ready)
    assert strip(ready).asked is None
    assert ready.find(QLabel, "reading").property("text") != "Not a full number yet."


def test_a_number_from_before_the_start_is_asked_about_where_the_last_choice_was_everywhere(
    stage: Stage, qtbot: QtBot
) -> None:
    field(stage).setText(NUMBER)
    enter(stage)
    stage.desk.make_ready(last=Scope())
    assert sent(stage) == []
    assert strip(stage).asked is not None
    ripe(stage, qtbot)
    enter(stage)
    assert sent(stage) == [(NUMBER, "EVERYWHERE")]


def test_of_several_from_before_the_start_none_is_lost_and_none_goes_everywhere_unasked(stage: Stage) -> None:
    for number in (NUMBER, "7275550102"):
        field(stage).setText(number)
        enter(stage)
    stage.desk.make_ready(last=Scope())
    assert sent(stage) == []
    asked = strip(stage).asked
    assert asked is not None
    assert asked.text == "7275550102"
    QTest.keyClick(field(stage), Qt.Key.Key_Escape)
    assert NUMBER in stage.find(QLabel, "resultTitle").text() + stage.find(QLabel, "resultText").text()


def test_over_the_real_desk_it_ends_on_the_internal_list(real: Stage, qtbot: QtBot, dialler: PracticeDialler) -> None:
    ask(real)
    ripe(real, qtbot)
    with qtbot.waitSignal(real.desk.settled, timeout=15_000):
        enter(real)
    qtbot.waitUntil(real.window.idle, timeout=10_000)
    assert NUMBER in str(dialler.state()["dnc"])
    QTest.keyClick(field(real), Qt.Key.Key_Up)
    assert field(real).text() == SHOWN


def test_the_arrows_walk_through_the_last_numbers_and_back_to_what_was_typed() -> None:
    recall = Recall()
    assert recall.older("") is None
    for number in ("1", "2", "1"):
        recall.remember(number)
    assert recall.older("7") == "1"
    assert recall.older("1") == "2"
    assert recall.older("2") is None
    assert recall.newer("2") == "1"
    assert recall.newer("1") == "7"
    assert recall.newer("7") is None
    assert recall.older("7") == "1"
    assert recall.newer("something else") is None


def test_ctrl_l_leads_to_the_number_and_ctrl_f_to_the_search(ready: Stage) -> None:
    field(ready).setText(NUMBER)
    QTest.keyClick(ready.window, Qt.Key.Key_F, CTRL)
    assert QApplication.focusWidget() is ready.find(QLineEdit, "logSearch")
    QTest.keyClick(ready.window, Qt.Key.Key_L, CTRL)
    assert QApplication.focusWidget() is field(ready)
    assert field(ready).selectedText() == NUMBER


@pytest.mark.parametrize(("content", "selected"), [(NUMBER, NUMBER), ("72755", "")], ids=["whole", "half typed"])
def test_coming_back_selects_a_whole_number_and_lets_a_half_one_be_typed_on(
    ready: Stage, content: str, selected: str
) -> None:
    QTest.keyClicks(field(ready), content)
    ready.find(QComboBox, "campaignBox").setFocus()
    field(ready).deselect()
    QApplication.sendEvent(ready.window, QEvent(QEvent.Type.ActivationChange))
    assert QApplication.focusWidget() is field(ready)
    assert field(ready).selectedText() == selected


def test_coming_back_does_not_take_the_keyboard_from_a_search_that_is_being_typed(ready: Stage) -> None:
    search = ready.find(QLineEdit, "logSearch")
    search.setFocus()
    search.setText("0101")
    QApplication.sendEvent(ready.window, QEvent(QEvent.Type.ActivationChange))
    assert QApplication.focusWidget() is search


def test_a_number_on_the_clipboard_is_offered_and_never_taken(ready: Stage, qtbot: QtBot) -> None:
    offer = ready.find(QAbstractButton, "clipboardOffer")
    QGuiApplication.clipboard().setText(f" {SHOWN} ")
    qtbot.waitUntil(offer.isVisible, timeout=5_000)
    assert offer.accessibleName() == f"Use {SHOWN} from the clipboard"
    assert field(ready).text() == ""
    QTest.keyClicks(field(ready), "8")
    assert not offer.isVisible()
    field(ready).clear()
    qtbot.waitUntil(offer.isVisible, timeout=5_000)
    QTest.keyClick(field(ready), Qt.Key.Key_V, CTRL_SHIFT)
    assert field(ready).text().strip() == SHOWN
    assert sent(ready) == []


@pytest.mark.parametrize("content", ["", "hello", f"{NUMBER} and 7275550102", f"Blocked\n{NUMBER}", "x" * 2000])
def test_what_is_not_one_number_is_not_offered(ready: Stage, content: str) -> None:
    QGuiApplication.clipboard().setText(content)
    ready.window._hands._look()
    assert not ready.find(QAbstractButton, "clipboardOffer").isVisible()


def test_a_number_that_was_entered_is_not_offered_again(ready: Stage, qtbot: QtBot) -> None:
    field(ready).setText(NUMBER)
    enter(ready)
    ready.desk.record(ready.desk.blocked[0])
    field(ready).clear()
    QGuiApplication.clipboard().setText(NUMBER)
    ready.window._hands._look()
    assert not ready.find(QAbstractButton, "clipboardOffer").isVisible()


def test_every_shortcut_of_the_window_is_on_the_sheet(ready: Stage) -> None:
    keys = {row.keys for row in sheet(ready.window).everywhere}
    assert {"Ctrl+L", "Ctrl+F", "Ctrl+Enter", "Ctrl+Z", "Ctrl+Shift+V", "F1", "F5", "Ctrl+,"} <= keys
    for action in ready.window.findChildren(QAction):
        if not action.shortcut().isEmpty():
            assert action.shortcut().toString() in keys
    for shortcut in ready.window.findChildren(QShortcut):
        assert shortcut.whatsThis(), shortcut.key().toString()


def test_the_sheet_names_the_letters_that_work_now(ready: Stage) -> None:
    letters = {row.keys: row.words for row in sheet(ready.window).letters}
    assert letters["Alt+N"] == "Number to block"
    assert letters["Alt+B"] == "Block in TESTCAMP"
    assert len(letters) == len(sheet(ready.window).letters), "two controls share a letter"


def test_f1_opens_the_help_and_escape_closes_it(ready: Stage) -> None:
    QTest.keyClick(ready.window, Qt.Key.Key_F1)
    window = ready.find(QWidget, "helpWindow")
    assert window.isVisible()
    assert "Ctrl" not in ready.find(QTextBrowser, "helpText").toPlainText()
    QTest.keyClick(ready.find(QWidget, "helpText"), Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_while_the_first_run_is_shown_the_keys_of_the_form_do_nothing(stage: Stage) -> None:
    stage.desk.make_ready(settings=Settings())
    enabled = [a.objectName() for a in stage.window.actions() if a.isEnabled()]
    assert "everywhereAction" not in enabled
    assert {"settingsAction", "helpAction", "quitAction"} <= set(enabled)


def test_the_question_is_ripe_after_its_time_and_not_before(ready: Stage, qtbot: QtBot) -> None:
    begun = time.monotonic()
    ask(ready)
    ripe(ready, qtbot)
    assert time.monotonic() - begun >= 0.35
