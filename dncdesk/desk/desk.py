"""What the window talks to: one QObject that hides threads, files, keyring and network.

Everything here returns at once. What takes time runs on the queue's threads or as an errand, and comes back
as a signal in the main thread. Heavy parts are loaded after the first paint, by `start`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dncdesk.core.outcome import Outcome
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import Sentence, say
from dncdesk.desk.bridge import Bridge
from dncdesk.desk.errands import Errands
from dncdesk.desk.logbook import Logbook
from dncdesk.desk.server_link import ServerLink, sentence_of

if TYPE_CHECKING:
    from dncdesk.blocking.check import CheckReport
    from dncdesk.blocking.enquiries import Enquiries
    from dncdesk.blocking.queue import Queue
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.campaign import Campaign
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result
    from dncdesk.core.phone import PhoneNumber
    from dncdesk.core.settings import Server, Settings
    from dncdesk.desk.connection import Connection

_CLOSING_SECONDS = 0.3


class Desk(QObject):
    """The window's one counterpart. Made in the main thread; connect bound methods of QObjects only."""

    ready = Signal()
    notice = Signal(object)
    recorded = Signal(object)
    not_recorded = Signal(object, object)
    settled = Signal(object, object)
    checked = Signal(object)
    campaigns_changed = Signal()
    connection_changed = Signal()
    pending_changed = Signal()
    entries_found = Signal(object, str, bool)
    entry_changed = Signal(object)
    settings_changed = Signal()
    tested = Signal(object)
    saved = Signal(object)

    def __init__(self, open_workplace: Callable[[], Workplace], *, practice: bool, server_name: str = "") -> None:
        """`open_workplace` is called once, off the main thread, by `start`."""
        super().__init__()
        self.practice = practice
        self._server_name = server_name
        self.keyring_note: Sentence | None = None
        self._open_workplace = open_workplace
        self._place: Workplace | None = None
        self._enquiries: Enquiries | None = None
        self._queue: Queue | None = None
        self._in_flight: set[str] = set()
        self._may_not_delete = False
        self._closed = False
        self._errands = Errands(self)
        self._logbook = Logbook(self._errands, self)
        self._logbook.entries_found.connect(self.entries_found)
        self._logbook.entry_changed.connect(self.entry_changed)
        self._logbook.pending_changed.connect(self.pending_changed)
        self._logbook.trouble.connect(self._on_trouble)
        self._link = ServerLink(self._errands, self)
        self._link.campaigns_changed.connect(self.campaigns_changed)
        self._link.connection_changed.connect(self.connection_changed)
        self._link.tested.connect(self.tested)
        self._link.trouble.connect(self._on_trouble)
        self._bridge = Bridge(self)
        self._bridge.recorded.connect(self._on_recorded)
        self._bridge.not_recorded.connect(self._on_not_recorded)
        self._bridge.settled.connect(self._on_settled)

    # -- state ---------------------------------------------------------------------------------------------

    @cached_property
    def settings(self) -> Settings:
        """The settings in force; before `ready`, empty ones, which the window's first picture does not ask for."""
        from dncdesk.core.settings import Settings

        return Settings(server=self._server_name)

    @property
    def is_ready(self) -> bool:
        """Whether the log is open and numbers can be read."""
        return self._queue is not None

    @property
    def idle(self) -> bool:
        """Whether nothing is in flight; what waits for a later try is not in flight."""
        return not self._in_flight and self._errands.idle and (self._queue is None or self._queue.idle)

    @property
    def campaigns(self) -> tuple[Campaign, ...]:
        """The campaigns to choose from, the active ones first."""
        return self._link.campaigns

    @property
    def connection(self) -> Connection | None:
        """How it stands with the dialler; None before anything was asked."""
        return self._link.connection

    @property
    def pending_count(self) -> int:
        """How many opt-outs are not delivered yet."""
        return self._logbook.pending_count

    @property
    def pending_since(self) -> datetime | None:
        """When the oldest of them was asked for."""
        return self._logbook.pending_since

    @property
    def server(self) -> Server | None:
        """The dialler in use, if the settings name one."""
        return self.settings.find()

    @property
    def plain_http(self) -> bool:
        """Whether the dialler is asked without encryption."""
        from dncdesk.core.endpoint import BadAddressError, plain_http

        try:
            return self.server is not None and plain_http(self.server.endpoint)
        except BadAddressError:
            return False

    @property
    def last_scope(self) -> Scope | None:
        """The scope chosen last for this server."""
        word = self.settings.last_scope.get(self.server.name) if self.server else None
        return Scope.from_word(word) if word else None

    # -- what the window asks for ----------------------------------------------------------------------------

    def start(self) -> None:
        """Load the heavy parts, open the log, take up what is pending, ask the dialler for its campaigns."""
        self._errands.run(self._open, self._on_open, self._on_trouble)

    def read_number(self, text: str) -> PhoneNumber:
        """The number in `text`, by this server's rule.

        Raises:
            NotANumberError: it holds none, or not just one; its sentence says so.
        """
        from dncdesk.core.phone import NumberRule, read_number

        server = self.server
        country, form = (server.country, server.number_form) if server else ("US", NumberRule.NATIONAL)
        return read_number(text, country=country, rule=NumberRule(form))

    def block(self, number: PhoneNumber, scope: Scope, *, asked_at: datetime | None = None, note: str = "") -> str:
        """Record and send; returns the opt-out's id. `recorded` or `not_recorded` follows, then `settled`."""
        place, queue, server = self._place, self._queue, self.server
        if place is None or queue is None or server is None:
            raise RuntimeError("block before ready, or without a server")
        name = next((c.name for c in self.campaigns if c.id == scope.campaign_id), "")
        opt_out = place.opt_out(number, scope, server, asked_at=asked_at, note=note, scope_name=name)
        self._in_flight.add(opt_out.id)
        queue.submit(opt_out)
        return opt_out.id

    def undo(self, opt_out: OptOut, result: Result) -> str | None:
        """Take back what `opt_out` put on the list; returns the removal's id, or None where there is no undo."""
        place, queue = self._place, self._queue
        if place is None or queue is None or not self.can_undo(result):
            return None
        removal = place.undo(opt_out, result.added, "undone in the window")
        self._in_flight.add(removal.id)
        queue.submit(removal)
        return removal.id

    def can_undo(self, result: Result) -> bool:
        """Whether what was done can be taken back: only what this program itself put on the list."""
        return bool(result.added) and not self._may_not_delete and self._link.deletes

    def no_undo(self, result: Result) -> Sentence | None:
        """Why what was put on the list cannot be taken back; None where it can, or where nothing was put there."""
        if not result.added or self.can_undo(result):
            return None
        if self._link.deletes:
            return say("No Undo: this account may not take numbers off.")
        return say("No Undo: this dialler is too old for it.")

    def advice(self, scope: Scope) -> Sentence | None:
        """What the administrator's checklist says about choosing `scope`."""
        from dncdesk.blocking.advice import before_blocking

        return before_blocking(scope, self.server.checklist) if self.server else None

    def everywhere_instead(self, scope: Scope) -> bool:
        """Whether the checklist says that this campaign listens to the internal list, and not to its own."""
        if self.server is None or scope.everywhere or (switches := self.server.checklist.get(str(scope))) is None:
            return False
        return switches.reads(internal_list=False) is False and bool(switches.reads(internal_list=True))

    def check(self, number: PhoneNumber, scope: Scope) -> None:
        """Ask whether the number is blocked; `checked` follows."""
        enquiries, server = self._enquiries, self.server
        if enquiries is not None and server is not None:
            self._errands.run(lambda: enquiries.check(server, number, scope), self._on_checked, self._on_trouble)

    def try_now(self) -> None:
        """Do not wait any longer with what is pending."""
        if self._queue is not None:
            self._queue.try_now()
            self.refresh_campaigns()

    def ask_entries(self, search: str, before: int | None) -> None:
        """Ask for a page of the log; `entries_found` follows with the same `search`."""
        self._logbook.ask(search, before)

    def remember_scope(self, scope: Scope) -> None:
        """Offer this scope first next time."""
        if self.server is None or self.last_scope == scope:
            return
        chosen = dict(self.settings.last_scope) | {self.server.name: str(scope)}
        self.settings = replace(self.settings, last_scope=chosen)
        place, settings = self._place, self.settings
        if place is not None:
            self._errands.run(lambda: place.use(settings), self._on_done, self._on_trouble)

    def refresh_campaigns(self) -> None:
        """Ask the dialler for its campaigns, which tells how the connection is as well."""
        self._link.refresh(self.server)

    def test(self, server: Server, password: str | None) -> None:
        """Try out a server's settings with a typed password, or the stored one (None); `tested` follows."""
        self._link.test(server, password)

    def save(self, server: Server, password: str | None, instead_of: str | None) -> None:
        """Keep a server's settings and, if typed, its password; `saved` follows."""
        self._errands.run(lambda: self._save(server, password, instead_of), self._on_saved, self._on_trouble)

    def reset_practice(self) -> None:
        """Set the practice dialler back to its beginning. The log stays."""
        if self._place is not None and self._place.practice is not None:
            self._place.practice.reset()
            self.refresh_campaigns()

    def close(self) -> None:
        """Stop everything; at most two seconds. What was in flight is on disk and is taken up at the next start."""
        if self._closed:
            return
        self._closed = True
        self._bridge.close()
        if self._queue is not None:
            self._queue.close()
        self._errands.close(_CLOSING_SECONDS)
        self._logbook.close()
        if self._place is not None:
            self._place.close()

    # -- off the main thread -----------------------------------------------------------------------------------

    def _open(self) -> tuple[Workplace, Enquiries]:
        from dncdesk.blocking.enquiries import Enquiries

        place = self._open_workplace()
        return place, Enquiries(place)

    def _save(self, server: Server, password: str | None, instead_of: str | None) -> Sentence | None:
        from dncdesk.core.credentials import Secret

        place = self._opened_place()
        place.use(place.settings.with_server(server, instead_of=instead_of))
        if password is None:
            return None
        return None if place.keep_password(server, Secret(password)) else _lasts_until_exit(place)

    def _opened_place(self) -> Workplace:
        if self._place is None:
            raise RuntimeError("asked before ready")
        return self._place

    # -- back in the main thread ---------------------------------------------------------------------------------

    def _on_open(self, opened: tuple[Workplace, Enquiries]) -> None:
        place, self._enquiries = opened
        self._place = place
        self._link.open(self._enquiries)
        self._logbook.open(place.paths.log)
        self.settings = place.settings
        self._queue = place.queue(self._bridge)
        for notice in place.notices:
            self.notice.emit(notice)
        self.settings_changed.emit()
        self.ready.emit()
        self._errands.run(self._queue.resume, self._on_done, self._on_trouble)
        self._logbook.look_up("")
        self.refresh_campaigns()

    def _on_checked(self, report: CheckReport) -> None:
        self.checked.emit(report)

    def _on_recorded(self, opt_out: OptOut) -> None:
        self._logbook.look_up(opt_out.id)
        self.recorded.emit(opt_out)

    def _on_not_recorded(self, opt_out: OptOut, problem: Sentence) -> None:
        self._in_flight.discard(opt_out.id)
        self.not_recorded.emit(opt_out, problem)

    def _on_settled(self, opt_out: OptOut, result: Result) -> None:
        from dncdesk.core.optout import Action

        self._in_flight.discard(opt_out.id)
        self._logbook.look_up(opt_out.id)
        if opt_out.action is Action.REMOVE and result.outcome is Outcome.REFUSED:
            self._may_not_delete = True
        if opt_out.undoes and result.outcome is Outcome.REMOVED:
            self._logbook.look_up(opt_out.undoes)
        self._link.learn_from(result)
        self.settled.emit(opt_out, result)

    def _on_done(self, _nothing: object) -> None:
        """Something was done of which nothing follows."""

    def _on_saved(self, note: Sentence | None) -> None:
        place = self._opened_place()
        self.settings = place.settings
        self.keyring_note = note
        self._may_not_delete = False
        self.settings_changed.emit()
        self.saved.emit(note)
        if self._queue is not None and self.server is not None:
            self._queue.settings_changed()
            self._queue.login_renewed(self.server.name)
        self.refresh_campaigns()

    def _on_trouble(self, error: Exception) -> None:
        self.notice.emit(sentence_of(error))


def _lasts_until_exit(place: Workplace) -> Sentence:
    """Why the keyring does not have the password."""
    from dncdesk.core.credentials import KeyringState

    if place.credentials.state is KeyringState.LOCKED:
        return say("The keyring is locked, so the password lasts until dncdesk ends. Unlock it and save again.")
    if place.credentials.state is KeyringState.REFUSED:
        return say(
            "This computer's keyring ({name}) keeps passwords readable for anybody, so it is not used: the password "
            "lasts until dncdesk ends.",
            name=place.credentials.backend_name,
        )
    return say("This computer has no keyring, so the password lasts until dncdesk ends.")
