"""The settings of each server, with a test that says in plain words what is right and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from dncdesk.core.outcome import Tone
from dncdesk.ui.records_page import RecordsPage
from dncdesk.ui.server_chooser import ServerChooser
from dncdesk.ui.server_form import ServerForm
from dncdesk.ui.tone_lines import ToneLines
from dncdesk.ui.window_page import WindowPage
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.blocking.trial import TestReport
    from dncdesk.core.sentences import Sentence
    from dncdesk.core.settings import Server
    from dncdesk.desk.desk import Desk
    from dncdesk.ui.near_page import Computer


_LINES = 18  # of a test's report, where the screen has room for them
_LEAST_LINES = 8


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
        self._testing = False
        self._saving = False
        self._turned_away: tuple[Server, str | None] | None = None
        self._tried: tuple[Server, str | None] | None = None
        self._offered: str | None = None
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
        self._test = _button(self.tr("&Test connection"), "testButton")
        self._test.clicked.connect(self._begin_test)
        self._checklist = _button(self.tr("Chec&klist…"), "checklistButton")
        self._checklist.setEnabled(self._in_use)
        self._checklist.clicked.connect(self._open_checklist)
        self._accept = _button(self.tr("Accept this &certificate…"), "acceptCertificateButton")
        self._accept.clicked.connect(self._show_certificate)
        self._accept.hide()
        self._report = ToneLines()
        self._report.setObjectName("testReport")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._save = self._buttons.button(QDialogButtonBox.StandardButton.Save)
        self._save.setObjectName("saveButton")
        self._save.setEnabled(not desk.practice)
        self._buttons.accepted.connect(self._begin_save)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        if server:
            self._turn_to(server)
        desk.tested.connect(self._on_tested)
        desk.saved.connect(self._on_saved)
        desk.settings_changed.connect(self._on_settings)
        desk.notice.connect(self._on_notice)
        if desk.practice:
            self._show_lines([(Tone.NEUTRAL, self.tr("The practice dialler needs no settings."))])
        elif locked:
            self._show_lines([(Tone.NEUTRAL, self.tr("Set by your organisation: the server. The password is yours."))])
        elif desk.keyring_note is not None:
            self._show_lines([(Tone.WARNING, text(desk.keyring_note))])

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
        self._testing, self._tried, self._turned_away, self._offered = False, None, None, None
        self._form = self._form_of(name)
        self._stack.setCurrentWidget(self._form)
        self._checklist.setEnabled(self._in_use)
        self._show_lines([])
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
        beside.addWidget(self._test)
        beside.addStretch(1)
        beside.addWidget(self._checklist)
        inner.addLayout(beside)
        # The report scrolls on its own: the fields above must not move when it comes.
        found = QWidget()
        beneath = QVBoxLayout(found)
        beneath.setContentsMargins(0, 0, 0, 0)
        beneath.setSpacing(10)
        beneath.addWidget(self._report)
        beneath.addWidget(self._accept, 0, Qt.AlignmentFlag.AlignLeft)
        beneath.addStretch(1)
        report = _scrolling(found)
        report.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        report.setAccessibleName(self.tr("What the test has found"))
        report.setMinimumHeight(self._report.fontMetrics().lineSpacing() * _LEAST_LINES)
        inner.addWidget(report, 1)
        scroll = _scrolling(page)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dialler = QWidget()
        column = QVBoxLayout(dialler)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addWidget(self._buttons)
        column.addLayout(foot)
        pages = QTabWidget()
        pages.setDocumentMode(True)
        pages.addTab(dialler, self.tr("Diall&er"))
        # What stands on these is in force at once; they need no button.
        pages.addTab(_scrolling(WindowPage(self._desk, self._computer)), self.tr("&Window"))
        pages.addTab(_scrolling(RecordsPage(self._desk)), self.tr("Record&s"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(pages)
        # Room for the test's sentences from the start: the dialog need not grow under the pointer.
        room = self._report.fontMetrics().lineSpacing() * (_LINES - _LEAST_LINES)
        tabs = pages.tabBar().sizeHint().height()
        height = page.sizeHint().height() + room + self._buttons.sizeHint().height() + tabs + 24
        self.resize(500, min(height, self.screen().availableSize().height() - 40))

    def _open_checklist(self) -> None:
        from dncdesk.ui.checklist_dialog import ChecklistDialog

        ChecklistDialog(self._desk, self).open()

    def _on_settings(self) -> None:
        # The checklist is saved on its own while this dialog is open.
        for server in self._desk.settings.servers:
            if server.name in self._forms:
                self._forms[server.name].keep_checklist(server.checklist)

    def _begin_test(self) -> None:
        server = self._form.server()
        if server is None or self._testing:
            return
        self._testing = True
        self._tried = (server, self._form.typed_password())
        self._offered = None
        self._show_lines([(Tone.PROGRESS, self.tr("Asking the dialler…"))])
        self._follow()
        self._desk.test(*self._tried)

    def _on_tested(self, report: TestReport) -> None:
        if not self._testing:
            return
        self._testing = False
        # Ten wrong logins lock the account for everybody: what was turned away is not sent a second time. Only
        # where something was well before is it the login: else no dialler was found, and none was tried.
        found = any(tone is Tone.DONE for tone, _ in report.lines)
        self._turned_away = self._tried if found and not report.ok else None
        self._offered = report.fingerprint
        self._show_lines([(tone, text(sentence)) for tone, sentence in report.lines])
        self._follow()

    def _show_certificate(self) -> None:
        from dncdesk.ui.certificate_dialog import CertificateDialog

        if self._offered is None or self._tried is None:
            return
        tried, _ = self._tried
        before = tried.fingerprint_sha256
        dialog = CertificateDialog(self._offered, host=tried.url, changed=before is not None, parent=self)
        dialog.agreed.connect(self._accept_certificate)
        dialog.open()

    def _accept_certificate(self, fingerprint: str) -> None:
        self._form.accept(fingerprint)
        self._begin_test()

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
            self._show_lines([(Tone.PROBLEM, text(sentence))])
            self._follow()

    def _follow(self) -> None:
        changed = self._turned_away is None or not self._is_as(self._turned_away)
        self._test.setEnabled(not self._testing and not self._saving and changed)
        self._test.setToolTip("" if changed else self.tr("Change something first: the same would be refused again."))
        self._save.setEnabled(not self._saving and not self._desk.practice)
        # A fingerprint is offered for the very address that has shown it, and for no other.
        same = self._tried is not None and self._form.address.text().strip() == self._tried[0].url
        self._accept.setVisible(self._offered is not None and same and not self._locked)

    def _is_as(self, tried: tuple[Server, str | None]) -> bool:
        server, password = tried
        form = self._form
        same_account = (form.address.text().strip(), form.user.text().strip()) == (server.url, server.user)
        return same_account and form.typed_password() == password

    def _show_lines(self, lines: list[tuple[Tone, str]]) -> None:
        self._report.show_lines(lines)


def _button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button


def _scrolling(content: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(content)
    return scroll
