"""The window: it puts the parts together, and owns what concerns the window as a whole."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QScrollArea, QVBoxLayout, QWidget

from dncdesk import __version__
from dncdesk.core.outcome import Tone
from dncdesk.core.sentences import ProblemError
from dncdesk.ui.banner import Act, Banner
from dncdesk.ui.footer import Footer
from dncdesk.ui.form import Form
from dncdesk.ui.header import Header
from dncdesk.ui.log_panel import LogPanel
from dncdesk.ui.menu import MainMenu
from dncdesk.ui.reporter import Parts, Reporter
from dncdesk.ui.submissions import Submissions
from dncdesk.ui.theme import window_icon
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.core.sentences import Sentence
    from dncdesk.desk.desk import Desk
    from dncdesk.ui.leaving import Leaving

_SIZE = QSize(460, 760)
_NARROWEST = 400
_MARGIN = 16
_GAP = 10
_BACK_SECONDS = 15.0
"""How often coming back to the window tries anew what waits, at the most."""


class MainWindow(QMainWindow):
    """The program's one window. It talks to the desk alone."""

    first_painted = Signal()
    """The window has been painted for the first time; what is slow may begin."""

    def __init__(self, desk: Desk) -> None:
        """Build the window upon `desk`, which need not be ready yet."""
        super().__init__()
        self._desk = desk
        self._painted = False
        self._settings_wanted = False
        self._tried_at = float("-inf")
        self._leaves = False
        self._leaving: Leaving | None = None
        self.setObjectName("mainWindow")
        self.setWindowTitle(self.tr("Practice - dncdesk") if desk.practice else self.tr("dncdesk"))
        self.setWindowIcon(window_icon())
        self._menu = MainMenu(self, practice=desk.practice)
        self._header = Header(desk, self._menu)
        self._form = Form(desk)
        self._banner = Banner()
        self._log = LogPanel(desk)
        self._footer = Footer()
        self._update_page = ""
        self._lay_out()
        self._submissions = Submissions(desk, self._form)
        self._reporter = Reporter(desk, Parts(self._header, self._form, self._banner, self._log, self._footer))
        self._connect()
        self._reporter.follow(self._submissions)
        self._set_tab_order()
        self._form.number.setFocus()

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, _MARGIN - 4, _MARGIN, 4)
        column.setSpacing(_GAP)
        column.addWidget(self._header)
        column.addWidget(self._form)
        column.addWidget(self._banner)
        column.addWidget(self._log, 1)
        # On a low screen at 200 % not even the form has room: then, and only then, it scrolls.
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(page)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 6)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(_MARGIN - 6, 0, _MARGIN, 0)
        foot.addWidget(self._footer)
        outer.addLayout(foot)
        self.setCentralWidget(whole)
        self.setMinimumSize(_NARROWEST, 300)
        self.resize(_SIZE)

    def _connect(self) -> None:
        desk = self._desk
        desk.ready.connect(self._on_ready)
        desk.log_replaced.connect(self._log.load)
        desk.settings_changed.connect(self._on_settings)
        desk.campaigns_changed.connect(self._form.offer_campaigns)
        desk.saved.connect(self._on_saved)
        self._form.block_wanted.connect(self._submit)
        self._form.check_wanted.connect(self._check)
        self._form.number.escaped.connect(self._clear)
        self._banner.acted.connect(self._act)
        self._banner.spoke.connect(self._show_banner)
        self._form.number.textEdited.connect(self._show_number)
        self._footer.try_now.connect(desk.try_now)
        self._footer.update_wanted.connect(self._show_update)
        self._header.server_chosen.connect(self._use_server)
        self._menu.settings_wanted.connect(self._open_settings)
        self._menu.try_now_wanted.connect(desk.try_now)
        self._menu.practice_reset_wanted.connect(self._reset_practice)
        self._menu.about_wanted.connect(self._show_about)
        self._menu.quit_wanted.connect(self.close)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._log.search.setFocus)

    def _set_tab_order(self) -> None:
        chain = [
            *self._header.tab_chain(),
            *self._form.tab_chain(),
            *self._banner.tab_chain(),
            *self._log.tab_chain(),
            *self._footer.tab_chain(),
        ]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    # -- what others ask for -----------------------------------------------------------------------------------

    def idle(self) -> bool:
        """Whether nothing is in flight and nothing entered waits to be recorded."""
        return self._desk.idle and self._submissions.idle

    def put_number(self, number: str) -> None:
        """Raise the window, with `number` in the field, selected. It is never submitted by itself.

        An empty `number` leaves the field as it is.
        """
        if number.strip():
            self._form.number.setText(number)
            self._form.number.selectAll()
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()
        self._form.number.setFocus()

    # -- events --------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Keep the window within a small screen."""
        super().showEvent(event)
        if self._leaving is not None:
            self._leaving.leave_tray()
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
        if event.key() == Qt.Key.Key_Escape:
            self._clear()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Try anew what waits when the user comes back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            moment = time.monotonic()
            if moment - self._tried_at >= _BACK_SECONDS and self._desk.pending_count:
                self._tried_at = moment
                self._desk.hurry()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close the desk; what is in flight is on disk and goes on at the next start.

        While something is pending, and where there is a tray to stay in, ask first.
        """
        if not self._leaves and self._asks():
            event.ignore()
            return
        self._desk.close()
        super().closeEvent(event)

    def tell_update(self, version: str, page: str) -> None:
        """Say that `version` is published at `page`. Nothing is installed."""
        self._update_page = page
        self._footer.show_update(version)

    def _show_update(self) -> None:
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl(self._update_page))

    def leave(self) -> None:
        """From now on close without asking: the session ends."""
        self._leaves = True

    def _asks(self) -> bool:
        if not self._desk.pending_count or not self.isVisible():
            return False
        if self._leaving is None:
            from dncdesk.ui.leaving import Leaving

            self._leaving = Leaving(self._desk, self)
            self._leaving.close_wanted.connect(self._close_at_once)
            self._leaving.open_wanted.connect(self._open_again)
        return self._leaving.asks()

    def _close_at_once(self) -> None:
        self._leaves = True
        self.close()
        # The window may have been hidden already: then its closing is not the end of the program.
        QApplication.quit()

    def _open_again(self) -> None:
        self.put_number("")

    def _tell_painted(self) -> None:
        self.first_painted.emit()

    # -- slots ---------------------------------------------------------------------------------------------------

    def _on_ready(self) -> None:
        self._log.load()
        self._form.read_again()
        self._reporter.show_standing()
        if self._settings_wanted:
            self._open_settings()

    def _on_settings(self) -> None:
        self._header.show_settings()
        self._set_tab_order()
        self._form.server_changed()
        self._reporter.show_standing()

    def _submit(self) -> None:
        self._submissions.submit(self._form.filled())

    def _check(self) -> None:
        filled = self._form.filled()
        if not self._desk.is_ready or filled.scope is None or not filled.text.strip():
            self._form.number.setFocus()
            return
        try:
            number = self._desk.read_number(filled.text)
        except ProblemError as error:
            self._form.show_problem(error)
            self._form.number.setFocus()
            return
        self._reporter.expect_check(number.shown)
        self._desk.check(number, filled.scope)

    def _clear(self) -> None:
        entered = self._form.number.text()
        self._submissions.withdraw(entered)
        self._form.clear()
        self._reporter.on_cleared(entered)
        self._form.number.setFocus()

    def _act(self, act: Act) -> None:
        if act is Act.TRY_NOW:
            self._desk.try_now()
        elif act is Act.SETTINGS:
            self._open_settings()
        elif act is Act.PUT_BACK:
            self._reporter.put_back()

    def _show_banner(self) -> None:
        # Where the column has to scroll, the result must be seen even so.
        self._scroll.ensureWidgetVisible(self._banner, 0, _GAP)

    def _show_number(self) -> None:
        self._scroll.ensureWidgetVisible(self._form.number, 0, _GAP * 3)

    def _use_server(self, name: str) -> None:
        server = self._desk.settings.find(name)
        if server is not None:
            self._desk.save(server, None, server.name)

    def _open_settings(self) -> None:
        from dncdesk.ui.settings_dialog import SettingsDialog

        # Before the settings are read, the dialog would show none, and saving them would lose the real ones.
        self._settings_wanted = not self._desk.is_ready
        if self._desk.is_ready and QApplication.activeModalWidget() is None:
            SettingsDialog(self._desk, self).open()

    def _on_saved(self, note: Sentence | None) -> None:
        self._footer.show_note(text(note) if note is not None else "")

    def _reset_practice(self) -> None:
        self._desk.reset_practice()
        words = self.tr("The practice dialler is as it was at first. The log stays.")
        self._reporter.say(Tone.NEUTRAL, self.tr("Practice starts over"), words)
        self._form.number.setFocus()

    def _show_about(self) -> None:
        from dncdesk.ui.about import AboutBox

        AboutBox(__version__, self).open()
