"""How fast a long list is worked off: ``dev.py bench --many``.

The practice dialler serves in a process of its own. A bare loop of `requests` posts the same calls, over as many
connections, and says nothing of what came; dncdesk records, adds, reads back, looks up the leads and writes all of it
down. They take turns, some thousand numbers each, and only their ratio is judged.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench_figures import Figure, middle, table

if TYPE_CHECKING:
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result
    from tests.support.desks import Desk

ROOT = Path(__file__).resolve().parent.parent
TURNS = 5
TICK = 0.005
LONGEST = 600.0
"""Seconds."""
CONNECTIONS = 4
LEADS_AT_ONCE = 100
"""Numbers in a `lead_search` of the bare loop: what dncdesk asks at once, on the whole."""
API = "/vicidial/non_agent_api.php"


@dataclass(frozen=True)
class Turn:
    """Seconds that a bare loop and dncdesk took for the same count of numbers."""

    count: int
    bare: float
    ours: float


def main(count: int) -> int:
    """Measure `count` numbers, in turns, and print the table; returns 0 whatever it says."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="dncdesk-bench-", ignore_cleanup_errors=True) as folder, dialler() as url:
        found = [*figures(*measure(Path(folder), url, count)), *in_the_window(url, count)]
    print("\n".join(table(found)))
    return 0


@contextmanager
def dialler() -> Iterator[str]:
    """A practice dialler in a process of its own; its address."""
    with tempfile.TemporaryDirectory() as home:
        words = [sys.executable, "-m", "dncdesk", "--home", home, "practice"]
        with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            try:
                yield (process.stdout.readline().strip() if process.stdout else "") + API
            finally:
                process.terminate()


def measure(folder: Path, url: str, count: int) -> tuple[list[Turn], float, list[float]]:
    """Bare loop and dncdesk in turns; by how many MB memory grew over all of them; the main thread's pauses."""
    import keyring

    from dncdesk.core.settings import Server
    from tests.support.desks import Desk
    from tests.support.keyrings import MemoryKeyring

    keyring.set_keyring(MemoryKeyring())
    numbers = (f"{area}{n:07}" for area in (727, 813) for n in itertools.count(2_000_000))
    each = max(1, count // TURNS)
    desk = Desk(folder / "home", Server("Main", url, "6666"))
    try:
        done = Done(desk)
        done.work_off(list(itertools.islice(numbers, 200)))  # opens the connections, fills the caches
        turns, before = [], memory()
        for turn in range(TURNS):
            theirs, ours = (list(itertools.islice(numbers, each)) for _ in range(2))
            if turn % 2:
                seconds = done.work_off(ours)
                turns.append(Turn(each, bare(url, theirs), seconds))
            else:
                turns.append(Turn(each, bare(url, theirs), done.work_off(ours)))
        return turns, memory() - before, done.pauses
    finally:
        desk.close()


class Done:
    """Gives a desk's queue a list, and counts what comes of it."""

    def __init__(self, desk: Desk) -> None:
        """Listen to the desk's queue in the place of its own listener, which would remember everything."""
        self._desk = desk
        desk.queue.close()
        self._queue = desk.queue = desk.place.queue(self)
        self._blocked = 0
        self._wanted = 0
        self.pauses: list[float] = []
        """Milliseconds that the main thread came too late to each of its turns."""
        self._all = threading.Event()
        self._lock = threading.Lock()

    def work_off(self, numbers: Sequence[str]) -> float:
        """Seconds from handing over the list until the last number was read back."""
        from dncdesk.core.optout import new_id

        group = new_id()
        opt_outs = [replace(self._desk.opt_out(number), group=group) for number in numbers]
        self._blocked, self._wanted = 0, len(opt_outs)
        self._all.clear()
        begun = time.perf_counter()
        self._queue.submit_many(opt_outs)
        last = time.perf_counter()
        while not self._all.wait(TICK):
            # What an event loop in this thread would have to wait for its turn, beside those that work.
            self.pauses.append(max(0.0, time.perf_counter() - last - TICK) * 1000)
            last = time.perf_counter()
            if last - begun > LONGEST:
                raise TimeoutError
        return time.perf_counter() - begun

    def tell_recorded(self, opt_out: OptOut) -> None:
        """Nothing is done about it."""

    def tell_recorded_many(self, opt_outs: Sequence[OptOut]) -> None:
        """Nothing is done about it."""

    def tell_not_recorded(self, opt_out: OptOut, problem: object) -> None:  # noqa: ARG002
        """The benchmark is no good."""
        print(f"not recorded: {problem}", file=sys.stderr)

    def tell_settled(self, opt_out: OptOut, result: Result) -> None:  # noqa: ARG002
        """Count it if it is blocked."""
        if result.outcome.value == "blocked":
            with self._lock:
                self._blocked += 1
                if self._blocked == self._wanted:
                    self._all.set()


def bare(url: str, numbers: Sequence[str]) -> float:
    """Seconds that it takes to post the calls for these numbers and to read the answers."""
    shares = [numbers[start::CONNECTIONS] for start in range(CONNECTIONS)]
    threads = [threading.Thread(target=post_all, args=(url, share)) for share in shares]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begun


def post_all(url: str, numbers: Sequence[str]) -> None:
    """Post them one after the other over one connection, as anybody would with `requests`."""
    import requests

    login = {"source": "bench", "user": "6666", "pass": "1234"}
    with requests.Session() as session:

        def post(function: str, values: Mapping[str, str]) -> None:
            if not session.post(url, data={"function": function, **login, **values}, timeout=30).text:
                raise ValueError(function)

        for start in range(0, len(numbers), LEADS_AT_ONCE // 2):
            some = numbers[start : start + LEADS_AT_ONCE // 2]
            for number in some:
                post("add_dnc_phone", {"phone_number": number, "campaign_id": "SYSTEM_INTERNAL"})
            post("lead_search", {"phone_number": ",".join(form for n in some for form in (n, f"1{n}"))})
            for number in some:
                post("check_phone_number", {"phone_number": number, "local_call_time": "24hours", "dnc_check": "Y"})


def in_the_window(url: str, count: int) -> list[Figure]:
    """What the window does meanwhile, in a process of its own: how it answers, and by how much it grows."""
    words = [sys.executable, str(Path(__file__).with_name("bench_many_window.py")), url, str(count)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    told = json.loads(done.stdout)
    return [
        Figure("window, longest pause while a list is read", told["read"], "ms", 50),
        Figure(
            "the same while it is worked off", told["worked"], "ms", 50, f"{told['done']:,} in {told['seconds']:.0f} s"
        ),
        Figure("longest that a key in the field took", told["key"], "ms", 50),
        Figure("window, memory grown", told["peak"] / 1024, "MB", 30),
    ]


def memory() -> float:
    """What this process holds now, in MB; 0 where that cannot be told."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)


def figures(turns: list[Turn], grown: float, pauses: list[float]) -> list[Figure]:
    """Numbers a second, the ratio of them, memory and pauses."""
    count = sum(turn.count for turn in turns)
    ours, theirs = count / sum(turn.ours for turn in turns), count / sum(turn.bare for turn in turns)
    ratios = [turn.bare / turn.ours for turn in turns]
    note = f"of the turns: {', '.join(f'{ratio:.2f}' for ratio in ratios)}"
    return [
        Figure("a bare loop", theirs, "numbers/s", note=f"{count:,} numbers, {CONNECTIONS} connections"),
        Figure("dncdesk, on disk and read back", ours, "numbers/s"),
        Figure("time for a number, to the bare loop's", 1 / middle(ratios), "x", 1 / 0.85, note),
        Figure("memory grown meanwhile", grown, "MB", 30),
        Figure(
            "longest pause of the main thread, no window",
            max(pauses),
            "ms",
            50,
            f"{middle(pauses):.1f} ms in the middle",
        ),
    ]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
