"""Settings that are changed while others are being kept: none is lost, in the file or in the window."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import keyring
import pytest
from pytestqt.qtbot import QtBot

from dncdesk.core.scope import Scope
from dncdesk.practice import PRACTICE_PASSWORD
from tests.support.keyrings import MemoryKeyring
from tests.ui.conftest import Stage


class AskingKeyring(MemoryKeyring):
    """Asks a person before it keeps anything, as a locked one does."""

    def __init__(self) -> None:
        super().__init__()
        self.asks = threading.Event()
        self.answered = threading.Event()

    def set_password(self, service: str, username: str, password: str) -> None:
        self.asks.set()
        assert self.answered.wait(20)
        super().set_password(service, username, password)


@pytest.fixture
def asking(keyring_of_this_computer: MemoryKeyring) -> AskingKeyring:
    return AskingKeyring()


def test_what_is_set_while_the_keyring_asks_is_kept_and_so_is_the_server(
    real: Stage, qtbot: QtBot, tmp_path: Path, asking: AskingKeyring
) -> None:
    keyring.set_keyring(asking)
    west = replace(real.desk.server, name="West")
    with qtbot.waitSignal(real.desk.saved, timeout=20_000):
        real.desk.save(west, PRACTICE_PASSWORD, None)
        qtbot.waitUntil(asking.asks.is_set, timeout=10_000)
        real.desk.keep(retention_years=7)
        real.desk.remember_scope(Scope("SALES01"))
        qtbot.waitUntil(lambda: kept(tmp_path).get("last_scope") == {"Main": "SALES01"}, timeout=10_000)
        asking.answered.set()
    qtbot.waitUntil(real.window.idle, timeout=10_000)
    settings = real.desk.settings
    assert ([s.name for s in settings.servers], settings.server) == (["Main", "West"], "West")
    assert (settings.retention_years, settings.last_scope) == (7, {"Main": "SALES01"})
    assert settings == real.desk._place.settings
    found = kept(tmp_path)
    assert ([s["name"] for s in found["servers"]], found["server"]) == (["Main", "West"], "West")
    assert (found["retention_years"], found["last_scope"]) == (7, {"Main": "SALES01"})


def test_of_two_changes_the_later_one_is_kept_whichever_thread_comes_first(
    real: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    for years in range(5, 60):
        real.desk.keep(retention_years=years)
    qtbot.waitUntil(real.window.idle, timeout=20_000)
    assert kept(tmp_path)["retention_years"] == real.desk._place.settings.retention_years == 59


def kept(home: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((home / "settings.json").read_text(encoding="utf-8"))
    return found
