"""What the window talks to: one QObject that hides threads, files, keyring and network.

Everything here returns at once. What takes time runs on the queue's threads or as an errand, and comes back
as a signal in the main thread. Heavy parts are loaded after the first paint, by `start`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from dncdesk.core.details import Details
from dncdesk.core.outcome import Outcome
from dncdesk.core.scope import Scope, Where
from dncdesk.core.sentences import Sentence
from dncdesk.desk.bridge import Bridge
from dncdesk.desk.diallers import Diallers, Entered, read_for, requests
from dncdesk.desk.errands import Errands
from dncdesk.desk.files import Files
from dncdesk.desk.in_force import InForce
from dncdesk.desk.logbook import Logbook
from dncdesk.desk.many import Many
from dncdesk.desk.network import NetworkWatch
from dncdesk.desk.opening import Opening
from dncdesk.desk.proofs import Proofs
from dncdesk.desk.saving import Changes, keep_password
from dncdesk.desk.server_link import sentence_of
from dncdesk.desk.setup import Setup
from dncdesk.desk.stories import Stories

if TYPE_CHECKING:
    from dncdesk.blocking.enquiries import Enquiries
    from dncdesk.blocking.queue import Queue
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.campaign import Campaign
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result
    from dncdesk.core.phone import PhoneNumber
    from dncdesk.core.settings import Server, Settings
    from dncdesk.desk.connection import Connection
    from dncdesk.desk.saving import Change

_CLOSING_SECONDS = 0.3


class Desk(InForce):
    """The window's one counterpart. Made in the main thread; connect bound methods of QObjects only."""

    ready = Signal()
    """The log is open and numbers can be read."""
    log_problem_changed = Signal()
    """The log cannot be opened; `log_problem` says why. It is tried again until `ready`."""
    log_replaced = Signal()
    """The log's file was damaged and another has been begun: what is shown of it is to be read again."""
    notice = Signal(object)
    recorded = Signal(object)
    not_recorded = Signal(object, object)
    settled = Signal(object, object)
    checked = Signal(object)
    campaigns_changed = Signal()
    connection_changed = Signal()
    pending_changed = Signal()
    entry_changed = Signal(object)
    settings_changed = Signal()
    tested = Signal(object)
    saved = Signal(object)
    waiting_counted = Signal(str, int)
    """A server's name, and how many opt-outs wait for it."""

    def __init__(self, open_workplace: Callable[[], Workplace], *, practice: bool, server_name: str = "") -> None:
        """`open_workplace` is called off the main thread, after `start`, until it returns."""
        super().__init__(server_name)
        self.practice = practice
        self.keyring_note: Sentence | None = None
        self._place: Workplace | None = None
        self._changes = Changes()
        self._queue: Queue | None = None
        self._in_flight: set[str] = set()
        self._closed = False
        self._errands = Errands(self)
        self._opening = Opening(self._errands, open_workplace, self)
        self._opening.opened.connect(self._on_open)
        self._opening.failed.connect(self.log_problem_changed)
        self.logbook = Logbook(self._errands, self)
        self.logbook.entry_changed.connect(self.entry_changed)
        self.logbook.pending_changed.connect(self.pending_changed)
        self.logbook.trouble.connect(self._on_trouble)
        self.logbook.replaced.connect(self.log_replaced)
        self.logbook.notice.connect(self.notice)
        self.stories = Stories(self._errands, self)
        self.stories.removal_made.connect(self._submit)
        self.stories.noted.connect(self.logbook.look_up)
        self.files = Files(self._errands, self)
        self.many = Many(self._errands, self)
        self.many.touched.connect(self.logbook.look_up)
        self.many.notice.connect(self.notice)
        self._diallers = Diallers(self._errands, self)
        self._diallers.campaigns_changed.connect(self.campaigns_changed)
        self._diallers.connection_changed.connect(self.connection_changed)
        self._diallers.tested.connect(self.tested)
        self._diallers.checked.connect(self.checked)
        self._diallers.trouble.connect(self._on_trouble)
        self.setup = Setup(self._errands, self)
        self.proofs = Proofs(self._errands, self)
        self._network = NetworkWatch(self)
        self._network.back.connect(self.hurry)
        self._bridge = Bridge(self)
        self._bridge.recorded.connect(self._on_recorded)
        self._bridge.recorded_many.connect(self._on_recorded_many)
        self._bridge.not_recorded.connect(self._on_not_recorded)
        self._bridge.settled.connect(self._on_settled)

    # -- state ---------------------------------------------------------------------------------------------

    @property
    def is_ready(self) -> bool:
        """Whether the log is open and numbers can be read."""
        return self._queue is not None

    @property
    def log_problem(self) -> Sentence | None:
        """Why the log cannot be opened, so that nothing can be recorded; None where it is open, or not tried yet."""
        return self._opening.problem

    @property
    def idle(self) -> bool:
        """Whether nothing is in flight; what waits for a later try is not in flight."""
        return not self._in_flight and self._errands.idle and (self._queue is None or self._queue.idle)

    @property
    def campaigns(self) -> tuple[Campaign, ...]:
        """The campaigns to choose from, the active ones first."""
        return self._diallers.current.campaigns

    @property
    def connection(self) -> Connection | None:
        """How it stands with the dialler; None before anything was asked."""
        return self._diallers.current.connection

    @property
    def connections(self) -> Mapping[str, Connection]:
        """How it stands with each dialler that was asked, by its name."""
        return self._diallers.connections

    @property
    def pending_count(self) -> int:
        """How many opt-outs are not delivered yet."""
        return self.logbook.pending_count

    @property
    def pending_since(self) -> datetime | None:
        """When the oldest of them was asked for."""
        return self.logbook.pending_since

    # -- what the window asks for ----------------------------------------------------------------------------

    def start(self) -> None:
        """Load the heavy parts, open the log, take up what is pending, ask the dialler for its campaigns.

        Follows either `ready`, or `log_problem_changed` and later `ready`.
        """
        self._opening.try_now()

    def block(
        self, number: PhoneNumber, scope: Scope, *, asked_at: datetime | None = None,
        details: Details | None = None, scope_asked: Scope | None = None,
    ) -> str:  # fmt: skip
        """Record and send; returns the opt-out's id. `recorded` or `not_recorded` follows, then `settled`."""
        place, server = self._place, self.server
        if place is None or self._queue is None or server is None:
            raise RuntimeError("block before ready, or without a server")
        name = next((c.name for c in self.campaigns if c.id == scope.campaign_id), "")
        opt_out = place.opt_out(
            number, scope, server, asked_at=asked_at, details=details or Details(), scope_name=name,
            scope_asked=scope_asked,
        )  # fmt: skip
        return self._submit(opt_out)

    def enter(
        self, number: PhoneNumber, where: Where, *, asked_at: datetime | None = None, details: Details | None = None,
        scope_asked: Scope | None = None,
    ) -> Entered:  # fmt: skip
        """Record and send a request for several campaigns or servers. For each opt-out it goes on as after `block`.

        Raises:
            ProblemError: one of the servers cannot hold the number, or has no usable address; nothing is recorded.
        """
        if self._place is None or self._queue is None:
            raise RuntimeError("enter before ready")
        opt_outs = requests(
            self._place, number, where, self.settings, self.campaigns, asked_at=asked_at,
            details=details or Details(), scope_asked=scope_asked,
        )  # fmt: skip
        return self._submit_all(opt_outs)

    def undo_all(self, done: Sequence[tuple[OptOut, Result]]) -> Entered | None:
        """Take back what was entered together: off its list what is there, not sent what was not sent yet."""
        from dncdesk.core.optout import new_id

        place, queue = self._place, self._queue
        if place is None or queue is None:
            return None
        for waiting in {opt_out.group for opt_out, result in done if result.outcome.pending}:
            self._errands.run(partial(queue.drop, waiting), self._on_done, self._on_trouble)
        undone = [(o, r) for o, r in done if self.can_undo(r, o.server)]
        group = new_id()
        removals = [replace(place.undo(o, r.added, "undone in the window"), group=group) for o, r in undone]
        return self._submit_all(removals) if removals else None

    def undo(self, opt_out: OptOut, result: Result) -> str | None:
        """Take back what `opt_out` put on the list; returns the removal's id, or None where there is no undo."""
        if self._place is None or not self.can_undo(result):
            return None
        return self._submit(self._place.undo(opt_out, result.added, "undone in the window"))

    def check(self, number: PhoneNumber, scope: Scope, server: Server | None = None) -> None:
        """Ask `server`, or the one in use, whether the number is blocked; `checked` follows."""
        if (asked := server or self.server) is not None:
            self._diallers.link(asked.name).check(asked, number, scope)

    def check_all(self, number: PhoneNumber, where: Where) -> int:
        """Ask about each part of `where`; returns for how many `checked` follows.

        Raises:
            NotANumberError: one of the servers cannot hold the number.
        """
        home = self.server
        if home is None:
            return 0
        servers = self.settings.servers if where.every_server else (home,)
        numbers = [(server, read_for(server, number, home)) for server in servers]
        for server, there in numbers:
            for scope in where.scopes:
                self.check(there, scope, server)
        return len(numbers) * len(where.scopes)

    def can_undo(self, result: Result, server: str | None = None) -> bool:
        """Whether what was done can be taken back: only what this program itself put on the list of that `server`."""
        link = self._diallers.current if server is None else self._diallers.link(server)
        return bool(result.added) and link.deletes

    def no_undo(self, result: Result) -> Sentence | None:
        """Why what was put on the list cannot be taken back; None where it can, or where nothing was put there."""
        return self._diallers.current.no_undo() if result.added else None

    def try_now(self) -> None:
        """Do not wait any longer: not with the log that cannot be opened, nor with what is pending."""
        if self._queue is None:
            if self.log_problem is not None:
                self._opening.try_now()
        else:
            self._queue.try_now()
            self.refresh_campaigns()

    def hurry(self) -> None:
        """The network or the user is back: try now, if anything waits."""
        if self.pending_count or self.log_problem is not None:
            self.try_now()

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

    def test(self, server: Server, password: str | None) -> None:
        """Try out a server's settings with a typed password, or the stored one (None); `tested` follows."""
        self._diallers.current.test(server, password)

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
        self._opening.close()
        self._bridge.close()
        self.many.close()
        self.logbook.close()
        if self._queue is not None:
            self._queue.close()
        self.files.close()
        # Before the log is open nothing has been recorded, and the opening itself need not be waited for.
        self._errands.close(_CLOSING_SECONDS if self._place is not None else 0.0)
        if self._place is not None:
            self._place.close()

    # -- back in the main thread ---------------------------------------------------------------------------------

    def _submit(self, opt_out: OptOut) -> str:
        if self._queue is not None:
            self._in_flight.add(opt_out.id)
            self._queue.submit(opt_out)
        return opt_out.id

    def _submit_all(self, opt_outs: Sequence[OptOut]) -> Entered:
        if self._queue is not None:
            self._in_flight.update(opt_out.id for opt_out in opt_outs)
            self._queue.submit_many(opt_outs)
        return Entered(opt_outs[0].group, tuple(opt_out.id for opt_out in opt_outs))

    def _on_open(self, opened: tuple[Workplace, Enquiries]) -> None:
        place, enquiries = opened
        self._place = place
        self._diallers.open(enquiries)
        self.setup.open(enquiries)
        self.logbook.open(place.log)
        self.stories.open(place)
        self.proofs.open(place)
        self.files.open(place)
        self.settings = place.settings
        self._queue = place.queue(self._bridge)
        for notice in place.notices:
            self.notice.emit(notice)
        self.settings_changed.emit()
        self.ready.emit()
        self.many.open(place, self._queue)
        self.logbook.look_up("")
        self.refresh_campaigns()

    def _on_recorded_many(self, opt_outs: list[OptOut]) -> None:
        if self.many.takes(opt_outs[0]):
            self.many.on_recorded(opt_outs)
            return
        for opt_out in opt_outs:
            self._on_recorded(opt_out)

    def _on_recorded(self, opt_out: OptOut) -> None:
        if self.many.takes(opt_out):
            self.many.on_recorded([opt_out])
            return
        self.logbook.tell_notices()
        self.logbook.look_up(opt_out.id)
        self.recorded.emit(opt_out)

    def _on_not_recorded(self, opt_out: OptOut, problem: Sentence) -> None:
        self._in_flight.discard(opt_out.id)
        self.logbook.tell_notices()
        if self.many.takes(opt_out):
            self.many.on_not_recorded(opt_out, problem)
            return
        self.not_recorded.emit(opt_out, problem)

    def _on_settled(self, opt_out: OptOut, result: Result) -> None:
        self._in_flight.discard(opt_out.id)
        self.many.on_settled(opt_out, result)
        of_a_list = self.many.takes(opt_out)
        if not of_a_list:
            self.logbook.look_up(opt_out.id)
        if opt_out.undoes and result.outcome is Outcome.REMOVED:
            self.logbook.look_up(opt_out.undoes)
        self._diallers.link(opt_out.server).learn_from(opt_out, result)
        if result.outcome.pending:
            self._network.begin()
        if not of_a_list:
            if result.outcome is Outcome.REFUSED:
                # It may be the login, which then stops all calls: asking again tells so, and sends no login.
                self._diallers.look_again(opt_out.server, self.settings)
            self.settled.emit(opt_out, result)

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
