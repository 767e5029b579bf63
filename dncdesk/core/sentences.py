"""Sentences for people, kept apart from the values in them.

A sentence travels as its English template and its values, so that the log can store what was said
and the window can say the same thing in another language. Nothing else builds text for a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any


def say(template: str, /, **values: str) -> Sentence:
    """A sentence for a person: an English `template` with `{named}` places, and the text for each.

    Give the template as one literal: the translators' list is made from these calls.
    """
    return Sentence(template, values)


@dataclass(frozen=True)
class Sentence:
    """A plain sentence: an English `template` with `{named}` places and their values, and what follows it.

    Values come from the server or the user and are put in as they are; who shows them treats the
    result as plain text.
    """

    template: str
    values: Mapping[str, str] = field(default_factory=dict)
    then: Sentence | None = None

    def __str__(self) -> str:
        """All of it in English."""
        first = self.template.format(**self.values)
        return f"{first} {self.then}" if self.then else first

    def __add__(self, other: Sentence) -> Sentence:
        """This, and `other` after it."""
        return replace(self, then=self.then + other if self.then else other)

    def as_json(self) -> dict[str, Any]:
        """A form for the log; `from_json` reads it back."""
        data: dict[str, Any] = {"template": self.template, "values": dict(self.values)}
        return data | {"then": self.then.as_json()} if self.then else data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Sentence:
        """The sentence that `as_json` wrote."""
        then = data.get("then")
        return cls(data["template"], dict(data["values"]), cls.from_json(then) if then else None)


class ProblemError(Exception):
    """Something a person must be told: what is wrong and what to do, in one sentence.

    The root of the program's own errors. `sentence` is what the person reads.
    """

    def __init__(self, sentence: Sentence) -> None:
        """Carry `sentence` to whoever shows it."""
        super().__init__(str(sentence))
        self.sentence = sentence
