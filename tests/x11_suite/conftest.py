"""A real X display with a window manager, made for this run by `packaging/dev.py test`.

Anywhere else every test here fails: on somebody's desktop it would type into their windows.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.program import Desk
from tests.x11_suite.screen import another_program, on_screen

NOT_HERE = "These tests need an X display of their own. Run them with: python3 packaging/dev.py test"


@pytest.fixture(scope="session", autouse=True)
def display() -> None:
    """Nothing here may pass, or press a key, on a display that is not this run's own."""
    made_for_this_run = (Path(os.environ.get("HOME", "/")).parent / "xvfb.log").is_file()
    if not made_for_this_run or not os.environ.get("DISPLAY"):
        pytest.fail(NOT_HERE, pytrace=False)


@pytest.fixture
def desk(tmp_path: Path, display: None) -> Desk:
    return on_screen(Desk(tmp_path / "supervisor"))


@pytest.fixture
def copy() -> Iterator[Callable[[str], None]]:
    """Puts a text on the clipboard."""
    with another_program() as copies:
        yield copies
