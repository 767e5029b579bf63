"""Lists of numbers in the window: looked through, sent by one button, worked off, found again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dncdesk.core.details import Details
from dncdesk.core.many_kept import Kept
from dncdesk.core.moments import now
from dncdesk.core.outcome import Outcome
from dncdesk.core.scope import Place, Scope
from dncdesk.practice.server import PracticeDialler
from tests.ui.conftest import OpenDesk, Stage
from tests.ui.listing import (
    NUMBERS,
    answer,
    block_all,
    blocked,
    cells,
    choose,
    is_open,
    look,
    part,
    paste,
    pause,
    window_of,
)


@pytest.fixture(autouse=True)
def clipboard() -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def test_pasting_several_numbers_opens_the_list_with_all_of_them_and_leaves_the_field_alone(
    real: Stage, qtbot: QtBot
) -> None:
    look(real, qtbot, "\n".join(NUMBERS))

    assert real.find(QLineEdit, "numberField").text() == ""
    assert part(real, QTableView, "listTable").model().rowCount() == len(NUMBERS)


@pytest.mark.parametrize("text", ["7275551212", "Smith\n727-555-1212\n33701 Tampa", "727-555-1212 (7275551212)"])
def test_pasting_one_number_stays_in_the_field(real: Stage, text: str) -> None:
    paste(real, text)

    assert "555" in real.find(QLineEdit, "numberField").text()
    assert not is_open(real)


def test_two_numbers_in_one_pasted_line_are_a_list_as_well(real: Stage, qtbot: QtBot) -> None:
    look(real, qtbot, "727-555-1212 / 813-555-0164")

    assert cells(part(real, QTableView, "listTable"), 2) == ["(727) 555-1212", "(813) 555-0164"]


@pytest.mark.parametrize("target", ["mainWindow", "numberField"])
def test_a_file_that_is_dropped_on_the_window_is_opened(real: Stage, qtbot: QtBot, tmp_path: Path, target: str) -> None:
    file = tmp_path / "november.csv"
    file.write_text("Name,Phone\n" + "".join(f"Smith,{number}\n" for number in NUMBERS))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    widget = real.window if target == "mainWindow" else real.find(QLineEdit, target)
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    # As the system does: whoever takes the first gets the second.
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, button, keys))
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, button, keys))

    qtbot.waitUntil(lambda: part(real, QPushButton, "listBlockButton").isVisible(), timeout=10_000)
    assert part(real, QLabel, "listTitle").text().startswith("30 ")
    assert "november.csv" in part(real, QLabel, "listAbout").text()
    assert part(real, QComboBox, "listColumnBox").currentText() == "Phone"


def test_a_file_that_is_no_list_is_said_so_and_nothing_is_asked_when_it_is_closed(
    real: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "empty.txt"
    file.write_text("")

    real.window._lists.open_file(file)

    qtbot.waitUntil(lambda: "empty.txt" in part(real, QLabel, "listReadingWords").text(), timeout=10_000)
    part(real, QPushButton, "listStopReading").click()
    assert not is_open(real)


def test_the_button_says_how_many_and_where_and_nothing_is_sent_before_it_is_pressed(
    real: Stage, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    look(real, qtbot, "\n".join([*NUMBERS, "727-555-1001", "72755", "Monday"]))
    button = part(real, QPushButton, "listBlockButton")

    choose(real, "TESTCAMP")

    assert "30" in button.accessibleName()
    assert button.accessibleName().endswith("TESTCAMP")
    part(real, QAbstractButton, "listEverywhereToggle").click()
    assert button.accessibleName().endswith("everywhere")
    about = part(real, QLabel, "listAbout").text()
    assert all(words in about for words in ("1 lines are no number", "1 doubles", "1 lines without"))
    assert blocked(dialler) == []
    assert real.desk.many.runs == ()


def test_every_number_is_blocked_once_and_each_row_says_so(real: Stage, qtbot: QtBot, dialler: PracticeDialler) -> None:
    look(real, qtbot, "\n".join([*NUMBERS, "727-555-1001", "7.27555E+09"]))

    run = block_all(real)

    qtbot.waitUntil(lambda: run.over, timeout=30_000)
    assert blocked(dialler) == NUMBERS
    assert run.progress.counts[Outcome.BLOCKED] == 30
    qtbot.waitUntil(lambda: part(real, QLabel, "runTitle").text().startswith("Finished"))
    assert cells(part(real, QTableView, "runTable"), 2) == ["Blocked"] * 30
    assert real.property("outcome") == ""


def test_a_row_that_is_no_number_is_mended_in_its_place_with_the_keyboard(real: Stage, qtbot: QtBot) -> None:
    look(real, qtbot, "727555100\n7275551002\n7275551003")
    table = part(real, QTableView, "listTable")
    assert table.currentIndex().row() == 0

    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "7275551001")
    QTest.keyClick(editor, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: part(real, QLabel, "listTitle").text().startswith("3 "), timeout=10_000)
    assert cells(table, 2) == ["(727) 555-1001", "(727) 555-1002", "(727) 555-1003"]
    assert table.currentIndex().row() == 0


def test_only_what_needs_a_look_can_be_shown(real: Stage, qtbot: QtBot) -> None:
    look(real, qtbot, "\n".join([*NUMBERS, "727555", "7.27555E+09"]))

    part(real, QCheckBox, "listOnlySuspect").setChecked(True)

    assert cells(part(real, QTableView, "listTable"), 0) == ["31", "32"]


def test_a_list_that_is_not_sent_is_closed_only_after_a_question(real: Stage, qtbot: QtBot) -> None:
    look(real, qtbot, "\n".join(NUMBERS))
    window = window_of(real)

    QTest.keyClick(window, Qt.Key.Key_Escape)

    assert window.isVisible()
    question = part(real, QMessageBox, "listCloseQuestion")
    next(button for button in question.buttons() if "Close" in button.text()).click()
    qtbot.waitUntil(lambda: not is_open(real))


def test_what_is_under_way_stands_at_the_foot_of_the_window_and_leads_back_to_it(
    real: Stage, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    dialler.stop()
    look(real, qtbot, "\n".join(NUMBERS))
    run = block_all(real)
    window_of(real).close()
    line = real.find(QPushButton, "listsLine")
    qtbot.waitUntil(line.isVisible)

    line.click()

    assert window_of(real).run is run
    assert "30" in line.accessibleName()


def test_what_is_kept_for_later_is_shown_again_at_the_next_start_and_goes_on_when_it_is_told_to(
    open_desk: OpenDesk, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    before = open_desk(dialler.url)
    look(before, qtbot, "\n".join(NUMBERS))
    run = block_all(before)
    pause(before, qtbot, run)
    answer(before, "Keep")
    done = run.progress.ended
    before.window.leave()
    before.window.close()

    after = open_desk(dialler.url)
    qtbot.waitUntil(lambda: bool(after.desk.many.runs), timeout=10_000)
    [again] = after.desk.many.runs
    assert (again.group, again.total, again.paused) == (run.group, 30, True)
    assert again.progress.ended == done
    line = after.find(QPushButton, "listsLine")
    qtbot.waitUntil(line.isVisible)
    line.click()
    part(after, QPushButton, "runPauseButton").click()

    qtbot.waitUntil(lambda: again.over, timeout=30_000)
    assert blocked(dialler) == NUMBERS


def test_what_is_dropped_is_not_sent_and_what_was_done_stays_done(
    real: Stage, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    look(real, qtbot, "\n".join(NUMBERS))
    run = block_all(real)
    pause(real, qtbot, run)
    before = blocked(dialler)

    answer(real, "Drop")

    qtbot.waitUntil(lambda: run.over and not run.busy, timeout=10_000)
    assert blocked(dialler) == before
    assert run.progress.counts[Outcome.REMOVED] + run.progress.counts[Outcome.BLOCKED] == 30
    assert run.progress.counts[Outcome.REMOVED] == 30 - len(before)


def test_what_was_refused_can_be_tried_again_as_a_request_of_its_own(
    open_desk: OpenDesk, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    users = dialler.state()["users"]
    dialler.put_state({"users": [user | {"modify_lists": "0"} for user in users]})
    stage = open_desk(dialler.url)
    look(stage, qtbot, "\n".join(NUMBERS[:3]))
    run = block_all(stage)
    qtbot.waitUntil(lambda: run.over, timeout=30_000)
    assert run.progress.counts[Outcome.REFUSED] == 3
    first = [row.opt_out_id for row in run.progress.rows]

    dialler.put_state({"users": users})
    qtbot.waitUntil(lambda: part(stage, QPushButton, "runAgainButton").isVisible())
    part(stage, QPushButton, "runAgainButton").click()

    qtbot.waitUntil(lambda: run.over and run.progress.counts[Outcome.BLOCKED] == 3, timeout=30_000)
    assert blocked(dialler) == NUMBERS[:3]
    assert {row.opt_out_id for row in run.progress.rows}.isdisjoint(first)
    assert run.total == 3


def test_a_list_that_was_cut_off_before_it_was_recorded_goes_on_at_the_next_start(
    open_desk: OpenDesk, qtbot: QtBot, dialler: PracticeDialler, tmp_path: Path
) -> None:
    asked = now() - timedelta(days=2)
    kept = Kept("abcdefghij012", (Place("Main", Scope("TESTCAMP"), "Test"),), "US", asked, Details(note="voicemail"),
                tuple((number, f"+1{number}") for number in NUMBERS))  # fmt: skip
    kept.write(tmp_path)

    stage = open_desk(dialler.url)

    qtbot.waitUntil(lambda: bool(stage.desk.many.runs), timeout=10_000)
    [run] = stage.desk.many.runs
    qtbot.waitUntil(lambda: run.over, timeout=30_000)
    assert blocked(dialler) == NUMBERS
    assert list(Kept.all_in(tmp_path)) == []
    place = stage.desk._place
    requests = [place.log.read(lambda reader, one=row.opt_out_id: reader.request(one)) for row in run.progress.rows]
    assert {(request.asked_at, request.note) for request in requests} == {(asked, "voicemail")}


def test_single_numbers_are_typed_as_ever_while_a_list_is_under_way(
    real: Stage, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    look(real, qtbot, "\n".join(NUMBERS))
    run = block_all(real)
    field, box = real.find(QLineEdit, "numberField"), real.find(QComboBox, "campaignBox")
    box.setCurrentIndex(box.findData("TESTCAMP"))

    field.setText("8135550164")
    QTest.keyClick(field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: real.property("outcome") == "blocked", timeout=30_000)
    qtbot.waitUntil(lambda: run.over, timeout=30_000)
    assert blocked(dialler) == [*NUMBERS, "8135550164"]


def test_everything_that_the_keyboard_visits_in_a_list_has_a_name(real: Stage, qtbot: QtBot) -> None:
    look(real, qtbot, "\n".join([*NUMBERS, "727555"]))
    reached = [
        w for w in window_of(real).findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]

    nameless = [
        w.objectName() or type(w).__name__
        for w in reached
        if not w.accessibleName() and not (isinstance(w, QAbstractButton) and w.text())
        and not isinstance(w.parentWidget(), QComboBox)
        and not any(label.buddy() is w for label in window_of(real).findChildren(QLabel))
    ]  # fmt: skip
    assert nameless == []


def test_the_log_in_the_window_gets_every_row_of_a_list_and_how_it_stands(real: Stage, qtbot: QtBot) -> None:
    look(real, qtbot, "\n".join(NUMBERS))

    block_all(real)

    log = real.find(QTableView, "logTable")
    columns = range(log.model().columnCount())
    names = [log.model().headerData(c, Qt.Orientation.Horizontal) for c in columns]
    outcome = names.index("Outcome")
    qtbot.waitUntil(lambda: cells(log, outcome) == ["Blocked"] * 30, timeout=20_000)
