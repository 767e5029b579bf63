"""The verbs that record something: block, remove, pending."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dncdesk.commands.common import (
    ACT,
    DONE,
    EXIT_CODES,
    FAILED,
    HALF_DONE,
    PENDING,
    UsageError,
    find_scope,
    find_server,
    open_workplace,
    print_json,
    read_digits,
    tell,
    tell_of_others,
)
from dncdesk.core.details import Details
from dncdesk.core.moments import moment, now, stamp
from dncdesk.core.optout import Action
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.sentences import ProblemError, Sentence, say

if TYPE_CHECKING:
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.optout import OptOut
    from dncdesk.record.log import Log
    from dncdesk.record.reader import Entry

_LOOK_SECONDS = 0.01
_RECORDED = Result(Outcome.WAITING, say("The request is recorded, not sent yet."))


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
        result = _work_off(place, [opt_out]).get(opt_out.id, _RECORDED)
        _show(opt_out, result, as_json=options.json)
        tell_of_others(place, options, server)
        return EXIT_CODES[result.outcome]
    finally:
        place.close()


def pending(options: argparse.Namespace) -> int:
    """List what is not finished; with `--send`, work it off as far as that is possible now."""
    from dncdesk.record.reader import Reader

    place = open_workplace(options)
    try:
        entries = place.log.read(Reader.pending if options.send else Reader.unfinished)
        results = {entry.opt_out_id: entry.result for entry in entries}
        if options.send and entries:
            results |= _work_off(place, [], resume=True)
        damaged = False
        for entry in entries:
            opt_out = _recorded(place.log, entry)
            if opt_out is None:
                damaged = True
            else:
                _show(opt_out, results[entry.opt_out_id], as_json=options.json)
        if not entries:
            tell(say("Nothing is pending."))
        codes = {EXIT_CODES[result.outcome] for result in results.values()}
        return FAILED if damaged else next((code for code in (PENDING, ACT, HALF_DONE) if code in codes), DONE)
    finally:
        place.close()


def _recorded(log: Log, entry: Entry) -> OptOut | None:
    """The request of `entry`; None, and it is said so, where its line in the log is damaged."""
    from dncdesk.record.log import LogError

    try:
        return log.read(lambda reader: reader.request(entry.opt_out_id))
    except LogError as error:
        if not isinstance(error.__cause__, (ValueError, TypeError)):
            raise
    except (KeyError, AttributeError):
        pass
    number = entry.shown
    tell(
        say("{number}: its line in the log is damaged and cannot be sent. Enter it again, and tell IT.", number=number)
    )
    return None


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
    """A queue's listener that remembers what became of each opt-out."""

    def __init__(self) -> None:
        self.results: dict[str, Result] = {}
        self.problem: Sentence | None = None

    def tell_recorded(self, opt_out: OptOut) -> None:
        """It is on disk."""

    def tell_recorded_many(self, opt_outs: Sequence[OptOut]) -> None:
        """All of them are."""

    def tell_not_recorded(self, opt_out: OptOut, problem: Sentence) -> None:  # noqa: ARG002
        """It is not, and nothing was sent."""
        self.problem = problem

    def tell_settled(self, opt_out: OptOut, result: Result) -> None:
        """Where it stands now."""
        self.results[opt_out.id] = result


def _work_off(place: Workplace, new: list[OptOut], *, resume: bool = False) -> dict[str, Result]:
    """Do what can be done for now; what became of the opt-outs that were tried."""
    waiter = _Waiter()
    queue = place.queue(waiter)
    try:
        for opt_out in new:
            queue.submit(opt_out)
        if resume:
            queue.resume()
        # Not until each is told of: one whose line is damaged never is, and where nothing is answered they all rest.
        while not queue.idle:
            time.sleep(_LOOK_SECONDS)
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
