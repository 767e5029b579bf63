"""The box to choose campaigns from: one by typing any part of its id or name, several by ticks or as a group."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QCompleter, QLineEdit, QWidget

from dncdesk.ui.labels import as_plain
from dncdesk.ui.ticks import Ticks

if TYPE_CHECKING:
    from dncdesk.core.groups import Group

_ID = re.compile(r"[\w-]{1,20}", re.ASCII)
_SHOWN = 12
_IDS = Qt.ItemDataRole.UserRole + 1
"""The campaigns that a row stands for: one, or those of a group."""
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


class CampaignBox(QComboBox):
    """One campaign, several, or none: it never chooses one that nobody chose, unless there is only one.

    Its text is what counts: a campaign's label or id, a group's label, or ids with commas between them.
    """

    chosen = Signal()
    """The campaigns that the box stands for may be others now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = QStandardItemModel(self)
        self._known = False
        self._ticked: tuple[str, ...] = ()
        self.setModel(self._items)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(_SHOWN)
        # Without this the longest name of a campaign would set the width of the window.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setMinimumHeight(round(self.fontMetrics().height() * 1.9))
        self._completer = completer = QCompleter(self._items, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(_SHOWN)
        self._line = line = QLineEdit(self)
        self.setLineEdit(line)
        self.setCompleter(completer)
        line.setPlaceholderText(self.tr("Choose a campaign"))
        line.setAccessibleName(self.tr("Campaign"))
        line.installEventFilter(self)
        line.editingFinished.connect(self._settle)
        self.setToolTip(self.tr("Type to search. In the list, Space ticks several."))
        self._list: QAbstractItemView | None = None
        self._before = ""
        line.textEdited.connect(self._watch)
        self.activated.connect(self._follow_choice)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self.currentIndexChanged.connect(self._announce)
        self.editTextChanged.connect(self._announce)

    def offer(
        self, choices: Iterable[Choice], *, last: str | None, groups: Iterable[Group] = (), own: Iterable[str] = (),
    ) -> None:  # fmt: skip
        """Offer `choices`, keeping what is in the box; when it is empty, choose `last`.

        What somebody is just typing stays as it is. While no choices are known, `last` is offered alone: a request can
        be taken down without the dialler. `groups` are campaigns that are chosen together, `own` those that use a list
        of their own, offered as one at the end.
        """
        several = self.campaigns() if self.campaign() is None else ()
        row = self._row_for(self.currentText())
        chosen = str(self._items.item(row).data(Qt.ItemDataRole.UserRole)) if row >= 0 else self.campaign()
        wanted = chosen or (None if several else last)
        # They may come while somebody types: the rest of the word is still in their fingers.
        typing = bool(self.currentText()) and self._line.hasFocus() and self._line.isModified()
        typed = self._typed()
        offered = list(choices)
        self._known = bool(offered)
        self.blockSignals(True)
        self._items.clear()
        for choice in offered:
            self._items.appendRow(self._item(choice.id, choice.name, active=choice.active))
        if not offered and wanted and _ID.fullmatch(wanted):
            self._items.appendRow(self._item(wanted, "", active=True))
        self._offer_several(groups, tuple(own))
        self.setCurrentIndex(0 if len(offered) == 1 else self._row_of(wanted))
        if typing:
            self._type_again(typed)
        else:
            if self.currentIndex() < 0:
                self._put_back(several)
            self._show_from_start()
        self.blockSignals(False)
        self._keep_ticks(self.campaigns())
        self._announce()

    def _put_back(self, several: tuple[str, ...]) -> None:
        """Have `several` stand in the line again, unless one of them is no longer offered."""
        self.clearEditText()
        if all(self._row_of(campaign) >= 0 or not self._known for campaign in several):
            self.setEditText(", ".join(several))

    def forget(self) -> None:
        """Stand for no campaign."""
        self.setCurrentIndex(-1)
        self.clearEditText()
        self._keep_ticks(())

    def choose(self, campaign: str) -> None:
        """Stand for `campaign`, or for none where it is not offered."""
        row = self._row_of(campaign)
        self.setCurrentIndex(row)
        if row < 0:
            self.setEditText("" if self._known else campaign)
        self._show_from_start()
        self._keep_ticks(self.campaigns())

    def campaign(self) -> str | None:
        """The id of the campaign that the box stands for; None for none, or for several."""
        campaigns = self.campaigns()
        return campaigns[0] if len(campaigns) == 1 else None

    def campaigns(self) -> tuple[str, ...]:
        """The ids of the campaigns that the box stands for, each once; none where a part of the text is none."""
        text = self.currentText()
        row = self._row_for(text)
        if row >= 0:
            return self._ids(row)
        found: list[str] = []
        for part in text.split(",") if "," in text else [text]:
            wanted = part.strip()
            row = self._row_of_id(wanted)
            if row >= 0:
                found.append(self._ids(row)[0])
            elif not self._known and _ID.fullmatch(wanted):
                found.append(wanted)
            else:
                return ()
        return tuple(dict.fromkeys(found))

    @property
    def all_own(self) -> bool:
        """Whether the box stands for all campaigns that use a list of their own."""
        row = self._row_for(self.currentText())
        return row >= 0 and self._items.item(row).data(Qt.ItemDataRole.UserRole) == _ALL

    def showPopup(self) -> None:  # noqa: N802
        """Open the list that typing opens as well, with all there is: two lists would tick in two ways."""
        view = self._watch()
        self._before = self.currentText()
        self._completer.setCompletionPrefix("")
        self._completer.complete()
        view.setCurrentIndex(self._completer.completionModel().index(max(0, self.currentIndex()), 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Select the text when the keyboard arrives, so that typing looks for another campaign."""
        if watched is self._line and event.type() == QEvent.Type.FocusIn:
            self._line.selectAll()
        return super().eventFilter(watched, event)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        # Left with Alt and a letter, the list would stay open and take the first key of what is typed next. While
        # it is open its completer keeps this box's FocusOut to itself, so the application has to tell.
        if self._list is not None and before is self and now is not None:
            self._list.hide()

    def _item(self, campaign: str, name: str, *, active: bool) -> QStandardItem:
        label = f"{campaign}   {name}" if name and name != campaign else campaign
        if not active:
            label = self.tr("{campaign} (inactive)").format(campaign=label)
        item = _row(label, campaign, (campaign,))
        item.setData(Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
        return item

    def _offer_several(self, groups: Iterable[Group], own: tuple[str, ...]) -> None:
        for group in groups:
            ids = tuple(c for c in group.campaigns if self._row_of_id(c) >= 0 or not self._known)
            if ids:
                self._items.appendRow(_row(f"{group.name}: {', '.join(ids)}", f"group {group.name}", ids))
        if len(own) > 1:
            label = self.tr("All campaigns that use their own list ({count})").format(count=len(own))
            self._items.appendRow(_row(label, _ALL, own))

    def _ids(self, row: int) -> tuple[str, ...]:
        return tuple(str(campaign) for campaign in self._items.item(row).data(_IDS))

    def _row_of(self, campaign: str | None) -> int:
        rows = range(self._items.rowCount())
        return next((r for r in rows if self._items.item(r).data(Qt.ItemDataRole.UserRole) == campaign), -1)

    def _row_for(self, typed: str) -> int:
        """The row that `typed` names: its whole label, its id, or as the only one that holds the text."""
        wanted = typed.strip().casefold()
        if not wanted:
            return -1
        rows = [self._items.item(r) for r in range(self._items.rowCount())]
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole):
            for row, item in enumerate(rows):
                if str(item.data(role)).strip().casefold() == wanted:
                    return row
        holding = [row for row, item in enumerate(rows) if wanted in item.text().casefold()]
        # A campaign that is named in its group's label as well is meant itself.
        alone = [row for row in holding if rows[row].data(Qt.ItemDataRole.CheckStateRole) is not None]
        found = alone or holding
        return found[0] if len(found) == 1 else -1

    def _row_of_id(self, wanted: str) -> int:
        """The row of the one campaign whose id is `wanted`, in capitals or not; -1 where there is none."""
        alike = wanted.casefold()
        rows = range(self._items.rowCount())
        ids = {r: str(self._items.item(r).data(Qt.ItemDataRole.UserRole)).casefold() for r in rows}
        return next((r for r in rows if ids[r] == alike and self._is_tickable(r)), -1)

    def _is_tickable(self, row: int) -> bool:
        return self._items.item(row).data(Qt.ItemDataRole.CheckStateRole) is not None

    def _watch(self) -> QAbstractItemView:
        """The list, which is made when it is first needed."""
        if self._list is None:
            # Made by the completer when it is asked for; typed as if there could be none.
            self._list = cast("QAbstractItemView", self._completer.popup())
            ticks = Ticks(self._list)
            ticks.toggled.connect(self._toggle)
            ticks.closed.connect(self._end_ticking)
            ticks.left.connect(self._take_back)
        return self._list

    # -- ticks ---------------------------------------------------------------------------------------------------

    def _toggle(self, index: QModelIndex) -> None:
        """Tick the campaign of a row of one of the lists, or take its tick away."""
        if index.data(Qt.ItemDataRole.CheckStateRole) is None:
            return
        campaign = str(index.data(Qt.ItemDataRole.UserRole))
        kept = tuple(c for c in self._ticked if c != campaign)
        ticked = kept if len(kept) < len(self._ticked) else (*kept, campaign)
        self._stand_for(ticked)
        self._line.selectAll()  # what is typed next looks for another one

    def _end_ticking(self) -> None:
        self._stand_for(self._ticked)
        self._show_from_start()

    def _take_back(self) -> None:
        """Have the line as it was before a row was only looked at: what was typed, or what stood in it."""
        self.setEditText(self._completer.completionPrefix() or self._before)
        self._settle()

    def _stand_for(self, campaigns: tuple[str, ...]) -> None:
        self._keep_ticks(campaigns)
        row = self._row_of(campaigns[0]) if len(campaigns) == 1 else -1
        self.blockSignals(True)
        self.setCurrentIndex(row)
        if row < 0:
            self.setEditText(", ".join(campaigns))
        self.blockSignals(False)
        self._announce()

    def _follow_choice(self) -> None:
        self._keep_ticks(self.campaigns())

    def _keep_ticks(self, campaigns: tuple[str, ...]) -> None:
        self._ticked = campaigns
        typed = self._typed()
        for row in filter(self._is_tickable, range(self._items.rowCount())):
            item = self._items.item(row)
            ticked = item.data(Qt.ItemDataRole.UserRole) in campaigns
            item.setData(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
        if typed[0] != self.currentText():
            # Qt writes the label of a row that has changed into the line, over what is being typed.
            self._type_again(typed)

    def _typed(self) -> tuple[str, int, bool]:
        return self.currentText(), self._line.cursorPosition(), self._line.isModified()

    def _type_again(self, typed: tuple[str, int, bool]) -> None:
        text, place, modified = typed
        self.setEditText(text)
        self._line.setCursorPosition(place)
        self._line.setModified(modified)

    def _settle(self) -> None:
        """Show the campaign that was meant in full once the typing is over."""
        row = self._row_for(self.currentText())
        if row >= 0:
            self.setCurrentIndex(row)
            self.setEditText(self._items.item(row).text())
            self._show_from_start()
        if self._list is None or not self._list.isVisible():
            self._keep_ticks(self.campaigns())

    def _show_from_start(self) -> None:
        # A long name must show its beginning, where the id stands.
        self._line.setCursorPosition(0)

    def _announce(self) -> None:
        # A line too narrow for all of them shows the first; its tool tip all.
        several = self.currentText() if len(self.campaigns()) > 1 else ""
        self._line.setToolTip(as_plain(several) if several else self.toolTip())
        self.chosen.emit()


def _row(label: str, word: str, campaigns: tuple[str, ...]) -> QStandardItem:
    """A row called `label` that is known as `word` and stands for `campaigns`."""
    item = QStandardItem(label)
    item.setData(word, Qt.ItemDataRole.UserRole)
    item.setData(campaigns, _IDS)
    item.setToolTip(as_plain(label))
    item.setEditable(False)
    return item
