"""version and phone_number_log (VICIdial's behaviour measured: api.md, section 3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dncdesk.practice.script import Call


def version(call: Call) -> None:
    """The versions and the server's clock, without any login.

    The practice dialler's clock stands still at its GMT offset: it has no daylight saving.
    """
    settings = call.tables.settings
    offset = settings["local_gmt"]
    local = datetime.fromtimestamp(int(call.now), UTC) + timedelta(hours=float(offset or 0))
    zone, zone_now = offset, offset
    if settings["active_server"] != "1":
        # Without an active row in `servers` there is no offset but PHP's own.
        zone, zone_now = "", f"{float(offset or 0):g}"
    call.say(
        f"VERSION: {settings['version']}|BUILD: {settings['build']}|DATE: {local:%Y-%m-%d %H:%M:%S}"
        f"|EPOCH: {int(call.now)}|DST: 0|TZ: {zone}|TZNOW: {zone_now}|"
    )


def phone_number_log(call: Call) -> None:
    """The calls to numbers of a comma list; outbound ones are all that the practice dialler has."""
    if not call.has("vdc_agent_api_access", "view_reports") or call.level() < 7:
        raise call.refuse(
            f"ERROR: phone_number_log USER DOES NOT HAVE PERMISSION TO GET CALL LOG INFO: |{call.user}|0|"
        )
    asked, date = call.parameters("phone_number"), call.parameters("date")
    phones = [phone for phone in asked.split(",") if len(phone) > 3]
    if not phones:
        raise call.refuse(f"ERROR: phone_number_log NO VALID PHONE NUMBERS DEFINED: {call.user}|{asked}|{date}")
    mark = call.delimiter()
    lines: list[str] = []
    for phone in phones if call.parameters("type") != "IN" else []:
        rows = [row for row in call.tables.call_log if row["phone_number"] == phone]
        rows.sort(key=lambda row: row["call_date"], reverse=True)
        for row in rows[:1] if call.parameters("detail") == "LAST" else rows:
            lead = call.tables.leads.get(row["lead_id"], {})
            cells = (
                phone,
                row["call_date"],
                row["list_id"],
                row.get("length_in_sec", ""),
                lead.get("status", row["status"]),
                row.get("term_reason", ""),
                row["status"],
                lead.get("source_id", ""),
                row.get("user", ""),
            )
            lines.append(mark.join(cells))
    if not lines:
        raise call.refuse(
            f"NOTICE: phone_number_log NO RECORDS FOUND FOR THIS PHONE NUMBER - "
            f"{call.user}|{asked}|{call.parameters('lead_id')}|{date}"
        )
    if call.header():
        names = "phone_number call_date list_id length_in_sec lead_status hangup_reason call_status source_id user"
        call.say(mark.join(names.split()))
    for line in lines:
        call.say(line)
