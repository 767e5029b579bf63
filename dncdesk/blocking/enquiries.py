"""Questions to a dialler that change nothing there: its campaigns, a number, whether the settings are right."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dncdesk.blocking import campaigns, check, finding, trial
from dncdesk.blocking.workplace import Workplace
from dncdesk.core.campaign import Campaign
from dncdesk.core.credentials import Secret
from dncdesk.core.phone import PhoneNumber
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import ProblemError, say
from dncdesk.core.settings import Server
from dncdesk.vicidial.client import Client
from dncdesk.vicidial.errors import CallError
from dncdesk.vicidial.gate import Gate, Stops, Tries
from dncdesk.vicidial.replies import CampaignsReply, Refusal, Refused, Version


class SamePasswordError(ProblemError):
    """The password is the one that the dialler has just refused: it is not sent again."""


@dataclass(frozen=True)
class Listing:
    """What a server said when asked for its campaigns, after how many milliseconds, and its build if it told."""

    server: Server
    reply: CampaignsReply
    milliseconds: int
    build: int | None


class Enquiries:
    """Asks each question over a connection of its own. May block; safe to use from several threads."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._refused: set[tuple[str, str, Secret]] = set()

    def known_campaigns(self, server: Server) -> tuple[Campaign, ...]:
        """The campaigns of `server` that are known without asking it.

        Raises:
            LogError: the log cannot be read.
            BadAddressError: the settings hold no usable address.
        """
        return campaigns.known(self._place.log, server)

    def campaigns(self, server: Server) -> Listing:
        """What `server` lists now, kept for the time when it does not answer.

        Raises:
            CallError: there was no answer, or the account was turned away before.
            NoPasswordError, BadAddressError, LogError: see there.
        """
        with self._client(server) as client:
            begun = time.monotonic()
            reply = campaigns.ask(client, self._place.log)
            milliseconds = round((time.monotonic() - begun) * 1000)
            listing = Listing(server, reply, milliseconds, _build(client))
            self._place.connections.facts.note(client)
            return listing

    def check(self, server: Server, number: PhoneNumber, scope: Scope) -> check.CheckReport:
        """Whether `number` is blocked in `scope`.

        Raises:
            CallError, NoPasswordError, BadAddressError: see `campaigns`.
        """
        with contextlib.closing(self._place.connections.dialler(server)) as dialler:
            report = check.check(dialler, number, scope)
            dialler.note_server()
            return replace(report, server=server.name)

    def look(self, server: Server) -> finding.Answering:
        """Who answers at the address of `server`: no user, no password, no login.

        Raises:
            BadAddressError: it is no address that a password would be sent to.
        """
        gate = Gate(_Typed(set(), ("", "", Secret("")), self._place.stops.tries))
        nobody = self._place.connections.client_with(server, Secret(""), gate)
        with contextlib.closing(nobody) as client:
            return finding.look(client)

    def explore(self, server: Server, password: Secret | None) -> finding.Exploration:
        """What an account finds: as `try_out`, with one login tried, and its leads looked at if that went well.

        Raises:
            NoPasswordError, BadAddressError, SamePasswordError: see there.
        """
        with self._trying(server, password) as client:
            return finding.explore(client, self._try(client), server.country)

    def try_out(self, server: Server, password: Secret | None) -> trial.TestReport:
        """Whether `server` is set up rightly: with a `password` just typed, or the stored one (None).

        A typed password that was wrong is not sent a second time, and stops nothing: it is not the stored one.

        Raises:
            NoPasswordError, BadAddressError, SamePasswordError: see there.
        """
        with self._trying(server, password) as client:
            return self._try(client)

    def _try(self, client: Client) -> trial.TestReport:
        report = trial.trial(client)
        self._place.connections.facts.note(client)
        return report

    @contextlib.contextmanager
    def _trying(self, server: Server, password: Secret | None) -> Iterator[Client]:
        if password is None:
            with self._client(server) as client:
                yield client
            return
        key = (server.endpoint, server.user, password)
        if key in self._refused:
            raise SamePasswordError(
                say(
                    "The dialler has just refused this password. It is not sent again: ten wrong ones lock the account."
                )
            )
        gate = Gate(_Typed(self._refused, key, self._place.stops.tries))
        gate.hurry(server.endpoint, server.user)
        with contextlib.closing(self._place.connections.client_with(server, password, gate)) as client:
            yield client

    @contextlib.contextmanager
    def _client(self, server: Server) -> Iterator[Client]:
        with contextlib.closing(self._place.connections.client(server)) as client:
            yield client


def _build(client: Client) -> int | None:
    try:
        version = client.version()
    except CallError:
        return None
    return version.build if isinstance(version, Version) else None


class _Typed(Stops):
    """The stops of one password that a person has just typed."""

    def __init__(self, refused: set[tuple[str, str, Secret]], key: tuple[str, str, Secret], tries: Tries) -> None:
        self._refused = refused
        self._key = key
        # The server counts all wrong logins of an account together, whichever password they carried.
        self._tries = tries

    @property
    def tries(self) -> Tries:
        """Those of the account, with every password."""
        return self._tries

    def stopped(self, endpoint: str, user: str) -> bool:  # noqa: ARG002
        """Whether this password was refused."""
        return self._key in self._refused

    def stop(self, endpoint: str, user: str, reply: Refused, renewals: int) -> None:  # noqa: ARG002
        """Do not send this password again if it is wrong; the other refusals do not count towards the lock."""
        if reply.refusal is Refusal.BAD_LOGIN:
            self._refused.add(self._key)

    def renewals(self, endpoint: str, user: str) -> int:  # noqa: ARG002
        """None: another password has stops of its own."""
        return 0
