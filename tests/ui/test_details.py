"""What is folded away in the form: when, how and in which zone they asked, who they are, a note."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from dncdesk.core.details import Details
from dncdesk.core.moments import now
from dncdesk.core.optout import AskedHow
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import say
from dncdesk.ui.details import DetailFields
from dncdesk.ui.zone_box import ZoneBox
from tests.ui.conftest import Stage

NUMBER = "7275551212"


@pytest.fixture
def ready(stage: Stage) -> Stage:
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    return stage


def field(stage: Stage) -> QLineEdit:
    return stage.find(QLineEdit, "numberField")


def enter(stage: Stage, number: str = NUMBER) -> None:
    field(stage).setText(number)
    QTest.keyClick(field(stage), Qt.Key.Key_Return)


def fold(stage: Stage) -> QToolButton:
    return stage.find(QToolButton, "detailsFold")


def fill_in(stage: Stage) -> None:
    fold(stage).click()
    how = stage.find(QComboBox, "askedHowField")
    how.setCurrentIndex(how.findData("voicemail"))
    stage.find(QCheckBox, "askedEverywhereField").click()
    for name, words in (
        ("personField", "Ann Lee"),
        ("takenByField", "Maria"),
        ("referenceField", "rec-77"),
        ("noteField", "quite upset"),
    ):
        stage.find(QLineEdit, name).setText(words)


def choose_zone(stage: Stage, zone: str) -> None:
    box = stage.find(ZoneBox, "askedZoneField")
    box.setCurrentIndex(box.findData(zone))
    box.chosen.emit()


def test_all_that_was_filled_in_goes_with_the_request(ready: Stage) -> None:
    fill_in(ready)
    enter(ready)
    (sent,) = ready.desk.blocked
    assert (sent.person, sent.taken_by, sent.reference, sent.note) == ("Ann Lee", "Maria", "rec-77", "quite upset")
    assert (sent.asked_how, sent.scope_asked, sent.scope) == (AskedHow.VOICEMAIL, Scope(), Scope("TESTCAMP"))


def test_asked_for_everywhere_and_done_everywhere_is_no_difference(ready: Stage, qtbot: QtBot) -> None:
    fill_in(ready)
    ready.find(QCheckBox, "everywhereToggle").click()
    enter(ready)
    confirm = ready.find(QAbstractButton, "confirmButton")
    qtbot.waitUntil(confirm.isEnabled, timeout=5_000)
    confirm.click()
    assert ready.desk.blocked[0].scope_asked is None


def test_the_fold_sums_up_what_is_filled_in(ready: Stage) -> None:
    assert fold(ready).accessibleName() == "Asked just now · no name or note"
    fill_in(ready)
    assert fold(ready).accessibleName() == (
        "Asked just now · Voicemail, for every campaign, name, taken by, reference, note"
    )
    enter(ready)
    ready.desk.record(ready.desk.blocked[0])
    assert fold(ready).accessibleName() == "Asked just now · no name or note"
    assert not ready.find(QLineEdit, "personField").isVisible()


def test_the_fold_shows_as_much_as_there_is_room_for(ready: Stage) -> None:
    fill_in(ready)
    shown = fold(ready).text().strip()
    assert shown.endswith("…")
    assert fold(ready).toolTip() == fold(ready).accessibleName()
    ready.window.resize(900, 760)
    QApplication.processEvents()
    assert fold(ready).text().strip() == fold(ready).accessibleName()
    assert fold(ready).toolTip() == ""
    ready.find(QLineEdit, "personField").clear()
    ready.window.resize(420, 760)
    QApplication.processEvents()
    assert fold(ready).text().strip().endswith("…")


def test_the_fold_never_makes_the_window_wider(ready: Stage) -> None:
    before = ready.window.minimumSizeHint().width()
    fill_in(ready)
    choose_zone(ready, "America/St_Johns")
    assert ready.window.minimumSizeHint().width() == before
    page = ready.find(QLineEdit, "numberField").parentWidget()
    assert page is not None
    assert page.minimumSizeHint().width() <= 368  # what a window of 400 leaves between its margins


def test_a_time_that_was_read_from_a_clock_elsewhere_keeps_that_zone(ready: Stage) -> None:
    fold(ready).click()
    asked = ready.find(QDateTimeEdit, "askedAtField")
    asked.setDateTime(QDateTime(QDate(2026, 7, 3), QTime(21, 30)))
    choose_zone(ready, "Pacific/Honolulu")
    assert asked.dateTime().time() == QTime(21, 30)
    assert "Hawaii" in fold(ready).accessibleName()
    enter(ready)
    assert ready.desk.blocked[0].asked_at.isoformat() == "2026-07-03T21:30:00-10:00"


def test_summer_time_over_there_is_known(ready: Stage) -> None:
    fold(ready).click()
    choose_zone(ready, "America/New_York")
    asked = ready.find(QDateTimeEdit, "askedAtField")
    offsets = []
    for month in (1, 7):
        asked.setDateTime(QDateTime(QDate(2026, month, 3), QTime(9, 0)))
        moment = ready.window._form.details.asked_at()
        assert moment is not None
        offsets.append(moment.utcoffset())
    assert offsets == [timedelta(hours=-5), timedelta(hours=-4)]


def test_just_now_in_another_zone_is_now_over_there(ready: Stage) -> None:
    fold(ready).click()
    choose_zone(ready, "Pacific/Honolulu")
    enter(ready)
    asked = ready.desk.blocked[0].asked_at
    assert asked.utcoffset() == timedelta(hours=-10)
    assert timedelta(0) <= now() - asked < timedelta(minutes=2)


def test_a_time_that_has_not_come_is_refused_and_nothing_is_lost(ready: Stage) -> None:
    fill_in(ready)
    asked = ready.find(QDateTimeEdit, "askedAtField")
    asked.setDateTime(QDateTime.currentDateTime().addSecs(3600))
    fold(ready).click()
    enter(ready)
    assert ready.desk.blocked == []
    problem = ready.find(QLabel, "detailsProblem")
    assert problem.isVisible()
    assert problem.text() == "That time is in the future. When did the person ask?"
    assert ready.window.focusWidget() is asked
    assert field(ready).text() == NUMBER
    assert ready.find(QLineEdit, "noteField").text() == "quite upset"
    asked.setDateTime(QDateTime.currentDateTime().addSecs(-3600))
    assert not problem.isVisible()
    enter(ready)
    assert len(ready.desk.blocked) == 1


def test_of_what_cannot_be_recorded_nothing_that_was_typed_is_lost(ready: Stage) -> None:
    fill_in(ready)
    choose_zone(ready, "Pacific/Honolulu")
    was = ready.window._form.filled()
    enter(ready)
    ready.desk.not_recorded.emit(ready.desk.blocked[0], say("The disk is full."))
    assert ready.window._form.filled() == replace(was, text=NUMBER)
    enter(ready)
    assert ready.desk.blocked[1].person == "Ann Lee"


def test_what_was_cleared_meanwhile_is_put_back_with_its_details(ready: Stage) -> None:
    fill_in(ready)
    was = ready.window._form.filled()
    enter(ready)
    ready.window._form.clear()
    ready.desk.not_recorded.emit(ready.desk.blocked[0], say("The disk is full."))
    assert ready.window._form.filled() == replace(was, text=NUMBER)


def test_put_back_brings_the_details_of_that_number(ready: Stage) -> None:
    fill_in(ready)
    was = ready.window._form.filled()
    enter(ready)
    ready.window._form.clear()
    QTest.keyClicks(field(ready), "8135")
    ready.desk.not_recorded.emit(ready.desk.blocked[0], say("The disk is full."))
    assert ready.find(QLineEdit, "noteField").text() == ""
    ready.find(QPushButton, "resultAction").click()
    assert ready.window._form.filled() == replace(was, text=NUMBER)


def test_what_is_put_back_takes_the_place_of_a_note_only_until_undo(ready: Stage) -> None:
    note = ready.find(QLineEdit, "noteField")
    note.setText("of the first")
    enter(ready)
    ready.window._form.clear()
    QTest.keyClicks(field(ready), "8135")
    note.setText("of the second")
    ready.desk.not_recorded.emit(ready.desk.blocked[0], say("The disk is full."))
    ready.find(QPushButton, "resultAction").click()
    assert note.text() == "of the first"
    note.undo()
    assert note.text() == "of the second"


@pytest.mark.parametrize("name", ["askedHowField", "askedZoneField", "personField", "referenceField"])
def test_enter_blocks_from_each_of_the_fields(ready: Stage, name: str) -> None:
    field(ready).setText(NUMBER)
    fold(ready).click()
    kind = QComboBox if name in {"askedHowField", "askedZoneField"} else QLineEdit
    widget = ready.find(kind, name)
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Return)
    assert len(ready.desk.blocked) == 1


@pytest.mark.parametrize(
    "asked",
    [
        datetime(2026, 3, 1, 12, 0, tzinfo=UTC).astimezone(),
        datetime.fromisoformat("2026-03-01T12:00:00-10:00"),
        datetime.fromisoformat("2026-03-01T12:00:00-03:30"),
        datetime.fromisoformat("2026-03-01T12:00:00+05:45"),
    ],
)
def test_a_moment_that_is_put_back_is_the_same_moment(qtbot: QtBot, asked: datetime) -> None:
    fields = DetailFields()
    qtbot.addWidget(fields)
    fields.put(asked, Details(), None)
    assert fields.asked_at() == asked
