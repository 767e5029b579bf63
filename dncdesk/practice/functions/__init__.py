"""The functions of the API that the practice dialler has, one module for each family."""

from __future__ import annotations

from dncdesk.practice.functions import campaigns, dnc, filter_groups, hopper, lead_update, leads, phone_check, simple
from dncdesk.practice.script import Entry

FUNCTIONS: dict[str, Entry] = {
    "version": Entry(simple.version),
    "add_dnc_phone": Entry(dnc.add, since=191113),
    "delete_dnc_phone": Entry(dnc.delete, since=240302),
    "add_fpg_phone": Entry(filter_groups.add, since=191113),
    "delete_fpg_phone": Entry(filter_groups.delete, since=240105),
    "campaigns_list": Entry(campaigns.campaigns_list, since=200815),
    "list_info": Entry(campaigns.list_info, leads=True),
    "check_phone_number": Entry(phone_check.check, since=140214),
    "phone_number_log": Entry(simple.phone_number_log, since=170209),
    "lead_search": Entry(leads.lead_search, since=211027, leads=True),
    "lead_all_info": Entry(leads.lead_all_info, leads=True),
    "lead_status_search": Entry(leads.lead_status_search, leads=True),
    "update_lead": Entry(lead_update.update_lead, leads=True),
    "batch_update_lead": Entry(lead_update.batch_update_lead, leads=True),
    "hopper_list": Entry(hopper.hopper_list, since=200815),
    "hopper_bulk_insert": Entry(hopper.hopper_bulk_insert),
}
"""By name, with the build since which a server has it where that is known (api.md, before section 1)."""
