"""Asks now and then whether there is a newer version, and tells. It installs nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from dncdesk.desk.errands import Errands

_log = logging.getLogger(__name__)
_FIRST_MS = 60_000
"""Not at the start, when there is other work."""
_AGAIN_MS = 24 * 60 * 60 * 1000


class UpdateWatch(QObject):
    """Asks a minute after it begins, and then once a day. Who does not answer is asked again the next day."""

    published = Signal(str, str)
    """There is a newer version: its name, and the page where a person finds it."""

    def __init__(self, address: Callable[[], str], current: str, parent: QObject | None = None) -> None:
        """Ask at what `address` gives each time (nothing: do not ask) for something newer than `current`."""
        super().__init__(parent)
        self._address = address
        self._current = current
        self._errands = Errands(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.ask)

    def begin(self) -> None:
        """Ask from now on."""
        self._timer.start(_FIRST_MS)

    def ask(self) -> None:
        """Ask now."""
        self._timer.start(_AGAIN_MS)
        if address := self._address():
            self._errands.run(partial(_latest, address), self._on_text, self._on_failure)

    def close(self) -> None:
        """Tell nothing any more."""
        self._timer.stop()
        self._errands.close(0)

    def _on_text(self, text: str) -> None:
        from dncdesk.core.updates import BadAnnouncementError, read_announcement

        try:
            update = read_announcement(text, self._current)
        except BadAnnouncementError as error:
            _log.info("update: %s", error)
            return
        if update is not None:
            self.published.emit(update.version, update.page)

    def _on_failure(self, error: Exception) -> None:
        # No word to the supervisor: it is no trouble of theirs.
        _log.info("update: %s", type(error).__name__)


def _latest(address: str) -> str:
    from dncdesk.vicidial.announcement import read

    return read(address)
