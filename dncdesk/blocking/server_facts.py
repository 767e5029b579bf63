"""What is noted of each server beside the opt-outs: its build, and how far its clock is from this computer's."""

from __future__ import annotations

import json
import logging
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from dncdesk.core.moments import stamp
from dncdesk.core.text import one_line
from dncdesk.record.events import Kind
from dncdesk.record.log import Log, LogError
from dncdesk.record.reader import Reader
from dncdesk.vicidial.client import Client

_log = logging.getLogger(__name__)

OFFSET_SECONDS = 5
"""So far a server's clock may move against ours before that is noted again."""
_LOOKED_AT = 200
"""Former notes among which the last one about a server is looked for."""


@dataclass(frozen=True)
class _Known:
    """What is known of one server: `asked_at` is when it told its version, `offset` seconds that it is ahead of us."""

    version: str | None = None
    build: int | None = None
    asked_at: str | None = None
    offset: int | None = None
    noted: bool = False
    """Whether it stands in the log since this run of the program has begun."""


class ServerFacts:
    """Writes into the log what the servers' answers tell by the way; no call is made for it. Safe to use from threads.

    A note is written when a run of the program first hears of a server, when its version changes, and when its clock
    moves by more than `OFFSET_SECONDS` against this computer's.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._lock = threading.Lock()
        self._known: dict[str, _Known] = {}

    def note(self, client: Client) -> None:
        """Note what `client` has heard, if it is new. A log that cannot be written now is tried the next time."""
        if client.clock is None and client.told_version is None:
            return
        with self._lock:
            try:
                before = self._known.get(client.endpoint) or self._former(client.endpoint)
                self._known[client.endpoint] = self._note(client, before)
            except LogError as error:
                _log.warning("a server's build and clock could not be noted: %s", error)

    def _note(self, client: Client, before: _Known) -> _Known:
        found, clock = before, client.clock
        if client.told_version is not None:
            told, moment = client.told_version
            found = replace(found, version=one_line(told.version), build=told.build, asked_at=stamp(moment))
        if clock is not None:
            found = replace(found, offset=clock.offset)
        if before.noted and _alike(before, found):
            # The offset stays as it was noted: else it could creep away unseen.
            return replace(found, offset=before.offset)
        body: dict[str, Any] = {
            "endpoint": client.endpoint,
            "version": found.version,
            "build": found.build,
            "version_asked_at": found.asked_at,
            "server_clock": stamp(clock.server) if clock else None,
            "our_clock": stamp(clock.ours) if clock else None,
            "offset_seconds": clock.offset if clock else None,
        }
        self._log.append_fact(Kind.SERVER, body)
        return replace(found, noted=True)

    def _former(self, endpoint: str) -> _Known:
        """What an earlier run of the program has noted of this server: its version may not be asked for in this one."""
        for (text,) in self._log.read(_last_notes):
            with suppress(ValueError, TypeError, KeyError):
                body = json.loads(text)
                if body["endpoint"] == endpoint:
                    return _Known(body["version"], body["build"], body["version_asked_at"])
        return _Known()


def _alike(before: _Known, found: _Known) -> bool:
    if (before.version, before.build) != (found.version, found.build):
        return False
    if before.offset is None or found.offset is None:
        return before.offset is found.offset
    return abs(before.offset - found.offset) <= OFFSET_SECONDS


def _last_notes(reader: Reader) -> list[tuple[Any, ...]]:
    return reader.ask(
        "SELECT body FROM event WHERE opt_out_id = '' AND kind = :kind ORDER BY seq DESC LIMIT :most",
        {"kind": Kind.SERVER.value, "most": _LOOKED_AT},
    )
