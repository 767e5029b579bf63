"""The last numbers, called back with the arrow keys as a shell does."""

from __future__ import annotations

_KEPT = 50


class Recall:
    """Walks through what was entered in this run, the newest first; what was being typed is the end of the walk."""

    def __init__(self) -> None:
        """Know no number yet."""
        self._numbers: list[str] = []
        self._at: int | None = None
        self._draft = ""

    def remember(self, number: str) -> None:
        """Take `number` as the newest; it is kept once."""
        if number in self._numbers:
            self._numbers.remove(number)
        self._numbers = [number, *self._numbers][:_KEPT]
        self._at = None

    def older(self, now: str) -> str | None:
        """The number before the one that stands in the field as `now`; None where there is none."""
        self._find(now)
        following = 0 if self._at is None else self._at + 1
        if following < len(self._numbers) and self._numbers[following] == now and self._at is None:
            following += 1
        if following >= len(self._numbers):
            return None
        if self._at is None:
            self._draft = now
        self._at = following
        return self._numbers[following]

    def newer(self, now: str) -> str | None:
        """The number after it, in the end what was being typed; None where there is nothing newer."""
        self._find(now)
        if self._at is None:
            return None
        self._at = self._at - 1 if self._at else None
        return self._draft if self._at is None else self._numbers[self._at]

    def _find(self, now: str) -> None:
        if self._at is not None and self._numbers[self._at] != now:
            self._at = None  # something else has been typed since
