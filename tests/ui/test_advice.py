"""What the administrator's checklist says, and how it is filled in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dncdesk.core.outcome import Outcome, Tone
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import say
from dncdesk.core.settings import Settings
from dncdesk.core.switches import Switch, Switches
from dncdesk.practice.server import PracticeDialler
from dncdesk.ui.checklist_dialog import ChecklistDialog
from dncdesk.ui.labels import ElidedLabel
from dncdesk.ui.settings_dialog import SettingsDialog
from tests.ui.conftest import OpenDesk, Stage
from tests.ui.standin import MAIN
from tests.ui.test_undo import block, listed, title

COVERS = "Internal list: every campaign that uses it"
INTERNAL_ONLY = Switches(Switch.YES, Switch.NO)
NONE = Switches(Switch.NO, Switch.NO)


def advice(stage: Stage) -> tuple[str, Tone | None]:
    label = stage.find(ElidedLabel, "advice")
    return label.text(), label.tone


def choose(stage: Stage, campaign: str) -> None:
    box = stage.find(QComboBox, "campaignBox")
    box.setCurrentIndex(box.findData(campaign))


def checklist_dialog(stage: Stage) -> ChecklistDialog:
    stage.window._openers.open_settings()
    stage.find(QPushButton, "checklistButton").click()
    return stage.find(ChecklistDialog, "checklistDialog")


def box(dialog: ChecklistDialog, name: str) -> QComboBox:
    found = dialog.findChild(QComboBox, name)
    assert isinstance(found, QComboBox)
    return found


def test_a_campaign_that_ignores_its_list_is_told_and_everywhere_is_offered(
    open_desk: OpenDesk, dialler: PracticeDialler
) -> None:
    stage = open_desk(dialler.url, checklist={"SALES01": INTERNAL_ONLY, "SALES02": NONE})
    choose(stage, "TESTCAMP")
    assert advice(stage) == (COVERS, Tone.NEUTRAL)
    instead = stage.find(QPushButton, "everywhereInstead")
    assert not instead.isVisible()
    choose(stage, "SALES01")
    words = "SALES01 does not use its own list. “Block everywhere” works for it."
    assert advice(stage) == (words, Tone.WARNING)
    assert stage.find(QComboBox, "campaignBox").accessibleDescription() == words
    assert instead.isVisible()
    choose(stage, "SALES02")
    assert advice(stage)[0].startswith("SALES02 uses no list")
    assert not instead.isVisible()
    choose(stage, "SALES01")
    instead.click()
    assert stage.find(QCheckBox, "everywhereToggle").isChecked()
    assert stage.find(QPushButton, "blockButton").accessibleName() == "Block everywhere"
    assert advice(stage) == ("Internal list. Does not cover SALES02.", Tone.NEUTRAL)
    assert not instead.isVisible()


def test_another_campaigns_list_is_told_without_an_offer(open_desk: OpenDesk, dialler: PracticeDialler) -> None:
    stage = open_desk(dialler.url, checklist={"RETENT": Switches(Switch.NO, Switch.YES, "TESTCAMP")})
    choose(stage, "RETENT")
    assert advice(stage) == ("RETENT reads the list of TESTCAMP: block there.", Tone.WARNING)
    assert not stage.find(QPushButton, "everywhereInstead").isVisible()


@pytest.mark.parametrize("width", [420, 460])
def test_advice_moves_nothing(stage: Stage, width: int, qtbot: QtBot) -> None:
    server = replace(MAIN, checklist={"SALES01": NONE, "RETENT": INTERNAL_ONLY})
    stage.desk.make_ready(last=Scope("TESTCAMP"), settings=Settings(servers=(server,), server="Main"))
    stage.window.resize(width, 760)
    qtbot.waitUntil(lambda: stage.window.width() == width)

    def places() -> list[QPoint]:
        stage.window.grab()
        watched = [stage.find(QWidget, name) for name in ("campaignBox", "everywhereToggle", "blockButton", "logTable")]
        return [widget.mapTo(stage.window, widget.rect().bottomLeft()) for widget in watched]

    before = places()
    for campaign in ("SALES01", "RETENT"):
        choose(stage, campaign)
        assert places() == before
        assert stage.find(QLabel, "advice").toolTip() == "", "cut short"


def test_the_checklist_is_saved_and_counts_at_once(real: Stage, qtbot: QtBot) -> None:
    dialog = checklist_dialog(real)
    choices = [box(dialog, "internalBox-SALES01").itemText(i) for i in range(4)]
    assert choices == ["not checked", "N", "Y", "AREACODE"]
    assert box(dialog, "ownBox-SALES01").accessibleName() == "SALES01: Use Campaign DNC List"
    headings = [label.text() for label in dialog.findChildren(QLabel)]
    assert {"Use Internal DNC List", "Use Campaign DNC List", "Use Other Campaign DNC"} <= set(headings)
    box(dialog, "internalBox-SALES01").setCurrentText("AREACODE")
    box(dialog, "ownBox-SALES01").setCurrentText("N")
    box(dialog, "otherBox-RETENT").setEditText(" TESTCAMP ")
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        real.find(QPushButton, "checklistSaveButton").click()
    server = real.desk.server
    assert server.checklist == {
        "SALES01": Switches(Switch.AREACODE, Switch.NO),
        "RETENT": Switches(other_campaign="TESTCAMP"),
    }
    choose(real, "SALES01")
    assert "does not use its own list" in advice(real)[0]
    with qtbot.waitSignal(real.find(SettingsDialog, "settingsDialog").accepted, timeout=10_000):
        real.find(QPushButton, "saveButton").click()
    assert real.desk.server == server


def test_a_campaign_that_is_gone_keeps_its_answer(stage: Stage) -> None:
    server = replace(MAIN, checklist={"GONE": INTERNAL_ONLY, "SALES01": NONE})
    stage.desk.make_ready(settings=Settings(servers=(server,), server="Main"))
    dialog = checklist_dialog(stage)
    assert dialog.answers() == server.checklist
    box(dialog, "internalBox-GONE").setCurrentIndex(0)
    box(dialog, "ownBox-GONE").setCurrentIndex(0)
    stage.find(QPushButton, "checklistSaveButton").click()
    assert stage.desk.saves == [(replace(server, checklist={"SALES01": NONE}), None, "Main")]


def test_what_cannot_be_saved_is_said_there(stage: Stage) -> None:
    stage.desk.make_ready()
    dialog = checklist_dialog(stage)
    stage.find(QPushButton, "checklistSaveButton").click()
    stage.desk.notice.emit(say("The disk is full."))
    assert "The disk is full." in [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert dialog.isVisible()


@pytest.mark.parametrize("key", ["servers", "checklist"])
def test_the_organisations_checklist_is_shown_and_not_editable(stage: Stage, key: str) -> None:
    server = replace(MAIN, checklist={"SALES01": INTERNAL_ONLY})
    stage.desk.make_ready(settings=Settings(servers=(server,), server="Main", locked=frozenset({key})))
    dialog = checklist_dialog(stage)
    assert "Set by your organisation." in [label.text() for label in dialog.findChildren(QLabel)]
    assert box(dialog, "internalBox-SALES01").currentText() == "Y"
    assert not any(found.isEnabled() for found in dialog.findChildren(QComboBox))
    assert dialog.findChild(QPushButton, "checklistSaveButton") is None


def test_marking_leads_is_a_setting(real: Stage, qtbot: QtBot) -> None:
    real.window._openers.open_settings()
    mark = real.find(QCheckBox, "markLeadsBox")
    assert mark.isChecked()
    mark.click()
    with qtbot.waitSignal(real.find(SettingsDialog, "settingsDialog").accepted, timeout=10_000):
        real.find(QPushButton, "saveButton").click()
    assert real.desk.server.mark_leads is False


def test_the_settings_mnemonics_are_told_apart(stage: Stage) -> None:
    stage.desk.make_ready()
    stage.window._openers.open_settings()
    dialog = stage.find(SettingsDialog, "settingsDialog")
    pages = dialog.findChild(QTabWidget)
    assert isinstance(pages, QTabWidget)
    for page in range(pages.count()):
        pages.setCurrentIndex(page)
        worded: list[QLabel | QAbstractButton] = [*dialog.findChildren(QLabel), *dialog.findChildren(QAbstractButton)]
        texts = [word.text() for word in worded if word.isVisible()]
        texts += [pages.tabText(tab) for tab in range(pages.count())]
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        assert len(letters) == len(set(letters)), sorted(letters)


def test_what_the_account_may_is_read_without_moving_the_fields(real: Stage, qtbot: QtBot) -> None:
    real.window._openers.open_settings()
    dialog = real.find(SettingsDialog, "settingsDialog")
    field = real.find(QWidget, "fingerprintField")
    before = field.mapTo(dialog, field.rect().bottomRight())
    with qtbot.waitSignal(real.desk.tested, timeout=15_000):
        real.find(QPushButton, "testButton").click()
    QApplication.processEvents()  # a layout shows what was put into it when the event loop comes by
    said = [label for label in real.find(QWidget, "testReport").findChildren(QLabel) if not label.isHidden()]
    assert len(said) >= 9
    assert all(label.height() >= label.heightForWidth(label.width()) for label in said)
    assert field.mapTo(dialog, field.rect().bottomRight()) == before


def test_a_check_tells_of_lists_and_leads(real: Stage, qtbot: QtBot, dialler: PracticeDialler) -> None:
    block(real, qtbot)
    assert listed(dialler)
    real.find(QWidget, "numberField").setProperty("text", "7275550142")
    with qtbot.waitSignal(real.desk.checked, timeout=15_000):
        real.find(QPushButton, "checkButton").click()
    assert title(real).endswith("(727) 555-0142")
    words = real.find(QLabel, "resultText").text()
    assert "On the list that TESTCAMP reads" in words
    assert "leads" in words


@pytest.mark.parametrize("letters", [40, 200, 600])
def test_sentences_of_any_length_move_nothing_and_can_be_read(stage: Stage, letters: int, qtbot: QtBot) -> None:
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    stage.window.resize(420, 760)
    qtbot.waitUntil(lambda: stage.window.width() == 420)
    table, banner = stage.find(QWidget, "logTable"), stage.find(QWidget, "resultBanner")
    before = table.mapTo(stage.window, table.rect().topLeft())
    stage.find(QWidget, "numberField").setProperty("text", "7275550142")
    stage.window._hands.enter()
    stage.desk.record(stage.desk.blocked[0])
    words = ("word after word " * 40)[:letters]
    stage.desk.settle(stage.desk.blocked[0], Outcome.BLOCKED, words, added=True)
    stage.window.grab()
    assert table.mapTo(stage.window, table.rect().topLeft()) == before
    label, area = stage.find(QLabel, "resultText"), banner.findChild(QScrollArea)
    assert area is not None
    assert label.text() == words
    assert label.height() >= label.heightForWidth(label.width())
    assert (area.verticalScrollBar().maximum() > 0) is (letters == 600)
