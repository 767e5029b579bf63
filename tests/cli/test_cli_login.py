"""`login` keeps a password; only one that is kept lets calls go out again."""

from __future__ import annotations

from tests.cli.program import PASSWORD, Desk, Dialler

REFUSED = 5


def test_a_password_that_could_not_be_kept_does_not_let_the_refused_one_out_again(desk: Desk, dialler: Dialler) -> None:
    desk.know(dialler.address, password="Wrong-Guess-1")
    assert desk.run("block", "7275550101", "--everywhere").code == REFUSED
    with_one = desk.environment["PYTHON_KEYRING_BACKEND"]
    desk.environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    said = desk.run("login", typed=f"{PASSWORD}\n")
    assert (said.code, "It was not kept" in said.err) == (1, True)
    desk.environment["PYTHON_KEYRING_BACKEND"] = with_one
    assert dialler.wrong_logins() == 0  # the good one that was tried just now has set the counter back
    desk.run("block", "7275550102", "--everywhere")
    assert dialler.wrong_logins() == 0
