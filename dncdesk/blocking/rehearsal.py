"""One opt-out for practice: the same job on a practice dialler of its own, in a folder that is gone afterwards."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dncdesk.blocking.workplace import Workplace
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Result
from dncdesk.core.paths import paths
from dncdesk.core.phone import NumberRule, read_number
from dncdesk.core.redaction import Redactor
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import ProblemError, Sentence, say

EXAMPLE = "(727) 555-0100"
"""A number that leads of the practice dialler carry, two of them in its queue."""
_SECONDS = 20.0


@dataclass(frozen=True)
class Rehearsal:
    """What became of the number `shown` on the practice dialler."""

    shown: str
    result: Result


def rehearse(text: str, scope: Scope) -> Rehearsal:
    """Block the number in `text` on the practice dialler. Nothing else is asked, and nothing is left behind.

    Raises:
        ProblemError: `text` is not one number, or the practice dialler did not answer.
        OSError: there is no place for its files.
    """
    with tempfile.TemporaryDirectory(prefix="dncdesk-rehearsal-", ignore_cleanup_errors=True) as folder:
        place = Workplace(paths(Path(folder)), Redactor(), practice=True)
        try:
            server = place.settings.servers[0]
            number = read_number(text, country=server.country, rule=NumberRule(server.number_form))
            ear = _Ear()
            queue = place.queue(ear)
            try:
                queue.submit(place.opt_out(number, scope, server))
                return Rehearsal(number.shown, ear.result())
            finally:
                queue.close()
        finally:
            place.close()


class _Ear:
    """Hears how one opt-out ends."""

    def __init__(self) -> None:
        self._done = threading.Event()
        self._result: Result | None = None
        self._problem = say("The practice dialler does not answer.")

    def result(self) -> Result:
        self._done.wait(_SECONDS)
        if self._result is None:
            raise ProblemError(self._problem)
        return self._result

    def tell_recorded(self, opt_out: OptOut) -> None:
        """It is on disk."""

    def tell_recorded_many(self, opt_outs: Sequence[OptOut]) -> None:
        """Never: one is rehearsed."""

    def tell_not_recorded(self, opt_out: OptOut, problem: Sentence) -> None:  # noqa: ARG002
        """It is not on disk, for that `problem`."""
        self._problem = problem
        self._done.set()

    def tell_settled(self, opt_out: OptOut, result: Result) -> None:  # noqa: ARG002
        """It has ended with `result`."""
        self._result = result
        self._done.set()
