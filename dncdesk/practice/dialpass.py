"""The dial pass: who would be called now (api.md, sections 1.7, 1.8 and 8).

First come the hopper's READY rows, and the QUEUE and RQUEUE rows, which the auto-dialler has taken already: between
hopper and call nothing looks at a DNC list or at the lead's status again. Then come the leads that a run of the
hopper loader would load now.

The pass leaves the hopper as it is, so that a pass can be repeated and gives the same answer until something has
changed. It has the loader's side effect: a lead that it finds on a list gets the status DNCL (internal) or DNCC
(campaign), and stays undialled for that even when the number is taken off again.

The dial method plays no part: measured, the leads of MANUAL and INBOUND_MAN campaigns are loaded like any others, and
an agent there dials what the hopper holds. Call times are taken as open: the pass must not depend on the hour.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from dncdesk.practice.tables import DatabaseError, Row, Tables, fold, number_key

_TAKEN = frozenset({"READY", "QUEUE", "RQUEUE"})
_USED = frozenset({"Y", "AREACODE"})


def dial_pass(tables: Tables, now: float) -> list[dict[str, str]]:
    """One pass over hopper and lists.

    Args:
        tables: the database; the caller holds its lock.
        now: epoch seconds.

    Returns:
        `lead_id`, `phone_number` and `campaign_id` of each lead that would be called now.
    """
    if tables.settings["connect_error"]:
        return []
    calls: list[dict[str, str]] = []
    for row in tables.hopper.values():
        lead = tables.leads.get(row["lead_id"])
        owner = tables.campaigns.get(fold(row["campaign_id"]), {})
        if lead is not None and row["status"] in _TAKEN and owner.get("active") == "Y":
            calls.append(_call(lead, row["campaign_id"]))
    today = datetime.fromtimestamp(now, UTC) + timedelta(hours=float(tables.settings["local_gmt"] or 0))
    sources = _sources(tables, f"{today:%Y-%m-%d}")
    for lead_id, lead in list(tables.leads.items()):
        campaign = sources.get(number_key(lead["list_id"]))
        if campaign is None or lead_id in tables.hopper or not _dialable(lead, campaign):
            continue
        mark = _found_on_list(tables, lead["phone_number"], campaign)
        if mark:
            _mark(tables, lead_id, mark)
        else:
            calls.append(_call(lead, campaign["campaign_id"]))
    return calls


def _call(lead: Row, campaign: str) -> dict[str, str]:
    return {"lead_id": lead["lead_id"], "phone_number": lead["phone_number"], "campaign_id": campaign}


def _sources(tables: Tables, today: str) -> dict[str, Row]:
    """The active campaign that each active, unexpired list feeds."""
    sources: dict[str, Row] = {}
    for list_id, row in tables.lists.items():
        campaign = tables.campaigns.get(fold(row["campaign_id"]))
        expires = row.get("expiration_date") or "2099-12-31"
        if campaign and campaign.get("active") == "Y" and row.get("active") == "Y" and expires >= today:
            sources[list_id] = campaign
    return sources


def _dialable(lead: Row, campaign: Row) -> bool:
    statuses = {fold(word) for word in campaign["dial_statuses"].split() if word != "-"}
    return fold(lead["status"]) in statuses and lead.get("called_since_last_reset", "N") == "N"


def _found_on_list(tables: Tables, phone: str, campaign: Row) -> str:
    """DNCL or DNCC when one of the lists that the campaign reads holds this very string."""
    wildcard = phone[:3] + "XXXXXXX"
    internal = campaign.get("use_internal_dnc", "N")
    if internal in _USED and (fold(phone) in tables.dnc or (internal == "AREACODE" and fold(wildcard) in tables.dnc)):
        return "DNCL"
    own = campaign.get("use_campaign_dnc", "N")
    # With another campaign's list named, the campaign's own list is never read.
    owner = fold(campaign.get("use_other_campaign_dnc", "") or campaign["campaign_id"])
    rows = tables.campaign_dnc
    if own in _USED and ((fold(phone), owner) in rows or (own == "AREACODE" and (fold(wildcard), owner) in rows)):
        return "DNCC"
    return ""


def _mark(tables: Tables, lead_id: str, status: str) -> None:
    # A database that takes no writes leaves the lead as it was; the loader still does not load it.
    with suppress(DatabaseError):
        tables.update_lead(lead_id, {"status": status})
