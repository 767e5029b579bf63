"""What the verbs share: exit codes, opening the files, reading arguments, printing."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from dncdesk.core.outcome import Outcome
from dncdesk.core.paths import paths
from dncdesk.core.redaction import Redactor
from dncdesk.core.scope import EVERYWHERE, INTERNAL_LIST, Scope
from dncdesk.core.sentences import ProblemError, Sentence, say

if TYPE_CHECKING:
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.campaign import Campaign
    from dncdesk.core.phone import PhoneNumber
    from dncdesk.core.settings import Server

DONE, FAILED, WRONG_USE, HALF_DONE, PENDING, ACT, NOT_BLOCKED = 0, 1, 2, 3, 4, 5, 6
"""The exit codes."""

EXIT_CODES = {
    Outcome.BLOCKED: DONE,
    Outcome.REMOVED: DONE,
    Outcome.STOPPED: HALF_DONE,
    Outcome.LISTED: HALF_DONE,
    Outcome.WAITING: PENDING,
    Outcome.NOT_EFFECTIVE: ACT,
    Outcome.REFUSED: ACT,
}


class UsageError(ProblemError):
    """The command was used wrongly: nothing was recorded and nothing sent."""


def open_workplace(options: argparse.Namespace) -> Workplace:
    """The files and parts for `--home` and `--practice`; notices go to the person.

    Raises:
        LogError, OSError: they cannot be opened.
    """
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.diagnostics import to_file

    practice = getattr(options, "practice", False)
    where = paths(getattr(options, "home", None))
    redactor = Redactor()
    to_file((paths(where.practice) if practice else where).diagnostics, redactor)
    place = Workplace(where, redactor, practice=practice)
    for notice in place.notices:
        tell(notice)
    return place


def find_server(place: Workplace, name: str | None) -> Server:
    """The server called `name`, or the one in use.

    Raises:
        UsageError: there is none.
    """
    server = place.settings.find(name)
    if server is None:
        names = ", ".join(s.name for s in place.settings.servers)
        raise UsageError(
            say("There is no server {name}. There are: {names}.", name=name or "", names=names)
            if names
            else say("No server is set up yet: open dncdesk and enter its address, or use --practice.")
        )
    return server


def tell_of_others(place: Workplace, options: argparse.Namespace, server: Server) -> None:
    """Say which diallers were not asked, where the window would have asked them all and nobody has named one here."""
    settings = place.settings
    others = ", ".join(one.name for one in settings.servers if one.name != server.name)
    if options.campaign is None and options.server is None and settings.every_server and others:
        tell(
            say(
                "This was for {server} alone. In the window everywhere means every dialler; repeat it with --server "
                "for: {others}.",
                server=server.name,
                others=others,
            )
        )


def read_digits(text: str, server: Server) -> PhoneNumber:
    """The number in `text`, by this server's rule.

    Raises:
        UsageError: it holds none, or not just one.
    """
    from dncdesk.core.phone import NotANumberError, NumberRule, read_number

    try:
        return read_number(text, country=server.country, rule=NumberRule(server.number_form))
    except NotANumberError as error:
        raise UsageError(error.sentence) from error


def find_scope(place: Workplace, server: Server, wanted: str | None) -> tuple[Scope, str]:
    """The scope for a campaign as typed, named as the server lists it; everywhere without one."""
    if wanted is None:
        return Scope(), ""
    if not wanted.strip() or wanted.upper() in {EVERYWHERE, INTERNAL_LIST}:
        raise UsageError(say("“{text}” is not a campaign; for every campaign, use --everywhere.", text=wanted))
    listed = _campaigns(place, server, wanted)
    if listed is None:
        # Nothing is known yet and the server does not answer: recorded now, looked up before it is sent.
        return Scope(wanted), ""
    from dncdesk.blocking.campaigns import find

    found = find(listed, wanted)
    if found is None:
        names = ", ".join(c.id for c in listed) or "–"
        raise UsageError(
            say("{server} lists no campaign {text}. It lists: {names}.", server=server.name, text=wanted, names=names)
        )
    return Scope(found.id), found.name


def _campaigns(place: Workplace, server: Server, wanted: str) -> tuple[Campaign, ...] | None:
    from dncdesk.blocking.campaigns import find
    from dncdesk.blocking.enquiries import Enquiries
    from dncdesk.vicidial.errors import CallError
    from dncdesk.vicidial.replies import Campaigns

    enquiries = Enquiries(place)
    known = enquiries.known_campaigns(server)
    if find(known, wanted):
        return known
    try:
        reply = enquiries.campaigns(server).reply
    except (CallError, ProblemError):
        return known or None
    return reply.campaigns if isinstance(reply, Campaigns) else known or None


def print_json(**values: object) -> None:
    """One object, on one line of standard output."""
    print(json.dumps(values, ensure_ascii=True), flush=True)


def tell(sentence: Sentence) -> None:
    """Say something to the person, on standard error."""
    print(str(sentence), file=sys.stderr)
