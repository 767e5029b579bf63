"""The columns of an export: all that the law or an auditor asks for (design.md, The log)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from dncdesk.core.optout import AskedHow
from dncdesk.core.scope import EVERYWHERE
from dncdesk.core.sentences import Sentence, say
from dncdesk.record.exporting.source import Line
from dncdesk.record.reader import Timeliness
from dncdesk.record.state import IMPORTED
from dncdesk.record.telling import HEADLINES

Value = str | datetime | date | int | None
"""What stands in a column; None where nothing is known."""


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    DIGITS = "digits"
    """Text that looks like a number and is none."""
    MOMENT = "moment"
    """An aware moment."""
    DAY = "day"
    COUNT = "count"


@dataclass(frozen=True)
class Field:
    """One column: its heading, what it holds, what stands in it, and how wide it is in letters."""

    heading: Sentence
    kind: Kind
    value: Callable[[Line, date], Value]
    """What a line has; the day is today's, by which a deadline is judged."""
    width: int = 14


_STANDING = {
    Timeliness.NONE: None,
    Timeliness.MET: say("met"),
    Timeliness.MET_LATE: say("met late"),
    Timeliness.DUE: say("not yet, in time"),
    Timeliness.LATE: say("late"),
}
_ASKED_HOW = {
    AskedHow.UNSAID: None,
    AskedHow.CALL: say("call"),
    AskedHow.VOICEMAIL: say("voicemail"),
    AskedHow.LETTER: say("letter"),
    AskedHow.EMAIL: say("e-mail"),
    AskedHow.IN_PERSON: say("in person"),
    AskedHow.OTHER: say("other"),
}


def outcome_code(line: Line) -> str:
    """The outcome as one word, for programs."""
    return IMPORTED if line.entry.imported else line.entry.result.outcome.value


def outcome_word(code: str) -> str:
    """The outcome's word for people, of its word for programs."""
    known = {outcome.value: words for outcome, words in HEADLINES.items()} | {IMPORTED: say("Imported")}
    return str(known.get(code, code))


def scope_word(scope: str) -> str:
    """A scope for people."""
    return str(say("Everywhere")) if scope == EVERYWHERE else scope


def standing(line: Line, today: date) -> str:
    """How it stands with the deadline, in words."""
    words = _STANDING[line.entry.timeliness(today)]
    return str(words) if words else ""


def asked_how(line: Line) -> str:
    """How the person asked, in words; empty where nobody has said."""
    words = _ASKED_HOW[line.entry.details.asked_how]
    return str(words) if words else ""


def _of_request(name: str) -> Callable[[Line, date], Value]:
    def value(line: Line, _today: date) -> Value:
        found: Value = getattr(line.request, name) if line.request else None
        return found

    return value


def _of_details(name: str) -> Callable[[Line, date], Value]:
    def value(line: Line, _today: date) -> Value:
        return str(getattr(line.entry.details, name))

    return value


def _of_entry(name: str) -> Callable[[Line, date], Value]:
    def value(line: Line, _today: date) -> Value:
        found: Value = getattr(line.entry, name)
        return found

    return value


def _of_result(name: str) -> Callable[[Line, date], Value]:
    def value(line: Line, _today: date) -> Value:
        found: Value = getattr(line.entry.result, name)
        return found

    return value


def _proof(line: Line) -> str:
    proof = line.entry.result.confirmed_by
    return proof.value if proof else ""


FIELDS: tuple[Field, ...] = (
    Field(say("Number"), Kind.DIGITS, _of_entry("number"), 15),
    Field(say("E.164"), Kind.DIGITS, _of_entry("e164"), 17),
    Field(say("As typed"), Kind.DIGITS, _of_entry("typed"), 18),
    Field(say("Numbers sent"), Kind.DIGITS, lambda line, _: " ".join(line.entry.result.numbers_sent), 24),
    Field(say("Name"), Kind.TEXT, _of_details("person"), 22),
    Field(say("Request"), Kind.TEXT, lambda line, _: line.entry.action.value, 9),
    Field(say("Asked at"), Kind.MOMENT, _of_entry("asked_at"), 20),
    Field(say("How asked"), Kind.TEXT, lambda line, _: asked_how(line), 11),
    Field(say("Recorded at"), Kind.MOMENT, _of_request("recorded_at"), 20),
    Field(say("Outcome"), Kind.TEXT, lambda line, _: outcome_code(line), 13),
    Field(say("Why"), Kind.TEXT, lambda line, _: str(line.entry.result.why), 60),
    Field(say("Blocked at"), Kind.MOMENT, _of_entry("blocked_at"), 20),
    Field(say("Confirmed at"), Kind.MOMENT, _of_result("confirmed_at"), 20),
    Field(say("Confirmed by"), Kind.TEXT, lambda line, _: _proof(line), 20),
    Field(say("Due on"), Kind.DAY, _of_entry("due_on"), 12),
    Field(say("Deadline"), Kind.TEXT, standing, 15),
    Field(say("Scope asked for"), Kind.TEXT, _of_entry("scope_asked"), 15),
    Field(say("Scope"), Kind.TEXT, _of_entry("scope"), 13),
    Field(say("Campaign name"), Kind.TEXT, _of_entry("scope_name"), 20),
    Field(say("Seller"), Kind.TEXT, _of_request("seller"), 16),
    Field(say("Taken by"), Kind.TEXT, _of_details("taken_by"), 16),
    Field(say("Entered by"), Kind.TEXT, _of_entry("entered_by"), 14),
    Field(say("Computer"), Kind.TEXT, _of_request("computer"), 14),
    Field(say("API user"), Kind.DIGITS, _of_request("api_user"), 10),
    Field(say("Server"), Kind.TEXT, _of_entry("server"), 12),
    Field(say("Server address"), Kind.TEXT, _of_request("endpoint"), 36),
    Field(say("Leads found"), Kind.COUNT, _of_result("leads_found"), 8),
    Field(say("Leads stopped"), Kind.COUNT, _of_result("leads_stopped"), 8),
    Field(say("Still queued"), Kind.COUNT, _of_result("still_queued"), 8),
    Field(say("Tries (at least)"), Kind.COUNT, lambda line, _: line.tries, 8),
    Field(say("Reference"), Kind.TEXT, _of_details("reference"), 18),
    Field(say("Note"), Kind.TEXT, _of_details("note"), 40),
    Field(say("Takes back"), Kind.DIGITS, _of_request("undoes"), 16),
    Field(say("Opt-out id"), Kind.DIGITS, _of_entry("opt_out_id"), 16),
    Field(say("Source id"), Kind.DIGITS, _of_request("source_id"), 22),
    Field(say("Program"), Kind.TEXT, _of_request("program"), 14),
    Field(say("Imported"), Kind.TEXT, lambda line, _: str(say("yes")) if line.entry.imported else "", 9),
)
"""Every column, in its order. A moment is as it was written down, in the zone that it was written in."""


def clean(text: str) -> str:
    """`text` as a file can hold it: a lone surrogate becomes U+FFFD, a control character its visible picture.

    Line breaks (as one line feed) and tabs stay.
    """
    if text.isascii() and text.isprintable():
        return text
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_picture(c) if unicodedata.category(c) in {"Cc", "Cn"} else c for c in whole)


def _picture(c: str) -> str:
    code = ord(c)
    if c in "\n\t":
        return c
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
