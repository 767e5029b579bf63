"""What the banner says while no request has it: that all is ready, or what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dncdesk.core.outcome import Tone
from dncdesk.ui.banner import Act, Message
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk

_NEEDS_SETTINGS = {"no_server", "no_password", "login_refused", "certificate"}


class Standing(QObject):
    """Puts how it stands with log, settings and connection into words."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    @property
    def needs_settings(self) -> bool:
        """Whether somebody has to change the settings before anything is delivered."""
        connection = self._desk.connection
        return connection is not None and str(connection.state) in _NEEDS_SETTINGS

    def in_need(self, servers: Iterable[str]) -> str:
        """Which of `servers` needs other settings before anything is delivered there: the first one; empty for none."""
        used = self._desk.settings.find()
        found = dict(self._desk.connections)
        if used is not None and self._desk.connection is not None:
            found[used.name] = self._desk.connection
        return next((name for name in servers if name in found and str(found[name].state) in _NEEDS_SETTINGS), "")

    def message(self) -> Message | None:
        """What is missing; None where nothing is known to be."""
        if (problem := self._desk.log_problem) is not None:
            words = self.tr("{problem} dncdesk tries again by itself.").format(problem=text(problem))
            return Message(Tone.PROBLEM, self.tr("Nothing can be recorded"), words, Act.TRY_NOW)
        connection = self._desk.connection
        if not self._desk.is_ready:
            return None
        if self._desk.settings.find() is None:
            words = self.tr("It takes its address, an account, and a minute.")
            return Message(Tone.NEUTRAL, self.tr("No dialler set up yet"), words, Act.SETTINGS)
        if connection is None or not self.needs_settings:
            return None
        if connection.state == "certificate":
            title = self.tr("Certificate not accepted")
            return Message(Tone.PROBLEM, title, text(connection.sentence), Act.SETTINGS)
        words = self.tr("What you enter is kept, and sent once the settings hold the password.")
        return Message(Tone.PROBLEM, _sentence_case(text(connection.sentence)), words, Act.SETTINGS)


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
