"""Trying out a server's settings: the button, what was found, and the way to a certificate that is to be accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dncdesk.core.outcome import Tone
from dncdesk.ui.scrolling import scrolling
from dncdesk.ui.tone_lines import ToneLines
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.blocking.trial import TestReport
    from dncdesk.core.settings import Server
    from dncdesk.desk.desk import Desk
    from dncdesk.ui.server_form import ServerForm

_LINES = 18  # of a report, where the screen has room for them
_LEAST_LINES = 8


class ConnectionTest(QObject):
    """Tests what stands in the fields that are shown, and only when a person says so. The dialog lays it out."""

    def __init__(self, desk: Desk, dialog: QDialog, *, locked: bool) -> None:
        """With `locked` settings no certificate can be accepted."""
        super().__init__(dialog)
        self._desk = desk
        self._dialog = dialog
        self._locked = locked
        self._form: ServerForm | None = None
        self._able = True
        self._testing = False
        self._turned_away: tuple[Server, str | None] | None = None
        self._tried: tuple[Server, str | None] | None = None
        self._offered: str | None = None
        self.button = QPushButton(self.tr("&Test connection"))
        self.button.setObjectName("testButton")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._begin)
        self._accept = QPushButton(self.tr("Accept this &certificate…"))
        self._accept.setObjectName("acceptCertificateButton")
        self._accept.setAutoDefault(False)
        self._accept.clicked.connect(self._show_certificate)
        self._accept.hide()
        self._report = ToneLines()
        self._report.setObjectName("testReport")
        self.found = self._area()
        """What was found. It scrolls on its own: the fields above must not move when it comes."""
        desk.tested.connect(self._on_tested)

    @property
    def room(self) -> int:
        """Pixels that a whole report takes more than the least: the dialog need not grow under the pointer."""
        return self._report.fontMetrics().lineSpacing() * (_LINES - _LEAST_LINES)

    def turn_to(self, form: ServerForm) -> None:
        """The fields of another server are shown: what was found of the one before says nothing of it."""
        self._form = form
        self._testing, self._tried, self._turned_away, self._offered = False, None, None, None
        self.say([])

    def say(self, lines: list[tuple[Tone, str]]) -> None:
        """Show `lines` where findings stand."""
        self._report.show_lines(lines)

    def let(self, able: bool) -> None:
        """Whether anything can be tested now."""
        self._able = able
        self.follow()

    def follow(self) -> None:
        """The fields may say something else now."""
        changed = self._turned_away is None or not self._is_as(self._turned_away)
        self.button.setEnabled(not self._testing and self._able and changed)
        self.button.setToolTip("" if changed else self.tr("Change something first: the same would be refused again."))
        # A fingerprint is offered for the very address that has shown it, and for no other.
        address = self._form.address.text().strip() if self._form is not None else ""
        same = self._tried is not None and address == self._tried[0].url
        self._accept.setVisible(self._offered is not None and same and not self._locked)

    def _area(self) -> QScrollArea:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._report)
        column.addWidget(self._accept, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = scrolling(page)
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        area.setAccessibleName(self.tr("What the test has found"))
        area.setMinimumHeight(self._report.fontMetrics().lineSpacing() * _LEAST_LINES)
        return area

    def _begin(self) -> None:
        server = self._form.server() if self._form is not None else None
        if self._form is None or server is None or self._testing:
            return
        self._testing = True
        self._tried = (server, self._form.typed_password())
        self._offered = None
        self.say([(Tone.PROGRESS, self.tr("Asking the dialler…"))])
        self.follow()
        self._desk.test(*self._tried)

    def _on_tested(self, report: TestReport) -> None:
        if not self._testing:
            return
        self._testing = False
        # Ten wrong logins lock the account for everybody: what was turned away is not sent a second time. Only
        # where something was well before is it the login: else no dialler was found, and none was tried.
        found = any(tone is Tone.DONE for tone, _ in report.lines)
        self._turned_away = self._tried if found and not report.ok else None
        self._offered = report.fingerprint
        self.say([(tone, text(sentence)) for tone, sentence in report.lines])
        self.follow()

    def _show_certificate(self) -> None:
        from dncdesk.ui.certificate_dialog import CertificateDialog

        if self._offered is None or self._tried is None:
            return
        tried, _ = self._tried
        before = tried.fingerprint_sha256
        dialog = CertificateDialog(self._offered, host=tried.url, changed=before is not None, parent=self._dialog)
        dialog.agreed.connect(self._accept_certificate)
        dialog.open()

    def _accept_certificate(self, fingerprint: str) -> None:
        if self._form is not None:
            self._form.accept(fingerprint)
            self._begin()

    def _is_as(self, tried: tuple[Server, str | None]) -> bool:
        server, password = tried
        form = self._form
        if form is None:
            return False
        same_account = (form.address.text().strip(), form.user.text().strip()) == (server.url, server.user)
        return same_account and form.typed_password() == password
