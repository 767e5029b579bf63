"""The window on a real screen, with nothing but a keyboard."""

from __future__ import annotations

from dncdesk.core.outcome import Outcome
from dncdesk.record.reader import Entry
from tests.cli.program import Desk, until
from tests.x11_suite.screen import A_BUTTON, A_CARD, PATIENCE, Window

A_NUMBER = 300
"""Pixels: about the ink of a number in the field."""


def settled(desk: Desk, number: str) -> Entry:
    """The log's entry for a number, as soon as the dialler has answered."""

    def look() -> Entry | None:
        entries = desk.entries("practice")
        return next((e for e in entries if e.number == number and e.result.outcome is not Outcome.WAITING), None)

    entry = until(look, f"{number} is settled", PATIENCE)
    assert entry is not None
    return entry


def test_a_number_and_enter_block_it_in_the_campaign(desk: Desk) -> None:
    with Window(desk, "--practice") as window:
        window.press("alt+c")
        window.type("TESTCAMP")
        window.press("alt+n")
        window.type("727-555-0101")
        before = window.picture()
        window.press("Return")
        entry = settled(desk, "7275550101")
        assert entry.scope == "TESTCAMP"
        assert entry.result.confirmed_at is not None
        window.wait_for_change(before, A_CARD, "the result is shown on a ground of its own colour")


def test_the_open_list_of_campaigns_takes_no_digit_of_the_number(desk: Desk) -> None:
    with Window(desk, "--practice") as window:
        window.choose_everywhere()
        window.type("7275550117")
        window.block_everywhere()
        settled(desk, "7275550117")  # by now the campaigns are known, and typing opens their list
        before = window.picture()
        window.press("alt+e")
        window.wait_for_change(before, A_BUTTON, "the button waits for a campaign")
        window.press("alt+c")
        window.type("TESTCAMP")
        window.press("alt+n")
        window.type("7275550118")
        window.press("Return")
        assert settled(desk, "7275550118").scope == "TESTCAMP"


def test_everywhere_with_tab_and_space(desk: Desk) -> None:
    with Window(desk, "--practice") as window:
        window.type("7275550102")
        window.press("Tab", "Tab", "space")
        window.block_everywhere("alt+b")
        assert settled(desk, "7275550102").scope == "EVERYWHERE"


def test_everywhere_with_mnemonics(desk: Desk) -> None:
    with Window(desk, "--practice") as window:
        window.choose_everywhere()
        window.type("7275550103")
        window.block_everywhere()
        assert settled(desk, "7275550103").scope == "EVERYWHERE"


def test_ctrl_enter_blocks_everywhere_whatever_campaign_is_chosen(desk: Desk) -> None:
    with Window(desk, "--practice") as window:
        window.press("alt+c")
        window.type("TESTCAMP")
        window.press("alt+n")
        window.type("7275550109")
        window.block_everywhere("ctrl+Return")
        assert settled(desk, "7275550109").scope == "EVERYWHERE"


def test_one_number_after_the_other_without_touching_anything_but_digits_and_enter(desk: Desk) -> None:
    with Window(desk, "--practice") as window:
        window.choose_everywhere()
        for number in ("7275550104", "7275550105", "7275550106"):
            window.type(number)
            window.block_everywhere()
            settled(desk, number)
        assert len(desk.entries("practice")) == 3


def test_escape_clears_what_was_typed(desk: Desk) -> None:
    with Window(desk, "--practice") as window:
        window.choose_everywhere()
        window.type("7275550107")
        window.press("Escape")
        window.type("7275550108")
        window.block_everywhere()
        settled(desk, "7275550108")
        assert [entry.number for entry in desk.entries("practice")] == ["7275550108"]


def test_closing_an_idle_window_ends_the_program_quietly(desk: Desk) -> None:
    with Window(desk, "--practice") as window:
        code, seconds = window.close()
        assert (code, window.errors()) == (0, "")
        assert seconds < 2


def test_the_filters_open_and_close_by_keys_and_leave_the_form_as_it_is(desk: Desk) -> None:
    with Window(desk, "--practice") as window:
        window.choose_everywhere()
        window.type("72755501")
        before = window.picture()
        window.press("alt+f")
        window.wait_for_change(before, A_CARD, "the filters lie over the table")
        opened = window.picture()
        window.press("alt+y", "Escape")
        window.wait_for_change(opened, A_CARD, "the table is seen again")
        window.press("alt+n", "End")
        window.type("19")
        window.block_everywhere()
        assert settled(desk, "7275550119").scope == "EVERYWHERE"
