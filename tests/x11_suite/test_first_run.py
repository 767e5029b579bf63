"""The first run on a real screen, with nothing but a keyboard; a practice dialler stands for the real server."""

from __future__ import annotations

from pathlib import Path

from dncdesk.core.outcome import Outcome
from tests.cli.program import PASSWORD, Desk, Dialler, until
from tests.x11_suite.screen import A_BUTTON, PATIENCE, Window

A_LINE = 200
"""Pixels: about the ink of a line's mark."""


def test_from_nothing_to_the_first_block_without_a_mouse(desk: Desk, tmp_path: Path) -> None:
    with Dialler(Desk(tmp_path / "up")) as dialler, Window(desk) as window:
        blank = window.picture()
        window.type(f"http://127.0.0.1:{dialler.port}")
        window.wait_for_change(blank, A_BUTTON, "the dialler has answered, and one can go on")
        window.press("Return")
        until(lambda: asked(dialler) == ["version"], "only its version has been asked for", PATIENCE)
        window.type("6666")
        window.press("Return")
        window.type("wrong")
        window.press("Return")
        until(lambda: dialler.wrong_logins() == 1, "the wrong password is tried", PATIENCE)
        refused = window.picture()
        window.press("Return", "Return")
        window.type(PASSWORD)
        window.press("Return")
        until(lambda: desk.passwords() != {}, "the account is kept", PATIENCE)
        assert dialler.wrong_logins() == 0  # the right one has set the counter back: nothing was sent in between
        window.wait_for_change(refused, A_BUTTON, "what was found is shown")
        found = window.picture()
        window.press("alt+t")
        window.wait_for_change(found, A_LINE, "the practice dialler's outcome is shown")
        assert dialler.lists() == ([], [])
        window.press("alt+s")
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


def asked(dialler: Dialler) -> list[str]:
    """Nothing on the server tells of calls without a login, so what it holds of logins stands for them."""
    return ["version"] if dialler.wrong_logins() == 0 else ["login"]
