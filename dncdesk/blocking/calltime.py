"""A call time that the server knows: `check_phone_number` wants one that exists, whichever it is."""

from __future__ import annotations

from collections.abc import Iterator

from dncdesk.vicidial.client import Client
from dncdesk.vicidial.replies import CheckReply, Refusal, Refused

CALL_TIMES = ("24hours", "9am-9pm", "9am-5pm", "12pm-9pm", "12pm-5pm", "5pm-9pm")
"""The call times of a fresh VICIdial install."""


class CallTime:
    """The call times of one server that are not known to be missing there, the best first."""

    def __init__(self) -> None:
        self._candidates: tuple[str, ...] = CALL_TIMES

    def tries(self) -> Iterator[str]:
        """The call times to try; asking for the next means that the server does not know the one before."""
        for call_time in self._candidates:
            yield call_time
            self._candidates = tuple(c for c in self._candidates if c != call_time)


def ask_list(client: Client, number: str, list_id: str, call_time: CallTime, source: str) -> CheckReply:
    """Whether the list holds `number`, asked with the first call time that the server knows.

    Raises:
        CallError: there was no answer.
    """
    reply: CheckReply = Refused(Refusal.BAD_CALL_TIME, "")
    for candidate in call_time.tries():
        reply = client.check(number, list_id, candidate, source)
        if not (isinstance(reply, Refused) and reply.refusal is Refusal.BAD_CALL_TIME):
            break
    return reply
