"""What may be noted of an opt-out, while the call goes on or years later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from dncdesk.core.optout import AskedHow

LONGEST_NOTE = 500
"""Characters that a note may have; any other detail has at most 200."""


@dataclass(frozen=True)
class Details:
    """The other person's name, who heard them, how they asked, a lead or a recording, and a note.

    Personal data: it is in the log and nowhere else.
    """

    person: str = ""
    taken_by: str = ""
    asked_how: AskedHow = AskedHow.UNSAID
    reference: str = ""
    note: str = ""

    def changed_from(self, before: Details) -> dict[str, str]:
        """The names and new values of what is not as it was `before`."""
        old = before.as_json()
        return {name: value for name, value in self.as_json().items() if value != old[name]}

    def as_json(self) -> dict[str, str]:
        """A form for the log; `from_json` reads it back."""
        return {name: str(value) for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, data: Mapping[str, str]) -> Details:
        """The details that `as_json` wrote; fields that are not there are empty."""
        texts = {f.name: data[f.name] for f in fields(cls) if f.name in data and f.name != "asked_how"}
        return cls(asked_how=AskedHow(data.get("asked_how", AskedHow.UNSAID)), **texts)
