"""A thing that this computer, not the program, keeps: it is on or off, whoever switched it."""

from __future__ import annotations

from typing import Protocol

from dncdesk.core.sentences import Sentence, say


class Switch(Protocol):
    """One such thing. Every call takes no longer than a small file or a few values of the registry."""

    @property
    def instead(self) -> Sentence | None:
        """Why it cannot be switched from here, and what works instead; None where it can."""

    def enabled(self) -> bool:
        """Whether it is on now; False where that cannot be found out."""

    def set(self, on: bool) -> Sentence | None:
        """Switch it; returns None, or the one thing that a person should know or do about it."""


def not_written(place: str, error: OSError) -> Sentence:
    """What to tell where `place` could not be written."""
    return say(
        "That could not be kept in {place} ({reason}); nothing has changed.",
        place=place,
        reason=error.strerror or type(error).__name__,
    )
