"""Which accounts were turned away: in the log, so that it holds after a restart, and in memory in any case.

Beside the log, the calls that may have been wrong logins: see `TriesFile`.
"""

from __future__ import annotations

import logging
import threading
import time

from dncdesk.blocking.tries import TriesFile
from dncdesk.record.log import Log, LogError
from dncdesk.vicidial.replies import Refused

_log = logging.getLogger(__name__)

LOOK_SECONDS = 0.25
"""How often the log is looked at for what another program has recorded; what this one does is known at once."""


class LoginStops:
    """The stops of all accounts. Safe to use from several threads."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._unwritten: set[tuple[str, str]] = set()
        self._free: dict[tuple[str, str], float] = {}
        self._renewals: dict[tuple[str, str], int] = {}
        self._renewing = threading.Lock()
        self.tries = TriesFile(log.path.with_name("logins.sqlite3"))

    def stopped(self, endpoint: str, user: str) -> bool:
        """Whether this account was turned away and no person has typed a password since.

        A log that cannot be read counts as a stop: an account locked for everybody is worse than a wait.
        """
        account = (endpoint, user)
        if account in self._unwritten:
            return True
        if time.monotonic() - self._free.get(account, -LOOK_SECONDS) < LOOK_SECONDS:
            return False
        try:
            stopped = self._log.read(lambda reader: reader.login_stop(endpoint, user)) is not None
        except LogError:
            return True
        if not stopped:
            self._free[account] = time.monotonic()
        return stopped

    def stop(self, endpoint: str, user: str, reply: Refused, renewals: int) -> None:
        """Remember that this account was turned away, unless a person has typed a password since: see `renewals`."""
        # Else a refusal of the former password that comes just now would stop the one that was typed.
        with self._renewing:
            if renewals != self.renewals(endpoint, user):
                return
            self._unwritten.add((endpoint, user))
            self._free.pop((endpoint, user), None)
            try:
                self._log.stop_login(endpoint, user, reply.refusal.value, reply.said)
            except LogError as error:
                _log.warning("a refused login could not be written down: %s", error)
            else:
                self._unwritten.discard((endpoint, user))

    def renewals(self, endpoint: str, user: str) -> int:
        """How often a person has typed a password for this account, in this run of the program."""
        return self._renewals.get((endpoint, user), 0)

    def renew(self, endpoint: str, user: str) -> None:
        """A person has typed a password for this account: calls may go out again.

        Raises:
            LogError: the log cannot be written; the stop is still in force.
        """
        with self._renewing:
            # First, so that who has the former password sends it no more.
            self._renewals[endpoint, user] = self.renewals(endpoint, user) + 1
            self._log.renew_login(endpoint, user)
            self._unwritten.discard((endpoint, user))
