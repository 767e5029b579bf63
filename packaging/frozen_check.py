"""Does the frozen program work? Run by ``dev.py bundle`` and after each installation; any no fails the build.

``frozen_check.py PROGRAM [--keyring]``: PROGRAM is the one that answers on a console. With ``--keyring`` there has to
be a keyring that keeps a password. Nothing but Python's own library is used, so that it runs on any machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

NUMBER = "+1 (727) 555-0101"
ABROAD = "+44 20 7946 0123"
"""Its numbering plan has to be in the bundle, too; the library loads each country's by a name that it makes."""
NOT_BLOCKED = 6
PASSWORD = "1234"  # noqa: S105 - the practice dialler's
PLATFORMS = {"linux": {"xcb", "wayland", "offscreen"}, "darwin": {"cocoa", "offscreen"}, "win32": {"windows"}}
BACKENDS = {
    "linux": "keyring.backends.SecretService.Keyring",
    "darwin": "keyring.backends.macOS.Keyring",
    "win32": "keyring.backends.Windows.WinVaultKeyring",
}
LIMIT = 120
"""Seconds for each call: under an emulator and a virus scanner the first start is slow."""


class CheckError(Exception):
    """The program does not do what it must; the text says what."""


def main(arguments: list[str]) -> int:
    """Make every check; 0 if all is well, else 1 with the reason."""
    parser = argparse.ArgumentParser(description="Does the frozen program work?")
    parser.add_argument("program", type=Path)
    parser.add_argument("--keyring", action="store_true", help="a keyring must be there")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="dncdesk-frozen-", ignore_cleanup_errors=True) as scratch:
        try:
            check(options.program.absolute(), Path(scratch), keyring=options.keyring)
        except CheckError as error:
            print(f"FAILED: {error}", flush=True)
            return 1
    return 0


def check(program: Path, scratch: Path, *, keyring: bool) -> None:
    """Make every check of a program, with all its files in a folder.

    Raises:
        CheckError: one failed.
    """
    facts = self_test(program, scratch / "fresh", keyring=keyring)
    for name in ("dncdesk", "build", "platform", "keyring_backend", "certificates", "sqlite", "translations"):
        print(f"  {name}: {facts[name]}", flush=True)
    practice_block(program, scratch / "practice")
    if keyring:
        keyring_block(program, scratch / "desk")
    window(program, scratch / "window")


def self_test(program: Path, home: Path, *, keyring: bool) -> dict[str, Any]:
    """The program's own self-test, judged.

    Raises:
        CheckError: something is missing.
    """
    facts = one_object(run(program, home, "self-test", "--json"))
    need(facts["platform"] in PLATFORMS[sys.platform], f"Qt runs on {facts['platform']}")
    need("truststore" in facts["certificates"], f"certificates: {facts['certificates']}")
    need(facts["translations"][:1] == ["en"], f"translations: {facts['translations']}")
    if keyring:
        need(facts["keyring"] == "available", f"the keyring is {facts['keyring']}")
        need(facts["keyring_backend"] == BACKENDS[sys.platform], f"the keyring is {facts['keyring_backend']}")
    return facts


def practice_block(program: Path, home: Path) -> None:
    """Block one number on the practice dialler, and see that it says so.

    Raises:
        CheckError: it does not.
    """
    said = run(program, home, "--practice", "block", NUMBER, "--everywhere", "--json")
    told = one_object(said)
    need(told["outcome"] == "blocked", f"a practice block ends with {told['outcome']}: {told['why']}")
    asked = one_object(run(program, home, "--practice", "check", ABROAD, "--json", code=NOT_BLOCKED))
    need(asked["numbers_sent"] == ["442079460123"], f"{ABROAD} is read as {asked['numbers_sent']}")
    print(
        f"  practice block: {told['outcome']} ({told['number_typed']} as {', '.join(told['numbers_sent'])})", flush=True
    )


def keyring_block(program: Path, home: Path) -> None:
    """Put a password into the keyring, and block a number over HTTP with what is read from there.

    Raises:
        CheckError: that does not work.
    """
    home.mkdir(parents=True)
    server = subprocess.Popen([program, "practice"], stdout=subprocess.PIPE, text=True)
    try:
        address = (server.stdout.readline() if server.stdout else "").strip()
        need(address.startswith("http://127.0.0.1:"), f"the practice dialler names the address {address!r}")
        settings = {"version": 1, "servers": [{"name": "Main", "url": address, "user": "6666"}]}
        (home / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        run(program, home, "login", typed=f"{PASSWORD}\n")
        told = one_object(run(program, home, "block", "7275550101", "--everywhere", "--json"))
        need(told["outcome"] == "blocked", f"a block over HTTP ends with {told['outcome']}: {told['why']}")
    finally:
        server.terminate()
        server.communicate()
    print(f"  password kept in the keyring, block over HTTP: {told['outcome']}", flush=True)


def window(program: Path, home: Path) -> None:
    """Open the window, and hand it a number by a second start.

    Raises:
        CheckError: the window does not open or does not listen.
    """
    environment = dict(os.environ)
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & set(environment):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    shown = program.with_name("dncdesk.exe") if program.name == "dncdesk-cli.exe" else program
    command = [str(shown), "--practice", "--home", str(home)]
    first = subprocess.Popen(command, env=environment)
    try:
        log = home / "practice" / "log.sqlite3"
        deadline = time.monotonic() + LIMIT
        while not log.exists():
            need(first.poll() is None, f"the window ended with code {first.poll()}")
            need(time.monotonic() < deadline, "the window did not open its log")
            time.sleep(0.05)
        second = subprocess.run([*command, "7275550101"], env=environment, timeout=LIMIT, check=False)
        need(second.returncode == 0, f"the second start ended with code {second.returncode}")
        need(first.poll() is None, f"the window ended with code {first.poll()}")
    finally:
        first.terminate()
        first.wait()
    print("  window: open, and takes a number from a second start", flush=True)


def run(program: Path, home: Path, *words: str, typed: str = "", code: int = 0) -> str:
    """Run the program to its end, and give what it said on standard output.

    Raises:
        CheckError: it ended with another code than `code`.
    """
    command = [str(program), "--home", str(home), *words]
    done = subprocess.run(command, input=typed, capture_output=True, text=True, timeout=LIMIT, check=False)
    need(done.returncode == code, f"{' '.join(words)} ended with code {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def one_object(text: str) -> dict[str, Any]:
    """The JSON object that was printed.

    Raises:
        CheckError: there is none.
    """
    try:
        told: dict[str, Any] = json.loads(text)
    except ValueError:
        raise CheckError(f"this is no JSON object: {text!r}") from None
    return told


def need(good: object, otherwise: str) -> None:
    """Go on only if something is so.

    Raises:
        CheckError: it is not.
    """
    if not good:
        raise CheckError(otherwise)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
