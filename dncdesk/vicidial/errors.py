"""What can happen to a call before the dialler has said anything."""

from __future__ import annotations

from enum import StrEnum

from dncdesk.core.sentences import ProblemError, Sentence, say


class Cause(StrEnum):
    """Why there is no answer. Each has its own sentence."""

    UNREACHABLE = "unreachable"
    """No connection came about: nothing was sent."""
    NO_ANSWER = "no_answer"
    """The call may have reached the server and was not answered in time, or only in part."""
    CERTIFICATE = "certificate"
    """The server did not prove who it is: nothing was sent."""
    REDIRECTED = "redirected"
    """The server pointed to another address, which is never followed."""
    PLAIN_HTTP = "plain_http"
    """The address is unencrypted and leads out of the private network: nothing was sent."""
    LOGIN_STOPPED = "login_stopped"
    """The account was turned away before: nothing was sent, and nothing will be until a person has acted."""
    HELD_BACK = "held_back"
    """Too many calls may have been wrong logins: nothing that carries the password was sent this time."""
    CLOSED = "closed"
    """The program is closing and has shut the connection itself."""


NOTHING_SENT = frozenset({Cause.UNREACHABLE, Cause.CERTIFICATE, Cause.PLAIN_HTTP, Cause.LOGIN_STOPPED, Cause.HELD_BACK})
"""The causes that come before a byte of the request has left."""


class CallError(ProblemError):
    """A call that brought no answer. `cause` tells why; nothing in it holds a password or a request's body."""

    def __init__(self, cause: Cause, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.cause = cause


def unreachable(host: str) -> CallError:
    """No connection to `host`."""
    return CallError(Cause.UNREACHABLE, say("The dialler at {host} cannot be reached.", host=host))


def no_answer(host: str) -> CallError:
    """A call to `host` that was sent and not, or not wholly, answered."""
    return CallError(Cause.NO_ANSWER, say("The dialler at {host} does not answer.", host=host))


def bad_certificate(host: str, reason: str) -> CallError:
    """The certificate of `host` was not accepted, for the library's `reason`."""
    return CallError(
        Cause.CERTIFICATE,
        say(
            "The dialler at {host} does not prove who it is ({reason}). Nothing was sent. "
            "In the settings, name your company's certificate file or accept this server's fingerprint.",
            host=host,
            reason=reason,
        ),
    )


def redirected(host: str, target: str) -> CallError:
    """`host` answered with a pointer to `target`."""
    return CallError(
        Cause.REDIRECTED,
        say(
            "{host} points to another address, {target}. Nothing was blocked. "
            "Put the right address into the server's settings.",
            host=host,
            target=target,
        ),
    )


def plain_http_refused(host: str) -> CallError:
    """`host` turned out to lie outside this machine and the private networks, and the address is http."""
    return CallError(
        Cause.PLAIN_HTTP,
        say(
            "{host} is not in your own network, and http:// would send the password readable for everyone on the "
            "way. Nothing was sent. Use https:// in the server's settings.",
            host=host,
        ),
    )


def held_back(user: str, count: int) -> CallError:
    """`count` calls for `user` brought no good answer lately."""
    return CallError(
        Cause.HELD_BACK,
        say(
            "{count} logins of {user} in the last 15 minutes were refused or not answered, and ten wrong ones would "
            "lock it for everybody. Nothing was sent this time; the next try is in a few minutes.",
            count=str(count),
            user=user,
        ),
    )


def no_dialler(host: str) -> CallError:
    """What answers at `host` at the moment does not answer as a dialler does, so no password is sent."""
    return CallError(
        Cause.HELD_BACK,
        say("What answers at {host} is no dialler at the moment. Nothing was sent this time.", host=host),
    )


def closed() -> CallError:
    """The program is closing."""
    return CallError(Cause.CLOSED, say("The program was closed before the dialler answered."))
