"""A campaign of the dialler, as far as dncdesk needs to know it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Campaign:
    """One campaign as the server lists it. `dial_statuses` are those that make a lead be called."""

    id: str
    name: str
    active: bool
    dial_statuses: tuple[str, ...]
