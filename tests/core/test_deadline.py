"""By when an opt-out is honoured: business days of the United States, or every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dncdesk.core.deadline import DayCount, Deadline, federal_holidays

# The weekdays on which federal offices are closed, as the Office of Personnel Management lists them.
CLOSED = {
    2025: "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25",
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
    2028: "01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
    2029: "01-01 01-15 02-19 05-28 06-19 07-04 09-03 10-08 11-12 11-22 12-25",
    2030: "01-01 01-21 02-18 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25",
}


@pytest.mark.parametrize("year", CLOSED)
def test_the_federal_holidays_are_those_that_are_published(year: int) -> None:
    kept = {f"{day:%m-%d}" for day in federal_holidays(year) if day.weekday() < 5}
    assert kept - {"12-31"} == set(CLOSED[year].split()) - {"12-31"}


def test_new_year_on_a_saturday_is_kept_on_the_last_day_of_the_year_before() -> None:
    assert date(2027, 12, 31) in federal_holidays(2027)
    assert not any(day.month == 1 and day.day == 1 for day in federal_holidays(2028))


@pytest.mark.parametrize(
    ("before", "since"),
    [(date(2020, 6, 19), date(2021, 6, 18)), (date(1985, 1, 21), date(1986, 1, 20))],
    ids=["Juneteenth", "Martin Luther King"],
)
def test_a_younger_holiday_counts_from_its_first_year_on(before: date, since: date) -> None:
    assert before not in federal_holidays(before.year)
    assert since in federal_holidays(since.year)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-11-02", "2026-11-17"),  # ten business days with Veterans Day among them
        ("2026-11-20", "2026-12-07"),  # a Friday; Thanksgiving lies between
        ("2026-11-21", "2026-12-07"),  # the Saturday after it
        ("2026-12-21", "2027-01-06"),  # Christmas, New Year
        ("2026-08-03", "2026-08-17"),
    ],
)
def test_ten_business_days_pass_over_weekends_and_holidays(asked: str, due: str) -> None:
    assert Deadline().due_on(date.fromisoformat(asked)) == date.fromisoformat(due)


def test_where_every_day_counts_fourteen_days_are_two_weeks() -> None:
    assert Deadline(14, DayCount.EVERY).due_on(date(2026, 12, 20)) == date(2027, 1, 3)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_a_deadline_ends_on_a_business_day_after_just_so_many(asked: date, days: int) -> None:
    due = Deadline(days).due_on(asked)
    between = [asked + timedelta(days=n) for n in range(1, (due - asked).days + 1)]
    business = [day for day in between if day.weekday() < 5 and day not in federal_holidays(day.year)]
    assert business[-1] == due
    assert len(business) == days
