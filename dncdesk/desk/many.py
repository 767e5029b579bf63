"""Lists of numbers: from the draft that a person has looked through to a run, which no end of the program loses."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from dncdesk.desk.diallers import others, places, servers_of
from dncdesk.desk.draft import Draft, Drafting
from dncdesk.desk.errands import Errands
from dncdesk.desk.making import Making
from dncdesk.desk.run import Run

if TYPE_CHECKING:
    from dncdesk.blocking.queue import Queue
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.campaign import Campaign
    from dncdesk.core.details import Details
    from dncdesk.core.many_kept import Kept
    from dncdesk.core.many_line import Read
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result
    from dncdesk.core.scope import Place, Where
    from dncdesk.core.sentences import Sentence
    from dncdesk.core.settings import Settings
    from dncdesk.desk.lists_in_log import InLog, Wanted

    _ToSend = tuple[Run, Kept, Settings, Sequence[Wanted]]

_Item = TypeVar("_Item")

_CHUNK = 1_000
"""Opt-outs that are handed to the queue at once."""
_TOUCH_MS = 4_000
"""How often the log is looked at anew while a list is under way, at the most."""


class Many(QObject):
    """Makes drafts and runs. Made in the main thread, and used from there alone."""

    under_way = Signal(object)
    """A `Run` that an earlier start of the program has left."""
    touched = Signal(str)
    """The log has changed: the id of an opt-out that did; told every few seconds at the most."""
    notice = Signal(object)
    """A `Sentence`: something about a list that is over, or was never seen, went wrong."""

    def __init__(self, errands: Errands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = errands
        self._place: Workplace | None = None
        self._queue: Queue | None = None
        self._runs: dict[str, Run] = {}
        self._early: dict[str, Result] | None = None
        self._closed = threading.Event()
        self._last = ""
        self._touch = QTimer(self)
        self._touch.setSingleShot(True)
        self._touch.setInterval(_TOUCH_MS)
        self._touch.timeout.connect(self._tell_touched)

    def open(self, place: Workplace, queue: Queue) -> None:
        """Find what an earlier start has left, and let the queue take up what is pending."""
        from dncdesk.desk.lists_in_log import lists_in_log

        self._place, self._queue = place, queue
        self._early, closed = {}, self._closed

        def work() -> list[InLog]:
            try:
                return lists_in_log(place.log, place.paths.log.parent)
            finally:
                if not closed.is_set():
                    queue.resume()

        self._errands.run(work, self._on_found, self._on_trouble)

    def close(self) -> None:
        """Hand over no more; what a person has said to send and is not in the log yet is kept for the next start."""
        self._closed.set()
        # A timer that still runs when its object is collected, on whatever thread, is the end of the process.
        self._touch.stop()
        for run in self._runs.values():
            run.close()

    @property
    def runs(self) -> tuple[Run, ...]:
        """The lists of this start of the program, and those it has found under way, in their order."""
        return tuple(self._runs.values())

    def drafting(self, reading: Callable[[], Read], parent: QObject) -> Drafting:
        """What reads one list; `reading` gives what reads one number by the rule of the server in use."""
        return Drafting(self._errands, reading, parent)

    def block(
        self, draft: Draft, where: Where, settings: Settings, campaigns: Sequence[Campaign], *,
        asked_at: datetime | None, details: Details,
    ) -> Run:  # fmt: skip
        """Send every number of `draft`, once to each place of `where`.

        It is put on disk before anything is sent: `Run.kept` or `Run.not_kept` follows, and until then `draft` is all
        that there is of it.

        Raises:
            RuntimeError: the desk is not ready.
            BadAddressError: the settings hold no usable address for one of the diallers; nothing is sent.
        """
        from dncdesk.core.many import Kind
        from dncdesk.core.many_kept import Kept
        from dncdesk.core.moments import now
        from dncdesk.core.optout import new_id

        if self._place is None:
            raise RuntimeError("a list before ready")
        for server in servers_of(where, settings):
            _ = server.endpoint
        numbers = tuple((row.typed, row.e164) for row in draft.listing.rows if row.kind is Kind.NUMBER)
        there, country = places(where, settings, campaigns), others(where, settings).country
        kept = Kept(new_id(), there, country, asked_at or now(), details, numbers)
        run = self._begin(kept.group, there, asked_at, total=len(numbers), requests=len(numbers) * len(there))
        run.not_kept.connect(self._on_not_kept)
        wanted = [(typed, e164, there) for typed, e164 in numbers]
        folder, to_send = self._place.paths.log.parent, (run, kept, settings, wanted)

        def work() -> _ToSend:
            kept.write(folder)
            return to_send

        run.stand(busy=True)
        self._errands.run(work, self._on_kept, run.on_not_kept)
        return run

    def pause(self, run: Run) -> None:
        """Send nothing more of `run` for now; past a restart."""
        self._ask_queue(run, lambda queue: queue.pause(run.group), paused=True)

    def go_on(self, run: Run) -> None:
        """Go on with `run`."""
        self._ask_queue(run, lambda queue: queue.go_on(run.group), paused=False)

    def drop(self, run: Run) -> None:
        """Take back what of `run` was not sent yet; what was sent goes on."""
        from dncdesk.core.many_kept import Kept

        place = self._place

        def work(queue: Queue) -> None:
            with run.handing_over:
                run.cancelled.set()
            queue.drop(run.group)
            queue.go_on(run.group)
            if place is not None:
                Kept.forget(place.paths.log.parent, run.group)

        self._ask_queue(run, work, paused=False)

    def try_again(self, run: Run) -> None:
        """Send once more what has ended badly: a further request for each of those. Till it is recorded they stay."""
        place = self._place
        trying = set(run.further.values())
        failed = [one for row in run.progress.failed if (one := run.progress.rows[row].opt_out_id) not in trying]
        if place is None or not failed:
            return
        run.stand(busy=True)

        def work() -> tuple[Run, list[tuple[str, OptOut]]]:
            from dncdesk.core.moments import now
            from dncdesk.core.optout import new_id

            requests = place.log.read(lambda reader: [reader.request(one) for one in failed])
            return run, [(old.id, replace(old, id=new_id(), recorded_at=now())) for old in requests]

        self._errands.run(work, self._on_further, run.on_failed)

    def export(self, run: Run, path: Path) -> None:
        """Write how each request of `run` stands into a file; `Run.exported` or its `problem` follows."""
        from dncdesk.core.many_results import write_results

        rows = [replace(row) for row in run.progress.rows]
        counts = dict(run.progress.counts)
        untried = run.total - sum(counts.values())
        run.stand(busy=True)
        self._errands.run(lambda: write_results(path, rows, counts, untried), run.on_exported, run.on_failed)

    # -- what the queue tells ------------------------------------------------------------------------------------

    def takes(self, opt_out: OptOut) -> bool:
        """Whether an opt-out is one of a list."""
        return bool(opt_out.group) and opt_out.group in self._runs

    def on_recorded(self, opt_outs: Iterable[OptOut]) -> None:
        """These are on disk."""
        from dncdesk.core.many_kept import Kept
        from dncdesk.core.many_run import Standing
        from dncdesk.core.scope import Place

        for opt_out in opt_outs:
            run = self._runs[opt_out.group]
            place = Place(opt_out.server, opt_out.scope, opt_out.scope_name)
            if (former := run.further.pop(opt_out.id, None)) is not None:
                run.instead(former, opt_out.id)
            else:
                run.add([Standing(opt_out.id, opt_out.shown, opt_out.number_typed, opt_out.e164, place)])
            self._on_touched(opt_out.id)
            if run.recorded == run.requests and self._place is not None:
                Kept.forget(self._place.paths.log.parent, run.group)

    def on_not_recorded(self, opt_out: OptOut, why: Sentence) -> None:
        """This one is not on disk; the list is kept, and goes on at the next start."""
        run = self._runs[opt_out.group]
        run.further.pop(opt_out.id, None)
        run.stand(problem=why)

    def on_settled(self, opt_out: OptOut, result: Result) -> None:
        """Where this one stands now."""
        if self._early is not None:
            self._early[opt_out.id] = result
        if (run := self._runs.get(opt_out.group)) is not None:
            run.settle(opt_out.id, result)
            self._on_touched(opt_out.id)

    # -- within --------------------------------------------------------------------------------------------------

    def _begin(
        self, group: str, places: tuple[Place, ...], asked_at: datetime | None, *, total: int, requests: int
    ) -> Run:
        run = Run(group, places=places, asked_at=asked_at, total=total, requests=requests, parent=self)
        self._runs[group] = run
        return run

    def _on_kept(self, to_send: _ToSend) -> None:
        to_send[0].kept.emit()
        self._send(*to_send)

    def _on_not_kept(self, run: Run, _why: Sentence) -> None:
        del self._runs[run.group]

    def _send(self, run: Run, kept: Kept, settings: Settings, wanted: Sequence[Wanted]) -> None:
        place, queue, closed = self._place, self._queue, self._closed
        if place is None or queue is None:
            return
        making = Making(place, kept, settings)

        def work() -> Sentence | None:
            # All requests about a number are written down together.
            for chunk in _chunks(wanted, max(1, _CHUNK // len(kept.places))):
                opt_outs = making.opt_outs(chunk)
                with run.handing_over:
                    if closed.is_set() or run.cancelled.is_set():
                        return None
                    queue.submit_many(opt_outs)
            return making.left_out()

        run.stand(busy=True)
        self._errands.run(work, run.on_handed_over, run.on_failed)

    def _ask_queue(self, run: Run, what: Callable[[Queue], object], *, paused: bool) -> None:
        queue = self._queue
        if queue is None:
            return
        run.stand(paused=paused, busy=True)
        self._errands.run(lambda: what(queue), run.on_done, run.on_failed)

    def _on_found(self, found: list[InLog]) -> None:
        early, self._early = self._early or {}, None
        # A list that was begun while the log was looked through is there by now.
        for one in (one for one in found if one.group not in self._runs):
            run = self._begin(one.group, one.places, one.asked_at, total=one.total, requests=one.requests)
            run.add(one.rows)
            run.stand(paused=one.paused)
            for opt_out_id, result in early.items():
                run.settle(opt_out_id, result)
            if one.kept is None:
                run.all_here()
            elif self._place is not None:
                self._send(run, one.kept, self._place.settings, one.missing)
            self.under_way.emit(run)

    def _on_further(self, found: tuple[Run, list[tuple[str, OptOut]]]) -> None:
        run, further = found
        run.further.update((opt_out.id, former) for former, opt_out in further)
        if self._queue is not None and not self._closed.is_set():
            self._queue.submit_many([opt_out for _, opt_out in further])
        run.on_done(None)

    def _on_trouble(self, error: Exception) -> None:
        from dncdesk.desk.server_link import sentence_of

        self._early = None
        self.notice.emit(sentence_of(error))

    def _on_touched(self, opt_out_id: str) -> None:
        self._last = opt_out_id
        if not self._touch.isActive() and not self._closed.is_set():
            self._touch.start()

    def _tell_touched(self) -> None:
        self.touched.emit(self._last)


def _chunks(items: Sequence[_Item], most: int = _CHUNK) -> Iterator[Sequence[_Item]]:
    for start in range(0, len(items), most):
        yield items[start : start + most]
