"""Dates as others have written them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from dncdesk.core.written_dates import DayOrder, find_order, is_ambiguous, read_date

MONTH, DAY = DayOrder.MONTH_FIRST, DayOrder.DAY_FIRST


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-03 14:02", "2026-11-03T14:02:00", "2026/11/3 2:02 PM", "Nov 3, 2026 2:02 p.m.",
        "3 November 2026 14:02",
        "Tue, Nov 3 2026 14:02", "11/03/2026 14:02", "11/3/26 2:02pm", "11.03.2026, 14:02",
    ],
)  # fmt: skip
def test_a_date_is_read_in_this_computers_zone(text: str) -> None:
    assert read_date(text, MONTH) == datetime(2026, 11, 3, 14, 2).astimezone()


def test_the_zone_in_a_text_counts() -> None:
    zone = timezone(timedelta(hours=-5))
    assert read_date("2026-11-23T14:02:07.120-05:00", MONTH) == datetime(2026, 11, 23, 14, 2, 7, tzinfo=zone)
    assert read_date("2026-11-23 14:02Z", MONTH) == datetime(2026, 11, 23, 14, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "Monday", "31.02.2026", "13/13/2026", "20261123", "2026-11-23 25:00", "7275551212"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text, DAY) is None


def test_which_way_round_is_told_by_any_date_that_reads_one_way_only() -> None:
    assert find_order(["03/04/2026", "11/23/2026"]) is MONTH
    assert find_order(["03/04/2026", "23.11.2026"]) is DAY
    assert find_order(["03/04/2026", "2026-11-23"]) is None
    assert find_order(["11/23/2026", "23/11/2026"]) is None


def test_a_date_is_ambiguous_where_the_ways_differ() -> None:
    assert is_ambiguous("03/04/2026")
    assert not is_ambiguous("04/04/2026")
    assert not is_ambiguous("11/23/2026")
    assert not is_ambiguous("2026-03-04")
