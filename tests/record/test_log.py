"""The log on this computer: what it was once told is there, unchanged, whatever happens to the program."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from dncdesk.core.campaign import Campaign
from dncdesk.core.details import Details
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.sentences import say
from dncdesk.record import writer as writer_module
from dncdesk.record.events import Kind
from dncdesk.record.log import Log, LogError
from dncdesk.record.query import Query
from dncdesk.record.reader import Entry, Reader
from tests.support.desks import an_opt_out

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LISTED = Result(Outcome.LISTED, say("On the list."), numbers_sent=("7275551212",))
WAITING = Result(Outcome.WAITING, say("The dialler does not answer."))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log.sqlite3"


@pytest.fixture
def log(path: Path) -> Iterator[Log]:
    opened = Log(path)
    yield opened
    opened.close()


@contextmanager
def opened(path: Path) -> Iterator[Log]:
    log = Log(path)
    try:
        yield log
    finally:
        log.close()


def rows(path: Path) -> list[tuple[int, str, str, str, str, str, str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT seq, opt_out_id, kind, at, body, previous, hash FROM event ORDER BY seq").fetchall()


def assert_chain_holds(path: Path) -> int:
    """Each line's hash is over all of it and over the hash before. Returns how many lines there are."""
    before = "0" * 64
    found = rows(path)
    for place, (*told, stated) in enumerate(found, start=1):
        assert told[0] == place
        assert told[5] == before
        text = "[" + ",".join([str(told[0]), *(json.dumps(cell) for cell in told[1:])]) + "]"
        before = hashlib.sha256(text.encode("ascii")).hexdigest()
        assert stated == before
    return len(found)


def entries(log: Log, *, limit: int = -1, **how: object) -> list[Entry]:
    return log.read(lambda reader: reader.entries(Query(**how), limit=limit))  # type: ignore[arg-type]


def ids(found: list[Entry]) -> list[str]:
    return [entry.opt_out_id for entry in found]


# --- appending and reading ----------------------------------------------------------------------------


def test_what_was_recorded_is_there_after_the_next_start(path: Path) -> None:
    opt_out = an_opt_out(note="called twice", campaign="SALES01")
    with opened(path) as log:
        log.append_request(opt_out)
        log.append_step(opt_out.id, Kind.ADDED, {"number": "7275551212", "said": "SUCCESS"})
        log.append_result(opt_out.id, LISTED)
    with opened(path) as log:
        assert log.read(lambda reader: reader.request(opt_out.id)) == opt_out
        (entry,) = entries(log)
        assert entry.result == LISTED
        assert (entry.number, entry.scope, entry.details.note) == ("7275551212", "SALES01", "called twice")
        assert entry.asked_at == opt_out.asked_at
        events = log.read(lambda reader: list(reader.events(opt_out.id)))
        assert [e.kind for e in events] == [Kind.REQUESTED, Kind.ADDED, Kind.OUTCOME]
        assert events[1].body == {"number": "7275551212", "said": "SUCCESS"}
    assert assert_chain_holds(path) == 3


def test_what_is_recorded_is_seen_by_another_program_at_once(path: Path, log: Log) -> None:
    opt_out = an_opt_out()
    reader = Reader.open(path)
    seen = reader.changes()
    log.append_request(opt_out)
    assert reader.changes() != seen
    assert ids(reader.entries()) == [opt_out.id]
    reader.close()


def test_a_reader_cannot_write(path: Path, log: Log) -> None:
    log.append_request(an_opt_out())
    reader = Reader.open(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader._db.execute("UPDATE opt_out SET note = 'x'")
    reader.close()


def test_a_result_that_says_nothing_new_leaves_no_line(path: Path, log: Log) -> None:
    opt_out = an_opt_out()
    log.append_request(opt_out)
    for result in (WAITING, WAITING, LISTED, LISTED, WAITING):
        log.append_result(opt_out.id, result)
    assert [row[2] for row in rows(path)] == ["requested", "outcome", "outcome", "outcome"]


def test_an_opt_out_is_recorded_once(path: Path, log: Log) -> None:
    opt_out = an_opt_out()
    log.append_request(opt_out)
    with pytest.raises(LogError):
        log.append_request(opt_out)
    assert assert_chain_holds(path) == 1
    log.append_request(an_opt_out())
    assert assert_chain_holds(path) == 2


def test_pending_is_what_waits_oldest_first(log: Log) -> None:
    opt_outs = [an_opt_out(f"72755512{n:02}") for n in range(4)]
    for opt_out in opt_outs:
        log.append_request(opt_out)
    log.append_result(opt_outs[1].id, LISTED)
    log.append_result(opt_outs[2].id, WAITING)
    assert ids(log.read(Reader.pending)) == [opt_outs[0].id, opt_outs[2].id, opt_outs[3].id]
    log.append_result(opt_outs[1].id, WAITING)
    assert ids(log.read(Reader.pending))[1] == opt_outs[1].id


def test_what_a_refused_login_held_up_is_pending_again_once_a_person_has_typed_a_password(log: Log) -> None:
    here, there, other = an_opt_out(), replace(an_opt_out(), endpoint="https://two/x"), an_opt_out()
    refused = Result(Outcome.REFUSED, say("No."))
    for opt_out in (here, there, other):
        log.append_request(opt_out)
        log.stop_login(opt_out.endpoint, opt_out.api_user, "bad_login", "ERROR: no")
    log.append_result(here.id, refused, refusal="bad_login")
    log.append_result(there.id, refused, refusal="bad_login")
    log.append_result(other.id, refused)
    assert log.read(Reader.pending) == []
    log.renew_login(here.endpoint, here.api_user)
    assert ids(log.read(Reader.pending)) == [here.id]


def test_the_table_is_read_page_by_page_the_newest_first(log: Log) -> None:
    made = [an_opt_out(f"72755512{n:02}") for n in range(25)]
    for opt_out in made:
        log.append_request(opt_out)
    places = log.read(lambda reader: reader.places(Query()))
    pages = [log.read(lambda reader, at=at: reader.entries_at(places[at : at + 10])) for at in (0, 10, 20)]  # type: ignore[misc]
    assert [len(page) for page in pages] == [10, 10, 5]
    assert ids([entry for page in pages for entry in page]) == [o.id for o in reversed(made)]
    assert entries(log, limit=3) == pages[0][:3]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("7275551212", ["seven"]),
        ("(727) 555-1212", ["seven"]),
        ("727.555", ["seven"]),
        ("813", ["eight"]),
        ("100%", ["eight"]),
        ("%", ["eight"]),
        ("_", ["seven"]),
        ("a_b", ["seven"]),
        ("!", ["eight"]),
        ("sales01", ["seven"]),
        ("SALES01", ["seven"]),
        ("  ", ["eight", "seven"]),
        ("'; DROP TABLE opt_out", []),
        ("room 2", []),  # and not every number with a 2 in it
        ("Müller", ["eight"]),
    ],
)
def test_a_search_takes_every_sign_as_it_is_typed(log: Log, search: str, found: list[str]) -> None:
    seven = an_opt_out("7275551212", note="a_b", campaign="SALES01")
    eight = an_opt_out("8135550100", note="Herr Müller, 100% sure!")
    for opt_out in (seven, eight):
        log.append_request(opt_out)
    names = {seven.id: "seven", eight.id: "eight"}
    assert [names[i] for i in ids(entries(log, search=search))] == found


@pytest.mark.parametrize("note", ["\ud800 broken", "naïve 日本 👍", "a\x00b", "\u202egnirts"])
def test_any_note_can_be_kept(path: Path, log: Log, note: str) -> None:
    opt_out = replace(an_opt_out(note=note), scope_name=note)
    log.append_request(opt_out)
    assert log.read(lambda reader: reader.request(opt_out.id)).note == note
    assert len(entries(log)) == 1
    assert_chain_holds(path)


def test_the_campaigns_that_were_listed_last_are_kept_for_each_server(log: Log) -> None:
    first = [Campaign("A", "Älpha\ud800", active=True, dial_statuses=("NEW", "B")), Campaign("B", "b", False, ())]
    log.keep_campaigns("https://one/x", first)
    log.keep_campaigns("https://two/x", [Campaign("Z", "z", active=True, dial_statuses=())])
    kept = log.read(lambda reader: reader.campaigns("https://one/x"))
    assert [(c.id, c.active, c.dial_statuses) for c in kept] == [("A", True, ("NEW", "B")), ("B", False, ())]
    log.keep_campaigns("https://one/x", [first[1]])
    assert [c.id for c in log.read(lambda reader: reader.campaigns("https://one/x"))] == ["B"]
    assert [c.id for c in log.read(lambda reader: reader.campaigns("https://two/x"))] == ["Z"]


def test_a_stopped_login_is_remembered_until_it_is_renewed(path: Path) -> None:
    with opened(path) as log:
        log.stop_login("https://one/x", "6666", "bad_login", "ERROR: no")
    with opened(path) as log:
        assert log.read(lambda reader: reader.login_stop("https://one/x", "6666")) == "bad_login"
        assert log.read(lambda reader: reader.login_stop("https://one/x", "7777")) is None
        log.renew_login("https://one/x", "6666")
        log.renew_login("https://one/x", "6666")
        assert log.read(lambda reader: reader.login_stop("https://one/x", "6666")) is None
    assert [row[2] for row in rows(path)] == ["login_refused", "login_renewed"]
    assert_chain_holds(path)


# --- nothing is changed afterwards --------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET body = '{}'",
        "UPDATE event SET hash = hash",
        "DELETE FROM event",
        "DELETE FROM event WHERE seq = 1",
    ],
)
def test_the_file_itself_refuses_a_change_of_what_happened(path: Path, log: Log, change: str) -> None:
    log.append_request(an_opt_out())
    before = rows(path)
    with closing(sqlite3.connect(path)) as other, pytest.raises(sqlite3.IntegrityError, match="never"):
        other.execute(change)
    assert rows(path) == before


def test_replacing_a_line_shows_in_the_chain(path: Path, log: Log) -> None:
    """REPLACE passes the triggers by; the hashes tell."""
    for _ in range(3):
        log.append_request(an_opt_out())
    with closing(sqlite3.connect(path)) as other:
        other.execute(
            "REPLACE INTO event SELECT seq, opt_out_id, kind, at, '{}', previous, hash FROM event WHERE seq=2"
        )
        other.commit()
    with pytest.raises(AssertionError):
        assert_chain_holds(path)


def test_the_files_are_for_this_user_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        with opened(path) as log:
            log.append_request(an_opt_out())
            modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes["log.sqlite3-wal"] == 0o600
    assert set(modes.values()) == {0o600}


# --- several writers ----------------------------------------------------------------------------------


def writer(path: Path, count: int, name: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, str(HERE / "writer.py"), str(path), str(count), name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=ROOT,
    )


def begin(*writers: subprocess.Popen[str]) -> None:
    for process in writers:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in writers:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()


def test_two_programs_that_write_at_once_keep_one_unbroken_chain(path: Path) -> None:
    both = [writer(path, 60, name) for name in ("one", "two")]
    begin(*both)
    said = [process.communicate(timeout=50)[0].split() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert assert_chain_holds(path) == 120
    written = [json.loads(row[4])["note"] for row in rows(path)]
    assert {row[1] for row in rows(path)} == {*said[0], *said[1]}
    # They took turns: otherwise nothing was tried here.
    assert sum(a != b for a, b in pairwise(written)) > 1


def test_many_threads_that_write_at_once_keep_one_unbroken_chain(path: Path, log: Log) -> None:
    def work() -> None:
        for _ in range(20):
            opt_out = an_opt_out()
            log.append_request(opt_out)
            log.append_result(opt_out.id, LISTED)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert assert_chain_holds(path) == 160
    assert log.read(Reader.pending) == []


def test_what_was_acknowledged_survives_a_kill_in_the_middle_of_writing(path: Path) -> None:
    for _ in range(3):
        process = writer(path, 100_000, "killed")
        begin(process)
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(25)]
        process.send_signal(signal.SIGKILL)
        rest = process.communicate(timeout=20)[0]
        # The last line may be cut by the kill; the id in it was not said whole.
        acknowledged = [line.strip() for line in [*said, *rest.splitlines(keepends=True)] if line.endswith("\n")]
        assert len(acknowledged) >= 25
        with opened(path) as log:
            assert log.notices == []
            recorded = {entry.opt_out_id for entry in log.read(Reader.pending)}
        assert set(acknowledged) <= recorded
        assert_chain_holds(path)


# --- when the file cannot be used ---------------------------------------------------------------------


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program is writing and does not end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def test_a_log_that_another_program_holds_is_said_so_and_nothing_is_half_recorded(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "_BUSY_SECONDS", 0.2)
    opt_out = an_opt_out()
    with opened(path) as log:
        log.append_request(opt_out)
        with held(path):
            writes: list[Callable[[], None]] = [
                lambda: log.append_request(an_opt_out()),
                lambda: log.append_step(opt_out.id, Kind.ADDED, {}),
                lambda: log.append_result(opt_out.id, LISTED),
                lambda: log.stop_login("https://x", "6666", "bad_login", ""),
                lambda: log.keep_campaigns("https://x", []),
            ]
            for write in writes:
                with pytest.raises(LogError) as caught:
                    write()
                assert str(path.parent) in str(caught.value)
        assert assert_chain_holds(path) == 1
        log.append_result(opt_out.id, LISTED)
        assert assert_chain_holds(path) == 2


def test_a_disk_that_is_full_is_said_so_and_the_log_goes_on_when_there_is_room(path: Path, log: Log) -> None:
    log.append_request(an_opt_out())
    pages = log._db.execute("PRAGMA page_count").fetchone()[0]
    log._db.execute(f"PRAGMA max_page_count = {pages}")
    big: OptOut = an_opt_out(note="x" * 100_000)
    with pytest.raises(LogError, match="full"):
        log.append_request(big)
    log._db.execute("PRAGMA max_page_count = 1000000")
    assert len(entries(log)) == 1
    log.append_request(big)
    assert assert_chain_holds(path) == 2


def test_a_closed_log_is_said_so(path: Path) -> None:
    log = Log(path)
    log.close()
    with pytest.raises(LogError):
        log.append_request(an_opt_out())
    with pytest.raises(LogError):
        log.read(Reader.pending)


def set_aside(path: Path) -> list[Path]:
    return sorted(p for p in path.parent.glob("log.damaged-*.sqlite3"))


@pytest.mark.parametrize("content", [b"not a database at all", b"\0" * 4096, b"SQLite format 3\0" + b"\xff" * 4080])
def test_a_damaged_file_is_set_aside_and_named_and_a_new_one_begun(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with opened(path) as log:
        log.append_request(an_opt_out())
        (notice,) = log.notices
        (aside,) = set_aside(path)
        assert str(aside) in str(notice)
        assert aside.read_bytes() == content
    assert assert_chain_holds(path) == 1


def spoiled(path: Path) -> None:
    """Nothing of the table is readable any more; what happened still is."""
    with closing(sqlite3.connect(path)) as db:
        page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'opt_out'").fetchone()[0]
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)


def test_what_was_noted_later_is_taken_over_from_a_damaged_log(path: Path) -> None:
    opt_out = an_opt_out(note="as it was entered")
    with opened(path) as log:
        log.append_request(opt_out)
        for details in (Details(person="Ann"), Details(person="Ann Lee", note="her sister")):
            log.append_details(opt_out.id, details.changed_from(Details()), by="dana", computer="desk1")
    spoiled(path)
    with opened(path) as log:
        log.append_request(an_opt_out())
        assert set_aside(path)
        entry = log.read(lambda reader: reader.entry(opt_out.id))
        assert entry is not None
        assert (entry.details.person, entry.details.note) == ("Ann Lee", "her sister")
        told = [event.body for event in log.read(lambda reader: list(reader.events(opt_out.id)))]
        assert [(body["person"], body["by"], body["computer"]) for body in told[1:]] == [
            ("Ann", "dana", "desk1"),
            ("Ann Lee", "dana", "desk1"),
        ]
    assert_chain_holds(path)


def test_what_waited_in_a_damaged_log_is_taken_over_even_if_the_first_try_breaks_off(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full, or the program is closed, just when the new log has been begun."""
    opt_out = an_opt_out()
    with opened(path) as log:
        log.append_request(opt_out)
        log.stop_login("https://one/x", "6666", "bad_login", "ERROR: no")
    with path.open("r+b") as file:
        file.write(b"SQLite format 4\0")
    with monkeypatch.context() as patch:
        patch.setattr(writer_module, "salvage", broken_off)
        with pytest.raises(LogError):
            Log(path)
    # What is put right here is the one thing that no program can save anything of: the header.
    for aside in path.parent.glob("log.*-*.sqlite3"):
        with aside.open("r+b") as header:
            header.write(b"SQLite format 3\0")
    for _ in range(2):
        with opened(path) as log:
            assert ids(log.read(Reader.pending)) == [opt_out.id]
            assert log.read(lambda reader: reader.login_stop("https://one/x", "6666")) == "bad_login"
            assert len(set_aside(path)) == 1
    assert assert_chain_holds(path) == 2


def broken_off(_damaged: Path) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_login_that_was_refused_stays_stopped_when_the_line_that_says_so_is_damaged(path: Path) -> None:
    with opened(path) as log:
        log.stop_login("https://one/x", "6666", "bad_login", "ERROR: no")
        log.stop_login("https://two/x", "6666", "bad_login", "ERROR: no")
        log.renew_login("https://two/x", "6666")
    with closing(sqlite3.connect(path)) as db:
        page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'event'").fetchone()[0]
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)
    with opened(path) as log:
        log.append_request(an_opt_out())
        assert set_aside(path)
        assert log.read(lambda reader: reader.login_stop("https://one/x", "6666")) == "bad_login"
        assert log.read(lambda reader: reader.login_stop("https://two/x", "6666")) is None


def test_a_note_for_what_the_log_does_not_hold_is_not_taken(path: Path, log: Log) -> None:
    with pytest.raises(LogError, match="no such entry"):
        log.append_details("gone", {"note": "x"}, by="u", computer="c")
    assert rows(path) == []


def test_a_log_with_a_damaged_middle_does_not_record_in_silence(path: Path) -> None:
    """Either it is set aside at the start, or whoever enters something is told that it is not recorded."""
    with opened(path) as log:
        for _ in range(200):
            log.append_request(an_opt_out())
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    with opened(path) as log:
        try:
            log.append_request(an_opt_out())
        except LogError:
            assert not set_aside(path)
        else:
            assert set_aside(path)
            assert log.notices


def test_a_log_of_a_newer_version_is_left_alone(path: Path) -> None:
    with opened(path) as log:
        log.append_request(an_opt_out())
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    before = rows(path)
    with pytest.raises(LogError, match="newer version"):
        Log(path)
    assert rows(path) == before
    assert set_aside(path) == []


def test_a_folder_that_is_not_there_is_made_and_one_in_the_place_of_the_file_is_said_so(tmp_path: Path) -> None:
    with opened(tmp_path / "a" / "b" / "log.sqlite3") as log:
        log.append_request(an_opt_out())
    (tmp_path / "folder").mkdir()
    with pytest.raises(LogError):
        Log(tmp_path / "folder")


def test_a_log_can_be_copied_while_the_program_is_closed_and_read_elsewhere(path: Path, tmp_path: Path) -> None:
    with opened(path) as log:
        log.append_request(an_opt_out(note="kept"))
    copy = tmp_path / "elsewhere" / "log.sqlite3"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    with opened(copy) as log:
        assert [entry.details.note for entry in entries(log)] == ["kept"]
