"""Showing a certificate that was not accepted to a person, who alone may accept it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from dncdesk.core.outcome import Tone
from dncdesk.ui.labels import ToneLabel

_DIGITS = 4
_GROUPS = 4  # on a line


class CertificateDialog(QDialog):
    """The SHA-256 of a server's certificate, to be compared with what its administrator says."""

    agreed = Signal(str)
    """A person accepts this fingerprint: 64 hexadecimal digits."""

    def __init__(self, fingerprint: str, *, host: str, changed: bool, parent: QWidget | None = None) -> None:
        """Show the `fingerprint` of the server at `host`; `changed`: another one was accepted there before."""
        super().__init__(parent)
        self._fingerprint = fingerprint
        self.setObjectName("certificateDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Accept this certificate?"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addWidget(_words(self.tr("{host} shows a certificate with this SHA-256:").format(host=host)))
        digits = QLabel(in_groups(fingerprint))
        digits.setObjectName("fingerprintShown")
        digits.setTextFormat(Qt.TextFormat.PlainText)
        digits.setAlignment(Qt.AlignmentFlag.AlignCenter)
        digits.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(font.StyleHint.Monospace)
        font.setPointSizeF(digits.font().pointSizeF() * 1.25)
        digits.setFont(font)
        column.addWidget(digits)
        if changed:
            words = self.tr("It is not the certificate that was accepted before. Find out why.")
            column.addWidget(_words(words, Tone.WARNING))
        column.addWidget(_words(self.tr("Compare it with what the dialler's administrator tells you.")))
        buttons = QDialogButtonBox()
        accept = buttons.addButton(self.tr("&Accept"), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setObjectName("certificateAccept")
        accept.setAutoDefault(False)
        refuse = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        refuse.setDefault(True)
        refuse.setFocus()
        buttons.accepted.connect(self._agree)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit(self._fingerprint)


def in_groups(fingerprint: str) -> str:
    """The digits in groups of four, four groups on a line, as they are best compared."""
    groups = [fingerprint[at : at + _DIGITS] for at in range(0, len(fingerprint), _DIGITS)]
    lines = [" ".join(groups[at : at + _GROUPS]) for at in range(0, len(groups), _GROUPS)]
    return "\n".join(lines)


def _words(words: str, tone: Tone | None = None) -> ToneLabel:
    label = ToneLabel(words, tone)
    label.setWordWrap(True)
    return label
