"""What an earlier start of the program has left of lists: in the log, and kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dncdesk.core.many_kept import Kept
from dncdesk.core.many_run import Standing
from dncdesk.core.outcome import TONES, Tone
from dncdesk.core.scope import Place, Scope
from dncdesk.record.log import Log
from dncdesk.record.reader import Entry, Reader
from dncdesk.record.state import RECORDED

Wanted = tuple[str, str, tuple[Place, ...]]
"""A number that is to be sent: its text as typed, its E.164, and the places that it is to be sent to."""


@dataclass(frozen=True)
class InLog:
    """A list that is not at its end: how its requests stand in the log, and what of it is not there yet.

    `kept` is there only while something is `missing`.
    """

    group: str
    places: tuple[Place, ...]
    asked_at: datetime
    rows: tuple[Standing, ...]
    paused: bool
    kept: Kept | None
    missing: tuple[Wanted, ...]

    @property
    def total(self) -> int:
        """How many numbers it has."""
        return len({row.e164 for row in self.rows} | {e164 for _, e164, _ in self.missing})

    @property
    def requests(self) -> int:
        """How many requests it is."""
        return len(self.rows) + sum(len(places) for *_, places in self.missing)


def lists_in_log(log: Log, folder: Path) -> list[InLog]:
    """The lists that go on, the oldest first. One number, in however many places, is no list unless it was kept as one.

    Raises:
        LogError: the log cannot be read.
    """
    return log.read(lambda reader: _lists(reader, list(Kept.all_in(folder)), folder))


def _lists(reader: Reader, kept: list[Kept], folder: Path) -> list[InLog]:
    paused = reader.paused()
    found: list[InLog] = []
    for group in dict.fromkeys(entry.group for entry in reader.pending() if entry.group):
        entries = reader.group(group)
        if len({entry.e164 for entry in entries}) > 1:
            mine = next((one for one in kept if one.group == group), None)
            found.append(_in_log(entries, mine, paused=group in paused))
    known = {one.group for one in found}
    # None of these is found yet: it was never begun, ended before the rest could be written, or is one number alone.
    rest = [one for one in kept if one.group not in known]
    found.extend(_in_log(reader.group(one.group), one, paused=one.group in paused) for one in rest)
    for listed in found:
        if listed.kept is not None and not listed.missing:
            Kept.forget(folder, listed.group)
    return [one for one in found if one.missing or not all(row.ended for row in one.rows)]


def _in_log(entries: Sequence[Entry], kept: Kept | None, *, paused: bool) -> InLog:
    rows: dict[tuple[str, Place], Standing] = {}
    for entry in entries:
        # What was tried again stands in the place of the first try.
        standing = _standing(entry)
        rows[standing.e164, standing.place] = standing
    if kept is None:
        places = tuple(dict.fromkeys(place for _, place in rows))
        return InLog(entries[0].group, places, entries[0].asked_at, tuple(rows.values()), paused, None, ())
    missing = tuple(
        (typed, e164, there)
        for typed, e164 in kept.numbers
        if (there := tuple(place for place in kept.places if (e164, place) not in rows))
    )
    return InLog(kept.group, kept.places, kept.asked_at, tuple(rows.values()), paused, kept, missing)


def _standing(entry: Entry) -> Standing:
    place = Place(entry.server, Scope.from_word(entry.scope), entry.scope_name)
    standing = Standing(entry.opt_out_id, entry.shown, entry.typed, entry.e164, place)
    result = entry.result
    if result != RECORDED:
        standing.outcome = result.outcome
        standing.why = None if TONES[result.outcome] is Tone.DONE else result.why
        standing.numbers_sent = result.numbers_sent
    return standing
