"""Phone numbers: from what people paste to the digits under which the dialler stores a person.

The dialler compares a do-not-call entry with the lead's number as text, digit by digit
(measured on build 250720-1841), so the form matters as much as the number. Where a text can
be read in two ways it is refused: no digit is ever guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

from dncdesk.core.phone_plan import LEAST, MOST, Plan, e164, national_digits
from dncdesk.core.phone_problem import (
    NotANumberError,
    NumberProblem,
    far_too_long,
    outside_limits,
    problem,
)
from dncdesk.core.phone_text import ENOUGH_FOR_A_NUMBER, PlainText, Run, find_runs, holds_two, read_text
from dncdesk.core.phone_vanity import read_vanity

__all__ = ["NotANumberError", "NumberProblem", "NumberRule", "PhoneNumber", "read_number"]

_LONGEST_TEXT = 1000  # characters; longer is no attempt at one number, and reading must stay quick


class NumberRule(StrEnum):
    """How a server's leads are stored: the settings key `number_form`."""

    NATIONAL = "national"
    INTERNATIONAL = "international"
    AS_TYPED = "as_typed"


@dataclass(frozen=True)
class PhoneNumber:
    """One phone number, as typed and as the dialler may know it.

    Attributes:
        typed: The text as given, untouched.
        main_form: What is sent: 6 to 16 digits, the form in which this server stores the number.
        e164: The number with plus sign and country code, "+17275550101".
        other_forms: Other forms a lead of this person may carry, most plausible first, 6 to 16 digits
            each; none that would be another person's number on this server.
        left_out: What stood in the text and is not sent, as written: an extension, words.
        region: ISO 3166 code of the number's country; empty where it has several or none.
        unassigned: True for a number of a possible length that no plan assigns: worth a mild warning.
        shown: How the window writes it. Reading this again gives the same number.
    """

    typed: str
    main_form: str
    e164: str
    other_forms: tuple[str, ...]
    left_out: tuple[str, ...]
    region: str
    unassigned: bool
    shown: str


def read_number(text: str, *, country: str, rule: NumberRule) -> PhoneNumber:
    """Read the one phone number in `text` as somebody in `country` writes it.

    Args:
        text: What a person typed or pasted; any length, any characters.
        country: The server's country, an ISO 3166 code such as "US".
        rule: How the server stores its leads.

    Returns:
        The number with its forms and with what was left out.

    Raises:
        NotANumberError: the text is not exactly one number, or one that the dialler cannot hold; or there is no
            such country.
    """
    plan = Plan(country, leads_carry_country_code=rule is NumberRule.INTERNATIONAL)
    if len(text) > _LONGEST_TEXT:
        raise far_too_long()
    plain = read_text(text, plan.is_number)
    run, number = _only_number(plain, plan)
    main_form, other_forms = _forms(run.digits, number, plan, rule)
    if not LEAST <= len(main_form) <= MOST:
        raise outside_limits(len(main_form))
    return PhoneNumber(
        typed=text,
        main_form=main_form,
        e164=e164(number),
        other_forms=other_forms,
        left_out=plain.left_out(run.start, run.end),
        region=plan.region(number),
        unassigned=not phonenumbers.is_valid_number(number),
        shown=plan.shown(number),
    )


def _only_number(plain: PlainText, plan: Plan) -> tuple[Run, phonenumbers.PhoneNumber]:
    """The one number in the text and where it stands."""
    runs = find_runs(plain.plain, plan.is_number)
    if not runs:
        raise problem(NumberProblem.NO_DIGITS)
    found: list[tuple[Run, phonenumbers.PhoneNumber]] = []
    unread: list[Run] = []
    for run in runs:
        lettered = None
        number = plan.read(run.digits, run.plus)
        if number is None:
            lettered = read_vanity(
                plain.plain,
                run,
                plan.is_number,
                one_length=plan.one_length,
                north_american=plan.north_american,
            )
            number = plan.read(lettered.digits, lettered.plus) if lettered else None
        if number is None:
            unread.append(run)
        else:
            found.append((lettered or run, number))
    if not found:
        raise _refusal(plain.plain, runs, plan)
    # The same number twice, as in a copied link, is one number.
    several = len({e164(number) for _, number in found}) > 1
    if several or any(len(run.digits) >= ENOUGH_FOR_A_NUMBER for run in unread):
        raise problem(NumberProblem.TWO_NUMBERS)
    return found[0]


def _refusal(plain: str, runs: list[Run], plan: Plan) -> NotANumberError:
    """Why none of the `runs` is a number."""
    longest = max(runs, key=lambda run: len(run.digits))
    if sum(len(run.digits) >= ENOUGH_FOR_A_NUMBER for run in runs) > 1 or holds_two(plain, longest, plan.is_number):
        return problem(NumberProblem.TWO_NUMBERS)
    if len(runs) > 1 and plan.is_number("".join(run.digits for run in runs), runs[0].plus):
        return problem(NumberProblem.UNREADABLE)
    return plan.refusal(longest.digits, longest.plus)


def _forms(
    typed_digits: str, number: phonenumbers.PhoneNumber, plan: Plan, rule: NumberRule
) -> tuple[str, tuple[str, ...]]:
    """The form to send and the others that a lead of this person may carry.

    A foreign number's national digits may be a home number of somebody else, and so may its digits with
    the country code once the plus sign is gone (+47 9234 5678 reads 479-234-5678 in the United States).
    So, except where every lead carries its country code, the first form that cannot be another's is sent.
    """
    national = national_digits(number)
    international = e164(number)[1:]
    forms = [national, international] if plan.is_home(number) else [international, national]
    forms += plan.trunk_forms(number)
    if rule is NumberRule.INTERNATIONAL:
        preferred = international
    elif rule is NumberRule.AS_TYPED:
        preferred = typed_digits
        forms.insert(0, typed_digits)
    else:
        preferred = forms[0]
    safe = [form for form in forms if LEAST <= len(form) <= MOST and not plan.means_another(form, number)]
    as_preferred = rule is NumberRule.INTERNATIONAL or plan.is_home(number) or not safe
    main_form = preferred if as_preferred else safe[0]
    return main_form, tuple(dict.fromkeys(form for form in safe if form != main_form))
