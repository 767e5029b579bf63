"""The page of what keeps the window at hand: each option tells or does one thing, and shows what is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QKeySequenceEdit, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dncdesk.core.outcome import Tone
from dncdesk.core.sentences import Sentence, say
from dncdesk.core.window_settings import WindowSettings
from dncdesk.ui.labels import ToneLabel
from dncdesk.ui.near_page import Computer, NearPage
from dncdesk.ui.toggle import Toggle

Kind = TypeVar("Kind", bound=QWidget)
HELD = say("Another program holds {keys}. Take another.", keys="Ctrl+Alt+D")
INSTEAD = say("Here only the desktop itself may give a key to a program.")
BEFORE = WindowSettings(shortcut="Ctrl+Alt+K", columns=("when",), language="es", unknown={"opacity": 1})


@dataclass
class ASwitch:
    """Something of the computer's; `stuck` cannot be switched, `says` is what it has to say when switched."""

    on: bool = False
    stuck: bool = False
    says: Sentence | None = None
    instead: Sentence | None = None

    def enabled(self) -> bool:
        return self.on

    def set(self, on: bool) -> Sentence | None:
        if not self.stuck:
            self.on = on
        return self.says


@dataclass
class AShortcut:
    """A shortcut that another program may hold."""

    held: str = ""
    instead: Sentence | None = None
    asked: list[str] = field(default_factory=list)

    def set(self, sequence: str) -> Sentence | None:
        self.asked.append(sequence)
        return HELD if sequence and sequence == self.held else None


def a_computer() -> Computer:
    return Computer(login=ASwitch(), dnc_links=ASwitch(), tel_links=ASwitch(), shortcut=AShortcut(), tray=True)


class Shown:
    """A page on the screen, and what it has told."""

    def __init__(
        self, qtbot: QtBot, computer: Computer, window: WindowSettings = BEFORE, *, locked: bool = False
    ) -> None:
        self.page = NearPage(window, computer, locked=locked)
        self.told: list[WindowSettings] = []
        self.page.changed.connect(self.told.append)
        qtbot.addWidget(self.page)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self._qtbot = qtbot

    def toggle(self, name: str) -> Toggle:
        return self._find(Toggle, f"{name}Toggle")

    def note(self, name: str) -> ToneLabel:
        return self._find(ToneLabel, f"{name}Note")

    @property
    def keys(self) -> QKeySequenceEdit:
        return self._find(QKeySequenceEdit, "shortcutField")

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Press a chord in the field and wait until it has been taken for whole."""
        with self._qtbot.waitSignal(self.keys.editingFinished, timeout=5000):
            QTest.keyClick(self.keys, key, modifiers)

    def _find(self, kind: type[Kind], name: str) -> Kind:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found


CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


# What is kept in the settings


@pytest.mark.parametrize(("name", "key"), [("onTop", "on_top"), ("tray", "tray"), ("sound", "sound")])
def test_a_toggle_tells_its_own_setting_and_leaves_all_others(qtbot: QtBot, name: str, key: str) -> None:
    shown = Shown(qtbot, a_computer())
    assert not shown.toggle(name).isChecked()
    shown.toggle(name).click()
    assert shown.told == [replace(BEFORE, **{key: True})]  # type: ignore[arg-type]  # all three are booleans
    shown.toggle(name).click()
    assert shown.told[1:] == [BEFORE]


def test_what_is_set_already_is_shown_and_tells_nothing(qtbot: QtBot) -> None:
    shown = Shown(qtbot, a_computer(), replace(BEFORE, on_top=True, tray=True, sound=True))
    assert all(shown.toggle(name).isChecked() for name in ("onTop", "tray", "sound"))
    assert shown.keys.keySequence().toString() == "Ctrl+Alt+K"
    assert shown.told == []


def test_what_was_changed_elsewhere_meanwhile_is_kept(qtbot: QtBot) -> None:
    shown = Shown(qtbot, a_computer())
    elsewhere = replace(BEFORE, columns=("number", "when"), on_top=True)
    shown.page.show_settings(elsewhere)
    shown.toggle("sound").click()
    assert shown.told == [replace(elsewhere, sound=True)]


def test_without_a_tray_there_is_no_word_of_one(qtbot: QtBot) -> None:
    shown = Shown(qtbot, replace(a_computer(), tray=False), replace(BEFORE, tray=True))
    assert not shown.toggle("tray").isVisible()
    shown.toggle("onTop").click()
    assert shown.told == [replace(BEFORE, tray=True, on_top=True)]


def test_what_the_organisation_has_set_can_be_read_only(qtbot: QtBot) -> None:
    shown = Shown(qtbot, a_computer(), locked=True)
    assert not any(shown.toggle(name).isEnabled() for name in ("onTop", "tray", "sound"))
    assert not shown.keys.isEnabled()
    assert any(label.text() == "Set by your organisation." for label in shown.page.findChildren(QLabel))
    assert shown.toggle("login").isEnabled()


# The shortcut


def test_a_chord_is_taken_at_once_and_told(qtbot: QtBot) -> None:
    computer = a_computer()
    shown = Shown(qtbot, computer)
    shown.press(Qt.Key.Key_D, CTRL_ALT)
    assert computer.shortcut.asked == ["Ctrl+Alt+D"]  # type: ignore[attr-defined]  # the shortcut of this test
    assert shown.told == [replace(BEFORE, shortcut="Ctrl+Alt+D")]
    assert (shown.note("shortcut").text(), shown.note("shortcut").tone) == (
        "Works now: press it in any program.",
        Tone.DONE,
    )


def test_a_chord_that_cannot_be_had_is_said_so_and_the_one_before_stays(qtbot: QtBot) -> None:
    shortcut = AShortcut(held="Ctrl+Alt+D")
    shown = Shown(qtbot, replace(a_computer(), shortcut=shortcut))
    shown.press(Qt.Key.Key_D, CTRL_ALT)
    assert (shown.note("shortcut").text(), shown.note("shortcut").tone) == (str(HELD), Tone.PROBLEM)
    assert shown.note("shortcut").isVisible()
    assert shown.keys.accessibleDescription() == str(HELD)
    assert shown.keys.keySequence() == QKeySequence("Ctrl+Alt+K")
    assert shortcut.asked == ["Ctrl+Alt+D", "Ctrl+Alt+K"]
    assert shown.told == []


def test_only_one_chord_is_taken(qtbot: QtBot) -> None:
    shown = Shown(qtbot, a_computer())
    shown.press(Qt.Key.Key_D, CTRL_ALT)
    shown.press(Qt.Key.Key_E, CTRL_ALT)
    assert [window.shortcut for window in shown.told] == ["Ctrl+Alt+D", "Ctrl+Alt+E"]


def test_the_shortcut_can_be_taken_away(qtbot: QtBot) -> None:
    shortcut = AShortcut()
    shown = Shown(qtbot, replace(a_computer(), shortcut=shortcut))
    button = shown.page.findChild(QPushButton, "noShortcutButton")
    assert button is not None
    button.click()
    assert shortcut.asked == [""]
    assert shown.told == [replace(BEFORE, shortcut="")]
    assert not shown.note("shortcut").isVisible()
    assert not button.isEnabled()
    shown.press(Qt.Key.Key_D, CTRL_ALT)
    assert button.isEnabled()


def test_where_there_can_be_no_shortcut_it_says_what_works_instead(qtbot: QtBot) -> None:
    shown = Shown(qtbot, replace(a_computer(), shortcut=AShortcut(instead=INSTEAD)))
    assert not shown.keys.isEnabled()
    assert (shown.note("shortcut").text(), shown.note("shortcut").tone) == (str(INSTEAD), Tone.NEUTRAL)


def test_the_tab_key_leaves_the_field(qtbot: QtBot) -> None:
    shown = Shown(qtbot, a_computer())
    shown.keys.setFocus()
    QTest.keyClick(shown.keys, Qt.Key.Key_Tab)
    assert not shown.keys.hasFocus()
    assert shown.told == []


# What this computer keeps


@pytest.mark.parametrize("name", ["login", "dncLinks", "telLinks"])
def test_a_switch_of_the_computer_is_switched_at_once_and_is_no_setting(qtbot: QtBot, name: str) -> None:
    switches = {"login": ASwitch(on=True), "dncLinks": ASwitch(on=True), "telLinks": ASwitch(on=True)}
    login, dnc, tel = switches.values()
    shown = Shown(qtbot, replace(a_computer(), login=login, dnc_links=dnc, tel_links=tel))
    assert all(shown.toggle(other).isChecked() for other in switches)
    shown.toggle(name).click()
    assert {other for other, switch in switches.items() if not switch.on} == {name}
    assert not shown.note(name).isVisible()
    assert shown.told == []


def test_a_switch_that_does_not_move_shows_what_is_and_why(qtbot: QtBot) -> None:
    why = say("That could not be kept.")
    shown = Shown(qtbot, replace(a_computer(), login=ASwitch(stuck=True, says=why)))
    shown.toggle("login").click()
    assert not shown.toggle("login").isChecked()
    assert (shown.note("login").text(), shown.note("login").tone) == (str(why), Tone.PROBLEM)


def test_what_is_left_to_the_person_stands_under_the_switch(qtbot: QtBot) -> None:
    todo = say("Choose dncdesk in Windows.")
    shown = Shown(qtbot, replace(a_computer(), tel_links=ASwitch(says=todo)))
    shown.toggle("telLinks").click()
    assert shown.toggle("telLinks").isChecked()
    assert (shown.note("telLinks").text(), shown.note("telLinks").tone) == (str(todo), Tone.WARNING)
    assert shown.toggle("telLinks").accessibleDescription() == str(todo)


def test_what_cannot_be_switched_from_here_says_what_works_instead(qtbot: QtBot) -> None:
    shown = Shown(qtbot, replace(a_computer(), dnc_links=ASwitch(instead=INSTEAD)))
    assert not shown.toggle("dncLinks").isEnabled()
    assert shown.note("dncLinks").text() == str(INSTEAD)
