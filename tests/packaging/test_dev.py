"""The parts of ``packaging/dev.py`` that decide something, without installing or starting anything."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "packaging"
LOCKS = ("runtime", "test", "packaging", "lock")

# The scripts import each other as they do when one of them is run.
sys.path.insert(0, str(SCRIPTS))

import dev  # noqa: E402
import dev_checks  # noqa: E402
import dev_common  # noqa: E402
import dev_desktop  # noqa: E402
import dev_lock  # noqa: E402
import dev_system  # noqa: E402
import dev_venv  # noqa: E402

Counts = dev_checks.Counts
OFFSCREEN, KEYRING, X_SERVER = dev_checks.SUITES


def lock_text(name: str) -> str:
    return (SCRIPTS / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    """Package to version in a lock file."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock_text(name), re.MULTILINE))


# The command line


def test_without_a_verb_every_verb_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 0
    said = capsys.readouterr().out
    for name, verb in dev.VERBS.items():
        assert re.search(rf"^  {name} +\S", said, re.MULTILINE), name
        assert verb.__doc__


def test_an_unknown_verb_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["tset"]) == 2
    assert "'tset'" in capsys.readouterr().err


@pytest.mark.parametrize("line", [["setup", "now"], ["lock", "--newest"]])
def test_arguments_that_would_be_ignored_are_wrong_use(line: list[str]) -> None:
    assert dev.main(line) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize(
    ("names", "there"),
    [({}, False), ({"DISPLAY": ""}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True)],
)
def test_a_screen_is_known_by_its_variable(monkeypatch: pytest.MonkeyPatch, names: dict[str, str], there: bool) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    assert dev.has_screen() is there


def test_packaging_is_no_package() -> None:
    """Else it would hide the library of that name."""
    assert not (SCRIPTS / "__init__.py").exists()
    assert not (Path(__file__).parent / "__init__.py").exists()


# System packages


def test_dpkg_answer() -> None:
    text = "libgl1\tii \nlibegl1\tun \nlibdbus-1-3\thi \nxvfb\trc \nopenbox\tiU \n"
    assert dev_system.parse_installed(text) == {"libgl1", "libdbus-1-3"}


def test_apt_answer() -> None:
    text = (
        "libglib2.0-0t64:\n  Installed: (none)\n  Candidate: 2.80.0-6\n  Version table:\n     2.80.0-6 500\n"
        "libglib2.0-0:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n"
    )
    assert dev_system.parse_available(text) == {"libglib2.0-0t64"}


def test_either_name_of_a_renamed_package_will_do() -> None:
    wanted = ["libgl1", "libglib2.0-0t64|libglib2.0-0"]
    assert dev_system.missing(wanted, {"libgl1", "libglib2.0-0"}) == []
    assert dev_system.missing(wanted, {"libgl1", "libglib2.0-0t64"}) == []
    assert dev_system.missing(wanted, {"libgl1"}) == wanted[1:]


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ({"libglib2.0-0t64"}, "libglib2.0-0t64"),
        ({"libglib2.0-0"}, "libglib2.0-0"),
        (set(), "libglib2.0-0"),
    ],
)
def test_the_name_that_the_distribution_has_is_installed(known: set[str], name: str) -> None:
    assert dev_system.choose(["libglib2.0-0t64|libglib2.0-0"], known) == [name]


def test_a_window_needs_more_than_no_window_and_tests_need_most() -> None:
    assert set(dev_system.OFFSCREEN) < set(dev_system.WINDOW) < set(dev_system.TESTS)


def test_without_the_right_to_install_the_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev_system, "root_prefix", lambda: None)
    monkeypatch.setattr(dev_system, "available", lambda _entries: set())
    with pytest.raises(dev_common.SetupError, match=r"sudo apt-get install -y .* libgl1 libegl1$"):
        dev_system.install(["libgl1", "libegl1"])


# The virtual environment

NOW = dev_venv.Stamp("/project", "3.11.2 /usr", {"runtime": "a", "test": "b"})


@pytest.mark.parametrize(
    ("sets", "wanted", "todo"),
    [
        ({"runtime": "a"}, "runtime", "nothing"),
        ({"test": "b"}, "runtime", "nothing"),
        ({"runtime": "a"}, "test", "add"),
        ({"runtime": "old"}, "runtime", "make"),
        ({"runtime": "a", "test": "old"}, "runtime", "make"),
        ({"gone": "c"}, "runtime", "make"),
    ],
)
def test_what_is_done_for_an_environment(sets: dict[str, str], wanted: str, todo: str) -> None:
    assert dev_venv.plan(dev_venv.Stamp("/project", "3.11.2 /usr", sets), NOW, wanted) == todo


@pytest.mark.parametrize("stamp", [("/elsewhere", "3.11.2 /usr"), ("/project", "3.12.1 /usr"), None])
def test_an_environment_of_something_else_is_made_anew(stamp: tuple[str, str] | None) -> None:
    there = dev_venv.Stamp(*stamp, sets={"runtime": "a"}) if stamp else None
    assert dev_venv.plan(there, NOW, "runtime") == "make"


def test_a_stamp_is_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "stamp.json"
    assert dev_venv.read_stamp(path) is None
    dev_venv.write_stamp(path, NOW)
    assert dev_venv.read_stamp(path) == NOW
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"root": "/project"}'])
def test_half_a_stamp_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "stamp.json"
    path.write_text(text, encoding="utf-8")
    assert dev_venv.read_stamp(path) is None


# The lock files


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_its_hashes(name: str) -> None:
    entries = re.split(r"^(?=\S)", re.sub(r"^\s*#.*\n", "", lock_text(name), flags=re.MULTILINE), flags=re.MULTILINE)
    for entry in filter(None, entries):
        assert re.match(r"[a-z0-9-]+==\S+ ", entry), entry
        assert "--hash=sha256:" in entry


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_address(name: str) -> None:
    text = lock_text(name)
    assert "://" not in text
    options = [line for line in text.splitlines() if line.lstrip().startswith("-")]
    assert all(re.fullmatch(r" +--hash=sha256:[0-9a-f]{64}( \\)?", line) for line in options)


@pytest.mark.parametrize("name", ["test", "packaging"])
def test_every_lock_file_agrees_with_what_the_program_runs_on(name: str) -> None:
    assert pins("runtime").items() <= pins(name).items()


def test_each_platform_has_what_only_it_needs() -> None:
    text = lock_text("runtime")
    for package, marker in [
        ("pywin32-ctypes", "sys_platform == 'win32'"),
        ("secretstorage", "sys_platform == 'linux'"),
        ("jeepney", "sys_platform == 'linux'"),
        ("importlib-metadata", "python_full_version < '3.12'"),
    ]:
        assert re.search(rf"^{package}==\S+ ; {marker} ", text, re.MULTILINE), package


def test_the_lock_commands_write_the_files_in_order() -> None:
    made = dict(dev_lock.commands("python", upgrade=True))
    assert tuple(made) == LOCKS
    assert all("--upgrade" in command and "--generate-hashes" in command for command in made.values())


# Checks and tests


def test_counts_are_read_from_a_junit_file(tmp_path: Path) -> None:
    report = tmp_path / "junit.xml"
    report.write_text(
        '<testsuites><testsuite errors="1" failures="2" skipped="3" tests="10"/></testsuites>', encoding="utf-8"
    )
    assert dev_checks.read_report(report) == Counts(passed=4, failed=3, skipped=3)
    assert str(dev_checks.read_report(report)) == "4 passed, 3 failed, 3 skipped"


@pytest.mark.parametrize("text", [None, "", "<testsuites><testsuite"])
def test_without_a_whole_junit_file_nothing_ran(tmp_path: Path, text: str | None) -> None:
    report = tmp_path / "junit.xml"
    if text is not None:
        report.write_text(text, encoding="utf-8")
    assert dev_checks.read_report(report) == Counts()


@pytest.mark.parametrize(
    ("code", "counts", "state", "told"),
    [
        (0, Counts(passed=2), "ok", Counts(passed=2)),
        (1, Counts(passed=2, failed=1), "FAILED", Counts(passed=2, failed=1)),
        (5, Counts(), "FAILED", Counts()),
        (0, Counts(skipped=4), "FAILED", Counts(skipped=4)),
        (-11, Counts(), "FAILED", Counts(failed=1)),
        (134, Counts(passed=2), "FAILED", Counts(passed=2, failed=1)),
        (dev_common.TIMED_OUT, Counts(), "FAILED", Counts(failed=1)),
    ],
)
def test_what_an_end_of_pytest_means(code: int, counts: Counts, state: str, told: Counts) -> None:
    result = dev_checks.judge("suite", code, counts, 1.0, picked=False)
    assert (result.state, result.counts) == (state, told)


def test_a_suite_left_empty_by_the_callers_pick_is_no_failure() -> None:
    assert dev_checks.judge("suite", 5, Counts(), 1.0, picked=True).state == "SKIPPED"


def test_options_go_to_every_suite() -> None:
    assert dev_checks.select(KEYRING, ["-k", "vault"]) == ["tests/keyring_suite", "-k", "vault"]
    whole = dev_checks.select(OFFSCREEN, ["-x"])
    apart = [f"--ignore=tests/{folder}" for folder in ("keyring_suite", "office_suite", "x11_suite")]
    assert whole == ["tests", *apart, "-x"]


def test_a_path_goes_to_the_suite_that_holds_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dev_checks, "ROOT", tmp_path)
    (tmp_path / "tests/x11_suite").mkdir(parents=True)
    (tmp_path / "tests/x11_suite/test_a.py").touch()
    (tmp_path / "tests/test_b.py").touch()
    assert dev_checks.select(X_SERVER, ["tests/x11_suite/test_a.py::test_it", "-x"]) == [
        "tests/x11_suite/test_a.py::test_it",
        "-x",
    ]
    assert dev_checks.select(OFFSCREEN, ["tests/x11_suite/test_a.py::test_it"]) is None
    assert (dev_checks.select(OFFSCREEN, ["tests/test_b.py"]) or [])[0] == "tests/test_b.py"
    assert dev_checks.select(KEYRING, ["tests/test_b.py"]) is None


def test_a_suite_gets_nothing_of_the_users_desktop(tmp_path: Path) -> None:
    outside = {
        "PATH": "/bin",
        "HOME": "/home/me",
        "DISPLAY": ":0",
        "DBUS_SESSION_BUS_ADDRESS": "unix:x",
        "QT_SCALE": "2",
    }
    inside = dev_checks.surroundings(tmp_path / "suite", outside)
    assert inside == {
        "PATH": "/bin",
        "HOME": str(tmp_path / "suite/home"),
        "XDG_RUNTIME_DIR": str(tmp_path / "suite/run"),
    }
    assert all(Path(inside[name]).is_dir() for name in ("HOME", "XDG_RUNTIME_DIR"))


def test_the_table_has_a_line_for_every_step_and_their_sum() -> None:
    rows = [dev_checks.Result("mypy", "ok", 1.5), dev_checks.Result("suite", "FAILED", 2.0, Counts(failed=1), "why")]
    head, first, second, last = dev_checks.table(rows)
    assert head.split() == ["step", "seconds"]
    assert first.split() == ["mypy", "1.5", "ok"]
    assert second.split() == ["suite", "2.0", "FAILED", "0", "passed,", "1", "failed,", "0", "skipped", "why"]
    assert last.split() == ["together", "3.5"]


# Commands


def test_a_commands_output_and_exit_code_are_kept(tmp_path: Path) -> None:
    log = tmp_path / "log"
    program = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(7)"
    assert dev_common.run_logged([sys.executable, "-c", program], log) == 7
    assert sorted(log.read_text(encoding="utf-8").split()) == ["err", "out"]


def test_a_program_that_is_not_there_is_a_failure_with_its_name(tmp_path: Path) -> None:
    assert dev_common.run_logged(["no-such-program"], tmp_path / "log") == 127
    assert "no-such-program" in (tmp_path / "log").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to end")
def test_a_command_that_takes_too_long_is_ended_with_its_children(tmp_path: Path) -> None:
    sign = tmp_path / "alive"
    child = f"import pathlib, time\nwhile True: pathlib.Path({str(sign)!r}).touch(); time.sleep(0.01)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    assert dev_common.run_logged([sys.executable, "-c", parent], tmp_path / "log", limit=2) == dev_common.TIMED_OUT
    assert sign.exists(), "the child never began"
    time.sleep(0.1)
    sign.unlink()
    time.sleep(0.2)
    assert not sign.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups to end")
def test_children_that_outlive_their_parent_are_ended(tmp_path: Path) -> None:
    sign = tmp_path / "alive"
    child = f"""
import pathlib, signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
while True: pathlib.Path({str(sign)!r}).touch(); time.sleep(0.01)
"""
    parent = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {child!r}])"
    process = subprocess.Popen([sys.executable, "-c", parent], start_new_session=True)
    process.wait()
    while not sign.exists():
        time.sleep(0.01)
    dev_common.end(process, patience=0.5)
    sign.unlink(missing_ok=True)
    time.sleep(0.2)
    assert not sign.exists()


def test_a_failed_command_is_shown_with_all_it_said() -> None:
    command = [sys.executable, "-c", "print('what went wrong'); raise SystemExit(3)"]
    with pytest.raises(dev_common.SetupError, match=r"(?s)what went wrong.*exit code 3"):
        dev_common.must_run("doing something", command)


@pytest.mark.skipif(sys.platform == "win32", reason="the daemon is a Linux one")
def test_the_keyring_daemon_is_a_copy_that_can_be_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    daemon = tmp_path / "daemon"
    daemon.write_text("#!/bin/sh\nexit 9\n", encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(dev_desktop, "program", lambda _name: str(daemon))
    copy = Path(dev_desktop.keyring_daemon(home))
    assert copy.parent == home
    assert subprocess.run([copy], check=False).returncode == 9


def test_a_program_that_is_missing_is_named() -> None:
    with pytest.raises(dev_common.SetupError, match="no-such-program"):
        dev_desktop.program("no-such-program")
