"""Logs of every older version: they open, are brought up to date, and still prove what they proved."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from dncdesk.core.optout import Action
from dncdesk.core.outcome import Outcome
from dncdesk.record.chain import Head
from dncdesk.record.log import Log
from dncdesk.record.query import Query
from dncdesk.record.reader import Reader
from dncdesk.record.schema import MIGRATIONS
from dncdesk.record.verify import verify
from tests.support.desks import an_opt_out
from tests.support.spoiling import edit, events

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DATA = ROOT / "tests" / "data"
OLDER = range(1, len(MIGRATIONS))
STOOD = [
    ("(727) 555-0101", "EVERYWHERE", Action.BLOCK, Outcome.BLOCKED),
    ("(727) 555-1212", "TESTCAMP", Action.BLOCK, Outcome.BLOCKED),
    ("(813) 555-0164", "NOSUCH", Action.BLOCK, Outcome.REFUSED),
    ("(727) 555-0100", "SALES01", Action.BLOCK, Outcome.REMOVED),
    ("(727) 555-0100", "SALES01", Action.REMOVE, Outcome.REMOVED),
    ("(727) 555-1212", "TESTCAMP", Action.REMOVE, Outcome.REMOVED),
    ("(727) 555-0177", "EVERYWHERE", Action.BLOCK, Outcome.WAITING),
]
"""What the logs in `tests/data` hold: each was written by the program of its version, against the practice dialler."""


def write_version(version: int, path: Path) -> Path:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript((DATA / f"log-version-{version}.sql").read_text(encoding="utf-8"))
    return path


@pytest.fixture(params=OLDER)
def version(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


@pytest.fixture
def path(version: int, tmp_path: Path) -> Path:
    return write_version(version, tmp_path / "log.sqlite3")


def assert_as_it_stood(path: Path) -> None:
    log = Log(path)
    try:
        entries = log.read(lambda reader: reader.entries(Query(descending=False)))
        assert [(e.shown, e.scope, e.action, e.result.outcome) for e in entries] == STOOD
        assert entries[0].asked_at == datetime.fromisoformat("2026-11-20T17:05:00-05:00")
        assert entries[0].details.note == "Voicemail of Friday"
        assert entries[0].blocked_at == entries[0].result.confirmed_at
        assert entries[0].e164 == "+17275550101"
        assert "日本" in entries[3].details.note
        assert entries[0].entered_by == "ann"
        assert [entry.shown for entry in log.read(Reader.pending)] == ["(727) 555-0177"]
        assert len(log.read(lambda reader: reader.entries(Query(search="5550100")))) == 2
        assert log.notices == []
    finally:
        log.close()


def test_there_is_a_log_of_every_older_version() -> None:
    assert all((DATA / f"log-version-{version}.sql").exists() for version in OLDER)


def test_an_older_log_opens_is_brought_up_to_date_and_is_sound(version: int, path: Path) -> None:
    before = events(path)
    last = before[-1]
    assert_as_it_stood(path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert events(path) == before
    found = verify(path, heads=[Head(last.seq, last.hash)])
    assert found.sound, found.findings
    assert (found.events, found.opt_outs) == (len(before), len(STOOD))


def test_the_log_as_it_was_is_kept_for_this_user_alone(version: int, path: Path) -> None:
    before = events(path)
    Log(path).close()
    copy = path.with_name(f"log.version-{version}.sqlite3")
    assert events(copy) == before
    if sys.platform != "win32":  # there the folder is what keeps others out
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (version,)


def test_it_goes_on_in_the_same_chain(path: Path) -> None:
    log = Log(path)
    log.append_request(an_opt_out())
    log.close()
    assert verify(path).sound


def test_an_older_log_is_checked_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    found = verify(path)
    assert found.sound
    assert "older version" in str(found.notes[0])
    assert path.read_bytes() == before
    edit(path, "UPDATE event SET at = replace(at, '2026', '2025') WHERE seq = 3")
    assert [finding.seq for finding in verify(path).findings] == [3]


@pytest.mark.parametrize("where", ["copying", "first", "rows", "last"])
def test_a_kill_in_the_middle_leaves_a_log_that_the_next_start_brings_up_to_date(
    version: int, path: Path, where: str
) -> None:
    before = events(path)
    killed = subprocess.run(
        [sys.executable, str(HERE / "killed_migration.py"), str(path), where],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=50,
    )
    assert killed.returncode == (signal.SIGTERM if sys.platform == "win32" else -9)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (version,)
    assert events(path) == before
    assert_as_it_stood(path)
    assert verify(path).sound
    assert events(path.with_name(f"log.version-{version}.sqlite3")) == before


def test_an_event_that_nobody_can_read_does_not_keep_the_log_from_opening(path: Path) -> None:
    edit(path, "UPDATE event SET body = '{}' WHERE seq = 1", "UPDATE event SET body = '[' WHERE kind = 'outcome'")
    before = events(path)
    log = Log(path)
    assert len(log.read(Reader.entries)) == len(STOOD) - 1
    log.close()
    assert events(path) == before
    assert {1} < {finding.seq for finding in verify(path).findings}
