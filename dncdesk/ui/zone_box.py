"""In which zone the clock was that a time was read from: a voicemail may lie in another one than this computer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from PySide6.QtCore import QDateTime, Qt, QTimeZone, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget


class ZoneBox(QComboBox):
    """This computer's zone, and those of the United States and Canada. Qt knows their rules on every system."""

    chosen = Signal()
    """A person has chosen another zone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(9)
        self.activated.connect(self.chosen)

    def prepare(self) -> None:
        """Fill the box; not at the start, when nobody looks at it."""
        if self.count():
            return
        self.addItem(self.tr("Time here"), "")
        for words, name in (
            (self.tr("Eastern"), "America/New_York"),
            (self.tr("Central"), "America/Chicago"),
            (self.tr("Mountain"), "America/Denver"),
            (self.tr("Arizona"), "America/Phoenix"),
            (self.tr("Pacific"), "America/Los_Angeles"),
            (self.tr("Alaska"), "America/Anchorage"),
            (self.tr("Hawaii"), "Pacific/Honolulu"),
            (self.tr("Newfoundland"), "America/St_Johns"),
            (self.tr("Atlantic"), "America/Halifax"),
            (self.tr("Saskatchewan"), "America/Regina"),
            (self.tr("Puerto Rico"), "America/Puerto_Rico"),
            (self.tr("UTC"), "UTC"),
        ):
            self.addItem(words, name)
            self.setItemData(self.count() - 1, name, Qt.ItemDataRole.ToolTipRole)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Fill the box when it is first seen."""
        self.prepare()
        super().showEvent(event)

    def name(self) -> str:
        """The chosen zone for people; empty for this computer's."""
        return self.currentText() if self.currentData() else ""

    def moment(self, clock: QDateTime) -> datetime:
        """The moment at which a clock in the chosen zone shows the date and time of `clock`."""
        zone = str(self.currentData() or "")
        if not zone:
            return datetime.fromtimestamp(clock.toSecsSinceEpoch(), UTC).astimezone()
        there = QDateTime(clock.date(), clock.time(), QTimeZone(zone.encode()))
        return datetime.fromtimestamp(there.toSecsSinceEpoch(), timezone(timedelta(seconds=there.offsetFromUtc())))

    def clock(self, when: datetime) -> QDateTime:
        """What a clock in the chosen zone shows at the moment `when`, as a date and time of this computer's."""
        there = self._there(str(self.currentData() or ""), when)
        return QDateTime(there.date(), there.time())

    def choose_for(self, when: datetime) -> None:
        """Choose a zone in which clocks are as far from UTC at `when` as `when` itself says."""
        self.prepare()
        offset = when.utcoffset() or timedelta()
        zones = [str(self.itemData(row)) for row in range(self.count())]
        seconds = [self._there(zone, when).offsetFromUtc() for zone in zones]
        found = offset.total_seconds()
        self.setCurrentIndex(seconds.index(int(found)) if found in seconds else 0)

    @staticmethod
    def _there(zone: str, when: datetime) -> QDateTime:
        moment = QDateTime.fromMSecsSinceEpoch(round(when.timestamp() * 1000))
        return moment.toTimeZone(QTimeZone(zone.encode())) if zone else moment
