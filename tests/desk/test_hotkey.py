"""The global shortcut: what may be one, and how Windows is asked for it."""

from __future__ import annotations

import ctypes
from ctypes import wintypes

import pytest
from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from dncdesk.core.sentences import ProblemError
from dncdesk.desk.near.chord import Chord, read_chord
from dncdesk.desk.near.hotkey import GlobalShortcut
from dncdesk.desk.near.hotkey_windows import WindowsKeys

HOTKEY_ALREADY_REGISTERED = 1409
ACCESS_DENIED = 5
US_SIGNS = {"d": 0x44, "7": 0x37, "!": 0x131, ";": 0xBA}
"""What VkKeyScanW answers on a US keyboard: the key, and in the high byte that Shift belongs to it."""


@pytest.fixture(autouse=True)
def application(qtbot: QtBot) -> None:
    """What a shortcut is, and what programs use it for, Qt knows from an application's platform."""
    del qtbot


class User32:
    """The three functions of Windows, on a US keyboard, with some hotkeys held by others."""

    def __init__(self, *held: int, error: int = HOTKEY_ALREADY_REGISTERED) -> None:
        self.held = held
        self.error = error
        self.registered: list[tuple[object, int, int, int]] = []

    def RegisterHotKey(self, window: object, number: int, modifiers: int, key: int) -> int:  # noqa: N802
        if key in self.held:
            return 0
        self.registered.append((window, number, modifiers, key))
        return 1

    def UnregisterHotKey(self, window: object, number: int) -> int:  # noqa: N802
        self.registered = [one for one in self.registered if one[:2] != (window, number)]
        return 1

    def VkKeyScanW(self, sign: str) -> int:  # noqa: N802
        return US_SIGNS.get(sign, -1)

    def last_error(self) -> int:
        return self.error


class Heard:
    """Counts what is told."""

    def __init__(self) -> None:
        self.times = 0

    def tell(self) -> None:
        self.times += 1


def keys(user32: User32, heard: Heard) -> WindowsKeys:
    return WindowsKeys(heard.tell, user32, user32.last_error)


def send(taken: WindowsKeys, kind: bytes, message: int, word: int) -> None:
    """Show a message to the filter, as Qt does on Windows; it must leave every message to Qt."""
    told = wintypes.MSG(message=message, wParam=word)
    assert taken._presses is not None
    assert taken._presses.nativeEventFilter(QByteArray(kind), ctypes.addressof(told)) == (False, 0)


# What may be a shortcut


def test_a_key_with_its_modifiers_is_read() -> None:
    chord = read_chord("Ctrl+Alt+D")
    assert (chord.ctrl, chord.alt, chord.shift, chord.meta) == (True, True, False, False)
    assert (chord.sign, chord.keysym, chord.shown) == ("d", ord("d"), "Ctrl+Alt+D")


@pytest.mark.parametrize(
    ("sequence", "keysym", "virtual_key"),
    [("Meta+F12", 0xFFC9, 0x7B), ("Ctrl+Shift+Home", 0xFF50, 0x24), ("Alt+Pause", 0xFF13, 0x13)],
)
def test_keys_with_a_name_are_known_to_both_systems(sequence: str, keysym: int, virtual_key: int) -> None:
    chord = read_chord(sequence)
    assert (chord.sign, chord.keysym, chord.virtual_key) == ("", keysym, virtual_key)


@pytest.mark.parametrize(
    ("sequence", "said"),
    [
        ("D", "D alone would be taken"),
        ("F9", "F9 alone would be taken"),
        ("Shift+D", "Shift+D alone would be taken"),
        ("Ctrl+C", "Ctrl+C has a meaning of its own"),
        ("Ctrl+K, Ctrl+D", "one key together with"),
        ("", "one key together with"),
        ("nonsense", "one key together with"),
        ("Ctrl+Alt+Media Play", "cannot be used"),
        ("Ctrl+Num+5", "cannot be used"),
        ("Ctrl+Alt+Я", "cannot be used"),
    ],
)
def test_what_would_be_in_the_way_of_others_is_refused_in_one_sentence(sequence: str, said: str) -> None:
    with pytest.raises(ProblemError) as refused:
        read_chord(sequence)
    assert said in str(refused.value.sentence)
    assert "{" not in str(refused.value.sentence)


def test_where_no_program_can_have_one_it_says_what_works_instead() -> None:
    shortcut = GlobalShortcut()
    assert shortcut.instead is not None
    assert shortcut.set("Ctrl+Alt+D") == shortcut.instead
    assert "keyboard settings" in str(shortcut.instead)
    assert shortcut.set("") is None
    shortcut.clear()


# Windows


def test_windows_is_asked_for_the_key_and_tells_each_press() -> None:
    user32, heard = User32(), Heard()
    taken = keys(user32, heard)
    taken.take(read_chord("Ctrl+Alt+D"))
    assert user32.registered == [(None, 1, 0x4000 | 0x1 | 0x2, 0x44)]
    send(taken, b"windows_generic_MSG", 0x0312, 1)
    assert heard.times == 1
    send(taken, b"windows_generic_MSG", 0x0312, 2)  # another hotkey
    send(taken, b"windows_generic_MSG", 0x0100, 1)  # a key pressed in the window
    send(taken, b"windows_dispatcher_MSG", 0x0312, 1)
    assert heard.times == 1
    taken.release()
    taken.release()
    assert (taken._presses, user32.registered) == (None, [])


@pytest.mark.parametrize(
    ("sequence", "modifiers", "key"),
    [
        ("Ctrl+!", 0x2 | 0x4, 0x31),  # typed with Shift
        ("Meta+Shift+F1", 0x8 | 0x4, 0x70),
        ("Alt+;", 0x1, 0xBA),
        ("Ctrl+Alt+Q", 0x1 | 0x2, 0x51),  # on a layout that has no q
    ],
)
def test_windows_gets_the_key_that_types_the_sign(sequence: str, modifiers: int, key: int) -> None:
    user32 = User32()
    taken = keys(user32, Heard())
    taken.take(read_chord(sequence))
    assert user32.registered == [(None, 1, 0x4000 | modifiers, key)]
    taken.release()


@pytest.mark.parametrize(
    ("user32", "said"),
    [
        (User32(0x44), "Another program holds Ctrl+Alt+D. Take another."),
        (User32(0x44, error=ACCESS_DENIED), "Windows refuses Ctrl+Alt+D (error 5). Take another."),
    ],
)
def test_what_windows_refuses_is_said_in_one_sentence(user32: User32, said: str) -> None:
    taken = keys(user32, Heard())
    with pytest.raises(ProblemError) as refused:
        taken.take(read_chord("Ctrl+Alt+D"))
    assert str(refused.value.sentence) == said
    taken.release()


def test_a_sign_that_no_key_types_is_refused() -> None:
    chord: Chord = read_chord("Ctrl+Alt+ß")
    with pytest.raises(ProblemError, match="has no key for"):
        keys(User32(), Heard()).take(chord)
