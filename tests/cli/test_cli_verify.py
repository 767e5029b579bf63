"""`dncdesk verify`: whether the log is as it was written."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dncdesk.record.chain import as_line
from tests.cli.program import Desk, Dialler
from tests.support.spoiling import EVENTS, edit, events, write_log


@pytest.fixture
def log(desk: Desk) -> Path:
    desk.home.mkdir()
    path = desk.home / "log.sqlite3"
    write_log(path)
    return path


def head_of(log: Path) -> str:
    last = events(log)[-1]
    return f"{last.seq}:{last.hash}"


def test_a_log_as_it_was_written_is_sound(desk: Desk, log: Path) -> None:
    said = desk.run("verify", "--head", head_of(log))
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"The log is sound. Events: {EVENTS}, opt-outs: 4,")
    assert f"Head: {head_of(log)}\n" in said.out
    assert "Nothing outside" not in said.out
    assert "Nothing outside" in desk.run("verify").out


def test_what_a_block_has_written_is_sound(desk: Desk, dialler: Dialler) -> None:
    desk.run("block", "7275550101", "--everywhere")
    assert desk.run("verify").code == 0
    assert desk.run("--practice", "block", "7275550101", "--everywhere").code == 0
    assert desk.run("--practice", "verify").code == 0
    edit(desk.home / "practice" / "log.sqlite3", "UPDATE event SET body = '{}' WHERE seq = 1")
    assert desk.run("--practice", "verify").code == 1
    assert desk.run("verify").code == 0


def test_a_changed_log_is_named_and_ends_with_one(desk: Desk, log: Path) -> None:
    edit(log, "UPDATE event SET body = '{}' WHERE seq = 3")
    said = desk.run("verify")
    assert said.code == 1
    assert said.out.startswith("The log is NOT sound.")
    assert "- Event 3 (added (727) 555-1212, " in said.out
    found = desk.run("verify", "--json")
    assert found.code == 1
    data = found.one()
    assert (data["sound"], data["findings"][0]["seq"], data["head"]["seq"]) == (False, 3, EVENTS)
    assert "Event 3" in data["findings"][0]["text"]


def test_it_only_reads(desk: Desk, log: Path) -> None:
    before, files = log.read_bytes(), {path.name for path in desk.home.iterdir()}
    desk.run("verify")
    assert log.read_bytes() == before
    assert {path.name for path in desk.home.iterdir()} - files <= {"log.sqlite3-wal", "log.sqlite3-shm"}


def test_an_end_cut_off_shows_against_a_head_typed_or_in_an_export(desk: Desk, log: Path, tmp_path: Path) -> None:
    seq, hash_ = head_of(log).split(":")
    csv, jsonl = tmp_path / "export.csv", tmp_path / "export.jsonl"
    csv.write_text("\ufeffNumber,Name\n7275551212,\n" + "x,y\n" * 50_000 + f"Head of the log,{seq}:{hash_}\n", "utf-8")
    first = json.dumps({"dncdesk": "log", "head": {"seq": int(seq), "hash": hash_}}, separators=(",", ":"))
    jsonl.write_text(first + "\n" + "".join(map(as_line, events(log))), "utf-8")
    for head in (head_of(log), head_of(log).upper(), str(csv), str(jsonl)):
        assert desk.run("verify", "--head", head).code == 0, head
    edit(log, f"DELETE FROM event WHERE seq = {EVENTS}")
    for head in (head_of(log) and f"{seq}:{hash_}", str(csv), str(jsonl)):
        said = desk.run("verify", "--head", head)
        assert said.code == 1
        assert f"reached to event {EVENTS}" in said.out, head


@pytest.mark.parametrize("head", ["12", "x:y", "3:abc", "no file"])
def test_a_head_that_is_none_is_wrong_use(desk: Desk, log: Path, head: str) -> None:
    said = desk.run("verify", "--head", head)
    assert (said.code, said.out) == (2, "")
    assert "64 hexadecimal digits" in said.err


def test_an_export_that_names_no_head_is_wrong_use(desk: Desk, log: Path, tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text("Number,Name\n7275551212,\n", "utf-8")
    said = desk.run("verify", "--head", str(tmp_path / "export.csv"))
    assert (said.code, said.out) == (2, "")
    assert "names no head" in said.err


def test_no_log_and_no_folder_are_wrong_use(desk: Desk, log: Path, tmp_path: Path) -> None:
    for words in (("--log", str(tmp_path / "no.sqlite3")), ("--copies", str(tmp_path / "none"))):
        said = desk.run("verify", *words)
        assert (said.code, said.out) == (2, "")
    (tmp_path / "text").write_text("no log")
    said = desk.run("verify", "--log", str(tmp_path / "text"))
    assert said.code == 1
    assert "cannot be read" in said.err


def test_a_copy_of_a_log_can_be_checked(desk: Desk, log: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(log)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    log.rename(tmp_path / "evidence.sqlite3")
    assert desk.run("verify", "--log", str(tmp_path / "evidence.sqlite3")).code == 0


def test_the_copies_are_looked_at_as_told_or_as_set(desk: Desk, log: Path, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (share / "desk9-bob.jsonl").write_text("".join(map(as_line, events(log)[:10])), "ascii")
    said = desk.run("verify", "--copies", str(share))
    assert said.code == 0
    assert "* desk9-bob: events 1 to 10, last written" in said.out
    assert f"Missing: 11–{EVENTS}." in said.out
    (desk.home / "settings.json").write_text(json.dumps({"version": 1, "copies": str(share)}))
    assert desk.run("verify", "--json").one()["seats"][0]["missing"] == [[11, EVENTS]]


def test_for_the_window_it_tells_how_far_it_is(desk: Desk, log: Path, tmp_path: Path) -> None:
    said = desk.run("verify", "--json", "--for-window", "--copies", str(tmp_path / "away"))
    assert said.code == 0
    assert "was not checked" in said.one()["notes"][0]["text"]
    assert said.err.splitlines()[-1] == "1.0000"


def test_nothing_it_says_breaks_a_terminal_that_knows_ascii_only(desk: Desk, log: Path) -> None:
    edit(log, "UPDATE opt_out SET shown = '日本' WHERE seq = 2")
    desk.environment["PYTHONIOENCODING"] = "ascii"
    said = desk.run("verify")
    assert said.code == 1
    assert "Traceback" not in said.err
