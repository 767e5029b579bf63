"""The practice dialler's tables and the rules that the database itself holds them to.

Column widths, collation and unique keys as measured on build 250720-1841 (api.md, sections 1 and 9):
phone_number is varchar(18), a campaign id varchar(8), both cut silently; ids compare without case.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

Row = dict[str, str]

PHONE_WIDTH = 18
CAMPAIGN_WIDTH = 8
LEAD_STATUS_WIDTH = 6
NEVER = -1
"""In `login`: the last good login is years ago."""

DEFAULT_SETTINGS: dict[str, str] = {
    "use_non_latin": "0",
    "allow_ip_lists": "0",
    "ip_black_list": "",
    "two_factor_auth_hours": "0",
    "pass_hash_enabled": "0",
    "allow_web_debug": "0",
    "sql_mode": "",
    "read_only": "0",
    "connect_error": "",
    "missing_tables": "",
    "active_server": "1",
    "local_gmt": "-5.00",
    "mod_deflate": "1",
    "version": "2.14-202",
    "build": "250720-1841",
}
"""Settings of the server, all texts; the first are VICIdial's and the database's own (as in a record's `before`).

`connect_error` is the reason why the database cannot be reached (`Connection refused`, `Too many connections`),
`missing_tables` a comma list of crashed tables (`vicidial_dnc`), `active_server` 0 a system without a row in `servers`,
`mod_deflate` 1 an Apache that compresses, `build` and `version` what the server is: an older build lacks functions."""

DEFAULT_IP_LISTS: dict[str, str] = {"IPLOCK": "192.0.2.1"}
"""The recorded call centre gave this group a white list without the loopback address; the seed lacks the column."""

DEFAULT_CALL_LOG: list[Row] = [
    {
        "phone_number": "7275550105",
        "call_date": "2026-08-01 10:00:00",
        "list_id": "101",
        "lead_id": "1005",
        "length_in_sec": "42",
        "status": "NA",
        "term_reason": "NONE",
        "user": "VDAD",
    }
]
"""The one call that the recorded exchanges show; the seed has no call log."""

DEFAULT_FILTER_GROUPS: dict[str, list[str]] = {"TEST_IN_FILTER": []}


class DatabaseError(Exception):
    """A statement failed, with the database's own words."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The form in which the database compares text: no case, no accents, no trailing spaces."""
    if text.isascii():
        return text.lower().rstrip(" ")
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.casefold().rstrip(" ")


def number_key(text: str) -> str:
    """An integer column's value as text: leading zeros do not count."""
    return str(int(text)) if text.isascii() and text.isdigit() else text


@dataclass
class Login:
    """One user's login counter; `last_login` in epoch seconds."""

    failed: int
    last_login: float


@dataclass
class Tables:
    """All rows, indexed for the look-ups that the API makes. Not locked: the caller holds the lock."""

    users: dict[str, Row] = field(default_factory=dict)
    user_groups: dict[str, Row] = field(default_factory=dict)
    campaigns: dict[str, Row] = field(default_factory=dict)
    lists: dict[str, Row] = field(default_factory=dict)
    leads: dict[str, Row] = field(default_factory=dict)
    leads_by_phone: dict[str, dict[str, None]] = field(default_factory=dict)
    hopper: dict[str, Row] = field(default_factory=dict)
    call_times: list[str] = field(default_factory=list)
    dnc: dict[str, str] = field(default_factory=dict)
    campaign_dnc: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    login: dict[str, Login] = field(default_factory=dict)
    login_names: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    call_log: list[Row] = field(default_factory=list)
    filter_groups: dict[str, dict[str, str]] = field(default_factory=dict)
    filter_names: dict[str, str] = field(default_factory=dict)
    about: str = ""
    next_hopper_id: int = 1115
    on_change: Callable[[], None] = lambda: None

    # --- what the database checks on every statement ---------------------------------------------

    @property
    def strict(self) -> bool:
        """Whether a value that is too long is an error instead of being cut."""
        return "STRICT" in self.settings["sql_mode"].upper()

    def reading(self, table: str) -> None:
        """Raise when the table cannot be read."""
        missing = self.settings["missing_tables"]
        if missing and table in missing.split(","):
            raise DatabaseError(f"Table 'asterisk.{table}' doesn't exist")

    def writing(self, table: str) -> None:
        """Raise when the table cannot be written (also: report the change, so that it is saved)."""
        self.reading(table)
        if self.settings["read_only"] == "1":
            raise DatabaseError(
                "The MariaDB server is running with the --read-only option so it cannot execute this statement"
            )
        self.on_change()

    def fit(self, value: str, width: int, column: str) -> str:
        """The value as the column takes it: cut silently, or refused in strict mode."""
        if len(value) > width and self.strict:
            raise DatabaseError(f"Data too long for column '{column}' at row 1")
        return value[:width]

    # --- the two DNC lists ------------------------------------------------------------------------

    def on_internal(self, phone: str) -> bool:
        """Whether this very string is on the internal list."""
        self.reading("vicidial_dnc")
        return fold(phone) in self.dnc

    def on_campaign(self, phone: str, campaign: str) -> bool:
        """Whether this very string is on this campaign's list; the campaign is not cut here."""
        self.reading("vicidial_campaign_dnc")
        return (fold(phone), fold(campaign)) in self.campaign_dnc

    def add_internal(self, phone: str) -> None:
        """INSERT into vicidial_dnc."""
        self.writing("vicidial_dnc")
        stored = self.fit(phone, PHONE_WIDTH, "phone_number")
        if fold(stored) in self.dnc:
            raise DatabaseError(f"Duplicate entry '{stored}' for key 'PRIMARY'")
        self.dnc[fold(stored)] = stored

    def add_campaign(self, phone: str, campaign: str) -> None:
        """INSERT into vicidial_campaign_dnc."""
        self.writing("vicidial_campaign_dnc")
        stored = self.fit(phone, PHONE_WIDTH, "phone_number")
        owner = self.fit(campaign, CAMPAIGN_WIDTH, "campaign_id")
        if (fold(stored), fold(owner)) in self.campaign_dnc:
            raise DatabaseError(f"Duplicate entry '{stored}-{owner}' for key 'phonecamp'")
        self.campaign_dnc[fold(stored), fold(owner)] = (stored, owner)

    def delete_internal(self, phone: str) -> None:
        """DELETE from vicidial_dnc."""
        self.writing("vicidial_dnc")
        self.dnc.pop(fold(phone), None)

    def delete_campaign(self, phone: str, campaign: str) -> None:
        """DELETE from vicidial_campaign_dnc."""
        self.writing("vicidial_campaign_dnc")
        self.campaign_dnc.pop((fold(phone), fold(campaign)), None)

    # --- leads and hopper -------------------------------------------------------------------------

    def put_lead(self, lead: Row) -> None:
        """Insert a lead, or replace the one with its id."""
        lead_id = number_key(lead["lead_id"])
        old = self.leads.get(lead_id)
        if old is not None:
            self.leads_by_phone.get(old["phone_number"], {}).pop(lead_id, None)
        self.leads[lead_id] = lead
        self.leads_by_phone.setdefault(lead["phone_number"], {})[lead_id] = None

    def leads_of(self, phone: str) -> list[str]:
        """The ids of the leads whose phone_number is this very string, oldest first."""
        self.reading("vicidial_list")
        return sorted(self.leads_by_phone.get(phone, ()), key=_by_number)

    def update_lead(self, lead_id: str, changes: Row) -> int:
        """UPDATE vicidial_list; the number of rows changed: 0 when all was so already."""
        self.writing("vicidial_list")
        lead = self.leads[lead_id]
        fitted = dict(changes)
        if "status" in fitted:
            fitted["status"] = self.fit(fitted["status"], LEAD_STATUS_WIDTH, "status")
        if "phone_number" in fitted:
            fitted["phone_number"] = self.fit(fitted["phone_number"], PHONE_WIDTH, "phone_number")
        if all(lead.get(name, "") == value for name, value in fitted.items()):
            return 0
        self.put_lead({**lead, **fitted})
        return 1

    def add_to_hopper(self, lead_id: str, campaign: str, status: str = "READY") -> str:
        """INSERT into vicidial_hopper; the new row's hopper_id."""
        self.writing("vicidial_hopper")
        hopper_id = str(self.next_hopper_id)
        self.next_hopper_id += 1
        self.hopper[lead_id] = {
            "lead_id": lead_id,
            "campaign_id": campaign,
            "status": status,
            "hopper_id": hopper_id,
        }
        return hopper_id

    def campaign_of_list(self, list_id: str) -> str:
        """The campaign that a list feeds, empty when there is no such list."""
        return self.lists.get(number_key(list_id), {}).get("campaign_id", "")

    def lists_of(self, campaigns: set[str]) -> set[str]:
        """The ids of the lists of these campaigns (folded ids)."""
        return {key for key, row in self.lists.items() if fold(row["campaign_id"]) in campaigns}

    def allowed_campaigns(self, user: Row) -> set[str] | None:
        """The folded campaign ids of the user's group; None for all of them."""
        group = self.user_groups.get(fold(user.get("user_group", "")), {})
        allowed = group.get("allowed_campaigns", "")
        if "-all" in allowed.lower():
            return None
        return {fold(word) for word in allowed.split() if word != "-"}

    def snapshot(self) -> dict[str, Any]:
        """All rows as plain values, for `state.to_json`."""
        return {
            "about": self.about,
            "users": [dict(row) for row in self.users.values()],
            "user_groups": [dict(row) for row in self.user_groups.values()],
            "campaigns": [dict(row) for row in self.campaigns.values()],
            "lists": [dict(row) for row in self.lists.values()],
            "leads": [dict(row) for row in self.leads.values()],
            "hopper": [dict(row) for row in self.hopper.values()],
            "call_times": list(self.call_times),
            "dnc": list(self.dnc.values()),
            "campaign_dnc": [list(row) for row in self.campaign_dnc.values()],
            "settings": dict(self.settings),
            "call_log": [dict(row) for row in self.call_log],
            "filter_phone_groups": {
                self.filter_names[key]: list(rows.values()) for key, rows in self.filter_groups.items()
            },
        }


def _by_number(text: str) -> tuple[int, str]:
    return (int(text), text) if text.isdigit() else (0, text)
