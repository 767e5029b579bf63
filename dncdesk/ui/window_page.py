"""A page of the settings: the window's language, and what keeps the window at hand. In force at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from dncdesk.core.window_settings import WindowSettings
from dncdesk.desk.language import languages
from dncdesk.ui.labels import ToneLabel
from dncdesk.ui.near_page import Computer, NearPage

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk


class WindowPage(QWidget):
    """The language on top; under it, where the computer can be asked, the rest."""

    def __init__(self, desk: Desk, computer: Computer | None, parent: QWidget | None = None) -> None:
        """Show what `desk` has in force; `computer` is what this computer keeps for the program."""
        super().__init__(parent)
        self._desk = desk
        locked = "window" in desk.settings.locked
        self._language = QComboBox()
        self._language.setObjectName("languageBox")
        self._language.addItem(self.tr("As the system"), "")
        for code, name in languages().items():
            self._language.addItem(name, code)
        self._language.setCurrentIndex(max(0, self._language.findData(desk.settings.window.language)))
        self._language.setEnabled(not locked)
        self._language.activated.connect(self._choose_language)
        label = QLabel(self.tr("Lan&guage"))
        label.setBuddy(self._language)
        top = QFormLayout()
        top.setContentsMargins(16, 16, 16, 0)
        top.addRow(label, self._language)
        when = ToneLabel(self.tr("Spoken once the settings are closed; at the next start, if something is still open."))
        when.setWordWrap(True)
        top.addRow("", when)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        if computer is not None:
            near = NearPage(desk.settings.window, computer, locked=locked)
            near.changed.connect(self._keep)
            column.addWidget(near)
        column.addStretch(1)

    def _keep(self, changed: WindowSettings) -> None:
        # The language may have been changed beside it.
        language = self._desk.settings.window.language
        self._desk.keep(window=replace(changed, language=language))

    def _choose_language(self) -> None:
        self._desk.keep(window=replace(self._desk.settings.window, language=str(self._language.currentData())))
