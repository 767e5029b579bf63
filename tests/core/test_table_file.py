"""Tables as other programs save them: encoding, delimiter and heading are found."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dncdesk.core.table_file import TableFileError, open_table

TEXT = 'Phone;Name;Note\r\n0612345678;Zoë Ünal;"a ""b"", c\r\nd; e"\r\n+17275551212;Łódź;\r\n'
ROWS = [["0612345678", "Zoë Ünal", 'a "b", c\r\nd; e'], ["+17275551212", "Łódź", ""]]


def saved(folder: Path, data: bytes) -> Path:
    path = folder / "former.csv"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    path = saved(tmp_path, TEXT.encode(encoding))
    table = open_table(path)
    assert table.header == ("Phone", "Name", "Note")
    assert [row for _, row in table.rows()] == ROWS
    assert table.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_is_no_unicode_is_what_windows_wrote(tmp_path: Path) -> None:
    table = open_table(saved(tmp_path, "Phone,Name\n7275551212,Zoë – “X”\n".encode("cp1252")))
    assert [row for _, row in table.rows()] == [["7275551212", "Zoë – “X”"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    lines = [["Phone", "When", "Note"], ["7275551212", "11/23/2026", "a"], ["8135550100", "11/24/2026", "b"]]
    table = open_table(saved(tmp_path, "\n".join(delimiter.join(cells) for cells in lines).encode()))
    assert (table.delimiter, table.width) == (delimiter, 3)
    assert [row for _, row in table.rows()] == lines[1:]


def test_excels_own_first_line_names_the_delimiter(tmp_path: Path) -> None:
    table = open_table(saved(tmp_path, b"sep=;\r\nPhone;Note\r\n7275551212;a,b,c,d\r\n"))
    assert [row for _, row in table.rows()] == [["7275551212", "a,b,c,d"]]


def test_a_list_without_a_heading_has_none(tmp_path: Path) -> None:
    table = open_table(saved(tmp_path, b"7275551212\n8135550100\n"))
    assert (table.header, table.width) == ((), 1)
    assert list(table.rows()) == [(1, ["7275551212"]), (2, ["8135550100"])]


def test_rows_keep_the_number_of_their_line_and_empty_ones_and_closing_ones_are_passed_over(tmp_path: Path) -> None:
    table = open_table(saved(tmp_path, b"Phone,Name\n7275551212,A\n,\n\n'0612345678,B\n\n# Entries,2\n"))
    assert list(table.rows()) == [(2, ["7275551212", "A"]), (5, ["0612345678", "B"])]


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "empty"), (b"\n\n", "empty"), (b"PK\x03\x04xxxx", "CSV"), (b"%PDF-1.4", "CSV")],
)
def test_what_is_no_table_is_said_so(tmp_path: Path, data: bytes, says: str) -> None:
    with pytest.raises(TableFileError, match=says):
        open_table(saved(tmp_path, data))


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(TableFileError, match="No such file"):
        open_table(tmp_path / "nothing.csv")


def test_a_cell_without_an_end_is_said_so_or_read_but_never_hangs(tmp_path: Path) -> None:
    path = saved(tmp_path, b'Phone,Note\n7275551212,"' + b"x" * 2_000_000)
    with pytest.raises(TableFileError, match="cannot be read"):
        list(open_table(path).rows())
