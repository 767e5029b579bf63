"""The box to choose campaigns from: one by typing any part of its id or name, several by ticks or as a group."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QCompleter, QLineEdit, QWidget

from dncdesk.ui.campaign_rows import CampaignRows, Choice
from dncdesk.ui.labels import as_plain
from dncdesk.ui.ticks import Ticks

if TYPE_CHECKING:
    from dncdesk.core.groups import Group

_ID = re.compile(r"[\w-]{1,20}", re.ASCII)
_SHOWN = 12


class CampaignBox(QComboBox):
    """One campaign, several, or none: it never chooses one that nobody chose, unless there is only one.

    Its text is what counts: a campaign's label or id, a group's label, or ids with commas between them.
    """

    chosen = Signal()
    """The campaigns that the box stands for may be others now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = CampaignRows(self)
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
        row = self._items.row_for(self.currentText())
        chosen = self._items.word(row) if row >= 0 else self.campaign()
        wanted = chosen or (None if several else last)
        # They may come while somebody types: the rest of the word is still in their fingers.
        typing = bool(self.currentText()) and self._line.hasFocus() and self._line.isModified()
        typed = self._typed()
        offered = list(choices)
        self.blockSignals(True)
        self._items.offer(offered, groups, tuple(own), else_=wanted if wanted and _ID.fullmatch(wanted) else "")
        self.setCurrentIndex(0 if len(offered) == 1 else self._items.row_of(wanted))
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
        if all(self._items.row_of(campaign) >= 0 or not self._items.known for campaign in several):
            self.setEditText(", ".join(several))

    def forget(self) -> None:
        """Stand for no campaign."""
        self.setCurrentIndex(-1)
        self.clearEditText()
        self._keep_ticks(())

    def choose(self, campaign: str) -> None:
        """Stand for `campaign`, or for none where it is not offered."""
        row = self._items.row_of(campaign)
        self.setCurrentIndex(row)
        if row < 0:
            self.setEditText("" if self._items.known else campaign)
        self._show_from_start()
        self._keep_ticks(self.campaigns())

    def campaign(self) -> str | None:
        """The id of the campaign that the box stands for; None for none, or for several."""
        campaigns = self.campaigns()
        return campaigns[0] if len(campaigns) == 1 else None

    def campaigns(self) -> tuple[str, ...]:
        """The ids of the campaigns that the box stands for, each once; none where a part of the text is none."""
        text = self.currentText()
        row = self._items.row_for(text)
        if row >= 0:
            return self._items.ids(row)
        found: list[str] = []
        for part in text.split(",") if "," in text else [text]:
            wanted = part.strip()
            row = self._items.row_of_id(wanted)
            if row >= 0:
                found.append(self._items.ids(row)[0])
            elif not self._items.known and _ID.fullmatch(wanted):
                found.append(wanted)
            else:
                return ()
        return tuple(dict.fromkeys(found))

    @property
    def all_own(self) -> bool:
        """Whether the box stands for all campaigns that use a list of their own."""
        row = self._items.row_for(self.currentText())
        return row >= 0 and self._items.is_all(row)

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
        row = self._items.row_of(campaigns[0]) if len(campaigns) == 1 else -1
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
        self._items.tick(campaigns)
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
        row = self._items.row_for(self.currentText())
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
