"""Every recorded answer of a real dialler, and what must be made of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dncdesk.core.redaction import redact_answer
from dncdesk.vicidial.replies import (
    Added,
    AddReply,
    AlreadyListed,
    Answer,
    Campaigns,
    CampaignsReply,
    CheckReply,
    NotOnList,
    NotUnderstood,
    OnList,
    Refusal,
    Refused,
    Version,
    read_add,
    read_campaigns,
    read_check,
    read_version,
)

Record = dict[str, Any]
RECORDS: list[Record] = json.loads(
    (Path(__file__).parents[1] / "data" / "transcripts.json").read_text(encoding="utf-8")
)
BY_NAME = {record["name"]: record for record in RECORDS}

REFUSED: dict[Refusal, list[str]] = {
    Refusal.BAD_LOGIN: [
        "add_dnc_post_json",
        "add_dnc_basic_auth_only",
        "add_dnc_user_level_6",
        "add_dnc_inactive_user",
        "add_dnc_unknown_user",
        "add_dnc_no_user_param",
        "function_missing_and_no_login",
        "function_unknown_bad_login",
        "nothing_at_all",
        "login_wrong_password",
        "login_wrong_password_special_chars",
        "login_wrong_password_unknown_function_order",
        *(f"lockout_recent_login_try_{n:02}" for n in range(1, 11)),
        *(f"lockout_old_login_try_{n:02}" for n in range(1, 21)),
        "ip_list_blocked_wrong_password",
        "password_really_special_in_db_get",
        "password_non_ascii_latin1_bytes_non_latin_on",
        "hash_on_wrong_password",
        "http_redirect_post_followed_as_get",
        "log_wrong_login_not_logged",
    ],
    Refusal.TWO_FACTOR: ["two_factor_on"],
    Refusal.LOCKED: [
        "lockout_recent_login_try_11",
        "lockout_recent_login_right_password",
        "lockout_899_seconds_after_last_good_login",
        "lockout_old_login_try_21",
        "lockout_old_login_try_22",
        "lockout_old_login_right_password",
    ],
    Refusal.IP_BLOCKED: ["ip_list_blocked"],
    Refusal.BAD_SOURCE: [
        "campaigns_list_no_source",
        "add_dnc_no_source",
        "add_dnc_source_1_char",
        "add_dnc_source_punctuation_only",
        "check_phone_no_source",
        "delete_dnc_no_source",
    ],
    Refusal.FUNCTION_NOT_ALLOWED: [
        "add_dnc_function_not_allowed",
        "add_fpg_function_not_allowed",
        "lead_search_function_not_allowed",
        "update_lead_function_not_allowed",
        "list_info_function_not_allowed",
    ],
    Refusal.NO_FUNCTION: [
        "function_empty",
        "function_missing",
        "function_unknown",
        "function_uppercase",
        "format_debug_unknown_function",
    ],
    Refusal.NO_PERMISSION: [
        "campaigns_list_user_level_7",
        "campaigns_list_api_access_off",
        "add_dnc_user_level_7",
        "add_dnc_modify_lists_0",
        "check_phone_api_access_off",
        "check_phone_user_level_7",
    ],
    Refusal.NO_CAMPAIGNS: ["campaigns_list_unknown_campaign", "campaigns_list_group_without_campaigns"],
    Refusal.BAD_VALUES: [
        "add_dnc_missing_phone",
        "add_dnc_missing_campaign",
        "add_dnc_missing_both",
        "add_dnc_phone_5_digits",
        "add_dnc_phone_letters_only",
        "add_dnc_phone_wildcard_XXX",
        "add_dnc_phone_fullwidth_digits",
        "phone_unicode_digits_non_latin_on",
        "check_phone_short",
        "check_phone_17_digits",
    ],
    Refusal.BAD_CALL_TIME: ["check_phone_no_call_time"],
}
REFUSAL_OF = {name: refusal for refusal, names in REFUSED.items() for name in names}

# Sent in a body that the recorder kept whole instead of as parameters.
ASKED_IN_A_BODY = {
    "add_dnc_post_params_in_both_query_wins": ("7275551228", "TESTCAMP"),
    "add_dnc_post_multipart": ("7275551231", "TESTCAMP"),
}


def answer_of(record: Record) -> Answer:
    return Answer(record["status"], redact_answer(record["body"]))


def asked_of(record: Record) -> tuple[str, str]:
    """The digits and the campaign that a client with good manners would have meant."""
    if record["name"] in ASKED_IN_A_BODY:
        return ASKED_IN_A_BODY[record["name"]]
    params = record["params"]
    return "".join(c for c in params.get("phone_number", "") if c in "0123456789"), params.get("campaign_id", "")


def kind(reply: object) -> object:
    return reply.refusal if isinstance(reply, Refused) else type(reply)


def functions(*names: str) -> Callable[[Record], bool]:
    return lambda record: record["params"].get("function") in names


def named(records: list[Record]) -> list[Any]:
    return [pytest.param(record, id=record["name"]) for record in records]


def test_the_table_of_refusals_names_only_records_that_there_are() -> None:
    assert set(REFUSAL_OF) <= set(BY_NAME)


# --- each recorded answer -----------------------------------------------------------------------------


def said_of_adding(record: Record) -> object:
    """What the body says of the adding, told by its words and by what stands between its bars."""
    if record["name"] in REFUSAL_OF:
        return REFUSAL_OF[record["name"]]
    phone, campaign = asked_of(record)
    for line in record["body"].splitlines():
        for words, reply in (("DNC NUMBER HAS BEEN ADDED", Added), ("DNC NUMBER ALREADY EXISTS", AlreadyListed)):
            if line.split(" ")[1:2] == ["add_dnc_phone"] and words in line:
                return reply if line.split("|")[-2:] == [phone, campaign] else NotUnderstood
    return NotUnderstood


OTHERS = functions("version", "campaigns_list", "check_phone_number")


@pytest.mark.parametrize("record", named([r for r in RECORDS if not OTHERS(r)]))
def test_each_recorded_answer_to_adding_is_read_right(record: Record) -> None:
    """Those of the functions that dncdesk does not use among them: refused, or not understood."""
    phone, campaign = asked_of(record)
    reply = read_add(answer_of(record), phone=phone, campaign=campaign)
    assert kind(reply) == said_of_adding(record)


def test_the_records_hold_enough_successes_to_mean_something() -> None:
    found = [said_of_adding(record) for record in RECORDS if functions("add_dnc_phone")(record)]
    assert found.count(Added) > 40
    # Asked with commas or with a campaign that the server cleaned: the echo is of something else.
    assert found.count(NotUnderstood) >= 5


@pytest.mark.parametrize("record", named([r for r in RECORDS if functions("check_phone_number")(r)]))
def test_each_recorded_answer_to_a_check_is_read_right(record: Record) -> None:
    phone, _ = asked_of(record)
    params = record["params"]
    asks_campaign = params.get("campaign_dnc_check") in {"Y", "AREACODE"}
    campaign = params["campaign_id"] if asks_campaign else None
    body = record["body"]
    if record["name"] in REFUSAL_OF:
        expected: object = REFUSAL_OF[record["name"]]
    elif body.startswith("AREACODE:"):
        expected = NotOnList
    elif "IN CAMPAIGN DNC" in body:
        expected = OnList if asks_campaign else NotUnderstood
    else:
        # Reported of the internal list alone, even if the campaign's was asked about as well.
        expected = NotUnderstood if asks_campaign else OnList
    assert kind(read_check(answer_of(record), phone=phone, campaign=campaign)) == expected


@pytest.mark.parametrize("record", named([r for r in RECORDS if functions("version")(r)]))
def test_each_recorded_version_is_read_right(record: Record) -> None:
    reply = read_version(answer_of(record))
    if "VERSION: " not in record["body"]:
        assert isinstance(reply, NotUnderstood)
        return
    fields = record["body"].split("VERSION: ")[1].split("|")
    assert isinstance(reply, Version)
    assert (reply.version, reply.build) == ("2.14-202", 250720)
    assert fields[2:4] == [f"DATE: {reply.date}", f"EPOCH: {reply.epoch}"]


@pytest.mark.parametrize("record", named([r for r in RECORDS if functions("campaigns_list")(r)]))
def test_each_recorded_list_of_campaigns_is_read_right(record: Record) -> None:
    reply = read_campaigns(answer_of(record))
    if record["name"] in REFUSAL_OF:
        assert kind(reply) == REFUSAL_OF[record["name"]]
    elif not record["body"].startswith("campaign_id|"):
        assert isinstance(reply, NotUnderstood)
    else:
        assert isinstance(reply, Campaigns)
        assert [c.id for c in reply.campaigns] == ["TESTCAMP", "SALES01", "SALES02", "RETENT", "AREACMP", "OLDCAMP"]
        assert [c.id for c in reply.campaigns if not c.active] == ["OLDCAMP"]
        assert reply.campaigns[1].name == "Sales one, East"
        assert reply.campaigns[0].dial_statuses == ("NEW", "DROP", "B")


@pytest.mark.parametrize("record", named(RECORDS))
def test_no_recorded_answer_is_taken_for_another_functions(record: Record) -> None:
    """A lead's line or a removal is never read as a block, a check, a version or a list."""
    answer = answer_of(record)
    phone, campaign = asked_of(record)
    function = record["params"].get("function")
    if function not in {"add_dnc_phone", None}:
        assert not isinstance(read_add(answer, phone=phone, campaign=campaign), Added | AlreadyListed)
    if function != "check_phone_number":
        for of in (campaign, None):
            assert not isinstance(read_check(answer, phone=phone, campaign=of), OnList | NotOnList)
    if function != "campaigns_list":
        assert not isinstance(read_campaigns(answer), Campaigns)


@pytest.mark.parametrize("record", named([r for r in RECORDS if "Login incorrect" in r["body"]]))
def test_no_reply_repeats_the_password_that_the_dialler_echoed(record: Record) -> None:
    password = record["body"].split("|")[2]
    reply = read_add(answer_of(record), phone="7275551212", campaign="TESTCAMP")
    assert isinstance(reply, Refused)
    if password:
        assert password not in reply.said.split("|")


# --- campaigns ----------------------------------------------------------------------------------------

TWELVE = BY_NAME["campaigns_list_header_yes"]["body"]


def columns(order: list[str]) -> str:
    """The recorded list with these columns alone, in this order."""
    rows = [line.split("|") for line in TWELVE.splitlines()]
    picked = [[row[rows[0].index(name)] for name in order] for row in rows]
    return "".join("|".join(row) + "\n" for row in picked)


HEADER = TWELVE.splitlines()[0].split("|")
RECORDED = read_campaigns(Answer(200, TWELVE))


def test_an_older_servers_eight_columns_are_read_as_well() -> None:
    assert read_campaigns(Answer(200, columns(HEADER[:8]))) == RECORDED


@given(st.permutations(HEADER))
def test_the_columns_may_come_in_any_order(order: list[str]) -> None:
    assert read_campaigns(Answer(200, columns(order))) == RECORDED


def test_a_list_without_dial_statuses_still_names_the_campaigns() -> None:
    reply = read_campaigns(Answer(200, columns(["active", "campaign_name", "campaign_id"])))
    assert isinstance(reply, Campaigns)
    assert [(c.id, c.dial_statuses) for c in reply.campaigns][:2] == [("TESTCAMP", ()), ("SALES01", ())]


def test_campaigns_among_warnings_are_found() -> None:
    reply = read_campaigns(Answer(200, f"{WARNINGS}{TWELVE}{WARNINGS}"))
    assert reply == RECORDED


def test_a_name_with_line_breaks_and_invisible_marks_is_shown_as_one_plain_line() -> None:
    reply = read_campaigns(Answer(200, "campaign_id|campaign_name|active\nA1|Ev\u202eil\u0000\u200b  name|Y\n"))
    assert isinstance(reply, Campaigns)
    assert reply.campaigns[0].name == "Evil name"


def test_half_a_list_of_campaigns_is_never_taken_for_the_whole() -> None:
    for at in range(len(TWELVE)):
        assert isinstance(read_campaigns(Answer(200, TWELVE[:at], whole=False)), NotUnderstood)


def test_a_list_that_ends_in_the_middle_of_a_line_is_not_understood() -> None:
    assert isinstance(read_campaigns(Answer(200, TWELVE[:-1])), NotUnderstood)


# --- adding and checking, beyond the records ----------------------------------------------------------

PHONE, CAMPAIGN = "7275551212", "TESTCAMP"
SUCCESS = f"SUCCESS: add_dnc_phone DNC NUMBER HAS BEEN ADDED - 6666|{PHONE}|{CAMPAIGN}\n"
EXISTS = f"ERROR: add_dnc_phone DNC NUMBER ALREADY EXISTS: |6666|{PHONE}|{CAMPAIGN}\n"
IN_CAMPAIGN = f"ERROR: check_phone_number PHONE NUMBER IN CAMPAIGN DNC - {PHONE}|{CAMPAIGN}|6666\n"
IN_INTERNAL = f"ERROR: check_phone_number PHONE NUMBER IN DNC - {PHONE}|6666\n"
NOT_THERE = f"AREACODE: 1|#PHONE: {PHONE}|1||||\n"
BAD = "ERROR: Login incorrect, please try again: |6666|[password]|BAD|\n"
WARNING = (
    "<br />\n<b>Warning</b>:  Undefined variable $DB in <b>/srv/www/htdocs/vicidial/functions.php</b> on line"
    " <b>126</b><br />\n"
)
WARNINGS = WARNING * (89_000 // len(WARNING))


def added(text: str, phone: str = PHONE, campaign: str = CAMPAIGN, *, whole: bool = True) -> AddReply:
    return read_add(Answer(200, text, whole), phone=phone, campaign=campaign)


def checked(text: str, phone: str = PHONE, campaign: str | None = CAMPAIGN, *, whole: bool = True) -> CheckReply:
    return read_check(Answer(200, text, whole), phone=phone, campaign=campaign)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (SUCCESS, Added),
        (SUCCESS.replace(" - 6666", ": |6666"), Added),
        (EXISTS, AlreadyListed),
        (EXISTS.replace(": |6666", " - 6666"), AlreadyListed),
    ],
)
def test_both_punctuations_mean_the_same(line: str, expected: type) -> None:
    assert isinstance(added(line), expected)


@pytest.mark.parametrize("line", [SUCCESS, EXISTS, BAD])
def test_an_answer_amid_89_kb_of_warnings_is_found(line: str) -> None:
    assert kind(added(WARNINGS + line + WARNINGS)) == kind(added(line)) != NotUnderstood


@pytest.mark.parametrize("line", [IN_CAMPAIGN, NOT_THERE])
def test_a_look_up_amid_89_kb_of_warnings_is_found(line: str) -> None:
    assert type(checked(WARNINGS + line + WARNINGS)) is type(checked(line)) is not NotUnderstood


PAGES = {
    "an HTML page": "<html><head><title>Welcome</title></head><body>SUCCESS: you are here</body></html>",
    "a proxy's login page": "<html><form action='/login'>User <input name=u> Password <input name=p></form></html>",
    "no database": "MySQL connect ERROR:  Connection refused",
    "nothing": "",
    "an empty line": "\n",
    "a word": "SUCCESS",
    "another function": "SUCCESS: delete_dnc_phone DNC NUMBER HAS BEEN DELETED - 6666|7275551212|TESTCAMP\n",
    "in the middle of a sentence": f"He said {SUCCESS}",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize("status", [200, 500, 502])
def test_a_page_that_is_no_answer_is_not_understood(page: str, status: int) -> None:
    answer = Answer(status, page)
    replies: list[AddReply | CheckReply | CampaignsReply] = [
        read_add(answer, phone=PHONE, campaign=CAMPAIGN),
        read_check(answer, phone=PHONE, campaign=CAMPAIGN),
        read_check(answer, phone=PHONE, campaign=None),
        read_campaigns(answer),
    ]
    for reply in replies:
        assert isinstance(reply, NotUnderstood)
        assert reply.status == status
        assert "<" not in reply.said
    assert isinstance(read_version(answer), NotUnderstood)


@pytest.mark.parametrize("line", [SUCCESS, EXISTS])
def test_an_answer_about_another_number_or_campaign_is_not_understood(line: str) -> None:
    assert isinstance(added(line, phone="17275551212"), NotUnderstood)
    assert isinstance(added(line, phone="727555121"), NotUnderstood)
    assert isinstance(added(line, campaign="SALES01"), NotUnderstood)
    assert isinstance(added(line, campaign="testcamp"), NotUnderstood)
    assert isinstance(added(line.replace(PHONE, "727,555,1212")), NotUnderstood)


def test_a_look_up_of_another_number_or_campaign_is_not_understood() -> None:
    for line in (IN_CAMPAIGN, NOT_THERE):
        assert isinstance(checked(line, phone="17275551212"), NotUnderstood)
        assert isinstance(checked(line, phone="727555121"), NotUnderstood)
    assert isinstance(checked(IN_CAMPAIGN, campaign="SALES01"), NotUnderstood)


def test_the_internal_list_and_a_campaigns_are_not_taken_for_each_other() -> None:
    assert isinstance(checked(IN_INTERNAL, campaign=None), OnList)
    assert isinstance(checked(IN_INTERNAL), NotUnderstood)
    assert isinstance(checked(IN_CAMPAIGN), OnList)
    assert isinstance(checked(IN_CAMPAIGN, campaign=None), NotUnderstood)


def test_two_answers_that_disagree_are_not_understood() -> None:
    assert isinstance(added(SUCCESS + EXISTS), NotUnderstood)
    assert isinstance(added(SUCCESS + BAD), NotUnderstood)
    assert isinstance(checked(IN_CAMPAIGN + NOT_THERE), NotUnderstood)
    assert isinstance(added(SUCCESS + SUCCESS), Added)


@pytest.mark.parametrize("line", [SUCCESS, EXISTS])
def test_an_answer_cut_at_any_byte_never_says_more_than_it_holds(line: str) -> None:
    for at in range(len(line) + 1):
        assert isinstance(added(line[:at], whole=False), NotUnderstood)
        for other in ("727555", "72755512", "17275551212"):
            assert isinstance(added(line[:at], phone=other), NotUnderstood)
        complete = at >= len(line) - 1
        assert isinstance(added(line[:at]), NotUnderstood) is not complete


@pytest.mark.parametrize(("line", "campaign"), [(IN_CAMPAIGN, CAMPAIGN), (IN_INTERNAL, None), (NOT_THERE, CAMPAIGN)])
def test_a_look_up_cut_at_any_byte_never_says_more_than_it_holds(line: str, campaign: str | None) -> None:
    for at in range(len(line) + 1):
        assert isinstance(checked(line[:at], campaign=campaign, whole=False), NotUnderstood)
        if f"{PHONE}|" not in line[:at] and line[:at][-10:] != PHONE:
            assert isinstance(checked(line[:at], campaign=campaign), NotUnderstood)
        assert isinstance(checked(line[:at], phone="17275551212", campaign=campaign), NotUnderstood)


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        (BAD, Refusal.BAD_LOGIN),
        ("ERROR: Login incorrect, please try again: |6666|[password]|2FA|\n", Refusal.TWO_FACTOR),
        ("ERROR: Too many login attempts, try again in 15 minutes: |6666|LOCK|\n", Refusal.LOCKED),
        ("ERROR: Your IP Address is not allowed: 10.0.0.9: ||IPBLOCK|\n", Refusal.IP_BLOCKED),
    ],
)
def test_a_refused_login_counts_even_in_half_a_page(line: str, refusal: Refusal) -> None:
    """Asking again would cost the account another of its ten tries."""
    assert kind(added(line + "<html>", whole=False)) == refusal
    assert kind(checked(line + "<html>", whole=False)) == refusal
    assert kind(read_campaigns(Answer(200, line + "<html>", whole=False))) == refusal


# --- noise --------------------------------------------------------------------------------------------

SHORT = [r for r in RECORDS if r["body"] and len(r["body"]) < 2000]


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, str, str]:
    """A recorded answer with pieces cut, doubled or put in; and a number and campaign asked about."""
    body: str = draw(st.sampled_from(SHORT))["body"]
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(body)))
        to = draw(st.integers(at, min(len(body), at + 12)))
        piece = draw(st.one_of(st.just(""), st.just(body[at:to] * 2), st.text("|:-# \n\r1x<é\u2028", max_size=4)))
        body = body[:at] + piece + body[to:]
    phone, campaign = asked_of(draw(st.sampled_from(SHORT)))
    return body, phone or PHONE, campaign or CAMPAIGN


@given(spoiled(), st.booleans())
def test_spoiled_answers_never_raise_and_never_prove_a_number_they_do_not_name(
    asked: tuple[str, str, str], whole: bool
) -> None:
    body, phone, campaign = asked
    answer = Answer(200, redact_answer(body), whole)
    read_version(answer)
    read_campaigns(answer)
    replies = [
        read_add(answer, phone=phone, campaign=campaign),
        read_check(answer, phone=phone, campaign=campaign),
        read_check(answer, phone=phone, campaign=None),
    ]
    for reply in replies:
        if isinstance(reply, OnList | AlreadyListed | Added):
            assert whole
            assert phone in body


@given(st.text(), st.booleans())
def test_any_text_at_all_is_read_without_an_error(text: str, whole: bool) -> None:
    answer = Answer(200, redact_answer(text), whole)
    assert isinstance(read_add(answer, phone=PHONE, campaign=CAMPAIGN), NotUnderstood | Refused)
    read_check(answer, phone=PHONE, campaign=CAMPAIGN)
    read_version(answer)
    read_campaigns(answer)
