"""What every step of a job does with an answer first: a refused login and half an answer end the job."""

from __future__ import annotations

from typing import TypeVar, overload

from dncdesk.vicidial.lead_replies import (
    Deleted,
    DeleteReply,
    Hopper,
    HopperReply,
    Leads,
    LeadSearchReply,
    LeadsFound,
    LeadsReply,
    LeadStopped,
    ListInfo,
    ListReply,
    NoSuchLead,
    NotThere,
    StopReply,
)
from dncdesk.vicidial.replies import (
    Added,
    AddReply,
    AlreadyListed,
    Campaigns,
    CampaignsReply,
    CheckReply,
    NotOnList,
    NotUnderstood,
    OnList,
    Refused,
)


class LoginRefusedError(Exception):
    """The dialler turned the account away: the job ends here, and so does all work for this server."""

    def __init__(self, reply: Refused) -> None:
        super().__init__(reply.said)
        self.reply = reply


class NotKnownError(Exception):
    """An answer was not understood: what the dialler has done is not known, so the job is to be repeated."""

    def __init__(self, reply: NotUnderstood) -> None:
        super().__init__(reply.said)
        self.reply = reply


_Reply = TypeVar("_Reply")


def of_this_account(reply: _Reply) -> _Reply:
    """`reply`, whatever it says, if the account was not turned away.

    Raises:
        LoginRefusedError: it was.
    """
    if isinstance(reply, Refused) and reply.refusal.of_login:
        raise LoginRefusedError(reply)
    return reply


# They overlap in NotUnderstood alone, for which nothing is returned.
@overload
def heard(reply: AddReply) -> Added | AlreadyListed | Refused: ...  # type: ignore[overload-overlap]
@overload
def heard(reply: CheckReply) -> OnList | NotOnList | Refused: ...  # type: ignore[overload-overlap]
@overload
def heard(reply: CampaignsReply) -> Campaigns | Refused: ...  # type: ignore[overload-overlap]
@overload
def heard(reply: LeadSearchReply) -> LeadsFound | Refused: ...  # type: ignore[overload-overlap]
@overload
def heard(reply: LeadsReply) -> Leads | Refused: ...  # type: ignore[overload-overlap]
@overload
def heard(reply: ListReply) -> ListInfo | Refused: ...  # type: ignore[overload-overlap]
@overload
def heard(reply: StopReply) -> LeadStopped | NoSuchLead | Refused: ...  # type: ignore[overload-overlap]
@overload
def heard(reply: HopperReply) -> Hopper | Refused: ...  # type: ignore[overload-overlap]
@overload
def heard(reply: DeleteReply) -> Deleted | NotThere | Refused: ...
def heard(reply: object) -> object:
    """`reply`, if it can be gone on with.

    Raises:
        LoginRefusedError: the account was turned away.
        NotKnownError: it was not understood.
    """
    if isinstance(reply, NotUnderstood):
        raise NotKnownError(reply)
    return of_this_account(reply)
