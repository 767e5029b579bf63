"""The top line: which dialler, whether it answers, and the menu; above it the marks that must stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dncdesk.core.outcome import Tone
from dncdesk.ui.card import SignButton, paint_card
from dncdesk.ui.labels import ElidedLabel, Mark, ToneLabel, as_plain, palette_around, set_font
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from dncdesk.desk.connection import Connection
    from dncdesk.desk.desk import Desk

_STATE_TONES = {
    "unknown": Tone.NEUTRAL,
    "asking": Tone.PROGRESS,
    "connected": Tone.DONE,
    "unreachable": Tone.PROGRESS,
    "login_refused": Tone.PROBLEM,
    "no_password": Tone.PROBLEM,
    "no_server": Tone.NEUTRAL,
    "certificate": Tone.PROBLEM,
    "problem": Tone.WARNING,
}

_SEVERITY = (Tone.NEUTRAL, Tone.DONE, Tone.PROGRESS, Tone.WARNING, Tone.PROBLEM)
_UNWELL = {Tone.PROGRESS, Tone.WARNING, Tone.PROBLEM}


class Strip(ToneLabel):
    """A band across the window for what must not be overlooked as long as it lasts."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, Tone.WARNING, parent)
        set_font(self)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setContentsMargins(8, 5, 8, 5)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground, then the words."""
        paint_card(self, Tone.WARNING, radius=5).end()
        super().paintEvent(event)


class MenuButton(SignButton):
    """Three bars."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the platform's button, then the bars."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = self.fontMetrics().height() / 4
        pen = QPen(palette_around(self).color(self.foregroundRole()), unit / 2.2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        middle = QRectF(self.rect()).center()
        for row in (-1.2, 0, 1.2):
            bar = QPointF(unit * 1.7, 0)
            height = QPointF(0, row * unit)
            painter.drawLine(middle + height - bar, middle + height + bar)


class Header(QWidget):
    """Marks, server, connection and menu button."""

    server_chosen = Signal(str)
    """Another server's name was chosen."""

    def __init__(self, desk: Desk, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._names: tuple[str, ...] | None = None

        self._practice = Strip(self.tr("Practice: nothing here is real"))
        self._practice.setObjectName("practiceMark")
        self._plain = Strip(self.tr("Not encrypted: the password travels readable (http)"))
        self._plain.setObjectName("plainHttpMark")
        self._mark = Mark(1.0)
        self._server_label = QLabel(self.tr("Ser&ver"))
        self._server: QWidget = QWidget()
        self._state = ElidedLabel()
        self._state.setObjectName("connectionState")
        self._menu = MenuButton()
        self._menu.setObjectName("menuButton")
        self._menu.setAccessibleName(self.tr("Menu"))
        self._menu.setToolTip(self.tr("Menu"))
        self._menu.setAutoRaise(True)
        self._menu.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # Popped up by hand: a button that owns its menu paints an arrow, and only a style sheet, which costs
        # 10 ms and 4 MB at the start, would take it away.
        self._popup = menu
        self._menu.clicked.connect(self._open_menu)

        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        for widget in (self._mark, self._server_label, self._server):
            self._line.addWidget(widget)
        self._line.addWidget(self._state, 1)
        self._line.addWidget(self._menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._practice)
        column.addWidget(self._plain)
        column.addLayout(self._line)
        self.show_settings()

    def show_settings(self) -> None:
        """Follow the settings: the servers' names and the standing marks."""
        self._practice.setVisible(self._desk.practice)
        ready = self._desk.is_ready
        self._plain.setVisible(ready and self._desk.plain_http and not self._desk.practice)
        names = tuple(server.name for server in self._desk.settings.servers) if ready else ()
        current = self._desk.settings.find() if ready else None
        if names != self._names:
            self._names = names
            self._replace_server(_server_combo(names) if len(names) > 1 else _server_name(names))
            if isinstance(self._server, QComboBox):
                self._server.activated.connect(self._chosen)
                self._server_label.setBuddy(self._server)
            self._server_label.setVisible(isinstance(self._server, QComboBox))
        if isinstance(self._server, QComboBox) and current:
            self._server.setCurrentText(current.name)

    def tab_chain(self) -> list[QWidget]:
        """What the Tab key visits here."""
        return [self._server, self._menu] if isinstance(self._server, QComboBox) else [self._menu]

    def show_connection(self, *, undelivered: int) -> None:
        """Follow the connection; a dialler that leaves something `undelivered` is not well, though it answers."""
        connection = self._desk.connection
        if connection is None:
            return
        tone = _STATE_TONES.get(connection.state, Tone.NEUTRAL)
        words = text(connection.sentence)
        unwell = [(name, other) for name, other in self._others() if _is_unwell(other)]
        if connection.state == "connected":
            if undelivered and not unwell:  # what waits, waits for the one that is not well
                tone = Tone.PROGRESS
                words = self.tr("answers, but not all is delivered")
            elif connection.milliseconds is not None:
                words = self.tr("connected, {count} ms").format(count=connection.milliseconds)
            else:
                words = self.tr("connected")
        for name, other in unwell:
            words = f"{words} · {name}: {text(other.sentence)}"
            tone = max(tone, _STATE_TONES[other.state], key=_SEVERITY.index)
        self._tell_each()
        if not self._names:
            words = words[:1].upper() + words[1:]
        self._mark.show_tone(tone)
        self._state.show_text(words, Tone.NEUTRAL if tone is Tone.DONE else tone)

    def _others(self) -> list[tuple[str, Connection]]:
        """How it stands with the diallers that are set up and not in use."""
        current = self._desk.settings.find()
        used = current.name if current else ""
        found = self._desk.connections
        return [(name, found[name]) for name in self._names or () if name != used and name in found]

    def _tell_each(self) -> None:
        """Each dialler's row in the box says how it stands with it."""
        if isinstance(self._server, QComboBox):
            found = self._desk.connections
            for row, name in enumerate(self._names or ()):
                state = text(found[name].sentence) if name in found else ""
                self._server.setItemData(row, as_plain(f"{name}: {state}"), Qt.ItemDataRole.ToolTipRole)
                self._server.setItemData(row, f"{name}, {state}", Qt.ItemDataRole.AccessibleTextRole)

    def _replace_server(self, widget: QWidget) -> None:
        self._line.replaceWidget(self._server, widget)
        self._server.setObjectName("")  # it lives until the event loop comes by; its name is the new one's now
        self._server.hide()
        self._server.deleteLater()
        self._server = widget

    def _open_menu(self) -> None:
        corner = self._menu.mapToGlobal(self._menu.rect().bottomRight())
        self._popup.popup(corner - QPoint(self._popup.sizeHint().width(), 0))

    def _chosen(self, index: int) -> None:
        if self._names is not None:
            self.server_chosen.emit(self._names[index])


def _is_unwell(connection: Connection) -> bool:
    return connection.state != "asking" and _STATE_TONES.get(connection.state) in _UNWELL


def _server_name(names: tuple[str, ...]) -> QWidget:
    label = ElidedLabel(names[0] if names else "", tone=None)
    label.setObjectName("serverBox")
    label.setVisible(bool(names))
    set_font(label)
    return label


def _server_combo(names: tuple[str, ...]) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName("serverBox")
    combo.addItems(list(names))
    return combo
