"""Everywhere on two diallers, one of which is down or turns the login away: in the window, over the real desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from dncdesk.blocking.workplace import Workplace
from dncdesk.core.credentials import Secret
from dncdesk.core.paths import paths
from dncdesk.core.redaction import Redactor
from dncdesk.core.settings import Server, Settings
from dncdesk.core.settings_file import SettingsFile
from dncdesk.desk.desk import Desk
from dncdesk.practice import PRACTICE_PASSWORD, PRACTICE_USER
from dncdesk.practice.server import PracticeDialler
from dncdesk.ui.details_dialog import DetailsDialog
from dncdesk.ui.main_window import MainWindow
from dncdesk.ui.settings_dialog import SettingsDialog
from tests.support.desks import QUICK
from tests.support.keyrings import MemoryKeyring
from tests.ui.conftest import Stage

NUMBER, SHOWN = "7275550142", "(727) 555-0142"
NEXT, NEXT_SHOWN = "7275550143", "(727) 555-0143"
WRONG = "Wrong-Guess-1"
Open = Callable[[], Stage]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dncdesk.blocking.line.pause", lambda _: 0.05)


@pytest.fixture
def west() -> Iterator[PracticeDialler]:
    with PracticeDialler() as running:
        yield running


@pytest.fixture
def open_both(
    qtbot: QtBot, tmp_path: Path, keyring_of_this_computer: MemoryKeyring, dialler: PracticeDialler,
    west: PracticeDialler,
) -> Open:  # fmt: skip
    """Opens the window over one home folder, each time as a new start of the program does."""
    where = replace(paths(tmp_path), managed=tmp_path / "managed.json")
    main = Server(name="Main", url=dialler.url, user=PRACTICE_USER)
    other = Server(name="West", url=west.url, user=PRACTICE_USER)
    settings = Settings(servers=(main, other), server="Main", every_server=True, last_scope={"Main": "EVERYWHERE"})
    SettingsFile(where.settings).save(settings)
    alive: list[Stage] = []

    def build() -> Stage:
        desk = Desk(lambda: Workplace(where, Redactor(), practice=False, limits=QUICK), practice=False)
        window = MainWindow(desk)
        window.first_painted.connect(desk.start)
        qtbot.addWidget(window, before_close_func=lambda _: desk.close())
        alive.append(Stage(window, desk))
        with qtbot.waitSignal(desk.ready, timeout=10_000):
            window.show()
        qtbot.waitUntil(window.idle, timeout=10_000)
        return alive[-1]

    place = Workplace(where, Redactor(), practice=False)
    for server in settings.servers:
        place.credentials.keep(server.endpoint, server.user, Secret(PRACTICE_PASSWORD))
    place.close()
    return build


def block(stage: Stage, qtbot: QtBot, number: str) -> None:
    """Type, press Enter, and press it again for the question."""
    field = stage.find(QLineEdit, "numberField")
    QTest.keyClicks(field, number)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(stage.find(QPushButton, "confirmButton").isEnabled, timeout=5_000)
    QTest.keyClick(field, Qt.Key.Key_Return)
    ending = f"({number[:3]}) {number[3:6]}-{number[6:]}"
    told = {f"{words}: {ending}" for words in ("Blocked", "Not delivered yet", "Refused")}
    qtbot.waitUntil(lambda: said(stage, "resultTitle") in told, timeout=15_000)


def said(stage: Stage, name: str) -> str:
    return stage.find(QLabel, name).text()


def rows(stage: Stage) -> set[tuple[str, str, str, str]]:
    """What the log's table shows: number, where, server, outcome."""
    model = stage.find(QTableView, "logTable").model()
    shown = [[str(model.index(row, column).data()) for column in range(1, 5)] for row in range(model.rowCount())]
    return {(number, place, server, outcome) for number, place, server, outcome in shown}


def wait_for_rows(stage: Stage, qtbot: QtBot, *wanted: tuple[str, str]) -> None:
    """Until the table shows, for `NUMBER`, these servers and outcomes, and no other."""
    expected = {(SHOWN, "Everywhere", server, outcome) for server, outcome in wanted}
    qtbot.waitUntil(lambda: rows(stage) == expected, timeout=10_000)


def test_what_one_dialler_has_not_got_waits_past_a_restart_and_is_delivered_once_it_is_back(
    open_both: Open, qtbot: QtBot, dialler: PracticeDialler, west: PracticeDialler
) -> None:
    west.stop()
    stage = open_both()
    block(stage, qtbot, NUMBER)
    assert stage.property("outcome") == "waiting"
    assert said(stage, "resultTitle") == f"Not delivered yet: {SHOWN}"
    assert said(stage, "resultText").splitlines()[0] == "West: Not delivered yet · Main: Blocked"
    assert "West" in said(stage, "connectionState")
    assert "answers, but" not in said(stage, "connectionState")
    assert NUMBER in dialler.state()["dnc"]
    wait_for_rows(stage, qtbot, ("Main", "Blocked"), ("West", "Not delivered yet"))
    stage.desk.close()
    stage.window.hide()

    again = open_both()
    qtbot.waitUntil(lambda: again.desk.pending_count == 1, timeout=10_000)
    wait_for_rows(again, qtbot, ("Main", "Blocked"), ("West", "Not delivered yet"))
    assert NUMBER not in west.state()["dnc"]
    west.start()
    wait_for_rows(again, qtbot, ("Main", "Blocked"), ("West", "Blocked"))
    assert NUMBER in west.state()["dnc"]
    qtbot.waitUntil(lambda: again.desk.pending_count == 0, timeout=10_000)
    assert not again.find(QAbstractButton, "pendingIndicator").isVisible()


def test_the_result_that_is_still_shown_becomes_blocked_when_the_other_dialler_is_back(
    open_both: Open, qtbot: QtBot, west: PracticeDialler
) -> None:
    west.stop()
    stage = open_both()
    block(stage, qtbot, NUMBER)
    assert stage.property("outcome") == "waiting"
    west.start()
    qtbot.waitUntil(lambda: stage.property("outcome") == "blocked", timeout=10_000)
    assert said(stage, "resultTitle") == f"Blocked: {SHOWN}"


def test_a_refused_login_holds_up_its_own_dialler_alone_until_the_password_is_typed(
    open_both: Open, qtbot: QtBot, dialler: PracticeDialler, west: PracticeDialler
) -> None:
    state = west.state()
    state["users"] = [{**user, "pass": "Another-1"} for user in state["users"]]
    west.put_state(state)
    stage = open_both()
    block(stage, qtbot, NUMBER)
    assert stage.property("outcome") == "waiting"
    qtbot.waitUntil(stage.window.idle, timeout=10_000)

    tried = west.requests_seen
    block(stage, qtbot, NEXT)
    assert stage.property("outcome") == "waiting"
    assert said(stage, "resultTitle") == f"Not delivered yet: {NEXT_SHOWN}"
    assert said(stage, "resultText").splitlines()[0] == "West: Not delivered yet · Main: Blocked"
    assert {NUMBER, NEXT} <= set(dialler.state()["dnc"])
    qtbot.wait(300)  # six pauses between tries
    assert west.requests_seen == tried
    assert int(west.state()["login"][PRACTICE_USER]["failed_login_count"]) == 1

    qtbot.waitUntil(lambda: stage.find(QPushButton, "resultAction").text() == "&Settings…", timeout=10_000)
    stage.find(QPushButton, "resultAction").click()
    dialog = stage.find(SettingsDialog, "settingsDialog")
    assert stage.find(QComboBox, "settingsServerBox").currentText() == "West"
    password = next(line for line in dialog.findChildren(QLineEdit, "passwordField") if line.isVisible())
    QTest.keyClicks(password, "Another-1")
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        stage.find(QPushButton, "saveButton").click()
    qtbot.waitUntil(lambda: {NUMBER, NEXT} <= set(west.state()["dnc"]), timeout=10_000)
    qtbot.waitUntil(lambda: stage.property("outcome") == "blocked", timeout=10_000)
    assert stage.desk.server.name == "Main"


def test_a_login_refused_in_the_very_call_is_told_and_leads_to_the_settings(
    open_both: Open, qtbot: QtBot, west: PracticeDialler
) -> None:
    stage = open_both()
    state = west.state()
    state["users"] = [{**user, "pass": "Another-1"} for user in state["users"]]
    west.put_state(state)
    block(stage, qtbot, NUMBER)
    assert stage.property("outcome") == "refused"
    assert said(stage, "resultText").splitlines()[0] == "West: Refused · Main: Blocked"
    qtbot.waitUntil(lambda: "West: login refused" in said(stage, "connectionState"), timeout=10_000)
    assert stage.find(QPushButton, "resultAction").text() == "&Settings…"
    assert int(west.state()["login"][PRACTICE_USER]["failed_login_count"]) == 1


def test_a_note_to_the_result_is_kept_with_the_part_of_each_dialler(open_both: Open, qtbot: QtBot) -> None:
    stage = open_both()
    block(stage, qtbot, NUMBER)
    link = stage.find(QPushButton, "addNoteLink")
    assert link.isVisible()
    link.click()
    qtbot.waitUntil(lambda: stage.window.findChild(DetailsDialog) is not None, timeout=5_000)
    dialog = stage.find(DetailsDialog, "detailsDialog")
    QTest.keyClicks(stage.find(QLineEdit, "laterNoteField"), "asked twice")
    with qtbot.waitSignal(dialog.accepted, timeout=5_000):
        stage.find(QPushButton, "saveDetailsButton").click()
    stage.desk.close()

    stage = open_both()
    stage.desk.keep(window=replace(stage.desk.settings.window, columns=("number", "server", "note")))
    model = stage.find(QTableView, "logTable").model()

    def notes() -> set[tuple[str, str]]:
        return {(str(model.index(r, 1).data()), str(model.index(r, 2).data())) for r in range(model.rowCount())}

    qtbot.waitUntil(lambda: notes() == {("Main", "asked twice"), ("West", "asked twice")}, timeout=10_000)
