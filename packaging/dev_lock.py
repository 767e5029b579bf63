"""The lock files: every package with its version and the hashes of all its files.

uv writes them, because it alone resolves for every platform and Python version at once and notes what
is needed only on some with a marker. It is used for nothing else: pip installs. It comes into an environment
of its own from a lock file of its own, ``lock.txt``.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import dev_venv
from dev_common import REQUIREMENTS, ROOT, must_run

FOLDER = "packaging/requirements"
OLDEST_PYTHON = "3.11"

LOCKS = {
    "runtime": ("pyproject.toml",),
    "test": ("pyproject.toml", "--extra=test", f"--constraints={FOLDER}/runtime.txt"),
    "packaging": ("pyproject.toml", "--extra=packaging", f"--constraints={FOLDER}/test.txt"),
    "lock": (f"{FOLDER}/lock.in",),
    "wine": (f"{FOLDER}/wine.in",),
}
"""Each lock file with what it is made from; the later keep to the versions of the earlier."""


def write_all(*, upgrade: bool) -> None:
    """Write every lock file anew.

    Args:
        upgrade: take the newest versions; otherwise those that are locked stay as long as they fit.

    Raises:
        SetupError: a command failed; the lock files up to there are written.
    """
    with tempfile.TemporaryDirectory(prefix="dncdesk-lock-") as scratch:
        tools = Path(scratch, "venv")
        dev_venv.make(tools)
        python = dev_venv.venv_python(tools)
        dev_venv.install(python, "lock")
        for name, command in commands(str(python), upgrade=upgrade):
            must_run(f"locking {name}.txt", command)
    count = sum(lock.read_text(encoding="utf-8").count("==") for lock in REQUIREMENTS.glob("*.txt"))
    print(f"{len(LOCKS)} lock files in {REQUIREMENTS.relative_to(ROOT)}, {count} lines with a version.")


def commands(python: str, *, upgrade: bool) -> Iterator[tuple[str, list[str]]]:
    """The command for each lock file, in order.

    No option here lets an address into the files: which index was asked is this computer's own affair.
    """
    for name, source in LOCKS.items():
        yield (
            name,
            [
                *(python, "-m", "uv", "pip", "compile", "--no-config", "--universal", "--generate-hashes"),
                *("--no-emit-index-url", "--no-emit-find-links", f"--python-version={OLDEST_PYTHON}"),
                *("--custom-compile-command=python3 packaging/dev.py lock", "--quiet"),
                *(["--upgrade"] if upgrade else []),
                *(*source, f"--output-file={FOLDER}/{name}.txt"),
            ],
        )
