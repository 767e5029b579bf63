"""Taking back what has just been done: a button that is there for ten seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from dncdesk.ui.buttons import PromptButton

if TYPE_CHECKING:
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result

SECONDS = 10
"""How long it is offered."""


class UndoButton(PromptButton):
    """Counts down and goes. Its place stays reserved until the banner says something else: nothing moves."""

    wanted = Signal(object, object)
    """`OptOut`, `Result`: this is to be taken back."""
    left = Signal()
    """It has gone while the keyboard was on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: tuple[OptOut, Result] | None = None
        self._seconds = 0
        self.setObjectName("undoButton")
        # Without the seconds: a screen reader must not count aloud.
        self.setAccessibleName(self.tr("Undo"))
        self.setToolTip(self.tr("Takes the number off the list again (Ctrl+Z)"))
        self.setAutoDefault(True)
        self.clicked.connect(self._press)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        # A shortcut of a button that is hidden does nothing.
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        keys.setWhatsThis(self.tr("Undo, as long as it is offered"))
        keys.activated.connect(self._press)
        self.hide()

    def offer(self, opt_out: OptOut, result: Result) -> None:
        """Offer to take `opt_out` back, which has ended with `result`."""
        self._offered = (opt_out, result)
        self._seconds = SECONDS
        self._count()
        self.setMinimumWidth(self.sizeHint().width())  # "10 s" is the widest
        self._keep_place(keep=True)
        self.show()
        self._clock.start()

    def withdraw(self) -> None:
        """Offer nothing any more, and give the place away."""
        self._end()
        self._keep_place(keep=False)

    def _press(self) -> None:
        if self._offered is not None:
            opt_out, result = self._offered
            self._end()
            self.wanted.emit(opt_out, result)

    def _tick(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._count()
        else:
            self._end()

    def _count(self) -> None:
        self.setText(self.tr("&Undo {seconds} s").format(seconds=self._seconds))

    def _end(self) -> None:
        self._clock.stop()
        self._offered = None
        had_keyboard = self.window().focusWidget() is self
        self.hide()
        if had_keyboard:
            self.left.emit()

    def _keep_place(self, *, keep: bool) -> None:
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keep)
        self.setSizePolicy(policy)
