"""The virtual environments, ``.venv`` before all: made once, from the lock files alone, and known to be whole.

A stamp is written into it last of all. No stamp, or one for another Python, another folder or other lock
files: the environment is made anew, so that what is in it is always what the lock files say.
"""

import hashlib
import importlib.util
import json
import os
import platform
import shutil
import sys
import sysconfig
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from dev_common import REQUIREMENTS, ROOT, VENV, SetupError, must_run, told

STAMP = "dncdesk-stamp.json"
"""The stamp's name, in the environment's folder."""
BASE = "runtime"
"""The set of packages that every other set holds as well."""


@dataclass(frozen=True)
class Stamp:
    """What a finished environment was made of."""

    root: str
    """The project's folder: scripts in the environment, and the .pth file, hold it."""
    python: str
    """Version and home of the Python that made it."""
    sets: dict[str, str]
    """The lock files installed, by name, each with the SHA-256 of its text."""


def ensure(wanted: str, folder: Path = VENV) -> Path:
    """See to it that an environment holds the packages of one lock file.

    Args:
        wanted: the lock file's name without ending: ``runtime``, ``test`` or ``packaging``.
        folder: the environment's.

    Returns:
        The environment's Python.

    Raises:
        SetupError: it could not be made.
    """
    python, mark = venv_python(folder), folder / STAMP
    stamp = read_stamp(mark) if python.exists() else None
    root, identity = str(ROOT), f"{platform.python_version()} {sys.base_prefix}"
    hashes = {name: lock_hash(name) for name in {wanted, *(stamp.sets if stamp else ())}}
    todo = plan(stamp, Stamp(root, identity, hashes), wanted)
    if todo == "nothing":
        return python
    mark.unlink(missing_ok=True)
    kept = {} if stamp is None or todo == "make" else stamp.sets
    if todo == "make":
        make(folder)
    install(python, wanted)
    write_stamp(mark, Stamp(root, identity, {**kept, wanted: hashes[wanted]}))
    return python


def plan(stamp: Stamp | None, now: Stamp, wanted: str) -> Literal["make", "add", "nothing"]:
    """What is to be done to have one set.

    Args:
        stamp: of the environment that is there; None if it is not there or not whole.
        now: what a stamp would say today; its sets are the hashes of today's lock files.
        wanted: the set that is needed.
    """
    if stamp is None or (stamp.root, stamp.python) != (now.root, now.python):
        return "make"
    if any(now.sets.get(name) != was for name, was in stamp.sets.items()):
        return "make"
    if wanted in stamp.sets or (wanted == BASE and stamp.sets):
        return "nothing"
    return "add"


def make(folder: Path) -> None:
    """Make an empty environment that finds the project's own package in its folder.

    Raises:
        SetupError: this Python cannot make one.
    """
    if importlib.util.find_spec("ensurepip") is None and sys.base_prefix != "/usr":
        raise SetupError(f"The Python in {sys.base_prefix} cannot make virtual environments: it has no ensurepip.")
    if folder.exists():
        with told("removing the old environment"):
            shutil.rmtree(folder)
    must_run("making the virtual environment", [base_python(), "-m", "venv", str(folder)])
    # Instead of an editable install: that would need a build back end, and gains nothing here.
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)}))
    (packages / "dncdesk-checkout.pth").write_text(f"{ROOT}\n", encoding="locale")


def install(python: Path, name: str) -> None:
    """Install a lock file into an environment: nothing without its hash, nothing that needs a compiler.

    Raises:
        SetupError: pip failed.
    """
    lock = REQUIREMENTS / f"{name}.txt"
    # Compiling everything beforehand would take a third of the time, and most of it is never imported.
    options = ("--require-hashes", "--only-binary=:all:", "--no-compile")
    command = [str(python), "-m", "pip", "install", *options, "-r", str(lock)]
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    must_run(f"installing the Python packages ({name})", command, environment={**os.environ, **quiet})


def base_python() -> str:
    """The Python outside any virtual environment: the one that runs may be in the very one to be remade."""
    if sys.prefix == sys.base_prefix:
        return sys.executable
    if os.name == "nt":
        return str(Path(sys.base_prefix, "python.exe"))
    return str(Path(sys.base_prefix, "bin", f"python3.{sys.version_info.minor}"))


def venv_python(folder: Path) -> Path:
    """The Python inside a virtual environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def lock_hash(name: str) -> str:
    """The SHA-256 of a lock file, or nothing if there is no such file."""
    try:
        # Line ends do not count: git may have changed them on Windows.
        text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    return hashlib.sha256(text.encode()).hexdigest()


def read_stamp(path: Path) -> Stamp | None:
    """The stamp, or None if there is none that can be read."""
    try:
        return Stamp(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_stamp(path: Path, stamp: Stamp) -> None:
    """Write the stamp in one piece, so that half of one is never read."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(asdict(stamp), indent=1), encoding="utf-8")
    part.replace(path)
