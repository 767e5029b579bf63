"""The whole story of one opt-out, from its events: who asked what and when, what was done, what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from dncdesk.core.optout import Action, OptOut
from dncdesk.core.outcome import Outcome, Proof, Result
from dncdesk.core.scope import EVERYWHERE
from dncdesk.core.sentences import Sentence, say
from dncdesk.record import telling
from dncdesk.record.events import Event, Kind
from dncdesk.record.query import Query
from dncdesk.record.reader import Entry, Reader, Timeliness

Value = str | Sentence | datetime | date
"""What a fact says; moments are aware and in the zone in which they were recorded."""


@dataclass(frozen=True)
class Line:
    """One thing that happened: when (aware), what, the dialler's answer as it was kept, and the event's place.

    `raw` is redacted and may be empty. `seq` is 0 for what no event of its own tells. `outcome` is what the opt-out
    came to with this event, None where it came to nothing new.
    """

    at: datetime
    what: Sentence
    raw: str = ""
    seq: int = 0
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Fact:
    """One field for pane and sheet: its label and what it says. `technical`: for those who look into the records."""

    label: Sentence
    value: Value
    technical: bool = False


@dataclass(frozen=True)
class ServerSeen:
    """What was last known of the server when the opt-out first came to something.

    `offset` is by how many seconds its clock was ahead of this computer's; None where it did not tell.
    """

    at: datetime
    version: str
    build: str
    offset: float | None


@dataclass(frozen=True)
class Story:
    """An opt-out with all that is known of it. An imported one has no `request`, no lines and no events.

    `first` and `last` are (seq, hash) of its own first and last event.
    """

    entry: Entry
    request: OptOut | None
    lines: tuple[Line, ...]
    server: ServerSeen | None = None
    first: tuple[int, str] | None = None
    last: tuple[int, str] | None = None


def tell(reader: Reader, opt_out_id: str) -> Story:
    """The story of one opt-out.

    Raises:
        KeyError: there is none with this id.
        sqlite3.Error, ValueError: the log cannot be read.
    """
    entry = reader.entry(opt_out_id)
    if entry is None:
        raise KeyError(opt_out_id)
    events = list(reader.events(opt_out_id))
    if entry.imported or not events:
        return Story(entry, None, ())
    request = reader.request(opt_out_id)
    return Story(
        entry,
        request,
        tuple(_lines(reader, request, events)),
        _server(reader, request, _came_to_something(events)),
        (events[0].seq, events[0].hash),
        (events[-1].seq, events[-1].hash),
    )


def standing(entry: Entry, today: date) -> Sentence | None:
    """How the opt-out stands with its deadline on the day `today`; None where there is none."""
    return {
        Timeliness.NONE: None,
        Timeliness.MET: say("Met: blocked in time."),
        Timeliness.MET_LATE: say("Not met: blocked after the deadline."),
        Timeliness.DUE: say("Not blocked yet; there is still time."),
        Timeliness.LATE: say("Not met: the deadline has passed and it is not blocked."),
    }[entry.timeliness(today)]


def facts(request: OptOut | None, entry: Entry, today: date) -> tuple[Fact, ...]:
    """The fields of an opt-out in the order in which they are shown; what is not known is left out."""
    plain = [Fact(label, value) for label, value in _plain_facts(request, entry, today) if value]
    technical = [Fact(label, value, technical=True) for label, value in _technical_facts(request, entry) if value]
    return (*plain, *technical)


def where(scope: str, name: str = "") -> Value:
    """The place that the log's word for a scope means."""
    if scope == EVERYWHERE:
        return say("Everywhere (internal list)")
    return f"{scope}  {name}".rstrip() if name != scope else scope


def _plain_facts(request: OptOut | None, entry: Entry, today: date) -> Iterator[tuple[Sentence, Any]]:
    details, result, removal = entry.details, entry.result, entry.action is Action.REMOVE
    yield say("Name"), details.person
    yield say("Take off from") if removal else say("Where"), where(entry.scope, entry.scope_name)
    yield say("Asked for"), _asked_for(entry.scope_asked) if entry.scope_asked != entry.scope else None
    yield say("Asked at"), entry.asked_at
    yield say("How"), telling.HOW.get(details.asked_how)
    yield say("Taken by"), details.taken_by
    yield say("Reference"), details.reference
    yield say("Reason") if removal else say("Note"), details.note
    yield say("Recorded at"), request.recorded_at if request else None
    yield say("Blocked at"), entry.blocked_at if result.outcome is Outcome.BLOCKED else None
    yield say("Seen at"), result.confirmed_at if result.confirmed_at != entry.blocked_at else None
    yield say("Seen how"), _proof(result)
    yield say("Deadline"), entry.due_on
    yield say("Standing"), standing(entry, today)
    yield say("Leads"), _leads(result)


def _technical_facts(request: OptOut | None, entry: Entry) -> Iterator[tuple[Sentence, Any]]:
    yield say("Typed"), entry.typed
    yield say("Sent"), ", ".join(entry.result.numbers_sent)
    yield say("E.164"), entry.e164
    yield say("Left out"), ", ".join(request.left_out) if request else None
    yield say("On behalf of"), request.seller if request else None
    yield say("Server"), _server_name(request, entry)
    yield say("Entered by"), _entered(request, entry)
    yield say("API user"), request.api_user if request else None
    yield say("Program"), request.program if request else None
    yield say("Takes back"), request.undoes if request else None
    yield say("Opt-out id"), entry.opt_out_id
    yield say("Source id"), request.source_id if request else None


def _asked_for(scope: str) -> Value:
    return say("Everywhere") if scope == EVERYWHERE else scope


def _proof(result: Result) -> Sentence | None:
    if result.confirmed_by is None:
        return None
    return {
        Proof.READ_BACK: say("Read back (check_phone_number)"),
        Proof.ASKED_AGAIN: say("Sent again: it is there already (add_dnc_phone)"),
        Proof.DELETED_AGAIN: say("Taken off again: it is not there (delete_dnc_phone)"),
    }[result.confirmed_by]


def _leads(result: Result) -> Sentence | None:
    if result.leads_found is None:
        return None
    if not result.leads_found:
        return say("None found")
    return say(
        "{found} found, {stopped} stopped, {queued} still in the queue or in a call",
        found=str(result.leads_found),
        stopped=str(result.leads_stopped or 0),
        queued=str(result.still_queued or 0),
    )


def _server_name(request: OptOut | None, entry: Entry) -> Value:
    host = urlsplit(request.endpoint).hostname if request else None
    return say("{name} ({host})", name=entry.server, host=host) if host else entry.server


def _entered(request: OptOut | None, entry: Entry) -> Value:
    if request is None or not request.computer:
        return entry.entered_by
    return say("{who} on {computer}", who=entry.entered_by or "?", computer=request.computer)


def _lines(reader: Reader, request: OptOut, events: list[Event]) -> Iterator[Line]:
    first = events[0]
    if request.action is Action.REMOVE:
        yield Line(request.recorded_at, telling.removal(request), seq=first.seq)
    else:
        yield Line(request.asked_at, telling.asked(request))
        yield Line(request.recorded_at, telling.recorded(request), seq=first.seq)
    for event in events[1:]:
        what = telling.step(event)
        if what is None:
            continue
        outcome = Outcome(event.body["outcome"]) if event.kind is Kind.OUTCOME else None
        if outcome is Outcome.REMOVED and request.action is Action.BLOCK:
            what = _taken_back(reader, request, what)
        yield Line(event.at, what, str(event.body.get("said", "")), event.seq, outcome)


def _taken_back(reader: Reader, request: OptOut, what: Sentence) -> Sentence:
    """`what`, with the reason that stands in the request that took this one back."""
    for entry in reader.entries(Query(search=request.main_form), limit=200):
        if entry.action is Action.REMOVE and not entry.imported:
            removal = reader.request(entry.opt_out_id)
            if removal.undoes == request.id and entry.result.outcome is Outcome.REMOVED:
                return what + say("Reason: {reason}.", reason=telling.bare(removal.note))
    return what


def _came_to_something(events: list[Event]) -> int:
    """The first outcome's `seq`: the first answer of a run tells the server's clock, after the request is recorded."""
    return next((event.seq for event in events if event.kind is Kind.OUTCOME), events[-1].seq + 1)


def _server(reader: Reader, request: OptOut, before: int) -> ServerSeen | None:
    for event in reader.facts(Kind.SERVER, before=before):
        body = event.body
        if body.get("endpoint") == request.endpoint:
            offset = body.get("offset_seconds", body.get("offset"))
            return ServerSeen(
                event.at,
                str(body.get("version") or ""),
                str(body.get("build") or ""),
                float(offset) if isinstance(offset, int | float) else None,
            )
    return None
