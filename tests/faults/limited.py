"""The program in a process that may not write: run as `python limited.py WHAT HOW HOME [WORDS…]`.

HOW is `plain`, `read-only` (the folder HOME, for root as well: without the rights that pass permissions by) or
`full` (no file may grow beyond what the log has now). WHAT is `cli` (the verb in WORDS), `desk` or `window`; those
two print what they were told, one JSON object a line.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

NUMBER = "7275550100"
PATIENCE = 20.0


def without_rights() -> None:
    """Give up what lets root write everywhere; for this thread and those that it starts."""
    version = 0x20080522
    header = (ctypes.c_uint32 * 2)(version, 0)
    nothing = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(header, nothing):
        raise OSError(ctypes.get_errno(), "capset")


def no_room(home: Path) -> None:
    """No file can grow beyond what the log's are now."""
    sizes = [path.stat().st_size for path in home.glob("log.sqlite3*") if not path.name.endswith("-shm")]
    most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (max([*sizes, 1]), most))


def room_again() -> None:
    most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def tell(**what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def prepare(how: str, home: Path) -> None:
    if how == "read-only":
        without_rights()
        home.chmod(0o555)


def desk(how: str, home: Path, url: str) -> None:
    """Three opt-outs: before the disk is full, while it is, and one whose disk fills up once it is recorded."""
    from dncdesk.core.optout import OptOut
    from dncdesk.core.settings import Server
    from tests.support.desks import Desk, Told

    class Filling(Told):
        full_after_recording = False

        def tell_recorded(self, opt_out: OptOut) -> None:
            if self.full_after_recording:
                no_room(home)
            super().tell_recorded(opt_out)

    made = Desk(home, Server("Main", url, "6666"))
    made.queue.close()
    told = made.told = Filling()
    made.queue = made.place.queue(told)
    tell(first=made.block("7275560001").outcome)
    no_room(home)
    lost = made.opt_out("7275560002")
    made.queue.submit(lost)
    told.wait(lambda: bool(told.not_recorded))
    tell(not_recorded=str(told.not_recorded[0][1]), settled=len(told.results(lost)))
    room_again()
    told.full_after_recording = True
    half = made.opt_out("7275560003")
    made.queue.submit(half)
    tell(half=told.result(half).outcome, why=str(told.result(half).why))
    told.full_after_recording = False
    room_again()
    made.queue.try_now()
    told.wait(lambda: told.results(half)[-1].outcome.value == "blocked")
    tell(then=told.results(half)[-1].outcome, again=made.block("7275560002").outcome)
    made.close()


def window(how: str, home: Path) -> None:
    """Type a number, press Enter, and say what the window shows once it has been said whether it is recorded."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

    from dncdesk import app

    qt, main = app.build(["--home", str(home)])
    heard: dict[str, list[str]] = {"recorded": [], "not_recorded": [], "notice": [], "settled": []}
    main._desk.recorded.connect(lambda _: heard["recorded"].append(""))
    main._desk.not_recorded.connect(lambda _, why: heard["not_recorded"].append(str(why)))
    main._desk.notice.connect(lambda notice: heard["notice"].append(str(notice)))
    main._desk.settled.connect(lambda _, result: heard["settled"].append(result.outcome.value))

    def pump(until: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not until() and time.monotonic() < deadline:
            qt.processEvents()
            time.sleep(0.005)

    def child(kind: type[QWidget], name: str) -> Any:
        found = main.findChild(kind, name)
        assert found is not None, name
        return found

    field, banner = child(QLineEdit, "numberField"), child(QWidget, "resultBanner")

    def says(words: str) -> bool:
        return any(words in label.text() for label in banner.findChildren(QLabel))

    pump(lambda: main._desk.is_ready or says("cannot be written"))
    if main._desk.is_ready:
        pump(main.idle)
    child(QCheckBox, "everywhereToggle").setChecked(True)
    if how == "full":
        no_room(home)
    field.setText(NUMBER)
    QTest.keyClick(field, Qt.Key.Key_Return)
    pump(lambda: child(QPushButton, "confirmButton").isEnabled())
    QTest.keyClick(field, Qt.Key.Key_Return)
    pump(lambda: heard["recorded"] or says("Not recorded"))
    if main._desk.is_ready:
        pump(main.idle)
    for _ in range(20):
        qt.processEvents()
    shown = [label.text() for label in banner.findChildren(QLabel) if label.isVisibleTo(main)]
    tell(field=field.text(), shown=shown, outcome=banner.property("outcome"), ready=main._desk.is_ready, **heard)
    room_again()
    main.close()


def run() -> int:
    what, how, home, *words = sys.argv[1:]
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    prepare(how, Path(home))
    if what == "cli":
        from dncdesk.__main__ import main

        return main([*words, "--home", home])
    if what == "desk":
        desk(how, Path(home), *words)
    else:
        window(how, Path(home))
    return 0


if __name__ == "__main__":
    code = run()
    sys.stdout.flush()
    os._exit(code)
