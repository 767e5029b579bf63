"""The global shortcut: a key that brings the window up, whichever program has the keyboard."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from dncdesk.core.sentences import ProblemError, Sentence, say
from dncdesk.desk.near.chord import Chord, read_chord

_MAC = say(
    "On a Mac the Shortcuts app gives a key to a program: make a shortcut that opens dncdesk and add a keyboard "
    "shortcut to it. Opening dncdesk again brings this window up."
)
_DESKTOP = say(
    "Here only the desktop itself may give a key to a program: in its keyboard settings, add a shortcut with the "
    "command dncdesk. Starting it again brings this window up."
)


class Keys(Protocol):
    """The part of a platform that gives a key to one program alone."""

    def take(self, chord: Chord) -> None:
        """Take `chord`, and tell each press of it.

        Raises:
            ProblemError: that is not possible; the sentence says why.
        """

    def release(self) -> None:
        """Give back what was taken, if anything was."""


class GlobalShortcut(QObject):
    """At most one shortcut of this program in all others; none until `set`.

    Make it in the main thread, after the application.
    """

    pressed = Signal()
    """Somebody has pressed the shortcut."""
    _heard = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Not from within the event itself: Qt is to know its time first, by which a window manager judges whether
        # the window may come up.
        self._heard.connect(self.pressed, Qt.ConnectionType.QueuedConnection)
        self._keys, self._instead = self._find_keys()

    @property
    def instead(self) -> Sentence | None:
        """Why there can be none here, and what works instead; None where there can."""
        return self._instead

    def set(self, sequence: str) -> Sentence | None:
        """Take the shortcut `sequence` (Qt's portable text, "Ctrl+Alt+D") in the place of the one before.

        An empty `sequence` only gives that one back. Returns None if all is well; else why it is not, in one
        sentence, and then there is no shortcut.
        """
        self.clear()
        if not sequence:
            return None
        if self._keys is None:
            return self._instead
        try:
            self._keys.take(read_chord(sequence))
        except ProblemError as error:
            return error.sentence
        return None

    def clear(self) -> None:
        """Have no shortcut any more."""
        if self._keys is not None:
            self._keys.release()

    def _find_keys(self) -> tuple[Keys | None, Sentence | None]:
        platform = QGuiApplication.platformName()
        if platform == "windows":
            from dncdesk.desk.near.hotkey_windows import WindowsKeys

            return WindowsKeys(self._heard.emit), None
        if platform == "xcb":
            from dncdesk.desk.near.hotkey_x11 import X11Keys

            keys = X11Keys(self._heard.emit)
            return (keys, None) if keys.sees_all else (None, _DESKTOP)
        return None, _MAC if platform == "cocoa" else _DESKTOP
