"""What the tests of several layers share: a practice dialler, and a keyring that is not this computer's."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator

import keyring
import pytest
from hypothesis import HealthCheck, settings

from dncdesk.practice.server import PracticeDialler
from tests.support.keyrings import MemoryKeyring

settings.register_profile("dncdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dncdesk")


@pytest.fixture
def dialler() -> Iterator[PracticeDialler]:
    """A practice dialler (PHP 8), running."""
    with PracticeDialler() as running:
        yield running


@pytest.fixture
def keyring_of_this_computer() -> Iterator[MemoryKeyring]:
    """A keyring in memory, in the place of the operating system's."""
    before = keyring.get_keyring()
    mine = MemoryKeyring()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


@pytest.fixture(autouse=True, scope="session")
def signals_as_usual() -> None:
    """With `nohup`, or in a script's background, the tests would ignore some signals, and so would all they start."""
    if sys.platform != "win32":
        for number in (signal.SIGHUP, signal.SIGINT):
            if signal.getsignal(number) is signal.SIG_IGN:
                # Python's own handler, which becomes the usual one in what is started.
                signal.signal(number, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def no_garbage_on_other_threads() -> None:
    """As in the program (see `desk.garbage`): a window of a former test must not be taken apart by a thread."""
    gc.disable()


@pytest.fixture(autouse=True)
def garbage_is_collected() -> None:
    """What the test before has left. Nothing was collected during it, so all of that counts as young."""
    gc.collect(1)


@pytest.fixture(autouse=True, scope="module")
def all_garbage_is_collected() -> Iterator[None]:
    """Now and then what is older as well."""
    yield
    gc.collect()
