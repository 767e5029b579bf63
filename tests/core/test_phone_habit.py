"""How leads carry numbers, learned from some of them."""

from __future__ import annotations

import pytest

from dncdesk.core.phone import NumberRule
from dncdesk.core.phone_habit import Habit, habit

NATIONAL, INTERNATIONAL = NumberRule.NATIONAL, NumberRule.INTERNATIONAL


@pytest.mark.parametrize(
    ("leads", "expected"),
    [
        ([("1", f"727555010{n}") for n in range(4)], Habit("US", NATIONAL, 4)),
        ([("1", f"1727555010{n}") for n in range(4)], Habit("US", INTERNATIONAL, 4)),
        ([("44", f"44203123456{n}") for n in range(4)], Habit("GB", INTERNATIONAL, 4)),
        ([("44", f"203123456{n}") for n in range(4)], Habit("GB", NATIONAL, 4)),
        ([("52", f"555123456{n}") for n in range(4)], Habit("MX", NATIONAL, 4)),
    ],
)
def test_country_and_form_are_learned(leads: list[tuple[str, str]], expected: Habit) -> None:
    assert habit(leads, country="US") == expected


@pytest.mark.parametrize("leads", [[], [("1", "7275550101")] * 2, [("", "x")] * 9, [("1", "12")] * 9])
def test_too_little_teaches_nothing(leads: list[tuple[str, str]]) -> None:
    assert habit(leads, country="US") == Habit("US", NATIONAL)


def test_leads_that_do_not_agree_are_told_as_such() -> None:
    mixed = [("1", "7275550101")] * 5 + [("1", "17275550101")] * 4
    assert habit(mixed, country="US") == Habit("US", NATIONAL, 9, mixed=True)


def test_a_country_that_shares_its_code_is_not_taken_for_the_bigger_one() -> None:
    assert habit([("1", "4165550101")] * 4, country="CA").country == "CA"
