"""Killed at any moment, by `kill -9`: what was acknowledged is in the log, and gets onto the list once.

`DNCDESK_KILLS=200` makes it that many runs; without it there are fewer, so that the whole suite stays quick.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dncdesk.core.outcome import Outcome
from tests.cli.program import ROOT, Desk, Dialler
from tests.faults.receipts import assert_chain_holds

RUNS = int(os.environ.get("DNCDESK_KILLS", "40"))
AT_ONCE = 2
PER_WINDOW = 60
"""Numbers that a window is given; it is killed long before it has entered them all."""
SLOWEST = 30.0
CAMPAIGN = "TESTCAMP"


@dataclass
class Book:
    """What the killed programs have said, and what they were given."""

    entered: set[str] = field(default_factory=set)
    acknowledged: dict[str, str] = field(default_factory=dict)
    """Id to number of what was said to be recorded."""
    blocked: set[str] = field(default_factory=set)
    """Ids of those that the command line said were blocked, before it was killed."""
    killed: int = 0
    survived: int = 0
    silent: int = 0
    """Killed before they had acknowledged anything."""


class Hammer:
    """Starts the program again and again on one home and kills it at a random moment."""

    def __init__(self, desk: Desk, folder: Path, seed: int) -> None:
        self.book = Book()
        self._desk = desk
        self._folder = folder
        self._chance = random.Random(seed)  # noqa: S311 - no secret
        self._lock = threading.Lock()
        self._next = iter(range(7275560000, 7275990000))
        self._left = RUNS

    def strike(self, shortest: float, longest: float) -> None:
        """All runs, some at a time; each is killed between `shortest` and `longest` seconds after its start."""
        failed: list[BaseException] = []

        def work() -> None:
            try:
                while (run := self._take()) is not None:
                    number, chance = run
                    delay = chance.uniform(shortest, longest)
                    if number % 2:
                        self._window(number, chance, delay)
                    else:
                        self._command(number, chance, delay)
            except BaseException as error:  # noqa: BLE001 - raised again below
                failed.append(error)

        threads = [threading.Thread(target=work) for _ in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failed:
            raise failed[0]

    def _take(self) -> tuple[int, random.Random] | None:
        with self._lock:
            if not self._left:
                return None
            self._left -= 1
            return self._left, random.Random(self._chance.random())  # noqa: S311 - no secret

    def _numbers(self, count: int) -> list[int]:
        with self._lock:
            found = [next(self._next) for _ in range(count)]
            self.book.entered |= {str(number) for number in found}
            return found

    def _command(self, run: int, chance: random.Random, delay: float) -> None:
        (number,) = self._numbers(1)
        where = ["--everywhere"] if chance.random() < 0.5 else ["--campaign", CAMPAIGN]
        words = [
            sys.executable,
            "-m",
            "dncdesk",
            "--home",
            str(self._desk.home),
            "block",
            str(number),
            *where,
            "--json",
        ]
        # Some are killed as soon as they have said it: between saying and ending things are written, too.
        self._run(words, run, delay, until_said=chance.random() < 0.3)
        for line in self._said(run):
            told = json.loads(line)
            with self._lock:
                self.book.acknowledged[told["opt_out_id"]] = told["number_typed"]
                if told["outcome"] == Outcome.BLOCKED.value:
                    self.book.blocked.add(told["opt_out_id"])

    def _window(self, run: int, chance: random.Random, delay: float) -> None:
        delay *= 1.5  # it starts up longer, and has more to do
        numbers = self._numbers(PER_WINDOW)
        script = str(Path(__file__).with_name("window.py"))
        words = [sys.executable, script, str(self._desk.home), str(numbers[0]), str(PER_WINDOW), str(run)]
        self._run(words, run, delay, until_said=chance.random() < 0.6)
        for line in self._said(run):
            opt_out_id, number = line.split()
            with self._lock:
                self.book.acknowledged[opt_out_id] = number

    def _run(self, words: list[str], run: int, delay: float, *, until_said: bool) -> None:
        """Kill after `delay` seconds; with `until_said`, after the first word and a part of it."""
        with self._out(run).open("wb") as out, self._err(run).open("wb") as err:
            process = subprocess.Popen(
                words, env=self._desk.environment, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=err
            )
            deadline = time.monotonic() + (SLOWEST if until_said else delay)
            while process.poll() is None and time.monotonic() < deadline:
                if until_said and self._out(run).stat().st_size:
                    with suppress(subprocess.TimeoutExpired):
                        process.wait(delay % 0.7)
                    break
                time.sleep(0.005)
            ended = process.poll()
            process.kill()
            process.wait(SLOWEST)
        errors = self._err(run).read_text(errors="replace")
        assert "Traceback" not in errors, errors
        with self._lock:
            self.book.killed += ended is None
            self.book.survived += ended is not None
            self.book.silent += not self._out(run).stat().st_size

    def _said(self, run: int) -> Iterator[str]:
        """The whole lines; the last one may have been cut by the kill."""
        text = self._out(run).read_text()
        return (line for line in text.splitlines(keepends=True) if line.endswith("\n"))

    def _out(self, run: int) -> Path:
        return self._folder / f"{run}.out"

    def _err(self, run: int) -> Path:
        return self._folder / f"{run}.err"


def seconds_of_a_run(desk: Desk) -> float:
    """How long one run takes that is left alone, on this computer and at this moment."""
    begun = time.monotonic()
    said = desk.run("block", "7275559999", "--everywhere", "--json")
    assert said.code == 0, said
    return time.monotonic() - begun


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.environment["QT_QPA_PLATFORM"] = "offscreen"
    made.environment["DNCDESK_TEST"] = "kill"
    return made


@pytest.mark.timeout(600)
def test_what_was_acknowledged_survives_any_kill_and_reaches_the_list_once(tmp_path: Path, desk: Desk) -> None:
    with ExitStack() as stack:
        dialler = stack.enter_context(Dialler(Desk(tmp_path / "dialler")))
        desk.know(dialler.address)
        usual = seconds_of_a_run(desk)
        hammer = Hammer(desk, tmp_path, seed=20261123)
        hammer.strike(0.1 * usual, 2.0 * usual)
        book = hammer.book

        # The runs were what they are meant to be.
        assert book.killed > RUNS // 2
        assert book.silent
        assert len(book.acknowledged) > RUNS

        # What was acknowledged is in the log, under the number that was entered.
        log = all_entries(desk)
        assert book.acknowledged.items() <= log.items()
        assert set(log.values()) <= book.entered | {"7275559999"}
        # Nothing was sent that had not been recorded first.
        assert numbers_on_the_lists(dialler) <= set(log.values())
        # What was said to be blocked is.
        assert {log[opt_out_id] for opt_out_id in book.blocked} <= numbers_on_the_lists(dialler)
        assert_chain_holds(desk.home / "log.sqlite3")

        sent = desk.run("pending", "--send", "--json")
        assert sent.code == 0, sent
        assert desk.run("pending", "--json").out == ""

        internal, campaigns = dialler.lists()
        rows = internal + [number for number, _ in campaigns]
        assert sorted(rows) == sorted(log.values())
        assert {list_id for _, list_id in campaigns} == {CAMPAIGN}
        assert outcomes(desk) == {Outcome.BLOCKED}
        assert_chain_holds(desk.home / "log.sqlite3")
        assert dialler.wrong_logins() == 0
        assert not list(desk.home.glob("*damaged*"))


def all_entries(desk: Desk) -> dict[str, str]:
    return {entry.opt_out_id: entry.number for entry in desk._read(".", lambda r: r.entries(limit=100_000))}


def outcomes(desk: Desk) -> set[Outcome]:
    return {entry.result.outcome for entry in desk._read(".", lambda r: r.entries(limit=100_000))}


def numbers_on_the_lists(dialler: Dialler) -> set[str]:
    internal, campaigns = dialler.lists()
    return {*internal, *(number for number, _ in campaigns)}
