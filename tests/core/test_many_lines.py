"""One line of a list: taken only where no other reading is in sight."""

from __future__ import annotations

import pytest

from dncdesk.core.many_line import read_line
from dncdesk.core.phone import NumberRule, PhoneNumber, read_number


def read(text: str) -> PhoneNumber:
    return read_number(text, country="US", rule=NumberRule.NATIONAL)


def numbers(line: str) -> list[str]:
    return [found.number.main_form for found in read_line(line, read) if found.number]


CERTAIN = {
    "7275551212": ["7275551212"],
    "  (727) 555-1212 ": ["7275551212"],
    "727.555.1212": ["7275551212"],
    "+1 727 555 1212": ["7275551212"],
    "17275551212": ["7275551212"],
    '"727-555-1212"': ["7275551212"],
    "'7275551212": ["7275551212"],
    "7275551212.0": ["7275551212"],
    "７２７５５５１２１２": ["7275551212"],
    "1-800-FLOWERS": ["8003569377"],
    "tel:+1-727-555-1212": ["7275551212"],
    "+44 20 7946 0018": ["442079460018"],
    "011 44 20 7946 0018": ["442079460018"],
    "1. 7275551212": ["7275551212"],
    "2. 7275551213": ["7275551213"],
    "12) (727) 555-1212": ["7275551212"],
    "2026-11-23 08:14 +17275551212": ["7275551212"],
    "11/23/2026 8:14 AM 727-555-1212": ["7275551212"],
    "John Smith, 33701 Tampa, 727-555-1212": ["7275551212"],
    "727-555-1212 ext 45": ["7275551212"],
    "727-555-0000": ["7275550000"],
    "7275551212 7275551213": ["7275551212", "7275551213"],
    "727-555-1212 / 813-555-0164": ["7275551212", "8135550164"],
    "(727)555-1212(813)555-0164": ["7275551212", "8135550164"],
    "7275551212;7275551213, Smith": ["7275551212", "7275551213"],
    "Smith 7275551212 home, 8135550164 work": ["7275551212", "8135550164"],
    "727-555-1212 ext 45, 813-555-0164": ["7275551212", "8135550164"],
    "+44 20 7946 0018, +1 727 555 1212": ["442079460018", "7275551212"],
    "7275551212 or 8135550164": ["7275551212", "8135550164"],
}

UNCERTAIN = [
    "7.27555E+09",
    "7,27555E+09",
    "7275550000",
    "2. 727555121",
    "727555121.0",
    "727555121 2",
    "7275551212 2",
    "2 727555121",
    "12 - 7275551212",
    "4711 7275551212",
    "20261123 7275551212",
    "7275551212/13",
    "7275551212 and 13",
    "7275551212 8135550164 727",
    "We lost 800 FLOWERS",
    "727-555-12l2",
    "555-1212",
    "727555121",
    "72755512123",
    "123-45-6789",
]

REMARKS = ["Monday, 23 November:", "n/a", "Called 3 times", "2026-11-23 08:14", "-----", "Phone"]


@pytest.mark.parametrize("line", CERTAIN)
def test_what_is_certain_is_read(line: str) -> None:
    assert numbers(line) == CERTAIN[line]


@pytest.mark.parametrize("line", UNCERTAIN)
def test_what_is_not_certain_is_shown_with_a_sentence_and_never_guessed(line: str) -> None:
    [found] = read_line(line, read)

    assert found.number is None
    assert found.why is not None
    assert found.typed == line


@pytest.mark.parametrize("line", REMARKS)
def test_words_without_a_number_are_a_remark_and_no_problem(line: str) -> None:
    [found] = read_line(line, read)

    assert (found.number, found.why) == (None, None)


@pytest.mark.parametrize("line", ["", "   ", "\t"])
def test_an_empty_line_says_nothing(line: str) -> None:
    assert read_line(line, read) == []


def test_each_of_several_numbers_keeps_the_words_beside_it() -> None:
    found = read_line("Smith 7275551212 home; Jones 8135550164", read)

    assert [one.typed for one in found] == ["Smith 7275551212 home; Jones", "8135550164"]


def test_where_a_country_has_numbers_of_many_lengths_a_line_that_can_be_parted_in_two_ways_is_not_parted() -> None:
    def german(text: str) -> PhoneNumber:
        return read_number(text, country="DE", rule=NumberRule.NATIONAL)

    [found] = read_line("030 901820 030 901821 12", german)

    assert found.number is None
    assert found.why is not None
