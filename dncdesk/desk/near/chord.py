"""One key with its modifiers, as a person may choose it for the whole computer."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from dncdesk.core.sentences import ProblemError, say

_Key = Qt.Key
_Modifier = Qt.KeyboardModifier
_Standard = QKeySequence.StandardKey
_TAKES_NOTHING = _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier
_KNOWN = _TAKES_NOTHING | _Modifier.ShiftModifier
_EVERYWHERE = (
    _Standard.Copy, _Standard.Cut, _Standard.Paste, _Standard.Undo, _Standard.Redo, _Standard.SelectAll,
    _Standard.Find, _Standard.Save, _Standard.Open, _Standard.New, _Standard.Print, _Standard.Close, _Standard.Quit,
    _Standard.Refresh, _Standard.Bold, _Standard.Italic, _Standard.Underline, _Standard.DeleteStartOfWord,
    _Standard.MoveToNextWord, _Standard.MoveToPreviousWord,
)  # fmt: skip
_FUNCTION_KEYS = {Qt.Key(_Key.Key_F1 + number): number for number in range(24)}
# X11 keysym (keysymdef.h) and Windows virtual key (winuser.h).
_NAMED = {
    _Key.Key_Escape: (0xFF1B, 0x1B), _Key.Key_Tab: (0xFF09, 0x09), _Key.Key_Backspace: (0xFF08, 0x08),
    _Key.Key_Return: (0xFF0D, 0x0D), _Key.Key_Insert: (0xFF63, 0x2D), _Key.Key_Delete: (0xFFFF, 0x2E),
    _Key.Key_Pause: (0xFF13, 0x13), _Key.Key_Print: (0xFF61, 0x2C), _Key.Key_ScrollLock: (0xFF14, 0x91),
    _Key.Key_Home: (0xFF50, 0x24), _Key.Key_End: (0xFF57, 0x23), _Key.Key_PageUp: (0xFF55, 0x21),
    _Key.Key_PageDown: (0xFF56, 0x22), _Key.Key_Left: (0xFF51, 0x25), _Key.Key_Up: (0xFF52, 0x26),
    _Key.Key_Right: (0xFF53, 0x27), _Key.Key_Down: (0xFF54, 0x28),
}  # fmt: skip


@dataclass(frozen=True)
class Chord:
    """One key with its modifiers.

    Attributes:
        ctrl: Ctrl belongs to it.
        alt: Alt belongs to it.
        shift: Shift belongs to it.
        meta: The Windows or Super key belongs to it.
        sign: The character that the key types, small letters for letters; empty for a key with a name.
        keysym: What X11 calls the key.
        virtual_key: What Windows calls it; 0 for a character, which Windows finds by its layout.
        shown: As the platform writes it.
    """

    ctrl: bool
    alt: bool
    shift: bool
    meta: bool
    sign: str
    keysym: int
    virtual_key: int
    shown: str


def read_chord(sequence: str) -> Chord:
    """Read a chord from Qt's portable text, such as "Ctrl+Alt+D". There must be an application.

    Raises:
        ProblemError: it is none that may be taken from every other program; the sentence says why.
    """
    keys = QKeySequence(sequence, QKeySequence.SequenceFormat.PortableText)
    combination: QKeyCombination | None = keys[0] if keys.count() == 1 else None  # type: ignore[index]  # stubs lack it
    if combination is None or combination.key() == _Key.Key_unknown:
        raise ProblemError(say("A shortcut is one key together with Ctrl, Alt or the Windows key. Press them again."))
    held, key = combination.keyboardModifiers(), combination.key()
    shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
    if not held & _TAKES_NOTHING:
        raise ProblemError(
            say(
                "{keys} alone would be taken from every other program. Hold Ctrl, Alt or the Windows key with it.",
                keys=shown,
            )
        )
    if any(keys == other for standard in _EVERYWHERE for other in QKeySequence.keyBindings(standard)):
        raise ProblemError(
            say("{keys} has a meaning of its own in most programs. Take another, such as Ctrl+Alt+D.", keys=shown)
        )
    sign, keysym, virtual_key = _names(key)
    if not keysym or held & ~_KNOWN:
        raise ProblemError(
            say("{keys} cannot be used. Take a letter, a digit or a function key with Ctrl and Alt.", keys=shown)
        )
    return Chord(
        ctrl=bool(held & _Modifier.ControlModifier),
        alt=bool(held & _Modifier.AltModifier),
        shift=bool(held & _Modifier.ShiftModifier),
        meta=bool(held & _Modifier.MetaModifier),
        sign=sign,
        keysym=keysym,
        virtual_key=virtual_key,
        shown=shown,
    )


def _names(key: Qt.Key) -> tuple[str, int, int]:
    """The key's character, X11 keysym and Windows virtual key; a keysym of 0 for one that cannot be used."""
    if key in _NAMED:
        return ("", *_NAMED[key])
    if key in _FUNCTION_KEYS:
        return "", 0xFFBE + _FUNCTION_KEYS[key], 0x70 + _FUNCTION_KEYS[key]
    # Qt numbers the keys of Latin characters as Unicode does, and so does X11.
    if 0x20 <= key <= 0x7E or 0xA1 <= key <= 0xFF:
        sign = chr(key).lower()
        return sign, ord(sign), 0
    return "", 0, 0
