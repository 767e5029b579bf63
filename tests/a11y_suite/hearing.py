"""The window as somebody meets it who does not see it: names, roles, and what is said."""

from __future__ import annotations

import json
import os
import select
import subprocess
from pathlib import Path
from typing import Any, Self

from tests.cli.program import Desk, until

PATIENCE = 30.0
PYTHON = "/usr/bin/python3"
"""The system's own: the bus's client comes from the distribution."""


class Hearing:
    """One start of the program, and somebody who listens to it over the accessibility bus."""

    def __init__(self, desk: Desk, *words: str) -> None:
        self._listener = subprocess.Popen(
            [PYTHON, str(Path(__file__).with_name("listener.py"))],
            env={**os.environ, "PYTHONPATH": ""},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._program: subprocess.Popen[str] | None = None
        try:
            assert self._line() == "listening"
            self._program = desk.start(*words)
            until(self.things, "the window is on the bus", PATIENCE)
        except BaseException:
            self._end()
            raise

    def ask(self, *words: str) -> Any:
        """One question to the bus."""
        assert self._listener.stdin is not None
        print(json.dumps(words), file=self._listener.stdin, flush=True)
        return self._line()

    def things(self) -> list[tuple[str, str, str]]:
        """Role, name and text of all that is shown; empty while it changes."""
        said = self.ask("things")
        return [] if isinstance(said, dict) else [(role, name, text) for role, name, text in said]

    def names(self, role: str) -> list[str]:
        """The names of all that has this role."""
        return [name for found, name, _ in self.things() if found == role]

    def do(self, role: str, name: str, action: str) -> None:
        """Let one thing act, as soon as it can."""
        until(lambda: self.ask("do", role, name, action) is True, f"{action}: the {role} {name}", PATIENCE)

    def write(self, role: str, name: str, text: str) -> None:
        """Put a text into one thing, as soon as it can."""
        until(lambda: self.ask("write", role, name, text) is True, f"writing into the {role} {name}", PATIENCE)

    def has(self, role: str, name: str, state: str) -> bool:
        """Whether one thing is in a state."""
        return self.ask("has", role, name, state) is True

    def announced(self, what: str) -> str:
        """The first announcement that holds `what`."""
        try:
            told: list[str] = until(lambda: [said for said in self.ask("announced") if what in said], what, PATIENCE)
        except AssertionError:
            raise AssertionError(f"“{what}” is not among what was announced: {self.ask('announced')}") from None
        return told[0]

    def _line(self) -> Any:
        assert self._listener.stdout is not None
        ready, _, _ = select.select([self._listener.stdout], [], [], PATIENCE)
        assert ready, "the bus does not answer"
        return json.loads(self._listener.stdout.readline())

    def _end(self) -> None:
        for process in (self._program, self._listener):
            if process is not None:
                process.kill()
                process.communicate(timeout=PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
