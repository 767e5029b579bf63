"""The bottom line: what is not delivered yet, and what went wrong while something newer was shown."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from dncdesk.core.moments import now
from dncdesk.core.outcome import Tone
from dncdesk.ui.labels import ElidedLabel, palette_around, set_text_color
from dncdesk.ui.theme import colors, mark_icon
from dncdesk.ui.words import short_moment


class _Line(QPushButton):
    """A flat button that reads like a line of text, with the mark of a tone."""

    def __init__(self, tone: Tone, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setObjectName(name)
        self.setFlat(True)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._versions: tuple[str, ...] = ()
        self.hide()

    def show_words(self, *versions: str) -> None:
        """Show the first of `versions` that there is room for, the longest first; nothing at all without words."""
        if self.icon().isNull():
            self._mark()  # not at the start, when there is nothing to say
        self._versions = versions
        self.setAccessibleName(versions[0])
        self.setVisible(bool(versions[0]))
        self.fit()

    def fit(self) -> None:
        """Follow the room that there is."""
        around = self.parentWidget()
        for words in self._versions:
            self.setText(f" {words}")
            if around is None or self.sizeHint().width() <= around.width():
                break

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As narrow as the shortest version can be: the words follow the window, not the window the words."""
        return QSize(self.fontMetrics().averageCharWidth() * 10, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Paint the mark anew when the palette changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self.icon().isNull():
            self._mark()

    def _mark(self) -> None:
        around = palette_around(self)
        self.setIcon(mark_icon(self._tone, around, self.fontMetrics().height()))
        set_text_color(self, colors(around).tones[self._tone].ink, QPalette.ColorRole.ButtonText)


class Footer(QWidget):
    """One line at the window's foot. It keeps its height when it has nothing to say."""

    try_now = Signal()
    attention = Signal()
    update_wanted = Signal()
    lists_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pending = _Line(Tone.PROGRESS, "pendingIndicator", self)
        self._pending.setToolTip(self.tr("It is tried again by itself, after the next start too. Click to try now."))
        self._pending.clicked.connect(self.try_now)
        self._attention = _Line(Tone.WARNING, "attentionLine", self)
        self._attention.clicked.connect(self.attention)
        self._update = _Line(Tone.NEUTRAL, "updateLine", self)
        self._update.clicked.connect(self.update_wanted)
        self._lists = _Line(Tone.PROGRESS, "listsLine", self)
        self._lists.clicked.connect(self.lists_wanted)
        self._note = ElidedLabel()
        self._note.setObjectName("standingNote")
        self._note.setContentsMargins(6, 0, 0, 0)
        self._note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._attention, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._pending, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._lists, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._update, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._note)
        self.setMinimumHeight(self._pending.sizeHint().height())

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here."""
        return [self._pending, self._attention, self._lists, self._update]

    def show_pending(self, count: int, since: datetime | None) -> None:
        """Say how many requests are not delivered yet, and since when."""
        if not count:
            self._pending.show_words("")
            return
        kept, short = self.tr("{what} · kept for the next start · Try now"), self.tr("{what} · Try now")
        what = self.tr("{count} not delivered yet").format(count=count)
        if since is None:
            self._pending.show_words(kept.format(what=what), short.format(what=what))
            return
        moment = short_moment(since, now())
        whole = self.tr("{count} not delivered yet, since {moment}").format(count=count, moment=moment)
        # That it is kept says more to whoever is about to close the window than since when it waits.
        self._pending.show_words(kept.format(what=whole), kept.format(what=what), short.format(what=what))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Say as much as there is room for."""
        super().resizeEvent(event)
        for line in (self._attention, self._pending, self._lists, self._update):
            line.fit()

    def show_attention(self, count: int) -> None:
        """Say that earlier requests ended otherwise than well."""
        self._attention.show_words(
            self.tr("Earlier requests that need a look: {count}").format(count=count) if count else ""
        )

    def show_update(self, version: str) -> None:
        """Say that a newer version is published."""
        words = self.tr("Version {version} is published").format(version=version)
        self._update.show_words(self.tr("{words} · Show where").format(words=words), words)

    def show_lists(self, done: int, total: int, *, paused: bool) -> None:
        """Say how far the lists are that are under way; nothing for a `total` of 0."""
        count = self.locale().toString
        if not total:
            self._lists.show_words("")
            return
        words = self.tr("List paused: {done} of {total}") if paused else self.tr("List: {done} of {total}")
        words = words.format(done=count(done), total=count(total))
        self._lists.show_words(self.tr("{words} · Show").format(words=words), words)

    def show_note(self, words: str) -> None:
        """Show a standing remark."""
        self._note.show_text(words, Tone.WARNING)
        self._note.setVisible(bool(words))
