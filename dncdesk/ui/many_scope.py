"""Where and when for a whole list: the same choice as in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dncdesk.core.outcome import Tone
from dncdesk.core.scope import Scope
from dncdesk.ui.campaign_box import CampaignBox
from dncdesk.ui.details import DetailFields
from dncdesk.ui.labels import ElidedLabel
from dncdesk.ui.toggle import Toggle
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk


class ListScope(QWidget):
    """Campaign or everywhere, asked at and note, for every number of the list."""

    changed = Signal()
    """The choice of where is another."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._campaign = CampaignBox()
        self._campaign.setObjectName("listCampaignBox")
        self._everywhere = Toggle(self.tr("Block &everywhere"))
        self._everywhere.setObjectName("listEverywhereToggle")
        self._everywhere.setAccessibleName(self.tr("Block everywhere"))
        self._covers = ElidedLabel(lines=2)
        self._covers.setObjectName("listAdvice")
        self.details = DetailFields()
        for field in self.details.tab_chain():
            # The form's own names are others' to find the form by.
            field.setObjectName(f"list{field.objectName()[:1].upper()}{field.objectName()[1:]}")
        label = QLabel(self.tr("&Campaign"))
        label.setBuddy(self._campaign)
        where = QHBoxLayout()
        where.setSpacing(10)
        where.addWidget(label)
        where.addWidget(self._campaign, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(where)
        column.addWidget(self._everywhere)
        column.addWidget(self._covers)
        column.addWidget(self.details)
        last = desk.last_scope
        self._everywhere.setChecked(last is not None and last.everywhere)
        self.offer_campaigns()
        self._campaign.chosen.connect(self._where_changed)
        self._everywhere.toggled.connect(self._where_changed)
        desk.campaigns_changed.connect(self.offer_campaigns)
        self._where_changed()

    def offer_campaigns(self) -> None:
        """Take the campaigns, and at the first time the last choice, from the desk."""
        last = self._desk.last_scope
        self._campaign.offer(self._desk.campaigns, last=last.campaign_id if last else None)

    def scope(self) -> Scope | None:
        """Where to block; None while no campaign is chosen."""
        if self._everywhere.isChecked():
            return Scope()
        campaign = self._campaign.campaign()
        try:
            return Scope(campaign) if campaign else None
        except ValueError:
            return None

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here."""
        return [self._campaign, self._everywhere, *self.details.tab_chain()]

    def _where_changed(self) -> None:
        everywhere = self._everywhere.isChecked()
        self._campaign.setEnabled(not everywhere)
        scope = self.scope()
        advice = self._desk.advice(scope) if scope is not None else None
        covers = self.tr("Internal list: every campaign that uses it") if everywhere else ""
        self._covers.show_text(
            covers if advice is None else text(advice),
            Tone.NEUTRAL if advice is None or everywhere else Tone.WARNING,
        )
        self._covers.setVisible(bool(self._covers.text()))
        self.changed.emit()
