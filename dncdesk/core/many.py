"""A list of numbers as it will be sent: each once, in the list's order, with what is no number in its place.

Holds a hundred thousand rows, so a row keeps texts and no more; the number is read again when it is sent.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from dncdesk.core.many_line import Found, Line, Read, astray, read_line
from dncdesk.core.sentences import ProblemError, Sentence, say

MOST_ROWS = 100_000
"""Lines that one list may have."""

_STEP = 500  # lines between two reports of progress

Step = Callable[[int], None]
"""Is told now and then how many lines are read; may raise `StoppedError` to end the reading."""


Mended = Mapping[int, tuple[str, ...]]
"""What a person has written in the place of a line, by the line: the text of each of its rows."""


class StoppedError(Exception):
    """A person has said stop while a list was read."""


class TooManyError(ProblemError):
    """The list is longer than the program takes."""


class Kind(StrEnum):
    """What a row of the list is."""

    NUMBER = "number"
    """Read for certain; it will be sent."""
    UNHELD = "unheld"
    """A number that one of the diallers which it is meant for cannot hold; it will not be sent."""
    DOUBLE = "double"
    """A number that stands further up already."""
    PROBLEM = "problem"
    """Not a number, or not for certain; it will not be sent as it is."""
    REMARK = "remark"
    """Words without a number."""


@dataclass(frozen=True, slots=True)
class Row:
    """One number, or one line without, of the list.

    `line` is its place in file or text, from 1; `typed` what stands there. `sends`, `e164` and `shown` are as in
    `PhoneNumber`, empty where there is no number. `why` says what is wrong, None for a remark and for what is sent.
    `unassigned`: no plan assigns such a number. `first` is the line of the same number further up, 0 where there is
    none.
    """

    line: int
    typed: str
    sends: str = ""
    e164: str = ""
    shown: str = ""
    unassigned: bool = False
    why: Sentence | None = None
    first: int = 0

    @property
    def kind(self) -> Kind:
        """What the row is."""
        if self.first:
            return Kind.DOUBLE
        if self.e164:
            return Kind.NUMBER if self.why is None else Kind.UNHELD
        return Kind.REMARK if self.why is None else Kind.PROBLEM

    @property
    def worth_a_look(self) -> bool:
        """Whether a person should look at it before the list is sent."""
        return self.kind in (Kind.PROBLEM, Kind.UNHELD) or (self.unassigned and not self.first)


WhyNot = Callable[[Row], Sentence | None]
"""Says of a row with a number why one of the diallers cannot hold it; None where all can."""


@dataclass
class Listing:
    """The rows of a list, in its order, and how they fold. For one thread at a time.

    `counts` has how many rows there are of each kind, `repeats` how often each number comes again, by E.164.
    """

    rows: list[Row] = field(default_factory=list)
    counts: Counter[Kind] = field(default_factory=Counter)
    repeats: Counter[str] = field(default_factory=Counter)
    _lines: dict[str, int] = field(default_factory=dict)

    def add(self, line: int, found: Found) -> None:
        """Append what was found at a line."""
        row = self._folded(_row(line, found))
        self.rows.append(row)
        self._count(row)

    def copy(self) -> Listing:
        """The same list, to be mended while this one is shown."""
        return Listing([*self.rows], Counter(self.counts), Counter(self.repeats), dict(self._lines))

    def mend(self, place: int, text: str, read: Read) -> int:
        """Read `text` in the place of the row at `place`; returns how many rows stand there now, at least one.

        What folded with the former number, or folds with the new one, is folded anew.
        """
        line = self.rows[place].line
        found = read_line(text, read) or [Found("")]
        self.rows[place : place + 1] = [_row(line, one) for one in found]
        self._fold_anew()
        return len(found)

    def texts(self, line: int) -> tuple[str, ...]:
        """The texts that stand in the rows of a `line`."""
        return tuple(row.typed for row in self.rows if row.line == line)

    def place_of(self, former: Listing, place: int) -> int | None:
        """Where the row at `place` of the `former` reading of the same lines stands now; None where its line does not.

        It is the same one of its line or, where that has fewer rows now, the last of them.
        """
        line = former.rows[place].line
        nth = sum(row.line == line for row in former.rows[:place])
        here = [number for number, row in enumerate(self.rows) if row.line == line]
        return here[min(nth, len(here) - 1)] if here else None

    def hold(self, why_not: WhyNot, places: range, step: Step) -> None:
        """Ask of each number at these `places` in the list why a dialler cannot hold it; what it answers stands there.

        Raises:
            StoppedError: `step` has raised it.
        """
        for count, place in enumerate(places, 1):
            row = self.rows[place]
            if row.e164 and (why := why_not(row)) != row.why:
                self.counts[row.kind] -= 1
                self.rows[place] = row = replace(row, why=why)
                self.counts[row.kind] += 1
            if count % _STEP == 0:
                step(count)

    def listed(self, *, only_worth_a_look: bool) -> array[int]:
        """The places of the rows to show: all but the doubles, or those alone that a person should look at."""
        if only_worth_a_look:
            return array("l", (place for place, row in enumerate(self.rows) if row.worth_a_look))
        return array("l", (place for place, row in enumerate(self.rows) if not row.first))

    @property
    def numbers(self) -> int:
        """How many different numbers will be sent."""
        return self.counts[Kind.NUMBER]

    def _fold_anew(self) -> None:
        self.counts.clear()
        self.repeats.clear()
        self._lines.clear()
        for place, row in enumerate(self.rows):
            folded = self._folded(row)
            if folded is not row:
                self.rows[place] = folded
            self._count(folded)

    def _folded(self, row: Row) -> Row:
        first = self._lines.setdefault(row.e164, row.line) if row.e164 else 0
        again = row.e164 in self.repeats
        if row.e164 and not again:
            self.repeats[row.e164] = 0
            first = 0
        return row if row.first == first else replace(row, first=first)

    def _count(self, row: Row) -> None:
        self.counts[row.kind] += 1
        if row.first:
            self.repeats[row.e164] += 1


def read_lines(lines: Iterable[Line], read: Read, step: Step, mended: Mended | None = None) -> Listing:
    """The list that `lines` make; where one was `mended`, what stands there instead is read.

    Raises:
        StoppedError: `step` has raised it.
        TooManyError: there are more than `MOST_ROWS`.
    """
    listing = Listing()
    for count, line in enumerate(lines, 1):
        if count > MOST_ROWS:
            raise TooManyError(say("The list has more than {most} lines; part it into several.", most=f"{MOST_ROWS:,}"))
        if mended is None or line.place not in mended:
            for found in [astray(line.text)] if line.astray else read_line(line.text, read):
                listing.add(line.place, found)
        elif not listing.rows or listing.rows[-1].line != line.place:  # of several columns, once
            for text in mended[line.place]:
                for found in read_line(text, read) or [Found("")]:
                    listing.add(line.place, found)
        if count % _STEP == 0:
            step(count)
    return listing


def _row(line: int, found: Found) -> Row:
    number = found.number
    if number is None:
        return Row(line, found.typed, why=found.why)
    return Row(line, found.typed, number.main_form, number.e164, number.shown, number.unassigned)
