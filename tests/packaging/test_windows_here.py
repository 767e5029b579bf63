"""What Windows does differently, on a Windows: run there by the workflow, and under wine by ``dev.py windows``."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dncdesk.core import managed
from dncdesk.core.credentials import Credentials, KeyringState, Secret
from dncdesk.core.paths import paths
from dncdesk.core.redaction import Redactor
from dncdesk.core.settings import SettingsFile

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


def test_the_password_is_kept_by_windows_itself() -> None:
    first = Credentials(Redactor())
    assert first.keep("https://one.example.com/api", "6666", Secret("first-of-two"))
    assert first.keep("https://two.example.com/api", "6666", Secret("second-of-two"))
    again = Credentials(Redactor())
    assert again.password("https://one.example.com/api", "6666") == Secret("first-of-two")
    assert again.password("https://two.example.com/api", "6666") == Secret("second-of-two")
    assert again.state is KeyringState.AVAILABLE
    assert again.backend_name == "keyring.backends.Windows.WinVaultKeyring"


def test_a_second_start_hands_its_number_to_the_first(tmp_path: Path) -> None:
    hand_over = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from dncdesk.desk.instance import Instance
app = QCoreApplication([])
home = Path({str(tmp_path)!r})
first = Instance(home)
first.listen()
said = []
first.called.connect(said.append)
second = Instance(home)
assert first.first and not second.first
assert second.hand_over("7275550101")
QTimer.singleShot(1000, app.quit)
app.exec()
assert said == ["7275550101"], said
first.close()
"""
    subprocess.run([sys.executable, "-c", hand_over], check=True, timeout=50, stdin=subprocess.DEVNULL)


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
