"""Nobody locked out: ten wrong logins lock an account for everybody, its administrator included.

Every call that carries a password passes a gate. Once a login was refused, the gate is shut for that account
until a person has typed a password. And while it is not known whether a password is right, calls go through
one at a time, so that a password changed on the server costs one wrong try, however many numbers wait.

A refusal that is lost on the way has been counted all the same. So a call is written down before it goes out and
forgotten once a good answer has come. After a few without one it is seen first, by a question that needs no login,
that the dialler answers at all; then calls go out minutes apart. The server's own rule (measured: api.md,
section 4) is what makes that enough: it locks only while the last good login is less than 900 s ago, and a good
login sets its counter to 0. So what counts is how many go wrong in any 900 s, and that stays below ten.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from dncdesk.core.sentences import say
from dncdesk.vicidial.errors import CallError, Cause, closed, held_back
from dncdesk.vicidial.replies import Refused

FRESH_SECONDS = 5.0
"""How long a good answer vouches for a password, so that calls may go side by side."""
DOUBTS = 5
"""So many calls without a good answer, and the password is in doubt."""
RISK_SECONDS = 300.0
"""How far apart calls go out while it is; the first of them need not wait."""
MOST = 8
"""So many in `COUNTED_SECONDS`, and none goes out by itself; one more, the ninth, if a person wants it."""
COUNTED_SECONDS = 900.0
"""How long the server counts a wrong login (api.md, section 4)."""


@dataclass(frozen=True)
class Doubts:
    """The calls of the last `COUNTED_SECONDS` that carried the password, since the last good answer.

    `count` says how many there are, `last` how many seconds ago the last was sent; 0 where there is none.
    """

    count: int = 0
    last: float = 0.0


class Tries(Protocol):
    """Where the calls that may have been wrong logins are counted, so that they outlive the program. Raises nothing."""

    def doubts(self, endpoint: str, user: str) -> Doubts:
        """Those for this account."""

    def begin(self, endpoint: str, user: str, may: Callable[[Doubts], bool]) -> int | None:
        """Count one more, if those before it `may` be followed by one; its number, higher than theirs."""

    def take_back(self, number: int) -> None:
        """This one was not sent at all."""

    def forget(self, endpoint: str, user: str, number: int) -> None:
        """This one was a good login: it and those before it count no more."""


class Stops(Protocol):
    """Where the stops are kept, so that they outlive the program. May raise nothing."""

    @property
    def tries(self) -> Tries:
        """Where the calls are counted."""

    def stopped(self, endpoint: str, user: str) -> bool:
        """Whether this account was turned away and no person has typed a password since."""

    def stop(self, endpoint: str, user: str, reply: Refused, renewals: int) -> None:
        """Remember that this account was turned away, unless a person has typed a password since: see `renewals`."""

    def renewals(self, endpoint: str, user: str) -> int:
        """How often a person has typed a password for this account."""


class End(Enum):
    """How a call ended."""

    UNSENT = auto()
    """Nothing was sent."""
    LOST = auto()
    """It may have reached the server, and what the server said is not known."""
    REFUSED = auto()
    """The server turned the account away."""
    GOOD = auto()
    """An answer came that only a good login gets."""


@dataclass
class Passage:
    """One call's way through the gate. `proved`: a good answer has just vouched for its password."""

    endpoint: str
    user: str
    renewals: int
    proved: bool
    number: int | None = None


class Gate:
    """Lets calls for an account through, or not. Safe to use from several threads."""

    def __init__(self, stops: Stops) -> None:
        self._stops = stops
        self._changed = threading.Condition()
        self._vouched: dict[tuple[str, str], float] = {}
        self._trying: set[tuple[str, str]] = set()
        self._hurried: set[tuple[str, str]] = set()
        self._renewals: dict[tuple[str, str], int] = {}

    def renewals(self, endpoint: str, user: str) -> int:
        """How often a person has typed a password for this account: which password a client has."""
        return self._stops.renewals(endpoint, user)

    def enter(
        self, endpoint: str, user: str, given_up: Callable[[], bool] = lambda: False, *, renewals: int | None = None
    ) -> Passage:
        """Wait until it is this call's turn. `leave` must follow, with what is returned here.

        `given_up` says that the caller is being closed; `wake` makes those who wait here ask it. `renewals` is what
        it was when the caller got its password.

        Raises:
            CallError: the account was turned away before, the password is not the one typed last, or the caller has
                given up; nothing may be sent.
        """
        account = (endpoint, user)
        with self._changed:
            while True:
                if given_up():
                    raise closed()
                if self._stops.stopped(endpoint, user):
                    raise CallError(
                        Cause.LOGIN_STOPPED,
                        say(
                            "The dialler refused the login of {user} before, and ten wrong logins would lock it for "
                            "everybody: enter the password in the settings.",
                            user=user,
                        ),
                    )
                now = self._stops.renewals(endpoint, user)
                if renewals is not None and renewals != now:
                    # Refused, it would stop the password that has taken its place.
                    raise CallError(
                        Cause.LOGIN_STOPPED,
                        say("Somebody has entered another password for {user}; the next try takes that.", user=user),
                    )
                if time.monotonic() - self._vouched.get(account, -FRESH_SECONDS) < FRESH_SECONDS:
                    return Passage(endpoint, user, now, proved=True)
                if account not in self._trying:
                    self._trying.add(account)
                    return Passage(endpoint, user, now, proved=False)
                self._changed.wait()

    def begin(self, passage: Passage, see: Callable[[], None]) -> None:
        """Write down that the password is about to be sent; in doubt, `see` first that the dialler answers at all.

        Raises:
            CallError: nothing may be sent now; or what `see` ran into.
        """
        if passage.proved:
            return
        account = (passage.endpoint, passage.user)
        passage.number = self._stops.tries.begin(*account, lambda doubts: doubts.count < DOUBTS)
        if passage.number is None:
            doubts = self._stops.tries.doubts(*account)
            if self._may(passage, doubts):
                see()
                passage.number = self._stops.tries.begin(*account, lambda doubts: self._may(passage, doubts))
            if passage.number is None:
                raise held_back(passage.user, doubts.count)
        with self._changed:
            self._hurried.discard(account)
            self._renewals[account] = passage.renewals

    def hurry(self, endpoint: str, user: str) -> None:
        """A person wants it tried now: the next call need not wait `RISK_SECONDS`."""
        with self._changed:
            self._hurried.add((endpoint, user))

    def wake(self) -> None:
        """Let those who wait look again whether they have given up."""
        with self._changed:
            self._changed.notify_all()

    def leave(self, passage: Passage, end: End, refused: Refused | None = None) -> None:
        """A call is over; `refused` is what the server said where it turned the account away.

        A refusal of the password before the one that a person has typed since stops nothing.
        """
        endpoint, user = account = (passage.endpoint, passage.user)
        with self._changed:
            if not passage.proved:
                self._trying.discard(account)
            if end is End.GOOD:
                self._vouched[account] = time.monotonic()
                if passage.number is not None:
                    self._stops.tries.forget(endpoint, user, passage.number)
            elif end is End.UNSENT:
                if passage.number is not None:
                    self._stops.tries.take_back(passage.number)
            else:
                self._vouched.pop(account, None)
                if passage.number is None:
                    self._stops.tries.begin(endpoint, user, lambda _: True)
            if refused is not None:
                self._stops.stop(endpoint, user, refused, passage.renewals)
            self._changed.notify_all()

    def _may(self, passage: Passage, doubts: Doubts) -> bool:
        if doubts.count <= DOUBTS:
            return True
        account = (passage.endpoint, passage.user)
        with self._changed:
            by_a_person = account in self._hurried or passage.renewals != self._renewals.get(account, 0)
        if by_a_person:
            return doubts.count <= MOST
        return doubts.count < MOST and doubts.last >= RISK_SECONDS
