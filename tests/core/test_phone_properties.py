"""What holds for every text: digits are never invented, lost or reordered."""

from __future__ import annotations

import re
import unicodedata

import phonenumbers
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from dncdesk.core.phone import NotANumberError, NumberRule, PhoneNumber, read_number

KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
AMERICAN = re.compile(r"1?[2-9][0-9]{9}|[2-9][0-9]{6}")  # as leads here are stored, or a local call
DIGITS = re.compile(r"[0-9]{6,16}")
# Without those where a dialling rule rewrites digits (Argentina's 15 for 9).
COUNTRIES = st.sampled_from(["US", "CA", "GB", "DE", "FR", "ES", "IT", "NO", "AU", "IN", "JP", "ZA"])
RULES = st.sampled_from(list(NumberRule))
MANY = settings(max_examples=300, deadline=None)

# fmt: off
PASTED = [
    " ", "-", ".", ",", "/", "\n", ";", "(", ")", "+", "+1", "00", "x", "ext ", " #", "tel:", "FLOWERS", "or",
    "\u200f", "２", "٧", "²", "E+", "'", "1-800-", "727", "555", "%20", "|",
]
# fmt: on

separators = st.lists(st.sampled_from([" ", "-", ".", "\u00a0", "–", "(", ")", "\u200e", "\u00ad", ","]), max_size=3)
scripts = st.sampled_from(["0", "０", "٠", "۰", "०", "০", "๐"])
american = st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True)
scraps = st.lists(
    st.one_of(
        st.from_regex(r"[0-9]{1,11}", fullmatch=True),
        st.sampled_from(PASTED),
    ),
    max_size=12,
).map("".join)


def digits_in(text: str) -> str:
    return "".join(str(unicodedata.decimal(char)) for char in text if unicodedata.category(char) == "Nd")


def is_within(part: str, whole: str) -> bool:
    """Whether the digits of `part` stand in `whole` in the same order."""
    rest = iter(whole)
    return all(digit in rest for digit in part)


def read(text: str, country: str, rule: NumberRule) -> PhoneNumber | None:
    try:
        return read_number(text, country=country, rule=rule)
    except NotANumberError:
        return None


@MANY
@given(
    american, st.lists(separators, min_size=9, max_size=9), scripts, st.sampled_from(["", "1", "+1", "001 ", "+1 ("])
)
def test_however_a_number_is_dressed_it_stays_the_same(
    number: str, between: list[list[str]], zero: str, prefix: str
) -> None:
    marks = ["".join(mark) for mark in between] + [""]
    dressed = prefix + "".join(chr(ord(zero) + int(digit)) + mark for digit, mark in zip(number, marks, strict=True))
    assume(",," not in dressed.replace("\u200e", "").replace("\u00ad", ""))  # a pause: what follows is an extension
    found = read(dressed, "US", NumberRule.NATIONAL)
    assert found is not None
    assert (found.main_form, found.e164, found.left_out) == (number, "+1" + number, ())


@MANY
@given(st.one_of(scraps, st.text(max_size=40)), COUNTRIES, RULES)
@example("1-800-FLOWERS", "US", NumberRule.NATIONAL)
@example("200000oror", "US", NumberRule.NATIONAL)
@example("+47 92 34 56 78", "US", NumberRule.NATIONAL)
@example("7275551212 ext 45 (wife)", "US", NumberRule.INTERNATIONAL)
def test_whatever_is_typed_only_its_own_digits_are_sent(text: str, country: str, rule: NumberRule) -> None:
    number = read(text, country, rule)
    if number is None:
        return
    assert number.typed == text
    for form in (number.main_form, *number.other_forms):
        assert DIGITS.fullmatch(form)
    assert number.main_form not in number.other_forms
    assert len(set(number.other_forms)) == len(number.other_forms)
    there = text.upper().translate(KEYS)  # letters may stand for digits
    code = str(phonenumbers.parse(number.e164).country_code)
    own = number.main_form.removeprefix(code) if rule is NumberRule.INTERNATIONAL else number.main_form
    assert is_within(own, digits_in(there)), own
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for piece in number.left_out for char in piece)


@MANY
@given(st.one_of(american, st.from_regex(r"\+?[0-9]{6,15}", fullmatch=True)), scraps, COUNTRIES)
@example("010000", "", "DE")  # six digits with the trunk prefix, five without
def test_no_digit_is_lost(start: str, rest: str, country: str) -> None:
    text = f"{start} {rest}"
    assume("FLOWERS" not in text and "%" not in text)
    as_typed = read(text, country, NumberRule.AS_TYPED)
    as_stored = read(text, country, NumberRule.NATIONAL)
    if as_typed is None or as_stored is None or "tel:" in text:
        return
    home = phonenumbers.country_code_for_region(country)
    if not as_typed.e164.startswith(f"+{home}"):
        return
    # What is sent and what is shown as left out are together what was typed.
    assert sorted(as_typed.main_form + digits_in("".join(as_typed.left_out))) == sorted(digits_in(text))
    # Only a prefix is ever taken off.
    assert as_typed.main_form.endswith(as_stored.main_form)


@MANY
@given(st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)), RULES, st.data())
def test_reading_what_is_shown_gives_the_same_number(country: str, rule: NumberRule, data: st.DataObject) -> None:
    code = phonenumbers.country_code_for_region(country)
    text = data.draw(
        st.one_of(
            st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True),
            st.from_regex(rf"\+{code}[0-9]{{5,11}}", fullmatch=True),
            st.from_regex(r"[0-9]{6,12}", fullmatch=True),
        )
    )
    number = read(text, country, rule)
    if number is None:
        return
    again = read(number.shown, country, rule)
    assert again is not None
    assert again.e164 == number.e164
    assert again.left_out == ()
    if rule is not NumberRule.AS_TYPED:
        assert (again.main_form, again.other_forms) == (number.main_form, number.other_forms)


@MANY
@given(st.sampled_from(["GB", "NO", "SG", "DK", "NZ", "MX", "BR", "IN"]), st.integers(10**7, 10**10), RULES)
def test_no_form_of_a_foreign_number_is_a_number_at_home(country: str, national: int, rule: NumberRule) -> None:
    assume(rule is not NumberRule.INTERNATIONAL)
    code = phonenumbers.country_code_for_region(country)
    number = read(f"+{code} {national}", "US", rule)
    if number is None:
        return
    for form in (number.main_form, *number.other_forms):
        assert not AMERICAN.fullmatch(form)
