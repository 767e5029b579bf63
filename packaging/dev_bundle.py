"""The frozen program: one folder that starts on a machine without Python, built and seen working."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import dev_checks
import dev_desktop
import dev_venv
from dev_common import ROOT, SetupError, must_run, utf8_environment

BUILD = ROOT / "build"
DIST = ROOT / "dist"
RECIPES = ROOT / "packaging" / "bundle"
CHECK_SECONDS = 900
HAND_MADE = "NOT FOR RELEASE: built by hand"
CHANGED = "NOT FOR RELEASE: built from files that are in no revision"


def build(environment: Mapping[str, str]) -> Path:
    """Freeze the program into ``dist/dncdesk``, and what the benchmark needs beside it.

    Args:
        environment: see `build_environment`.

    Returns:
        The program that answers on a console.

    Raises:
        SetupError: PyInstaller failed.
    """
    python = dev_venv.ensure("packaging", BUILD / "venv")
    for spec, place, text in (
        ("dncdesk.spec", DIST, "freezing the program"),
        ("bench.spec", BUILD / "bench", "freezing a blank window"),
    ):
        work = BUILD / "pyinstaller" / Path(spec).stem
        options = ("--noconfirm", "--clean", "--log-level=WARN", f"--distpath={place}", f"--workpath={work}")
        must_run(text, [str(python), "-m", "PyInstaller", *options, str(RECIPES / spec)], environment=environment)
    return console_program()


def console_program() -> Path:
    """The frozen program that answers on a console, as it is called on this system."""
    if sys.platform == "darwin":
        return DIST / "dncdesk.app" / "Contents" / "MacOS" / "dncdesk"
    return DIST / "dncdesk" / ("dncdesk-cli.exe" if sys.platform == "win32" else "dncdesk")


def build_environment() -> dict[str, str]:
    """What the build is made of, for PyInstaller and for what it says of itself: the same twice for one revision.

    The time stamps are those of the revision, and Python's sets have a fixed order.
    """
    commit = git("rev-parse", "HEAD")
    mark = HAND_MADE if not commit else CHANGED if git("status", "--porcelain") else ""
    return {
        "DNCDESK_COMMIT": commit,
        "DNCDESK_MARK": mark,
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": git("log", "-1", "--format=%ct") or "0",
        **utf8_environment(),
    }


def git(*words: str) -> str:
    """What git says; nothing where there is no git or no revision."""
    try:
        asked = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""


def check(program: Path) -> None:
    """See the frozen program work, with a real keyring, and show what it said.

    Raises:
        SetupError: it does not work.
    """
    command = [sys.executable, str(ROOT / "packaging" / "frozen_check.py"), str(program), "--keyring"]
    if sys.platform != "linux":
        # The keyring is the one of whoever is logged in; there is no other.
        if subprocess.call(command, cwd=ROOT):
            raise SetupError("The frozen program does not work.")
        return
    with tempfile.TemporaryDirectory(prefix="dncdesk-bundle-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder, "check")
        surroundings = dev_checks.surroundings(scratch, utf8_environment())
        log = scratch / "log"
        code = dev_desktop.with_keyring(command, surroundings, log, CHECK_SECONDS)
        print(log.read_text(encoding="utf-8", errors="replace").rstrip(), flush=True)
    if code:
        raise SetupError(f"The frozen program does not work (exit code {code}).")


def measure(arguments: Sequence[str]) -> int:
    """Print size and start of the frozen program; nothing if there is none."""
    if not (BUILD / "bench").is_dir() or not (DIST / "dncdesk").is_dir():
        print("Frozen: not built; python3 packaging/dev.py bundle builds it.")
        return 0
    command = [sys.executable, str(ROOT / "packaging" / "bench_frozen.py"), *arguments]
    return subprocess.call(command, cwd=ROOT, env={**utf8_environment(), **screenless()})


def screenless() -> dict[str, str]:
    """What tells Qt to draw into memory where there is no screen."""
    return {} if os.environ.get("DISPLAY") or sys.platform != "linux" else {"QT_QPA_PLATFORM": "offscreen"}
