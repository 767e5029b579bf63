"""What the log and the dialler hold for one opt-out."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome
from dncdesk.practice.server import PracticeDialler
from dncdesk.record.events import FIRST, Event, Kind, event_hash
from dncdesk.record.reader import Reader
from tests.support.desks import Desk


def rows_on_the_list(dialler: PracticeDialler, opt_out: OptOut) -> list[tuple[str, str]]:
    """Every row, of any list, that this opt-out may have made: number and list."""
    state = dialler.state()
    rows = [(number, "EVERYWHERE") for number in state["dnc"]] + [tuple(row) for row in state["campaign_dnc"]]
    ours = {opt_out.main_form, *opt_out.other_forms}
    return sorted((number, where) for number, where in rows if ours & {number, number.replace(",", "")})


def events(desk: Desk, opt_out: OptOut) -> list[Event]:
    return desk.place.log.read(lambda reader: list(reader.events(opt_out.id)))


def assert_recorded_and_not_confirmed(desk: Desk, opt_out: OptOut) -> None:
    """The log holds the request, still to be done, and nothing that says it was."""
    told = events(desk, opt_out)
    assert [e.kind for e in told].count(Kind.REQUESTED) == 1
    outcomes = [e.body for e in told if e.kind is Kind.OUTCOME]
    assert all(body["outcome"] == Outcome.WAITING.value and body["confirmed_at"] is None for body in outcomes)
    assert opt_out.id in {entry.opt_out_id for entry in desk.place.log.read(Reader.pending)}


def assert_one_receipt(desk: Desk, opt_out: OptOut) -> None:
    """One request, one final outcome that was read back, nothing left to do, and an unbroken chain."""
    told = events(desk, opt_out)
    assert [e.kind for e in told].count(Kind.REQUESTED) == 1
    final = [e.body for e in told if e.kind is Kind.OUTCOME and e.body["outcome"] != Outcome.WAITING.value]
    assert [(body["outcome"], body["confirmed_by"]) for body in final] == [("blocked", "check_phone_number")]
    assert told[-1].kind is Kind.OUTCOME
    assert opt_out.id not in {entry.opt_out_id for entry in desk.place.log.read(Reader.pending)}
    assert_chain_holds(desk.place.paths.log)


def assert_chain_holds(path: Path) -> int:
    """Each event's hash is over all of it and over the one before. Returns how many there are."""
    before = FIRST
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT seq, opt_out_id, kind, at, body, previous, hash FROM event ORDER BY seq").fetchall()
    for place, (*told, stated) in enumerate(found, start=1):
        assert (told[0], told[5]) == (place, before)
        before = event_hash(tuple(told))
        assert stated == before
    return len(found)
