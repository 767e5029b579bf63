"""The verbs that only ask: check, login, self-test, and the practice dialler on its own."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from typing import TYPE_CHECKING

from dncdesk.commands.common import (
    ACT,
    DONE,
    FAILED,
    HALF_DONE,
    NOT_BLOCKED,
    UsageError,
    find_scope,
    find_server,
    open_workplace,
    print_json,
    read_digits,
    tell,
    tell_of_others,
)
from dncdesk.core.moments import now, stamp
from dncdesk.core.outcome import Outcome
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import say

if TYPE_CHECKING:
    from dncdesk.blocking.check import CheckReport
    from dncdesk.core.phone import PhoneNumber
    from dncdesk.core.settings import Server


def check(options: argparse.Namespace) -> int:
    """Ask whether a number is blocked; nothing is changed."""
    from dncdesk.blocking.enquiries import Enquiries
    from dncdesk.vicidial.errors import CallError, Cause

    place = open_workplace(options)
    try:
        server = find_server(place, options.server)
        number = read_digits(options.number, server)
        scope, _ = find_scope(place, server, options.campaign) if options.campaign else (Scope(), "")
        try:
            report = Enquiries(place).check(server, number, scope)
        except CallError as error:
            tell(error.sentence)
            return ACT if error.cause is Cause.LOGIN_STOPPED else FAILED
        _show_check(number, server, report, as_json=options.json)
        tell_of_others(place, options, server)
        if report.outcome in {Outcome.REFUSED, Outcome.WAITING}:
            return ACT if report.outcome is Outcome.REFUSED else FAILED
        if report.on_its_list:
            return DONE
        return HALF_DONE if report.outcome else NOT_BLOCKED
    finally:
        place.close()


def login(options: argparse.Namespace) -> int:
    """Ask for a password, try it once, keep it in the keyring."""
    from dncdesk.blocking.enquiries import Enquiries
    from dncdesk.core.credentials import KeyringState, Secret
    from dncdesk.core.outcome import Tone

    place = open_workplace(options)
    try:
        server = find_server(place, options.server)
        secret = Secret(_ask_password(server))
        if not secret.reveal():
            raise UsageError(say("No password was typed. Nothing has changed."))
        report = Enquiries(place).try_out(server, secret)
        for _, line in report.lines:
            tell(line)
        if not report.ok and report.reached:
            return ACT
        if not place.credentials.keep(server.endpoint, server.user, secret):
            state = place.credentials.state
            tell(
                say("The keyring is locked; unlock it and try again. The password was not kept.")
                if state is KeyringState.LOCKED
                else say("This computer has no keyring that can keep a password. It was not kept.")
            )
            return FAILED
        # Only now: one that ends with this command would let the refused one go out again elsewhere.
        place.stops.renew(server.endpoint, server.user)
        tell(say("The password is in the keyring.") if report.ok else say("The password is in the keyring, untested."))
        return DONE if all(tone is not Tone.PROBLEM for tone, _ in report.lines) else FAILED
    finally:
        place.close()


def practice(options: argparse.Namespace) -> int:
    """Serve the practice dialler until stopped."""
    from dncdesk.practice.server import BadState, Mode, PracticeDialler

    try:
        dialler = PracticeDialler(port=options.port, mode=Mode(options.mode), seed=options.seed)
        dialler.start()
    except (BadState, ValueError) as error:
        raise UsageError(say("The seed cannot be used: {reason}", reason=str(error))) from error
    with dialler:
        try:
            print(dialler.address, flush=True)
            threading.Event().wait()
        except KeyboardInterrupt:
            return DONE
    return DONE


def self_test(options: argparse.Namespace) -> int:
    """Say what the program finds of itself."""
    from dncdesk.selftest import self_test

    found = self_test(getattr(options, "home", None), practice=getattr(options, "practice", False))
    if options.json:
        print(json.dumps(found.facts))
    else:
        for name, value in found.facts.items():
            print(f"{name}: {value}")
    for problem in found.problems:
        tell(problem)
    return FAILED if found.problems else DONE


def _ask_password(server: Server) -> str:
    import getpass

    if sys.stdin.isatty():
        return getpass.getpass(f"Password of {server.user} at {server.name}: ", stream=sys.stderr)
    return sys.stdin.readline().rstrip("\r\n")


def _show_check(number: PhoneNumber, server: Server, report: CheckReport, *, as_json: bool) -> None:
    leads = report.leads if report.leads is not None and report.leads.looked else None
    if as_json:
        print_json(
            number_typed=number.typed,
            numbers_sent=list(report.numbers),
            scope=str(report.scope),
            server=server.name,
            outcome=report.outcome.value if report.outcome else None,
            why=str(report.why),
            asked_at=stamp(now()),
            confirmed_at=stamp(report.confirmed_at) if report.confirmed_at else None,
            confirmed_by="check_phone_number" if report.confirmed_at else None,
            leads_found=leads.found if leads else None,
            leads_stopped=leads.stopped if leads else None,
            still_queued=leads.still_queued if leads else None,
            opt_out_id=None,
            source_id=None,
        )
        return
    print(f"{number.shown}  {report.scope}  {report.outcome.value if report.outcome else 'not blocked'}")
    tell(report.why)
