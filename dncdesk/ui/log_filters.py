"""What the log is narrowed to: when, outcome, campaign, server, who. Folded away until somebody wants it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)

from dncdesk.core.outcome import Outcome, Tone
from dncdesk.desk.logbook import Choices
from dncdesk.record.query import Column, Query
from dncdesk.ui.buttons import LinkButton
from dncdesk.ui.labels import ElidedLabel
from dncdesk.ui.theme import colors
from dncdesk.ui.toggle import Toggle
from dncdesk.ui.words import outcome_word, short_day, where

_SHORTEST = 9  # letters of a box's choice that are seen at least
_WIDEST = 64  # letters across the card


class Period(StrEnum):
    """When somebody asked."""

    EVER = ""
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    SPAN = "span"


@dataclass(frozen=True)
class Span:
    """Days, the last one included."""

    first: date
    last: date


class LogFilters(QWidget):
    """A card with the boxes to narrow the log with. It lies over the window, so that nothing there has to move."""

    changed = Signal()
    """Something else is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("logFilters")
        self.setAccessibleName(self.tr("Filters"))
        # The click that closes it must not open it again.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)
        self._quiet = False
        self._above: QWidget | None = None
        self._rows = QFormLayout(self)
        self._open_only = Toggle(self.tr("Not blocked &yet, next due first"))
        self._open_only.setObjectName("openOnlyFilter")
        self._open_only.toggled.connect(self._tell)
        self._period = self._box("periodFilter", self.tr("&Asked"))
        for words, period in (
            (self.tr("Any time"), Period.EVER),
            (self.tr("Today"), Period.TODAY),
            (self.tr("This week"), Period.WEEK),
            (self.tr("This month"), Period.MONTH),
            (self.tr("From … to …"), Period.SPAN),
        ):
            self._period.addItem(words, period)
        self._first, self._last = self._day("firstDay", self.tr("From")), self._day("lastDay", self.tr("To"))
        self._span = self._laid_out_span()
        self._rows.addRow("", self._span)
        self._outcome = self._box("outcomeFilter", self.tr("&Outcome"))
        self._outcome.addItem(self.tr("Any outcome"), "")
        for outcome in Outcome:
            self._outcome.addItem(outcome_word(outcome), outcome)
        self._scope = self._box("scopeFilter", self.tr("&Where"))
        self._who = self._box("whoFilter", self.tr("Taken or entered &by"))
        self._server = self._box("serverFilter", self.tr("&Server"))
        self._rows.addRow(self._open_only)
        self._found = ElidedLabel()
        self._clear = LinkButton(self.tr("&Clear filters"))
        self._clear.clicked.connect(self.clear)
        policy = self._clear.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._clear.setSizePolicy(policy)
        foot = QHBoxLayout()
        foot.addWidget(self._found, 1)
        foot.addWidget(self._clear)
        self._rows.addRow(foot)
        self.offer(Choices())
        for box in (self._period, self._outcome, self._scope, self._server, self._who):
            box.currentIndexChanged.connect(self._tell)
        self._show_what_applies()

    def offer(self, choices: Choices) -> None:
        """Offer what occurs in the log. What is chosen stays chosen."""
        self._quiet = True
        for box, words, offered in (
            (self._scope, self.tr("Anywhere"), choices.scopes),
            (self._server, self.tr("Any server"), choices.servers),
            (self._who, self.tr("Anybody"), choices.people),
        ):
            self._offer(box, words, offered)
        self._quiet = False
        self._show_what_applies()

    def query(self, today: date) -> Query:
        """What is wanted, where `today` is this day."""
        span = self._span_of(today)
        outcome = self._outcome.currentData()
        return Query(
            since=_midnight(span.first) if span else None,
            until=_midnight(span.last + timedelta(days=1)) if span else None,
            outcomes=frozenset({Outcome(outcome)}) if outcome else frozenset(),
            scope=self._scope.currentData(),
            server=self._server.currentData(),
            who=self._who.currentData(),
            open_only=self._open_only.isChecked(),
        )

    def order(self) -> tuple[Column, bool]:
        """The order in which these are read when nobody has chosen one: the column, and whether descending."""
        return (Column.DUE, False) if self._open_only.isChecked() else (Column.RECORDED, True)

    def words(self) -> list[str]:
        """What is narrowed, a word or two for each."""
        found = [self.tr("Not blocked yet")] if self._open_only.isChecked() else []
        if self._period.currentData() == Period.SPAN:
            first, last = self._first.date().toPython(), self._last.date().toPython()
            if isinstance(first, date) and isinstance(last, date):
                words = self.tr("{first} to {last}")
                found.append(words.format(first=short_day(first), last=short_day(last)))
        elif self._period.currentData():
            found.append(self._period.currentText())
        boxes = (self._outcome, self._scope, self._server, self._who)
        return found + [box.currentText() for box in boxes if box.currentData()]

    def depends_on_today(self) -> bool:
        """Whether tomorrow something else is found."""
        return self._period.currentData() in (Period.TODAY, Period.WEEK, Period.MONTH)

    def clear(self) -> None:
        """Narrow nothing."""
        self._quiet = True
        self._open_only.setChecked(False)
        for box in (self._period, self._outcome, self._scope, self._server, self._who):
            box.setCurrentIndex(0)
        self._quiet = False
        self._tell()

    def open_under(self, above: QWidget) -> None:
        """Show the card under the right end of `above`, or over it at the screen's edge; the keyboard goes there."""
        self._above = above
        self.setFixedWidth(min(above.width(), self.fontMetrics().averageCharWidth() * _WIDEST))
        self._place()
        self.show()
        self._period.setFocus()

    def show_found(self, words: str) -> None:
        """Say how many are found."""
        self._found.show_text(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes the card."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the card with the edge that the window's other card has: a style's own is hardly seen in the dark."""
        del event
        painter = QPainter(self)
        painter.setPen(colors(self.palette()).tones[Tone.NEUTRAL].edge)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _place(self) -> None:
        self.adjustSize()
        if self._above is None:
            return
        corner = self._above.mapToGlobal(self._above.rect().bottomRight()) - QPoint(self.width() - 1, 0)
        if corner.y() + self.height() > self.screen().availableGeometry().bottom():
            corner.setY(self._above.mapToGlobal(QPoint()).y() - self.height())
        self.move(corner)

    def _span_of(self, today: date) -> Span | None:
        period = self._period.currentData()
        if period == Period.TODAY:
            return Span(today, today)
        if period == Period.WEEK:
            back = (today.isoweekday() - QLocale().firstDayOfWeek().value) % 7
            return Span(today - timedelta(days=back), today)
        if period == Period.MONTH:
            return Span(today.replace(day=1), today)
        first, last = self._first.date().toPython(), self._last.date().toPython()
        if period == Period.SPAN and isinstance(first, date) and isinstance(last, date):
            return Span(min(first, last), max(first, last))
        return None

    def _tell(self) -> None:
        self._show_what_applies()
        if not self._quiet:
            self.changed.emit()

    def _show_what_applies(self) -> None:
        self._rows.setRowVisible(self._span, self._period.currentData() == Period.SPAN)
        # The entry that says "any", and at least two to choose from.
        self._rows.setRowVisible(self._server, self._server.count() > 2 or bool(self._server.currentData()))
        self._clear.setVisible(bool(self.words()))
        self._place()

    def _offer(self, box: QComboBox, any_of_them: str, choices: Sequence[str]) -> None:
        chosen = box.currentData() or ""
        box.blockSignals(True)
        box.clear()
        box.addItem(any_of_them, "")
        for choice in dict.fromkeys((*choices, chosen)):
            if choice:
                box.addItem(where(choice) if box is self._scope else choice, choice)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)

    def _box(self, name: str, words: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        # As wide as there is room for: a campaign's name must not push the card open.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_SHORTEST)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows.addRow(words, box)
        return box

    def _day(self, name: str, called: str) -> QDateEdit:
        day = QDateEdit(QDate.currentDate())
        day.setObjectName(name)
        day.setAccessibleName(called)
        day.setCalendarPopup(True)
        day.dateChanged.connect(self._tell)
        return day

    def _laid_out_span(self) -> QWidget:
        span = QWidget()
        line = QHBoxLayout(span)
        line.setContentsMargins(0, 0, 0, 0)
        for words, day in ((self.tr("From"), self._first), (self.tr("to"), self._last)):
            line.addWidget(QLabel(words))
            line.addWidget(day, 1)
        return span


def _midnight(day: date) -> datetime:
    """The moment at which `day` begins on this computer's clock."""
    return datetime.combine(day, time()).astimezone()
