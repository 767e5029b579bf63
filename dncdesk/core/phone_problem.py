"""What can be wrong with a typed number, and the one sentence that says so."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from dncdesk.core.sentences import ProblemError, Sentence, say


class NumberProblem(StrEnum):
    """Why a text is not one phone number. Nothing is sent in any of these cases."""

    EMPTY = "empty"
    NO_DIGITS = "no_digits"
    TWO_NUMBERS = "two_numbers"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    SPREADSHEET = "spreadsheet"
    UNREADABLE = "unreadable"
    NO_COUNTRY = "no_country"
    """The settings name a country that there is not; no number can be read by its rule."""


class NotANumberError(ProblemError):
    """The text is not one phone number; `problem` says why, `sentence` says it to a person."""

    def __init__(self, problem: NumberProblem, sentence: Sentence) -> None:
        """Carry the kind of `problem` for code beside the `sentence` for a person."""
        super().__init__(sentence)
        self.problem = problem


_PLAIN: dict[NumberProblem, Sentence] = {
    NumberProblem.EMPTY: say("Type or paste the phone number to block."),
    NumberProblem.NO_DIGITS: say("There is no phone number in this text; type the number in digits."),
    NumberProblem.TWO_NUMBERS: say("There is more than one number here; enter them one at a time."),
    NumberProblem.UNREADABLE: say(
        "The number is broken up by other signs and can be read in more than one way; type only its digits."
    ),
}
_PASTE = say("This text is far longer than a phone number; paste only the number.")
_SPREADSHEET = say(
    "A spreadsheet has turned this number into {text} and its last digits may be lost; "
    "format the cell as text there and copy it again.",
)
_NO_COUNTRY = say("No country has a code that begins +{digits}; check the digits after the plus sign.")
_UNKNOWN_COUNTRY = say(
    "The settings name {country} as the dialler's country, and there is none such. "
    "Put its two letters there (US, CA, GB …), then numbers can be read.",
)
_LIMIT = say("The dialler takes numbers of 6 to 16 digits and this one would be {count}; check the digits.")
_SHORT_US = say(
    "This is too short: it has {count} of the {expected} digits of a number in the United States; "
    "check it and type what is missing.",
)
_SHORT = say(
    "This is too short: it has {count} of the {expected} digits that follow the country code +{code}; "
    "check it and type what is missing.",
)
_LONG_US = say(
    "This is too long: it has {count} digits, and a number in the United States has {expected}; "
    "take out what is too much, or begin a foreign number with + and its country code.",
)
_LONG = say(
    "This is too long: it has {count} digits, and {expected} may follow the country code +{code}; "
    "take out what is too much, or begin a foreign number with + and its country code.",
)


def problem(kind: NumberProblem) -> NotANumberError:
    """The error for a `kind` whose sentence needs no values."""
    return NotANumberError(kind, _PLAIN[kind])


def far_too_long() -> NotANumberError:
    """The error for a pasted text that is no attempt at one number."""
    return NotANumberError(NumberProblem.TOO_LONG, _PASTE)


def lost_in_spreadsheet(text: str) -> NotANumberError:
    """The error for a number that a spreadsheet shortened to `text`, such as 7.27555E+09."""
    return NotANumberError(NumberProblem.SPREADSHEET, replace(_SPREADSHEET, values={"text": text}))


def no_such_country(digits: str) -> NotANumberError:
    """The error for `digits` after a plus sign that no country's code begins with."""
    return NotANumberError(NumberProblem.UNREADABLE, replace(_NO_COUNTRY, values={"digits": digits[:3]}))


def unknown_country(country: str) -> NotANumberError:
    """The error for every text, where the settings name a `country` that there is not, such as UK."""
    return NotANumberError(NumberProblem.NO_COUNTRY, replace(_UNKNOWN_COUNTRY, values={"country": country}))


def outside_limits(count: int) -> NotANumberError:
    """The error for a real number of `count` digits that the dialler cannot hold."""
    kind = NumberProblem.TOO_SHORT if count < 6 else NumberProblem.TOO_LONG
    return NotANumberError(kind, replace(_LIMIT, values={"count": str(count)}))


def wrong_length(count: int, expected: tuple[int, ...], code: int, *, at_home_in_us: bool) -> NotANumberError:
    """The error for `count` digits where a country has one of the `expected` lengths.

    Args:
        count: Digits found, without country code and, in North America, without the leading 1.
        expected: The lengths of that country's numbers, ascending, not empty.
        code: The country's calling code.
        at_home_in_us: True for a number written the American way on an American server.
    """
    short = count < expected[-1]
    span = str(expected[0]) if len(expected) == 1 else f"{expected[0]}–{expected[-1]}"
    values = {"count": str(count), "expected": span}
    if at_home_in_us:
        sentence = _SHORT_US if short else _LONG_US
    else:
        sentence = _SHORT if short else _LONG
        values["code"] = str(code)
    kind = NumberProblem.TOO_SHORT if short else NumberProblem.TOO_LONG
    return NotANumberError(kind, replace(sentence, values=values))
