"""Links that open the program: who is registered for them, and that a link is never an option."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from pytestqt.qtbot import QtBot

from dncdesk import __main__, app
from dncdesk.desk.near.links import LinuxLinks, MacLinks, OpenedLinks, Scheme, WindowsLinks, links
from dncdesk.desk.near.registry import Registry
from tests.desk.winreg_standin import Winreg

EXE = r"C:\Program Files\dncdesk\dncdesk.exe"
OTHERS = """# kept
[Added Associations]
x-scheme-handler/tel=phone.desktop;
[Default Applications]
text/html=browser.desktop
x-scheme-handler/tel=phone.desktop;softphone.desktop
[Removed Associations]
image/png=viewer.desktop;
"""


@pytest.fixture
def tel(tmp_path: Path) -> LinuxLinks:
    return LinuxLinks(Scheme.TEL, ["/opt/dncdesk/dncdesk"], tmp_path / "applications", tmp_path / "mimeapps.list")


# Linux


@pytest.mark.skipif(sys.platform != "linux", reason="the folders are those of Linux")
def test_on_linux_an_entry_takes_the_link_and_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    switch = links(Scheme.DNC, ["/opt/dncdesk/dncdesk"])
    assert switch.instead is None
    assert not switch.enabled()
    assert switch.set(True) is None
    assert switch.enabled()
    lines = (tmp_path / "data" / "applications" / "dncdesk-dnc.desktop").read_text().splitlines()
    assert 'Exec="/opt/dncdesk/dncdesk" -- %u' in lines
    assert "MimeType=x-scheme-handler/dnc;" in lines
    assert "NoDisplay=true" in lines
    assert (tmp_path / "config" / "mimeapps.list").read_text().splitlines() == [
        "[Default Applications]",
        "x-scheme-handler/dnc=dncdesk-dnc.desktop;",
    ]
    assert not links(Scheme.TEL, ["/opt/dncdesk/dncdesk"]).enabled()
    assert switch.set(False) is None
    assert not switch.enabled()
    assert list((tmp_path / "data" / "applications").iterdir()) == []


def test_on_linux_the_program_before_is_the_default_again_and_nothing_else_is_touched(
    tel: LinuxLinks, tmp_path: Path
) -> None:
    defaults = tmp_path / "mimeapps.list"
    defaults.write_bytes(OTHERS.encode() + b"# \xff kept\n")
    assert not tel.enabled()
    assert tel.set(True) is None
    assert tel.set(True) is None
    assert tel.enabled()
    changed = defaults.read_bytes().splitlines()
    line = b"x-scheme-handler/tel=dncdesk-tel.desktop;phone.desktop;softphone.desktop;"
    assert changed.count(line) == 1
    before = [other for other in OTHERS.encode().splitlines() if b"softphone" not in other] + [b"# \xff kept"]
    assert [other for other in changed if other != line] == before
    assert changed.index(line) == changed.index(b"[Default Applications]") + 1
    assert tel.set(False) is None
    assert b"x-scheme-handler/tel=phone.desktop;softphone.desktop;" in defaults.read_bytes().splitlines()


def test_on_linux_a_default_that_somebody_has_changed_since_is_theirs(tel: LinuxLinks, tmp_path: Path) -> None:
    tel.set(True)
    (tmp_path / "mimeapps.list").write_text("[Default Applications]\nx-scheme-handler/tel=phone.desktop\n")
    assert not tel.enabled()
    tel.set(False)
    assert "phone.desktop" in (tmp_path / "mimeapps.list").read_text()


def test_on_linux_any_path_can_be_started(tmp_path: Path) -> None:
    odd = '/opt/50% "off"/$HOME/`dnc`/a\\b/dncdesk'
    switch = LinuxLinks(Scheme.DNC, [odd], tmp_path, tmp_path / "mimeapps.list")
    switch.set(True)
    text = (tmp_path / "dncdesk-dnc.desktop").read_text()
    written = next(line for line in text.splitlines() if line.startswith("Exec=")).removeprefix("Exec=")
    unescaped = written.replace("\\\\", "\\")  # of a desktop entry's text
    # Quoted words are as a shell's.
    said = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {unescaped}"], capture_output=True, text=True, check=True
    ).stdout
    assert said.splitlines() == [odd.replace("%", "%%"), "--", "%u"]


def test_on_linux_a_list_that_cannot_be_written_is_said_so(tel: LinuxLinks, tmp_path: Path) -> None:
    (tmp_path / "mimeapps.list").mkdir()
    assert "mimeapps.list" in str(tel.set(True))
    assert not tel.enabled()


# Windows


def test_on_windows_the_own_scheme_is_a_class_of_the_user(winreg: Winreg) -> None:
    switch = WindowsLinks(Scheme.DNC, [EXE], Registry())
    assert not switch.enabled()
    assert switch.set(True) is None
    assert switch.enabled()
    tree = winreg.tree()
    for name in ("dnc", "dncdesk.dnc"):
        key = rf"software\classes\{name}"
        assert tree[f"{key}|url protocol"] == ""
        assert tree[rf"{key}\shell\open\command|"] == rf'"{EXE}" -- "%1"'
        assert tree[rf"{key}\defaulticon|"] == f'"{EXE}",0'
    assert tree[r"software\registeredapplications|dncdesk"] == r"Software\dncdesk\Capabilities"
    assert switch.set(False) is None
    assert winreg.tree() == {}


def test_on_windows_tel_takes_nothing_from_others_and_says_who_chooses(winreg: Winreg) -> None:
    winreg.put(r"Software\Classes\tel", "", "URL:softphone")
    own, tel = (WindowsLinks(scheme, [EXE], Registry()) for scheme in (Scheme.DNC, Scheme.TEL))
    own.set(True)
    assert "Default apps" in str(tel.set(True))
    assert tel.enabled()
    assert winreg.tree()[r"software\classes\tel|"] == "URL:softphone"
    assert winreg.tree()[r"software\classes\dncdesk.tel\shell\open\command|"] == rf'"{EXE}" -- "%1"'
    assert own.set(False) is None
    assert (own.enabled(), tel.enabled()) == (False, True)
    assert winreg.tree()[r"software\registeredapplications|dncdesk"]
    assert tel.set(False) is None
    assert winreg.tree() == {r"software\classes\tel|": "URL:softphone"}


def test_on_windows_a_registry_that_is_closed_is_said_so(winreg: Winreg) -> None:
    winreg.closed_to_us = True
    assert "Access is denied" in str(WindowsLinks(Scheme.DNC, [EXE], Registry()).set(True))


# macOS


@pytest.mark.parametrize("scheme", list(Scheme))
def test_on_a_mac_it_says_what_works_instead(scheme: Scheme) -> None:
    switch = MacLinks(scheme)
    assert switch.instead is not None
    assert switch.set(True) == switch.instead
    assert not switch.enabled()


def test_a_link_that_a_mac_hands_over_is_told_as_it_was_written(qtbot: QtBot) -> None:
    opened = OpenedLinks()
    application = QCoreApplication.instance()
    assert application is not None
    application.installEventFilter(opened)
    told: list[str] = []
    opened.opened.connect(told.append)
    for link in ("tel:+1-727-555-0101;ext=4%205", "https://example.com", "dnc:7275550101"):
        QCoreApplication.sendEvent(application, QFileOpenEvent(QUrl(link)))
    application.removeEventFilter(opened)
    assert told == ["tel:+1-727-555-0101;ext=4%205", "dnc:7275550101"]


# What a link can do on the command line


@pytest.mark.parametrize(
    "link", ["dnc:7275550101", "tel:+1-727-555-0101", "--practice", "--home=x", "block", "--version"]
)
def test_behind_the_two_dashes_every_link_is_a_number_for_the_field(link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(app, "main", started.append)
    __main__.main(["--", link])
    options = app._options(started[0])
    assert (options.number, options.practice, options.home) == (link, False, None)
