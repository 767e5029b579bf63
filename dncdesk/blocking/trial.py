"""Testing a server's settings: what is right and what is not, in plain words, with at most one login tried.

The account's rights are found out by calls that change nothing: each asks about a number, a lead or a list
that does not exist, and what counts is whether the dialler refuses the question or answers it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Flag, auto

from dncdesk.blocking import wording
from dncdesk.blocking.calltime import CallTime, ask_list
from dncdesk.core.campaign import Campaign
from dncdesk.core.outcome import Tone
from dncdesk.core.scope import INTERNAL_LIST
from dncdesk.core.sentences import Sentence, say
from dncdesk.vicidial.client import DEFAULT_SOURCE, Client
from dncdesk.vicidial.errors import CallError, Cause
from dncdesk.vicidial.replies import Campaigns, NotUnderstood, Refusal, Refused, Version

_NOBODY = "0000000000"
_NO_LEAD = "0"
_NO_LIST = "99999999999999"  # an id of one digit the dialler takes for none at all (transcripts: list_info_missing)
_NO_CAMPAIGN = "DNCDESK0"
_Line = tuple[Tone, Sentence]


class Can(Flag):
    """What an account may do, as far as it can be found out without changing anything."""

    NOTHING = 0
    LOOK_UP = auto()
    SEARCH = auto()
    SEE_LEADS = auto()
    SEE_LISTS = auto()
    STOP = auto()
    SEE_QUEUE = auto()
    TAKE_OFF = auto()
    LEADS = SEARCH | SEE_LEADS | SEE_LISTS | STOP | SEE_QUEUE
    """All that it takes to know that no lead will be called."""


@dataclass(frozen=True)
class TestReport:
    """What a trial found: `ok` when numbers can be sent, a line for each thing that was looked at.

    `reached` is False where no answer came, so that nothing is known about the account. `fingerprint` is the
    SHA-256 of a certificate that was not accepted, for a person to compare and accept. `may` are the account's
    rights, `rights` a line for each that was looked at. `wrong_password`: it counts towards the
    lock, and must not be tried again.
    """

    __test__ = False  # not a test of pytest's

    ok: bool
    lines: tuple[_Line, ...]
    reached: bool = True
    campaigns: tuple[Campaign, ...] = ()
    fingerprint: str | None = None
    version: Version | None = None
    may: Can = Can.NOTHING
    rights: tuple[_Line, ...] = ()
    wrong_password: bool = False


@dataclass(frozen=True)
class _Right:
    """Something that the account may do or not: how to find out, and which tick box gives it."""

    can: Can
    may: Sentence
    may_not: Sentence
    since: Sentence
    ask: Callable[[Client], object]


_RIGHTS = (
    _Right(
        Can.LOOK_UP,
        say("It may look numbers up."),
        say(
            "It may not look numbers up, so nothing can be read back. In VICIdial ▸ Users ▸ {user}: "
            "Agent API Access = 1, and check_phone_number among Allowed API Functions."
        ),
        say("This dialler is too old to look numbers up (since February 2014)."),
        lambda client: ask_list(client, _NOBODY, INTERNAL_LIST, CallTime(), DEFAULT_SOURCE),
    ),
    _Right(
        Can.SEARCH,
        say("It may search leads."),
        say(
            "It may not search leads. In VICIdial ▸ Users ▸ {user}: Modify Leads = 1, Agent API Access = 1, and "
            "lead_search among Allowed API Functions."
        ),
        say("This dialler is too old to search leads (since October 2021)."),
        lambda client: client.search((_NOBODY,), DEFAULT_SOURCE),
    ),
    _Right(
        Can.SEE_LEADS,
        say("It may see leads."),
        say(
            "It may not see leads. In VICIdial ▸ Users ▸ {user}: View Reports = 1, Modify Leads = 1, and lead_all_info "
            "among Allowed API Functions."
        ),
        say("This dialler is too old to show leads."),
        lambda client: client.leads(_NOBODY, DEFAULT_SOURCE),
    ),
    _Right(
        Can.SEE_LISTS,
        say("It may see which campaign a list feeds."),
        say(
            "It may not see which campaign a list feeds. In VICIdial ▸ Users ▸ {user}: Modify Lists = 1, and list_info "
            "among Allowed API Functions."
        ),
        say("This dialler is too old to tell which campaign a list feeds."),
        lambda client: client.list_info(_NO_LIST, DEFAULT_SOURCE),
    ),
    _Right(
        Can.STOP,
        say("It may stop leads and take them out of the queue."),
        say(
            "It may not stop leads. In VICIdial ▸ Users ▸ {user}: Modify Leads = 1, and update_lead among Allowed API "
            "Functions."
        ),
        say("This dialler is too old to take leads out of the queue (since November 2019)."),
        lambda client: client.stop_lead(_NO_LEAD, DEFAULT_SOURCE, mark=False),
    ),
    _Right(
        Can.SEE_QUEUE,
        say("It may see the queue."),
        say(
            "It may not see the queue. In VICIdial ▸ Users ▸ {user}: View Reports = 1, and hopper_list among Allowed "
            "API Functions."
        ),
        say("This dialler is too old to show the queue (since August 2020)."),
        lambda client: client.hopper(_NO_CAMPAIGN),
    ),
    _Right(
        Can.TAKE_OFF,
        say("It may take numbers off again."),
        say(
            "It may not take numbers off again, so there is no Undo. In VICIdial ▸ Users ▸ {user}: Delete From DNC "
            "Lists = 1, and delete_dnc_phone among Allowed API Functions."
        ),
        say("This dialler is too old to take numbers off by its API (since March 2024), so there is no Undo."),
        lambda client: client.delete(_NOBODY, _NO_CAMPAIGN, DEFAULT_SOURCE),
    ),
)


def trial(client: Client) -> TestReport:
    """Ask the server for its version, then log in once, then find out what the account may do."""
    try:
        version = client.version()
        if not isinstance(version, Version):
            return TestReport(ok=False, lines=((Tone.PROBLEM, _not_vicidial(client.host)),))
        here: _Line = (
            Tone.DONE,
            say("VICIdial {version} answers at {host}.", version=version.version, host=client.host),
        )
        listed = client.campaigns()
        if isinstance(listed, Refused) and listed.refusal.of_login:
            refused: _Line = (Tone.PROBLEM, wording.login_refused(listed, client.user))
            wrong = listed.refusal is Refusal.BAD_LOGIN
            return TestReport(ok=False, lines=(here, refused), version=version, wrong_password=wrong)
        if isinstance(listed, NotUnderstood):
            return TestReport(ok=False, lines=(here, (Tone.PROBLEM, wording.check_not_understood(listed))))
        account: _Line = (Tone.DONE, say("The login of {user} works.", user=client.user))
        add: _Line = (Tone.NEUTRAL, say("Whether it may add numbers, the first real opt-out will tell."))
        rights = {right.can: _right_line(client, right) for right in _RIGHTS}
        may = Can.NOTHING
        for can, (tone, _) in rights.items():
            may |= can if tone is Tone.DONE else Can.NOTHING
        campaigns = listed.campaigns if isinstance(listed, Campaigns) else ()
        lines = (here, account, add, _campaigns_line(listed, client.user), *rights.values())
        return TestReport(
            ok=True, lines=lines, campaigns=campaigns, version=version, may=may, rights=tuple(rights.values())
        )
    except CallError as error:
        shown = _fingerprint(client) if error.cause is Cause.CERTIFICATE else None
        return TestReport(ok=False, lines=((Tone.PROBLEM, error.sentence),), reached=False, fingerprint=shown)


def _fingerprint(client: Client) -> str | None:
    try:
        return client.fingerprint()
    except CallError:
        return None


def _campaigns_line(listed: Campaigns | Refused, user: str) -> _Line:
    if isinstance(listed, Campaigns) and len(listed.campaigns) == 1:
        return Tone.DONE, say("It sees one campaign.")
    if isinstance(listed, Campaigns):
        return Tone.DONE, say("It sees {count} campaigns.", count=str(len(listed.campaigns)))
    if listed.refusal is Refusal.NO_CAMPAIGNS:
        return Tone.WARNING, say("Its user group is allowed no campaign. In VICIdial ▸ User Groups: Allowed Campaigns.")
    return (
        Tone.WARNING,
        say(
            "It may not list campaigns. In VICIdial ▸ Users ▸ {user}: View Reports = 1, Agent API Access = 1, and "
            "campaigns_list among Allowed API Functions.",
            user=user,
        ),
    )


def _right_line(client: Client, right: _Right) -> _Line:
    reply = right.ask(client)
    if isinstance(reply, Refused) and reply.refusal is Refusal.NO_FUNCTION:
        return Tone.WARNING, right.since
    if isinstance(reply, Refused) and reply.refusal is not Refusal.LIST_NOT_ALLOWED:
        return Tone.WARNING, replace(right.may_not, values={"user": client.user})
    if isinstance(reply, NotUnderstood):
        return Tone.WARNING, wording.check_not_understood(reply)
    return Tone.DONE, right.may


def _not_vicidial(host: str) -> Sentence:
    return say(
        "{host} answers, but not as a VICIdial dialler does. Check the address: it is the one under which "
        "agents and managers log in.",
        host=host,
    )
