"""A real Secret Service: the run's own, and one that a test may lock or take away.

`packaging/dev.py test` runs this folder beside an empty, unlocked one. Anywhere else every test here fails: on
somebody's desktop it would write into their own keyring.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.program import Desk, Dialler
from tests.keyring_suite.service import SESSION, SecretService

NOT_HERE = "These tests need a Secret Service of their own. Run them with: python3 packaging/dev.py test"


@pytest.fixture(scope="session", autouse=True)
def session() -> None:
    """Nothing here may pass, or touch anybody's keyring, outside the session that `dev.py` makes."""
    made_for_this_run = (Path(os.environ.get("HOME", "/")) / "gnome-keyring-daemon").is_file()
    if not made_for_this_run or not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        pytest.fail(NOT_HERE, pytrace=False)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk that uses the operating system's keyring, as a supervisor's does."""
    desk = Desk(tmp_path / "supervisor")
    for name in ("PYTHON_KEYRING_BACKEND", "DESK_KEYRING_FILE"):
        del desk.environment[name]
    desk.environment |= {name: os.environ[name] for name in SESSION}
    return desk


@pytest.fixture
def dialler(tmp_path: Path, desk: Desk) -> Iterator[Dialler]:
    """A dialler that the desk has in its settings; the keyring knows nothing of it."""
    with Dialler(Desk(tmp_path / "dialler")) as dialler:
        desk.know(dialler.address)
        yield dialler


@pytest.fixture
def own_service(tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretService]:
    """A Secret Service for one test alone, which this process and the desk use."""
    with SecretService(tmp_path / "session") as service:
        for name, value in service.environment.items():
            monkeypatch.setenv(name, value)
        desk.environment |= service.environment
        yield service
    # What the keyring library has left open is closed in the test that made it, not in a later one.
    gc.collect()
