"""What the log's table finds, in which order, and that its rows say what the events say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dncdesk.core.details import Details
from dncdesk.core.optout import Action, AskedHow, OptOut
from dncdesk.core.outcome import Outcome, Proof, Result
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import say
from dncdesk.record import state
from dncdesk.record.events import Kind
from dncdesk.record.log import Log, LogError
from dncdesk.record.query import Column, Query
from dncdesk.record.reader import Entry, Reader, Timeliness
from tests.support.desks import an_opt_out

MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    opened = Log(tmp_path / "log.sqlite3")
    yield opened
    opened.close()


def asked(number: str, days: int, **more: Any) -> OptOut:
    usual = replace(an_opt_out(number), asked_at=MONDAY + timedelta(days=days), due_on=date(2026, 11, 17))
    return replace(usual, **more)


def blocked(at: datetime) -> Result:
    return Result(Outcome.BLOCKED, say("Read back."), confirmed_at=at, confirmed_by=Proof.READ_BACK)


@pytest.fixture
def filled(log: Log) -> Log:
    """Five opt-outs, written down in the order of their numbers' last digit."""
    made = [
        asked("7275550101", 3, person="Ana Núñez", taken_by="Kim", scope=Scope("SALES01"), scope_name="Spring sale"),
        asked("7275550102", 1, note='left a "voicemail"', server="Second", entered_by="kim"),
        asked("8135550103", 2, person="Bo 100%_!", reference="REC-77", due_on=date(2026, 11, 9)),
        asked("8135550104", 0, due_on=None, taken_by="Lee"),
        asked("8135550105", 4, action=Action.REMOVE, due_on=None),
    ]
    for opt_out in made:
        log.append_request(opt_out)
    log.append_result(made[0].id, blocked(MONDAY + timedelta(days=3)))
    log.append_result(made[2].id, Result(Outcome.LISTED, say("On the list.")))
    off = Result(Outcome.REMOVED, say("Gone."), confirmed_at=MONDAY + timedelta(days=4), confirmed_by=Proof.READ_BACK)
    log.append_result(made[4].id, off)
    return log


def found(log: Log, query: Query) -> str:
    """The last digits of the numbers that are found, in their order."""
    entries = log.read(lambda reader: reader.entries(query))
    places = log.read(lambda reader: reader.places(query))
    assert [entry.seq for entry in entries] == list(places)
    assert log.read(lambda reader: reader.entries_at(places)) == entries
    for entry in log.read(lambda reader: reader.entries()):
        inside = log.read(lambda reader, wanted=entry.opt_out_id: reader.matches(wanted, query))  # type: ignore[misc]
        assert inside == (entry in entries)
    return "".join(entry.number[-1] for entry in entries)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        (Query(), "54321"),
        (Query(search="55501"), "54321"),
        (Query(search="727"), "21"),
        (Query(search="(727) 555-0101"), "1"),
        (Query(search="27 555 0102"), "2"),
        (Query(search="3"), "543"),
        (Query(search="bo"), "3"),
        (Query(search="núñez"), "1"),
        (Query(search="NA NÚ"), "1"),
        (Query(search="VOICEmail"), "2"),
        (Query(search="spring"), "1"),
        (Query(search="sales01"), "1"),
        (Query(search="rec-77"), "3"),
        (Query(search="Second"), "2"),
        (Query(search="100%_!"), "3"),
        (Query(search="%"), "3"),
        (Query(search="_"), "3"),
        (Query(search="!"), "3"),
        (Query(search="(27)"), "21"),
        (Query(search=" Lee "), "4"),
        (Query(search='a "voice'), "2"),
        (Query(search="727", descending=False), "12"),
        (Query(search='"'), "2"),
        (Query(search='" OR "'), ""),
        (Query(search="1' OR '1"), ""),
        (Query(search="Lee"), "4"),
        (Query(since=MONDAY + timedelta(days=2)), "531"),
        (Query(until=MONDAY + timedelta(days=2)), "42"),
        (Query(since=MONDAY + timedelta(days=1), until=MONDAY + timedelta(days=3)), "32"),
        (Query(outcomes=frozenset({Outcome.BLOCKED, Outcome.WAITING})), "421"),
        (Query(scope="SALES01"), "1"),
        (Query(server="Second"), "2"),
        (Query(who="Kim"), "1"),
        (Query(who="kim"), "2"),
        (Query(open_only=True), "432"),
        (Query(open_only=True, sort=Column.DUE, descending=False), "324"),
        (Query(search="813", sort=Column.ASKED, descending=False), "435"),
        (Query(sort=Column.ASKED), "51324"),
        (Query(sort=Column.NUMBER, descending=False), "12345"),
        (Query(sort=Column.BLOCKED), "15432"),
        (Query(sort=Column.PERSON), "31542"),
    ],
)
def test_a_query_finds_what_it_names_in_its_order(filled: Log, query: Query, numbers: str) -> None:
    assert found(filled, query) == numbers


def test_what_was_taken_off_and_what_is_to_be_taken_off_are_not_open(log: Log) -> None:
    taken_off, to_take_off = asked("7275550106", 0), asked("7275550107", 1, action=Action.REMOVE)
    log.append_request(taken_off)
    log.append_request(to_take_off)
    assert found(log, Query(open_only=True)) == "6"
    log.append_result(taken_off.id, Result(Outcome.REMOVED, say("Gone.")))
    assert found(log, Query(open_only=True)) == ""


def test_what_is_added_later_is_found_and_what_it_replaces_is_not(filled: Log) -> None:
    (entry,) = filled.read(lambda reader: reader.entries(Query(search="voicemail")))
    after = Details(person="Cleo Duarte", taken_by="Kim", asked_how=AskedHow.VOICEMAIL, note="rang back")
    filled.append_details(entry.opt_out_id, after.changed_from(entry.details), by="kim", computer="desk 7")
    assert found(filled, Query(search="voicemail")) == ""
    assert found(filled, Query(search="duarte")) == "2"
    again = filled.read(lambda reader: reader.entry(entry.opt_out_id))
    assert again is not None
    assert again.details == after
    *_, event = filled.read(lambda reader: list(reader.events(entry.opt_out_id)))
    assert event.kind is Kind.DETAILS
    assert event.body["by"] == "kim"
    assert event.body["note"] == "rang back"
    assert "reference" not in event.body


def test_details_that_are_as_they_were_leave_no_event(filled: Log) -> None:
    entry = filled.read(lambda reader: reader.entries())[0]
    before = filled.read(lambda reader: reader.head())
    filled.append_details(entry.opt_out_id, entry.details.changed_from(entry.details), by="kim", computer="desk 7")
    assert filled.read(lambda reader: reader.head()) == before


def table(path: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT * FROM opt_out ORDER BY seq").fetchall()


def test_the_table_rebuilt_from_the_events_is_the_same(filled: Log, tmp_path: Path) -> None:
    first = filled.read(lambda reader: reader.entries())[-1]
    filled.append_details(first.opt_out_id, {"note": "and a letter"}, by="kim", computer="desk 7")
    # Blocked, then looked at again and found gone, then blocked once more: the first time counts.
    filled.append_result(first.opt_out_id, Result(Outcome.NOT_EFFECTIVE, say("Gone.")))
    filled.append_result(first.opt_out_id, blocked(MONDAY + timedelta(days=9)))
    path = tmp_path / "log.sqlite3"
    before = table(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE opt_out SET outcome = 'blocked', blocked_ms = 1, note = ''")
        state.rebuild(db)
        db.commit()
    assert table(path) == before
    assert entry_of(filled, "1").blocked_at == MONDAY + timedelta(days=3)
    assert found(filled, Query(search="and a letter")) == "1"


def entry_of(log: Log, last_digit: str) -> Entry:
    return next(e for e in log.read(lambda reader: reader.entries()) if e.number.endswith(last_digit))


@pytest.mark.parametrize(
    ("last_digit", "today", "stands"),
    [
        ("1", date(2030, 1, 1), Timeliness.MET),
        ("2", date(2026, 11, 17), Timeliness.DUE),
        ("2", date(2026, 11, 18), Timeliness.LATE),
        ("3", date(2026, 11, 10), Timeliness.LATE),
        ("4", date(2030, 1, 1), Timeliness.NONE),
        ("5", date(2030, 1, 1), Timeliness.NONE),
    ],
)
def test_an_opt_out_stands_with_its_deadline(filled: Log, last_digit: str, today: date, stands: Timeliness) -> None:
    assert entry_of(filled, last_digit).timeliness(today) is stands


@pytest.mark.parametrize(
    ("minute", "stands"), [("23:59", Timeliness.MET), ("00:00", Timeliness.MET_LATE)], ids=["in time", "a minute late"]
)
def test_the_last_day_ends_at_midnight_where_the_person_asked(log: Log, minute: str, stands: Timeliness) -> None:
    day = "2026-11-17" if minute == "23:59" else "2026-11-18"
    opt_out = replace(
        an_opt_out(), asked_at=datetime.fromisoformat("2026-11-02T09:00-08:00"), due_on=date(2026, 11, 17)
    )
    log.append_request(opt_out)
    log.append_result(opt_out.id, blocked(datetime.fromisoformat(f"{day}T{minute}-08:00")))
    assert entry_of(log, "2").timeliness(date(2030, 1, 1)) is stands


# --- what was entered together ---------------------------------------------------------------------------


def test_what_was_entered_together_is_found_by_its_group_in_the_order_of_writing(filled: Log) -> None:
    together = [asked(f"727555020{n}", n, group="g1") for n in range(3)]
    filled.append_requests([together[0], asked("7275550300", 0, group="g2"), *together[1:]])
    found = filled.read(lambda reader: reader.group("g1"))
    assert [(entry.opt_out_id, entry.group) for entry in found] == [(opt_out.id, "g1") for opt_out in together]
    assert filled.read(lambda reader: reader.group("")) == []
    newest = filled.read(lambda reader: reader.entries(Query(group="g1", outcomes=frozenset({Outcome.WAITING}))))
    assert [entry.opt_out_id for entry in newest] == [opt_out.id for opt_out in reversed(together)]


def test_a_group_is_looked_up_by_its_index(filled: Log) -> None:
    where, values = Query(group="g1").condition()
    with closing(sqlite3.connect(filled.path)) as db:
        plan = str(db.execute(f"EXPLAIN QUERY PLAN SELECT * FROM opt_out WHERE {where}", values).fetchall())
    assert "opt_out_group" in plan


def test_of_many_that_are_recorded_at_once_all_or_none_are(log: Log) -> None:
    good = [asked(f"727555020{n}", 0) for n in range(3)]
    bad = replace(good[1], id=good[0].id)
    with pytest.raises(LogError):
        log.append_requests([good[0], bad, good[2]])
    assert log.read(lambda reader: reader.entries()) == []
    log.append_requests(good)
    assert len(log.read(lambda reader: reader.pending())) == 3


def test_pending_is_counted_with_the_time_of_the_oldest(log: Log) -> None:
    assert log.read(lambda reader: reader.pending_count()) == (0, None)
    asked_for = [asked(f"727555020{n}", n) for n in range(3)]
    log.append_requests(asked_for)
    assert log.read(lambda reader: reader.pending_count()) == (3, asked_for[0].asked_at)
    log.append_result(asked_for[0].id, Result(Outcome.BLOCKED, say("Read back.")))
    assert log.read(lambda reader: reader.pending_count()) == (2, asked_for[1].asked_at)


def test_a_pause_is_kept_even_when_the_log_has_to_be_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "spoiled.sqlite3"
    log = Log(path)
    log.append_requests([asked("7275550200", 0, group="g1")])
    for group in ("g1", "g2", "g2"):
        log.pause_group(group)
    log.let_group_go_on("g2")
    assert log.read(Reader.paused) == {"g1"}
    with log._lock:
        log._begin_anew()  # as when the file is found to be damaged
    assert [entry.number for entry in log.read(Reader.pending)] == ["7275550200"]
    assert log.read(Reader.paused) == {"g1"}
    log.close()
