"""CSV for spreadsheets and for programs: UTF-8 with BOM, commas, CRLF, and nothing that is taken for a formula.

How texts are kept texts, `core.spreadsheet` tells. Who wants numbers as texts without an apostrophe takes XLSX.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from dncdesk.core.moments import stamp
from dncdesk.core.sentences import say
from dncdesk.core.spreadsheet import marked
from dncdesk.record.exporting.contents import Contents
from dncdesk.record.exporting.fields import FIELDS, Value, clean, outcome_word, scope_word


def write_csv(target: Path, contents: Contents) -> None:
    """Write a line for each entry, and after an empty one the sums and what the file says of itself.

    Those closing lines begin with "#", which no column does.
    """
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, lineterminator="\r\n")
        out.writerow([str(field.heading) for field in FIELDS])
        done = 0
        for section in contents.sections():
            for line in contents.lines(section, done):
                out.writerow([_cell(field.value(line, contents.today)) for field in FIELDS])
            done += len(section.places)
        out.writerow([])
        out.writerows(_closing(contents))


def _closing(contents: Contents) -> Iterator[list[str]]:
    for sums in contents.sums:
        parts = [f"{outcome_word(code)}: {count}" for code, count in sums.outcomes.items()]
        yield [_comment(scope_word(sums.scope)), str(sums.total), clean(", ".join(parts))]
    for label, value in contents.provenance.lines():
        yield [_comment(label), marked(clean(value))]
    yield [_comment(str(say("An apostrophe in front of a text only keeps it a text.")))]


def _comment(text: str) -> str:
    return f"# {clean(text)}"


def _cell(value: Value) -> str | int:
    if value is None or isinstance(value, int):
        return "" if value is None else value
    if isinstance(value, datetime):
        return stamp(value)
    return value.isoformat() if isinstance(value, date) else marked(clean(value))
