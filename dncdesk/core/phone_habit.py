"""How a dialler's leads carry their numbers, told from some of them: with the country code or without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import phonenumbers

from dncdesk.core.phone import NumberRule
from dncdesk.core.phone_plan import Plan, e164, national_digits

_ENOUGH = 3  # leads; one or two may be somebody's typing error
_AGREE = 0.9


@dataclass(frozen=True)
class Habit:
    """How numbers are carried: in which country, in which form, and on how many leads that rests.

    `seen` is 0 where no lead told: then country and form are what is usual. `mixed`: the leads do not agree.
    """

    country: str
    form: NumberRule
    seen: int = 0
    mixed: bool = False


def habit(leads: Iterable[tuple[str, str]], *, country: str) -> Habit:
    """The habit of `leads`, each a country code and a number as VICIdial stores them (phone_code, phone_number).

    `country` is taken where they do not tell, or where several share the code, as the United States and Canada do.
    """
    known = [(code, number) for code, number in leads if code.isdecimal() and number.isdecimal()]
    codes = Counter(code.lstrip("0") for code, _ in known)
    if codes:
        country = _country(codes.most_common(1)[0][0], country)
    usual = Habit(country, NumberRule.NATIONAL)
    if country not in phonenumbers.SUPPORTED_REGIONS:
        return usual
    forms = Counter(form for _, number in known if (form := _form(number, country)) is not None)
    if forms.total() < _ENOUGH:
        return usual
    form, count = forms.most_common(1)[0]
    return Habit(country, form, forms.total(), mixed=count < forms.total() * _AGREE)


def _country(code: str, preferred: str) -> str:
    if not code or phonenumbers.country_code_for_region(preferred) == int(code):
        return preferred
    region = phonenumbers.region_code_for_country_code(int(code))
    return region if region in phonenumbers.SUPPORTED_REGIONS else preferred


def _form(number: str, country: str) -> NumberRule | None:
    """The form of one number; None where it is no number of that country, or in a form of its own."""
    read = Plan(country, leads_carry_country_code=True).read(number, plus=False)
    if read is None:
        return None
    if national_digits(read) == number:
        return NumberRule.NATIONAL
    return NumberRule.INTERNATIONAL if e164(read)[1:] == number else None
