"""Whether a PDF that Qt has written is on the disk, and whole."""

from __future__ import annotations

import errno
from pathlib import Path

from PySide6.QtCore import QFile, QFileDevice


def assert_written(file: QFile) -> None:
    """See that what was written into `file` so far is on the disk.

    Raises:
        OSError: it is not.
    """
    if not file.flush() or file.error() != QFileDevice.FileError.NoError:
        full = file.error() == QFileDevice.FileError.ResourceError
        raise OSError(errno.ENOSPC if full else errno.EIO, file.errorString())


def assert_whole(target: Path) -> None:
    """See that the list of contents at the file's end stands where the file says: else something got lost on the way.

    Qt tells nobody of a write that failed and was followed by one that did not.

    Raises:
        OSError: it does not.
    """
    with target.open("rb") as file:
        file.seek(max(0, target.stat().st_size - 64))
        words = file.read().split()
        if len(words) >= 3 and words[-1] == b"%%EOF" and words[-3] == b"startxref" and words[-2].isdigit():
            file.seek(int(words[-2]))
            if file.read(4) == b"xref":
                return
    raise OSError(errno.EIO, "the file is not whole")
