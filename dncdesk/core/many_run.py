"""A list under way: how each of its numbers stands, how quickly it goes, how long it takes yet."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from dncdesk.core.outcome import TONES, Outcome, Result, Tone, badness
from dncdesk.core.scope import Place
from dncdesk.core.sentences import Sentence

_WINDOW_SECONDS = 20.0
_LEAST_SECONDS = 2.0
_LEAST_ENDED = 5

FAILED = frozenset((Outcome.REFUSED, Outcome.NOT_EFFECTIVE))
"""What a person may want to try again; what waits is tried again by itself."""


@dataclass(slots=True)
class Standing:
    """One number of the list in one place: its opt-out's id, how people write it, as it was typed, what became of it.

    `outcome` is None while it was not tried yet; `why` is kept for what is not plainly done.
    """

    opt_out_id: str
    shown: str
    typed: str
    e164: str
    place: Place
    outcome: Outcome | None = None
    why: Sentence | None = None
    numbers_sent: tuple[str, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether nothing more happens by itself."""
        return self.outcome is not None and not self.outcome.pending


@dataclass
class Progress:
    """All the requests of one list. For one thread; `moment` is always a monotonic clock's, in seconds.

    `places` is how many requests each number becomes. `rows` are the requests, `ended` how many of them have ended.
    `counts` and `numbers_ended` are of numbers: each counts once, as its worst place, and as nothing yet while it was
    not tried in all of them and might still become worse. `complete`: what is not among the rows will never come.
    """

    places: int = 1
    rows: list[Standing] = field(default_factory=list)
    counts: Counter[Outcome] = field(default_factory=Counter)
    ended: int = 0
    numbers_ended: int = 0
    _complete: bool = False
    _parts: dict[str, list[int]] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)
    _ends: deque[float] = field(default_factory=deque)
    _since: float | None = None

    def add(self, rows: Iterable[Standing]) -> None:
        """Append further requests, as they stand."""
        for row in rows:
            self._count(row.e164, -1)
            self._places[row.opt_out_id] = len(self.rows)
            self._parts.setdefault(row.e164, []).append(len(self.rows))
            self.rows.append(row)
            self.ended += row.ended
            self._count(row.e164, 1)

    def settle(self, opt_out_id: str, result: Result, moment: float) -> int | None:
        """Take what has become of one; returns its place, None where it is none of these."""
        place = self._places.get(opt_out_id)
        if place is None:
            return None
        row = self.rows[place]
        self._count(row.e164, -1)
        self.ended -= row.ended
        row.outcome = result.outcome
        row.why = None if TONES[result.outcome] is Tone.DONE else result.why
        row.numbers_sent = result.numbers_sent
        if row.ended:
            self.ended += 1
            self._ends.append(moment)
        self._count(row.e164, 1)
        return place

    def instead(self, opt_out_id: str, further: str) -> None:
        """The opt-out `further` tries the request `opt_out_id` again, and stands in its place."""
        place = self._places.pop(opt_out_id)
        row = self.rows[place]
        self._count(row.e164, -1)
        self.ended -= row.ended
        self._places[further] = place
        self.rows[place] = Standing(further, row.shown, row.typed, row.e164, row.place)
        self._count(row.e164, 1)

    def complete(self) -> None:
        """Nothing more will be added: what is not there by now was taken back."""
        self._complete = True
        self.counts.clear()
        self.numbers_ended = 0
        for e164 in self._parts:
            self._count(e164, 1)

    def holds(self, opt_out_id: str) -> bool:
        """Whether an opt-out is one of these."""
        return opt_out_id in self._places

    def place(self, opt_out_id: str) -> int:
        """The place of an opt-out.

        Raises:
            KeyError: it is none of these.
        """
        return self._places[opt_out_id]

    @property
    def numbers(self) -> int:
        """How many different numbers there are."""
        return len(self._parts)

    @property
    def worst(self) -> Outcome | None:
        """How the whole stands: as its worst number; None while nothing is known."""
        return max((one for one, count in self.counts.items() if count), key=badness, default=None)

    @property
    def failed(self) -> list[int]:
        """The places of what ended badly and may be tried again."""
        return [place for place, row in enumerate(self.rows) if row.outcome in FAILED]

    def go(self, moment: float) -> None:
        """Work goes on from now: the rate is reckoned anew."""
        self._since = moment
        self._ends.clear()

    def rate(self, moment: float) -> float | None:
        """Requests that ended each second of late; None while there are too few to tell."""
        while self._ends and self._ends[0] < moment - _WINDOW_SECONDS:
            self._ends.popleft()
        begun = max(self._since if self._since is not None else moment, moment - _WINDOW_SECONDS)
        seconds = moment - begun
        if len(self._ends) < _LEAST_ENDED or seconds < _LEAST_SECONDS:
            return None
        return len(self._ends) / seconds

    def _count(self, e164: str, by: int) -> None:
        """Count the number as it stands now, or with -1 take it out again before it changes."""
        outcomes = [self.rows[place].outcome for place in self._parts.get(e164, ())]
        if not outcomes:
            return
        missing = len(outcomes) < self.places
        if missing and self._complete:
            outcomes.append(Outcome.REMOVED)
            missing = False
        tried = not missing and None not in outcomes
        worst = max((one for one in outcomes if one is not None), key=badness, default=None)
        if worst is not None and (tried or worst in FAILED):
            self.counts[worst] += by
        if tried and Outcome.WAITING not in outcomes:
            self.numbers_ended += by
