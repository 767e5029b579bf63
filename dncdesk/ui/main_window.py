"""The window: it puts the parts together, and owns what concerns the window as a whole."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from dncdesk.core.outcome import Tone
from dncdesk.ui.banner import Act
from dncdesk.ui.body import Body
from dncdesk.ui.checking import Checking
from dncdesk.ui.guide import Guide
from dncdesk.ui.hands import Hands, Reach
from dncdesk.ui.many_lists import Lists
from dncdesk.ui.menu import MainMenu
from dncdesk.ui.openers import Openers
from dncdesk.ui.presence import Presence
from dncdesk.ui.proof_actions import ProofActions
from dncdesk.ui.reporter import Reporter
from dncdesk.ui.row_actions import Around, RowActions
from dncdesk.ui.submissions import Submissions
from dncdesk.ui.theme import window_icon
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.core.sentences import Sentence
    from dncdesk.desk.desk import Desk
    from dncdesk.ui.near_page import Computer

_SIZE = QSize(460, 760)
_NARROWEST = 400
_BACK_SECONDS = 15.0
"""How often coming back to the window tries anew what waits, at the most."""


class MainWindow(QMainWindow):
    """The program's one window. It talks to the desk alone."""

    first_painted = Signal()
    """The window has been painted for the first time; what is slow may begin."""
    settings_closed = Signal()
    """The settings are shut again, with or without a change."""
    practice_wanted = Signal()
    """Into practice; in practice, back to work. Another window has to open."""

    def __init__(self, desk: Desk, computer: Callable[[], Computer] | None = None) -> None:
        """Build the window upon `desk`, which need not be ready yet.

        `computer` tells, when the settings are opened, what this computer keeps for the program.
        """
        super().__init__()
        self._desk = desk
        self._painted = False
        self._tried_at = float("-inf")
        self.setObjectName("mainWindow")
        self._title()
        self.setWindowIcon(window_icon())
        self._menu = MainMenu(self, practice=desk.practice)
        self._body = body = Body(desk, self._menu)
        self._header, self._form, self._log, self._footer = body.header, body.form, body.log, body.footer
        self.setCentralWidget(body)
        self.setMinimumSize(_NARROWEST, 300)
        self.resize(_SIZE)
        self._lists = Lists(desk, self, self._form.number, self._footer)
        self._presence = Presence(desk, self, self._lists.ask_first)
        self._openers = Openers(desk, self._log, self, computer)
        self._openers.follow(self._menu, self._footer)
        self._openers.settings_closed.connect(self.settings_closed)
        self._guide = Guide(desk, self, (body.panes, self._footer))
        self._hands = Hands(desk, self, Reach(self._form, self._log, body.strip))
        self._submissions = Submissions(desk, self._form)
        self._reporter = Reporter(desk, body)
        Checking(desk, self._form, self._reporter)
        self._rows = RowActions(desk, Around(self._log, body.panes, self._form, self._reporter), self)
        self._proofs = ProofActions(desk, self._menu, self._footer, self)
        self._proofs.log_shortened.connect(self._log.load)
        self._connect()
        self._reporter.follow(self._submissions)
        self._body.set_tab_order()
        self._form.number.setFocus()
        if desk.is_ready:
            self._on_settings()
            self._on_ready()

    def _connect(self) -> None:
        desk = self._desk
        desk.ready.connect(self._on_ready)
        desk.log_replaced.connect(self._log.load)
        desk.settings_changed.connect(self._on_settings)
        desk.campaigns_changed.connect(self._form.offer_campaigns)
        desk.saved.connect(self._on_saved)
        desk.settled.connect(self._on_settled)
        self._presence.wanted.connect(self._open_again)
        self._log.columns_changed.connect(self._keep_columns)
        self._form.block_wanted.connect(self._hands.enter)
        self._hands.submitted.connect(self._submissions.submit)
        self._submissions.unconfirmed.connect(self._hands.ask_again)
        self._form.number.escaped.connect(self._clear)
        self._body.banner.acted.connect(self._act)
        self._body.banner.note_wanted.connect(self._rows.note_for)
        self._footer.try_now.connect(desk.try_now)
        self._header.server_chosen.connect(self._use_server)
        self._menu.list_wanted.connect(self._lists.ask_file)
        self._menu.try_now_wanted.connect(desk.try_now)
        desk.files.log_changed.connect(self._log.load)
        self._menu.practice_reset_wanted.connect(self._reset_practice)
        self._menu.practice_wanted.connect(self.practice_wanted)
        self._menu.help_wanted.connect(self._guide.open_help)
        self._menu.quit_wanted.connect(self.close)
        self._guide.practice_wanted.connect(self._practise)
        self._guide.shown_changed.connect(self._on_guide)
        self._guide.stepped.connect(self._title)

    # -- what others ask for -----------------------------------------------------------------------------------

    def idle(self) -> bool:
        """Whether nothing is in flight and nothing entered waits to be recorded."""
        return self._desk.idle and self._submissions.idle

    def put_number(self, number: str) -> None:
        """Raise the window, with `number` in the field, selected. It is never submitted by itself.

        An empty `number` leaves the field as it is.
        """
        if number.strip():
            self._form.hand_in(number)
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()
        self._form.number.setFocus()

    def empty_handed(self) -> bool:
        """Whether nothing entered stands here that is on no disk, and nothing that a person has yet to hear of."""
        told = self._submissions.idle and not self._reporter.owes_words
        return told and self._form.blank and self._lists.empty_handed and not self._guide.shown

    def take_place_of(self, former: MainWindow) -> None:
        """Stand where `former` stood, and hide it."""
        self.setGeometry(former.geometry())
        self._tried_at = former._tried_at
        self._lists.take_place_of(former._lists)
        self.show()
        former.hide()

    # -- events --------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Keep the window within a small screen."""
        super().showEvent(event)
        self._presence.come_back()
        available = self.screen().availableSize()
        self.resize(self.size().boundedTo(available))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Tell once that the first paint is over."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._tell_painted)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape clears from wherever the keyboard is."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._guide.shown:
            self._guide.leave()
        else:
            self._clear()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files: lists of numbers."""
        if self._lists.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open the lists that were dropped."""
        self._lists.open_files(event.mimeData())
        event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Select the number, and try anew what waits, when the user comes back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            # A click that brings the window up says itself where the keyboard is wanted.
            if not self._guide.shown and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
                self._hands.come_back()
            moment = time.monotonic()
            if moment - self._tried_at >= _BACK_SECONDS and self._desk.pending_count:
                self._tried_at = moment
                self._desk.hurry()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close the desk; what is in flight is on disk and goes on at the next start.

        While something is pending, and where there is a tray to stay in, ask first.
        """
        if not self._presence.may_close():
            event.ignore()
            return
        self._desk.close()
        super().closeEvent(event)

    def tell_update(self, version: str, page: str) -> None:
        """Say that `version` is published at `page`. Nothing is installed."""
        self._openers.tell_update(version, page)

    def leave(self) -> None:
        """From now on close without asking: the session ends."""
        self._presence.leave()

    def _open_again(self) -> None:
        self.put_number("")

    def _tell_painted(self) -> None:
        self.first_painted.emit()

    # -- slots ---------------------------------------------------------------------------------------------------

    def _on_ready(self) -> None:
        self._log.load()
        self._form.read_again()
        self._reporter.show_standing()
        if self._openers.settings_wanted:
            self._openers.open_settings()
        elif self._guide.needed and not self._form.number.text():
            self._guide.open()

    def _on_settings(self) -> None:
        self._header.show_settings()
        self._body.set_tab_order()
        self._presence.follow_settings()
        settings = self._desk.settings
        self._log.set_columns(settings.window.columns, several=len(settings.servers) > 1)
        self._form.server_changed()
        self._reporter.show_standing()

    def _keep_columns(self, names: list[str]) -> None:
        self._desk.keep(window=replace(self._desk.settings.window, columns=tuple(names)))

    def _on_settled(self) -> None:
        if self._desk.settings.window.sound:
            QApplication.beep()

    def _clear(self) -> None:
        if self._hands.escape():
            return
        entered = self._form.number.text()
        self._submissions.withdraw(entered)
        self._form.clear()
        self._reporter.on_cleared(entered)
        self._form.number.setFocus()

    def _act(self, act: Act) -> None:
        if act is Act.TRY_NOW:
            self._desk.try_now()
        elif act is Act.SETTINGS and self._other_in_need():
            self._openers.open_settings(self._reporter.in_need)
        elif act is Act.SETTINGS and (self._guide.needed or self._guide.wants_password):
            self._guide.open()
        elif act is Act.SETTINGS:
            self._openers.open_settings()
        elif act is Act.PUT_BACK:
            self._reporter.put_back()

    def _other_in_need(self) -> bool:
        """Whether it is a dialler that is not in use whose settings are asked for."""
        used = self._desk.settings.find()
        return used is not None and self._reporter.in_need not in {"", used.name}

    def _on_guide(self, shown: bool) -> None:
        self._hands.use(able=not shown)
        if not shown:
            self._title()
            self._reporter.show_standing()
            self._form.number.setFocus()

    def _title(self, step: str = "") -> None:
        doing = self.tr("Practice") if self._desk.practice else step
        self.setWindowTitle(self.tr("{doing} - dncdesk").format(doing=doing) if doing else self.tr("dncdesk"))

    def _practise(self) -> None:
        self._guide.say(self.tr("Practice has a window of its own. When you leave it, go on here."))
        self.practice_wanted.emit()

    def _use_server(self, name: str) -> None:
        server = self._desk.settings.find(name)
        if server is not None:
            self._desk.save(server, None, server.name)

    def _on_saved(self, note: Sentence | None) -> None:
        self._footer.show_note(text(note) if note is not None else "")

    def _reset_practice(self) -> None:
        self._desk.reset_practice()
        words = self.tr("The practice dialler is as it was at first. The log stays.")
        self._reporter.say(Tone.NEUTRAL, self.tr("Practice starts over"), words)
        self._form.number.setFocus()
