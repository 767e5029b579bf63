"""What ``bench_many.py`` runs in a process of its own: the window over a list under way; prints one JSON object."""

from __future__ import annotations

import gc
import itertools
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TypeVar

from bench_log_window import Pauses, rest
from bench_window import ROOT, memory_kib, peak_kib, started, wait
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QWidget

KEY_SECONDS = 0.05
"""Between two keys: somebody types fast beside the list."""
PATIENCE = 600.0
PASSWORD = "1234"  # noqa: S105 - of the practice dialler

_Part = TypeVar("_Part", bound=QWidget)


def main(address: str, count: int) -> dict[str, object]:
    """Read a list of `count` numbers and work it off at the dialler at `address`, typing all the while."""
    import keyring

    from dncdesk.app import build
    from dncdesk.core.credentials import Credentials, Secret
    from dncdesk.core.redaction import Redactor
    from dncdesk.core.settings import Server
    from dncdesk.ui.many_window import ManyWindow
    from dncdesk.ui.number_field import NumberField
    from tests.support.keyrings import MemoryKeyring

    gc.disable()  # as the program does until its window is there
    keyring.set_keyring(MemoryKeyring())
    server = Server("Bench", address, "6666")
    Credentials(Redactor()).keep(server.endpoint, server.user, Secret(PASSWORD))
    with tempfile.TemporaryDirectory(prefix="dncdesk-bench-", ignore_cleanup_errors=True) as home:
        settings = {"version": 1, "servers": [{"name": server.name, "url": server.url, "user": server.user}]}
        Path(home, "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        _app, window = build(["--home", home])
        wait(lambda: started(window))
        rest(1.0)
        before, pauses = memory_kib("VmRSS"), Pauses(window)
        pauses.begin()
        # None of them ends in four zeros, which would have to be looked at.
        numbers = (f"727{n:07}" for n in itertools.count(2_000_001) if n % 10_000)
        field = _part(window, NumberField, "numberField")
        field.many_given.emit("\n".join(itertools.islice(numbers, count)))
        (opened,) = window.findChildren(ManyWindow)
        button = _part(opened, QAbstractButton, "listBlockButton")
        wait(button.isVisible)
        told: dict[str, object] = {"read": pauses.longest()}
        _part(opened, QCheckBox, "listEverywhereToggle").setChecked(True)
        pauses.begin()
        begun = time.monotonic()
        button.click()
        run = opened.run
        if run is None:
            raise RuntimeError("the list does not run")
        keys = []
        for digit in itertools.cycle("7275550199"):
            pressed = time.monotonic()
            QTest.keyClick(field, digit)  # type: ignore[call-overload]  # a letter will do
            field.repaint()
            keys.append((time.monotonic() - pressed) * 1000)
            if len(field.text()) >= 10:
                field.clear()
            rest(KEY_SECONDS)
            if run.over or time.monotonic() - begun > PATIENCE:
                break
        told |= {
            "worked": pauses.longest(),
            "key": max(keys),
            "seconds": time.monotonic() - begun,
            "done": run.progress.ended,
            "grown": memory_kib("VmRSS") - before,
            "peak": peak_kib() - before,
        }
        wait(window.idle)
        opened.close()
        window.close()
    return told


def _part(window: QWidget, kind: type[_Part], name: str) -> _Part:
    found = window.findChild(kind, name)
    if found is None:
        raise RuntimeError(f"no {name}")
    return found


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
