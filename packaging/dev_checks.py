"""Every check and every test, one after the other, with a table of what each took at the end."""

import shutil
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import dev_desktop
from dev_common import ROOT, TIMED_OUT, SetupError, run_logged, utf8_environment

NO_TESTS_RAN = 5
"""pytest's exit code when it found nothing to run."""

STEP_SECONDS = 1800
"""No step takes longer; one that does is ended and has failed."""

FROM_OUTSIDE = ("DBUS_", "DISPLAY", "PYTEST_", "PYTHON_KEYRING_BACKEND", "QT_", "WAYLAND_", "XAUTHORITY", "XDG_")
"""Beginnings of the variables that would tie a test to the desktop of whoever runs it."""


@dataclass(frozen=True)
class Counts:
    """How many tests went which way; an error counts as a failure."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


@dataclass(frozen=True)
class Result:
    """What became of one step."""

    name: str
    state: str
    """``ok``, ``FAILED`` or ``SKIPPED``."""
    seconds: float
    counts: Counts | None = None
    note: str = ""


@dataclass(frozen=True)
class Suite:
    """Tests that need the same surroundings."""

    name: str
    folder: str
    runner: dev_desktop.Runner
    without: tuple[str, ...] = ()
    """Folders within it that are suites of their own."""


DESKTOPS = ("keyring", "x11", "a11y", "office")
"""What some suites need beyond memory to draw into: their folders under ``tests`` are named so."""

SUITES = (
    Suite("pytest, offscreen", "tests", dev_desktop.offscreen, tuple(f"tests/{name}_suite" for name in DESKTOPS)),
    Suite("pytest, real keyring", "tests/keyring_suite", dev_desktop.with_keyring),
    Suite("pytest, real X server", "tests/x11_suite", dev_desktop.with_x_server),
    Suite("pytest, accessibility bus", "tests/a11y_suite", dev_desktop.with_accessibility),
)


OFFICE = Suite("pytest, LibreOffice", "tests/office_suite", dev_desktop.offscreen)
"""A slow suite, which runs only when asked for."""


def checks(python: Path) -> list[tuple[str, list[str]]]:
    """The checks that are no tests, each with its command."""
    return [
        ("ruff check", [str(python), "-m", "ruff", "check", "."]),
        ("ruff format", [str(python), "-m", "ruff", "format", "--check", "."]),
        ("mypy", [str(python), "-m", "mypy"]),
        ("lint-imports", [str(python.parent / "lint-imports")]),
        ("pip-audit", [str(python), "packaging/audit.py"]),
    ]


def run_all(python: Path, arguments: Sequence[str]) -> int:
    """Run every step, whatever became of the one before, and print the table.

    Args:
        python: the environment's Python.
        arguments: for pytest. Paths among them go to the suites that hold them, and only those run.

    Returns:
        0 if every step is well and at least one test passed or was skipped, else 1.
    """
    with tempfile.TemporaryDirectory(prefix="dncdesk-test-", ignore_cleanup_errors=True) as folder:
        results = [run_check(name, command, Path(folder)) for name, command in checks(python)]
        results += [run_suite(suite, python, arguments, Path(folder)) for suite in SUITES]
    counts = sum((result.counts for result in results if result.counts), Counts())
    print("\n" + "\n".join(table(results)))
    print(counts)
    nothing_ran = counts == Counts()
    return 1 if nothing_ran or any(result.state == "FAILED" for result in results) else 0


def run_alone(suite: Suite, python: Path) -> int:
    """Run one suite and nothing else; 0 if it is well."""
    with tempfile.TemporaryDirectory(prefix="dncdesk-test-", ignore_cleanup_errors=True) as folder:
        result = run_suite(suite, python, [], Path(folder))
    print(result.counts)
    return 1 if result.state != "ok" else 0


def run_check(name: str, command: list[str], folder: Path) -> Result:
    """Run one check; show what it said if it failed."""
    log = folder / "check.log"
    code, seconds = timed(name, lambda: run_logged(command, log, limit=STEP_SECONDS))
    return conclude(Result(name, "FAILED" if code else "ok", seconds, note=code_note(code) or loud_line(log)), log)


def loud_line(log: Path) -> str:
    """What a check that is well has to say all the same: its first line that begins with NOT."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    return next((line for line in lines if line.startswith("NOT ")), "")


def run_suite(suite: Suite, python: Path, arguments: Sequence[str], folder: Path) -> Result:
    """Run one suite of tests in its surroundings; show what it said if it failed."""
    chosen = select(suite, arguments)
    reason = reason_to_skip(suite, chosen)
    if reason:
        print(f"{suite.name} … SKIPPED: {reason}", flush=True)
        return Result(suite.name, "SKIPPED", 0.0, note=reason)
    scratch = folder / Path(suite.folder).name
    environment = surroundings(scratch, utf8_environment())
    log, report = scratch / "log", scratch / "junit.xml"
    command = [str(python), "-m", "pytest", *(chosen or ()), f"--junitxml={report}"]

    def work() -> int:
        try:
            return suite.runner(command, environment, log, STEP_SECONDS)
        except SetupError as error:
            log.write_text(f"{error}\n", encoding="utf-8")
            return 1

    code, seconds = timed(suite.name, work)
    return conclude(judge(suite.name, code, read_report(report), seconds, picked=bool(arguments)), log)


def select(suite: Suite, arguments: Sequence[str]) -> list[str] | None:
    """The arguments that pytest gets for one suite.

    Args:
        suite: which one.
        arguments: options, and paths of tests relative to the project's root.

    Returns:
        With no path among the arguments the suite's whole folder and all options; with some, those within
        the suite; None if none of them is.
    """
    paths = [item for item in arguments if is_test_path(item)]
    options = [item for item in arguments if not is_test_path(item)]
    if not paths:
        return [suite.folder, *(f"--ignore={folder}" for folder in suite.without), *options]
    inside = [path for path in paths if belongs(suite, path)]
    return [*inside, *(f"--ignore={folder}" for folder in suite.without), *options] if inside else None


def is_test_path(argument: str) -> bool:
    """Whether an argument names tests: a file or folder that is there, perhaps with ``::name`` after it."""
    return not argument.startswith("-") and (ROOT / argument.split("::", maxsplit=1)[0]).exists()


def belongs(suite: Suite, path: str) -> bool:
    """Whether the tests at a path are this suite's."""
    place = (ROOT / path.split("::", maxsplit=1)[0]).resolve()
    if any(place.is_relative_to(ROOT / folder) for folder in suite.without):
        return False
    return place.is_relative_to(ROOT / suite.folder)


def reason_to_skip(suite: Suite, chosen: list[str] | None) -> str:
    """Why a suite cannot or need not run; nothing if it runs."""
    if chosen is None:
        return "none of its tests was asked for"
    if not (ROOT / suite.folder).is_dir():
        return f"there is no folder {suite.folder} yet"
    if suite.runner is not dev_desktop.offscreen and sys.platform != "linux":
        return "it needs Linux"
    return ""


def surroundings(scratch: Path, outside: Mapping[str, str]) -> dict[str, str]:
    """The environment of a suite: a home and a runtime folder of its own, nothing of the user's desktop.

    Args:
        scratch: a folder for this suite alone; it is made.
        outside: the environment to start from.
    """
    kept = {name: value for name, value in outside.items() if not name.startswith(FROM_OUTSIDE)}
    home, runtime = scratch / "home", scratch / "run"
    home.mkdir(parents=True)
    runtime.mkdir(mode=0o700)
    return {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime)}


def read_report(path: Path) -> Counts:
    """Add up a JUnit file; nothing ran if there is none, or half of one."""
    try:
        root = ET.parse(path).getroot()  # noqa: S314 - our own pytest wrote it a moment ago
    except (OSError, ET.ParseError):
        return Counts()
    return sum((suite_counts(suite.attrib) for suite in root.iter("testsuite")), Counts())


def suite_counts(attributes: Mapping[str, str]) -> Counts:
    """The counts in a ``testsuite`` element."""
    total, failures, errors, skipped = (
        int(attributes.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")
    )
    return Counts(max(0, total - failures - errors - skipped), failures + errors, skipped)


def judge(name: str, code: int, counts: Counts, seconds: float, *, picked: bool) -> Result:
    """What pytest's end means.

    Args:
        name: the suite.
        code: the exit code.
        counts: from its report.
        seconds: how long it took.
        picked: whether the caller picked tests, so that a suite may rightly be left with none.
    """
    if code == NO_TESTS_RAN and picked:
        return Result(name, "SKIPPED", seconds, note="none of its tests was asked for")
    if code in {0, NO_TESTS_RAN} and counts.passed + counts.failed == 0:
        return Result(name, "FAILED", seconds, counts, "no test ran")
    if code and not counts.failed:
        # It crashed or never began: that must show in the total, too.
        counts += Counts(failed=1)
    return Result(name, "FAILED" if code else "ok", seconds, counts, code_note(code))


def code_note(code: int) -> str:
    """A word on an exit code that is not simply "it found something"."""
    if code == TIMED_OUT:
        return f"took more than {STEP_SECONDS} s"
    if code < 0:
        return f"ended by signal {-code}"
    return f"exit code {code}" if code > 1 else ""


def timed(name: str, work: Callable[[], int]) -> tuple[int, float]:
    """Do one step; its name is on the screen while it runs.

    Returns:
        The exit code and the seconds it took.
    """
    print(f"{name} … ", end="", flush=True)
    start = time.monotonic()
    code = work()
    return code, time.monotonic() - start


def conclude(result: Result, log: Path) -> Result:
    """Finish a step's line, and show the log of one that failed."""
    counts = f", {result.counts}" if result.counts else ""
    note = f" ({result.note})" if result.note else ""
    print(f"{result.state}, {result.seconds:.1f} s{counts}{note}", flush=True)
    if result.state == "FAILED":
        rule = "-" * min(79, shutil.get_terminal_size().columns)
        output = log.read_text(encoding="utf-8", errors="replace").rstrip()
        print(f"{rule}\n{output}\n{rule}", flush=True)
    return result


def table(results: Iterable[Result]) -> list[str]:
    """The lines of the summary: step, seconds, state and what else there is to say."""
    rows = list(results)
    width = max(len(row.name) for row in rows)
    lines = [f"{'step':<{width}}  seconds"]
    for row in rows:
        more = " ".join(str(part) for part in (row.counts, row.note) if part)
        lines.append(f"{row.name:<{width}}  {row.seconds:7.1f}  {row.state:<7}  {more}".rstrip())
    lines.append(f"{'together':<{width}}  {sum(row.seconds for row in rows):7.1f}")
    return lines
