"""One window for a user and a home folder: a second start hands its number over and ends."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 2000
_LIMIT = 8192
_MOST = 1001  # characters; one more than a number's text may have, so that the window says so


class Instance(QObject):
    """Is either the first of its home, which hears of later starts, or a later one, which can only tell."""

    called = Signal(str)
    """A later start has handed this text over (empty: it only wants the window raised)."""

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        """Find out which one this is, for the files below `home` (made if missing).

        Where nothing can be written there, nobody can know: then it is the first, and its window says what is wrong.
        """
        super().__init__(parent)
        with suppress(OSError):
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._home = home
        self._lock = QLockFile(str(home / "window.lock"))
        self._lock.setStaleLockTime(0)
        self.first = self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError
        self._server: QLocalServer | None = None

    def listen(self) -> None:
        """Hear of later starts. For the first one only."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        # What a killed one has left behind is in the way; the lock says that nobody else is there.
        name = _name(self._home)
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def hold(self) -> None:
        """Take the lock that could not be had at the start, now that files can be written."""
        if self.first and not self._lock.isLocked():
            self._lock.tryLock(0)

    def hand_over(self, text: str) -> bool:
        """Give `text` to the first one; False when it does not answer."""
        import json

        from PySide6.QtNetwork import QLocalSocket

        if sys.platform == "win32":
            import ctypes

            # This start was asked for by a person, so it may let the other one come to the front (winuser.h).
            ctypes.windll.user32.AllowSetForegroundWindow(-1)
        socket = QLocalSocket()
        socket.connectToServer(_name(self._home))
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(json.dumps({"number": text[:_MOST]}).encode() + b"\n")
        sent = socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return sent

    def close(self) -> None:
        """Let the next start be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _on_connection(self) -> None:
        if self._server is None:
            return
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._on_text)
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._read(socket)

    def _on_text(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        import json

        if not socket.canReadLine():
            if socket.bytesAvailable() > _LIMIT:
                socket.abort()
            return
        try:
            said = json.loads(bytes(socket.readLine(_LIMIT).data()))
            text = said["number"]
        except (ValueError, KeyError, TypeError):
            return
        if isinstance(text, str):
            self.called.emit(text)


def _name(home: Path) -> str:
    import getpass
    import hashlib

    who = f"{getpass.getuser()}|{home.resolve()}"
    return f"dncdesk-{hashlib.sha256(who.encode('utf-8', 'replace')).hexdigest()[:24]}"
