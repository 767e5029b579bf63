"""A story as the window writes it: facts and lines as words, and all of it as text to paste elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from dncdesk.core.moments import now
from dncdesk.core.sentences import Sentence
from dncdesk.core.text import one_line
from dncdesk.record.story import Value, facts, standing
from dncdesk.ui.words import exact_moment, is_removal, outcome_title, short_day, standing_word, text

if TYPE_CHECKING:
    from dncdesk.record.reader import Entry
    from dncdesk.record.story import Story

_LONGEST = 600
"""Characters of one value."""


def value_words(value: Value) -> str:
    """What a fact says, on one line, without characters that could turn a line around."""
    if isinstance(value, datetime):
        return exact_moment(value)
    if isinstance(value, date):
        return short_day(value)
    return one_line(text(value) if isinstance(value, Sentence) else value, limit=_LONGEST)


def fact_words(story: Story, *, technical: bool) -> list[tuple[str, str]]:
    """The labels and values of what is known: for everybody, or for those who look into the records."""
    known = facts(story.request, story.entry, now().date())
    return [(text(fact.label), value_words(fact.value)) for fact in known if fact.technical is technical]


def standing_words(entry: Entry) -> str:
    """How the opt-out stands with its deadline; empty where there is none."""
    stands = standing(entry, now().date())
    if stands is None or entry.due_on is None:
        return ""
    words = QCoreApplication.translate("story", "Deadline {day}. {standing}")
    return words.format(day=short_day(entry.due_on), standing=text(stands))


def imported_words() -> str:
    """What is to be said of an entry without events."""
    return QCoreApplication.translate(
        "story",
        "Imported from a former log. What is here was taken over as it stood there: dncdesk has not asked the dialler, "
        "and the chain of hashes does not cover it.",
    )


def as_text(story: Story) -> str:
    """All of it as plain text."""
    entry = story.entry
    number = entry.shown or entry.number
    if entry.imported:
        title = f"{standing_word(entry)}: {number}"
    else:
        title = outcome_title(entry.result.outcome, number, removal=is_removal(entry))
    parts = [title, value_words(entry.result.why), ""]
    parts += [f"{label}: {value}" for label, value in fact_words(story, technical=False)]
    parts.append("")
    parts += [f"{exact_moment(line.at)}  {value_words(line.what)}" for line in story.lines] or [imported_words()]
    parts.append("")
    parts += [f"{label}: {value}" for label, value in fact_words(story, technical=True)]
    return "\n".join(parts)
