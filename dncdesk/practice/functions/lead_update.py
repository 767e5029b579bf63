"""update_lead and batch_update_lead (VICIdial's behaviour measured: api.md, section 3)."""

from __future__ import annotations

from dncdesk.practice.functions.search import by_vendor, in_scope, list_refused, narrowed
from dncdesk.practice.script import Call
from dncdesk.practice.tables import Row, Tables, number_key

_PLAIN = [
    "status",
    "vendor_lead_code",
    "source_id",
    "gmt_offset_now",
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
    "rank",
    "owner",
    "called_count",
    "entry_list_id",
]
STAYS = frozenset({"INCALL", "DONE", "HOLD", "DNC"})
"""Hopper rows with these statuses are not removed."""


def update_lead(call: Call) -> None:
    """Change leads, and take the first of them out of the hopper. It touches no DNC list."""
    _may_update(call, "update_lead")
    found = _find(call)
    parameters = call.parameters
    lead_id, vendor = parameters("lead_id"), parameters("vendor_lead_code")
    phone = parameters("phone_number")
    if not found:
        word = "NOTICE" if parameters("no_update") == "Y" else "ERROR"
        raise call.refuse(
            f"{word}: update_lead NO MATCHES FOUND IN THE SYSTEM: |{call.user}|{lead_id}|{vendor}|{phone}"
        )
    first = lead_id or found[0]
    if parameters("no_update") == "Y":
        lead = call.tables.leads[found[0]]
        call.say(
            f"NOTICE: update_lead LEADS FOUND IN THE SYSTEM: |{call.user}|{first}|{vendor}|{phone}"
            f"|{lead['list_id']}|{lead.get('entry_list_id', '0')}"
        )
    else:
        _change(call, found)
    if parameters("add_to_hopper") == "Y":
        _add_to_hopper(call, number_key(first), phone)
    if parameters("remove_from_hopper") == "Y":
        _remove_from_hopper(call, number_key(first), phone)


def batch_update_lead(call: Call) -> None:
    """Change the leads of a comma list of ids, in one answer."""
    _may_update(call, "batch_update_lead")
    asked = [part for part in call.parameters("lead_ids").split(",") if part]
    if not asked:
        raise call.refuse(f"ERROR: batch_update_lead NO LEADS DEFINED - {call.user}|")
    known = {number_key(part) for part in asked} & call.tables.leads.keys()
    if not known:
        raise call.refuse(
            f"ERROR: batch_update_lead NO MATCHES FOUND IN THE SYSTEM: |{call.user}|{call.parameters('lead_ids')}"
        )
    ids = sorted(known, key=int, reverse=True)
    changes = _changes(call)
    rows = sum(_update(call, lead_id, changes) for lead_id in ids) if changes else 0
    call.say(f"SUCCESS: batch_update_lead LEADS HAVE BEEN UPDATED - {call.user}|{rows}|{len(ids)}|{','.join(ids)}")


def _may_update(call: Call, function: str) -> None:
    if not call.has("vdc_agent_api_access") or not call.modify_leads(4) or call.level() < 8:
        raise call.refuse(
            f"ERROR: {function} USER DOES NOT HAVE PERMISSION TO UPDATE LEADS IN THE SYSTEM: |{call.user}|0|"
        )


def _find(call: Call) -> list[str]:
    """The leads found, as many as `records` asks for."""
    parameters = call.parameters
    lead_id, vendor = parameters("lead_id"), parameters("vendor_lead_code")
    phone = parameters("phone_number")
    if list_refused(call):
        raise call.refuse(f"ERROR: update_lead NOT AN ALLOWED LIST ID - {phone}|{parameters('list_id')}")
    method = parameters("search_method") or "LEAD_ID"
    by_id = "LEAD_ID" in method and 0 < len(lead_id) < 11
    by_code = "VENDOR_LEAD_CODE" in method and 0 < len(vendor) < 21
    by_phone = "PHONE_NUMBER" in method and 6 <= len(phone) <= 18
    if not (by_id or by_code or by_phone):
        raise call.refuse(
            f"ERROR: update_lead NO VALID SEARCH METHOD - {call.user}|{method}|{lead_id}|{vendor}|{phone}"
        )
    scope = in_scope(call)
    ids: list[str] = []
    if by_id and number_key(lead_id) in call.tables.leads:
        ids = narrowed(call, [number_key(lead_id)], scope)
    if by_code and not ids:
        ids = narrowed(call, by_vendor(call, vendor), scope)
    if by_phone and not ids:
        ids = narrowed(call, call.sql(lambda: call.tables.leads_of(phone), otherwise=[]), scope)
    limit = int(parameters("records") or 1) or 1
    # All leads have one entry date: with a limit the database's sort gives the newest of them, without one
    # that cuts it gives them in the table's order (recorded with 1 and 100 of three).
    return ids if limit >= len(ids) else ids[::-1][:limit]


def _changes(call: Call) -> Row:
    parameters = call.parameters
    changes = {name: parameters(name) for name in _PLAIN if parameters(name)}
    for parameter, column in (("user_field", "user"), ("list_id_field", "list_id")):
        if parameters(parameter):
            changes[column] = parameters(parameter)
    if parameters("reset_lead") == "Y":
        changes["called_since_last_reset"] = "N"
    if parameters("update_phone_number") == "Y" and parameters("phone_number"):
        changes["phone_number"] = parameters("phone_number")
    return {name: "" if value == "--BLANK--" else value for name, value in changes.items()}


def _change(call: Call, found: list[str]) -> None:
    changes = _changes(call)
    allowed = call.allowed_lists()
    for lead_id in found:
        list_id = number_key(call.tables.leads[lead_id]["list_id"])
        if allowed is not None and list_id not in allowed:
            raise call.refuse(f"ERROR: update_lead NOT AN ALLOWED LIST ID, RESULTS - {list_id}")
        if changes:
            rows = _update(call, lead_id, changes)
            call.say(f"SUCCESS: update_lead LEAD HAS BEEN UPDATED - {call.user}|{lead_id}|{rows}|||")


def _update(call: Call, lead_id: str, changes: Row) -> int:
    # A statement that failed unnoticed (PHP 7.4) counts -1 rows: mysqli's own number for an error.
    return call.sql(lambda: call.tables.update_lead(lead_id, changes), otherwise=-1, line=9000)


def _add_to_hopper(call: Call, lead_id: str, phone: str) -> None:
    tables = call.tables
    if lead_id in tables.hopper:
        call.say(
            f"NOTICE: update_lead NOT ADDED TO HOPPER, LEAD IS ALREADY IN THE HOPPER - {phone}|{lead_id}|{call.user}"
        )
        return
    campaign = tables.campaign_of_list(tables.leads[lead_id]["list_id"])
    hopper_id = call.sql(lambda: tables.add_to_hopper(lead_id, campaign), otherwise="0")
    call.say(f"NOTICE: update_lead ADDED TO HOPPER - {phone}|{lead_id}|{hopper_id}|{call.user}")


def _remove_from_hopper(call: Call, lead_id: str, phone: str) -> None:
    row = call.tables.hopper.get(lead_id)
    if row is None:
        call.say(
            f"NOTICE: update_lead NOT REMOVED FROM HOPPER, LEAD IS NOT IN THE HOPPER - {phone}|{lead_id}|{call.user}"
        )
        return
    removed = call.sql(lambda: _delete(call.tables, lead_id, row), otherwise=False)
    word = "REMOVED" if removed else "NOT REMOVED"
    call.say(f"NOTICE: update_lead {word} FROM HOPPER - {phone}|{lead_id}|{row['status']}|{call.user}")


def _delete(tables: Tables, lead_id: str, row: Row) -> bool:
    tables.writing("vicidial_hopper")
    if row["status"] in STAYS:
        return False
    del tables.hopper[lead_id]
    return True
