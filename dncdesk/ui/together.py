"""What was entered together: one result for the whole, as good as its worst, which says what is worse and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from dncdesk.core.outcome import TONES, Outcome, Tone
from dncdesk.ui.words import is_removal, outcome_title, outcome_word, text, where

if TYPE_CHECKING:
    from dncdesk.blocking.check import CheckReport
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result
    from dncdesk.core.scope import Scope

_ORDER = (
    Outcome.REFUSED,
    Outcome.NOT_EFFECTIVE,
    Outcome.WAITING,
    Outcome.LISTED,
    Outcome.STOPPED,
    Outcome.BLOCKED,
    Outcome.REMOVED,
)
"""In which order the parts are told: the worst first."""


@dataclass
class Whole:
    """One request of several opt-outs: the ids of all, and how those stand of which something is known."""

    group: str
    shown: str
    ids: frozenset[str]
    parts: dict[str, tuple[OptOut, Result]] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether each of them has been tried."""
        return len(self.parts) == len(self.ids)

    @property
    def outcome(self) -> Outcome:
        """The worst of what is known; there must be something."""
        from dncdesk.blocking.whole import worst

        return worst([result.outcome for _, result in self.parts.values()])

    @property
    def title(self) -> str:
        """What became of all of it."""
        removal = any(is_removal(opt_out) for opt_out, _ in self.parts.values())
        return outcome_title(self.outcome, self.shown, removal=removal)

    @property
    def words(self) -> str:
        """Each part with its outcome and why, a line each, the worst first; those that stand alike share a line."""
        alike: dict[tuple[Outcome, str], list[str]] = {}
        for opt_out, result in self.parts.values():
            alike.setdefault((result.outcome, text(result.why)), []).append(self.part_name(opt_out))
        lines = sorted(alike.items(), key=lambda one: _ORDER.index(one[0][0]))
        if len(lines) == 1:
            (_, why), names = lines[0]
            return f"{', '.join(names)}: {why}"
        line = QCoreApplication.translate("Together", "{parts}: {outcome}. {why}")
        return "\n".join(
            line.format(parts=", ".join(names), outcome=outcome_word(outcome), why=why)
            for (outcome, why), names in lines
        )

    @property
    def progress(self) -> str:
        """How far it is."""
        words = QCoreApplication.translate("Together", "Asking the dialler… {done} of {all} done.")
        return words.format(done=len(self.parts), all=len(self.ids))

    def part_name(self, opt_out: OptOut) -> str:
        """What tells this one from the others: its campaign; everywhere, its dialler."""
        return part_name(opt_out.server, opt_out.scope)


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

    def settle(self, opt_out: OptOut, result: Result) -> None:
        """This is how `opt_out` stands now."""
        if (whole := self._wholes.get(opt_out.id)) is not None:
            whole.parts[opt_out.id] = (opt_out, result)


@dataclass(frozen=True)
class Checked:
    """What several questions found together: `outcome` None where one of them found nothing.

    `words` has a line for each; None where there was one question, which speaks for itself.
    """

    outcome: Outcome | None
    words: str | None
    tone: Tone


class Checks:
    """Collects the answers to questions that were asked together."""

    def __init__(self, count: int) -> None:
        """`count` answers are awaited."""
        self._count = count
        self._reports: list[CheckReport] = []

    def add(self, report: CheckReport) -> Checked | None:
        """Take an answer; the whole, once it is the last."""
        from dncdesk.blocking.whole import worst

        self._reports.append(report)
        if len(self._reports) < self._count:
            return None
        if self._count == 1:
            return Checked(report.outcome, None, report.tone)
        lines = "\n".join(f"{_asked(one)}: {text(one.why)}" for one in self._reports)
        outcomes = [one.outcome for one in self._reports]
        known = [outcome for outcome in outcomes if outcome is not None]
        if len(known) < len(outcomes):
            return Checked(None, lines, Tone.WARNING if known else Tone.NEUTRAL)
        outcome = worst(known)
        return Checked(outcome, lines, TONES[outcome])


def part_name(server: str, scope: Scope) -> str:
    """What tells a part of a whole from the others: its campaign; everywhere, its dialler."""
    return server if scope.everywhere else where(str(scope))


def _asked(report: CheckReport) -> str:
    return part_name(report.server, report.scope)
