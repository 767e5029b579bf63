"""The form: whose number, where, and the buttons. It reads; it sends nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dncdesk.core.details import Details
from dncdesk.core.scope import Scope
from dncdesk.ui.buttons import PromptButton, StrongButton
from dncdesk.ui.details import AskedInFutureError, DetailFields
from dncdesk.ui.labels import set_font
from dncdesk.ui.number_field import NumberField, Reading
from dncdesk.ui.where_choice import WhereChoice

if TYPE_CHECKING:
    from dncdesk.core.scope import Where
    from dncdesk.core.sentences import ProblemError
    from dncdesk.desk.desk import Desk


_NAMED = 2
"""So many campaigns are named on the button; more are counted."""


@dataclass(frozen=True)
class Filled:
    """The form as it was when somebody pressed Enter.

    `where` None means that nothing was chosen, `asked_at` None just now, `scope_asked` None that they asked for what is
    done.
    """

    text: str
    where: Where | None
    asked_at: datetime | None
    details: Details
    scope_asked: Scope | None

    @property
    def scope(self) -> Scope | None:
        """The one scope; None where nothing was chosen, or several campaigns."""
        return self.where.scopes[0] if self.where is not None and len(self.where.scopes) == 1 else None


class Form(QWidget):
    """One calm column from the number to the button."""

    block_wanted = Signal()
    check_wanted = Signal()
    where_changed = Signal()
    """The campaign, or whether it is everywhere, may be another now."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._handed_in: str | None = None

        self.number = NumberField()
        self.number.setObjectName("numberField")
        self.number.setAccessibleName(self.tr("Number to block"))
        self._reading = Reading()
        self.offer = self._reading.offer
        self._where = WhereChoice(desk, self)
        self.details = DetailFields()
        self._block = StrongButton()
        self._block.setObjectName("blockButton")
        self._check = PromptButton(self.tr("Chec&k"))
        self._check.setObjectName("checkButton")
        self._check.setAccessibleName(self.tr("Check"))
        self._check.setToolTip(self.tr("Asks the dialler whether the number is blocked. Changes nothing there."))
        self._check.setAutoDefault(True)
        self._check.setMinimumHeight(self._block.minimumHeight())

        self._lay_out()
        self._connect()
        self._where.refresh()
        self._reading.show_hint()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(_heading(self.tr("&Number to block"), self.number))
        column.addWidget(self.number)
        column.addSpacing(2)
        column.addWidget(self._reading)
        column.addSpacing(2)
        column.addWidget(_heading(self.tr("&Campaign"), self._where.campaign))
        column.addWidget(self._where.campaign)
        column.addSpacing(4)
        column.addLayout(self._where.everywhere_row())
        column.addLayout(self._where.covers_row())
        column.addSpacing(4)
        column.addWidget(self.details)
        column.addSpacing(4)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self._block, 1)
        buttons.addWidget(self._check)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.number.textChanged.connect(self.read_again)
        self.number.submitted.connect(self.block_wanted)
        self._where.changed.connect(self._show_button)
        self._where.everywhere_taken.connect(self._back_to_number)
        self._block.clicked.connect(self.block_wanted)
        self._check.clicked.connect(self.check_wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter blocks and Escape clears from anywhere in the form; an open list, or a button, takes them first."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.block_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.number.escaped.emit()
        else:
            super().keyPressEvent(event)

    def where(self) -> Where | None:
        """All that is to be blocked; None while no campaign is chosen."""
        return self._where.where()

    def everywhere(self) -> Where:
        """What everywhere means: on the dialler in use, or on every one."""
        return self._where.all_of_it()

    def scope(self) -> Scope | None:
        """The one scope to block; None while no campaign is chosen, or several."""
        return self.filled().scope

    def filled(self) -> Filled:
        """The form as it stands."""
        details = self.details
        return Filled(self.number.text(), self.where(), details.asked_at(), details.details(), details.scope_asked())

    @property
    def blank(self) -> bool:
        """Whether nothing has been entered."""
        return not self.number.text().strip() and self.details.blank

    def clear(self) -> None:
        """Empty the number and the details; the choice of where stays."""
        self.number.clear()
        self.details.reset()

    def clear_if_still(self, was: Filled) -> None:
        """Empty what still stands as it was sent; what has been typed since stays."""
        if self.number.text() == was.text:
            self.number.clear()
        if self._details_are(was):
            self.details.reset()

    def expect_next(self) -> None:
        """What stands in the number field has been taken: what is typed now replaces it."""
        self.number.selectAll()

    def give_back(self, was: Filled) -> None:
        """Put what is not on disk back into the form, unless something else is being typed."""
        if not self.number.text().strip():
            self.number.setText(was.text)
        if self.number.text() == was.text:
            self.number.end(False)
            if self.details.blank:
                self.details.put(was.asked_at, was.details, was.scope_asked)

    def hand_in(self, content: str) -> None:
        """Put `content`, which a link or another start brings, into the field and select it."""
        self.number.setText(content)
        self.number.selectAll()
        self._handed_in = self.number.text()
        self.read_again()

    def put_back(self, was: Filled) -> None:
        """Put what is not on disk into the form; Ctrl+Z brings back what it takes the place of."""
        self.fill(was.text)
        self.details.put(was.asked_at, was.details, was.scope_asked)
        self.number.setFocus()

    def fill(self, number: str) -> None:
        """Put a number into the field; Ctrl+Z brings back what it takes the place of."""
        self.number.selectAll()
        self.number.insert(number)

    def repeat(self, number: str, scope: Scope) -> None:
        """Put a number and where to block it into the form; sending it is left to a person."""
        self.fill(number)
        self._where.choose(scope)
        self._block.setFocus()

    def offer_campaigns(self) -> None:
        """Take the campaigns, and at the first time the last choice, from the desk."""
        self._where.offer_campaigns()

    def server_changed(self) -> None:
        """Follow the settings: another server has campaigns and a last choice of its own."""
        self._where.server_changed()
        self.read_again()

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here, as the eye does."""
        return [
            *(self.number, self.offer),
            *self._where.tab_chain(),
            *self.details.tab_chain(),
            *(self._block, self._check),
        ]

    def read_again(self) -> None:
        """Read what stands in the number field, as far as it can be read yet."""
        if not self._desk.is_ready or not self.number.text().strip():
            self._reading.show_hint()
            return
        content = self.number.text()
        finished = content == self._handed_in
        self._reading.show_typing(content, self._desk.read_number, self._home(), finished=finished)

    def show_problem(self, error: ProblemError) -> None:
        """Say beside the field that is at fault why nothing was sent, and lead the keyboard there."""
        if isinstance(error, AskedInFutureError):
            self.details.show_problem(error)
        else:
            self._reading.show_problem(error)
            self.number.setFocus()

    def focus_campaign(self) -> None:
        """Lead the keyboard to the campaign box."""
        self._where.campaign.setFocus()

    def _details_are(self, was: Filled) -> bool:
        now = (self.details.asked_at(), self.details.details(), self.details.scope_asked())
        return now == (was.asked_at, was.details, was.scope_asked)

    def _home(self) -> str:
        server = self._desk.settings.find()
        return server.country if server else ""

    def _show_button(self) -> None:
        where = self.where()
        starting = not self._desk.is_ready
        if starting and where is None:
            words = self.tr("&Block")
        elif not starting and self._desk.settings.find() is None:
            words = self.tr("Set up a dialler first")
        elif where is None:
            words = self.tr("Choose a campaign")
        elif where.every_server:
            count = len(self._desk.settings.servers)
            words = self.tr("&Block everywhere on {count} diallers").format(count=count)
        elif where.everywhere:
            words = self.tr("&Block everywhere")
        elif len(where.scopes) > _NAMED:
            words = self.tr("&Block in {count} campaigns").format(count=len(where.scopes))
        else:
            named = ", ".join(str(scope) for scope in where.scopes)
            words = self.tr("&Block in {campaign}").format(campaign=named.replace("&", "&&"))
        self._block.setText(words)
        self._block.setAccessibleName(words.replace("&&", "\0").replace("&", "").replace("\0", "&"))
        # While the program starts, Enter is kept: the last choice of where is not known yet.
        able = starting or (where is not None and self._desk.settings.find() is not None)
        self._block.setEnabled(able)
        self._check.setEnabled(able)
        self.where_changed.emit()

    def _back_to_number(self) -> None:
        self.number.setFocus()


def _heading(words: str, buddy: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(buddy)
    set_font(label)
    return label
