"""The organisation's settings: every mistake is named, and a person adds nothing but a user and a password."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dncdesk.core import managed
from dncdesk.core.settings_file import SettingsFile
from dncdesk.core.settings_json import KEYS, SERVER_KEYS

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "packaging" / "managed" / "managed.schema.json").read_text(encoding="utf-8"))
EXAMPLE = json.loads((ROOT / "packaging" / "managed" / "managed.example.json").read_text(encoding="utf-8"))

MISTAKES = [
    ({"dedline_days": 5}, "dedline_days: there is no such key; did you mean deadline_days?"),
    ({"deadline_days": 0}, "deadline_days: a number of days from 1 to 366 belongs here"),
    ({"deadline_days": "5"}, "deadline_days: a whole number belongs here"),
    ({"servers": {}}, "servers: a list belongs here"),
    ({"servers": ["Main"]}, "servers[0]: an object belongs here"),
    ({"servers": [{"name": "Main"}]}, "servers[0]: url: the server's address is missing"),
    ({"servers": [{"url": "ftp://x"}]}, "servers[0]: url: "),
    ({"servers": [{"url": "a.example.com"}, {"url": "b.example.com", "contry": "US"}]}, "servers[1]: contry: "),
    ({"servers": [{"url": "a.example.com"}, {"url": "b.example.com"}]}, "servers: two are called Main"),
    ({"servers": [{"url": "a.example.com"}], "server": "Mian"}, "server: no server is called Mian"),
    ({"servers": [{"url": "a.example.com", "password": "x"}]}, "servers[0]: password: a password never belongs"),
    ({"every_server": "yes"}, "every_server: "),
    ({"servers": [{"url": "a.example.com", "groups": [{"name": "Acme"}]}]}, "servers[0]: groups.campaigns: a list of"),
    ({"locked": "servers"}, "locked: a list of keys belongs here"),
    ({"locked": ["server", "deadlin_days"]}, "locked: deadlin_days: there is no such key; did you mean deadline_days?"),
    ({"update_address": 7}, "update_address: a text belongs here"),
]


@pytest.mark.parametrize(("data", "said"), MISTAKES, ids=lambda value: value if isinstance(value, str) else "")
def test_every_mistake_is_named_with_its_place(data: dict[str, object], said: str) -> None:
    assert any(problem.startswith(said) for problem in managed.judge(data)), managed.judge(data)


def test_all_mistakes_are_named_at_once() -> None:
    data = {"deadline_days": 0, "colour": "red", "servers": [{"url": "ftp://x", "country": "USA"}], "locked": ["x"]}
    assert len(managed.judge(data)) == 5


def test_the_example_has_every_key_and_no_mistake(tmp_path: Path) -> None:
    assert managed.judge(EXAMPLE) == []
    assert EXAMPLE.keys() - {"$schema"} == KEYS
    assert EXAMPLE["servers"][0].keys() == SERVER_KEYS
    file = tmp_path / "managed.json"
    file.write_text(json.dumps(EXAMPLE), encoding="utf-8")
    settings, notices = SettingsFile(tmp_path / "settings.json", file).load()
    assert notices == []
    assert settings.servers[0].name == "Main"


def test_the_schema_knows_every_key_and_no_other() -> None:
    assert SCHEMA["properties"].keys() - {"$schema"} == KEYS
    assert SCHEMA["properties"]["servers"]["items"]["properties"].keys() == SERVER_KEYS
    assert set(SCHEMA["properties"]["locked"]["items"]["enum"]) == KEYS - {"version", "locked"}


def test_on_a_prepared_desk_a_person_enters_a_user_and_nothing_else(tmp_path: Path) -> None:
    given, own = tmp_path / "managed.json", tmp_path / "settings.json"
    given.write_text(json.dumps({"servers": [{"url": "https://dialer.example.com"}], "locked": ["servers"]}))
    file = SettingsFile(own, given)
    settings, _ = file.load()
    (server,) = settings.servers
    assert (server.url, server.user) == ("https://dialer.example.com", "")
    file.save(replace(settings, servers=(replace(server, user="6666"),)))
    assert json.loads(own.read_text(encoding="utf-8"))["servers"] == [{"name": "Main", "user": "6666"}]
    (server,) = SettingsFile(own, given).load()[0].servers
    assert (server.url, server.user) == ("https://dialer.example.com", "6666")


def test_a_user_that_the_organisation_names_stays(tmp_path: Path) -> None:
    given, own = tmp_path / "managed.json", tmp_path / "settings.json"
    given.write_text(json.dumps({"servers": [{"url": "dialer.example.com", "user": "1111"}], "locked": ["servers"]}))
    own.write_text(json.dumps({"servers": [{"name": "Main", "user": "6666", "url": "https://evil.example.com"}]}))
    (server,) = SettingsFile(own, given).load()[0].servers
    assert (server.url, server.user) == ("dialer.example.com", "1111")
