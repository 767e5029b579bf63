"""The first run on a real screen, with nothing but a keyboard; a practice dialler stands for the real server."""

from __future__ import annotations

from pathlib import Path

from dncdesk.core.outcome import Outcome
from tests.cli.program import PASSWORD, Desk, Dialler, until
from tests.x11_suite.screen import PATIENCE, Window

A_LINE = 200
"""Pixels: about the ink of a line's mark."""


def test_from_nothing_to_the_first_block_without_a_mouse(desk: Desk, tmp_path: Path) -> None:
    with Dialler(Desk(tmp_path / "up")) as dialler, Window(desk) as window:
        window.wait_for_title("Step 1 of 3")
        window.type(f"http://127.0.0.1:{dialler.port}")
        window.press("Return")
        window.wait_for_title("Step 2 of 3")
        window.type("6666")
        window.press("Return")
        window.type("wrong")
        window.press("Return")
        until(lambda: dialler.wrong_logins() == 1, "the wrong password is tried", PATIENCE)
        window.press("Return", "Return")
        window.press("ctrl+a")
        window.type(PASSWORD)
        window.press("Return")
        window.wait_for_title("Step 3 of 3")
        assert list(desk.passwords().values()) == [{"6666": PASSWORD}]
        found = window.picture()
        window.press("alt+t")
        window.wait_for_change(found, A_LINE, "the practice dialler's outcome is shown")
        assert dialler.lists() == ([], [])
        window.press("alt+s")
        window.wait_for_title("dncdesk")
        window.press("alt+c")
        window.type("TESTCAMP")
        window.press("alt+n")
        window.type("7275550101")
        window.press("Return")
        until(lambda: [e.result.outcome for e in desk.entries()] not in ([], [Outcome.WAITING]), "settled", PATIENCE)
        entry = desk.entries()[0]
        assert (entry.number, entry.scope) == ("7275550101", "TESTCAMP")
        assert entry.result.confirmed_at is not None
        assert window.close()[0] == 0
