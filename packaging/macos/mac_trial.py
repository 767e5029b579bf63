"""Install from the disk image and from the package, run, remove: on a Mac that is thrown away. ``mac_trial.py OUT``."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import frozen_check
from frozen_check import CheckError, need

APP = Path("/Applications/dncdesk.app")


def main(arguments: list[str]) -> int:
    """Make the trial of the one image and the one package in a folder; 0 if all of it is as it must be."""
    out = Path(arguments[0])
    try:
        from_image(next(out.glob("*.dmg")))
        from_package(next(out.glob("*.pkg")))
    except (CheckError, subprocess.CalledProcessError) as error:
        print(f"FAILED: {error}", flush=True)
        return 1
    return 0


def from_image(image: Path) -> None:
    """What a supervisor does: open the image, drag the program onto Applications, open it there."""
    with tempfile.TemporaryDirectory(prefix="dncdesk-image-") as mount:
        run("hdiutil", "attach", "-nobrowse", "-readonly", "-mountpoint", mount, str(image))
        try:
            need(Path(mount, "Applications").is_symlink(), "the image has no link to Applications")
            run("ditto", f"{mount}/dncdesk.app", str(APP))
        finally:
            run("hdiutil", "detach", mount)
    look("from the disk image")
    shutil.rmtree(APP)


def from_package(package: Path) -> None:
    """What IT does."""
    run("sudo", "installer", "-pkg", str(package), "-target", "/")
    look("from the package")
    run("sudo", "rm", "-rf", str(APP))


def look(how: str) -> None:
    """The installed program works."""
    print(f"{how}:", flush=True)
    with tempfile.TemporaryDirectory(prefix="dncdesk-trial-", ignore_cleanup_errors=True) as scratch:
        frozen_check.check(APP / "Contents" / "MacOS" / "dncdesk", Path(scratch), keyring=True)


def run(*command: str) -> None:
    """Run a tool; what it says is shown."""
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
