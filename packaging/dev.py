"""One command for whoever works on dncdesk: ``python3 packaging/dev.py VERB``.

Needs nothing but Python: everything else it fetches itself, into ``.venv`` and, on Debian and Ubuntu,
with apt. To add a verb, write a function that takes the arguments after the verb and returns the exit
code, give it a docstring whose first line is its help, and name it in ``VERBS``.
"""

import sys

# First of all, and in words that an older Python can read: its own message would be a SyntaxError.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("dncdesk needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info))

import os
import signal
import subprocess
from collections.abc import Callable

import dev_bundle
import dev_checks
import dev_lock
import dev_system
import dev_venv
from dev_common import ROOT, SetupError, utf8_environment


def has_screen() -> bool:
    """Whether a window can be shown here."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(arguments: list[str]) -> int:
    """Set up and open the window on the practice dialler; without a screen, show one block offscreen."""
    screen = has_screen()
    dev_system.ensure(dev_system.WINDOW if screen else dev_system.OFFSCREEN)
    python = str(dev_venv.ensure("runtime"))
    environment = utf8_environment()
    command = [python, "-m", "dncdesk", "--practice", *arguments]
    if not screen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
        if not arguments:
            print("No screen here: showing one block in the same window, offscreen.", flush=True)
            command = [python, "packaging/demo.py"]
    return subprocess.call(command, cwd=ROOT, env=environment)


def setup(arguments: list[str]) -> int:
    """Set up all that the other verbs need, and do nothing more."""
    no_arguments("setup", arguments)
    dev_system.ensure(dev_system.TESTS)
    dev_venv.ensure("test")
    print("Ready.")
    return 0


def test(arguments: list[str]) -> int:
    """Set up and run every check and every test; arguments after -- go to pytest."""
    dev_system.ensure(dev_system.TESTS)
    python = dev_venv.ensure("test")
    return dev_checks.run_all(python, arguments[1:] if arguments[:1] == ["--"] else arguments)


def lock(arguments: list[str]) -> int:
    """Recompute the lock files, keeping the versions in them that still fit; --upgrade takes the newest."""
    if arguments not in ([], ["--upgrade"]):
        raise SetupError("lock takes no argument but --upgrade.", exit_code=2)
    dev_system.ensure(())
    dev_lock.write_all(upgrade=bool(arguments))
    return 0


def kills(arguments: list[str]) -> int:
    """Kill the program 200 times at random moments and see that nothing is lost (the tests do it 40 times)."""
    no_arguments("kills", arguments)
    dev_system.ensure(dev_system.TESTS)
    python = dev_venv.ensure("test")
    os.environ["DNCDESK_KILLS"] = "200"
    return dev_checks.run_all(python, ["tests/kill"])


def translate(arguments: list[str]) -> int:
    """Bring the translators' files up to date and compile them; a language's code begins a new one."""
    dev_system.ensure(dev_system.OFFSCREEN)
    python = str(dev_venv.ensure("runtime"))
    return subprocess.call([python, "packaging/translations.py", *arguments], cwd=ROOT, env=utf8_environment())


def pictures(arguments: list[str]) -> int:
    """Picture everything there is to see, light and dark, in each language; --renew puts some into README and help."""
    dev_system.ensure(dev_system.OFFSCREEN)
    python = str(dev_venv.ensure("runtime"))
    return subprocess.call([python, "packaging/pictures.py", *arguments], cwd=ROOT, env=utf8_environment())


def office(arguments: list[str]) -> int:
    """See that LibreOffice opens the exports with every number whole, and that the PDF reads well."""
    no_arguments("office", arguments)
    dev_system.ensure(dev_system.OFFICE)
    return dev_checks.run_alone(dev_checks.OFFICE, dev_venv.ensure("test"))


def bench(arguments: list[str]) -> int:
    """Measure the window against a blank one (--runs N: how often); --log: over a million opt-outs, in minutes."""
    dev_system.ensure(dev_system.WINDOW if os.environ.get("DISPLAY") else dev_system.OFFSCREEN)
    python = str(dev_venv.ensure("runtime"))
    code = subprocess.call([python, "packaging/bench.py", *arguments], cwd=ROOT, env=utf8_environment())
    return code or dev_bundle.measure(arguments)


def bundle(arguments: list[str]) -> int:
    """Freeze the program into dist/dncdesk, see it work with a real keyring, measure it; --runs N says how often."""
    dev_system.ensure(dev_system.BUNDLE)
    program = dev_bundle.build(dev_bundle.build_environment())
    dev_bundle.check(program)
    return dev_bundle.measure(arguments)


def windows(arguments: list[str]) -> int:
    """Under wine: test, freeze, make setup.exe and MSI, install, upgrade, uninstall (slow; never for a release)."""
    no_arguments("windows", arguments)
    # Only here: it is for Linux alone.
    import dev_windows
    import dev_wine

    dev_system.ensure(dev_wine.PACKAGES)
    return dev_windows.run()


VERBS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "setup": setup,
    "lock": lock,
    "bench": bench,
    "kills": kills,
    "translate": translate,
    "pictures": pictures,
    "office": office,
    "bundle": bundle,
    "windows": windows,
}


def no_arguments(verb: str, arguments: list[str]) -> None:
    """Refuse arguments that would be ignored.

    Raises:
        SetupError: there are some.
    """
    if arguments:
        raise SetupError(f"{verb} takes no arguments.", exit_code=2)


def help_text() -> str:
    """What ``dev.py`` alone prints: every verb with the first line of its docstring."""
    width = max(map(len, VERBS)) + 2
    lines = [f"  {name:<{width}}{(verb.__doc__ or '').strip().splitlines()[0]}" for name, verb in VERBS.items()]
    return "\n".join(["usage: python3 packaging/dev.py VERB [arguments]", "", *lines])


def main(arguments: list[str]) -> int:
    """Run one verb.

    Args:
        arguments: the command line without the program's name.

    Returns:
        The exit code: 0 good, 1 something failed, 2 wrong use, 130 interrupted.
    """
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(help_text())
        return 0
    verb = VERBS.get(arguments[0])
    if verb is None:
        print(f"There is no verb {arguments[0]!r}.\n\n{help_text()}", file=sys.stderr)
        return 2
    # A cancelled job sends SIGTERM; as an exception it ends what was started here, too.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))
    try:
        return verb(arguments[1:])
    except SetupError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
