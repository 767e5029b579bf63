"""What the window talks to: one QObject that hides threads, files, keyring and network.

Everything here returns at once. What takes time runs on the queue's threads or as an errand, and comes back
as a signal in the main thread. Heavy parts are loaded after the first paint, by `start`. Beneath it, in this order:
`in_force` reads the settings, `keeping` changes them, `sending` makes opt-outs of what is entered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from dncdesk.core.outcome import Outcome
from dncdesk.core.scope import Scope, Where
from dncdesk.core.sentences import Sentence
from dncdesk.desk.bridge import Bridge
from dncdesk.desk.diallers import read_for
from dncdesk.desk.files import Files
from dncdesk.desk.logbook import Logbook
from dncdesk.desk.many import Many
from dncdesk.desk.network import NetworkWatch
from dncdesk.desk.opening import Opening
from dncdesk.desk.proofs import Proofs
from dncdesk.desk.sending import Sending
from dncdesk.desk.setup import Setup
from dncdesk.desk.stories import Stories

if TYPE_CHECKING:
    from dncdesk.blocking.enquiries import Enquiries
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result
    from dncdesk.core.phone import PhoneNumber
    from dncdesk.core.settings import Server
    from dncdesk.desk.connection import Connection

_CLOSING_SECONDS = 0.3


class Desk(Sending):
    """The window's one counterpart. Made in the main thread; connect bound methods of QObjects only."""

    ready = Signal()
    """The log is open and numbers can be read."""
    log_problem_changed = Signal()
    """The log cannot be opened; `log_problem` says why. It is tried again until `ready`."""
    log_replaced = Signal()
    """The log's file was damaged and another has been begun: what is shown of it is to be read again."""
    recorded = Signal(object)
    not_recorded = Signal(object, object)
    settled = Signal(object, object)
    checked = Signal(object)
    campaigns_changed = Signal()
    connection_changed = Signal()
    pending_changed = Signal()
    entry_changed = Signal(object)
    tested = Signal(object)

    def __init__(self, open_workplace: Callable[[], Workplace], *, practice: bool, server_name: str = "") -> None:
        """`open_workplace` is called off the main thread, after `start`, until it returns."""
        super().__init__(server_name)
        self.practice = practice
        self._closed = False
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

    def test(self, server: Server, password: str | None) -> None:
        """Try out a server's settings with a typed password, or the stored one (None); `tested` follows."""
        self._diallers.current.test(server, password)

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
