"""A registry, and a program to start."""

from __future__ import annotations

import sys

import pytest

from tests.desk.winreg_standin import Winreg


@pytest.fixture
def winreg(monkeypatch: pytest.MonkeyPatch) -> Winreg:
    """The user's registry, empty."""
    standin = Winreg()
    monkeypatch.setitem(sys.modules, "winreg", standin)
    return standin
