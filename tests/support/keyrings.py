"""Keyrings that stand in for the operating system's."""

from __future__ import annotations

from keyring.backend import KeyringBackend


class MemoryKeyring(KeyringBackend):
    """Keeps passwords as the system's keyring would, for one test."""

    priority = 0.1  # usable, and never chosen before the real one

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.gets = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.gets += 1
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class FailingKeyring(MemoryKeyring):
    """Raises the same error whatever it is asked."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:  # noqa: ARG002
        raise self.error


class ForgetfulKeyring(MemoryKeyring):
    """Says that it has stored a password, and has not."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class PlaintextKeyring(MemoryKeyring):
    """Keeps passwords readable for anybody, as its name says."""
