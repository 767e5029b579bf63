"""One line of a list of numbers: the numbers that stand in it for certain, or why that cannot be said.

A single number in the window's field is seen by a person before it is sent; of 5,000 lines nobody reads each. So what
`core.phone` would read is taken here only where no other reading is in sight.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dncdesk.core.phone import NotANumberError, PhoneNumber
from dncdesk.core.phone_problem import NumberProblem
from dncdesk.core.phone_text import ENOUGH_FOR_A_NUMBER
from dncdesk.core.sentences import ProblemError, Sentence, say

Read = Callable[[str], PhoneNumber]
"""Reads the one number of a text by the server's rule, or raises `NotANumberError`."""

_WORTH_A_LOOK = 5  # digits; a line with fewer and no number is a remark, not a number gone wrong
_MOST_GROUPS = 24  # groups of digits; a line with more is no list of numbers
_NORTH_AMERICAN = "+1"
_NATIONAL_DIGITS = 10
_PREFIXES = frozenset(("", "1", "001", "0111"))

_GROUP = re.compile(r"\d+")
_MARKER = re.compile(r"\s*(?:\d{1,6}[.)\]]|[(\[]\d{1,2}[)\]])\s+(?=\S)")
"""The number of an item: "12. ", "3) ", "(3) "; "(727) " is an area code."""
_ENDS_IN_ZEROS = re.compile(r"\W*\d{4,}0000(?:\.0*)?\W*")
_SECOND_END = re.compile(r"(?:and|or|to|through|thru|bis|und|y|o|&|\+)\W*\d", re.IGNORECASE)
_LINK_WORD = re.compile(r"(?<=\s)(?:and|or|und|oder|y|o|-)$|^(?:and|or|und|oder|y|o|-)(?=\s)", re.IGNORECASE)
_BETWEEN = " \t,;/|&"
_FRACTION = re.compile(r"\.0+")
_YEAR = r"(?:19|20)\d\d"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_MOMENT = re.compile(
    rf"""(?<![\d/.+-])(?:
        {_YEAR}(?P<a>[-/.]){_MONTH}(?P=a){_DAY}
      | {_DAY}(?P<b>[-/.]){_DAY}(?P=b)(?:{_YEAR}|\d\d)
    )(?![\d/-])(?!\.\d)
    | (?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?(?![\d:])""",
    re.VERBOSE | re.IGNORECASE,
)

_DOUBT = {
    "astray": say("The chosen column has no number here, but another one may; write the number alone to send it."),
    "grouping": say(
        "The digits are grouped as in no number, so one of them may not belong to it; write only the number."
    ),
    "zeros": say(
        "It ends in four zeros, as a number does that a spreadsheet has shortened; "
        "if it is right, write it with its dashes, as 727-555-0000."
    ),
    "item": say("The digits in front may count the line or belong to the number; write only the number."),
    "letters": say("These letters may be a number or a remark; write the number in digits."),
    "range": say("“{rest}” may be a second number; write each number in full.", rest=""),
    "several": say(
        "Several numbers may stand here and it is not certain where each ends; write one, or part them with semicolons."
    ),
}


class DoubtError(ProblemError):
    """A number might be read, but not for certain."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text to read and its place in file or text, from 1; `astray` where it is not what a person chose to read."""

    place: int
    text: str
    astray: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at one place of a line: a number, or `why` there is none; neither where it is only a remark.

    `typed` is this part of the line as it was given.
    """

    typed: str
    number: PhoneNumber | None = None
    why: Sentence | None = None


def astray(line: str) -> Found:
    """What is said of a line whose number may stand beside the column that a person chose."""
    return Found(line, why=_DOUBT["astray"])


def read_line(line: str, read: Read) -> list[Found]:
    """What stands in `line`: one entry for each number, one alone for a problem or a remark, none for an empty line.

    Several numbers are told apart only where there is one way to do it.
    """
    if not line.strip():
        return []
    text = _MOMENT.sub(_blank, line)
    try:
        return [_found(line, _certain(text, read))]
    except DoubtError as error:
        return [Found(line.strip(), why=error.sentence)]
    except NotANumberError as error:
        return _no_single_number(line, text, error, read)


def _no_single_number(line: str, text: str, error: NotANumberError, read: Read) -> list[Found]:
    of_no_number = (NumberProblem.NO_COUNTRY, NumberProblem.SPREADSHEET)
    if error.problem not in of_no_number and (several := _several(text, line, read)):
        return several
    if error.problem is NumberProblem.TWO_NUMBERS:
        return [Found(line.strip(), why=_DOUBT["several"])]
    remark = error.problem not in of_no_number and _count_digits(text) < _WORTH_A_LOOK
    return [Found(line.strip(), why=None if remark else error.sentence)]


def _found(typed: str, number: PhoneNumber) -> Found:
    """What the log is to hold of a number: the text as it was given, with the moments in it."""
    typed = _LINK_WORD.sub("", typed.strip(_BETWEEN)).strip(_BETWEEN)
    left_out = (part.strip("* ") for part in number.left_out)
    return Found(typed, replace(number, typed=typed, left_out=tuple(part for part in left_out if part)))


def _blank(match: re.Match[str]) -> str:
    # A sign that joins no digits; every other sign keeps its place.
    return "*" * len(match.group())


def _certain(text: str, read: Read) -> PhoneNumber:
    """The one number in `text`.

    Raises:
        NotANumberError: there is none, or not just one.
        DoubtError: it could be another.
    """
    marker = _MARKER.match(text)
    if marker is None:
        return _undoubted(text, read(text))
    whole, rest = _try(text, read), _try(text[marker.end() :], read)
    if rest is None:
        if whole is None:
            read(text)
        raise DoubtError(_DOUBT["item"])
    if whole is not None and whole.e164 != rest.e164:
        raise DoubtError(_DOUBT["item"])
    return _undoubted(text[marker.end() :], rest)


def _try(text: str, read: Read) -> PhoneNumber | None:
    try:
        return read(text)
    except NotANumberError:
        return None


def _undoubted(text: str, number: PhoneNumber) -> PhoneNumber:
    own = text
    words = [part for part in number.left_out if not _FRACTION.fullmatch(part)]
    for part in number.left_out:
        own = own.replace(part, " ", 1)
    groups = _GROUP.findall(own)
    digits = "".join(groups)
    if len(digits) < len(number.e164) - 1 and not number.e164.endswith(digits.lstrip("0")):
        if words:
            raise DoubtError(_DOUBT["letters"])
        return number
    for part in words:
        if _SECOND_END.match(part):
            raise DoubtError(replace(_DOUBT["range"], values={"rest": part}))
    if _ENDS_IN_ZEROS.fullmatch(own):
        raise DoubtError(_DOUBT["zeros"])
    if number.e164.startswith(_NORTH_AMERICAN) and not _is_american_grouping(groups):
        raise DoubtError(_DOUBT["grouping"])
    return number


def _is_american_grouping(groups: list[str]) -> bool:
    """Whether the area code and the last four digits are each within one group, as everybody writes them.

    "2 727555121" and "727555121 0" are nine digits and a stray one, which nobody may take for a number.
    """
    over = sum(map(len, groups)) - _NATIONAL_DIGITS
    prefix = "".join(groups)[: max(0, over)]
    if over < 0 or prefix not in _PREFIXES:
        return False
    first = 0
    for group in groups:
        first = len(group) - over
        if first > 0:
            break
        over -= len(group)
    return first >= 3 and len(groups[-1]) >= 4


def _several(text: str, line: str, read: Read) -> list[Found]:
    """The numbers of a line that is not one number, if there is one way alone to tell them apart."""
    groups = [match.start() for match in _GROUP.finditer(text)]
    if not 1 < len(groups) <= _MOST_GROUPS or _count_digits(text) < 2 * ENOUGH_FOR_A_NUMBER:
        return []
    starts = [_start_of(text, place) for place in groups]
    starts[0] = 0
    ways = list(_ways(text, starts, 0, read, {}))
    if len(ways) == 1:
        return [_found(line[start:end], number) for start, end, number in ways[0]]
    return [Found(line.strip(), why=_DOUBT["several"])] if ways else []


def _start_of(text: str, place: int) -> int:
    """Where what belongs to the group of digits at `place` begins: its plus sign and its bracket."""
    while place and text[place - 1] in "+(＋":
        place -= 1
    return place


_Way = list[tuple[int, int, PhoneNumber]]


def _ways(
    text: str, starts: list[int], first: int, read: Read, known: dict[tuple[int, int], PhoneNumber | None]
) -> Iterator[_Way]:
    """The ways, two at the most, to part `text` from `starts[first]` on into numbers that are certain."""
    found = 0
    for last in range(first + 1, len(starts) + 1):
        begin, end = starts[first], starts[last] if last < len(starts) else len(text)
        if (begin, end) not in known:
            known[begin, end] = _piece(text[begin:end], read)
        number = known[begin, end]
        if number is None:
            continue
        rest: Iterator[_Way] = iter([[]]) if last == len(starts) else _ways(text, starts, last, read, known)
        for way in rest:
            yield [(begin, end, number), *way]
            found += 1
            if found == 2:
                return


def _piece(text: str, read: Read) -> PhoneNumber | None:
    if _count_digits(text) < ENOUGH_FOR_A_NUMBER:
        return None
    try:
        return _undoubted(text, read(text))
    except (NotANumberError, DoubtError):
        return None


def _count_digits(text: str) -> int:
    return sum(sign.isdigit() for sign in text)
