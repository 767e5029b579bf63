"""A number on the clipboard, offered in a quiet line under the field. It is never taken by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget

from dncdesk.core.sentences import ProblemError
from dncdesk.ui.buttons import LinkButton

if TYPE_CHECKING:
    from dncdesk.core.phone import PhoneNumber

_NATIVE = QKeySequence.SequenceFormat.NativeText
_KEYS = QKeySequence("Ctrl+Shift+V")
_LONGEST = 40  # characters; more than that is not a number that somebody has copied


class ClipboardOffer(LinkButton):
    """Shown while the field is empty and the clipboard holds one number that was not used before."""

    taken = Signal(str)
    """Use this text from the clipboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("clipboardOffer")
        self._content = ""
        self._used: set[str] = set()
        self.clicked.connect(self.take)
        self.hide()

    def look(self, read: Callable[[str], PhoneNumber]) -> None:
        """Offer what the clipboard holds now, if `read` takes it for one number."""
        content = QGuiApplication.clipboard().text()
        if content == self._content and not self.isHidden():
            return
        self.withdraw()
        words = content.strip()
        if not words or len(words) > _LONGEST or "\n" in words:
            return
        try:
            number = read(words)
        except ProblemError:
            return
        if number.unassigned or number.e164 in self._used:
            return
        self._content = content
        words = self.tr("Use {number} from the clipboard").format(number=number.shown)
        self.setText(self.tr("{what} ({keys})").format(what=words, keys=_KEYS.toString(_NATIVE)))
        self.setAccessibleName(words)
        self.show()

    def forget(self, e164: str) -> None:
        """This number has been entered: do not offer it again."""
        self._used.add(e164)

    def withdraw(self) -> None:
        """Offer nothing."""
        self._content = ""
        self.hide()

    def take(self) -> None:
        """Use what is offered, if anything is."""
        if not self.isHidden() and self._content:
            content = self._content
            self.withdraw()
            self.taken.emit(content)
