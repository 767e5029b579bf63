"""Everyday situations, each judged by whom the dialler would call afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dncdesk.blocking.dialler import Dialler
from tests.situations.table import SITUATIONS
from tests.situations.world import Situation, played
from tests.support.keyrings import MemoryKeyring


def leads_first(self: Dialler, one: Callable[[], Any], other: Callable[[], Any]) -> tuple[Any, Any]:
    """As if the second connection were always the quicker one."""
    there = other()
    return one(), there


@pytest.mark.parametrize("situation", SITUATIONS, ids=str)
def test_situation(situation: Situation, tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    judged(situation, tmp_path)


@pytest.mark.parametrize("situation", SITUATIONS, ids=str)
def test_it_is_the_same_whichever_connection_is_quicker(
    situation: Situation, tmp_path: Path, keyring_of_this_computer: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Dialler, "both", leads_first)
    judged(situation, tmp_path)


def judged(situation: Situation, home: Path) -> None:
    with played(situation, home) as run:
        result = run.play()
        run.desk.wait_until_idle()
        run.check_the_cost(result)
        run.check_the_server(result)
        run.judge(result)
        run.check_the_receipt(result)
        assert result.outcome is situation.outcome, str(result.why)
        assert situation.says in str(result.why)


def test_there_are_enough_situations_and_each_has_its_name() -> None:
    assert len(SITUATIONS) >= 50
    assert len({situation.name for situation in SITUATIONS}) == len(SITUATIONS)
    assert {situation.outcome for situation in SITUATIONS} >= {
        "blocked", "stopped", "listed", "not_effective", "refused", "waiting",
    }  # fmt: skip
