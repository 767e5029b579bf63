"""A log with some of everything in it, and ways to change it behind the program's back, as somebody would who can."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from dncdesk.core.details import Details
from dncdesk.core.moments import now
from dncdesk.core.optout import Action
from dncdesk.core.outcome import Outcome, Proof, Result
from dncdesk.core.sentences import say
from dncdesk.record.chain import COLUMNS, Stored
from dncdesk.record.events import FIRST, Kind, event_hash
from dncdesk.record.log import Log
from tests.support.desks import an_opt_out

EVENTS = 14
"""Events of the log that `write_log` makes."""
OPT_OUTS = 4
SERVER = {"endpoint": "https://dialer.example.com/x", "version": "2.14", "build": 250720, "offset_seconds": 1}


def write_log(path: Path) -> None:
    """Four opt-outs: blocked and noted later, waiting, one with a hostile note, one taken off again."""
    log = Log(path)
    log.append_fact(Kind.SERVER, SERVER)
    first, waiting, odd = (
        an_opt_out(campaign="SALES01"),
        an_opt_out("8135550164"),
        an_opt_out(note="a\ud800\x00\u202eb"),
    )
    log.append_request(first)
    log.append_step(first.id, Kind.ADDED, {"number": first.main_form, "said": "SUCCESS"})
    blocked = Result(
        *(Outcome.BLOCKED, say("Read back."), (first.main_form,)),
        confirmed_at=now(),
        confirmed_by=Proof.READ_BACK,
        added=(first.main_form,),
    )
    log.append_result(first.id, blocked)
    log.append_request(waiting)
    log.append_result(waiting.id, Result(Outcome.WAITING, say("No answer.")))
    details = Details(person="Ann", note="her sister")
    log.append_details(first.id, details.changed_from(Details()), by="u", computer="c")
    log.append_request(odd)
    log.append_result(odd.id, Result(Outcome.REFUSED, say("No.")), refusal="bad_login")
    log.stop_login("https://one/x", "6666", "bad_login", "ERROR: no")
    log.renew_login("https://one/x", "6666")
    removal = replace(an_opt_out(), action=Action.REMOVE, undoes=odd.id)
    log.append_request(removal)
    removed = Result(Outcome.REMOVED, say("Gone."), (first.main_form,))
    log.append_result(odd.id, removed)
    log.append_result(removal.id, removed)
    log.close()


def events(path: Path) -> list[Stored]:
    """All events as they are stored."""
    with closing(sqlite3.connect(path)) as db:
        return [Stored(*row) for row in db.execute(f"SELECT {COLUMNS} FROM event ORDER BY seq")]


def edit(path: Path, *changes: str) -> None:
    """Change the file by SQL, triggers or not; afterwards they are there again as before."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        locks = db.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'event'"
        ).fetchall()
        for name, _ in locks:
            db.execute(f"DROP TRIGGER {name}")
        for change in changes:
            db.execute(change)
        for _, sql in locks:
            db.execute(sql)


def recompute(path: Path) -> None:
    """Make every hash anew, as somebody would who knows how they are made."""
    before, changes = FIRST, []
    for event in events(path):
        columns = (*event[:5], before)
        before = event_hash(columns)
        changes.append(f"UPDATE event SET previous = '{columns[5]}', hash = '{before}' WHERE seq = {event.seq}")
    edit(path, *changes)
