"""A server that takes a request to add a number and never answers it."""

from __future__ import annotations

import re
import socket
import threading
from typing import Self

PLENTY = 64 * 1024
_BODY = b"ERROR: campaigns_list THIS USER HAS NO VIEWABLE CAMPAIGNS: 6666|\n"
_ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Content-Length: " + str(len(_BODY)).encode() + b"\r\n\r\n" + _BODY
)


class HangingServer:
    """Accepts every connection. It says that there are no campaigns, and nothing at all to what adds a number."""

    def __init__(self, *, always: bool = False) -> None:
        """With `always` it answers no question whatever."""
        self._always = always
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._open: list[socket.socket] = []
        self._asked = threading.Event()
        self._thread = threading.Thread(target=self._accept, name="hanging-server", daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait_for_block(self, seconds: float = 15.0) -> None:
        """Until a request to add a number has come."""
        assert self._asked.wait(seconds), f"no request to add a number within {seconds:g} s"

    def forget(self) -> None:
        """Wait for another request than those that have come."""
        self._asked.clear()

    def close(self) -> None:
        """Close all, so that the port is free. Safe to repeat."""
        if self._listener.fileno() < 0:
            return
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            connection.close()
        self._thread.join(5)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(connection)
            threading.Thread(target=self._read, args=(connection,), daemon=True).start()

    def _read(self, connection: socket.socket) -> None:
        seen = b""
        try:
            while part := connection.recv(PLENTY):
                seen += part
                if b"add_dnc_phone" in seen:
                    self._asked.set()
                elif not self._always and _whole(seen):
                    connection.sendall(_ANSWER)
                    seen = b""
        except OSError:
            return


def _whole(request: bytes) -> bool:
    head, end, body = request.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)
    return bool(end and length) and len(body) >= int(length[1] if length else 0)
