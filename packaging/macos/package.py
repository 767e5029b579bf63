"""The disk image and the package for IT out of ``dist/dncdesk.app``, on a Mac: ``package.py OUT``.

Signed and notarized when there is something to do it with, from the environment; else each step says loudly that it
was left out:

- `DNCDESK_CODESIGN_IDENTITY`: "Developer ID Application: …", in the keychain, for the program and the disk image
- `DNCDESK_INSTALLER_IDENTITY`: "Developer ID Installer: …", for the package
- `DNCDESK_NOTARY_PROFILE`: what `xcrun notarytool store-credentials` has kept in the keychain, and
  `DNCDESK_NOTARY_KEYCHAIN` in which one, if not the user's own
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging" / "bundle"))

import version_info  # noqa: E402

HERE = Path(__file__).parent
APP = ROOT / "dist" / "dncdesk.app"
CODE = {".dylib", ".so"}


def main(arguments: list[str]) -> int:
    """Make both; 0 if that worked."""
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    stem = f"dncdesk-{version_info.version()}-macos-{os.uname().machine}"
    try:
        sign_program()
        image, package = out / f"{stem}.dmg", out / f"{stem}.pkg"
        make_image(image)
        make_package(package)
        for file in (image, package):
            notarize(file)
    except subprocess.CalledProcessError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{image}\n{package}")
    return 0


def sign_program() -> None:
    """Sign what is inside first, then the program: a signature covers those below it."""
    identity = os.environ.get("DNCDESK_CODESIGN_IDENTITY", "")
    if not identity:
        print("UNSIGNED: dncdesk.app (there is no identity); macOS opens it only against its own advice.", flush=True)
        return
    inner = [file for file in APP.rglob("*") if file.is_file() and not file.is_symlink() and is_code(file)]
    options = ("--force", "--options=runtime", "--timestamp", f"--sign={identity}")
    for file in sorted(inner, key=lambda path: (-len(path.parts), path)):
        run("codesign", *options, str(file))
    run("codesign", *options, f"--entitlements={HERE / 'entitlements.plist'}", str(APP))
    run("codesign", "--verify", "--deep", "--strict", "--verbose=2", str(APP))


def is_code(file: Path) -> bool:
    """Whether a file is a library or a framework's own; the program itself is signed with the whole."""
    return file.suffix in CODE or (".framework" in file.as_posix() and file.read_bytes()[:4] in MACH_O)


MACH_O = {b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe"}
"""How a 64-bit Mach-O file begins, for one processor and for several."""


def make_image(image: Path) -> None:
    """Make the disk image that a person opens."""
    picture = ROOT / "build" / "background.png"
    picture.parent.mkdir(exist_ok=True)
    run(sys.executable, str(HERE / "background.py"), str(picture))
    defined = (f"-Dapp={APP}", f"-Dbackground={picture}")
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    command = [
        sys.executable,
        "-m",
        "dmgbuild",
        f"--settings={HERE / 'disk_image.py'}",
        *defined,
        "dncdesk",
        str(image),
    ]
    subprocess.run(command, check=True, env=environment)
    if identity := os.environ.get("DNCDESK_CODESIGN_IDENTITY"):
        run("codesign", "--timestamp", f"--sign={identity}", str(image))
    else:
        print(f"UNSIGNED: {image.name} (there is no identity)", flush=True)


def make_package(package: Path) -> None:
    """Make the package that IT hands out; it installs for all users and asks nothing."""
    identity = os.environ.get("DNCDESK_INSTALLER_IDENTITY", "")
    name = version_info.mac_plist()["CFBundleIdentifier"]
    signed = (f"--sign={identity}", "--timestamp") if identity else ()
    what = (f"--component={APP}", "--install-location=/Applications", f"--identifier={name}")
    run("pkgbuild", *what, f"--version={version_info.version()}", *signed, str(package))
    if not identity:
        print(f"UNSIGNED: {package.name} (there is no installer identity)", flush=True)


def notarize(file: Path) -> None:
    """Have Apple look at a file, and put its answer into it, so that a desk without a network believes it."""
    profile = os.environ.get("DNCDESK_NOTARY_PROFILE", "")
    if not profile:
        print(f"NOT NOTARIZED: {file.name} (there is no profile)", flush=True)
        return
    keychain = os.environ.get("DNCDESK_NOTARY_KEYCHAIN", "")
    where = ("--keychain", keychain) if keychain else ()
    run("xcrun", "notarytool", "submit", str(file), "--keychain-profile", profile, *where, "--wait")
    run("xcrun", "stapler", "staple", str(file))


def run(*command: str) -> None:
    """Run a tool; what it says is shown."""
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
