"""The number field with its reading, and the campaign box."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dncdesk.core.campaign import Campaign
from dncdesk.core.outcome import Tone
from dncdesk.core.scope import Scope
from dncdesk.ui.campaign_box import CampaignBox
from dncdesk.ui.number_field import NumberField, Reading
from tests.ui.conftest import Stage
from tests.ui.standin import CAMPAIGNS


@pytest.fixture
def box(qtbot: QtBot) -> CampaignBox:
    box = CampaignBox()
    qtbot.addWidget(box)
    box.show()
    return box


def test_two_pasted_lines_stay_two(qtbot: QtBot) -> None:
    field = NumberField()
    qtbot.addWidget(field)
    QGuiApplication.clipboard().setText("\r\n7275550101\r\n7275550102\n")
    field.paste()
    assert field.text() == "7275550101; 7275550102"


@pytest.mark.parametrize(
    ("typed", "shown", "tone"),
    [
        ("", "Type or paste it, then press Enter.", Tone.NEUTRAL),
        ("+1 (727) 555-1212 ext 45", "Sends 7275551212 · “ext 45” left out", Tone.NEUTRAL),
        ("727 555", "Not a full number yet.", Tone.NEUTRAL),
        ("hello", "Not a full number yet.", Tone.NEUTRAL),
        ("7275551212; 7275551213", "There is more than one number here; enter them one at a time.", Tone.PROBLEM),
        ("+44 20 7946 0018", "Sends 442079460018 · United Kingdom", Tone.NEUTRAL),
        ("7270551212", "Sends 7270551212 · no such number is in use: check it", Tone.WARNING),
    ],
)
def test_the_reading_follows_the_typing(stage: Stage, typed: str, shown: str, tone: Tone) -> None:
    stage.desk.make_ready()
    stage.find(QLineEdit, "numberField").setText(typed)
    reading = stage.find(Reading, "reading")
    assert (reading.text(), reading.tone) == (shown, tone)
    assert reading.textFormat() == Qt.TextFormat.PlainText


def test_a_long_problem_moves_nothing(stage: Stage, qtbot: QtBot) -> None:
    stage.desk.make_ready()
    box = stage.find(QComboBox, "campaignBox")
    before = box.mapTo(stage.window, box.rect().topLeft())
    stage.find(QLineEdit, "numberField").setText("7275551212; 7275551213")
    qtbot.waitUntil(lambda: "more than one" in stage.find(QLabel, "reading").text())
    assert box.mapTo(stage.window, box.rect().topLeft()) == before


def test_no_campaign_is_chosen_that_nobody_chose(box: CampaignBox) -> None:
    box.offer(CAMPAIGNS, last=None)
    assert box.campaign() is None
    assert box.currentText() == ""


def test_the_only_campaign_is_chosen(box: CampaignBox) -> None:
    box.offer(CAMPAIGNS[:1], last=None)
    assert box.campaign() == "TESTCAMP"


def test_the_last_choice_is_there_again(box: CampaignBox) -> None:
    box.offer(CAMPAIGNS, last="SALES01")
    assert box.campaign() == "SALES01"
    assert box.currentText() == "SALES01   Sales"


def test_a_last_choice_that_is_gone_is_not_replaced_by_another(box: CampaignBox) -> None:
    box.offer(CAMPAIGNS, last="GONE")
    assert box.campaign() is None


def test_without_a_list_the_last_choice_and_a_typed_id_will_do(box: CampaignBox) -> None:
    box.offer((), last="SALES01")
    assert box.campaign() == "SALES01"
    box.setEditText("OTHER")
    assert box.campaign() == "OTHER"
    box.setEditText("not an id")
    assert box.campaign() is None


def test_with_a_list_an_unknown_id_is_none(box: CampaignBox) -> None:
    box.offer(CAMPAIGNS, last=None)
    box.setEditText("OTHER")
    assert box.campaign() is None


@pytest.mark.parametrize("typed", ["sal", "SALES01", "sales01   sales", "Sales"])
def test_typing_finds_by_id_or_name(box: CampaignBox, typed: str) -> None:
    box.offer(CAMPAIGNS, last="TESTCAMP")
    line = box.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, typed)
    assert box.campaign() == "SALES01"
    line.editingFinished.emit()
    assert box.currentText() == "SALES01   Sales"


def test_a_text_that_fits_several_is_none(box: CampaignBox) -> None:
    box.offer(CAMPAIGNS, last=None)
    box.setEditText("t")
    assert box.campaign() is None


def test_the_list_closes_when_the_keyboard_leaves_by_a_shortcut(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    box, number = CampaignBox(page), QLineEdit(page)
    box.offer(CAMPAIGNS, last=None)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    box.setFocus()
    line, completer = box.lineEdit(), box.completer()
    assert line is not None
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    QTest.keyClicks(line, "s")
    qtbot.waitUntil(popup.isVisible, timeout=5_000)
    number.setFocus(Qt.FocusReason.ShortcutFocusReason)
    qtbot.waitUntil(lambda: not popup.isVisible(), timeout=5_000)


def test_an_inactive_campaign_says_so(box: CampaignBox) -> None:
    box.offer(CAMPAIGNS, last="RETENT")
    assert box.currentText() == "RETENT   Retention (inactive)"
    assert box.campaign() == "RETENT"


def test_a_new_list_keeps_the_choice(box: CampaignBox) -> None:
    box.offer(CAMPAIGNS, last="TESTCAMP")
    box.setCurrentIndex(1)
    box.offer((Campaign("AAA", "First", True, ()), *CAMPAIGNS), last="TESTCAMP")
    assert box.campaign() == "SALES01"


def test_the_toggle_greys_the_box_out_and_the_button_says_what_it_does(stage: Stage) -> None:
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    box, button = stage.find(QComboBox, "campaignBox"), stage.find(QPushButton, "blockButton")
    assert button.accessibleName() == "Block in TESTCAMP"
    stage.find(QCheckBox, "everywhereToggle").click()
    assert not box.isEnabled()
    assert button.accessibleName() == "Block everywhere"
    stage.find(QCheckBox, "everywhereToggle").click()
    assert box.isEnabled()
    assert box.currentText().startswith("TESTCAMP")


def test_the_toggle_switches_before_a_quick_enter_reads_it(stage: Stage, qtbot: QtBot) -> None:
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    field = stage.find(QLineEdit, "numberField")
    field.setText("7275550142")
    stage.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is stage.window, timeout=5_000)
    QTest.keyClick(field, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(field, Qt.Key.Key_Return)
    asked = stage.window._body.strip.asked
    assert asked is not None
    assert asked.scope == Scope()


@pytest.mark.parametrize("last", [None, "SALES01"])
def test_campaigns_that_come_amid_the_typing_leave_it_as_it_is(qtbot: QtBot, last: str | None) -> None:
    box = CampaignBox()
    qtbot.addWidget(box)
    with qtbot.waitActive(box):
        box.show()
    box.offer([], last=last)
    line = box.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "testc")
    box.offer(CAMPAIGNS, last=last)
    QTest.keyClicks(line, "amp")
    assert line.text() == "testcamp"
    assert box.campaign() == "TESTCAMP"
    line.setCursorPosition(len("test"))
    box.offer(CAMPAIGNS, last=last)
    QTest.keyClicks(line, "-")
    assert line.text() == "test-camp"
