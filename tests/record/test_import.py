"""A former log taken in: marked, beside the chain, never sent, never called blocked; and taken back again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dncdesk.core.moments import now
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.phone import NumberRule
from dncdesk.core.sentences import say
from dncdesk.core.table_file import TableFile, open_table
from dncdesk.core.written_dates import DayOrder
from dncdesk.record import state
from dncdesk.record.events import Event, Kind
from dncdesk.record.exporting import selection
from dncdesk.record.exporting.contents import CancelledError, Watch
from dncdesk.record.exporting.run import export
from dncdesk.record.exporting.selection import Maker
from dncdesk.record.exporting.source import last_export
from dncdesk.record.import_plan import ImportPlan, Reading, Role, guess, read_rows
from dncdesk.record.imports import Import, ImportProblemError, imports, rows_hash, take_back, take_in
from dncdesk.record.log import Log, LogError
from dncdesk.record.query import Query
from dncdesk.record.reader import Entry, Reader, Timeliness
from dncdesk.record.verify import verify
from tests.support.desks import an_opt_out

MAKER = Maker("anna", "DESK-17", "dncdesk 0.1.0")
FORMER = (
    "Phone;Date;Name;Remarks;Campaign\r\n"
    "(727) 555-0101;11/23/2026 2:02 PM;Maria Ünal;asked twice;SALES01\r\n"
    "0612345678 is no US number;11/24/2026;;;\r\n"
    "+1 727 555 0102;soon;;=1+1;EVERYWHERE\r\n"
    "7275550103;;;;\r\n"
)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    opened = Log(tmp_path / "log.sqlite3")
    yield opened
    opened.close()


def quiet(_done: int, _total: int) -> None:
    """Nobody watches."""


def table_of(folder: Path, text: str, name: str = "former.csv") -> TableFile:
    path = folder / name
    path.write_bytes(text.encode())
    return open_table(path)


def plan_of(table: TableFile, order: DayOrder = DayOrder.MONTH_FIRST) -> ImportPlan:
    return guess(table, country="US", rule=NumberRule.NATIONAL, order=order)


def read(table: TableFile) -> Reading:
    return read_rows(table, plan_of(table), quiet)


def taken(log: Log, folder: Path, text: str = FORMER, name: str = "former.csv") -> Import:
    table = table_of(folder, text, name)
    return take_in(log, table, read(table), MAKER)


def entries(log: Log, **how: Any) -> list[Entry]:
    return log.read(lambda reader: reader.entries(Query(**how)))


def facts(log: Log) -> list[Event]:
    return [event for event in log.read(lambda reader: list(reader.events(""))) if event.kind is Kind.IMPORTED]


# --- reading --------------------------------------------------------------------------------------------------------


def test_the_columns_are_found_by_their_names_and_the_rows_read(tmp_path: Path) -> None:
    table = table_of(tmp_path, FORMER)
    reading = read(table)
    assert reading.plan.columns == {
        Role.NUMBER: 0, Role.DATE: 1, Role.NAME: 2, Role.NOTE: 3, Role.CAMPAIGN: 4,
    }  # fmt: skip
    first, second, third = reading.rows
    assert (first.number.e164, first.person, first.note, first.campaign) == (
        "+17275550101", "Maria Ünal", "asked twice", "SALES01",
    )  # fmt: skip
    assert first.asked_at == datetime(2026, 11, 23, 14, 2).astimezone()
    assert (second.asked_at, second.date, second.note) == (None, "soon", "=1+1")
    assert (third.asked_at, third.campaign) == (None, "")
    assert [(row.line, "0612345678" in row.text) for row in reading.bad] == [(3, True)]
    assert reading.undated == 2


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Id,Phone Number,Date Added,Full Name,Comment", {Role.NUMBER: 1, Role.DATE: 2, Role.NAME: 3, Role.NOTE: 4}),
        ("campaign_id,telephone,timestamp", {Role.CAMPAIGN: 0, Role.NUMBER: 1, Role.DATE: 2}),
        ("Nom,Numéro,Remarque", {Role.NAME: 0, Role.NUMBER: 1, Role.NOTE: 2}),
        ("Campaign name,Name,Number", {Role.CAMPAIGN: 0, Role.NAME: 1, Role.NUMBER: 2}),
    ],
)
def test_columns_go_by_many_names(tmp_path: Path, header: str, expected: dict[Role, int]) -> None:
    table = table_of(tmp_path, f"{header}\n{','.join('x' * len(header.split(',')))}\n")
    assert plan_of(table).columns == expected


def test_without_a_heading_the_number_is_found_by_its_looks(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Maria,11/23/2026,7275550101\nJohn,11/24/2026,7275550102\n")
    assert plan_of(table).columns == {Role.DATE: 1, Role.NUMBER: 2}


def test_dates_are_read_the_way_round_that_one_of_them_tells(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Phone,Date\n7275550101,03/04/2026\n7275550102,23/04/2026\n")
    assert plan_of(table).order is DayOrder.DAY_FIRST
    unclear = table_of(tmp_path, "Phone,Date\n7275550101,03/04/2026\n")
    assert plan_of(unclear, DayOrder.DAY_FIRST).order is DayOrder.DAY_FIRST


def test_our_own_export_is_read_again_with_zeros_pluses_and_days(log: Log, tmp_path: Path) -> None:
    opt_out = replace(
        an_opt_out("7275550101", note="=1+1", campaign="MAR01"), person="'t Hooft",
        asked_at=datetime(2026, 3, 4, 14, 2, tzinfo=UTC),
    )  # fmt: skip
    log.append_request(opt_out)
    export(log, tmp_path / "mine.csv", selection.everything(), MAKER, Watch())
    (row,) = read(open_table(tmp_path / "mine.csv")).rows
    assert (row.number.e164, row.asked_at) == (opt_out.e164, opt_out.asked_at)
    assert (row.person, row.note, row.campaign) == ("'t Hooft", "=1+1", "MAR01")


# --- in the log -----------------------------------------------------------------------------------------------------


def test_imported_rows_are_marked_and_say_what_the_file_says(log: Log, tmp_path: Path) -> None:
    new = taken(log, tmp_path)
    found = entries(log)
    assert [entry.seq for entry in found] == [-1, -2, -3]
    assert all(entry.imported for entry in found)
    first, second, third = found
    assert (first.e164, first.scope, first.details.person) == ("+17275550101", "SALES01", "Maria Ünal")
    assert first.asked_at == datetime(2026, 11, 23, 14, 2).astimezone()
    assert "line 2 of former.csv" in str(first.result.why)
    assert "“soon”" in str(second.result.why)
    assert "no date" in str(third.result.why)
    assert abs((third.asked_at - now()).total_seconds()) < 60
    assert (new.rows, new.first, new.last, new.by) == (3, -1, -3, "anna")
    assert [entry.opt_out_id for entry in entries(log, search="ünal")] == [first.opt_out_id]


def test_nothing_is_claimed_of_them_and_nothing_done_about_them(log: Log, tmp_path: Path) -> None:
    taken(log, tmp_path)
    assert log.read(Reader.pending) == []
    assert log.read(Reader.unfinished) == []
    for outcome in Outcome:
        assert entries(log, outcomes=frozenset({outcome})) == []
    assert entries(log, open_only=True) == []
    assert {entry.timeliness(date(2030, 1, 1)) for entry in entries(log)} == {Timeliness.NONE}
    assert all(entry.result.outcome is not Outcome.BLOCKED for entry in entries(log))


def test_that_a_file_was_taken_in_is_an_event(log: Log, tmp_path: Path) -> None:
    taken(log, tmp_path)
    (event,) = facts(log)
    body = event.body
    assert body["sha256"] == hashlib.sha256((tmp_path / "former.csv").read_bytes()).hexdigest()
    assert (body["file"], body["rows"], body["left_out"], body["undated"]) == ("former.csv", 3, 1, 2)
    assert (body["first"], body["last"], body["by"], body["computer"]) == (-1, -3, "anna", "DESK-17")


def stored_rows(path: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute("SELECT * FROM opt_out WHERE seq < 0 ORDER BY seq DESC")]


def test_the_events_hash_is_over_the_rows_as_they_stand(log: Log, tmp_path: Path) -> None:
    taken(log, tmp_path)
    (event,) = facts(log)
    assert rows_hash(stored_rows(log.path)) == event.body["rows_sha256"]
    with closing(sqlite3.connect(log.path)) as db:
        db.execute("UPDATE opt_out SET asked_ms = asked_ms + 1 WHERE seq = -2")
        db.commit()
    assert rows_hash(stored_rows(log.path)) != event.body["rows_sha256"]


def test_two_programs_that_take_in_at_once_keep_their_rows_apart(log: Log, tmp_path: Path) -> None:
    theirs = {"file": "theirs.csv", "sha256": "0", "rows": 1, "first": -50, "last": -50, "by": "ben"}
    other = Log(log.path)

    def meanwhile() -> None:
        log.written = lambda: None
        other.append_fact(Kind.IMPORTED, theirs)

    log.written = meanwhile
    taken(log, tmp_path)
    other.close()
    assert [entry.seq for entry in entries(log)] == [-1, -2, -3]
    assert [(found.file, found.there) for found in imports(log.path)] == [("former.csv", 3), ("theirs.csv", 0)]


def test_a_check_of_the_log_takes_the_rows_for_what_they_are(log: Log, tmp_path: Path) -> None:
    taken(log, tmp_path)
    log.append_details(entries(log)[2].opt_out_id, {"note": "she called again"}, by="ben", computer="DESK-2")
    found = verify(log.path)
    assert found.sound, found.findings
    with closing(sqlite3.connect(log.path)) as db:
        db.execute("UPDATE opt_out SET asked_ms = asked_ms + 1 WHERE seq = -2")
        db.commit()
    (finding,) = verify(log.path).findings
    assert "have been changed" in str(finding.sentence)


def test_a_note_may_be_added_to_an_imported_row(log: Log, tmp_path: Path) -> None:
    taken(log, tmp_path)
    entry = entries(log)[2]
    log.append_details(entry.opt_out_id, {"note": "she called again"}, by="ben", computer="DESK-2")
    assert entries(log)[2].details.note == "she called again"
    assert rows_hash(stored_rows(log.path)) == facts(log)[0].body["rows_sha256"]


def test_they_survive_when_the_table_is_made_anew(log: Log, tmp_path: Path) -> None:
    opt_out = an_opt_out()
    log.append_request(opt_out)
    taken(log, tmp_path)
    before = entries(log)
    with log._writing() as db:
        state.rebuild(db)
    assert entries(log) == before
    assert [entry.seq for entry in before] == [1, -1, -2, -3]


def test_the_same_file_is_taken_in_once_whatever_it_is_called(log: Log, tmp_path: Path) -> None:
    taken(log, tmp_path)
    with pytest.raises(ImportProblemError, match=r"already.*former\.csv"):
        taken(log, tmp_path, name="another.csv")
    assert len(entries(log)) == 3
    assert len(facts(log)) == 1


def test_a_file_without_a_number_is_not_taken_in(log: Log, tmp_path: Path) -> None:
    with pytest.raises(ImportProblemError, match="no number"):
        taken(log, tmp_path, "Phone\nnobody\n")
    assert facts(log) == []


def test_all_or_nothing_is_taken_in(log: Log, tmp_path: Path) -> None:
    """The disk fills up in the middle."""
    opt_out = an_opt_out()
    log.append_request(opt_out)
    text = "Phone,Note\n" + "".join(f"727555{number:04},{'x' * 50}\n" for number in range(1200))
    pages = log._db.execute("PRAGMA page_count").fetchone()[0]
    log._db.execute(f"PRAGMA max_page_count = {pages + 200}")
    with pytest.raises(LogError, match="full"):
        taken(log, tmp_path, text)
    log._db.execute("PRAGMA max_page_count = 1000000")
    assert [entry.opt_out_id for entry in entries(log)] == [opt_out.id]
    taken(log, tmp_path, text)
    assert len(entries(log)) == 1201
    assert len(imports(log.path)) == 1


def many(count: int) -> str:
    return "Phone,Note\n" + "".join(f"727{number:07},asked twice\n" for number in range(5_550_000, 5_550_000 + count))


def test_a_person_may_stop_it_and_nothing_of_it_stays(log: Log, tmp_path: Path) -> None:
    table = table_of(tmp_path, many(1200))
    done: list[tuple[int, int]] = []

    def step(number: int, total: int) -> None:
        done.append((number, total))
        if number == 1000:
            raise CancelledError

    with pytest.raises(CancelledError):
        take_in(log, table, read(table), MAKER, step)
    assert done == [(500, 1200), (1000, 1200)]
    assert (entries(log), imports(log.path)) == ([], [])
    assert [event.body["rows"] for event in facts(log)] == [1200, 1000]


def test_what_a_killed_program_left_unfinished_is_seen_and_the_next_try_makes_it_whole(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = table_of(tmp_path, many(1200))

    def killed(number: int, _total: int) -> None:
        if number == 1000:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("dncdesk.record.imports.take_back", lambda *_: None)  # a killed program takes nothing back
        with pytest.raises(KeyboardInterrupt):
            take_in(log, table, read(table), MAKER, killed)
    (left,) = imports(log.path)
    assert (left.there, left.rows) == (1000, 1200)
    new = take_in(log, table, read(table), MAKER)
    assert imports(log.path) == [new]
    assert len(entries(log)) == 1200
    assert (new.first, new.last) == (-1201, -2400)


def test_a_new_opt_out_gets_in_between(log: Log, tmp_path: Path) -> None:
    table = table_of(tmp_path, many(1200))
    recorded: list[int] = []

    def step(number: int, _total: int) -> None:
        log.append_request(an_opt_out(f"813555{number:04}"))
        recorded.append(number)

    take_in(log, table, read(table), MAKER, step)
    assert recorded == [500, 1000, 1200]
    assert len(entries(log)) == 1203


# --- and back -------------------------------------------------------------------------------------------------------


def test_one_import_is_taken_back_and_nothing_else_goes(log: Log, tmp_path: Path) -> None:
    log.append_request(an_opt_out("8135550100"))
    first = taken(log, tmp_path)
    second = taken(log, tmp_path, "Phone\n7275550199\n", "second.csv")
    assert imports(log.path) == [first, second]
    assert take_back(log, first, MAKER) == 3
    assert imports(log.path) == [second]
    assert [entry.number for entry in entries(log)] == ["8135550100", "7275550199"]
    assert entries(log, search="asked twice") == []
    assert facts(log)[-1].body["taken_back"] == first.seq


def test_what_was_taken_back_can_be_taken_in_again_at_places_of_its_own(log: Log, tmp_path: Path) -> None:
    first = taken(log, tmp_path)
    take_back(log, first, MAKER)
    again = taken(log, tmp_path)
    assert (again.first, again.last) == (-4, -6)
    assert imports(log.path) == [again]


# --- in exports -----------------------------------------------------------------------------------------------------


def exported(log: Log, path: Path) -> str:
    export(log, path, selection.everything(), MAKER, Watch())
    return path.read_text("utf-8-sig")


def test_an_export_marks_them_and_claims_nothing(log: Log, tmp_path: Path) -> None:
    taken(log, tmp_path)
    lines = exported(log, tmp_path / "a.csv").splitlines()[1:4]
    assert all(",imported," in line and line.endswith(",yes") for line in lines)
    assert not any("blocked" in line or "waiting" in line for line in lines)
    told = exported(log, tmp_path / "a.jsonl").splitlines()
    assert sum(line.startswith('{"imported":{') for line in told) == 3
    assert '"imported":3' in told[-1]


def test_what_was_imported_later_is_new_since_the_last_export(log: Log, tmp_path: Path) -> None:
    taken(log, tmp_path, "Phone\n7275550199\n", "second.csv")
    exported(log, tmp_path / "a.csv")
    taken(log, tmp_path)
    last = last_export(log.path)
    assert last is not None
    done = export(log, tmp_path / "b.csv", selection.since_last(last), MAKER, Watch())
    assert done.provenance.entries == 3


def test_recording_goes_on_after_an_import(log: Log, tmp_path: Path) -> None:
    taken(log, tmp_path)
    opt_out = an_opt_out()
    log.append_request(opt_out)
    log.append_result(opt_out.id, Result(Outcome.LISTED, say("On the list.")))
    assert [entry.seq for entry in entries(log)] == [2, -1, -2, -3]
