"""When the person asked, and a note: folded away, because nearly always they asked just now."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QDateTimeEdit, QFormLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from dncdesk.ui.words import long_moment

_LONGEST_NOTE = 500  # characters


class Details(QWidget):
    """A line that says when they asked; unfolded, the fields to say otherwise and to note something."""

    """Enter was pressed in the note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own_time = False

        self._fold = QToolButton()
        self._fold.setObjectName("detailsFold")
        self._fold.setAutoRaise(True)
        self._fold.setArrowType(Qt.ArrowType.RightArrow)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.clicked.connect(self._turn)

        self._asked = QDateTimeEdit()
        self._asked.setObjectName("askedAtField")
        self._asked.setAccessibleName(self.tr("Asked at"))
        self._asked.setCalendarPopup(True)
        self._asked.dateTimeChanged.connect(self._time_chosen)
        asked_label = QLabel(self.tr("&Asked at"))
        asked_label.setBuddy(self._asked)

        self._note = QLineEdit()
        self._note.setObjectName("noteField")
        self._note.setAccessibleName(self.tr("Name or note"))
        self._note.setMaxLength(_LONGEST_NOTE)
        self._note.textChanged.connect(self._summarize)
        note_label = QLabel(self.tr("Na&me or note"))
        note_label.setBuddy(self._note)

        self._fields = QWidget()
        rows = QFormLayout(self._fields)
        rows.setContentsMargins(4, 4, 0, 4)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows.addRow(asked_label, self._asked)
        rows.addRow(note_label, self._note)
        self._fields.hide()

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._fields)
        self.reset()

    def asked_at(self) -> datetime | None:
        """The moment that was entered, aware of its zone; None for "just now"."""
        if not self._own_time:
            return None
        return datetime.fromtimestamp(self._asked.dateTime().toSecsSinceEpoch(), UTC).astimezone()

    def note(self) -> str:
        """The note, without white space around it."""
        return self._note.text().strip()

    def reset(self) -> None:
        """They asked just now, there is no note, and the fields are folded."""
        self._own_time = False
        self._note.clear()
        self._unfold(unfolded=False)
        self._set_to_now()
        self._summarize()

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here."""
        return [self._fold, self._asked, self._note]

    def _set_to_now(self) -> None:
        now = QDateTime.currentDateTime()
        self._asked.blockSignals(True)
        # Somebody cannot have asked in the future. The day's end leaves room to type hour and minute in turn.
        self._asked.setMaximumDateTime(QDateTime(now.date().addDays(1), now.time()))
        self._asked.setDateTime(now)
        self._asked.blockSignals(False)

    def _turn(self) -> None:
        unfolded = self._fields.isHidden()
        if unfolded and not self._own_time:
            self._set_to_now()
        self._unfold(unfolded=unfolded)
        if unfolded:
            self._asked.setFocus()

    def _unfold(self, *, unfolded: bool) -> None:
        self._fold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self._fold.setAccessibleDescription(self.tr("Unfolded") if unfolded else self.tr("Folded"))
        self._fields.setVisible(unfolded)

    def _time_chosen(self) -> None:
        self._own_time = True
        self._summarize()

    def _summarize(self) -> None:
        when = self.asked_at()
        asked = self.tr("Asked just now") if when is None else self.tr("Asked {when}").format(when=long_moment(when))
        note = self.tr("with a note") if self.note() else self.tr("no note")
        self._fold.setText(f" {asked}, {note}")
