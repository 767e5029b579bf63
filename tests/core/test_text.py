"""Foreign text made one harmless line."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dncdesk.core.text import one_line


@given(st.text(st.characters(exclude_categories=[]), max_size=300), st.integers(1, 250))
def test_whatever_comes_is_one_line_of_visible_characters_no_longer_than_allowed(text: str, limit: int) -> None:
    line = one_line(text, limit=limit)
    assert len(line) <= limit
    assert line == line.strip()
    assert "  " not in line
    assert not any(unicodedata.category(c)[0] == "C" or (c.isspace() and c != " ") for c in line)
    assert one_line(line, limit=limit) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("SUCCESS:\n it is\r\n\tdone \x00", "SUCCESS: it is done"),
        ("Sales \u202eevil\u202c \u200bname\ufeff", "Sales evil name"),
        ("a\u00a0b\u2028c\u3000d", "a b c d"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("Ünïcode 日本 👍", "Ünïcode 日本 👍"),
        ("\ud800broken", "broken"),
        ("", ""),
    ],
)
def test_what_would_break_the_line_or_hide_in_it_is_dropped(text: str, line: str) -> None:
    assert one_line(text) == line


def test_what_is_cut_ends_in_an_ellipsis_and_what_just_fits_does_not() -> None:
    assert one_line("abcdef", limit=6) == "abcdef"
    assert one_line("abcdefg", limit=6) == "abcde…"
