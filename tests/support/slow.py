"""A practice dialler that takes its time, and counts how many calls it is asked at once."""

from __future__ import annotations

import threading
import time

from dncdesk.practice.php import Mode
from dncdesk.practice.server import PracticeDialler
from dncdesk.practice.wire import Request, Response


class SlowDialler(PracticeDialler):
    """Each answer takes `delay` seconds more. `peak` is the most calls at once since it was last set to 0."""

    delay = 0.0
    peak = 0
    _at_once = 0

    def __init__(self) -> None:
        super().__init__()
        self._counting = threading.Lock()

    def _answer(self, request: Request, peer: str, mode: Mode) -> Response:
        with self._counting:
            self._at_once += 1
            self.peak = max(self.peak, self._at_once)
        try:
            time.sleep(self.delay)
            return super()._answer(request, peer, mode)
        finally:
            with self._counting:
                self._at_once -= 1

    @property
    def connections(self) -> int:
        """How many are open now."""
        listener = self._listener
        return len([sock for sock in listener._server._open if sock.fileno() >= 0]) if listener else 0

    def asked(self, function: str) -> list[str]:
        """The numbers that came with the calls of a function, in their order."""
        return [values.get("phone_number", "") for name, values in self.calls if name == function]
