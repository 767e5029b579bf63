"""What a check of the log finds: what is wrong, where, and what could not be found out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dncdesk.core.sentences import Sentence
from dncdesk.core.text import one_line
from dncdesk.record.chain import Head

MOST = 100
"""Findings that are listed; of further ones only the number is told."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: the event it concerns (0 for none) with its time as stored, and the opt-out."""

    sentence: Sentence
    seq: int = 0
    opt_out_id: str = ""
    at: str = ""


@dataclass(frozen=True)
class SeatCopy:
    """One seat's copy in the folder of copies: `first` to `last` are the events that it holds, `own` this log's.

    `missing` are the first and last of each run of events that it should hold and does not.
    """

    name: str
    own: bool
    first: int
    last: int
    missing: tuple[tuple[int, int], ...]
    sentence: Sentence


@dataclass(frozen=True)
class Verification:
    """What a check has brought. `since` and `until` are the times of the first and the last event, as stored.

    `left_out` counts the findings that are not listed; `notes` say what a check cannot find out, and what was retired.
    """

    events: int
    opt_outs: int
    head: Head
    since: str = ""
    until: str = ""
    findings: tuple[Finding, ...] = ()
    left_out: int = 0
    notes: tuple[Sentence, ...] = ()
    seats: tuple[SeatCopy, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    def as_json(self) -> dict[str, Any]:
        """For programs: the sentences in English, and as `from_json` reads them back."""
        return {
            "sound": self.sound,
            "events": self.events,
            "opt_outs": self.opt_outs,
            "head": self.head._asdict(),
            "since": self.since,
            "until": self.until,
            "findings": [
                {"seq": f.seq, "opt_out_id": f.opt_out_id, "at": f.at, **_said(f.sentence)} for f in self.findings
            ],
            "left_out": self.left_out,
            "notes": [_said(note) for note in self.notes],
            "seats": [
                {
                    "name": s.name,
                    "own": s.own,
                    "first": s.first,
                    "last": s.last,
                    "missing": [list(run) for run in s.missing],
                    **_said(s.sentence),
                }
                for s in self.seats
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Verification:
        """The result that `as_json` wrote."""
        return cls(
            data["events"],
            data["opt_outs"],
            Head(**data["head"]),
            data["since"],
            data["until"],
            tuple(Finding(_sentence(f), f["seq"], f["opt_out_id"], f["at"]) for f in data["findings"]),
            data["left_out"],
            tuple(_sentence(note) for note in data["notes"]),
            tuple(
                SeatCopy(
                    s["name"], s["own"], s["first"], s["last"], tuple((a, b) for a, b in s["missing"]), _sentence(s)
                )
                for s in data["seats"]
            ),
        )


class Findings:
    """Gathers findings, as many as are listed, and counts the rest; and what is to be said besides."""

    def __init__(self) -> None:
        self.listed: list[Finding] = []
        self.left_out = 0
        self.notes: list[Sentence] = []

    def add(self, sentence: Sentence, seq: int = 0, opt_out_id: object = "", at: object = "") -> None:
        """This is wrong. What comes from the file may be anything."""
        if len(self.listed) < MOST:
            self.listed.append(Finding(sentence, seq, one_line(str(opt_out_id), limit=40), one_line(str(at), limit=40)))
        else:
            self.left_out += 1


def when(at: object) -> str:
    """A stored moment as people read it: its date, time and offset; whatever stands there, if it is none."""
    text = str(at)
    return one_line(f"{text[:10]} {text[11:19]} {text[23:]}" if text[10:11] == "T" else text, limit=40)


def _said(sentence: Sentence) -> dict[str, Any]:
    return {"text": str(sentence), "say": sentence.as_json()}


def _sentence(data: Mapping[str, Any]) -> Sentence:
    return Sentence.from_json(data["say"])
