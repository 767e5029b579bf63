"""Asked to end by `kill` or a closed session: it ends soon, loses nothing, and the next start goes on."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.hanging import HangingServer
from tests.cli.program import ROOT, Desk, Dialler, until
from tests.faults.receipts import assert_chain_holds

SOON = 5.0
"""Seconds. The program itself takes two at the most; the computer that runs the tests is given the rest."""
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
SIGNALS = pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP", "SIGINT"])

pytestmark = POSIX


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.environment["QT_QPA_PLATFORM"] = "offscreen"
    return made


@pytest.fixture
def hanging(desk: Desk) -> Iterator[HangingServer]:
    with HangingServer() as running:
        desk.know(running.address)
        yield running


def end(process: subprocess.Popen[str], number: str) -> tuple[int, str, str]:
    """Send the signal and wait for the end."""
    begun = time.monotonic()
    process.send_signal(signal.Signals[number])
    out, err = process.communicate(timeout=30)
    assert time.monotonic() - begun < SOON
    assert "Traceback" not in err, err
    assert "KeyboardInterrupt" not in err, err
    return process.returncode, out, err


def goes_on(desk: Desk, hanging: HangingServer, tmp_path: Path) -> None:
    """The next start: each of the numbers gets onto the list, once."""
    numbers = sorted(entry.number for entry in desk.entries())
    assert numbers
    hanging.close()
    with Dialler(Desk(tmp_path / "up"), "--port", str(hanging.port)) as dialler:
        assert desk.run("pending", "--send").code in {0, 3}
        assert sorted(dialler.lists()[0] + [number for number, _ in dialler.lists()[1]]) == numbers
    assert desk.run("pending").code == 0
    assert_chain_holds(desk.home / "log.sqlite3")


@SIGNALS
def test_a_block_amid_its_call(number: str, desk: Desk, hanging: HangingServer, tmp_path: Path) -> None:
    with desk.start("block", "7275550101", "--everywhere", "--json") as process:
        hanging.wait_for_block()
        code, out, err = end(process, number)
    assert (code, out) == (1, "")
    assert "What was recorded is kept" in err
    goes_on(desk, hanging, tmp_path)


@SIGNALS
def test_pending_amid_its_call(number: str, desk: Desk, hanging: HangingServer, tmp_path: Path) -> None:
    for phone in ("7275550101", "7275550102"):
        with desk.start("block", phone, "--everywhere") as process:
            until(desk.entries, "it is recorded")
            end(process, "SIGKILL")
    hanging.forget()
    with desk.start("pending", "--send", "--json") as process:
        hanging.wait_for_block()
        code, out, err = end(process, number)
    assert (code, out) == (1, "")
    assert "What was recorded is kept" in err
    goes_on(desk, hanging, tmp_path)


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.1, 0.2, 0.3, 0.4])
def test_a_command_at_any_moment_of_its_start(delay: float, desk: Desk, hanging: HangingServer, tmp_path: Path) -> None:
    with desk.start("block", "7275550101", "--everywhere", "--json") as process:
        time.sleep(delay)  # whichever moment that is: each of them will do
        code, out, _ = end(process, "SIGTERM")
    assert code
    assert out == ""
    assert len(desk.entries()) <= 1


@SIGNALS
def test_the_window_amid_its_work(number: str, desk: Desk, hanging: HangingServer, tmp_path: Path) -> None:
    """Numbers are entered one after the other, while the dialler hangs; what was acknowledged is there."""
    script = str(Path(__file__).with_name("window.py"))
    words = [sys.executable, script, str(desk.home), "7275560000", "40", "7"]
    with subprocess.Popen(
        words, env=desk.environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            until(lambda: len(desk.entries()) >= 3, "some are recorded", 20)
            hanging.wait_for_block()
            code, out, _ = end(process, number)
        finally:
            process.kill()
    assert code == 0
    acknowledged = {line.split()[0] for line in out.splitlines()}
    assert acknowledged
    assert acknowledged <= {entry.opt_out_id for entry in desk._read(".", lambda reader: reader.entries(limit=1000))}
    goes_on(desk, hanging, tmp_path)


@SIGNALS
def test_the_window_while_nothing_is_done(number: str, desk: Desk, tmp_path: Path) -> None:
    with Dialler(Desk(tmp_path / "dialler")) as dialler:
        desk.know(dialler.address)
        with desk.start() as process:
            try:
                until((desk.home / "log.sqlite3").exists, "the log is open", 20)
                code, *_ = end(process, number)
            finally:
                process.kill()
    assert code == 0
