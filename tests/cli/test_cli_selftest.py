"""`dncdesk self-test` and `--version`: what an administrator asks first."""

from __future__ import annotations

import importlib.metadata
import platform

from dncdesk import __version__
from dncdesk.core.resources import LANGUAGES
from tests.cli.program import Desk, Dialler


def test_the_version_is_one_line(desk: Desk) -> None:
    said = desk.run("--version", home=False)
    assert (said.code, said.out, said.err) == (0, f"dncdesk {__version__}\n", "")


def test_the_verbs_are_listed(desk: Desk) -> None:
    said = desk.run("--help", home=False)
    assert said.code == 0
    for verb in ("block", "check", "pending", "practice", "self-test", "login"):
        assert verb in said.out


def test_it_names_what_the_program_stands_on(desk: Desk, dialler: Dialler) -> None:
    desk.run("block", "7275550101", "--everywhere")
    said = desk.run("self-test", "--json")
    facts = said.one()
    assert said.code == 0
    assert facts["dncdesk"] == __version__
    assert facts["python"] == platform.python_version()
    assert facts["pyside6"] == importlib.metadata.version("PySide6-Essentials")
    assert facts["platform"] == "offscreen"
    assert facts["keyring"] == "available"
    assert facts["keyring_backend"] == "desk_keyring.DeskKeyring"
    assert "truststore" in facts["certificates"]
    assert facts["log"] == str(desk.home / "log.sqlite3")
    assert facts["log_integrity"] == "ok"


def test_a_keyring_that_hides_nothing_is_refused(desk: Desk) -> None:
    desk.environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    assert desk.run("self-test", "--json").one()["keyring"] == "refused"


def test_it_looks_at_the_practice_log_when_asked_to(desk: Desk) -> None:
    facts = desk.run("--practice", "self-test", "--json").one()
    assert facts["log"] == str(desk.home / "practice" / "log.sqlite3")
    assert facts["log_integrity"] == "none yet"


def test_a_damaged_log_is_said_and_kept(desk: Desk) -> None:
    desk.home.mkdir()
    (desk.home / "log.sqlite3").write_bytes(b"this is no log any more\n" * 500)
    said = desk.run("self-test", "--json")
    assert said.code == 1
    assert "damaged" in said.err
    (aside,) = desk.home.glob("log.damaged-*.sqlite3")
    assert aside.read_bytes().startswith(b"this is no log any more")


def test_damaged_settings_are_said_and_kept(desk: Desk) -> None:
    desk.home.mkdir()
    (desk.home / "settings.json").write_text("{not settings", encoding="utf-8")
    said = desk.run("self-test", "--json")
    assert said.code == 1
    assert "damaged" in said.err
    (aside,) = desk.home.glob("settings.damaged-*.json")
    assert aside.read_text(encoding="utf-8") == "{not settings"


def test_it_names_the_build_the_resources_and_the_organisations_settings(desk: Desk) -> None:
    facts = desk.run("self-test", "--json").one()
    assert facts["build"] == "from source"
    assert facts["translations"] == ["en", *LANGUAGES]
    assert facts["resources"].endswith("resources")
    assert "managed.json" in facts["managed"]
