"""Checking the log: whatever somebody changes in the file is found, and named."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.sentences import say
from dncdesk.core.settings import Server
from dncdesk.practice.server import PracticeDialler
from dncdesk.record import state
from dncdesk.record.chain import Head
from dncdesk.record.events import FIRST, Kind, event_hash
from dncdesk.record.findings import MOST, Verification
from dncdesk.record.imports import rows_hash
from dncdesk.record.log import Log, LogError
from dncdesk.record.verify import verify
from tests.support.desks import Desk, an_opt_out
from tests.support.keyrings import MemoryKeyring
from tests.support.spoiling import EVENTS, OPT_OUTS, edit, events, recompute, write_log

EVENT_COLUMNS = ("opt_out_id", "kind", "at", "body", "previous", "hash")
ROW_COLUMNS = [
    *("id", "number", "shown", "typed", "e164", "scope", "scope_name", "scope_asked", "server", "endpoint"),
    *("api_user", "asked_at", "asked_ms", "due_on", "group_id", "person", "taken_by", "asked_how", "reference", "note"),
    *("entered_by", "action", "outcome", "refusal", "blocked_ms", "result"),
]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "log.sqlite3"
    write_log(path)
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    return Path(shutil.copy(sound, tmp_path / "log.sqlite3"))


def head_of(path: Path) -> Head:
    last = events(path)[-1]
    return Head(last.seq, last.hash)


def said(found: Verification) -> str:
    return "\n".join(str(finding.sentence) for finding in found.findings)


def seqs(found: Verification) -> set[int]:
    return {finding.seq for finding in found.findings}


# --- what is sound --------------------------------------------------------------------------------------


def test_a_log_that_nobody_touched_is_sound(path: Path) -> None:
    before = path.read_bytes()
    found = verify(path, heads=[head_of(path)])
    assert found.findings == ()
    assert found.notes == ()
    assert (found.events, found.opt_outs, found.head) == (EVENTS, OPT_OUTS, head_of(path))
    assert (found.since, found.until) == (events(path)[0].at, events(path)[-1].at)
    assert path.read_bytes() == before


def test_what_the_program_really_writes_is_sound(
    tmp_path: Path, dialler: PracticeDialler, keyring_of_this_computer: MemoryKeyring
) -> None:
    desk = Desk(tmp_path, Server("Main", dialler.url, "6666"))
    try:
        for number, campaign in (("7275550101", None), ("7275551212", "TESTCAMP"), ("8135550164", "NOSUCH")):
            desk.block(number, campaign)
        found = verify(desk.place.log.path)
        assert found.sound, said(found)
        assert found.opt_outs == 3
    finally:
        desk.close()


def test_an_empty_log_is_sound(tmp_path: Path) -> None:
    Log(tmp_path / "log.sqlite3").close()
    found = verify(tmp_path / "log.sqlite3")
    assert (found.sound, found.events, found.head) == (True, 0, Head(0, FIRST))


def test_what_is_written_while_it_looks_does_no_harm(path: Path) -> None:
    log = Log(path)
    asked: list[float] = []

    def write_more(fraction: float) -> None:
        asked.append(fraction)
        log.append_request(an_opt_out())

    assert verify(path, progress=write_more).sound
    assert asked
    log.close()
    assert verify(path).sound


def test_without_anything_from_outside_it_says_what_it_cannot_find(path: Path) -> None:
    (note,) = verify(path).notes
    assert "Nothing outside the log was compared" in str(note)


def test_the_progress_goes_from_nothing_to_all(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    log = Log(path)
    opt_out = an_opt_out()
    log.append_request(opt_out)
    with closing(sqlite3.connect(path)):
        for number in range(1200):
            log.append_result(opt_out.id, Result(Outcome.WAITING, say("No answer.", number=str(number))))
    log.close()
    told: list[float] = []
    assert verify(path, progress=told.append).sound
    assert told == sorted(told)
    assert len(told) >= 3
    assert told[-1] == 1.0
    assert all(0 <= fraction <= 1 for fraction in told)


def test_the_result_travels_as_json(path: Path) -> None:
    edit(path, "UPDATE event SET body = '{}' WHERE seq = 4")
    found = verify(path)
    assert Verification.from_json(found.as_json()) == found
    assert found.as_json()["sound"] is False


# --- the chain ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seq", [1, 7, EVENTS])
@pytest.mark.parametrize("column", EVENT_COLUMNS)
def test_one_letter_changed_in_any_column_of_an_event_is_found_and_named(path: Path, column: str, seq: int) -> None:
    old = getattr(events(path)[seq - 1], column)
    new = "0" if old[:1] != "0" else "1"
    edit(path, f"UPDATE event SET {column} = '{new}' || substr({column}, 2) WHERE seq = {seq}")
    found = verify(path)
    assert seq in seqs(found), said(found)
    finding = next(f for f in found.findings if f.seq == seq and f"Event {seq} (" in str(f.sentence))
    assert finding.at == events(path)[seq - 1].at
    assert finding.opt_out_id == events(path)[seq - 1].opt_out_id
    assert all(f.seq in (seq, seq + 1) for f in found.findings if str(f.sentence).startswith("Event"))


@pytest.mark.parametrize("seq", [1, 7, EVENTS])
def test_another_number_for_an_event_is_found(path: Path, seq: int) -> None:
    edit(path, f"UPDATE event SET seq = 100 WHERE seq = {seq}")
    found = verify(path)
    assert {100, seq} & seqs(found), said(found)
    assert not found.sound


def test_a_byte_changed_in_the_file_itself_is_found(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = path.read_bytes()
    for event in events(path):
        for text in (event.body, event.hash):
            at = data.find(text.encode())
            if at < 0 or data.count(text.encode()) > 1:
                continue
            path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
            found = verify(path)
            assert event.seq in seqs(found), event
            path.write_bytes(data[: at + 1] + b"\xff" + data[at + 2 :])
            assert event.seq in seqs(verify(path)), "bytes that are no text"


@pytest.mark.parametrize("seq", [1, 5, 9])
def test_a_removed_event_is_found(path: Path, seq: int) -> None:
    edit(path, f"DELETE FROM event WHERE seq = {seq}")
    found = verify(path)
    assert f"Event {seq} is missing" in said(found)


def test_several_removed_events_are_found(path: Path) -> None:
    edit(path, "DELETE FROM event WHERE seq BETWEEN 3 AND 5", "DELETE FROM event WHERE seq = 9")
    found = verify(path)
    assert "Events 3 to 5 are missing" in said(found)
    assert "Event 9 is missing" in said(found)


def test_a_removed_event_whose_number_was_given_to_those_after_it_is_found(path: Path) -> None:
    edit(
        path,
        "DELETE FROM event WHERE seq = 5",
        *(f"UPDATE event SET seq = {n - 1} WHERE seq = {n}" for n in range(6, 15)),
    )
    assert {5, 6, 13} <= seqs(verify(path))


def test_two_swapped_events_are_found(path: Path) -> None:
    edit(
        path,
        "UPDATE event SET seq = 100 WHERE seq = 6",
        "UPDATE event SET seq = 6 WHERE seq = 7",
        "UPDATE event SET seq = 7 WHERE seq = 100",
    )
    assert {6, 7} <= seqs(verify(path))


def test_an_inserted_event_is_found_even_with_a_hash_of_its_own(path: Path) -> None:
    numbered = (f"UPDATE event SET seq = {n + 1} WHERE seq = {n}" for n in range(EVENTS, 5, -1))
    before = events(path)[4]
    columns = (6, before.opt_out_id, "read", before.at, "{}", before.hash)
    values = ", ".join(f"'{value}'" for value in (*columns, event_hash(columns)))
    edit(path, *numbered, f"INSERT INTO event VALUES ({values})")
    found = verify(path)
    assert {7, 8} <= seqs(found), said(found)


def test_an_event_appended_with_no_regard_to_the_chain_is_found(path: Path) -> None:
    columns = (EVENTS + 1, "", "server", "2026-11-23T00:00:00.000+00:00", "{}", FIRST)
    values = ", ".join(f"'{value}'" for value in (*columns, event_hash(columns)))
    edit(path, f"INSERT INTO event VALUES ({values})")
    found = verify(path)
    assert seqs(found) == {EVENTS + 1}
    assert f"does not follow event {EVENTS}" in said(found)


def test_an_event_written_anew_with_its_hash_shows_at_the_next_one(path: Path) -> None:
    event = events(path)[6]
    columns = (*event[:4], "{}", event.previous)
    edit(path, f"UPDATE event SET body = '{{}}', hash = '{event_hash(columns)}' WHERE seq = 7")
    assert 8 in seqs(verify(path))


def test_after_the_first_fault_it_goes_on_looking(path: Path) -> None:
    edit(path, "UPDATE event SET body = '{}' WHERE seq IN (2, 8, 13)")
    assert {2, 8, 13} <= seqs(verify(path))


def test_a_log_full_of_faults_is_told_in_few_words(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    log = Log(path)
    for _ in range(MOST + 20):
        log.append_request(an_opt_out())
    log.close()
    edit(path, "UPDATE event SET kind = 'added'")
    found = verify(path)
    assert len(found.findings) == MOST
    assert found.left_out >= 20


@pytest.mark.parametrize("cut", [1, 4, EVENTS])
def test_an_end_that_was_cut_off_is_found_against_the_printed_head(path: Path, cut: int) -> None:
    printed = head_of(path)
    first_gone = EVENTS + 1 - cut
    edit(path, f"DELETE FROM event WHERE seq >= {first_gone}", f"DELETE FROM opt_out WHERE seq >= {first_gone}")
    found = verify(path, heads=[printed])
    assert f"reached to event {EVENTS}" in said(found)


def test_a_log_written_anew_from_end_to_end_shows_against_the_printed_head(path: Path) -> None:
    printed = head_of(path)
    edit(path, "UPDATE event SET at = replace(at, '20', '19')")
    recompute(path)
    alone = verify(path)
    assert alone.sound, said(alone)
    assert alone.notes
    found = verify(path, heads=[printed])
    assert seqs(found) == {EVENTS}
    assert "written anew" in said(found)


def test_a_head_from_the_middle_is_a_witness_as_well(path: Path) -> None:
    printed = Head(5, events(path)[4].hash)
    assert verify(path, heads=[printed]).sound
    assert verify(path, heads=[printed]).notes == ()
    assert not verify(path, heads=[Head(5, "0" * 64)]).sound


# --- the table of opt-outs ----------------------------------------------------------------------------------


def test_all_columns_are_tried(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        names = {row[1] for row in db.execute("PRAGMA table_info(opt_out)")}
    assert names == {*ROW_COLUMNS, "seq"}


@pytest.mark.parametrize("column", ROW_COLUMNS)
def test_a_change_in_any_column_of_the_table_is_found_and_named(path: Path, column: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        seq, opt_out_id, value = db.execute(f"SELECT seq, id, {column} FROM opt_out ORDER BY seq").fetchone()
    new = f"{value + 1}" if isinstance(value, int) else f"'{value or ''}x'"
    edit(path, f"UPDATE opt_out SET {column} = {new} WHERE seq = {seq}")
    (finding,) = verify(path).findings
    assert (finding.seq, finding.opt_out_id) == (seq, opt_out_id)
    assert column in finding.sentence.values.values()
    assert "(727) 555-1212" in str(finding.sentence)


def test_an_outcome_that_the_events_do_not_tell_is_told_with_both(path: Path) -> None:
    edit(path, "UPDATE opt_out SET outcome = 'blocked' WHERE outcome = 'waiting'")
    assert "outcome of (813) 555-0164" in said(verify(path))
    assert "is “blocked”; its events say “waiting”" in said(verify(path))


def test_a_row_that_is_missing_and_one_too_many_are_found(path: Path) -> None:
    edit(path, "UPDATE opt_out SET seq = 100 WHERE seq = 2")
    found = verify(path)
    assert {2, 100} == seqs(found)
    assert "lacks (727) 555-1212" in said(found) or "lacks" in said(found)
    assert "no event recorded" in said(found)
    edit(path, "DELETE FROM opt_out WHERE seq = 100")
    assert seqs(verify(path)) == {2}


def test_a_row_in_the_place_of_an_event_that_is_no_request_is_found(path: Path) -> None:
    edit(path, "UPDATE opt_out SET seq = 3 WHERE seq = 2")
    found = verify(path)
    assert seqs(found) == {2, 3}
    assert "no event recorded" in said(found)


def test_a_row_with_another_number_for_one_of_the_middle_is_found(path: Path) -> None:
    edit(path, "DELETE FROM opt_out WHERE seq = 5")
    assert seqs(verify(path)) == {5}


def test_an_imported_row_that_nobody_took_in_is_found(path: Path) -> None:
    edit(path, "UPDATE opt_out SET seq = -7 WHERE seq = 5")
    assert "Imported opt-outs: 1, but only 0 were taken in" in said(verify(path))


def import_one(path: Path) -> None:
    """Take in one row as an import does: below zero, with a hash over it in the chain."""
    log = Log(path)
    row = state.row_of(an_opt_out(note="of old"), -1)
    digest = rows_hash([row])
    log.write(lambda db: state.insert(db, row))
    log.append_fact(
        Kind.IMPORTED, {"file": "old.csv", "rows": 1, "first": -1, "last": -1, "sha256": "0", "rows_sha256": digest}
    )
    log.close()


def test_imported_rows_stand_beside_the_chain_and_are_held_by_it(path: Path) -> None:
    import_one(path)
    found = verify(path, heads=[head_of(path)])
    assert found.sound, said(found)
    assert "Imported opt-outs: 1. They are as they were taken in" in str(found.notes[0])
    edit(path, "UPDATE opt_out SET note = 'a note may be added' WHERE seq = -1")
    assert verify(path).sound
    edit(path, "UPDATE opt_out SET number = '7275550000' WHERE seq = -1")
    assert "taken in from old.csv" in said(verify(path))
    edit(path, "DELETE FROM opt_out WHERE seq = -1")
    assert "0 rows are there; 1 were taken in" in said(verify(path))


def test_an_import_that_was_taken_back_leaves_nothing_to_compare(path: Path) -> None:
    import_one(path)
    log = Log(path)
    log.append_fact(Kind.IMPORTED, {"taken_back": EVENTS + 1, "file": "old.csv", "rows": 1})
    log.close()
    assert not verify(path).sound
    edit(path, "DELETE FROM opt_out WHERE seq = -1")
    assert verify(path).sound


# --- the file's own protection ------------------------------------------------------------------------------


def alter(path: Path, *changes: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for change in changes:
            db.execute(change)


def test_a_trigger_that_was_taken_away_changed_or_added_is_found(path: Path) -> None:
    lock = "CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event WHEN 0 BEGIN SELECT 1; END"
    alter(path, "DROP TRIGGER event_is_not_deleted")
    assert "event_is_not_deleted has been taken away" in said(verify(path))
    alter(path, "DROP TRIGGER event_is_not_changed", lock)
    assert "event_is_not_changed has been changed" in said(verify(path))
    alter(path, "CREATE TRIGGER spy AFTER INSERT ON event BEGIN UPDATE opt_out SET outcome = 'blocked'; END")
    assert "spy" in said(verify(path))


# --- files that are hardly a log ------------------------------------------------------------------------------


def test_a_file_that_is_no_log_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(LogError):
        verify(path)
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as db:
        db.execute("CREATE TABLE x (y)")
    with pytest.raises(LogError, match="no log"):
        verify(tmp_path / "other.sqlite3")
    with pytest.raises(LogError):
        verify(tmp_path / "not there.sqlite3")


def test_a_log_of_a_newer_version_is_not_judged(path: Path) -> None:
    alter(path, "PRAGMA user_version = 99")
    with pytest.raises(LogError, match="newer version"):
        verify(path)


_FIRST = pytest.param(
    1, marks=pytest.mark.skipif(sys.platform == "win32", reason="its SQLite reads nothing behind a broken first page")
)


@pytest.mark.parametrize("seq", [_FIRST, 200, 400])
def test_a_file_with_a_damaged_part_is_told_and_the_rest_is_looked_at(tmp_path: Path, seq: int) -> None:
    path = tmp_path / "log.sqlite3"
    log = Log(path)
    for _ in range(400):
        log.append_request(an_opt_out(note="x" * 200))
    log.close()
    data = path.read_bytes()
    page = data.find(events(path)[seq - 1].hash.encode()) // 4096 * 4096
    path.write_bytes(data[:page] + b"\xa5" * 4096 + data[page + 4096 :])
    found = verify(path)
    assert "damaged" in said(found)
    assert 380 < found.events < 400


def test_a_request_that_cannot_be_read_does_not_end_the_check(path: Path) -> None:
    edit(path, "UPDATE event SET body = '{\"id\": [' WHERE seq = 2", "UPDATE event SET body = '[]' WHERE seq = 5")
    found = verify(path)
    assert {2, 5} <= seqs(found)
    assert found.events == EVENTS


def test_a_finding_never_holds_control_characters(path: Path) -> None:
    edit(
        path,
        "UPDATE opt_out SET shown = '\x1b[31m' || char(8238) || 'x' WHERE seq = 5",
        "DELETE FROM event WHERE seq = 5",
    )
    text = said(verify(path))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_details_of_an_opt_out_that_was_salvaged_elsewhere_are_no_fault(path: Path) -> None:
    log = Log(path)
    log.append_result("elsewhere", Result(Outcome.REMOVED, say("Gone.")))
    log.close()
    found = verify(path, heads=[head_of(path)])
    assert found.sound
    assert "does not hold: 1" in str(found.notes[0])
