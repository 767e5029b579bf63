"""A list of numbers as somebody meets it who does not see it."""

from __future__ import annotations

from collections.abc import Callable

from tests.a11y_suite.hearing import PATIENCE, Hearing
from tests.a11y_suite.test_bus import nameless
from tests.cli.program import Desk, until
from tests.x11_suite.screen import xdotool

NUMBERS = [f"727555{number}" for number in range(1001, 1013)]
CUT_OFF = "72755510"


def test_the_rows_the_counts_the_progress_and_the_end_of_a_list_are_heard(
    desk: Desk, copy: Callable[[str], None]
) -> None:
    with Hearing(desk, "--practice") as window:
        until(lambda: window.has("frame", "Practice - dncdesk", "ACTIVE"), "the window has the keyboard", PATIENCE)
        copy("\n".join([*NUMBERS, CUT_OFF]))
        xdotool("key", "ctrl+v")
        until(lambda: window.has("table", "Numbers of the list", "SHOWING"), "the list is there", PATIENCE)
        until(lambda: window.has("table", "Numbers of the list", "FOCUSED"), "it has the keyboard", PATIENCE)
        assert "12 numbers" in window.names("label")
        cells = window.names("table cell")
        assert {"Sends 7275551001", "Sends 7275551012"} <= set(cells)
        assert any(cell.startswith("This is too short") for cell in cells)
        assert nameless(window) == []

        xdotool("key", "alt+c")
        xdotool("type", "TESTCAMP")
        until(lambda: "Block 12 numbers in TESTCAMP" in window.names("push button"), "the button says it", PATIENCE)
        xdotool("key", "alt+b")

        assert "Blocked: 12 of 12" in window.announced("Finished: 12 numbers")
        assert window.has("progress bar", "Progress of the list", "SHOWING")
        assert window.has("table", "Results of the list", "SHOWING")
        labels = window.names("label")
        assert labels[labels.index("12") + 1] == "Blocked"
        assert nameless(window) == []
