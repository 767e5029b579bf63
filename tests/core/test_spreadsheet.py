"""Texts in a CSV: a spreadsheet takes none of them for something else, and each comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dncdesk.core.spreadsheet import marked, unmarked


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+17275551212", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "'t Hooft",
        "0612345678", "007", "441234567890123", "1E10", "12.5", "1,234", "10%", "1/2", "1 1/2", "2-3", "2026-11-23",
        "14:02", "2pm", "MAR01", "Mar 5", "5 Nov 2026", "SEPT1", "true", "FALSE",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_take_for_something_else_gets_an_apostrophe(text: str) -> None:
    assert marked(text) == f"'{text}"
    assert unmarked(marked(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "7275551212", "17275551212", "(727) 555-1212", "727-555-1212", "Maria", "Mark 5", "May", "SALES01", "a=b"],
)
def test_what_stays_as_it_is_gets_none(text: str) -> None:
    assert marked(text) == text


@pytest.mark.parametrize("cell", ["'t Hooft", "'quoted'", "'"])
def test_an_apostrophe_that_another_program_wrote_stays(cell: str) -> None:
    assert unmarked(cell) == cell


@given(st.text())
def test_every_text_comes_back(text: str) -> None:
    assert unmarked(marked(text)) == text
