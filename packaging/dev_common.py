"""What the parts of ``dev.py`` share: where things are, and how a command is run and spoken of."""

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "packaging" / "requirements"

TIMED_OUT = 124
"""The exit code that stands for a command ended because it took too long, as coreutils' timeout has it."""


class SetupError(Exception):
    """Nothing more can be done here; its text is what a person reads."""

    def __init__(self, sentence: str, *, exit_code: int = 1) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def utf8_environment() -> dict[str, str]:
    """This process's environment, with a UTF-8 locale where a bare container has none at all."""
    environment = dict(os.environ)
    if not any(environment.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        environment["LANG"] = "C.UTF-8"
    return environment


@contextlib.contextmanager
def told(text: str) -> Iterator[None]:
    """Print one line for one piece of work: what it is, and when it is done how many seconds it took."""
    print(f"{text} … ", end="", flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed", flush=True)
        raise
    print(f"{time.monotonic() - start:.1f} s", flush=True)


def run_logged(
    command: Sequence[str], log: Path, *, environment: Mapping[str, str] | None = None, limit: float = 1800
) -> int:
    """Run a command in the project's root with its output in a file.

    A file and not a pipe: a daemon that the command leaves behind would keep a pipe open.

    Args:
        command: the program and its arguments.
        log: takes standard output and standard error together.
        environment: instead of this process's own.
        limit: seconds after which the command and all it started are ended.

    Returns:
        The exit code; ``TIMED_OUT`` if it took too long, 127 if it could not be started.
    """
    with log.open("wb") as sink:
        try:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            sink.write(f"{command[0]}: {error.strerror}\n".encode())
            return 127
        try:
            return process.wait(limit)
        except subprocess.TimeoutExpired:
            end(process)
            sink.write(f"\nended after {limit:.0f} seconds\n".encode())
            return TIMED_OUT
        except BaseException:
            end(process)
            raise


def end(process: subprocess.Popen[bytes], patience: float = 3) -> None:
    """End a process that was started in a session of its own, and all that it started there.

    Args:
        process: may have ended already; its children are ended all the same.
        patience: seconds between one signal and the next, sharper one.
    """
    # SIGINT first: on SIGTERM pip leaves its temporary folders behind, and pytest its report unwritten.
    for name in ("SIGINT", "SIGTERM", "SIGKILL"):
        deadline = time.monotonic() + patience
        there = signal_group(process, name)
        while there and time.monotonic() < deadline:
            time.sleep(0.02)
            there = signal_group(process, None)
        if not there:
            break
    process.wait()


def signal_group(process: subprocess.Popen[bytes], name: str | None) -> bool:
    """Signal a process and all in its group; on Windows, which has no such groups, end the process alone.

    Args:
        process: the leader of the group; reaped if it has ended.
        name: the signal; None sends none.

    Returns:
        Whether any of them is still there.
    """
    ended = process.poll() is not None
    if os.name != "posix":
        if not ended:
            process.kill()
        return not ended
    try:
        os.killpg(process.pid, signal.Signals[name] if name else 0)
    except ProcessLookupError:
        return False
    return True


def must_run(text: str, command: Sequence[str], *, environment: Mapping[str, str] | None = None) -> None:
    """Run one command as one line of output, and stop with all that it said if it fails.

    Raises:
        SetupError: the command failed; the text holds its output.
    """
    with tempfile.TemporaryDirectory(prefix="dncdesk-") as scratch, told(text):
        log = Path(scratch, "log")
        code = run_logged(command, log, environment=environment)
        if code:
            output = log.read_text(encoding="utf-8", errors="replace").rstrip()
            raise SetupError(f"{output}\n\nThis failed with exit code {code}:\n  {' '.join(command)}")
