"""Starting twice, closing at a bad moment, and going on afterwards."""

from __future__ import annotations

import time
from pathlib import Path

from dncdesk.core.outcome import Outcome
from tests.cli.hanging import HangingServer
from tests.cli.program import Desk, Dialler, until
from tests.x11_suite.screen import PATIENCE, Window, active_window, on_screen, xdotool
from tests.x11_suite.test_window_keyboard import A_NUMBER, settled

SOON = 2.0
"""Seconds that a second start, or the end of the program, may take."""


def lay_over(lower: Window, upper: Window) -> tuple[str, str]:
    """Put two windows on the same place, the upper one with the keyboard; returns what lies there for each on top."""
    for window in (lower, upper):
        xdotool("windowmove", "--sync", window.id, "100", "50")
    return on_top_when_active(lower), on_top_when_active(upper)


def on_top_when_active(window: Window) -> str:
    xdotool("windowactivate", "--sync", window.id)
    until(lambda: active_window() == window.id, "the window has the keyboard", PATIENCE)
    return on_top()


def on_top() -> str:
    """What lies on top where both windows lie: a window manager's frame around one of them."""
    said = xdotool("mousemove", "300", "400", "getmouselocation", "--shell")
    return dict(line.split("=") for line in said.splitlines()).get("WINDOW", "")


def start_again(desk: Desk, *words: str) -> None:
    """Start the program a second time; it ends at once, and well."""
    begun = time.monotonic()
    said = desk.run("--practice", *words)
    assert (said.code, said.out, said.err) == (0, "", "")
    assert time.monotonic() - begun < SOON


def test_a_second_start_brings_its_number_into_the_open_window(desk: Desk, tmp_path: Path) -> None:
    other = on_screen(Desk(tmp_path / "somebody"))
    with Window(desk, "--practice") as window, Window(other, "--practice") as above:
        lower, upper = lay_over(window, above)
        assert lower != upper
        before = window.picture()
        start_again(desk, "dnc:727-555-0110")
        until(lambda: active_window() == window.id, "the first window has the keyboard", PATIENCE)
        until(lambda: on_top() == lower, "the first window is raised", PATIENCE)
        window.wait_for_change(before, A_NUMBER, "the number stands in the field")
        window.choose_everywhere()
        window.block_everywhere()
        assert settled(desk, "7275550110").number == "7275550110"


def test_a_number_handed_over_is_never_submitted_by_itself(desk: Desk) -> None:
    with Window(desk, "--practice") as window:
        window.choose_everywhere()
        before = window.picture()
        start_again(desk, "7275550111")
        window.wait_for_change(before, A_NUMBER, "the number stands in the field")
        window.press("Escape")
        window.type("7275550112")
        window.block_everywhere()
        settled(desk, "7275550112")
        assert [entry.number for entry in desk.entries("practice")] == ["7275550112"]


def test_a_second_start_without_a_number_opens_no_second_window(desk: Desk) -> None:
    with Window(desk, "--practice") as window:
        window.choose_everywhere()
        start_again(desk)
        found = xdotool("search", "--onlyvisible", "--name", "dncdesk").split()
        assert found == [window.id]
        window.type("7275550113")
        window.block_everywhere()
        settled(desk, "7275550113")


def test_a_number_at_the_first_start_waits_for_enter(desk: Desk) -> None:
    with Window(desk, "--practice", "7275550114") as window:
        window.choose_everywhere()
        window.block_everywhere()
        settled(desk, "7275550114")


def test_closing_while_the_dialler_hangs_loses_nothing(desk: Desk, tmp_path: Path) -> None:
    def outcomes() -> list[tuple[str, Outcome]]:
        return [(entry.number, entry.result.outcome) for entry in desk.entries()]

    with HangingServer() as hanging:
        desk.know(hanging.address)
        with Window(desk) as window:
            window.choose_everywhere()
            window.type("7275550115")
            window.block_everywhere()
            hanging.wait_for_block()
            code, seconds = window.close()
            assert (code, window.errors()) == (0, "")
            assert seconds < SOON
        assert outcomes() == [("7275550115", Outcome.WAITING)]
    with Dialler(Desk(tmp_path / "up"), "--port", str(hanging.port)) as dialler, Window(desk) as window:
        until(lambda: outcomes()[0][1] is not Outcome.WAITING, "the next start finishes the job", PATIENCE)
        assert dialler.lists() == (["7275550115"], [])
        assert window.close()[0] == 0
    assert len(outcomes()) == 1


def test_closing_while_nothing_at_all_is_answered_takes_no_longer(desk: Desk) -> None:
    with HangingServer(always=True) as hanging:
        desk.know(hanging.address)
        with Window(desk) as window:
            window.choose_everywhere()
            window.type("7275550117")
            window.block_everywhere()
            until(lambda: [entry.number for entry in desk.entries()] == ["7275550117"], "it is recorded", PATIENCE)
            code, seconds = window.close()
            assert (code, window.errors()) == (0, "")
            assert seconds < SOON


def test_a_program_that_was_killed_opens_again_and_goes_on(desk: Desk, tmp_path: Path) -> None:
    with HangingServer() as hanging:
        desk.know(hanging.address)
        with Window(desk) as window:
            window.choose_everywhere()
            window.type("7275550116")
            window.block_everywhere()
            hanging.wait_for_block()
            window.kill()
    with Dialler(Desk(tmp_path / "up"), "--port", str(hanging.port)) as dialler, Window(desk):
        until(lambda: dialler.lists()[0] == ["7275550116"], "the next start finishes the job", PATIENCE)
