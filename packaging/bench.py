"""How fast and how large the window is, against a blank one, in one interleaved run: ``dev.py bench``.

Times drift by a third on a shared machine, so the program and the blank window take turns and only their ratio is
judged. A goal that is missed is shown and fails nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import bench_link
import bench_log
import bench_many
from bench_figures import Figure, many, middle, table

WINDOW = Path(__file__).with_name("bench_window.py")
PRESSES = 20
"""How many numbers are entered in each run."""


@dataclass(frozen=True)
class Timed:
    """What one process told, and when it began and ended, by `time.monotonic`."""

    told: dict[str, float]
    begun: float
    ended: float

    @property
    def to_paint(self) -> float:
        """Seconds from the start of the process to the first paint."""
        return self.told["painted"] - self.begun

    @property
    def to_exit(self) -> float:
        """Seconds from the start of the process to its end."""
        return self.ended - self.begun


def main(arguments: list[str]) -> int:
    """Measure and print the table; returns 0 whatever it says."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description="The window against a blank one.")
    parser.add_argument("--runs", type=int, default=11, metavar="N", help="how often each takes its turn (11)")
    parser.add_argument("--log", action="store_true", help="the window over a very long log instead: takes minutes")
    parser.add_argument("--opt-outs", type=int, default=1_000_000, metavar="N", help="how long that log is (1000000)")
    parser.add_argument("--many", type=int, metavar="N", help="work off a list of N numbers instead (10000 says most)")
    options = parser.parse_args(arguments)
    environment = surroundings()
    if options.many:
        return bench_many.main(options.many)
    if options.log:
        return bench_log.main(max(1, options.opt_outs), environment)
    runs = max(1, options.runs)
    print(f"{runs} runs each, in turns, on {environment['QT_QPA_PLATFORM']}:", flush=True)
    blanks: list[Timed] = []
    starts: list[Timed] = []
    uses: list[Timed] = []
    for run in range(runs + 1):
        turn = measure("blank", environment), measure("start", environment), measure("use", environment)
        if run:  # the first fills the caches
            for kept, one in zip((blanks, starts, uses), turn, strict=True):
                kept.append(one)
    found = figures(blanks, starts, uses) + link_figures(bench_link.measure(runs, environment))
    print("\n".join(table(found)))
    return 0


def surroundings() -> dict[str, str]:
    """The environment, with a platform named, and with compiled modules kept as an installed program keeps them."""
    screen = bool(os.environ.get("DISPLAY"))
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {"QT_QPA_PLATFORM": "xcb" if screen else "offscreen", **kept}


def measure(what: str, environment: dict[str, str]) -> Timed:
    """Run one process to its end."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(WINDOW), what, str(PRESSES)], env=environment, stdout=subprocess.PIPE, check=True
    )
    ended = time.monotonic()
    return Timed(json.loads(done.stdout), begun, ended)


def figures(blanks: list[Timed], starts: list[Timed], uses: list[Timed]) -> list[Figure]:
    """What the runs come to: medians, and ratios of medians."""
    paint = middle([one.to_paint for one in blanks]), middle([one.to_paint for one in starts])
    leave = middle([one.to_exit for one in blanks]), middle([one.to_exit for one in starts])
    bare = middle([one.told["peak"] for one in blanks])
    painted = middle([one.told["peak"] for one in starts])
    used = middle([one.told["peak"] for one in uses])
    waits = [wait for one in uses for wait in many(one.told["waits"])]
    presses = f"{len(waits)} presses, at most {max(waits):.0f} ms"
    found = [
        Figure("start to first paint", paint[1] / paint[0], "x", note=versus(*paint, 1000, "ms")),
        Figure("start to first paint and exit", leave[1] / leave[0], "x", 1.25, versus(*leave, 1000, "ms")),
        Figure(
            "Enter to the request on the wire",
            middle(waits),
            "ms",
            15,
            presses,
        ),
        Figure("the same, first after the start", middle([one.told["first"] for one in uses]), "ms"),
        Figure("longest pause while a request hangs", middle([one.told["pause"] for one in uses]), "ms", 16),
    ]
    if bare:
        found += [
            Figure("peak memory at the first paint", painted / bare, "x", note=versus(bare, painted, 1 / 1024, "MB")),
            Figure("peak memory in use", used / bare, "x", 1.4, versus(bare, used, 1 / 1024, "MB")),
        ]
    return found


def link_figures(opened: bench_link.Opened) -> list[Figure]:
    """What opening a link in the running window comes to."""
    link, bare = middle(opened.links), middle(opened.bare)
    note = f"{len(opened.links)} links, at most {max(opened.links):.0f} ms"
    return [
        Figure("link opened to the number in the field", link, "ms", 300, note),
        Figure("the same, against a bare Python", link / bare, "x", note=f"{link:.0f} ms to {bare:.0f}"),
    ]


def versus(blank: float, program: float, factor: float, unit: str) -> str:
    """Both sides of a ratio in `unit`."""
    return f"{program * factor:.0f} {unit} to {blank * factor:.0f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
