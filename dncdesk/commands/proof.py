"""The verb that checks the log. It only reads it, and writes no diagnostics: the log may be another's, or evidence."""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dncdesk.commands.common import DONE, FAILED, UsageError, print_json
from dncdesk.core.paths import paths
from dncdesk.core.sentences import Sentence, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dncdesk.core.paths import Paths
    from dncdesk.record.chain import Head
    from dncdesk.record.findings import Verification

_HEAD = re.compile(r"([0-9]{1,15}):([0-9a-f]{64})", re.IGNORECASE)
_NAMED = re.compile(r'(?<![0-9])([0-9]{1,15})(?::|, *"hash": *")([0-9a-f]{64})(?![0-9a-f])', re.IGNORECASE)
"""As in a CSV, and as in the first and last line of a JSONL."""
_LOOKED_AT = 64 * 1024
"""Bytes at each end of an export."""


def verify(options: argparse.Namespace) -> int:
    """Check the log's chain of hashes, and the seats' copies if there are any."""
    from dncdesk.blocking.workplace import own_seat
    from dncdesk.record.verify import verify as check

    where = _files(options)
    log = options.log or where.log
    if not log.is_file():
        raise UsageError(say("There is no log at {path}.", path=str(log)))
    copies = options.copies
    if copies is not None and not (options.for_window or copies.is_dir()):
        raise UsageError(say("There is no folder {path}.", path=str(copies)))
    if copies is None and options.log is None and (named := _named_folder(where)):
        copies = Path(named)
    heads = [head for text in options.head or () for head in _heads(text)]
    found = check(log, heads=heads, copies=copies, seat=own_seat(), progress=_progress(options))
    if options.json:
        print_json(**found.as_json())
    else:
        if isinstance(sys.stdout, io.TextIOWrapper):
            # A console that lacks a letter must not keep back what was found.
            sys.stdout.reconfigure(errors="backslashreplace")
        for line in _lines(found):
            print(line)
    return DONE if found.sound else FAILED


def _files(options: argparse.Namespace) -> Paths:
    where = paths(getattr(options, "home", None))
    return paths(where.practice) if getattr(options, "practice", False) else where


def _named_folder(where: Paths) -> str:
    """The folder of copies that the settings name."""
    from dncdesk.core.settings_file import SettingsFile

    settings, _ = SettingsFile(where.settings, where.managed).load()
    return settings.copies


def _heads(text: str) -> list[Head]:
    """The head that `text` is, or those that the export at this path names at its beginning or end."""
    from dncdesk.record.chain import Head

    found = _HEAD.fullmatch(text.strip())
    if found is not None:
        return [Head(int(found[1]), found[2].lower())]
    export = Path(text)
    if not export.is_file():
        raise UsageError(
            say("“{text}” is no head. Write it as it is printed: a number, a colon, 64 hexadecimal digits.", text=text)
        )
    with export.open("rb") as file:
        parts = file.read(_LOOKED_AT)
        file.seek(max(len(parts), file.seek(0, os.SEEK_END) - _LOOKED_AT))
        parts += file.read()
    heads = [Head(int(m[1]), m[2].lower()) for m in _NAMED.finditer(parts.decode("utf-8", "replace"))]
    if not heads:
        raise UsageError(say("{path} names no head that can be read. Type the one that it prints.", path=text))
    return list(dict.fromkeys(heads))


def _progress(options: argparse.Namespace) -> Callable[[float], None]:
    def line(fraction: float) -> None:
        print(f"{fraction:.4f}", file=sys.stderr, flush=True)

    def percent(fraction: float) -> None:
        end = "\n" if fraction >= 1.0 else ""
        print(f"\r{fraction:4.0%}", end=end, file=sys.stderr, flush=True)

    def nothing(fraction: float) -> None:
        del fraction

    if options.for_window:
        return line
    return percent if sys.stderr.isatty() else nothing


def _lines(found: Verification) -> Iterator[Sentence | str]:
    about = {"events": str(found.events), "opt_outs": str(found.opt_outs), "since": found.since, "until": found.until}
    if found.sound:
        yield say("The log is sound. Events: {events}, opt-outs: {opt_outs}, from {since} to {until}.", **about)
    else:
        count = str(len(found.findings) + found.left_out)
        yield say("The log is NOT sound. Findings: {count}, events: {events}.", count=count, **about)
    yield say("Head: {seq}:{hash}", seq=str(found.head.seq), hash=found.head.hash)
    for finding in found.findings:
        yield f"- {finding.sentence}"
    if found.left_out:
        yield say("- … and {count} more.", count=str(found.left_out))
    for seat in found.seats:
        yield f"* {seat.sentence}"
    yield from found.notes
