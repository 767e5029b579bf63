"""The system libraries and programs: which are missing, and how they get here.

Qt comes in its wheel, but what it stands on does not. Debian and Ubuntu are looked after; macOS and
Windows have all that is needed; other Linux systems get one line that says what to install.
"""

import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable

from dev_common import SetupError, must_run

OFFSCREEN = (
    "ca-certificates",
    "fonts-dejavu-core",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0t64|libglib2.0-0",  # Ubuntu 24.04 and Debian 13 renamed it
    "libxkbcommon0",
)
"""For Qt without a screen. ``a|b``: either will do, the first that the distribution has is taken."""

WINDOW = (
    *OFFSCREEN,
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)
"""For a real window under X. Qt blames xcb-cursor0 whichever of them is missing."""

TESTS = (
    *WINDOW,
    *("dbus", "gnome-keyring"),
    *("imagemagick", "openbox", "xdotool", "xvfb"),
    *("at-spi2-core", "gir1.2-atspi-2.0", "python3-gi"),
)
"""For the whole test run: a real Secret Service, a real X server with a window manager, a real accessibility bus."""

OFFICE = (*TESTS, "libreoffice-calc", "poppler-utils")
"""For the slow suite in which a spreadsheet program opens what was exported, and a PDF becomes a picture."""

BUNDLE = (*WINDOW, "binutils", "dbus", "gnome-keyring")
"""For freezing the program, and seeing it keep a password."""

APT_OPTIONS = ("-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3")


def ensure(wanted: Iterable[str]) -> None:
    """See to it that these packages are installed.

    Raises:
        SetupError: some are missing and may not be installed from here; the text is the command to type.
    """
    if sys.platform != "linux":
        return
    wanted = (*wanted, *venv_package())
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        if wanted:
            print("Not Debian or Ubuntu: this needs what they call " + " ".join(first_names(wanted)) + ".")
        return
    lacking = missing(wanted, installed(wanted))
    if lacking:
        install(lacking)


def venv_package() -> tuple[str, ...]:
    """The package that gives the distribution's own Python its ``venv``, where Debian has split it off."""
    if sys.base_prefix != "/usr" or importlib.util.find_spec("ensurepip"):
        return ()
    return (f"python3.{sys.version_info.minor}-venv",)


def install(lacking: list[str]) -> None:
    """Install packages with apt, as root or through a sudo that asks no password.

    Raises:
        SetupError: neither is to be had, or apt failed.
    """
    prefix = root_prefix()
    if prefix is None:
        command = ["apt-get", "install", "-y", "--no-install-recommends", *choose(lacking, available(lacking))]
        raise SetupError(f"System packages are missing. Install them and try again:\n  sudo {shlex.join(command)}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *APT_OPTIONS]
    try:
        must_run("updating the package lists", [*apt, "update"])
    except SetupError as error:
        # Somebody's broken third source is no reason to stop: what is needed may well be in the others.
        print(error)
    names = choose(lacking, available(lacking))
    must_run(f"installing system packages ({len(names)})", [*apt, "install", "-y", "--no-install-recommends", *names])


def root_prefix() -> list[str] | None:
    """What to put before a command so that root runs it; None if there is no way without a password."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def first_names(wanted: Iterable[str]) -> list[str]:
    """Each package by the first of its names."""
    return [entry.split("|")[0] for entry in wanted]


def missing(wanted: Iterable[str], present: set[str]) -> list[str]:
    """Those entries of which no name is present."""
    return [entry for entry in wanted if present.isdisjoint(entry.split("|"))]


def choose(entries: Iterable[str], known: set[str]) -> list[str]:
    """One name for each entry: the first that the distribution knows, or else the last."""
    chosen = []
    for entry in entries:
        names = entry.split("|")
        chosen.append(next((name for name in names if name in known), names[-1]))
    return chosen


def installed(entries: Iterable[str]) -> set[str]:
    """Those of these packages that are installed, as dpkg has it."""
    names = [name for entry in entries for name in entry.split("|")]
    if not names:
        return set()
    return parse_installed(
        answer_of(["dpkg-query", "-W", "-f=${Package}\t${db:Status-Abbrev}\n", *names]),
    )


def available(entries: Iterable[str]) -> set[str]:
    """Those of these packages that apt could install."""
    return parse_available(answer_of(["apt-cache", "policy", *(n for e in entries for n in e.split("|"))]))


def answer_of(command: list[str]) -> str:
    """What a command says on standard output, in English; both programs exit with 1 for an unknown name."""
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"}
    ).stdout


def parse_installed(text: str) -> set[str]:
    """Read lines of package name, tab and dpkg's status: what is wanted and what is (``ii``, ``hi``, ``un``)."""
    pairs = (line.split("\t") for line in text.splitlines() if "\t" in line)
    return {name for name, status in pairs if status[1:2] == "i"}


def parse_available(text: str) -> set[str]:
    """Read ``apt-cache policy``: a name at the line's start, under it ``Candidate:`` with a version."""
    known: set[str] = set()
    name = ""
    for line in text.splitlines():
        if not line.startswith(" "):
            name = line.rstrip(":")
        elif line.strip().startswith("Candidate:") and not line.endswith("(none)"):
            known.add(name)
    return known
