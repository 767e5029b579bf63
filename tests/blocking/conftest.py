"""Desks, for what is done at diallers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dncdesk.core.settings import Server
from dncdesk.practice import PRACTICE_PASSWORD
from tests.support.desks import Desk
from tests.support.keyrings import MemoryKeyring
from tests.support.slow import SlowDialler


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def slow() -> Iterator[SlowDialler]:
    with SlowDialler() as running:
        yield running


@pytest.fixture
def desk_of(home: Path, keyring_of_this_computer: MemoryKeyring) -> Iterator[Callable[..., Desk]]:
    """Makes a desk for servers at these addresses; all of them share one home folder."""
    desks: list[Desk] = []

    def make(*urls: str, password: str = PRACTICE_PASSWORD) -> Desk:
        servers = [Server(name, url, "6666") for name, url in zip(("Main", "Second", "Third"), urls, strict=False)]
        desks.append(Desk(home, *servers, password=password))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()
