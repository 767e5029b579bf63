"""All keys of a window, read off the window itself, so that the sheet is never wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

_NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True)
class Keys:
    """What some keys do: the words, and the keys as this system writes them."""

    words: str
    keys: str


@dataclass(frozen=True)
class Sheet:
    """A window's keys: those that always work, those with Alt and a letter, and those of the number field."""

    field: tuple[Keys, ...]
    everywhere: tuple[Keys, ...]
    letters: tuple[Keys, ...]


def sheet(window: QWidget) -> Sheet:
    """The keys of `window` as they are now."""
    shortcuts = dict.fromkeys([*_of_actions(window), *_of_shortcuts(window)])
    letters = dict.fromkeys(_of_letters(window))
    return Sheet(_field_keys(), tuple(shortcuts), tuple(letters))


def _field_keys() -> tuple[Keys, ...]:
    # Spelled out in full: lupdate knows the function by this name alone.
    block = QCoreApplication.translate("Keys", "Block the number; confirm what is asked")
    clear = QCoreApplication.translate("Keys", "Clear the field; withdraw what is asked")
    former = QCoreApplication.translate("Keys", "The numbers entered before")
    step = QCoreApplication.translate("Keys", "From one control to the next, and back")
    return (
        Keys(block, _key("Enter")),
        Keys(clear, _key("Esc")),
        Keys(former, f"{_key('Up')}, {_key('Down')}"),
        Keys(step, f"{_key('Tab')}, {_key('Shift+Tab')}"),
    )


def _of_actions(window: QWidget) -> Iterator[Keys]:
    for action in window.findChildren(QAction):
        # An action without a name of its own is a control's own, such as a line's button to clear it.
        if action.objectName() and not action.shortcut().isEmpty():
            yield Keys(_plain(action.text()), action.shortcut().toString(_NATIVE))


def _of_shortcuts(window: QWidget) -> Iterator[Keys]:
    for shortcut in window.findChildren(QShortcut):
        if shortcut.whatsThis():
            yield Keys(shortcut.whatsThis(), shortcut.key().toString(_NATIVE))


def _of_letters(window: QWidget) -> Iterator[Keys]:
    for widget in window.findChildren(QWidget):
        named = isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None)
        if not named or not widget.isVisibleTo(window):
            continue
        words = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
        letter = QKeySequence.mnemonic(words)
        if not letter.isEmpty():
            yield Keys(_plain(words), letter.toString(_NATIVE))


def _key(name: str) -> str:
    return QKeySequence(name).toString(_NATIVE)


def _plain(words: str) -> str:
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
