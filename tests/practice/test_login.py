"""The lock-out, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dncdesk.practice.server import PracticeDialler
from tests.practice.calls import Clock, api

LOCK = "ERROR: Too many login attempts, try again in 15 minutes: |6666|LOCK|\n"
BAD = "ERROR: Login incorrect, please try again: |6666|bad|BAD|\n"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def dialler(clock: Clock) -> Iterator[PracticeDialler]:
    with PracticeDialler(clock=clock) as running:
        yield running


def fail(dialler: PracticeDialler, times: int) -> list[str]:
    return [api(dialler, "campaigns_list", password="bad") for _ in range(times)]


def test_the_eleventh_try_locks_an_account_in_use(dialler: PracticeDialler) -> None:
    assert api(dialler, "campaigns_list").startswith("TESTCAMP|")
    assert fail(dialler, 11) == [BAD] * 10 + [LOCK]
    assert api(dialler, "campaigns_list") == LOCK
    assert dialler.state()["login"]["6666"]["failed_login_count"] == 10


def test_the_lock_ends_fifteen_minutes_after_the_last_good_login(dialler: PracticeDialler, clock: Clock) -> None:
    api(dialler, "campaigns_list")
    fail(dialler, 10)
    clock.now += 899
    assert api(dialler, "campaigns_list") == LOCK
    clock.now += 1
    assert api(dialler, "campaigns_list").startswith("TESTCAMP|")
    assert dialler.state()["login"]["6666"] == {"failed_login_count": 0, "seconds_since_last_login": 0}


def test_an_account_not_in_use_locks_at_the_twenty_first_try(dialler: PracticeDialler) -> None:
    assert fail(dialler, 21) == [BAD] * 20 + [LOCK]


def test_a_good_call_clears_the_counter(dialler: PracticeDialler) -> None:
    api(dialler, "campaigns_list")
    fail(dialler, 9)
    api(dialler, "campaigns_list")
    assert fail(dialler, 10) == [BAD] * 10


def test_an_unknown_user_is_never_locked(dialler: PracticeDialler) -> None:
    answers = {api(dialler, "campaigns_list", user="nosuch") for _ in range(25)}
    assert answers == {"ERROR: Login incorrect, please try again: |nosuch|1234|BAD|\n"}


@pytest.mark.parametrize(
    ("white", "answer"),
    [("127.0.0.1", "SUCCESS"), ("127.0.0.x", "SUCCESS"), ("10.1.2.3", "ERROR: Your IP"), ("", "SUCCESS")],
)
def test_the_group_s_white_list(dialler: PracticeDialler, white: str, answer: str) -> None:
    groups = [{"user_group": "ADMIN", "allowed_campaigns": " -ALL-CAMPAIGNS- -", "api_ip_list": white}]
    dialler.put_state({"user_groups": groups, "settings": {"allow_ip_lists": "1"}})
    got = api(dialler, "add_dnc_phone", phone_number="7275550100", campaign_id="TESTCAMP")
    assert got.startswith(answer)


def test_the_black_list_and_who_skips_both(dialler: PracticeDialler) -> None:
    seed = dialler.state()
    settings = {"allow_ip_lists": "1", "ip_black_list": "127.0.0.1"}
    dialler.put_state({"settings": settings})
    assert "IPBLOCK" in api(dialler, "campaigns_list")
    free = [{**user, "ignore_ip_list": "1"} for user in seed["users"]]
    dialler.put_state({"settings": settings, "users": free})
    assert api(dialler, "campaigns_list").startswith("TESTCAMP|")


def test_a_user_may_be_free_of_the_second_factor(dialler: PracticeDialler) -> None:
    free = [{**user, "two_factor_override": "DISABLED"} for user in dialler.state()["users"]]
    dialler.put_state({"settings": {"two_factor_auth_hours": "12"}, "users": free})
    assert api(dialler, "campaigns_list").startswith("TESTCAMP|")


def test_hashed_passwords_keep_their_case(dialler: PracticeDialler) -> None:
    dialler.put_state({"settings": {"pass_hash_enabled": "1"}})
    assert "|BAD|" in api(dialler, "campaigns_list", user="ApiUser", password="secretpass9")
    assert api(dialler, "campaigns_list", user="ApiUser", password="SecretPass9").startswith("TESTCAMP|")


def test_a_list_restricted_user_needs_a_group_for_the_lead_functions(dialler: PracticeDialler) -> None:
    dialler.put_state({"user_groups": [{"user_group": "ADMIN", "allowed_campaigns": " -ALL-CAMPAIGNS- -"}]})
    answer = api(dialler, "lead_search", user="7785", phone_number="7275550100")
    assert answer == "ERROR: user_group DOES NOT EXIST: |7785|LIMITED|\n"
    added = api(dialler, "add_dnc_phone", user="7785", phone_number="7275550100", campaign_id="TESTCAMP")
    assert added.startswith("SUCCESS")
