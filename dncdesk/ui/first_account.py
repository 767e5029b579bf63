"""The second step: the account, tried once when somebody says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtWidgets import QLineEdit, QWidget

from dncdesk.core.endpoint import BadAddressError, endpoint
from dncdesk.core.outcome import Tone
from dncdesk.ui.first_page import FirstPage
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.blocking.finding import Exploration
    from dncdesk.core.sentences import Sentence
    from dncdesk.core.settings import Server
    from dncdesk.desk.setup import Setup

_ROOM = 5  # lines


class AccountPage(FirstPage):
    """User and password. What was refused is not tried again until something else has been typed."""

    def __init__(self, setup: Setup, server: Server, *, user_is_set: bool, parent: QWidget | None = None) -> None:
        """Try accounts of `server` through `setup`; `user_is_set`: the organisation has said which user."""
        super().__init__(self.tr("Which account?"), "", parent)
        self._setup = setup
        self._server = server
        self._awaited: int | None = None
        self._tried: dict[int, tuple[str, str, str]] = {}
        self._refused: set[tuple[str, str, str]] = set()
        self._passed: tuple[str, str, str] | None = None
        self.exploration: Exploration | None = None
        self.user = self._field("firstUser", self.tr("API &user"))
        self.user.setText(server.user)
        self.user.setReadOnly(user_is_set)
        self.password = self._field("firstPassword", self.tr("&Password"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        for line in (self.user, self.password):
            line.textEdited.connect(self._typed)
        self._lines = self._found("firstAccountFound", _ROOM)
        self._column.addStretch(1)
        self.use(server)
        setup.explored.connect(self._on_explored)
        setup.not_explored.connect(self._on_not_explored)

    @property
    def server(self) -> Server:
        """The server with the user that stands here."""
        return replace(self._server, user=self.user.text().strip())

    @property
    def able(self) -> bool:
        """Whether there is something to try that was not refused before."""
        return bool(
            self._awaited is None and self.user.text().strip() and self.password.text() and not self._is_refused
        )

    def use(self, server: Server) -> None:
        """Try accounts of `server` from now on; what is typed here stays."""
        self._server = replace(server, user=self._server.user)
        try:
            host = urlsplit(endpoint(server.url)).netloc
        except BadAddressError:
            host = server.url
        words = self.tr(
            "The API user that the administrator of {host} has made for this work. It is tried once: ten wrong "
            "passwords would lock it for everybody."
        )
        self.words.show_text(words.format(host=host))

    def begin(self) -> None:
        """Let the account be typed, from the first thing that is missing on."""
        first = self.password if self.user.text().strip() else self.user
        first.setFocus()
        first.selectAll()

    def go_on(self) -> None:
        """From the user to the password; then try them, once."""
        if not self.user.text().strip():
            self.user.setFocus()
        elif not self.password.text():
            self.password.setFocus()
        elif self._passed == self._key and self.exploration is not None:
            self.passed.emit()
        elif self.able:
            self._try()

    def stop(self) -> None:
        """What the dialler still says counts no more, but for a password that it refuses."""
        if self._awaited is not None:
            self._end([])

    def show_problem(self, words: str) -> None:
        """Say why the account, which works, could not be kept."""
        self._passed = None
        self._end([(Tone.PROBLEM, words)])

    @property
    def _key(self) -> tuple[str, str, str]:
        return self._server.url, self.user.text().strip(), self.password.text()

    @property
    def _is_refused(self) -> bool:
        return self._key in self._refused

    def _typed(self) -> None:
        self._lines.show_lines([])
        if self._is_refused:
            self._lines.show_lines([(Tone.NEUTRAL, self.tr("The dialler has refused this before."))])
        self.changed.emit()

    def _try(self) -> None:
        self._lock(locked=True)
        self._lines.show_lines([(Tone.PROGRESS, self.tr("Asking the dialler…"))])
        self._awaited = self._setup.explore(self.server, self.password.text())
        self._tried[self._awaited] = self._key
        self.changed.emit()

    def _on_explored(self, number: int, exploration: Exploration) -> None:
        report, tried = exploration.report, self._tried.pop(number)
        if report.wrong_password:
            self._refused.add(tried)
        if number != self._awaited:
            self.changed.emit()
            return
        if report.ok:
            self._passed = self._key
            self.exploration = exploration
            self._end([])
            self.passed.emit()
            return
        self._end([(tone, text(sentence)) for tone, sentence in report.lines if tone is not Tone.DONE])

    def _on_not_explored(self, number: int, sentence: Sentence) -> None:
        del self._tried[number]
        if number == self._awaited:
            self._end([(Tone.PROBLEM, text(sentence))])

    def _end(self, lines: list[tuple[Tone, str]]) -> None:
        self._awaited = None
        self._lock(locked=False)
        self._lines.show_lines(lines)
        self.changed.emit()
        if lines:
            self.password.setFocus()
            self.password.selectAll()

    def _lock(self, *, locked: bool) -> None:
        # What is being tried must be what stands here when the answer comes.
        self.user.setEnabled(not locked)
        self.password.setEnabled(not locked)
