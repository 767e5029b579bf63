"""JSONL for programs: every event as the chain has it, so that the chain can be followed without this program.

The first line tells what the file is and how a hash is made; then comes one event a line, then one line for each
entry that was imported (it is outside the chain), and a last line by which a file that was cut short shows.
`body` is the text that was hashed, itself JSON.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dncdesk.core.moments import stamp
from dncdesk.record.exporting.contents import Contents

NAMES = ("seq", "opt_out_id", "kind", "at", "body", "previous", "hash")
_HOW = (
    "hash is the SHA-256 (hexadecimal) of the JSON array [seq, opt_out_id, kind, at, body, previous], written without "
    "spaces and in ASCII (other characters as \\u escapes, lower case); previous is the hash of the event whose seq "
    "is one less, 64 zeros for the first; body is itself JSON."
)


def write_jsonl(target: Path, contents: Contents) -> None:
    """Write every event of the chosen entries; of everything, every event that there is."""
    about = contents.provenance
    head = {"seq": about.head[0], "hash": about.head[1]}
    first = {
        "dncdesk": "log",
        "format": 1,
        "made_at": stamp(about.made_at),
        "made_by": about.maker.by,
        "computer": about.maker.computer,
        "program": about.maker.program,
        "what": about.what,
        "entries": about.entries,
        "head": head,
        "how": _HOW,
    }
    total = contents.source.event_count()
    events = imported = 0
    with target.open("w", encoding="ascii", newline="\n") as file:
        file.write(_line(first))
        for events, row in enumerate(contents.source.events(), 1):
            file.write(_line(dict(zip(NAMES, row, strict=True))))
            contents.watch.step(events, max(total, events))
        for imported, columns in enumerate(contents.source.imported(), 1):
            file.write(_line({"imported": columns}))
            contents.watch.step(imported, max(about.entries, imported))
        file.write(_line({"end": True, "events": events, "imported": imported, "head": head}))


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")) + "\n"
