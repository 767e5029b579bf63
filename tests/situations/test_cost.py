"""What an opt-out costs: calls to the dialler, and round trips over a long line."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dncdesk.blocking.enquiries import Enquiries
from dncdesk.core.outcome import Outcome
from dncdesk.core.settings import Server
from dncdesk.practice.server import Mode, PracticeDialler
from tests.situations.line import LongLine
from tests.situations.table import IN_THREE, READ_ONLY
from tests.situations.world import Situation, World, played
from tests.support.desks import Desk
from tests.support.keyrings import MemoryKeyring

THREE_LEADS = "7275550100"
"""In the seed: a lead in TESTCAMP, one in SALES01 (both ready in the hopper) and one in RETENT."""
MOST_WITHOUT_LEADS = 6


def calls_of(situation: Situation, home: Path, *, lists_known: bool = False) -> Counter[str]:
    """The calls of one opt-out, the campaigns being known from before as in the window."""
    with played(situation, home) as run:
        Enquiries(run.desk.place).campaigns(run.server)
        if lists_known:
            run.desk.block("7275551212", situation.scope)
        run.play()
        assert run.desk.told.settled[-1][1].outcome is situation.outcome
        run.desk.wait_until_idle()
        return Counter(function for function, _ in run.dialler.calls)


@pytest.mark.parametrize("scope", [None, "TESTCAMP"])
def test_a_number_without_leads_costs_three_calls(
    scope: str | None, tmp_path: Path, keyring_of_this_computer: MemoryKeyring
) -> None:
    calls = calls_of(Situation("plain", Outcome.BLOCKED, "", scope=scope), tmp_path)
    assert calls == {"add_dnc_phone": 1, "lead_search": 1, "check_phone_number": 1}


@pytest.mark.parametrize(
    "situation",
    [
        Situation("reads another's list", Outcome.NOT_EFFECTIVE, "", scope="RETENT"),
        Situation("nothing is kept", Outcome.NOT_EFFECTIVE, "", World(settings=READ_ONLY), mode=Mode.PHP74),
        Situation("adds only", Outcome.LISTED, "", user="7772"),
        Situation("may not add", Outcome.REFUSED, "", user="7771"),
    ],
    ids=str,
)
def test_no_number_without_leads_costs_more_than_six_calls(
    situation: Situation, tmp_path: Path, keyring_of_this_computer: MemoryKeyring
) -> None:
    assert calls_of(situation, tmp_path).total() <= MOST_WITHOUT_LEADS


@pytest.mark.parametrize(
    ("scope", "lists_known", "wanted"),
    [
        ("TESTCAMP", True, {"list_info": 2, "hopper_list": 1, "update_lead": 1}),
        ("TESTCAMP", False, {"list_info": 3, "hopper_list": 1, "update_lead": 1}),
        (None, True, {"update_lead": 3}),
        (None, False, {"list_info": 3, "update_lead": 3}),
    ],
)
def test_three_leads_in_three_campaigns(
    scope: str | None, lists_known: bool, wanted: dict[str, int], tmp_path: Path,
    keyring_of_this_computer: MemoryKeyring,
) -> None:  # fmt: skip
    """Six calls and one for each lead, once it is known which campaigns the three lists feed.

    To learn that costs a call for each list, which lasts ten minutes. It cannot be left out: of a campaign that the
    account does not see it is not known which statuses it dials.
    """
    world = replace(IN_THREE, hopper=None)
    situation = Situation("three leads", Outcome.BLOCKED, "", world, typed=THREE_LEADS, scope=scope)
    calls = calls_of(situation, tmp_path, lists_known=lists_known)
    fixed = {"add_dnc_phone": 1, "lead_search": 1, "check_phone_number": 1, "lead_all_info": 2}
    print(f"{scope or 'everywhere'}, lists {'known' if lists_known else 'new'}: {calls.total()} calls {dict(calls)}")
    assert calls == {**fixed, **wanted}
    assert calls.total() <= MOST_WITHOUT_LEADS + 3 + (0 if lists_known else 3)


@pytest.mark.parametrize("leads", [1, 2, 5, 9])
def test_each_further_lead_costs_one_call(leads: int, tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    world = World(leads=tuple((str(5001 + i), "7275551212", "101", "NEW") for i in range(leads)))
    calls = calls_of(Situation("some leads", Outcome.BLOCKED, "", world, scope="TESTCAMP"), tmp_path)
    assert calls.total() == 6 + leads


def test_the_plain_case_over_a_line_of_forty_milliseconds(
    dialler: PracticeDialler, tmp_path: Path, keyring_of_this_computer: MemoryKeyring
) -> None:
    """What does not depend on each other goes out at the same time, so that few round trips follow one another."""
    with LongLine(int(urlsplit(dialler.address).port or 0), 0.04) as line:
        desk = Desk(tmp_path, Server("Main", f"http://127.0.0.1:{line.port}/vicidial/non_agent_api.php", "6666"))
        try:
            begun = time.monotonic()
            result = desk.block()
            taken = time.monotonic() - begun
        finally:
            desk.close()
    assert result.outcome is Outcome.BLOCKED
    print(f"plain case over 40 ms: {taken * 1000:.0f} ms, {len(line.exchanges)} exchanges")
    assert len(line.exchanges) == 3
    # One round trip to open a connection, and those that follow one another.
    assert 1 + line.sequential() <= 4
    assert line.sequential() < len(line.exchanges), "nothing went out at the same time"
