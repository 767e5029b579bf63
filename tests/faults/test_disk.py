"""When it cannot be written down: it is said so, nothing is sent, the number is kept; and what was there is saved."""

from __future__ import annotations

import errno
import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dncdesk.core.moments import now
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.sentences import say
from dncdesk.practice.server import PracticeDialler
from dncdesk.record import writer
from dncdesk.record.events import Kind
from dncdesk.record.log import Log, LogError
from dncdesk.record.logfile import cannot_be_written
from dncdesk.record.reader import Reader
from tests.cli.program import LIMIT, ROOT
from tests.cli.program import Desk as Computer
from tests.cli.program import Dialler as RunningDialler
from tests.faults.conftest import OpenDesk
from tests.faults.receipts import assert_chain_holds, assert_one_receipt
from tests.support.desks import an_opt_out

NUMBER = "7275550100"
BLOCKED = Result(Outcome.BLOCKED, say("Done."))
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits of this kind are Linux's")


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    made = Computer(tmp_path)
    made.environment["QT_QPA_PLATFORM"] = "offscreen"
    return made


@pytest.fixture(scope="module")
def shared_dialler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDialler]:
    with RunningDialler(Computer(tmp_path_factory.mktemp("dialler"))) as running:
        yield running


@pytest.fixture
def running_dialler(shared_dialler: RunningDialler, computer: Computer) -> RunningDialler:
    shared_dialler.put()
    computer.know(shared_dialler.address)
    return shared_dialler


def limited(computer: Computer, *words: str) -> tuple[int, str, str]:
    """Run `limited.py`."""
    script = str(Path(__file__).with_name("limited.py"))
    ran = subprocess.run(
        [sys.executable, script, *words],
        env=computer.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    computer.home.chmod(0o700)
    assert "Traceback" not in ran.stderr, ran.stderr
    return ran.returncode, ran.stdout, ran.stderr


# --- a full disk, a folder that may not be written to -------------------------------------------------------


@linux
def test_on_a_full_disk_nothing_is_sent_that_is_not_recorded_and_all_goes_on_when_there_is_room(
    computer: Computer, running_dialler: RunningDialler
) -> None:
    code, out, err = limited(computer, "desk", "full", str(computer.home), running_dialler.address)
    assert (code, err) == (0, "")
    told: dict[str, Any] = {}
    for line in out.splitlines():
        told |= json.loads(line)
    assert told["first"] == "blocked"
    assert "cannot be written" in told["not_recorded"]
    assert told["settled"] == 0
    # The disk filled up once it was recorded: what the dialler did cannot be written down, so it is not claimed.
    assert told["half"] == "waiting"
    assert "The request itself is recorded" in told["why"]
    assert (told["then"], told["again"]) == ("blocked", "blocked")
    assert sorted(running_dialler.lists()[0]) == ["7275560001", "7275560002", "7275560003"]
    assert_chain_holds(computer.home / "log.sqlite3")


@linux
@pytest.mark.parametrize("used_before", [False, True])
def test_a_folder_that_may_not_be_written_to_is_said_so_and_nothing_is_sent(
    used_before: bool, computer: Computer, running_dialler: RunningDialler
) -> None:
    if used_before:
        assert computer.run("block", "7275560001", "--everywhere").code == 0
    before = len(running_dialler.state()["call_log"])
    code, out, err = limited(
        computer, "cli", "read-only", str(computer.home), "block", NUMBER, "--everywhere", "--json"
    )
    assert (code, out) == (1, "")
    assert "cannot be written: you may not write there" in err
    assert str(computer.home) in err
    assert len(running_dialler.state()["call_log"]) == before
    assert computer.run("block", NUMBER, "--everywhere").code == 0


@linux
@pytest.mark.parametrize("why", ["full", "read-only", "a folder in its place"])
def test_the_window_says_that_it_is_not_recorded_and_keeps_the_number(
    why: str, computer: Computer, running_dialler: RunningDialler
) -> None:
    if why == "a folder in its place":
        (computer.home / "log.sqlite3").mkdir()
    code, out, _ = limited(computer, "window", why if why in {"full", "read-only"} else "plain", str(computer.home))
    assert code == 0
    shown = json.loads(out)
    assert (shown["field"], shown["recorded"], shown["settled"]) == (NUMBER, [], [])
    assert "Not recorded" in shown["shown"][0]
    assert "cannot be written" in " ".join(shown["shown"])
    assert running_dialler.lists() == ([], [])


@linux
def test_the_same_window_records_where_nothing_is_in_the_way(
    computer: Computer, running_dialler: RunningDialler
) -> None:
    code, out, _ = limited(computer, "window", "plain", str(computer.home))
    assert code == 0
    shown = json.loads(out)
    assert (shown["field"], shown["settled"], shown["outcome"]) == ("", ["blocked"], "blocked")
    assert running_dialler.lists()[0] == [NUMBER]


@linux
def test_a_disk_without_any_room_is_called_full(tmp_path: Path) -> None:
    """SQLite's own limit on a database's pages ends in the very error of a disk that is full."""
    log = Log(tmp_path / "log.sqlite3")
    log._db.execute("PRAGMA max_page_count = 1")
    with pytest.raises(LogError, match=r"the disk is full .* Free some space"):
        log.append_request(an_opt_out(note="x" * 100_000))
    log.close()


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (OSError(errno.EACCES, "Permission denied"), "you may not write there"),
        (OSError(errno.EROFS, "Read-only file system"), "you may not write there"),
        (OSError(errno.EISDIR, "Is a directory"), "Check the disk"),
        (OSError(errno.EIO, ""), "Check the disk"),
        (sqlite3.OperationalError("disk I/O error"), "Check the disk"),
    ],
)
def test_the_advice_fits_the_cause(error: OSError | sqlite3.Error, says: str, tmp_path: Path) -> None:
    said = str(cannot_be_written(tmp_path, error))
    assert says in said
    assert str(tmp_path) in said


# --- locked by another program ---------------------------------------------------------------------------------


@contextmanager
def locked_by_another_process(path: Path) -> Iterator[None]:
    """Another program holds the whole file and does not let go."""
    code = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None);"
        " db.execute('BEGIN EXCLUSIVE'); print('held', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            yield
        finally:
            holder.communicate("\n", timeout=LIMIT)


def test_a_file_locked_by_another_process_is_said_so_and_the_job_in_flight_claims_nothing(
    home: Path, dialler: PracticeDialler, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_BUSY_SECONDS", 0.2)
    monkeypatch.setattr("dncdesk.blocking.line.pause", lambda _: 300.0)
    desk = open_desk(dialler.url)
    waiting = desk.opt_out("7275560001")
    desk.place.log.append_request(waiting)
    with locked_by_another_process(home / "log.sqlite3"):
        desk.queue.resume()
        result = desk.told.result(waiting)
        assert result.outcome is Outcome.WAITING
        assert "The request itself is recorded" in str(result.why)
        lost = desk.opt_out(NUMBER)
        desk.queue.submit(lost)
        desk.told.wait(lambda: bool(desk.told.not_recorded))
        ((told, problem),) = desk.told.not_recorded
        assert told == lost
        assert "another program holds it" in str(problem)
        assert NUMBER not in dialler.state()["dnc"]
    desk.queue.try_now()
    assert desk.told.result(waiting, 2).outcome is Outcome.BLOCKED
    desk.wait_until_idle()
    assert_one_receipt(desk, waiting)


# --- damaged ------------------------------------------------------------------------------------------------------


def filled(path: Path, count: int = 300) -> tuple[list[OptOut], list[OptOut]]:
    """A log in which every third opt-out still waits: those that are done, and those that wait."""
    log = Log(path)
    done, waiting = [], []
    for number in range(count):
        opt_out = an_opt_out(f"727556{number:04}", note="x" * 300)
        log.append_request(opt_out)
        if number % 3:
            log.append_result(opt_out.id, BLOCKED)
            done.append(opt_out)
        else:
            waiting.append(opt_out)
    log.close()
    return done, waiting


def spoil(path: Path, first: int, count: int) -> None:
    with path.open("r+b") as file:
        file.seek(first)
        file.write(b"\xa5" * count)


def pending_ids(log: Log) -> list[str]:
    return [entry.opt_out_id for entry in log.read(Reader.pending)]


def asides(path: Path) -> list[Path]:
    return [p for p in path.parent.glob("log.damaged-*.sqlite3") if p.is_file()]


@pytest.mark.parametrize("content", [b"", b"\0" * 10_000, b"SQLite format 3\0", b"nothing that SQLite knows"])
def test_whatever_stands_in_the_logs_place_it_is_kept_and_recording_goes_on(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "log.sqlite3"
    path.write_bytes(content)
    log = Log(path)
    opt_out = an_opt_out()
    log.append_request(opt_out)
    assert pending_ids(log) == [opt_out.id]
    log.close()
    if content:
        (aside,) = asides(path)
        assert aside.read_bytes() == content
        assert str(aside) in str(log.notices[0])
    else:
        assert (asides(path), log.notices) == ([], [])


def test_a_log_whose_header_is_damaged_is_set_aside_and_a_new_one_records(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    filled(path, 30)
    spoil(path, 0, 100)
    log = Log(path)
    opt_out = an_opt_out()
    log.append_request(opt_out)
    assert pending_ids(log) == [opt_out.id]
    assert len(asides(path)) == 1
    log.close()


@pytest.mark.parametrize("part", [0.2, 0.4, 0.6, 0.8])
def test_what_waited_is_taken_over_from_a_log_that_is_damaged_in_its_middle(tmp_path: Path, part: float) -> None:
    """All but what stood on the damaged page itself; what was done is not begun again, but for that page's."""
    path = tmp_path / "log.sqlite3"
    _, waiting = filled(path)
    pages = path.stat().st_size // 4096
    spoil(path, int(pages * part) * 4096, 4096)
    log = Log(path)
    found: list[str] = []
    for _ in range(2):
        # The first look may find the damage, and the second one sees what was saved; neither fails.
        found = pending_ids(log)
    extra = an_opt_out()
    log.append_request(extra)
    found = pending_ids(log)
    assert found[-1] == extra.id
    wanted = {opt_out.id for opt_out in waiting}
    assert len(wanted - set(found)) <= 8, "more than a page is lost"
    if asides(path):
        assert log.notices
        assert len(set(found) - wanted - {extra.id}) <= 16
    kept = log.read(lambda reader: reader.request(found[0]))
    assert kept in waiting
    log.close()


def test_a_log_that_was_cut_short_keeps_what_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    _, waiting = filled(path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2 // 4096 * 4096)
    log = Log(path)
    found = pending_ids(log)
    assert log.notices
    assert asides(path)
    # The earlier half of it stands in the earlier half of the file.
    assert len({opt_out.id for opt_out in waiting} & set(found)) >= len(waiting) // 4
    log.close()


def test_an_account_that_was_turned_away_stays_so_when_the_log_has_to_be_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    log = Log(path)
    log.stop_login("https://one/x", "6666", "bad_login", "ERROR: no")
    log.stop_login("https://two/x", "6666", "bad_login", "ERROR: no")
    log.renew_login("https://two/x", "6666")
    log.close()
    with closing(sqlite3.connect(path)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'opt_out'").fetchone()
    spoil(path, (root - 1) * 4096, 4096)
    log = Log(path)
    new = an_opt_out()
    log.append_request(new)  # which finds the damage: what waits is known without looking there
    assert pending_ids(log) == [new.id]
    assert log.notices
    assert log.read(lambda reader: reader.login_stop("https://one/x", "6666")) == "bad_login"
    assert log.read(lambda reader: reader.login_stop("https://two/x", "6666")) is None
    log.close()


def test_damage_found_while_the_program_runs_loses_neither_the_old_nor_the_new(
    home: Path, dialler: PracticeDialler, open_desk: OpenDesk
) -> None:
    desk = open_desk(dialler.url)
    endpoint = desk.server.endpoint
    waiting = [replace(an_opt_out(f"727556{n:04}"), endpoint=endpoint) for n in range(40)]
    for opt_out in waiting:
        desk.place.log.append_request(opt_out)
    desk.close()
    with closing(sqlite3.connect(home / "log.sqlite3")) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'opt_out'").fetchone()
    spoil(home / "log.sqlite3", (root - 1) * 4096, 4096)
    again = open_desk(dialler.url)
    new = again.opt_out(NUMBER)
    again.queue.submit(new)
    assert again.told.result(new).outcome is Outcome.BLOCKED
    again.queue.resume()
    again.told.wait(lambda: {o.id for o in waiting} <= {o.id for o, _ in again.told.settled})
    again.wait_until_idle()
    assert sorted(dialler.state()["dnc"]) == sorted([NUMBER, *(o.main_form for o in waiting)])
    assert again.place.log.notices
    assert_chain_holds(home / "log.sqlite3")


def test_one_damaged_line_holds_up_no_other(home: Path, dialler: PracticeDialler, open_desk: OpenDesk) -> None:
    desk = open_desk(dialler.url)
    opt_outs = [replace(an_opt_out(f"727556{n:04}"), endpoint=desk.server.endpoint) for n in range(3)]
    for opt_out in opt_outs:
        desk.place.log.append_request(opt_out)
    with closing(sqlite3.connect(home / "log.sqlite3", isolation_level=None)) as db:
        db.execute("UPDATE opt_out SET result = '{' WHERE id = ?", (opt_outs[0].id,))
        db.execute("DROP TRIGGER event_is_not_changed")
        db.execute("UPDATE event SET body = '[1' WHERE opt_out_id = ?", (opt_outs[1].id,))
    assert desk.queue.resume() == [o.id for o in opt_outs]
    desk.told.wait(lambda: {o.id for o, _ in desk.told.settled} >= {opt_outs[0].id, opt_outs[2].id})
    assert desk.block(NUMBER).outcome is Outcome.BLOCKED
    with pytest.raises(LogError, match="damaged"):
        desk.place.log.read(lambda reader: reader.request(opt_outs[1].id))


def test_a_listener_that_fails_keeps_nothing_from_being_recorded_and_sent(
    home: Path, dialler: PracticeDialler, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing, names = True, ("tell_recorded", "tell_not_recorded", "tell_settled")

    def may_fail(told: Callable[..., None]) -> Callable[..., None]:
        def tell(*what: object) -> None:
            if failing:
                raise RuntimeError("Signal source has been deleted")
            told(*what)

        return tell

    desk = open_desk(dialler.url)
    for name in names:
        monkeypatch.setattr(desk.told, name, may_fail(getattr(desk.told, name)))
    for number in ("7275560001", "7275560002"):
        desk.queue.submit(desk.opt_out(number))
    bad = replace(desk.opt_out("7275560003"), asked_at=datetime(2026, 11, 23))  # noqa: DTZ001
    desk.queue.submit(bad)
    desk.wait_until_idle()
    failing = False
    assert sorted(dialler.state()["dnc"]) == ["7275560001", "7275560002"]
    assert desk.block(NUMBER).outcome is Outcome.BLOCKED


# --- another file in its place, two starts at once --------------------------------------------------------------------


def test_a_program_that_runs_follows_when_another_one_has_set_the_file_aside(tmp_path: Path) -> None:
    """Else what it records would go into a file that nobody looks at any more."""
    path = tmp_path / "log.sqlite3"
    log = Log(path)
    first, second = an_opt_out(), an_opt_out()
    log.append_request(first)
    other = Log(path)
    other._begin_anew()
    assert pending_ids(other) == [first.id]
    log.append_request(second)
    assert pending_ids(other) == [first.id, second.id]
    log.append_step(first.id, Kind.ADDED, {})
    other.close()
    log.close()
    assert len(asides(path)) == 1
    assert assert_chain_holds(path) == 3


def test_a_log_that_was_deleted_while_the_program_runs_is_begun_again(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    log = Log(path)
    log.append_request(an_opt_out())
    for file in tmp_path.iterdir():
        file.unlink()
    second = an_opt_out()
    log.append_request(second)
    log.close()
    again = Log(path)
    assert pending_ids(again) == [second.id]
    again.close()


def starts_at_once(count: int, work: Callable[[int], None]) -> None:
    gate = threading.Barrier(count)
    failed: list[BaseException] = []

    def run(number: int) -> None:
        try:
            gate.wait(10)
            work(number)
        except BaseException as error:  # noqa: BLE001 - raised again below
            failed.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    if failed:
        raise failed[0]


@pytest.mark.parametrize("damaged", [False, True])
def test_starts_at_the_same_moment_make_one_file_and_lose_nothing(tmp_path: Path, damaged: bool) -> None:
    for turn in range(12):
        path = tmp_path / str(turn) / "log.sqlite3"
        path.parent.mkdir()
        if damaged:
            path.write_bytes(b"no database, " * 1000)
        opt_outs = [an_opt_out() for _ in range(4)]

        def start(number: int, path: Path = path, opt_outs: list[OptOut] = opt_outs) -> None:
            log = Log(path)
            log.append_request(opt_outs[number])
            log.close()

        starts_at_once(4, start)
        log = Log(path)
        assert set(pending_ids(log)) == {o.id for o in opt_outs}
        log.close()
        assert len(asides(path)) == damaged
        assert assert_chain_holds(path) == 4


def test_programs_started_at_the_same_moment_on_an_empty_home_all_record(
    computer: Computer, running_dialler: RunningDialler
) -> None:
    numbers = [f"727556{n:04}" for n in range(4)]
    processes = [computer.start("block", number, "--everywhere", "--json") for number in numbers]
    said = [process.communicate("", timeout=LIMIT) for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, said
    assert sorted(running_dialler.lists()[0]) == numbers
    assert sorted(entry.number for entry in computer.entries()) == numbers
    assert_chain_holds(computer.home / "log.sqlite3")


# --- a clock that jumps ---------------------------------------------------------------------------------------------


def test_a_clock_that_jumps_to_and_fro_breaks_neither_the_order_nor_the_chain_nor_the_job(
    home: Path, dialler: PracticeDialler, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    for module in ("record.chain", "record.log", "blocking.campaigns", "blocking.job", "blocking.workplace"):
        monkeypatch.setattr(
            f"dncdesk.{module}.now", lambda: now() + timedelta(days=chance.choice([-4000, -1, 0, 0, 1, 4000]))
        )
    desk = open_desk(dialler.url)
    opt_outs = [desk.opt_out(f"727556{n:04}", "TESTCAMP" if n % 2 else None) for n in range(10)]
    for opt_out in opt_outs:
        desk.queue.submit(opt_out)
    for opt_out in opt_outs:
        assert desk.told.result(opt_out).outcome is Outcome.BLOCKED
    desk.wait_until_idle()
    for opt_out in opt_outs:
        assert_one_receipt(desk, opt_out)
        assert desk.place.log.read(lambda reader, o=opt_out: reader.request(o.id)) == opt_out  # type: ignore[misc]
    entries = desk.place.log.read(lambda reader: reader.entries())
    assert [entry.opt_out_id for entry in entries] == [o.id for o in reversed(opt_outs)]
    with closing(sqlite3.connect(home / "log.sqlite3")) as db:
        stamps = [row[0] for row in db.execute("SELECT at FROM event ORDER BY seq")]
    assert stamps != sorted(stamps), "the clock did not jump"


def test_no_other_user_can_read_what_was_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    Log(path).close()
    path.write_bytes(b"no database")
    before = os.umask(0)
    try:
        Log(path).close()
    finally:
        os.umask(before)
    assert {p.stat().st_mode & 0o077 for p in tmp_path.iterdir()} == {0}
