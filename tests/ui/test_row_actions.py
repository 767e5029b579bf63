"""A row of the log, opened: its pane, and what can be done with it."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dncdesk.core.details import Details
from dncdesk.core.moments import now
from dncdesk.core.optout import Action
from dncdesk.core.outcome import Outcome
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import say
from dncdesk.practice.server import PracticeDialler
from dncdesk.record.reader import Entry
from dncdesk.record.story import Line, Story
from dncdesk.ui.details_dialog import DetailsDialog
from tests.ui.conftest import Stage
from tests.ui.standin import an_entry

NUMBER, SHOWN = "7275550101", "(727) 555-0101"


def table(stage: Stage) -> QTableView:
    return stage.find(QTableView, "logTable")


def action(stage: Stage, name: str) -> QAction:
    return stage.find(QAction, name)


def title(stage: Stage) -> str:
    return stage.find(QLabel, "resultTitle").text()


def story_text(stage: Stage) -> str:
    return stage.find(QTextEdit, "storyView").toPlainText()


def open_row(stage: Stage, row: int = 0) -> None:
    table(stage).setFocus()
    table(stage).selectRow(row)
    table(stage).activated.emit(table(stage).model().index(row, 0))


def block(stage: Stage, qtbot: QtBot, number: str = NUMBER) -> None:
    box = stage.find(QComboBox, "campaignBox")
    box.setCurrentIndex(box.findData("TESTCAMP"))
    field = stage.find(QLineEdit, "numberField")
    field.setText(number)
    with qtbot.waitSignal(stage.desk.settled, timeout=15_000):
        QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(stage.window.idle, timeout=10_000)
    qtbot.waitUntil(lambda: table(stage).model().rowCount() > 0, timeout=5_000)


def told(entry: Entry, *lines: str) -> Story:
    return Story(entry, None, tuple(Line(now(), say(line), f"raw of {line}") for line in lines))


@pytest.fixture
def listed(stage: Stage) -> Stage:
    """A window over the stand-in with three entries; the newest is 3."""
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    found = [an_entry(3, outcome=Outcome.NOT_EFFECTIVE), an_entry(2), an_entry(1, outcome=Outcome.WAITING)]
    stage.desk.logbook.answer(found)
    return stage


@pytest.fixture
def blocked(real: Stage, qtbot: QtBot) -> Stage:
    """A window over the real desk that has blocked a number."""
    block(real, qtbot)
    return real


@pytest.fixture
def opened(blocked: Stage, qtbot: QtBot) -> Stage:
    open_row(blocked)
    qtbot.waitUntil(lambda: "What happened" in story_text(blocked), timeout=5_000)
    return blocked


# -- the pane ---------------------------------------------------------------------------------------------------


def test_the_whole_story_is_read_from_the_log(opened: Stage) -> None:
    assert opened.find(QLabel, "detailNumber").text() == SHOWN
    assert opened.find(QLabel, "detailOutcome").text() == "Blocked · TESTCAMP"
    assert "Met: blocked in time." in opened.find(QLabel, "detailStanding").text()
    words = story_text(opened)
    for part in (
        "The person asked not to be called any more in TESTCAMP.",
        f"Sent {NUMBER} to be put on the list of TESTCAMP. The dialler said that it did so.",
        f"Read back: {NUMBER} is on the list that TESTCAMP reads.",
        "Result: blocked.",
        "+17275550101",
        "dncdesk",
    ):
        assert part in words
    assert "SUCCESS" not in words
    opened.find(QCheckBox, "detailRaw").click()
    assert "SUCCESS: add_dnc_phone DNC NUMBER HAS BEEN ADDED" in story_text(opened)


def test_there_is_no_pane_until_a_row_is_opened(listed: Stage) -> None:
    assert listed.window.findChild(QWidget, "detailPane") is None
    table(listed).selectRow(0)
    assert listed.window.findChild(QWidget, "detailPane") is None
    assert listed.desk.stories.asked == []


def test_the_head_is_there_before_the_story(listed: Stage) -> None:
    open_row(listed)
    assert listed.find(QWidget, "detailPane").isVisible()
    assert listed.find(QLabel, "detailNumber").text() == "(727) 555-0003"
    assert listed.find(QLabel, "detailWhy").text() == "Because <b>so</b>."
    assert listed.desk.stories.asked == ["id3"]
    assert story_text(listed) == ""


def test_another_row_brings_its_own_story_and_an_earlier_answer_is_dropped(listed: Stage, qtbot: QtBot) -> None:
    open_row(listed)
    QTest.keyClick(table(listed), Qt.Key.Key_Down)
    assert listed.find(QLabel, "detailNumber").text() == "(727) 555-0002"
    listed.desk.stories.told.emit(told(an_entry(3), "Of the third."))
    assert "Of the third." not in story_text(listed)
    qtbot.waitUntil(lambda: listed.desk.stories.asked == ["id3", "id2"], timeout=5_000)
    listed.desk.stories.told.emit(told(an_entry(2), "Of the second."))
    assert "Of the second." in story_text(listed)


def test_what_comes_from_outside_is_plain_text(listed: Stage) -> None:
    open_row(listed)
    entry = replace(an_entry(3), details=Details(person="<b>Ann</b> \u202eevil", note="line\nbreak"))
    listed.desk.stories.told.emit(told(entry, "A <i>line</i>."))
    words = story_text(listed)
    assert "<b>Ann</b> evil" in words
    assert "line break" in words
    assert "A <i>line</i>." in words
    assert listed.find(QLabel, "detailWhy").textFormat() == Qt.TextFormat.PlainText


def test_escape_closes_it_and_the_table_has_the_keyboard_again(listed: Stage) -> None:
    for where in ("logTable", "storyView"):
        open_row(listed)
        listed.find(QLineEdit, "numberField").setText("813")
        widget = listed.find(QWidget, where)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Escape)
        assert not listed.find(QWidget, "detailPane").isVisible()
        assert listed.window.focusWidget() is table(listed)
        assert listed.find(QLineEdit, "numberField").text() == "813"
    QTest.keyClick(table(listed), Qt.Key.Key_Escape)
    assert listed.find(QLineEdit, "numberField").text() == ""


def test_it_follows_what_happens_to_its_entry(listed: Stage) -> None:
    open_row(listed)
    asked = len(listed.desk.stories.asked)
    listed.desk.entry_changed.emit(an_entry(3, outcome=Outcome.BLOCKED))
    assert listed.find(QLabel, "detailOutcome").text() == "Blocked · TESTCAMP"
    QTest.qWait(150)
    assert listed.desk.stories.asked[asked:] == ["id3"]


def test_why_a_story_cannot_be_told_is_said(listed: Stage) -> None:
    open_row(listed)
    listed.desk.stories.not_told.emit("id3", say("The log cannot be read."))
    assert story_text(listed) == "The log cannot be read."


def test_it_is_beside_the_column_where_there_is_room_and_under_it_where_there_is_not(
    listed: Stage, qtbot: QtBot
) -> None:
    open_row(listed)
    pane, field = listed.find(QWidget, "detailPane"), table(listed)
    for size, beside in ((QSize(460, 760), False), (QSize(1000, 760), True), (QSize(460, 760), False)):
        listed.window.resize(size)
        QApplication.processEvents()
        origin = pane.mapTo(listed.window, QPoint(0, 0))
        left_of = field.mapTo(listed.window, QPoint(field.width(), 0)).x() <= origin.x()
        assert left_of is beside
        qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty(), timeout=5_000)


def test_in_a_very_low_window_nothing_lies_upon_anything_else(listed: Stage) -> None:
    listed.window.resize(460, 400)
    open_row(listed)
    QApplication.processEvents()
    view, box = listed.find(QTextEdit, "storyView"), listed.find(QCheckBox, "detailRaw")
    assert view.geometry().bottom() < box.geometry().top()
    assert view.height() >= view.minimumHeight()


def test_what_was_imported_says_so(listed: Stage) -> None:
    entry = replace(an_entry(1), seq=-5, opt_out_id="old")
    listed.desk.logbook.answer([])
    listed.window._rows.open(entry)
    listed.desk.stories.told.emit(Story(entry, None, ()))
    assert "Imported from a former log" in story_text(listed)
    assert "the chain of hashes does not cover it" in story_text(listed)
    assert not action(listed, "rowNote").isEnabled()
    assert not action(listed, "rowRemove").isEnabled()
    assert action(listed, "rowSheet").isEnabled()


def test_a_story_of_very_many_lines_does_not_hold_the_window(listed: Stage) -> None:
    open_row(listed)
    lines = [f"Result: not delivered yet. The dialler does not answer, try {n}." for n in range(2000)]
    listed.desk.stories.told.emit(told(an_entry(3), *lines))
    assert "1850 earlier lines are left out here." in story_text(listed)
    assert "try 1999." in story_text(listed)


# -- what can be done ---------------------------------------------------------------------------------------------


def test_the_menu_offers_it_all_with_the_keys(listed: Stage) -> None:
    table(listed).selectRow(0)
    pressed = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(20, 10), QPoint(20, 10))
    QApplication.sendEvent(table(listed), pressed)
    (menu,) = [menu for menu in listed.window.findChildren(QMenu) if menu.isVisible()]
    offered = {entry.text().replace("&", ""): entry.shortcut().toString() for entry in menu.actions() if entry.text()}
    assert offered == {
        "Details": "Return",
        "Add a note…": "F2",
        "Check again": "Ctrl+K",
        "Repeat": "Ctrl+R",
        "Take off…": "Del",
        "Copy as text": "Ctrl+Shift+C",
        "Proof sheet…": "Ctrl+P",
    }
    menu.close()


def test_without_a_row_there_is_no_menu_and_nothing_to_do(stage: Stage) -> None:
    stage.desk.make_ready()
    table(stage).customContextMenuRequested.emit(QPoint(20, 10))
    assert not [menu for menu in stage.window.findChildren(QMenu) if menu.isVisible()]
    for name in ("rowDetails", "rowNote", "rowCheck", "rowRepeat", "rowRemove", "rowCopy", "rowSheet"):
        action(stage, name).trigger()
    assert stage.window.findChild(QWidget, "detailPane") is None
    assert stage.window.findChildren(QDialog) == []
    assert stage.desk.stories.asked == []


def test_the_keys_work_in_the_table(listed: Stage, qtbot: QtBot) -> None:
    listed.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is listed.window, timeout=5_000)
    table(listed).setFocus()
    table(listed).selectRow(1)
    QTest.keyClick(table(listed), Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert listed.find(QLineEdit, "numberField").text() == "(727) 555-0002"


def test_repeat_fills_the_form_and_sends_nothing(listed: Stage) -> None:
    listed.desk.logbook.answer([])
    listed.window._rows.open(replace(an_entry(9), scope="SALES01"))
    action(listed, "rowRepeat").trigger()
    assert listed.find(QLineEdit, "numberField").text() == "(727) 555-0009"
    assert listed.find(QComboBox, "campaignBox").currentData() == "SALES01"
    assert listed.window.focusWidget() is listed.find(QPushButton, "blockButton")
    assert listed.desk.blocked == []
    listed.window._rows.open(replace(an_entry(9), scope="EVERYWHERE"))
    action(listed, "rowRepeat").trigger()
    assert listed.find(QPushButton, "blockButton").accessibleName() == "Block everywhere"
    assert listed.desk.blocked == []


def test_repeat_of_a_campaign_that_is_gone_chooses_none(listed: Stage) -> None:
    listed.window._rows.open(replace(an_entry(9), scope="GONE"))
    action(listed, "rowRepeat").trigger()
    assert listed.window._form.scope() is None


def test_repeat_says_when_the_dialler_was_another(listed: Stage) -> None:
    listed.window._rows.open(replace(an_entry(9), server="Old"))
    action(listed, "rowRepeat").trigger()
    assert listed.find(QLabel, "resultText").text() == "This was for Old. The form sends to Main."


def test_check_again_asks_the_dialler_of_then(listed: Stage) -> None:
    listed.window._rows.open(an_entry(9))
    action(listed, "rowCheck").trigger()
    ((number, scope),) = listed.desk.checks
    assert (number.main_form, scope) == ("7275550009", Scope("TESTCAMP"))
    assert listed.desk.checked_at.name == "Main"
    assert title(listed) == "Checking (727) 555-0009"


def test_check_again_without_that_server_says_so(listed: Stage) -> None:
    listed.window._rows.open(replace(an_entry(9), server="Old"))
    action(listed, "rowCheck").trigger()
    assert listed.desk.checks == []
    assert "Old" in listed.find(QLabel, "resultText").text()


def test_check_again_over_the_real_dialler(opened: Stage, qtbot: QtBot, dialler: PracticeDialler) -> None:
    dialler.put_state({"campaign_dnc": []})
    with qtbot.waitSignal(opened.desk.checked, timeout=10_000):
        action(opened, "rowCheck").trigger()
    assert title(opened) == f"Not blocked: {SHOWN}"


def test_copy_puts_the_story_onto_the_clipboard(opened: Stage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.desk.stories.told, timeout=5_000):
        action(opened, "rowCopy").trigger()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"Blocked: {SHOWN}\n")
    assert "Read back: 7275550101 is on the list that TESTCAMP reads." in copied
    assert "Source id: dncdesk" in copied
    assert "1234" not in copied  # the practice dialler's password


def test_a_note_added_later_is_in_the_log_and_in_the_pane(opened: Stage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.desk.stories.told, timeout=5_000):
        action(opened, "rowNote").trigger()
    dialog = opened.find(DetailsDialog, "detailsDialog")
    assert not opened.find(QPushButton, "saveDetailsButton").isEnabled()
    opened.find(QLineEdit, "laterPersonField").setText("Ann Lee")
    with qtbot.waitSignals([opened.desk.stories.noted, dialog.accepted], timeout=5_000):
        opened.find(QPushButton, "saveDetailsButton").click()
    qtbot.waitUntil(lambda: "Name: Ann Lee." in story_text(opened), timeout=5_000)
    assert "Noted later by " in story_text(opened)


def test_while_a_note_cannot_be_saved_nothing_of_it_is_lost(listed: Stage) -> None:
    listed.window._rows.note_for("id2")
    listed.desk.stories.told.emit(told(replace(an_entry(2), details=Details(person="Ann"))))
    dialog = listed.find(DetailsDialog, "detailsDialog")
    person, note = listed.find(QLineEdit, "laterPersonField"), listed.find(QLineEdit, "laterNoteField")
    assert person.text() == "Ann"
    note.setText("quite upset")
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert listed.desk.stories.notes == [("id2", Details(person="Ann"), Details(person="Ann", note="quite upset"))]
    assert not note.isEnabled()
    listed.desk.stories.not_noted.emit("id2", say("The disk is full."))
    assert dialog.isVisible()
    assert listed.find(QLabel, "detailsDialogProblem").text() == "Not saved. The disk is full."
    assert (note.text(), note.isEnabled()) == ("quite upset", True)
    listed.find(QPushButton, "saveDetailsButton").click()
    listed.desk.stories.noted.emit("id1")
    assert dialog.isVisible()
    listed.desk.stories.noted.emit("id2")
    assert not dialog.isVisible()


def test_a_full_disk_is_told_by_the_real_log(opened: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from dncdesk.record.log import Log, LogError

    def fails(*_: object, **__: object) -> None:
        raise LogError(say("The disk is full."))

    monkeypatch.setattr(Log, "append_details", fails)
    entry = opened.window._rows.chosen()
    assert entry is not None
    with qtbot.waitSignal(opened.desk.stories.not_noted, timeout=5_000) as failed:
        opened.desk.stories.note(entry.opt_out_id, Details(), Details(note="x"))
    assert [str(part) for part in failed.args] == [entry.opt_out_id, "The disk is full."]


def test_details_can_be_added_from_the_result_while_the_call_goes_on(blocked: Stage, qtbot: QtBot) -> None:
    link = blocked.find(QPushButton, "addNoteLink")
    assert link.isVisible()
    with qtbot.waitSignal(blocked.desk.stories.told, timeout=5_000):
        link.click()
    dialog = blocked.find(DetailsDialog, "detailsDialog")
    assert dialog.isVisible()
    dialog.reject()


def test_the_link_is_there_from_the_recording_on_and_goes_with_the_next(stage: Stage) -> None:
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    link = stage.find(QPushButton, "addNoteLink")
    field = stage.find(QLineEdit, "numberField")
    field.setText(NUMBER)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not link.isVisible()
    stage.desk.record(stage.desk.blocked[0])
    assert link.isVisible()
    stage.desk.settle(stage.desk.blocked[0], Outcome.BLOCKED)
    assert link.isVisible()
    field.setText("8135550164")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not link.isVisible()


def test_take_off_wants_a_reason_and_goes_through_the_queue(
    opened: Stage, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    action(opened, "rowRemove").trigger()
    button, reason = opened.find(QPushButton, "takeOffButton"), opened.find(QLineEdit, "reasonField")
    assert not button.isEnabled()
    reason.setText("wrong number")
    with qtbot.waitSignal(opened.desk.settled, timeout=15_000):
        button.click()
    qtbot.waitUntil(opened.window.idle, timeout=10_000)
    assert NUMBER not in str(dialler.state()["campaign_dnc"])
    assert (title(opened), opened.property("outcome")) == (f"Taken off: {SHOWN}", "removed")
    qtbot.waitUntil(lambda: "Reason: wrong number." in story_text(opened), timeout=5_000)
    assert opened.find(QLabel, "detailOutcome").text().startswith("Taken off")
    assert not action(opened, "rowRemove").isEnabled()


@pytest.mark.parametrize("outcome", [Outcome.WAITING, Outcome.REFUSED, Outcome.REMOVED])
def test_what_stands_on_no_list_cannot_be_taken_off(listed: Stage, outcome: Outcome) -> None:
    listed.window._rows.open(an_entry(9, outcome=outcome))
    assert not action(listed, "rowRemove").isEnabled()
    listed.window._rows.open(replace(an_entry(8), action=Action.REMOVE))
    assert not action(listed, "rowRemove").isEnabled()
    listed.window._rows.open(an_entry(7, outcome=Outcome.LISTED))
    assert action(listed, "rowRemove").isEnabled()


def test_a_removal_that_cannot_be_made_is_told(listed: Stage) -> None:
    listed.desk.stories.removal_not_made.emit(say("The log cannot be read."))
    assert title(listed) == "Not taken off"


def test_the_proof_sheet_goes_where_a_person_says(opened: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    action(opened, "rowSheet").trigger()
    dialog = opened.find(QFileDialog, "sheetDialog")
    wanted = tmp_path / "sheet.pdf"
    with qtbot.waitSignal(opened.desk.stories.sheet_written, timeout=10_000):
        dialog.fileSelected.emit(str(wanted))
    assert wanted.read_bytes().startswith(b"%PDF-")
    assert (title(opened), opened.find(QLabel, "resultText").text()) == ("Proof sheet written", str(wanted))
    dialog.reject()


def test_a_proof_sheet_that_cannot_be_written_is_told(opened: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    entry = opened.window._rows.chosen()
    assert entry is not None
    with qtbot.waitSignal(opened.desk.stories.sheet_not_written, timeout=10_000):
        opened.desk.stories.write_sheet(entry.opt_out_id, tmp_path / "no such folder" / "sheet.pdf")
    assert title(opened) == "No proof sheet"
    assert "sheet.pdf cannot be written" in opened.find(QLabel, "resultText").text()


def test_the_panes_buttons_do_what_the_menu_does(listed: Stage) -> None:
    open_row(listed)
    pane = listed.find(QWidget, "detailPane")
    buttons = {button.text(): button for button in pane.findChildren(QToolButton)}
    assert {"Add a note…", "Check again", "Repeat", "Take off…", "Copy as text", "Proof sheet…"} <= set(buttons)
    assert all("&" not in text for text in buttons)
    buttons["Repeat"].click()
    assert listed.find(QLineEdit, "numberField").text() == "(727) 555-0003"


def test_a_removal_names_who_makes_it_now_and_not_who_took_the_request(real: Stage, qtbot: QtBot) -> None:
    real.find(QLineEdit, "takenByField").setText("Maria")
    block(real, qtbot)
    open_row(real)
    entry = real.window._rows.chosen()
    assert entry is not None
    assert entry.details.taken_by == "Maria"
    with qtbot.waitSignal(real.desk.stories.removal_made, timeout=5_000) as made:
        real.desk.stories.take_off(entry, "wrong number")
    removal = made.args[0]
    assert (removal.taken_by, removal.note, removal.undoes) == ("", "wrong number", entry.opt_out_id)
    assert removal.recorded_at.timestamp() == pytest.approx(time.time(), abs=30)
    qtbot.waitUntil(real.window.idle, timeout=10_000)


def test_no_dialog_stays_when_the_window_is_closed(listed: Stage) -> None:
    listed.window._rows.open(an_entry(9))
    action(listed, "rowRemove").trigger()
    assert [dialog.objectName() for dialog in listed.window.findChildren(QDialog)] == ["removeDialog"]
    listed.find(QDialog, "removeDialog").reject()
    QApplication.processEvents()
    assert listed.desk.stories.taken_off == []
