"""A log of very many opt-outs, as years of work would leave it: for benchmarks and for suites that need a long one.

Events, chain and rows are made by the same functions as the program's own; only the writing is in bulk.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from dncdesk.core.deadline import Deadline
from dncdesk.core.moments import now, stamp
from dncdesk.core.optout import Action, AskedHow, OptOut
from dncdesk.core.outcome import Outcome, Proof, Result
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import say
from dncdesk.record.events import FIRST, Kind, canonical, event_hash
from dncdesk.record.log import Log
from dncdesk.record.state import changes_by, row_of

CAMPAIGNS = ("TESTCAMP", "SALES01", "SALES02", "RETENT", "SOLAR", "WINBACK", "SURVEY", "GOLD")
SERVERS = ("Main", "Main", "Main", "West")
PEOPLE = ("", "", "", "Ann Miller", "John Smith", "Maria Garcia", "Wei Chen", "José Álvarez", "Olga Iwanowa")
TAKERS = ("", "Dana", "Kim", "Priya", "Sam")
SUPERVISORS = ("supervisor1", "supervisor2", "night.shift")
NOTES = ("", "", "", "called twice", "asked in Spanish", 'wants a "letter"', "angry; said 3 calls today")
AREAS = (212, 213, 305, 312, 404, 415, 503, 512, 602, 617, 702, 713, 727, 773, 813, 904)
YEARS = 6
_BATCH = 5_000

Event = tuple[int, str, str, str, str, str, str]
_OUTCOMES = (
    (0.93, Outcome.BLOCKED, "On the list that {campaign} reads, read back at {time}."),
    (0.96, Outcome.STOPPED, "Its leads here are stopped, but the list that {campaign} reads does not hold it."),
    (0.98, Outcome.LISTED, "On the list of {campaign}, read back at {time}. The account may not look at leads."),
    (0.99, Outcome.NOT_EFFECTIVE, "The dialler said yes and does not hold the number on the list of {campaign}."),
    (1.0, Outcome.REFUSED, "The dialler does not let this account add numbers to {campaign}."),
)


def write_many(
    path: Path, count: int, *, seed: int = 1, until: datetime | None = None, told: Callable[[int], None] | None = None
) -> int:
    """Make a log at `path`, where none may be yet, with `count` opt-outs of about four events each.

    The same `seed` and `until` (the moment of the last one; now, if not given) make the same log. `told` hears after
    every 5,000 how many are written. About 150 µs and 3 kB an opt-out. Returns how many events there are.
    """
    with path.open("xb"):
        pass
    Log(path).close()
    last = until or now()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -200000"):
            db.execute(f"PRAGMA {setting}").fetchall()
        later = _put_off(db)
        written = _fill(db, _opt_outs(count, last, random.Random(seed)), last, told)  # noqa: S311
        # An index, and the index of words, are far quicker made at the end than kept on the way.
        for work in ("rebuild", "optimize"):
            db.execute("INSERT INTO opt_out_words (opt_out_words) VALUES (?)", (work,))
        for statement in later:
            db.execute(statement)
    Log(path).close()
    return written


def _put_off(db: sqlite3.Connection) -> list[str]:
    """Drop indices and the triggers that index words; returns how to make them again."""
    dropped = db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND (type = 'index' OR type = 'trigger' AND name LIKE 'opt_out_words%')"
    ).fetchall()
    for kind, name, _ in dropped:
        db.execute(f"DROP {kind} {name}")
    return [sql for _, _, sql in dropped]


def _fill(
    db: sqlite3.Connection, opt_outs: Iterator[OptOut], last: datetime, told: Callable[[int], None] | None
) -> int:
    events: list[Event] = []
    rows: list[dict[str, Any]] = []
    seq, previous = 0, FIRST

    def append(opt_out_id: str, kind: Kind, at: datetime, body: dict[str, Any]) -> None:
        nonlocal seq, previous
        seq += 1
        columns = (seq, opt_out_id, kind.value, stamp(at), canonical(body), previous)
        previous = event_hash(columns)
        events.append((*columns, previous))

    def write() -> None:
        db.execute("BEGIN")
        db.executemany("INSERT INTO event VALUES (?,?,?,?,?,?,?)", events)
        columns = tuple(rows[0]) if rows else ()
        into = f"INSERT INTO opt_out ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        db.executemany(into, [tuple(row.values()) for row in rows])
        db.execute("COMMIT")
        events.clear()
        rows.clear()

    for number, opt_out in enumerate(opt_outs, start=1):
        append(opt_out.id, Kind.REQUESTED, opt_out.recorded_at, opt_out.as_json())
        row = row_of(opt_out, seq)
        for after, kind, body in _happened(opt_out, number, last):
            append(opt_out.id, kind, opt_out.recorded_at + timedelta(milliseconds=after), body)
            row.update(changes_by(kind, body, row["blocked_ms"]))
        rows.append(row)
        if number % _BATCH == 0:
            write()
            if told is not None:
                told(number)
    if rows:
        write()
    return seq


def _opt_outs(count: int, last: datetime, chance: random.Random) -> Iterator[OptOut]:
    """The requests, oldest first, over the years before `last`."""
    step = timedelta(days=365 * YEARS) / max(1, count)
    due_on = cache(Deadline().due_on)
    for n in range(count):
        asked = last - step * (count - 1 - n)
        asked = asked.replace(microsecond=asked.microsecond // 1000 * 1000)
        number = f"{chance.choice(AREAS)}{chance.randrange(2_000_000, 10_000_000)}"
        campaign = chance.choice((None, *CAMPAIGNS))
        opt_out = OptOut(
            id=f"m{n:012x}",
            number_typed=number,
            main_form=number,
            other_forms=(f"1{number}",),
            e164=f"+1{number}",
            shown=f"({number[:3]}) {number[3:6]}-{number[6:]}",
            left_out=(),
            scope=Scope(campaign),
            scope_name=f"The campaign {campaign}" if campaign else "",
            server=chance.choice(SERVERS),
            endpoint="https://dialer.example.com/vicidial/non_agent_api.php",
            api_user="6666",
            asked_at=asked,
            recorded_at=asked,
            note=chance.choice(NOTES),
            entered_by=chance.choice(SUPERVISORS),
            computer="desk-7",
            program="dncdesk 0.1.0",
            person=chance.choice(PEOPLE),
            taken_by=chance.choice(TAKERS),
            asked_how=AskedHow.CALL,
            reference=f"REC-{chance.randrange(10**7):07}" if chance.random() < 0.3 else "",
            due_on=due_on(asked.date()),
        )
        yield replace(opt_out, action=Action.REMOVE) if n % 200 == 199 else opt_out


def _happened(opt_out: OptOut, number: int, last: datetime) -> Iterator[tuple[int, Kind, dict[str, Any]]]:
    """What follows a request: milliseconds after it, which kind, and the body."""
    form, place = opt_out.main_form, opt_out.scope.list_id
    said = f"SUCCESS: add_dnc_phone DNC NUMBER HAS BEEN ADDED - 6666|{form}|{place}"
    yield 14, Kind.ADDED, {"number": form, "list": place, "reply": "Added", "said": said}
    said = f"ERROR: check_phone_number PHONE NUMBER IN DNC - {form}|6666"
    yield 19, Kind.READ, {"number": form, "list": place, "reply": "OnList", "said": said}
    result = _result(opt_out, number, last)
    yield 25, Kind.OUTCOME, {**result.as_json(), "refusal": None, "attempt": 1}
    if number % 50 == 0:
        yield 90_000, Kind.DETAILS, {"note": f"note {number}", "by": opt_out.entered_by, "computer": opt_out.computer}


def _result(opt_out: OptOut, number: int, last: datetime) -> Result:
    read_back = opt_out.recorded_at + timedelta(milliseconds=19)
    if number % 97 == 0 and opt_out.recorded_at < last - timedelta(days=40):  # some are read back long after
        read_back += timedelta(days=30)
    place = {"campaign": str(opt_out.scope), "time": f"{read_back:%H:%M:%S}"}
    if opt_out.action is Action.REMOVE:
        return Result(Outcome.REMOVED, say("Taken off the list of {campaign}.", campaign=place["campaign"]))
    share = number * 617 % 1000 / 1000
    outcome, template = next((outcome, text) for below, outcome, text in _OUTCOMES if share < below)
    proved = outcome in (Outcome.BLOCKED, Outcome.LISTED)
    return Result(
        outcome,
        say(template, **{name: value for name, value in place.items() if f"{{{name}}}" in template}),
        numbers_sent=(opt_out.main_form,),
        confirmed_at=read_back if proved else None,
        confirmed_by=Proof.READ_BACK if proved else None,
        leads_found=0,
        leads_stopped=0,
        still_queued=0,
        added=(opt_out.main_form,),
    )
