"""A list that is being looked through before it is sent: read, and read anew, off the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dncdesk.desk.diallers import Others
from dncdesk.desk.errands import Errands

if TYPE_CHECKING:
    from array import array

    from dncdesk.core.many import Listing, Step
    from dncdesk.core.many_line import Read
    from dncdesk.core.many_source import Choice, Source


@dataclass(frozen=True)
class Draft:
    """A list as it was read: where it comes from, what of it was read, its rows, and which of them to show.

    `shown` are the places of all rows but the doubles, `suspect` of those that a person should look at. By the rules of
    `others` each number was held, too.
    """

    source: Source
    choice: Choice
    listing: Listing
    shown: array[int]
    suspect: array[int]
    others: Others


class Drafting(QObject):
    """Reads one list. Each request ends in `read`, in `failed`, or in a later request that takes its place."""

    progress = Signal(int)
    """Lines read so far."""
    read = Signal(object)
    """The `Draft`."""
    failed = Signal(object)
    """The exception; a `ProblemError` has a sentence for the person."""

    def __init__(self, errands: Errands, reading: Callable[[], Read], parent: QObject | None = None) -> None:
        """`reading` gives, in the main thread, what reads one number by the rule of the server in use."""
        super().__init__(parent)
        self._errands = errands
        self._reading = reading
        self._turn = 0
        self._stop = threading.Event()
        self._busy = False
        self._others = Others()

    def from_file(self, path: Path) -> None:
        """Open and read the file at `path`."""
        from dncdesk.core.many_source import from_file

        self._begin(lambda: from_file(path))

    def from_text(self, text: str) -> None:
        """Read a pasted `text`."""
        from dncdesk.core.many_source import from_text

        self._begin(lambda: from_text(text))

    def choose(self, draft: Draft, sheet: int, columns: tuple[int, ...] | None) -> None:
        """Read another sheet of `draft`, or other columns of it; with None, those that are found there."""
        from dncdesk.core.many_source import Choice, columns_of

        read, turn, stop = self._next()

        def work() -> tuple[int, Draft]:
            found = columns_of(draft.source.sheets[sheet], read)
            others = tuple(c for c in (*found.columns, *found.others) if c not in (columns or found.columns))
            choice = Choice(sheet, found.columns if columns is None else columns, others)
            return turn, self._read(draft.source, choice, read, stop)

        self._errands.run(work, self._on_read, self._on_failed)

    def read_again(self, draft: Draft) -> None:
        """Another server reads numbers by another rule: read the same lines once more."""
        self.choose(draft, draft.choice.sheet, draft.choice.columns)

    def mend(self, draft: Draft, place: int, text: str) -> None:
        """Read `text` in the place of one row of `draft`."""
        read, turn, stop = self._next()

        others = self._others

        def work() -> tuple[int, Draft]:
            listing = draft.listing.copy()
            count = listing.mend(place, text, read)
            anew = range(place, place + count) if draft.others == others else range(len(listing.rows))
            _hold(listing, others, anew, self._step(stop))
            return turn, _draft(draft.source, draft.choice, listing, others)

        self._errands.run(work, self._on_read, self._on_failed)

    def hold(self, draft: Draft | None, others: Others) -> None:
        """Each number is to be held by the rules of `others`, too: see which cannot be, in `draft` and from now on."""
        self._others = others
        if draft is None or draft.others == others or self._busy:
            return
        _, turn, stop = self._next()

        def work() -> tuple[int, Draft]:
            listing = draft.listing.copy()
            _hold(listing, others, range(len(listing.rows)), self._step(stop))
            return turn, _draft(draft.source, draft.choice, listing, others)

        self._errands.run(work, self._on_read, self._on_failed)

    def stop(self) -> None:
        """Read no further; nothing follows."""
        self._turn += 1
        self._stop.set()
        self._busy = False

    def _next(self) -> tuple[Read, int, threading.Event]:
        self.stop()
        self._stop = threading.Event()
        self._busy = True
        return self._reading(), self._turn, self._stop

    def _begin(self, open_source: Callable[[], Source]) -> None:
        from dncdesk.core.many_source import propose

        read, turn, stop = self._next()

        def work() -> tuple[int, Draft]:
            source = open_source()
            return turn, self._read(source, propose(source, read), read, stop)

        self._errands.run(work, self._on_read, self._on_failed)

    def _read(self, source: Source, choice: Choice, read: Read, stop: threading.Event) -> Draft:
        """Runs on an errand's thread."""
        from dncdesk.core.many import read_lines
        from dncdesk.core.many_source import lines_of

        others, step = self._others, self._step(stop)
        listing = read_lines(lines_of(source.sheets[choice.sheet], choice.columns), read, step)
        _hold(listing, others, range(len(listing.rows)), step)
        return _draft(source, choice, listing, others)

    def _step(self, stop: threading.Event) -> Step:
        from dncdesk.core.many import StoppedError

        def step(lines: int) -> None:
            if stop.is_set():
                raise StoppedError
            self.progress.emit(lines)

        return step

    def _on_read(self, found: tuple[int, Draft]) -> None:
        turn, draft = found
        if turn == self._turn:
            self._busy = False
            self.read.emit(draft)
            # They may have become others while it was read.
            self.hold(draft, self._others)

    def _on_failed(self, error: Exception) -> None:
        from dncdesk.core.many import StoppedError

        if not isinstance(error, StoppedError):
            self._busy = False
            self.failed.emit(error)


def _hold(listing: Listing, others: Others, places: range, step: Step) -> None:
    """Runs on an errand's thread."""
    listing.hold(lambda row: others.why_not(row.typed, row.e164), places, step)


def _draft(source: Source, choice: Choice, listing: Listing, others: Others) -> Draft:
    shown, suspect = listing.listed(only_worth_a_look=False), listing.listed(only_worth_a_look=True)
    return Draft(source, choice, listing, shown, suspect, others)
