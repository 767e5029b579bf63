"""The box to choose a campaign from, by typing any part of its id or name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter, QLineEdit, QWidget

_ID = re.compile(r"[\w-]{1,20}", re.ASCII)
_SHOWN = 12


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
    """One campaign, or none: it never chooses one that nobody chose, unless there is only one."""

    chosen = Signal()
    """The campaign that the box stands for may be another now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = QStandardItemModel(self)
        self._known = False
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
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self.currentIndexChanged.connect(self._announce)
        self.editTextChanged.connect(self._announce)

    def offer(self, choices: Iterable[Choice], *, last: str | None) -> None:
        """Offer `choices`, keeping the campaign in the box; when it is empty, choose `last`.

        What somebody is just typing stays as it is. While no choices are known, `last` is offered alone: a request can
        be taken down without the dialler.
        """
        wanted = self.campaign() or last
        typed, place = self.currentText(), self._line.cursorPosition()
        # They may come while somebody types: the rest of the word is still in their fingers.
        typing = bool(typed) and self._line.hasFocus() and self._line.isModified()
        offered = list(choices)
        self._known = bool(offered)
        self.blockSignals(True)
        self._items.clear()
        for choice in offered:
            self._items.appendRow(self._item(choice.id, choice.name, active=choice.active))
        if not offered and wanted:
            self._items.appendRow(self._item(wanted, "", active=True))
        self.setCurrentIndex(0 if len(offered) == 1 else self._row_of(wanted))
        if typing:
            self.setEditText(typed)
            self._line.setModified(True)
            self._line.setCursorPosition(place)
        else:
            if self.currentIndex() < 0:
                self.clearEditText()
            self._show_from_start()
        self.blockSignals(False)
        self._announce()

    def forget(self) -> None:
        """Stand for no campaign."""
        self.setCurrentIndex(-1)
        self.clearEditText()

    def choose(self, campaign: str) -> None:
        """Stand for `campaign`, or for none where it is not offered."""
        row = self._row_of(campaign)
        self.setCurrentIndex(row)
        if row < 0:
            self.setEditText("" if self._known else campaign)
        self._show_from_start()

    def campaign(self) -> str | None:
        """The id of the campaign that the box stands for, or None."""
        row = self._row_for(self.currentText())
        if row >= 0:
            return str(self._items.item(row).data(Qt.ItemDataRole.UserRole))
        typed = self.currentText().strip()
        return typed if not self._known and _ID.fullmatch(typed) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Select the text when the keyboard arrives, so that typing looks for another campaign."""
        if watched is self._line and event.type() == QEvent.Type.FocusIn:
            self._line.selectAll()
        return super().eventFilter(watched, event)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        # Left with Alt and a letter, the list would stay open and take the first key of what is typed next. While
        # it is open its completer keeps this box's FocusOut to itself, so the application has to tell.
        completer = self.completer() if before is self and now is not None else None
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.hide()

    def _item(self, campaign: str, name: str, *, active: bool) -> QStandardItem:
        label = f"{campaign}   {name}" if name and name != campaign else campaign
        if not active:
            label = self.tr("{campaign} (inactive)").format(campaign=label)
        item = QStandardItem(label)
        item.setData(campaign, Qt.ItemDataRole.UserRole)
        item.setToolTip(label)
        item.setEditable(False)
        return item

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
        return holding[0] if len(holding) == 1 else -1

    def _settle(self) -> None:
        """Show the campaign that was meant in full once the typing is over."""
        row = self._row_for(self.currentText())
        if row >= 0:
            self.setCurrentIndex(row)
            self.setEditText(self._items.item(row).text())
            self._show_from_start()

    def _show_from_start(self) -> None:
        # A long name must show its beginning, where the id stands.
        self._line.setCursorPosition(0)

    def _announce(self) -> None:
        self.chosen.emit()
