"""The same situations with accounts of fewer rights: the outcome is never better than what was seen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dncdesk.core.outcome import Outcome
from tests.situations.table import SITUATIONS
from tests.situations.world import Run, Situation, World, played
from tests.support.keyrings import MemoryKeyring

BETTER = (Outcome.BLOCKED, Outcome.STOPPED, Outcome.LISTED, Outcome.NOT_EFFECTIVE, Outcome.REFUSED, Outcome.WAITING)
"""From the best to the worst, but for what an account with fewer rights cannot find out (see below)."""

NAMES = (
    "The plain case: a caller whom we do not have as a lead, everywhere",
    "The plain case in one campaign",
    "The same caller asks a second time",
    "Already on the campaign's list, for years",
    "A lead of ours, not lined up",
    "The next call to this person is ready in the hopper",
    "Ready in the hopper, blocked everywhere",
    "We are talking to this person right now",
    "Three leads lined up in three campaigns, everywhere",
    "Our lead is stored with a leading 1",
    "A sold customer who is lined up all the same",
    "A campaign that reads another's list, with a lead",
    "The checklist says that the campaign uses no list, with a lead",
    "Leads keep their status, and the campaign's switch is confirmed",
    "The database takes no writes, and an older PHP says SUCCESS",
    "Another desk adds the number at the same moment",
)
BY_NAME = {situation.name: situation for situation in SITUATIONS}
ALL = {"TESTCAMP", "SALES01", "SALES02", "RETENT", "AREACMP"}

ADDS = "add_dnc_phone campaigns_list"
READS = "check_phone_number"


def only(*functions: str) -> dict[str, str]:
    return {"api_allowed_functions": f" {' '.join(functions)} "}


ACCOUNTS: dict[str, tuple[str, dict[str, str]]] = {
    "may do everything": ("6666", {}),
    "the smallest": ("7782", {}),
    "adds only": ("6666", only("add_dnc_phone")),
    "no API access": ("7772", {}),
    "may not touch leads": ("7784", {}),
    "lacks View Reports": ("7783", {}),
    "sees leads, may not stop them": ("6666", only(ADDS, READS, "lead_search lead_all_info list_info")),
    "stops leads, may not look them up": ("6666", only(ADDS, READS, "lead_search update_lead")),
    "reads no list": ("6666", only(ADDS, "lead_search lead_all_info list_info update_lead")),
}


def with_account(situation: Situation, account: str) -> Situation:
    user, rights = ACCOUNTS[account]
    world: World = replace(situation.world, users={user: rights})
    return replace(situation, user=user, world=world, offered=tuple(sorted(ALL)))


@pytest.mark.parametrize("account", ACCOUNTS)
@pytest.mark.parametrize("name", NAMES)
def test_never_better_than_what_was_seen(
    name: str, account: str, tmp_path: Path, keyring_of_this_computer: MemoryKeyring
) -> None:
    situation = with_account(BY_NAME[name], account)
    with played(situation, tmp_path) as run:
        result = run.play()
        run.desk.wait_until_idle()
        run.check_the_server(result)
        run.judge(result)
        run.check_the_receipt(result)
        full = BY_NAME[name].outcome
        # "Reads another list" takes the right to look: without it the row is proved, and nobody knows who reads it.
        cannot_tell = full in {Outcome.NOT_EFFECTIVE, Outcome.STOPPED} and result.outcome is Outcome.LISTED
        assert cannot_tell or BETTER.index(result.outcome) >= BETTER.index(full)
        if result.outcome in {Outcome.BLOCKED, Outcome.STOPPED}:
            assert looked_up(run)
        if result.outcome is Outcome.LISTED:
            assert "may still" in str(result.why) or "read it back" in str(result.why) or full is Outcome.LISTED


def looked_up(run: Run) -> bool:
    """Whether all was asked, and answered, that a claim about leads and lists rests on."""
    kinds = [(event.kind.value, event.body.get("reply")) for event in run.events()]
    answers = {kind: {reply for k, reply in kinds if k == kind} for kind, _ in kinds}
    leads = {row["lead_id"] for row in run.state_before["leads"] if row["phone_number"] in run.forms()}
    asked = "check_phone_number" in {function for function, _ in run.dialler.calls}
    seen = "LeadsFound" in answers["searched"] and (not leads or answers.get("leads") == {"Leads"})
    touched = {event.body["lead"] for event in run.events() if event.kind == "lead"}
    left = "Refused" not in answers.get("lead", set())
    scope = run.situation.scope
    campaign_of = {row["list_id"]: row["campaign_id"] for row in run.state_before["lists"]}
    ours = {
        row["lead_id"]
        for row in run.state_before["leads"]
        if row["lead_id"] in leads and (scope is None or campaign_of.get(row["list_id"], "") == scope)
    }
    return asked and seen and left and ours <= touched


def test_the_smallest_account_asks_what_it_may(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    with played(with_account(BY_NAME["The plain case in one campaign"], "the smallest"), tmp_path) as run:
        assert run.play().outcome is Outcome.LISTED
        run.desk.wait_until_idle()
        assert sorted(function for function, _ in run.dialler.calls) == [
            "add_dnc_phone",
            "check_phone_number",
            "lead_search",
        ]
