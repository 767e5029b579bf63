"""One account at one VICIdial dialler: its functions as methods, each with its own kind of reply."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from dncdesk.core.credentials import Secret
from dncdesk.core.moments import now
from dncdesk.core.redaction import Redactor, redact_answer
from dncdesk.core.scope import INTERNAL_LIST
from dncdesk.vicidial.clock import Clock
from dncdesk.vicidial.errors import NOTHING_SENT, CallError, no_dialler
from dncdesk.vicidial.gate import End, Gate
from dncdesk.vicidial.lead_replies import (
    DeleteReply,
    HopperReply,
    LeadSearchReply,
    LeadsReply,
    ListReply,
    StopReply,
    read_delete,
    read_hopper,
    read_lead_search,
    read_leads,
    read_list,
    read_stop,
)
from dncdesk.vicidial.replies import (
    AddReply,
    Answer,
    Campaigns,
    CampaignsReply,
    CheckReply,
    NotUnderstood,
    Refused,
    Version,
    VersionReply,
    read_add,
    read_campaigns,
    read_check,
    read_version,
    start_of_page,
)
from dncdesk.vicidial.transport import Transport

SHORTEST = 6
LONGEST = 16
"""Digits of a number: fewer than 6 the server refuses, more than 16 it cannot read back (measured)."""
DEFAULT_SOURCE = "dncdesk"
_LOOKED_AT = 16_000
"""Characters of a page that is no answer, of which the start is kept."""
_Reply = TypeVar(
    "_Reply",
    AddReply,
    CheckReply,
    VersionReply,
    CampaignsReply,
    LeadSearchReply,
    LeadsReply,
    ListReply,
    StopReply,
    DeleteReply,
    HopperReply,
)


@dataclass(frozen=True)
class Account:
    """An API user and its password."""

    user: str
    password: Secret


class Client:
    """Asks the dialler, one call at a time; `close` may come from any thread.

    Every method raises `CallError` when there is no answer, and returns a reply for every answer.
    """

    def __init__(self, transport: Transport, account: Account, redactor: Redactor, gate: Gate, renewals: int) -> None:
        """Ask over `transport` as `account`, with every call that carries a password passing `gate`.

        `renewals` is what the gate said of this account before its password was read: see `Gate.enter`.
        """
        self._transport = transport
        self._account = account
        self._redactor = redactor
        self._gate = gate
        self._renewals = renewals
        self._closed = False
        self.clock: Clock | None = None
        """The clocks at the last answer that told the server's."""
        self.told_version: tuple[Version, datetime] | None = None
        """What the server has said of its version, and when, if it was asked over this client."""

    @property
    def endpoint(self) -> str:
        """The full address that is asked."""
        return self._transport.url

    @property
    def user(self) -> str:
        """The API user."""
        return self._account.user

    @property
    def host(self) -> str:
        """The dialler's host, as people know it."""
        return self._transport.host

    def version(self) -> VersionReply:
        """The server's version. It answers without a login, so no password is sent and none is tested."""
        return self._send({"function": "version"}, read_version)

    def campaigns(self) -> CampaignsReply:
        """The campaigns that this account may see. A harmless call that tests the login as well."""
        return self._ask("campaigns_list", DEFAULT_SOURCE, {"header": "YES", "stage": "pipe"}, read_campaigns)

    def add(self, phone: str, list_id: str, source: str) -> AddReply:
        """Put `phone` (6 to 16 digits) on the list `list_id`: a campaign exactly as listed, or the internal one.

        `source` (20 letters and digits) is what the server's own API log keeps.
        """
        _must_be_digits(phone)
        return self._ask(
            "add_dnc_phone",
            source,
            {"phone_number": phone, "campaign_id": list_id},
            partial(read_add, phone=phone, campaign=list_id),
        )

    def check(self, phone: str, list_id: str, call_time: str, source: str) -> CheckReply:
        """Ask whether `phone` is on the list `list_id`, or on the one that this campaign reads instead.

        `call_time` must be one that the server knows (`24hours` in a fresh install).
        """
        _must_be_digits(phone)
        if list_id == INTERNAL_LIST:
            campaign, which = None, {"dnc_check": "Y"}
        else:
            campaign, which = list_id, {"campaign_dnc_check": "Y", "campaign_id": list_id}
        return self._ask(
            "check_phone_number",
            source,
            {"phone_number": phone, "local_call_time": call_time, **which},
            partial(read_check, phone=phone, campaign=campaign),
        )

    def search(self, phones: tuple[str, ...], source: str) -> LeadSearchReply:
        """Which of `phones` (6 to 16 digits each) are carried by leads, and by which: one call for all."""
        for phone in phones:
            _must_be_digits(phone)
        return self._ask(
            "lead_search", source, {"phone_number": ",".join(phones)}, partial(read_lead_search, phones=phones)
        )

    def leads(self, phone: str, source: str) -> LeadsReply:
        """All leads that carry exactly `phone`, with their statuses and lists."""
        _must_be_digits(phone)
        return self._ask(
            "lead_all_info", source, {"phone_number": phone, "header": "YES"}, partial(read_leads, phone=phone)
        )

    def list_info(self, list_id: str, source: str) -> ListReply:
        """Which campaign calls the leads of the list `list_id`."""
        return self._ask(
            "list_info", source, {"list_id": list_id, "header": "YES"}, partial(read_list, list_id=list_id)
        )

    def stop_lead(self, lead_id: str, source: str, *, mark: bool) -> StopReply:
        """Take a lead out of the hopper and, with `mark`, give it the status DNC; safe to repeat."""
        change = {"status": "DNC"} if mark else {"no_update": "Y"}
        return self._ask(
            "update_lead",
            source,
            {"lead_id": lead_id, "remove_from_hopper": "Y", **change},
            partial(read_stop, lead_id=lead_id, mark=mark),
        )

    def delete(self, phone: str, list_id: str, source: str) -> DeleteReply:
        """Take `phone` off the list `list_id`."""
        _must_be_digits(phone)
        return self._ask(
            "delete_dnc_phone",
            source,
            {"phone_number": phone, "campaign_id": list_id},
            partial(read_delete, phone=phone, campaign=list_id),
        )

    def hopper(self, campaign_id: str) -> HopperReply:
        """The leads that are ready to be called in a campaign."""
        return self._ask(
            "hopper_list",
            DEFAULT_SOURCE,
            {"campaign_id": campaign_id, "header": "YES"},
            partial(read_hopper, campaign=campaign_id),
        )

    def fingerprint(self) -> str | None:
        """The SHA-256 of the server's certificate, for a person to accept; nothing is sent. See `Transport`."""
        return self._transport.fingerprint()

    def hurry(self) -> None:
        """A person wants it tried now: see `Gate.hurry`."""
        self._gate.hurry(self.endpoint, self.user)

    def rest(self) -> None:
        """Let the connection go that idles; the next call opens another. For the thread that calls."""
        self._transport.rest()

    def close(self) -> None:
        """Shut the call in flight, if any, and the one that waits for its turn. Returns at once."""
        self._closed = True
        self._transport.close()
        self._gate.wake()

    def _ask(self, function: str, source: str, values: Mapping[str, str], read: Callable[[Answer], _Reply]) -> _Reply:
        """Send a call that carries the login. The one way for a password to leave this program."""
        passage = self._gate.enter(self.endpoint, self.user, lambda: self._closed, renewals=self._renewals)
        end, refused = End.UNSENT, None
        try:
            self._gate.begin(passage, self._see_a_dialler)
            end = End.LOST
            login = {"user": self._account.user, "pass": self._account.password.reveal()}
            reply = self._send({"function": function, "source": source, **login, **values}, read)
            if isinstance(reply, Refused) and reply.refusal.of_login:
                end, refused = End.REFUSED, reply
            elif not isinstance(reply, NotUnderstood):
                end = End.GOOD
        except CallError as error:
            if error.cause in NOTHING_SENT:
                end = End.UNSENT
            raise
        finally:
            self._gate.leave(passage, end, refused)
        return reply

    def _see_a_dialler(self) -> None:
        if not isinstance(self.version(), Version):
            raise no_dialler(self.host)

    def _send(self, values: Mapping[str, str], read: Callable[[Answer], _Reply]) -> _Reply:
        """The reply, fit to be kept: its line without the password, wherever the server may have put it."""
        raw = self._transport.post(values)
        self.clock = raw.clock or self.clock
        reply = read(Answer(raw.status, redact_answer(raw.text.replace("\r\n", "\n")), raw.whole))
        if isinstance(reply, Campaigns):
            return reply
        if isinstance(reply, Version):
            self.told_version = (reply, now())
        if isinstance(reply, NotUnderstood):
            # Before tags are dropped and the line is cut: what is left of a password then, nobody would know.
            return replace(reply, said=start_of_page(self._redactor(raw.text[:_LOOKED_AT])))
        return replace(reply, said=self._redactor(reply.said))


def _must_be_digits(phone: str) -> None:
    """A last guard: the server keeps commas, cuts what is too long, and says SUCCESS to both."""
    if not (phone.isascii() and phone.isdigit() and SHORTEST <= len(phone) <= LONGEST):
        raise ValueError("a number for the dialler is 6 to 16 digits")
