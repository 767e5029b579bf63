"""What a campaign box offers: campaigns one by one, those that are chosen together, all with a list of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from dncdesk.ui.labels import as_plain

if TYPE_CHECKING:
    from dncdesk.core.groups import Group

_WORD = Qt.ItemDataRole.UserRole
"""What a row is known as: a campaign's id, or words that are none."""
_IDS = Qt.ItemDataRole.UserRole + 1
"""The campaigns that a row stands for: one, or those of a group."""
_TICK = Qt.ItemDataRole.CheckStateRole
_ALL = "all of these"
"""What stands in a campaign's place for all of them; an id has no spaces."""


class Choice(Protocol):
    """A campaign as the dialler or the settings name it."""

    @property
    def id(self) -> str:
        """The campaign's id, which is what is sent."""

    @property
    def name(self) -> str:
        """Its name for people; may be empty."""

    @property
    def active(self) -> bool:
        """Whether it dials at present."""


class CampaignRows(QStandardItemModel):
    """One row for each campaign, which can be ticked; below them those that stand for several, which cannot."""

    known = False
    """Whether the campaigns are known; else any id may be one."""

    def offer(self, choices: Iterable[Choice], groups: Iterable[Group], own: tuple[str, ...], *, else_: str) -> None:
        """Offer `choices` or, while none are known, the campaign `else_` (empty for none); then `groups` and `own`."""
        self.clear()
        for choice in choices:
            self.appendRow(self._campaign(choice.id, choice.name, active=choice.active))
        self.known = self.rowCount() > 0
        if not self.known and else_:
            self.appendRow(self._campaign(else_, "", active=True))
        for group in groups:
            ids = tuple(c for c in group.campaigns if self.row_of_id(c) >= 0 or not self.known)
            if ids:
                self.appendRow(_row(f"{group.name}: {', '.join(ids)}", f"group {group.name}", ids))
        if len(own) > 1:
            label = self.tr("All campaigns that use their own list ({count})").format(count=len(own))
            self.appendRow(_row(label, _ALL, own))

    def word(self, row: int) -> str:
        """What a row is known as: a campaign's id."""
        return str(self.item(row).data(_WORD))

    def ids(self, row: int) -> tuple[str, ...]:
        """The campaigns that a row stands for."""
        return tuple(str(campaign) for campaign in self.item(row).data(_IDS))

    def is_all(self, row: int) -> bool:
        """Whether a row stands for all campaigns that use a list of their own."""
        return self.word(row) == _ALL

    def row_of(self, word: str | None) -> int:
        """The row that is known as `word`; -1 where there is none."""
        return next((row for row in range(self.rowCount()) if self.word(row) == word), -1)

    def row_for(self, typed: str) -> int:
        """The row that `typed` names: its whole label, its id, or as the only one that holds the text; -1 for none."""
        wanted = typed.strip().casefold()
        if not wanted:
            return -1
        rows = [self.item(row) for row in range(self.rowCount())]
        for role in (Qt.ItemDataRole.DisplayRole, _WORD):
            for row, item in enumerate(rows):
                if str(item.data(role)).strip().casefold() == wanted:
                    return row
        holding = [row for row, item in enumerate(rows) if wanted in item.text().casefold()]
        # A campaign that is named in its group's label as well is meant itself.
        found = [row for row in holding if self._is_tickable(row)] or holding
        return found[0] if len(found) == 1 else -1

    def row_of_id(self, wanted: str) -> int:
        """The row of the one campaign whose id is `wanted`, in capitals or not; -1 where there is none."""
        alike = wanted.casefold()
        rows = range(self.rowCount())
        return next((row for row in rows if self.word(row).casefold() == alike and self._is_tickable(row)), -1)

    def tick(self, campaigns: tuple[str, ...]) -> None:
        """Tick the rows of `campaigns`, and no others."""
        for row in filter(self._is_tickable, range(self.rowCount())):
            ticked = self.word(row) in campaigns
            self.item(row).setData(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked, _TICK)

    def _is_tickable(self, row: int) -> bool:
        return self.item(row).data(_TICK) is not None

    def _campaign(self, campaign: str, name: str, *, active: bool) -> QStandardItem:
        label = f"{campaign}   {name}" if name and name != campaign else campaign
        if not active:
            label = self.tr("{campaign} (inactive)").format(campaign=label)
        item = _row(label, campaign, (campaign,))
        item.setData(Qt.CheckState.Unchecked, _TICK)
        return item


def _row(label: str, word: str, campaigns: tuple[str, ...]) -> QStandardItem:
    """A row called `label` that is known as `word` and stands for `campaigns`."""
    item = QStandardItem(label)
    item.setData(word, _WORD)
    item.setData(campaigns, _IDS)
    item.setToolTip(as_plain(label))
    item.setEditable(False)
    return item
