"""Nobody locked out: ten wrong logins lock an account for everybody, its administrator included.

Every call that carries a password passes a gate. Once a login was refused, the gate is shut for that account
until a person has typed a password. And while it is not known whether a password is right, calls go through
one at a time, so that a password changed on the server costs one wrong try, however many numbers wait.
"""

from __future__ import annotations

import threading
import time
from typing import Protocol

from dncdesk.core.sentences import say
from dncdesk.vicidial.errors import CallError, Cause
from dncdesk.vicidial.replies import Refused

FRESH_SECONDS = 60.0
"""How long a good answer vouches for a password."""


class Stops(Protocol):
    """Where the stops are kept, so that they outlive the program. May raise nothing."""

    def stopped(self, endpoint: str, user: str) -> bool:
        """Whether this account was turned away and no person has typed a password since."""

    def stop(self, endpoint: str, user: str, reply: Refused) -> None:
        """Remember that this account was turned away."""


class Gate:
    """Lets calls for an account through, or not. Safe to use from several threads."""

    def __init__(self, stops: Stops) -> None:
        self._stops = stops
        self._changed = threading.Condition()
        self._vouched: dict[tuple[str, str], float] = {}
        self._trying: set[tuple[str, str]] = set()

    def enter(self, endpoint: str, user: str) -> None:
        """Wait until a call for this account may be sent. `leave` must follow.

        Raises:
            CallError: the account was turned away before; nothing may be sent.
        """
        account = (endpoint, user)
        with self._changed:
            while True:
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
                    return
                if account not in self._trying:
                    self._trying.add(account)
                    return
                self._changed.wait()

    def leave(self, endpoint: str, user: str, *, refused: Refused | None, good: bool) -> None:
        """A call is over: `refused` if the login was, `good` if an answer came that only a good login gets."""
        account = (endpoint, user)
        with self._changed:
            self._trying.discard(account)
            if refused is not None:
                self._vouched.pop(account, None)
                self._stops.stop(endpoint, user, refused)
            elif good:
                self._vouched[account] = time.monotonic()
            self._changed.notify_all()
