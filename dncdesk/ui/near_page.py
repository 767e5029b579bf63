"""A page of the settings: what keeps the window at hand on this person's desk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dncdesk.core.outcome import Tone
from dncdesk.core.sentences import Sentence
from dncdesk.core.window_settings import WindowSettings
from dncdesk.desk.near.switch import Switch
from dncdesk.ui.labels import ToneLabel, set_font
from dncdesk.ui.toggle import Toggle
from dncdesk.ui.words import text

_GAP = 14  # logical pixels, between groups
_LETTERS = 22  # the least width of the shortcut's field
_PORTABLE = QKeySequence.SequenceFormat.PortableText


class Shortcut(Protocol):
    """What the page needs of the global shortcut."""

    @property
    def instead(self) -> Sentence | None:
        """Why there can be none here, and what works instead; None where there can."""

    def set(self, sequence: str) -> Sentence | None:
        """Take `sequence` in the place of the one before; returns why that is not possible, or None."""


@dataclass(frozen=True)
class Computer:
    """What this computer keeps for the program, and whether it has a system tray."""

    login: Switch
    dnc_links: Switch
    tel_links: Switch
    shortcut: Shortcut
    tray: bool


class _SwitchRow(QWidget):
    """One thing that this computer keeps: its toggle, and under it what a person should know."""

    def __init__(self, words: str, name: str, switch: Switch) -> None:
        super().__init__()
        self._switch = switch
        self.toggle = Toggle(words)
        self.toggle.setObjectName(f"{name}Toggle")
        self._note = _note(f"{name}Note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(_indented(self._note, self.toggle))
        if switch.instead is None:
            self.toggle.setChecked(switch.enabled())
            self._note.hide()
        else:
            self.toggle.setEnabled(False)
            _show(self._note, self.toggle, text(switch.instead), Tone.NEUTRAL)
        self.toggle.clicked.connect(self._on_clicked)

    def _on_clicked(self, wanted: bool) -> None:
        said = self._switch.set(wanted)
        done = self._switch.enabled()
        # It shows what is, not what was wanted.
        self.toggle.setChecked(done)
        tone = Tone.WARNING if done == wanted else Tone.PROBLEM
        _show(self._note, self.toggle, text(said) if said is not None else "", tone)


class NearPage(QWidget):
    """Keep on top, tray, sound, shortcut; start at login and links, which this computer keeps.

    What belongs to the settings is told by `changed`, to be saved by whoever shows the page. The rest, and the
    shortcut, is in force at once.
    """

    changed = Signal(object)
    """A person has changed something; the `WindowSettings` as they are now."""

    def __init__(
        self, window: WindowSettings, computer: Computer, *, locked: bool = False, parent: QWidget | None = None
    ) -> None:
        """Show `window`; `locked`: the organisation has set it, and it can only be read."""
        super().__init__(parent)
        self.setObjectName("nearPage")
        self._window = window
        self._computer = computer
        self._on_top = self._toggle(self.tr("&Keep the window on top"), "onTopToggle")
        self._tray = self._toggle(self.tr("Icon in the system tra&y"), "trayToggle")
        self._tray.setVisible(computer.tray)
        self._sound = self._toggle(self.tr("&Play a sound with each result"), "soundToggle")
        self._keys = QKeySequenceEdit()
        self._keys.setObjectName("shortcutField")
        self._keys.setAccessibleName(self.tr("Global shortcut"))
        self._keys.setMaximumSequenceLength(1)
        self._keys.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        line = self._keys.findChild(QLineEdit)
        if line is not None:
            line.setAccessibleName(self._keys.accessibleName())  # the line is what has the keyboard
        self._keys.editingFinished.connect(self._take_keys)
        self._none = QPushButton(self.tr("No shortc&ut"))
        self._none.setObjectName("noShortcutButton")
        self._none.setAutoDefault(False)
        self._none.clicked.connect(self._take_none)
        self._keys_note = _note("shortcutNote")
        for widget in (self._on_top, self._tray, self._sound):
            widget.setEnabled(not locked)
        self._keys.setEnabled(not locked and computer.shortcut.instead is None)
        self._lay_out(locked=locked)
        self.show_settings(window)
        instead = computer.shortcut.instead
        _show(self._keys_note, self._keys, text(instead) if instead is not None else "", Tone.NEUTRAL)

    def _toggle(self, words: str, name: str) -> Toggle:
        toggle = Toggle(words)
        toggle.setObjectName(name)
        toggle.clicked.connect(self._tell)
        return toggle

    def _lay_out(self, *, locked: bool) -> None:
        computer, left = self._computer, Qt.AlignmentFlag.AlignLeft
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        if locked:
            column.addWidget(ToneLabel(self.tr("Set by your organisation.")))
        column.addWidget(_heading(self.tr("This window")))
        column.addWidget(self._on_top, 0, left)
        column.addWidget(self._tray, 0, left)
        column.addWidget(self._sound, 0, left)
        column.addSpacing(_GAP)
        keys = _heading(self.tr("&Bring it up from any program"))
        keys.setBuddy(self._keys)
        column.addWidget(keys)
        beside = QHBoxLayout()
        beside.addWidget(self._keys, 1)
        beside.addWidget(self._none)
        column.addLayout(beside)
        column.addWidget(self._keys_note)
        column.addSpacing(_GAP)
        column.addWidget(_heading(self.tr("On this computer")))
        column.addWidget(_SwitchRow(self.tr("Start when &I log in"), "login", computer.login))
        column.addWidget(_SwitchRow(self.tr("Open &dnc: links"), "dncLinks", computer.dnc_links))
        column.addWidget(_SwitchRow(self.tr("Open te&l: links"), "telLinks", computer.tel_links))
        fills = _note("linksNote")
        fills.setText(self.tr("A link only fills the number field. It never blocks by itself."))
        column.addLayout(_indented(fills, self._on_top))
        column.addStretch(1)

    def show_settings(self, window: WindowSettings) -> None:
        """Show `window`, which has been changed elsewhere."""
        self._window = window
        self._on_top.setChecked(window.on_top)
        self._tray.setChecked(window.tray)
        self._sound.setChecked(window.sound)
        self._show_keys(window.shortcut)

    def _tell(self) -> None:
        self._keep(on_top=self._on_top.isChecked(), tray=self._tray.isChecked(), sound=self._sound.isChecked())

    def _keep(self, **values: Any) -> None:
        before, self._window = self._window, replace(self._window, **values)
        if self._window != before:
            self.changed.emit(self._window)

    def _take_none(self) -> None:
        self._show_keys("")
        self._take_keys()

    def _take_keys(self) -> None:
        wanted = self._keys.keySequence().toString(_PORTABLE)
        if wanted == self._window.shortcut:
            return
        problem = self._computer.shortcut.set(wanted)
        if problem is not None:
            # What was in force before is so again, and stands in the field.
            self._computer.shortcut.set(self._window.shortcut)
            self._show_keys(self._window.shortcut)
            _show(self._keys_note, self._keys, text(problem), Tone.PROBLEM)
            return
        works = self.tr("Works now: press it in any program.") if wanted else ""
        _show(self._keys_note, self._keys, works, Tone.DONE)
        self._show_keys(wanted)
        self._keep(shortcut=wanted)

    def _show_keys(self, sequence: str) -> None:
        self._keys.blockSignals(True)
        self._keys.setKeySequence(QKeySequence(sequence, _PORTABLE))
        self._keys.blockSignals(False)
        line = self._keys.findChild(QLineEdit)
        if line is not None:  # after each change: the field puts Qt's own words there
            line.setPlaceholderText(self.tr("None: press the keys here"))
        self._none.setEnabled(bool(sequence) and self._keys.isEnabled())


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    set_font(label)
    return label


def _note(name: str) -> ToneLabel:
    note = ToneLabel()
    note.setObjectName(name)
    note.setWordWrap(True)
    return note


def _indented(note: QWidget, toggle: Toggle) -> QHBoxLayout:
    """`note` under the words of `toggle`."""
    line = QHBoxLayout()
    line.addSpacing(toggle.text_left())
    line.addWidget(note, 1)
    return line


def _show(note: ToneLabel, owner: QWidget, words: str, tone: Tone) -> None:
    """Show `words` under `owner`, to a screen reader as well; without words, nothing."""
    note.show_text(words, tone)
    note.setVisible(bool(words))
    owner.setAccessibleDescription(words)
