"""How large the frozen program is, and how fast it starts against a blank frozen window, in one interleaved run."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import bench
import bench_figures

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "dist" / "dncdesk"
MEASURED = ROOT / "build" / "bench"
"""The blank window and the program's own, frozen by ``bundle/bench.spec``."""
LARGEST_MB = 130
SLOWEST_RATIO = 1.25


def main(arguments: list[str]) -> int:
    """Measure and print the table; returns 0 whatever it says."""
    parser = argparse.ArgumentParser(description="The frozen window against a blank one.")
    parser.add_argument("--runs", type=int, default=11, metavar="N", help="how often each takes its turn (11)")
    runs = max(1, parser.parse_args(arguments).runs)
    print(f"Frozen, {runs} runs each, in turns:", flush=True)
    print("\n".join(bench_figures.table([size(PROGRAM), *starts(runs)])))
    return 0


def size(folder: Path) -> bench_figures.Figure:
    """What a folder takes, each file once."""
    files = [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    total = sum(file.stat().st_size for file in files) / 1e6
    goal = LARGEST_MB if sys.platform == "linux" else None
    return bench_figures.Figure("installed size", total, "MB", goal, f"{len(files)} files")


def starts(runs: int) -> list[bench_figures.Figure]:
    """The start of both windows, as ratios."""
    environment = bench.surroundings()
    blanks: list[bench.Timed] = []
    windows: list[bench.Timed] = []
    for run in range(runs + 1):
        turn = measure("bench_blank", environment), measure("bench_start", environment)
        if run:  # the first fills the caches
            blanks.append(turn[0])
            windows.append(turn[1])
    paint = (
        bench_figures.middle([one.to_paint for one in blanks]),
        bench_figures.middle([one.to_paint for one in windows]),
    )
    leave = (
        bench_figures.middle([one.to_exit for one in blanks]),
        bench_figures.middle([one.to_exit for one in windows]),
    )
    return [
        bench_figures.Figure("start to first paint", paint[1] / paint[0], "x", note=bench.versus(*paint, 1000, "ms")),
        bench_figures.Figure(
            "start to first paint and exit", leave[1] / leave[0], "x", SLOWEST_RATIO, bench.versus(*leave, 1000, "ms")
        ),
    ]


def measure(name: str, environment: dict[str, str]) -> bench.Timed:
    """Run one of the two to its end."""
    begun = time.monotonic()
    done = subprocess.run([MEASURED / name / name], env=environment, stdout=subprocess.PIPE, check=True)
    return bench.Timed(json.loads(done.stdout), begun, time.monotonic())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
