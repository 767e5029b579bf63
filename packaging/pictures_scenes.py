"""What is pictured: each scene plays one thing in the real window, on the practice dialler, and takes its pictures."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pictures_stage import Stage

from dncdesk.practice import PRACTICE_PASSWORD, PRACTICE_USER

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

State = dict[str, Any]

_SEARCH_PAUSE = 0.5  # seconds
NARROW, WIDE = (460, 760), (1040, 760)


def lead(state: State, number: str, list_id: str, queued: tuple[str, str] | None = None) -> None:
    """Give `state` a lead with `number`; `queued` is its campaign and status in the hopper."""
    row = {"lead_id": "5001", "phone_number": number, "list_id": list_id, "status": "NEW", "phone_code": "1"}
    state["leads"].append(row)
    state["hopper"] = [["5001", *queued]] if queued else []


def ready(state: State) -> None:
    """The next call to this person is lined up."""
    lead(state, "7275550183", "101", ("TESTCAMP", "READY"))


def on_the_line(state: State) -> None:
    """Somebody is talking to this person."""
    lead(state, "7275550185", "101", ("TESTCAMP", "INCALL"))


def reads_another(state: State) -> None:
    """A lead in a campaign that reads another campaign's list."""
    lead(state, "7275550184", "301", ("RETENT", "READY"))


def may_not_write(state: State) -> None:
    """The account lacks the right to add numbers."""
    state["users"] = [{**row, "modify_lists": "0"} if row["user"] == PRACTICE_USER else row for row in state["users"]]


def no_database(state: State) -> None:
    """The server answers, and its database does not."""
    state["settings"] = {**state["settings"], "connect_error": "Connection refused"}


def form(stage: Stage) -> None:
    """The form before anything is done: empty, while somebody types, with what is no number, with its fold open."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QAbstractButton, QLineEdit

    stage.shoot("idle")
    number = stage.part(QLineEdit, "numberField")
    stage.fill("", "TESTCAMP")
    QTest.keyClicks(number, "+1 (727) 555-0")
    stage.shoot("typing")
    QTest.keyClicks(number, "183")
    stage.shoot("typed")
    number.clear()
    QTest.keyClicks(number, "call me")
    stage.press_enter()
    stage.shoot("no-number")
    number.clear()
    QTest.keyClicks(number, "7275550183")
    fold = stage.part(QAbstractButton, "detailsFold")
    fold.click()
    stage.shoot("asked-before")
    fold.click()
    number.clear()


def outcomes(stage: Stage) -> None:
    """Each outcome as it comes, and the question before everywhere."""
    from PySide6.QtWidgets import QAbstractButton

    for name, number, campaign, change in (
        ("waiting", "(727) 555-0188", "TESTCAMP", no_database),
        ("refused", "(727) 555-0187", "TESTCAMP", may_not_write),
        ("not_effective", "(727) 555-0186", "RETENT", None),
        ("listed", "(727) 555-0185", "TESTCAMP", on_the_line),
        ("stopped", "(727) 555-0184", "RETENT", reads_another),
        ("blocked-everywhere", "(727) 555-0182", None, None),
        ("blocked", "(727) 555-0183", "TESTCAMP", ready),
    ):
        stage.world(change)
        if number.endswith("82"):  # from here on nothing waits
            act(stage, "tryNowAction")
            stage.wait(lambda: not stage.part(QAbstractButton, "pendingIndicator").isVisible(), "the delivery")
        stage.block(number, campaign, asked="question" if campaign is None else "")
        stage.shoot(name)
    stage.part(QAbstractButton, "undoButton").click()
    stage.wait(stage.window.idle, "the removal")
    stage.shoot("removed")
    stage.world(ready)
    stage.fill("(727) 555-0183", "TESTCAMP")
    stage.part(QAbstractButton, "checkButton").click()
    stage.wait(stage.window.idle, "the check")
    stage.shoot("checked")
    stage.block("(727) 555-0183", "TESTCAMP")


def log(stage: Stage) -> None:
    """The log with its filters, and with one row's details, in a narrow and in a wide window."""
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTableView, QWidget

    stage.part(QAbstractButton, "filterButton").click()
    outcome = stage.part(QComboBox, "outcomeFilter")
    outcome.setCurrentIndex(outcome.findData("blocked"))
    stage.part(QLineEdit, "logSearch").setText("555-018")
    table = stage.part(QTableView, "logTable")
    wait_rows(stage, table, 3)
    stage.shoot("log-filters")
    stage.part(QAbstractButton, "clearFilters").click()
    stage.part(QLineEdit, "logSearch").clear()
    stage.part(QAbstractButton, "filterButton").click()
    stage.wait(lambda: not stage.part(QWidget, "logState").isVisible(), "the whole log")
    wait_rows(stage, table, 9)
    table.selectRow(0)
    act(stage, "rowDetails")
    stage.wait(lambda: stage.part(QWidget, "storyView").isVisible(), "the details")
    story = stage.part(QWidget, "storyView")
    stage.wait(lambda: len(story.property("plainText")) > 200, "the story")
    stage.shoot("detail-narrow")
    stage.window.resize(*WIDE)
    stage.shoot("detail-wide")
    stage.shoot("detail-pane", stage.part(QWidget, "detailPane"))
    for action, name, picture in (("rowNote", "detailsDialog", "note"), ("rowRemove", "removeDialog", "take-off")):
        act(stage, action)
        stage.wait(lambda name=name: top(stage, name) is not None, name)  # type: ignore[misc]
        dialog(stage, name, picture)
    sheet(stage)
    stage.part(QAbstractButton, "detailClose").click()
    stage.window.resize(*NARROW)


def sheet(stage: Stage) -> None:
    """The proof sheet, as a picture where there is a program that makes one of a PDF."""
    from PySide6.QtWidgets import QFileDialog

    act(stage, "rowSheet")
    asks = stage.part(QFileDialog, "sheetDialog")
    file = stage.pictures / "proof-sheet.pdf"
    asks.fileSelected.emit(str(file))
    asks.reject()
    stage.wait(file.is_file, "the proof sheet")
    if shutil.which("pdftoppm"):
        made = file.with_suffix("")
        subprocess.run(["pdftoppm", "-png", "-r", "90", "-singlefile", file, made], check=True)
        file.unlink()


def dialogs(stage: Stage) -> None:
    """The menu's dialogs: settings, checklist, export, the check of the log, about; and the menu itself."""
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QPushButton, QTabWidget

    from dncdesk.ui.settings_dialog import SettingsDialog
    from dncdesk.ui.tone_lines import ToneLines

    stage.world()
    menu = stage.window.findChild(QMenu)
    if menu is None:
        raise LookupError("the window has no menu")
    menu.popup(stage.window.mapToGlobal(stage.window.rect().center()))
    stage.shoot("menu", menu)
    menu.close()

    act(stage, "settingsAction")
    settings = stage.part(SettingsDialog, "settingsDialog")
    stage.shoot("settings-dialler", settings)
    test, report = stage.part(QPushButton, "testButton"), stage.part(ToneLines, "testReport")
    test.click()
    stage.wait(lambda: test.isEnabled() and report.isVisible(), "the test's report")
    stage.shoot("settings-tested", settings)
    tabs = settings.findChild(QTabWidget)
    for number, name in ((1, "settings-window"), (2, "settings-records")):
        if tabs is not None:
            tabs.setCurrentIndex(number)
        stage.shoot(name, settings)
    stage.part(QAbstractButton, "checklistButton").click()
    stage.wait(lambda: top(stage, "checklistDialog") is not None, "the checklist")
    stage.wait(stage.window.idle, "the campaigns")
    dialog(stage, "checklistDialog", "checklist")
    settings.reject()

    act(stage, "exportAction")
    stage.wait(lambda: top(stage, "exportDialog") is not None, "the export")
    dialog(stage, "exportDialog", "export")
    act(stage, "importAction")
    dialog(stage, "importDialog", "import")
    act(stage, "verifyAction")
    former = stage.part(QLineEdit, "formerHeadField")
    stage.wait(former.isVisible, "the check of the log")
    dialog(stage, "verifyDialog", "check-the-log")
    act(stage, "aboutAction")
    dialog(stage, "aboutBox", "about")


def help_pages(stage: Stage) -> None:
    """The help: each page whole."""
    from PySide6.QtWidgets import QTabBar, QTextBrowser

    from dncdesk.ui.help_window import HelpWindow

    act(stage, "helpAction")
    shown = stage.part(HelpWindow, "helpWindow")
    tabs, text = stage.part(QTabBar, "helpTabs"), stage.part(QTextBrowser, "helpText")
    for number, name in enumerate(("supervisors", "administrators", "keys")):
        tabs.setCurrentIndex(number)
        shown.resize(shown.width(), tabs.height() + 12 + round(text.document().size().height()))
        stage.shoot(f"help-{name}", shown)
    shown.close()


def first_run(stage: Stage) -> None:
    """From nothing to a server."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

    stage.wait(lambda: stage.window.findChild(QLineEdit, "firstAddress") is not None, "the first step")
    stage.shoot("first-address")
    address = stage.part(QLineEdit, "firstAddress")
    QTest.keyClicks(address, stage.dialler.address)
    found = stage.part(QWidget, "firstAddressFound")
    stage.wait(lambda: "2.14" in said(found), "the address")
    stage.shoot("first-address-found")
    QTest.keyClick(address, Qt.Key.Key_Return)
    user, password = stage.part(QLineEdit, "firstUser"), stage.part(QLineEdit, "firstPassword")
    stage.wait(user.isVisible, "the second step")
    QTest.keyClicks(user, PRACTICE_USER)
    QTest.keyClicks(password, PRACTICE_PASSWORD)
    stage.shoot("first-account")
    QTest.keyClick(password, Qt.Key.Key_Return)
    practice = stage.part(QLineEdit, "firstPracticeNumber")
    stage.wait(practice.isVisible, "the third step")
    stage.wait(stage.window.idle, "what was found")
    stage.shoot("first-found")
    stage.part(QAbstractButton, "firstRightsFold").click()
    stage.shoot("first-found-rights")


SCENES: tuple[Callable[[Stage], None], ...] = (form, outcomes, log, dialogs, help_pages)
"""Played one after the other in one window."""


def said(widget: QWidget) -> str:
    """The words in all labels of `widget`."""
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in widget.findChildren(QLabel))


def act(stage: Stage, name: str) -> None:
    """Do what the action called `name` does."""
    from PySide6.QtGui import QAction

    action = stage.window.findChild(QAction, name)
    if action is None:
        raise LookupError(f"there is no action {name}")
    action.trigger()


def top(stage: Stage, name: str) -> QWidget | None:
    """The dialog called `name`, if it is shown."""
    from PySide6.QtWidgets import QWidget

    found = stage.window.findChild(QWidget, name)
    return found if found is not None and found.isVisible() else None


def dialog(stage: Stage, name: str, picture: str) -> None:
    """Take the picture of a dialog and close it."""
    found = top(stage, name)
    if found is None:
        raise LookupError(f"{name} is not shown")
    stage.shoot(picture, found)
    found.close()


def wait_rows(stage: Stage, table: QWidget, count: int) -> None:
    """Wait until the log's `table` shows `count` rows."""
    from PySide6.QtWidgets import QTableView

    if isinstance(table, QTableView):
        # The search begins when the typing has stopped.
        since = time.monotonic()
        stage.wait(lambda: time.monotonic() - since > _SEARCH_PAUSE, "the search")
        stage.wait(lambda: table.model().rowCount() == count, f"{count} rows of the log")


def play(dialler_home: Path, pictures: Path, language: str) -> None:
    """Play all scenes; files are kept in `dialler_home`."""
    from pictures_lists import play_lists

    from dncdesk.practice.server import PracticeDialler

    with PracticeDialler() as dialler:
        stage = Stage(dialler, dialler_home / "first", pictures, language, server=False)
        first_run(stage)
        stage.close()
        dialler.reset()
        stage = Stage(dialler, dialler_home / "main", pictures, language, server=True)
        for scene in SCENES:
            scene(stage)
        stage.close()
    play_lists(dialler_home, pictures, language)
