"""Which column of a former log holds what, and how its dates are written: chosen by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from dncdesk.core.text import one_line
from dncdesk.core.written_dates import DayOrder, is_ambiguous
from dncdesk.record.import_plan import ImportPlan, Reading, Role

if TYPE_CHECKING:
    from dncdesk.core.table_file import TableFile

_LOOKED_AT = 1000
"""Rows whose dates are looked at for whether they read both ways."""


class ImportColumns(QWidget):
    """A box for each role."""

    changed = Signal()
    """A person has chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = {role: QComboBox() for role in Role}
        labels = {
            Role.NUMBER: self.tr("&Number"),
            Role.DATE: self.tr("&Date"),
            Role.NAME: self.tr("Na&me"),
            Role.NOTE: self.tr("N&ote"),
            Role.CAMPAIGN: self.tr("Cam&paign"),
        }
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        for role, box in self._boxes.items():
            box.setObjectName(f"importColumn-{role.value}")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(24)
            box.activated.connect(self._on_choice)
            form.addRow(labels[role], box)
        self._order = QComboBox()
        self._order.setObjectName("importDateOrder")
        self._order.addItem(self.tr("month/day/year"), DayOrder.MONTH_FIRST)
        self._order.addItem(self.tr("day/month/year"), DayOrder.DAY_FIRST)
        self._order.activated.connect(self._on_choice)
        form.addRow(self.tr("Dates are w&ritten"), self._order)

    def show_plan(self, table: TableFile, reading: Reading) -> None:
        """Offer the columns of `table`, with those chosen by which it was read."""
        names = self.names(table)
        for role, box in self._boxes.items():
            with QSignalBlocker(box):
                box.clear()
                box.addItem("–", None)
                for at, name in enumerate(names):
                    box.addItem(name, at)
                box.setCurrentIndex(reading.plan.columns.get(role, -1) + 1)
        # An enumeration's text comes back from a box as a plain one.
        self._order.setCurrentIndex(list(DayOrder).index(reading.plan.order))
        self._order.setEnabled(any(is_ambiguous(row.date) for row in reading.rows[:_LOOKED_AT]))

    def chosen(self, before: ImportPlan) -> ImportPlan:
        """The plan `before`, with what is chosen here."""
        plan = before
        for role, box in self._boxes.items():
            plan = plan.with_column(role, box.currentData())
        return ImportPlan(plan.columns, list(DayOrder)[self._order.currentIndex()], plan.country, plan.rule)

    def names(self, table: TableFile) -> list[str]:
        """The columns' names; one without a name goes by its number."""
        names = [*table.header, *[""] * (table.width - len(table.header))]
        unnamed = self.tr("Column {number}")
        return [one_line(name, limit=40) or unnamed.format(number=at) for at, name in enumerate(names, 1)]

    def focus_number(self) -> None:
        """Put the keyboard on the box for the number."""
        self._boxes[Role.NUMBER].setFocus()

    def _on_choice(self, _index: int) -> None:
        self.changed.emit()
