"""The job over the real accessibility bus: by names and roles, with the outcome announced."""

from __future__ import annotations

from tests.a11y_suite.hearing import PATIENCE, Hearing
from tests.cli.program import Desk, until


def test_a_number_is_blocked_by_names_and_roles_and_the_outcome_is_announced(desk: Desk) -> None:
    with Hearing(desk, "--practice") as window:
        window.do("check box", "Block everywhere", "Toggle")
        window.write("text", "Number to block", "7275550101")
        until(lambda: window.has("text", "Number to block", "FOCUSED"), "the field has the keyboard", PATIENCE)
        window.do("push button", "Block everywhere", "Press")
        said = window.announced("(727) 555-0101")
        until(lambda: desk.entries("practice"), "it is recorded", PATIENCE)
        assert "Blocked: (727) 555-0101" in window.announced("Blocked:")
        assert said
        # Announced, and the keyboard stays where the next number goes.
        assert window.has("text", "Number to block", "FOCUSED")


def test_everything_that_can_be_reached_by_the_keyboard_has_a_name(desk: Desk) -> None:
    with Hearing(desk, "--practice") as window:
        acting = ("push button", "check box", "combo box", "text", "table", "toggle button")
        nameless = [thing for thing in window.things() if thing[0] in acting and not thing[1]]
        assert nameless == []


def test_the_result_reads_as_text_and_not_as_a_name(desk: Desk) -> None:
    with Hearing(desk, "--practice") as window:
        window.do("check box", "Block everywhere", "Toggle")
        window.write("text", "Number to block", "7275550101")
        window.do("push button", "Block everywhere", "Press")
        window.announced("Blocked:")
        labels = window.names("label")
        assert "Blocked: (727) 555-0101" in labels
        assert any("read back at" in label for label in labels)
