"""Several campaigns, and several diallers, for one request: chosen, sent, told as one, taken back as one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTableView,
)
from pytestqt.qtbot import QtBot

from dncdesk.blocking.check import CheckReport
from dncdesk.core.campaign import Campaign
from dncdesk.core.details import Details
from dncdesk.core.groups import Group
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import say
from dncdesk.core.settings import Settings
from dncdesk.desk.connection import login_refused, unreachable
from dncdesk.practice.server import PracticeDialler
from dncdesk.ui.campaign_box import CampaignBox
from dncdesk.ui.checking import Checked, Checks
from dncdesk.ui.chosen_line import ChosenLine
from dncdesk.ui.details_dialog import DetailsDialog
from dncdesk.ui.settings_dialog import SettingsDialog
from dncdesk.ui.together import Whole
from dncdesk.ui.undo import UndoButton
from tests.ui.conftest import Stage
from tests.ui.standin import CAMPAIGNS, MAIN, an_entry
from tests.ui.test_row_actions import told

NUMBER, SHOWN = "7275551212", "(727) 555-1212"
WEST = replace(MAIN, name="West", url="https://west.example.com")
BOTH = Settings(servers=(MAIN, WEST), server="Main")


@pytest.fixture
def box(qtbot: QtBot) -> CampaignBox:
    box = CampaignBox()
    qtbot.addWidget(box)
    with qtbot.waitActive(box):
        box.show()
        box.activateWindow()
    return box


def choose(stage: Stage, text: str) -> None:
    line = stage.find(CampaignBox, "campaignBox").lineEdit()
    assert line is not None
    line.setText(text)


def enter(stage: Stage) -> None:
    field = stage.find(QLineEdit, "numberField")
    field.setText(NUMBER)
    QTest.keyClick(field, Qt.Key.Key_Return)


def title(stage: Stage) -> str:
    return stage.find(QLabel, "resultTitle").text()


def words(stage: Stage) -> str:
    return stage.find(QLabel, "resultText").text()


def hanging(box: CampaignBox) -> QAbstractItemView:
    """The list that hangs from the box."""
    completer = box.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    return popup


def test_space_ticks_what_was_found_by_typing_and_enter_closes_the_list(box: CampaignBox, qtbot: QtBot) -> None:
    box.offer(CAMPAIGNS, last=None)
    line, completer = box.lineEdit(), box.completer()
    assert line is not None
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    for typed in ("test", "sal"):
        line.setFocus()
        QTest.keyClicks(line, typed)
        qtbot.waitUntil(popup.isVisible)
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Space)
    assert popup.isVisible()
    assert line.text() == "TESTCAMP, SALES01"
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not popup.isVisible())
    assert box.campaigns() == ("TESTCAMP", "SALES01")
    assert box.campaign() is None


def test_in_the_open_list_space_ticks_and_takes_the_tick_away(box: CampaignBox, qtbot: QtBot) -> None:
    box.offer(CAMPAIGNS, last="TESTCAMP")
    box.showPopup()
    view = hanging(box)
    qtbot.waitUntil(view.isVisible)
    view.setCurrentIndex(view.model().index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert box.campaigns() == ("TESTCAMP", "SALES01")
    view.setCurrentIndex(view.model().index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert box.campaigns() == ("TESTCAMP",)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_closing_the_opened_list_keeps_the_ticks(box: CampaignBox, qtbot: QtBot, key: Qt.Key) -> None:
    box.offer(CAMPAIGNS, last="TESTCAMP")
    box.showPopup()
    view = hanging(box)
    qtbot.waitUntil(view.isVisible)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, key)
    qtbot.waitUntil(lambda: not view.isVisible())
    assert box.campaigns() == ("TESTCAMP", "SALES01")


def test_enter_in_the_opened_list_chooses_the_row_it_is_on(box: CampaignBox, qtbot: QtBot) -> None:
    box.offer(CAMPAIGNS, last="TESTCAMP")
    box.showPopup()
    view = hanging(box)
    qtbot.waitUntil(view.isVisible)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert box.campaigns() == ("SALES01",)


def test_escape_in_the_opened_list_leaves_what_stood_in_the_box(box: CampaignBox, qtbot: QtBot) -> None:
    box.offer(CAMPAIGNS, last="TESTCAMP")
    box.showPopup()
    view = hanging(box)
    qtbot.waitUntil(view.isVisible)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert box.campaigns() == ("TESTCAMP",)


def test_choosing_one_again_is_that_one_alone(box: CampaignBox) -> None:
    box.offer(CAMPAIGNS, last=None)
    box.setEditText("TESTCAMP, SALES01")
    box.setCurrentIndex(2)
    assert box.campaigns() == ("RETENT",)


def test_one_that_is_none_makes_the_whole_none(box: CampaignBox) -> None:
    box.offer(CAMPAIGNS, last=None)
    box.setEditText("TESTCAMP, OTHER")
    assert box.campaigns() == ()


def test_a_group_stands_for_its_campaigns_and_does_not_hide_one_that_is_typed(box: CampaignBox) -> None:
    box.offer(CAMPAIGNS, last=None, groups=(Group("Acme", ("TESTCAMP", "SALES01")),))
    box.setEditText("acme")
    assert box.campaigns() == ("TESTCAMP", "SALES01")
    box.setEditText("sal")
    assert box.campaigns() == ("SALES01",)


def test_all_with_a_list_of_their_own_stand_at_the_end(box: CampaignBox) -> None:
    box.offer(CAMPAIGNS, last=None, own=("TESTCAMP", "SALES01"))
    assert box.itemText(box.count() - 1) == "All campaigns that use their own list (2)"
    box.setCurrentIndex(box.count() - 1)
    assert box.campaigns() == ("TESTCAMP", "SALES01")
    assert box.all_own


def test_several_stay_when_the_dialler_lists_its_campaigns_anew(box: CampaignBox) -> None:
    box.offer(CAMPAIGNS, last=None)
    box.setEditText("TESTCAMP, SALES01")
    box.offer(tuple(reversed(CAMPAIGNS)), last="RETENT")
    assert box.campaigns() == ("TESTCAMP", "SALES01")


@pytest.mark.parametrize("width", [220, 300, 380])
def test_a_line_too_narrow_for_all_counts_them_and_names_the_first(box: CampaignBox, qtbot: QtBot, width: int) -> None:
    ids = tuple(f"SALES{number:02}" for number in range(1, 9))
    box.offer([Campaign(one, "", True, ()) for one in ids], last=None, groups=(Group("Acme", ids[::-1]),))
    line = box.lineEdit()
    assert line is not None
    over = ChosenLine(box, line)
    box.setEditText(", ".join(ids))
    line.clearFocus()
    box.resize(width, box.height())
    qtbot.waitUntil(over.isVisible)
    room = line.contentsRect().width()
    assert line.fontMetrics().horizontalAdvance(over.words) <= room
    named = over.words.removeprefix("8 campaigns: ").removesuffix(", …").split(", ")
    assert named == list(ids[: len(named)]), "whole names, the first ones"
    assert box.campaigns() == ids
    assert line.text() == ", ".join(ids), "what is read out"
    assert "SALES08" in line.toolTip()
    box.setCurrentIndex(box.findText("Acme", Qt.MatchFlag.MatchStartsWith))
    assert over.words.startswith("Acme: SALES08")
    line.setFocus()
    assert not over.isVisible()
    line.clearFocus()
    box.resize(900, box.height())
    qtbot.waitUntil(lambda: not over.isVisible())


def test_in_the_form_the_line_counts_the_campaigns_while_the_keyboard_is_elsewhere(stage: Stage, qtbot: QtBot) -> None:
    stage.desk.make_ready()
    stage.desk.campaigns = tuple(Campaign(f"SALES{number:02}", "", True, ()) for number in range(20))
    stage.desk.campaigns_changed.emit()
    choose(stage, ", ".join(campaign.id for campaign in stage.desk.campaigns))
    over = stage.find(ChosenLine, "chosenCampaigns")
    qtbot.waitUntil(over.isVisible)
    assert over.words.startswith("20 campaigns: SALES00, SALES01")
    where = stage.window._form.where()
    assert where is not None
    assert len(where.scopes) == 20


def test_of_which_nobody_has_said_so_is_named(stage: Stage) -> None:
    stage.desk.make_ready()
    box = stage.find(CampaignBox, "campaignBox")
    box.setCurrentIndex(box.count() - 1)
    assert "Nobody has said whether" in stage.find(QLabel, "advice").text()
    assert "TESTCAMP, SALES01" in stage.find(QLabel, "advice").text()


def test_each_campaign_is_a_request_of_its_own_and_enter_twice_is_one_group(stage: Stage) -> None:
    stage.desk.make_ready()
    choose(stage, "TESTCAMP, SALES01")
    assert stage.find(QPushButton, "blockButton").accessibleName() == "Block in TESTCAMP, SALES01"
    enter(stage)
    enter(stage)
    sent = stage.desk.blocked
    assert [str(opt_out.scope) for opt_out in sent] == ["TESTCAMP", "SALES01"]
    assert len({opt_out.group for opt_out in sent}) == 1


def test_the_field_is_cleared_when_all_are_on_disk(stage: Stage) -> None:
    stage.desk.make_ready()
    choose(stage, "TESTCAMP, SALES01")
    enter(stage)
    stage.desk.record(stage.desk.blocked[0])
    assert stage.find(QLineEdit, "numberField").text() == NUMBER
    stage.desk.record(stage.desk.blocked[1])
    assert stage.find(QLineEdit, "numberField").text() == ""


def test_what_is_not_recorded_is_said_once_and_stays(stage: Stage) -> None:
    stage.desk.make_ready()
    choose(stage, "TESTCAMP, SALES01")
    enter(stage)
    for opt_out in stage.desk.blocked:
        stage.desk.not_recorded.emit(opt_out, say("The disk is full."))
    assert title(stage) == f"Not recorded: {SHOWN}"
    assert stage.find(QLineEdit, "numberField").text() == NUMBER
    assert stage.window.idle()


@pytest.mark.parametrize("worse_first", [True, False])
def test_the_whole_is_as_good_as_its_worst_and_names_it(stage: Stage, worse_first: bool) -> None:
    stage.desk.make_ready()
    choose(stage, "TESTCAMP, SALES01")
    enter(stage)
    for opt_out in stage.desk.blocked:
        stage.desk.record(opt_out)
    settled = [(stage.desk.blocked[0], Outcome.BLOCKED, "Read back."), (stage.desk.blocked[1], Outcome.REFUSED, "No.")]
    if worse_first:
        settled.reverse()
    stage.desk.settle(*settled[0])
    assert stage.property("outcome") == "waiting"
    assert "1 of 2" in words(stage)
    stage.desk.settle(*settled[1])
    assert stage.property("outcome") == "refused"
    assert title(stage) == f"Refused: {SHOWN}"
    assert words(stage).splitlines() == ["SALES01: Refused · TESTCAMP: Blocked", "SALES01: No.", "TESTCAMP: Read back."]


def test_a_whole_of_which_a_part_was_taken_back_is_not_called_blocked(stage: Stage) -> None:
    stage.desk.make_ready()
    choose(stage, "TESTCAMP, SALES01")
    enter(stage)
    group = list(stage.desk.blocked)
    for opt_out in group:
        stage.desk.record(opt_out)
        stage.desk.settle(opt_out, Outcome.BLOCKED)
    assert title(stage) == f"Blocked: {SHOWN}"
    stage.desk.settle(group[0], Outcome.REMOVED)
    assert "Blocked" not in title(stage)


def test_a_part_that_ends_badly_while_another_request_is_shown_gets_its_line(stage: Stage) -> None:
    stage.desk.make_ready()
    choose(stage, "TESTCAMP, SALES01")
    enter(stage)
    group = list(stage.desk.blocked)
    for opt_out in group:
        stage.desk.record(opt_out)
    choose(stage, "TESTCAMP")
    stage.find(QLineEdit, "numberField").setText("8135550164")
    QTest.keyClick(stage.find(QLineEdit, "numberField"), Qt.Key.Key_Return)
    stage.desk.settle(group[0], Outcome.REFUSED)
    stage.desk.settle(group[1], Outcome.BLOCKED)
    line = stage.find(QPushButton, "attentionLine")
    assert line.isVisible()
    line.click()
    assert title(stage) == f"Refused: {SHOWN}"


def test_on_every_dialler_asks_first_and_sends_one_for_each(stage: Stage, qtbot: QtBot) -> None:
    stage.desk.make_ready(settings=replace(BOTH, every_server=True), last=Scope())
    assert stage.find(QPushButton, "blockButton").accessibleName() == "Block everywhere on 2 diallers"
    enter(stage)
    assert stage.desk.blocked == []
    assert "On every dialler: Main, West." in stage.find(QLabel, "confirmCovers").text()
    qtbot.waitUntil(stage.find(QPushButton, "confirmButton").isEnabled)
    stage.find(QPushButton, "confirmButton").click()
    assert [(o.server, str(o.scope)) for o in stage.desk.blocked] == [("Main", "EVERYWHERE"), ("West", "EVERYWHERE")]
    stage.desk.settle(stage.desk.blocked[0], Outcome.BLOCKED)
    stage.desk.settle(stage.desk.blocked[1], Outcome.WAITING, "No answer.")
    assert stage.property("outcome") == "waiting"
    assert words(stage).splitlines()[:2] == ["West: Not delivered yet · Main: Blocked", "West: No answer."]


def test_which_diallers_is_remembered_and_offered_only_where_there_are_several(stage: Stage) -> None:
    stage.desk.make_ready()
    servers = stage.find(QComboBox, "everywhereServersBox")
    assert servers.isHidden()
    stage.desk.keep(servers=(MAIN, WEST))
    assert not servers.isHidden()
    assert not servers.isEnabled()
    stage.find(QCheckBox, "everywhereToggle").click()
    assert servers.isEnabled()
    servers.activated.emit(1)
    assert stage.desk.settings.every_server


def test_where_the_organisation_says_which_diallers_nobody_chooses_otherwise(stage: Stage) -> None:
    said = replace(BOTH, every_server=True, locked=frozenset({"every_server"}))
    stage.desk.make_ready(settings=said, last=Scope())
    servers = stage.find(QComboBox, "everywhereServersBox")
    assert servers.currentText() == "on every dialler"
    assert not servers.isEnabled()


def test_the_header_tells_of_a_dialler_that_is_not_in_use_and_not_well(stage: Stage) -> None:
    stage.desk.make_ready(settings=BOTH)
    stage.desk.connections = {"Main": stage.desk.connection, "West": unreachable()}
    stage.desk.connection_changed.emit()
    assert stage.find(QLabel, "connectionState").text() == "connected, 38 ms · West: does not answer"
    stage.desk.connections["West"] = login_refused()
    stage.desk.connection_changed.emit()
    assert "West: login refused" in stage.find(QLabel, "connectionState").text()


def test_what_waits_for_another_dialler_is_not_laid_to_the_one_in_use(stage: Stage) -> None:
    stage.desk.make_ready(settings=BOTH)
    stage.desk.connections = {"Main": stage.desk.connection, "West": unreachable()}
    stage.desk.pending(1)
    assert stage.find(QLabel, "connectionState").text() == "connected, 38 ms · West: does not answer"
    stage.desk.connections["West"] = stage.desk.connection
    stage.desk.connection_changed.emit()
    assert stage.find(QLabel, "connectionState").text() == "answers, but not all is delivered"


def test_the_log_names_the_dialler_where_there_are_several(stage: Stage) -> None:
    def titles() -> list[str]:
        model = stage.find(QTableView, "logTable").model()
        return [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]

    stage.desk.make_ready()
    assert "Server" not in titles()
    stage.desk.keep(servers=(MAIN, WEST))
    assert titles() == ["Asked", "Number", "Where", "Server", "Outcome"]
    stage.desk.keep(window=replace(stage.desk.settings.window, columns=("number", "outcome")))
    assert titles() == ["Number", "Outcome"]


def everywhere_on_both(stage: Stage, qtbot: QtBot) -> list[OptOut]:
    stage.desk.make_ready(settings=replace(BOTH, every_server=True), last=Scope())
    enter(stage)
    qtbot.waitUntil(stage.find(QPushButton, "confirmButton").isEnabled)
    stage.find(QPushButton, "confirmButton").click()
    return list(stage.desk.blocked)


@pytest.mark.parametrize("refused_later", [True, False])
def test_where_another_dialler_wants_its_password_the_result_leads_to_its_settings(
    stage: Stage, qtbot: QtBot, refused_later: bool
) -> None:
    main, west = everywhere_on_both(stage, qtbot)
    connections = {"Main": stage.desk.connection, "West": login_refused()}
    if not refused_later:
        stage.desk.connections = connections
    stage.desk.settle(main, Outcome.BLOCKED)
    stage.desk.settle(west, Outcome.WAITING, "Enter the password.")
    if refused_later:
        stage.desk.connections = connections
        stage.desk.connection_changed.emit()
    button = stage.find(QPushButton, "resultAction")
    assert button.text() == "&Settings…"
    button.click()
    assert stage.find(QComboBox, "settingsServerBox").currentText() == "West"


def test_the_first_line_counts_those_that_are_too_many_to_be_named(stage: Stage) -> None:
    stage.desk.make_ready()
    whole = Whole("group", SHOWN, frozenset("abcdef"))
    stage.desk.block(stage.desk.read_number(NUMBER), Scope("TESTCAMP"), asked_at=None, details=Details())
    for name in "abcdef":
        outcome = Outcome.REFUSED if name == "f" else Outcome.BLOCKED
        opt_out = replace(stage.desk.blocked[0], id=name, scope=Scope(f"C{name}"))
        whole.parts[name] = (opt_out, Result(outcome, say("Why.")))
    first, *whys = whole.words.splitlines()
    assert first == "Cf: Refused · Ca, Cb, Cc and 2 more: Blocked"
    assert whys == ["Cf: Why.", "Ca, Cb, Cc, Cd, Ce: Why."]


def test_a_note_to_several_is_offered_once_all_are_on_disk_and_counts_for_each_that_has_it(
    stage: Stage, qtbot: QtBot
) -> None:
    main, west = everywhere_on_both(stage, qtbot)
    link = stage.find(QPushButton, "addNoteLink")
    stage.desk.record(main)
    assert not link.isVisible()
    stage.desk.record(west)
    assert link.isVisible()
    stage.desk.settle(main, Outcome.BLOCKED, added=True)
    stage.desk.settle(west, Outcome.WAITING)
    assert link.isVisible()
    link.click()
    stories = stage.desk.stories
    assert stories.asked == [main.id]
    stories.told.emit(told(an_entry(1, opt_out_id=main.id)))
    dialog = stage.find(DetailsDialog, "detailsDialog")
    stage.find(QLineEdit, "laterNoteField").setText("upset")
    save = stage.find(QPushButton, "saveDetailsButton")
    save.click()
    assert [(one, details.note) for one, _, details in stories.notes] == [(main.id, "upset"), (west.id, "upset")]
    stories.not_noted.emit(west.id, say("The disk is full."))
    assert not save.isEnabled()
    stories.noted.emit(main.id)
    problem = stage.find(QLabel, "detailsDialogProblem")
    assert problem.text() == "Saved for 1 of 2 only. The disk is full."
    save.click()
    assert [one for one, _, _ in stories.notes[2:]] == [west.id]
    assert dialog.isVisible()
    stories.noted.emit(west.id)
    assert not dialog.isVisible()


def test_two_campaigns_are_blocked_each_a_row_and_undo_takes_back_both(
    real: Stage, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    ids = [c.id for c in real.desk.campaigns if c.active][:2]
    choose(real, ", ".join(ids))
    real.find(QLineEdit, "numberField").setText("7275550142")
    QTest.keyClick(real.find(QLineEdit, "numberField"), Qt.Key.Key_Return)
    undo = real.find(UndoButton, "undoButton")
    qtbot.waitUntil(undo.isVisible, timeout=15_000)
    assert str(dialler.state()["campaign_dnc"]).count("7275550142") == 2
    assert real.find(QPushButton, "addNoteLink").isVisible()
    undo.click()
    qtbot.waitUntil(lambda: title(real) == "Taken off: (727) 555-0142", timeout=15_000)
    assert not real.find(QPushButton, "addNoteLink").isVisible()
    assert "7275550142" not in str(dialler.state()["campaign_dnc"])
    qtbot.waitUntil(real.window.idle, timeout=10_000)


def opened(stage: Stage) -> SettingsDialog:
    stage.desk.make_ready(settings=BOTH)
    stage.window._openers.open_settings()
    return stage.find(SettingsDialog, "settingsDialog")


def show_server(dialog: SettingsDialog, name: str) -> None:
    box = dialog.findChild(QComboBox, "settingsServerBox")
    assert isinstance(box, QComboBox)
    box.setCurrentText(name)
    box.activated.emit(box.currentIndex())


def press(dialog: SettingsDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()


def test_what_is_typed_for_one_dialler_stays_while_another_is_shown_and_all_is_saved(stage: Stage) -> None:
    dialog = opened(stage)
    dialog._form.user.setText("7777")
    show_server(dialog, "West")
    dialog._form.groups.setPlainText("Acme: SALES01, SALES02")
    press(dialog, "saveButton")
    assert stage.desk.saves == [(replace(MAIN, user="7777"), None, "Main")]
    stage.desk.saved.emit(None)
    acme = (Group("Acme", ("SALES01", "SALES02")),)
    assert stage.desk.saves[1:] == [(replace(WEST, groups=acme), None, "West")]
    assert stage.desk.used == [True, False], "the one in use stays in use, whichever is shown"


def test_a_dialler_is_added_under_a_name_of_its_own(stage: Stage) -> None:
    dialog = opened(stage)
    press(dialog, "addServerButton")
    dialog._form.address.setText("third.example.com")
    dialog._form.user.setText("6666")
    show_server(dialog, "Main")
    show_server(dialog, "Dialler 3")
    dialog._form.name.setText("West")
    press(dialog, "saveButton")
    assert stage.desk.saves == []
    dialog._form.name.setText("Third")
    press(dialog, "saveButton")
    ((server, _, before),) = stage.desk.saves
    assert (server.name, server.url, before) == ("Third", "third.example.com", None)
    assert stage.desk.used == [False]


def test_a_line_that_is_no_group_is_said_and_nothing_saved(stage: Stage) -> None:
    dialog = opened(stage)
    dialog._form.groups.setPlainText("Acme SALES01")
    press(dialog, "saveButton")
    assert stage.desk.saves == []
    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert any("is no group" in words for words in said)


def test_removing_a_dialler_asks_and_says_what_waits_for_it(stage: Stage, qtbot: QtBot) -> None:
    stage.desk.waiting = {"West": 3}
    dialog = opened(stage)
    show_server(dialog, "West")
    press(dialog, "removeServerButton")
    question = dialog.findChild(QMessageBox, "removeServerQuestion")
    assert isinstance(question, QMessageBox)
    assert "3 opt-out" in question.informativeText()
    assert len(stage.desk.settings.servers) == 2
    next(b for b in question.buttons() if b.text() == "&Remove").click()
    assert [server.name for server in stage.desk.settings.servers] == ["Main"]
    assert dialog._form.name.text() == "Main"


def test_the_answer_to_an_earlier_question_does_not_count_for_a_later_one() -> None:
    campaign, everywhere = Scope("TESTCAMP"), Scope()
    checks = Checks("(727) 555-0101", (everywhere,), 2)

    def answer(shown: str, scope: Scope, server: str, outcome: Outcome | None) -> Checked | None:
        return checks.add(CheckReport(shown, scope, outcome, say("So it is."), server=server))

    assert answer("(727) 555-0199", everywhere, "Main", Outcome.BLOCKED) is None
    assert answer("(727) 555-0101", campaign, "Main", Outcome.BLOCKED) is None
    assert answer("(727) 555-0101", everywhere, "Main", Outcome.BLOCKED) is None
    assert answer("(727) 555-0101", everywhere, "Main", Outcome.BLOCKED) is None
    whole = answer("(727) 555-0101", everywhere, "West", None)
    assert whole is not None
    assert whole.outcome is None
    assert whole.title == "Not blocked: (727) 555-0101"
