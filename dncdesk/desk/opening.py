"""Opening the log and all that stands on it: as often as it takes, since nothing can be recorded before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from dncdesk.core.sentences import Sentence
from dncdesk.desk.errands import Errands
from dncdesk.desk.server_link import sentence_of

if TYPE_CHECKING:
    from dncdesk.blocking.enquiries import Enquiries
    from dncdesk.blocking.workplace import Workplace

AGAIN_MS = 3000
"""How long after a try in vain the next one begins."""


class Opening(QObject):
    """Opens the workplace off the main thread; after a try in vain it tries again by itself."""

    opened = Signal(object)
    """`Workplace` and `Enquiries`, as a tuple: once, at the end."""
    failed = Signal()
    """A try was in vain for another reason than the one before; `problem` says why."""

    def __init__(
        self, errands: Errands, open_workplace: Callable[[], Workplace], parent: QObject | None = None
    ) -> None:
        """`open_workplace` is called off the main thread until it returns."""
        super().__init__(parent)
        self.problem: Sentence | None = None
        self._errands = errands
        self._open_workplace = open_workplace
        self._trying = False
        self._done = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.try_now)

    def try_now(self) -> None:
        """Try to open, unless that is under way or done."""
        if not self._trying and not self._done:
            self._trying = True
            self._again.stop()
            self._errands.run(self._open, self._on_open, self._on_failure)

    def close(self) -> None:
        """Try no more."""
        self._done = True
        self._again.stop()

    def _open(self) -> tuple[Workplace, Enquiries]:
        from dncdesk.blocking.enquiries import Enquiries

        place = self._open_workplace()
        return place, Enquiries(place)

    def _on_open(self, opened: tuple[Workplace, Enquiries]) -> None:
        self._done = True
        self.problem = None
        self.opened.emit(opened)

    def _on_failure(self, error: Exception) -> None:
        self._trying = False
        if self._done:
            return
        self._again.start()
        problem = sentence_of(error)
        if problem != self.problem:
            self.problem = problem
            self.failed.emit()
