"""The job over the real accessibility bus: by names and roles, with the outcome announced."""

from __future__ import annotations

from functools import partial

from tests.a11y_suite.hearing import PATIENCE, Hearing
from tests.cli.program import Desk, until
from tests.x11_suite.screen import xdotool

FIELD = ("text", "Number to block")
ACTING = {
    "push button",
    "check box",
    "radio button",
    "combo box",
    "text",
    "entry",
    "spin button",
    "password text",
    "table",
    "toggle button",
    "page tab",
    "button",
}


def nameless(window: Hearing) -> list[tuple[str, str, str]]:
    """What can be acted on and has no name."""
    return [thing for thing in window.things() if thing[0] in ACTING and not thing[1].strip()]


def ask_for_everywhere(window: Hearing, number: str) -> None:
    """Fill the form in and press its button; the question comes."""
    window.do("check box", "Block everywhere", "Toggle")
    window.write(*FIELD, number)
    window.do("push button", "Block everywhere", "Press")


def test_a_number_is_blocked_everywhere_after_the_question_and_the_outcome_is_announced(desk: Desk) -> None:
    with Hearing(desk, "--practice") as window:
        ask_for_everywhere(window, "7275550101")
        asked = window.announced("everywhere?")
        assert "no campaign that uses it calls this number any more" in asked
        assert "Enter again confirms, Escape withdraws." in asked
        assert desk.entries("practice") == []
        window.do("push button", "Yes, everywhere", "Press")
        assert "Blocked: (727) 555-0101" in window.announced("Blocked:")
        assert [entry.scope for entry in desk.entries("practice")] == ["EVERYWHERE"]
        # Announced, and the keyboard stays where the next number goes.
        until(lambda: window.has(*FIELD, "FOCUSED"), "the field has the keyboard", PATIENCE)


def test_what_is_withdrawn_by_its_name_is_not_sent(desk: Desk) -> None:
    with Hearing(desk, "--practice") as window:
        ask_for_everywhere(window, "7275550102")
        window.announced("everywhere?")
        window.do("push button", "Withdraw", "Press")
        until(lambda: "Yes, everywhere" not in window.names("push button"), "the question is gone", PATIENCE)
        # Whatever had been sent would have been recorded before the next one.
        window.write(*FIELD, "7275550103")
        window.do("push button", "Block everywhere", "Press")
        window.do("push button", "Yes, everywhere", "Press")
        window.announced("Blocked: (727) 555-0103")
        assert [entry.number for entry in desk.entries("practice")] == ["7275550103"]


def test_a_number_is_blocked_in_one_campaign_by_names_and_roles(desk: Desk) -> None:
    with Hearing(desk, "--practice") as window:
        window.write("text", "Campaign", "TESTCAMP")
        window.write(*FIELD, "7275550103")
        window.do("push button", "Block in TESTCAMP", "Press")
        assert "Blocked: (727) 555-0103" in window.announced("Blocked:")
        assert [entry.scope for entry in desk.entries("practice")] == ["TESTCAMP"]


def test_the_cells_of_the_log_are_read(desk: Desk) -> None:
    with Hearing(desk, "--practice") as window:
        ask_for_everywhere(window, "7275550104")
        window.do("push button", "Yes, everywhere", "Press")
        window.announced("Blocked:")
        until(lambda: "(727) 555-0104" in window.names("table cell"), "the number is a cell", PATIENCE)
        cells = window.names("table cell")
        assert "Everywhere" in cells
        assert any("Blocked" in cell for cell in cells)


def test_everything_that_can_be_acted_on_in_the_window_has_a_name(desk: Desk) -> None:
    with Hearing(desk, "--practice") as window:
        until(lambda: window.has("table", "Log", "SHOWING"), "the log is there", PATIENCE)
        assert nameless(window) == []


def test_everything_that_can_be_acted_on_in_the_settings_has_a_name(desk: Desk) -> None:
    with Hearing(desk, "--practice") as window:
        until(lambda: window.has("frame", "Practice - dncdesk", "ACTIVE"), "the window has the keyboard", PATIENCE)
        xdotool("key", "ctrl+comma")  # an open menu is a window of its own, which Qt does not put on the bus
        until(lambda: window.names("page tab"), "the settings are open", PATIENCE)
        for tab in window.names("page tab"):
            window.do("page tab", tab, "Press")
            until(partial(window.has, "page tab", tab, "SELECTED"), f"{tab} is shown", PATIENCE)
            assert nameless(window) == [], tab


def test_everything_that_can_be_acted_on_in_the_first_run_has_a_name(desk: Desk) -> None:
    with Hearing(desk) as window:
        until(lambda: "Try it without a server" in window.names("push button"), "the first run is shown", PATIENCE)
        assert nameless(window) == []


def test_the_result_reads_as_text_and_not_as_a_name(desk: Desk) -> None:
    with Hearing(desk, "--practice") as window:
        ask_for_everywhere(window, "7275550101")
        window.do("push button", "Yes, everywhere", "Press")
        window.announced("Blocked:")
        labels = window.names("label")
        assert "Blocked: (727) 555-0101" in labels
        assert any("read back at" in label for label in labels)
