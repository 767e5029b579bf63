"""By when an opt-out has to be honoured, counted from the day on which the person asked.

Ten business days in the United States (47 CFR 64.1200(d)(3), since April 2025); business days are Monday to Friday
without the federal holidays of 5 U.S.C. 6103. Fourteen days in Canada (Unsolicited Telecommunications Rules,
part III), where every day counts.
"""

from __future__ import annotations

from calendar import MONDAY, SATURDAY, SUNDAY, THURSDAY
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

_FIXED = ((1, 1), (7, 4), (11, 11), (12, 25))
"""Month and day of New Year, Independence Day, Veterans Day and Christmas."""
_JUNETEENTH_SINCE, _KING_SINCE = 2021, 1986


class DayCount(StrEnum):
    """Which days count towards a deadline."""

    BUSINESS_US = "US"
    """Monday to Friday, without the federal holidays of the United States."""
    EVERY = "all"
    """Every day."""


LONGEST = 366
"""Days that a deadline may have at the most."""


class Timeliness(StrEnum):
    """How an opt-out stands with its deadline."""

    NONE = "none"
    MET = "met"
    MET_LATE = "met_late"
    DUE = "due"
    LATE = "late"


@dataclass(frozen=True)
class Deadline:
    """So many days from the day of the request, which does not count itself; `days` is 1 to `LONGEST`."""

    days: int = 10
    counting: DayCount = DayCount.BUSINESS_US

    def due_on(self, asked_on: date) -> date:
        """The last day on which the request is honoured in time."""
        if self.counting is DayCount.EVERY:
            return asked_on + timedelta(days=self.days)
        day, left = asked_on, self.days
        while left:
            day += timedelta(days=1)
            left -= day.weekday() not in (SATURDAY, SUNDAY) and day not in federal_holidays(day.year)
        return day


@cache
def federal_holidays(year: int) -> frozenset[date]:
    """The days in `year` on which the federal offices are closed, from 1978 on (5 U.S.C. 6103).

    A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after. Inauguration Day,
    which is one around Washington alone, is left out.
    """
    fixed = [date(year, month, day) for month, day in _FIXED]
    if year >= _JUNETEENTH_SINCE:
        fixed.append(date(year, 6, 19))
    # The next year's first of January may be kept on this year's last day.
    fixed.append(date(year + 1, 1, 1))
    moving = [
        _nth(year, 2, MONDAY, 3),
        _last_monday_of_may(year),
        _nth(year, 9, MONDAY, 1),
        _nth(year, 10, MONDAY, 2),
        _nth(year, 11, THURSDAY, 4),
    ]
    if year >= _KING_SINCE:
        moving.append(_nth(year, 1, MONDAY, 3))
    return frozenset(day for day in [*map(_kept_on, fixed), *moving] if day.year == year)


def _kept_on(day: date) -> date:
    if day.weekday() == SATURDAY:
        return day - timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() == SUNDAY else day


def _last_monday_of_may(year: int) -> date:
    return date(year, 5, 31) - timedelta(days=date(year, 5, 31).weekday())


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
