"""The generator of long logs: what it writes is what the program itself would have written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from dncdesk.record.events import FIRST, event_hash
from dncdesk.record.log import Log
from dncdesk.record.query import Query
from dncdesk.record.state import rebuild
from tests.support.desks import an_opt_out
from tests.support.many import write_many

UNTIL = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
ROWS = "SELECT * FROM opt_out ORDER BY seq"


def schema(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as db:
        return set(db.execute("SELECT name, sql FROM sqlite_master"))


def test_chain_and_rows_are_as_the_program_makes_them(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    told: list[int] = []
    events = write_many(path, 600, until=UNTIL, told=told.append)
    with closing(sqlite3.connect(path)) as db:
        previous = FIRST
        for place, row in enumerate(db.execute("SELECT * FROM event ORDER BY seq"), start=1):
            assert (row[0], row[5], row[6]) == (place, previous, event_hash(row[:6]))
            previous = row[6]
            events -= 1
        assert events == 0
        before = db.execute(ROWS).fetchall()
        rebuild(db)
        assert db.execute(ROWS).fetchall() == before
        db.rollback()
        db.execute("INSERT INTO opt_out_words (opt_out_words, rank) VALUES ('integrity-check', 1)")
    other = tmp_path / "other.sqlite3"
    Log(other).close()
    assert schema(path) == schema(other)


def test_the_program_goes_on_from_it(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    write_many(path, 20, until=UNTIL)
    log = Log(path)
    log.append_request(an_opt_out("7275551212", note="afterwards"))
    found = log.read(lambda reader: reader.entries(Query(search="afterw")))
    assert [entry.number for entry in found] == ["7275551212"]
    log.close()


def test_the_same_seed_makes_the_same_log(tmp_path: Path) -> None:
    heads = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_many(tmp_path / name, 30, seed=seed, until=UNTIL)
        with closing(sqlite3.connect(tmp_path / name)) as db:
            heads.append(db.execute("SELECT hash FROM event ORDER BY seq DESC").fetchone()[0])
    assert heads[0] == heads[1] != heads[2]
