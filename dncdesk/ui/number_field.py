"""The field for the number, and under it the live reading of what will be sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLineF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from dncdesk.core.outcome import Tone
from dncdesk.core.sentences import ProblemError
from dncdesk.ui.clipboard_offer import ClipboardOffer
from dncdesk.ui.labels import ToneLabel, set_font
from dncdesk.ui.recall import Recall
from dncdesk.ui.theme import colors
from dncdesk.ui.words import country, text

if TYPE_CHECKING:
    from dncdesk.core.phone import PhoneNumber

_SCALE = 1.55
_WORTH_A_COMPLAINT = 10  # digits; what has fewer is a number still being typed
_LAYOUT_REQUEST = QEvent.Type.LayoutRequest
_SHORTCUT_OVERRIDE = QEvent.Type.ShortcutOverride
_LINE_BREAKS = dict.fromkeys(map(ord, "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")


class NumberField(QLineEdit):
    """A large line for one phone number. Line breaks of a pasted text become semicolons that are seen."""

    submitted = Signal()
    """Enter was pressed."""
    escaped = Signal()
    """Escape was pressed."""
    many_given = Signal(str)
    """Several numbers were pasted or dropped: the whole text. Nothing of it is in the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recall = Recall()
        set_font(self, scale=_SCALE, bold=False)
        self.setMinimumHeight(round(self.fontMetrics().height() * 1.75))
        self.setTextMargins(6, 0, 6, 0)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.textChanged.connect(self._show_line_breaks)
        self.is_list: Callable[[str], bool] | None = None
        """Whether a pasted text holds several numbers; set by whoever takes `many_given`."""

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window's own Undo while nothing is typed that it could take back."""
        if (
            event.type() == _SHORTCUT_OVERRIDE
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.text()
        ):
            event.ignore()
            return False
        return super().event(event)

    def _takes_elsewhere(self, given: str) -> bool:
        """Whether `given` is a list, which this line must not cut to its first number."""
        if self.is_list is None or not self.is_list(given):
            return False
        self.many_given.emit(given)
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """The usual menu, whose Paste takes a list elsewhere as the keys do."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paste = next((action for action in menu.actions() if action.objectName() == "edit-paste"), None)
        if paste is not None:
            paste.triggered.disconnect()
            paste.triggered.connect(self._paste)
        menu.popup(event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Leave files to the window: their names are no numbers."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take a text that is dropped here."""
        if self._takes_elsewhere(event.mimeData().text()):
            event.acceptProposedAction()
        else:
            super().dropEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The middle button pastes what is selected elsewhere, where the system does so."""
        clipboard = QGuiApplication.clipboard()
        pastes = event.button() == Qt.MouseButton.MiddleButton and clipboard.supportsSelection()
        if not (pastes and self._takes_elsewhere(clipboard.text(QClipboard.Mode.Selection))):
            super().mouseReleaseEvent(event)

    def _paste(self) -> None:
        if not self._takes_elsewhere(QGuiApplication.clipboard().text()):
            self.paste()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter submits, Escape clears, up and down recall; a key that repeats itself submits nothing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            walk = self.recall.older if event.key() == Qt.Key.Key_Up else self.recall.newer
            if (number := walk(self.text())) is not None:
                self.setText(number)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The platform's own field, and a line of accent under it while it has the focus."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        accent = QPen(colors(self.palette()).accent, 3)
        accent.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(accent)
        edge = QRectF(self.rect()).adjusted(1, 0, -1, -1.5)
        painter.drawLine(QLineF(edge.bottomLeft(), edge.bottomRight()))

    def _show_line_breaks(self, content: str) -> None:
        # A line edit keeps line breaks and shows them as spaces, which join digits. A semicolon is read
        # as a line break is, and can be seen.
        lines = content.translate(_LINE_BREAKS).split("\n")
        if len(lines) > 1:
            self.setText("; ".join(line for line in map(str.strip, lines) if line))


class Reading(ToneLabel):
    """One or two quiet lines: what will be sent, or why nothing can be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setObjectName("reading")
        # Room for a second line, so that nothing below moves when a sentence needs it.
        self.offer = ClipboardOffer()
        self.offer.setParent(self)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() + self.offer.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the offer on the second line, which a hint leaves free."""
        super().resizeEvent(event)
        self._place_offer()

    def event(self, event: QEvent) -> bool:
        """The offer's words are other ones."""
        if event.type() == _LAYOUT_REQUEST:
            self._place_offer()
        return super().event(event)

    def _place_offer(self) -> None:
        size = self.offer.sizeHint().boundedTo(self.size())
        # Its words begin where the others do, not its margin.
        self.offer.setGeometry(-self.offer.indent, self.height() - size.height(), size.width(), size.height())

    def show_hint(self) -> None:
        """Nothing is typed yet."""
        self.show_text(self.tr("Type or paste it, then press Enter."))

    def show_typing(
        self, content: str, read: Callable[[str], PhoneNumber], home: str, *, finished: bool = False
    ) -> None:
        """Follow the typing in `content`; an unfinished number is not complained about.

        Args:
            content: What stands in the field.
            read: Reads it; raises `ProblemError` when it is not one number.
            home: ISO 3166 code of the server's country, whose numbers need no country's name.
            finished: Nobody is typing it: it is complained about at once.
        """
        if not content.strip():
            self.show_hint()
            return
        try:
            number = read(content)
        except ProblemError as error:
            if finished or sum(sign.isdigit() for sign in content) >= _WORTH_A_COMPLAINT:
                self.show_problem(error)
            else:
                self.show_text(self.tr("Not a full number yet."))
            return
        self.show_number(number, home)

    def show_number(self, number: PhoneNumber, home: str) -> None:
        """Show what will be sent for `number`, and what of the text will not be."""
        parts = [self.tr("Sends {digits}").format(digits=number.main_form)]
        if number.region and number.region != home:
            parts.append(country(number.region))
        parts += [self.tr("“{part}” left out").format(part=part) for part in number.left_out]
        if number.unassigned:
            parts.append(self.tr("no such number is in use: check it"))
        self.show_text(" · ".join(parts), Tone.WARNING if number.unassigned else Tone.NEUTRAL)

    def show_problem(self, error: ProblemError) -> None:
        """Show why nothing is sent."""
        self.show_text(text(error.sentence), Tone.PROBLEM)
