"""A session bus with a keyring daemon on it, for tests that lock it or end it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Self

import pytest
import secretstorage
from secretstorage.exceptions import SecretStorageException

SESSION = ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")
_PASSWORD = "opens this test's keyring"
_PATIENCE = 15.0
_BUS = """
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
"""A bus that starts nothing by itself: a call that came too early would bring up a second, locked keyring."""


class SecretService:
    """A private bus, and gnome-keyring with an empty, open keyring."""

    def __init__(self, folder: Path) -> None:
        """Start both below `folder`, and wait until the keyring answers."""
        folder.mkdir()
        (folder / "run").mkdir(mode=0o700)
        (folder / "home").mkdir()
        # A copy, without the right to lock memory that the original may have (see packaging/dev_desktop.py).
        self._daemon = str(shutil.copyfile(_program("gnome-keyring-daemon"), folder / "gnome-keyring-daemon"))
        Path(self._daemon).chmod(0o700)
        config = folder / "bus.conf"
        config.write_text(_BUS.format(folder=folder / "run"), encoding="utf-8")
        self._bus = subprocess.Popen(
            [_program("dbus-daemon"), "--nofork", f"--config-file={config}", "--print-address"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**_kept(), "HOME": str(folder / "home")},
        )
        assert self._bus.stdout is not None
        address = self._bus.stdout.readline().strip()
        self.environment = dict(zip(SESSION, (address, str(folder / "run")), strict=True))
        self._whole = {**_kept(), "HOME": str(folder / "home"), **self.environment}
        try:
            self._keyring = self._open()
        except BaseException:
            _end(self._bus)
            raise

    def _open(self) -> subprocess.Popen[str]:
        keyring = subprocess.Popen(
            [self._daemon, "--foreground", "--unlock", "--components=secrets"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            env=self._whole,
        )
        try:
            assert keyring.stdin is not None
            with keyring.stdin as typed:
                typed.write(_PASSWORD)
            self._wait(locked=False)
        except BaseException:
            _end(keyring)
            raise
        return keyring

    def lock(self) -> None:
        """Lock the keyring, as a desktop does when its user walks away."""
        with closing(self._connect()) as connection:
            secretstorage.get_default_collection(connection).lock()
        self._wait(locked=True)

    def unlock(self) -> None:
        """Open it again, as its user does who comes back and logs in."""
        _end(self._keyring)
        self._keyring = self._open()

    def end(self) -> None:
        """End both; nothing answers on the bus's address any more."""
        _end(self._keyring)
        _end(self._bus)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _wait(self, *, locked: bool) -> None:
        deadline = time.monotonic() + _PATIENCE
        while self._locked() is not locked:
            assert time.monotonic() < deadline, f"the keyring did not become {'locked' if locked else 'open'}"
            time.sleep(0.02)

    def _locked(self) -> bool | None:
        with suppress(SecretStorageException, OSError), closing(self._connect()) as connection:
            return secretstorage.get_default_collection(connection).is_locked()
        return None

    def _connect(self) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(SESSION[0], self.environment[SESSION[0]])
            return secretstorage.dbus_init()


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait(_PATIENCE)
    if process.stdout is not None:
        process.stdout.close()


def _kept() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


def _program(name: str) -> str:
    path = shutil.which(name)
    assert path, f"{name} is not installed"
    return path
