"""What the dialler said of a person's leads and its queue. Facts: measured on build 250720-1841."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dncdesk.core.text import one_line
from dncdesk.vicidial.replies import Answer, Line, NotUnderstood, Refused, lines, only, refusal_of


@dataclass(frozen=True)
class LeadsFound:
    """`lead_search`: for each number asked, the ids of the leads that carry exactly it (maybe none)."""

    ids: Mapping[str, tuple[str, ...]]
    said: str


@dataclass(frozen=True)
class Lead:
    """A row to be called: its `status` decides whether it is, its list whose campaign calls it."""

    id: str
    status: str
    list_id: str
    number: str


@dataclass(frozen=True)
class Leads:
    """`lead_all_info`: all leads that carry the number asked (maybe none)."""

    leads: tuple[Lead, ...]
    said: str


@dataclass(frozen=True)
class ListInfo:
    """`list_info`: which campaign calls the leads of a list; empty where there is no such list any more."""

    list_id: str
    campaign_id: str
    active: bool
    said: str


class Queued(StrEnum):
    """Where a lead stands in the hopper after it was asked to leave."""

    LEFT = "left"
    """It was there and has been taken out."""
    NOT_THERE = "not_there"
    IN_CALL = "in_call"
    """It is being called; a call in progress cannot be stopped."""
    STAYS = "stays"
    """The dialler leaves it there."""


@dataclass(frozen=True)
class LeadStopped:
    """`update_lead`: whether the status was `marked`, and how the lead stands in the hopper."""

    lead_id: str
    marked: bool
    queued: Queued
    said: str


@dataclass(frozen=True)
class NoSuchLead:
    """The lead is gone."""

    said: str


@dataclass(frozen=True)
class Deleted:
    """`delete_dnc_phone` says that it has taken the number off the list. That alone proves nothing."""

    said: str


@dataclass(frozen=True)
class NotThere:
    """`delete_dnc_phone` did not find the number on the list."""

    said: str


@dataclass(frozen=True)
class Hopper:
    """`hopper_list`: the ids of the leads that are ready to be called in a campaign.

    `numbers` are their numbers, each behind its country code, where the dialler's version tells them.
    """

    lead_ids: frozenset[str]
    said: str
    numbers: tuple[tuple[str, str], ...] = ()


LeadSearchReply = LeadsFound | Refused | NotUnderstood
LeadsReply = Leads | Refused | NotUnderstood
ListReply = ListInfo | Refused | NotUnderstood
StopReply = LeadStopped | NoSuchLead | Refused | NotUnderstood
DeleteReply = Deleted | NotThere | Refused | NotUnderstood
HopperReply = Hopper | Refused | NotUnderstood

# Up to the line's end: of an id that was cut off, the rest is another lead's.
_FOUND = re.compile(r"^(?P<phone>\d{6,18})\|(?P<count>\d+)\|?(?P<ids>[\d-]*)\n", re.MULTILINE)
# DONE and DNC rows of the hopper are never dialled; the dialler sets them itself.
_SPENT = frozenset({"DONE", "DNC"})
_NONE = "NO MATCHES FOUND IN THE SYSTEM"
_UPDATED = "LEAD HAS BEEN UPDATED"
_NO_HOPPER = ("THERE ARE NO LEADS IN THE HOPPER FOR THIS CAMPAIGN", "THIS CAMPAIGN DOES NOT EXIST")
_SEEN = "LEADS FOUND IN THE SYSTEM"


def read_lead_search(answer: Answer, *, phones: tuple[str, ...]) -> LeadSearchReply:
    """What `lead_search` of all `phones` in one call brought; each must be answered for."""
    ids: dict[str, tuple[str, ...]] = {}
    for m in _FOUND.finditer(answer.text):
        found = tuple(i for i in m["ids"].split("-") if i)
        if m["phone"] in phones and int(m["count"]) == len(found):
            ids[m["phone"]] = found
    replies: list[LeadSearchReply] = []
    if set(ids) == set(phones):
        replies.append(LeadsFound(ids, one_line(" ".join(f"{p}:{len(ids[p])}" for p in phones))))
    for line in lines(answer):
        if refused := refusal_of(line, "lead_search"):
            replies.append(refused)
        elif _is(line, "ERROR", "lead_search", _NONE) and line.fields[-1] == ",".join(phones):
            replies.append(LeadsFound(dict.fromkeys(phones, ()), line.said))
    return only(replies, answer)


def read_leads(answer: Answer, *, phone: str) -> LeadsReply:
    """What `lead_all_info` of `phone` with a header line brought; the header stands before every lead.

    A lead whose own data break its row (a bar, an end of line) is left out: whoever asked knows that it is there.
    """
    columns = {"status", "list_id", "phone_number", "lead_id"}
    leads = tuple(
        Lead(row["lead_id"], row["status"], row["list_id"], row["phone_number"]) for row in _rows(answer, columns)
    )
    replies: list[LeadsReply] = []
    headed = any(columns <= set(text.split("|")) for text in answer.text.split("\n"))
    if headed and all(lead.number == phone and lead.id.isdigit() for lead in leads):
        replies.append(Leads(leads, one_line(" ".join(f"{lead.id}:{lead.status}" for lead in leads))))
    for line in lines(answer):
        if refused := refusal_of(line, "lead_all_info"):
            replies.append(refused)
        elif _is(line, "ERROR", "lead_all_info", "LEAD NOT FOUND") and line.fields[-1] == phone:
            replies.append(Leads((), line.said))
    return only(replies, answer)


def read_list(answer: Answer, *, list_id: str) -> ListReply:
    """What `list_info` of `list_id` with a header line brought."""
    replies: list[ListReply] = [
        ListInfo(list_id, row["campaign_id"], row["active"] == "Y", f"{list_id}:{one_line(row['campaign_id'])}")
        for row in _rows(answer, {"list_id", "campaign_id", "active"})
        if row["list_id"] == list_id
    ]
    for line in lines(answer):
        if refused := refusal_of(line, "list_info"):
            replies.append(refused)
        elif _is(line, "ERROR", "list_info", "LIST DOES NOT EXIST") and line.fields[-1] == list_id:
            replies.append(ListInfo(list_id, "", active=False, said=line.said))
    return only(replies, answer)


def read_stop(answer: Answer, *, lead_id: str, mark: bool) -> StopReply:
    """What `update_lead` of one lead brought: a line for the status (if it was to be set), one for the hopper."""
    found = lines(answer)
    marked = any(
        _is(i, "SUCCESS", "update_lead", "LEAD HAS BEEN UPDATED") and i.fields[1:2] == (lead_id,) for i in found
    )
    seen = any(
        _is(i, "NOTICE", "update_lead", "LEADS FOUND IN THE SYSTEM") and i.fields[1:2] == (lead_id,) for i in found
    )
    queued = [q for line in found if (q := _queued(line, lead_id)) is not None]
    replies: list[StopReply] = []
    if (marked if mark else seen) and len(queued) == 1:
        replies.append(LeadStopped(lead_id, marked, queued[0], one_line(" / ".join(line.said for line in found))))
    for line in found:
        if refused := refusal_of(line, "update_lead"):
            replies.append(refused)
        elif line.function == "update_lead" and line.message == _NONE:
            replies.append(NoSuchLead(line.said))
    return only(replies, answer)


def read_delete(answer: Answer, *, phone: str, campaign: str) -> DeleteReply:
    """What `delete_dnc_phone` of `phone` from the list `campaign` brought."""
    replies: list[DeleteReply] = []
    for line in lines(answer):
        if refused := refusal_of(line, "delete_dnc_phone"):
            replies.append(refused)
        elif line.fields[1:3] == (phone, campaign):
            if _is(line, "SUCCESS", "delete_dnc_phone", "DNC NUMBER HAS BEEN DELETED"):
                replies.append(Deleted(line.said))
            elif _is(line, "ERROR", "delete_dnc_phone", "DNC NUMBER DOES NOT EXIST"):
                replies.append(NotThere(line.said))
    return only(replies, answer)


def read_hopper(answer: Answer, *, campaign: str) -> HopperReply:
    """What `hopper_list` of `campaign` with a header line brought: READY rows only."""
    rows = list(_rows(answer, {"lead_id"}))
    ids = frozenset(row["lead_id"] for row in rows)
    numbers = tuple((row.get("phone_code", ""), row["phone_number"]) for row in rows if row.get("phone_number"))
    replies: list[HopperReply] = [Hopper(ids, f"{len(ids)} ready", numbers)] if ids else []
    for line in lines(answer):
        if refused := refusal_of(line, "hopper_list"):
            replies.append(refused)
        elif any(_is(line, "ERROR", "hopper_list", m) for m in _NO_HOPPER) and (
            line.fields[-1].casefold() == campaign.casefold()
        ):
            replies.append(Hopper(frozenset(), line.said))
    return only(replies, answer)


def _queued(line: Line, lead_id: str) -> Queued | None:
    if line.word != "NOTICE" or line.function != "update_lead":
        return None
    if line.message == "NOT REMOVED FROM HOPPER, LEAD IS NOT IN THE HOPPER":
        return Queued.NOT_THERE if line.fields[-2:-1] == (lead_id,) else None
    if line.fields[-3:-2] != (lead_id,):
        return None
    if line.message == "REMOVED FROM HOPPER":
        return Queued.LEFT
    if line.message == "NOT REMOVED FROM HOPPER":
        status = line.fields[-2]
        return Queued.IN_CALL if status == "INCALL" else Queued.NOT_THERE if status in _SPENT else Queued.STAYS
    return None


def _rows(answer: Answer, wanted: set[str]) -> Iterator[dict[str, str]]:
    """The rows below each header line that names all of `wanted`."""
    names: list[str] = []
    # Without its end a row may be cut off in the middle of a value.
    for text in answer.text.split("\n")[:-1]:
        values = text.split("|")
        if wanted <= set(values):
            names = values
        # list_info ends its rows, but not its header, in a bar.
        elif names and (len(values) == len(names) or (len(values) == len(names) + 1 and not values.pop())):
            yield dict(zip(names, values, strict=True))
        else:
            names = []


def _is(line: Line, word: str, function: str, message: str) -> bool:
    return (line.word, line.function, line.message) == (word, function, message)
