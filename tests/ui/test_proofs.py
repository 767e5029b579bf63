"""The window about the log as proof: checking it, retiring old records, the seat's copy."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QProgressBar, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.sentences import say
from dncdesk.core.settings import Settings
from dncdesk.practice.server import PracticeDialler
from dncdesk.record import chain
from dncdesk.record.log import Log
from dncdesk.record.verify import verify
from tests.support.desks import an_opt_out
from tests.support.spoiling import edit, events
from tests.ui.conftest import OpenDesk, Stage

LONG = 20_000


def dialog(stage: Stage, name: str) -> QDialog:
    found = stage.window.findChild(QDialog, name)
    assert found is not None
    return found


def said(dialog: QDialog, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    assert label is not None
    return label.text()


def find(dialog: QDialog, kind: type[QWidget], name: str) -> QWidget:
    found = dialog.findChild(kind, name)
    assert found is not None
    return found


def log_path(stage: Stage) -> Path:
    path: Path = stage.desk._place.paths.log
    return path


def write_one(log: Log) -> None:
    opt_out = an_opt_out()
    log.append_request(opt_out)
    log.append_result(opt_out.id, Result(Outcome.LISTED, say("On the list.")))


def write_some(stage: Stage, count: int = 3) -> None:
    for _ in range(count):
        write_one(stage.desk._place.log)


def check(stage: Stage, qtbot: QtBot) -> QDialog:
    with qtbot.waitSignal(stage.desk.proofs.verified, timeout=LONG):
        stage.find(QAction, "verifyAction").trigger()
    return dialog(stage, "verifyDialog")


def test_a_sound_log_is_said_to_be_so_with_its_head_to_copy(real: Stage, qtbot: QtBot) -> None:
    write_some(real)
    opened = check(real, qtbot)
    assert said(opened, "verifyTitle") == "The log is as it was written"
    assert "opt-outs: 3" in said(opened, "verifyWords")
    last = events(log_path(real))[-1]
    assert said(opened, "headShown").replace(" ", "").replace("\n", "") == last.hash
    QTest.mouseClick(find(opened, QPushButton, "copyHeadButton"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == f"{last.seq}:{last.hash}"
    assert not find(opened, QProgressBar, "verifyProgress").isVisible()


def test_a_changed_log_is_said_to_be_so_and_where(real: Stage, qtbot: QtBot) -> None:
    write_some(real)
    edit(log_path(real), "UPDATE event SET body = replace(body, '555', '556') WHERE kind = 'requested'")
    opened = check(real, qtbot)
    assert said(opened, "verifyTitle") == "The log is not as it was written"
    details = find(opened, QPlainTextEdit, "verifyDetails")
    assert isinstance(details, QPlainTextEdit)
    assert "was changed after it was written" in details.toPlainText()


def test_the_window_goes_on_while_it_checks(real: Stage, qtbot: QtBot) -> None:
    """The check is a program of its own: the main thread waits for nothing."""
    real.find(QAction, "verifyAction").trigger()
    opened = dialog(real, "verifyDialog")
    assert not opened.isModal()
    assert find(opened, QProgressBar, "verifyProgress").isVisible()
    field = real.find(QLineEdit, "numberField")
    QTest.keyClicks(field, "7275551212")
    assert field.text() == "7275551212"
    with qtbot.waitSignal(real.desk.proofs.verified, timeout=LONG):
        pass


def test_an_earlier_head_is_compared(real: Stage, qtbot: QtBot) -> None:
    write_some(real)
    opened = check(real, qtbot)
    field = find(opened, QLineEdit, "formerHeadField")
    assert isinstance(field, QLineEdit)
    field.setText(f"3:{'0' * 64}")
    with qtbot.waitSignal(real.desk.proofs.verified, timeout=LONG):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert opened.isVisible()
    assert said(opened, "verifyTitle") == "The log is not as it was written"
    field.setText("no head")
    with qtbot.waitSignal(real.desk.proofs.not_verified, timeout=LONG):
        QTest.mouseClick(find(opened, QPushButton, "compareHeadButton"), Qt.MouseButton.LeftButton)
    assert said(opened, "verifyTitle") == "Not checked"
    assert "64 hexadecimal digits" in said(opened, "verifyWords")
    assert field.isVisible()


def test_closing_ends_the_check(real: Stage, qtbot: QtBot) -> None:
    told: list[object] = []
    real.desk.proofs.verified.connect(told.append)
    real.find(QAction, "verifyAction").trigger()
    opened = dialog(real, "verifyDialog")
    process = real.desk.proofs._process
    assert process is not None
    gone = [False]
    process.destroyed.connect(lambda: gone.__setitem__(0, True))
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: gone[0], timeout=5_000)
    assert real.desk.proofs._process is None
    assert told == []


def test_a_program_that_cannot_be_started_is_said(real: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/not/there")
    with qtbot.waitSignal(real.desk.proofs.not_verified, timeout=LONG):
        real.find(QAction, "verifyAction").trigger()
    assert said(dialog(real, "verifyDialog"), "verifyTitle") == "Not checked"


def test_mnemonics_of_the_dialog_are_told_apart(real: Stage, qtbot: QtBot) -> None:
    opened = check(real, qtbot)
    seen = set()
    worded: list[QLabel | QPushButton] = [*opened.findChildren(QLabel), *opened.findChildren(QPushButton)]
    for widget in worded:
        words = widget.text()
        if "&" in words:
            letter = words[words.index("&") + 1].lower()
            assert letter not in seen, words
            seen.add(letter)


# --- retention ----------------------------------------------------------------------------------------------


@pytest.fixture
def old(open_desk: OpenDesk, dialler: PracticeDialler, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A window whose log has two old opt-outs and a young one, and whose settings name seven years."""
    with monkeypatch.context() as patch:
        patch.setattr(chain, "now", lambda: datetime(2015, 3, 1, 12).astimezone())
        log = Log(tmp_path / "log.sqlite3")
        for _ in range(2):
            write_one(log)
        log.close()
    stage = open_desk(dialler.url)
    write_some(stage, 1)
    keep_for(stage, 7)
    return stage


def keep_for(stage: Stage, years: int) -> None:
    place = stage.desk._place
    place.use(replace(place.settings, retention_years=years))
    stage.desk.settings = place.settings
    stage.desk.settings_changed.emit()


def open_retention(stage: Stage, qtbot: QtBot) -> QDialog:
    with qtbot.waitSignal(stage.desk.proofs.planned, timeout=LONG):
        stage.find(QAction, "retentionAction").trigger()
    return dialog(stage, "retentionDialog")


def test_retention_is_offered_only_where_it_is_set(stage: Stage) -> None:
    stage.desk.make_ready()
    assert not stage.find(QAction, "retentionAction").isVisible()
    stage.desk.make_ready(settings=Settings(retention_years=5))
    assert stage.find(QAction, "retentionAction").isVisible()


def test_a_person_signs_and_only_then_what_is_old_goes(old: Stage, qtbot: QtBot) -> None:
    table = old.find(QTableView, "logTable").model()
    old.window._log.load()
    qtbot.waitUntil(lambda: table.rowCount() == 3, timeout=5_000)
    before = events(log_path(old))
    opened = open_retention(old, qtbot)
    assert "2 opt-outs in 4 events are older than 7 years" in said(opened, "retentionWords")
    button, name = find(opened, QPushButton, "retireButton"), find(opened, QLineEdit, "signedOffField")
    assert isinstance(button, QPushButton)
    assert button.text().replace("&", "") == "Remove 2 opt-outs"
    assert not button.isEnabled()
    QTest.keyClicks(name, "  ")
    assert not button.isEnabled()
    assert isinstance(name, QLineEdit)
    name.clear()
    QTest.keyClicks(name, "Ann Lee ")
    assert button.isEnabled()
    QTest.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(old.window.idle, timeout=LONG)
    assert events(log_path(old)) == before, "Enter must not remove anything"
    assert opened.isVisible()
    assert button.isVisible()  # it goes as soon as anything is being removed
    with qtbot.waitSignal(old.desk.proofs.retired, timeout=LONG):
        QTest.mouseClick(find(opened, QPushButton, "retireButton"), Qt.MouseButton.LeftButton)
    assert "Removed: 2 opt-outs" in said(opened, "retentionWords")
    kept = events(log_path(old))
    assert kept[0].seq == 5
    assert json.loads(kept[-1].body)["signed_off_by"] == "Ann Lee"
    assert verify(log_path(old)).sound
    qtbot.waitUntil(lambda: table.rowCount() == 1, timeout=5_000)


def test_nothing_is_removed_from_a_log_that_was_changed(old: Stage, qtbot: QtBot) -> None:
    edit(log_path(old), "UPDATE event SET body = replace(body, '555', '556') WHERE seq = 1")
    with qtbot.waitSignal(old.desk.proofs.verified, timeout=LONG):
        old.find(QAction, "retentionAction").trigger()
    opened = dialog(old, "retentionDialog")
    assert "not as it was written" in said(opened, "retentionWords")
    assert not find(opened, QPushButton, "retireButton").isVisible()


def test_a_log_that_changed_in_between_is_said_and_nothing_goes(old: Stage, qtbot: QtBot) -> None:
    opened = open_retention(old, qtbot)
    first = events(log_path(old))[0].opt_out_id
    old.desk._place.log.append_details(first, {"note": "called again"}, by="ann", computer="desk1")
    QTest.keyClicks(find(opened, QLineEdit, "signedOffField"), "Ann Lee")
    with qtbot.waitSignal(old.desk.proofs.not_retired, timeout=LONG):
        QTest.mouseClick(find(opened, QPushButton, "retireButton"), Qt.MouseButton.LeftButton)
    assert "changed in between" in said(opened, "retentionWords")
    assert events(log_path(old))[0].seq == 1


def test_nothing_old_is_said(real: Stage, qtbot: QtBot) -> None:
    keep_for(real, 5)
    write_some(real)
    opened = open_retention(real, qtbot)
    assert "Nothing is older than 5 years" in said(opened, "retentionWords")
    assert not find(opened, QPushButton, "retireButton").isVisible()


# --- the seat's copy ----------------------------------------------------------------------------------------


def test_a_share_that_is_away_is_one_quiet_line_until_it_is_back(real: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    share = tmp_path / "share"
    place = real.desk._place
    note = real.find(QLabel, "standingNote")
    place.use(replace(place.settings, copies=str(share)))
    qtbot.waitUntil(lambda: str(share) in note.text(), timeout=5_000)
    share.mkdir()
    place.use(replace(place.settings, copies=f"{share}/"))
    qtbot.waitUntil(lambda: note.text() == "", timeout=5_000)
    write_some(real)
    copy = share / f"{place.copies.seat}.jsonl"
    qtbot.waitUntil(lambda: len(copy.read_text().splitlines()) == len(events(log_path(real))), timeout=5_000)
    assert json.loads(copy.read_text().splitlines()[-1])["seq"] == events(log_path(real))[-1].seq
    assert verify(log_path(real), copies=share).seats[0].own
