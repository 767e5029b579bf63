"""The settings: what is tested, what is saved, and what is never tried twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from dncdesk.blocking.trial import TestReport
from dncdesk.core.outcome import Tone
from dncdesk.core.sentences import say
from dncdesk.core.settings import Server, Settings
from dncdesk.ui.crash_dialog import CrashDialog, show_crash
from dncdesk.ui.server_form import ServerForm
from dncdesk.ui.settings_dialog import SettingsDialog
from tests.ui.conftest import Stage
from tests.ui.standin import MAIN


def opened(stage: Stage, settings: Settings | None = None) -> SettingsDialog:
    stage.desk.make_ready(settings=settings)
    stage.window._openers.open_settings()
    return stage.find(SettingsDialog, "settingsDialog")


def line(dialog: SettingsDialog, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def button(dialog: SettingsDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def type_into(dialog: SettingsDialog, name: str, text: str) -> None:
    line(dialog, name).setText(text)
    line(dialog, name).textEdited.emit(text)


def shown(dialog: SettingsDialog) -> list[str]:
    QApplication.processEvents()  # a layout shows what was put into it when the event loop comes by
    return [label.text() for label in dialog._test._report.findChildren(QLabel) if not label.isHidden()]


def test_the_stored_password_is_used_and_never_shown(stage: Stage) -> None:
    dialog = opened(stage)
    assert line(dialog, "passwordField").text() == ""
    assert line(dialog, "passwordField").echoMode() == QLineEdit.EchoMode.Password
    button(dialog, "testButton").click()
    assert stage.desk.tests == [(MAIN, None)]


def test_one_click_is_one_test(stage: Stage) -> None:
    dialog = opened(stage)
    button(dialog, "testButton").click()
    button(dialog, "testButton").click()
    assert len(stage.desk.tests) == 1


def test_what_was_turned_away_is_not_tried_again_unchanged(stage: Stage) -> None:
    dialog = opened(stage)
    type_into(dialog, "passwordField", "wrong")
    button(dialog, "testButton").click()
    refused = TestReport(ok=False, lines=((Tone.DONE, say("It answers.")), (Tone.PROBLEM, say("Wrong password."))))
    stage.desk.tested.emit(refused)
    assert shown(dialog) == ["It answers.", "Wrong password."]
    assert not button(dialog, "testButton").isEnabled()
    type_into(dialog, "passwordField", "right")
    assert button(dialog, "testButton").isEnabled()
    type_into(dialog, "passwordField", "wrong")
    assert not button(dialog, "testButton").isEnabled()


@pytest.mark.parametrize("reached", [True, False], ids=["no dialler there", "no answer"])
def test_where_no_login_was_tried_it_may_be_tried_again(stage: Stage, reached: bool) -> None:
    dialog = opened(stage)
    button(dialog, "testButton").click()
    stage.desk.tested.emit(TestReport(ok=False, lines=((Tone.PROBLEM, say("Nothing.")),), reached=reached))
    assert button(dialog, "testButton").isEnabled()


def test_saving_hands_over_all_fields_and_closes(stage: Stage, qtbot: QtBot) -> None:
    server = replace(MAIN, ca_file="/etc/ca.pem", unknown={"later": 1})
    dialog = opened(stage, Settings(servers=(server,), server="Main"))
    type_into(dialog, "nameField", "New")
    type_into(dialog, "passwordField", "secret")
    type_into(dialog, "campaignsField", "A1, B2")
    type_into(dialog, "fingerprintField", "AB:" * 31 + "AB")
    with qtbot.waitSignal(dialog.accepted):
        button(dialog, "saveButton").click()
        stage.desk.saved.emit(say("Only until dncdesk ends."))
    expected = replace(server, name="New", campaigns=("A1", "B2"), fingerprint_sha256="ab" * 32)
    assert stage.desk.saves == [(expected, "secret", "Main")]
    assert stage.find(QLabel, "standingNote").text() == "Only until dncdesk ends."


def test_what_cannot_be_saved_is_said_and_the_dialog_stays(stage: Stage) -> None:
    dialog = opened(stage)
    button(dialog, "saveButton").click()
    stage.desk.notice.emit(say("The disk is full."))
    assert dialog.isVisible()
    assert shown(dialog) == ["The disk is full."]
    assert button(dialog, "saveButton").isEnabled()


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("addressField", "", "not an address"),
        ("addressField", "http://dialer.example.com:x", "not an address"),
        ("addressField", "http://8.8.8.8", "on the internet"),
        ("userField", " ", "API user is missing"),
        ("fingerprintField", "abc", "64 hexadecimal"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_sent(stage: Stage, name: str, text: str, problem: str) -> None:
    dialog = opened(stage)
    type_into(dialog, name, text)
    button(dialog, "testButton").click()
    button(dialog, "saveButton").click()
    assert (stage.desk.tests, stage.desk.saves) == ([], [])
    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert any(problem in words for words in said)


def test_the_organisations_server_cannot_be_changed(stage: Stage) -> None:
    given = frozenset({"Main"})
    dialog = opened(stage, Settings(servers=(MAIN,), server="Main", locked=frozenset({"servers"}), users_given=given))
    for name in ("addressField", "userField", "nameField", "fingerprintField", "campaignsField", "sellerField"):
        assert not line(dialog, name).isEnabled(), name
    assert line(dialog, "passwordField").isEnabled()
    button(dialog, "testButton").click()
    stage.desk.tested.emit(TestReport(ok=True, lines=()))
    assert button(dialog, "saveButton").isEnabled()


def test_where_the_organisation_names_no_user_a_person_enters_theirs(stage: Stage) -> None:
    server = replace(MAIN, user="")
    dialog = opened(stage, Settings(servers=(server,), server="Main", locked=frozenset({"servers"})))
    assert not line(dialog, "addressField").isEnabled()
    assert line(dialog, "userField").isEnabled()


def test_a_first_server_begins_empty(qtbot: QtBot) -> None:
    form = ServerForm(None, has_password=False)
    qtbot.addWidget(form)
    form.address.setText("dialer.example.com")
    form.user.setText("6666")
    assert form.server() == Server(name="Main", url="dialer.example.com", user="6666")


def test_the_crash_dialog_copies_its_report_and_comes_once(stage: Stage) -> None:
    from PySide6.QtGui import QGuiApplication

    show_crash(stage.window, "dncdesk 0.1.0\nTraceback …")
    show_crash(stage.window, "another")
    (dialog,) = stage.window.findChildren(CrashDialog)
    copy = dialog.findChild(QPushButton, "crashCopy")
    assert copy is not None
    copy.click()
    assert QGuiApplication.clipboard().text() == "dncdesk 0.1.0\nTraceback …"
