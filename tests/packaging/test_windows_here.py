"""What Windows does differently, on a Windows: run there by the workflow, and under wine by ``dev.py windows``."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dncdesk.core import managed
from dncdesk.core.credentials import Credentials, KeyringState, Secret
from dncdesk.core.paths import paths
from dncdesk.core.redaction import Redactor
from dncdesk.core.settings_file import SettingsFile

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="only on Windows")

KEY = "HKCU\\" + managed.POLICY


@pytest.fixture
def policy() -> Iterator[None]:
    subprocess.run(["reg", "delete", KEY, "/f"], capture_output=True, check=False)
    yield
    subprocess.run(["reg", "delete", KEY, "/f"], capture_output=True, check=False)


def set_policy(name: str, text: str) -> None:
    subprocess.run(["reg", "add", KEY, "/v", name, "/t", "REG_SZ", "/d", text, "/f"], capture_output=True, check=True)


def test_the_folders_are_those_of_windows() -> None:
    where = paths()
    assert where.settings.parts[-3:] == ("Roaming", "dncdesk", "settings.json")
    assert where.log.parts[-3:] == ("Local", "dncdesk", "log.sqlite3")
    assert where.managed.parts[-3:] == ("ProgramData", "dncdesk", "managed.json")


def windows_keyring() -> KeyringBackend:
    # By name, and not as found: the tests bring keyrings of their own.
    from keyring.backends.Windows import WinVaultKeyring

    return WinVaultKeyring()  # type: ignore[no-untyped-call]


def test_the_password_is_kept_by_windows_itself() -> None:
    first = Credentials(Redactor(), windows_keyring)
    assert first.keep("https://one.example.com/api", "6666", Secret("first-of-two"))
    assert first.keep("https://two.example.com/api", "6666", Secret("second-of-two"))
    again = Credentials(Redactor(), windows_keyring)
    assert again.password("https://one.example.com/api", "6666") == Secret("first-of-two")
    assert again.password("https://two.example.com/api", "6666") == Secret("second-of-two")
    assert again.state is KeyringState.AVAILABLE
    assert again.backend_name == "keyring.backends.Windows.WinVaultKeyring"


FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from dncdesk.desk.instance import Instance
app = QCoreApplication([])
first = Instance(Path(sys.argv[1]))
first.listen()
def heard(text):
    print(text, flush=True)
    app.quit()
first.called.connect(heard)
print(first.first, flush=True)
app.exec()
first.close()
"""
SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from dncdesk.desk.instance import Instance
app = QCoreApplication([])
second = Instance(Path(sys.argv[1]))
print(second.first, second.hand_over("7275550101"), flush=True)
"""


def test_a_second_start_hands_its_number_to_the_first(tmp_path: Path) -> None:
    pipes: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen([sys.executable, "-c", FIRST, str(tmp_path)], **pipes, text=True) as first:
        assert first.stdout is not None
        try:
            assert first.stdout.readline().strip() == "True"
            second = subprocess.run(
                [sys.executable, "-c", SECOND, str(tmp_path)], **pipes, text=True, timeout=40, check=True
            )
            assert second.stdout.strip() == "False True"
            assert first.stdout.readline().strip() == "7275550101"
        finally:
            first.kill()


@pytest.mark.usefixtures("policy")
def test_the_policy_names_the_server_and_the_person_only_a_user(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json", tmp_path / "managed.json")
    set_policy("ServerUrl", "https://dialer.example.com")
    settings, notices = file.load()
    assert (settings.servers[0].url, settings.servers[0].user, notices) == ("https://dialer.example.com", "", [])
    assert settings.locked == {"servers"}
    assert managed.problems(tmp_path / "managed.json") == []


@pytest.mark.usefixtures("policy")
def test_a_policy_that_cannot_be_used_is_said_and_stops_nothing(tmp_path: Path) -> None:
    set_policy("Settings", "{half")
    settings, (notice,) = SettingsFile(tmp_path / "settings.json", tmp_path / "managed.json").load()
    assert settings.servers == ()
    assert "Tell IT" in str(notice)
    (problem,) = managed.problems(tmp_path / "managed.json")
    assert problem.startswith(managed.POLICY)
