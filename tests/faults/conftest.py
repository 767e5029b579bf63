"""A practice dialler behind an injector, and desks that ask it through that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dncdesk.core.settings import Server
from dncdesk.practice import PRACTICE_PASSWORD
from dncdesk.practice.server import PracticeDialler
from dncdesk.vicidial.transport import Limits
from tests.faults.injector import Injector
from tests.support.desks import QUICK, Desk
from tests.support.keyrings import MemoryKeyring

OpenDesk = Callable[..., Desk]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def injector(dialler: PracticeDialler) -> Iterator[Injector]:
    with Injector(dialler.address) as running:
        yield running


@pytest.fixture
def open_desk(home: Path, keyring_of_this_computer: MemoryKeyring) -> Iterator[OpenDesk]:
    """Starts the program, so to say: each start is a desk with the same home."""
    desks: list[Desk] = []

    def start(
        url: str, *, limits: Limits = QUICK, ca_file: str | None = None, password: str = PRACTICE_PASSWORD
    ) -> Desk:
        desks.append(Desk(home, Server("Main", url, "6666", ca_file=ca_file), password=password, limits=limits))
        return desks[-1]

    yield start
    for desk in desks:
        desk.close()
