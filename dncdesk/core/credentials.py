"""The dialler's password: in the operating system's keyring, in memory while used, nowhere else.

`keyring` is imported when first asked (105 ms, measured), and each call may block on a prompt of the
desktop: never call this from the GUI thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn, SupportsIndex

from dncdesk.core.redaction import Redactor

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_UNSAFE = ("plain", "null", "keyrings.alt.")


class KeyringState(StrEnum):
    """Whether the keyring can keep a password."""

    AVAILABLE = "available"
    LOCKED = "locked"
    """There is one, and it will not open for us now."""
    MISSING = "missing"
    """There is none that answers."""
    REFUSED = "refused"
    """There is one that keeps passwords readable for anybody, or not at all; it is not used."""


class Secret:
    """A password that does not show itself: neither `str` nor `repr` nor a traceback prints it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The password itself, for the one place that sends it."""
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "<secret>"

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a secret is not written down")


def system_backend() -> KeyringBackend:
    """The keyring that this computer offers, as the `keyring` library finds it."""
    import keyring

    return keyring.get_keyring()


class Credentials:
    """Passwords by endpoint and API user.

    The keyring's service is `dncdesk:<endpoint>`, its user name the API user: Windows moves two users
    under one service name about, so the service holds the server. What the keyring cannot take is kept
    in memory until the program ends. Safe to use from several threads.
    """

    def __init__(self, redactor: Redactor, backend: Callable[[], KeyringBackend] = system_backend) -> None:
        """Teach each password that passes through to `redactor`; ask `backend` for the keyring."""
        self._redactor = redactor
        self._find_backend = backend
        self._memory: dict[tuple[str, str], Secret] = {}
        self._lock = threading.Lock()
        self.state = KeyringState.AVAILABLE
        self.backend_name = ""

    def password(self, endpoint: str, user: str) -> Secret | None:
        """The password of `user` at `endpoint`, or None; afterwards `state` says how the keyring is."""
        with self._lock:
            if found := self._memory.get((endpoint, user)):
                return found
            backend = self._backend()
            if backend is None:
                return None
            # A keyring's errors are of any class (FileNotFoundError when the bus is lost, pywintypes.error).
            try:
                value = backend.get_password(_service(endpoint), user)
            except Exception as error:  # noqa: BLE001
                self.state = _state_of(error)
                return None
            self.state = KeyringState.AVAILABLE
            if not value:
                return None
            self._redactor.learn(value)
            return Secret(value)

    def keep(self, endpoint: str, user: str, secret: Secret) -> bool:
        """Keep `secret` and read it back; False when only this program's memory has it (see `state`)."""
        with self._lock:
            self._redactor.learn(secret.reveal())
            kept = self._keep(_service(endpoint), user, secret)
            # What the keyring has is asked of it each time: another program may have changed it.
            if kept:
                self._memory.pop((endpoint, user), None)
            else:
                self._memory[endpoint, user] = secret
            return kept

    def look(self) -> KeyringState:
        """Find the keyring without touching a password; returns and sets `state`."""
        with self._lock:
            if self._backend() is not None and self.state is not KeyringState.LOCKED:
                self.state = KeyringState.AVAILABLE
            return self.state

    def _keep(self, service: str, user: str, secret: Secret) -> bool:
        backend = self._backend()
        if backend is None:
            return False
        try:
            backend.set_password(service, user, secret.reveal())
            kept = backend.get_password(service, user) == secret.reveal()
        except Exception as error:  # noqa: BLE001
            self.state = _state_of(error)
            return False
        self.state = KeyringState.AVAILABLE if kept else KeyringState.MISSING
        return kept

    def _backend(self) -> KeyringBackend | None:
        try:
            backend = self._find_backend()
            self.backend_name = f"{type(backend).__module__}.{type(backend).__qualname__}"
            self_made = [backend, *getattr(backend, "backends", [])]
            names = [f"{c.__module__}.{c.__qualname__}" for b in self_made for c in type(b).__mro__]
            usable = backend.priority > 0
        except Exception as error:  # noqa: BLE001
            self.state = _state_of(error)
            return None
        if any(word in name.lower() for name in names for word in _UNSAFE):
            self.state = KeyringState.REFUSED
            return None
        if not usable:
            self.state = KeyringState.MISSING
            return None
        return backend


def _service(endpoint: str) -> str:
    return f"dncdesk:{endpoint}"


def _state_of(error: Exception) -> KeyringState:
    from keyring.errors import InitError, KeyringLocked

    # secretstorage says InitError when the collection could not be unlocked or the prompt was dismissed.
    return KeyringState.LOCKED if isinstance(error, KeyringLocked | InitError) else KeyringState.MISSING
