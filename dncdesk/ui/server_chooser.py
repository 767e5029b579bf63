"""Which dialler's settings are shown, where there may be several; adding one, and removing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMessageBox, QPushButton, QWidget

if TYPE_CHECKING:
    from dncdesk.desk.desk import Desk


class ServerChooser(QWidget):
    """A box with the diallers' names, and the two buttons. What is removed goes at once, after a question."""

    chosen = Signal(str)
    """The settings of the dialler of this name are wanted; of a new one, that is not saved yet, as well."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Offer the diallers of the settings, the one in use first shown."""
        super().__init__(parent)
        self._desk = desk
        self._asking = ""
        self._box = QComboBox()
        self._box.setObjectName("settingsServerBox")
        self._box.setAccessibleName(self.tr("Dialler"))
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(8)
        self._box.activated.connect(self._tell)
        label = QLabel(self.tr("D&ialler"))
        label.setBuddy(self._box)
        self._add = _button(self.tr("Add…"), "addServerButton", self.tr("Add a dialler"))
        self._add.clicked.connect(self._begin_new)
        self._remove = _button(self.tr("Remove…"), "removeServerButton", self.tr("Remove this dialler"))
        self._remove.clicked.connect(self._count)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label)
        line.addWidget(self._box, 1)
        line.addWidget(self._add)
        line.addWidget(self._remove)
        self._names = [server.name for server in desk.settings.servers]
        used = desk.settings.find()
        self._fill(used.name if used else "")
        desk.waiting_counted.connect(self._ask)

    @property
    def name(self) -> str:
        """The dialler that is chosen; empty where there is none yet."""
        return self._box.currentText()

    @property
    def names(self) -> tuple[str, ...]:
        """All that can be chosen, those that are not saved yet as well."""
        return tuple(self._names)

    def show_name(self, name: str) -> None:
        """Show that the dialler called `name` is chosen."""
        self._box.setCurrentText(name)
        self._able()

    def _fill(self, name: str) -> None:
        self._box.clear()
        self._box.addItems(self._names)
        self.show_name(name)

    def _able(self) -> None:
        locked = "servers" in self._desk.settings.locked or self._desk.practice
        self._add.setEnabled(not locked and bool(self._names))
        self._remove.setEnabled(not locked and len(self._names) > 1)
        self._box.setEnabled(len(self._names) > 1)

    def _tell(self) -> None:
        self._able()
        self.chosen.emit(self.name)

    def _begin_new(self) -> None:
        number = len(self._names) + 1
        while self._new_name(number) in self._names:
            number += 1
        self._names.append(self._new_name(number))
        self._fill(self._names[-1])
        self.chosen.emit(self.name)

    def _new_name(self, number: int) -> str:
        return self.tr("Dialler {number}").format(number=number)

    def _count(self) -> None:
        self._asking = self.name
        if self._desk.settings.find(self._asking) is None:
            self._drop(self._asking)  # it was never saved
        else:
            self._desk.count_waiting(self._asking)

    def _ask(self, name: str, waiting: int) -> None:
        if name != self._asking:
            return
        question = QMessageBox(self)
        question.setObjectName("removeServerQuestion")
        question.setIcon(QMessageBox.Icon.Warning if waiting else QMessageBox.Icon.Question)
        question.setWindowTitle(self.tr("Remove {name}?").format(name=name))
        question.setText(self.tr("Remove {name}?").format(name=name))
        stays = self.tr("The log keeps what was done there.")
        if waiting:
            waits = self.tr("%n opt-out(s) still wait for it and would not be delivered.", "", waiting)
            back = self.tr("They stay in the log, and go out once a dialler of this name is set up again.")
            stays = f"{waits} {back}"
        question.setInformativeText(stays)
        yes = question.addButton(self.tr("&Remove"), QMessageBox.ButtonRole.DestructiveRole)
        yes.clicked.connect(self._remove_now)
        keep = question.addButton(self.tr("&Keep it"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(keep)
        question.finished.connect(question.deleteLater)
        question.open()

    def _remove_now(self) -> None:
        name, self._asking = self._asking, ""
        self._desk.remove_server(name)
        self._drop(name)

    def _drop(self, name: str) -> None:
        self._asking = ""
        self._names.remove(name)
        used = self._desk.settings.find()
        self._fill(used.name if used else self._names[0])
        self.chosen.emit(self.name)


def _button(words: str, name: str, means: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAccessibleName(means)
    button.setAutoDefault(False)
    return button
