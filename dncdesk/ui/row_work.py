"""What is done with one entry of the log when a person asks for it: no table and no pane are known here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from dncdesk.core.outcome import Tone
from dncdesk.core.sentences import ProblemError
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.core.optout import OptOut
    from dncdesk.core.sentences import Sentence
    from dncdesk.desk.desk import Desk
    from dncdesk.record.reader import Entry
    from dncdesk.record.story import Story
    from dncdesk.ui.form import Form
    from dncdesk.ui.reporter import Reporter


class RowWork(QObject):
    """Copies, notes, repeats, checks, takes off, writes the proof sheet. The banner says what came of it."""

    def __init__(self, desk: Desk, form: Form, reporter: Reporter, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._stories = desk.stories
        self._form = form
        self._reporter = reporter
        self._window = window
        self._copying = ""
        self._noting = ""
        self._noting_with: tuple[str, ...] = ()
        self._stories.told.connect(self._on_told)
        self._stories.not_told.connect(self._on_not_told)
        self._stories.removal_made.connect(self._on_removal)
        self._stories.removal_not_made.connect(self._on_no_removal)
        self._stories.sheet_written.connect(self._on_sheet)
        self._stories.sheet_not_written.connect(self._on_no_sheet)

    def copy(self, entry: Entry) -> None:
        """Put all of `entry` onto the clipboard, as text, once it has been read."""
        self._copying = entry.opt_out_id
        self._stories.tell(entry.opt_out_id)

    def note(self, opt_out_id: str, others: tuple[str, ...] = ()) -> None:
        """Ask for details to be added to an opt-out, and to `others` with it, once what is known of it is read."""
        self._noting = opt_out_id
        self._noting_with = others
        self._stories.tell(opt_out_id)

    def repeat(self, entry: Entry) -> None:
        """Put number and place of `entry` into the form. It is never sent by itself."""
        from dncdesk.core.scope import Scope

        self._form.repeat(entry.shown or entry.number, Scope.from_word(entry.scope))
        server = self._desk.settings.find()
        if server is not None and server.name != entry.server:
            title = self.tr("Another dialler than then")
            words = self.tr("This was for {then}. The form sends to {now}.").format(then=entry.server, now=server.name)
            self._reporter.say(Tone.WARNING, title, words)

    def check(self, entry: Entry) -> None:
        """Ask the dialler of `entry` how it stands now."""
        from dncdesk.core.phone import NumberRule, read_number
        from dncdesk.core.scope import Scope

        if not self._desk.is_ready:
            return
        server = self._desk.settings.find(entry.server)
        if server is None:
            words = self.tr("The settings name no server {server} any more.").format(server=entry.server)
            self._reporter.say(Tone.WARNING, self.tr("Not checked"), words)
            return
        typed = entry.typed or entry.shown or entry.number
        try:
            number = read_number(typed, country=server.country, rule=NumberRule(server.number_form))
        except ProblemError as error:
            self._reporter.say(Tone.WARNING, self.tr("Not checked"), text(error.sentence))
            return
        scope = Scope.from_word(entry.scope)
        self._reporter.expect_check(number.shown, (scope,))
        self._desk.check(number, scope, server)

    def take_off(self, entry: Entry) -> None:
        """Ask why the number of `entry` is to come off its list; it goes through the queue like any request."""
        from dncdesk.ui.remove_dialog import RemoveDialog

        dialog = RemoveDialog(entry, self._window)
        dialog.wanted.connect(self._stories.take_off)
        dialog.open()

    def write_sheet(self, entry: Entry) -> None:
        """Ask where the proof sheet of `entry` is to go."""
        from PySide6.QtCore import QStandardPaths
        from PySide6.QtWidgets import QFileDialog

        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = self.tr("opt-out {number} {day}.pdf").format(number=entry.number, day=f"{entry.asked_at:%Y-%m-%d}")
        dialog = QFileDialog(self._window, self.tr("Proof sheet"), folder, self.tr("PDF (*.pdf)"))
        dialog.setObjectName("sheetDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.setProperty("optOut", entry.opt_out_id)
        dialog.fileSelected.connect(self._write_to)
        dialog.open()

    def _write_to(self, file: str) -> None:
        dialog = self.sender()
        if dialog is not None:
            self._stories.write_sheet(str(dialog.property("optOut")), Path(file))

    def _on_told(self, story: Story) -> None:
        opt_out_id = story.entry.opt_out_id
        if opt_out_id == self._copying:
            from dncdesk.ui.story_words import as_text

            self._copying = ""
            QGuiApplication.clipboard().setText(as_text(story))
        if opt_out_id == self._noting:
            from dncdesk.ui.details_dialog import DetailsDialog

            self._noting = ""
            DetailsDialog(self._stories, story.entry, self._window, others=self._noting_with).open()

    def _on_not_told(self, opt_out_id: str, why: Sentence) -> None:
        if opt_out_id in {self._copying, self._noting}:
            self._copying = self._noting = ""
            self._reporter.say(Tone.PROBLEM, self.tr("Nothing to show"), text(why))

    def _on_removal(self, removal: OptOut) -> None:
        self._reporter.expect_removal(removal.id, removal.shown)

    def _on_no_removal(self, why: Sentence) -> None:
        self._reporter.say(Tone.PROBLEM, self.tr("Not taken off"), text(why))

    def _on_sheet(self, path: Path) -> None:
        self._reporter.say(Tone.DONE, self.tr("Proof sheet written"), str(path))

    def _on_no_sheet(self, why: Sentence) -> None:
        self._reporter.say(Tone.PROBLEM, self.tr("No proof sheet"), text(why))
