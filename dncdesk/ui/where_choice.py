"""Choosing where: campaigns or everywhere, on this dialler or on every one, and what the checklist says about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from dncdesk.core.outcome import Tone
from dncdesk.core.scope import Scope, Where
from dncdesk.ui.buttons import LinkButton
from dncdesk.ui.campaign_box import CampaignBox
from dncdesk.ui.chosen_line import ChosenLine
from dncdesk.ui.labels import ElidedLabel
from dncdesk.ui.toggle import Toggle
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk


class WhereChoice(QObject):
    """The box, the switch and what belongs to them, for the form and for a list. Who shows them lays them out."""

    changed = Signal()
    """What is chosen may be another now, or what is said of it."""
    everywhere_taken = Signal()
    """Everywhere was taken instead of a campaign that would not do."""

    def __init__(self, desk: Desk, parent: QWidget, *, prefix: str = "") -> None:
        """The widgets' names begin with `prefix`, so that each can be found by its name."""
        super().__init__(parent)
        self._desk = desk
        self._server_name: str | None = None
        self._unsaid: tuple[str, ...] = ()
        self.campaign = CampaignBox()
        if (line := self.campaign.lineEdit()) is not None:
            ChosenLine(self.campaign, line)
        self.everywhere = Toggle(self.tr("Block &everywhere"))
        self.everywhere.setAccessibleName(self.tr("Block everywhere"))
        self.servers = QComboBox()
        self.servers.setAccessibleName(self.tr("Everywhere on"))
        self.servers.addItem(self.tr("on this dialler"))
        self.servers.addItem(self.tr("on every dialler"))
        self.servers.hide()
        self.instead = LinkButton(self.tr("Block everywhere instead"))
        self.instead.hide()
        # Room for a second line: advice may need it, and nothing below may move.
        self._covers = ElidedLabel(lines=2)
        for widget, name in (
            (self.campaign, "campaignBox"),
            (self.everywhere, "everywhereToggle"),
            (self.servers, "everywhereServersBox"),
            (self.instead, "everywhereInstead"),
            (self._covers, "advice"),
        ):
            widget.setObjectName(f"{prefix}{name[:1].upper()}{name[1:]}" if prefix else name)
        self.campaign.chosen.connect(self.refresh)
        self.everywhere.toggled.connect(self.refresh)
        self.servers.activated.connect(self._choose_servers)
        self.instead.clicked.connect(self._take_everywhere)

    def everywhere_row(self) -> QHBoxLayout:
        """The switch, which diallers it means, and the way out of a campaign that will not do."""
        row = QHBoxLayout()
        row.addWidget(self.everywhere)
        row.addWidget(self.servers)
        row.addStretch(1)
        row.addWidget(self.instead)
        return row

    def covers_row(self) -> QHBoxLayout:
        """What is said of the choice, below the switch."""
        row = QHBoxLayout()
        row.addSpacing(self.everywhere.text_left())
        row.addWidget(self._covers, 1)
        return row

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here."""
        return [self.campaign, self.everywhere, self.servers, self.instead]

    def where(self) -> Where | None:
        """All that is to be blocked; None while no campaign is chosen."""
        if self.everywhere.isChecked():
            return self.all_of_it()
        try:
            scopes = tuple(Scope(campaign) for campaign in self.campaign.campaigns())
        except ValueError:
            return None
        return Where(scopes) if scopes else None

    def all_of_it(self) -> Where:
        """What everywhere means: on the dialler in use, or on every one."""
        settings = self._desk.settings
        return Where((Scope(),), every_server=settings.every_server and len(settings.servers) > 1)

    def choose(self, scope: Scope) -> None:
        """Stand for `scope`."""
        self.everywhere.setChecked(scope.everywhere)
        if scope.campaign_id is not None:
            self.campaign.choose(scope.campaign_id)

    def offer_campaigns(self) -> None:
        """Take the campaigns, and at the first time the last choice, from the desk."""
        last = self._desk.last_scope
        server, campaigns = self._desk.settings.find(), self._desk.campaigns
        own, self._unsaid = self._desk.own_lists(campaigns)
        groups = server.groups if server else ()
        self.campaign.offer(campaigns, last=last.campaign_id if last else None, groups=groups, own=own)

    def server_changed(self) -> None:
        """Follow the settings: another server has campaigns and a last choice of its own."""
        server = self._desk.settings.find()
        name = server.name if server else None
        if name != self._server_name:
            chosen = self.where()
            chosen_at_the_start = self._server_name is None and chosen is not None and len(chosen.scopes) == 1
            self._server_name = name
            if not chosen_at_the_start:
                last = self._desk.last_scope
                self.everywhere.setChecked(last is not None and last.everywhere)
                self.campaign.forget()
        self.servers.setCurrentIndex(int(self._desk.settings.every_server))
        self.offer_campaigns()
        self.refresh()

    def refresh(self) -> None:
        """Show what follows from the choice."""
        self.campaign.setEnabled(not self.everywhere.isChecked())
        self._advise(self.where() if self._desk.is_ready else None)
        self.changed.emit()

    def _advise(self, where: Where | None) -> None:
        """Say what the administrator's checklist has against the choice; else, what the switch does."""
        scopes = where.scopes if where is not None else ()
        found = [advice for scope in scopes if (advice := self._desk.advice(scope)) is not None]
        said = [text(advice) for advice in found]
        calm = where is None or where.everywhere
        if not calm and self.campaign.all_own and self._unsaid:
            unsaid = self.tr("Nobody has said whether these use their own list: {campaigns}.")
            said.append(unsaid.format(campaigns=", ".join(self._unsaid)))
        covers = self.tr("Internal list: every campaign that uses it")
        words = " ".join(said) or covers
        if said and calm:
            words = self.tr("Internal list. {advice}").format(advice=words)
        self._covers.show_text(words, Tone.NEUTRAL if calm or not said else Tone.WARNING)
        self.everywhere.setAccessibleDescription(words if calm else covers)
        self.campaign.setAccessibleDescription("" if calm else " ".join(said))
        several = len(self._desk.settings.servers) > 1 and self._desk.is_ready
        scope = where.single if where is not None else None
        instead = scope is not None and self._desk.everywhere_instead(scope)
        self.instead.setVisible(instead)
        self.servers.setVisible(several and not instead)
        self.servers.setEnabled(self.everywhere.isChecked() and "every_server" not in self._desk.settings.locked)
        if several:  # the line keeps its height, whichever of the two stands on it
            self.everywhere.setMinimumHeight(self.servers.sizeHint().height())

    def _choose_servers(self, index: int) -> None:
        self._desk.keep(every_server=bool(index))

    def _take_everywhere(self) -> None:
        self.everywhere.setChecked(True)
        self.everywhere_taken.emit()
