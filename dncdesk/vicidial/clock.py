"""The server's clock beside ours, as every answer tells it by the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dncdesk.core.moments import now


@dataclass(frozen=True)
class Clock:
    """What the server's clock said, to the second, and what ours said when that came; both aware."""

    server: datetime
    ours: datetime

    @property
    def offset(self) -> int:
        """By how many seconds the server's clock is ahead of ours; the line's delay counts as the clock's."""
        # The server cuts its fraction of a second off: half of one is the best guess.
        return round((self.server - self.ours).total_seconds() + 0.5)


def clocks(date: str) -> Clock | None:
    """The clocks by an answer's `Date` that has come just now; None where it is no date."""
    try:
        server = parsedate_to_datetime(date)
    except ValueError:
        return None
    return Clock(server if server.tzinfo else server.replace(tzinfo=UTC), now())
