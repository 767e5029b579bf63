"""Events: what happened to an opt-out, one line of the log each, chained by hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

FIRST = "0" * 64
"""What stands as the hash before the first event."""


class Kind(StrEnum):
    """What an event tells."""

    REQUESTED = "requested"
    """The opt-out itself, before anything was sent."""
    ADDED = "added"
    """What the dialler said to `add_dnc_phone`."""
    READ = "read"
    """What the dialler said when asked whether it holds the number."""
    SEARCHED = "searched"
    """Which forms of the number leads were found to carry."""
    LEADS = "leads"
    """The leads that carry one form, with their statuses."""
    LEAD = "lead"
    """What became of one lead."""
    DELETED = "deleted"
    """What the dialler said to `delete_dnc_phone`."""
    OUTCOME = "outcome"
    """Where the opt-out stands now."""
    DETAILS = "details"
    """What a person has added later: `Details`, and who added it."""
    SERVER = "server"
    """Which build answers at an endpoint, and how far its clock is from this computer's."""
    EXPORTED = "exported"
    """The log, or a part of it, was written to a file."""
    IMPORTED = "imported"
    """A former log was taken in, beside the chain."""
    RETIRED = "retired"
    """The oldest events were removed; the hash of the last of them stays here."""
    PAUSED = "paused"
    """A person has paused what was entered together: what has not begun is not sent."""
    GOES_ON = "goes_on"
    """A person lets it go on."""
    LOGIN_REFUSED = "login_refused"
    """The account was turned away; nothing more goes to that server until a person has typed a password."""
    LOGIN_RENEWED = "login_renewed"
    """A person has typed a password for that server."""


@dataclass(frozen=True)
class Event:
    """One line of the log. `body` is JSON's own types; `previous` and `hash` are hexadecimal SHA-256."""

    seq: int
    opt_out_id: str
    kind: Kind
    at: datetime
    body: Mapping[str, Any]
    previous: str
    hash: str


def canonical(data: object) -> str:
    """The one way to write `data` as JSON: sorted keys, no spaces, ASCII."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def event_hash(columns: tuple[int, str, str, str, str, str]) -> str:
    """The SHA-256 of an event's canonical form: seq, opt_out_id, kind, at, body and previous, as stored."""
    return hashlib.sha256(canonical(columns).encode("ascii")).hexdigest()
