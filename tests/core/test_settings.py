"""Settings: the user's and the organisation's, whatever state the files are in."""

from __future__ import annotations

import json
import os
import stat
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from dncdesk.core.deadline import Deadline
from dncdesk.core.moments import now
from dncdesk.core.private_file import write_private
from dncdesk.core.sentences import Sentence
from dncdesk.core.settings import Server, Settings
from dncdesk.core.settings_file import SettingsFile

CONTRACT: dict[str, Any] = {
    "version": 1,
    "servers": [
        {
            "name": "Main",
            "url": "https://dialer.example.com",
            "user": "6666",
            "country": "US",
            "number_form": "national",
            "ca_file": None,
            "fingerprint_sha256": None,
            "campaigns": [],
        }
    ],
    "server": "Main",
    "deadline_days": 10,
    "deadline_calendar": "US",
}
SAME_FOLDER = how(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def load(path: Path, managed: Path | None = None) -> tuple[Settings, list[Sentence]]:
    return SettingsFile(path, managed).load()


def write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data), encoding="utf-8")


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def set_aside(path: Path) -> list[Path]:
    return sorted(path.parent.glob("settings.damaged-*.json"))


# --- reading and writing ------------------------------------------------------------------------------


def test_without_a_file_there_are_the_defaults_and_nothing_to_say(path: Path) -> None:
    settings, notices = load(path)
    assert (settings, notices) == (Settings(), [])
    assert settings.find() is None
    assert not path.exists()


def test_the_contracts_file_is_read_and_written_as_it_is(path: Path) -> None:
    write(path, CONTRACT)
    settings, notices = load(path)
    assert notices == []
    assert settings.servers == (Server("Main", "https://dialer.example.com", "6666"),)
    assert settings.servers[0].endpoint == "https://dialer.example.com/vicidial/non_agent_api.php"
    SettingsFile(path).save(settings)
    again = read(path)
    # What the program has added to the contract since then may stand beside it.
    assert again | CONTRACT | {"servers": again["servers"]} == again
    assert again["servers"][0] | CONTRACT["servers"][0] == again["servers"][0]
    assert load(path) == (settings, [])


def test_keys_of_another_version_are_kept_when_the_file_is_written_again(path: Path) -> None:
    data = {**CONTRACT, "colour": {"of": ["the", "sky"]}, "version": 2}
    data["servers"] = [{**CONTRACT["servers"][0], "brand": "Acme", "deep": {"a": [1, None]}}]
    write(path, data)
    settings, _ = load(path)
    SettingsFile(path).save(replace(settings, deadline=Deadline(14)))
    again = read(path)
    assert again["colour"] == {"of": ["the", "sky"]}
    assert again["servers"][0]["brand"] == "Acme"
    assert again["servers"][0]["deep"] == {"a": [1, None]}
    assert again["deadline_days"] == 14


def test_a_file_that_notepad_saved_with_a_byte_order_mark_is_read(path: Path) -> None:
    path.write_text(json.dumps(CONTRACT), encoding="utf-8-sig")
    settings, notices = load(path)
    assert settings.server == "Main"
    assert notices == []


def test_a_password_is_never_written_even_if_somebody_put_one_there(path: Path) -> None:
    data = {**CONTRACT, "password": "Hush-hush_77", "Pass": "Hush-hush_77"}
    data["servers"] = [{**CONTRACT["servers"][0], "password": "Hush-hush_77", "api_pass": "Hush-hush_77"}]
    write(path, data)
    settings, _ = load(path)
    SettingsFile(path).save(settings)
    assert "Hush-hush_77" not in path.read_text(encoding="utf-8")
    assert settings.server == "Main"


def test_the_file_is_for_this_user_alone(path: Path) -> None:
    write(path, CONTRACT)
    path.chmod(0o644)
    SettingsFile(path).save(Settings())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_file_is_written_whole_or_not_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SettingsFile(path).save(Settings(server="before"))
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        SettingsFile(path).save(Settings(server="after"))
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_reader_never_sees_half_a_file(path: Path) -> None:
    """Another file takes its place; the one that a reader has open stays whole."""
    SettingsFile(path).save(Settings(server="before"))
    with path.open(encoding="utf-8") as reader:
        SettingsFile(path).save(Settings(server="after" * 1000))
        assert json.loads(reader.read())["server"] == "before"


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "settings.json"
    write_private(path, "{}")
    assert path.read_text() == "{}"
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_half_a_sign_from_a_broken_paste_can_be_saved(path: Path) -> None:
    settings = Settings(servers=(Server("Main \ud83d", "dialer.example.com", "6666"),), server="Main \ud83d")
    SettingsFile(path).save(settings)
    assert load(path) == (settings, [])


WORDS = st.text(st.characters(exclude_categories=[]), max_size=10)


@given(
    st.lists(
        st.builds(
            Server,
            name=WORDS.filter(bool),
            url=st.sampled_from(["", "dialer.example.com", "http://10.0.0.1"]),
            user=WORDS,
            number_form=st.sampled_from(["national", "international", "as_typed"]),
            country=st.sampled_from(["US", "CA", "DE"]),
            ca_file=st.none() | WORDS,
            fingerprint_sha256=st.none() | WORDS,
            campaigns=st.lists(WORDS, max_size=3).map(tuple),
        ),
        max_size=3,
    ),
    WORDS,
    st.integers(1, 366),
)
@SAME_FOLDER
def test_what_is_saved_is_loaded_again(path: Path, servers: list[Server], server: str, days: int) -> None:
    settings = Settings(servers=tuple(servers), server=server, deadline=Deadline(days))
    SettingsFile(path).save(settings)
    assert load(path) == (settings, [])


# --- damaged files ------------------------------------------------------------------------------------

DAMAGED: dict[str, bytes] = {
    "empty": b"",
    "half": json.dumps(CONTRACT).encode()[:-20],
    "zeros": b"\0" * 500,
    "not UTF-8": b'{"server": "\xff\xfe"}',
    "a list": b"[]",
    "a number": b"42",
    "null": b"null",
    "a page": b"<html>",
    "far too deep": b"[" * 100_000,
    "servers no list": b'{"servers": {}}',
    "a server no object": b'{"servers": ["Main"]}',
    "a user no text": b'{"servers": [{"user": 6666}]}',
    "days no number": b'{"deadline_days": "ten"}',
    "days true": b'{"deadline_days": true}',
    "no days": b'{"deadline_days": 0}',
    "days NaN": b'{"deadline_days": NaN}',
    "days endless": b'{"deadline_days": ' + b"9" * 5000 + b"}",
    "unknown number form": b'{"servers": [{"number_form": "roman"}]}',
    "no country": b'{"servers": [{"country": "USA"}]}',
    "campaigns no texts": b'{"servers": [{"campaigns": [1]}]}',
    "a scheme of its own": b'{"servers": [{"url": "ftp://x"}]}',
    "brackets": b'{"servers": [{"url": "http://["}]}',
    "plain http to the internet": b'{"servers": [{"url": "http://8.8.8.8"}]}',
    "the scope no object": b'{"last_scope": []}',
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_is_set_aside_and_said_so_and_the_program_starts(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    settings, notices = load(path)
    assert settings == Settings()
    (aside,) = set_aside(path)
    assert aside.read_bytes() == content
    assert not path.exists()
    (notice,) = notices
    assert str(aside) in str(notice)
    SettingsFile(path).save(settings)
    assert load(path) == (Settings(), [])


def test_every_damaged_file_is_kept(path: Path) -> None:
    for number in range(3):
        path.write_text(f"damaged {number}")
        load(path)
        moment = now()
        while now() == moment:  # the name tells the millisecond
            time.sleep(0.001)
    assert sorted(p.read_text() for p in set_aside(path)) == ["damaged 0", "damaged 1", "damaged 2"]


def test_a_file_that_can_neither_be_used_nor_be_set_aside_does_not_stop_the_start(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows another program may hold it open."""

    def held(_self: Path, _target: Path) -> None:
        raise PermissionError(13, "The process cannot access the file")

    path.write_text("{")
    monkeypatch.setattr(Path, "rename", held)
    settings, notices = load(path)
    assert settings == Settings()
    assert str(path) in str(notices[0])


def test_a_folder_in_the_place_of_the_file_is_said_so(path: Path) -> None:
    path.mkdir()
    settings, notices = load(path)
    assert settings == Settings()
    assert str(path) in str(notices[0])


def loads_and_saves(path: Path, content: bytes, managed: Path | None = None) -> None:
    (managed or path).write_bytes(content)
    settings, notices = load(path, managed)
    for notice in notices:
        str(notice).encode("utf-8", "backslashreplace")
    SettingsFile(path, managed).save(settings)
    for file in [path, *set_aside(path)]:
        file.unlink()


@given(st.binary(max_size=200))
@SAME_FOLDER
def test_no_bytes_at_all_can_stop_the_start(path: Path, content: bytes) -> None:
    loads_and_saves(path, content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
SERVER_KEYS = st.sampled_from([*CONTRACT["servers"][0], "x"])
NEAR_SETTINGS = st.dictionaries(
    st.sampled_from([*CONTRACT, "last_scope", "locked", "x"]),
    JSON | st.lists(JSON | st.dictionaries(SERVER_KEYS, JSON | st.sampled_from(["US", "national", "h"])), max_size=2),
)


@given(NEAR_SETTINGS, st.booleans())
@SAME_FOLDER
def test_no_json_at_all_can_stop_the_start(path: Path, data: object, managed: bool) -> None:
    loads_and_saves(path, json.dumps(data).encode(), path.with_name("managed.json") if managed else None)


# --- the organisation's settings ----------------------------------------------------------------------


def test_the_organisations_settings_come_first_and_the_users_may_change_what_is_not_locked(path: Path) -> None:
    managed = path.with_name("managed.json")
    write(managed, {**CONTRACT, "deadline_days": 5, "locked": ["servers"]})
    write(path, {"servers": [{"name": "Mine", "url": "mine.example.com"}], "deadline_days": 14})
    settings, notices = load(path, managed)
    assert notices == []
    assert [s.name for s in settings.servers] == ["Main"]
    assert settings.deadline.days == 14
    assert settings.locked == {"servers"}


def test_what_is_locked_is_not_written_into_the_users_file(path: Path) -> None:
    managed = path.with_name("managed.json")
    write(managed, {**CONTRACT, "locked": ["servers", "server"]})
    settings, _ = load(path, managed)
    SettingsFile(path, managed).save(replace(settings, deadline=Deadline(7)))
    assert set(read(path)) & {"servers", "server", "locked"} == set()
    assert read(path)["deadline_days"] == 7


def test_a_user_cannot_lock_or_unlock(path: Path) -> None:
    managed = path.with_name("managed.json")
    write(managed, {"deadline_days": 5, "locked": ["deadline_days"]})
    write(path, {"deadline_days": 30, "locked": []})
    assert load(path, managed)[0].deadline.days == 5
    write(path, {"deadline_days": 30, "locked": ["deadline_days"]})
    assert load(path)[0].locked == frozenset()


@pytest.mark.parametrize("content", [*list(DAMAGED.values()), b'{"locked": "servers"}', b'{"locked": [1]}'])
def test_a_damaged_file_of_the_organisation_is_left_where_it_is_and_said_so(path: Path, content: bytes) -> None:
    managed = path.with_name("managed.json")
    managed.write_bytes(content)
    write(path, CONTRACT)
    settings, notices = load(path, managed)
    assert settings.server == "Main"
    assert managed.read_bytes() == content
    assert str(managed) in str(notices[0])
    assert "Tell IT" in str(notices[0])


# --- which server -------------------------------------------------------------------------------------


def test_the_server_in_use_is_the_named_one_or_else_the_first() -> None:
    a, b = Server("A", "a.example.com", "1"), Server("B", "b.example.com", "2")
    assert Settings(servers=(a, b), server="B").find() == b
    assert Settings(servers=(a, b), server="gone").find() == a
    assert Settings(servers=(a, b)).find("gone") is None
    assert Settings(servers=(a, b)).find("A") == a


def test_a_changed_server_takes_the_place_of_the_old_one() -> None:
    a, b = Server("A", "a.example.com", "1"), Server("B", "b.example.com", "2")
    renamed = Server("C", "c.example.com", "3")
    settings = Settings(servers=(a, b), server="A").with_server(renamed, instead_of="A")
    assert [s.name for s in settings.servers] == ["C", "B"]
    assert settings.server == "C"
    assert settings.with_server(a).servers == (renamed, b, a)


def test_a_server_is_saved_without_being_taken_into_use() -> None:
    a, b = Server("A", "a.example.com", "1"), Server("B", "b.example.com", "1")
    settings = Settings(servers=(a, b), server="A")
    assert settings.with_server(replace(b, user="2"), use=False).server == "A"
    assert replace(settings, server="").with_server(b, use=False).server == "A", "the first is in use if none is named"
    assert Settings().with_server(b, use=False).server == "B"


def test_a_server_that_the_organisation_has_prepared_takes_its_account_from_this_desk(tmp_path: Path) -> None:
    managed = tmp_path / "managed.json"
    managed.write_text(
        json.dumps({"servers": [{"name": "Ours", "url": "dialer.example.com"}], "locked": ["servers"]}),
        encoding="utf-8",
    )
    file = SettingsFile(tmp_path / "settings.json", managed)
    settings, _ = file.load()
    assert settings.servers[0].user == ""
    file.save(settings.with_server(replace(settings.servers[0], user="6666"), instead_of="Ours"))
    again, notices = SettingsFile(tmp_path / "settings.json", managed).load()
    assert (again.servers[0].user, again.servers[0].url, notices) == ("6666", "dialer.example.com", [])


def test_the_organisations_own_user_wins(tmp_path: Path) -> None:
    managed = tmp_path / "managed.json"
    managed.write_text(
        json.dumps(
            {"servers": [{"name": "Ours", "url": "dialer.example.com", "user": "theirs"}], "locked": ["servers"]}
        ),
        encoding="utf-8",
    )
    (tmp_path / "settings.json").write_text(json.dumps({"accounts": {"Ours": "mine"}}), encoding="utf-8")
    assert SettingsFile(tmp_path / "settings.json", managed).load()[0].servers[0].user == "theirs"
