"""The surroundings that tests run in: no screen, a real Secret Service, or a real X server."""

import contextlib
import os
import select
import shlex
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from dev_common import SetupError, end, run_logged

Runner = Callable[[Sequence[str], Mapping[str, str], Path, float], int]
"""Runs a command in some surroundings: command, environment, log file, limit in seconds; gives the exit code."""

SCREEN = "1280x1024x24"
READY_SECONDS = 20

UNLOCK_AND_RUN = """
printf %s 'only for this test run' | "$0" --foreground --unlock --components=secrets >/dev/null &
daemon=$!
tries=0
until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \\
    string:org.freedesktop.secrets | grep -q 'boolean true'
do
    tries=$((tries + 1))
    if [ "$tries" -ge 100 ]; then echo 'The keyring daemon did not come up.'; exit 1; fi
    sleep 0.1
done
"$@"
code=$?
kill "$daemon"
exit "$code"
"""
"""A shell's script: ``$0`` is the keyring daemon, ``$@`` what to run beside it.

It waits for the daemon: a call that came before it would have the bus start another one, which is locked and asks.
The daemon stays in the foreground, so that it is in the script's process group and ends with it, whatever happens.
"""

LISTEN_AND_RUN = """
"$0" --launch-immediately &
launcher=$!
"$@"
code=$?
kill "$launcher"
exit "$code"
"""
"""A shell's script: ``$0`` starts the accessibility bus, ``$@`` is what to run beside it."""


def offscreen(command: Sequence[str], environment: Mapping[str, str], log: Path, limit: float) -> int:
    """Run a command with Qt drawing into memory."""
    return run_logged(command, log, environment={**environment, "QT_QPA_PLATFORM": "offscreen"}, limit=limit)


def with_keyring(command: Sequence[str], environment: Mapping[str, str], log: Path, limit: float) -> int:
    """Run a command beside a new, empty, unlocked Secret Service on a session bus of its own.

    Raises:
        SetupError: a program for it is missing.
    """
    bus = program("dbus-run-session")
    daemon = keyring_daemon(Path(environment["HOME"]))
    return offscreen([bus, "--", "sh", "-c", UNLOCK_AND_RUN, daemon, *command], environment, log, limit)


def keyring_daemon(folder: Path) -> str:
    """A copy of the keyring daemon that can be started anywhere.

    A distribution may give the program the right to lock memory. With it, a container that may not hand this
    right on refuses to start it; and for a plain user GLib then takes it for privileged and ignores the session bus's
    address. A copy has no such right, and a test needs none.

    Args:
        folder: takes the copy.

    Raises:
        SetupError: there is no such program.
    """
    # copyfile leaves the extended attributes behind, and with them the right.
    copy = shutil.copyfile(program("gnome-keyring-daemon"), folder / "gnome-keyring-daemon")
    copy.chmod(0o700)
    return str(copy)


def with_x_server(command: Sequence[str], environment: Mapping[str, str], log: Path, limit: float) -> int:
    """Run a command on a new X server with a window manager.

    Raises:
        SetupError: a program for it is missing, or did not start.
    """
    folder = log.parent
    with x_server(environment, folder) as display:
        there = {**environment, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        with window_manager(there, folder):
            return run_logged(command, log, environment=there, limit=limit)


def with_accessibility(command: Sequence[str], environment: Mapping[str, str], log: Path, limit: float) -> int:
    """Run a command on a new X server with a window manager and an accessibility bus.

    Raises:
        SetupError: a program for it is missing, or did not start.
    """
    there = {**environment, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    bus = [program("dbus-run-session"), "--", "sh", "-c", LISTEN_AND_RUN, accessibility_launcher()]
    return with_x_server([*bus, *command], there, log, limit)


def accessibility_launcher() -> str:
    """The program that starts the accessibility bus; it stands on no PATH.

    Raises:
        SetupError: it is not installed.
    """
    places = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
    found = next((place for place in places if Path(place).is_file()), None)
    if found is None:
        raise SetupError("at-spi-bus-launcher is needed for these tests and is not installed.")
    return found


@contextlib.contextmanager
def x_server(environment: Mapping[str, str], folder: Path) -> Iterator[str]:
    """Keep an X server while the block runs, and give its display's name.

    Raises:
        SetupError: Xvfb is missing or did not start.
    """
    server = program("Xvfb")
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb", buffering=0) as answer, (folder / "xvfb.log").open("wb") as sink:
        # The server itself picks a display that is free, and says which: two runs never meet.
        command = [server, "-displayfd", str(writer), "-screen", "0", SCREEN, "-nolisten", "tcp"]
        with background(command, environment, sink.fileno(), pass_fds=(writer,)):
            os.close(writer)
            ready, _, _ = select.select([answer], [], [], READY_SECONDS)
            number = answer.readline().decode().strip() if ready else ""
            if not number:
                raise SetupError("Xvfb did not start:\n" + (folder / "xvfb.log").read_text(errors="replace"))
            yield f":{number}"


@contextlib.contextmanager
def window_manager(environment: Mapping[str, str], folder: Path) -> Iterator[None]:
    """Keep a window manager while the block runs; the block begins when it manages windows.

    Raises:
        SetupError: openbox is missing or did not start.
    """
    sign = folder / "window-manager-is-there"
    with (folder / "openbox.log").open("wb") as sink:
        command = [program("openbox"), "--sm-disable", "--startup", f"touch {shlex.quote(str(sign))}"]
        with background(command, environment, sink.fileno()) as process:
            deadline = time.monotonic() + READY_SECONDS
            while not sign.exists():
                if process.poll() is not None or time.monotonic() > deadline:
                    said = (folder / "openbox.log").read_text(errors="replace")
                    raise SetupError(f"openbox did not start:\n{said}")
                time.sleep(0.02)
            yield


@contextlib.contextmanager
def background(
    command: Sequence[str], environment: Mapping[str, str], output: int, pass_fds: tuple[int, ...] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    """Keep a process while the block runs."""
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        pass_fds=pass_fds,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        end(process)


def program(name: str) -> str:
    """Where a program is.

    Raises:
        SetupError: it is not installed.
    """
    path = shutil.which(name)
    if path is None:
        raise SetupError(f"{name} is needed for these tests and is not installed.")
    return path
