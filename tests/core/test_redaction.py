"""A password is nowhere in what is shown or kept, and the numbers beside it are left alone."""

from __future__ import annotations

import html
import json
from pathlib import Path
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dncdesk.core.redaction import MASK, Redactor, cleaned, redact_answer

SECRETS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=8, max_size=24)
PROSE = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def masking(*secrets: str) -> Redactor:
    redactor = Redactor()
    for secret in secrets:
        redactor.learn(secret)
    return redactor


# --- what the dialler echoes --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("ERROR: Login incorrect, please try again: |6666|hunter2|BAD|", "|6666|[password]|BAD|"),
        ("ERROR: Login incorrect, please try again: |6666|1234|2FA|", "|6666|[password]|2FA|"),
        ("ERROR: Login incorrect, please try again: |6666|7275551212|BAD|", "|6666|[password]|BAD|"),
        ("ERROR: Login incorrect, please try again: |6666|BAD|BAD|", "|6666|[password]|BAD|"),
        ("ERROR: Login incorrect, please try again: |||BAD|", "|||BAD|"),
        ("ERROR: Login incorrect, please try again: - 6666|hunter2|BAD|", "6666|[password]|BAD|"),
        ("ERROR: Login incorrect, please try again: |6666|hunt", "|6666|[password]"),
    ],
)
def test_the_echo_of_a_refused_login_loses_its_password_and_nothing_else(line: str, kept: str) -> None:
    for text in (line, f"<br />\n{line}\n<b>Warning</b>", f"{line}\n{line}"):
        assert redact_answer(text).count(kept) == text.count(line)
        assert "hunt" not in redact_answer(text)


def test_every_recorded_echo_is_masked() -> None:
    records = json.loads((Path(__file__).parents[1] / "data" / "transcripts.json").read_text(encoding="utf-8"))
    echoes = [r["body"] for r in records if "Login incorrect" in r["body"]]
    assert len(echoes) > 40
    for body in echoes:
        _, user, password, rest = body.split("|", 3)
        assert redact_answer(body).split("|", 3) == [body.split("|")[0], user, MASK if password else "", rest]


def test_every_other_recorded_answer_is_left_as_it_is() -> None:
    records = json.loads((Path(__file__).parents[1] / "data" / "transcripts.json").read_text(encoding="utf-8"))
    for record in records:
        if "Login incorrect" not in record["body"] and "pass=" not in record["body"]:
            assert redact_answer(record["body"]) == record["body"]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT count(*) from vicidial_users where user='6666' and pass='hunter2' and user_level > 6",
        "user=6666&pass=hunter2&function=version",
        'password="hunter2"',
        "Array ( [user] => 6666 [pass] => hunter2 )",
        '{"user": "6666", "pass": "hunter2"}',
        "user%3D6666%26pass%3Dhunter2",
        "PASS: hunter2",
    ],
)
def test_a_password_that_is_named_is_masked_though_nobody_knows_it(text: str) -> None:
    assert "hunter2" not in redact_answer(text)
    assert "6666" in redact_answer(text) or "6666" not in text


@pytest.mark.parametrize(
    "text",
    [
        "SUCCESS: add_dnc_phone DNC NUMBER HAS BEEN ADDED - 6666|7275551212|TESTCAMP",
        "ERROR: check_phone_number PHONE NUMBER IN DNC - 7275551212|6666",
        "A passenger: 7275551212 will surpass 12 passes",
    ],
)
def test_answers_without_a_password_are_left_alone(text: str) -> None:
    assert redact_answer(text) == text


# --- what is known to be secret -----------------------------------------------------------------------

FUNNY = 'p&s+s %1<"x"\'ä/9'


@pytest.mark.parametrize(
    "written",
    [
        FUNNY,
        cleaned(FUNNY),
        quote(FUNNY),
        quote(FUNNY, safe=""),
        quote_plus(FUNNY),
        urlencode({"pass": FUNNY}),
        html.escape(FUNNY),
        FUNNY.upper(),
        repr(FUNNY)[1:-1],
    ],
)
def test_a_known_password_is_masked_however_a_server_or_library_writes_it(written: str) -> None:
    told = masking(FUNNY)(f"before {written} after")
    assert told.startswith("before ")
    assert told.endswith(" after")
    assert written not in told
    assert MASK in told


def test_a_short_password_is_masked_where_it_stands_alone_and_numbers_are_untouched() -> None:
    line = masking("1234")("pw 1234, |1234| but 7271234555 and 12345 and a1234")
    assert line == f"pw {MASK}, |{MASK}| but 7271234555 and 12345 and a1234"


def test_all_of_a_password_with_spaces_is_masked_even_after_its_name() -> None:
    assert "horse" not in masking("correct horse battery")("pass=correct horse battery")


def test_several_passwords_are_masked_the_longest_first() -> None:
    assert masking("abcdefgh", "abcdefghijkl")("abcdefghijkl abcdefgh") == f"{MASK} {MASK}"


def test_the_redactor_does_not_show_what_it_knows() -> None:
    assert "hunter22" not in repr(masking("hunter22"))


@given(SECRETS, PROSE, PROSE, st.sampled_from([str, quote, quote_plus, html.escape, cleaned]))
@example("''''''''", "", "", str)
@example("a b c d e", "pass=", "", str)
@example('"quoted"', "password=", "&", str)
def test_a_known_long_password_never_gets_through(secret: str, before: str, after: str, write: object) -> None:
    assume(secret not in MASK * 2)
    assert callable(write)
    written: str = write(secret)
    assume(len(written) >= 8)
    told = masking(secret)(before + written + after)
    assert secret not in told
    assert written not in told or written in before + MASK + after


@given(SECRETS, st.from_regex(r"[0-9]{6,16}", fullmatch=True))
def test_a_phone_number_beside_a_password_is_untouched(secret: str, number: str) -> None:
    assume(not any(c.isdigit() for c in secret))
    told = masking(secret)(f"{number}|{secret}|{number}")
    assert told.split("|")[0] == told.split("|")[-1] == number
