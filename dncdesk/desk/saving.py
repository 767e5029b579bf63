"""Keeping settings and a server's password. Off the main thread: a keyring may ask a person first."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from dncdesk.core.sentences import Sentence, say

if TYPE_CHECKING:
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.settings import Server, Settings

    Change = Callable[[Settings], Settings]


class Changes:
    """Changes of the settings, each on top of those before it: one that takes long to keep undoes no other."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[Change] = deque()

    def add(self, change: Change) -> None:
        """This one comes next."""
        self._waiting.append(change)

    def keep(self, place: Workplace) -> None:
        """Take all that were added into force, in their order, and write them down. From any thread.

        Raises:
            OSError: they cannot be written; they are in force all the same.
        """
        with self._lock:
            settings = place.settings
            while self._waiting:
                settings = self._waiting.popleft()(settings)
            place.use(settings)


def keep_password(place: Workplace, server: Server, password: str | None) -> Sentence | None:
    """Keep the `password` of `server` if one was typed.

    Returns why the keyring does not have the password; None where it has, or where none was typed.

    Raises:
        ProblemError: the log cannot be written, or the address cannot be used.
    """
    from dncdesk.core.credentials import Secret

    if password is None or place.keep_password(server, Secret(password)):
        return None
    return _lasts_until_exit(place)


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
