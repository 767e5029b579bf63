"""Where and when for a whole list: the same choice as in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dncdesk.ui.details import DetailFields
from dncdesk.ui.where_choice import WhereChoice

if TYPE_CHECKING:
    from dncdesk.core.scope import Where
    from dncdesk.desk.desk import Desk


class ListScope(QWidget):
    """Campaigns or everywhere, asked at and note, for every number of the list."""

    changed = Signal()
    """The choice of where may be another."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._where = WhereChoice(desk, self, prefix="list")
        self.details = DetailFields()
        for field in self.details.tab_chain():
            # The form's own names are others' to find the form by.
            field.setObjectName(f"list{field.objectName()[:1].upper()}{field.objectName()[1:]}")
        label = QLabel(self.tr("&Campaign"))
        label.setBuddy(self._where.campaign)
        campaign = QHBoxLayout()
        campaign.setSpacing(10)
        campaign.addWidget(label)
        campaign.addWidget(self._where.campaign, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(campaign)
        column.addLayout(self._where.everywhere_row())
        column.addLayout(self._where.covers_row())
        column.addWidget(self.details)
        self._where.server_changed()
        self._where.changed.connect(self.changed)
        desk.campaigns_changed.connect(self._where.offer_campaigns)
        desk.settings_changed.connect(self._where.server_changed)

    def where(self) -> Where | None:
        """All that is to be blocked; None while no campaign is chosen."""
        return self._where.where()

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here."""
        return [*self._where.tab_chain(), *self.details.tab_chain()]
