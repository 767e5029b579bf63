"""Servers on 127.0.0.1 that do what no dialler should: hang, drip, cut off, point elsewhere."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

Talk = Callable[["LoopbackServer", socket.socket], None]
"""What the server does with one connection, on a thread of its own."""


class ClosingSocket(ssl.SSLSocket):
    """Python 3.11 leaves one open whose other side was gone before the handshake; a test must not fail by that."""

    def __del__(self) -> None:
        self.close()


class LoopbackServer:
    """One port of 127.0.0.1. `requests` are all that it heard, `connections` all that it accepted."""

    def __init__(self, talk: Talk, *, tls: ssl.SSLContext | None = None) -> None:
        self._talk = talk
        self._tls = tls
        if tls is not None:
            tls.sslsocket_class = ClosingSocket
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self.requests: list[bytes] = []
        self.connections = 0
        self.heard = threading.Event()
        """A whole request has come."""
        self.gone = threading.Event()
        """A connection has been ended from our side."""
        self.ended = threading.Event()
        """The server is being shut."""

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def url(self, host: str = "127.0.0.1") -> str:
        scheme = "https" if self._tls else "http"
        return f"{scheme}://{host}:{self.port}/vicidial/non_agent_api.php"

    def hear(self, connection: socket.socket) -> bytes:
        """The next whole request; empty when there is none any more."""
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more:
                return b""
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        length = next((int(h[15:]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length:")), 0)
        while len(body) < length:
            body += connection.recv(65536)
        request = head + b"\r\n\r\n" + body
        self.requests.append(request)
        self.heard.set()
        return request

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ended.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)
            threads = list(self._threads)
        for thread in threads:
            thread.join(5)

    def _accept(self) -> None:
        while not self.ended.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            with self._lock:
                self._open.add(connection)
            thread.start()
            with self._lock:
                self._threads.append(thread)

    def _serve(self, connection: socket.socket) -> None:
        try:
            if self._tls:
                plain, connection = connection, self._tls.wrap_socket(connection, server_side=True)
                with self._lock:
                    self._open.discard(plain)
                    self._open.add(connection)
            self._talk(self, connection)
        except OSError:
            pass
        finally:
            connection.close()
            with self._lock:
                self._open.discard(connection)
            self.gone.set()


def http(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    """A whole HTTP answer."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def answers(*replies: bytes) -> Talk:
    """Answers each request on a connection with the next of `replies`, the last one again and again."""

    def talk(server: LoopbackServer, connection: socket.socket) -> None:
        while server.hear(connection):
            connection.sendall(replies[min(len(server.requests), len(replies)) - 1])

    return talk


def hangs(after: bytes = b"") -> Talk:
    """Hears a request, says `after`, and nothing more."""

    def talk(server: LoopbackServer, connection: socket.socket) -> None:
        if server.hear(connection):
            connection.sendall(after)
            server.ended.wait(30)

    return talk


def cuts(after: bytes = b"") -> Talk:
    """Hears a request, says `after`, and hangs up."""

    def talk(server: LoopbackServer, connection: socket.socket) -> None:
        server.hear(connection)
        connection.sendall(after)

    return talk


def drips(head: bytes, every: float) -> Talk:
    """Hears a request, says `head`, and then a byte at a time without an end."""

    def talk(server: LoopbackServer, connection: socket.socket) -> None:
        server.hear(connection)
        connection.sendall(head)
        while not server.ended.wait(every):
            connection.sendall(b"x")

    return talk


def refused_url() -> str:
    """An address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return f"http://127.0.0.1:{port}/vicidial/non_agent_api.php"
