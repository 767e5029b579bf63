"""hopper_list and hopper_bulk_insert (VICIdial's behaviour measured: api.md, section 3)."""

from __future__ import annotations

from dncdesk.practice.functions.leads import field
from dncdesk.practice.script import Call
from dncdesk.practice.tables import fold, number_key

_COLUMNS = [
    "hopper_order",
    "priority",
    "lead_id",
    "list_id",
    "phone_number",
    "phone_code",
    "state",
    "status",
    "count",
    "gmt_offset",
    "rank",
    "alt",
    "hopper_source",
    "vendor_lead_code",
    "source_id",
    "age_days",
    "last_call_time",
]


def hopper_list(call: Call) -> None:
    """The READY rows of one campaign; the columns are those of VICIdial's manual (no recorded exchange has them)."""
    if not call.has("vdc_agent_api_access", "view_reports") or call.level() < 8:
        raise call.refuse(f"ERROR: hopper_list USER DOES NOT HAVE PERMISSION TO GET CAMPAIGN INFO: |{call.user}|0|")
    campaign = call.parameters("campaign_id")
    allowed = call.tables.allowed_campaigns(call.account)
    known = fold(campaign) in call.tables.campaigns and (allowed is None or fold(campaign) in allowed)
    if not known:
        raise call.refuse(f"ERROR: hopper_list THIS CAMPAIGN DOES NOT EXIST: |{call.user}|{campaign}")
    rows = [
        row
        for row in call.tables.hopper.values()
        if fold(row["campaign_id"]) == fold(campaign) and row["status"] == "READY"
    ]
    if not rows:
        raise call.refuse(
            f"ERROR: hopper_list THERE ARE NO LEADS IN THE HOPPER FOR THIS CAMPAIGN: {call.user}|{campaign}"
        )
    mark = call.delimiter()
    if call.header():
        call.say(mark.join(_COLUMNS))
    for order, row in enumerate(rows):
        lead = call.tables.leads.get(row["lead_id"], {})
        cells = (
            str(order),
            row.get("priority", "0"),
            row["lead_id"],
            *(field(lead, n) for n in ["list_id", "phone_number", "phone_code", "state", "status", "called_count"]),
            field(lead, "gmt_offset_now"),
            field(lead, "rank"),
            "",
            row.get("source", "S"),
            field(lead, "vendor_lead_code"),
            field(lead, "source_id"),
            "0",
            field(lead, "last_local_call_time"),
        )
        call.say(mark.join(cells))


def hopper_bulk_insert(call: Call) -> None:
    """Put leads into the hopper of their list's campaign, without a look at any DNC list."""
    if not call.has("vdc_agent_api_access", "modify_campaigns") or call.level() < 8:
        raise call.refuse(
            f"ERROR: hopper_bulk_insert USER DOES NOT HAVE PERMISSION TO ADD LEADS TO THE HOPPER: |{call.user}|0"
        )
    inserted, refused, last = 0, 0, ""
    for part in (p for p in call.parameters("lead_ids").split(",") if p):
        hopper_id = _insert(call, number_key(part))
        if hopper_id:
            inserted, last = inserted + 1, hopper_id
        else:
            refused += 1
    if inserted:
        call.say(
            "SUCCESS: hopper_bulk_insert LEADS HAVE BEEN INSERTED INTO THE HOPPER - "
            f"{inserted}|{refused}|{last}|{call.user}"
        )
    else:
        call.say(
            f"ERROR: hopper_bulk_insert NO LEADS HAVE BEEN INSERTED INTO THE HOPPER - {refused}|{inserted}|{call.user}"
        )


def _insert(call: Call, lead_id: str) -> str:
    tables = call.tables
    refusal = "NOTICE: hopper_bulk_insert NOT ADDED TO HOPPER, "
    lead = tables.leads.get(lead_id)
    if lead_id in tables.hopper:
        call.say(f"{refusal}LEAD IS ALREADY IN THE HOPPER - {lead_id}")
        return ""
    if lead is None:
        call.say(f"{refusal}LEAD NOT FOUND - {lead_id}")
        return ""
    campaign = tables.campaign_of_list(lead["list_id"])
    if fold(campaign) not in tables.campaigns:
        call.say(f"{refusal}CAMPAIGN DOES NOT EXIST - {lead['list_id']}|{lead_id}")
        return ""
    hopper_id = call.sql(lambda: tables.add_to_hopper(lead_id, campaign), otherwise="")
    if not hopper_id:
        call.say(f"{refusal}LEAD HOPPER INSERT ERROR - {lead_id}")
        return ""
    phone = lead["phone_number"]
    call.say(f"NOTICE: hopper_bulk_insert LEAD ADDED TO HOPPER - {phone}|{lead_id}|{hopper_id}|{call.user}")
    return hopper_id
