"""A keyring for ``bench.py``: one password for every account, nothing kept."""

from keyring.backend import KeyringBackend


class BenchKeyring(KeyringBackend):
    """Stands in for the operating system's, which a measurement must not touch."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        """The same for all."""
        del service, username
        return "bench"

    def set_password(self, service: str, username: str, password: str) -> None:
        """Nothing is kept."""
        del service, username, password
