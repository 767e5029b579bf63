"""The accessibility bus on a real X display, both made for this run by `packaging/dev.py test`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.program import Desk
from tests.x11_suite.conftest import NOT_HERE
from tests.x11_suite.screen import another_program, on_screen


@pytest.fixture(scope="session", autouse=True)
def bus() -> None:
    made_for_this_run = (Path(os.environ.get("HOME", "/")).parent / "xvfb.log").is_file()
    if not made_for_this_run or os.environ.get("QT_LINUX_ACCESSIBILITY_ALWAYS_ON") != "1":
        pytest.fail(NOT_HERE, pytrace=False)


@pytest.fixture
def desk(tmp_path: Path, bus: None) -> Desk:
    desk = on_screen(Desk(tmp_path / "supervisor"))
    for name in ("DBUS_SESSION_BUS_ADDRESS", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON"):
        desk.environment[name] = os.environ[name]
    return desk


@pytest.fixture
def copy() -> Iterator[Callable[[str], None]]:
    """Puts a text on the clipboard."""
    with another_program() as copies:
        yield copies
