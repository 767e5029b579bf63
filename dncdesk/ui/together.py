"""What was entered together: one result for the whole, as good as its worst, which says what is worse and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from dncdesk.core.outcome import badness
from dncdesk.ui.words import is_removal, outcome_title, outcome_word, text, where

if TYPE_CHECKING:
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Outcome, Result
    from dncdesk.core.scope import Scope

_NAMED = 4
"""So many parts that stand alike are named in the first line; of more, the rest is counted."""


@dataclass
class Whole:
    """One request of several opt-outs: the ids of all, those on disk, and how those stand that are known of."""

    group: str
    shown: str
    ids: frozenset[str]
    parts: dict[str, tuple[OptOut, Result]] = field(default_factory=dict)
    recorded: dict[str, OptOut] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether each of them has been tried."""
        return len(self.parts) == len(self.ids)

    @property
    def noteable(self) -> tuple[str, ...]:
        """The ids to which details may be added: of all of it, once it is on disk; of a removal, none."""
        if len(self.recorded) < len(self.ids) or any(map(is_removal, self.recorded.values())):
            return ()
        return tuple(self.recorded)

    @property
    def outcome(self) -> Outcome:
        """The worst of what is known; there must be something."""
        return max((result.outcome for _, result in self.parts.values()), key=self._badness)

    @property
    def title(self) -> str:
        """What became of all of it."""
        return outcome_title(self.outcome, self.shown, removal=self._is_removal)

    @property
    def words(self) -> str:
        """Which part stands how, in one line; then why, a line for those that stand alike. The worst come first.

        Where all have the same outcome, which the title tells, there is no first line.
        """
        alike: dict[tuple[Outcome, str], list[str]] = {}
        for opt_out, result in self.parts.values():
            alike.setdefault((result.outcome, text(result.why)), []).append(self.part_name(opt_out))
        lines = sorted(alike.items(), key=lambda one: self._badness(one[0][0]), reverse=True)
        whys = [f"{', '.join(names)}: {why}" for (_, why), names in lines]
        by_outcome: dict[Outcome, list[str]] = {}
        for (outcome, _), names in lines:
            by_outcome.setdefault(outcome, []).extend(names)
        if len(by_outcome) > 1:
            whys.insert(0, " · ".join(f"{_named(names)}: {outcome_word(o)}" for o, names in by_outcome.items()))
        return "\n".join(whys)

    @property
    def _is_removal(self) -> bool:
        return any(is_removal(opt_out) for opt_out, _ in self.parts.values())

    def _badness(self, outcome: Outcome) -> int:
        return badness(outcome, of_removal=self._is_removal)

    @property
    def at_fault(self) -> tuple[str, ...]:
        """The servers of the parts that are the worst, each once."""
        worst = self.outcome
        return tuple(dict.fromkeys(o.server for o, result in self.parts.values() if result.outcome is worst))

    @property
    def progress(self) -> str:
        """How far it is."""
        words = QCoreApplication.translate("Together", "Asking the dialler… {done} of {all} done.")
        return words.format(done=len(self.parts), all=len(self.ids))

    def part_name(self, opt_out: OptOut) -> str:
        """What tells this one from the others: its campaign; everywhere, its dialler."""
        return part_name(opt_out.server, opt_out.scope)


def _named(names: list[str]) -> str:
    if len(names) <= _NAMED:
        return ", ".join(names)
    more = QCoreApplication.translate("Together", "{names} and {count} more")
    return more.format(names=", ".join(names[: _NAMED - 1]), count=len(names) - _NAMED + 1)


class Together:
    """Knows which opt-outs were entered together in this window."""

    def __init__(self) -> None:
        self._wholes: dict[str, Whole] = {}

    def expect(self, group: str, ids: Iterable[str], shown: str) -> Whole:
        """The opt-outs with these `ids` are one request about the number `shown`."""
        whole = Whole(group, shown, frozenset(ids))
        for opt_out_id in whole.ids:
            self._wholes[opt_out_id] = whole
        return whole

    def expect_undone(self, group: str, ids: Iterable[str], undone: Whole) -> Whole:
        """The removals with these `ids` take `undone` back; what of it was not delivered belongs to them now."""
        waiting = {i: part for i, part in undone.parts.items() if part[1].outcome.pending}
        whole = self.expect(group, (*ids, *waiting), undone.shown)
        whole.parts.update(waiting)
        return whole

    def whole(self, opt_out_id: str) -> Whole | None:
        """The request that this opt-out is a part of; None for one that stands alone."""
        return self._wholes.get(opt_out_id)

    def key(self, opt_out_id: str) -> str:
        """The id of the request: its group's, or the opt-out's own."""
        whole = self._wholes.get(opt_out_id)
        return whole.group if whole is not None else opt_out_id

    def record(self, opt_out: OptOut) -> None:
        """This one is on disk."""
        if (whole := self._wholes.get(opt_out.id)) is not None:
            whole.recorded[opt_out.id] = opt_out

    def settle(self, opt_out: OptOut, result: Result) -> None:
        """This is how `opt_out` stands now; it is on disk, then."""
        self.record(opt_out)
        if (whole := self._wholes.get(opt_out.id)) is not None:
            whole.parts[opt_out.id] = (opt_out, result)


def part_name(server: str, scope: Scope) -> str:
    """What tells a part of a whole from the others: its campaign; everywhere, its dialler."""
    return server if scope.everywhere else where(str(scope))
