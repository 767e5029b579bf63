"""Where the files lie."""

from __future__ import annotations

import stat
from dataclasses import fields
from pathlib import Path

import pytest

from dncdesk.core.paths import Paths, paths


def all_of(found: Paths) -> dict[str, Path]:
    return {f.name: getattr(found, f.name) for f in fields(found)}


def test_a_home_folder_holds_every_file_of_the_user(tmp_path: Path) -> None:
    found = all_of(paths(tmp_path))
    managed = found.pop("managed")
    assert all(path.parent == tmp_path for path in found.values())
    assert {p.name for p in found.values()} == {"settings.json", "log.sqlite3", "diagnostics.log", "practice"}
    assert managed.name == "managed.json"
    assert tmp_path not in managed.parents


def test_a_relative_home_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths(Path("there")).log == tmp_path / "there" / "log.sqlite3"
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths(Path("~/x")).settings == tmp_path / "x" / "settings.json"


def test_without_a_home_folder_the_users_own_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    found = all_of(paths())
    found.pop("managed")
    assert all(tmp_path in path.parents for path in found.values())
    assert all("dncdesk" in path.parts for path in found.values())


def test_the_folders_are_made_for_this_user_alone(tmp_path: Path) -> None:
    found = paths(tmp_path / "new" / "home")
    found.make()
    found.make()
    assert stat.S_IMODE((tmp_path / "new" / "home").stat().st_mode) == 0o700


def test_practice_has_a_home_of_its_own(tmp_path: Path) -> None:
    real, practice = paths(tmp_path), paths(paths(tmp_path).practice)
    assert practice.log.parent == real.practice
    assert practice.log != real.log
    assert practice.settings != real.settings
