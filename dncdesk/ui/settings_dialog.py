"""The settings of each server, with a test that says in plain words what is right and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from dncdesk.core.outcome import Tone
from dncdesk.ui.connection_test import ConnectionTest
from dncdesk.ui.records_page import RecordsPage
from dncdesk.ui.scrolling import scrolling
from dncdesk.ui.server_chooser import ServerChooser
from dncdesk.ui.server_form import ServerForm
from dncdesk.ui.window_page import WindowPage
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.core.sentences import Sentence
    from dncdesk.desk.desk import Desk
    from dncdesk.ui.near_page import Computer


class SettingsDialog(QDialog):
    """The servers' settings, one shown at a time. It tests and saves through the desk, and only when a person says so.

    What is typed for one stays while another is shown; saving keeps all that was changed. The one in use stays in use.
    """

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, computer: Computer | None = None, server: str = ""
    ) -> None:
        """Show the server in use, or the one named `server`, or empty fields for a first one.

        `computer`: what this computer keeps for us.
        """
        super().__init__(parent)
        self._computer = computer
        self._desk = desk
        self._saving = False
        self.setObjectName("settingsDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self._locked = locked = "servers" in desk.settings.locked or desk.practice

        self._chooser = ServerChooser(desk)
        self._forms: dict[str, ServerForm] = {}
        self._to_save: list[str] = []
        self._stack = QStackedWidget()
        self._form = self._form_of(self._chooser.name)
        self._chooser.chosen.connect(self._show_server)
        self._test = ConnectionTest(desk, self, locked=locked)
        self._test.turn_to(self._form)
        self._checklist = _button(self.tr("Chec&klist…"), "checklistButton")
        self._checklist.setEnabled(self._in_use)
        self._checklist.clicked.connect(self._open_checklist)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._save = self._buttons.button(QDialogButtonBox.StandardButton.Save)
        self._save.setObjectName("saveButton")
        self._save.setEnabled(not desk.practice)
        self._buttons.accepted.connect(self._begin_save)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        if server:
            self._turn_to(server)
        desk.saved.connect(self._on_saved)
        desk.settings_changed.connect(self._on_settings)
        desk.notice.connect(self._on_notice)
        if desk.practice:
            self._test.say([(Tone.NEUTRAL, self.tr("The practice dialler needs no settings."))])
        elif locked:
            self._test.say([(Tone.NEUTRAL, self.tr("Set by your organisation: the server. The password is yours."))])
        elif desk.keyring_note is not None:
            self._test.say([(Tone.WARNING, text(desk.keyring_note))])

    @property
    def _in_use(self) -> bool:
        """Whether the server that is shown is the one in use: the checklist is about that one."""
        used = self._desk.settings.find()
        return used is not None and used.name == self._chooser.name

    def _form_of(self, name: str) -> ServerForm:
        """The fields of the server called `name`; empty ones for one that is not saved yet."""
        if name in self._forms:
            return self._forms[name]
        settings = self._desk.settings
        before = next((server for server in settings.servers if server.name == name), None)
        form = ServerForm(before, has_password=before is not None, general=settings.deadline, name=name or "Main")
        form.setEnabled(not self._desk.practice)
        if self._locked and before is not None:
            form.lock(user=name in settings.users_given)
        form.edited.connect(self._follow)
        self._forms[name] = form
        self._stack.addWidget(form)
        return form

    def _show_server(self, name: str) -> None:
        for gone in set(self._forms) - {*self._chooser.names, name}:
            self._drop_form(gone)
        self._form = self._form_of(name)
        self._stack.setCurrentWidget(self._form)
        self._checklist.setEnabled(self._in_use)
        self._test.turn_to(self._form)
        self._follow()

    def _drop_form(self, name: str) -> None:
        form = self._forms.pop(name)
        self._stack.removeWidget(form)
        form.deleteLater()

    def _lay_out(self) -> None:
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(16, 16, 16, 8)
        inner.setSpacing(12)
        inner.addWidget(self._chooser)
        inner.addWidget(self._stack)
        beside = QHBoxLayout()
        beside.addWidget(self._test.button)
        beside.addStretch(1)
        beside.addWidget(self._checklist)
        inner.addLayout(beside)
        inner.addWidget(self._test.found, 1)
        dialler = QWidget()
        column = QVBoxLayout(dialler)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(scrolling(page), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addWidget(self._buttons)
        column.addLayout(foot)
        pages = QTabWidget()
        pages.setDocumentMode(True)
        pages.addTab(dialler, self.tr("Diall&er"))
        # What stands on these is in force at once; they need no button.
        pages.addTab(scrolling(WindowPage(self._desk, self._computer)), self.tr("&Window"))
        pages.addTab(scrolling(RecordsPage(self._desk)), self.tr("Record&s"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(pages)
        tabs = pages.tabBar().sizeHint().height()
        height = page.sizeHint().height() + self._test.room + self._buttons.sizeHint().height() + tabs + 24
        self.resize(500, min(height, self.screen().availableSize().height() - 40))

    def _open_checklist(self) -> None:
        from dncdesk.ui.checklist_dialog import ChecklistDialog

        ChecklistDialog(self._desk, self).open()

    def _on_settings(self) -> None:
        # The checklist is saved on its own while this dialog is open.
        for server in self._desk.settings.servers:
            if server.name in self._forms:
                self._forms[server.name].keep_checklist(server.checklist)

    def _begin_save(self) -> None:
        if self._saving:
            return
        shown = self._chooser.name
        wanted = [*(name for name, form in self._forms.items() if name != shown and form.changed), shown]
        servers = {name: self._forms[name].server() for name in wanted}
        wrong = next((name for name in wanted if servers[name] is None), None)
        if wrong is not None:
            self._turn_to(wrong)
            return
        taken = {server.name for server in self._desk.settings.servers} - set(wanted)
        for name, server in servers.items():
            if server is not None and server.name in taken:
                self._turn_to(name)
                self._form.refuse(self.tr("There is another dialler called {name}.").format(name=server.name))
                return
            taken |= {server.name} if server is not None else set()
        self._saving = True
        self._to_save = wanted
        self._follow()
        self._save_next()

    def _turn_to(self, name: str) -> None:
        if name != self._chooser.name:
            self._chooser.show_name(name)
            self._show_server(name)
            self._form.server()  # says what is wrong

    def _save_next(self) -> None:
        name = self._to_save.pop(0)
        form = self._forms[name]
        if (server := form.server()) is not None:
            known = any(one.name == name for one in self._desk.settings.servers)
            used = self._desk.settings.find()
            use = used is None or used.name == name
            self._desk.save(server, form.typed_password(), name if known else None, use=use)

    def _on_saved(self, note: Sentence | None) -> None:
        del note  # the window says it, for as long as it is true
        if self._saving and self._to_save:
            self._save_next()
        elif self._saving:
            self.accept()

    def _on_notice(self, sentence: Sentence) -> None:
        if self._saving:
            self._saving = False
            self._to_save = []
            self._test.say([(Tone.PROBLEM, text(sentence))])
            self._follow()

    def _follow(self) -> None:
        self._test.let(not self._saving)
        self._save.setEnabled(not self._saving and not self._desk.practice)


def _button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
