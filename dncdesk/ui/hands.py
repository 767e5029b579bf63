"""The keyboard's ways through the window: shortcuts, the question before everywhere, what is offered and recalled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from dncdesk.core.scope import Scope
from dncdesk.core.sentences import ProblemError
from dncdesk.ui.words import is_removal, text

if TYPE_CHECKING:
    from dncdesk.core.optout import OptOut
    from dncdesk.desk.desk import Desk
    from dncdesk.ui.confirm_strip import ConfirmStrip
    from dncdesk.ui.form import Filled, Form
    from dncdesk.ui.log_panel import LogPanel


@dataclass(frozen=True)
class Reach:
    """The parts of the window that the keys lead to."""

    form: Form
    log: LogPanel
    strip: ConfirmStrip


class Hands(QObject):
    """Makes the window's shortcuts, and decides what Enter means: sending, asking first, or an answer."""

    submitted = Signal(object)
    """A `Filled` goes out; what blocks everywhere has been confirmed."""

    def __init__(self, desk: Desk, window: QWidget, reach: Reach) -> None:
        """For `window`, whose actions the shortcuts become."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._form = reach.form
        self._log = reach.log
        self._strip = reach.strip
        self._was: Filled | None = None
        self._offer = self._form.offer
        self._actions = [
            self._action("numberAction", self.tr("Go to the number"), ["Ctrl+L"], self._go_to_number),
            self._action("searchAction", self.tr("Search the log"), [QKeySequence.StandardKey.Find], self._search),
            self._action("everywhereAction", self.tr("Block everywhere, whatever campaign is chosen"),
                         ["Ctrl+Enter", "Ctrl+Return"], self._everywhere),
            self._action("clipboardAction", self.tr("Use the number that is offered from the clipboard"),
                         ["Ctrl+Shift+V"], self._offer.take),
        ]  # fmt: skip
        self._strip.confirmed.connect(self.submitted)
        self._strip.withdrawn.connect(self._back_to_number)
        self._offer.taken.connect(self._take)
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.timeout.connect(self._look)
        QGuiApplication.clipboard().dataChanged.connect(self._on_clipboard)
        desk.ready.connect(self._on_clipboard)
        desk.recorded.connect(self._on_recorded)
        self._form.number.textChanged.connect(self._on_edit)
        self._form.number.textChanged.connect(self._on_clipboard)
        self._form.where_changed.connect(self._on_edit)
        for line in self._form.details.findChildren(QLineEdit):
            line.textChanged.connect(self._on_edit)

    # -- Enter -----------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Somebody wants to block what stands in the form."""
        filled = self._form.filled()
        if self._strip.asked is not None and filled == self._was:
            self._strip.confirm()
        elif filled.where is not None and filled.where.everywhere:
            self._ask(filled)
        else:
            self._strip.withdraw()
            self.submitted.emit(filled)

    def ask_again(self, filled: Filled) -> None:
        """`filled` turned out to go everywhere, which nobody has confirmed; it stands in the field."""
        self._ask(replace(filled, where=self._form.everywhere()))

    def escape(self) -> bool:
        """Withdraw what is being asked; whether there was anything."""
        asked = self._strip.asked is not None
        self._strip.withdraw()
        return asked

    def use(self, *, able: bool) -> None:
        """Whether the shortcuts do anything: not while the first run stands in the form's place."""
        for action in self._actions:
            action.setEnabled(able)

    def come_back(self) -> None:
        """The window has the keyboard again: lead it to the number, unless something else is being typed.

        What stands there is selected, so that the next number replaces it; a number that is only half typed is not.
        """
        elsewhere = self._window.focusWidget()
        typing = isinstance(elsewhere, QLineEdit) and elsewhere is not self._form.number and elsewhere.text()
        if typing or self._strip.asked is not None:
            return
        self._form.number.setFocus()
        if self._reads():
            self._form.number.selectAll()
        self._on_clipboard()

    def _everywhere(self) -> None:
        filled = replace(self._form.filled(), where=self._form.everywhere())
        if self._strip.asked == filled:
            self._strip.confirm()
        else:
            self._ask(filled)

    def _ask(self, filled: Filled) -> None:
        shown = filled.text.strip()
        if not shown:
            self._form.number.setFocus()
            return
        if self._desk.is_ready:
            try:
                shown = self._desk.read_number(filled.text).shown
            except ProblemError:
                self._strip.withdraw()
                self.submitted.emit(filled)  # which says what is wrong with it
                return
            if self._desk.settings.find() is None:
                self.submitted.emit(filled)
                return
        covers = self.tr("On the internal list: no campaign that uses it calls this number any more.")
        if self._desk.is_ready and (advice := self._desk.advice(Scope())) is not None:
            covers = f"{covers} {text(advice)}"
        if filled.where is not None and filled.where.every_server:
            servers = ", ".join(server.name for server in self._desk.settings.servers)
            covers = self.tr("On every dialler: {servers}. {covers}").format(servers=servers, covers=covers)
        self._was = self._form.filled()
        self._strip.ask(filled, shown, covers)

    def _on_edit(self) -> None:
        if self._strip.asked is not None and self._form.filled() != self._was:
            self._strip.withdraw()

    def _back_to_number(self) -> None:
        self._form.number.setFocus()

    # -- ways ------------------------------------------------------------------------------------------------

    def _action(
        self, name: str, words: str, keys: list[str] | list[QKeySequence.StandardKey], act: Callable[[], None]
    ) -> QAction:
        action = QAction(words, self._window)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(act)
        self._window.addAction(action)
        return action

    def _go_to_number(self) -> None:
        self._form.number.setFocus()
        self._form.number.selectAll()

    def _search(self) -> None:
        self._log.search.setFocus()
        self._log.search.selectAll()

    def _reads(self) -> bool:
        try:
            return self._desk.is_ready and bool(self._desk.read_number(self._form.number.text()))
        except ProblemError:
            return False

    # -- the clipboard, and the last numbers -------------------------------------------------------------------

    def _on_clipboard(self) -> None:
        if self._form.number.text():
            self._offer.withdraw()
        elif self._desk.is_ready and self._window.isActiveWindow():
            # Not within the change itself: whoever owns the clipboard may still be at it.
            self._look_soon.start(0)

    def _look(self) -> None:
        if not self._form.number.text():
            self._offer.look(self._desk.read_number)

    def _take(self, content: str) -> None:
        self._form.number.setText(content)
        self._go_to_number()

    def _on_recorded(self, opt_out: OptOut) -> None:
        self._offer.forget(opt_out.e164)
        if not is_removal(opt_out):
            self._form.number.recall.remember(opt_out.shown)
