"""The dialler's password is in the keyring, and nowhere else: not on disk, not on the screen, not in `ps`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.hanging import HangingServer
from tests.cli.program import Desk, Dialler, Said

PASSWORD = "Zebra7Quartz9Lamp"
WRONG = "Walrus4Piano8Fern"


@pytest.fixture
def dialler_with_password(dialler: Dialler) -> Dialler:
    """A dialler whose account has a password that nothing else looks like."""
    dialler.put(users=users(dialler))
    return dialler


def users(dialler: Dialler) -> list[dict[str, str]]:
    return [{**user, "pass": PASSWORD} if user["user"] == "6666" else user for user in dialler.state()["users"]]


def nowhere(desk: Desk, secret: str, *said: Said) -> None:
    """Neither in what was printed nor in any file of the desk but the keyring's."""
    for one in said:
        assert secret.lower() not in (one.out + one.err).lower()
    files = [path for path in desk.home.parent.rglob("*") if path.is_file() and path != desk.keyring]
    assert any(path.name == "log.sqlite3" for path in files)
    for path in files:
        assert secret.lower().encode() not in path.read_bytes().lower(), path


def test_a_password_that_works_is_written_nowhere(desk: Desk, dialler_with_password: Dialler) -> None:
    login = desk.run("login", typed=f"{PASSWORD}\n")
    assert login.code == 0
    assert [*desk.passwords().values()] == [{"6666": PASSWORD}]
    block = desk.run("block", "7275550101", "--everywhere", "--note", "by phone")
    assert dialler_with_password.lists()[0] == ["7275550101"]
    check = desk.run("check", "7275550101", "--json")
    test = desk.run("self-test")
    nowhere(desk, PASSWORD, login, block, check, test)


def test_a_wrong_password_that_the_dialler_echoes_is_written_nowhere(
    desk: Desk, dialler_with_password: Dialler
) -> None:
    desk.remember(dialler_with_password.address, "6666", WRONG)
    block = desk.run("block", "7275550101", "--everywhere", "--json")
    assert block.one()["outcome"] == "refused"
    login = desk.run("login", typed=f"{WRONG}\n")
    assert login.code == 5
    assert dialler_with_password.wrong_logins() == 2
    nowhere(desk, WRONG, block, login, desk.run("pending", "--json"))


def test_the_right_password_that_two_factor_login_echoes_is_written_nowhere(
    desk: Desk, dialler_with_password: Dialler
) -> None:
    dialler_with_password.put(users=users(dialler_with_password), settings={"two_factor_auth_hours": "24"})
    desk.remember(dialler_with_password.address, "6666", PASSWORD)
    body = f"function=campaigns_list&source=test&user=6666&pass={PASSWORD}"
    assert PASSWORD in dialler_with_password.request("POST", "/vicidial/non_agent_api.php", body)[2]
    block = desk.run("block", "7275550101", "--everywhere", "--json")
    assert block.code == 5
    assert "two-factor" in block.one()["why"]
    nowhere(desk, PASSWORD, block)


def test_the_list_of_processes_does_not_show_it(desk: Desk) -> None:
    with HangingServer() as hanging:
        desk.know(hanging.address, password=PASSWORD)
        with desk.start("block", "7275550101", "--everywhere") as process:
            hanging.wait_for_block()
            about = Path(f"/proc/{process.pid}")
            shown = (about / "cmdline").read_bytes() + (about / "environ").read_bytes()
            process.kill()
            out, err = process.communicate()
    assert b"7275550101" in shown
    assert PASSWORD.encode() not in shown
    nowhere(desk, PASSWORD, Said(0, out, err))


def test_the_files_are_for_this_user_alone(desk: Desk, dialler: Dialler) -> None:
    (desk.home / "settings.json").chmod(0o600)
    desk.run("block", "7275550101", "--everywhere")
    for path in desk.home.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0 or path.is_dir(), path
