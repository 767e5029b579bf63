"""`dncdesk export`: by the file's ending, days included, without a display, and never half a file."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dncdesk.core.moments import now
from dncdesk.core.spreadsheet import unmarked
from dncdesk.record.log import Log
from tests.cli.program import Desk, Said
from tests.support.desks import an_opt_out


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A desk with three opt-outs: the last minute of yesterday's, today's, and one of a campaign."""
    today = now().replace(hour=0, minute=0, second=0, microsecond=0)
    made = [
        replace(an_opt_out("7275560101"), asked_at=today - timedelta(seconds=1)),
        an_opt_out("7275560102", note="=1+1"),
        an_opt_out("7275560103", campaign="TESTCAMP"),
    ]
    log = Log(desk.home / "log.sqlite3")
    for opt_out in made:
        log.append_request(opt_out)
    log.close()
    return desk


def export(desk: Desk, name: str, *words: str) -> Said:
    return desk.run("export", str(desk.home / name), *words)


def numbers(path: Path) -> list[str]:
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    return [unmarked(row[0]) for row in rows[1 : rows.index([])]]


def test_each_ending_makes_a_file_of_its_kind_without_a_display(filled: Desk) -> None:
    assert not {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"} & set(filled.environment)
    begins = {"csv": b"\xef\xbb\xbfNumber,", "xlsx": b"PK\x03\x04", "jsonl": b'{"dncdesk":"log"', "pdf": b"%PDF-"}
    for ending, beginning in begins.items():
        said = export(filled, f"a.{ending.upper()}")
        assert (said.code, said.out) == (0, "")
        assert "Entries: 3." in said.err
        assert (filled.home / f"a.{ending.upper()}").read_bytes().startswith(beginning)


def test_the_last_day_is_included_whole(filled: Desk) -> None:
    today = date.today()  # noqa: DTZ011
    yesterday = (today - timedelta(days=1)).isoformat()
    for words, expected in (
        (("--until", yesterday), ["7275560101"]),
        (("--since", today.isoformat()), ["7275560103", "7275560102"]),
        (("--since", yesterday, "--until", today.isoformat()), ["7275560103", "7275560102", "7275560101"]),
        (("--campaign", "testcamp"), ["7275560103"]),
        (("--campaign", "EVERYWHERE"), ["7275560102", "7275560101"]),
        (("--campaign", "NOPE"), []),
    ):
        assert export(filled, "a.csv", *words).code == 0
        assert numbers(filled.home / "a.csv") == expected, words


def test_the_head_that_is_told_is_the_one_in_the_file_and_in_the_log(filled: Desk) -> None:
    said = export(filled, "a.jsonl")
    last = json.loads((filled.home / "a.jsonl").read_text("ascii").splitlines()[-1])
    with closing(sqlite3.connect(filled.home / "log.sqlite3")) as db:
        stored = db.execute("SELECT hash FROM event WHERE seq = ?", (last["head"]["seq"],)).fetchone()[0]
    assert last["head"]["hash"] == stored
    assert f"{last['head']['seq']}:{stored}" in said.err


WRONG = {
    "no ending": (["a"], "must end in"),
    "an ending of another kind": (["a.doc"], "must end in"),
    "a day that is none": (["a.csv", "--since", "Monday"], "“Monday” is not a date"),
    "a day with a time": (["a.csv", "--until", "2026-11-23T10:00"], "not a date"),
    "days the wrong way round": (["a.csv", "--since", "2026-11-23", "--until", "2026-11-22"], "is after"),
    "a campaign without a name": (["a.csv", "--campaign", ""], "names none"),
}


@pytest.mark.parametrize(("words", "says"), WRONG.values(), ids=WRONG.keys())
def test_wrong_use_is_said_in_one_sentence_and_makes_no_file(desk: Desk, words: list[str], says: str) -> None:
    said = export(desk, *words)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert said.err.count("\n") == 1
    assert not (desk.home / words[0]).exists()


def test_a_folder_that_is_not_there_is_said_in_one_sentence(desk: Desk) -> None:
    said = export(desk, "nowhere/a.csv")
    assert (said.code, said.out) == (1, "")
    assert "There is no folder" in said.err
    assert said.err.count("\n") == 1


def test_practice_exports_the_practice_log_alone(filled: Desk) -> None:
    said = filled.run("export", str(filled.home / "a.csv"), "--practice")
    assert said.code == 0
    assert numbers(filled.home / "a.csv") == []
