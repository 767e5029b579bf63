"""Starting with the user's login, on three systems."""

from __future__ import annotations

import plistlib
import sys
from pathlib import Path

import pytest

from dncdesk.desk.near.autostart import LinuxAutostart, MacAutostart, WindowsAutostart, start_at_login
from dncdesk.desk.near.program import start_command
from dncdesk.desk.near.registry import Registry
from dncdesk.desk.near.switch import Switch
from tests.desk.winreg_standin import Winreg

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
COMMAND = (r"C:\Program Files\dncdesk\dncdesk.exe",)


def on_and_off(switch: Switch) -> None:
    assert switch.instead is None
    assert not switch.enabled()
    assert switch.set(False) is None
    assert switch.set(True) is None
    assert switch.enabled()
    assert switch.set(True) is None
    assert switch.enabled()
    assert switch.set(False) is None
    assert not switch.enabled()


# Linux


@pytest.mark.skipif(sys.platform != "linux", reason="the folders are those of Linux")
def test_on_linux_an_entry_stands_in_the_users_autostart_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    switch = start_at_login(["/opt/dncdesk/dncdesk"])
    on_and_off(switch)
    assert switch.set(True) is None
    assert (tmp_path / "config" / "autostart" / "dncdesk.desktop").read_text().splitlines() == [
        "[Desktop Entry]",
        "Type=Application",
        "Name=dncdesk",
        "Comment=Put a number on VICIdial's do-not-call list",
        "Icon=dncdesk",
        'Exec="/opt/dncdesk/dncdesk"',
        "Terminal=false",
        "StartupNotify=false",
    ]


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_on_linux_what_the_desktop_has_switched_off_is_off_until_it_is_switched_on_here(
    tmp_path: Path, line: str
) -> None:
    switch = LinuxAutostart(["dncdesk"], tmp_path)
    switch.set(True)
    with (tmp_path / "dncdesk.desktop").open("a") as file:
        file.write(f"{line}\n")
    assert not switch.enabled()
    assert switch.set(True) is None
    assert switch.enabled()


def test_on_linux_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("a file in the folder's place")
    switch = LinuxAutostart(["dncdesk"], tmp_path / "autostart")
    said = str(switch.set(True))
    assert str(tmp_path / "autostart") in said
    assert "nothing has changed" in said
    assert not switch.enabled()


# macOS


def test_on_a_mac_an_agent_of_launchd_is_written(tmp_path: Path) -> None:
    switch = MacAutostart(["/Applications/dncdesk.app/Contents/MacOS/dncdesk"], tmp_path / "LaunchAgents")
    on_and_off(switch)
    switch.set(True)
    assert plistlib.loads((tmp_path / "LaunchAgents" / "dncdesk.plist").read_bytes()) == {
        "Label": "dncdesk",
        "ProgramArguments": ["/Applications/dncdesk.app/Contents/MacOS/dncdesk"],
        "RunAtLoad": True,
        "ProcessType": "Interactive",
    }


# Windows


def test_on_windows_a_value_stands_under_the_users_run_key(winreg: Winreg) -> None:
    switch = WindowsAutostart(COMMAND, Registry())
    on_and_off(switch)
    switch.set(True)
    assert winreg.tree() == {f"{RUN.lower()}|dncdesk": r'"C:\Program Files\dncdesk\dncdesk.exe"'}


def test_on_windows_what_the_task_manager_has_switched_off_is_off_until_it_is_switched_on_here(winreg: Winreg) -> None:
    switch = WindowsAutostart(COMMAND, Registry())
    switch.set(True)
    winreg.put(APPROVED, "dncdesk", b"\x02" + bytes(11))
    assert switch.enabled()
    winreg.put(APPROVED, "dncdesk", b"\x03" + bytes(11))
    assert not switch.enabled()
    assert switch.set(True) is None
    assert switch.enabled()


def test_on_windows_a_registry_that_is_closed_is_said_so(winreg: Winreg) -> None:
    winreg.closed_to_us = True
    assert RUN in str(WindowsAutostart(COMMAND, Registry()).set(True))


# What is started


def test_an_installed_program_is_started_by_its_own_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/dncdesk/dncdesk")
    assert start_command("--home", "/srv/desk") == ("/opt/dncdesk/dncdesk", "--home", "/srv/desk")


def test_a_package_is_started_by_its_python_without_a_console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    assert start_command() == (str(tmp_path / "python.exe"), "-m", "dncdesk")
    (tmp_path / "pythonw.exe").touch()
    assert start_command() == (str(tmp_path / "pythonw.exe"), "-m", "dncdesk")
