"""One export from its beginning to its end: whole, or not at all."""

from __future__ import annotations

import atexit
import contextlib
import errno
import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dncdesk.core.sentences import ProblemError, Sentence, say
from dncdesk.record.events import Kind
from dncdesk.record.exporting.contents import Contents, Watch, Writer
from dncdesk.record.exporting.csv_file import write_csv
from dncdesk.record.exporting.jsonl_file import write_jsonl
from dncdesk.record.exporting.selection import Format, Maker, Provenance, Selection
from dncdesk.record.exporting.source import Source
from dncdesk.record.exporting.xlsx_file import write_xlsx
from dncdesk.record.log import Log, LogError

WRITERS: Mapping[Format, Writer] = {
    Format.CSV: write_csv,
    Format.JSONL: write_jsonl,
    Format.XLSX: write_xlsx,
}
"""What writes each kind of file that needs no Qt; PDF is `desk.export_pdf`."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class ExportError(ProblemError):
    """The file could not be written; what was there before is as it was."""


@dataclass(frozen=True)
class Exported:
    """What became of an export. `note` says what a person should know besides; None if nothing."""

    path: Path
    provenance: Provenance
    note: Sentence | None = None


def export(
    log: Log, target: Path, selection: Selection, maker: Maker, watch: Watch, *, writer: Writer | None = None
) -> Exported:
    """Write the `selection` of the log into `target`, as its ending says, and note in the log that it was done.

    It is written beside the target and put in its place when it is whole: until then, and if anything goes wrong, a
    former file stays. `writer` is asked for PDF, which is not among `WRITERS`.

    Raises:
        UnknownEndingError: the name's ending is none of ours.
        ExportError: it cannot be written, or the log cannot be read.
        CancelledError: a person has said stop.
    """
    write = writer or WRITERS[Format.of(target.name)]
    try:
        with _whole(target) as scratch, Source.open(log.path, selection) as source:
            contents = Contents(source, selection, maker, watch)
            write(scratch, contents)
    except sqlite3.Error as error:
        raise ExportError(say("The log cannot be read ({reason}). Nothing was exported.", reason=str(error))) from error
    except OSError as error:
        raise ExportError(_why(target, error)) from error
    return Exported(target, contents.provenance, _noted(log, target, selection, contents.provenance))


def _noted(log: Log, target: Path, selection: Selection, about: Provenance) -> Sentence | None:
    body = {
        "file": target.name,
        "format": Format.of(target.name).value,
        "filter": about.what,
        "complete": selection.complete,
        "entries": about.entries,
        "head": {"seq": about.head[0], "hash": about.head[1]},
        "by": about.maker.by,
        "computer": about.maker.computer,
        "program": about.maker.program,
    }
    try:
        log.append_fact(Kind.EXPORTED, body)
    except LogError as error:
        return say("The file is whole, but the log could not note the export.") + error.sentence
    return None


@contextlib.contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """An empty file beside `target`, for this user alone, which takes its place where the block ends well."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    os.close(handle)
    scratch = Path(name)
    # A program that ends does not wait for this thread, and what is in the file is nobody else's business.
    drop = partial(_drop, scratch)
    atexit.register(drop)
    try:
        yield scratch
        with scratch.open("r+b") as file:
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            # Who could read the former file can read the new one.
            scratch.chmod(stat.S_IMODE(target.stat().st_mode))
        scratch.replace(target)
    except BaseException:
        _drop(scratch)
        raise
    finally:
        atexit.unregister(drop)


def _drop(scratch: Path) -> None:
    with contextlib.suppress(OSError):
        scratch.unlink(missing_ok=True)


def _why(target: Path, error: OSError) -> Sentence:
    folder, name = str(target.parent), target.name
    if error.errno in _FULL:
        return say("There is no room left in {folder}. Nothing was changed.", folder=folder)
    if not target.parent.is_dir():
        return say("There is no folder {folder}. Nothing was exported.", folder=folder)
    if isinstance(error, IsADirectoryError):
        return say("{name} is a folder. Choose another name; nothing was exported.", name=name)
    if isinstance(error, PermissionError):
        return say(
            "{name} may not be written in {folder}: it is open in another program, or you have no right to. "
            "Nothing was changed.",
            name=name,
            folder=folder,
        )
    reason = error.strerror or type(error).__name__
    return say("{name} could not be written ({reason}). Nothing was changed.", name=name, reason=reason)
