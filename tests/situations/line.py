"""A long line to the dialler: each way takes its time, the opening of a connection a whole round trip."""

from __future__ import annotations

import queue
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Self


@dataclass
class Exchange:
    """One request and its answer, from the first byte that we sent to the last that we got (`time.monotonic`)."""

    begun: float
    ended: float = 0.0


class LongLine:
    """A proxy on 127.0.0.1 to the port `target`, with a round trip of `seconds`."""

    def __init__(self, target: int, seconds: float) -> None:
        self._target = target
        self._way = seconds / 2
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self.exchanges: list[Exchange] = []

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def sequential(self) -> int:
        """How many of the exchanges had to wait for another: the longest row of them in which none overlaps."""
        count, end = 0, 0.0
        for exchange in sorted(self.exchanges, key=lambda e: e.ended):
            if exchange.begun >= end:
                count, end = count + 1, exchange.ended
        return count

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            sockets = [self._socket, *self._open]
        for sock in sockets:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        for sock in sockets:
            sock.close()

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        with self._lock:
            self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                here, _ = self._socket.accept()
            except OSError:
                return
            there = socket.create_connection(("127.0.0.1", self._target))
            for sock in (here, there):
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._open += [here, there]
            mine: list[Exchange] = []
            # What a real line takes to open, a loopback does not: the first request pays for it.
            ready = time.monotonic() + 2 * self._way
            self._pump(here, there, arrived=partial(self._begin, mine), not_before=ready)
            self._pump(there, here, delivered=partial(self._end, mine))

    def _begin(self, mine: list[Exchange]) -> None:
        if not mine or mine[-1].ended:
            mine.append(Exchange(time.monotonic()))
            with self._lock:
                self.exchanges.append(mine[-1])

    def _end(self, mine: list[Exchange]) -> None:
        mine[-1].ended = time.monotonic()

    def _pump(
        self,
        source: socket.socket,
        sink: socket.socket,
        *,
        arrived: Callable[[], None] = lambda: None,
        delivered: Callable[[], None] = lambda: None,
        not_before: float = 0.0,
    ) -> None:
        on_the_way: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()

        def read() -> None:
            data = b"-"
            while data:
                try:
                    data = source.recv(65536)
                except OSError:
                    data = b""
                if data:
                    arrived()
                on_the_way.put((max(time.monotonic(), not_before) + self._way, data))

        def write() -> None:
            while True:
                due, data = on_the_way.get()
                time.sleep(max(0.0, due - time.monotonic()))
                try:
                    if not data:
                        sink.shutdown(socket.SHUT_WR)
                        return
                    # Before the bytes are there: whoever gets them may answer at once.
                    delivered()
                    sink.sendall(data)
                except OSError:
                    return

        self._start(read)
        self._start(write)
