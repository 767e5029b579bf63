"""What can be done with a row of the log: from its menu, by shortcut, and with the buttons of the detail pane.

The one place that ties table, pane, form and banner together for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from dncdesk.core.outcome import Outcome
from dncdesk.ui.row_work import RowWork
from dncdesk.ui.words import is_removal

if TYPE_CHECKING:
    from dncdesk.core.sentences import Sentence
    from dncdesk.desk.desk import Desk
    from dncdesk.record.reader import Entry
    from dncdesk.record.story import Story
    from dncdesk.ui.detail_pane import DetailPane
    from dncdesk.ui.form import Form
    from dncdesk.ui.log_panel import LogPanel
    from dncdesk.ui.reporter import Reporter
    from dncdesk.ui.two_panes import TwoPanes

_PAUSE_MS = 60
"""How long a row has to be the chosen one before its story is read: arrow keys pass over many."""
_NOTHING_TO_TAKE_OFF = {Outcome.WAITING, Outcome.REFUSED, Outcome.REMOVED}


@dataclass(frozen=True)
class Around:
    """What the actions work on."""

    log: LogPanel
    panes: TwoPanes
    form: Form
    reporter: Reporter


class RowActions(QObject):
    """The chosen row, its pane, and what may be done with it."""

    def __init__(self, desk: Desk, around: Around, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._stories = desk.stories
        self._around = around
        self._window = window
        self._pane: DetailPane | None = None
        self._current: Entry | None = None
        self._work = RowWork(desk, around.form, around.reporter, window)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._details = self._action("rowDetails", self.tr("&Details"), "Return", self._open_chosen)
        self._note = self._action("rowNote", self.tr("Add a &note…"), "F2", self._note_chosen)
        self._check = self._action("rowCheck", self.tr("Chec&k again"), "Ctrl+K", self._check_chosen)
        self._repeat = self._action("rowRepeat", self.tr("&Repeat"), "Ctrl+R", self._repeat_chosen)
        self._remove = self._action("rowRemove", self.tr("&Take off…"), "Del", self._take_off_chosen)
        self._copy = self._action("rowCopy", self.tr("&Copy as text"), "Ctrl+Shift+C", self._copy_chosen)
        self._sheet = self._action("rowSheet", self.tr("&Proof sheet…"), "Ctrl+P", self._print_chosen)
        self._acting = [self._note, self._check, self._repeat, self._remove, self._copy, self._sheet]
        self._follow_log(around.log)
        desk.entry_changed.connect(self._on_entry)
        desk.log_replaced.connect(self.close_pane)
        self._stories.told.connect(self._on_told)
        self._stories.not_told.connect(self._on_not_told)

    # -- the table --------------------------------------------------------------------------------------------------

    def _follow_log(self, log: LogPanel) -> None:
        table = log.table
        log.opened.connect(self.open)
        log.selected.connect(self._on_selected)
        log.row_menu_wanted.connect(self._menu_at)
        for action in self._acting:
            table.addAction(action)

    def _on_selected(self, entry: Entry | None) -> None:
        # After a search no row is chosen any more, and the pane stays with what it shows.
        self._current = entry
        if entry is not None and self._pane is not None and self._pane.isVisible():
            self._show(entry)
            self._pause.start()

    def _menu_at(self, entry: Entry, place: QPoint) -> None:
        self._current = entry
        self._allow(entry)
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._details)
        menu.addSeparator()
        menu.addActions(self._acting)
        menu.popup(place)

    def chosen(self) -> Entry | None:
        """The entry that an action is for: the one that the pane shows; without a pane, the table's current one."""
        if self._pane is not None and self._pane.entry is not None:
            return self._pane.entry
        return self._current

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Escape in the table closes the pane first."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key()
        if pressed == Qt.Key.Key_Escape and self._pane is not None and self._pane.isVisible():
            self.close_pane()
            return True
        return super().eventFilter(watched, event)

    # -- the pane -----------------------------------------------------------------------------------------------------

    def open(self, entry: Entry) -> None:
        """Show all of `entry` beside the table."""
        pane = self._made_pane()
        self._show(entry)
        self._around.panes.open_side(pane)
        self._ask()

    def close_pane(self) -> None:
        """Show no details."""
        if self._pane is not None:
            self._pane.dismiss()

    def _made_pane(self) -> DetailPane:
        if self._pane is None:
            from dncdesk.ui.detail_pane import DetailPane

            self._pane = DetailPane(self._acting)
            self._pane.hide()
            self._pane.closed.connect(self._on_closed)
            self._around.log.table.installEventFilter(self)
        return self._pane

    def _on_closed(self) -> None:
        self._pause.stop()
        for action in self._acting:
            action.setEnabled(True)  # what may be done with the next row is looked at when it is done
        self._around.log.table.setFocus()

    def _show(self, entry: Entry) -> None:
        self._allow(entry)
        self._made_pane().show_entry(entry)

    def _allow(self, entry: Entry) -> None:
        self._note.setEnabled(not entry.imported)
        self._remove.setEnabled(_can_be_taken_off(entry))

    def _ask(self) -> None:
        if self._pane is not None and self._pane.entry is not None:
            self._stories.tell(self._pane.entry.opt_out_id)

    def _on_entry(self, entry: Entry) -> None:
        shown = self._pane.entry if self._pane is not None else None
        if shown is not None and entry.opt_out_id == shown.opt_out_id:
            self._show(entry)
            self._pause.start()

    def _on_told(self, story: Story) -> None:
        if self._pane is not None:
            self._pane.take(story)

    def _on_not_told(self, opt_out_id: str, why: Sentence) -> None:
        if self._pane is not None:
            self._pane.take_problem(opt_out_id, why)

    # -- what can be done --------------------------------------------------------------------------------------------

    def note_for(self, opt_out_id: str, others: tuple[str, ...] = ()) -> None:
        """Ask for details to be added to an opt-out, and to `others` that were entered with it."""
        self._work.note(opt_out_id, others)

    def _open_chosen(self) -> None:
        if (entry := self.chosen()) is not None:
            self.open(entry)

    def _note_chosen(self) -> None:
        if (entry := self.chosen()) is not None and not entry.imported:
            self._work.note(entry.opt_out_id)

    def _check_chosen(self) -> None:
        if (entry := self.chosen()) is not None:
            self._work.check(entry)

    def _repeat_chosen(self) -> None:
        if (entry := self.chosen()) is not None:
            self._work.repeat(entry)

    def _take_off_chosen(self) -> None:
        if (entry := self.chosen()) is not None and _can_be_taken_off(entry):
            self._work.take_off(entry)

    def _copy_chosen(self) -> None:
        if (entry := self.chosen()) is not None:
            self._work.copy(entry)

    def _print_chosen(self) -> None:
        if (entry := self.chosen()) is not None:
            self._work.write_sheet(entry)

    def _action(self, name: str, words: str, keys: str, slot: Callable[[], None]) -> QAction:
        action = QAction(words, self)
        action.setObjectName(name)
        # The pane's buttons show it: without a letter to press, of which the form has many.
        action.setIconText(words.replace("&", ""))
        action.setShortcut(QKeySequence(keys))
        # The same keys mean other things in the form.
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(slot)
        return action


def _can_be_taken_off(entry: Entry) -> bool:
    """Whether it stands on a list, as far as the log knows: what is not delivered yet would be put there after all."""
    return not entry.imported and not is_removal(entry) and entry.result.outcome not in _NOTHING_TO_TAKE_OFF
