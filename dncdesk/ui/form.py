"""The form: whose number, where, and the buttons. It reads; it sends nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dncdesk.core.details import Details
from dncdesk.core.outcome import Tone
from dncdesk.core.scope import Scope, Where
from dncdesk.ui.buttons import LinkButton, PromptButton, StrongButton
from dncdesk.ui.campaign_box import CampaignBox
from dncdesk.ui.chosen_line import ChosenLine
from dncdesk.ui.details import AskedInFutureError, DetailFields
from dncdesk.ui.labels import ElidedLabel, set_font
from dncdesk.ui.number_field import NumberField, Reading
from dncdesk.ui.toggle import Toggle
from dncdesk.ui.words import text

if TYPE_CHECKING:
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
        self._server_name: str | None = None
        self._handed_in: str | None = None
        self._unsaid: tuple[str, ...] = ()

        self.number = NumberField()
        self.number.setObjectName("numberField")
        self.number.setAccessibleName(self.tr("Number to block"))
        self._reading = Reading()
        self.offer = self._reading.offer
        self._campaign = CampaignBox()
        self._campaign.setObjectName("campaignBox")
        if (line := self._campaign.lineEdit()) is not None:
            ChosenLine(self._campaign, line)
        self._everywhere = Toggle(self.tr("Block &everywhere"))
        self._everywhere.setObjectName("everywhereToggle")
        self._everywhere.setAccessibleName(self.tr("Block everywhere"))
        self._servers = QComboBox()
        self._servers.setObjectName("everywhereServersBox")
        self._servers.setAccessibleName(self.tr("Everywhere on"))
        self._servers.addItem(self.tr("on this dialler"))
        self._servers.addItem(self.tr("on every dialler"))
        self._servers.hide()
        self._instead = LinkButton(self.tr("Block everywhere instead"))
        self._instead.setObjectName("everywhereInstead")
        self._instead.hide()
        # Room for a second line: advice may need it, and nothing below may move.
        self._covers = ElidedLabel(lines=2)
        self._covers.setObjectName("advice")
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
        self._where_changed()
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
        column.addWidget(_heading(self.tr("&Campaign"), self._campaign))
        column.addWidget(self._campaign)
        column.addSpacing(4)
        everywhere = QHBoxLayout()
        everywhere.addWidget(self._everywhere)
        everywhere.addWidget(self._servers)
        everywhere.addStretch(1)
        everywhere.addWidget(self._instead)
        column.addLayout(everywhere)
        covers = QHBoxLayout()
        covers.addSpacing(self._everywhere.text_left())
        covers.addWidget(self._covers, 1)
        column.addLayout(covers)
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
        self._campaign.chosen.connect(self._where_changed)
        self._everywhere.toggled.connect(self._where_changed)
        self._servers.activated.connect(self._choose_servers)
        self._instead.clicked.connect(self._choose_everywhere)
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
        if self._everywhere.isChecked():
            return self.everywhere()
        try:
            scopes = tuple(Scope(campaign) for campaign in self._campaign.campaigns())
        except ValueError:
            return None
        return Where(scopes) if scopes else None

    def everywhere(self) -> Where:
        """What everywhere means: on the dialler in use, or on every one."""
        settings = self._desk.settings
        return Where((Scope(),), every_server=settings.every_server and len(settings.servers) > 1)

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
        self._everywhere.setChecked(scope.everywhere)
        if scope.campaign_id is not None:
            self._campaign.choose(scope.campaign_id)
        self._block.setFocus()

    def offer_campaigns(self) -> None:
        """Take the campaigns, and at the first time the last choice, from the desk."""
        last = self._desk.last_scope
        server, campaigns = self._desk.settings.find(), self._desk.campaigns
        own, self._unsaid = self._desk.own_lists(campaigns)
        groups = server.groups if server else ()
        self._campaign.offer(campaigns, last=last.campaign_id if last else None, groups=groups, own=own)

    def server_changed(self) -> None:
        """Follow the settings: another server has campaigns and a last choice of its own."""
        server = self._desk.settings.find()
        name = server.name if server else None
        if name != self._server_name:
            chosen_at_the_start = self._server_name is None and self.scope() is not None
            self._server_name = name
            if not chosen_at_the_start:
                last = self._desk.last_scope
                self._everywhere.setChecked(last is not None and last.everywhere)
                self._campaign.forget()
        self._servers.setCurrentIndex(int(self._desk.settings.every_server))
        self.offer_campaigns()
        self._where_changed()
        self.read_again()

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here, as the eye does."""
        return [
            *(self.number, self.offer, self._campaign, self._everywhere, self._servers, self._instead),
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
        self._campaign.setFocus()

    def _details_are(self, was: Filled) -> bool:
        now = (self.details.asked_at(), self.details.details(), self.details.scope_asked())
        return now == (was.asked_at, was.details, was.scope_asked)

    def _home(self) -> str:
        server = self._desk.settings.find()
        return server.country if server else ""

    def _where_changed(self) -> None:
        everywhere = self._everywhere.isChecked()
        self._campaign.setEnabled(not everywhere)
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
        elif everywhere:
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
        self._advise(where if self._desk.is_ready else None)
        self.where_changed.emit()

    def _advise(self, where: Where | None) -> None:
        """Say what the administrator's checklist has against the choice; else, what the switch does."""
        scopes = where.scopes if where is not None else ()
        found = [advice for scope in scopes if (advice := self._desk.advice(scope)) is not None]
        said = [text(advice) for advice in found]
        calm = where is None or where.everywhere
        if not calm and self._campaign.all_own and self._unsaid:
            unsaid = self.tr("Nobody has said whether these use their own list: {campaigns}.")
            said.append(unsaid.format(campaigns=", ".join(self._unsaid)))
        covers = self.tr("Internal list: every campaign that uses it")
        words = " ".join(said) or covers
        if said and calm:
            words = self.tr("Internal list. {advice}").format(advice=words)
        self._covers.show_text(words, Tone.NEUTRAL if calm or not said else Tone.WARNING)
        self._everywhere.setAccessibleDescription(words if calm else covers)
        self._campaign.setAccessibleDescription("" if calm else " ".join(said))
        several = len(self._desk.settings.servers) > 1 and self._desk.is_ready
        scope = where.single if where is not None else None
        instead = scope is not None and self._desk.everywhere_instead(scope)
        self._instead.setVisible(instead)
        self._servers.setVisible(several and not instead)
        self._servers.setEnabled(self._everywhere.isChecked() and "every_server" not in self._desk.settings.locked)
        if several:  # the line keeps its height, whichever of the two stands on it
            self._everywhere.setMinimumHeight(self._servers.sizeHint().height())

    def _choose_servers(self, index: int) -> None:
        self._desk.keep(every_server=bool(index))

    def _choose_everywhere(self) -> None:
        self._everywhere.setChecked(True)
        self.number.setFocus()


def _heading(words: str, buddy: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(buddy)
    set_font(label)
    return label
