"""The log under the form: its search line, its filters and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QModelIndex, QPoint, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from dncdesk.core.moments import now
from dncdesk.record.query import Column, Query
from dncdesk.ui.buttons import LinkButton
from dncdesk.ui.labels import ElidedLabel
from dncdesk.ui.log_columns import USUAL, USUAL_OF_SEVERAL, named, names_of
from dncdesk.ui.log_copy import MOST_ROWS, Copier
from dncdesk.ui.log_filters import LogFilters
from dncdesk.ui.log_head import LogHead
from dncdesk.ui.log_table import LogModel
from dncdesk.ui.log_view import LogTable

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk
    from dncdesk.record.reader import Entry

_TYPING_PAUSE = 150  # ms after the last key before the log is searched
_DAY_CHECK = 60_000  # ms


class LogPanel(QWidget):
    """Heading, search, filters and table."""

    opened = Signal(object)
    """A row was activated: its `Entry`."""
    selected = Signal(object)
    """The one row that is chosen: its `Entry`; None where none is, or several are."""
    row_menu_wanted = Signal(object, QPoint)
    """What can be done with this `Entry` is wanted, at this global position."""
    columns_changed = Signal(list)
    """Other columns were chosen: their names, for `set_columns` at the next start."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("logPanel")
        logbook = desk.logbook
        self._model = LogModel(self.palette(), self)
        self._model.query_wanted.connect(logbook.ask)
        self._model.rows_wanted.connect(logbook.fetch)
        self._model.changed.connect(self._on_found)
        logbook.first_found.connect(self._model.take_first)
        logbook.places_found.connect(self._model.take_places)
        logbook.rows_found.connect(self._model.take_rows)
        logbook.entry_changed.connect(self._on_changed)
        logbook.entry_belongs.connect(self._model.add)
        desk.many.touched.connect(self._model.look_again)  # which names one row of hundreds
        self._logbook = logbook
        self._columns: tuple[Column, ...] = USUAL
        self._sort: tuple[Column, bool] | None = None
        self._usual_order = (Column.RECORDED, True)
        self._told: Entry | None = None
        self._wanted_row = ""
        self._today = now().date()
        self._copier = Copier(logbook, self)
        self._copier.done.connect(self._on_copied)
        self._make_head()
        self._make_table()
        self._lay_out()
        self._pause = self._timer(_TYPING_PAUSE, self._look)
        self._day_check = self._timer(_DAY_CHECK, self._on_day_check)
        self._day_check.setSingleShot(False)
        self._day_check.start()

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here."""
        return [*self._head.tab_chain(), self._clear, self.table]

    def load(self) -> None:
        """Ask for what the present query finds, from the beginning or anew."""
        self._look()

    def query(self) -> Query:
        """What the table shows: search, filters and order."""
        column, descending = self._order()
        narrowed = self.filters.query(self._today)
        return replace(narrowed, search=self.search.text(), sort=column, descending=descending)

    def set_columns(self, names: Sequence[str], *, several: bool = False) -> None:
        """Show the columns with these names, as `columns_changed` gave them; the usual ones if there are none.

        `several`: there are several diallers.
        """
        self._columns = named(names, USUAL_OF_SEVERAL if several else USUAL)
        self._show_columns()

    def show_row(self, opt_out_id: str) -> None:
        """Select the row of an opt-out and bring it into sight, if it is among those found."""
        row = self._model.row_of(opt_out_id)
        if row is not None:
            self._wanted_row = ""
            self.table.selectRow(row)
            self.table.scrollTo(self._model.index(row, 0))
        elif self._wanted_row != opt_out_id:
            self._wanted_row = opt_out_id
            self._logbook.look_up(opt_out_id)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the palette, and the font with the widths of the columns."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._model.set_palette(self.palette(), self.table.iconSize().width())

    # -- how it is put together ------------------------------------------------------------------------------------

    def _make_head(self) -> None:
        self._head = LogHead()
        self.search = self._head.search
        self.search.textChanged.connect(self._typed)
        self._head.filter.clicked.connect(self._open_filters)
        self._head.columns.chosen.connect(self._choose_columns)
        self._head.columns.sort_wanted.connect(self._sort_by)
        self.filters = LogFilters(self)
        self.filters.changed.connect(self._on_filters)
        self._logbook.choices_found.connect(self.filters.offer)
        self._state = ElidedLabel()
        self._state.setObjectName("logState")
        self._clear = LinkButton(self.tr("Clear f&ilters"))
        self._clear.setObjectName("clearFilters")
        self._clear.clicked.connect(self._clear_filters)
        self._state.hide()
        self._clear.hide()

    def _make_table(self) -> None:
        self.table = LogTable(self._model)
        self.table.setObjectName("logTable")
        self.table.setAccessibleName(self.tr("Log"))
        self.table.say_when_empty(self.tr("Nothing yet."))
        self.table.activated.connect(self._open)
        self.table.copy_wanted.connect(self._copy)
        self.table.menu_wanted.connect(self._on_menu)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.horizontalHeader().customContextMenuRequested.connect(self._on_header_menu)
        self._model.sort_wanted.connect(self._sort_by)
        self._show_order()

    def _lay_out(self) -> None:
        state = QHBoxLayout()
        state.addWidget(self._state, 1)
        state.addWidget(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._head)
        column.addLayout(state)
        column.addWidget(self.table, 1)

    def _timer(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    # -- search, filters, order ------------------------------------------------------------------------------------

    def _typed(self) -> None:
        self._pause.start()

    def _look(self) -> None:
        self._pause.stop()
        self._model.look_for(self.query())

    def _order(self) -> tuple[Column, bool]:
        return self._sort or self._usual_order

    def _sort_by(self, column: Column, descending: bool) -> None:
        self._sort = (column, descending)
        self._show_order()
        self._look()

    def _on_filters(self) -> None:
        if self.filters.order() != self._usual_order:
            self._usual_order = self.filters.order()
            self._sort = None
        self._head.show_filters(len(self.filters.words()))
        self._show_columns()
        self._look()

    def _clear_filters(self) -> None:
        self.filters.clear()
        self.search.setFocus()

    def _open_filters(self) -> None:
        self._logbook.ask_choices()
        self.filters.open_under(self._head)

    def _on_found(self) -> None:
        self._show_state()
        self._tell_selected()

    def _show_state(self) -> None:
        narrowed = self.filters.words()
        search = self.search.text().strip()
        if search:
            words = self.tr("Nothing found for “{text}”.").format(text=search)
        else:
            words = self.tr("Nothing found.") if narrowed else self.tr("Nothing yet.")
        filters = self.tr("Filters: {filters}").format(filters=" · ".join(narrowed)) if narrowed else ""
        self.table.say_when_empty(f"{words} {filters}".rstrip())
        count = QLocale().toString(self._model.rowCount())
        found = self.tr("{count} found").format(count=count) if self._model.complete else ""
        self.filters.show_found(found)
        self._clear.setVisible(bool(narrowed))
        self._state.setVisible(bool(narrowed))
        self._state.show_text(": ".join(filter(None, (" · ".join(narrowed), found))))

    def _on_day_check(self) -> None:
        today = now().date()
        if today != self._today:
            self._today = today
            self._model.turn_day()
            if self.filters.depends_on_today():
                self._look()

    # -- columns -----------------------------------------------------------------------------------------------------

    def _choose_columns(self, columns: tuple[Column, ...]) -> None:
        self._columns = columns
        self._show_columns()
        self.columns_changed.emit(names_of(columns))

    def _show_columns(self) -> None:
        shown = self._columns
        if self._usual_order[0] is Column.DUE and Column.DUE not in shown:
            # By what is due next: the day on which it is due takes the place of the one on which they asked.
            shown = tuple(Column.DUE if column is Column.ASKED else column for column in shown)
            shown = shown if Column.DUE in shown else (Column.DUE, *shown)
        self._model.set_columns(shown)
        self._show_order()

    def _show_order(self) -> None:
        column, descending = self._order()
        self.table.show_sorted(column, descending=descending)
        self._head.columns.follow(self._columns, column, descending=descending)

    def _on_header_menu(self, where: QPoint) -> None:
        self._head.columns.open_at(self.table.horizontalHeader().mapToGlobal(where))

    # -- rows --------------------------------------------------------------------------------------------------------

    def _on_changed(self, entry: Entry) -> None:
        self._model.change(entry)
        if entry.opt_out_id == self._wanted_row:
            row = self._model.row_of_seq(entry.seq)
            self._wanted_row = ""
            if row is not None:
                self.table.selectRow(row)
                self.table.scrollTo(self._model.index(row, 0))

    def _open(self, index: QModelIndex) -> None:
        if (entry := self._model.entry(index.row())) is not None:
            self.opened.emit(entry)

    def _on_menu(self, row: int, where: QPoint) -> None:
        if (entry := self._model.entry(row)) is not None:
            self.row_menu_wanted.emit(entry, where)

    def _on_selection(self) -> None:
        self._tell_selected()

    def _tell_selected(self) -> None:
        """Tell which one row is chosen, as soon as its entry is there."""
        one = self.table.only_row()
        entry = self._model.entry(one) if one is not None else None
        if entry is None and one is not None:
            return  # it is being fetched
        if entry != self._told:
            self._told = entry
            self.selected.emit(entry)

    def _copy(self) -> None:
        self._copier.copy(self.table.chosen_seqs(MOST_ROWS), self._model.columns)

    def _on_copied(self, count: int) -> None:
        words = self.tr("Copied: {count}")
        if count < self.table.chosen_rows():
            words = self.tr("Copied: the first {count}. For more, export.")
        # Not in a line of its own, which would move the rows.
        corner = self.table.viewport().mapToGlobal(self.table.visualRect(self.table.currentIndex()).bottomLeft())
        QToolTip.showText(corner, words.format(count=QLocale().toString(count)), self.table)
