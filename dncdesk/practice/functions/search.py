"""How the lead functions find leads by id, vendor code or phone number (api.md, section 3)."""

from __future__ import annotations

from dncdesk.practice.script import Call
from dncdesk.practice.tables import fold, number_key


def in_scope(call: Call) -> set[str] | None:
    """The lists that `search_location` narrows a search to; None for the whole system."""
    location = call.parameters("search_location")
    list_id = number_key(call.parameters("list_id"))
    if "LIST" in location:
        return {list_id}
    if "CAMPAIGN" in location:
        campaign = call.tables.campaign_of_list(list_id)
        return call.tables.lists_of({fold(campaign)}) if campaign else set()
    return None


def narrowed(call: Call, ids: list[str], lists: set[str] | None) -> list[str]:
    """Those of the leads that are on the lists of the scope."""
    if lists is None:
        return ids
    return [lead_id for lead_id in ids if number_key(call.tables.leads[lead_id]["list_id"]) in lists]


def by_vendor(call: Call, code: str) -> list[str]:
    """The ids of the leads with this vendor_lead_code, oldest first."""
    wanted = fold(code)
    return [lead_id for lead_id, lead in call.tables.leads.items() if fold(lead.get("vendor_lead_code", "")) == wanted]


def list_refused(call: Call) -> bool:
    """Whether a list-restricted account names a list that its group's campaigns do not have."""
    list_id = call.parameters("list_id")
    allowed = call.allowed_lists()
    return bool(list_id) and allowed is not None and number_key(list_id) not in allowed
