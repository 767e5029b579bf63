"""A window of its own for a list of numbers: beside it, single numbers are typed as ever."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox, QStackedLayout, QVBoxLayout, QWidget

from dncdesk.core.sentences import ProblemError
from dncdesk.desk.server_link import sentence_of
from dncdesk.ui.many_reading import ReadingPage
from dncdesk.ui.many_review import ReviewPage
from dncdesk.ui.many_run import RunPage
from dncdesk.ui.tone_lines import announce
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.core.sentences import Sentence
    from dncdesk.desk.desk import Desk
    from dncdesk.desk.diallers import Others
    from dncdesk.desk.draft import Draft
    from dncdesk.desk.run import Run

_SIZE = QSize(480, 720)
_NARROWEST = 400
_MARGIN = 16


class ManyWindow(QWidget):
    """One list: read, looked through, under way."""

    closed = Signal(object)
    """This window was closed."""
    run_begun = Signal(object)
    """The list is under way: its `Run`."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("listWindow")
        self.setWindowTitle(self.tr("List of numbers - dncdesk"))
        self._desk = desk
        self._run: Run | None = None
        self._answered = False
        self._led_in = False
        self._drafting = desk.many.drafting(desk.reading, self)
        self._drafting.progress.connect(self._on_progress)
        self._drafting.read.connect(self._on_read)
        self._drafting.failed.connect(self._on_failed)
        self._drafting.busy_changed.connect(self._on_busy)
        self._reading = ReadingPage()
        self._reading.stop_wanted.connect(self.close)
        self._review = ReviewPage(desk)
        self._review.block_wanted.connect(self._block)
        self._review.mended.connect(self._mend)
        self._review.held_by.connect(self._hold)
        self._rule = self._rule_of_now()
        self._review.choice_wanted.connect(self._choose)
        self._under_way = RunPage()
        self._under_way.pause_wanted.connect(self._pause)
        self._under_way.go_on_wanted.connect(self._go_on)
        self._under_way.stop_wanted.connect(self._ask_stop)
        self._under_way.again_wanted.connect(self._try_again)
        self._under_way.export_wanted.connect(self._export)
        self._under_way.close_wanted.connect(self.close)
        self._under_way.ended.connect(self._announce)
        self._pages = QStackedLayout()
        for page in (self._reading, self._review, self._under_way):
            self._pages.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_MARGIN, _MARGIN - 4, _MARGIN, _MARGIN - 4)
        outer.addLayout(self._pages)
        self.setMinimumWidth(_NARROWEST)
        self.resize(_SIZE)
        desk.settings_changed.connect(self._on_settings)
        self._review.hold()

    @property
    def run(self) -> Run | None:
        """The list under way, None while it is looked through."""
        return self._run

    def open_file(self, path: Path) -> None:
        """Read the file at `path`."""
        self._reading.show_name(path.name)
        self._pages.setCurrentWidget(self._reading)
        self._drafting.from_file(path)

    def open_text(self, words: str) -> None:
        """Read a pasted text."""
        self._reading.show_name("")
        self._pages.setCurrentWidget(self._reading)
        self._drafting.from_text(words)

    def follow(self, run: Run) -> None:
        """Show a list that is under way."""
        self._run = run
        run.exported.connect(self._on_exported)
        self._under_way.follow(run)
        self._pages.setCurrentWidget(self._under_way)

    def come(self) -> None:
        """Be seen."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.resize(self.size().boundedTo(self.screen().availableSize()))
        self.raise_()
        self.activateWindow()

    @property
    def would_lose(self) -> bool:
        """Whether closing loses a list that was looked through and not sent."""
        draft = self._review.draft
        return draft is not None and draft.listing.numbers > 0

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes; a list under way goes on."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask before a list is lost that was looked through and not sent."""
        if self.would_lose and not self._answered:
            event.ignore()
            self._ask_close()
            return
        self._drafting.stop()
        super().closeEvent(event)
        self.closed.emit(self)

    def _ask_close(self) -> None:
        if self.findChild(QMessageBox, "listCloseQuestion") is not None:
            return
        question = self._question(self.tr("Close this list?"), self.tr("Nothing of it has been sent."))
        question.setObjectName("listCloseQuestion")
        away = question.addButton(self.tr("&Close the list"), QMessageBox.ButtonRole.DestructiveRole)
        stay = question.addButton(self.tr("&Keep it open"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(stay)
        question.setEscapeButton(stay)
        away.clicked.connect(self._close_at_once)
        question.open()

    def _close_at_once(self) -> None:
        self._answered = True
        self.close()

    def _question(self, title: str, words: str) -> QMessageBox:
        question = QMessageBox(self)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setIcon(QMessageBox.Icon.Question)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWindowTitle(title)
        question.setText(title)
        question.setInformativeText(words)
        return question

    # -- reading -------------------------------------------------------------------------------------------------

    def _on_progress(self, lines: int) -> None:
        self._reading.show_lines(lines)

    def _on_read(self, draft: Draft) -> None:
        self._review.show_draft(draft)
        self._pages.setCurrentWidget(self._review)

    def _on_busy(self, busy: bool) -> None:
        self._review.show_busy(busy)
        self._follow_rule()
        if not self._led_in and not self._drafting.busy and self._review.draft is not None:
            self._led_in = True
            self._review.focus_first()

    def _on_failed(self, error: Exception) -> None:
        words = text(sentence_of(error))
        if self._review.draft is None:
            self._reading.show_problem(words)
        else:
            self._review.show_problem(words)

    def _mend(self, place: int, words: str) -> None:
        if self._review.draft is not None:
            self._drafting.mend(self._review.draft, place, words)

    def _hold(self, others: Others) -> None:
        if self._run is None:
            self._drafting.hold(self._review.draft, others)

    def _choose(self, sheet: int, columns: tuple[int, ...] | None) -> None:
        if self._review.draft is not None:
            self._drafting.choose(self._review.draft, sheet, columns)

    def _on_settings(self) -> None:
        if self._run is None:
            self._follow_rule()
            self._review.hold()

    def _follow_rule(self) -> None:
        """Another server may read the same digits otherwise: then they are read once more."""
        draft, rule = self._review.draft, self._rule_of_now()
        if draft is not None and rule != self._rule and not self._drafting.busy:
            self._rule = rule
            self._drafting.read_again(draft)

    def _rule_of_now(self) -> tuple[str, str] | None:
        server = self._desk.settings.find()
        return (server.country, server.number_form) if server is not None else None

    # -- under way -----------------------------------------------------------------------------------------------

    def _block(self) -> None:
        # What is being written into a row is read first: the button can be pressed by its letter from there.
        self._review.table.finish_editing()
        draft, where, desk = self._review.draft, self._review.where.where(), self._desk
        if draft is None or where is None or not self._review.is_held or self._drafting.busy:
            return
        details = self._review.where.details
        try:
            run = desk.many.block(
                draft, where, desk.settings, desk.campaigns, asked_at=details.asked_at(), details=details.details()
            )
        except ProblemError as error:
            self._review.show_problem(text(error.sentence))
            return
        if len(where.scopes) == 1:
            desk.remember_scope(where.scopes[0])
        run.kept.connect(self._on_kept)
        run.not_kept.connect(self._on_not_kept)
        self.follow(run)
        self.run_begun.emit(run)

    def _on_kept(self) -> None:
        # Only now: what was looked through is all that there was of it.
        self._drafting.stop()
        self._review.let_go()

    def _on_not_kept(self, _run: Run, why: Sentence) -> None:
        self._run = None
        self._pages.setCurrentWidget(self._review)
        self._review.show_problem(text(why))

    def _pause(self) -> None:
        if self._run is not None:
            self._desk.many.pause(self._run)

    def _go_on(self) -> None:
        if self._run is not None:
            self._desk.many.go_on(self._run)

    def _try_again(self) -> None:
        if self._run is not None:
            self._desk.many.try_again(self._run)

    def _ask_stop(self) -> None:
        run = self._run
        if run is None:
            return
        paused_before = run.paused
        if not paused_before:
            self._desk.many.pause(run)
        left = run.total - run.progress.numbers_ended
        question = self._question(
            self.tr("Stop with %Ln numbers left?", "", left),
            self.tr("What is done stays done. The rest is kept for later, or taken back before it is sent."),
        )
        question.setObjectName("listStopQuestion")
        later = question.addButton(self.tr("&Keep for later"), QMessageBox.ButtonRole.AcceptRole)
        drop = question.addButton(self.tr("&Drop the rest"), QMessageBox.ButtonRole.DestructiveRole)
        back = question.addButton(self.tr("&Go on"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(later)
        question.setEscapeButton(back)
        drop.clicked.connect(self._drop)
        if not paused_before:
            back.clicked.connect(self._go_on)
        question.open()

    def _drop(self) -> None:
        if self._run is not None:
            self._desk.many.drop(self._run)

    def _export(self) -> None:
        if self._run is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export results"), "dncdesk-list.xlsx", self.tr("Workbook (*.xlsx);;CSV (*.csv)")
        )
        if name:
            self._desk.many.export(self._run, Path(name))

    def _on_exported(self, path: Path) -> None:
        self._under_way.say(self.tr("Written: {path}").format(path=path))

    def _announce(self, words: str) -> None:
        announce(self, words)
