"""What of Windows can be seen on Linux: the tests that matter there, the frozen folder, both installers, under wine.

Slow, and no part of any other verb. Nothing that comes out of it may be shipped: the folder holds the stand-ins that
`dev_wine` makes, and every name and title says so.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

import dev_bundle
import dev_desktop
import dev_wine
import installers
import version_info
from dev_common import ROOT, SetupError, told, utf8_environment
from dev_wine import Wine, windows_path

MARK = "NOT FOR RELEASE: built under wine"
OUT = ROOT / "dist" / "windows-not-for-release"
TESTS = ("tests/packaging/test_windows_here.py", "tests/core/test_phone.py", "tests/record")
"""What Windows may do differently: folders, the keyring, one window for a user, the policy keys, files and SQLite."""

NOT_HERE = ("test_the_files_are_for_this_user_alone", "test_what_was_acknowledged_survives_a_kill_in_the_middle")
"""Of these, what asks for the modes of files and the signals of Unix."""


def run() -> int:
    """Do all of it; returns 0 if all of it went well.

    Raises:
        SetupError: something did not.
    """
    with (
        tempfile.TemporaryDirectory(prefix="dncdesk-windows-", ignore_cleanup_errors=True) as scratch,
        dev_desktop.x_server(utf8_environment(), Path(scratch)) as display,
    ):
        wine = dev_wine.make(dev_bundle.BUILD / "wine", display)
        try:
            on_windows(wine)
        finally:
            wine.close()
    print(f"\n{MARK}. The installers are in {OUT.relative_to(ROOT)}.")
    return 0


def on_windows(wine: Wine) -> None:
    """The tests, the build, and the trial of the installers."""
    beside = {"PYTHONPATH": windows_path(wine.tests)}
    without = f"not {' and not '.join(NOT_HERE)}"
    wine.run(
        "tests on Windows",
        ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", without, *TESTS],
        show=True,
        more=beside,
    )
    folder = freeze(wine)
    check = str(ROOT / "packaging" / "frozen_check.py")
    cli = windows_path(folder / "dncdesk-cli.exe")
    wine.run("the frozen program", [windows_path(Path(check)), cli, "--keyring"], show=True)
    shutil.rmtree(OUT, ignore_errors=True)
    try:
        with told("setup.exe and MSI, twice"):
            pairs = installers.make_trial(folder, OUT, version_info.version(), MARK)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(str(error)) from error
    trial = windows_path(ROOT / "packaging" / "windows" / "trial.py")
    wine.run("the trial of the installers", [trial, *map(windows_path, pairs)], show=True)


def freeze(wine: Wine) -> Path:
    """Build the Windows folder, marked as what it is."""
    place, work = wine.folder / "dist", wine.folder / "pyinstaller"
    options = (
        "--noconfirm",
        "--log-level=WARN",
        f"--distpath={windows_path(place)}",
        f"--workpath={windows_path(work)}",
    )
    spec = windows_path(dev_bundle.RECIPES / "dncdesk.spec")
    environment = {**dev_bundle.build_environment(), "DNCDESK_MARK": MARK}
    given = {name: text for name, text in environment.items() if name.startswith(("DNCDESK_", "PYTHONHASH", "SOURCE_"))}
    wine.run("freezing the program (minutes)", ["-m", "PyInstaller", *options, spec], more=given)
    return place / "dncdesk"
