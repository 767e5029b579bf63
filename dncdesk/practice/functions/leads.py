"""lead_search, lead_all_info and lead_status_search (VICIdial's behaviour measured: api.md, section 3)."""

from __future__ import annotations

from dncdesk.practice.functions.search import by_vendor, in_scope, list_refused, narrowed
from dncdesk.practice.script import Call
from dncdesk.practice.tables import Row, number_key

_FIELDS = [
    "status",
    "user",
    "vendor_lead_code",
    "source_id",
    "list_id",
    "gmt_offset_now",
    "phone_code",
    "phone_number",
    "title",
    "first_name",
    "middle_initial",
    "last_name",
    "address1",
    "address2",
    "address3",
    "city",
    "state",
    "province",
    "postal_code",
    "country_code",
    "gender",
    "date_of_birth",
    "alt_phone",
    "email",
    "security_phrase",
    "comments",
    "called_count",
    "last_local_call_time",
    "rank",
    "owner",
    "entry_list_id",
    "lead_id",
]
_DEFAULTS: Row = {
    "gmt_offset_now": "-5.00",
    "phone_code": "1",
    "gender": "U",
    "called_count": "0",
    "rank": "0",
    "entry_list_id": "0",
}


def field(lead: Row, name: str) -> str:
    """A lead's column, with the database's default where the row does not have it."""
    return lead.get(name, _DEFAULTS.get(name, ""))


def lead_search(call: Call) -> None:
    """The ids of the leads that carry a number: the newest first. No other column is searched."""
    if not call.has("vdc_agent_api_access") or not call.modify_leads(5) or call.level() < 8:
        raise call.refuse(f"ERROR: lead_search USER DOES NOT HAVE PERMISSION TO SEARCH FOR LEADS: |{call.user}|0|")
    parameters = call.parameters
    asked, lead_id, vendor = parameters("phone_number"), parameters("lead_id"), parameters("vendor_lead_code")
    if list_refused(call):
        raise call.refuse(f"ERROR: lead_search NOT AN ALLOWED LIST ID - {asked}|{parameters('list_id')}")
    method = parameters("search_method") or "PHONE_NUMBER"
    by_id = "LEAD_ID" in method and 0 < len(lead_id) < 11
    by_code = "VENDOR_LEAD_CODE" in method and 0 < len(vendor) < 21
    phones = [phone for phone in asked.split(",") if 6 <= len(phone) <= 18] if "PHONE_NUMBER" in method else []
    if not (by_id or by_code or phones):
        raise call.refuse(
            f"ERROR: lead_search NO VALID SEARCH METHOD - {call.user}|{method}|{lead_id}(0)|{vendor}(0)|{asked}(0)"
        )
    scope = in_scope(call)
    found: list[tuple[str, list[str]]] = []
    if by_id:
        known = [number_key(lead_id)] if number_key(lead_id) in call.tables.leads else []
        found.append((lead_id, narrowed(call, known, scope)))
    if by_code and not any(ids for _, ids in found):
        found = [(vendor, narrowed(call, by_vendor(call, vendor), scope))]
    if phones and not any(ids for _, ids in found):
        found = [(phone, narrowed(call, _leads_of(call, phone), scope)) for phone in phones]
    if not any(ids for _, ids in found):
        raise call.refuse(f"ERROR: lead_search NO MATCHES FOUND IN THE SYSTEM: |{call.user}|{lead_id}|{vendor}|{asked}")
    if call.header():
        call.say("search_keyrecords_foundlead_ids")
    for key, ids in found:
        call.say(f"{key}|{len(ids)}|{'-'.join(reversed(ids))}")


def _leads_of(call: Call, phone: str) -> list[str]:
    return call.sql(lambda: call.tables.leads_of(phone), otherwise=[])


def _may_look(call: Call, function: str) -> None:
    if not call.has("vdc_agent_api_access", "view_reports") or not call.modify_leads(5) or call.level() < 7:
        raise call.refuse(f"ERROR: {function} USER DOES NOT HAVE PERMISSION TO GET LEAD INFO: |{call.user}|0|")


def lead_all_info(call: Call) -> None:
    """All columns of a lead, or of all leads of one number; the header stands before every lead."""
    _may_look(call, "lead_all_info")
    lead_id, phone = call.parameters("lead_id"), call.parameters("phone_number")
    if not lead_id and len(phone) < 6:
        raise call.refuse(f"ERROR: lead_all_info INVALID SEARCH PARAMETERS: {call.user}|{lead_id}|{phone}")
    if lead_id:
        key = number_key(lead_id)
        ids = [key] if key in call.tables.leads else []
    else:
        ids = _leads_of(call, phone)
    if not ids:
        raise call.refuse(f"ERROR: lead_all_info LEAD NOT FOUND: {call.user}|{lead_id}|{phone}")
    mark = call.delimiter()
    for key in reversed(ids):
        if call.header():
            call.say(mark.join(_FIELDS))
        call.say(mark.join(field(call.tables.leads[key], name) for name in _FIELDS))


def lead_status_search(call: Call) -> None:
    """The leads that were called with a status on a date; it takes no phone number."""
    _may_look(call, "lead_status_search")
    lead_id, status, date = (call.parameters(name) for name in ("lead_id", "status", "date"))
    if not lead_id and not (status and len(date) == 10):
        raise call.refuse(f"ERROR: lead_status_search INVALID SEARCH PARAMETERS: {call.user}|{lead_id}|{status}|")
    log = call.tables.call_log
    wanted = [
        number_key(row["lead_id"])
        for row in log
        if (not lead_id or number_key(row["lead_id"]) == number_key(lead_id))
        and (not status or row["status"] == status)
        and (not date or row["call_date"].startswith(date))
    ]
    ids = [key for key in dict.fromkeys(wanted) if key in call.tables.leads]
    if not ids:
        raise call.refuse(f"ERROR: lead_status_search NO RESULTS FOUND: {call.user}|{lead_id}|{status}|")
    order = ["lead_id", *_FIELDS[:-1]]
    for number, key in enumerate(ids, 1):
        call.say(f";---------- START OF RECORD {number} ----------")
        for name in order:
            call.say(f"{name} => {field(call.tables.leads[key], name)}")
