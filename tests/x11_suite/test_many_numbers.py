"""Lists of numbers and several campaigns on a real screen, with nothing but a keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dncdesk.core.outcome import Outcome
from tests.cli.program import Desk, Dialler, until
from tests.x11_suite.screen import PATIENCE, Window
from tests.x11_suite.test_whole_day import block

NUMBERS = [f"727555{number}" for number in range(1001, 1041)]
MENDED = "7275551099"
LIST = "List of numbers"


@pytest.fixture
def dialler(desk: Desk, tmp_path: Path) -> Iterator[Dialler]:
    """The dialler that this desk blocks on."""
    with Dialler(Desk(tmp_path / "up")) as up:
        desk.know(up.address)
        yield up


def blocked(dialler: Dialler) -> list[list[str]]:
    """The rows of the campaigns' lists, in order."""
    return sorted(dialler.lists()[1])


def settle(desk: Desk, count: int) -> None:
    """Until the log holds `count` requests and none of them waits."""

    def done() -> bool:
        entries = desk.entries()
        return len(entries) == count and all(e.result.outcome is not Outcome.WAITING for e in entries)

    until(done, f"{count} are settled", PATIENCE)


def open_list(window: Window, copy: Callable[[str], None], lines: list[str]) -> None:
    """Paste `lines` into the number field; their list opens and has the keyboard."""
    copy("\n".join(lines))
    window.press("ctrl+v")
    window.wait_for_dialog(LIST)
    window.wait_for_row()


def test_a_pasted_list_is_mended_and_sent_to_the_two_campaigns_that_are_ticked_and_nothing_else_arrives(
    desk: Desk, dialler: Dialler, copy: Callable[[str], None]
) -> None:
    lines = [*NUMBERS[:4], MENDED[:-2], *NUMBERS[4:8], NUMBERS[0]]
    with Window(desk) as window:
        block(window, desk, "7275550117", "SALES01")  # by now the campaigns are known
        open_list(window, copy, lines)
        window.press("Return", "ctrl+a")  # the keyboard is at the row that needs a look
        window.type(MENDED)
        window.press("Return")
        # The list of campaigns opens at the one of the last block, which is ticked.
        window.press("alt+c", "alt+Down", "space", "Down", "space", "Down", "space", "Return")
        window.press("alt+b")
        settle(desk, 19)
        wanted = [[number, campaign] for number in [*NUMBERS[:8], MENDED] for campaign in ("SALES02", "TESTCAMP")]
        assert blocked(dialler) == sorted([*wanted, ["7275550117", "SALES01"]])
        window.press("Escape")
        window.wait_for_return()
        assert window.close()[0] == 0


def test_a_list_that_is_pasted_as_soon_as_there_is_a_window_is_paused_let_go_on_and_finishes(
    desk: Desk, dialler: Dialler, copy: Callable[[str], None]
) -> None:
    with Window(desk) as window:
        open_list(window, copy, NUMBERS)
        window.press("alt+c", "ctrl+a")
        window.type("TESTCAMP")
        window.press("alt+b", "alt+p")
        until(lambda: len(desk.entries()) == len(NUMBERS), "all of it is recorded", PATIENCE)
        assert len(blocked(dialler)) < len(NUMBERS)
        window.press("alt+g")
        settle(desk, len(NUMBERS))
        assert blocked(dialler) == [[number, "TESTCAMP"] for number in NUMBERS]
        window.press("Escape")
        window.wait_for_return()


def test_escape_in_the_list_of_campaigns_leaves_what_stood_there(desk: Desk, dialler: Dialler) -> None:
    with Window(desk) as window:
        window.press("alt+c")
        window.type("TESTCAMP")
        window.press("alt+n")
        window.press("alt+c", "alt+Down", "Down", "Down", "Escape", "alt+n")
        window.type("7275550111")
        window.press("Return")
        settle(desk, 1)
        assert blocked(dialler) == [["7275550111", "TESTCAMP"]]
