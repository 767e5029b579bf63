"""Checking a whole log: whether anything was changed, removed or inserted since it was written, and where.

Everything is looked at as it stands in the file and nothing is taken for granted: a file that somebody has
edited may hold anything. The log is only read, in one transaction, event by event.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dncdesk.core.sentences import say
from dncdesk.core.text import one_line
from dncdesk.record.chain import COLUMNS, Head, Stored, open_to_read
from dncdesk.record.events import FIRST
from dncdesk.record.findings import Findings, Verification, when
from dncdesk.record.logfile import LogError
from dncdesk.record.schema import MIGRATIONS
from dncdesk.record.verify_beside import Table, check_protection, retirements, shown
from dncdesk.record.verify_copies import check_copies
from dncdesk.record.verify_imported import check_imported

Progress = Callable[[float], None]
"""Is told the part that is done, from 0 to 1; may raise to end the check."""


def _unheard(_fraction: float) -> None:
    """Nobody wants to know."""


_STEP = 500
"""Events from one word about the progress to the next."""
_BEYOND = 2**62
"""A number that no event has."""
_LOG_PART = 0.8
"""The log's part of the work where copies are looked at as well."""


def verify(
    path: Path, *, heads: Sequence[Head] = (), copies: Path | None = None, seat: str = "", progress: Progress = _unheard
) -> Verification:
    """Check the log at `path`; it is only read.

    `heads` are those that were printed on exports, or kept elsewhere: without one, a log whose end was cut off, or
    that somebody has written anew from end to end, looks sound. `copies` is the folder of the seats' copies, `seat`
    the name of this log's own.

    Raises:
        LogError: it cannot be opened, or a newer version of the program has written it.
    """
    try:
        with contextlib.closing(open_to_read(path)) as db:
            return _Check(db, path, progress, part=_LOG_PART if copies else 1.0).run(heads, copies, seat)
    except sqlite3.Error as error:
        raise LogError(say("The log {path} cannot be read ({reason}).", path=str(path), reason=str(error))) from error


class _Check:
    """One check, over one connection."""

    def __init__(self, db: sqlite3.Connection, path: Path, progress: Progress, *, part: float) -> None:
        self._db = db
        self._path = path
        self._progress = progress
        self._part = part
        self._findings = Findings()
        self._first: Stored | None = None
        self._last: Stored | None = None
        self._events = 0

    def run(self, heads: Sequence[Head], copies: Path | None, seat: str) -> Verification:
        db, findings = self._db, self._findings
        # One transaction: what is written meanwhile is not seen by half.
        db.execute("BEGIN")
        version = self._version()
        check_protection(db, version, findings)
        table = Table(db, findings) if version == len(MIGRATIONS) else None
        if table is None:
            findings.notes.append(
                say("An older version of dncdesk wrote this file: its table of opt-outs was not compared.")
            )
        for event in self._walk():
            self._look_at(event)
            if table is not None:
                table.see(event)
        if table is not None:
            table.end()
            try:
                check_imported(db, findings)
            except sqlite3.DatabaseError as error:
                findings.add(say("What was imported cannot be read ({reason}).", reason=str(error)))
        head = Head(self._last.seq, one_line(str(self._last.hash), limit=64)) if self._last else Head(0, FIRST)
        compared = [self._compare(printed, head) for printed in heads]
        db.rollback()
        seats = check_copies(db, copies, findings, self._copies_done, seat=seat, head=head) if copies else ()
        if not any(compared) and not any(copy.own for copy in seats):
            findings.notes.append(
                say(
                    "Nothing outside the log was compared. That its end was not cut off, and that nobody has written "
                    "all of it anew, only a head printed earlier or a seat's copy can show."
                )
            )
        self._progress(1.0)
        return Verification(
            events=self._events,
            opt_outs=table.opt_outs if table else 0,
            head=head,
            since=one_line(str(self._first.at), limit=40) if self._first else "",
            until=one_line(str(self._last.at), limit=40) if self._last else "",
            findings=tuple(findings.listed),
            left_out=findings.left_out,
            notes=tuple(findings.notes),
            seats=seats,
        )

    def _version(self) -> int:
        version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if version > len(MIGRATIONS):
            raise LogError(
                say(
                    "The log in {path} was written by a newer version of dncdesk. Install that version to check it.",
                    path=str(self._path),
                )
            )
        if version == 0:
            raise LogError(say("{path} is no log of dncdesk.", path=str(self._path)))
        return version

    def _walk(self) -> Iterator[Stored]:
        """Every event that can be read, by its number."""
        first, last = self._end("min", 1), self._end("max", _BEYOND)
        reached, leap = first - 1, 1
        while reached < last:
            try:
                for row in self._db.execute(f"SELECT {COLUMNS} FROM event WHERE seq > ? ORDER BY seq", (reached,)):  # noqa: S608
                    yield Stored(*row)
                    reached, leap = row[0], 1
                    if reached % _STEP == 0:
                        self._progress((reached - first) / (last - first + 1) * self._part)
            except sqlite3.DatabaseError as error:
                # A part of the file that cannot be read: what lies behind it is still worth a look.
                if leap == 1:
                    said = say(
                        "The file is damaged: behind event {seq} it cannot be read ({reason}).",
                        seq=str(reached),
                        reason=str(error),
                    )
                    self._findings.add(said, reached)
                reached, leap = reached + leap, leap * 2
            else:
                return

    def _end(self, which: str, unreadable: int) -> int:
        """The lowest (`min`) or highest (`max`) number of an event, 0 where there is none."""
        try:
            return int(self._db.execute(f"SELECT ifnull({which}(seq), 0) FROM event").fetchone()[0])  # noqa: S608
        except sqlite3.DatabaseError:
            return unreadable

    def _look_at(self, event: Stored) -> None:
        """See that `event` is as it was written, and follows the one before."""
        before, self._last = self._last, event
        self._events += 1
        if before is None:
            self._first = event
            self._begins(event)
            follows = True
        elif event.seq != before.seq + 1:
            self._missing(before.seq + 1, event.seq - 1)
            follows = True
        else:
            follows = event.previous == before.hash
        unchanged = _unchanged(event)
        if unchanged and follows:
            return
        about = {"seq": str(event.seq), "what": shown(self._db, event), "when": when(event.at)}
        if unchanged:
            said = say(
                "Event {seq} ({what}, {when}) does not follow event {before}: that one was written anew, or put in "
                "the place of another.",
                before=str(event.seq - 1),
                **about,
            )
        elif follows:
            said = say("Event {seq} ({what}, {when}) was changed after it was written.", **about)
        else:
            said = say("Event {seq} ({what}, {when}) was changed, or put in the place of another.", **about)
        self._findings.add(said, event.seq, event.opt_out_id, event.at)

    def _begins(self, event: Stored) -> None:
        """See that the chain may begin with `event`: with the first of all, or behind what was retired."""
        if event.seq == 1:
            if event.previous != FIRST:
                self._findings.add(say("Event 1 is not the log's first: it names another before it."), 1)
            return
        for note, through in retirements(self._db):
            if (event.seq - 1, event.previous) == through:
                self._findings.notes.append(note)
                return
        self._missing(1, event.seq - 1)

    def _missing(self, first: int, last: int) -> None:
        if first == last:
            self._findings.add(say("Event {seq} is missing.", seq=str(first)), first)
        else:
            said = say("Events {first} to {last} are missing.", first=str(first), last=str(last))
            self._findings.add(said, first)

    def _compare(self, printed: Head, head: Head) -> bool:
        """See that the log still holds the event that was its head when this was `printed`; False: nobody can tell."""
        row = self._db.execute("SELECT hash FROM event WHERE seq = ?", (printed.seq,)).fetchone()
        about = {"seq": str(printed.seq), "last": str(head.seq)}
        if row is not None:
            if row[0] != printed.hash:
                said = say("Event {seq} is not the one that was printed: since then the log was written anew.", **about)
                self._findings.add(said, printed.seq)
        elif printed.seq > head.seq:
            self._findings.add(
                say("The end is missing: the log once reached to event {seq}, and now ends with {last}.", **about),
                printed.seq,
            )
        elif self._first is None or (printed.seq, printed.hash) != (self._first.seq - 1, self._first.previous):
            said = say("Event {seq}, whose hash was printed, is not in the log any more: nothing to compare.", **about)
            self._findings.notes.append(said)
            return False
        return True

    def _copies_done(self, fraction: float) -> None:
        self._progress(self._part + fraction * (1 - self._part))


def _unchanged(event: Stored) -> bool:
    try:
        return event.hash == event.true_hash
    except (TypeError, ValueError):
        return False
