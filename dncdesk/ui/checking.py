"""Asking whether a number is blocked: the button, and what several answers say together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from dncdesk.core.outcome import TONES, Outcome, Tone, badness
from dncdesk.core.sentences import ProblemError
from dncdesk.ui.together import part_name
from dncdesk.ui.words import outcome_title, text

if TYPE_CHECKING:
    from dncdesk.blocking.check import CheckReport
    from dncdesk.core.scope import Scope
    from dncdesk.desk.desk import Desk
    from dncdesk.ui.form import Form
    from dncdesk.ui.reporter import Reporter


@dataclass(frozen=True)
class Checked:
    """What the questions about one number found together: `outcome` None where one of them found nothing."""

    outcome: Outcome | None
    tone: Tone
    title: str
    words: str


class Checks:
    """Collects the answers to questions that were asked together."""

    def __init__(self, shown: str, scopes: tuple[Scope, ...], count: int) -> None:
        """`count` answers are awaited about the number `shown` in `scopes`."""
        self._shown = shown
        self._scopes = scopes
        self._count = count
        self._reports: dict[tuple[str, Scope], CheckReport] = {}

    def add(self, report: CheckReport) -> Checked | None:
        """Take an answer; the whole, once none is awaited any more. The answer to an earlier question is none."""
        if report.shown != self._shown or report.scope not in self._scopes:
            return None
        self._reports[report.server, report.scope] = report
        return self._whole(list(self._reports.values())) if len(self._reports) == self._count else None

    def _whole(self, reports: list[CheckReport]) -> Checked:
        outcomes = [one.outcome for one in reports]
        known = [outcome for outcome in outcomes if outcome is not None]
        if len(reports) == 1:
            words = text(reports[0].why)
        else:
            words = "\n".join(f"{part_name(one.server, one.scope)}: {text(one.why)}" for one in reports)
        if len(known) == len(outcomes):
            outcome = max(known, key=badness)
            return Checked(outcome, TONES[outcome], outcome_title(outcome, self._shown), words)
        title = QCoreApplication.translate("Checking", "Not blocked: {number}").format(number=self._shown)
        tone = reports[0].tone if len(reports) == 1 else Tone.WARNING if known else Tone.NEUTRAL
        return Checked(None, tone, title, words)


class Checking(QObject):
    """Follows the form's button: asks about the number that stands there, in all of the places that are chosen."""

    def __init__(self, desk: Desk, form: Form, reporter: Reporter) -> None:
        """What is found, `reporter` tells."""
        super().__init__(form)
        self._desk = desk
        self._form = form
        self._reporter = reporter
        form.check_wanted.connect(self._check)

    def _check(self) -> None:
        filled = self._form.filled()
        if not self._desk.is_ready or filled.where is None or not filled.text.strip():
            self._form.number.setFocus()
            return
        try:
            number = self._desk.read_number(filled.text)
            count = 1
            if (scope := filled.where.single) is not None:
                self._desk.check(number, scope)
            else:
                count = self._desk.check_all(number, filled.where)
        except ProblemError as error:
            self._form.show_problem(error)
            return
        self._reporter.expect_check(number.shown, filled.where.scopes, count)
