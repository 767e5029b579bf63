"""The count of calls that may have been wrong logins: it holds across restarts, and is in nobody's way."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from dncdesk.blocking.tries import TriesFile
from dncdesk.vicidial.gate import COUNTED_SECONDS, Doubts

ACCOUNT = ("https://one/x", "6666")


def always(_: Doubts) -> bool:
    return True


def count(tries: TriesFile, account: tuple[str, str] = ACCOUNT) -> int:
    return tries.doubts(*account).count


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "logins.sqlite3"


def test_what_was_begun_and_never_ended_counts_at_the_next_start(path: Path) -> None:
    for n in range(3):
        TriesFile(path).begin(*ACCOUNT, always)
        assert count(TriesFile(path)) == n + 1
    assert count(TriesFile(path), ("https://two/x", "6666")) == 0
    assert count(TriesFile(path), ("https://one/x", "7777")) == 0


def test_a_good_login_ends_the_count_of_its_account_up_to_itself(path: Path) -> None:
    tries = TriesFile(path)
    tries.begin(*ACCOUNT, always)
    tries.begin("https://two/x", "6666", always)
    good = tries.begin(*ACCOUNT, always)
    tries.begin(*ACCOUNT, always)
    assert good is not None
    tries.forget(*ACCOUNT, good)
    assert count(tries) == 1
    assert count(tries, ("https://two/x", "6666")) == 1


def test_what_was_not_sent_is_taken_back(path: Path) -> None:
    tries = TriesFile(path)
    tries.begin(*ACCOUNT, always)
    number = tries.begin(*ACCOUNT, always)
    assert number is not None
    tries.take_back(number)
    assert count(tries) == 1


def test_the_server_forgets_after_a_quarter_of_an_hour_and_so_does_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries, now = TriesFile(path), time.time()
    for ago in (COUNTED_SECONDS + 1, COUNTED_SECONDS - 1, 100.0):
        monkeypatch.setattr(time, "time", lambda ago=ago: now - ago)
        tries.begin(*ACCOUNT, always)
    monkeypatch.setattr(time, "time", lambda: now)
    doubts = tries.doubts(*ACCOUNT)
    assert doubts.count == 2
    assert doubts.last == pytest.approx(100.0)


def test_a_clock_that_was_set_back_does_not_make_it_count_for_longer(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries, now = TriesFile(path), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 1e6)
    tries.begin(*ACCOUNT, always)
    monkeypatch.setattr(time, "time", lambda: now)
    assert tries.doubts(*ACCOUNT) == Doubts(1, 0.0)
    monkeypatch.setattr(time, "time", lambda: now + COUNTED_SECONDS)
    assert count(tries) == 0


def test_of_many_at_once_no_more_begin_than_may(path: Path) -> None:
    together = threading.Barrier(8)
    begun: list[int | None] = []

    def work() -> None:
        together.wait(10)
        begun.append(TriesFile(path).begin(*ACCOUNT, lambda doubts: doubts.count < 3))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sum(number is not None for number in begun) == 3
    assert count(TriesFile(path)) == 3


def test_it_is_this_users_alone(path: Path) -> None:
    TriesFile(path).begin(*ACCOUNT, always)
    assert path.stat().st_mode & 0o077 == 0


def test_where_it_cannot_be_written_it_counts_in_memory(path: Path) -> None:
    path.mkdir()
    tries = TriesFile(path)
    numbers = [tries.begin(*ACCOUNT, always) for _ in range(3)]
    assert count(tries) == 3
    assert numbers[1] is not None
    tries.forget(*ACCOUNT, numbers[1])
    assert count(tries) == 1
    path.rmdir()
    tries.begin(*ACCOUNT, always)
    assert count(TriesFile(path)) == 1


def test_a_file_that_is_none_of_ours_any_more_is_begun_anew(path: Path) -> None:
    path.write_bytes(b"no database, " * 1000)
    tries = TriesFile(path)
    tries.begin(*ACCOUNT, always)
    tries.begin(*ACCOUNT, always)
    assert count(TriesFile(path)) == 1, "the second one; the first was counted in memory"


def test_a_program_that_holds_it_for_long_keeps_nobody_from_counting(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dncdesk.blocking.tries._BUSY_SECONDS", 0.1)
    tries = TriesFile(path)
    tries.begin(*ACCOUNT, always)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        tries.begin(*ACCOUNT, always)
        other.execute("ROLLBACK")
    assert count(tries) == 1
