"""What is exported, and what every export says of itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dncdesk.core.moments import stamp
from dncdesk.core.scope import EVERYWHERE
from dncdesk.core.sentences import ProblemError, Sentence, say
from dncdesk.record.query import EVERYTHING, Column, Query

_WEEK = 7


class Format(StrEnum):
    """The kinds of file; the values are the endings."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    PDF = "pdf"

    @classmethod
    def of(cls, name: str) -> Format:
        """The format that a file's name asks for by its ending, in capitals or not.

        Raises:
            UnknownEndingError: there is none for it.
        """
        ending = name.rpartition(".")[2].lower() if "." in name else ""
        try:
            return cls(ending)
        except ValueError:
            raise UnknownEndingError(
                say(
                    "“{name}” does not tell the kind of file: its name must end in .csv, .xlsx, .jsonl or .pdf.",
                    name=name,
                )
            ) from None


class UnknownEndingError(ProblemError):
    """The file's ending is none of ours."""


@dataclass(frozen=True)
class Selection:
    """Which opt-outs are exported.

    `query` says which; `after`, where given, narrows it to those with an event whose `seq` is higher, and to what was
    imported later. `by_campaign`: a section with sums for each campaign. `name` says it in a few words, for people.
    """

    query: Query
    name: Sentence
    after: int | None = None
    by_campaign: bool = False

    @property
    def complete(self) -> bool:
        """Whether nothing is left out that an earlier complete export did not hold: the next one may build on it."""
        return not self.query.narrowed

    def described(self) -> str:
        """What is looked for, in words: the name, and each filter."""
        return "; ".join([str(self.name), *map(str, _filters(self.query))])


@dataclass(frozen=True)
class LastExport:
    """The last complete export: its time, and the `seq` of the log's head in it."""

    at: datetime
    head: int


@dataclass(frozen=True)
class Maker:
    """Who exports or imports: the user of this computer, the computer, the program and its version."""

    by: str
    computer: str
    program: str


@dataclass(frozen=True)
class Provenance:
    """What every export says of itself. `head` is the log's last event in it: `seq` and hash."""

    made_at: datetime
    maker: Maker
    what: str
    entries: int
    head: tuple[int, str]

    def lines(self) -> list[tuple[str, str]]:
        """Each fact with its label, in the order in which they are read."""
        return [
            (str(say("Made at")), stamp(self.made_at)),
            (str(say("Made by")), self.maker.by),
            (str(say("Computer")), self.maker.computer),
            (str(say("Program")), self.maker.program),
            (str(say("What")), self.what),
            (str(say("Entries")), str(self.entries)),
            (str(say("Head of the log")), f"{self.head[0]}:{self.head[1]}"),
        ]


def everything() -> Selection:
    """The whole log."""
    return Selection(EVERYTHING, say("everything"))


def shown(query: Query) -> Selection:
    """What a table shows, in its order."""
    return Selection(query, say("what the table shows"))


def today(day: date) -> Selection:
    """What was asked for on `day`, by this computer's clock."""
    return Selection(Query(since=_midnight(day), until=_midnight(day + timedelta(days=1))), say("today"))


def week_by_campaign(day: date, first_weekday: int) -> Selection:
    """What was asked for in the week of `day`, which begins on `first_weekday` (0 is Monday), campaign by campaign."""
    first = day - timedelta(days=(day.weekday() - first_weekday) % _WEEK)
    query = Query(
        since=_midnight(first), until=_midnight(first + timedelta(days=_WEEK)), sort=Column.WHERE, descending=False
    )
    return Selection(query, say("this week, by campaign"), by_campaign=True)


def since_last(last: LastExport) -> Selection:
    """What is new or has changed since an export."""
    name = say("new or changed since the export of {moment}", moment=stamp(last.at))
    return Selection(EVERYTHING, name, after=last.head)


def between(first: date | None, last: date | None, scope: str) -> Selection:
    """What was asked for from one day to another, both included, for one scope (every one if empty)."""
    until = _midnight(last + timedelta(days=1)) if last else None
    query = replace(EVERYTHING, since=_midnight(first) if first else None, until=until, scope=scope)
    return Selection(query, say("a part of the log") if query.narrowed else say("everything"))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def _filters(query: Query) -> list[Sentence]:
    found: list[Sentence] = []
    if query.search.strip():
        found.append(say("holds “{text}”", text=query.search.strip()))
    if query.since is not None:
        found.append(say("asked since {moment}", moment=stamp(query.since)))
    if query.until is not None:
        found.append(say("asked before {moment}", moment=stamp(query.until)))
    if query.outcomes:
        words = ", ".join(sorted(outcome.value for outcome in query.outcomes))
        found.append(say("outcome: {words}", words=words))
    if query.scope:
        found.append(say("everywhere") if query.scope == EVERYWHERE else say("campaign {id}", id=query.scope))
    if query.server:
        found.append(say("server {name}", name=query.server))
    if query.who:
        found.append(say("taken or entered by {name}", name=query.who))
    if query.open_only:
        found.append(say("not known to be honoured"))
    return found
