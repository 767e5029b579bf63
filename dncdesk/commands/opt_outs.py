"""The verbs that record something: block, remove, pending."""

from __future__ import annotations

import argparse
import threading
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dncdesk.commands.common import (
    ACT,
    DONE,
    EXIT_CODES,
    HALF_DONE,
    PENDING,
    UsageError,
    find_scope,
    find_server,
    open_workplace,
    print_json,
    read_digits,
    tell,
)
from dncdesk.core.details import Details
from dncdesk.core.moments import moment, now, stamp
from dncdesk.core.optout import Action
from dncdesk.core.sentences import ProblemError, Sentence, say

if TYPE_CHECKING:
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result


def block(options: argparse.Namespace) -> int:
    """Record an opt-out, block the number, read it back."""
    return _do_one(options, Action.BLOCK, options.note, _asked_at(options.asked_at))


def remove(options: argparse.Namespace) -> int:
    """Take a number off its list again, for a reason."""
    if not options.reason.strip():
        raise UsageError(say("Say why the number may be called again: --reason must not be empty."))
    return _do_one(options, Action.REMOVE, options.reason, None)


def _do_one(options: argparse.Namespace, action: Action, note: str, asked_at: datetime | None) -> int:
    place = open_workplace(options)
    try:
        server = find_server(place, options.server)
        number = read_digits(options.number, server)
        scope, name = find_scope(place, server, options.campaign)
        opt_out = place.opt_out(number, scope, server, asked_at=asked_at, details=Details(note=note), scope_name=name)
        opt_out = replace(opt_out, action=action, due_on=opt_out.due_on if action is Action.BLOCK else None)
        result = _work_off(place, [opt_out])[opt_out.id]
        _show(opt_out, result, as_json=options.json)
        return EXIT_CODES[result.outcome]
    finally:
        place.close()


def pending(options: argparse.Namespace) -> int:
    """List what is not finished; with `--send`, work it off."""
    from dncdesk.record.reader import Reader

    place = open_workplace(options)
    try:
        entries = place.log.read(Reader.pending if options.send else Reader.unfinished)
        opt_outs = place.log.read(lambda reader: [reader.request(entry.opt_out_id) for entry in entries])
        results = {entry.opt_out_id: entry.result for entry in entries}
        if options.send and entries:
            results = _work_off(place, [], resumed=[entry.opt_out_id for entry in entries])
        for opt_out in opt_outs:
            _show(opt_out, results[opt_out.id], as_json=options.json)
        if not opt_outs:
            tell(say("Nothing is pending."))
        codes = {EXIT_CODES[result.outcome] for result in results.values()}
        return next((code for code in (PENDING, ACT, HALF_DONE) if code in codes), DONE)
    finally:
        place.close()


def _asked_at(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        asked_at = moment(text)
    except ValueError:
        raise UsageError(say("“{text}” is not a date and time. Write it as 2026-11-23T14:02.", text=text)) from None
    if asked_at > now() + timedelta(minutes=5):
        raise UsageError(say("{text} is in the future. When did the person ask?", text=text))
    return asked_at


class _Waiter:
    """A queue's listener that waits until each opt-out has been tried once."""

    def __init__(self, wanted: list[str]) -> None:
        self._left = set(wanted)
        self._done = threading.Event()
        self.results: dict[str, Result] = {}
        self.problem: Sentence | None = None

    def tell_recorded(self, opt_out: OptOut) -> None:
        """It is on disk."""

    def tell_not_recorded(self, opt_out: OptOut, problem: Sentence) -> None:  # noqa: ARG002
        """It is not, and nothing was sent."""
        self.problem = problem
        self._done.set()

    def tell_settled(self, opt_out: OptOut, result: Result) -> None:
        """Where it stands now."""
        self.results[opt_out.id] = result
        self._left.discard(opt_out.id)
        if not self._left:
            self._done.set()

    def wait(self) -> None:
        """Until each has been tried."""
        self._done.wait()


def _work_off(place: Workplace, new: list[OptOut], resumed: list[str] | None = None) -> dict[str, Result]:
    waiter = _Waiter([opt_out.id for opt_out in new] + (resumed or []))
    queue = place.queue(waiter)
    try:
        for opt_out in new:
            queue.submit(opt_out)
        if resumed:
            queue.resume()
        waiter.wait()
    finally:
        queue.close()
    if waiter.problem is not None:
        raise ProblemError(waiter.problem + say("Nothing was recorded and nothing was sent."))
    return waiter.results


def _show(opt_out: OptOut, result: Result, *, as_json: bool) -> None:
    if as_json:
        print_json(
            number_typed=opt_out.number_typed,
            numbers_sent=list(result.numbers_sent),
            scope=str(opt_out.scope),
            server=opt_out.server,
            outcome=result.outcome.value,
            why=str(result.why),
            asked_at=stamp(opt_out.asked_at),
            confirmed_at=stamp(result.confirmed_at) if result.confirmed_at else None,
            confirmed_by=result.confirmed_by.value if result.confirmed_by else None,
            leads_found=result.leads_found,
            leads_stopped=result.leads_stopped,
            still_queued=result.still_queued,
            opt_out_id=opt_out.id,
            source_id=opt_out.source_id,
        )
        return
    print(f"{opt_out.shown}  {opt_out.scope}  {result.outcome.value}")
    tell(result.why)
