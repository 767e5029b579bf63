"""From a server's name to a client for it: settings, password, connection."""

from __future__ import annotations

import threading

from dncdesk.blocking import wording
from dncdesk.blocking.dialler import Dialler
from dncdesk.blocking.server_facts import ServerFacts
from dncdesk.core.credentials import Credentials, Secret
from dncdesk.core.endpoint import BadAddressError
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.redaction import Redactor
from dncdesk.core.sentences import ProblemError
from dncdesk.core.settings import Server, Settings
from dncdesk.record.log import Log
from dncdesk.vicidial.client import Account, Client
from dncdesk.vicidial.connections import Trust
from dncdesk.vicidial.gate import Gate
from dncdesk.vicidial.transport import Limits, Transport


class NoPasswordError(ProblemError):
    """There is no password for the account, so nothing can be asked."""


class Connections:
    """Makes clients from the settings in force and the passwords in the keyring."""

    def __init__(
        self,
        *,
        settings: Settings,
        credentials: Credentials,
        redactor: Redactor,
        log: Log,
        gate: Gate,
        limits: Limits | None = None,
    ) -> None:
        """`limits` are those of every call; None takes the usual ones."""
        self._lock = threading.Lock()
        self._log = log
        self._gate = gate
        self._settings = settings
        self._credentials = credentials
        self._redactor = redactor
        self._limits = limits
        self.facts = ServerFacts(log)

    def use(self, settings: Settings) -> None:
        """Make clients from these `settings` from now on."""
        with self._lock:
            self._settings = settings

    def connect(self, server: str) -> Dialler | Result:
        """The dialler of the server of that name, or why there can be none now. May block on the keyring."""
        with self._lock:
            found = self._settings.find(server)
        if found is None or found.name != server:
            return Result(Outcome.WAITING, wording.no_such_server(server))
        try:
            return self.dialler(found)
        except BadAddressError as error:
            return Result(Outcome.WAITING, wording.no_answer(error.sentence))
        except NoPasswordError:
            return Result(Outcome.WAITING, wording.no_password(found.user))

    def dialler(self, server: Server) -> Dialler:
        """A dialler with two connections to `server`. May block on the keyring.

        Raises:
            NoPasswordError: there is no password for the account.
            BadAddressError: the settings hold no usable address.
        """
        return Dialler(server, self.client(server), self.client(server), self._log, self.facts)

    def client(self, server: Server) -> Client:
        """A client for `server`. May block on the keyring.

        Raises:
            NoPasswordError: there is no password for the account.
            BadAddressError: the settings hold no usable address.
        """
        # Before the password: the keyring may take its time, and a person types another one meanwhile.
        renewals = self._gate.renewals(server.endpoint, server.user)
        password = self._credentials.password(server.endpoint, server.user)
        if password is None:
            raise NoPasswordError(wording.password_missing(server.user))
        return self.client_with(server, password, self._gate, renewals)

    def client_with(self, server: Server, password: Secret, gate: Gate, renewals: int = 0) -> Client:
        """A client for `server` with a `password` that may not be stored yet, and a `gate` of its own.

        `renewals` is how often a person had typed one for this account when the password was read; 0 where the gate
        is this password's alone.

        Raises:
            BadAddressError: the settings hold no usable address.
        """
        self._redactor.learn(password.reveal())
        trust = Trust(server.ca_file, server.fingerprint_sha256)
        transport = Transport(server.endpoint, trust=trust, limits=self._limits, redact=self._redactor)
        return Client(transport, Account(server.user, password), self._redactor, gate, renewals)
