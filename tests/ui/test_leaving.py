"""Closing the window while something is pending: with a tray it asks, without one it closes."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QPushButton, QSystemTrayIcon

from dncdesk.core.settings import Settings
from dncdesk.core.window_settings import WindowSettings
from dncdesk.ui import tray as tray_module
from tests.ui.conftest import Stage
from tests.ui.standin import MAIN


class Tray(QObject):
    """A system tray that is there, with what was put into it."""

    activated = Signal(object)
    ActivationReason = QSystemTrayIcon.ActivationReason
    icons: ClassVar[list[Tray]] = []

    def __init__(self, icon: QIcon, parent: QObject) -> None:
        super().__init__(parent)
        assert not icon.isNull()
        self.seen = False
        self.tip = ""
        self.menu: QMenu | None = None
        Tray.icons.append(self)

    @staticmethod
    def isSystemTrayAvailable() -> bool:  # noqa: N802
        return True

    def setContextMenu(self, menu: QMenu) -> None:  # noqa: N802
        self.menu = menu

    def setToolTip(self, tip: str) -> None:  # noqa: N802
        self.tip = tip

    def show(self) -> None:
        self.seen = True

    def hide(self) -> None:
        self.seen = False

    def choose(self, words: str) -> None:
        assert self.menu is not None
        next(action for action in self.menu.actions() if action.text().replace("&", "") == words).trigger()


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> list[Tray]:
    Tray.icons.clear()
    monkeypatch.setattr(tray_module, "QSystemTrayIcon", Tray)
    return Tray.icons


def question(stage: Stage) -> QMessageBox:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # an answered one is gone when the loop comes by
    return stage.find(QMessageBox, "closeQuestion")


def answer(stage: Stage, words: str) -> None:
    buttons = question(stage).findChildren(QPushButton)
    next(button for button in buttons if button.text().replace("&", "") == words).click()


def stay(stage: Stage, tray: list[Tray], count: int = 2) -> Tray:
    stage.desk.make_ready()
    stage.desk.pending(count)
    stage.window.close()
    answer(stage, "Stay in the tray")
    (icon,) = tray
    return icon


def test_with_a_tray_it_asks_before_it_closes(stage: Stage, tray: list[Tray]) -> None:
    stage.desk.make_ready()
    stage.desk.pending(2)
    stage.window.close()
    assert stage.window.isVisible()
    assert stage.desk.closed == 0
    assert question(stage).text() == "2 requests are not delivered yet. They go on at the next start."
    answer(stage, "Close")
    assert stage.desk.closed == 1
    assert not stage.window.isVisible()
    assert tray == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return], ids=["Escape", "Enter"])
def test_a_key_that_is_pressed_without_reading_keeps_things_going(stage: Stage, tray: list[Tray], key: Qt.Key) -> None:
    stage.desk.make_ready()
    stage.desk.pending(2)
    stage.window.close()
    QTest.keyClick(question(stage), key)
    (icon,) = tray
    assert (stage.desk.closed, icon.seen, stage.window.isVisible()) == (0, True, False)
    stage.window.leave()
    stage.window.show()


def test_one_is_said_in_the_singular(stage: Stage, tray: list[Tray]) -> None:
    stage.desk.make_ready()
    stage.desk.pending(1)
    stage.window.close()
    assert question(stage).text() == "1 request is not delivered yet. It goes on at the next start."


def test_closing_twice_asks_once(stage: Stage, tray: list[Tray]) -> None:
    stage.desk.make_ready()
    stage.desk.pending(1)
    stage.window.close()
    stage.window.close()
    assert len(stage.window.findChildren(QMessageBox)) == 1


def test_staying_hides_the_window_and_the_tray_tells_how_many(stage: Stage, tray: list[Tray]) -> None:
    icon = stay(stage, tray)
    assert not stage.window.isVisible()
    assert (stage.desk.closed, icon.seen, icon.tip) == (0, True, "dncdesk: 2 not delivered yet")
    assert not QApplication.quitOnLastWindowClosed()
    stage.desk.pending(1)
    assert icon.tip == "dncdesk: 1 not delivered yet"
    stage.desk.pending(0)
    assert icon.tip == "dncdesk: everything is delivered"
    assert (stage.desk.closed, icon.seen) == (0, True)
    stage.window.leave()
    stage.window.show()


def test_a_click_on_the_icon_opens_the_window_again(stage: Stage, tray: list[Tray]) -> None:
    icon = stay(stage, tray)
    icon.activated.emit(Tray.ActivationReason.Context)
    assert not stage.window.isVisible()
    icon.activated.emit(Tray.ActivationReason.Trigger)
    assert stage.window.isVisible()
    assert not icon.seen
    assert QApplication.quitOnLastWindowClosed()
    stage.window.close()
    assert question(stage).isVisible()


def test_a_second_start_brings_the_window_out_of_the_tray(stage: Stage, tray: list[Tray]) -> None:
    icon = stay(stage, tray)
    stage.window.put_number("7275551212")
    assert stage.window.isVisible()
    assert not icon.seen


def test_the_trays_menu_opens_and_quits(stage: Stage, tray: list[Tray]) -> None:
    icon = stay(stage, tray)
    icon.choose("Open")
    assert stage.window.isVisible()
    tray.clear()
    icon = stay(stage, tray)
    icon.choose("Quit")
    assert (stage.desk.closed, icon.seen, stage.window.isVisible()) == (1, False, False)
    assert QApplication.quitOnLastWindowClosed()


def test_the_end_of_the_session_asks_nothing(stage: Stage, tray: list[Tray]) -> None:
    stage.desk.make_ready()
    stage.desk.pending(2)
    stage.window.leave()
    stage.window.close()
    assert (stage.desk.closed, stage.window.findChildren(QMessageBox)) == (1, [])


def test_without_anything_pending_it_asks_nothing(stage: Stage, tray: list[Tray]) -> None:
    stage.desk.make_ready()
    stage.window.close()
    assert (stage.desk.closed, stage.window.findChildren(QMessageBox)) == (1, [])


def test_without_a_tray_it_closes_at_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tray, "isSystemTrayAvailable", staticmethod(lambda: False))
    monkeypatch.setattr(tray_module, "QSystemTrayIcon", Tray)
    stage.desk.make_ready()
    stage.desk.pending(2)
    stage.window.close()
    assert stage.desk.closed == 1


def test_quitting_takes_an_icon_away_that_is_there_all_the_time(stage: Stage, tray: list[Tray]) -> None:
    stage.desk.make_ready(settings=Settings(servers=(MAIN,), server="Main", window=WindowSettings(tray=True)))
    (icon,) = tray
    icon.choose("Quit")
    assert (stage.desk.closed, icon.seen, stage.window.isVisible()) == (1, False, False)


def test_the_icon_is_there_all_the_time_where_the_settings_say_so(stage: Stage, tray: list[Tray]) -> None:
    stage.desk.make_ready(settings=Settings(servers=(MAIN,), server="Main", window=WindowSettings(tray=True)))
    (icon,) = tray
    assert icon.seen
    stage.desk.pending(1)
    stage.window.close()
    answer(stage, "Stay in the tray")
    icon.activated.emit(Tray.ActivationReason.Trigger)
    assert stage.window.isVisible()
    assert (tray, icon.seen) == ([icon], True)
    stage.desk.settings = replace(stage.desk.settings, window=WindowSettings())
    stage.desk.settings_changed.emit()
    assert not icon.seen
