"""A list that is being looked through before it is sent: read, and read anew, off the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dncdesk.desk.diallers import Others
from dncdesk.desk.errands import Errands

if TYPE_CHECKING:
    from array import array

    from dncdesk.core.many import Listing, Mended, Step
    from dncdesk.core.many_line import Read
    from dncdesk.core.many_source import Choice, Source

    Which = tuple[int, tuple[int, ...]]
    """A sheet's place, and the columns of it that are read."""


@dataclass(frozen=True)
class Draft:
    """A list as it was read: where it comes from, what of it was read, its rows, and which of them to show.

    `shown` are the places of all rows but the doubles, `suspect` of those that a person should look at. By the rules of
    `others` each number was held, too. `mended` is what a person has written in the place of lines, for each sheet and
    columns that were read: it stays when they are read once more.
    """

    source: Source
    choice: Choice
    listing: Listing
    shown: array[int]
    suspect: array[int]
    others: Others
    mended: Mapping[Which, Mended] = field(default_factory=dict)


class _ReadingError(Exception):
    """A reading went wrong, for the reason that it was raised from."""

    def __init__(self, turn: int, reason: Exception) -> None:
        super().__init__(str(reason))
        self.turn = turn
        self.reason = reason


class Drafting(QObject):
    """Reads one list. Each request ends in `read`, in `failed`, or in a later request that takes its place."""

    progress = Signal(int)
    """Lines read so far."""
    read = Signal(object)
    """The `Draft`."""
    failed = Signal(object)
    """The exception; a `ProblemError` has a sentence for the person."""
    busy_changed = Signal(bool)
    """Something is being read, or no more: `read` or `failed` has been told by then, and nothing waits."""

    def __init__(self, errands: Errands, reading: Callable[[], Read], parent: QObject | None = None) -> None:
        """`reading` gives, in the main thread, what reads one number by the rule of the server in use."""
        super().__init__(parent)
        self._errands = errands
        self._reading = reading
        self._turn = 0
        self._stop = threading.Event()
        self._busy = False
        self._others = Others()
        self._late: list[tuple[Draft, int, str]] = []

    @property
    def busy(self) -> bool:
        """Whether something is being read, so that what is shown is not what will be."""
        return self._busy

    def from_file(self, path: Path) -> None:
        """Open and read the file at `path`."""
        from dncdesk.core.many_source import from_file

        self._open(lambda: from_file(path))

    def from_text(self, text: str) -> None:
        """Read a pasted `text`."""
        from dncdesk.core.many_source import from_text

        self._open(lambda: from_text(text))

    def choose(self, draft: Draft, sheet: int, columns: tuple[int, ...] | None) -> None:
        """Read another sheet of `draft`, or other columns of it; with None, those that are found there."""
        from dncdesk.core.many_source import Choice, columns_of

        read, step = self._begin()

        def work() -> Draft:
            found = columns_of(draft.source.sheets[sheet], read)
            others = tuple(c for c in (*found.columns, *found.others) if c not in (columns or found.columns))
            choice = Choice(sheet, found.columns if columns is None else columns, others)
            return self._read(draft.source, choice, read, step, draft.mended)

        self._run(work)

    def read_again(self, draft: Draft) -> None:
        """Another server reads numbers by another rule: read the same lines once more, and what was mended as it is."""
        self.choose(draft, draft.choice.sheet, draft.choice.columns)

    def mend(self, draft: Draft, place: int, text: str) -> None:
        """Read `text` in the place of one row of `draft`; while something else is read, after that."""
        if self._busy:
            self._late.append((draft, place, text))
            return
        read, step = self._begin()
        others = self._others

        def work() -> Draft:
            listing = draft.listing.copy()
            line = listing.rows[place].line
            count = listing.mend(place, text, read)
            anew = range(place, place + count) if draft.others == others else range(len(listing.rows))
            _hold(listing, others, anew, step)
            which = (draft.choice.sheet, draft.choice.columns)
            lines = {**draft.mended.get(which, {}), line: listing.texts(line)}
            return _draft(draft.source, draft.choice, listing, others, {**draft.mended, which: lines})

        self._run(work)

    def hold(self, draft: Draft | None, others: Others) -> None:
        """Each number is to be held by the rules of `others`, too: see which cannot be, in `draft` and from now on."""
        self._others = others
        if draft is None or draft.others == others or self._busy:
            return
        _, step = self._begin()

        def work() -> Draft:
            listing = draft.listing.copy()
            _hold(listing, others, range(len(listing.rows)), step)
            return _draft(draft.source, draft.choice, listing, others, draft.mended)

        self._run(work)

    def stop(self) -> None:
        """Read no further; nothing follows."""
        self._turn += 1
        self._stop.set()
        self._busy = False
        self._late.clear()

    def _open(self, open_source: Callable[[], Source]) -> None:
        from dncdesk.core.many_source import propose

        read, step = self._begin()

        def work() -> Draft:
            source = open_source()
            return self._read(source, propose(source, read), read, step, {})

        self._run(work)

    def _begin(self) -> tuple[Read, Step]:
        """What reads a number, and what ends the reading that begins here once another takes its place."""
        from dncdesk.core.many import StoppedError

        self._turn += 1
        self._stop.set()
        self._stop = stop = threading.Event()
        self._busy = True

        def step(lines: int) -> None:
            if stop.is_set():
                raise StoppedError
            self.progress.emit(lines)

        self.busy_changed.emit(True)
        return self._reading(), step

    def _run(self, work: Callable[[], Draft]) -> None:
        turn = self._turn

        def errand() -> tuple[int, Draft]:
            try:
                return turn, work()
            except Exception as error:
                raise _ReadingError(turn, error) from error

        self._errands.run(errand, self._on_read, self._on_failed)

    def _read(self, source: Source, choice: Choice, read: Read, step: Step, mended: Mapping[Which, Mended]) -> Draft:
        """Runs on an errand's thread."""
        from dncdesk.core.many import read_lines
        from dncdesk.core.many_source import lines_of

        others = self._others
        lines = lines_of(source.sheets[choice.sheet], choice.columns)
        listing = read_lines(lines, read, step, mended.get((choice.sheet, choice.columns), {}))
        _hold(listing, others, range(len(listing.rows)), step)
        return _draft(source, choice, listing, others, mended)

    def _on_read(self, found: tuple[int, Draft]) -> None:
        turn, draft = found
        if turn != self._turn:
            return
        # Who shows it may have a row open, and mend it now: that comes next, in the new draft.
        self.read.emit(draft)
        if turn != self._turn:
            return
        self._busy = False
        while self._late and not self._busy:
            former, place, text = self._late.pop(0)
            if (now := draft.listing.place_of(former.listing, place)) is not None:
                self.mend(draft, now, text)
        # They may have become others while it was read.
        self.hold(draft, self._others)
        if not self._busy:
            self.busy_changed.emit(False)

    def _on_failed(self, error: _ReadingError) -> None:
        if error.turn != self._turn:
            return
        self._busy = False
        self.failed.emit(error.reason)
        if self._late:
            self.mend(*self._late.pop(0))
        else:
            self.busy_changed.emit(False)


def _hold(listing: Listing, others: Others, places: range, step: Step) -> None:
    """Runs on an errand's thread."""
    listing.hold(lambda row: others.why_not(row.typed, row.e164), places, step)


def _draft(source: Source, choice: Choice, listing: Listing, others: Others, mended: Mapping[Which, Mended]) -> Draft:
    shown, suspect = listing.listed(only_worth_a_look=False), listing.listed(only_worth_a_look=True)
    return Draft(source, choice, listing, shown, suspect, others, mended)
