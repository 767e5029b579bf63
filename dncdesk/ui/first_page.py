"""What the steps of the first run have in common."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from dncdesk.ui.labels import ToneLabel, palette_around, set_font
from dncdesk.ui.theme import blend, colors
from dncdesk.ui.tone_lines import ToneLines

GAP = 10
_BAR = 4  # pixels


class FirstPage(QWidget):
    """One step. It asks and answers in its own place; the buttons under it are the first run's."""

    changed = Signal()
    """Whether and how one can go on may be another now."""
    passed = Signal()
    """The step is done."""

    def __init__(self, title: str, words: str, parent: QWidget | None = None) -> None:
        """A step called `title`, with `words` on what is asked for."""
        super().__init__(parent)
        self.title = title
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        heading = QLabel(title)
        heading.setWordWrap(True)
        set_font(heading, scale=1.35)
        self._column.addWidget(heading)
        self.words = wrapped(words)
        self._column.addWidget(self.words)
        self._column.addSpacing(2)

    @property
    def able(self) -> bool:
        """Whether one can go on from here now."""
        return True

    def go_on_words(self) -> str:
        """What stands on the strong button."""
        return self.tr("&Continue")

    def begin(self) -> None:
        """The step is shown: give the keyboard to where it is wanted."""

    def go_on(self) -> None:
        """Somebody wants to go on, `able` or not; `passed` follows if the step is done."""
        self.passed.emit()

    def stop(self) -> None:
        """The step is left before it was done: what is still on its way counts no more."""

    def _found(self, name: str, lines: int) -> ToneLines:
        """A place for what is found, `lines` high, so that nothing moves when it comes."""
        found = ToneLines()
        found.setObjectName(name)
        found.setMinimumHeight(found.fontMetrics().lineSpacing() * lines)
        found.spoke.connect(self._bring_up)
        self._column.addWidget(found)
        return found

    def _bring_up(self) -> None:
        # On a low screen the step scrolls; what was found must be seen even so, once it is laid out.
        QTimer.singleShot(0, self._scroll_to_found)

    def _scroll_to_found(self) -> None:
        around = self.parentWidget()
        scroll = around.parentWidget() if around is not None else None
        found = self.findChildren(ToneLines)
        if isinstance(scroll, QScrollArea) and found:
            scroll.ensureWidgetVisible(found[-1], 0, GAP)

    def _field(self, name: str, label: str) -> QLineEdit:
        """A line under its label."""
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(label.replace("&", ""))
        line.setMinimumHeight(round(line.fontMetrics().height() * 1.9))
        words = QLabel(label)
        words.setBuddy(line)
        set_font(words)
        self._column.addWidget(words)
        self._column.addWidget(line)
        return line


class Steps(QWidget):
    """As many bars as there are steps; those up to the present one are in the accent colour."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = count
        self._now = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_step(self, number: int) -> None:
        """The step with that `number`, from 0, is the present one."""
        self._now = number
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Low and as wide as may be."""
        return QSize(120, _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the bars."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        around = palette_around(self)
        rest = blend(around.color(self.foregroundRole()), around.color(self.backgroundRole()), 0.2)
        width = (self.width() - 6 * (self._count - 1)) / self._count
        for number in range(self._count):
            painter.setBrush(colors(around).accent if number <= self._now else rest)
            painter.drawRoundedRect(QRectF(number * (width + 6), 0, width, _BAR), 2, 2)


def wrapped(words: str) -> ToneLabel:
    """Quiet words on as many lines as they need."""
    label = ToneLabel(words)
    label.setWordWrap(True)
    return label


def section(words: str) -> QLabel:
    """A heading within a step."""
    label = QLabel(words)
    set_font(label)
    return label
