"""Changing the settings: in force at once, written down off the main thread, told to all who go by them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from dncdesk.core.scope import Scope
from dncdesk.core.sentences import Sentence
from dncdesk.desk.diallers import Diallers
from dncdesk.desk.errands import Errands
from dncdesk.desk.in_force import InForce
from dncdesk.desk.saving import Changes, keep_password
from dncdesk.desk.server_link import sentence_of

if TYPE_CHECKING:
    from dncdesk.blocking.queue import Queue
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.settings import Server, Settings
    from dncdesk.desk.saving import Change


class Keeping(InForce):
    """The settings in force, and what changes them. Before there is a log, a change lasts until the settings are read.

    It holds what changed settings have to be told to: the queue, and the links to the diallers.
    """

    notice = Signal(object)
    """A `Sentence` for the person."""
    settings_changed = Signal()
    saved = Signal(object)
    """A server's settings are kept; the `Sentence` that says why its password is not in the keyring, or None."""
    waiting_counted = Signal(str, int)
    """A server's name, and how many opt-outs wait for it."""

    def __init__(self, server_name: str) -> None:
        super().__init__(server_name)
        self.keyring_note: Sentence | None = None
        self._errands = Errands(self)
        self._place: Workplace | None = None
        self._queue: Queue | None = None
        self._diallers = Diallers(self._errands, self)
        self._changes = Changes()

    def remember_scope(self, scope: Scope) -> None:
        """Offer this scope first next time."""
        if self.server is None or self.last_scope == scope:
            return
        self._take(last_scope=dict(self.settings.last_scope) | {self.server.name: str(scope)})

    def keep(self, **changes: Any) -> None:
        """Take changed settings, by their names in `Settings`, into force and write them down."""
        self._take(**changes)
        self.settings_changed.emit()

    def _take(self, **changes: Any) -> None:
        self._apply(lambda settings: replace(settings, **changes))

    def _apply(self, change: Change, then: Callable[[object], None] | None = None) -> None:
        self.settings = change(self.settings)
        if (place := self._place) is not None:
            self._changes.add(change)
            self._errands.run(lambda: self._changes.keep(place), then or self._on_done, self._on_trouble)

    def refresh_campaigns(self) -> None:
        """Ask the dialler for its campaigns, which tells how the connection is as well."""
        self._diallers.refresh(self.settings)

    def save(self, server: Server, password: str | None, instead_of: str | None, *, use: bool = True) -> None:
        """Keep a server's settings and, if typed, its password; `saved` follows.

        It is in use from now on; without `use`, the one in use stays so.
        """
        place = self._place
        if place is None:
            raise RuntimeError("save before ready")

        def change(settings: Settings) -> Settings:
            return settings.with_server(server, instead_of=instead_of, use=use)

        def work() -> tuple[str, Change, Sentence | None]:
            self._changes.keep(place)
            return server.name, change, keep_password(place, server, password)

        self._changes.add(change)
        self._errands.run(work, self._on_saved, self._on_trouble)

    def remove_server(self, name: str) -> None:
        """Forget the settings of a server; what waits for it stays in the log. `settings_changed` follows."""
        self._apply(lambda settings: settings.without_server(name), self._on_removed)
        self.settings_changed.emit()
        self.refresh_campaigns()

    def count_waiting(self, name: str) -> None:
        """Count what waits for the server called `name`; `waiting_counted` follows."""

        def work() -> tuple[str, int]:
            from dncdesk.record.reader import Reader

            entries = self._place.log.read(Reader.unfinished) if self._place is not None else []
            return name, sum(entry.server == name for entry in entries)

        self._errands.run(work, self._on_counted, self._on_trouble)

    def _on_counted(self, counted: tuple[str, int]) -> None:
        self.waiting_counted.emit(*counted)

    # -- back in the main thread ---------------------------------------------------------------------------------

    def _on_done(self, _nothing: object) -> None:
        """Something was done of which nothing follows."""

    def _on_removed(self, _nothing: object) -> None:
        if self._queue is not None:
            self._queue.settings_changed()

    def _on_saved(self, saved: tuple[str, Change, Sentence | None]) -> None:
        name, change, note = saved
        self.settings = change(self.settings)
        self.keyring_note = note
        self._diallers.link(name).may_delete()
        self.settings_changed.emit()
        self.saved.emit(note)
        if self._queue is not None and self.server is not None:
            self._queue.settings_changed()
            self._queue.login_renewed(name)
        self.refresh_campaigns()

    def _on_trouble(self, error: Exception) -> None:
        self.notice.emit(sentence_of(error))
