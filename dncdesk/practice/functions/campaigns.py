"""campaigns_list and list_info (VICIdial's behaviour measured: api.md, section 3)."""

from __future__ import annotations

from dncdesk.practice.script import Call, build_number, length
from dncdesk.practice.tables import Row, fold, number_key

_COLUMNS = [
    "campaign_id",
    "campaign_name",
    "active",
    "user_group",
    "dial_method",
    "dial_level",
    "lead_order",
    "dial_statuses",
    "dial_timeout",
    "dial_prefix",
    "manual_dial_prefix",
    "three_way_dial_prefix",
]
_LIST_COLUMNS = [
    "list_id",
    "list_name",
    "campaign_id",
    "active",
    "list_changedate",
    "list_lastcalldate",
    "expiration_date",
    "resets_today",
]
_TWELVE_SINCE = 240718
_NOT_SET = {"list_changedate": "", "list_lastcalldate": "", "expiration_date": "", "resets_today": "0"}


def campaigns_list(call: Call) -> None:
    """One line a campaign that the user's group allows; eight columns before build 240718."""
    if not call.has("vdc_agent_api_access", "view_reports") or call.level() < 8:
        raise call.refuse(f"ERROR: campaigns_list USER DOES NOT HAVE PERMISSION TO GET CAMPAIGN INFO: |{call.user}|0|")
    tables = call.tables
    allowed = tables.allowed_campaigns(call.account)
    rows = list(tables.campaigns.items())
    if allowed is not None:
        # Looked up by key, so they come in the key's order; all of them come in the table's.
        rows = sorted((key, row) for key, row in rows if key in allowed)
    wanted = fold(call.parameters("campaign_id"))
    if wanted:
        rows = [(key, row) for key, row in rows if key == wanted]
    if not rows:
        raise call.refuse(f"ERROR: campaigns_list THIS USER HAS NO VIEWABLE CAMPAIGNS: {call.user}|")
    count = len(_COLUMNS) if build_number(tables) >= _TWELVE_SINCE else 8
    mark = call.delimiter()
    if call.header():
        call.say(mark.join(_COLUMNS[:count]))
    for _, row in rows:
        call.say(mark.join(_cell(row, column) for column in _COLUMNS[:count]))


def _cell(row: Row, column: str) -> str:
    if column == "dial_level":
        return row.get("auto_dial_level", "")
    if column == "dial_statuses":
        return row.get(column, "").removesuffix(" -").strip()
    return row.get(column, "")


def list_info(call: Call) -> None:
    """Which campaign a list feeds, and whether it is active."""
    if not call.has("vdc_agent_api_access", "modify_lists") or call.level() < 8:
        raise call.refuse(f"ERROR: list_info USER DOES NOT HAVE PERMISSION TO MODIFY LISTS: |{call.user}|0")
    list_id = call.parameters("list_id")
    if length(list_id) < 2:
        raise call.refuse(f"ERROR: list_info YOU MUST USE ALL REQUIRED FIELDS: |{call.user}|{list_id}||")
    allowed = call.allowed_lists()
    if allowed is not None and number_key(list_id) not in allowed:
        raise call.refuse(f"ERROR: list_info NOT AN ALLOWED LIST ID - {list_id}")
    row = call.tables.lists.get(number_key(list_id))
    if row is None:
        raise call.refuse(f"ERROR: list_info LIST DOES NOT EXIST: |{call.user}|{list_id}")
    mark = call.delimiter()
    if call.header():
        call.say(mark.join(_LIST_COLUMNS))
    row = {**_NOT_SET, **row}
    call.say("".join(row[column] + mark for column in _LIST_COLUMNS))
