"""Install, run, upgrade while running, upgrade, downgrade, uninstall: silently, on this Windows; read all of it back.

``trial.py OLDER NEWER``: two folders, each with a setup.exe and an MSI of the same program under two versions. It
changes this machine: it is for runners that are thrown away, and for wine. Nothing but Python's own library is used.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import frozen_check
from frozen_check import CheckError, need

# By name: a checker of types on another system knows no such module.
winreg: Any = importlib.import_module("winreg")
libraries: Any = ctypes

RUNNING, NOT_ADMINISTRATOR, DOWNGRADE = 5, 6, 7
ENTRY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\dncdesk"
RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
LINK = r"Software\Classes\dnc\shell\open\command"
POLICY = r"Software\Policies\dncdesk"
USER, MACHINE = winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE
LIMIT = 600
"""Seconds for one installation."""
MANAGED = {"deadline_days": 5, "locked": ["deadline_days"]}


WINE_CANNOT_TELL = """What wine cannot tell, and only a real Windows shows:
  - SmartScreen and virus scanners; what an unsigned file meets
  - UAC: whoever asks is an administrator here, so exit code 6 was not seen
  - an MSI over a running program (Restart Manager), its rollback, and removing a policy without naming it again
  - the keyring's size limit, and roaming of what it keeps
  - screens with a high density, several screens, screen readers, the notification area
  - the sandbox of a store browser that opens a dnc: link; only the registry was read back"""


@dataclass(frozen=True)
class Pair:
    """The installers of one version."""

    setup: Path
    msi: Path
    version: str


def main(arguments: list[str]) -> int:
    """Make the whole trial; 0 if all of it is as it must be."""
    parser = argparse.ArgumentParser(description="Install, run, upgrade, uninstall, and read it back.")
    parser.add_argument("older", type=Path)
    parser.add_argument("newer", type=Path)
    options = parser.parse_args(arguments)
    try:
        older, newer = pair(options.older), pair(options.newer)
        step("setup.exe for one user", lambda: one_user(older, newer))
        step("setup.exe for all users", lambda: all_users(newer))
        step("MSI", lambda: windows_installer(older, newer))
        if under_wine():
            print(WINE_CANNOT_TELL, flush=True)
    except CheckError as error:
        print(f"FAILED: {error}", flush=True)
        return 1
    return 0


def pair(folder: Path) -> Pair:
    """The installers in a folder.

    Raises:
        CheckError: there are not just one setup.exe and one MSI.
    """
    setups, packages = list(folder.glob("*-setup.exe")), list(folder.glob("*.msi"))
    need(len(setups) == len(packages) == 1, f"{folder} must hold one setup.exe and one MSI")
    return Pair(setups[0].absolute(), packages[0].absolute(), setups[0].name.split("-")[1])


def one_user(older: Pair, newer: Pair) -> None:
    """What a supervisor double-clicks, and what IT runs in their name."""
    home = Path(os.environ["LOCALAPPDATA"], "Programs", "dncdesk")
    data = Path(os.environ["LOCALAPPDATA"], "dncdesk")
    expect(run(older.setup, "/S"), 0, "silent installation")
    look_installed(USER, home, older.version)
    with tempfile.TemporaryDirectory(prefix="dncdesk-trial-", ignore_cleanup_errors=True) as scratch:
        frozen_check.check(home / "dncdesk-cli.exe", Path(scratch), keyring=True)
    leave_a_log(home, data)

    window = subprocess.Popen([home / "dncdesk.exe", "--practice"])
    wait_until_in_use(home / "dncdesk.exe", window)
    before = fingerprint(home)
    expect(run(newer.setup, "/S"), RUNNING, "silent upgrade while the window is open")
    need(fingerprint(home) == before, "the refused upgrade has changed a file")
    expect(run(home / "uninstall.exe", "/S", f"_?={home}"), RUNNING, "silent removal while the window is open")
    need(fingerprint(home) == before, "the refused removal has changed a file")
    need(window.poll() is None, "the window is gone")
    window.terminate()
    window.wait()

    expect(run(newer.setup, "/S", "/AUTOSTART"), 0, "silent upgrade")
    look_installed(USER, home, newer.version)
    need(value(USER, RUN, "dncdesk") == f'"{home}\\dncdesk.exe"', "the program is not started at sign-in")
    need(not (home / "~old").exists() and not (home / "~new").exists(), "the upgrade has left its folders behind")
    need(not (home / "_internal" / f"trial-{older.version}").exists(), "a file of the older version is still there")
    before = fingerprint(home)
    expect(run(older.setup, "/S"), DOWNGRADE, "silent downgrade")
    need(fingerprint(home) == before, "the refused downgrade has changed a file")

    expect(run(home / "uninstall.exe", "/S", f"_?={home}"), 0, "silent removal")
    look_removed(USER, home)
    need(value(USER, RUN, "dncdesk") is None, "the program is still started at sign-in")
    need((data / "practice" / "log.sqlite3").exists(), "the log is gone")
    expect(run(newer.setup, "/S"), 0, "installation again")
    expect(run(home / "uninstall.exe", "/S", "/PURGE", f"_?={home}"), 0, "removal with the log")
    need(not data.exists(), "the log is still there")
    elsewhere = Path(os.environ["TEMP"], "dncdesk trial folder")
    expect(run(newer.setup, "/S", f"/D={elsewhere}"), 0, "installation in a folder with blanks")
    look_installed(USER, elsewhere, newer.version)
    expect(run(elsewhere / "uninstall.exe", "/S", f"_?={elsewhere}"), 0, "removal from there")
    look_removed(USER, elsewhere)


def all_users(newer: Pair) -> None:
    """What IT runs once a machine, with the organisation's settings."""
    home = Path(os.environ["PROGRAMFILES"], "dncdesk")
    managed = Path(os.environ["PROGRAMDATA"], "dncdesk", "managed.json")
    given = Path(os.environ["TEMP"], "dncdesk-trial-managed.json")
    given.write_text(json.dumps(MANAGED), encoding="utf-8")
    expect(run(newer.setup, "/S", "/ALLUSERS", f"/MANAGED={given}"), 0, "silent installation")
    look_installed(MACHINE, home, newer.version)
    need(json.loads(managed.read_text(encoding="utf-8")) == MANAGED, "managed.json is not the one that was given")
    self_test(home)
    expect(run(home / "uninstall.exe", "/S", f"_?={home}"), 0, "silent removal")
    look_removed(MACHINE, home)
    managed.unlink()


def windows_installer(older: Pair, newer: Pair) -> None:
    """What GPO and Intune do."""
    home = Path(os.environ["PROGRAMFILES"], "dncdesk")
    server = "https://dialer.example.com"
    expect(msiexec("/i", older.msi, f"SERVERURL={server}", "AUTOSTART=1"), 0, "silent installation")
    need((home / "dncdesk.exe").exists(), f"{home} holds no dncdesk.exe")
    need(value(MACHINE, LINK, "") == f'"{home}\\dncdesk.exe" "%1"', "dnc: links are not handled")
    need(value(MACHINE, POLICY, "ServerUrl") == server, "the server's address is not in the policy")
    need(value(MACHINE, RUN, "dncdesk") == f'"{home}\\dncdesk.exe"', "the program is not started at sign-in")
    self_test(home)
    expect(msiexec("/i", newer.msi, f"SERVERURL={server}"), 0, "silent upgrade")
    need((home / "_internal" / f"trial-{newer.version}").exists(), "the newer version is not there")
    need(not (home / "_internal" / f"trial-{older.version}").exists(), "a file of the older version is still there")
    need(value(MACHINE, POLICY, "ServerUrl") == server, "the upgrade has lost the server's address")
    self_test(home)
    need(msiexec("/i", older.msi) != 0, "a downgrade was not refused")
    # Wine removes a part only while its condition holds; Windows removes whatever was installed.
    again = [f"SERVERURL={server}"] if under_wine() else []
    expect(msiexec("/x", newer.msi, *again), 0, "silent removal")
    need(not home.exists(), f"{home} is still there")
    need(value(MACHINE, LINK, "") is None, "dnc: links are still handled")
    need(value(MACHINE, POLICY, "ServerUrl") is None, "the policy is still there")


def look_installed(root: int, home: Path, version: str) -> None:
    """Read back what an installation has written."""
    cli = home / "dncdesk-cli.exe"
    need((home / "_internal" / f"trial-{version}").exists(), f"{home} does not hold version {version}")
    need(cli.exists() and (home / "dncdesk.exe").exists(), f"a program is missing in {home}")
    need(value(root, ENTRY, "DisplayVersion") == version, "Apps and Features shows another version")
    need(value(root, ENTRY, "InstallLocation") == str(home), "Apps and Features names another folder")
    need(value(root, ENTRY, "DisplayIcon") == f"{home}\\dncdesk.exe,0", "Apps and Features has no icon")
    size = value(root, ENTRY, "EstimatedSize")
    need(isinstance(size, int) and size > 1000, f"Apps and Features shows the size {size!r}")
    need(value(root, LINK, "") == f'"{home}\\dncdesk.exe" "%1"', "dnc: links are not handled")
    need(shortcut(root).exists(), f"there is no {shortcut(root)}")
    print(f"  installed in {home}: {value(root, ENTRY, 'DisplayName')} {version}, {size} KiB", flush=True)


def look_removed(root: int, home: Path) -> None:
    """Nothing of the program is left."""
    left = sorted(file.name for file in home.rglob("*")) if home.exists() else []
    # Told to stay in its folder, so that it can be waited for, the uninstaller cannot remove itself.
    need(left in ([], ["uninstall.exe"]), f"{home} still holds {left}")
    (home / "uninstall.exe").unlink(missing_ok=True)
    need(value(root, ENTRY, "DisplayVersion") is None, "Apps and Features still shows it")
    need(value(root, LINK, "") is None, "dnc: links are still handled")
    need(not shortcut(root).exists(), "the Start menu still shows it")
    print("  removed", flush=True)


def leave_a_log(home: Path, data: Path) -> None:
    """Block a practice number with the program's own folders, so that there is a log to keep."""
    command = [str(home / "dncdesk-cli.exe"), "--practice", "block", "7275550101", "--everywhere", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT, stdin=subprocess.DEVNULL)
    need(done.returncode == 0, f"a practice block ended with {done.returncode}: {done.stderr}")
    need((data / "practice" / "log.sqlite3").exists(), f"there is no log in {data}")


def self_test(home: Path) -> None:
    """The installed program's own self-test, with the machine's settings."""
    command = [str(home / "dncdesk-cli.exe"), "self-test"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT, stdin=subprocess.DEVNULL)
    need(done.returncode == 0, f"the self-test ended with {done.returncode}: {done.stdout}{done.stderr}")
    print("".join(f"  {line}\n" for line in done.stdout.splitlines() if line.startswith("managed")), end="", flush=True)


def wait_until_in_use(file: Path, window: subprocess.Popen[bytes]) -> None:
    """Until a program's file cannot be written to, because it runs."""
    deadline = time.monotonic() + frozen_check.LIMIT
    while window.poll() is None and time.monotonic() < deadline:
        try:
            file.open("ab").close()
        except OSError:
            return
        time.sleep(0.1)
    raise CheckError(f"{file} does not run")


def fingerprint(home: Path) -> dict[str, tuple[int, int]]:
    """Each file's size and time."""
    return {
        str(file): (file.stat().st_size, file.stat().st_mtime_ns) for file in sorted(home.rglob("*")) if file.is_file()
    }


def under_wine() -> bool:
    """Whether this Windows is wine."""
    return hasattr(libraries.WinDLL("ntdll"), "wine_get_version")


def shortcut(root: int) -> Path:
    """The entry in the Start menu."""
    start = os.environ["APPDATA"] if root == USER else os.environ["PROGRAMDATA"]
    return Path(start, "Microsoft", "Windows", "Start Menu", "Programs", "dncdesk.lnk")


def value(root: int, key: str, name: str) -> object:
    """A value in the registry, or None."""
    try:
        with winreg.OpenKey(root, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
            return winreg.QueryValueEx(opened, name)[0]
    except FileNotFoundError:
        return None


def run(program: Path, *words: str) -> int:
    """Run a program to its end; gives its exit code.

    NSIS reads what follows `/D=` and `_?=` to the end, blanks and all, and wants no quotation marks there.
    """
    line = f'"{program}" {" ".join(words)}'
    return subprocess.run(line, check=False, timeout=LIMIT, stdin=subprocess.DEVNULL).returncode


def msiexec(what: str, package: Path, *properties: str) -> int:
    """Run Windows Installer silently; gives its exit code."""
    line = f'msiexec {what} "{package}" /qn /norestart {" ".join(properties)}'
    return subprocess.run(line, check=False, timeout=LIMIT, stdin=subprocess.DEVNULL).returncode


def expect(code: int, wanted: int, what: str) -> None:
    """Compare an exit code."""
    need(code == wanted, f"{what} ended with code {code} instead of {wanted}")
    print(f"  {what}: code {code}", flush=True)


def step(name: str, work: Callable[[], None]) -> None:
    """Do one part of the trial under its name."""
    print(f"{name}:", flush=True)
    work()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
