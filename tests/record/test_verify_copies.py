"""The seats' copies as witnesses: what they show of the log, and what is wrong with them."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from dncdesk.record.chain import Stored, as_line, from_line
from dncdesk.record.events import Kind
from dncdesk.record.findings import SeatCopy, Verification
from dncdesk.record.log import Log
from dncdesk.record.seat import SeatCopies
from dncdesk.record.state import rebuild
from dncdesk.record.verify import verify
from tests.support.desks import an_opt_out
from tests.support.spoiling import EVENTS, edit, events, recompute, write_log

SEAT = "desk1-ann"


def write_copy(file: Path, lines: list[Stored]) -> None:
    file.write_text("".join(map(as_line, lines)), encoding="ascii")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "log.sqlite3"
    write_log(path)
    return path


@pytest.fixture
def share(path: Path, tmp_path: Path) -> Path:
    """A share with this log's copy, whole."""
    share = tmp_path / "share"
    share.mkdir()
    write_copy(share / f"{SEAT}.jsonl", events(path))
    return share


def check(path: Path, share: Path) -> Verification:
    return verify(path, copies=share, seat=SEAT)


def own(found: Verification) -> SeatCopy:
    (seat,) = [seat for seat in found.seats if seat.own]
    return seat


def said(found: Verification) -> str:
    return "\n".join(str(finding.sentence) for finding in found.findings)


def test_a_copy_that_agrees_is_a_witness(path: Path, share: Path) -> None:
    found = check(path, share)
    assert found.sound
    assert found.notes == ()
    assert (own(found).name, own(found).first, own(found).last, own(found).missing) == (SEAT, 1, EVENTS, ())
    assert f"{SEAT}: events 1 to {EVENTS}, last written {time.strftime('%Y')}" in str(own(found).sentence)


def test_a_copy_is_known_by_what_is_in_it(path: Path, share: Path) -> None:
    (share / f"{SEAT}.jsonl").rename(share / "renamed.jsonl")
    found = check(path, share)
    assert own(found).name == "renamed"
    assert found.sound


def test_a_log_written_anew_from_end_to_end_is_found(path: Path, share: Path) -> None:
    edit(path, "UPDATE event SET body = replace(body, 'SUCCESS', 'FAILURE') WHERE seq = 3")
    recompute(path)
    assert verify(path).sound
    found = check(path, share)
    assert not found.sound
    assert "From event 3" in said(found)
    assert f"the copy {SEAT}" in said(found)


def test_a_log_rewritten_from_its_first_event_on_is_found(path: Path, share: Path) -> None:
    edit(path, "UPDATE event SET body = '{}' WHERE seq = 1")
    recompute(path)
    assert "From event 1" in said(check(path, share))


def test_an_end_that_was_cut_off_is_found(path: Path, share: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        (lock,) = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'event_is_not_deleted'").fetchone()
        db.execute("DROP TRIGGER event_is_not_deleted")
        db.execute("DELETE FROM event WHERE seq > 9")
        rebuild(db)  # as somebody would who knows how the program does it
        db.execute(lock)
    assert verify(path).sound
    assert f"reaches to event {EVENTS}" in said(check(path, share))


def test_a_copy_that_is_behind_is_told_what_it_lacks(path: Path, share: Path) -> None:
    write_copy(share / f"{SEAT}.jsonl", events(path)[:10])
    found = check(path, share)
    assert found.sound
    assert own(found).missing == ((11, EVENTS),)
    assert f"Missing: 11–{EVENTS}." in str(own(found).sentence)


def test_a_half_line_at_the_end_is_only_missing(path: Path, share: Path) -> None:
    file = share / f"{SEAT}.jsonl"
    file.write_bytes(file.read_bytes()[:-30])
    found = check(path, share)
    assert found.sound
    assert own(found).missing == ((EVENTS, EVENTS),)


def test_lines_taken_out_of_a_copy_are_found(path: Path, share: Path) -> None:
    lines = events(path)
    write_copy(share / f"{SEAT}.jsonl", lines[:3] + lines[5:])
    found = check(path, share)
    assert own(found).missing == ((4, 5),)
    assert "event 6" in said(found)


@pytest.mark.parametrize("column", Stored._fields)
def test_a_change_in_any_column_of_a_copy_is_found(path: Path, share: Path, column: str) -> None:
    lines = events(path)
    old = getattr(lines[6], column)
    lines[6] = Stored(**{**lines[6]._asdict(), column: old + 1 if column == "seq" else f"{old}x"})
    write_copy(share / f"{SEAT}.jsonl", lines)
    found = check(path, share)
    assert not found.sound
    assert SEAT in said(found)


def test_a_line_that_is_none_is_found_and_the_rest_looked_at(path: Path, share: Path) -> None:
    file = share / f"{SEAT}.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    lines[4] = b'{"seq": true, "hash": [\xff\xfe]}\n'
    file.write_bytes(b"".join(lines) + b"[]\n" + b"0" * 5000 + b"\n")
    found = check(path, share)
    assert "Line 5" in said(found)
    assert own(found).last == EVENTS


def test_another_seats_copy_is_a_chain_of_its_own(path: Path, share: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    write_log(other)
    write_copy(share / "desk2-bob.jsonl", events(other))
    found = check(path, share)
    assert found.sound, said(found)
    (bob,) = [seat for seat in found.seats if not seat.own]
    assert (bob.name, bob.last, bob.missing) == ("desk2-bob", EVENTS, ())
    lines = events(other)
    write_copy(share / "desk2-bob.jsonl", lines[:2] + lines[4:8])
    found = check(path, share)
    (bob,) = [seat for seat in found.seats if not seat.own]
    assert bob.missing == ((3, 4),)
    assert "Missing: 3–4." in str(bob.sentence)
    assert not found.sound


def test_the_copy_of_a_log_that_was_set_aside_is_no_fault(path: Path, share: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    write_log(other)
    shutil.move(share / f"{SEAT}.jsonl", share / f"{SEAT}.2.jsonl")
    write_copy(share / f"{SEAT}.jsonl", events(other))
    found = check(path, share)
    assert found.sound, said(found)
    assert "another log" in str(found.notes[0])


def test_no_copy_at_all_is_said(path: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = check(path, tmp_path / "empty")
    assert "no copy of this log" in str(found.notes[0])
    assert "Nothing outside" in str(found.notes[1])
    assert "was not checked" in str(check(path, tmp_path / "not there").notes[0])


def test_what_was_retired_may_still_be_in_the_copy(path: Path, share: Path) -> None:
    edit(path, "DELETE FROM event WHERE seq < 2")
    log = Log(path)
    hash_ = from_line((share / f"{SEAT}.jsonl").read_text().splitlines()[0]).hash
    log.append_fact(Kind.RETIRED, {"through_seq": 1, "hash": hash_, "to": "2026-01-01", "signed_off_by": "Ann"})
    log.close()
    found = check(path, share)
    assert found.sound, said(found)
    assert own(found).missing == ((EVENTS + 1, EVENTS + 1),)


def test_a_log_that_goes_on_while_its_copy_is_read_looks_no_worse(
    path: Path, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dncdesk.record.verify._STEP", EVENTS - 1)
    log = Log(path)
    copies = SeatCopies(path, SEAT)
    log.written = copies.tell_written
    copies.use(str(share))

    told: list[float] = []

    def write_more(fraction: float) -> None:
        told.append(fraction)
        if len(told) > 1:
            return
        for _ in range(3):
            log.append_request(an_opt_out())
        deadline = time.monotonic() + 10
        while len((share / f"{SEAT}.jsonl").read_bytes().splitlines()) < EVENTS + 3:
            assert time.monotonic() < deadline, "the copy does not follow"
            time.sleep(0.01)

    found = verify(path, copies=share, seat=SEAT, progress=write_more)
    copies.close(5)
    log.close()
    assert told[0] < 1.0, "nothing was written while it looked"
    assert found.sound, said(found)
    assert own(found).last == EVENTS + 3
