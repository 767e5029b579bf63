"""How one try at an opt-out ended, and what that says of the server."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import Enum, auto

from dncdesk.blocking import wording
from dncdesk.blocking.heard import LoginRefusedError, NotKnownError
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.record.log import LogError
from dncdesk.vicidial.errors import CallError, Cause

_log = logging.getLogger(__name__)


class Server(Enum):
    """What the try has shown of the server."""

    ANSWERED = auto()
    SILENT = auto()
    """No answer, or none that a dialler gives."""
    HELD_BACK = auto()
    """The account is in doubt: nothing was sent, and all that wait had better rest."""
    UNTRIED = auto()


@dataclass(frozen=True)
class Ending:
    """Where the opt-out stands now; `refusal` names the refused login that it waits for.

    `reconnect`: another password may be there for the next try, from the keyring.
    """

    result: Result
    server: Server = Server.ANSWERED
    refusal: str | None = None
    reconnect: bool = False


def ended_by(error: Exception, opt_out: OptOut) -> Ending | None:
    """What an `error` of a job means; None where the program is being closed and nothing is to be said."""
    sent = (opt_out.main_form,)
    if isinstance(error, LoginRefusedError):
        why = wording.refused(error.reply, opt_out.api_user)
        refusal = error.reply.refusal.value
        # This password is not sent again: what a person types next, here or elsewhere, the keyring has.
        return Ending(Result(Outcome.REFUSED, why, numbers_sent=sent), refusal=refusal, reconnect=True)
    if isinstance(error, NotKnownError):
        why = wording.not_understood(error.reply)
        return Ending(Result(Outcome.WAITING, why, numbers_sent=sent), Server.SILENT)
    if isinstance(error, CallError):
        return _no_answer(error, sent)
    if isinstance(error, LogError):
        return Ending(Result(Outcome.WAITING, wording.not_recorded_here(error.sentence)), Server.UNTRIED)
    # Whatever goes wrong here, the person in front of the window is told, and nothing is lost.
    _log.error("a job failed", exc_info=error)
    return Ending(Result(Outcome.WAITING, wording.unexpected(type(error).__name__)), Server.UNTRIED)


def _no_answer(error: CallError, sent: tuple[str, ...]) -> Ending | None:
    if error.cause is Cause.CLOSED:
        return None
    result = Result(
        Outcome.WAITING,
        wording.no_answer(error.sentence),
        numbers_sent=sent if error.cause is Cause.NO_ANSWER else (),
    )
    # A person may type the password in another program: the next try asks the keyring anew.
    if error.cause is Cause.LOGIN_STOPPED:
        return Ending(result, Server.UNTRIED, reconnect=True)
    if error.cause is Cause.HELD_BACK:
        return Ending(result, Server.HELD_BACK, reconnect=True)
    return Ending(result, Server.SILENT)
