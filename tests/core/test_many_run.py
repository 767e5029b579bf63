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
from dncdesk.core.scope import Place, Scope
from dncdesk.core.sentences import say

TEST = Place("Main", Scope("TESTCAMP"), "Test")
MAIN, WEST = Place("Main", Scope()), Place("West", Scope())


def standing(opt_out_id: str, number: str, place: Place = TEST, outcome: Outcome | None = None) -> Standing:
    return Standing(opt_out_id, f"({number[:3]}) {number[3:6]}-{number[6:]}", number, f"+1{number}", place, outcome)


def progress(count: int) -> Progress:
    found = Progress()
    found.add(standing(f"id{place}", f"727555{place:04d}") for place in range(count))
    found.go(100.0)
    return found


def result(outcome: Outcome) -> Result:
    return Result(outcome, say("Why."), numbers_sent=("7275550000",))


def test_a_number_counts_once_as_it_stands_last() -> None:
    found = progress(3)

    found.settle("id1", result(Outcome.WAITING), 101.0)
    assert (found.ended, found.counts[Outcome.WAITING]) == (0, 1)
    found.settle("id1", result(Outcome.BLOCKED), 102.0)

    assert (found.ended, found.numbers_ended, found.numbers) == (1, 1, 3)
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


def in_two(*outcomes: tuple[Outcome | None, Outcome | None]) -> Progress:
    """Numbers in two places each, which stand as given."""
    found = Progress(places=2)
    for number, (there, elsewhere) in enumerate(outcomes):
        digits = f"727555{number:04d}"
        found.add([standing(f"m{number}", digits, MAIN, there), standing(f"w{number}", digits, WEST, elsewhere)])
    return found


@pytest.mark.parametrize("worse", [one for one in Outcome if one is not Outcome.BLOCKED])
def test_a_number_counts_as_its_worst_place(worse: Outcome) -> None:
    found = in_two((Outcome.BLOCKED, worse), (worse, Outcome.BLOCKED), (Outcome.BLOCKED, Outcome.BLOCKED))

    assert {one: count for one, count in found.counts.items() if count} == {worse: 2, Outcome.BLOCKED: 1}
    assert found.worst is worse


def test_a_number_is_nothing_yet_while_a_place_of_it_was_not_tried() -> None:
    found = in_two((Outcome.BLOCKED, None), (None, None), (Outcome.REFUSED, None))

    assert {one: count for one, count in found.counts.items() if count} == {Outcome.REFUSED: 1}
    assert (found.ended, found.numbers_ended) == (2, 0)
    found.settle("w0", result(Outcome.BLOCKED), 101.0)
    assert (found.counts[Outcome.BLOCKED], found.ended, found.numbers_ended) == (1, 3, 1)


def test_a_number_of_which_one_place_is_not_in_the_log_is_never_counted_as_blocked() -> None:
    found = Progress(places=2)
    found.add([standing("m0", "7275550000", MAIN, Outcome.BLOCKED)])
    assert +found.counts == {}

    found.complete()

    assert +found.counts == {Outcome.REMOVED: 1}


def test_what_is_tried_again_in_one_place_takes_its_number_back_from_the_counts() -> None:
    found = in_two((Outcome.BLOCKED, Outcome.REFUSED))

    found.instead("w0", "further")
    assert +found.counts == {}
    found.settle("further", result(Outcome.BLOCKED), 101.0)

    assert +found.counts == {Outcome.BLOCKED: 1}


def test_results_of_several_places_have_a_row_for_each_and_count_numbers_as_their_worst(tmp_path: Path) -> None:
    found = in_two((Outcome.BLOCKED, Outcome.WAITING), (Outcome.BLOCKED, Outcome.BLOCKED))

    file = write_results(tmp_path / "out.csv", found.rows, found.counts, 0)

    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert [row[3:6] for row in rows[1:5]] == [
        ["Main", "EVERYWHERE", "blocked"], ["West", "EVERYWHERE", "waiting"],
        ["Main", "EVERYWHERE", "blocked"], ["West", "EVERYWHERE", "blocked"],
    ]  # fmt: skip
    assert rows[6][0].startswith("Numbers, each counted as its worst place")
    assert ["blocked", "1"] in rows
    assert ["waiting", "1"] in rows


def standings() -> list[Standing]:
    return [
        Standing(
            "a", "(727) 555-1212", "+1 727 555 1212", "+17275551212", TEST, Outcome.BLOCKED, None, ("7275551212",)
        ),
        Standing("b", "(813) 555-0164", '=cmd("x")', "+18135550164", TEST, Outcome.REFUSED, say("It said “no”."), ()),
        Standing("c", "+44 20 7946 0018", "+442079460018", "+442079460018", TEST),
    ]  # fmt: skip


COUNTS = {Outcome.BLOCKED: 1, Outcome.REFUSED: 1}


def test_results_as_csv_open_without_a_formula_and_end_with_the_counts(tmp_path: Path) -> None:
    file = write_results(tmp_path / "out.csv", standings(), COUNTS, 1)

    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))

    assert rows[1][3:6] == ["Main", "TESTCAMP", "blocked"]
    assert rows[2][1] == '\'=cmd("x")'
    assert rows[2][6] == "It said “no”."
    assert rows[3][5] == "not tried yet"
    assert ["refused", "1"] in rows
    assert ["not tried yet", "1"] in rows


def test_results_as_a_workbook_are_texts_alone(tmp_path: Path) -> None:
    file = write_results(tmp_path / "out.xlsx", standings(), COUNTS, 1)

    sheet = load_workbook(file).worksheets[0]

    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[1][:6] == ["(727) 555-1212", "+1 727 555 1212", "7275551212", "Main", "TESTCAMP", "blocked"]
    assert values[2][1] == '=cmd("x")'
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_results_that_cannot_be_written_leave_the_former_file(tmp_path: Path) -> None:
    target = tmp_path / "folder" / "out.csv"

    with pytest.raises(ResultsError, match=r"out\.csv"):
        write_results(target, standings(), COUNTS, 1)

    target.parent.mkdir()
    target.mkdir()
    with pytest.raises(ResultsError):
        write_results(target, standings(), COUNTS, 1)
    assert list(target.parent.iterdir()) == [target]


def kept(group: str = "abcdefghij012") -> Kept:
    asked = now() - timedelta(days=1)
    return Kept(group, (TEST, WEST), "US", asked, Details(note="n"), (("727 555 1212", "+17275551212"),))


def test_a_kept_list_is_read_back_as_it_was_and_is_for_this_user_alone(tmp_path: Path) -> None:
    before = kept()
    before.write(tmp_path)

    assert list(Kept.all_in(tmp_path)) == [before]
    assert before.places[0].scope_name == "Test"
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
