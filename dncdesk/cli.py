"""The command line: the same jobs as the window's, without one. Messages for people go to standard error."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dncdesk import __version__
from dncdesk.commands import files, opt_outs, proof, questions
from dncdesk.commands.common import DONE, FAILED, WRONG_USE, UsageError, tell
from dncdesk.core.sentences import ProblemError, say


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
        tell(error.sentence)
        return WRONG_USE
    except ProblemError as error:
        tell(error.sentence)
    except OSError as error:
        tell(say("That did not work: {reason}.", reason=error.strerror or type(error).__name__))
    except KeyboardInterrupt:
        tell(say("Stopped. What was recorded is kept: “dncdesk pending” lists it."))
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

    block = verb("block", opt_outs.block, "record an opt-out, block the number and read it back")
    _number_and_server(block)
    where = block.add_mutually_exclusive_group(required=True)
    where.add_argument("--campaign", metavar="ID")
    where.add_argument("--everywhere", action="store_true")
    block.add_argument("--asked-at", metavar="ISO", help="when the person asked, e.g. 2026-11-23T14:02 (default: now)")
    block.add_argument("--note", default="")

    check = verb("check", questions.check, "ask whether a number is blocked; changes nothing")
    _number_and_server(check)
    check.add_argument("--campaign", metavar="ID")

    remove = verb("remove", opt_outs.remove, "take a number off its list again")
    _number_and_server(remove)
    where = remove.add_mutually_exclusive_group(required=True)
    where.add_argument("--campaign", metavar="ID")
    where.add_argument("--everywhere", action="store_true")
    remove.add_argument("--reason", required=True, metavar="TEXT", help="why it may be called again")

    pending = verb("pending", opt_outs.pending, "list what is not finished")
    pending.add_argument("--send", action="store_true", help="work it off now")

    verify = verb("verify", proof.verify, "check the log's chain of hashes; changes nothing")
    verify.add_argument("--log", type=Path, metavar="FILE", help="another log than this user's own")
    verify.add_argument(
        "--head",
        action="append",
        metavar="SEQ:HASH|FILE",
        help="as printed on an export, or a CSV or JSONL export itself",
    )
    verify.add_argument("--copies", type=Path, metavar="FOLDER", help="the seats' copies (default: as set)")
    verify.add_argument("--for-window", action="store_true", help=argparse.SUPPRESS)

    export = verb("export", files.export, "write the log to a file, by its ending", as_json=False)
    export.add_argument("file", type=Path, metavar="FILE", help="its ending decides: .csv, .xlsx, .jsonl or .pdf")
    export.add_argument("--since", metavar="DATE", help="asked for on this day or later, e.g. 2026-11-01")
    export.add_argument("--until", metavar="DATE", help="asked for on this day or earlier: the whole day is included")
    export.add_argument("--campaign", metavar="ID", help="this campaign alone; EVERYWHERE for those blocked everywhere")

    login = verb("login", questions.login, "ask for a server's password and keep it in the keyring", as_json=False)
    login.add_argument("--server", metavar="NAME")

    practice = verb("practice", questions.practice, "serve the practice dialler alone, until stopped", as_json=False)
    practice.add_argument("--port", type=int, default=0, metavar="N")
    practice.add_argument("--seed", type=Path, metavar="FILE")
    practice.add_argument("--mode", default="php8", choices=["php8", "php74", "php8-display-errors", "redirect"])

    verb("self-test", questions.self_test, "versions, Qt platform, keyring, certificates, log; no secrets")
    return parser


def _number_and_server(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("--server", metavar="NAME")
