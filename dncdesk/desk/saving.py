"""Keeping a server's settings and its password. Off the main thread: a keyring may ask a person first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dncdesk.core.sentences import Sentence, say

if TYPE_CHECKING:
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.settings import Server


def save(
    place: Workplace, server: Server, password: str | None, instead_of: str | None, *, use: bool = True
) -> Sentence | None:
    """Put `server` in the place of the one called `instead_of`, and keep its `password` if one was typed.

    It is in use from now on; without `use`, the one in use stays so.

    Returns why the keyring does not have the password; None where it has, or where none was typed.

    Raises:
        OSError: the settings cannot be written.
        ProblemError: the log cannot be written, or the address cannot be used.
    """
    from dncdesk.core.credentials import Secret

    place.change(lambda settings: settings.with_server(server, instead_of=instead_of, use=use))
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
