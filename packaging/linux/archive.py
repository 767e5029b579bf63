"""The Linux folder as one archive, the same bytes for the same folder: ``archive.py FOLDER OUT``.

Unpack it anywhere, for instance below /opt; `install.sh` in it puts a link into ~/.local/bin and the entry into the
menu.
"""

from __future__ import annotations

import gzip
import os
import platform
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging" / "bundle"))

import version_info  # noqa: E402

BESIDE = (
    (Path(__file__).with_name("dncdesk.desktop"), "dncdesk.desktop"),
    (Path(__file__).with_name("install.sh"), "install.sh"),
    (ROOT / "resources" / "dncdesk.svg", "dncdesk.svg"),
)


def main(arguments: list[str]) -> int:
    """Make the archive and print its name."""
    folder, out = Path(arguments[0]), Path(arguments[1])
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"dncdesk-{version_info.version()}-linux-{platform.machine()}.tar.gz"
    write(folder, file, int(os.environ.get("SOURCE_DATE_EPOCH", "0")))
    print(file)
    return 0


def write(folder: Path, file: Path, moment: int) -> None:
    """Write the archive; everything in it is of `moment`, in seconds since 1970, and belongs to root."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = moment, 0, 0, "root", "root"
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with (
        file.open("wb") as raw,
        gzip.GzipFile("", "wb", 9, raw, mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in sorted(folder.rglob("*")):
            inside = Path("dncdesk", path.relative_to(folder)).as_posix()
            archive.add(path, inside, recursive=False, filter=plain)
        for path, name in BESIDE:
            archive.add(path, f"dncdesk/{name}", recursive=False, filter=plain)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
