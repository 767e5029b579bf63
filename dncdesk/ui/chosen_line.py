"""What a campaign box stands for where its line is too narrow for it: how many, and as many names as there is room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from dncdesk.ui.campaign_box import CampaignBox

_MARGIN = 2  # QLineEdit's own, left and right of its text
_FOLLOWED = {QEvent.Type.Resize, QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.FontChange}
_ELLIPSIS = "…"


class ChosenLine(QWidget):
    """Lies over the line of a campaign box as long as the keyboard is elsewhere.

    The line keeps its whole text: that is what counts, what its tool tip says and what a screen reader reads.
    """

    def __init__(self, box: CampaignBox, line: QLineEdit) -> None:
        """Over `line`, which is that of `box`."""
        super().__init__(line)
        self._box = box
        self._line = line
        self.setObjectName("chosenCampaigns")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        line.installEventFilter(self)
        box.installEventFilter(self)  # which has the keyboard for its line
        line.textChanged.connect(self._follow)
        box.chosen.connect(self._follow)

    @property
    def words(self) -> str:
        """What stands here; empty where the line itself has room enough."""
        text, metrics = self._line.text(), self._line.fontMetrics()
        room = self._line.contentsRect().width() - 2 * _MARGIN
        if metrics.horizontalAdvance(text) <= room:
            return ""
        campaigns = self._box.campaigns()
        if len(campaigns) < 2:
            return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        group, colon, _ = text.partition(":")
        # The box's own words for all of them have no colon and end with their number.
        if not colon and "," not in text:
            return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        head = f"{group}:" if colon else self.tr("{count} campaigns:").format(count=len(campaigns))
        return fitting(head, campaigns, metrics, room)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follow the line's size, and make way for the keyboard."""
        if event.type() in _FOLLOWED:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the words on the line's ground."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._line.palette().brush(QPalette.ColorRole.Base))
        painter.setFont(self._line.font())
        painter.setPen(self._line.palette().color(QPalette.ColorRole.Text))
        room = self.rect().adjusted(_MARGIN, 0, -_MARGIN, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.words)

    def _follow(self) -> None:
        self.setGeometry(self._line.rect())
        self.setVisible(not self._line.hasFocus() and bool(self.words))
        self.update()


def fitting(head: str, names: tuple[str, ...], metrics: QFontMetrics, room: int) -> str:
    """`head` and as many whole `names` as fit into `room` logical pixels, with an ellipsis for the others."""
    for count in range(len(names), 0, -1):
        shown = ", ".join((*names[:count], *((_ELLIPSIS,) if count < len(names) else ())))
        if metrics.horizontalAdvance(f"{head} {shown}") <= room:
            return f"{head} {shown}"
    return metrics.elidedText(f"{head} {names[0]}, {_ELLIPSIS}", Qt.TextElideMode.ElideRight, room)
