"""Taking a number off its list again, on purpose and for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from dncdesk.core.details import LONGEST_NOTE
from dncdesk.core.scope import EVERYWHERE
from dncdesk.ui.labels import ToneLabel, set_font

if TYPE_CHECKING:
    from dncdesk.record.reader import Entry


class RemoveDialog(QDialog):
    """Asks for the reason; without one nothing is done."""

    wanted = Signal(object, str)
    """The `Entry` to take back, and why."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        """Ask about `entry`."""
        super().__init__(parent)
        self._entry = entry
        self.setObjectName("removeDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Take off the list"))
        title = ToneLabel(entry.shown or entry.number, tone=None)
        set_font(title, scale=1.15)
        if entry.scope == EVERYWHERE:
            words = self.tr("Takes the number off the internal list: this person may be called again.")
        else:
            words = self.tr("Takes the number off the list of {campaign}: this person may be called there again.")
        says = ToneLabel(words.format(campaign=entry.scope), tone=None)
        says.setWordWrap(True)
        stays = ToneLabel(self.tr("Leads that were stopped stay stopped. The log keeps both, with the reason."))
        stays.setWordWrap(True)
        self._reason = QLineEdit()
        self._reason.setObjectName("reasonField")
        self._reason.setAccessibleName(self.tr("Reason"))
        self._reason.setMaxLength(LONGEST_NOTE)
        self._reason.textChanged.connect(self._follow)
        label = QLabel(self.tr("&Reason"))
        label.setBuddy(self._reason)
        rows = QFormLayout()
        rows.addRow(label, self._reason)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._take_off = buttons.addButton(self.tr("&Take it off"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._take_off.setObjectName("takeOffButton")
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        for widget in (title, says, stays):
            column.addWidget(widget)
        column.addLayout(rows)
        column.addWidget(buttons)
        self.resize(420, self.sizeHint().height())
        self._follow()
        self._reason.setFocus()

    def _follow(self) -> None:
        self._take_off.setEnabled(bool(self._reason.text().strip()))

    def _accept(self) -> None:
        if self._take_off.isEnabled():
            self.wanted.emit(self._entry, self._reason.text().strip())
            self.accept()
