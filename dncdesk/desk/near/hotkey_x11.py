"""A key taken on an X server: a passive grab upon the root window, through Qt's own connection.

The protocol's facts are from the X Window System Protocol (GrabKey, GetKeyboardMapping, KeyPress) and from xcb.h.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from ctypes import byref, c_char_p, c_int, c_uint, c_uint8, c_uint16, c_uint32, c_void_p
from typing import Any, cast

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtGui import QGuiApplication, QNativeInterface

from dncdesk.core.sentences import ProblemError, say
from dncdesk.desk.near.chord import Chord

_SHIFT, _LOCK, _CONTROL, _ALT, _NUM_LOCK, _SUPER = 1, 2, 4, 8, 16, 64
_LOCKS = (0, _LOCK, _NUM_LOCK, _LOCK | _NUM_LOCK)
_HELD = _SHIFT | _CONTROL | _ALT | _SUPER
_ASYNC = 1
_KEY_PRESS, _KEY_RELEASE = 2, 3
_BAD_ACCESS = 10
_KEYSYMS_AT = 32  # bytes into the reply of GetKeyboardMapping


class _Cookie(ctypes.Structure):
    _fields_ = [("sequence", c_uint)]


class _Setup(ctypes.Structure):
    _fields_ = [("before", c_uint8 * 34), ("least_code", c_uint8), ("most_code", c_uint8)]


class _Screens(ctypes.Structure):
    _fields_ = [("screen", ctypes.POINTER(c_uint32)), ("rem", c_int), ("index", c_int)]


class _KeyEvent(ctypes.Structure):
    _fields_ = [
        ("kind", c_uint8), ("code", c_uint8), ("sequence", c_uint16), ("time", c_uint32), ("windows", c_uint32 * 3),
        ("places", c_uint16 * 4), ("state", c_uint16),
    ]  # fmt: skip


class _Presses(QAbstractNativeEventFilter):
    """Finds the presses of one key among all events of the X server."""

    def __init__(self, code: int, state: int, tell: Callable[[], None]) -> None:
        super().__init__()
        self._code, self._state, self._tell = code, state, tell
        self._released_at = -1

    def nativeEventFilter(self, eventType: QByteArray | bytes | bytearray | memoryview, message: int) -> object:  # noqa: N802, N803
        """Tell a press; every event goes on to Qt."""
        del eventType  # on this platform there is but one
        event = _KeyEvent.from_address(int(message))
        kind = event.kind & 0x7F
        if kind in (_KEY_PRESS, _KEY_RELEASE) and event.code == self._code:
            if kind == _KEY_RELEASE:
                self._released_at = event.time
            # A key held down is released and pressed again at the same moment.
            elif event.state & _HELD == self._state and event.time != self._released_at:
                self._tell()
        return False, 0


class X11Keys:
    """Takes one key for this program, with Caps Lock and Num Lock on or off."""

    def __init__(self, tell: Callable[[], None]) -> None:
        """Tell each press through `tell`. For an application whose platform is xcb."""
        application = QGuiApplication.instance()
        native = cast(QGuiApplication, application).nativeInterface()
        self._connection = c_void_p(cast(QNativeInterface.QX11Application, native).connection())
        self._xcb = _library()
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = [c_void_p]
        self._tell = tell
        self._taken: list[tuple[int, int, int]] = []
        self._presses: _Presses | None = None
        self.sees_all = not self._has_extension(b"XWAYLAND")

    def take(self, chord: Chord) -> None:
        """Take `chord`, and tell each press of it.

        Raises:
            ProblemError: the keyboard has no such key, or another program holds it.
        """
        code, shift = self._find(chord.keysym)
        wanted = (
            (chord.shift or shift, _SHIFT), (chord.ctrl, _CONTROL), (chord.alt, _ALT), (chord.meta, _SUPER),
        )  # fmt: skip
        state = sum(mask for held, mask in wanted if held)
        if not code:
            raise ProblemError(say("This keyboard has no key for {keys}. Take another.", keys=chord.shown))
        for root in self._roots():
            for lock in _LOCKS:
                error = self._grab(root, state | lock, code)
                if error:
                    self.release()
                    raise _refusal(error, chord)
                self._taken.append((code, root, state | lock))
        self._presses = _Presses(code, state, self._tell)
        cast(QCoreApplication, QGuiApplication.instance()).installNativeEventFilter(self._presses)

    def release(self) -> None:
        """Give back what was taken, if anything was."""
        if self._presses is not None:
            cast(QCoreApplication, QGuiApplication.instance()).removeNativeEventFilter(self._presses)
            self._presses = None
        for code, root, state in self._taken:
            self._xcb.xcb_ungrab_key(self._connection, code, root, state)
        self._taken.clear()
        self._xcb.xcb_flush(self._connection)

    def _grab(self, root: int, state: int, code: int) -> int:
        """The X server's error code; 0 for none."""
        cookie = self._xcb.xcb_grab_key_checked(self._connection, 0, root, state, code, _ASYNC, _ASYNC)
        error = self._xcb.xcb_request_check(self._connection, cookie)
        if not error:
            return 0
        number = (c_uint8 * 2).from_address(error)[1]
        self._free(error)
        return number

    def _find(self, keysym: int) -> tuple[int, bool]:
        """The code of the key that types `keysym`, and whether with Shift; a code of 0 for none."""
        setup = _Setup.from_address(self._xcb.xcb_get_setup(self._connection))
        count = setup.most_code - setup.least_code + 1
        cookie = self._xcb.xcb_get_keyboard_mapping(self._connection, setup.least_code, count)
        reply = self._xcb.xcb_get_keyboard_mapping_reply(self._connection, cookie, None)
        if not reply:
            return 0, False
        columns = (c_uint8 * 2).from_address(reply)[1]
        keysyms = list((c_uint32 * (count * columns)).from_address(reply + _KEYSYMS_AT))
        self._free(reply)
        # Without Shift and with it, on the first layout and then on the second.
        for column in range(min(columns, 4)):
            if keysym in keysyms[column::columns]:
                return setup.least_code + keysyms[column::columns].index(keysym), column % 2 == 1
        return 0, False

    def _roots(self) -> Iterator[int]:
        screens = self._xcb.xcb_setup_roots_iterator(self._xcb.xcb_get_setup(self._connection))
        while screens.rem:
            yield screens.screen[0]
            self._xcb.xcb_screen_next(byref(screens))

    def _has_extension(self, name: bytes) -> bool:
        cookie = self._xcb.xcb_query_extension(self._connection, len(name), name)
        reply = self._xcb.xcb_query_extension_reply(self._connection, cookie, None)
        if not reply:
            return False
        present = (c_uint8 * 9).from_address(reply)[8]
        self._free(reply)
        return bool(present)


def _refusal(error: int, chord: Chord) -> ProblemError:
    if error == _BAD_ACCESS:
        return ProblemError(say("Another program holds {keys}. Take another.", keys=chord.shown))
    return ProblemError(
        say("The screen's server refuses {keys} (error {number}). Take another.", keys=chord.shown, number=str(error))
    )


def _library() -> Any:
    """The xcb library, which Qt has loaded already."""
    xcb = ctypes.CDLL("libxcb.so.1")
    signatures: tuple[tuple[str, Any, list[Any]], ...] = (
        ("xcb_get_setup", c_void_p, [c_void_p]),
        ("xcb_setup_roots_iterator", _Screens, [c_void_p]),
        ("xcb_screen_next", None, [ctypes.POINTER(_Screens)]),
        ("xcb_grab_key_checked", _Cookie, [c_void_p, c_uint8, c_uint32, c_uint16, c_uint8, c_uint8, c_uint8]),
        ("xcb_ungrab_key", _Cookie, [c_void_p, c_uint8, c_uint32, c_uint16]),
        ("xcb_request_check", c_void_p, [c_void_p, _Cookie]),
        ("xcb_get_keyboard_mapping", _Cookie, [c_void_p, c_uint8, c_uint8]),
        ("xcb_get_keyboard_mapping_reply", c_void_p, [c_void_p, _Cookie, c_void_p]),
        ("xcb_query_extension", _Cookie, [c_void_p, c_uint16, c_char_p]),
        ("xcb_query_extension_reply", c_void_p, [c_void_p, _Cookie, c_void_p]),
        ("xcb_flush", c_int, [c_void_p]),
    )
    for name, result, arguments in signatures:
        function = getattr(xcb, name)
        function.restype, function.argtypes = result, arguments
    return xcb
