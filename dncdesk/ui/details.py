"""When and how the person asked, who they are, a note: folded away, because nearly always they asked just now."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dncdesk.core.details import Details
from dncdesk.core.moments import now
from dncdesk.core.outcome import Tone
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import ProblemError, say
from dncdesk.ui.labels import ToneLabel
from dncdesk.ui.note_fields import NoteFields
from dncdesk.ui.tick_box import TickBox
from dncdesk.ui.words import how_word, long_moment, text
from dncdesk.ui.zone_box import ZoneBox

_NOTHING = Details()
_CLOCKS_DIFFER = timedelta(minutes=5)
"""So far two clocks may be apart before a time counts as lying in the future."""


class AskedInFutureError(ProblemError):
    """The time of asking that was entered has not come yet."""


class Fold(QToolButton):
    """The line that unfolds the fields: what does not fit is cut, and whole in the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setObjectName("detailsFold")
        self.setAutoRaise(True)
        self.setArrowType(Qt.ArrowType.RightArrow)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str) -> None:
        """Show as much of `words` as there is room for."""
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for all the words."""
        # One more than the rounded width: else a broken pixel cuts the last word.
        words = self.fontMetrics().horizontalAdvance(self._words) + 1
        return QSize(words + self._beside, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A few words: the line follows the window, not the window the line."""
        return QSize(self.fontMetrics().averageCharWidth() * 16, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show more, or less."""
        super().resizeEvent(event)
        self._fit()

    @property
    def _beside(self) -> int:
        """What arrow and margins take, in logical pixels."""
        return self.iconSize().width() + self.fontMetrics().averageCharWidth() * 5

    def _fit(self) -> None:
        room = self.width() - self._beside
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(f" {shown}")
        self.setToolTip(self._words if shown != self._words else "")


class DetailFields(QWidget):
    """A line that sums up what is known; unfolded, the fields to say otherwise and to note more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own_time = False
        self._fold = Fold()
        self._fold.clicked.connect(self._turn)

        self._asked = QDateTimeEdit()
        self._asked.setObjectName("askedAtField")
        self._asked.setAccessibleName(self.tr("Asked at"))
        self._asked.setCalendarPopup(True)
        self._asked.dateTimeChanged.connect(self._time_chosen)
        self._zone = ZoneBox()
        self._zone.setObjectName("askedZoneField")
        self._zone.setAccessibleName(self.tr("Time zone in which they asked"))
        self._zone.chosen.connect(self._zone_chosen)
        self._notes = NoteFields(self)
        self._notes.changed.connect(self._summarize)
        self._everything = TickBox(self.tr("for every campaign"))
        self._everything.setObjectName("askedEverywhereField")
        self._everything.setAccessibleName(self.tr("They asked for every campaign"))
        self._everything.setToolTip(
            self.tr("They asked not to be called at all. What is done stays as chosen above; this is kept beside it.")
        )
        self._everything.toggled.connect(self._summarize)
        self._problem = ToneLabel()
        self._problem.setObjectName("detailsProblem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._lay_out()
        self.reset()

    def _lay_out(self) -> None:
        when = QHBoxLayout()
        when.setSpacing(10)
        when.addWidget(self._asked, 3)
        when.addWidget(self._zone, 2)
        asked_label = QLabel(self.tr("&Asked at"))
        asked_label.setBuddy(self._asked)
        self._fields = QWidget()
        self._fields.hide()
        rows = QFormLayout(self._fields)
        rows.setContentsMargins(4, 4, 0, 4)
        rows.setVerticalSpacing(4)
        # In a language of long words a label stands above its field, before the window would have to be wider.
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.addRow(asked_label, when)
        rows.addRow(self._problem)
        self._notes.add_rows(rows, beside_how=self._everything)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._fields)

    def asked_at(self) -> datetime | None:
        """The moment that was entered, aware of its zone; None for "just now"."""
        return self._zone.moment(self._asked.dateTime()) if self._own_time else None

    def details(self) -> Details:
        """What was noted."""
        return self._notes.details()

    def scope_asked(self) -> Scope | None:
        """What they asked for, where that is more than what is chosen in the form."""
        return Scope() if self._everything.isChecked() else None

    @property
    def blank(self) -> bool:
        """Whether nothing was entered."""
        return not self._own_time and self.details() == _NOTHING and self.scope_asked() is None

    def reset(self) -> None:
        """They asked just now, nothing is noted, and the fields are folded."""
        self._own_time = False
        self._notes.put(_NOTHING)
        self._everything.setChecked(False)
        self._zone.setCurrentIndex(0)
        self._unfold(unfolded=False)
        self._set_to_now()
        self._summarize()

    def put(self, asked_at: datetime | None, details: Details, scope_asked: Scope | None) -> None:
        """Show what was entered once before."""
        self._own_time = asked_at is not None
        if asked_at is not None:
            self._zone.choose_for(asked_at)
            self._show_clock(self._zone.clock(asked_at))
        self._notes.put(details)
        self._everything.setChecked(scope_asked is not None)
        self._summarize()

    def show_problem(self, error: AskedInFutureError) -> None:
        """Say what is wrong with the time that was entered, and lead the keyboard there."""
        self._unfold(unfolded=True)
        self._problem.show_text(text(error.sentence), Tone.PROBLEM)
        self._problem.show()
        self._asked.setFocus()

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here."""
        how, *others = self._notes.tab_chain()
        return [self._fold, self._asked, self._zone, how, self._everything, *others]

    def _set_to_now(self) -> None:
        self._show_clock(self._zone.clock(now()))

    def _show_clock(self, clock: QDateTime) -> None:
        today = QDateTime.currentDateTime()
        self._asked.blockSignals(True)
        # Somebody cannot have asked in the future. The day's end leaves room to type hour and minute in turn.
        self._asked.setMaximumDateTime(QDateTime(today.date().addDays(1), today.time()))
        self._asked.setDateTime(clock)
        self._asked.blockSignals(False)

    def _turn(self) -> None:
        unfolded = self._fields.isHidden()
        if unfolded and not self._own_time:
            self._set_to_now()
        self._unfold(unfolded=unfolded)
        if unfolded:
            self._asked.setFocus()

    def _unfold(self, *, unfolded: bool) -> None:
        if unfolded:
            self._notes.prepare()
        self._fold.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self._fold.setAccessibleDescription(self.tr("Unfolded") if unfolded else self.tr("Folded"))
        self._fields.setVisible(unfolded)

    def _time_chosen(self) -> None:
        self._own_time = True
        self._summarize()

    def _zone_chosen(self) -> None:
        # A time that was typed is what a clock showed over there; else it is now, over there.
        if not self._own_time:
            self._set_to_now()
        self._time_chosen()

    def _summarize(self) -> None:
        self._problem.hide()
        details = self.details()
        known = [
            how_word(details.asked_how) if details.asked_how else "",
            self.tr("for every campaign") if self._everything.isChecked() else "",
            self.tr("name") if details.person else "",
            self.tr("taken by") if details.taken_by else "",
            self.tr("reference") if details.reference else "",
            self.tr("note") if details.note else "",
        ]
        noted = ", ".join(filter(None, known)) or self.tr("no name or note")
        self._fold.show_words(f"{self._when()} · {noted}")

    def _when(self) -> str:
        if not self._own_time:
            return self.tr("Asked just now")
        if not self._zone.name():
            return self.tr("Asked {when}").format(when=long_moment(self._zone.moment(self._asked.dateTime())))
        return self.tr("Asked {when} {zone}").format(when=self._asked.text(), zone=self._zone.name())


def check_time(asked_at: datetime | None) -> None:
    """See that a person can have asked by then.

    Raises:
        AskedInFutureError: they cannot.
    """
    if asked_at is not None and asked_at > now() + _CLOCKS_DIFFER:
        raise AskedInFutureError(say("That time is in the future. When did the person ask?"))
