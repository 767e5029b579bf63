"""A proxy on loopback that does to a dialler's answers what networks, portals and broken servers do."""

from __future__ import annotations

import gzip
import http.client
import random
import select
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from io import BufferedReader
from typing import Self
from urllib.parse import parse_qs, urlsplit

from tests.support.servers import http as whole_answer

DRIP_SECONDS = 0.1


def noise(seed: int) -> bytes:
    """5,000 bytes, the same for each seed."""
    return random.Random(seed).randbytes(5000)  # noqa: S311 - no secret


def page(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    """A whole HTTP answer, the last one on its connection."""
    return whole_answer(body, status, "Connection: close", *headers)


@dataclass
class Call:
    """One request that came through: its bytes, the function it asks for, and the dialler's answer, once asked."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    function: str
    ask: Callable[[], bytes] = field(repr=False)
    """The dialler's whole answer as it goes over the wire. Each time this is called, the dialler is asked."""
    said: bytes = b""
    """The body of the answer that was to be cut."""


Fault = Callable[["Injector", socket.socket, Call], None]
"""Does its harm to one call, on the connection's thread; the connection is closed afterwards."""


class Injector:
    """One port before a dialler. While `fault` is None it hands everything on.

    `only` names the functions that are struck (all when empty), `times` how many more calls. `calls` are those
    that came, `struck` those that a fault was done to. With `tls`, the port speaks it; it may be swapped.
    """

    def __init__(self, dialler: str, *, tls: ssl.SSLContext | None = None) -> None:
        """Stand before the dialler at the address `dialler`."""
        self.tls = tls
        self.secure = tls is not None
        self.calls: list[Call] = []
        self.struck: list[Call] = []
        self.hit = threading.Event()
        """A fault has been done to a call, or is being done."""
        self.ended = threading.Event()
        """All faults are to let go of their connections."""
        self._upstream = urlsplit(dialler).netloc
        self._lock = threading.Lock()
        self._fault: Fault | None = None
        self._only: frozenset[str] = frozenset()
        self._times = 0
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener: socket.socket | None = None
        self.port = 0
        self._listen()

    @property
    def url(self) -> str:
        return f"http{'s' if self.secure else ''}://127.0.0.1:{self.port}/vicidial/non_agent_api.php"

    def strike(self, fault: Fault, *, only: Collection[str] = (), times: int = 1 << 30) -> None:
        """Do `fault` to the next `times` calls of the functions `only`."""
        with self._lock:
            self._fault, self._only, self._times = fault, frozenset(only), times
            self.ended.clear()
            self.hit.clear()

    def lift(self) -> None:
        """No more harm: connections that are held are let go, and the port is open again."""
        with self._lock:
            self._fault = None
        self.ended.set()
        self._end_all()
        self._listen()

    def refuse(self) -> None:
        """Nobody listens any more."""
        listener, self._listener = self._listener, None
        if listener is not None:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        self._end_all()

    def asked(self, function: str) -> int:
        """How often a function was asked for."""
        return sum(call.function == function for call in self.calls)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.refuse()
        for thread in self._threads:
            thread.join(5)

    def _listen(self) -> None:
        if self._listener is None:
            self._listener = socket.create_server(("127.0.0.1", self.port))
            self.port = int(self._listener.getsockname()[1])
            self._run(self._accept, self._listener)

    def _run(self, work: Callable[[socket.socket], None], sock: socket.socket) -> None:
        thread = threading.Thread(target=work, args=(sock,), name="injector", daemon=True)
        with self._lock:
            self._threads.append(thread)
        thread.start()

    def _end_all(self) -> None:
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with self._lock:
                self._open.add(connection)
            self._run(self._serve, connection)

    def _serve(self, plain: socket.socket) -> None:
        connection = plain
        try:
            if self.tls is not None:
                connection = self.tls.wrap_socket(plain, server_side=True)
                with self._lock:
                    self._open.discard(plain)
                    self._open.add(connection)
            with connection.makefile("rb") as stream:
                while (call := self._hear(stream)) is not None:
                    if (fault := self._fault_for(call)) is not None:
                        fault(self, connection, call)
                        return
                    connection.sendall(call.ask())
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
            with self._lock:
                self._open -= {plain, connection}

    def _fault_for(self, call: Call) -> Fault | None:
        with self._lock:
            self.calls.append(call)
            if self._fault is None or self._times <= 0 or (self._only and call.function not in self._only):
                return None
            self._times -= 1
            self.struck.append(call)
            self.hit.set()
            return self._fault

    def _hear(self, stream: BufferedReader) -> Call | None:
        line = stream.readline()
        if not line:
            return None
        method, target, _ = line.decode("latin-1").split(" ", 2)
        headers = dict(http.client.parse_headers(stream).items())
        body = stream.read(int(headers.get("Content-Length", 0)))
        function = parse_qs(body.decode("latin-1")).get("function", [""])[0]
        return Call(method, target, headers, body, function, lambda: self._ask(method, target, headers, body))

    def _ask(self, method: str, target: str, headers: dict[str, str], body: bytes) -> bytes:
        upstream = http.client.HTTPConnection(self._upstream, timeout=20)
        try:
            upstream.request(method, target, body, {**headers, "Connection": "close"})
            answer = upstream.getresponse()
            said = answer.read()
            kept = [f"{k}: {v}" for k, v in answer.getheaders() if k.lower() in {"content-type", "location", "pragma"}]
        finally:
            upstream.close()
        head = [f"HTTP/1.1 {answer.status} {answer.reason}", *kept, f"Content-Length: {len(said)}", "", ""]
        return "\r\n".join(head).encode("latin-1") + said


def _hold(injector: Injector, connection: socket.socket) -> None:
    """Say nothing more, until the other side or the test has had enough."""
    while not injector.ended.wait(0.02):
        # No byte comes any more, so what can be read is the end.
        readable, _, _ = select.select([connection], [], [], 0)
        if readable:
            return


def _split(answer: bytes) -> tuple[bytes, bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    return head + b"\r\n\r\n", body


# --- the faults: what did the dialler do by then, and what comes back ---------------------------------


def hang_at_once(injector: Injector, connection: socket.socket, call: Call) -> None:
    """The call never reaches the dialler; nothing comes back."""
    _hold(injector, connection)


def hang_before_body(injector: Injector, connection: socket.socket, call: Call) -> None:
    """The dialler has done it; only the headers come back."""
    connection.sendall(_split(call.ask())[0])
    _hold(injector, connection)


def hang_after_body(injector: Injector, connection: socket.socket, call: Call) -> None:
    """The dialler has done it; all that it said comes back, and the end never does."""
    head, body = _split(call.ask())
    connection.sendall(head.replace(f"Content-Length: {len(body)}".encode(), b"Content-Length: 99999") + body)
    _hold(injector, connection)


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def reset_before(injector: Injector, connection: socket.socket, call: Call) -> None:
    """The connection is reset before the dialler has the call."""
    _reset(connection)


def reset_after(injector: Injector, connection: socket.socket, call: Call) -> None:
    """The connection is reset after the dialler has done it."""
    call.ask()
    _reset(connection)


def drip(injector: Injector, connection: socket.socket, call: Call) -> None:
    """The dialler has done it; its answer comes a byte at a time."""
    for byte in call.ask():
        if injector.ended.wait(DRIP_SECONDS):
            return
        connection.sendall(bytes([byte]))


def cut(at: int) -> Fault:
    """The dialler has done it; its answer ends after `at` bytes."""

    def fault(injector: Injector, connection: socket.socket, call: Call) -> None:
        connection.sendall(call.ask()[:at])

    return fault


def cut_unannounced(at: int) -> Fault:
    """The same, of an answer that does not say how long it is: of a proxy that speaks HTTP/1.0."""

    def fault(injector: Injector, connection: socket.socket, call: Call) -> None:
        _, body = _split(call.ask())
        call.said = body
        connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + body[:at])

    return fault


def garbage(injector: Injector, connection: socket.socket, call: Call) -> None:
    """Bytes that are no HTTP."""
    connection.sendall(noise(len(injector.struck)))


def garbage_page(injector: Injector, connection: socket.socket, call: Call) -> None:
    """HTTP around bytes that are no answer."""
    connection.sendall(page(noise(len(injector.struck))))


def bomb(injector: Injector, connection: socket.socket, call: Call) -> None:
    """The dialler has done it; its answer unpacks to 160 MB behind the line that counts."""
    body = gzip.compress(_split(call.ask())[1] + b"\n" * (160 << 20), compresslevel=1)
    connection.sendall(page(body, "200 OK", "Content-Encoding: gzip"))


def error_500(injector: Injector, connection: socket.socket, call: Call) -> None:
    """The server breaks before it has done anything."""
    connection.sendall(page(b"", "500 Internal Server Error"))


def error_500_stored(injector: Injector, connection: socket.socket, call: Call) -> None:
    """The server breaks after it has done it."""
    call.ask()
    connection.sendall(page(b"", "500 Internal Server Error"))


def redirect_chain(injector: Injector, connection: socket.socket, call: Call) -> None:
    """Points on and on to itself; at the tenth step it would give an answer that looks right."""
    step = int(call.target.rpartition("step=")[2]) + 1 if "step=" in call.target else 1
    if step > 9:
        connection.sendall(call.ask())
        return
    there = f"Location: http://127.0.0.1:{injector.port}/vicidial/non_agent_api.php?step={step}"
    connection.sendall(page(b"moved\n", f"{(301, 302, 303, 307, 308)[step % 5]} Moved", there))


PORTAL = b"""<!DOCTYPE html><html><head><title>Guest Wi-Fi: log in</title></head><body>
<h1>SUCCESS: you are almost online</h1><p>ERROR: none</p><form method="post" action="/login">
<input name="user"><input name="pass" type="password"><button>Log in</button></form></body></html>
"""


def portal(injector: Injector, connection: socket.socket, call: Call) -> None:
    """A captive portal's own page, with status 200."""
    connection.sendall(page(PORTAL))


def warnings_around(injector: Injector, connection: socket.socket, call: Call) -> None:
    """89 KB of warnings before the answer and more behind it: no fault for who reads on."""
    warning = b"<br />\n<b>Warning</b>:  Undefined variable $x in <b>/srv/x.php</b> on line <b>763</b><br />\n"
    body = warning * (89 * 1024 // len(warning)) + _split(call.ask())[1] + warning * 20
    connection.sendall(page(body))


def warnings_alone(injector: Injector, connection: socket.socket, call: Call) -> None:
    """The dialler has done it; 89 KB of warnings come, and the answer behind them does not."""
    warning = b"<br />\n<b>Warning</b>:  Undefined variable $x in <b>/srv/x.php</b> on line <b>763</b><br />\n"
    call.ask()
    connection.sendall(page(warning * (89 * 1024 // len(warning))))
