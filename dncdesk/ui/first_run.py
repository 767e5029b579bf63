"""Setting up the first server in three steps: the address, the account, what was found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from dncdesk.core.settings import Server
from dncdesk.ui.buttons import PromptButton, StrongButton
from dncdesk.ui.first_account import AccountPage
from dncdesk.ui.first_address import AddressPage
from dncdesk.ui.first_found import FoundPage
from dncdesk.ui.first_page import FirstPage, Steps, wrapped
from dncdesk.ui.labels import set_font
from dncdesk.ui.scrolling import scrolling
from dncdesk.ui.theme import window_icon
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.core.sentences import Sentence
    from dncdesk.desk.desk import Desk

_MARGIN = 22
_BUTTON = 24  # letters


class FirstRun(QWidget):
    """Stands in the place of the form until a server is set up, or until somebody leaves it."""

    finished = Signal()
    """The server is set up and kept."""
    left = Signal()
    """Somebody has left; what is typed stays here."""
    stepped = Signal(str)
    """Another step is shown: which one, in words."""
    practice_wanted = Signal()
    """Somebody wants to practise without a server."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Set up the first server; where the organisation has prepared one, ask for the account alone."""
        super().__init__(parent)
        self._desk = desk
        prepared = desk.settings.find()
        self._kept = prepared
        self._keeping = prepared
        self._locked = "servers" in desk.settings.locked
        self._saving = False
        self._last_saving = False
        draft = prepared or Server(name="Main", url="", user="", country=_home())
        self._address = AddressPage(desk.setup, draft)
        user_is_set = self._locked and bool(draft.user)
        self._account = AccountPage(desk.setup, draft, user_is_set=user_is_set)
        self._found = FoundPage(desk)
        self._pages: list[FirstPage] = [self._account, self._found]
        if prepared is None:
            self._pages.insert(0, self._address)
        self.setObjectName("firstRun")
        self._steps = Steps(len(self._pages))
        self._step = wrapped("")
        self._stack = QStackedWidget()
        self._back = PromptButton(self.tr("&Back"))
        self._back.setObjectName("firstBack")
        self._back.clicked.connect(self.go_back)
        self._later = PromptButton(self.tr("Not no&w"))
        self._later.setObjectName("firstLater")
        self._later.setToolTip(self.tr("Escape. The menu and the result's card lead back here."))
        self._later.clicked.connect(self.leave)
        for button in (self._back, self._later):
            button.setAutoDefault(True)  # Enter is the button's while the keyboard is on it
        self._go_on = StrongButton()
        self._go_on.setObjectName("firstGoOn")
        self._go_on.setMinimumWidth(self._go_on.fontMetrics().averageCharWidth() * _BUTTON)
        self._go_on.clicked.connect(self._forward)
        self._lay_out()
        for page in self._pages:
            page.changed.connect(self._follow)
        self._address.passed.connect(self._on_address)
        self._address.practice_wanted.connect(self.practice_wanted)
        self._account.passed.connect(self._on_account)
        self._found.passed.connect(self._on_found)
        desk.saved.connect(self._on_saved)
        desk.notice.connect(self._on_notice)
        self._show(self._pages[0])

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        icon = QLabel()
        icon.setPixmap(window_icon().pixmap(32, 32))
        name = QLabel(self.tr("Set up dncdesk"))
        set_font(name)
        head.addWidget(icon)
        head.addWidget(name, 1)
        head.addWidget(self._step, 0, Qt.AlignmentFlag.AlignRight)
        self._step.setWordWrap(False)
        for page in self._pages:
            page.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
            self._stack.addWidget(scrolling(page))
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._back)
        foot.addWidget(self._later)
        foot.addStretch(1)
        foot.addWidget(self._go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 18, 0, 14)
        column.setSpacing(12)
        for part in (head, self._steps):
            row = QVBoxLayout()
            row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
            if isinstance(part, QWidget):
                row.addWidget(part)
            else:
                row.addLayout(part)
            column.addLayout(row)
        column.addSpacing(4)
        column.addWidget(self._stack, 1)
        foot.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        column.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter goes on and Escape leaves, from anywhere; a list that is open, or a button, takes them first."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self._forward()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @property
    def page(self) -> FirstPage:
        """The step that is shown."""
        return self._pages[self._stack.currentIndex()]

    def begin(self) -> None:
        """Give the keyboard to the step that is shown."""
        self.stepped.emit(self._step.text())
        self.page.begin()

    def leave(self) -> None:
        """Leave the steps; where everything is kept already, that is their end."""
        self.page.stop()
        if self.page is self._found:
            self._forward()
        else:
            self.left.emit()

    def go_back(self) -> None:
        """Go to the step before; what is typed stays."""
        number = self._pages.index(self.page)
        if number:
            self.page.stop()
            self._saving = False
            self._show(self._pages[number - 1])

    def say(self, words: str) -> None:
        """Say `words` in the first step."""
        self._address.say(words)

    def _forward(self) -> None:
        if not self._saving:
            self.page.go_on()

    def _show(self, page: FirstPage) -> None:
        number = self._pages.index(page)
        self._stack.setCurrentIndex(number)
        self._steps.show_step(number)
        words = self.tr("Step {number} of {count}").format(number=number + 1, count=len(self._pages))
        self._step.show_text(words)
        self.stepped.emit(words)
        self._back.setVisible(number > 0)
        self._later.setVisible(page is not self._found)
        self._follow()
        page.begin()

    def _follow(self) -> None:
        words = self.page.go_on_words()
        self._go_on.setText(words)
        self._go_on.setAccessibleName(words.replace("&", ""))
        self._go_on.setEnabled(self.page.able and not self._saving)

    def _on_address(self) -> None:
        self._account.use(self._address.server)
        self._show(self._account)

    def _on_account(self) -> None:
        exploration = self._account.exploration
        if exploration is None:
            return
        server = self._account.server
        if not self._locked:
            server = replace(server, country=exploration.habit.country, number_form=exploration.habit.form.value)
        # Kept before it is shown: whoever closes the window now has all set up.
        self._save(server, self._account.password.text())

    def _on_found(self) -> None:
        server = self._found.chosen(self._kept) if self._kept is not None and not self._locked else self._kept
        if server is None or server == self._kept:
            self.finished.emit()
            return
        self._last_saving = True
        self._save(server, None)

    def _save(self, server: Server, password: str | None) -> None:
        self._saving = True
        self._follow()
        before = self._kept.name if self._kept is not None else None
        self._keeping = server
        self._desk.save(server, password, before)

    def _on_saved(self, note: Sentence | None) -> None:
        if not self._saving:
            self._on_saved_elsewhere()
            return
        self._saving = False
        self._kept = self._keeping
        if self._kept is None or self._last_saving or self._account.exploration is None:
            self.finished.emit()
            return
        self._found.show_found(self._kept, self._account.exploration, note, locked=self._locked)
        self._show(self._found)

    def _on_saved_elsewhere(self) -> None:
        """The checklist is saved on its own while this is open; and the settings may have set a server up."""
        if self._kept is not None:
            self._kept = self._desk.settings.find(self._kept.name) or self._kept
        elif self._desk.settings.find() is not None:
            self.finished.emit()

    def _on_notice(self, sentence: Sentence) -> None:
        if self._saving:
            self._saving = False
            self._last_saving = False
            self._show(self._account)
            self._account.show_problem(text(sentence))


def _home() -> str:
    """The country of this computer's settings, as far as it is known."""
    code = QLocale.territoryToCode(QLocale.system().territory())
    return code if len(code) == 2 else "US"
