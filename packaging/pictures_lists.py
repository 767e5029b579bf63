"""Scenes with many numbers, several campaigns and several diallers, played and pictured as the others are."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pictures_scenes import NARROW, WIDE, act, may_not_write
from pictures_stage import Stage

from dncdesk.practice.php import Mode
from dncdesk.practice.server import PracticeDialler
from dncdesk.practice.wire import Request, Response

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from dncdesk.ui.many_window import ManyWindow

_Widget = TypeVar("_Widget", bound="QWidget")

GROUPS = [{"name": "Acme", "campaigns": ["TESTCAMP", "SALES01"]}]
A_LIST = """Voicemail, Monday
(727) 555-1001 Ann
727-555-1002
+1 727 555 1003, wants a letter
727-555-1002
727-555-10
1-727-555-1004 / 727-555-1005
7.27555E+09
7275551006
7275551007
727.555.1002
tel 727 555 1008
(813) 555-0164
(813) 555-0165 ext. 12
"""
"""As somebody writes one: with a heading, a remark, doubles, a number cut off, and what a spreadsheet makes of one."""
MANY = [f"727555{number}" for number in range(1001, 1241)]
_UNDER_WAY, _ALMOST = 90, 180
"""Numbers that are done when a list is pictured, and when the account loses its right."""
_MOMENT = 0.012
"""Seconds."""


class Unhurried(PracticeDialler):
    """Takes a moment for each answer, as a server does: else a list is over before its picture is taken."""

    def _answer(self, request: Request, peer: str, mode: Mode) -> Response:
        time.sleep(_MOMENT)
        return super()._answer(request, peer, mode)


def review(stage: Stage) -> None:
    """A list while it is looked through: as it opens, with only what needs a look, in all its width."""
    from PySide6.QtWidgets import QAbstractButton, QComboBox

    shown = paste(stage, A_LIST)
    box = _within(shown, QComboBox, "listCampaignBox")
    box.setCurrentIndex(box.findData("TESTCAMP"))
    stage.shoot("list-review", shown)
    only = _within(shown, QAbstractButton, "listOnlySuspect")
    only.click()
    stage.shoot("list-review-only", shown)
    only.click()
    shown.resize(shown.width() * 2, shown.height())
    stage.shoot("list-review-wide", shown)
    _within(shown, QAbstractButton, "listEverywhereToggle").click()
    _leave(shown)


def under_way(stage: Stage) -> None:
    """A list under way, paused, and finished with some refused; and the main window beside it."""
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QProgressBar, QTableView

    shown = paste(stage, "\n".join(MANY))
    box = _within(shown, QComboBox, "listCampaignBox")
    box.setCurrentIndex(box.findData("TESTCAMP"))
    _within(shown, QAbstractButton, "listBlockButton").click()
    run = shown.run
    if run is None:
        raise LookupError("the list is not under way")
    bar = _within(shown, QProgressBar, "runProgress")
    stage.wait(lambda: bar.value() >= _UNDER_WAY, "a part of the list")
    stage.shoot("list-under-way", shown)
    stage.shoot("list-beside")
    turn = _within(shown, QAbstractButton, "runPauseButton")
    turn.click()
    stage.wait(lambda: run.paused and not run.busy and stage.window.idle(), "the pause")
    stage.shoot("list-paused", shown)
    turn.click()
    stage.wait(lambda: bar.value() >= _ALMOST, "most of the list")
    turn.click()
    stage.wait(lambda: run.paused and not run.busy and stage.window.idle(), "the second pause")
    stage.world(may_not_write)  # which also empties its lists: nobody looks there any more
    turn.click()
    stage.wait(lambda: run.over and not turn.isVisible(), "the end of the list")
    stage.shoot("list-finished", shown)
    _within(shown, QAbstractButton, "runOnlyUnsound").click()
    _within(shown, QTableView, "runTable").selectRow(0)
    stage.shoot("list-finished-only", shown)
    shown.close()
    log = stage.part(QTableView, "logTable").model()
    stage.wait(lambda: log.rowCount() > len(MANY), "the list in the log")
    stage.window.grab()  # what is in sight is fetched
    stage.wait(lambda: log.index(0, 1).data(), "the rows in sight")
    stage.shoot("list-in-log")


def several(stage: Stage) -> None:
    """Several campaigns: ticked in the list that hangs from the box, the form with them, the result."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QComboBox, QLineEdit

    box = stage.part(QComboBox, "campaignBox")
    stage.fill("(727) 555-0189", "TESTCAMP")
    box.setFocus()
    box.showPopup()
    completer = box.completer()
    popup = completer.popup() if completer is not None else None
    if popup is None:
        raise LookupError("no list hangs from the campaign box")
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Space):
        QTest.keyClick(popup, key)
    _shoot_with(stage, "campaigns-ticked", popup)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    stage.part(QLineEdit, "numberField").setFocus()
    stage.shoot("campaigns-chosen")
    stage.press_enter()
    stage.wait(stage.window.idle, "the result of several campaigns")
    stage.shoot("campaigns-result")


def diallers(stage: Stage, west: PracticeDialler) -> None:
    """Two diallers, the second down: the form, the question, the result, log and foot; then the settings."""
    from PySide6.QtWidgets import QAbstractButton, QProgressBar, QPushButton

    from dncdesk.ui.settings_dialog import SettingsDialog

    stage.fill("(727) 555-0190", None)
    stage.shoot("diallers-form")
    west.stop()
    stage.press_enter()
    stage.wait(stage.part(QPushButton, "confirmButton").isEnabled, "the question before every dialler")
    stage.shoot("diallers-question")
    stage.press_enter()
    stage.wait(stage.window.idle, "the result of two diallers")
    stage.shoot("diallers-result")
    stage.window.resize(*WIDE)
    stage.shoot("diallers-wide")
    stage.window.resize(*NARROW)

    shown = paste(stage, "\n".join(MANY[:24]))
    stage.shoot("diallers-list", shown)
    _within(shown, QAbstractButton, "listBlockButton").click()
    run = shown.run
    if run is None:
        raise LookupError("the list is not under way")
    bar = _within(shown, QProgressBar, "runProgress")
    stage.wait(lambda: bar.value() >= 24 and stage.window.idle(), "one half of the list")
    stage.shoot("diallers-list-down", shown)
    shown.close()

    act(stage, "settingsAction")
    settings = stage.part(SettingsDialog, "settingsDialog")
    stage.shoot("diallers-settings", settings)
    settings.reject()
    west.start()


def play_lists(home: Path, pictures: Path, language: str) -> None:
    """Play all of it in windows of their own; files are kept in `home`."""
    with Unhurried() as dialler, PracticeDialler() as west:
        stage = Stage(dialler, home / "lists", pictures, language, server=True, groups=GROUPS)
        for scene in (several, review, under_way):
            scene(stage)
        stage.close()
        dialler.reset()
        stage = Stage(dialler, home / "two", pictures, language, server=True, groups=GROUPS, west=west)
        diallers(stage, west)
        stage.close()


def paste(stage: Stage, text: str) -> ManyWindow:
    """Paste a list into the number field; the window in which it is looked through."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QAbstractButton, QLineEdit

    from dncdesk.ui.many_window import ManyWindow

    QGuiApplication.clipboard().setText(text)
    field = stage.part(QLineEdit, "numberField")
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    shown = next(window for window in stage.window.findChildren(ManyWindow) if window.isVisible())
    stage.wait(_within(shown, QAbstractButton, "listBlockButton").isVisible, "the list")
    return shown


def _leave(shown: ManyWindow) -> None:
    """Close a list that was not sent."""
    from PySide6.QtWidgets import QMessageBox

    shown.close()
    question = _within(shown, QMessageBox, "listCloseQuestion")
    next(b for b in question.buttons() if question.buttonRole(b) is QMessageBox.ButtonRole.DestructiveRole).click()


def _within(window: QWidget, kind: type[_Widget], name: str) -> _Widget:
    found = window.findChild(kind, name)
    if found is None:
        raise LookupError(f"the list has no {name}")
    return found


def _shoot_with(stage: Stage, name: str, popup: QWidget) -> None:
    """The window with what hangs over it."""
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication

    for _ in range(3):
        QApplication.processEvents()
    picture = stage.window.grab()
    painter = QPainter(picture)
    at = popup.mapToGlobal(QPoint(0, 0)) - stage.window.mapToGlobal(QPoint(0, 0))
    painter.drawPixmap(at, popup.grab())
    painter.end()
    stage.keep(name, picture)
