"""Getting to know a dialler: whether one answers at an address, and what an account finds there.

Facts: `version` answers without a login, and each call of it is written to the server's API log (api.md, sections 1
and 3). The hopper's list is the only call that shows leads' numbers to somebody who knows none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from dncdesk.blocking.trial import Can, TestReport
from dncdesk.core.campaign import Campaign
from dncdesk.core.endpoint import plain_http, private
from dncdesk.core.outcome import Tone
from dncdesk.core.phone_habit import Habit, habit
from dncdesk.core.sentences import Sentence, say
from dncdesk.vicidial.client import Client
from dncdesk.vicidial.errors import CallError, Cause
from dncdesk.vicidial.lead_replies import Hopper
from dncdesk.vicidial.replies import Version

_CAMPAIGNS = 5
_NUMBERS = 50
"""How many campaigns are asked for their queue, and of how many leads it is known then: enough to see a habit."""


@dataclass(frozen=True)
class Answering:
    """What answers at an address.

    `ok` where it is a dialler that may be used. `fingerprint` is the SHA-256 of a certificate that was not accepted,
    `points_to` the address that a redirect names; each is empty where there is none.
    """

    tone: Tone
    sentence: Sentence
    ok: bool = False
    fingerprint: str = ""
    points_to: str = ""


@dataclass(frozen=True)
class Exploration:
    """What an account found: the report of its one test, and how the leads that it sees carry numbers."""

    report: TestReport
    habit: Habit


def look(client: Client) -> Answering:
    """Who answers at the client's address. No password is sent, and none is tested."""
    try:
        version = client.version()
    except CallError as error:
        return _no_answer(client, error)
    if not isinstance(version, Version):
        return Answering(
            Tone.PROBLEM,
            say(
                "{host} answers, but not as a VICIdial dialler does. Take the address under which agents and managers "
                "log in.",
                host=client.host,
            ),
        )
    here = say("VICIdial {version} answers at {host}.", version=version.version, host=client.host)
    host = urlsplit(client.endpoint).hostname or ""
    if plain_http(client.endpoint) and not _this_machine(host):
        unsafe = say("Not encrypted (http): the password will travel readable through your network.")
        return Answering(Tone.WARNING, here + unsafe, ok=True)
    return Answering(Tone.DONE, here, ok=True)


def explore(client: Client, report: TestReport, country: str) -> Exploration:
    """What is found beyond the `report` of a test that went well; `country` where the leads do not tell it."""
    return Exploration(report, habit(_numbers(client, report.campaigns) if report.ok else (), country=country))


def meaning(report: TestReport) -> tuple[Tone, Sentence]:
    """What the account's rights come to, for somebody who will read the outcomes."""
    if Can.LOOK_UP not in report.may:
        return Tone.WARNING, say(
            "With this account nothing can be read back: dncdesk will say “On the list” at best, never “Blocked”."
        )
    if Can.LEADS not in report.may:
        return Tone.WARNING, say(
            "With this account not all leads and queues can be looked at: dncdesk will often say “On the list” "
            "instead of “Blocked”, because a call that is lined up may still go out."
        )
    if Can.TAKE_OFF not in report.may:
        return Tone.DONE, say("This account has all rights that “Blocked” needs. There is no Undo.")
    return Tone.DONE, say("This account has all rights that dncdesk can check.")


def _numbers(client: Client, campaigns: Iterable[Campaign]) -> list[tuple[str, str]]:
    seen: list[tuple[str, str]] = []
    active = [campaign for campaign in campaigns if campaign.active]
    try:
        for campaign in active[:_CAMPAIGNS]:
            reply = client.hopper(campaign.id)
            if not isinstance(reply, Hopper) or len(seen) >= _NUMBERS:
                break
            seen += reply.numbers
    except CallError:
        pass  # the account is known to work; what its leads look like a person can tell as well
    return seen


def _no_answer(client: Client, error: CallError) -> Answering:
    host = client.host
    if error.cause is Cause.CERTIFICATE:
        words = say(
            "{host} does not prove who it is ({reason}). Nothing was sent. Its administrator can confirm its "
            "certificate.",
            host=host,
            reason=error.sentence.values.get("reason", ""),
        )
        return Answering(Tone.PROBLEM, words, fingerprint=_fingerprint(client))
    if error.cause is Cause.REDIRECTED and (target := error.sentence.values.get("target", "")):
        words = say("{host} points to another address: {target}. dncdesk does not follow by itself.", host=host,
                    target=target)  # fmt: skip
        return Answering(Tone.WARNING, words, points_to=target)
    if error.cause is Cause.PLAIN_HTTP:
        words = say(
            "{host} is not in your own network, and http:// would send the password readable for everyone on the way. "
            "Use https:// instead.",
            host=host,
        )
        return Answering(Tone.PROBLEM, words)
    return Answering(Tone.PROBLEM, error.sentence)


def _fingerprint(client: Client) -> str:
    try:
        return client.fingerprint() or ""
    except CallError:
        return ""


def _this_machine(host: str) -> bool:
    try:
        return host == "localhost" or (private(host) and (host.startswith("127.") or host == "::1"))
    except ValueError:
        return False
