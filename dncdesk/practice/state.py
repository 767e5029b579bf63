"""The practice dialler's state as JSON: the seed's shape plus what a recorded exchange's `before` holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dncdesk.practice.tables import (
    DEFAULT_CALL_LOG,
    DEFAULT_FILTER_GROUPS,
    DEFAULT_IP_LISTS,
    DEFAULT_SETTINGS,
    NEVER,
    Login,
    Row,
    Tables,
    fold,
    number_key,
)

SEED = Path(__file__).with_name("seed.json")

_REQUIRED: dict[str, tuple[str, ...]] = {
    "users": ("user", "pass", "user_level", "user_group", "active"),
    "user_groups": ("user_group", "allowed_campaigns"),
    "campaigns": ("campaign_id", "campaign_name", "active", "dial_statuses"),
    "lists": ("list_id", "list_name", "campaign_id", "active"),
    "leads": ("lead_id", "status", "list_id", "phone_number"),
    "call_log": ("phone_number", "call_date", "list_id", "lead_id", "status"),
}
_LONG_AGO = 1_000_000_000.0
_KEYS = {
    *_REQUIRED,
    "about",
    "hopper",
    "call_times",
    "dnc",
    "campaign_dnc",
    "login",
    "settings",
    "lead_status",
    "filter_phone_groups",
}


class BadState(ValueError):  # noqa: N818 - it names what is bad, and reads as a sentence
    """The state given cannot be used; the text is one sentence for a person."""


def load_seed(path: Path | None) -> dict[str, Any]:
    """Read a seed file; the built-in one without a path.

    Raises:
        BadState: the file is no JSON object.
        OSError: it cannot be read.
    """
    try:
        seed = json.loads((path or SEED).read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadState(f"The seed file is not valid JSON: {error}.") from error
    if not isinstance(seed, dict):
        raise BadState("The seed file must hold one JSON object.")
    return seed


def to_json(tables: Tables, now: float) -> dict[str, Any]:
    """The whole state; `login` counts seconds since the last good login, -1 for years."""
    state = tables.snapshot()
    state["login"] = {
        tables.login_names[key]: {
            "failed_login_count": login.failed,
            "seconds_since_last_login": NEVER if login.last_login <= _LONG_AGO else max(0, int(now - login.last_login)),
        }
        for key, login in tables.login.items()
    }
    return state


def from_json(state: object, seed: dict[str, Any], now: float) -> Tables:
    """Build tables from a state; what it leaves out comes from the seed. They share nothing with either.

    Raises:
        BadState: a key is unknown or a value has another shape.
    """
    if not isinstance(state, dict):
        raise BadState("The state must be one JSON object.")
    unknown = sorted(str(key) for key in state if key not in _KEYS)
    if unknown:
        raise BadState(f"The state holds a key that is not known here: {unknown[0]}.")
    whole: dict[str, Any] = {**seed, **state}
    tables = Tables()
    tables.about = str(whole.get("about", ""))
    for row in _rows(whole, "users"):
        tables.users[fold(row["user"])] = row
    for row in _rows(whole, "user_groups"):
        default = DEFAULT_IP_LISTS.get(row["user_group"].upper(), "")
        tables.user_groups[fold(row["user_group"])] = {"api_ip_list": default, **row}
    for row in _rows(whole, "campaigns"):
        tables.campaigns[fold(row["campaign_id"])] = row
    for row in _rows(whole, "lists"):
        tables.lists[number_key(row["list_id"])] = row
    for row in _rows(whole, "leads"):
        # "NULL" is how the seed's export wrote an SQL NULL.
        tables.put_lead({k: "" if v == "NULL" else v for k, v in row.items()})
    tables.call_log = _rows({"call_log": DEFAULT_CALL_LOG, **whole}, "call_log")
    tables.call_times = _strings(whole.get("call_times", []), "call_times")
    tables.settings = {**DEFAULT_SETTINGS, **_words(whole.get("settings", {}), "settings")}
    _fill_lists(tables, whole)
    _fill_hopper(tables, whole)
    _fill_login(tables, whole, now)
    for lead_id, status in _words(whole.get("lead_status", {}), "lead_status").items():
        lead = tables.leads.get(number_key(lead_id))
        if lead is None:
            raise BadState(f"lead_status names a lead that does not exist: {lead_id}.")
        lead["status"] = status
    return tables


def _fill_lists(tables: Tables, whole: dict[str, Any]) -> None:
    for phone in _strings(whole.get("dnc", []), "dnc"):
        tables.dnc[fold(phone)] = phone
    rows = whole.get("campaign_dnc", [])
    if not isinstance(rows, list):
        raise BadState("campaign_dnc must be a list of [phone_number, campaign_id].")
    for row in rows:
        if not isinstance(row, list) or len(row) != 2 or not all(isinstance(cell, str) for cell in row):
            raise BadState("Each row of campaign_dnc must be [phone_number, campaign_id].")
        tables.campaign_dnc[fold(row[0]), fold(row[1])] = (row[0], row[1])
    groups = whole.get("filter_phone_groups", DEFAULT_FILTER_GROUPS)
    if not isinstance(groups, dict):
        raise BadState("filter_phone_groups must be an object: group to list of numbers.")
    for name, numbers in groups.items():
        tables.filter_names[fold(name)] = name
        tables.filter_groups[fold(name)] = {fold(number): number for number in _strings(numbers, "filter_phone_groups")}


def _fill_hopper(tables: Tables, whole: dict[str, Any]) -> None:
    rows = whole.get("hopper", [])
    if not isinstance(rows, list):
        raise BadState("hopper must be a list of rows.")
    for row in rows:
        # A record's `before` has short rows, the seed has named columns.
        if isinstance(row, list) and len(row) == 3:
            lead_id, campaign, status = (str(cell) for cell in row)
        elif isinstance(row, dict) and {"lead_id", "campaign_id", "status"} <= row.keys():
            lead_id, campaign, status = str(row["lead_id"]), str(row["campaign_id"]), str(row["status"])
        else:
            raise BadState("Each row of hopper must have lead_id, campaign_id and status.")
        key = number_key(lead_id)
        hopper_id = str(row["hopper_id"]) if isinstance(row, dict) and "hopper_id" in row else ""
        if not hopper_id:
            hopper_id = str(len(tables.hopper) + 1)
        tables.hopper[key] = {
            "lead_id": key,
            "campaign_id": campaign,
            "status": status,
            "hopper_id": hopper_id,
        }
    taken = [int(r["hopper_id"]) for r in tables.hopper.values() if r["hopper_id"].isdigit()]
    tables.next_hopper_id = max([tables.next_hopper_id - 1, *taken]) + 1


def _fill_login(tables: Tables, whole: dict[str, Any], now: float) -> None:
    logins = whole.get("login", {})
    if not isinstance(logins, dict):
        raise BadState("login must be an object: user to counter.")
    for user, counter in logins.items():
        try:
            failed = int(counter["failed_login_count"])
            seconds = float(counter["seconds_since_last_login"])
        except (TypeError, KeyError, ValueError) as error:
            raise BadState(
                f"login of {user} needs failed_login_count and seconds_since_last_login as numbers."
            ) from error
        tables.login_names[fold(user)] = user
        tables.login[fold(user)] = Login(failed, 0.0 if seconds < 0 else now - seconds)


def _rows(whole: dict[str, Any], key: str) -> list[Row]:
    rows = whole.get(key, [])
    if not isinstance(rows, list):
        raise BadState(f"{key} must be a list of rows.")
    result: list[Row] = []
    for row in rows:
        if not isinstance(row, dict):
            raise BadState(f"Each row of {key} must be an object.")
        for column in _REQUIRED[key]:
            if column not in row:
                raise BadState(f"A row of {key} lacks {column}.")
        result.append({str(name): "" if value is None else str(value) for name, value in row.items()})
    return result


def _strings(values: object, key: str) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise BadState(f"{key} must be a list of texts.")
    return list(values)


def _words(values: object, key: str) -> Row:
    if not isinstance(values, dict):
        raise BadState(f"{key} must be an object of texts.")
    if any(isinstance(value, (dict, list)) for value in values.values()):
        raise BadState(f"{key} must be an object of texts.")
    return {str(name): "" if value is None else str(value) for name, value in values.items()}
