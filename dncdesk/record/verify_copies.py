"""Checking the seats' copies in their folder: each as a chain of its own, and this log's against the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from dncdesk.core.moments import stamp
from dncdesk.core.sentences import Sentence, say
from dncdesk.record.chain import Head, Stored, from_line
from dncdesk.record.events import FIRST
from dncdesk.record.findings import Findings, SeatCopy, when

_STEP = 500
"""Lines from one word about the progress to the next."""
_MOST_RUNS = 20
"""Missing runs of events that are named."""


@dataclass
class _Seen:
    """What one file has shown so far."""

    first: int = 0
    last: Stored | None = None
    same: int = 0
    rewritten: Stored | None = None
    """The first event that stands in the log with another hash, although it is the same one."""
    other: Stored | None = None
    """The first event whose place in the log another one has."""
    beyond: bool = False
    """Whether the last event has no place in the log, which ends before it."""
    missing: list[tuple[int, int]] = field(default_factory=list)


def check_copies(
    db: sqlite3.Connection, folder: Path, findings: Findings, progress: Callable[[float], None], *,
    seat: str, head: Head,
) -> tuple[SeatCopy, ...]:  # fmt: skip
    """Look through every copy in `folder`; `seat` names this log's own, `db` and `head` are the log's.

    No transaction may be open: the log goes on, and its copy with it, while this looks.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".jsonl")
        sizes = [path.stat().st_size for path in files]
    except OSError as error:
        findings.notes.append(_unreadable(str(folder), error))
        return ()
    done, seats = 0, []
    for path, size in zip(files, sizes, strict=True):

        def told(bytes_read: int, before: int = done) -> None:
            progress(min(1.0, (before + bytes_read) / max(1, sum(sizes))))

        try:
            found = _File(db, path, seat, findings).check(head, told)
        except OSError as error:
            findings.notes.append(_unreadable(str(path), error))
        else:
            seats += [found] if found else []
        done += size
    if seat and not any(found.own for found in seats):
        findings.notes.append(say("There is no copy of this log in {folder}.", folder=str(folder)))
    return tuple(seats)


def _unreadable(path: str, error: OSError) -> Sentence:
    reason = error.strerror or type(error).__name__
    return say("{path} cannot be read ({reason}): it was not checked.", path=path, reason=reason)


class _File:
    """One file of the folder."""

    def __init__(self, db: sqlite3.Connection, path: Path, seat: str, findings: Findings) -> None:
        self._db = db
        self._path = path
        self._name = path.stem
        self._named_own = bool(seat) and (self._name == seat or self._name.startswith(f"{seat}."))
        self._findings = findings

    def check(self, head: Head, progress: Callable[[int], None]) -> SeatCopy | None:
        """Look at every line; None where there is none."""
        seen = _Seen()
        written = datetime.fromtimestamp(self._path.stat().st_mtime, UTC).astimezone()
        for event in self._events(progress):
            self._look_at(event, seen, head)
        if seen.last is None:
            return None
        own = bool(seen.same or seen.rewritten)
        if own:
            self._compare(seen, head)
        elif self._named_own:
            said = say(
                "The copy {name} is of another log, which ended {when}; it may have been set aside as damaged.",
                name=self._name,
                when=when(seen.last.at),
            )
            self._findings.notes.append(said)
        if own and seen.last.seq < head.seq:
            seen.missing.append((seen.last.seq + 1, head.seq))
        return SeatCopy(
            self._name, own, seen.first, seen.last.seq, tuple(seen.missing), self._said(seen, when(stamp(written)))
        )

    def _events(self, progress: Callable[[int], None]) -> Iterator[Stored]:
        read = 0
        with self._path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                read += len(line)
                if number % _STEP == 0:
                    progress(read)
                if not line.endswith(b"\n"):
                    return  # just being written, or cut by an outage: the seat completes it
                try:
                    yield from_line(line.decode("utf-8"))
                except (ValueError, RecursionError):
                    self._add(
                        say("Line {line} of the copy {name} is no event.", line=str(number), name=self._name), number
                    )

    def _look_at(self, event: Stored, seen: _Seen, head: Head) -> None:
        before, seen.last = seen.last, event
        about = {"name": self._name, "seq": str(event.seq), "when": when(event.at)}
        if before is None:
            seen.first = event.seq
            follows = event.seq != 1 or event.previous == FIRST
        elif event.seq != before.seq + 1:
            if len(seen.missing) < _MOST_RUNS and event.seq > before.seq:
                seen.missing.append((before.seq + 1, event.seq - 1))
            said = say("In the copy {name}, event {seq} ({when}) does not come next: it follows {before}.",
                       before=str(before.seq), **about)  # fmt: skip
            self._add(said, event.seq)
            follows = True
        else:
            follows = event.previous == before.hash
        if event.hash != event.true_hash or not follows:
            said = say("In the copy {name}, event {seq} ({when}) was changed, or the one before it.", **about)
            self._add(said, event.seq)
            return
        row = self._db.execute("SELECT hash, at, opt_out_id FROM event WHERE seq = ?", (event.seq,)).fetchone()
        if row is None:
            seen.beyond = event.seq > head.seq
        elif row[0] == event.hash:
            seen.same += 1
        elif tuple(row[1:]) == (event.at, event.opt_out_id):
            seen.rewritten = seen.rewritten or event
        else:
            seen.other = seen.other or event

    def _compare(self, seen: _Seen, head: Head) -> None:
        differs = min(filter(None, (seen.rewritten, seen.other)), default=None)
        if differs is not None:
            said = say(
                "From event {seq} ({when}) on, the log is not as the copy {name} has it: one of them was written anew.",
                seq=str(differs.seq),
                when=when(differs.at),
                name=self._name,
            )
            self._add(said, differs.seq)
        if seen.last is not None and seen.beyond:
            said = say(
                "The end is missing: the copy {name} reaches to event {seq} ({when}), the log only to {last}.",
                name=self._name,
                seq=str(seen.last.seq),
                when=when(seen.last.at),
                last=str(head.seq),
            )
            self._add(said, seen.last.seq)

    def _said(self, seen: _Seen, written: str) -> Sentence:
        about = {"name": self._name, "first": str(seen.first), "last": str(seen.last.seq if seen.last else 0)}
        if seen.missing:
            return say(
                "{name}: events {first} to {last}, last written {when}. Missing: {missing}.",
                when=written,
                missing=_runs(seen.missing),
                **about,
            )
        return say("{name}: events {first} to {last}, last written {when}.", when=written, **about)

    def _add(self, said: Sentence, seq: int) -> None:
        self._findings.add(said, seq)


def _runs(runs: Iterable[tuple[int, int]]) -> str:
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
