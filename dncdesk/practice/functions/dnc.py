"""add_dnc_phone and delete_dnc_phone (VICIdial's behaviour measured: api.md, sections 1 to 3)."""

from __future__ import annotations

from dncdesk.practice.script import Call, length

INTERNAL = "SYSTEM_INTERNAL"
"""The only word that is compared with its case."""


def add(call: Call) -> None:
    """Put a number on a list. The campaign is never looked up; nothing that is stored is checked."""
    if not call.has("modify_lists") or call.level() < 8:
        raise call.refuse(f"ERROR: add_dnc_phone USER DOES NOT HAVE PERMISSION TO ADD DNC NUMBERS: |{call.user}|0")
    phone, campaign, data = _fields(call, "add_dnc_phone")
    tables = call.tables
    if campaign == INTERNAL:
        known = call.sql(lambda: tables.on_internal(phone), otherwise=False, line=5351)
    else:
        known = call.sql(lambda: tables.on_campaign(phone, campaign), otherwise=False, line=5361)
    if known:
        raise call.refuse(f"ERROR: add_dnc_phone DNC NUMBER ALREADY EXISTS: |{data}")
    if campaign == INTERNAL:
        call.sql(lambda: tables.add_internal(phone), otherwise=None, line=5358)
    else:
        call.sql(lambda: tables.add_campaign(phone, campaign), otherwise=None, line=5368)
    call.say(f"SUCCESS: add_dnc_phone DNC NUMBER HAS BEEN ADDED - {data}")


def delete(call: Call) -> None:
    """Take a number off a list."""
    if not call.has("modify_lists", "delete_from_dnc") or call.level() < 8:
        raise call.refuse(
            f"ERROR: delete_dnc_phone USER DOES NOT HAVE PERMISSION TO DELETE DNC NUMBERS: |{call.user}|0"
        )
    phone, campaign, data = _fields(call, "delete_dnc_phone")
    tables = call.tables
    if campaign == INTERNAL:
        known = call.sql(lambda: tables.on_internal(phone), otherwise=False)
    else:
        known = call.sql(lambda: tables.on_campaign(phone, campaign), otherwise=False)
    if not known:
        raise call.refuse(f"ERROR: delete_dnc_phone DNC NUMBER DOES NOT EXIST: |{data}")
    if campaign == INTERNAL:
        call.sql(lambda: tables.delete_internal(phone), otherwise=None)
    else:
        call.sql(lambda: tables.delete_campaign(phone, campaign), otherwise=None)
    call.say(f"SUCCESS: delete_dnc_phone DNC NUMBER HAS BEEN DELETED - {data}")


def _fields(call: Call, function: str) -> tuple[str, str, str]:
    phone, campaign = call.parameters("phone_number"), call.parameters("campaign_id")
    data = f"{call.user}|{phone}|{campaign}"
    if length(phone) < 6 or length(campaign) < 1:
        raise call.refuse(f"ERROR: {function} YOU MUST USE ALL REQUIRED FIELDS: |{data}")
    return phone, campaign, data
