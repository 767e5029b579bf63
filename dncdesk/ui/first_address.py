"""The first step: the dialler's address, asked about as soon as the typing stops."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dncdesk.core.endpoint import BadAddressError, endpoint
from dncdesk.core.outcome import Tone
from dncdesk.ui.buttons import LinkButton
from dncdesk.ui.first_page import FirstPage
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.blocking.finding import Answering
    from dncdesk.core.settings import Server
    from dncdesk.desk.setup import Looked, Setup

TYPING_PAUSE = 600
"""Milliseconds after the last key before the address is asked about."""
_ROOM = 6  # lines for what is found: nothing moves when it comes


class AddressPage(FirstPage):
    """Asks who answers there. No user and no password is sent, so nothing can be locked."""

    practice_wanted = Signal()
    """There is no server yet: practice instead."""

    def __init__(self, setup: Setup, server: Server, parent: QWidget | None = None) -> None:
        """Ask through `setup`; `server` holds what is known already."""
        super().__init__(
            self.tr("Which dialler?"),
            self.tr("Type the address under which agents and managers open VICIdial."),
            parent,
        )
        self._setup = setup
        self._server = server
        self._answering: Answering | None = None
        self._asked: tuple[str, str | None] | None = None
        self._waiting = False
        self._going_on = False
        self.address = self._field("firstAddress", self.tr("&Address"))
        self.address.setPlaceholderText("dialer.example.com")
        self.address.setText(server.url)
        self.address.textEdited.connect(self._typed)
        self._lines = self._found("firstAddressFound", _ROOM)
        self._use = LinkButton()
        self._use.setObjectName("useAddressButton")
        self._use.clicked.connect(self._follow_pointer)
        self._certificate = LinkButton(self.tr("Look at its certif&icate…"))
        self._certificate.setObjectName("lookAtCertificateButton")
        self._certificate.clicked.connect(self._show_certificate)
        for button in (self._use, self._certificate):
            button.hide()
            self._column.addLayout(_flush(button))
        self._column.addStretch(1)
        self._practice = LinkButton(self.tr("&Try it without a server"))
        self._practice.setObjectName("withoutServerButton")
        self._practice.clicked.connect(self.practice_wanted)
        self._column.addLayout(_flush(self._practice))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._look)
        setup.looked.connect(self._on_looked)

    @property
    def server(self) -> Server:
        """The server at the address that stands here."""
        return replace(self._server, url=self.address.text().strip())

    @property
    def able(self) -> bool:
        """Whether there is an address to go on with, or to ask about."""
        return bool(self.address.text().strip()) and not self._going_on

    def go_on_words(self) -> str:
        """Going on, or asking once more."""
        again = self._answering is not None and not self._answering.ok
        return self.tr("&Check again") if again else self.tr("&Continue")

    def begin(self) -> None:
        """Let the address be typed."""
        self.address.setFocus()
        self.address.selectAll()

    def go_on(self) -> None:
        """Go on once a dialler has answered at this address; while it is being asked, as soon as it has."""
        if self._answering is not None and self._answering.ok:
            self.passed.emit()
            return
        if not self.able:
            return
        self._going_on = True
        if self._waiting:
            self.changed.emit()
        else:
            self._look()

    def stop(self) -> None:
        """Stay here, whatever answers."""
        self._pause.stop()
        self._going_on = False

    def say(self, words: str) -> None:
        """Say `words` where the findings stand."""
        self._lines.show_lines([(Tone.NEUTRAL, words)])

    def _typed(self) -> None:
        self._server = replace(self._server, fingerprint_sha256=None)
        self._answering = None
        self._asked = None
        self._waiting = False
        self._going_on = False
        self._lines.show_lines([])
        self._use.hide()
        self._certificate.hide()
        if _worth_asking(self.address.text()):
            self._pause.start()
        else:
            self._pause.stop()
        self.changed.emit()

    def _look(self) -> None:
        self._pause.stop()
        self._use.hide()
        self._certificate.hide()
        server = self.server
        try:
            endpoint(server.url)
        except BadAddressError as error:
            self._going_on = False
            self._lines.show_lines([(Tone.PROBLEM, text(error.sentence))])
            self.changed.emit()
            return
        self._answering = None
        self._waiting = True
        self._asked = (server.url, server.fingerprint_sha256)
        host = urlsplit(endpoint(server.url)).netloc
        self._lines.show_lines([(Tone.PROGRESS, self.tr("Asking {host}…").format(host=host))])
        self.changed.emit()
        self._setup.look(server)

    def _on_looked(self, looked: Looked) -> None:
        if not self._waiting or (looked.url and (looked.url, looked.fingerprint) != self._asked):
            return
        self._waiting = False
        self._answering = answering = looked.answering
        self._lines.show_lines([(answering.tone, text(answering.sentence))])
        self._use.setText(self.tr("&Use {address}").format(address=_short(answering.points_to).replace("&", "&&")))
        self._use.setVisible(bool(answering.points_to))
        self._certificate.setVisible(bool(answering.fingerprint))
        going_on, self._going_on = self._going_on, False
        self.changed.emit()
        if going_on and answering.ok:
            self.passed.emit()

    def _follow_pointer(self) -> None:
        if self._answering is not None and self._answering.points_to:
            self.address.setText(_short(self._answering.points_to))
            self.address.setFocus()
            self._typed()
            self._look()

    def _show_certificate(self) -> None:
        from dncdesk.ui.certificate_dialog import CertificateDialog

        if self._answering is not None and self._answering.fingerprint:
            host = urlsplit(endpoint(self.server.url)).netloc
            dialog = CertificateDialog(self._answering.fingerprint, host=host, changed=False, parent=self)
            dialog.agreed.connect(self._accept)
            dialog.open()

    def _accept(self, fingerprint: str) -> None:
        self._server = replace(self._server, fingerprint_sha256=fingerprint)
        self._look()


def _flush(button: LinkButton) -> QHBoxLayout:
    """A line whose words begin where those of the other lines do."""
    line = QHBoxLayout()
    line.setSpacing(0)
    line.addSpacing(-button.indent)
    line.addWidget(button)
    line.addStretch(1)
    return line


def _worth_asking(words: str) -> bool:
    """Whether this may be a whole address, or is surely none: half a host's name would be asked for in vain."""
    try:
        host = urlsplit(endpoint(words)).hostname or ""
    except BadAddressError:
        return "." in words.partition("://")[2]
    return host == "localhost" or ":" in host or "." in host.strip(".")


def _short(address: str) -> str:
    """An address as people write it: without the path that every dialler has."""
    parts = urlsplit(address)
    if parts.path.startswith("/vicidial") or parts.path in {"", "/"}:
        return f"{parts.scheme}://{parts.netloc}"
    return address
