"""Retention: only the old end goes, only by a person's word, and the chain still holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from dncdesk.core.details import Details
from dncdesk.core.optout import Action, OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.sentences import say
from dncdesk.record import chain, retention
from dncdesk.record.chain import Head
from dncdesk.record.events import Kind
from dncdesk.record.log import Log
from dncdesk.record.reader import Reader
from dncdesk.record.retention import Plan, RetentionError
from dncdesk.record.salvage import salvage
from dncdesk.record.verify import verify
from tests.support.desks import an_opt_out
from tests.support.spoiling import edit, events

TODAY = date(2033, 6, 15)
LISTED = Result(Outcome.LISTED, say("On the list."))
WAITING = Result(Outcome.WAITING, say("No answer."))
SERVER = {"endpoint": "https://one/x", "version": "2.14", "build": 1}


class Clock:
    """The clock on the wall, as a test sets it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 10, 12).astimezone()

    def __call__(self) -> datetime:
        return self.now

    def year(self, year: int) -> None:
        self.now = self.now.replace(year=year)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(chain, "now", clock)
    return clock


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    opened = Log(tmp_path / "log.sqlite3")
    yield opened
    opened.close()


def block(log: Log, result: Result = LISTED) -> OptOut:
    opt_out = an_opt_out()
    log.append_request(opt_out)
    log.append_result(opt_out.id, result)
    return opt_out


def plan(log: Log, years: int = 5, today: date = TODAY) -> Plan | None:
    return log.read(lambda reader: retention.plan(reader, years, today))


def retire(log: Log, agreed: Plan | None, by: str = "Ann Lee") -> None:
    assert agreed is not None
    retention.retire(log, agreed, signed_off_by=by, user="ann", computer="desk1")


def test_what_is_old_enough_goes_and_the_rest_still_holds(log: Log, clock: Clock) -> None:
    old = [block(log) for _ in range(3)]
    clock.year(2032)
    young = [block(log) for _ in range(2)]
    last = events(log.path)[5]
    agreed = plan(log)
    assert agreed == Plan(*(5, TODAY, 6, last.hash, 6, 3, 0), since=date(2026, 1, 10), until=date(2026, 1, 10))
    retire(log, agreed)
    kept = events(log.path)
    assert [event.seq for event in kept] == [7, 8, 9, 10, 11]
    assert {entry.opt_out_id for entry in log.read(Reader.entries)} == {opt_out.id for opt_out in young}
    assert not any(log.read(lambda reader, o=o: list(reader.events(o.id))) for o in old)  # type: ignore[misc]
    body = json.loads(kept[-1].body)
    assert kept[-1].kind == Kind.RETIRED
    assert {"through_seq": 6, "hash": last.hash, "opt_outs": 3, "events": 6}.items() <= body.items()
    assert (body["signed_off_by"], body["user"], body["computer"]) == ("Ann Lee", "ann", "desk1")
    assert (body["from"], body["to"], body["years"]) == ("2026-01-10", "2026-01-10", 5)
    found = verify(log.path, heads=[Head(6, last.hash)])
    assert found.sound, found.findings
    assert "Events 1 to 6 (up to 2026-01-10) were retired" in str(found.notes[0])
    assert "Ann Lee signed off" in str(found.notes[0])


def test_the_log_goes_on_and_can_be_retired_again(log: Log, clock: Clock) -> None:
    for year in (2026, 2029, 2040):
        clock.year(year)
        block(log)
        if (agreed := plan(log, today=date(year, 6, 1))) is not None:
            retire(log, agreed)
        assert verify(log.path).sound
    assert [event.kind for event in events(log.path)] == ["requested", "outcome", "retired"]
    block(log)
    assert verify(log.path).sound


def test_the_file_refuses_a_deletion_as_before(log: Log, clock: Clock) -> None:
    block(log)
    clock.year(2033)
    retire(log, plan(log))
    block(log)
    with closing(sqlite3.connect(log.path)) as other, pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        other.execute("DELETE FROM event")
    assert verify(log.path).sound


def test_what_is_being_taken_off_stays_until_that_is_settled(log: Log, clock: Clock) -> None:
    old = block(log)
    clock.year(2033)
    removal = replace(an_opt_out(), action=Action.REMOVE, undoes=old.id)
    log.append_request(removal)
    assert plan(log) is None
    removed = Result(Outcome.REMOVED, say("Gone."))
    log.append_result(old.id, removed)
    log.append_result(removal.id, removed)
    assert plan(log, today=date(2039, 1, 1)) is not None
    assert verify(log.path).sound


@pytest.mark.parametrize(
    ("result", "refusal"), [(WAITING, None), (Result(Outcome.REFUSED, say("Login refused.")), "bad_login")]
)
def test_what_is_not_settled_keeps_itself_and_all_behind_it(
    log: Log, clock: Clock, result: Result, refusal: str | None
) -> None:
    block(log)
    held = an_opt_out()
    log.append_request(held)
    log.append_result(held.id, result, refusal=refusal)
    block(log)
    agreed = plan(log)
    assert agreed is not None
    assert agreed.through_seq == 2
    log.append_result(held.id, LISTED)
    agreed = plan(log)
    assert agreed is not None
    assert agreed.opt_outs == 3


def test_an_opt_out_that_was_noted_lately_stays_whole(log: Log, clock: Clock) -> None:
    block(log)
    noted = block(log)
    block(log)
    clock.year(2032)
    details = Details(note="asked again").changed_from(Details())
    log.append_details(noted.id, details, by="ann", computer="desk1")
    agreed = plan(log)
    assert agreed is not None
    assert agreed.through_seq == 2
    retire(log, agreed)
    assert verify(log.path).sound
    assert len(log.read(lambda reader: list(reader.events(noted.id)))) == 3


def test_opt_outs_that_overlap_go_together_or_not_at_all(log: Log, clock: Clock) -> None:
    """A chain of them, each told to its end only after the next was asked for, the last one lately."""
    opt_outs = [an_opt_out() for _ in range(6)]
    log.append_request(opt_outs[0])
    for before, opt_out in pairwise(opt_outs):
        log.append_request(opt_out)
        log.append_result(before.id, LISTED)
    assert plan(log) is None
    clock.year(2032)
    log.append_result(opt_outs[-1].id, LISTED)
    assert plan(log) is None
    clock.year(2040)
    agreed = plan(log, today=date(2040, 1, 1))
    assert agreed is not None
    assert agreed.opt_outs == 6


def test_the_limit_is_the_day(log: Log, clock: Clock) -> None:
    block(log)
    day = clock.now.date()
    assert plan(log, today=day.replace(year=day.year + 5)) is None
    assert plan(log, today=day.replace(year=day.year + 5) + timedelta(days=1)) is not None
    assert plan(log, 7, today=day.replace(year=day.year + 6)) is None


def test_the_29th_of_february_has_a_day_five_years_before(log: Log) -> None:
    assert plan(log, today=date(2032, 2, 29)) is None


@pytest.mark.parametrize("years", [4, 0, -5])
def test_never_under_five_years(log: Log, years: int) -> None:
    with pytest.raises(RetentionError, match="5 years"):
        plan(log, years)


def test_nothing_goes_by_itself_nor_without_a_name(log: Log, clock: Clock) -> None:
    block(log)
    clock.year(2040)
    block(log)
    with pytest.raises(RetentionError, match="Nobody"):
        retire(log, plan(log), by="  ")
    assert len(events(log.path)) == 4


def test_a_plan_that_does_not_hold_any_more_removes_nothing(log: Log, clock: Clock) -> None:
    first = block(log)
    agreed = plan(log)
    clock.year(2033)
    log.append_details(first.id, {"note": "in between"}, by="ann", computer="desk1")
    before = events(log.path)
    with pytest.raises(RetentionError, match="changed"):
        retire(log, agreed)
    with pytest.raises(RetentionError, match="changed"):
        retire(log, replace(agreed, events=1) if agreed else None)
    assert events(log.path) == before
    assert verify(log.path).sound


def test_a_time_that_nobody_can_read_stays(log: Log, clock: Clock) -> None:
    block(log)
    block(log)
    edit(log.path, "UPDATE event SET at = 'long ago' WHERE seq = 3")
    agreed = plan(log)
    assert agreed is not None
    assert agreed.through_seq == 2


def test_the_last_word_about_each_server_stays(log: Log, clock: Clock) -> None:
    for number in (1, 2):
        log.append_fact(Kind.SERVER, {**SERVER, "build": number})
    block(log)
    clock.year(2033)
    block(log)
    retire(log, plan(log))
    assert json.loads(events(log.path)[-1].body)["servers"] == [{**SERVER, "build": 2}]


def test_what_was_imported_goes_with_the_note_of_its_import(log: Log, clock: Clock) -> None:
    block(log)
    imported = an_opt_out()
    log.append_request(imported)
    log.append_result(imported.id, LISTED)
    edit(
        log.path,
        "UPDATE opt_out SET seq = -1 WHERE seq = 3",
        "DELETE FROM event WHERE seq >= 3",
    )
    log.append_fact(Kind.IMPORTED, {"file": "old.csv", "rows": 1, "first": -1, "last": -1, "sha256": "x"})
    assert verify(log.path).sound
    clock.year(2033)
    block(log)
    agreed = plan(log)
    assert agreed is not None
    assert (agreed.imported, agreed.through_seq) == (1, 3)
    retire(log, agreed)
    assert [entry.seq for entry in log.read(Reader.entries)] == [4]
    assert verify(log.path).sound


def test_a_beginning_that_was_cut_off_without_a_note_is_found(log: Log) -> None:
    block(log)
    block(log)
    edit(log.path, "DELETE FROM event WHERE seq < 3", "DELETE FROM opt_out WHERE seq < 3")
    found = verify(log.path)
    assert "Events 1 to 2 are missing" in str(found.findings[0].sentence)


def test_more_cut_off_than_the_note_says_is_found(log: Log, clock: Clock) -> None:
    block(log)
    clock.year(2033)
    block(log)
    retire(log, plan(log))
    edit(log.path, "DELETE FROM event WHERE seq = 3", "DELETE FROM opt_out")
    assert not verify(log.path).sound


def test_a_note_that_was_changed_vouches_for_nothing(log: Log, clock: Clock) -> None:
    block(log)
    clock.year(2033)
    block(log)
    retire(log, plan(log))
    edit(log.path, "UPDATE event SET body = replace(body, 'Ann', 'Bob') WHERE kind = 'retired'")
    found = {str(finding.sentence) for finding in verify(log.path).findings}
    assert any("missing" in said for said in found)
    assert any("changed" in said for said in found)


def test_what_is_retired_is_gone_from_the_file(log: Log, clock: Clock) -> None:
    opt_out = replace(an_opt_out(note="Katharina Besonders"), person="Katharina")
    log.append_request(opt_out)
    log.append_result(opt_out.id, LISTED)
    clock.year(2033)
    block(log)
    log.read(lambda reader: reader.ask("PRAGMA wal_checkpoint(TRUNCATE)", {}))
    assert b"Besonders" in log.path.read_bytes()
    log.read(lambda reader: reader.ask("PRAGMA secure_delete = OFF", {}))  # as SQLite is built in most places
    retire(log, plan(log))
    log.read(lambda reader: reader.ask("PRAGMA wal_checkpoint(TRUNCATE)", {}))
    assert b"Besonders" not in log.path.read_bytes()


def test_a_damaged_log_whose_beginning_was_retired_still_gives_what_was_pending(log: Log, clock: Clock) -> None:
    edit(log.path, "INSERT INTO event VALUES (3000000, '', 'server', '2026', '{}', '', '')")
    pending = block(log, WAITING)
    assert [opt_out.id for opt_out in salvage(log.path).pending] == [pending.id]
