"""What a person has done to a list that is not sent yet is kept: past readings, other windows, the wish to close."""

from __future__ import annotations

import errno
import gc
import os
import weakref
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMessageBox, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from dncdesk.core import many
from dncdesk.core.many_kept import Kept
from dncdesk.core.outcome import Outcome
from dncdesk.core.sentences import say
from dncdesk.practice.server import PracticeDialler
from dncdesk.record.logfile import LogError
from tests.ui.conftest import OpenDesk, Stage
from tests.ui.listing import NUMBERS, block_all, blocked, cells, choose, is_open, look, part, window_of

LIST = "727555100\n7275551002; 7275551003\n+44 20 7946 0958"


@pytest.fixture(autouse=True)
def clipboard() -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def mend(stage: Stage, row: int, words: str) -> None:
    model: QAbstractItemModel = part(stage, QTableView, "listTable").model()
    assert model.setData(model.index(row, 1), words)


def title(stage: Stage) -> str:
    return part(stage, QLabel, "listTitle").text()


def test_what_was_mended_stays_when_the_dialler_takes_another_form_of_numbers(real: Stage, qtbot: QtBot) -> None:
    look(real, qtbot, LIST)
    table = part(real, QTableView, "listTable")
    mend(real, 0, "7275551001")
    qtbot.waitUntil(lambda: title(real) == "4 numbers", timeout=10_000)
    mend(real, 2, "7275551009")
    qtbot.waitUntil(lambda: cells(table, 2)[2] == "(727) 555-1009", timeout=10_000)

    server = real.desk.server
    real.desk.save(replace(server, number_form="international"), None, server.name)

    def sent() -> list[str]:
        words = []
        for row in range(table.model().rowCount()):
            table.setCurrentIndex(table.model().index(row, 1))
            words.append(
                part(real, QLabel, "listRowWords").accessibleName() or part(real, QLabel, "listRowWords").text()
            )
        return words

    qtbot.waitUntil(lambda: "Sends 17275551001" in sent()[0], timeout=10_000)
    assert cells(table, 1) == ["7275551001", "7275551002", "7275551009", "+44 20 7946 0958"]
    assert title(real) == "4 numbers"


def test_rows_that_are_mended_quickly_one_after_the_other_are_all_sent(
    real: Stage, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    look(real, qtbot, "727555100\n72755510\n7275551003\n7275551004")
    choose(real, "TESTCAMP")
    button = part(real, QPushButton, "listBlockButton")
    mend(real, 0, "7275551001")
    mend(real, 1, "7275551002")

    assert not button.isEnabled()

    button.click()
    assert window_of(real).run is None
    qtbot.waitUntil(lambda: button.isEnabled() and title(real) == "4 numbers", timeout=10_000)
    run = block_all(real)
    qtbot.waitUntil(lambda: run.over, timeout=30_000)
    assert blocked(dialler) == ["7275551001", "7275551002", "7275551003", "7275551004"]


def test_what_is_being_written_into_a_row_is_read_before_anything_is_sent(real: Stage, qtbot: QtBot) -> None:
    look(real, qtbot, "727555100\n7275551002\n7275551003")
    choose(real, "TESTCAMP")
    table = part(real, QTableView, "listTable")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "7275551001")

    part(real, QPushButton, "listBlockButton").click()

    assert window_of(real).run is None
    qtbot.waitUntil(lambda: title(real) == "3 numbers", timeout=10_000)
    assert cells(table, 1) == ["7275551001", "7275551002", "7275551003"]


def test_columns_that_cannot_be_read_leave_the_box_at_those_that_are_shown(
    real: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(real, qtbot, "Phone\tMobile\n7275551001\t7275551002\n7275551003\t7275551004\n")
    box = part(real, QComboBox, "listColumnBox")
    before = box.currentText()
    monkeypatch.setattr(many, "MOST_ROWS", 1)
    whole = box.findText("The whole line")
    box.setCurrentIndex(whole)
    box.activated.emit(whole)

    qtbot.waitUntil(lambda: "more than 1 lines" in part(real, QLabel, "listRowWords").text(), timeout=10_000)

    assert box.currentText() == before
    assert cells(part(real, QTableView, "listTable"), 1) == ["7275551001", "7275551003"]


def test_a_list_that_is_sent_is_not_held_any_longer_by_the_window_that_it_was_looked_through_in(
    real: Stage, qtbot: QtBot
) -> None:
    look(real, qtbot, "\n".join(NUMBERS))
    draft = window_of(real)._review.draft
    assert draft is not None
    listing = weakref.ref(draft.listing)
    del draft

    run = block_all(real)

    qtbot.waitUntil(lambda: run.over and real.window.idle(), timeout=30_000)
    gc.collect()
    assert listing() is None


def test_the_window_stays_while_a_list_is_not_sent_and_goes_once_that_is_closed(real: Stage, qtbot: QtBot) -> None:
    look(real, qtbot, "\n".join(NUMBERS))

    real.window.close()

    assert real.window.isVisible()
    question = part(real, QMessageBox, "listCloseQuestion")
    next(button for button in question.buttons() if "Close" in button.text()).click()
    qtbot.waitUntil(lambda: not is_open(real))
    real.window.close()
    assert not real.window.isVisible()


def test_what_could_not_be_recorded_again_stands_as_refused_and_can_be_tried_again(
    open_desk: OpenDesk, qtbot: QtBot, dialler: PracticeDialler, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = dialler.state()["users"]
    dialler.put_state({"users": [user | {"modify_lists": "0"} for user in users]})
    stage = open_desk(dialler.url)
    look(stage, qtbot, "\n".join(NUMBERS[:3]))
    run = block_all(stage)
    qtbot.waitUntil(lambda: run.over, timeout=30_000)
    again = part(stage, QPushButton, "runAgainButton")
    qtbot.waitUntil(again.isVisible)
    with monkeypatch.context() as broken:
        broken.setattr(stage.desk._place.log, "append_requests", fails)

        again.click()

        qtbot.waitUntil(lambda: run.problem is not None and not run.further, timeout=10_000)
        assert run.over
        assert run.progress.counts[Outcome.REFUSED] == 3
    dialler.put_state({"users": users})
    again.click()
    qtbot.waitUntil(lambda: run.over and run.progress.counts[Outcome.BLOCKED] == 3, timeout=30_000)


def test_a_list_that_the_disk_does_not_take_stays_to_be_looked_through_and_can_be_sent_then(
    real: Stage, qtbot: QtBot, dialler: PracticeDialler, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(real, qtbot, "\n".join(NUMBERS[:3]))
    with monkeypatch.context() as broken:
        broken.setattr(Kept, "write", full)
        block_all(real)
        button = part(real, QPushButton, "listBlockButton")
        qtbot.waitUntil(button.isVisible)
        assert "Nothing was sent" in part(real, QLabel, "listRowWords").text()
    assert blocked(dialler) == []
    assert real.window._desk.many.runs == ()
    run = block_all(real)
    qtbot.waitUntil(lambda: run.over, timeout=30_000)
    assert blocked(dialler) == sorted(NUMBERS[:3])


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def fails(*_: object, **__: object) -> None:
    raise LogError(say("The disk is full."))
