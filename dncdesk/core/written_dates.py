"""Dates as people and programs have written them into a table: which way round is found from all of them together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from enum import StrEnum

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    r"""(?:[a-z]{2,9},?\s+)?                                             # a weekday
    (?P<one>\d{1,4}|[a-z]{3,9}\.?)[-/.\s]+(?P<two>\d{1,2}|[a-z]{3,9}\.?)[-/.,\s]+(?P<three>\d{1,4})
    (?:[T,\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?)?
    \s*(?P<zone>z|utc|gmt|[+-]\d{2}:?\d{2})?""",
    re.VERBOSE | re.IGNORECASE,
)


class DayOrder(StrEnum):
    """What stands first in a date such as 03/04/2026."""

    MONTH_FIRST = "month"
    DAY_FIRST = "day"


def read_date(text: str, order: DayOrder) -> datetime | None:
    """The moment that a text names, in this computer's zone where it says none; None if it is no date.

    A year of two digits is one of this century. Without a time of day it is the day's beginning.
    """
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    try:
        year, month, day = _parts(found, order)
        hour = _hour(int(found["hour"] or 0), (found["half"] or "").lower())
        when = datetime(year, month, day, hour, int(found["minute"] or 0), int(found["second"] or 0))  # noqa: DTZ001
        return when.replace(tzinfo=_zone(found["zone"])) if found["zone"] else when.astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def find_order(texts: Iterable[str]) -> DayOrder | None:
    """Which way round these dates are written; None where all read both ways, or they contradict."""
    firsts = seconds = False
    for text in texts:
        found = _DATE.fullmatch(text.strip())
        if found is None or not (found["one"].isdigit() and found["two"].isdigit()) or len(found["one"]) > 2:
            continue
        firsts = firsts or int(found["one"]) > 12
        seconds = seconds or int(found["two"]) > 12
    if firsts == seconds:
        return None
    return DayOrder.DAY_FIRST if firsts else DayOrder.MONTH_FIRST


def is_ambiguous(text: str) -> bool:
    """Whether a date reads both ways, and differently."""
    one, other = read_date(text, DayOrder.DAY_FIRST), read_date(text, DayOrder.MONTH_FIRST)
    return one is not None and other is not None and one != other


def _parts(found: re.Match[str], order: DayOrder) -> tuple[int, int, int]:
    one, two, three = found["one"], found["two"], found["three"]
    if len(one) > 2 and one.isdigit():
        return int(one), _month(two), int(three)
    year = int(three) + (2000 if len(three) <= 2 else 0)
    if one[0].isalpha() or (two.isdigit() and order is DayOrder.MONTH_FIRST):
        return year, _month(one), int(two)
    return year, _month(two), int(one)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3].lower()) + 1


def _hour(hour: int, half: str) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half.startswith("p") else 0)


def _zone(text: str) -> timezone:
    if text[0] not in "+-":
        return timezone.utc  # noqa: UP017 - the type that the other branch has
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)
