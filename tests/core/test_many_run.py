"""A list under way: counts, rate and what it leaves behind as a file."""

from __future__ import annotations

import csv
import io
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dncdesk.core.details import Details
from dncdesk.core.many_kept import Kept
from dncdesk.core.many_results import ResultsError, write_results
from dncdesk.core.many_run import Progress, Standing
from dncdesk.core.moments import now
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import say


def progress(count: int) -> Progress:
    found = Progress()
    found.add(Standing(f"id{place}", f"(727) 555-{place:04d}", f"727555{place:04d}") for place in range(count))
    found.go(100.0)
    return found


def result(outcome: Outcome) -> Result:
    return Result(outcome, say("Why."), numbers_sent=("7275550000",))


def test_a_number_counts_once_as_it_stands_last() -> None:
    found = progress(3)

    found.settle("id1", result(Outcome.WAITING), 101.0)
    assert (found.ended, found.counts[Outcome.WAITING]) == (0, 1)
    found.settle("id1", result(Outcome.BLOCKED), 102.0)

    assert (found.ended, found.left) == (1, 2)
    assert found.counts[Outcome.WAITING] == 0
    assert found.settle("other", result(Outcome.BLOCKED), 103.0) is None


def test_the_rate_is_that_of_late_and_not_told_from_a_few() -> None:
    found = progress(100)
    for place in range(4):
        found.settle(f"id{place}", result(Outcome.BLOCKED), 101.0)
    assert found.rate(104.0) is None

    for place in range(4, 40):
        found.settle(f"id{place}", result(Outcome.BLOCKED), 104.0)

    assert found.rate(104.0) == pytest.approx(10.0)
    assert found.rate(200.0) is None


def test_what_is_tried_again_stands_in_its_place_as_not_tried() -> None:
    found = progress(3)
    found.settle("id1", result(Outcome.REFUSED), 101.0)
    assert found.failed == [1]

    found.instead("id1", "further")

    assert (found.ended, found.counts[Outcome.REFUSED], found.failed) == (0, 0, [])
    assert found.rows[1].opt_out_id == "further"
    assert found.settle("further", result(Outcome.BLOCKED), 102.0) == 1


def standings() -> list[Standing]:
    return [
        Standing("a", "(727) 555-1212", "+1 727 555 1212", Outcome.BLOCKED, None, ("7275551212",)),
        Standing("b", "(813) 555-0164", '=cmd("x")', Outcome.REFUSED, say("It said “no”."), ()),
        Standing("c", "+44 20 7946 0018", "+442079460018"),
    ]


def test_results_as_csv_open_without_a_formula_and_end_with_the_counts(tmp_path: Path) -> None:
    file = write_results(tmp_path / "out.csv", standings(), "TESTCAMP")

    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))

    assert rows[1][4] == "blocked"
    assert rows[2][1] == '\'=cmd("x")'
    assert rows[2][5] == "It said “no”."
    assert rows[3][4] == "not tried yet"
    assert ["refused", "1"] in rows


def test_results_as_a_workbook_are_texts_alone(tmp_path: Path) -> None:
    file = write_results(tmp_path / "out.xlsx", standings(), "TESTCAMP")

    sheet = load_workbook(file).worksheets[0]

    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[1][:5] == ["(727) 555-1212", "+1 727 555 1212", "7275551212", "TESTCAMP", "blocked"]
    assert values[2][1] == '=cmd("x")'
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_results_that_cannot_be_written_leave_the_former_file(tmp_path: Path) -> None:
    target = tmp_path / "folder" / "out.csv"

    with pytest.raises(ResultsError, match=r"out\.csv"):
        write_results(target, standings(), "TESTCAMP")

    target.parent.mkdir()
    target.mkdir()
    with pytest.raises(ResultsError):
        write_results(target, standings(), "TESTCAMP")
    assert list(target.parent.iterdir()) == [target]


def kept(group: str = "abcdefghij012") -> Kept:
    asked = now() - timedelta(days=1)
    return Kept(group, "Main", Scope("TESTCAMP"), "Test", asked, Details(note="n"), (("727 555 1212", "+17275551212"),))


def test_a_kept_list_is_read_back_as_it_was_and_is_for_this_user_alone(tmp_path: Path) -> None:
    kept().write(tmp_path)

    assert [(one.group, one.numbers) for one in Kept.all_in(tmp_path)] == [(kept().group, kept().numbers)]
    [file] = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_kept_list_that_is_damaged_stays_where_it_is_and_hides_no_other(tmp_path: Path) -> None:
    kept().write(tmp_path)
    damaged = tmp_path / "list-000.json"
    damaged.write_text("{")

    assert len(list(Kept.all_in(tmp_path))) == 1
    assert damaged.exists()


def test_a_list_that_is_whole_in_the_log_is_forgotten(tmp_path: Path) -> None:
    kept().write(tmp_path)

    Kept.forget(tmp_path, kept().group)
    Kept.forget(tmp_path, "another")

    assert list(tmp_path.iterdir()) == []
