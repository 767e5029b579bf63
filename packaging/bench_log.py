"""How the window and the log bear very many opt-outs: ``dev.py bench --log``.

A log is written into a temporary folder, as years of work would leave it. Then the window over it is watched beside
one over an empty log, and blocks are recorded in both in turns.
"""

from __future__ import annotations

import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bench_figures import Figure, many, middle, table

if TYPE_CHECKING:
    from dncdesk.record.log import Log

ROOT = Path(__file__).resolve().parent.parent
WINDOW = Path(__file__).with_name("bench_log_window.py")
RUNS = 5
BLOCKS = 1_000
SEARCHES = 20
ROOM_FOR_EACH = 6_000
"""Bytes of disk that an opt-out may need while its log is written."""


def main(count: int, environment: Mapping[str, str]) -> int:
    """Write a log of `count` opt-outs, measure, print the table; returns 0 whatever it says."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="dncdesk-bench-", ignore_cleanup_errors=True) as folder:
        if shutil.disk_usage(folder).free < count * ROOM_FOR_EACH:
            print(f"{folder} has no room for {count:,} opt-outs; TMPDIR names another place.", file=sys.stderr)
            return 1
        full, empty = Path(folder, "full"), Path(folder, "empty")
        generate(full, count)
        empty.mkdir()
        turns = [(watch(empty, 0, environment), watch(full, count, environment)) for _ in range(RUNS)]
        found = window_figures([one for one, _ in turns], [one for _, one in turns])
        found += search_figures(log_in(full))
        found += append_figures(log_in(empty), log_in(full))
        print("\n".join(table(found)))
    return 0


def log_in(home: Path) -> Path:
    """Where the log of a home folder is."""
    from dncdesk.core.paths import paths

    return paths(home).log


def generate(home: Path, count: int) -> None:
    """Write the log, and say what that cost."""
    from tests.support.many import write_many

    home.mkdir()
    path = log_in(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    events = write_many(path, count)
    seconds, megabytes = time.monotonic() - begun, path.stat().st_size / 1_000_000
    print(f"{count:,} opt-outs, {events:,} events: written in {seconds:.0f} s, {megabytes:,.0f} MB", flush=True)


def watch(home: Path, count: int, environment: Mapping[str, str]) -> dict[str, object]:
    """One window over the log in `home`: what it told."""
    command = [sys.executable, str(WINDOW), str(home), str(count)]
    done = subprocess.run(command, env=dict(environment), stdout=subprocess.PIPE, check=True)
    told: dict[str, object] = json.loads(done.stdout)
    return told


def window_figures(empty: list[dict[str, object]], full: list[dict[str, object]]) -> list[Figure]:
    """Pauses and memory: medians of the runs."""

    def worst(runs: list[dict[str, object]], what: str) -> list[float]:
        return [max(many(run[what])) for run in runs]

    def note(what: str) -> str:
        return f"{max(worst(full, what)):.0f} ms at most; over an empty log {middle(worst(empty, what)):.0f}"

    found = [
        Figure(words, middle(worst(full, what)), "ms", 50, note(what))
        for what, words in (
            ("painted", "longest pause, first paint to all rows"),
            ("scrolled", "longest pause, scrolling to 20 places"),
            ("typed", "longest pause, typing 8 letters of a search"),
        )
    ]
    filled = [wait for run in full for wait in many(run["filled"])]
    found.append(Figure("a place scrolled to is filled", middle(filled), "ms", None, f"{max(filled):.0f} at most"))
    for what, words in (("held", "memory above an empty log's window"), ("peak", "the same, at its peak")):
        small, large = (middle([float(str(run[what])) for run in runs]) / 1024 for runs in (empty, full))
        found.append(Figure(words, large - small, "MB", 40, f"{large:.0f} MB to {small:.0f}"))
    return found


def search_figures(log: Path) -> list[Figure]:
    """What the worker needs for a search in the middle of a number."""
    from dncdesk.record.query import Query
    from dncdesk.record.reader import Reader

    pages, wholes = [], []
    chance = random.Random(1)  # noqa: S311
    with closing(Reader.open(log)) as reader:
        places = reader.places()
        for seq in chance.choices(places, k=SEARCHES):
            middle_of_it = Query(search=reader.entries_at([seq])[0].number[3:7])
            begun = time.perf_counter()
            reader.entries(middle_of_it, limit=100)
            pages.append((time.perf_counter() - begun) * 1000)
            begun = time.perf_counter()
            reader.places(middle_of_it)
            wholes.append((time.perf_counter() - begun) * 1000)
    return [
        Figure("four digits in a number's middle: first page", middle(pages), "ms", 100, f"{max(pages):.0f} at most"),
        Figure("the same: all places", middle(wholes), "ms", 100, f"{max(wholes):.0f} at most"),
    ]


def append_figures(empty: Path, full: Path) -> list[Figure]:
    """What recording a block costs in a full log against an empty one, in turns."""
    from dncdesk.record.log import Log

    small, large = Log(empty), Log(full)
    times: dict[Log, list[float]] = {small: [], large: []}
    for turn in range(BLOCKS):
        for log in (small, large) if turn % 2 else (large, small):
            times[log].append(block(log, f"727555{turn:04}"))
    small.close()
    large.close()
    few, lots = times[small][10:], times[large][10:]
    ratio = middle(lots) / middle(few)
    mean = statistics.mean(lots) / statistics.mean(few)
    note = f"{middle(lots):.2f} ms to {middle(few):.2f}; of the means {mean:.2f}; {max(lots):.0f} ms at most"
    return [Figure("recording a block", ratio, "x", 1.2, note)]


def block(log: Log, number: str) -> float:
    """Record one block with all its steps; the milliseconds that it took."""
    from dncdesk.core.outcome import Outcome, Result
    from dncdesk.core.sentences import say
    from dncdesk.record.events import Kind
    from tests.support.desks import an_opt_out

    opt_out = an_opt_out(number, note="called twice", campaign="SALES01")
    step = {"number": number, "list": "SALES01", "reply": "Added", "said": f"SUCCESS: ADDED - 6666|{number}|SALES01"}
    result = Result(Outcome.BLOCKED, say("On the list."), numbers_sent=(number,), confirmed_at=opt_out.asked_at)
    begun = time.perf_counter()
    log.append_request(opt_out)
    log.append_step(opt_out.id, Kind.ADDED, step)
    log.append_step(opt_out.id, Kind.READ, step)
    log.append_result(opt_out.id, result)
    return (time.perf_counter() - begun) * 1000
