"""Points in time: always aware of their zone, written in ISO 8601."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, to the millisecond (as it is stored), in the computer's own zone."""
    moment_now = datetime.now(UTC).astimezone()
    return moment_now.replace(microsecond=moment_now.microsecond // 1000 * 1000)


def stamp(when: datetime) -> str:
    """`when` as ISO 8601 with milliseconds and its offset, e.g. 2026-11-23T14:02:07.120-05:00."""
    if when.tzinfo is None:
        raise ValueError("a moment without a time zone says nothing")
    return when.isoformat(timespec="milliseconds")


def moment(text: str) -> datetime:
    """The aware moment that an ISO 8601 text names; without an offset it is in this computer's zone.

    Raises:
        ValueError: the text is not an ISO 8601 date or date and time.
    """
    when = datetime.fromisoformat(text)
    return when if when.tzinfo is not None else when.astimezone()
