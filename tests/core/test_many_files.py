"""Files of numbers as people have them: every number that is certain is read, and not one that is not there."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from dncdesk.core.many import Kind, Listing, StoppedError, TooManyError, read_lines
from dncdesk.core.many_line import Line
from dncdesk.core.many_source import Choice, Source, from_file, from_text, lines_of, propose
from dncdesk.core.phone import NumberRule, PhoneNumber, read_number
from dncdesk.core.table_file import TableFileError
from tests.support.lists import a_number, as_people_have_them, dashed


def read(text: str) -> PhoneNumber:
    return read_number(text, country="US", rule=NumberRule.NATIONAL)


def quiet(_lines: int) -> None:
    """Nobody is told of the progress."""


def listing(source: Source, choice: Choice | None = None) -> Listing:
    chosen = choice or propose(source, read)
    return read_lines(lines_of(source.sheets[chosen.sheet], chosen.columns), read, quiet)


def sent(found: Listing) -> list[str]:
    return [row.sends for row in found.rows if row.kind in (Kind.NUMBER, Kind.DOUBLE)]


def marked(found: Listing) -> list[int]:
    return [row.line for row in found.rows if row.kind is Kind.PROBLEM]


@pytest.mark.parametrize(
    ("encoding", "line_end"), [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("utf-16", "\r\n"), ("utf-16-le", "\n")]
)
def test_five_thousand_lines_as_people_have_them_are_read_without_one_wrong_number(
    tmp_path: Path, encoding: str, line_end: str
) -> None:
    known = as_people_have_them(5000)
    file = tmp_path / "notes.txt"
    file.write_bytes(line_end.join(known.lines).encode(encoding))

    found = listing(from_file(file))

    assert sent(found) == known.numbers
    assert marked(found) == known.uncertain
    assert len(known.numbers) > 4000
    assert len(known.uncertain) > 400


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_in_a_table_the_column_is_found_whatever_stands_beside_it(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    chance = random.Random(3)  # noqa: S311
    numbers = [a_number(chance) for _ in range(300)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(["Lead ID", "Nombre del niño", "Asked", "Phone", "ZIP", "Remark"])
    for place, number in enumerate(numbers):
        lead, said = 3015550100 + place, 'said "stop"; x'
        writer.writerow([lead, "O'Neil, Jr.", "2026-11-23 08:14", dashed(number), 33701, said])
    file = tmp_path / "leads.csv"
    file.write_bytes(text.getvalue().encode(encoding))
    source = from_file(file)

    choice = propose(source, read)

    assert [source.sheets[0].header[column] for column in choice.columns] == ["Phone"]
    assert sent(listing(source, choice)) == numbers


def test_another_column_with_numbers_is_named_and_not_read_until_it_is_chosen(tmp_path: Path) -> None:
    file = tmp_path / "two.csv"
    file.write_text("Phone,Mobile\n" + "".join(f"727555{n:04d},813555{n:04d}\n" for n in range(100, 140)))
    source = from_file(file)

    choice = propose(source, read)

    assert (choice.columns, choice.others) == ((0,), (1,))
    assert len(sent(listing(source, Choice(0, (0, 1))))) == 80


def test_a_column_of_our_own_ids_that_look_like_numbers_is_not_taken_for_the_phone(tmp_path: Path) -> None:
    file = tmp_path / "ids.csv"
    file.write_text("account_id,contact\n" + "".join(f"212555{n:04d},813-555-{n:04d}\n" for n in range(100, 140)))

    choice = propose(from_file(file), read)

    assert choice.columns == (1,)


def test_a_title_and_a_heading_above_the_table_are_no_rows(tmp_path: Path) -> None:
    file = tmp_path / "title.csv"
    file.write_text("Opt-outs November;\n;\nName;Phone\nSmith;727-555-1212\nJones;7.27555E+09\nKing;813-555-0164\n")
    source = from_file(file)

    found = listing(source)

    assert source.sheets[0].header == ("Name", "Phone")
    assert sent(found) == ["7275551212", "8135550164"]
    assert marked(found) == [5]


def test_a_row_whose_number_slipped_into_another_column_is_shown_and_not_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "slipped.csv"
    file.write_text("Name,Phone\nSmith,727-555-1212\nJones, Jr.,727-555-1213\nKing,813-555-0164\nBell,\n")

    found = listing(from_file(file))

    assert sent(found) == ["7275551212", "8135550164"]
    assert [(row.line, row.typed) for row in found.rows if row.why] == [(3, "Jones | Jr. | 727-555-1213")]


def test_a_number_in_a_column_that_was_not_chosen_is_never_sent(tmp_path: Path) -> None:
    file = tmp_path / "mobile.csv"
    rows = "".join(f"727555{n:04d},813555{n:04d}\n" for n in range(1001, 1031))
    file.write_text(f"Phone,Mobile\n{rows},8135559999\n")

    found = listing(from_file(file))

    assert "8135559999" not in sent(found)
    assert marked(found) == [32]


def test_a_workbook_is_read_from_the_sheet_with_the_numbers_and_number_cells_keep_every_digit(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Notes"
    first.append(["Please block the people on the second sheet"])
    people = book.create_sheet("People")
    people.append(["Name", "Phone", "Date"])
    people.append(["Smith", 7275551212, "2026-11-23"])
    people.append(["Jones", 7275551213.0, None])
    people.append(["King", "(727) 555-1214", None])
    people.append(["Bell", "7.27555E+09", None])
    people.append([None, None, None])
    people.append(["Ford", "7275551215 / 7275551216", None])
    people.append(["Hall", 727555121, None])
    hidden = book.create_sheet("Hidden")
    hidden.sheet_state = "hidden"
    for number in range(40):
        hidden.append([2125550100 + number])
    file = tmp_path / "people.xlsx"
    book.save(file)
    source = from_file(file)

    choice = propose(source, read)
    found = listing(source, choice)

    assert [sheet.name for sheet in source.sheets] == ["Notes", "People"]
    assert source.sheets[choice.sheet].name == "People"
    assert sent(found) == ["7275551212", "7275551213", "7275551214", "7275551215", "7275551216"]
    assert marked(found) == [5, 8]


def test_a_pasted_text_may_have_the_columns_of_a_spreadsheet() -> None:
    source = from_text("Name\tPhone\nSmith\t7275551212\nJones\t7275551213\n")

    assert sent(listing(source)) == ["7275551212", "7275551213"]


def test_a_number_that_comes_again_is_folded_with_the_first_whatever_its_form() -> None:
    found = listing(from_text("7275551212\n8135550164\n+1 (727) 555-1212\n727.555.1212"))

    assert [row.kind for row in found.rows] == [Kind.NUMBER, Kind.NUMBER, Kind.DOUBLE, Kind.DOUBLE]
    assert [row.first for row in found.rows] == [0, 0, 1, 1]
    assert found.repeats["+17275551212"] == 2
    assert found.numbers == 2


def test_mending_a_row_reads_it_anew_and_folds_all_anew() -> None:
    found = listing(from_text("727555121\n7275551212\n8135550164"))

    assert found.mend(0, "7275551212; 8135550165", read) == 2

    assert [(row.line, row.kind) for row in found.rows] == [
        (1, Kind.NUMBER),
        (1, Kind.NUMBER),
        (2, Kind.DOUBLE),
        (3, Kind.NUMBER),
    ]
    assert found.counts[Kind.PROBLEM] == 0


def test_a_row_that_is_emptied_stays_as_a_remark_in_its_place() -> None:
    found = listing(from_text("727555121\n7275551212"))

    assert found.mend(0, "", read) == 1

    assert [row.kind for row in found.rows] == [Kind.REMARK, Kind.NUMBER]


def test_reading_can_be_stopped() -> None:
    def stop(_lines: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        read_lines((Line(place, "n/a") for place in range(5000)), read, stop)


def test_more_lines_than_the_program_takes_are_refused_whole_and_not_cut() -> None:
    with pytest.raises(TooManyError):
        read_lines((Line(place, "-") for place in range(100_001)), read, quiet)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("broken.xlsx", b"PK\x03\x04 and then nothing"),
        ("renamed.csv", b"PK\x03\x04 and then nothing"),
    ],
)
def test_a_file_that_holds_no_list_is_refused_with_a_sentence_that_names_it(
    tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(TableFileError, match=name):
        from_file(file)


def test_a_workbook_that_is_another_archive_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "archive.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("hello.txt", "hello")

    with pytest.raises(TableFileError, match=r"archive\.xlsx"):
        from_file(file)
