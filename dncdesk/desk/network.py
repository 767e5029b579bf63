"""Whether this computer's network has come back, as far as the operating system tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation


class NetworkWatch(QObject):
    """Watches from the first time that somebody needs it: loading what it takes costs time and memory."""

    back = Signal()
    """The network can be reached again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begun = False

    def begin(self) -> None:
        """Watch from now on. Where the operating system does not tell, nothing ever happens."""
        if self._begun:
            return
        self._begun = True
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadDefaultBackend():
            QNetworkInformation.instance().reachabilityChanged.connect(self._on_change)

    def _on_change(self, reachability: QNetworkInformation.Reachability) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if reachability == QNetworkInformation.Reachability.Online:
            self.back.emit()
