"""A list under way: how far it is, how each number stands, and what can be done about it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from dncdesk.core.many_run import FAILED
from dncdesk.core.outcome import TONES, Outcome, Tone
from dncdesk.ui.buttons import PromptButton
from dncdesk.ui.labels import ElidedLabel, Mark, ToneLabel, set_font
from dncdesk.ui.many_results import PLACE, RunModel
from dncdesk.ui.many_table import ListTable
from dncdesk.ui.tick_box import TickBox
from dncdesk.ui.words import outcome_word, text, where

if TYPE_CHECKING:
    from dncdesk.desk.run import Run

_MINUTE, _HOUR = 60, 3600


class _Counts(QWidget):
    """One line for each outcome that there is: mark, count, word."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("listCounts")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(2, 1)
        self._lines: dict[Outcome, tuple[Mark, ToneLabel, ToneLabel]] = {}
        for row, outcome in enumerate(Outcome):
            mark, count, word = Mark(1.0), ToneLabel(tone=None), ToneLabel(outcome_word(outcome), TONES[outcome])
            mark.show_tone(TONES[outcome])
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            set_font(count)
            grid.addWidget(mark, row, 0)
            grid.addWidget(count, row, 1)
            grid.addWidget(word, row, 2)
            self._lines[outcome] = (mark, count, word)

    def show_counts(self, run: Run) -> None:
        """Show how many of `run` stand how."""
        for outcome, (mark, count, word) in self._lines.items():
            found = run.progress.counts[outcome]
            count.setText(self.locale().toString(found))
            for widget in (mark, count, word):
                widget.setVisible(bool(found))


class RunPage(QWidget):
    """Progress, counts, the numbers one by one, and the buttons."""

    pause_wanted = Signal()
    go_on_wanted = Signal()
    stop_wanted = Signal()
    again_wanted = Signal()
    export_wanted = Signal()
    close_wanted = Signal()
    ended = Signal(str)
    """It has come to its end: the words for that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: Run | None = None
        self._was_over = False
        self._title = ToneLabel(tone=None)
        self._title.setObjectName("runTitle")
        self._title.setWordWrap(True)
        set_font(self._title, scale=1.3)
        self._bar = QProgressBar()
        self._bar.setObjectName("runProgress")
        self._bar.setAccessibleName(self.tr("Progress of the list"))
        self._bar.setTextVisible(False)
        self._pace = ToneLabel()
        self._pace.setObjectName("runPace")
        self._pace.setWordWrap(True)
        self._problem = ToneLabel(tone=Tone.PROBLEM)
        self._problem.setObjectName("runProblem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._counts = _Counts()
        self._only = TickBox(self.tr("Only &what is not done"))
        self._only.setObjectName("runOnlyUnsound")
        self._only.toggled.connect(self._show_only)
        self._model = RunModel(self.palette(), self)
        self.table = ListTable(("(888) 888-8888 8", "SAMPLECAMP"))
        self.table.setObjectName("runTable")
        self.table.setAccessibleName(self.tr("Results of the list"))
        self.table.setModel(self._model)
        self._model.set_palette(self.palette(), self.table.iconSize().width())
        self.table.selectionModel().currentChanged.connect(self._show_current)
        self._words = ElidedLabel(lines=3)
        self._words.setObjectName("runRowWords")
        self._pause = self._button("runPauseButton", "")
        self._stop = self._button("runStopButton", self.tr("&Stop…"))
        self._again = self._button("runAgainButton", "")
        self._export = self._button("runExportButton", self.tr("&Export results…"))
        self._close = self._button("runCloseButton", self.tr("&Close"))
        self._pause.clicked.connect(self._turn)
        self._stop.clicked.connect(self.stop_wanted)
        self._again.clicked.connect(self.again_wanted)
        self._export.clicked.connect(self.export_wanted)
        self._close.clicked.connect(self.close_wanted)
        self._lay_out()
        chain = [self._only, self._again, self.table, self._pause, self._stop, self._export, self._close]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _button(self, name: str, words: str) -> PromptButton:
        button = PromptButton(words)
        button.setObjectName(name)
        button.setAutoDefault(True)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self._title, self._bar, self._pace, self._problem, self._counts):
            column.addWidget(widget)
        undone = QHBoxLayout()
        undone.addWidget(self._only)
        undone.addStretch(1)
        undone.addWidget(self._again)
        column.addLayout(undone)
        column.addWidget(self.table, 1)
        column.addWidget(self._words)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._pause, self._stop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self._export, self._close):
            buttons.addWidget(button)
        column.addLayout(buttons)

    def follow(self, run: Run) -> None:
        """Show `run` from now on."""
        self._run = run
        self._model.follow(run)
        self.table.setColumnHidden(PLACE, len(run.places) < 2)
        run.changed.connect(self._show)
        self._show()
        self._pause.setFocus()

    def say(self, words: str) -> None:
        """Say something that was done."""
        self._words.show_text(words)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._model.set_palette(self.palette(), self.table.iconSize().width())

    def _show(self) -> None:
        run = self._run
        if run is None:
            return
        count = self.locale().toString
        done, total = count(run.progress.ended), count(run.requests)
        self._bar.setRange(0, max(1, run.requests))
        self._bar.setValue(run.progress.ended if run.requests else 1)
        if run.over:
            self._title.setText(self.tr("Finished: %Ln numbers", "", run.total))
        elif len(run.places) > 1 and run.paused:
            self._title.setText(self.tr("Paused: {done} of {total} requests").format(done=done, total=total))
        elif len(run.places) > 1:
            self._title.setText(self.tr("{done} of {total} requests done").format(done=done, total=total))
        elif run.paused:
            self._title.setText(self.tr("Paused: {done} of {total}").format(done=done, total=total))
        else:
            self._title.setText(self.tr("{done} of {total} done").format(done=done, total=total))
        worst = run.progress.worst if run.over else None
        self._pace.show_text(self._facts(run), TONES[worst] if worst is not None else Tone.NEUTRAL)
        problems = " ".join(text(one) for one in (run.problem, run.held_up) if one is not None)
        self._problem.setText(problems)
        self._problem.setVisible(bool(problems))
        self._counts.show_counts(run)
        self._show_buttons(run)
        if run.over and not self._was_over:
            self.ended.emit(f"{self._title.text()}. {self._facts(run)}")
        self._was_over = run.over

    def _show_buttons(self, run: Run) -> None:
        holder = self.window().focusWidget()
        self._pause.setText(self.tr("&Go on") if run.paused else self.tr("&Pause"))
        failed = sum(run.progress.counts[outcome] for outcome in FAILED)
        self._again.setText(self.tr("&Try %Ln again", "", failed))
        for button, shown in (
            (self._pause, not run.over),
            (self._stop, not run.over),
            (self._again, bool(failed)),
        ):
            button.setVisible(shown)
        self._again.setEnabled(not run.busy)
        self._export.setEnabled(run.recorded > 0 and not run.busy)
        unsound = sum(1 for outcome, count in run.progress.counts.items() if count and TONES[outcome] is not Tone.DONE)
        self._only.setVisible(bool(unsound) or self._only.isChecked())
        if holder in (self._pause, self._stop, self._again) and holder.isHidden():
            self._close.setFocus()

    def _facts(self, run: Run) -> str:
        scopes = dict.fromkeys(where(str(place.scope)) for place in run.places)
        parts = [", ".join(scopes), ", ".join(dict.fromkeys(place.server for place in run.places))]
        if run.over:
            return " · ".join([*self._summary(run), *parts])
        if run.recorded < run.requests:
            recorded = self.locale().toString(run.recorded)
            parts.append(self.tr("{count} recorded so far").format(count=recorded))
        rate, left = run.rate(), run.seconds_left()
        if rate is not None:
            parts.append(self._rate(rate))
        if left is not None:
            parts.append(self._left(left))
        parts.append(self.tr("goes on at the next start if you close"))
        return " · ".join(parts)

    def _summary(self, run: Run) -> list[str]:
        """The whole is as good as its worst number."""
        worst = run.progress.worst
        if worst is None:
            return []
        count = self.locale().toString
        found, total = count(run.progress.counts[worst]), count(run.total)
        words = self.tr("{outcome}: {count} of {total}")
        return [words.format(outcome=outcome_word(worst), count=found, total=total)]

    def _rate(self, rate: float) -> str:
        if rate >= 1:
            return self.tr("%Ln a second", "", round(rate))
        return self.tr("%Ln a minute", "", round(rate * _MINUTE))

    def _left(self, seconds: float) -> str:
        if seconds < _MINUTE:
            return self.tr("less than a minute left")
        if seconds < _HOUR:
            return self.tr("%Ln minutes left", "", round(seconds / _MINUTE))
        return self.tr("%Ln hours left", "", round(seconds / _HOUR))

    def _turn(self) -> None:
        if self._run is not None:
            (self.go_on_wanted if self._run.paused else self.pause_wanted).emit()

    def _show_only(self, only: bool) -> None:
        self._model.show_only(unsound=only)

    def _show_current(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        row = self._model.standing(index.row()) if index.isValid() else None
        tone = TONES[row.outcome] if row is not None and row.outcome is not None else Tone.NEUTRAL
        self._words.show_text(self._model.words(row) if row is not None else "", tone)
