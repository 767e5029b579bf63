"""Nobody locked out: ten wrong logins lock an account for everybody, its administrator included.

Every call that carries a password passes a gate. Once a login was refused, the gate is shut for that account
until a person has typed a password. And while it is not known whether a password is right, calls go through
one at a time, so that a password changed on the server costs one wrong try, however many numbers wait.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Protocol

from dncdesk.core.sentences import say
from dncdesk.vicidial.errors import CallError, Cause, closed
from dncdesk.vicidial.replies import Refused

FRESH_SECONDS = 5.0
"""How long a good answer vouches for a password, so that calls may go side by side."""


class Stops(Protocol):
    """Where the stops are kept, so that they outlive the program. May raise nothing."""

    def stopped(self, endpoint: str, user: str) -> bool:
        """Whether this account was turned away and no person has typed a password since."""

    def stop(self, endpoint: str, user: str, reply: Refused) -> None:
        """Remember that this account was turned away."""

    def renewals(self, endpoint: str, user: str) -> int:
        """How often a person has typed a password for this account."""


class Gate:
    """Lets calls for an account through, or not. Safe to use from several threads."""

    def __init__(self, stops: Stops) -> None:
        self._stops = stops
        self._changed = threading.Condition()
        self._vouched: dict[tuple[str, str], float] = {}
        self._trying: set[tuple[str, str]] = set()

    def enter(self, endpoint: str, user: str, given_up: Callable[[], bool] = lambda: False) -> int:
        """Wait until a call for this account may be sent. `leave` must follow, with the number returned here.

        `given_up` says that the caller is being closed; `wake` makes those who wait here ask it.

        Raises:
            CallError: the account was turned away before, or the caller has given up; nothing may be sent.
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
                if time.monotonic() - self._vouched.get(account, -FRESH_SECONDS) < FRESH_SECONDS:
                    return self._stops.renewals(endpoint, user)
                if account not in self._trying:
                    self._trying.add(account)
                    return self._stops.renewals(endpoint, user)
                self._changed.wait()

    def wake(self) -> None:
        """Let those who wait look again whether they have given up."""
        with self._changed:
            self._changed.notify_all()

    def leave(self, endpoint: str, user: str, entered: int, *, refused: Refused | None, good: bool) -> None:
        """A call is over: `refused` if the login was, `good` if an answer came that only a good login gets.

        `entered` is what `enter` returned: a refusal of the password before the one typed since stops nothing.
        """
        account = (endpoint, user)
        with self._changed:
            self._trying.discard(account)
            if refused is not None:
                self._vouched.pop(account, None)
                if entered == self._stops.renewals(endpoint, user):
                    self._stops.stop(endpoint, user, refused)
            elif good:
                self._vouched[account] = time.monotonic()
            self._changed.notify_all()
