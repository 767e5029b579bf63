"""One person's request not to be called any more, as it was made and as it will be sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from dncdesk.core.moments import moment, stamp
from dncdesk.core.scope import Scope

_ID_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
_ID_LENGTH = 13
_SOURCE_PREFIX = "dncdesk"


def new_id() -> str:
    """A fresh opt-out id: 13 letters and digits, so that `dncdesk` and the id fill VICIdial's 20 for `source`."""
    import secrets

    return "".join(secrets.choice(_ID_ALPHABET) for _ in range(_ID_LENGTH))


class Action(StrEnum):
    """What is asked for."""

    BLOCK = "block"
    REMOVE = "remove"
    """Take the number off its list again; `note` is the reason."""


class AskedHow(StrEnum):
    """How the person asked."""

    UNSAID = ""
    CALL = "call"
    VOICEMAIL = "voicemail"
    LETTER = "letter"
    EMAIL = "email"
    IN_PERSON = "in_person"
    OTHER = "other"


@dataclass(frozen=True)
class OptOut:
    """A request: who is not to be called, where, when they asked, and who took it down.

    `number_typed` is the text as given, `main_form` the digits that this server's leads carry,
    `other_forms` the digits under which a lead may also stand, `e164` the number for people.
    `asked_at` and `recorded_at` are aware moments. `entered_by` and `computer` name the user and the
    machine of this program, `api_user` the dialler's account. `undoes` is the id of the opt-out that a removal
    takes back, if it is one of this log's.

    `scope` is what is done; `scope_asked` what the person asked for, where that was something else. `person` is their
    name, `taken_by` who heard them, `reference` a lead or a recording, `seller` for whom they were called.
    `due_on` is the last day on which the request is honoured in time, None where nobody has set a deadline.
    `group` is the id (of `new_id`) that opt-outs share which were entered together: several campaigns or servers of
    one request, a list of numbers; empty for one that stands alone.
    """

    id: str
    number_typed: str
    main_form: str
    other_forms: tuple[str, ...]
    e164: str
    shown: str
    left_out: tuple[str, ...]
    scope: Scope
    scope_name: str
    server: str
    endpoint: str
    api_user: str
    asked_at: datetime
    recorded_at: datetime
    note: str = ""
    entered_by: str = ""
    computer: str = ""
    program: str = ""
    action: Action = Action.BLOCK
    undoes: str = ""
    scope_asked: Scope | None = None
    asked_how: AskedHow = AskedHow.UNSAID
    person: str = ""
    taken_by: str = ""
    reference: str = ""
    seller: str = ""
    due_on: date | None = None
    group: str = ""

    @property
    def source_id(self) -> str:
        """What the dialler's own API log keeps as `source`: 20 letters and digits."""
        return _SOURCE_PREFIX + self.id

    def as_json(self) -> dict[str, Any]:
        """A form for the log; `from_json` reads it back."""
        data: dict[str, Any] = {f.name: getattr(self, f.name) for f in fields(self)}
        return data | {
            "other_forms": list(self.other_forms),
            "left_out": list(self.left_out),
            "scope": str(self.scope),
            "asked_at": stamp(self.asked_at),
            "recorded_at": stamp(self.recorded_at),
            "scope_asked": str(self.scope_asked) if self.scope_asked else None,
            "due_on": self.due_on.isoformat() if self.due_on else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> OptOut:
        """The opt-out that `as_json` wrote; fields that a newer program added are passed over."""
        known = {f.name: data[f.name] for f in fields(cls) if f.name in data}
        return cls(
            **known
            | {
                "other_forms": tuple(data["other_forms"]),
                "left_out": tuple(data["left_out"]),
                "scope": Scope.from_word(data["scope"]),
                "asked_at": moment(data["asked_at"]),
                "recorded_at": moment(data["recorded_at"]),
                "action": Action(data.get("action", Action.BLOCK)),
                "scope_asked": Scope.from_word(data["scope_asked"]) if data.get("scope_asked") else None,
                "asked_how": AskedHow(data.get("asked_how", AskedHow.UNSAID)),
                "due_on": date.fromisoformat(data["due_on"]) if data.get("due_on") else None,
            }
        )
