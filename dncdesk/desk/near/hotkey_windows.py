"""A key taken on Windows with RegisterHotKey, whose presses come as WM_HOTKEY (winuser.h)."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

from dncdesk.core.sentences import ProblemError, say
from dncdesk.desk.near.chord import Chord

_ALT, _CONTROL, _SHIFT, _WIN, _NO_REPEAT = 0x1, 0x2, 0x4, 0x8, 0x4000
_WM_HOTKEY = 0x0312
_ID = 1
_ALREADY_REGISTERED = 1409
_NO_KEY = -1


class _Presses(QAbstractNativeEventFilter):
    """Finds the presses of the registered key among the messages of the main thread."""

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self._tell = tell

    def nativeEventFilter(self, eventType: QByteArray | bytes | bytearray | memoryview, message: int) -> object:  # noqa: N802, N803
        """Tell a press; every message goes on to Qt."""
        if QByteArray(eventType) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if told.message == _WM_HOTKEY and told.wParam == _ID:
                self._tell()
        return False, 0


class WindowsKeys:
    """Takes one key for the main thread of this program."""

    def __init__(
        self, tell: Callable[[], None], user32: Any = None, last_error: Callable[[], int] | None = None
    ) -> None:
        """Tell each press through `tell`; `user32` and `last_error` are the system's own unless given."""
        if sys.platform == "win32" and user32 is None:
            user32, last_error = _system_library(), ctypes.get_last_error
        self._user32 = user32
        self._last_error = last_error
        self._tell = tell
        self._presses: _Presses | None = None

    def take(self, chord: Chord) -> None:
        """Take `chord`, and tell each press of it.

        Raises:
            ProblemError: the keyboard has no such key, or another program holds it.
        """
        key, shift = self._find(chord)
        if not key:
            raise ProblemError(say("This keyboard has no key for {keys}. Take another.", keys=chord.shown))
        wanted = ((chord.alt, _ALT), (chord.ctrl, _CONTROL), (chord.shift or shift, _SHIFT), (chord.meta, _WIN))
        held = sum(mask for is_held, mask in wanted if is_held)
        if not self._user32.RegisterHotKey(None, _ID, held | _NO_REPEAT, key):
            number = self._last_error() if self._last_error else 0
            if number == _ALREADY_REGISTERED:
                raise ProblemError(say("Another program holds {keys}. Take another.", keys=chord.shown))
            raise ProblemError(
                say("Windows refuses {keys} (error {number}). Take another.", keys=chord.shown, number=str(number))
            )
        application = QCoreApplication.instance()
        if application is not None:
            self._presses = _Presses(self._tell)
            application.installNativeEventFilter(self._presses)

    def release(self) -> None:
        """Give back what was taken, if anything was."""
        application = QCoreApplication.instance()
        if self._presses is not None and application is not None:
            application.removeNativeEventFilter(self._presses)
            self._presses = None
            self._user32.UnregisterHotKey(None, _ID)

    def _find(self, chord: Chord) -> tuple[int, bool]:
        """The virtual key, and whether it types the chord's sign with Shift only; 0 for none."""
        if chord.virtual_key:
            return chord.virtual_key, False
        found = self._user32.VkKeyScanW(chord.sign)
        if found != _NO_KEY and not (found >> 8) & ~1:
            return found & 0xFF, bool(found >> 8)
        # A layout without Latin letters: Windows numbers the keys for letters and digits by their capitals.
        if chord.sign.isascii() and chord.sign.isalnum():
            return ord(chord.sign.upper()), False
        return 0, False


if sys.platform == "win32":

    def _system_library() -> Any:
        user32 = ctypes.WinDLL("user32", use_last_error=True)
        user32.RegisterHotKey.argtypes = [wintypes.HWND, ctypes.c_int, wintypes.UINT, wintypes.UINT]
        user32.UnregisterHotKey.argtypes = [wintypes.HWND, ctypes.c_int]
        user32.VkKeyScanW.argtypes = [wintypes.WCHAR]
        user32.VkKeyScanW.restype = ctypes.c_short
        return user32
