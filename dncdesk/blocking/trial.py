"""Testing a server's settings: what is right and what is not, in plain words, with at most one login tried."""

from __future__ import annotations

from dataclasses import dataclass

from dncdesk.blocking import wording
from dncdesk.blocking.calltime import CallTime, ask_list
from dncdesk.core.campaign import Campaign
from dncdesk.core.outcome import Tone
from dncdesk.core.scope import INTERNAL_LIST
from dncdesk.core.sentences import Sentence, say
from dncdesk.vicidial.client import DEFAULT_SOURCE, Client
from dncdesk.vicidial.errors import CallError
from dncdesk.vicidial.replies import Campaigns, NotUnderstood, Refused, Version

_HARMLESS_NUMBER = "0000000000"
_Line = tuple[Tone, Sentence]


@dataclass(frozen=True)
class TestReport:
    """What a trial found: `ok` when numbers can be sent, a line for each thing that was looked at.

    `reached` is False where no answer came, so that nothing is known about the account.
    """

    __test__ = False  # not a test of pytest's

    ok: bool
    lines: tuple[_Line, ...]
    reached: bool = True
    campaigns: tuple[Campaign, ...] = ()


def trial(client: Client) -> TestReport:
    """Ask the server for its version, then log in once, then look whether the account may look numbers up."""
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
            return TestReport(ok=False, lines=(here, (Tone.PROBLEM, wording.refusal(listed, client.user))))
        if isinstance(listed, NotUnderstood):
            return TestReport(ok=False, lines=(here, (Tone.PROBLEM, wording.check_not_understood(listed))))
        account: _Line = (Tone.DONE, say("The login of {user} works.", user=client.user))
        campaigns = listed.campaigns if isinstance(listed, Campaigns) else ()
        return TestReport(
            ok=True,
            lines=(here, account, _campaigns_line(listed, client.user), _look_line(client)),
            campaigns=campaigns,
        )
    except CallError as error:
        return TestReport(ok=False, lines=((Tone.PROBLEM, error.sentence),), reached=False)


def _campaigns_line(listed: Campaigns | Refused, user: str) -> _Line:
    if isinstance(listed, Campaigns):
        return Tone.DONE, say("It sees {count} campaigns.", count=str(len(listed.campaigns)))
    return (
        Tone.WARNING,
        say(
            "It may not list campaigns. In VICIdial: Users ▸ {user} ▸ View Reports = 1, Agent API Access = 1, and "
            "campaigns_list among Allowed API Functions.",
            user=user,
        ),
    )


def _look_line(client: Client) -> _Line:
    reply = ask_list(client, _HARMLESS_NUMBER, INTERNAL_LIST, CallTime(), DEFAULT_SOURCE)
    if isinstance(reply, Refused):
        return Tone.WARNING, wording.may_not_check(reply, client.user)
    if isinstance(reply, NotUnderstood):
        return Tone.WARNING, wording.check_not_understood(reply)
    return (
        Tone.DONE,
        say("It may look numbers up. Whether it may add them, the first real opt-out will tell."),
    )


def _not_vicidial(host: str) -> Sentence:
    return say(
        "{host} answers, but not as a VICIdial dialler does. Check the address: it is the one under which "
        "agents and managers log in.",
        host=host,
    )
