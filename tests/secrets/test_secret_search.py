"""A recognisable password, a long run with every failure in it, and then a search of everything that was written."""

from __future__ import annotations

import html
import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, quote_plus

import pytest

from dncdesk.blocking.job import Job
from dncdesk.core.diagnostics import to_file
from dncdesk.core.outcome import Outcome
from dncdesk.core.redaction import cleaned
from dncdesk.core.settings import Server
from dncdesk.desk.crash import CrashHook
from dncdesk.practice.server import PracticeDialler
from dncdesk.vicidial.transport import Transport
from tests.cli.program import Desk as Computer
from tests.cli.program import Said, until
from tests.faults import injector as faults
from tests.faults.injector import Call, Injector, page
from tests.secrets.forms import found_in, leaks, written
from tests.support.desks import Desk
from tests.support.keyrings import MemoryKeyring

RIGHT = "Zébra &p%s+Quartz/9'L\"<amp>=#ö"
WRONG = "Wàlrus &p%s+Piano/4'F\"<ern>=#ü"
FORMS = written(RIGHT) | written(WRONG)
NUMBER = "7275550100"


def as_seed(dialler: PracticeDialler, **more: object) -> None:
    """The call centre at its beginning; the account's password is what VICIdial's page makes of the right one."""
    users = [{**u, "pass": cleaned(RIGHT)} if u["user"] == "6666" else u for u in dialler.state()["users"]]
    dialler.put_state({"users": users, **more})


@pytest.fixture
def injector(dialler: PracticeDialler) -> Iterator[Injector]:
    as_seed(dialler)
    with Injector(dialler.address) as running:
        yield running


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's temporary files go."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@contextmanager
def everything_logged(desk: Desk, folder: Path) -> Iterator[None]:
    """Diagnostics at their chattiest, and what the libraries say beside them."""
    ours, everyone = logging.getLogger("dncdesk"), logging.getLogger()
    levels, raises, propagates = (ours.level, everyone.level), logging.raiseExceptions, ours.propagate
    diagnostics = to_file(desk.place.paths.diagnostics, desk.place.redactor)
    assert diagnostics is not None
    libraries = logging.FileHandler(folder / "libraries.log", encoding="utf-8")
    libraries.addFilter(lambda record: not record.name.startswith("dncdesk"))
    everyone.addHandler(libraries)
    ours.setLevel(logging.DEBUG)
    everyone.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        ours.removeHandler(diagnostics)
        everyone.removeHandler(libraries)
        diagnostics.close()
        libraries.close()
        ours.setLevel(levels[0])
        everyone.setLevel(levels[1])
        logging.raiseExceptions, ours.propagate = raises, propagates


# --- servers that repeat what they were sent ------------------------------------------------------------


def sent_password(call: Call) -> str:
    # `version` is asked without one.
    return parse_qs(call.body.decode("latin-1"), encoding="utf-8", errors="replace").get("pass", ["none"])[0]


def spellings(password: str) -> list[str]:
    """As a server, a proxy or a portal would print it."""
    every = [password, quote(password), quote(password, safe=""), quote_plus(password), html.escape(password)]
    every += [json.dumps(password), repr(password), quote(quote(password, safe=""), safe="")]
    return [*every, cleaned(password), password.upper(), cleaned(password).lower(), cleaned(password).upper()]


class Echo:
    """Answers each call with another spelling of its password, at another place of the page."""

    def __init__(self) -> None:
        self.turn = 0

    def __call__(self, _injector: Injector, connection: Any, call: Call) -> None:
        every = spellings(sent_password(call))
        spelling = every[self.turn % len(every)]
        # Before, behind and across the place where what is kept of a page ends.
        at = (0, 20, 90, 130, 145, 150, 155, 158, 165, 3990, 3999)[self.turn // len(every) % 11]
        self.turn += 1
        connection.sendall(page(("x" * at + " " * (at > 0) + spelling + " and so on\n").encode()))


def sql_warning(injector: Injector, connection: Any, call: Call) -> None:
    """`DB=1` with `allow_web_debug`, and a fatal error behind it: the query stands there, password and all."""
    password = cleaned(sent_password(call))
    sql = f"SELECT count(*) from vicidial_users where user='6666' and pass='{password}';|6666|{password}|"
    warning = f"<br />\n<b>Fatal error</b>:  Uncaught mysqli_sql_exception: {sql} in <b>/srv/functions.php</b><br />\n"
    connection.sendall(page((sql + "\n" + warning).encode()))


def array_dump(injector: Injector, connection: Any, call: Call) -> None:
    """A var_dump of what was posted, as somebody's debugging left it."""
    password = sent_password(call)
    dump = f'array(4) {{\n  ["user"]=>\n  string(4) "6666"\n  ["pass"]=>\n  string(9) "{password}"\n}}\n'
    dump += f"[pass] => {password}\n"
    connection.sendall(page(dump.encode() + call.body + b"\n" + call.body[::-1]))


def redirect_with_all(where: str) -> faults.Fault:
    """Points to a place that repeats the call."""

    def fault(injector: Injector, connection: Any, call: Call) -> None:
        password = sent_password(call)
        there = where.format(
            query=call.body.decode(),
            quoted=quote(password, safe=""),
            cleaned=cleaned(password),
            plus=quote_plus(password),
        )
        connection.sendall(page(b"moved\n" + call.body, "302 Found", f"Location: {there}"))

    return fault


REDIRECTS = (
    "https://elsewhere.example.com/login?{query}",
    "https://u:{quoted}@elsewhere.example.com/",
    "https://elsewhere.example.com/again/{quoted}/there",
    "https://elsewhere.example.com/{plus};pass={cleaned}",
    "https://{cleaned}.example.com/x#{query}",
    "/{quoted}",
    "{query}",
)


class StumbleError(Exception):
    """A mistake of the program's own, whose text holds what it should not."""


def stumble(self: object) -> None:
    try:
        os.environ[f"pass={RIGHT}"]
    except KeyError as error:
        every = " ".join(spellings(RIGHT))
        raise StumbleError(f"user=6666&pass={quote_plus(RIGHT)}&x=1 {every}") from error


# --- the run ----------------------------------------------------------------------------------------------


class Run:
    """One desk that meets every failure in turn."""

    def __init__(self, desk: Desk, dialler: PracticeDialler, injector: Injector) -> None:
        self.desk = desk
        self.dialler = dialler
        self.injector = injector
        self._numbers = (f"727556{n:04}" for n in range(10_000))

    def block(self, campaign: str | None = None) -> Outcome:
        return self.desk.block(next(self._numbers), campaign).outcome

    def all_is_well(self) -> None:
        self.injector.lift()
        self.desk.renew_password(RIGHT)
        assert self.block() is Outcome.BLOCKED
        self.desk.wait_until_idle()

    def refused_logins(self) -> None:
        for settings in ({}, {"two_factor_auth_hours": "24"}, {"allow_web_debug": "1"}):
            as_seed(self.dialler, settings=settings)
            for password in (WRONG, RIGHT):
                self.desk.renew_password(password)
                expected = Outcome.BLOCKED
                if password == WRONG or "two_factor_auth_hours" in settings:
                    expected = Outcome.REFUSED
                assert self.block("TESTCAMP" if password == RIGHT else None) in {expected, Outcome.WAITING}
        as_seed(self.dialler)

    def pages(self) -> None:
        echo = Echo()
        every: list[tuple[faults.Fault, int]] = [(echo, len(spellings(RIGHT)) * 11 // 2 + 6), (sql_warning, 1)]
        every += [
            (array_dump, 1),
            (faults.portal, 1),
            (faults.error_500, 1),
            (faults.reset_after, 1),
            (faults.garbage, 1),
        ]
        every += [(redirect_with_all(where), 1) for where in REDIRECTS]
        for fault, times in every:
            self.injector.strike(fault)
            for _ in range(times):
                assert self.block() is Outcome.WAITING
        assert echo.turn >= len(spellings(RIGHT)) * 11

    def mistakes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for place, name in ((Job, "run"), (Transport, "post")):
            with monkeypatch.context() as patched:
                patched.setattr(place, name, stumble if name == "run" else lambda *_: stumble(None))
                assert self.block() is Outcome.WAITING
        hook = CrashHook(self.desk.place.redactor)
        try:
            stumble(None)
        except StumbleError as error:
            hook._caught(StumbleError, error, error.__traceback__)
            report = hook.report(StumbleError, error, error.__traceback__)
        assert "StumbleError" in report
        assert "[password]" in report
        assert not found_in(report.encode(), FORMS)


def test_the_search_finds_what_it_is_to_find(tmp_path: Path) -> None:
    for number, spelling in enumerate(spellings(RIGHT) + spellings(WRONG)):
        if "%25" in spelling:
            continue  # quoted twice: its pieces are found where they hold nothing to be quoted
        (tmp_path / f"{number}.txt").write_text(f"x{spelling}x", encoding="utf-8")
        (tmp_path / f"{number}.utf16").write_text(f"x{spelling}x", encoding="utf-16")
    (tmp_path / "piece.txt").write_text("the start of it: ZbrapsQu", encoding="utf-8")
    planted = list(tmp_path.iterdir())
    assert len(leaks([tmp_path], FORMS)) == len(planted)


@pytest.mark.timeout(120)
def test_after_a_long_run_with_every_failure_in_it_no_file_and_no_output_holds_a_password(
    tmp_path: Path,
    temporary: Path,
    *,
    dialler: PracticeDialler,
    injector: Injector,
    keyring_of_this_computer: MemoryKeyring,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    home = tmp_path / "desk"
    monkeypatch.setattr("dncdesk.blocking.line.pause", lambda _: 3600.0)
    # Else the password would not be sent once so many answers made no sense.
    monkeypatch.setattr("dncdesk.vicidial.gate.DOUBTS", 1 << 30)
    desk = Desk(home, Server("Main", injector.url, "6666"), password=RIGHT)
    try:
        with everything_logged(desk, tmp_path):
            run = Run(desk, dialler, injector)
            run.all_is_well()
            run.refused_logins()
            run.all_is_well()
            run.pages()
            run.all_is_well()
            run.mistakes(monkeypatch)
            run.all_is_well()
    finally:
        desk.close()
    said = capfd.readouterr()
    outputs = [Said(0, said.out, said.err), *commands(tmp_path, temporary, dialler, injector)]

    # It came by: what is kept of those failures stands there, without the password.
    log = (home / "log.sqlite3").read_bytes() + (home / "log.sqlite3-wal").read_bytes()
    assert log.count(b"[password]") > 50
    assert b"BAD" in log
    assert b"2FA" in log
    assert "StumbleError" in (home / "diagnostics.log").read_text()
    assert "POST /vicidial" in (tmp_path / "libraries.log").read_text()
    keyring = tmp_path / "computer" / "keyring.json"
    assert leaks([tmp_path], FORMS) == {str(keyring): found_in(keyring.read_bytes(), FORMS)}
    for one in outputs:
        assert not found_in((one.out + one.err).encode(), FORMS), one


def commands(folder: Path, temporary: Path, dialler: PracticeDialler, injector: Injector) -> list[Said]:
    """The same home from the command line, as processes: what they print, and what the list of processes shows."""
    computer = Computer(folder / "computer")
    computer.home = folder / "desk"
    computer.environment["TMPDIR"] = str(temporary)
    computer.environment["PYTHONDEVMODE"] = "1"
    computer.environment["PYTHONFAULTHANDLER"] = "1"
    computer.remember(injector.url, "6666", RIGHT)
    said = [computer.run("self-test", "--json"), computer.run("pending", "--send", "--json")]
    assert said[-1].code == 0, said[-1]
    said += [computer.run("block", NUMBER, "--campaign", "TESTCAMP", "--json"), computer.run("check", NUMBER, "--json")]
    assert said[-2].one()["outcome"] == "blocked"
    said.append(computer.run("remove", NUMBER, "--campaign", "TESTCAMP", "--reason", "a test", "--json"))
    computer.remember(injector.url, "6666", WRONG)
    said += [computer.run("block", "7275550190", "--everywhere", "--json"), computer.run("login", typed=f"{WRONG}\n")]
    said += [computer.run("login", typed=f"{RIGHT}\n"), computer.run("block", "7275550191", "--everywhere")]
    every: list[faults.Fault] = [Echo(), sql_warning, *(redirect_with_all(where) for where in REDIRECTS)]
    for fault in every:
        injector.strike(fault)
        said += [computer.run("block", "7275550192", "--everywhere", "--json")]
        assert said[-1].code == 4
    said += [computer.run("check", "7275550192"), computer.run("login", typed=f"{RIGHT}\n")]
    said += [computer.run("pending", "--json"), computer.run("self-test")]
    injector.strike(faults.hang_at_once)
    with computer.start("block", "7275550193", "--everywhere") as process:
        until(injector.hit.is_set, "the call is in flight", 20)
        about = Path(f"/proc/{process.pid}")
        shown = b"".join(path.read_bytes() for path in (about / "cmdline", about / "environ") if path.exists())
        listed = subprocess.run(["ps", "axeww"], capture_output=True, check=False) if _has_ps() else None
        process.kill()
        out, err = process.communicate()
    seen = (shown + (listed.stdout if listed else b"")).decode("latin-1")
    assert "7275550193" in seen or sys.platform == "win32"
    injector.lift()
    return [*said, Said(0, out, err), Said(0, seen, "")]


def _has_ps() -> bool:
    import shutil

    return shutil.which("ps") is not None


def test_where_diagnostics_cannot_be_written_nothing_is_printed_instead(
    tmp_path: Path, dialler: PracticeDialler, injector: Injector, temporary: Path
) -> None:
    """Python prints what no handler takes to standard error, as it is."""
    computer = Computer(tmp_path / "computer")
    computer.know(injector.url, password=RIGHT)
    (computer.home / "diagnostics.log").mkdir()
    script = tmp_path / "stumbling.py"
    script.write_text(
        "import sys\n"
        "from dncdesk.__main__ import main\n"
        "from dncdesk.blocking.job import Job\n"
        f"password = {RIGHT!r}\n"
        "def stumble(self):\n"
        "    raise ValueError('pass=' + password)\n"
        "Job.run = stumble\n"
        "sys.exit(main(sys.argv[1:]))\n",
        encoding="utf-8",
    )
    words = [sys.executable, str(script), "--home", str(computer.home), "block", NUMBER, "--everywhere", "--json"]
    ran = subprocess.run(words, env=computer.environment, capture_output=True, timeout=30, check=False)
    assert ran.returncode == 4, ran
    assert b"ValueError" in ran.stdout
    assert not found_in(ran.stdout + ran.stderr, FORMS), ran.stderr
