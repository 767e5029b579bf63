"""How it stands between this desk and its dialler, for the line at the top of the window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dncdesk.blocking.connector import NoPasswordError
from dncdesk.core.sentences import Sentence, say
from dncdesk.vicidial.errors import CallError, Cause
from dncdesk.vicidial.replies import Campaigns, NotUnderstood, Refusal, Refused


class ConnectionState(StrEnum):
    """What is known of the connection."""

    UNKNOWN = "unknown"
    ASKING = "asking"
    CONNECTED = "connected"
    UNREACHABLE = "unreachable"
    LOGIN_REFUSED = "login_refused"
    NO_PASSWORD = "no_password"  # noqa: S105 - a state, not a password
    NO_SERVER = "no_server"
    CERTIFICATE = "certificate"
    PROBLEM = "problem"


NEEDS_A_PERSON = {
    ConnectionState.LOGIN_REFUSED,
    ConnectionState.NO_PASSWORD,
    ConnectionState.NO_SERVER,
    ConnectionState.CERTIFICATE,
}
"""The states that end only when somebody changes the settings."""


@dataclass(frozen=True)
class Connection:
    """The state, a few words for a person, and how long the last answer took where there was one."""

    state: ConnectionState
    sentence: Sentence
    milliseconds: int | None = None


def unknown() -> Connection:
    """Nothing has been asked yet."""
    return Connection(ConnectionState.UNKNOWN, say("starting"))


def asking() -> Connection:
    """The server is being asked."""
    return Connection(ConnectionState.ASKING, say("connecting"))


def no_server() -> Connection:
    """The settings name none."""
    return Connection(ConnectionState.NO_SERVER, say("no dialler set up yet"))


def no_password() -> Connection:
    """There is no password for the account."""
    return Connection(ConnectionState.NO_PASSWORD, say("password missing"))


def answered(milliseconds: int) -> Connection:
    """The server has answered as it should."""
    return Connection(ConnectionState.CONNECTED, say("answers in {ms} ms", ms=str(milliseconds)), milliseconds)


def connected() -> Connection:
    """The server has done what was asked."""
    return Connection(ConnectionState.CONNECTED, say("connected"))


def login_refused() -> Connection:
    """The account was turned away."""
    return Connection(ConnectionState.LOGIN_REFUSED, say("login refused"))


def unreachable() -> Connection:
    """The server does not answer."""
    return Connection(ConnectionState.UNREACHABLE, say("does not answer"))


def after_listing(reply: Campaigns | Refused | NotUnderstood, milliseconds: int) -> Connection:
    """What an answer to `campaigns_list` says about the connection."""
    if isinstance(reply, NotUnderstood):
        return Connection(ConnectionState.PROBLEM, say("answers, but not as a dialler does"))
    if isinstance(reply, Refused) and reply.refusal.of_login:
        return login_refused()
    if isinstance(reply, Refused) and reply.refusal is not Refusal.NO_CAMPAIGNS:
        return Connection(ConnectionState.CONNECTED, say("connected, may not list campaigns"), milliseconds)
    return answered(milliseconds)


def not_delivering() -> Connection:
    """An opt-out could not be delivered."""
    return Connection(ConnectionState.UNREACHABLE, say("not delivering"))


def after_error(error: Exception) -> Connection:
    """What a question that brought no answer says about the connection."""
    if isinstance(error, NoPasswordError):
        return no_password()
    if not isinstance(error, CallError):
        return Connection(ConnectionState.PROBLEM, say("does not work"))
    if error.cause is Cause.LOGIN_STOPPED:
        return login_refused()
    if error.cause in {Cause.UNREACHABLE, Cause.NO_ANSWER, Cause.CLOSED}:
        return unreachable()
    state = ConnectionState.CERTIFICATE if error.cause is Cause.CERTIFICATE else ConnectionState.PROBLEM
    return Connection(state, error.sentence)
