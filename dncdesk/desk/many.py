"""Lists of numbers: from the draft that a person has looked through to a run, which no end of the program loses."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from dncdesk.desk.draft import Draft, Drafting
from dncdesk.desk.errands import Errands
from dncdesk.desk.run import Run

if TYPE_CHECKING:
    from dncdesk.blocking.queue import Queue
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.details import Details
    from dncdesk.core.many_kept import Kept
    from dncdesk.core.many_line import Read
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result
    from dncdesk.core.scope import Scope
    from dncdesk.core.sentences import Sentence
    from dncdesk.core.settings import Server
    from dncdesk.desk.lists_in_log import InLog

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
        self, draft: Draft, server: Server, scope: Scope, *, scope_name: str, asked_at: datetime | None,
        details: Details,
    ) -> Run:  # fmt: skip
        """Send every number of `draft`, each once. It is kept on disk before anything is sent.

        Raises:
            RuntimeError: the desk is not ready.
        """
        from dncdesk.core.many import Kind
        from dncdesk.core.many_kept import Kept
        from dncdesk.core.moments import now
        from dncdesk.core.optout import new_id

        if self._place is None:
            raise RuntimeError("a list before ready")
        numbers = tuple((row.typed, row.e164) for row in draft.listing.rows if row.kind is Kind.NUMBER)
        kept = Kept(new_id(), server.name, scope, scope_name, asked_at or now(), details, numbers)
        run = self._begin(kept.group, server.name, scope, asked_at, len(numbers))
        self._send(run, kept, server, kept.numbers, write=True)
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
        """Send once more what has ended badly: a further request for each of those numbers."""
        place, queue = self._place, self._queue
        failed = [run.progress.rows[row].opt_out_id for row in run.progress.failed]
        if place is None or queue is None or not failed:
            return
        from dncdesk.core.moments import now
        from dncdesk.core.optout import new_id

        further = {opt_out_id: new_id() for opt_out_id in failed}
        for opt_out_id, another in further.items():
            run.instead(opt_out_id, another)
        run.stand(busy=True)

        def work() -> None:
            requests = place.log.read(lambda reader: [reader.request(one) for one in failed])
            again = [replace(old, id=further[old.id], recorded_at=now()) for old in requests]
            for chunk in _chunks(again):
                queue.submit_many(chunk)

        self._errands.run(work, run.on_done, run.on_failed)

    def export(self, run: Run, path: Path) -> None:
        """Write how each number of `run` stands into a file; `Run.exported` or its `problem` follows."""
        from dncdesk.core.many_results import write_results

        rows = [replace(row) for row in run.progress.rows]
        place = str(run.scope)
        run.stand(busy=True)
        self._errands.run(lambda: write_results(path, rows, place), run.on_exported, run.on_failed)

    # -- what the queue tells ------------------------------------------------------------------------------------

    def takes(self, opt_out: OptOut) -> bool:
        """Whether an opt-out is one of a list."""
        return bool(opt_out.group) and opt_out.group in self._runs

    def on_recorded(self, opt_outs: Iterable[OptOut]) -> None:
        """These are on disk."""
        from dncdesk.core.many_kept import Kept
        from dncdesk.core.many_run import Standing

        for opt_out in opt_outs:
            run = self._runs[opt_out.group]
            run.add([Standing(opt_out.id, opt_out.shown, opt_out.number_typed)])
            self._on_touched(opt_out.id)
            if run.recorded == run.total and self._place is not None:
                Kept.forget(self._place.paths.log.parent, run.group)

    def on_not_recorded(self, opt_out: OptOut, why: Sentence) -> None:
        """This one is not on disk; the list is kept, and goes on at the next start."""
        self._runs[opt_out.group].stand(problem=why)

    def on_settled(self, opt_out: OptOut, result: Result) -> None:
        """Where this one stands now."""
        if self._early is not None:
            self._early[opt_out.id] = result
        if (run := self._runs.get(opt_out.group)) is not None:
            run.settle(opt_out.id, result)
            self._on_touched(opt_out.id)

    # -- within --------------------------------------------------------------------------------------------------

    def _begin(self, group: str, server: str, scope: Scope, asked_at: datetime | None, total: int) -> Run:
        run = Run(group, server=server, scope=scope, asked_at=asked_at, total=total, parent=self)
        self._runs[group] = run
        return run

    def _send(self, run: Run, kept: Kept, server: Server, numbers: Sequence[tuple[str, str]], *, write: bool) -> None:
        place, queue, closed = self._place, self._queue, self._closed
        if place is None or queue is None:
            return

        def work() -> None:
            if write:
                kept.write(place.paths.log.parent)
            for chunk in _chunks(numbers):
                opt_outs = _opt_outs(place, kept, server, chunk)
                with run.handing_over:
                    if closed.is_set() or run.cancelled.is_set():
                        return
                    queue.submit_many(opt_outs)

        run.stand(busy=True)
        self._errands.run(work, run.on_done, run.on_failed)

    def _ask_queue(self, run: Run, what: Callable[[Queue], object], *, paused: bool) -> None:
        queue = self._queue
        if queue is None:
            return
        run.stand(paused=paused, busy=True)
        self._errands.run(lambda: what(queue), run.on_done, run.on_failed)

    def _on_found(self, found: list[InLog]) -> None:
        early, self._early = self._early or {}, None
        for one in found:
            run = self._begin(one.group, one.server, one.scope, one.asked_at, one.total)
            run.add(one.rows)
            run.stand(paused=one.paused)
            for opt_out_id, result in early.items():
                run.settle(opt_out_id, result)
            if one.kept is not None:
                self._send_rest(run, one)
            self.under_way.emit(run)

    def _send_rest(self, run: Run, one: InLog) -> None:
        from dncdesk.core.sentences import say

        server = self._place.settings.find(one.server) if self._place is not None else None
        if one.kept is None:
            return
        if server is None:
            run.stand(problem=say("There is no dialler “{name}” in the settings any more.", name=one.server))
            return
        self._send(run, one.kept, server, one.missing, write=False)

    def _on_trouble(self, error: Exception) -> None:
        from dncdesk.desk.server_link import sentence_of

        self.notice.emit(sentence_of(error))

    def _on_touched(self, opt_out_id: str) -> None:
        self._last = opt_out_id
        if not self._touch.isActive() and not self._closed.is_set():
            self._touch.start()

    def _tell_touched(self) -> None:
        self.touched.emit(self._last)


def _chunks(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]


def _opt_outs(place: Workplace, kept: Kept, server: Server, numbers: Sequence[tuple[str, str]]) -> list[OptOut]:
    """The opt-outs for `numbers`, read again by the rule of `server`."""
    from dncdesk.core.many_line import read_line
    from dncdesk.core.phone import NumberRule, PhoneNumber, read_number

    def read(text: str) -> PhoneNumber:
        return read_number(text, country=server.country, rule=NumberRule(server.number_form))

    def number(typed: str, e164: str) -> PhoneNumber:
        found = (one.number for one in read_line(typed, read) if one.number is not None)
        # Another country in the settings by now may read it otherwise; what the person saw is sent.
        return next((one for one in found if one.e164 == e164), None) or replace(read(e164), typed=typed)

    return [
        replace(
            place.opt_out(
                number(typed, e164), kept.scope, server, asked_at=kept.asked_at, details=kept.details,
                scope_name=kept.scope_name,
            ),
            group=kept.group,
        )
        for typed, e164 in numbers
    ]  # fmt: skip
