"""check_phone_number, the only look-up of the DNC lists (VICIdial's behaviour measured: api.md, section 3)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from dncdesk.practice.script import Call
from dncdesk.practice.tables import fold

_WILDCARD = "XXXXXXX"


def check(call: Call) -> None:
    """Say whether a number is on the lists asked for. The campaign's own DNC switches are not read."""
    if not call.has("vdc_agent_api_access") or call.level() < 8:
        raise call.refuse(
            f"ERROR: check_phone_number USER DOES NOT HAVE PERMISSION TO CHECK PHONE NUMBERS: |{call.user}||"
        )
    parameters = call.parameters
    call_time = parameters("local_call_time")
    if fold(call_time) not in {fold(known) for known in call.tables.call_times}:
        raise call.refuse(f"ERROR: check_phone_number THIS IS NOT A VALID CALL TIME: |{call.user}|{call_time}|")
    method = parameters("tz_method") or "AREACODE"
    if parameters("nanpa_ac_prefix_check") == "Y" or "NANPA" in method.upper():
        raise call.refuse(
            "ERROR: check_phone_number NANPA options disabled, NANPA prefix data not loaded - " + f"0|{call.user}"
        )
    phone = parameters("phone_number")
    if not 6 <= len(phone) <= 16:
        raise call.refuse(f"ERROR: check_phone_number INVALID PHONE NUMBER LENGTH - {phone}|{call.user}")
    if parameters("usacan_prefix_check") == "Y" and phone[3] in ",01":
        raise call.refuse(f"ERROR: check_phone_number INVALID PHONE NUMBER PREFIX - {phone}|{call.user}")
    _lists(call, phone)
    _zones(call, phone, method, call_time)


def _lists(call: Call, phone: str) -> None:
    tables = call.tables
    how = call.parameters("dnc_check")
    if how in {"Y", "AREACODE"}:
        forms = _forms(phone, how)
        if call.sql(lambda: any(tables.on_internal(form) for form in forms), otherwise=False, line=16400):
            raise call.refuse(f"ERROR: check_phone_number PHONE NUMBER IN DNC - {phone}|{call.user}")
    how = call.parameters("campaign_dnc_check")
    if how in {"Y", "AREACODE"}:
        campaign = call.parameters("campaign_id")
        other = tables.campaigns.get(fold(campaign), {}).get("use_other_campaign_dnc", "")
        owner = other or campaign
        forms = _forms(phone, how)
        if call.sql(lambda: any(tables.on_campaign(f, owner) for f in forms), otherwise=False, line=16430):
            raise call.refuse(
                f"ERROR: check_phone_number PHONE NUMBER IN CAMPAIGN DNC - {phone}|{campaign}|{call.user}"
            )


def _forms(phone: str, how: str) -> tuple[str, ...]:
    return (phone, phone[:3] + _WILDCARD) if how == "AREACODE" else (phone,)


def _zones(call: Call, phone: str, method: str, call_time: str) -> None:
    parameters = call.parameters
    postal, owner = parameters("postal_code"), parameters("owner")
    text = ""
    if "AREACODE" in method.upper():
        # The recorded server found no offset for any number: the field is empty and counts as GMT.
        text += f"AREACODE: {_dialable(call_time, call.now)}|#"
    if "POSTAL" in method.upper():
        text += f"POSTAL: {_dialable(call_time, call.now) if len(postal) == 5 else 0}|#"
    if "TZCODE" in method.upper():
        text += f"TZCODE: {_dialable(call_time, call.now) if 0 < len(owner) < 7 else 0}|#"
    code, state = parameters("phone_code") or "1", parameters("state")
    call.say(f"{text}PHONE: {phone}|{code}|{postal}|{state}|{owner}|")


def _dialable(call_time: str, now: float) -> int:
    """Whether a call time named like `9am-9pm` is open; 24hours and unknown names always are."""
    found = re.fullmatch(r"(\d+)(am|pm)-(\d+)(am|pm)", call_time.lower())
    if not found:
        return 1
    start = int(found[1]) % 12 + (12 if found[2] == "pm" else 0)
    end = int(found[3]) % 12 + (12 if found[4] == "pm" else 0)
    return int(start <= datetime.fromtimestamp(now, UTC).hour < end)
