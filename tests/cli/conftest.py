"""A desk for each test; one dialler for all of them, put back to its seed before each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.program import Desk, Dialler


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def running_dialler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dialler]:
    with Dialler(Desk(tmp_path_factory.mktemp("dialler"))) as dialler:
        yield dialler


@pytest.fixture
def dialler(running_dialler: Dialler, desk: Desk) -> Dialler:
    """A dialler as its seed has it, which the desk knows, with the right password in the keyring."""
    running_dialler.put()
    desk.know(running_dialler.address)
    return running_dialler
