"""Passwords in the operating system's keyring: kept apart, read back, and nothing that hangs or breaks without it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
import secretstorage
from keyring.backends import SecretService as RealKeyring

from dncdesk.core.credentials import Credentials, KeyringState, Secret
from dncdesk.core.redaction import Redactor
from tests.cli.program import PASSWORD, Desk, Dialler
from tests.keyring_suite.service import SecretService

pytestmark = pytest.mark.filterwarnings(
    # The keyring library forgets its socket when the keyring is locked.
    "ignore:Exception ignored in. <socket:pytest.PytestUnraisableExceptionWarning",
    "ignore:unclosed <socket:ResourceWarning",
)

ENDPOINT = "https://dialer.example.com/vicidial/non_agent_api.php"
OTHER = "https://second.example.com/vicidial/non_agent_api.php"
AT_ONCE = 5.0
"""Seconds: what waits for a person takes longer."""


@pytest.fixture
def bus() -> Iterator[Any]:
    with closing(secretstorage.dbus_init()) as connection:
        yield connection


def stored(bus: Any, endpoint: str) -> dict[str, str]:
    """What the Secret Service itself holds for a server: user and password."""
    found = secretstorage.search_items(bus, {"service": f"dncdesk:{endpoint}"})
    return {item.get_attributes()["username"]: item.get_secret().decode() for item in found}


def someone() -> Credentials:
    """The credentials as a program that has just been started sees them.

    Named, not found: the keyring library would find the doubles of other tests, too. The processes below find it.
    """
    return Credentials(Redactor(), RealKeyring.Keyring)


# --- the keyring of a desk where all is well ----------------------------------------------------------------


def test_a_password_survives_the_program(bus: Any) -> None:
    assert someone().keep(ENDPOINT, "6666", Secret("correct horse")) is True
    after_a_restart = someone()
    found = after_a_restart.password(ENDPOINT, "6666")
    assert found is not None
    assert found.reveal() == "correct horse"
    assert after_a_restart.state is KeyringState.AVAILABLE
    assert stored(bus, ENDPOINT)["6666"] == "correct horse"


def test_two_servers_and_two_users_are_kept_apart(bus: Any) -> None:
    one = someone()
    for endpoint, user in ((ENDPOINT, "6666"), (ENDPOINT, "7777"), (OTHER, "6666")):
        assert one.keep(endpoint, user, Secret(f"{user} at {endpoint}"))
    assert stored(bus, OTHER) == {"6666": f"6666 at {OTHER}"}
    again = someone()
    for endpoint, user in ((ENDPOINT, "6666"), (ENDPOINT, "7777"), (OTHER, "6666")):
        assert again.password(endpoint, user) == Secret(f"{user} at {endpoint}")


def test_a_new_password_takes_the_place_of_the_old_one(bus: Any) -> None:
    endpoint = "https://changing.example.com/vicidial/non_agent_api.php"
    someone().keep(endpoint, "6666", Secret("spring"))
    someone().keep(endpoint, "6666", Secret("summer"))
    assert [*secretstorage.search_items(bus, {"service": f"dncdesk:{endpoint}"})][1:] == []
    assert someone().password(endpoint, "6666") == Secret("summer")


def test_a_password_of_any_signs_comes_back_as_it_was() -> None:
    for password in ("pässwörd € 漢字", "  spaces  ", "\"quotes' & <angles>", "x" * 500):
        someone().keep(ENDPOINT, "signs", Secret(password))
        assert someone().password(ENDPOINT, "signs") == Secret(password)


def test_an_unknown_account_has_no_password_and_that_is_no_trouble() -> None:
    one = someone()
    assert one.password("https://never.example.com/vicidial/non_agent_api.php", "6666") is None
    assert one.state is KeyringState.AVAILABLE


# --- the program on such a desk -----------------------------------------------------------------------------


def test_login_keeps_the_password_and_block_uses_it(desk: Desk, dialler: Dialler, bus: Any) -> None:
    assert desk.run("block", "7275550101", "--everywhere").code == 4
    assert desk.run("login", typed=f"{PASSWORD}\n").code == 0
    assert stored(bus, f"{dialler.address}/vicidial/non_agent_api.php") == {"6666": PASSWORD}
    assert desk.run("block", "7275550102", "--everywhere").code in {0, 3}
    assert dialler.lists()[0] == ["7275550102"]


def test_login_with_a_wrong_password_leaves_the_keyring_alone(desk: Desk, dialler: Dialler, bus: Any) -> None:
    assert desk.run("login", typed="notThisOne\n").code == 5
    assert stored(bus, f"{dialler.address}/vicidial/non_agent_api.php") == {}


def test_the_self_test_names_the_keyring(desk: Desk) -> None:
    facts = desk.run("self-test", "--json").one()
    assert facts["keyring_backend"] == "keyring.backends.SecretService.Keyring"
    assert facts["keyring"] == "available"


# --- a keyring that does not open, or is not there ----------------------------------------------------------


def test_a_locked_keyring_is_said_at_once(own_service: SecretService) -> None:
    someone().keep(ENDPOINT, "6666", Secret("kept before"))
    own_service.lock()
    one = someone()
    begun = time.monotonic()
    assert one.password(ENDPOINT, "6666") is None
    assert one.state is KeyringState.LOCKED
    assert one.keep(ENDPOINT, "6666", Secret("typed now")) is False
    assert one.state is KeyringState.LOCKED
    assert time.monotonic() - begun < AT_ONCE
    assert one.password(ENDPOINT, "6666") == Secret("typed now"), "it lasts until the program ends"
    own_service.unlock()
    assert someone().password(ENDPOINT, "6666") == Secret("kept before")


def test_a_request_taken_while_the_keyring_is_locked_goes_out_when_it_is_open(
    desk: Desk, dialler: Dialler, own_service: SecretService
) -> None:
    assert desk.run("login", typed=f"{PASSWORD}\n").code == 0
    own_service.lock()
    assert desk.run("block", "7275550101", "--everywhere").code == 4
    assert dialler.lists()[0] == []
    own_service.unlock()
    assert desk.run("pending", "--send").code in {0, 3}
    assert dialler.lists()[0] == ["7275550101"]


def test_a_login_at_a_locked_keyring_says_what_to_do(desk: Desk, dialler: Dialler, own_service: SecretService) -> None:
    own_service.lock()
    said = desk.run("login", typed=f"{PASSWORD}\n")
    assert said.code == 1
    assert "locked" in said.err
    assert PASSWORD not in said.err


def test_a_bus_that_is_gone_is_no_keyring_and_no_crash(own_service: SecretService) -> None:
    one = someone()
    assert one.keep(ENDPOINT, "6666", Secret("kept before"))
    own_service.end()
    after = someone()
    assert after.password(ENDPOINT, "6666") is None
    assert after.state is KeyringState.MISSING
    assert after.keep(ENDPOINT, "6666", Secret("typed now")) is False
    assert after.state is KeyringState.MISSING


def test_a_desk_without_a_keyring_records_and_says_so(desk: Desk, dialler: Dialler, own_service: SecretService) -> None:
    own_service.end()
    said = desk.run("block", "7275550101", "--everywhere", "--json")
    assert said.code == 4
    assert len(desk.entries()) == 1
    assert desk.run("self-test", "--json").one()["keyring"] == "missing"
    login = desk.run("login", typed=f"{PASSWORD}\n")
    assert login.code == 1
    assert "no keyring" in login.err
