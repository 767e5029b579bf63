"""What the dialler said: from a page of text to one of a few answers.

The answer's line is found wherever it stands (with warnings switched on it has 89 KB of HTML before it
and more after), in both punctuations (the manual's ` - user|…` and the script's `: |user|…`). An answer
counts only if it repeats what was asked; everything else is `NotUnderstood`. Facts: measured on build
250720-1841.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from dncdesk.core.campaign import Campaign
from dncdesk.core.text import one_line


@dataclass(frozen=True)
class Answer:
    """An HTTP answer after redaction: `status`, `text`, and whether `text` is all that was sent."""

    status: int
    text: str
    whole: bool = True


class Refusal(StrEnum):
    """Why the dialler will not do it."""

    BAD_LOGIN = "bad_login"
    TWO_FACTOR = "two_factor"
    LOCKED = "locked"
    IP_BLOCKED = "ip_blocked"
    BAD_SOURCE = "bad_source"
    FUNCTION_NOT_ALLOWED = "function_not_allowed"
    NO_FUNCTION = "no_function"
    """The server is too old to know the function."""
    NO_PERMISSION = "no_permission"
    NO_CAMPAIGNS = "no_campaigns"
    BAD_VALUES = "bad_values"
    BAD_CALL_TIME = "bad_call_time"
    LIST_NOT_ALLOWED = "list_not_allowed"
    """The account is restricted to other lists than the lead's."""

    @property
    def of_login(self) -> bool:
        """Whether the account itself was turned away: then nothing more goes out until a person has acted."""
        return self in {Refusal.BAD_LOGIN, Refusal.TWO_FACTOR, Refusal.LOCKED, Refusal.IP_BLOCKED}


@dataclass(frozen=True)
class Refused:
    """The dialler will not do it; `said` is its line, redacted."""

    refusal: Refusal
    said: str


@dataclass(frozen=True)
class NotUnderstood:
    """Something else came back: a proxy's page, a database error, half an answer, nothing. `said` is its start."""

    status: int
    said: str


@dataclass(frozen=True)
class Added:
    """`add_dnc_phone` says that it has put the number on the list. That alone proves nothing."""

    said: str


@dataclass(frozen=True)
class AlreadyListed:
    """`add_dnc_phone` found the number on the very list it was asked to add to."""

    said: str


@dataclass(frozen=True)
class OnList:
    """`check_phone_number` found the number on the list it was asked about."""

    said: str


@dataclass(frozen=True)
class NotOnList:
    """`check_phone_number` did not find the number there."""

    said: str


@dataclass(frozen=True)
class Version:
    """`version`: the server's release, its build (YYMMDD as in 250720) and its clock."""

    version: str
    build: int
    date: str
    epoch: int
    said: str


@dataclass(frozen=True)
class Campaigns:
    """All campaigns that the account may see, in the server's order, which means nothing."""

    campaigns: tuple[Campaign, ...]


_T = TypeVar("_T")
AddReply = Added | AlreadyListed | Refused | NotUnderstood
CheckReply = OnList | NotOnList | Refused | NotUnderstood
VersionReply = Version | Refused | NotUnderstood
CampaignsReply = Campaigns | Refused | NotUnderstood


@dataclass(frozen=True)
class Line:
    """One answer line taken apart: `ERROR: add_dnc_phone DNC NUMBER ALREADY EXISTS: |6666|727…|TESTCAMP`."""

    word: str
    function: str
    message: str
    fields: tuple[str, ...]
    said: str


_LINE = re.compile(
    r"^(?P<word>SUCCESS|ERROR|NOTICE): (?:(?P<function>auth|[a-z][a-z_]*_[a-z_]+) )?(?P<message>[^\n|]*?)"
    r"(?:(?: - |: ?)(?P<fields>[^\n]*))?$",
    re.MULTILINE,
)
_TWO_FACTOR = ("2FA", "")
_LOGIN_INCORRECT = "Login incorrect, please try again"
_NO_PERMISSION = re.compile(r"USER DOES NOT HAVE PERMISSION TO (?!USE THIS FUNCTION)[A-Z ]+")
_MESSAGES = {
    _LOGIN_INCORRECT: Refusal.BAD_LOGIN,
    "Too many login attempts, try again in 15 minutes": Refusal.LOCKED,
    "Your IP Address is not allowed": Refusal.IP_BLOCKED,
    "NO FUNCTION SPECIFIED": Refusal.NO_FUNCTION,
    "Invalid Source": Refusal.BAD_SOURCE,
    "USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION": Refusal.FUNCTION_NOT_ALLOWED,
    "YOU MUST USE ALL REQUIRED FIELDS": Refusal.BAD_VALUES,
    "INVALID PHONE NUMBER LENGTH": Refusal.BAD_VALUES,
    "THIS IS NOT A VALID CALL TIME": Refusal.BAD_CALL_TIME,
    "THIS USER HAS NO VIEWABLE CAMPAIGNS": Refusal.NO_CAMPAIGNS,
    "NOT AN ALLOWED LIST ID": Refusal.LIST_NOT_ALLOWED,
    "NOT AN ALLOWED LIST ID, RESULTS": Refusal.LIST_NOT_ALLOWED,
}
_NOT_LISTED = re.compile(r"^AREACODE: [^|\n]*\|[^|\n]*#PHONE: (?P<phone>\d+)\|[^\n]*\|[^\n]*$", re.MULTILINE)
_VERSION = re.compile(
    r"^VERSION: (?P<version>[\w.-]+)\|BUILD: (?P<day>\d{6})-\d+\|DATE: (?P<date>[\d :-]+)\|EPOCH: (?P<epoch>\d+)\|",
    re.MULTILINE,
)
_CAMPAIGN_ID = "campaign_id"
_CAMPAIGN_NAMES = (_CAMPAIGN_ID, "campaign_name", "active", "dial_statuses")


def lines(answer: Answer) -> list[Line]:
    """All answer lines in the text, in their order."""
    return [
        Line(
            m["word"],
            m["function"] or "",
            m["message"].strip(),
            tuple((m["fields"] or "").removeprefix("|").split("|")),
            one_line(m[0]),
        )
        for m in _LINE.finditer(answer.text)
    ]


def read_add(answer: Answer, *, phone: str, campaign: str) -> AddReply:
    """What `add_dnc_phone` of `phone` (digits) to `campaign` brought."""
    found: list[AddReply] = []
    for line in lines(answer):
        if refused := refusal_of(line, "add_dnc_phone"):
            found.append(refused)
        elif line.function == "add_dnc_phone" and line.fields[1:3] == (phone, campaign):
            if (line.word, line.message) == ("SUCCESS", "DNC NUMBER HAS BEEN ADDED"):
                found.append(Added(line.said))
            elif (line.word, line.message) == ("ERROR", "DNC NUMBER ALREADY EXISTS"):
                found.append(AlreadyListed(line.said))
    return only(found, answer)


def read_check(answer: Answer, *, phone: str, campaign: str | None) -> CheckReply:
    """What `check_phone_number` of `phone` brought, asked of `campaign`'s list, or of the internal one (None)."""
    found: list[CheckReply] = [
        NotOnList(one_line(m[0])) for m in _NOT_LISTED.finditer(answer.text) if m["phone"] == phone
    ]
    for line in lines(answer):
        if refused := refusal_of(line, "check_phone_number"):
            found.append(refused)
        elif line.word == "ERROR" and line.function == "check_phone_number":
            on_internal = line.message == "PHONE NUMBER IN DNC" and line.fields[:1] == (phone,)
            on_campaigns = line.message == "PHONE NUMBER IN CAMPAIGN DNC" and line.fields[:2] == (phone, campaign)
            if on_campaigns if campaign is not None else on_internal:
                found.append(OnList(line.said))
    return only(found, answer)


def read_version(answer: Answer) -> VersionReply:
    """What `version` brought."""
    found: list[VersionReply] = [
        Version(m["version"], int(m["day"]), m["date"], int(m["epoch"]), one_line(m[0]))
        for m in _VERSION.finditer(answer.text)
    ]
    found += [refused for line in lines(answer) if (refused := refusal_of(line, "version"))]
    return only(found, answer)


def read_campaigns(answer: Answer) -> CampaignsReply:
    """What `campaigns_list` with a header line brought: 8 or 12 columns, in any order."""
    rows = answer.text.split("\n")
    for number, row in enumerate(rows):
        names = row.split("|")
        if not {_CAMPAIGN_ID, "campaign_name", "active"} <= set(names):
            continue
        if not answer.whole or not answer.text.endswith("\n"):
            break
        campaigns = []
        for line in rows[number + 1 :]:
            values = line.split("|")
            # Warnings behind the list, or a row that cannot be taken apart: no reason to lose the others.
            if len(values) == len(names):
                campaigns.append(_campaign(dict(zip(names, values, strict=True))))
        return Campaigns(tuple(campaigns))
    found: list[CampaignsReply] = [r for line in lines(answer) if (r := refusal_of(line, "campaigns_list"))]
    return only(found, answer)


def _campaign(row: dict[str, str]) -> Campaign:
    return Campaign(
        id=row[_CAMPAIGN_ID],
        name=one_line(row["campaign_name"], limit=60),
        active=row["active"] == "Y",
        dial_statuses=tuple(s for s in row.get("dial_statuses", "").split() if s != "-"),
    )


def refusal_of(line: Line, function: str) -> Refused | None:
    """The refusal that `line` holds, if it is one of a call of `function`."""
    if line.word != "ERROR" or line.function not in {"", "auth", function}:
        return None
    if line.message == _LOGIN_INCORRECT and line.fields[-2:] == _TWO_FACTOR:
        return Refused(Refusal.TWO_FACTOR, line.said)
    if refusal := _MESSAGES.get(line.message):
        return Refused(refusal, line.said)
    return Refused(Refusal.NO_PERMISSION, line.said) if _NO_PERMISSION.fullmatch(line.message) else None


def only(found: list[_T], answer: Answer) -> _T | NotUnderstood:
    """The one answer that was found; none, two that disagree, or half a page are not understood.

    A refused login counts even in half a page: asking again would cost the account another wrong try.
    """
    if not answer.whole:
        found = [f for f in found if isinstance(f, Refused) and f.refusal.of_login]
    kinds = {(type(f), getattr(f, "refusal", None)) for f in found}
    if len(kinds) == 1:
        return found[0]
    return NotUnderstood(answer.status, start_of_page(answer.text))


_TAG = re.compile(r"<[^>]*>")


def start_of_page(text: str) -> str:
    """What a page begins with, for people: one line, without tags."""
    return one_line(_TAG.sub(" ", text[:4000]), limit=160)
