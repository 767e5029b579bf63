"""The settings of the window itself, inside the settings file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dncdesk.core.settings import Settings
from dncdesk.core.settings_file import SettingsFile
from dncdesk.core.window_settings import WindowSettings

ALL = {
    "on_top": True,
    "tray": True,
    "shortcut": "Ctrl+Alt+D",
    "sound": True,
    "language": "es",
    "columns": ["when", "number"],
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_without_the_object_everything_is_off_and_as_the_system_has_it(path: Path) -> None:
    path.write_text('{"window": null}')
    settings, notices = SettingsFile(path).load()
    assert (settings.window, notices) == (WindowSettings(), [])
    assert settings.window.as_json() == {
        "on_top": False, "tray": False, "shortcut": "", "sound": False, "language": "", "columns": [],
    }  # fmt: skip


def test_every_key_is_read_and_written_as_it_is(path: Path) -> None:
    path.write_text(json.dumps({"window": ALL}))
    settings, notices = SettingsFile(path).load()
    assert notices == []
    assert settings.window == WindowSettings(
        on_top=True, tray=True, shortcut="Ctrl+Alt+D", sound=True, language="es", columns=("when", "number")
    )
    SettingsFile(path).save(settings)
    assert json.loads(path.read_text())["window"] == ALL


def test_keys_of_another_version_are_kept_inside_and_a_password_is_not(path: Path) -> None:
    path.write_text(json.dumps({"window": {**ALL, "opacity": [0.5], "password": "Hush-hush_77"}}))
    settings, _ = SettingsFile(path).load()
    SettingsFile(path).save(replace(settings, window=replace(settings.window, on_top=False)))
    assert json.loads(path.read_text())["window"] == {**ALL, "on_top": False, "opacity": [0.5]}


@pytest.mark.parametrize(
    ("window", "said"),
    [
        ([], "window: an object belongs here"),
        ({"on_top": 1}, "window.on_top: true or false belongs here"),
        ({"tray": "yes"}, "window.tray: true or false belongs here"),
        ({"sound": 0}, "window.sound: true or false belongs here"),
        ({"shortcut": ["Ctrl"]}, "window.shortcut: a text belongs here"),
        ({"language": 7}, "window.language: a text belongs here"),
        ({"columns": "when"}, "window.columns: a list belongs here"),
        ({"columns": ["when", 1]}, "window.columns: a list of column names belongs here"),
    ],
)
def test_what_is_no_setting_is_named_with_its_key(path: Path, window: object, said: str) -> None:
    path.write_text(json.dumps({"window": window}))
    settings, (notice,) = SettingsFile(path).load()
    assert settings == Settings()
    assert said in str(notice)


def test_the_organisation_can_set_and_lock_the_whole_object(path: Path) -> None:
    managed = path.with_name("managed.json")
    managed.write_text(json.dumps({"window": {"on_top": True}, "locked": ["window"]}))
    path.write_text(json.dumps({"window": ALL}))
    settings, notices = SettingsFile(path, managed).load()
    assert notices == []
    assert settings.window == WindowSettings(on_top=True)
    SettingsFile(path, managed).save(settings)
    assert "window" not in json.loads(path.read_text())
