"""The first run: three steps to a server, over the real desk and a practice dialler; and what may not happen there."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import trustme
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dncdesk.blocking.finding import Exploration
from dncdesk.blocking.workplace import Workplace
from dncdesk.core.credentials import Secret
from dncdesk.core.paths import paths
from dncdesk.core.redaction import Redactor
from dncdesk.core.settings import Server, Settings
from dncdesk.desk.desk import Desk
from dncdesk.practice import PRACTICE_PASSWORD, PRACTICE_USER
from dncdesk.practice.server import Mode, PracticeDialler
from dncdesk.ui.certificate_dialog import CertificateDialog
from dncdesk.ui.checklist_dialog import ChecklistDialog
from dncdesk.ui.first_run import FirstRun
from dncdesk.ui.main_window import MainWindow
from tests.support.desks import QUICK
from tests.support.keyrings import MemoryKeyring
from tests.support.servers import LoopbackServer
from tests.ui.conftest import Stage

Begin = Callable[..., Stage]


@pytest.fixture
def begin(qtbot: QtBot, tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> Iterator[Begin]:
    """Opens a window that has never had a server."""
    alive: list[Stage] = []

    def build(managed: object = None) -> Stage:
        where = replace(paths(tmp_path), managed=tmp_path / "managed.json")
        if managed is not None:
            where.managed.write_text(json.dumps(managed), encoding="utf-8")
        desk = Desk(lambda: Workplace(where, Redactor(), practice=False, limits=QUICK), practice=False)
        window = MainWindow(desk)
        window.first_painted.connect(desk.start)
        qtbot.addWidget(window)
        alive.append(Stage(window, desk))
        with qtbot.waitSignal(desk.ready, timeout=10_000):
            window.show()
        return alive[-1]

    yield build
    for stage in alive:
        stage.desk.close()


def line(stage: Stage, name: str) -> QLineEdit:
    return stage.find(QLineEdit, name)


def _silent(server: LoopbackServer, connection: socket.socket) -> None:
    """Say nothing."""


def type_into(stage: Stage, name: str, words: str) -> None:
    field = line(stage, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)


def press(stage: Stage, name: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    QTest.keyClick(stage.find(QWidget, name), key)


def go_on(stage: Stage) -> QPushButton:
    return stage.find(QPushButton, "firstGoOn")


def said(stage: Stage, name: str) -> str:
    QApplication.processEvents()  # a layout shows what was put into it when the event loop comes by
    return " ".join(w.text() for w in stage.find(QWidget, name).findChildren(QLabel) if not w.isHidden())


def reach_account(stage: Stage, qtbot: QtBot, dialler: PracticeDialler) -> None:
    type_into(stage, "firstAddress", dialler.address)
    press(stage, "firstAddress")
    qtbot.waitUntil(line(stage, "firstUser").isVisible, timeout=10_000)


def reach_found(stage: Stage, qtbot: QtBot, dialler: PracticeDialler, user: str = PRACTICE_USER) -> None:
    reach_account(stage, qtbot, dialler)
    type_into(stage, "firstUser", user)
    type_into(stage, "firstPassword", PRACTICE_PASSWORD)
    press(stage, "firstPassword")
    qtbot.waitUntil(line(stage, "firstPracticeNumber").isVisible, timeout=10_000)


def test_from_nothing_to_a_server_with_enter_alone(
    begin: Begin, qtbot: QtBot, dialler: PracticeDialler, keyring_of_this_computer: MemoryKeyring, tmp_path: Path
) -> None:
    stage = begin()
    reach_found(stage, qtbot, dialler)
    kept = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))["servers"]
    assert [(s["url"], s["user"], s["number_form"]) for s in kept] == [(dialler.address, PRACTICE_USER, "national")]
    assert PRACTICE_PASSWORD in keyring_of_this_computer.kept.values()
    assert "VICIdial 2.14-202, build 250720" in said(stage, "firstFound")
    assert "TESTCAMP" in said(stage, "firstFound")
    assert "Learned from 4 leads" in stage.find(QLabel, "firstNumbersLearned").text()
    QTest.mouseClick(go_on(stage), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(line(stage, "numberField").isVisible, timeout=10_000)
    assert stage.window.findChild(FirstRun) is None or not stage.find(FirstRun, "firstRun").isVisible()
    qtbot.waitUntil(lambda: stage.find(QComboBox, "campaignBox").count() > 0, timeout=10_000)
    assert QApplication.focusWidget() in {None, line(stage, "numberField")}


def test_the_address_is_asked_about_when_the_typing_stops_and_without_any_login(
    begin: Begin, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    stage = begin()
    assert not go_on(stage).isEnabled()
    type_into(stage, "firstAddress", dialler.address)
    qtbot.waitUntil(lambda: "VICIdial 2.14-202 answers" in said(stage, "firstAddressFound"), timeout=10_000)
    assert [function for function, _ in dialler.calls] == ["version"]
    assert not line(stage, "firstUser").isVisible()


@pytest.mark.parametrize("half", ["d", "dialer", "https://", "http:/", "localhos"])
def test_half_an_address_is_neither_asked_nor_complained_about(begin: Begin, qtbot: QtBot, half: str) -> None:
    stage = begin()
    page = stage.find(FirstRun, "firstRun")._address
    type_into(stage, "firstAddress", half)
    assert not page._pause.isActive()
    assert said(stage, "firstAddressFound") == ""


def test_plain_http_to_a_foreign_host_is_refused_with_the_reason(begin: Begin, qtbot: QtBot) -> None:
    stage = begin()
    type_into(stage, "firstAddress", "http://8.8.8.8")
    qtbot.waitUntil(lambda: "readable for everyone" in said(stage, "firstAddressFound"), timeout=5_000)
    press(stage, "firstAddress")
    assert not line(stage, "firstUser").isVisible()
    assert go_on(stage).isEnabled()


def test_a_redirect_names_where_to_and_is_taken_by_a_person_only(begin: Begin, qtbot: QtBot) -> None:
    with PracticeDialler(mode=Mode.REDIRECT) as moved:
        stage = begin()
        type_into(stage, "firstAddress", moved.address)
        use = stage.find(QAbstractButton, "useAddressButton")
        qtbot.waitUntil(use.isVisible, timeout=10_000)
        assert moved.target_address in said(stage, "firstAddressFound")
        use.click()
        qtbot.waitUntil(lambda: "VICIdial" in said(stage, "firstAddressFound"), timeout=10_000)
        assert line(stage, "firstAddress").text() == moved.target_address


def test_a_certificate_that_is_not_trusted_leads_to_the_person_who_may_accept_it(begin: Begin, qtbot: QtBot) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with LoopbackServer(_silent, tls=context) as server:
        stage = begin()
        type_into(stage, "firstAddress", f"https://127.0.0.1:{server.port}")
        look = stage.find(QAbstractButton, "lookAtCertificateButton")
        qtbot.waitUntil(look.isVisible, timeout=10_000)
        assert server.requests == []
        look.click()
        dialog = stage.find(CertificateDialog, "certificateDialog")
        stage.find(QAbstractButton, "certificateAccept").click()
        assert not dialog.isVisible()
        page = stage.find(FirstRun, "firstRun")._address
        assert len(page.server.fingerprint_sha256 or "") == 64
        type_into(stage, "firstAddress", "dialer.example.org.invalid")
        assert page.server.fingerprint_sha256 is None
        page.stop()


def test_what_answers_for_an_address_that_is_no_longer_there_counts_no_more(begin: Begin, qtbot: QtBot) -> None:
    stage = begin()
    page = stage.find(FirstRun, "firstRun")._address
    asked: list[str] = []
    page._setup.look = lambda server: asked.append(server.url)  # type: ignore[method-assign]
    type_into(stage, "firstAddress", "one.example.invalid")
    page._look()
    type_into(stage, "firstAddress", "two.example.invalid")
    from dncdesk.blocking.finding import Answering
    from dncdesk.core.outcome import Tone
    from dncdesk.core.sentences import say
    from dncdesk.desk.setup import Looked

    page._setup.looked.emit(Looked("one.example.invalid", None, Answering(Tone.DONE, say("One."), ok=True)))
    assert said(stage, "firstAddressFound") == ""
    press(stage, "firstAddress")
    assert asked == ["one.example.invalid", "two.example.invalid"]
    assert not line(stage, "firstUser").isVisible()


def test_a_wrong_password_goes_out_once_until_something_else_is_typed(
    begin: Begin, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    stage = begin()
    reach_account(stage, qtbot, dialler)
    type_into(stage, "firstUser", PRACTICE_USER)
    type_into(stage, "firstPassword", "wrong")
    for _ in range(3):
        press(stage, "firstPassword")
    qtbot.waitUntil(lambda: "does not accept this password" in said(stage, "firstAccountFound"), timeout=10_000)
    assert not go_on(stage).isEnabled()
    press(stage, "firstPassword")
    type_into(stage, "firstPassword", "other")
    assert go_on(stage).isEnabled()
    type_into(stage, "firstPassword", "wrong")
    assert not go_on(stage).isEnabled()
    press(stage, "firstPassword")
    qtbot.waitUntil(stage.window.idle, timeout=5_000)
    assert dialler.state()["login"][PRACTICE_USER]["failed_login_count"] == 1
    assert stage.desk.settings == Settings(unknown=stage.desk.settings.unknown)


def test_enter_leads_from_the_user_to_the_password(begin: Begin, qtbot: QtBot, dialler: PracticeDialler) -> None:
    stage = begin()
    reach_account(stage, qtbot, dialler)
    stage.window.activateWindow()
    type_into(stage, "firstUser", PRACTICE_USER)
    press(stage, "firstUser")
    assert stage.window.focusWidget() is line(stage, "firstPassword")
    press(stage, "firstPassword")
    assert dialler.state()["login"] == {}


def test_back_loses_nothing_and_tries_nothing_again(begin: Begin, qtbot: QtBot, dialler: PracticeDialler) -> None:
    stage = begin()
    reach_found(stage, qtbot, dialler)
    back = stage.find(QAbstractButton, "firstBack")
    back.click()
    assert (line(stage, "firstUser").text(), line(stage, "firstPassword").text()) == (
        PRACTICE_USER,
        PRACTICE_PASSWORD,
    )
    qtbot.waitUntil(stage.window.idle, timeout=10_000)
    asked = [f for f, _ in dialler.calls].count("campaigns_list")
    back.click()
    assert line(stage, "firstAddress").text() == dialler.address
    assert not back.isVisible()
    press(stage, "firstAddress")
    press(stage, "firstPassword")
    qtbot.waitUntil(line(stage, "firstPracticeNumber").isVisible, timeout=10_000)
    qtbot.waitUntil(stage.window.idle, timeout=10_000)
    assert [f for f, _ in dialler.calls].count("campaigns_list") <= asked + 1  # what the window itself asks when saved


def test_escape_asks_nothing_and_what_was_typed_is_there_again(begin: Begin, qtbot: QtBot) -> None:
    stage = begin()
    type_into(stage, "firstAddress", "dialer")
    press(stage, "firstAddress", Qt.Key.Key_Escape)
    assert line(stage, "numberField").isVisible()
    assert stage.find(QLabel, "resultTitle").text() == "No dialler set up yet"
    stage.find(QAbstractButton, "resultAction").click()
    assert line(stage, "firstAddress").isVisible()
    assert line(stage, "firstAddress").text() == "dialer"


def test_leaving_while_the_account_is_tried_keeps_nothing(begin: Begin, qtbot: QtBot, dialler: PracticeDialler) -> None:
    stage = begin()
    reach_account(stage, qtbot, dialler)
    type_into(stage, "firstUser", PRACTICE_USER)
    type_into(stage, "firstPassword", PRACTICE_PASSWORD)
    press(stage, "firstPassword")
    QTest.keyClick(stage.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(stage.window.idle, timeout=10_000)
    assert stage.desk.settings.find() is None
    assert line(stage, "numberField").isVisible()


@dataclass
class Held:
    """Lets the trial of each password go on when a test says so."""

    stage: Stage
    free: dict[str, threading.Event] = field(default_factory=lambda: defaultdict(threading.Event))

    def begin(self) -> None:
        self._explore = self.stage.desk.setup._enquiries.explore
        self.stage.desk.setup._enquiries.explore = self._held

    def _held(self, server: Server, password: Secret) -> Exploration:
        assert self.free[password.reveal()].wait(20)
        found: Exploration = self._explore(server, password)
        return found

    def let_go(self, password: str, qtbot: QtBot) -> None:
        before = len(self.stage.desk._errands._running)
        self.free[password].set()
        qtbot.waitUntil(lambda: len(self.stage.desk._errands._running) < before, timeout=10_000)


@pytest.mark.parametrize("first", ["wrong", PRACTICE_PASSWORD])
def test_what_the_dialler_says_of_one_password_never_counts_for_another(
    begin: Begin, qtbot: QtBot, dialler: PracticeDialler, keyring_of_this_computer: MemoryKeyring, first: str
) -> None:
    """Somebody leaves while a password is tried, comes back and types another one."""
    stage = begin()
    reach_account(stage, qtbot, dialler)
    held = Held(stage)
    held.begin()
    second = PRACTICE_PASSWORD if first == "wrong" else "wrong"
    type_into(stage, "firstUser", PRACTICE_USER)
    type_into(stage, "firstPassword", first)
    press(stage, "firstPassword")
    QTest.keyClick(stage.window, Qt.Key.Key_Escape)
    stage.find(QAbstractButton, "resultAction").click()
    type_into(stage, "firstPassword", second)
    press(stage, "firstPassword")
    held.let_go(first, qtbot)
    assert "wrong" not in keyring_of_this_computer.kept.values()
    held.let_go(second, qtbot)
    if second == "wrong":
        qtbot.waitUntil(lambda: "does not accept this password" in said(stage, "firstAccountFound"), timeout=10_000)
        assert keyring_of_this_computer.kept == {}
        assert not go_on(stage).isEnabled()
    else:
        qtbot.waitUntil(line(stage, "firstPracticeNumber").isVisible, timeout=10_000)
        assert list(keyring_of_this_computer.kept.values()) == [PRACTICE_PASSWORD]


def test_a_prepared_desk_asks_for_the_account_alone_and_remembers_it(
    begin: Begin, qtbot: QtBot, dialler: PracticeDialler, tmp_path: Path
) -> None:
    stage = begin({"servers": [{"name": "Ours", "url": dialler.address, "user": ""}], "locked": ["servers"]})
    assert line(stage, "firstUser").isVisible()
    assert stage.window.findChild(QLineEdit, "firstAddress") is None
    type_into(stage, "firstUser", PRACTICE_USER)
    type_into(stage, "firstPassword", PRACTICE_PASSWORD)
    press(stage, "firstPassword")
    qtbot.waitUntil(line(stage, "firstPracticeNumber").isVisible, timeout=10_000)
    assert not stage.find(QComboBox, "firstNumberForm").isEnabled()
    kept = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert kept["servers"] == [{"name": "Ours", "user": PRACTICE_USER}]
    stage.desk.close()
    again = begin()
    assert again.desk.settings.find().user == PRACTICE_USER
    assert line(again, "numberField").isVisible()


def test_a_locked_server_without_its_password_is_asked_for_it_where_it_can_be_typed(
    begin: Begin, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    managed = {"servers": [{"name": "Ours", "url": dialler.address, "user": PRACTICE_USER}], "locked": ["servers"]}
    stage = begin(managed)
    qtbot.waitUntil(lambda: stage.find(QLabel, "resultTitle").text() == "Password missing", timeout=10_000)
    stage.find(QAbstractButton, "resultAction").click()
    assert line(stage, "firstUser").isReadOnly()
    type_into(stage, "firstPassword", PRACTICE_PASSWORD)
    press(stage, "firstPassword")
    qtbot.waitUntil(line(stage, "firstPracticeNumber").isVisible, timeout=10_000)


def test_another_form_of_numbers_is_kept_at_the_start(begin: Begin, qtbot: QtBot, dialler: PracticeDialler) -> None:
    stage = begin()
    reach_found(stage, qtbot, dialler, "7783")
    assert "No lead could be looked at" in stage.find(QLabel, "firstNumbersLearned").text()
    form = stage.find(QComboBox, "firstNumberForm")
    form.setCurrentIndex(form.findData("international"))
    QTest.mouseClick(go_on(stage), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(line(stage, "numberField").isVisible, timeout=10_000)
    assert stage.desk.settings.find().number_form == "international"


def test_the_checklist_opens_and_is_copied_for_the_administrator(
    begin: Begin, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    stage = begin()
    reach_found(stage, qtbot, dialler, "7784")
    stage.find(QAbstractButton, "firstCopy").click()
    copied = QGuiApplication.clipboard().text()
    assert "Modify Leads = 1" in copied
    assert "TESTCAMP:  Use Internal DNC List = ____" in copied
    assert PRACTICE_PASSWORD not in copied
    stage.find(QAbstractButton, "firstChecklist").click()
    dialog = stage.find(ChecklistDialog, "checklistDialog")
    assert dialog.isVisible()
    dialog.reject()


def test_one_try_on_the_practice_dialler_touches_nothing_real(
    begin: Begin, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    stage = begin()
    reach_found(stage, qtbot, dialler)
    qtbot.waitUntil(stage.window.idle, timeout=10_000)
    seen = dialler.requests_seen
    press(stage, "firstPracticeNumber")
    qtbot.waitUntil(lambda: "Blocked: (727) 555-0100" in said(stage, "firstRehearsed"), timeout=15_000)
    assert "2 queued calls were taken out" in said(stage, "firstRehearsed")
    assert dialler.requests_seen == seen
    assert stage.desk.pending_count == 0
    type_into(stage, "firstPracticeNumber", "12")
    press(stage, "firstPracticeNumber")
    qtbot.waitUntil(lambda: "Blocked" not in said(stage, "firstRehearsed"), timeout=15_000)
    qtbot.waitUntil(stage.window.idle, timeout=15_000)
    assert line(stage, "firstPracticeNumber").isVisible()


@pytest.mark.parametrize("name", ["firstBack", "firstRightsFold"])
def test_enter_belongs_to_the_button_that_has_the_keyboard(
    begin: Begin, qtbot: QtBot, dialler: PracticeDialler, name: str
) -> None:
    stage = begin()
    reach_found(stage, qtbot, dialler)
    press(stage, name)
    assert stage.find(FirstRun, "firstRun").isVisible()
    assert line(stage, "firstPassword").isVisible() == (name == "firstBack")
    assert stage.find(QWidget, "firstRights").isVisible() == (name == "firstRightsFold")


def test_a_server_that_the_settings_have_set_up_ends_the_first_run(
    begin: Begin, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    stage = begin()
    with qtbot.waitSignal(stage.desk.saved, timeout=10_000):
        stage.desk.save(Server(name="Main", url=dialler.url, user=PRACTICE_USER), PRACTICE_PASSWORD, None)
    assert line(stage, "numberField").isVisible()
    qtbot.waitUntil(stage.window.idle, timeout=10_000)


def test_practice_is_asked_for_and_the_way_back_is_said(begin: Begin, qtbot: QtBot) -> None:
    stage = begin()
    with qtbot.waitSignal(stage.window.practice_wanted):
        stage.find(QAbstractButton, "withoutServerButton").click()
    assert "go on here" in said(stage, "firstAddressFound")


def test_a_number_that_waits_in_the_field_is_not_hidden_behind_the_first_run(qtbot: QtBot, stage: Stage) -> None:
    stage.window.put_number("7275550101")
    stage.desk.make_ready(settings=Settings())
    assert line(stage, "numberField").isVisible()
    assert stage.find(QLabel, "resultTitle").text() == "No dialler set up yet"
