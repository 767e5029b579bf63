"""A list before it is sent: what was read, what will be sent, and the one button that says how many and where."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dncdesk.core.outcome import Tone
from dncdesk.desk.diallers import others, servers_of
from dncdesk.ui.buttons import StrongButton
from dncdesk.ui.labels import ElidedLabel, ToneLabel, set_font
from dncdesk.ui.many_rows import TYPED, DraftModel
from dncdesk.ui.many_scope import ListScope
from dncdesk.ui.many_table import ListTable
from dncdesk.ui.tick_box import TickBox

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk
    from dncdesk.desk.draft import Draft


class ReviewPage(QWidget):
    """One calm column: what it is, the table, where and when, the button."""

    block_wanted = Signal()
    mended = Signal(int, str)
    """The place of a row, and what it is to say instead."""
    held_by = Signal(object)
    """The `Others` by whose rules the numbers are to be held as well, now that it is sent elsewhere."""
    choice_wanted = Signal(int, object)
    """Another sheet, by its place; and its columns, or None for those that are found there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._draft: Draft | None = None
        self._busy = False
        self._mended_place: int | None = None
        self._choices: list[tuple[int, ...]] = []
        self._title = ToneLabel(tone=None)
        self._title.setObjectName("listTitle")
        self._title.setWordWrap(True)
        set_font(self._title, scale=1.3)
        self._about = ToneLabel()
        self._about.setObjectName("listAbout")
        self._about.setWordWrap(True)
        self._sheet = QComboBox()
        self._sheet.setObjectName("listSheetBox")
        self._sheet.setAccessibleName(self.tr("Sheet"))
        self._sheet.activated.connect(self._choose_sheet)
        self._column = QComboBox()
        self._column.setObjectName("listColumnBox")
        self._column.setAccessibleName(self.tr("Column with the numbers"))
        self._column.activated.connect(self._choose_columns)
        for box in (self._sheet, self._column):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self._sheet_label = QLabel(self.tr("&Sheet"))
        self._sheet_label.setBuddy(self._sheet)
        self._column_label = QLabel(self.tr("C&olumn"))
        self._column_label.setBuddy(self._column)
        self._others = ToneLabel(tone=Tone.WARNING)
        self._others.setObjectName("listOtherColumns")
        self._others.setWordWrap(True)
        self._suspect = TickBox()
        self._suspect.setObjectName("listOnlySuspect")
        self._suspect.toggled.connect(self._show_rows)
        self._model = DraftModel(self.palette(), self)
        self._model.mended.connect(self._on_mended)
        self.table = ListTable(("88888", "(888) 888-8888, wants a letter"))
        self.table.setObjectName("listTable")
        self.table.setAccessibleName(self.tr("Numbers of the list"))
        self.table.setModel(self._model)
        self._model.set_palette(self.palette(), self.table.iconSize().width())
        self.table.edit_wanted.connect(self._edit)
        self.table.selectionModel().currentChanged.connect(self._show_current)
        self._words = ElidedLabel(lines=3)
        self._words.setObjectName("listRowWords")
        self.where = ListScope(desk)
        self.where.changed.connect(self._hold)
        self._block = StrongButton()
        self._block.setObjectName("listBlockButton")
        self._block.clicked.connect(self.block_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._about)
        choice = QHBoxLayout()
        choice.setSpacing(8)
        choice.addWidget(self._sheet_label)
        choice.addWidget(self._sheet, 1)
        choice.addWidget(self._column_label)
        choice.addWidget(self._column, 2)
        column.addLayout(choice)
        column.addWidget(self._others)
        column.addWidget(self._suspect)
        column.addWidget(self.table, 1)
        column.addWidget(self._words)
        column.addWidget(self.where)
        column.addSpacing(4)
        column.addWidget(self._block)
        chain = [self._sheet, self._column, self._suspect, self.table, *self.where.tab_chain(), self._block]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    @property
    def draft(self) -> Draft | None:
        """The list that is shown."""
        return self._draft

    def show_draft(self, draft: Draft) -> None:
        """Show a list that was read, or read anew."""
        self.table.finish_editing()
        self._draft = draft
        self._title.setText(self.tr("%Ln numbers", "", draft.listing.numbers))
        self._about.setText(self._facts(draft))
        self._offer_choice(draft)
        suspect = len(draft.suspect)
        self._suspect.setText(self.tr("Only &what needs a look (%Ln)", "", suspect))
        self._suspect.setVisible(bool(suspect) or self._suspect.isChecked())
        self._show_rows()
        self._show_button()

    def show_busy(self, busy: bool) -> None:
        """Whether the list is being read anew: until it is, nothing of it is sent and no row edited."""
        self._busy = busy
        self._model.let_edit(not busy)
        self._show_button()

    def show_problem(self, problem: str) -> None:
        """Say under the table why what was asked for was not done. What is shown is what it was before."""
        if self._draft is not None:
            self._offer_choice(self._draft)
        self._words.show_text(problem, Tone.PROBLEM)

    def let_go(self) -> None:
        """The list is under way: its rows and its source are not needed any more."""
        self._draft = None
        self._model.show_draft(None, only_suspect=False)

    def focus_first(self) -> None:
        """Lead the keyboard to the first row that needs a look, else to the button."""
        if self._draft is not None and self._draft.suspect:
            self._go_to(self._draft.suspect[0])
            self.table.setFocus()
        elif self._block.isEnabled():
            self._block.setFocus()
        else:
            self.where.tab_chain()[0].setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._model.set_palette(self.palette(), self.table.iconSize().width())

    def _facts(self, draft: Draft) -> str:
        from dncdesk.core.many import Kind

        counts = draft.listing.counts
        parts = [draft.source.name] if draft.source.name else [self.tr("pasted")]
        if counts[Kind.PROBLEM]:
            parts.append(self.tr("%Ln lines are no number for certain and are not sent", "", counts[Kind.PROBLEM]))
        if counts[Kind.UNHELD]:
            parts.append(self.tr("%Ln numbers cannot be held by a dialler and are not sent", "", counts[Kind.UNHELD]))
        if counts[Kind.DOUBLE]:
            parts.append(self.tr("%Ln doubles folded", "", counts[Kind.DOUBLE]))
        if counts[Kind.REMARK]:
            parts.append(self.tr("%Ln lines without a number", "", counts[Kind.REMARK]))
        return " · ".join(parts)

    def _offer_choice(self, draft: Draft) -> None:
        sheets = draft.source.sheets
        sheet = sheets[draft.choice.sheet]
        self._sheet.clear()
        self._sheet.addItems([one.name for one in sheets])
        self._sheet.setCurrentIndex(draft.choice.sheet)
        for widget in (self._sheet, self._sheet_label):
            widget.setVisible(len(sheets) > 1)
        self._column.clear()
        # Kept here: a combo box finds no tuple again among its own data.
        self._choices = [(column,) for column in range(sheet.width)]
        self._column.addItems([self._column_name(draft, column) for column in range(sheet.width)])
        holding = tuple(sorted({*draft.choice.columns, *draft.choice.others}))
        if len(holding) > 1:
            named = ", ".join(self._column_name(draft, column) for column in holding)
            self._column.addItem(self.tr("All of these: {columns}").format(columns=named))
            self._choices.append(holding)
        self._column.addItem(self.tr("The whole line"))
        self._choices.append(())
        self._column.setCurrentIndex(self._choices.index(draft.choice.columns))
        for widget in (self._column, self._column_label):
            widget.setVisible(not sheet.plain)
        others = ", ".join(f"“{self._column_name(draft, column)}”" for column in draft.choice.others)
        self._others.setText(self.tr("There are numbers in {columns} too.").format(columns=others) if others else "")
        self._others.setVisible(bool(others))

    def _column_name(self, draft: Draft, column: int) -> str:
        header = draft.source.sheets[draft.choice.sheet].header
        name = header[column] if column < len(header) else ""
        return name or self.tr("Column {number}").format(number=column + 1)

    def _show_rows(self) -> None:
        if self._draft is None:
            return
        current = self.table.currentIndex()
        place = self._mended_place
        self._mended_place = None
        if place is None and current.isValid() and current.row() < self._model.rowCount():
            place = self._model.place(current.row())
        only = self._suspect.isChecked() and bool(self._draft.suspect)
        if self._suspect.isChecked() and not self._draft.suspect:
            self._suspect.blockSignals(True)
            self._suspect.setChecked(False)
            self._suspect.blockSignals(False)
            self._suspect.hide()
        self._model.show_draft(self._draft, only_suspect=only)
        self._go_to(place if place is not None else 0)

    def _go_to(self, place: int) -> None:
        row = self._model.row_at(place)
        if row >= 0:
            index = self._model.index(row, TYPED)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(index, flags)
            self.table.scrollTo(index)
        self._show_current(self.table.currentIndex())

    def _show_current(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        row = self._model.row(index.row()) if index.isValid() else None
        if row is None:
            self._words.show_text("")
            return
        words = self._model.words(row)
        tone = Tone.PROBLEM if row.why is not None else Tone.WARNING if row.unassigned else Tone.NEUTRAL
        self._words.show_text(words, tone)

    def hold(self) -> None:
        """Ask for the numbers to be held by the rules of all diallers that are meant."""
        self.held_by.emit(others(self.where.where(), self._desk.settings))

    @property
    def is_held(self) -> bool:
        """Whether what is shown holds for all diallers that are meant."""
        return self._draft is not None and self._draft.others == others(self.where.where(), self._desk.settings)

    def _hold(self) -> None:
        self.hold()
        self._show_button()

    def _show_button(self) -> None:
        where, count = self.where.where(), self._draft.listing.numbers if self._draft is not None else 0
        set_up = self._desk.settings.find() is not None
        able = where is not None and count > 0 and set_up and self.is_held and not self._busy
        if not set_up:
            words = self.tr("Set up a dialler first")
        elif not self.is_held:
            words = self.tr("Reading…")
        elif not count:
            words = self.tr("No number to block")
        elif where is None:
            words = self.tr("Choose a campaign")
        elif where.every_server:
            words = self.tr("&Block %Ln numbers everywhere on {diallers} diallers", "", count)
            words = words.format(diallers=len(servers_of(where, self._desk.settings)))
        elif where.everywhere:
            words = self.tr("&Block %Ln numbers everywhere", "", count)
        elif len(where.scopes) > 1:
            words = self.tr("&Block %Ln numbers in {campaigns} campaigns", "", count)
            words = words.format(campaigns=len(where.scopes))
        else:
            words = self.tr("&Block %Ln numbers in {campaign}", "", count)
            words = words.format(campaign=str(where.scopes[0]).replace("&", "&&"))
        self._block.setText(words)
        self._block.setAccessibleName(words.replace("&&", "\0").replace("&", "").replace("\0", "&"))
        self._block.setEnabled(able)

    def _edit(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.table.edit(self._model.index(index.row(), TYPED))

    def _on_mended(self, place: int, words: str) -> None:
        self._mended_place = place
        self.mended.emit(place, words)

    def _choose_sheet(self, sheet: int) -> None:
        self.choice_wanted.emit(sheet, None)

    def _choose_columns(self, item: int) -> None:
        if self._draft is not None:
            self.choice_wanted.emit(self._draft.choice.sheet, self._choices[item])
