"""setup.exe and the MSI out of the frozen Windows folder: ``installers.py FOLDER OUT [--version V] [--mark TEXT]``.

Runs on Linux, with makensis and wixl. What is inside is signed first, then the uninstaller, then the installers.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "packaging" / "bundle"), str(ROOT / "packaging" / "windows")]

import msi  # noqa: E402
import sign  # noqa: E402
import version_info  # noqa: E402

ICON = ROOT / "resources" / "dncdesk.ico"


@dataclass(frozen=True)
class Made:
    """The two installers."""

    setup: Path
    msi: Path


def main(arguments: list[str]) -> int:
    """Make both installers; 0 if that worked."""
    parser = argparse.ArgumentParser(description="setup.exe and the MSI out of the frozen Windows folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--version", default=version_info.version())
    parser.add_argument("--mark", default="", help="why these are not for release")
    parser.add_argument("--trial", action="store_true", help="make two versions, to try an upgrade with")
    options = parser.parse_args(arguments)
    try:
        if options.trial:
            print(
                *make_trial(options.folder.resolve(), options.out.resolve(), options.version, "NOT FOR RELEASE: trial")
            )
            return 0
        made = make(options.folder.resolve(), options.out.resolve(), options.version, options.mark)
    except (OSError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{made.setup}\n{made.msi}")
    return 0


def make(folder: Path, out: Path, version: str, mark: str = "") -> Made:
    """Make both installers.

    Args:
        folder: the frozen program.
        out: takes them.
        version: as the program has it.
        mark: why they are not for release; empty if they are. It is in their names and in what they are called.

    Raises:
        OSError, subprocess.CalledProcessError: a tool is missing or failed.
    """
    out.mkdir(parents=True, exist_ok=True)
    stem = f"dncdesk-{version}{'-NOT-FOR-RELEASE' if mark else ''}"
    made = Made(out / f"{stem}-setup.exe", out / f"{stem}.msi")
    if sign.main([str(file) for file in sign.inner_files(folder)] if os.environ.get("DNCDESK_SIGN_PFX") else []):
        raise OSError("a file could not be signed")
    make_setup(folder, made.setup, version, mark)
    make_msi(folder, made.msi, version, mark)
    if sign.main([str(made.msi)]) or (not os.environ.get("DNCDESK_SIGN_PFX") and sign.main([str(made.setup)])):
        raise OSError("an installer could not be signed")
    return made


def make_trial(folder: Path, out: Path, version: str, mark: str) -> list[Path]:
    """Make the installers of two versions of one program, for `windows/trial.py`: this one and a later one.

    A file in each names its version, so that a mixture of both would be seen.

    Returns:
        The folders of the two, the older first.

    Raises:
        OSError, subprocess.CalledProcessError: as `make`.
    """
    newer = ".".join(map(str, (*version_info.numbers(version)[:2], 999)))
    places = []
    for number in (version, newer):
        sign_of_it = folder / "_internal" / f"trial-{number}"
        sign_of_it.touch()
        try:
            make(folder, out / number, number, mark)
        finally:
            sign_of_it.unlink()
        places.append(out / number)
    return places


def make_setup(folder: Path, out: Path, version: str, mark: str) -> None:
    """Compile setup.exe; it and its uninstaller are signed as they are made."""
    given = {
        "VERSION": version,
        "NUMBERS": ".".join(map(str, version_info.numbers(version))),
        "FOLDER": str(folder),
        "OUTFILE": str(out),
        "KILOBYTES": str(kilobytes(folder)),
        "MARK": mark,
        "COPYRIGHT": version_info.copyright_line(),
        **({"ICON": str(ICON)} if ICON.exists() else {}),
        **(
            {"SIGN": f"{sys.executable} {ROOT / 'packaging' / 'sign.py'}"} if os.environ.get("DNCDESK_SIGN_PFX") else {}
        ),
    }
    script = ROOT / "packaging" / "windows" / "setup.nsi"
    run(
        ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *(f"-D{name}={text}" for name, text in given.items()), str(script)]
    )


def make_msi(folder: Path, out: Path, version: str, mark: str) -> None:
    """Compile the MSI."""
    three = ".".join(map(str, version_info.numbers(version)[:3]))
    with tempfile.TemporaryDirectory(prefix="dncdesk-msi-") as scratch:
        # wixl takes paths as they are seen from its source text, and none that leads out of its folder.
        inside = Path(scratch, "files")
        shutil.copytree(folder, inside)
        if ICON.exists():
            shutil.copy(ICON, inside / msi.ICON_NAME)
        product = msi.Product(inside, three, f"dncdesk ({mark})" if mark else "dncdesk", ICON.exists())
        text = inside / "dncdesk.wxs"
        source = msi.source(product)
        text.write_text(source, encoding="utf-8")
        run([*at_build_time(), "wixl", "--arch", "x64", "--output", str(out), str(text)])
    for statement in msi.corrections():
        run([*at_build_time(), "msibuild", str(out), "-q", statement])
    # The package's own code: not a new one each time, but another one for other files.
    code = msi.guid(f"package {product.title} {hashlib.sha256(contents(folder) + source.encode()).hexdigest()}")
    run([*at_build_time(), "msibuild", str(out), "-s", product.title, "dncdesk", "x64;1033", f"{{{code}}}"])


def at_build_time() -> list[str]:
    """What to put before a tool that writes the time into its file, so that it writes `SOURCE_DATE_EPOCH`."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None or shutil.which("faketime") is None:
        return []
    return ["faketime", "-f", time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(int(epoch)))]


def contents(folder: Path) -> bytes:
    """A hash of all that is in a folder."""
    found = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(file.relative_to(folder).as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return found.digest()


def kilobytes(folder: Path) -> int:
    """What a folder takes, in KiB, as Apps and Features shows it."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) // 1024


def run(command: list[str]) -> None:
    """Run a tool; what it says is shown."""
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
