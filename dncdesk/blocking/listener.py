"""Who is told what happens to the opt-outs of a queue."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Result
from dncdesk.core.sentences import Sentence

_log = logging.getLogger(__name__)


class Listener(Protocol):
    """Is told what happens, on the queue's threads, until `Queue.close` has returned."""

    def tell_recorded(self, opt_out: OptOut) -> None:
        """`opt_out` is on disk; from now on it is not lost."""

    def tell_recorded_many(self, opt_outs: Sequence[OptOut]) -> None:
        """All of `opt_outs`, at most 1,000, are on disk."""
        for opt_out in opt_outs:
            self.tell_recorded(opt_out)

    def tell_not_recorded(self, opt_out: OptOut, problem: Sentence) -> None:
        """`opt_out` is *not* on disk and nothing was sent."""

    def tell_settled(self, opt_out: OptOut, result: Result) -> None:
        """Where `opt_out` stands now; told again after each further try while it is `waiting`."""


def tell(listener: Callable[..., None], *what: object) -> None:
    """Tell one of a listener's methods `what`; if it fails, that is its own affair."""
    try:
        listener(*what)
    except Exception:  # noqa: BLE001
        # A listener that fails must not keep the next one from being written down.
        _log.exception("a listener failed")
