"""A link that the system opens with the program, while the window is open."""

from __future__ import annotations

import pytest

from tests.cli.program import Desk
from tests.x11_suite.screen import Window
from tests.x11_suite.test_window_keyboard import A_NUMBER, settled
from tests.x11_suite.test_window_life import start_again


@pytest.mark.parametrize("link", ["tel:+1-727-555-0119;ext=45;isub=7275550120", "dnc:%2B1%20727%20555%200119"])
def test_a_link_fills_the_field_of_the_open_window_and_enter_blocks_it(desk: Desk, link: str) -> None:
    with Window(desk, "--practice") as window:
        window.choose_everywhere()
        before = window.picture()
        start_again(desk, "--", link)
        window.wait_for_change(before, A_NUMBER, "the number stands in the field")
        assert desk.entries("practice") == []
        window.block_everywhere()
        assert settled(desk, "7275550119").number == "7275550119"
