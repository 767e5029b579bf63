"""What a query finds: the same by each way of asking, in its order, and by the indices that are there for it."""

from __future__ import annotations

import itertools
import sqlite3
import threading
from array import array
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dncdesk.core.moments import now
from dncdesk.core.outcome import Outcome
from dncdesk.record import reader as reader_module
from dncdesk.record.query import Column, Query
from dncdesk.record.reader import Entry, Reader
from tests.support.many import write_many

UNTIL = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
COUNT = 400


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "log.sqlite3"
    write_many(path, COUNT, until=UNTIL)
    return path


@pytest.fixture
def reader(path: Path) -> Iterator[Reader]:
    with closing(Reader.open(path)) as reader:
        yield reader


NARROWED = [
    Query(),
    Query(search="72"),
    Query(search="(727)"),
    Query(search="415"),
    Query(search="miller"),
    Query(search="ÁLVAREZ"),
    Query(search='wants a "letter'),
    Query(search="SALES0"),
    Query(search="1%"),
    Query(search="REC-00"),
    Query(outcomes=frozenset({Outcome.REFUSED, Outcome.LISTED})),
    Query(scope="EVERYWHERE", server="West"),
    Query(who="Dana"),
    Query(who="night.shift", search="Chen"),
    Query(since=UNTIL - timedelta(days=900), until=UNTIL - timedelta(days=100)),
    Query(open_only=True),
    Query(open_only=True, search="REC", server="Main"),
]


def wanted(entry: Entry, query: Query) -> bool:
    """What `Query` promises, said once more and slowly."""
    search = query.search.strip().casefold()
    digits = "" if any(map(str.isalpha, search)) else "".join(filter(str.isdigit, search))
    details = entry.details
    texts = [entry.number, entry.e164, entry.scope, entry.scope_name, entry.server]
    texts += [details.person, details.note, details.taken_by, details.reference]
    open_ones = {*Outcome} - {Outcome.BLOCKED, Outcome.REMOVED}
    return (
        any(text in held.casefold() for held in texts for text in {search, digits or search})
        and (query.since is None or entry.asked_at >= query.since)
        and (query.until is None or entry.asked_at < query.until)
        and (not query.outcomes or entry.result.outcome in query.outcomes)
        and (not query.scope or entry.scope == query.scope)
        and (not query.server or entry.server == query.server)
        and (not query.who or query.who in (details.taken_by, entry.entered_by))
        and (not query.open_only or (entry.result.outcome in open_ones and entry.action == "block"))
    )


@pytest.mark.parametrize("query", NARROWED, ids=str)
def test_a_query_finds_what_it_promises_however_it_is_asked(reader: Reader, query: Query) -> None:
    everything = reader.entries()
    expected = [entry.seq for entry in everything if wanted(entry, query)]
    assert expected, "the query shall find something, or it shows nothing"
    assert [entry.seq for entry in reader.entries(query)] == expected
    assert list(reader.places(query)) == expected
    assert [entry.seq for entry in reader.entries(query, limit=7)] == expected[:7]
    assert [e.seq for e in everything if reader.matches(e.opt_out_id, query)] == expected
    assert not reader.matches("nobody", query)


def value_of(entry: Entry, column: Column) -> object:
    return {
        Column.RECORDED: entry.seq,
        Column.ASKED: entry.asked_at,
        Column.NUMBER: entry.number,
        Column.WHERE: entry.scope,
        Column.OUTCOME: entry.result.outcome.value,
        Column.DUE: entry.due_on,
        Column.BLOCKED: entry.blocked_at,
        Column.PERSON: entry.details.person,
        Column.NOTE: entry.details.note,
        Column.TAKEN_BY: entry.details.taken_by,
        Column.ENTERED_BY: entry.entered_by,
        Column.SERVER: entry.server,
        Column.REFERENCE: entry.details.reference,
    }[column]


@pytest.mark.parametrize(("column", "descending"), [*itertools.product(Column, (True, False))])
def test_the_places_are_in_the_order_that_was_asked_for(
    reader: Reader, column: Column, descending: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_module, "_BLOCK_ROWS", 7)
    # Utf-8 sorts as code points do, and so does Python.
    valued = [e for e in reader.entries() if value_of(e, column) is not None]
    rest = [e for e in reader.entries() if value_of(e, column) is None]
    expected = sorted(valued, key=lambda e: value_of(e, column), reverse=descending)  # type: ignore[arg-type, return-value]
    if column is not Column.RECORDED:  # sorted() leaves what is equal as it was: newest first
        groups = itertools.groupby(expected, key=lambda e: value_of(e, column))
        expected = [e for _, equal in groups for e in sorted(equal, key=lambda e: -e.seq)]
    places = reader.places(Query(sort=column, descending=descending))
    assert isinstance(places, array)
    assert list(places) == [e.seq for e in [*expected, *rest]]


def test_places_may_be_negative(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "log.sqlite3"
    copy.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(copy)) as db:
        oldest = db.execute("SELECT min(seq) FROM opt_out").fetchone()[0]
        db.execute("UPDATE opt_out SET seq = -3 WHERE seq = ?", (oldest,))
        db.commit()
    with closing(Reader.open(copy)) as reader:
        places = reader.places()
        assert places[-1] == -3
        assert reader.entries_at(places[-1:])[0].imported


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (lambda: Query().selection()[0], "COVERING INDEX opt_out_narrow"),
        (lambda: Query(scope="SOLAR").selection()[0], "COVERING INDEX opt_out_narrow"),
        (lambda: Query(sort=Column.NUMBER).selection()[0], "COVERING INDEX opt_out_narrow"),
        (lambda: Query(open_only=True, sort=Column.DUE, descending=False).selection()[0], "INDEX opt_out_open"),
        (lambda: Query(search="5501").selection()[0], "VIRTUAL TABLE INDEX"),
        (lambda: reader_module._PENDING, "SEARCH opt_out USING INDEX opt_out_pending"),
        (lambda: reader_module._UNFINISHED, "SEARCH opt_out USING INDEX opt_out_pending"),
    ],
)
def test_what_is_asked_often_does_not_look_at_the_whole_log(reader: Reader, statement: object, index: str) -> None:
    assert callable(statement)
    text = str(statement())
    plan = reader._db.execute(f"EXPLAIN QUERY PLAN {text}", ["x"] * text.count("?")).fetchall()
    assert index in " ".join(row[3] for row in plan)


def test_a_query_can_be_ended_from_another_thread_and_the_next_one_works(reader: Reader) -> None:
    begun = threading.Event()

    def interrupted_while(*_: object) -> int:
        begun.set()
        return 0

    def end() -> None:
        begun.wait(10)
        reader.interrupt()

    reader._db.set_progress_handler(interrupted_while, 1_000)
    thread = threading.Thread(target=end)
    thread.start()
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        reader._db.execute("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n")
    thread.join()
    reader._db.set_progress_handler(None, 0)
    assert len(reader.places()) == COUNT
    reader.close()
    reader.interrupt()


def test_the_choices_are_what_occurs(reader: Reader) -> None:
    assert "EVERYWHERE" in reader.choices(Column.WHERE)
    assert reader.choices(Column.SERVER) == ["Main", "West"]
    assert "" not in reader.choices(Column.TAKEN_BY)


def test_what_is_due_today_is_not_late(reader: Reader) -> None:
    entry = next(e for e in reader.entries(Query(open_only=True)) if e.due_on is not None)
    assert entry.due_on is not None
    assert [entry.timeliness(entry.due_on + timedelta(days=n)) for n in (0, 1)] == ["due", "late"]
    assert entry.asked_at < now()
