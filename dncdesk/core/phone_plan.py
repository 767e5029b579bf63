"""What a run of digits means in the telephone numbering plans: the one place that asks phonenumbers."""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, PhoneNumberFormat, ValidationResult

from dncdesk.core.phone_problem import (
    NotANumberError,
    NumberProblem,
    no_such_country,
    outside_limits,
    problem,
    unknown_country,
    wrong_length,
)

LEAST, MOST = 6, 16  # digits that every function of the dialler takes, measured on build 250720-1841
_NORTH_AMERICA = 1


def digits_of(text: str) -> str:
    """The digits 0-9 in `text`, in their order."""
    return "".join(char for char in text if "0" <= char <= "9")


class Plan:
    """Reads digits as somebody in one country writes them. Remembers what it has read; made for one text."""

    def __init__(self, country: str, *, leads_carry_country_code: bool) -> None:
        """Stand in `country`, an ISO 3166 code.

        Raises:
            NotANumberError: phonenumbers knows no such country, so no number can be read.
        """
        if country not in phonenumbers.SUPPORTED_REGIONS:
            raise unknown_country(country)
        self.country = country
        self.code = phonenumbers.country_code_for_region(country)
        self._with_code = leads_carry_country_code
        self._read: dict[tuple[str, bool], phonenumbers.PhoneNumber | None] = {}

    @property
    def north_american(self) -> bool:
        """Whether this country shares the numbering plan of the United States."""
        return self.code == _NORTH_AMERICA

    def is_number(self, digits: str, plus: bool) -> bool:
        """Whether `digits`, led by a plus sign or not, are one full number here."""
        return self.read(digits, plus) is not None

    def read(self, digits: str, plus: bool) -> phonenumbers.PhoneNumber | None:
        """The number that `digits` are here, or None if they are none of a possible length."""
        key = (digits, plus)
        if key not in self._read:
            self._read[key] = self._interpret(digits, plus) if LEAST <= len(digits) <= MOST + 4 else None
        return self._read[key]

    def _interpret(self, digits: str, plus: bool) -> phonenumbers.PhoneNumber | None:
        if plus:
            return self._possible("+" + digits)
        # Where leads carry the country code, digits copied from a lead begin with it, and a national
        # number would be written with its trunk prefix: 4930… is Berlin there, not 04930.
        if self._with_code and digits.startswith(str(self.code)):
            number = self._possible("+" + digits)
            if number is not None and phonenumbers.is_valid_number(number):
                return number
        number = self._possible(digits)
        if number is not None:
            return number
        # Not what is dialled here, but written all over the world for a plus sign.
        for prefix in ("00", "011"):
            if digits.startswith(prefix):
                return self._possible("+" + digits[len(prefix) :])
        if self._with_code:
            number = self._possible("+" + digits)
            return number if number is not None and phonenumbers.is_valid_number(number) else None
        return None

    def _possible(self, text: str) -> phonenumbers.PhoneNumber | None:
        try:
            number = phonenumbers.parse(text, self.country)
        except NumberParseException:
            return None
        if phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
            return None
        return None if _is_unfinished(number) else number

    @property
    def one_length(self) -> bool:
        """Whether every number of this country has the same count of digits."""
        return len(_lengths(self.code)) == 1

    def means_another(self, form: str, number: phonenumbers.PhoneNumber) -> bool:
        """Whether a lead that carries `form` may be somebody else than the owner of `number`.

        For a foreign number it is enough that the form has the length of a number of this country; for
        one of this country the form must be a number that can really be assigned.
        """
        try:
            read = phonenumbers.parse(form, self.country)
        except NumberParseException:
            return False
        if e164(read) == e164(number):
            return False
        if self.is_home(number):
            return phonenumbers.is_valid_number(read)
        reason = phonenumbers.is_possible_number_with_reason(read)
        if reason == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
            return national_digits(read) == form  # a neighbour's number is written without any prefix
        return reason == ValidationResult.IS_POSSIBLE

    def is_home(self, number: phonenumbers.PhoneNumber) -> bool:
        """Whether `number` shares this country's calling code, so that its national digits are unique here."""
        return number.country_code == self.code

    def region(self, number: phonenumbers.PhoneNumber) -> str:
        """The ISO 3166 code of the number's country; empty where it has several or none."""
        region = phonenumbers.region_code_for_number(number)
        if region is None and self.is_home(number):
            return self.country
        if region is None:
            sharing = phonenumbers.region_codes_for_country_code(_code(number))
            region = sharing[0] if len(sharing) == 1 else ""
        return "" if region == phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY else region

    def shown(self, number: phonenumbers.PhoneNumber) -> str:
        """How people here write `number`. Reading it again gives the same number."""
        if self.is_home(number):
            national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
            again = self.read(digits_of(national), plus=False)
            if again is not None and e164(again) == e164(number):
                return national
        return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)

    def trunk_forms(self, number: phonenumbers.PhoneNumber) -> tuple[str, ...]:
        """The digits dialled inside the number's own country, with its trunk prefix, most usual first."""
        forms = [digits_of(phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL))]
        region = phonenumbers.region_code_for_country_code(_code(number))
        prefix = phonenumbers.ndd_prefix_for_region(region, True)
        if prefix:
            forms.append(prefix + national_digits(number))
        return tuple(forms)

    def refusal(self, digits: str, plus: bool) -> NotANumberError:
        """Why `digits`, which `read` did not take, are no number."""
        international = plus or (digits.startswith(("00", "011")) and len(digits) > LEAST)
        text = digits if plus else digits.removeprefix("011" if digits.startswith("011") else "00")
        try:
            number = phonenumbers.parse(("+" + text) if international else digits, self.country)
        except NumberParseException as error:
            if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
                return no_such_country(text)
            number = phonenumbers.PhoneNumber(country_code=self.code, national_number=int(digits))
            count = len(digits)
        else:
            count = len(national_digits(number))
            if number.country_code == _NORTH_AMERICA and national_digits(number)[0] == "1":
                count -= 1
        lengths = _lengths(_code(number))
        if national_digits(number)[0] == "0" and _is_unfinished(number):
            count -= 1
        if count in lengths:
            return outside_limits(len(digits)) if len(digits) < LEAST else problem(NumberProblem.UNREADABLE)
        american = self.country == "US" and not international and number.country_code == _NORTH_AMERICA
        return wrong_length(count, lengths, _code(number), at_home_in_us=american)


def e164(number: phonenumbers.PhoneNumber) -> str:
    """The number with plus sign and country code: +17275550101."""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def national_digits(number: phonenumbers.PhoneNumber) -> str:
    """The digits behind the country code, with the leading zeros that belong to the number (Italy)."""
    return phonenumbers.national_significant_number(number)


def _code(number: phonenumbers.PhoneNumber) -> int:
    return number.country_code or 0  # phonenumbers always sets it when it parses; its type does not say so


def _is_unfinished(number: phonenumbers.PhoneNumber) -> bool:
    """Whether what looks like the first digit is a trunk prefix, left in front of too few digits.

    phonenumbers keeps a trunk prefix as a digit when the rest is too short without it.
    """
    first = national_digits(number)[:1]
    if number.country_code == _NORTH_AMERICA:
        return first in ("0", "1")
    if first != "0" or phonenumbers.is_valid_number(number):
        return False
    region = phonenumbers.region_code_for_country_code(_code(number))
    return phonenumbers.ndd_prefix_for_region(region, True) == "0"


def _lengths(country_code: int) -> tuple[int, ...]:
    region = phonenumbers.region_code_for_country_code(country_code)
    if region == phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY:
        metadata = PhoneMetadata.metadata_for_nongeo_region(country_code)
    else:
        metadata = PhoneMetadata.metadata_for_region(region)
    if metadata is None or metadata.general_desc is None:
        return (LEAST, 15)
    return tuple(metadata.general_desc.possible_length)
