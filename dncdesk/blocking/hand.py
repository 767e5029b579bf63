"""One of those who work for a lane: it has a dialler of its own while it needs one."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import Protocol

from dncdesk.blocking.dialler import Dialler
from dncdesk.core.outcome import Result


class Connector(Protocol):
    """Where a lane gets its dialler from; asked on the lane's own thread, since a keyring may block."""

    def connect(self, server: str) -> Dialler | Result:
        """The dialler of the server of that name, or why there can be none now (an outcome `waiting`)."""


class Hand:
    """A dialler that is connected when it is needed, made anew when it is outdated, and cut when the program ends.

    For one thread, but for `outdate` and `shut`, which may come from any.
    """

    def __init__(self, server: str, connector: Connector) -> None:
        self._server = server
        self._connector = connector
        self._lock = threading.Lock()
        self._dialler: Dialler | None = None
        self._outdated = False
        self._uses = 0
        self._closed = False

    @property
    def connected(self) -> bool:
        """Whether it has a dialler."""
        return self._dialler is not None

    @property
    def shared(self) -> bool:
        """Whether one piece of work is done in the middle of another."""
        return self._uses > 1

    @property
    def outdated(self) -> bool:
        """Whether another dialler is wanted for the next piece of work."""
        return self._outdated

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """For as long as one piece of work takes; another may be done in the middle of it."""
        with self._lock:
            self._uses += 1
        try:
            yield
        finally:
            with self._lock:
                self._uses -= 1
                dialler = self._take() if self._outdated and not self._uses else None
                self._outdated = self._outdated and self._uses > 0
            if dialler is not None:
                dialler.close()

    def dialler(self) -> Dialler | Result:
        """Its dialler, or why there can be none now; only while it is `in_use`. May raise what its connector does."""
        with self._lock:
            if self._dialler is not None:
                return self._dialler
        found = self._connector.connect(self._server)
        if isinstance(found, Result):
            return found
        with self._lock:
            self._dialler = found
            if self._closed:
                found.close()
        return found

    def let_go(self) -> None:
        """It will not be used for a while: its dialler is closed, and the next piece of work makes another."""
        with self._lock:
            dialler = self._take()
        if dialler is not None:
            dialler.close()

    def outdate(self) -> None:
        """Connect anew for the next piece of work."""
        with self._lock:
            # The one in use is let go after its work; until then closing must be able to cut it.
            self._outdated = self._uses > 0
            dialler = None if self._uses else self._take()
        if dialler is not None:
            dialler.close()

    def shut(self) -> None:
        """Cut the call in flight, now and for good. Returns at once."""
        with self._lock:
            self._closed = True
            dialler = self._dialler
        if dialler is not None:
            dialler.close()

    def _take(self) -> Dialler | None:
        dialler, self._dialler = self._dialler, None
        return dialler
