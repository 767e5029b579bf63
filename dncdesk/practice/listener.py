"""The loopback socket and its connections: keep-alive as Apache's defaults have it (api.md, section 6)."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable
from contextlib import suppress

from dncdesk.practice.wire import BadRequest, Gone, Request, Response, build, error_page, read_request

IDLE_SECONDS = 5.0
RESPONSES = 101
"""A connection's last response is this one: it says `Connection: close`."""

Answer = Callable[[Request, str], Response]


class _Connection(socketserver.StreamRequestHandler):
    """One connection, on its own thread."""

    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True
    server: _Server

    def handle(self) -> None:
        """Answer requests until one side ends it."""
        with suppress(OSError, Gone):
            for left in range(RESPONSES - 1, -1, -1):
                if not self._one(left - 1):
                    return

    def _one(self, left: int) -> bool:
        deflate = self.server.deflate()
        try:
            request = read_request(self.rfile, self.wfile)
        except BadRequest as error:
            self.wfile.write(build(error_page(error.status), None, left=-1, deflate=False))
            return False
        response = self.server.answer(request, str(self.client_address[0]))
        # `max` counts down from 100 with the first response; the 101st closes.
        shown = left + 1 if request.keeps_alive() and left >= 0 else -1
        self.wfile.write(build(response, request, left=shown, deflate=deflate))
        return shown >= 0

    def finish(self) -> None:
        """Close quietly, whatever the other side did."""
        with suppress(OSError):
            super().finish()


class _Server(socketserver.ThreadingTCPServer):
    """Accepts connections; knows them all, so that stopping can end them."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, port: int, answer: Answer, deflate: Callable[[], bool]) -> None:
        self.answer = answer
        self.deflate = deflate
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        super().__init__(("127.0.0.1", port), _Connection)

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Remember the connection, then hand it to its thread."""
        if isinstance(request, socket.socket):
            with self._guard:
                self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """Forget the connection."""
        if isinstance(request, socket.socket):
            with self._guard:
                self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Print nothing: a request holds a password."""

    def end_all(self) -> None:
        """End all open connections."""
        with self._guard:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


class Listener:
    """One port of the practice dialler."""

    def __init__(self, port: int, answer: Answer, deflate: Callable[[], bool]) -> None:
        """Bind 127.0.0.1.

        Raises:
            OSError: the port is taken.
        """
        self._server = _Server(port, answer, deflate)
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="practice-dialler", daemon=True
        )

    def start(self) -> None:
        """Accept connections."""
        self._thread.start()

    def stop(self) -> None:
        """Close the port and all its connections."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._server.end_all()
