"""When to try again: pauses that grow from seconds to minutes, each a little different."""

from __future__ import annotations

import random

FIRST_PAUSE = 2.0
LONGEST_PAUSE = 300.0


def pause(failures: int) -> float:
    """Seconds to wait after the `failures`-th failure in a row (from 1), with up to a quarter more or less.

    The difference keeps a room full of desks from asking a dialler that has just come back all at once.
    """
    seconds = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(failures - 1, 10))
    return seconds * random.uniform(0.75, 1.25)  # noqa: S311 - a pause is no secret
