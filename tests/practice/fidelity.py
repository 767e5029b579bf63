"""What the fidelity test needs beside the records: how each is set up, asked and compared."""

from __future__ import annotations

import gzip
import http.client
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from dncdesk.practice.server import PracticeDialler

Record = dict[str, Any]
DATA = Path(__file__).parents[1] / "data"
RECORDS: list[Record] = json.loads((DATA / "transcripts.json").read_text(encoding="utf-8"))

NOT_ASKED = {
    "client_timeout_while_table_locked": "the client gave up; there is no answer to compare",
    "admin_page_modify_lists_0": "the admin web page, not the API",
    "admin_page_api_only_user": "the admin web page, not the API",
    "race_campaign_php74_second": "two calls between each other's look-up and INSERT: the lock here allows none",
    "race_internal_php74_second": "two calls between each other's look-up and INSERT: the lock here allows none",
    "race_unforced_count": "a count over 60 pairs of calls, not one exchange",
}
"""Records that are not asked, each with the reason."""

_SEED = json.loads((DATA / "seed.json").read_text(encoding="utf-8"))


def _campaign_name(campaign: str, name: str) -> list[dict[str, str]]:
    return [{**row, "campaign_name": name} if row["campaign_id"] == campaign else row for row in _SEED["campaigns"]]


def _password(user: str, password: str) -> list[dict[str, str]]:
    return [{**row, "pass": password} if row["user"] == user else row for row in _SEED["users"]]


SET_BY_HAND: dict[str, dict[str, Any]] = {
    "campaigns_list_non_ascii_name": {"campaigns": _campaign_name("SALES02", "Ünïcode, 日本 name")},
    "password_non_ascii_non_latin_on": {"users": _password("spechar", "pässwörd")},
    "delete_fpg_success": {"filter_phone_groups": {"TEST_IN_FILTER": ["7275551212"]}},
    "no_active_server_version": {"settings": {"active_server": "0"}},
    **{
        name: {"settings": {"connect_error": "Connection refused"}}
        for name in (
            "db_down_version",
            "db_down_add_dnc",
            "db_down_version_display_errors",
            "db_down_add_dnc_display_errors",
            "db_down_version_php74",
            "db_down_add_dnc_php74",
        )
    },
    **{
        name: {"settings": {"missing_tables": "vicidial_dnc"}}
        for name in ("db_table_missing", "db_table_missing_display_errors")
    },
}
"""What the recorder did by hand, as a note or the answer says, and `before` does not tell."""

_LOGGED = re.compile(r"^log_|^add_dnc_source_long$")
"""Their db_after shows the API's logs, which the practice dialler does not keep."""
_RACED = re.compile(r"^race_")
"""Their db_after counts rows of logs as well."""


@dataclass(frozen=True)
class Reply:
    """An answer as it came over the wire, decompressed."""

    status: int
    headers: dict[str, str]
    body: bytes


def asked() -> list[Record]:
    """The records that are asked."""
    return [record for record in RECORDS if record["name"] not in NOT_ASKED]


def state_before(record: Record) -> dict[str, Any]:
    """The state to PUT before the record is asked."""
    return {**(record.get("before") or {}), **SET_BY_HAND.get(record["name"], {})}


def ask(dialler: PracticeDialler, record: Record) -> Reply:
    """Send the record's request exactly as it was."""
    parts = urlsplit(dialler.address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=20)
    headers, body = {}, None
    if "post_body" in record:
        body = record["post_body"].encode("utf-8")
        headers["Content-Type"] = _content_type(record["post_body"])
    elif record["method"] == "POST":
        # These were sent by a client that lets the server compress: their lengths are those of gzip.
        body = urlencode(record["params"]).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Encoding": "gzip"}
    try:
        connection.putrequest(record["method"], _whole_path(record), skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        content = answer.read()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(
            answer.status,
            found,
            gzip.decompress(content) if found.get("content-encoding") == "gzip" else content,
        )
    finally:
        connection.close()


def _whole_path(record: Record) -> str:
    """The path; the recorder shortened two long ones, whose names tell their lengths."""
    path = str(record["path"])
    if not path.endswith("..."):
        return path
    length = re.search(r"_(\d+)_long", record["name"])
    assert length
    return path.removesuffix("...").ljust(int(length[1]), "x")


def _content_type(body: str) -> str:
    if body.startswith("{"):
        return "application/json"
    if body.startswith("--"):
        return "multipart/form-data; boundary=" + body.split("\r\n", 1)[0][2:]
    return "application/x-www-form-urlencoded"


def masked(text: str) -> str:
    """Blank what differs from run to run: the clock, and the number the hopper gives a new row."""
    text = re.sub(r"DATE: [-0-9]+ [:0-9]+\|EPOCH: \d+", "DATE: *|EPOCH: *", text)
    return re.sub(r"(HOPPER - (?:\d+\|){2})1\d{3}(?=\|)", r"\1*", text)


def body_text(record: Record, body: bytes) -> str:
    """The answer as the record writes it down."""
    if "not UTF-8" in record["note"]:
        return body.decode("cp1252")
    return body.decode("utf-8")


def rows_after(dialler: PracticeDialler, record: Record) -> list[str] | None:
    """The rows that the record's db_after shows, as the practice dialler holds them; None when it has none."""
    name, shown = record["name"], record["db_after"]
    if _LOGGED.match(name) or _RACED.match(name):
        return None
    state = dialler.state()
    if re.match(r"^(login_|lockout_)", name):
        login = state["login"]["7780"]
        return [str(login["failed_login_count"])]
    return sorted(_rows_like(state, record, shown))


def _rows_like(state: dict[str, Any], record: Record, shown: str) -> list[str]:
    if record["params"].get("function") in {"add_fpg_phone", "delete_fpg_phone"}:
        groups = state["filter_phone_groups"].items()
        return [f"{phone}\t{group}" for group, phones in groups for phone in phones]
    if re.search(r"\t(READY|INCALL|QUEUE)", shown):
        return [f"{r['lead_id']}\t{r['campaign_id']}\t{r['status']}" for r in state["hopper"]]
    if re.match(r"^\d+\t\d+\t[A-Z]+", shown):
        leads = [lead for lead in state["leads"] if lead["phone_number"] == "7275550100"]
        return [f"{r['lead_id']}\t{r['list_id']}\t{r['status']}" for r in leads]
    if "SYSTEM_INTERNAL" in record["path"] and "\t" not in shown:
        return list(state["dnc"])
    return ["\t".join(row) for row in state["campaign_dnc"]]
