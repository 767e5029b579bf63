"""The fields for what may be noted of an opt-out: in the form, and later in a dialog of their own."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from dncdesk.core.details import LONGEST_NOTE, Details
from dncdesk.core.optout import AskedHow
from dncdesk.ui.words import how_word

_LONGEST = 200  # characters of any other field


class NoteFields(QObject):
    """Name, how they asked, who took it, a reference, a note."""

    changed = Signal()

    def __init__(self, parent: QObject, *, prefix: str = "") -> None:
        """The fields' object names begin with `prefix`: each name is there once in the window."""
        super().__init__(parent)
        self.how = QComboBox()
        self.how.setObjectName(_named(prefix, "askedHowField"))
        self.how.setAccessibleName(self.tr("How they asked"))
        self.how.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.how.setMinimumContentsLength(9)
        self.how.currentIndexChanged.connect(self.changed)
        self.person = self._line(_named(prefix, "personField"), self.tr("Name"))
        self.taken_by = self._line(_named(prefix, "takenByField"), self.tr("Taken by"))
        self.reference = self._line(_named(prefix, "referenceField"), self.tr("Reference"))
        self.reference.setPlaceholderText(self.tr("Lead or recording"))
        self.note = self._line(_named(prefix, "noteField"), self.tr("Note"), longest=LONGEST_NOTE)

    def add_rows(self, rows: QFormLayout, *, beside_how: QWidget | None = None) -> None:
        """Put the fields into `rows`, with their labels; `beside_how` stands to the right of how they asked."""
        how = QHBoxLayout()
        how.setSpacing(10)
        how.addWidget(self.how, 1)
        if beside_how is not None:
            how.addWidget(beside_how, 2)
        rows.addRow(_label(self.tr("&How"), self.how), how)
        rows.addRow(_label(self.tr("Na&me"), self.person), self.person)
        rows.addRow(_label(self.tr("Taken b&y"), self.taken_by), self.taken_by)
        rows.addRow(_label(self.tr("&Reference"), self.reference), self.reference)
        rows.addRow(_label(self.tr("Note"), self.note), self.note)

    def prepare(self) -> None:
        """Fill the box of ways to ask; not at the start, when nobody looks at it."""
        if not self.how.count():
            self.how.blockSignals(True)
            for how in AskedHow:
                self.how.addItem(how_word(how), how.value)
            self.how.blockSignals(False)

    def details(self) -> Details:
        """What stands in the fields, without white space around it."""
        return Details(
            person=self.person.text().strip(),
            taken_by=self.taken_by.text().strip(),
            asked_how=AskedHow(self.how.currentData() or ""),
            reference=self.reference.text().strip(),
            note=self.note.text().strip(),
        )

    def put(self, details: Details) -> None:
        """Show `details`; Ctrl+Z in a field brings back what stood there."""
        if details.asked_how is not AskedHow.UNSAID:
            self.prepare()
        self.how.setCurrentIndex(max(0, self.how.findData(details.asked_how.value)))
        for line, words in (
            (self.person, details.person),
            (self.taken_by, details.taken_by),
            (self.reference, details.reference),
            (self.note, details.note),
        ):
            if line.text().strip() != words:
                line.selectAll()
                line.insert(words)
                line.home(False)

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here."""
        return [self.how, self.person, self.taken_by, self.reference, self.note]

    def _line(self, name: str, spoken: str, *, longest: int = _LONGEST) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(spoken)
        line.setMaxLength(longest)
        line.textChanged.connect(self.changed)
        return line


def _named(prefix: str, name: str) -> str:
    return prefix + name[0].upper() + name[1:] if prefix else name


def _label(words: str, buddy: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(buddy)
    return label
