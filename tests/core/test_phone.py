"""What a supervisor pastes, and what the dialler gets to see of it."""

from __future__ import annotations

import time

import pytest

from dncdesk.core.phone import NotANumberError, NumberProblem, NumberRule, PhoneNumber, read_number


def national(text: str, country: str = "US") -> PhoneNumber:
    return read_number(text, country=country, rule=NumberRule.NATIONAL)


def refusal(text: str, country: str = "US", rule: NumberRule = NumberRule.NATIONAL) -> NotANumberError:
    with pytest.raises(NotANumberError) as caught:
        read_number(text, country=country, rule=rule)
    return caught.value


ONE_NUMBER = {
    "plain": "7275551212",
    "brackets and dash": "(727) 555-1212",
    "dots": "727.555.1212",
    "commas": "727,555,1212",
    "slashes": "727/555/1212",
    "underscores": "727_555_1212",
    "apostrophes": "727'555'1212",
    "square brackets": "[727] 555 1212",
    "plus one": "+1 (727) 555-1212",
    "bracketed plus one": "(+1) 727 555 1212",
    "plus, space, one": "+ 1 727 555 1212",
    "leading one": "1-727-555-1212",
    "001": "001 727 555 1212",
    "011": "011 1 727 555 1212",
    "no-break spaces": "727\u00a0555\u00a01212",
    "figure and thin spaces": "727\u2007555\u20091212",
    "no-break hyphens": "727\u2011555\u20111212",
    "en and em dash": "727–555—1212",
    "minus sign": "727\u2212555\u22121212",
    "soft hyphens": "727\u00ad555\u00ad1212",
    "right-to-left marks": "\u200f\u202a+1 727 555 1212\u202c",
    "zero-width space in front": "\u200b7275551212\ufeff",
    "full width": "＋１（７２７）５５５－１２１２",
    "Arabic digits": "٧٢٧٥٥٥١٢١٢",
    "Persian digits": "۷۲۷۵۵۵۱۲۱۲",
    "Devanagari digits": "७२७५५५१२१२",
    "keycap emoji": "7\ufe0f\u20e32\ufe0f\u20e37\ufe0f\u20e35551212",
    "struck through": "7\u03362\u03367\u03365551212",
    "broken over two lines": "727\n5551212",
    "tel link": "tel:+1-727-555-1212",
    "tel link in percent signs": "tel:%2B1%20727%20555%201212",
    "local tel link": "tel:555-1212;phone-context=+1-727",
    "link of this program": "dnc:7275551212",
    "link of this program as browsers write it": "dnc://7275551212/",
    "link with one slash": "dnc:/7275551212",
    "quotes from a CSV": '"7275551212"',
    "punctuation around": "☎ 727-555-1212.",
}


@pytest.mark.parametrize("text", ONE_NUMBER.values(), ids=ONE_NUMBER.keys())
def test_every_way_of_writing_is_the_same_number(text: str) -> None:
    number = national(text)
    assert number == PhoneNumber(
        typed=text,
        main_form="7275551212",
        e164="+17275551212",
        other_forms=("17275551212",),
        left_out=(),
        region="US",
        unassigned=False,
        shown="(727) 555-1212",
    )


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("7275551212 (wife's cell)", ("(wife's cell)",)),
        ("wife's cell 7275551212", ("wife's cell",)),
        ("(call 727-555-1212)", ("call",)),
        ("Tel.: 727.555.1212", ("Tel.:",)),
        ("call 7275551212 after 5pm", ("call", "after 5pm")),
        ("7275551212 – call after 17:00", ("call after 17:00",)),
        ("Anna\n7275551212\n12 Main St", ("Anna", "12 Main St")),
        ("7275551212\t45", ("45",)),
        ("727-555-1212 ext 45", ("ext 45",)),
        ("727-555-1212 ext. 45", ("ext. 45",)),
        ("727-555-1212, extension 45", ("extension 45",)),
        ("(727) 555-1212 (ext. 45)", ("ext. 45",)),
        ("727-555-1212 EXT 45 (Bob)", ("EXT 45", "(Bob)")),
        ("7275551212x45", ("x45",)),
        ("7275551212 ｘ45", ("ｘ45",)),
        ("7275551212 #45", ("#45",)),
        ("7275551212 anexo 45", ("anexo 45",)),
        ("7275551212 int. 45", ("int. 45",)),
        ("7275551212 extensio\u0301n 45", ("extensio\u0301n 45",)),
        ("7275551212,,45", ("45",)),
        ("7275551212 доб. 45", ("доб. 45",)),
        ("tel:+17275551212;ext=45", ("ext=45",)),
        ("tel:+1-727-555-1212;phone-context=example.com", ("phone-context=example.com",)),
        ("tel:+17275551212;isub=7275551213", ("isub=7275551213",)),
        ("tel:+17275551212;tgrp=5551234567;ext=45", ("tgrp=5551234567", "ext=45")),
        ("tel:+17275551212;extension=7275551213.0", ("extension=7275551213.0",)),
        ("dnc:7275551212?from=7275551213&campaign=7275551214", ("from=7275551213", "campaign=7275551214")),
        ("tel:%2B17275551212%3Bisub%3D7275551213", ("isub=7275551213",)),
        ("7275551212.0", (".0",)),
        ("7275551212²", ("²",)),
        ("7275551212 \u202ewife\u202c\x07", ("wife",)),
        ("7275551212 = +1 727 555 1212", ("= +1 727 555 1212",)),
        ("1-800-FLOWERS please", ("please",)),
    ],
)
def test_what_is_not_sent_is_shown_as_it_was_written(text: str, left_out: tuple[str, ...]) -> None:
    number = national(text)
    assert number.main_form in {"7275551212", "8003569377"}
    assert number.left_out == left_out


@pytest.mark.parametrize(
    ("text", "main_form", "left_out"),
    [
        ("1-800-FLOWERS", "8003569377", ()),
        ("+1 800 flowers", "8003569377", ()),
        ("1-800-GO-FEDEX", "8004633339", ()),
        ("1-800-GO FEDEX", "8004633339", ()),
        ("call 1-800-FLOWERS now", "8003569377", ("call", "now")),
        ("727-555-PETS", "7275557387", ()),
        ("１-８００-ＦＬＯＷＥＲＳ", "8003569377", ()),
        # The telephone network does not wait for the letters behind the tenth digit.
        ("1-800-MATTRESS", "8006288737", ("S",)),
    ],
)
def test_letters_that_complete_a_number_are_digits(text: str, main_form: str, left_out: tuple[str, ...]) -> None:
    number = national(text)
    assert (number.main_form, number.left_out) == (main_form, left_out)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("727555ABCD1302", NumberProblem.UNREADABLE),  # 727-555-ABCD or 727-555-1302?
        ("727 abc 555 1212", NumberProblem.UNREADABLE),
        ("727555²1212", NumberProblem.UNREADABLE),
        ("727 555 home", NumberProblem.TOO_SHORT),
        ("727-555-cell", NumberProblem.TOO_SHORT),
        ("727 555 John", NumberProblem.TOO_SHORT),
        ("727-555-XXXX", NumberProblem.TOO_SHORT),  # hidden, not nines
        ("7275550ool", NumberProblem.TOO_SHORT),  # an O for a zero, not a six
        ("727-FLOWERSNOW", NumberProblem.TOO_SHORT),
        ("1800 hours and more", NumberProblem.TOO_SHORT),
        ("CALLMENOW", NumberProblem.NO_DIGITS),
        ("①②③④⑤⑥⑦⑧⑨⑩", NumberProblem.NO_DIGITS),
    ],
)
def test_letters_never_become_a_guess(text: str, problem: NumberProblem) -> None:
    assert refusal(text).problem is problem


@pytest.mark.parametrize(
    "text",
    [
        "7275551212, 7275551213",
        "7275551212,7275551213",
        "7275551212 or 727 555 1213",
        "7275551212\n7275551213",
        "7275551212\t7275551213",
        "7275551212/7275551213",
        "7275551212/13",
        "7275551212;7275551213",
        "7275551212 7275551213",
        "727 555 1212 727 555 1213",
        "+17275551212+17275551213",
        "7275551212 x7275551213",
        "7275551212 555 1213",
        "T 727-555-1212 F 727-555-1213",
        "7275551212 or 1-800-FLOWERS",
        "7275551212 (old: 555-1213)",
        "dnc:7275551212;7275551213",
        "tel:7275551212;a=1 7275551213",
        "call tel:7275551212;isub=7275551213",
    ],
)
def test_two_numbers_are_never_one(text: str) -> None:
    assert refusal(text).problem is NumberProblem.TWO_NUMBERS


@pytest.mark.parametrize(
    ("text", "country", "problem", "said"),
    [
        ("", "US", NumberProblem.EMPTY, "Type or paste"),
        (" \u200b\n", "US", NumberProblem.EMPTY, "Type or paste"),
        ("?!", "US", NumberProblem.NO_DIGITS, "no phone number"),
        ("727555121", "US", NumberProblem.TOO_SHORT, "9 of the 10 digits of a number in the United States"),
        ("1727555121", "US", NumberProblem.TOO_SHORT, "9 of the 10"),
        ("+1 727 555 121", "US", NumberProblem.TOO_SHORT, "9 of the 10 digits that follow the country code +1"),
        ("555-1212", "US", NumberProblem.TOO_SHORT, "7 of the 10"),
        ("911", "US", NumberProblem.TOO_SHORT, "3 of the 10"),
        ("72755512123", "US", NumberProblem.TOO_LONG, "11 digits"),
        ("7275551212 45", "US", NumberProblem.TOO_LONG, "12 digits"),
        ("442079460018", "US", NumberProblem.TOO_LONG, "begin a foreign number with +"),
        ("12345678901234567890123", "US", NumberProblem.TOO_LONG, "23 digits"),
        ("+44 20 7946", "US", NumberProblem.TOO_SHORT, "country code +44"),
        ("+999 123 4567", "US", NumberProblem.UNREADABLE, "+999"),
        ("+7275551212", "US", NumberProblem.TOO_SHORT, "country code +7"),
        ("020 7946", "GB", NumberProblem.TOO_SHORT, "country code +44"),
        ("7.27555E+09", "US", NumberProblem.SPREADSHEET, "7.27555E+09"),
        ("7,27555E+09", "US", NumberProblem.SPREADSHEET, "7,27555E+09"),
        ("7E+09", "US", NumberProblem.SPREADSHEET, "7E+09"),
        ("40123", "AC", NumberProblem.TOO_SHORT, "6 to 16"),
        ("+247 40123", "AC", NumberProblem.TOO_SHORT, "6 to 16"),
    ],
)
def test_what_is_no_number_is_said_in_one_sentence(text: str, country: str, problem: NumberProblem, said: str) -> None:
    error = refusal(text, country)
    assert error.problem is problem
    assert said in str(error.sentence)
    assert str(error.sentence).endswith(".")
    assert "{" not in str(error.sentence)


@pytest.mark.parametrize(
    ("text", "country", "rule", "main_form", "other_forms"),
    [
        ("7275551212", "US", NumberRule.INTERNATIONAL, "17275551212", ("7275551212",)),
        ("001 727 555 1212", "US", NumberRule.AS_TYPED, "0017275551212", ("7275551212", "17275551212")),
        ("727-555-1212 ext 45", "US", NumberRule.AS_TYPED, "7275551212", ("17275551212",)),
        ("1-800-FLOWERS", "US", NumberRule.AS_TYPED, "18003569377", ("8003569377",)),
        ("416 555 0123", "US", NumberRule.NATIONAL, "4165550123", ("14165550123",)),
        ("020 7946 0018", "GB", NumberRule.NATIONAL, "2079460018", ("442079460018", "02079460018")),
        ("020 7946 0018", "GB", NumberRule.AS_TYPED, "02079460018", ("2079460018", "442079460018")),
        ("+44 (0)20 7946 0018", "GB", NumberRule.NATIONAL, "2079460018", ("442079460018", "02079460018")),
        ("06 1234 5678", "IT", NumberRule.NATIONAL, "0612345678", ("390612345678",)),
        ("55 1234 5678", "MX", NumberRule.NATIONAL, "5512345678", ("525512345678",)),
        ("(11) 91234-5678", "BR", NumberRule.INTERNATIONAL, "5511912345678", ("11912345678", "011912345678")),
        ("8 (912) 345-67-89", "RU", NumberRule.NATIONAL, "9123456789", ("79123456789", "89123456789")),
        ("030/1234567", "DE", NumberRule.NATIONAL, "301234567", ("49301234567", "0301234567")),
        ("030,123,4567", "DE", NumberRule.NATIONAL, "301234567", ("49301234567", "0301234567")),
        # Copied from a lead of a server that stores the country code.
        ("49301234567", "DE", NumberRule.INTERNATIONAL, "49301234567", ("301234567", "0301234567")),
        ("442079460018", "US", NumberRule.INTERNATIONAL, "442079460018", ("02079460018",)),
    ],
)
def test_the_form_that_the_server_stores(
    text: str, country: str, rule: NumberRule, main_form: str, other_forms: tuple[str, ...]
) -> None:
    number = read_number(text, country=country, rule=rule)
    assert (number.main_form, number.other_forms) == (main_form, other_forms)


def test_a_last_zero_behind_a_dot_is_a_digit_where_one_is_missing() -> None:
    assert national("727555121.0").main_form == "7275551210"


def test_an_argentine_mobile_has_its_nine_for_the_fifteen() -> None:
    number = national("011 15-2345-6789", "AR")
    assert number.e164 == "+5491123456789"
    assert number.main_form == "91123456789"
    assert "0111523456789" in number.other_forms


@pytest.mark.parametrize(
    ("text", "rule", "main_form", "region"),
    [
        # Bare, 207-946-0018 is somebody in Maine.
        ("+44 20 7946 0018", NumberRule.NATIONAL, "442079460018", "GB"),
        ("+44 20 7946 0018", NumberRule.AS_TYPED, "442079460018", "GB"),
        ("+44 20 7946 0018", NumberRule.INTERNATIONAL, "442079460018", "GB"),
        ("0044 20 7946 0018", NumberRule.AS_TYPED, "00442079460018", "GB"),
        # With its country code, 479-234-5678 is somebody in Arkansas.
        ("+47 92 34 56 78", NumberRule.NATIONAL, "92345678", "NO"),
        ("+47 92 34 56 78", NumberRule.AS_TYPED, "92345678", "NO"),
        ("+47 92 34 56 78", NumberRule.INTERNATIONAL, "4792345678", "NO"),
        ("+47 13 00 00 00", NumberRule.NATIONAL, "13000000", ""),
        ("+800 1234 5678", NumberRule.NATIONAL, "80012345678", ""),
    ],
)
def test_a_foreign_number_is_never_sent_as_somebody_at_home(
    text: str, rule: NumberRule, main_form: str, region: str
) -> None:
    number = read_number(text, country="US", rule=rule)
    assert (number.main_form, number.region) == (main_form, region)
    assert number.shown.startswith("+")
    if rule is not NumberRule.INTERNATIONAL:
        for form in (number.main_form, *number.other_forms):
            assert len(form) != 10


@pytest.mark.parametrize(("text", "unassigned"), [("7275550101", False), ("727 555 1212", False), ("9999999999", True)])
def test_an_unassigned_number_passes_with_a_mark(text: str, unassigned: bool) -> None:
    number = national(text)
    assert number.unassigned is unassigned
    assert number.region == "US"


def test_a_country_that_does_not_exist_is_named() -> None:
    with pytest.raises(NotANumberError, match="XX"):
        national("7275551212", "XX")


@pytest.mark.parametrize(
    "text",
    ["7" * 1_000_000, "1a-" * 330, "( " * 500, "+ (" * 330, "1," * 500, "1 ,," * 250, "tel:" * 250],
    ids=["a megabyte", "letters", "brackets", "pluses", "commas", "pauses", "links"],
)
def test_a_silly_paste_is_answered_at_once(text: str) -> None:
    began = time.perf_counter()
    assert str(refusal(text, "DE").sentence)
    assert time.perf_counter() - began < 0.5
