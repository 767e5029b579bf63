"""One window on a practice dialler, for pictures: its palette, its dialler, its keys and its camera."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from demo import part, wait
from keyring.backend import KeyringBackend

from dncdesk.practice import PRACTICE_PASSWORD, PRACTICE_USER

if TYPE_CHECKING:
    from PySide6.QtGui import QPalette, QPixmap
    from PySide6.QtWidgets import QWidget

    from dncdesk.practice.server import PracticeDialler
    from dncdesk.ui.main_window import MainWindow

_Widget = TypeVar("_Widget", bound="QWidget")

HELD = {"TESTCAMP": {"use_internal_dnc": "Y", "use_campaign_dnc": "Y", "use_other_campaign_dnc": ""}}
"""The checklist of the pictures: one campaign is confirmed, the others are not."""
_LIGHT = {
    "Window": "#efefef", "WindowText": "#000000", "Base": "#ffffff", "AlternateBase": "#f7f7f7", "Text": "#000000",
    "Button": "#efefef", "ButtonText": "#000000", "BrightText": "#ffffff", "Highlight": "#308cc6",
    "HighlightedText": "#ffffff", "ToolTipBase": "#ffffdc", "ToolTipText": "#000000", "Link": "#0000ff",
    "PlaceholderText": "#80000000",
}  # fmt: skip
_DARK = {
    "Window": "#323232", "WindowText": "#f0f0f0", "Base": "#242424", "AlternateBase": "#2b2b2b", "Text": "#f0f0f0",
    "Button": "#323232", "ButtonText": "#f0f0f0", "BrightText": "#4b4b4b", "Highlight": "#308cc6",
    "HighlightedText": "#f0f0f0", "ToolTipBase": "#ffffdc", "ToolTipText": "#000000", "Link": "#308cc6",
    "PlaceholderText": "#80f0f0f0",
}  # fmt: skip
_HELD_BACK = {"light": "#bebebe", "dark": "#828282"}


class PictureKeyring(KeyringBackend):
    """Knows the practice account's password, and keeps nothing."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        """The same for all."""
        del service, username
        return PRACTICE_PASSWORD

    def set_password(self, service: str, username: str, password: str) -> None:
        """Nothing is kept."""
        del service, username, password


def palette(scheme: str) -> QPalette:
    """The palette that Qt's Fusion style makes for itself, `light` or `dark`, the same on every computer."""
    from PySide6.QtGui import QColor, QPalette

    wanted = _DARK if scheme == "dark" else _LIGHT
    made = QPalette(QColor(wanted["Button"]), QColor(wanted["Window"]))
    for name, color in wanted.items():
        made.setColor(QPalette.ColorRole[name], QColor(color))
    for name in ("WindowText", "Text", "ButtonText"):
        made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[name], QColor(_HELD_BACK[scheme]))
    return made


class Stage:
    """A window over the real desk, and the dialler that it talks to."""

    def __init__(
        self, dialler: PracticeDialler, home: Path, pictures: Path, language: str, *, server: bool,
        groups: Sequence[object] = (), west: PracticeDialler | None = None,
    ) -> None:  # fmt: skip
        """Open the window in `language` with its files in `home`; without a `server` it begins with the first run.

        `groups` are those of the server's campaigns, as in a settings file; `west` is a second dialler, and then
        everywhere means both.
        """
        from dncdesk.app import build

        self.dialler = dialler
        self.pictures = pictures
        home.mkdir(parents=True)
        settings: dict[str, Any] = {"version": 1, "window": {"language": language}}
        if server:
            main = {"name": "Main", "url": dialler.address, "user": PRACTICE_USER, "checklist": HELD}
            settings["servers"] = [main | ({"groups": list(groups)} if groups else {})]
        if west is not None:
            settings["servers"].append({"name": "West", "url": west.address, "user": PRACTICE_USER})
            settings |= {"server": "Main", "every_server": True, "last_scope": {"Main": "EVERYWHERE"}}
        (home / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        self.window: MainWindow
        _app, self.window = build(["--home", str(home)])
        if server:
            from PySide6.QtWidgets import QComboBox, QWidget

            campaigns = self.part(QComboBox, "campaignBox")
            self.wait(lambda: campaigns.count() > 0 and self.window.idle(), "the campaigns")
            # The dialler's address is this computer's own, which no supervisor's is: theirs is encrypted.
            self.part(QWidget, "plainHttpMark").hide()

    def part(self, kind: type[_Widget], name: str) -> _Widget:
        """A part of the window by its name."""
        return part(self.window, kind, name)

    def wait(self, look: Callable[[], object], what: str) -> None:
        """Let the window work until `look` is true."""
        wait(lambda: bool(look()), what)

    def world(self, change: Callable[[dict[str, Any]], None] | None = None) -> None:
        """Put the dialler back to its seed, with `change` made to it."""
        self.dialler.reset()
        if change is not None:
            state = self.dialler.state()
            change(state)
            self.dialler.put_state(state)

    def fill(self, number: str, campaign: str | None) -> None:
        """Put a number and a campaign, None for everywhere, into the form."""
        from dncdesk.core.scope import Scope
        from dncdesk.ui.form import Form

        form = self.window.findChild(Form)
        if form is None:
            raise LookupError("the window has no form")
        form.repeat(number, Scope(campaign))

    def press_enter(self) -> None:
        """Press Enter in the number field."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QLineEdit

        QTest.keyClick(self.part(QLineEdit, "numberField"), Qt.Key.Key_Return)

    def block(self, number: str, campaign: str | None, *, asked: str = "") -> None:
        """Block a number and wait for its result; the question before everywhere is pictured as `asked`."""
        from PySide6.QtWidgets import QPushButton

        self.fill(number, campaign)
        self.press_enter()
        if campaign is None:
            self.wait(self.part(QPushButton, "confirmButton").isEnabled, "the question before everywhere")
            if asked:
                self.shoot(asked)
            self.press_enter()
        self.wait(self.window.idle, "the result")

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        """Save the picture of `widget`, else of the window."""
        from PySide6.QtWidgets import QApplication

        shown = widget if widget is not None else self.window
        # What a layout or a timer of no length still has to do, it does now.
        for _ in range(3):
            QApplication.processEvents()
        self.keep(name, shown.grab())

    def keep(self, name: str, picture: QPixmap) -> None:
        """Save a picture."""
        if not picture.save(str(self.pictures / f"{name}.png")):
            raise OSError(f"{name}.png could not be saved in {self.pictures}")

    def close(self) -> None:
        """Close the window, whatever waits."""
        self.window.leave()
        self.window.close()
