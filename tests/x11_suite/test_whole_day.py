"""What a supervisor does besides blocking, on a real screen with nothing but a keyboard."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from dncdesk.core.outcome import Outcome
from dncdesk.record.reader import Entry
from tests.cli.program import Desk, Dialler, until
from tests.x11_suite.screen import A_CARD, PATIENCE, Window

THE_FILTERS = 1_000
"""Pixels: less than the boxes' edges and letters, more than a cursor that blinks."""


@pytest.fixture
def dialler(desk: Desk, tmp_path: Path) -> Iterator[Dialler]:
    """The dialler that this desk blocks on."""
    with Dialler(Desk(tmp_path / "up")) as up:
        desk.know(up.address)
        yield up


def settled(desk: Desk, number: str) -> Entry:
    """The log's entry for a number, as soon as the dialler has answered."""

    def look() -> Entry | None:
        found = (e for e in desk.entries() if e.number == number and e.result.outcome is not Outcome.WAITING)
        return next(found, None)

    entry = until(look, f"{number} is settled", PATIENCE)
    assert entry is not None
    return entry


def block(window: Window, desk: Desk, number: str, campaign: str) -> None:
    """Block a number in one campaign, and go on when it is read back."""
    window.press("alt+c", "ctrl+a")
    window.type(campaign)
    window.press("alt+n")
    window.type(number)
    window.press("Return")
    assert settled(desk, number).scope == campaign


def to_the_log(window: Window) -> None:
    """Go to the first row of the log, by way of the search."""
    window.press("ctrl+f", "Tab", "Tab", "Tab")


def note(window: Window, name: str) -> None:
    """Note a name for the row that is chosen."""
    window.press("F2")
    window.wait_for_dialog("Name and note")
    window.press("alt+m")
    window.type(name)
    window.press("Return")
    window.wait_for_return()


def export(window: Window, file: Path) -> list[list[str]]:
    """Export what the table shows as CSV through the file dialog; the lines about numbers, without the heading."""
    window.press("ctrl+shift+e")
    window.wait_for_dialog("Export")
    window.press("alt+o", "alt+c", "alt+s")
    window.wait_for_dialog("Save the export as")
    window.press("ctrl+a")
    window.type(str(file))
    window.press("Return")
    until(file.is_file, "the export is written", PATIENCE)
    window.wait_for_dialog("Export")
    window.press("Escape")
    window.wait_for_return()
    with file.open(encoding="utf-8-sig", newline="") as written:
        return list(csv.reader(written))[1 : 1 + _entries(file)]


def _entries(file: Path) -> int:
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    return lines.index("") - 1


def test_undo_takes_the_number_off_the_list_again(desk: Desk, dialler: Dialler) -> None:
    with Window(desk) as window:
        before = window.picture()
        block(window, desk, "7275550101", "TESTCAMP")
        assert dialler.lists()[1] == [["7275550101", "TESTCAMP"]]
        window.wait_for_change(before, A_CARD, "the result is shown, with its Undo")
        window.press("ctrl+z")
        until(lambda: dialler.lists() == ([], []), "the number is off the list again", PATIENCE)
        until(lambda: desk.entries()[0].result.outcome is Outcome.REMOVED, "the log says so", PATIENCE)


def test_a_number_blocked_everywhere_is_on_the_internal_list_only_after_the_question(
    desk: Desk, dialler: Dialler
) -> None:
    with Window(desk) as window:
        window.press("alt+n")
        window.type("7275550102")
        before = window.picture()
        window.press("ctrl+Return")
        window.wait_for_change(before, A_CARD, "it is asked first")
        assert dialler.lists() == ([], [])
        assert desk.entries() == []
        window.press("Escape")
        window.block_everywhere("ctrl+Return")
        assert settled(desk, "7275550102").scope == "EVERYWHERE"
        assert dialler.lists() == (["7275550102"], [])


def test_what_the_search_finds_is_what_is_exported(desk: Desk, dialler: Dialler, tmp_path: Path) -> None:
    with Window(desk) as window:
        block(window, desk, "7275550103", "TESTCAMP")
        block(window, desk, "7275550104", "TESTCAMP")
        window.press("ctrl+f")
        window.type("0103")
        lines = export(window, tmp_path / "found.csv")
        assert len(lines) == 1
        assert any("7275550103" in cell for cell in lines[0])
        assert window.close()[0] == 0


def test_what_the_filter_leaves_is_what_is_exported(desk: Desk, dialler: Dialler, tmp_path: Path) -> None:
    with Window(desk) as window:
        block(window, desk, "7275550105", "TESTCAMP")
        block(window, desk, "7275550106", "SALES01")
        before = window.picture()
        window.press("alt+f")
        window.wait_for_change(before, THE_FILTERS, "the filters lie over the table")
        opened = window.picture()
        window.press("alt+w")
        window.type("SALES01")
        window.press("Escape")
        window.wait_for_change(opened, THE_FILTERS, "the table is seen again")
        lines = export(window, tmp_path / "filtered.csv")
        assert len(lines) == 1
        assert any("7275550106" in cell for cell in lines[0])


def test_the_row_that_the_keyboard_comes_to_takes_a_note(desk: Desk, dialler: Dialler) -> None:
    with Window(desk) as window:
        block(window, desk, "7275550107", "TESTCAMP")
        to_the_log(window)
        note(window, "Ann Example")
        assert [entry.details.person for entry in desk.entries()] == ["Ann Example"]


def test_enter_opens_the_details_of_a_row_and_escape_closes_them(desk: Desk, dialler: Dialler) -> None:
    with Window(desk) as window:
        block(window, desk, "7275550109", "TESTCAMP")
        to_the_log(window)
        before = window.picture()
        window.press("Return")
        window.wait_for_change(before, A_CARD, "the details are shown")
        opened = window.picture()
        window.press("Escape")
        window.wait_for_change(opened, A_CARD, "the details are gone")
        note(window, "Bob Example")  # the keyboard is in the table again, on the same row
        assert [entry.details.person for entry in desk.entries()] == ["Bob Example"]
