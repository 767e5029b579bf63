"""Exports: every entry is there, nothing is taken for a formula, the head is named; or the former file stays."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dncdesk.core.moments import moment, now
from dncdesk.core.optout import Action, AskedHow, OptOut
from dncdesk.core.outcome import Outcome, Proof, Result
from dncdesk.core.sentences import say
from dncdesk.core.spreadsheet import unmarked
from dncdesk.record.events import Kind
from dncdesk.record.exporting import selection, xlsx_file
from dncdesk.record.exporting.contents import CancelledError, Watch
from dncdesk.record.exporting.fields import clean
from dncdesk.record.exporting.run import Exported, ExportError, export
from dncdesk.record.exporting.selection import Format, Maker, Selection, UnknownEndingError
from dncdesk.record.exporting.source import last_export
from dncdesk.record.log import Log
from dncdesk.record.query import Column, Query
from tests.support.desks import an_opt_out

MAKER = Maker("anna", "DESK-17", "dncdesk 0.1.0")
FORMATS = ["csv", "xlsx", "jsonl"]
HOSTILE = [
    "=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3", "@SUM(1)", "\t=1", "=cmd|'/c calc'!A0", "a,b;c", 'say "no"',
    "two\nlines", "two\r\nlines", "'quoted", "#N/A", "0612345678", "+17275551212", "1E10", "MAR01", "TRUE",
    "\u202egnirts", "\ud800", "a\x00b\x1b[31m", "\ufeffx", "日本 👍", " padded ", "x" * 40_000,
    "</w>&amp;<b>",
]  # fmt: skip


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    opened = Log(tmp_path / "log.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def write(log: Log, tmp_path: Path) -> Callable[..., Exported]:
    def run(name: str, chosen: Selection | None = None, watch: Watch | None = None) -> Exported:
        return export(log, tmp_path / name, chosen or selection.everything(), MAKER, watch or Watch())

    return run


Write = Callable[..., Exported]


def csv_rows(path: Path) -> tuple[list[dict[str, str]], dict[str, str]]:
    """The table by its headings, as a program reads it, and what the file says of itself."""
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True)))
    end = rows.index([])
    table = [{name: unmarked(cell) for name, cell in zip(rows[0], row, strict=True)} for row in rows[1:end]]
    return table, {row[0].removeprefix("# "): row[1] for row in rows[end + 1 :] if len(row) > 1}


def xlsx_sheet(path: Path, title: str = "Log") -> list[dict[str, Any]]:
    """A sheet by its headings; a zone by the heading before it."""
    with closing(openpyxl.load_workbook(path)) as book:
        rows: list[list[Any]] = [[cell.value for cell in row] for row in book[title].iter_rows()]
        assert not any(cell.data_type == "f" for row in book[title].iter_rows() for cell in row)
    names = [f"{rows[0][at - 1]} zone" if name == "Zone" else name for at, name in enumerate(rows[0])]
    return [dict(zip(names, row, strict=True)) for row in rows[1:]]


def about_sheet(path: Path) -> dict[str, Any]:
    with closing(openpyxl.load_workbook(path)) as book:
        return {str(row[0].value): row[1].value for row in book["About"].iter_rows() if len(row) > 1}


def jsonl_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("ascii").splitlines()]


def blocked(log: Log, opt_out: OptOut) -> OptOut:
    log.append_request(opt_out)
    sent = (opt_out.main_form, "1" + opt_out.main_form)
    result = Result(Outcome.BLOCKED, say("Read back."), sent, now(), Proof.READ_BACK, 3, 2, 0)
    log.append_result(opt_out.id, Result(Outcome.WAITING, say("No answer.")))
    log.append_result(opt_out.id, result, attempt=4)
    return opt_out


def full(number: str = "7275551212") -> OptOut:
    """An opt-out with a value in each field."""
    at = datetime(2026, 11, 20, 14, 2, 7, 120000, tzinfo=UTC).astimezone()
    return replace(
        an_opt_out(number, note="asked twice", campaign="SALES01"), scope_name="Sales", person="Maria Ünal",
        taken_by="jsmith", entered_by="anna", computer="DESK-17", program="dncdesk 0.1.0", seller="Acme", asked_at=at,
        asked_how=AskedHow.VOICEMAIL, reference="lead 7", due_on=date(2026, 12, 7), scope_asked=None,
    )  # fmt: skip


# --- what is in it ------------------------------------------------------------------------------------------------


def test_a_csv_tells_all_of_an_opt_out(log: Log, write: Write, tmp_path: Path) -> None:
    opt_out = blocked(log, full())
    write("a.csv")
    ((row,), about) = csv_rows(tmp_path / "a.csv")
    told = {
        "Number": "7275551212", "E.164": "+17275551212", "As typed": "7275551212",
        "Numbers sent": "7275551212 17275551212", "Name": "Maria Ünal", "Request": "block", "How asked": "voicemail",
        "Outcome": "blocked", "Why": "Read back.", "Confirmed by": "check_phone_number", "Due on": "2026-12-07",
        "Scope asked for": "SALES01", "Scope": "SALES01", "Campaign name": "Sales", "Seller": "Acme",
        "Taken by": "jsmith", "Entered by": "anna", "Computer": "DESK-17", "API user": "6666", "Server": "Main",
        "Server address": opt_out.endpoint, "Leads found": "3", "Leads stopped": "2", "Still queued": "0",
        "Tries (at least)": "4", "Reference": "lead 7", "Note": "asked twice", "Opt-out id": opt_out.id,
        "Source id": opt_out.source_id, "Program": "dncdesk 0.1.0", "Imported": "",
    }  # fmt: skip
    assert {name: row[name] for name in told} == told
    assert moment(row["Asked at"]) == opt_out.asked_at
    assert moment(row["Recorded at"]) == opt_out.recorded_at
    assert row["Blocked at"]
    assert row["Confirmed at"]
    assert row["Deadline"] in {"met", "met late"}
    assert about["Entries"] == "1"
    assert (about["Made by"], about["Computer"], about["Program"]) == ("anna", "DESK-17", "dncdesk 0.1.0")


def test_an_xlsx_holds_dates_as_dates_with_their_zone_and_numbers_as_texts(
    log: Log, write: Write, tmp_path: Path
) -> None:
    opt_out = blocked(log, full("0612345678"))
    write("a.xlsx")
    (row,) = xlsx_sheet(tmp_path / "a.xlsx")
    assert (row["Number"], row["E.164"]) == ("0612345678", "+10612345678")
    assert row["Asked at"] == opt_out.asked_at.replace(tzinfo=None)
    assert row["Asked at zone"] == opt_out.asked_at.strftime("%z")
    assert row["Due on"].date() == date(2026, 12, 7)
    assert (row["Leads found"], row["Still queued"]) == (3, 0)
    with closing(openpyxl.load_workbook(tmp_path / "a.xlsx")) as book:
        sheet = book["Log"]
        assert (sheet.freeze_panes, sheet["A2"].number_format) == ("B2", "@")
        assert sheet.auto_filter.ref.endswith("2")
    assert about_sheet(tmp_path / "a.xlsx")["Entries"] == "1"


def test_a_jsonl_lets_a_program_follow_the_chain_without_this_one(log: Log, write: Write, tmp_path: Path) -> None:
    for number in range(5):
        blocked(log, full(f"727555{number:04}"))
    log.append_fact(Kind.SERVER, {"build": "x\ud800é"})
    done = write("a.jsonl")
    first, *events, last = jsonl_lines(tmp_path / "a.jsonl")
    before = "0" * 64
    for number, event in enumerate(events, 1):
        assert (event["seq"], event["previous"]) == (number, before)
        columns = [event[name] for name in ("seq", "opt_out_id", "kind", "at", "body", "previous")]
        text = json.dumps(columns, separators=(",", ":"), ensure_ascii=True)
        before = hashlib.sha256(text.encode("ascii")).hexdigest()
        assert event["hash"] == before
        json.loads(event["body"])
    head = {"seq": len(events), "hash": before}
    assert first["head"] == last["head"] == head
    assert (last["events"], first["entries"], done.provenance.head) == (16, 5, (head["seq"], head["hash"]))


@pytest.mark.parametrize("ending", FORMATS)
def test_every_kind_names_the_same_head_and_it_is_the_logs(log: Log, write: Write, tmp_path: Path, ending: str) -> None:
    blocked(log, full())
    head = log.read(lambda reader: reader.head())
    done = write(f"a.{ending}")
    assert done.provenance.head == head
    shown = f"{head[0]}:{head[1]}"
    if ending == "csv":
        assert csv_rows(tmp_path / "a.csv")[1]["Head of the log"] == shown
    elif ending == "xlsx":
        assert about_sheet(tmp_path / "a.xlsx")["Head of the log"] == shown
    else:
        assert jsonl_lines(tmp_path / "a.jsonl")[-1]["head"] == {"seq": head[0], "hash": head[1]}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_comes_back_and_none_is_a_formula(log: Log, write: Write, tmp_path: Path, text: str) -> None:
    opt_out = replace(full(), note=text, person=text, scope_name=text, number_typed=text, seller=text, computer=text)
    blocked(log, opt_out)
    write("a.csv")
    write("a.xlsx")
    write("a.jsonl")
    names = ["Note", "Name", "Campaign name", "As typed", "Seller", "Computer"]
    raw = next(csv.DictReader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines(keepends=True)))
    ((row,), _) = csv_rows(tmp_path / "a.csv")
    (sheet,) = xlsx_sheet(tmp_path / "a.xlsx")
    for name in names:
        # Some columns are kept without lone surrogates already.
        allowed = {clean(text), clean(text.encode("utf-8", "replace").decode())}
        assert row[name] in {t.replace("\r\n", "\n") for t in allowed}
        assert raw[name].strip()[:1] not in set("=+-@")
        assert sheet[name] in {t if len(t) < 32_767 else f"{t[:32_766]}…" for t in allowed}
    requested = next(line for line in jsonl_lines(tmp_path / "a.jsonl") if line.get("kind") == "requested")
    assert json.loads(requested["body"])["note"] == text


@pytest.mark.parametrize("ending", FORMATS)
def test_an_empty_log_is_a_whole_file(log: Log, write: Write, tmp_path: Path, ending: str) -> None:
    assert write(f"a.{ending}").provenance.entries == 0
    if ending == "csv":
        table, about = csv_rows(tmp_path / "a.csv")
        assert (table, about["Head of the log"]) == ([], "0:" + "0" * 64)
    elif ending == "xlsx":
        assert xlsx_sheet(tmp_path / "a.xlsx") == []
    else:
        assert [line.get("end") for line in jsonl_lines(tmp_path / "a.jsonl")] == [None, True]


def test_tries_are_counted_over_every_run_of_the_program(log: Log, write: Write, tmp_path: Path) -> None:
    opt_out = full()
    log.append_request(opt_out)
    for text, attempt in (("a", 1), ("b", 3), ("c", 1), ("d", 2)):
        log.append_result(opt_out.id, Result(Outcome.WAITING, say(text)), attempt=attempt)
    write("a.csv")
    assert csv_rows(tmp_path / "a.csv")[0][0]["Tries (at least)"] == "5"


def test_one_damaged_line_does_not_take_the_others_away(log: Log, write: Write, tmp_path: Path) -> None:
    damaged, sound = full("7275550001"), full("7275550002")
    blocked(log, damaged)
    blocked(log, sound)
    with closing(sqlite3.connect(log.path)) as db:
        db.execute("DROP TRIGGER event_is_not_changed")
        db.execute("UPDATE event SET body = '{}' WHERE opt_out_id = ?", (damaged.id,))
        db.commit()
    write("a.csv")
    table, _ = csv_rows(tmp_path / "a.csv")
    assert [(row["Number"], row["Computer"]) for row in table] == [("7275550002", "DESK-17"), ("7275550001", "")]


def test_what_was_added_later_is_told(log: Log, write: Write, tmp_path: Path) -> None:
    opt_out = blocked(log, full())
    log.append_details(opt_out.id, {"person": "Mario"}, by="ben", computer="DESK-2")
    write("a.csv")
    assert csv_rows(tmp_path / "a.csv")[0][0]["Name"] == "Mario"


# --- which of it ----------------------------------------------------------------------------------------------------


def asked(log: Log, number: str, at: datetime, campaign: str | None = None) -> OptOut:
    opt_out = replace(an_opt_out(number, campaign=campaign), asked_at=at)
    log.append_request(opt_out)
    return opt_out


def numbers(path: Path) -> list[str]:
    return [row["Number"] for row in csv_rows(path)[0]]


def test_a_day_is_whole_from_midnight_to_midnight(log: Log, write: Write, tmp_path: Path) -> None:
    day = datetime(2026, 11, 23).astimezone()
    for number, at in enumerate((-0.001, 0, 86399.999, 86400)):
        asked(log, f"727555000{number}", day + timedelta(seconds=at))
    write("a.csv", selection.today(date(2026, 11, 23)))
    assert numbers(tmp_path / "a.csv") == ["7275550002", "7275550001"]
    write("a.csv", selection.between(date(2026, 11, 22), date(2026, 11, 23), ""))
    assert len(numbers(tmp_path / "a.csv")) == 3


@pytest.mark.parametrize("first", [0, 6])
def test_a_week_begins_where_people_begin_it(log: Log, write: Write, tmp_path: Path, first: int) -> None:
    for day in (22, 23, 28, 29):  # Sunday, Monday, Saturday, Sunday
        asked(log, f"72755500{day}", datetime(2026, 11, day, 12).astimezone())
    write("a.csv", selection.week_by_campaign(date(2026, 11, 25), first))
    found = numbers(tmp_path / "a.csv")
    assert ("7275550022" in found, "7275550029" in found) == (first == 6, first == 0)
    assert len(found) == 3


def test_this_week_is_parted_by_campaign_with_sums(log: Log, write: Write, tmp_path: Path) -> None:
    at = datetime(2026, 11, 23, 12).astimezone()
    for number, campaign in enumerate(["SALES01", None, "SALES01", "a/b:c*[d]?", "A_B_C__D__"]):
        asked(log, f"727555000{number}", at, campaign)
    chosen = selection.week_by_campaign(date(2026, 11, 23), 0)
    write("a.xlsx", chosen)
    with closing(openpyxl.load_workbook(tmp_path / "a.xlsx")) as book:
        titles = book.sheetnames
    assert titles == ["A_B_C__D__", "Everywhere", "SALES01", "a_b_c__d__ 2", "About"]
    assert [row["Number"] for row in xlsx_sheet(tmp_path / "a.xlsx", "SALES01")] == ["7275550002", "7275550000"]
    assert about_sheet(tmp_path / "a.xlsx")["SALES01"] == "2 (Not delivered yet: 2)"
    write("a.csv", chosen)
    table, about = csv_rows(tmp_path / "a.csv")
    assert [row["Scope"] for row in table] == ["A_B_C__D__", "EVERYWHERE", "SALES01", "SALES01", "a/b:c*[d]?"]
    assert about["SALES01"] == "2"


def test_since_the_last_export_is_what_is_new_or_has_changed(log: Log, write: Write, tmp_path: Path) -> None:
    assert last_export(log.path) is None
    first, second = an_opt_out("7275550001"), an_opt_out("7275550002")
    for opt_out in (first, second):
        log.append_request(opt_out)
    write("a.csv")
    log.append_result(first.id, Result(Outcome.LISTED, say("On the list.")))
    log.append_request(an_opt_out("7275550003"))
    # A part of the log is no export that the next could build on.
    write("part.csv", selection.between(None, None, "SALES01"))
    last = last_export(log.path)
    assert last is not None
    write("b.csv", selection.since_last(last))
    assert numbers(tmp_path / "b.csv") == ["7275550003", "7275550001"]
    last = last_export(log.path)
    assert last is not None
    write("c.csv", selection.since_last(last))
    assert numbers(tmp_path / "c.csv") == []


def test_what_the_table_shows_is_written_in_its_order(log: Log, write: Write, tmp_path: Path) -> None:
    for number in ("7275550002", "8135550001", "7275550001"):
        log.append_request(an_opt_out(number))
    write("a.csv", selection.shown(Query(search="727", sort=Column.NUMBER, descending=False)))
    assert numbers(tmp_path / "a.csv") == ["7275550001", "7275550002"]
    assert "holds “727”" in csv_rows(tmp_path / "a.csv")[1]["What"]


def test_a_part_of_the_chain_holds_the_events_of_that_part(log: Log, write: Write, tmp_path: Path) -> None:
    mine, other = full(), replace(full(), id="other", scope=an_opt_out().scope)
    blocked(log, mine)
    blocked(log, other)
    write("a.jsonl", selection.between(None, None, "SALES01"))
    first, *events, last = jsonl_lines(tmp_path / "a.jsonl")
    assert {event["opt_out_id"] for event in events} == {mine.id}
    assert (len(events), last["events"], first["entries"]) == (3, 3, 1)


def test_a_sheet_that_is_full_goes_on_in_another(
    log: Log, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 3)
    for number in range(7):
        log.append_request(an_opt_out(f"727555000{number}"))
    write("a.xlsx")
    titles = ("Log", "Log 2", "Log 3")
    sheets = [[row["Number"][-1] for row in xlsx_sheet(tmp_path / "a.xlsx", title)] for title in titles]
    assert sheets == [["6", "5", "4"], ["3", "2", "1"], ["0"]]


def test_what_is_recorded_while_it_is_written_is_in_the_next(log: Log, write: Write, tmp_path: Path) -> None:
    log.append_request(an_opt_out("7275550001"))

    def meanwhile(share: float) -> None:
        if share == 1.0 and log.read(lambda reader: len(reader.entries())) == 1:
            log.append_request(an_opt_out("7275550002"))

    done = write("a.jsonl", None, Watch(meanwhile))
    assert done.provenance.head[0] == 1
    assert jsonl_lines(tmp_path / "a.jsonl")[-1]["events"] == 1
    last = last_export(log.path)
    assert last is not None
    write("b.csv", selection.since_last(last))
    assert numbers(tmp_path / "b.csv") == ["7275550002"]


def test_all_of_it_is_of_one_moment(log: Log, write: Write, tmp_path: Path) -> None:
    """Entries are read in batches; the head is that of the first."""
    made = [an_opt_out(f"727555{number:04}") for number in range(501)]
    for opt_out in made:
        log.append_request(opt_out)

    def meanwhile(share: float) -> None:
        if share < 1:
            log.append_result(made[0].id, Result(Outcome.LISTED, say("On the list.")))

    write("a.csv", None, Watch(meanwhile))
    assert csv_rows(tmp_path / "a.csv")[0][-1]["Outcome"] == "waiting"
    write("a.csv")
    assert csv_rows(tmp_path / "a.csv")[0][-1]["Outcome"] == "listed"


# --- that it was done, and that it could not be ---------------------------------------------------------------------


def test_an_export_is_noted_in_the_log_without_the_folder(log: Log, write: Write) -> None:
    blocked(log, full())
    head = log.read(lambda reader: reader.head())
    write("secret plan.csv", selection.between(date(2026, 11, 1), None, "SALES01"))
    (event,) = [e for e in log.read(lambda reader: list(reader.events(""))) if e.kind is Kind.EXPORTED]
    assert event.body["file"] == "secret plan.csv"
    assert event.body["head"] == {"seq": head[0], "hash": head[1]}
    assert (event.body["entries"], event.body["by"], event.body["complete"]) == (1, "anna", False)
    assert "SALES01" in event.body["filter"]


@pytest.mark.parametrize("name", ["a.txt", "csv", "a", "a.csv.bak", ".csv.", ""])
def test_an_ending_that_is_none_of_ours_is_refused(name: str) -> None:
    with pytest.raises(UnknownEndingError, match=r"\.csv, \.xlsx, \.jsonl or \.pdf"):
        Format.of(name)


def test_capitals_make_no_other_ending() -> None:
    assert Format.of("A.CSV") is Format.CSV


def assert_as_before(log: Log, path: Path, before: bytes | None) -> None:
    """The former file is there, and nothing of the new one is."""
    assert (path.read_bytes() if path.exists() else None) == before
    assert [p.name for p in path.parent.iterdir() if p.suffix == ".part"] == []
    assert not [e for e in log.read(lambda reader: list(reader.events(""))) if e.kind is Kind.EXPORTED]


@pytest.mark.parametrize("ending", FORMATS)
def test_a_person_may_stop_it_and_the_former_file_stays(log: Log, write: Write, tmp_path: Path, ending: str) -> None:
    for number in range(1001):
        log.append_request(an_opt_out(f"727555{number:04}"))
    path = tmp_path / f"a.{ending}"
    path.write_bytes(b"the former one")
    shares: list[float] = []

    def tell(share: float) -> None:
        shares.append(share)
        watch.cancel()

    watch = Watch(tell)
    with pytest.raises(CancelledError):
        write(path.name, None, watch)
    assert 0 < shares[0] < 1
    assert_as_before(log, path, b"the former one")


@pytest.mark.parametrize("ending", FORMATS)
def test_progress_ends_with_the_whole(log: Log, write: Write, ending: str) -> None:
    for number in range(700):
        log.append_request(an_opt_out(f"727555{number:04}"))
    shares: list[float] = []
    write(f"a.{ending}", None, Watch(shares.append))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize("ending", FORMATS)
def test_a_folder_that_is_not_there_is_said_so(log: Log, tmp_path: Path, ending: str) -> None:
    path = tmp_path / "nowhere" / f"a.{ending}"
    with pytest.raises(ExportError, match="no folder"):
        export(log, path, selection.everything(), MAKER, Watch())
    assert not path.parent.exists()


def test_a_folder_in_the_files_place_is_said_so(log: Log, write: Write, tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(ExportError, match="is a folder"):
        write("a.csv")
    assert list((tmp_path / "a.csv").iterdir()) == []


def test_a_file_that_may_not_be_replaced_is_said_so(
    log: Log, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where another program holds it open."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"open in Excel")

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(ExportError, match="open in another program"):
        write("a.csv")
    assert_as_before(log, path, b"open in Excel")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_new_file_is_for_this_user_alone_and_a_replaced_one_keeps_its_readers(
    log: Log, write: Write, tmp_path: Path
) -> None:
    write("a.csv")
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600
    (tmp_path / "a.csv").chmod(0o644)
    write("a.csv")
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o644


def test_where_the_log_cannot_note_it_the_file_is_there_and_it_is_said(
    log: Log, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.append_request(an_opt_out())
    monkeypatch.setattr("dncdesk.record.writer._BUSY_SECONDS", 0.1)
    log._db.execute("PRAGMA busy_timeout = 100")
    with closing(sqlite3.connect(log.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = write("a.csv")
        other.execute("ROLLBACK")
    assert done.note is not None
    assert "could not note" in str(done.note)
    assert numbers(tmp_path / "a.csv") == ["7275551212"]


def test_no_scratch_file_is_left_behind(
    log: Log, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", os.fspath(scratch))
    for number in range(600):
        log.append_request(an_opt_out(f"727555{number:04}"))
    watch = Watch(lambda _: watch.cancel())
    with pytest.raises(CancelledError):
        write("a.xlsx", selection.week_by_campaign(now().date(), 0), watch)
    write("a.xlsx")
    assert list(scratch.iterdir()) == []


def test_a_removal_is_told_as_one(log: Log, write: Write, tmp_path: Path) -> None:
    removal = replace(full(), action=Action.REMOVE, undoes="abc", due_on=None)
    log.append_request(removal)
    write("a.csv")
    ((row,), _) = csv_rows(tmp_path / "a.csv")
    assert (row["Request"], row["Takes back"], row["Deadline"]) == ("remove", "abc", "")
