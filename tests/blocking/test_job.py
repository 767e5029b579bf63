"""What becomes of an opt-out at a real server's everyday states, and that nothing is claimed that is not so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dncdesk.core.outcome import Outcome, Proof
from dncdesk.core.settings import Server
from dncdesk.practice.server import Mode, PracticeDialler
from dncdesk.record.events import Kind
from tests.support.desks import Desk
from tests.support.keyrings import MemoryKeyring

MakeDesk = Callable[..., Desk]
PHONE = "7275551212"
"""No lead carries it."""


@pytest.fixture
def desk_of(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> Iterator[MakeDesk]:
    """Makes the desk of an API user at a practice dialler."""
    desks: list[Desk] = []

    def make(dialler: PracticeDialler, user: str = "6666", **settings: object) -> Desk:
        server = replace(Server("Main", dialler.url, user), **settings)  # type: ignore[arg-type]
        desks.append(Desk(tmp_path / "home", server))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()


def functions(dialler: PracticeDialler) -> list[str]:
    return [function for function, _ in dialler.calls]


def rows(dialler: PracticeDialler) -> list[object]:
    """Everything on every list."""
    state = dialler.state()
    return [*state["dnc"], *state["campaign_dnc"]]


# --- on the list --------------------------------------------------------------------------------------


def test_everywhere_puts_the_number_on_the_internal_list_and_reads_it_back(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    result = desk_of(dialler).block("(727) 555-1212")
    assert rows(dialler) == [PHONE]
    assert result.outcome is Outcome.BLOCKED
    assert result.confirmed_by is Proof.READ_BACK
    assert result.confirmed_at is not None
    assert result.numbers_sent == (PHONE,)


def test_a_campaign_puts_the_number_on_that_campaigns_list(dialler: PracticeDialler, desk_of: MakeDesk) -> None:
    result = desk_of(dialler).block(PHONE, "TESTCAMP")
    assert rows(dialler) == [[PHONE, "TESTCAMP"]]
    assert result.outcome is Outcome.BLOCKED


def test_a_number_that_is_there_already_is_blocked_as_well(dialler: PracticeDialler, desk_of: MakeDesk) -> None:
    dialler.put_state({"dnc": [PHONE]})
    assert desk_of(dialler).block(PHONE).outcome is Outcome.BLOCKED
    assert rows(dialler) == [PHONE]


def test_an_account_without_the_right_to_look_at_leads_is_told_that_a_call_may_still_go_out(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    result = desk_of(dialler, "7782").block(PHONE)
    assert rows(dialler) == [PHONE]
    assert result.outcome is Outcome.LISTED
    assert (result.leads_found, result.still_queued) == (None, None)
    assert "may still" in str(result.why)


@pytest.mark.parametrize("campaign", [None, "TESTCAMP"])
def test_an_account_that_may_only_add_proves_it_by_asking_again(
    dialler: PracticeDialler, desk_of: MakeDesk, campaign: str | None
) -> None:
    result = desk_of(dialler, "7772", campaigns=("TESTCAMP",)).block(PHONE, campaign)
    assert len(rows(dialler)) == 1
    assert result.outcome is Outcome.LISTED
    assert result.confirmed_by is Proof.ASKED_AGAIN
    assert functions(dialler).count("add_dnc_phone") == 2


def test_an_account_that_may_not_add_finds_what_is_on_the_list_already(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    dialler.put_state({"dnc": [PHONE]})
    result = desk_of(dialler, "7771").block(PHONE)
    assert result.outcome in {Outcome.BLOCKED, Outcome.LISTED}
    assert result.confirmed_by is Proof.READ_BACK


# --- not on the list ----------------------------------------------------------------------------------


def test_an_account_that_may_not_add_is_told_what_to_change(dialler: PracticeDialler, desk_of: MakeDesk) -> None:
    result = desk_of(dialler, "7771").block(PHONE)
    assert rows(dialler) == []
    assert result.outcome is Outcome.REFUSED
    assert result.confirmed_at is None
    assert "Modify Lists" in str(result.why)


@pytest.mark.parametrize("campaign", ["NOPE", "testcamp", "TESTCAMPX", "ALL_CAMPAIGNS", "system_i"])
def test_a_campaign_that_the_dialler_does_not_list_is_never_named_to_it(
    dialler: PracticeDialler, desk_of: MakeDesk, campaign: str
) -> None:
    """The dialler would say SUCCESS to any word."""
    result = desk_of(dialler).block(PHONE, campaign)
    assert result.outcome is Outcome.REFUSED
    assert campaign in str(result.why)
    assert rows(dialler) == []
    assert "add_dnc_phone" not in functions(dialler)


def test_an_account_that_may_not_list_campaigns_needs_the_settings_to_name_them(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    assert desk_of(dialler, "7772").block(PHONE, "TESTCAMP").outcome is Outcome.REFUSED
    assert rows(dialler) == []


def test_a_campaign_that_reads_another_ones_list_is_not_called_blocked(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    result = desk_of(dialler).block(PHONE, "RETENT")
    assert rows(dialler) == [[PHONE, "RETENT"]]
    assert result.outcome is Outcome.NOT_EFFECTIVE
    assert result.confirmed_at is None
    assert "another campaign's list" in str(result.why)


@pytest.mark.parametrize("campaign", [None, "TESTCAMP"])
def test_a_dialler_that_says_yes_and_keeps_nothing_is_found_out(desk_of: MakeDesk, campaign: str | None) -> None:
    with PracticeDialler(mode=Mode.PHP74) as dialler:
        dialler.put_state({"settings": {"read_only": "1"}})
        result = desk_of(dialler).block(PHONE, campaign)
        assert rows(dialler) == []
    assert result.outcome is Outcome.NOT_EFFECTIVE
    assert result.confirmed_at is None


@pytest.mark.parametrize(
    "settings", [{"connect_error": "Too many connections"}, {"missing_tables": "vicidial_dnc"}, {"read_only": "1"}]
)
@pytest.mark.parametrize("mode", [Mode.PHP8, Mode.PHP8_DISPLAY_ERRORS])
def test_a_dialler_in_trouble_leaves_it_waiting_and_gets_it_later(
    desk_of: MakeDesk, settings: dict[str, str], mode: Mode
) -> None:
    with PracticeDialler(mode=mode) as dialler:
        dialler.put_state({"settings": settings})
        desk = desk_of(dialler)
        opt_out = desk.opt_out(PHONE)
        desk.queue.submit(opt_out)
        first = desk.told.result(opt_out)
        assert first.outcome is Outcome.WAITING
        assert "safe" in str(first.why)
        dialler.reset()
        desk.queue.try_now()
        assert desk.told.result(opt_out, 2).outcome is Outcome.BLOCKED
        assert rows(dialler) == [PHONE]


def test_a_dialler_behind_a_redirect_leaves_it_waiting_and_names_the_other_address(desk_of: MakeDesk) -> None:
    with PracticeDialler(mode=Mode.REDIRECT) as dialler:
        result = desk_of(dialler).block(PHONE)
        assert result.outcome is Outcome.WAITING
        assert dialler.target_address in str(result.why)
        assert dialler.requests_seen == 0


# --- the promise --------------------------------------------------------------------------------------

SCOPES = [None, "TESTCAMP", "SALES01", "SALES02", "RETENT", "AREACMP"]


@pytest.mark.parametrize("campaign", SCOPES)
@pytest.mark.parametrize("number", ["7275550100", "7275550101", "7275550120"])
@pytest.mark.parametrize("user", ["6666", "7782", "7772"])
def test_blocked_or_stopped_is_never_said_of_a_number_that_the_next_pass_calls(
    dialler: PracticeDialler, desk_of: MakeDesk, campaign: str | None, number: str, user: str
) -> None:
    desk = desk_of(dialler, user, campaigns=tuple(SCOPES[1:]))
    result = desk.block(number, campaign)
    called = [
        lead["campaign_id"]
        for lead in dialler.dial_pass()
        if lead["phone_number"].endswith(number) and campaign in {None, lead["campaign_id"]}
    ]
    if result.outcome in {Outcome.BLOCKED, Outcome.STOPPED}:
        assert called == []
    else:
        assert result.outcome in {Outcome.LISTED, Outcome.NOT_EFFECTIVE}


def test_the_pass_would_have_called_those_numbers(dialler: PracticeDialler) -> None:
    called = {lead["phone_number"] for lead in dialler.dial_pass()}
    assert {"7275550100", "7275550101", "7275550120"} <= called


# --- what is written down -----------------------------------------------------------------------------


def test_each_step_is_in_the_log_with_the_diallers_own_words(dialler: PracticeDialler, desk_of: MakeDesk) -> None:
    desk = desk_of(dialler)
    opt_out = desk.opt_out(PHONE)
    desk.queue.submit(opt_out)
    result = desk.told.result(opt_out)
    events = desk.place.log.read(lambda reader: list(reader.events(opt_out.id)))
    kinds = [event.kind for event in events]
    assert kinds[0] is Kind.REQUESTED
    assert kinds[-1] is Kind.OUTCOME
    assert kinds.index(Kind.ADDED) < kinds.index(Kind.READ)
    said = {event.kind: event.body["said"] for event in events if event.kind in {Kind.ADDED, Kind.READ}}
    assert said[Kind.ADDED].startswith("SUCCESS: add_dnc_phone DNC NUMBER HAS BEEN ADDED - 6666|7275551212|")
    assert said[Kind.READ].startswith("ERROR: check_phone_number PHONE NUMBER IN DNC - 7275551212")
    entry = desk.place.log.read(lambda reader: reader.entry(opt_out.id))
    assert entry is not None
    assert entry.result == result


def test_the_diallers_log_can_be_laid_beside_ours(dialler: PracticeDialler, desk_of: MakeDesk) -> None:
    desk = desk_of(dialler)
    opt_out = desk.opt_out(PHONE)
    desk.queue.submit(opt_out)
    desk.told.result(opt_out)
    sources = {
        call["source"] for function, call in dialler.calls if function in {"add_dnc_phone", "check_phone_number"}
    }
    assert sources == {opt_out.source_id}
