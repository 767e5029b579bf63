"""Passwords: in the keyring, in memory while used, nowhere else, whatever the keyring is like."""

from __future__ import annotations

import copy
import json
import pickle
import traceback

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import InitError, KeyringLocked, NoKeyringError

from dncdesk.core.credentials import Credentials, KeyringState, Secret
from dncdesk.core.redaction import Redactor
from tests.support.keyrings import FailingKeyring, ForgetfulKeyring, MemoryKeyring, PlaintextKeyring

ENDPOINT = "https://dialer.example.com/vicidial/non_agent_api.php"
PASSWORD = "Hush-hush_77"


def credentials(backend: KeyringBackend, redactor: Redactor | None = None) -> Credentials:
    return Credentials(redactor or Redactor(), backend=lambda: backend)


def test_a_password_is_kept_under_the_name_that_the_contract_gives() -> None:
    keyring = MemoryKeyring()
    assert credentials(keyring).keep(ENDPOINT, "6666", Secret(PASSWORD))
    assert keyring.kept == {(f"dncdesk:{ENDPOINT}", "6666"): PASSWORD}


def test_a_kept_password_is_there_after_the_next_start() -> None:
    keyring = MemoryKeyring()
    credentials(keyring).keep(ENDPOINT, "6666", Secret(PASSWORD))
    next_start = credentials(keyring)
    assert next_start.password(ENDPOINT, "6666") == Secret(PASSWORD)
    assert next_start.state is KeyringState.AVAILABLE
    assert next_start.password(ENDPOINT, "7777") is None
    assert next_start.password("https://other.example.com/x", "6666") is None


def test_a_password_that_another_program_has_changed_in_the_keyring_is_found() -> None:
    keyring = MemoryKeyring()
    keyring.kept[f"dncdesk:{ENDPOINT}", "6666"] = "the-old-one"
    asked = credentials(keyring)
    assert asked.password(ENDPOINT, "6666") == Secret("the-old-one")
    keyring.kept[f"dncdesk:{ENDPOINT}", "6666"] = PASSWORD
    assert asked.password(ENDPOINT, "6666") == Secret(PASSWORD)


@pytest.mark.parametrize("new", [True, False], ids=["typed", "from the keyring"])
def test_each_password_that_passes_through_is_masked_from_then_on(new: bool) -> None:
    keyring, redactor = MemoryKeyring(), Redactor()
    if new:
        credentials(keyring, redactor).keep(ENDPOINT, "6666", Secret(PASSWORD))
    else:
        keyring.kept[f"dncdesk:{ENDPOINT}", "6666"] = PASSWORD
        credentials(keyring, redactor).password(ENDPOINT, "6666")
    assert PASSWORD not in redactor(f"it was {PASSWORD}")


BROKEN: list[tuple[str, KeyringBackend, KeyringState]] = [
    ("locked", FailingKeyring(KeyringLocked("locked")), KeyringState.LOCKED),
    ("prompt dismissed", FailingKeyring(InitError("dismissed")), KeyringState.LOCKED),
    ("none there", FailingKeyring(NoKeyringError("none")), KeyringState.MISSING),
    ("bus lost", FailingKeyring(FileNotFoundError(2, "no bus")), KeyringState.MISSING),
    ("foreign error", FailingKeyring(type("PyWinError", (Exception,), {})(1783, "CredWrite")), KeyringState.MISSING),
    ("fails by design", NoKeyring(), KeyringState.MISSING),  # type: ignore[no-untyped-call]
    ("keeps nothing", NullKeyring(), KeyringState.REFUSED),  # type: ignore[no-untyped-call]
    ("plain text", PlaintextKeyring(), KeyringState.REFUSED),
]


@pytest.mark.parametrize(("backend", "state"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_without_a_keyring_the_password_lasts_until_the_program_ends(
    backend: KeyringBackend, state: KeyringState
) -> None:
    asked = credentials(backend)
    assert asked.password(ENDPOINT, "6666") is None
    assert asked.state is state
    assert not asked.keep(ENDPOINT, "6666", Secret(PASSWORD))
    assert asked.state is state
    assert asked.password(ENDPOINT, "6666") == Secret(PASSWORD)
    assert credentials(backend).password(ENDPOINT, "6666") is None


def test_a_keyring_that_keeps_passwords_readable_never_gets_one() -> None:
    keyring = PlaintextKeyring()
    keyring.kept[f"dncdesk:{ENDPOINT}", "6666"] = "an older one"
    asked = credentials(keyring)
    asked.keep(ENDPOINT, "7777", Secret(PASSWORD))
    assert PASSWORD not in keyring.kept.values()
    assert keyring.gets == 0
    assert asked.look() is KeyringState.REFUSED


class Chained(MemoryKeyring):
    """As the keyring library chains what it finds."""

    backends: tuple[KeyringBackend, ...] = (MemoryKeyring(), MemoryKeyring())


def test_a_chain_of_keyrings_is_only_as_good_as_its_worst() -> None:
    assert credentials(Chained()).look() is KeyringState.AVAILABLE
    with_a_bad_one = Chained()
    with_a_bad_one.backends = (MemoryKeyring(), PlaintextKeyring())
    assert credentials(with_a_bad_one).look() is KeyringState.REFUSED


def test_a_keyring_that_says_it_stored_and_did_not_is_found_out() -> None:
    asked = credentials(ForgetfulKeyring())
    assert not asked.keep(ENDPOINT, "6666", Secret(PASSWORD))
    assert asked.state is KeyringState.MISSING
    assert asked.password(ENDPOINT, "6666") == Secret(PASSWORD)


def test_a_computer_whose_keyring_cannot_even_be_found_has_none() -> None:
    def lost() -> KeyringBackend:
        raise RuntimeError("no recommended backend was available")

    asked = Credentials(Redactor(), backend=lost)
    assert asked.look() is KeyringState.MISSING
    assert not asked.keep(ENDPOINT, "6666", Secret(PASSWORD))
    assert asked.password(ENDPOINT, "6666") == Secret(PASSWORD)


def test_looking_touches_no_password() -> None:
    keyring = MemoryKeyring()
    asked = credentials(keyring)
    assert asked.look() is KeyringState.AVAILABLE
    assert keyring.gets == 0
    assert asked.backend_name == "tests.support.keyrings.MemoryKeyring"


def test_a_keyring_that_opens_again_is_used_again() -> None:
    keyring = FailingKeyring(KeyringLocked("locked"))
    found: list[KeyringBackend] = [keyring]
    asked = Credentials(Redactor(), backend=lambda: found[0])
    assert asked.password(ENDPOINT, "6666") is None
    found[0] = MemoryKeyring()
    assert asked.keep(ENDPOINT, "6666", Secret(PASSWORD))
    assert asked.state is KeyringState.AVAILABLE


# --- the secret itself --------------------------------------------------------------------------------


def test_a_secret_does_not_show_itself() -> None:
    secret = Secret(PASSWORD)
    shown = [str(secret), repr(secret), f"{secret}", f"{secret!r:>40}", "%s" % secret, "%r" % ([secret],)]  # noqa: UP031
    assert PASSWORD not in "".join(shown)
    with pytest.raises(TypeError):
        json.dumps(secret)
    assert secret.reveal() == PASSWORD


def test_a_secret_stays_out_of_a_traceback() -> None:
    try:
        raise ValueError(Secret(PASSWORD))  # noqa: TRY301
    except ValueError as error:
        told = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "<secret>" in told
    assert PASSWORD not in told.replace(f"PASSWORD = '{PASSWORD}'", "")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_secret_cannot_be_written_down_by_pickling(protocol: int) -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret(PASSWORD), protocol)
    with pytest.raises(TypeError):
        copy.deepcopy(Secret(PASSWORD))


def test_secrets_are_compared_by_what_they_hold() -> None:
    assert Secret("a") == Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a")}) == 1
