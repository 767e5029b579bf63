"""The dialler as the window sees it: its campaigns, how the connection stands, and trying out its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dncdesk.core.sentences import ProblemError, Sentence, say
from dncdesk.desk.errands import Errands

if TYPE_CHECKING:
    from dncdesk.blocking.check import CheckReport
    from dncdesk.blocking.enquiries import Enquiries, Listing
    from dncdesk.blocking.trial import TestReport
    from dncdesk.core.campaign import Campaign
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result
    from dncdesk.core.phone import PhoneNumber
    from dncdesk.core.scope import Scope
    from dncdesk.core.settings import Server
    from dncdesk.desk.connection import Connection

DELETES_SINCE = 240302
"""The first build of VICIdial that takes numbers off by its API (measured)."""


class ServerLink(QObject):
    """Asks the dialler off the main thread and keeps what it told."""

    campaigns_changed = Signal()
    connection_changed = Signal()
    tested = Signal(object)
    checked = Signal(object)
    trouble = Signal(object)

    def __init__(self, errands: Errands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.campaigns: tuple[Campaign, ...] = ()
        self.connection: Connection | None = None
        self._errands = errands
        self._enquiries: Enquiries | None = None
        self._server: Server | None = None
        self._build: int | None = None
        self._account_deletes = True

    @property
    def deletes(self) -> bool:
        """Whether server and account take numbers off again, as far as is known."""
        return self._account_deletes and self._new_enough

    @property
    def _new_enough(self) -> bool:
        return self._build is None or self._build >= DELETES_SINCE

    def no_undo(self) -> Sentence | None:
        """Why numbers cannot be taken off again; None where they can."""
        if not self._new_enough:
            return say("No Undo: this dialler is too old for it.")
        return None if self._account_deletes else say("No Undo: this account may not take numbers off.")

    def may_delete(self) -> None:
        """The settings are new: the account may be another, or have other rights."""
        self._account_deletes = True

    def open(self, enquiries: Enquiries) -> None:
        """Ask through `enquiries` from now on."""
        self._enquiries = enquiries

    def refresh(self, server: Server | None) -> None:
        """Ask `server` for its campaigns; `campaigns_changed` and `connection_changed` follow."""
        from dncdesk.desk import connection

        if _dialler(server) != _dialler(self._server):
            self._build = None
            self._offer(())
        self._server = server
        if server is None:
            self._stands(connection.no_server())
        elif (enquiries := self._enquiries) is not None:
            self._stands(connection.asking())
            self._errands.run(lambda: enquiries.campaigns(server), self._on_listing, self._on_no_listing)

    @property
    def _says_why(self) -> bool:
        """Whether the state tells more than that nothing is delivered: what a person has to do."""
        from dncdesk.desk.connection import NEEDS_A_PERSON

        return self.connection is not None and self.connection.state in NEEDS_A_PERSON

    def learn_from(self, opt_out: OptOut, result: Result) -> None:
        """Take what the `result` of `opt_out` says about the connection and the account's rights."""
        from dncdesk.core.optout import Action
        from dncdesk.core.outcome import Outcome
        from dncdesk.desk import connection

        if opt_out.action is Action.REMOVE and result.outcome is Outcome.REFUSED:
            self._account_deletes = False
        if result.confirmed_at is not None:
            self._stands(connection.connected())
        elif result.outcome.pending and not self._says_why:
            self._stands(connection.not_delivering())

    def test(self, server: Server, password: str | None) -> None:
        """Try out a server's settings with a typed password, or the stored one (None); `tested` follows."""
        from dncdesk.core.credentials import Secret

        enquiries, secret = self._enquiries, None if password is None else Secret(password)
        if enquiries is not None:
            self._errands.run(lambda: enquiries.try_out(server, secret), self._on_tested, self._on_not_tested)

    def check(self, server: Server, number: PhoneNumber, scope: Scope) -> None:
        """Ask `server` whether the number is blocked; `checked` follows."""
        if (enquiries := self._enquiries) is not None:
            self._errands.run(lambda: enquiries.check(server, number, scope), self._on_checked, self._on_trouble)

    def _on_checked(self, report: CheckReport) -> None:
        self.checked.emit(report)

    def _on_listing(self, listing: Listing) -> None:
        from dncdesk.desk import connection
        from dncdesk.vicidial.replies import Campaigns

        if listing.server != self._server:
            return
        self._build = listing.build
        if isinstance(listing.reply, Campaigns):
            self._offer(listing.reply.campaigns)
        else:
            self._offer_known()
        self._stands(connection.after_listing(listing.reply, listing.milliseconds))

    def _on_no_listing(self, error: Exception) -> None:
        from dncdesk.desk import connection

        self._offer_known()
        self._stands(connection.after_error(error))

    def _on_tested(self, report: TestReport) -> None:
        self.tested.emit(report)

    def _on_not_tested(self, error: Exception) -> None:
        from dncdesk.blocking.trial import TestReport
        from dncdesk.core.outcome import Tone

        self.tested.emit(TestReport(ok=False, lines=((Tone.PROBLEM, sentence_of(error)),), reached=False))

    def _offer_known(self) -> None:
        enquiries, server = self._enquiries, self._server
        if enquiries is not None and server is not None:
            self._errands.run(lambda: enquiries.known_campaigns(server), self._offer, self._on_trouble)

    def _offer(self, campaigns: tuple[Campaign, ...]) -> None:
        offered = tuple(sorted(campaigns, key=_by_use))
        if offered != self.campaigns:
            self.campaigns = offered
            self.campaigns_changed.emit()

    def _on_trouble(self, error: Exception) -> None:
        self.trouble.emit(error)

    def _stands(self, connection: Connection) -> None:
        if connection != self.connection:
            self.connection = connection
            self.connection_changed.emit()


def sentence_of(error: Exception) -> Sentence:
    """What a person is told of `error`."""
    if isinstance(error, ProblemError):
        return error.sentence
    return say("That did not work ({reason}).", reason=type(error).__name__)


def _dialler(server: Server | None) -> tuple[str, str] | None:
    """Which dialler is asked, and as whom."""
    return (server.url, server.user) if server else None


def _by_use(campaign: Campaign) -> tuple[bool, str]:
    """Active campaigns first, each part by its id: the server's own order means nothing."""
    return (not campaign.active, campaign.id)
