"""The program as real processes: a desk with a home of its own, and a practice dialler to ask."""

from __future__ import annotations

import http.client
import json
import os
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

from dncdesk.core.endpoint import endpoint
from dncdesk.record.events import Event
from dncdesk.record.reader import Entry, Reader

ROOT = Path(__file__).resolve().parents[2]
KEYRING = Path(__file__).with_name("keyring")
PASSWORD = "1234"
"""Of the account 6666, in the practice dialler's seed."""
LIMIT = 30.0
"""Seconds that no process here may take."""

_T = TypeVar("_T")


def until(look: Callable[[], _T], what: str, seconds: float = 10.0) -> _T:
    """What `look` gives as soon as it gives something; fails after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"{what}: not within {seconds:g} s"
        time.sleep(0.02)
    return found


@dataclass(frozen=True)
class Said:
    """What became of one run of the program."""

    code: int
    out: str
    err: str

    def one(self) -> dict[str, Any]:
        """The one JSON object on standard output, where nothing else may be."""
        assert self.out.endswith("}\n"), self
        assert self.out.count("\n") == 1, self.out
        data: dict[str, Any] = json.loads(self.out)
        return data


class Desk:
    """One computer with one user: a home folder, a keyring, an environment without any of ours."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "desk"
        self.keyring = folder / "keyring.json"
        user = folder / "user"
        user.mkdir(parents=True)
        self.environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(user),
            "XDG_CONFIG_DIRS": str(folder / "organisation"),
            "PYTHONPATH": f"{ROOT}{os.pathsep}{KEYRING}",
            "PYTHON_KEYRING_BACKEND": "desk_keyring.DeskKeyring",
            "DESK_KEYRING_FILE": str(self.keyring),
        }

    def know(self, address: str, user: str = "6666", password: str | None = PASSWORD, name: str = "Main") -> None:
        """Write settings that name one server, and keep its password in the keyring."""
        self.home.mkdir(exist_ok=True)
        settings = {"version": 1, "servers": [{"name": name, "url": address, "user": user}], "server": name}
        (self.home / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        self.remember(address, user, password)

    def remember(self, address: str, user: str, password: str | None) -> None:
        """Put one password into the keyring, and nothing else; None empties it."""
        kept = {} if password is None else {f"dncdesk:{endpoint(address)}": {user: password}}
        self.keyring.write_text(json.dumps(kept), encoding="utf-8")

    def passwords(self) -> dict[str, dict[str, str]]:
        """What the keyring holds: service, user, password."""
        kept: dict[str, dict[str, str]] = json.loads(self.keyring.read_text(encoding="utf-8"))
        return kept

    def start(self, *words: str, home: bool = True) -> subprocess.Popen[str]:
        """Start the program with its streams on pipes; whoever starts it ends it."""
        where = ("--home", str(self.home)) if home else ()
        return subprocess.Popen(
            [sys.executable, "-m", "dncdesk", *where, *words],
            env=self.environment,
            cwd=self.environment["HOME"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def run(self, *words: str, typed: str = "", home: bool = True) -> Said:
        """Run the program to its end; `typed` is what a person types."""
        with self.start(*words, home=home) as process:
            try:
                out, err = process.communicate(typed, timeout=LIMIT)
            except BaseException:
                process.kill()
                raise
        return Said(process.returncode, out, err)

    def entries(self, folder: str = ".") -> list[Entry]:
        """All that the log of this desk holds, newest first."""
        return self._read(folder, lambda reader: reader.entries())

    def events(self, opt_out_id: str, folder: str = ".") -> list[Event]:
        """What happened to one opt-out."""
        return self._read(folder, lambda reader: list(reader.events(opt_out_id)))

    def _read(self, folder: str, look: Callable[[Reader], list[_T]]) -> list[_T]:
        log = self.home / folder / "log.sqlite3"
        if not log.exists():
            return []
        with closing(Reader.open(log)) as reader:
            try:
                return look(reader)
            except sqlite3.OperationalError as error:
                # Looked at while the program is just making it.
                if "no such table" in str(error):
                    return []
                raise


class Dialler:
    """A practice dialler, served alone by the program itself in a process of its own."""

    def __init__(self, desk: Desk, *words: str) -> None:
        """Start it and read its address from its first line."""
        self._process = desk.start("practice", *words)
        try:
            self.address = self._first_line()
        except BaseException:
            self.stop()
            raise

    def _first_line(self) -> str:
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], LIMIT)
        line = self._process.stdout.readline() if ready else ""
        assert line.startswith("http://127.0.0.1:"), f"no address on the first line: {line!r}"
        return line.strip()

    @property
    def port(self) -> int:
        port = urlsplit(self.address).port
        assert port
        return port

    def stop(self, number: signal.Signals = signal.SIGTERM) -> Said:
        """Stop it."""
        self._process.send_signal(number)
        try:
            out, err = self._process.communicate(timeout=LIMIT)
        except BaseException:
            self._process.kill()
            self._process.communicate()
            raise
        return Said(self._process.returncode, out, err)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def request(self, method: str, path: str, body: str = "") -> tuple[int, dict[str, str], str]:
        """One HTTP request as a stranger would send it: status, headers, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {}
        try:
            connection.request(method, path, body.encode(), kind)
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode()
        finally:
            connection.close()

    def state(self) -> dict[str, Any]:
        """All that the dialler holds."""
        state: dict[str, Any] = json.loads(self.request("GET", "/practice/state")[2])
        return state

    def put(self, **state: object) -> None:
        """Give it another state; what is left out goes back to the seed."""
        code, _, body = self.request("PUT", "/practice/state", json.dumps(state))
        assert code == 200, body

    def wrong_logins(self, user: str = "6666") -> int:
        """How many wrong logins in a row the dialler has counted for an account; ten lock it."""
        counter = self.state()["login"].get(user, {"failed_login_count": 0})
        return int(counter["failed_login_count"])

    def lists(self) -> tuple[list[str], list[list[str]]]:
        """The internal list, and the rows of the campaigns' lists."""
        state = self.state()
        return state["dnc"], state["campaign_dnc"]

    def would_call(self, number: str) -> set[str]:
        """The campaigns that would call this number in a pass that began now."""
        calls = json.loads(self.request("POST", "/practice/dial-pass")[2])
        return {call["campaign_id"] for call in calls if call["phone_number"] == number}
