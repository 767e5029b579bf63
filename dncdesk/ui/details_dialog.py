"""Noting more of an opt-out that is recorded already: while the call goes on, or years later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from dncdesk.core.outcome import Tone
from dncdesk.ui.labels import ToneLabel, set_font
from dncdesk.ui.note_fields import NoteFields
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.core.sentences import Sentence
    from dncdesk.desk.stories import Stories
    from dncdesk.record.reader import Entry


class DetailsDialog(QDialog):
    """Closes when what was typed is on disk. Until then nothing of it is lost."""

    def __init__(
        self, stories: Stories, entry: Entry, parent: QWidget | None = None, *, others: tuple[str, ...] = ()
    ) -> None:
        """Show what is known of `entry`; what is changed is added to the opt-outs with the ids `others` as well."""
        super().__init__(parent)
        self._stories = stories
        # What is on disk of what stands here, for each: a second try writes what is missing, and no more.
        self._saved = dict.fromkeys((entry.opt_out_id, *others), entry.details)
        self._awaited: set[str] = set()
        self._wanted = entry.details
        self._why: Sentence | None = None
        self.setObjectName("detailsDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Name and note"))
        title = ToneLabel(entry.shown or entry.number, tone=None)
        set_font(title, scale=1.15)
        kept = self.tr("Kept beside the request, with your name and the time. Nothing is overwritten.")
        if others:
            kept = self.tr("Kept beside each of the {count} requests, with your name and the time.")
            kept = kept.format(count=len(self._saved))
        words = ToneLabel(kept)
        words.setWordWrap(True)
        self._fields = NoteFields(self, prefix="later")
        self._fields.prepare()
        self._fields.put(entry.details)
        self._fields.changed.connect(self._follow)
        self._problem = ToneLabel()
        self._problem.setObjectName("detailsDialogProblem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._save = self._buttons.button(QDialogButtonBox.StandardButton.Save)
        self._save.setObjectName("saveDetailsButton")
        self._buttons.accepted.connect(self._begin)
        self._buttons.rejected.connect(self.reject)
        rows = QFormLayout()
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._fields.add_rows(rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(words)
        column.addLayout(rows)
        column.addWidget(self._problem)
        column.addWidget(self._buttons)
        self.resize(420, self.sizeHint().height())
        stories.noted.connect(self._on_noted)
        stories.not_noted.connect(self._on_not_noted)
        self._follow()
        self._fields.person.setFocus()

    def _follow(self) -> None:
        details = self._fields.details()
        self._save.setEnabled(any(details.changed_from(saved) for saved in self._saved.values()))

    def _begin(self) -> None:
        if self._save.isEnabled():
            self._set_busy(busy=True)
            self._why = None
            self._wanted = details = self._fields.details()
            before = {one: saved for one, saved in self._saved.items() if details.changed_from(saved)}
            self._awaited = set(before)
            for opt_out_id, saved in before.items():
                self._stories.note(opt_out_id, saved, details)

    def _set_busy(self, *, busy: bool) -> None:
        self._problem.hide()
        self._save.setEnabled(not busy)
        for field in self._fields.tab_chain():
            field.setEnabled(not busy)

    def _on_noted(self, opt_out_id: str) -> None:
        if opt_out_id in self._awaited:
            self._saved[opt_out_id] = self._wanted
            self._answered(opt_out_id)

    def _on_not_noted(self, opt_out_id: str, why: Sentence) -> None:
        if opt_out_id in self._awaited:
            self._why = why
            self._answered(opt_out_id)

    def _answered(self, opt_out_id: str) -> None:
        self._awaited.discard(opt_out_id)
        if self._awaited:
            return
        if self._why is None:
            self.accept()
            return
        self._set_busy(busy=False)
        done = sum(saved == self._wanted for saved in self._saved.values())
        words = self.tr("Not saved. {why}") if not done else self.tr("Saved for {done} of {all} only. {why}")
        words = words.format(why=text(self._why), done=done, all=len(self._saved))
        self._problem.show_text(words, Tone.PROBLEM)
        self._problem.show()
        self._save.setFocus()
