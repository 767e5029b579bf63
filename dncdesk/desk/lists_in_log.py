"""What an earlier start of the program has left of lists: in the log, and kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dncdesk.core.many_kept import Kept
from dncdesk.core.many_run import Standing
from dncdesk.core.outcome import TONES, Tone
from dncdesk.core.scope import Scope
from dncdesk.record.log import Log
from dncdesk.record.reader import Entry, Reader
from dncdesk.record.state import RECORDED


@dataclass(frozen=True)
class InLog:
    """A list that is not at its end: how its numbers stand in the log, and what of it is not there yet.

    `kept` is there only while something is `missing`: pairs of a typed text and the E.164 of its number.
    """

    group: str
    server: str
    scope: Scope
    asked_at: datetime
    rows: tuple[Standing, ...]
    paused: bool
    kept: Kept | None
    missing: tuple[tuple[str, str], ...]

    @property
    def total(self) -> int:
        """How many numbers it has."""
        return len(self.rows) + len(self.missing)


def lists_in_log(log: Log, folder: Path) -> list[InLog]:
    """The lists that go on, the oldest first. A few requests for one number are no list.

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
    # None of these is pending: it was never begun, or ended before the rest could be written.
    rest = [one for one in kept if one.group not in known]
    found.extend(_in_log(reader.group(one.group), one, paused=one.group in paused) for one in rest)
    for listed in found:
        if listed.kept is not None and not listed.missing:
            Kept.forget(folder, listed.group)
    return [one for one in found if one.missing or not all(row.ended for row in one.rows)]


def _in_log(entries: Sequence[Entry], kept: Kept | None, *, paused: bool) -> InLog:
    rows: dict[str, Standing] = {}
    for entry in entries:
        # What was tried again stands in the place of the first try.
        rows[entry.e164] = _standing(entry)
    missing = tuple(pair for pair in kept.numbers if pair[1] not in rows) if kept is not None else ()
    if kept is not None:
        server, scope, asked_at, group = kept.server, kept.scope, kept.asked_at, kept.group
    else:
        first = entries[0]
        server, scope, asked_at, group = first.server, Scope.from_word(first.scope), first.asked_at, first.group
    return InLog(group, server, scope, asked_at, tuple(rows.values()), paused, kept, missing)


def _standing(entry: Entry) -> Standing:
    result = entry.result
    if result == RECORDED:
        return Standing(entry.opt_out_id, entry.shown, entry.typed)
    why = None if TONES[result.outcome] is Tone.DONE else result.why
    return Standing(entry.opt_out_id, entry.shown, entry.typed, result.outcome, why, result.numbers_sent)
