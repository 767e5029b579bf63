"""Retiring old records: a person sees what would go, signs with a name, and only then it goes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dncdesk.core.outcome import Tone
from dncdesk.ui.labels import ToneLabel
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.core.sentences import Sentence
    from dncdesk.desk.proofs import Proofs
    from dncdesk.record.findings import Verification
    from dncdesk.record.retention import Plan

_STEPS = 1000
_LONGEST_NAME = 100
_WIDTH = 440


class RetentionDialog(QDialog):
    """Checks the log first: nothing is removed from one that is not as it was written."""

    done_with = Signal()
    """Something was removed: what is shown of the log is to be read again."""

    def __init__(self, proofs: Proofs, years: int, parent: QWidget | None = None) -> None:
        """Retire through `proofs` what is older than `years`."""
        super().__init__(parent)
        self._proofs = proofs
        self._years = years
        self._plan: Plan | None = None
        self.setObjectName("retentionDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Retire old records"))
        self.setMinimumWidth(_WIDTH)
        self._words = ToneLabel(self.tr("The log is checked first…"), None)
        self._words.setObjectName("retentionWords")
        self._words.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the check"))
        self._more = ToneLabel()
        self._more.setWordWrap(True)
        self._name = QLineEdit()
        self._name.setObjectName("signedOffField")
        self._name.setMaxLength(_LONGEST_NAME)
        self._name_label = QLabel(self.tr("Your &name, to sign off"))
        self._name_label.setBuddy(self._name)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._go: QPushButton = buttons.addButton("", QDialogButtonBox.ButtonRole.DestructiveRole)
        self._go.setObjectName("retireButton")
        self._go.setAutoDefault(False)
        self._cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        # Enter behind the name neither removes nor closes: a finger is quicker than a thought.
        self._cancel.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        for widget in (self._words, self._bar, self._more, self._name_label, self._name, buttons):
            column.addWidget(widget)
        self._offer(False)
        buttons.rejected.connect(self.reject)
        self._go.clicked.connect(self._retire)
        self._name.textChanged.connect(self._on_name)
        self.finished.connect(proofs.stop)
        proofs.progress.connect(self._on_progress)
        proofs.verified.connect(self._on_verified)
        proofs.not_verified.connect(self._on_refused)
        proofs.planned.connect(self._on_planned)
        proofs.retired.connect(self._on_retired)
        proofs.not_retired.connect(self._on_refused)
        proofs.verify()

    def _offer(self, offered: bool) -> None:
        for widget in (self._more, self._name_label, self._name, self._go):
            widget.setVisible(offered)

    def _say(self, words: str, tone: Tone | None = None) -> None:
        self._bar.hide()
        self._words.show_text(words, tone)
        self._offer(False)
        self._cancel.setText(self.tr("Close"))
        self.adjustSize()

    def _on_progress(self, fraction: float) -> None:
        self._bar.setValue(round(fraction * _STEPS))

    def _on_verified(self, found: Verification) -> None:
        if not found.sound:
            words = self.tr("The log is not as it was written. Nothing is removed from it. See “Check the log”.")
            self._say(words, Tone.PROBLEM)
            return
        self._words.show_text(self.tr("Looking for what is old enough…"), None)
        self._proofs.plan()

    def _on_planned(self, plan: Plan | None) -> None:
        if plan is None:
            words = self.tr("Nothing is older than {years} years and settled. Nothing to remove.")
            self._say(words.format(years=self._years))
            return
        self._plan = plan
        self._bar.hide()
        locale = QLocale()
        words = self.tr(
            "From {since} to {until}: {opt_outs} opt-outs in {events} events are older than {years} years and settled."
        ).format(
            since=_day(plan.since),
            until=_day(plan.until),
            opt_outs=locale.toString(plan.opt_outs),
            events=locale.toString(plan.events),
            years=plan.years,
        )
        if plan.imported:
            words += " " + self.tr("With them go {count} imported ones.").format(count=locale.toString(plan.imported))
        self._words.show_text(words, None)
        self._more.show_text(
            self.tr(
                "They are removed from this log for good: afterwards nobody can prove from it when these people asked. "
                "The numbers stay on the dialler's lists. Exports, backups and the seats' copies are not touched. "
                "What stays keeps its proof, and your name stands in the log."
            )
        )
        self._go.setText(self.tr("&Remove {count} opt-outs").format(count=locale.toString(plan.opt_outs)))
        self._offer(True)
        self._on_name(self._name.text())
        self._name.setFocus()
        self.adjustSize()

    def _on_name(self, name: str) -> None:
        self._go.setEnabled(bool(name.strip()))

    def _retire(self) -> None:
        name = self._name.text().strip()
        if self._plan is None or not name:
            return
        plan, self._plan = self._plan, None
        self._offer(False)
        self._cancel.setEnabled(False)
        self._words.show_text(self.tr("Removing…"), None)
        self._proofs.retire(plan, name)

    def _on_retired(self, plan: Plan) -> None:
        self._cancel.setEnabled(True)
        words = self.tr("Removed: {opt_outs} opt-outs. The log goes on from event {next}.")
        self._say(words.format(opt_outs=QLocale().toString(plan.opt_outs), next=plan.through_seq + 1), Tone.DONE)
        self.done_with.emit()

    def _on_refused(self, why: Sentence) -> None:
        self._cancel.setEnabled(True)
        self._say(text(why), Tone.PROBLEM)


def _day(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
