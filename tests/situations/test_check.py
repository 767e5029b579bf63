"""“Is this number blocked?”: what is said, and that asking changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from dncdesk.blocking.enquiries import Enquiries
from dncdesk.core.outcome import Outcome
from dncdesk.core.phone import NumberRule, read_number
from dncdesk.core.scope import Scope
from dncdesk.core.switches import Switches
from tests.situations.table import BOTH_FORMS, IN_THREE, N1, N, lead, queued, status
from tests.situations.world import USES, Situation, World, played
from tests.support.keyrings import MemoryKeyring

INTERNAL = World(dnc=(N,))
CAMPAIGN = World(campaign_dnc=((N, "TESTCAMP"),))


@dataclass(frozen=True)
class Question:
    name: str
    outcome: Outcome | None
    says: str
    world: World = field(default_factory=World)
    scope: str | None = None
    user: str = "6666"
    typed: str = N
    checklist: Mapping[str, Switches] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


def on_list(world: World, *, internal: bool = False, forms: tuple[str, ...] = (N,)) -> World:
    if internal:
        return replace(world, dnc=forms)
    return replace(world, campaign_dnc=tuple((form, "TESTCAMP") for form in forms))


QUESTIONS = [
    Question("Not listed, everywhere", None, "Not on the internal list."),
    Question("Not listed, in a campaign", None, "Not on the list that TESTCAMP reads, and not", scope="TESTCAMP"),
    Question("On the internal list", Outcome.BLOCKED, "blocked in every campaign that uses it", INTERNAL),
    Question("On the internal list only, and a campaign is meant", Outcome.LISTED, "not on the one", INTERNAL,
             "TESTCAMP"),
    Question("On the campaign's list only", Outcome.BLOCKED, "Not on the internal list", CAMPAIGN, "TESTCAMP"),
    Question("On the campaign's list only, and everywhere is meant", None, "Not on the internal list", CAMPAIGN),
    Question("On both", Outcome.BLOCKED, "and on the internal list", on_list(INTERNAL), "TESTCAMP"),
    Question("On the list, and a call is ready in the hopper", Outcome.LISTED, "wait in the queue",
             on_list(queued("READY")), "TESTCAMP"),
    Question("On the internal list, and a call is ready in the hopper", Outcome.LISTED, "wait in the queue",
             on_list(queued("READY"), internal=True)),
    Question("On the list, and a lead that would be called without it", Outcome.LISTED, "if the list is not used",
             on_list(status("NEW")), "TESTCAMP"),
    Question("The same, and the list is confirmed to be used", Outcome.BLOCKED, "", on_list(status("NEW")), "TESTCAMP",
             checklist={"TESTCAMP": USES}),
    Question("On the list, and the lead is stopped", Outcome.BLOCKED, "none would be called",
             on_list(status("DNC")), "TESTCAMP"),
    Question("On the list, and a callback is set", Outcome.LISTED, "callback", on_list(status("CBHOLD")), "TESTCAMP"),
    Question("On the list, and an agent is talking to the person", Outcome.LISTED, "call is in progress",
             on_list(status("INCALL")), "TESTCAMP"),
    Question("On the list with the 1 only, and leads have both", None, "Not on the list",
             on_list(BOTH_FORMS, forms=(N1,)), "TESTCAMP"),
    Question("On the list in one form, and a lead has the other", None, "Not on the internal list",
             World(leads=(lead("101", number=N1),), dnc=(N,), hopper=())),
    Question("A campaign that reads another's list", Outcome.BLOCKED, "RETENT reads", CAMPAIGN, "RETENT"),
    Question("Lined up for a campaign whose list the lead has left", Outcome.LISTED, "wait in the queue",
             World(leads=(lead("101"),), hopper=(("5001", "SALES01", "READY"),), campaign_dnc=((N, "SALES01"),)),
             "SALES01"),
    Question("A caller from London whose lead may be somebody's in Maine", Outcome.LISTED, "could not be looked at",
             World(dnc=("442079460123",)), typed="+44 20 7946 0123"),
    Question("Not listed, and three calls are lined up", None, "3 of its leads wait in the queue", IN_THREE),
    Question("The account may not look numbers up", Outcome.REFUSED, "may not look numbers up", INTERNAL, user="7772"),
    Question("The account may not touch leads", Outcome.LISTED, "could not be looked at", INTERNAL, user="7784"),
    Question("The smallest account", Outcome.LISTED, "could not be looked at", INTERNAL, user="7782"),
]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_it_says_what_it_saw_and_changes_nothing(
    question: Question, tmp_path: Path, keyring_of_this_computer: MemoryKeyring
) -> None:
    situation = Situation(
        question.name, Outcome.LISTED, "", question.world, typed=question.typed, scope=question.scope,
        user=question.user, checklist=question.checklist,
    )  # fmt: skip
    with played(situation, tmp_path) as run:
        before = run.dialler.state()
        number = read_number(question.typed, country="US", rule=NumberRule.NATIONAL)
        report = Enquiries(run.desk.place).check(run.server, number, Scope(question.scope))
        after = run.dialler.state()
        assert report.outcome == question.outcome, str(report.why)
        assert question.says in str(report.why)
        assert (report.confirmed_at is not None) == (question.outcome in {Outcome.BLOCKED, Outcome.LISTED})
        changed = {key for key in after if after[key] != before.get(key)} - {"login"}
        assert not changed
        if report.outcome is Outcome.BLOCKED:
            assert not run.would_call()


def test_asking_leaves_no_entry_in_the_log(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    with played(Situation("ask", Outcome.LISTED, "", IN_THREE), tmp_path) as run:
        number = read_number(N, country="US", rule=NumberRule.NATIONAL)
        Enquiries(run.desk.place).check(run.server, number, Scope())
        assert run.desk.place.log.read(lambda reader: reader.entries()) == []
