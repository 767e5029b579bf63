"""The command line: the same jobs as the window's, without one. Messages for people go to standard error."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dncdesk import __version__
from dncdesk.core.moments import moment, now, stamp
from dncdesk.core.outcome import Outcome
from dncdesk.core.paths import paths
from dncdesk.core.redaction import Redactor
from dncdesk.core.scope import EVERYWHERE, INTERNAL_LIST, Scope
from dncdesk.core.sentences import ProblemError, Sentence, say

if TYPE_CHECKING:
    from dncdesk.blocking.check import CheckReport
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.campaign import Campaign
    from dncdesk.core.optout import OptOut
    from dncdesk.core.outcome import Result
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


def main(argv: list[str]) -> int:
    """Carry out one verb; returns the exit code."""
    options = _parser().parse_args(argv)
    if options.version:
        print(f"dncdesk {__version__}")
        return DONE
    verb: Callable[[argparse.Namespace], int] | None = getattr(options, "run", None)
    if verb is None:
        _parser().print_help()
        return DONE
    try:
        return verb(options)
    except UsageError as error:
        _tell(error.sentence)
        return WRONG_USE
    except ProblemError as error:
        _tell(error.sentence)
        return FAILED
    except OSError as error:
        _tell(say("That did not work: {reason}.", reason=error.strerror or type(error).__name__))
        return FAILED
    except KeyboardInterrupt:
        _tell(say("Stopped. What was recorded is kept: “dncdesk pending” lists it."))
        return FAILED


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--home", type=Path, metavar="DIR", help="keep settings, log and caches in DIR")
    common.add_argument("--practice", action="store_true", help="use the built-in practice dialler")
    parser = argparse.ArgumentParser(
        prog="dncdesk",
        parents=[common],
        allow_abbrev=False,
        description="Put a number on VICIdial's do-not-call list, and say truly what became of it.",
        epilog="Without a verb the window opens; a NUMBER is put into its field and never submitted by itself.",
    )
    parser.add_argument("--version", action="store_true", help="print the version and end")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB")

    def verb(name: str, run: Callable[[argparse.Namespace], int], says: str, *, as_json: bool = True) -> Any:
        added = verbs.add_parser(name, parents=[common], help=says, description=says, allow_abbrev=False)
        if as_json:
            added.add_argument("--json", action="store_true", help="one JSON object a number on standard output")
        added.set_defaults(run=run)
        return added

    block = verb("block", _block, "record an opt-out, block the number and read it back")
    _number_and_server(block)
    where = block.add_mutually_exclusive_group(required=True)
    where.add_argument("--campaign", metavar="ID")
    where.add_argument("--everywhere", action="store_true")
    block.add_argument("--asked-at", metavar="ISO", help="when the person asked, e.g. 2026-11-23T14:02 (default: now)")
    block.add_argument("--note", default="")

    check = verb("check", _check, "ask whether a number is blocked; changes nothing")
    _number_and_server(check)
    check.add_argument("--campaign", metavar="ID")

    pending = verb("pending", _pending, "list what is not finished")
    pending.add_argument("--send", action="store_true", help="work it off now")

    login = verb("login", _login, "ask for a server's password and keep it in the keyring", as_json=False)
    login.add_argument("--server", metavar="NAME")

    practice = verb("practice", _practice, "serve the practice dialler alone, until stopped", as_json=False)
    practice.add_argument("--port", type=int, default=0, metavar="N")
    practice.add_argument("--seed", type=Path, metavar="FILE")
    practice.add_argument("--mode", default="php8", choices=["php8", "php74", "php8-display-errors", "redirect"])

    verb("self-test", _self_test, "versions, Qt platform, keyring, certificates, log; no secrets")
    return parser


def _number_and_server(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("--server", metavar="NAME")


# -- verbs -------------------------------------------------------------------------------------------------------


def _block(options: argparse.Namespace) -> int:
    place = _open(options)
    try:
        server = _server(place, options.server)
        number = _number(options.number, server)
        asked_at = _asked_at(options.asked_at)
        scope, name = _scope(place, server, options.campaign)
        opt_out = place.opt_out(number, scope, server, asked_at=asked_at, note=options.note, scope_name=name)
        results = _work_off(place, [opt_out])
        result = results[opt_out.id]
        _show(opt_out, result, as_json=options.json)
        return EXIT_CODES[result.outcome]
    finally:
        place.close()


def _check(options: argparse.Namespace) -> int:
    from dncdesk.blocking.enquiries import Enquiries

    place = _open(options)
    try:
        server = _server(place, options.server)
        number = _number(options.number, server)
        scope, _ = _scope(place, server, options.campaign) if options.campaign else (Scope(), "")
        report = Enquiries(place).check(server, number, scope)
        _show_check(number, server, report, as_json=options.json)
        if report.outcome in {Outcome.REFUSED, Outcome.WAITING}:
            return ACT if report.outcome is Outcome.REFUSED else FAILED
        if report.on_its_list:
            return DONE
        return HALF_DONE if report.outcome else NOT_BLOCKED
    finally:
        place.close()


def _pending(options: argparse.Namespace) -> int:
    from dncdesk.record.reader import Reader

    place = _open(options)
    try:
        entries = place.log.read(Reader.pending)
        opt_outs = place.log.read(lambda reader: [reader.request(entry.opt_out_id) for entry in entries])
        results = {entry.opt_out_id: entry.result for entry in entries}
        if options.send and entries:
            results = _work_off(place, [], resumed=[entry.opt_out_id for entry in entries])
        for opt_out in opt_outs:
            _show(opt_out, results[opt_out.id], as_json=options.json)
        if not opt_outs:
            _tell(say("Nothing is pending."))
        codes = {EXIT_CODES[result.outcome] for result in results.values()}
        return next((code for code in (PENDING, ACT, HALF_DONE) if code in codes), DONE)
    finally:
        place.close()


def _login(options: argparse.Namespace) -> int:
    from dncdesk.blocking.enquiries import Enquiries
    from dncdesk.core.credentials import KeyringState, Secret
    from dncdesk.core.outcome import Tone

    place = _open(options)
    try:
        server = _server(place, options.server)
        secret = Secret(_ask_password(server))
        if not secret.reveal():
            raise UsageError(say("No password was typed. Nothing has changed."))
        report = Enquiries(place).try_out(server, secret)
        for _, line in report.lines:
            _tell(line)
        if not report.ok and report.reached:
            return ACT
        if not place.keep_password(server, secret):
            state = place.credentials.state
            _tell(
                say("The keyring is locked; unlock it and try again. The password was not kept.")
                if state is KeyringState.LOCKED
                else say("This computer has no keyring that can keep a password. It was not kept.")
            )
            return FAILED
        _tell(say("The password is in the keyring.") if report.ok else say("The password is in the keyring, untested."))
        return DONE if all(tone is not Tone.PROBLEM for tone, _ in report.lines) else FAILED
    finally:
        place.close()


def _practice(options: argparse.Namespace) -> int:
    from dncdesk.practice.server import BadState, Mode, PracticeDialler

    try:
        dialler = PracticeDialler(port=options.port, mode=Mode(options.mode), seed=options.seed)
        dialler.start()
    except (BadState, ValueError) as error:
        raise UsageError(say("The seed cannot be used: {reason}", reason=str(error))) from error
    with dialler:
        print(dialler.address, flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return DONE
    return DONE


def _self_test(options: argparse.Namespace) -> int:
    from dncdesk.selftest import self_test

    found = self_test(getattr(options, "home", None), practice=getattr(options, "practice", False))
    if options.json:
        print(json.dumps(found.facts))
    else:
        for name, value in found.facts.items():
            print(f"{name}: {value}")
    for problem in found.problems:
        _tell(problem)
    return FAILED if found.problems else DONE


# -- what the verbs share --------------------------------------------------------------------------------------------


def _open(options: argparse.Namespace) -> Workplace:
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.diagnostics import to_file

    practice = getattr(options, "practice", False)
    where = paths(getattr(options, "home", None))
    redactor = Redactor()
    to_file((paths(where.practice) if practice else where).diagnostics, redactor)
    place = Workplace(where, redactor, practice=practice)
    for notice in place.notices:
        _tell(notice)
    return place


def _server(place: Workplace, name: str | None) -> Server:
    server = place.settings.find(name)
    if server is None:
        names = ", ".join(s.name for s in place.settings.servers)
        raise UsageError(
            say("There is no server {name}. There are: {names}.", name=name or "", names=names)
            if names
            else say("No server is set up yet: open dncdesk and enter its address, or use --practice.")
        )
    return server


def _number(text: str, server: Server) -> PhoneNumber:
    from dncdesk.core.phone import NotANumberError, NumberRule, read_number

    try:
        return read_number(text, country=server.country, rule=NumberRule(server.number_form))
    except NotANumberError as error:
        raise UsageError(error.sentence) from error


def _asked_at(text: str | None) -> Any:
    if text is None:
        return None
    try:
        asked_at = moment(text)
    except ValueError:
        raise UsageError(say("“{text}” is not a date and time. Write it as 2026-11-23T14:02.", text=text)) from None
    if asked_at > now() + timedelta(minutes=5):
        raise UsageError(say("{text} is in the future. When did the person ask?", text=text))
    return asked_at


def _scope(place: Workplace, server: Server, wanted: str | None) -> tuple[Scope, str]:
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


class _Waiter:
    """A queue's listener that waits until each opt-out has been tried once."""

    def __init__(self, wanted: list[str]) -> None:
        self._left = set(wanted)
        self._done = threading.Event()
        self.results: dict[str, Result] = {}
        self.problem: Sentence | None = None

    def tell_recorded(self, opt_out: OptOut) -> None:
        """It is on disk."""

    def tell_not_recorded(self, opt_out: OptOut, problem: Sentence) -> None:  # noqa: ARG002
        """It is not, and nothing was sent."""
        self.problem = problem
        self._done.set()

    def tell_settled(self, opt_out: OptOut, result: Result) -> None:
        """Where it stands now."""
        self.results[opt_out.id] = result
        self._left.discard(opt_out.id)
        if not self._left:
            self._done.set()

    def wait(self) -> None:
        """Until each has been tried."""
        self._done.wait()


def _work_off(place: Workplace, new: list[OptOut], resumed: list[str] | None = None) -> dict[str, Result]:
    waiter = _Waiter([opt_out.id for opt_out in new] + (resumed or []))
    queue = place.queue(waiter)
    try:
        for opt_out in new:
            queue.submit(opt_out)
        if resumed:
            queue.resume()
        waiter.wait()
    finally:
        queue.close()
    if waiter.problem is not None:
        raise ProblemError(waiter.problem + say("Nothing was recorded and nothing was sent."))
    return waiter.results


def _ask_password(server: Server) -> str:
    import getpass

    if sys.stdin.isatty():
        return getpass.getpass(f"Password of {server.user} at {server.name}: ", stream=sys.stderr)
    return sys.stdin.readline().rstrip("\r\n")


def _show(opt_out: OptOut, result: Result, *, as_json: bool) -> None:
    if as_json:
        _print_json(
            number_typed=opt_out.number_typed,
            numbers_sent=list(result.numbers_sent),
            scope=str(opt_out.scope),
            server=opt_out.server,
            outcome=result.outcome.value,
            why=str(result.why),
            asked_at=stamp(opt_out.asked_at),
            confirmed_at=stamp(result.confirmed_at) if result.confirmed_at else None,
            confirmed_by=result.confirmed_by.value if result.confirmed_by else None,
            leads_found=result.leads_found,
            leads_stopped=result.leads_stopped,
            still_queued=result.still_queued,
            opt_out_id=opt_out.id,
            source_id=opt_out.source_id,
        )
        return
    print(f"{opt_out.shown}  {opt_out.scope}  {result.outcome.value}")
    _tell(result.why)


def _show_check(number: PhoneNumber, server: Server, report: CheckReport, *, as_json: bool) -> None:
    if as_json:
        _print_json(
            number_typed=number.typed,
            numbers_sent=[number.main_form],
            scope=str(report.scope),
            server=server.name,
            outcome=report.outcome.value if report.outcome else None,
            why=str(report.why),
            asked_at=stamp(now()),
            confirmed_at=stamp(report.confirmed_at) if report.confirmed_at else None,
            confirmed_by="check_phone_number" if report.confirmed_at else None,
            leads_found=None,
            leads_stopped=None,
            still_queued=None,
            opt_out_id=None,
            source_id=None,
        )
        return
    print(f"{number.shown}  {report.scope}  {report.outcome.value if report.outcome else 'not blocked'}")
    _tell(report.why)


def _print_json(**values: object) -> None:
    print(json.dumps(values, ensure_ascii=True), flush=True)


def _tell(sentence: Sentence) -> None:
    print(str(sentence), file=sys.stderr)
