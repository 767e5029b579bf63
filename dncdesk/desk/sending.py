"""From what a person has entered, or takes back, to opt-outs in the queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from dncdesk.core.details import Details
from dncdesk.core.scope import Scope, Where
from dncdesk.core.sentences import Sentence
from dncdesk.desk.diallers import Entered, requests
from dncdesk.desk.keeping import Keeping

if TYPE_CHECKING:
    from dncdesk.core.campaign import Campaign
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result
    from dncdesk.core.phone import PhoneNumber


class Sending(Keeping):
    """Makes opt-outs by the settings in force, hands them to the queue, and knows which of them are in flight."""

    def __init__(self, server_name: str) -> None:
        super().__init__(server_name)
        self._in_flight: set[str] = set()

    @property
    def campaigns(self) -> tuple[Campaign, ...]:
        """The campaigns to choose from, the active ones first."""
        return self._diallers.current.campaigns

    def block(
        self, number: PhoneNumber, scope: Scope, *, asked_at: datetime | None = None,
        details: Details | None = None, scope_asked: Scope | None = None,
    ) -> str:  # fmt: skip
        """Record and send; returns the opt-out's id. `recorded` or `not_recorded` follows, then `settled`."""
        place, server = self._place, self.server
        if place is None or self._queue is None or server is None:
            raise RuntimeError("block before ready, or without a server")
        name = next((c.name for c in self.campaigns if c.id == scope.campaign_id), "")
        opt_out = place.opt_out(
            number, scope, server, asked_at=asked_at, details=details or Details(), scope_name=name,
            scope_asked=scope_asked,
        )  # fmt: skip
        return self._submit(opt_out)

    def enter(
        self, number: PhoneNumber, where: Where, *, asked_at: datetime | None = None, details: Details | None = None,
        scope_asked: Scope | None = None,
    ) -> Entered:  # fmt: skip
        """Record and send a request for several campaigns or servers. For each opt-out it goes on as after `block`.

        Raises:
            ProblemError: one of the servers cannot hold the number, or has no usable address; nothing is recorded.
        """
        if self._place is None or self._queue is None:
            raise RuntimeError("enter before ready")
        opt_outs = requests(
            self._place, number, where, self.settings, self.campaigns, asked_at=asked_at,
            details=details or Details(), scope_asked=scope_asked,
        )  # fmt: skip
        return self._submit_all(opt_outs)

    def undo_all(self, done: Sequence[tuple[OptOut, Result]]) -> Entered | None:
        """Take back what was entered together: off its list what is there, not sent what was not sent yet."""
        from dncdesk.core.optout import new_id

        place, queue = self._place, self._queue
        if place is None or queue is None:
            return None
        for waiting in {opt_out.group for opt_out, result in done if result.outcome.pending}:
            self._errands.run(partial(queue.drop, waiting), self._on_done, self._on_trouble)
        undone = [(o, r) for o, r in done if self.can_undo(r, o.server)]
        group = new_id()
        removals = [replace(place.undo(o, r.added, "undone in the window"), group=group) for o, r in undone]
        return self._submit_all(removals) if removals else None

    def undo(self, opt_out: OptOut, result: Result) -> str | None:
        """Take back what `opt_out` put on the list; returns the removal's id, or None where there is no undo."""
        if self._place is None or not self.can_undo(result):
            return None
        return self._submit(self._place.undo(opt_out, result.added, "undone in the window"))

    def can_undo(self, result: Result, server: str | None = None) -> bool:
        """Whether what was done can be taken back: only what this program itself put on the list of that `server`."""
        link = self._diallers.current if server is None else self._diallers.link(server)
        return bool(result.added) and link.deletes

    def no_undo(self, result: Result) -> Sentence | None:
        """Why what was put on the list cannot be taken back; None where it can, or where nothing was put there."""
        return self._diallers.current.no_undo() if result.added else None

    def _submit(self, opt_out: OptOut) -> str:
        if self._queue is not None:
            self._in_flight.add(opt_out.id)
            self._queue.submit(opt_out)
        return opt_out.id

    def _submit_all(self, opt_outs: Sequence[OptOut]) -> Entered:
        if self._queue is not None:
            self._in_flight.update(opt_out.id for opt_out in opt_outs)
            self._queue.submit_many(opt_outs)
        return Entered(opt_outs[0].group, tuple(opt_out.id for opt_out in opt_outs))
