"""How long a `dnc:` link takes from a second process to the field of the running window, for ``bench.py``.

The running window tells when its field changed, by `time.monotonic`, which all processes of a computer share.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST_NUMBER = 7275552000


@dataclass(frozen=True)
class Opened:
    """What opening links took, in ms: each from the start of its process to the field, and a bare Python's start."""

    links: list[float]
    bare: list[float]


def measure(runs: int, environment: dict[str, str]) -> Opened:
    """Open `runs` links, one after the other, in turns with a Python that does nothing; the first fills the caches.

    Raises:
        RuntimeError: the window did not take a link.
    """
    links: list[float] = []
    bare: list[float] = []
    # Away from the checkout, as a click starts it.
    environment = {**environment, "PYTHONPATH": str(ROOT)}
    with (
        tempfile.TemporaryDirectory(prefix="dncdesk-bench-", ignore_cleanup_errors=True) as home,
        subprocess.Popen(
            [sys.executable, __file__, home], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as window,
    ):
        _line(window)
        for number in range(FIRST_NUMBER, FIRST_NUMBER + runs + 1):
            bare.append(_seconds([sys.executable, "-c", ""], environment, home)[1] * 1000)
            opens = [sys.executable, "-m", "dncdesk", "--practice", "--home", home, "--", f"dnc:{number}"]
            begun, _ = _seconds(opens, environment, home)
            told = _line(window)
            if str(number) not in told["field"]:
                raise RuntimeError(f"the link with {number} brought {told['field']!r} into the field")
            links.append((float(told["changed"]) - begun) * 1000)
        window.communicate("end\n")
    return Opened(links[1:], bare[1:])


def _seconds(command: list[str], environment: dict[str, str], folder: str) -> tuple[float, float]:
    """Run a command to its end; when it began, and how long it took."""
    begun = time.monotonic()
    subprocess.run(command, env=environment, cwd=folder, check=True)
    return begun, time.monotonic() - begun


def _line(window: subprocess.Popen[str]) -> dict[str, str]:
    if window.stdout is None or not (line := window.stdout.readline()):
        raise RuntimeError("the window does not answer")
    told: dict[str, str] = json.loads(line)
    return told


def running_window(home: str) -> None:
    """The window that is open already: it tells of each change of its field, and ends when its input does."""
    from bench_window import started, wait
    from PySide6.QtCore import QObject, QSocketNotifier
    from PySide6.QtWidgets import QLineEdit

    from dncdesk.app import build

    app, window = build(["--practice", "--home", home])
    wait(lambda: started(window))
    field = window.findChild(QLineEdit, "numberField")
    if field is None:
        raise RuntimeError("the window lacks its number field")

    class Told(QObject):
        def changed(self, text: str) -> None:
            print(json.dumps({"changed": time.monotonic(), "field": text}), flush=True)

        def ended(self) -> None:
            window.leave()
            window.close()

    told = Told()
    field.textChanged.connect(told.changed)
    ending = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ending.activated.connect(told.ended)
    print(json.dumps({"ready": ""}), flush=True)
    app.exec()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    running_window(sys.argv[1])
