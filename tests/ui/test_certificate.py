"""A certificate that was not accepted: shown, and taken only when a person says so. Real desk, practice dialler."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from dncdesk.practice.server import PracticeDialler
from dncdesk.ui.certificate_dialog import CertificateDialog, in_groups
from dncdesk.ui.settings_dialog import SettingsDialog
from tests.ui.conftest import OpenDesk, Stage
from tests.ui.tls_front import TlsFront


@pytest.fixture
def front(dialler: PracticeDialler) -> Iterator[TlsFront]:
    with TlsFront(dialler.url) as running:
        yield running


def offer(stage: Stage) -> QPushButton:
    return stage.find(QPushButton, "acceptCertificateButton")


def open_and_test(stage: Stage, qtbot: QtBot) -> SettingsDialog:
    stage.window._openers.open_settings()
    dialog = stage.find(SettingsDialog, "settingsDialog")
    assert not offer(stage).isVisible()
    with qtbot.waitSignal(stage.desk.tested, timeout=15_000):
        stage.find(QPushButton, "testButton").click()
    return dialog


def said(dialog: SettingsDialog) -> str:
    QApplication.processEvents()  # a layout shows what was put into it when the event loop comes by
    return " ".join(label.text() for label in dialog._test._report.findChildren(QLabel) if not label.isHidden())


def test_it_is_shown_and_taken_only_when_a_person_accepts_it(
    open_desk: OpenDesk, front: TlsFront, dialler: PracticeDialler, qtbot: QtBot
) -> None:
    stage = open_desk(front.url)
    assert stage.find(QLabel, "resultTitle").text() == "Certificate not accepted"
    assert "does not prove who it is" in stage.find(QLabel, "connectionState").text()
    dialog = open_and_test(stage, qtbot)
    assert "does not prove who it is" in said(dialog)
    assert dialler.requests_seen == 0
    offer(stage).click()
    digits = stage.find(QLabel, "fingerprintShown")
    assert digits.text() == in_groups(front.fingerprint)
    assert digits.fontMetrics().horizontalAdvance("i") == digits.fontMetrics().horizontalAdvance("m")
    assert stage.find(QLineEdit, "fingerprintField").text() == ""
    with qtbot.waitSignal(stage.desk.tested, timeout=15_000) as tested:
        stage.find(QPushButton, "certificateAccept").click()
    assert stage.find(QLineEdit, "fingerprintField").text() == front.fingerprint
    assert tested.args[0].ok
    assert not offer(stage).isVisible()
    with qtbot.waitSignal(stage.desk.saved, timeout=15_000):
        stage.find(QPushButton, "saveButton").click()
    qtbot.waitUntil(lambda: stage.find(QLabel, "connectionState").text().startswith("connected"), timeout=10_000)


def test_who_does_not_accept_it_leaves_everything_as_it_was(
    open_desk: OpenDesk, front: TlsFront, dialler: PracticeDialler, qtbot: QtBot
) -> None:
    stage = open_desk(front.url)
    open_and_test(stage, qtbot)
    offer(stage).click()
    stage.find(CertificateDialog, "certificateDialog").reject()
    assert stage.find(QLineEdit, "fingerprintField").text() == ""
    assert offer(stage).isVisible()
    assert dialler.requests_seen == 0


def test_another_address_is_not_offered_it(open_desk: OpenDesk, front: TlsFront, qtbot: QtBot) -> None:
    stage = open_desk(front.url)
    open_and_test(stage, qtbot)
    assert offer(stage).isVisible()
    address = stage.find(QLineEdit, "addressField")
    address.setText("https://dialer.example.com")
    address.textEdited.emit(address.text())
    assert not offer(stage).isVisible()


def test_a_changed_certificate_is_refused_and_said(
    open_desk: OpenDesk, front: TlsFront, dialler: PracticeDialler, qtbot: QtBot
) -> None:
    stage = open_desk(front.url, fingerprint=front.fingerprint)
    assert stage.find(QLabel, "connectionState").text().startswith("connected")
    front.change_certificate()
    seen = dialler.requests_seen
    stage.desk.try_now()
    state = stage.find(QLabel, "connectionState")
    qtbot.waitUntil(lambda: "its fingerprint is not the accepted one" in state.text(), timeout=10_000)
    assert "its fingerprint is not the accepted one" in stage.find(QLabel, "resultText").text()
    dialog = open_and_test(stage, qtbot)
    assert "its fingerprint is not the accepted one" in said(dialog)
    assert dialler.requests_seen == seen
    offer(stage).click()
    words = [label.text() for label in stage.find(CertificateDialog, "certificateDialog").findChildren(QLabel)]
    assert any("not the certificate that was accepted before" in line for line in words)


def test_the_digits_stand_in_groups_of_four() -> None:
    assert in_groups("0123456789abcdef" * 4).splitlines() == ["0123 4567 89ab cdef"] * 4
