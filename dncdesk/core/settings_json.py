"""Settings as JSON: what each key means, and the sentence where something else stands there.

Keys that this version does not know are kept when the file is written again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dncdesk.core.deadline import LONGEST, DayCount, Deadline
from dncdesk.core.endpoint import BadAddressError, endpoint
from dncdesk.core.groups import groups_from_json
from dncdesk.core.setting_values import SettingsError, flag, get, unknown_keys
from dncdesk.core.settings import LEAST_RETENTION, NUMBER_FORMS, Server, Settings
from dncdesk.core.switches import Switches
from dncdesk.core.window_settings import WindowSettings

VERSION = 1
SERVER_KEYS = frozenset({
    "name", "url", "user", "country", "number_form", "ca_file", "fingerprint_sha256", "campaigns", "mark_leads",
    "checklist", "deadline_days", "deadline_calendar", "seller", "groups",
})  # fmt: skip
KEYS = frozenset({
    "version", "servers", "server", "deadline_days", "deadline_calendar", "retention_years", "copies", "last_scope",
    "window", "update_address", "every_server", "locked",
})  # fmt: skip


def check(data: Mapping[str, Any]) -> str:
    """What is wrong with `data` as settings, or nothing: the first mistake."""
    try:
        settings_from_json(data)
    except SettingsError as error:
        return str(error)
    return ""


def settings_from_json(data: Mapping[str, Any]) -> Settings:
    """The settings that `data` means.

    Raises:
        SettingsError: it holds something that is none.
    """
    servers = get(data, "servers", list, [])
    last_scope = get(data, "last_scope", dict, {})
    years = get(data, "retention_years", int, None)
    if years is not None and years < LEAST_RETENTION:
        raise SettingsError(f"retention_years: a number of years from {LEAST_RETENTION}, or null, belongs here")
    return Settings(
        servers=tuple(_server(s) for s in servers),
        server=get(data, "server", str, ""),
        deadline=_deadline(data),
        retention_years=years,
        copies=get(data, "copies", str, ""),
        last_scope={str(k): str(v) for k, v in last_scope.items()},
        window=WindowSettings.from_json(get(data, "window", dict, {})),
        update_address=get(data, "update_address", str, None),
        every_server=flag(data, "every_server", default=False),
        unknown=unknown_keys(data, KEYS),
    )


def _server(data: object) -> Server:
    if not isinstance(data, dict):
        raise SettingsError("servers: each one must be a JSON object")
    form = get(data, "number_form", str, "national")
    if form not in NUMBER_FORMS:
        raise SettingsError(f"number_form: one of {', '.join(NUMBER_FORMS)} belongs here")
    country = get(data, "country", str, "US").upper()
    if len(country) != 2 or not country.isascii() or not country.isalpha():
        raise SettingsError("country: a two-letter code such as US belongs here")
    campaigns = get(data, "campaigns", list, [])
    if not all(isinstance(c, str) for c in campaigns):
        raise SettingsError("campaigns: a list of campaign ids belongs here")
    url = get(data, "url", str, "")
    if url:
        try:
            endpoint(url)
        except BadAddressError as error:
            raise SettingsError(f"url: {error}") from None
    return Server(
        name=get(data, "name", str, "") or "Main",
        url=url,
        user=get(data, "user", str, ""),
        country=country,
        number_form=form,
        ca_file=get(data, "ca_file", str, None),
        fingerprint_sha256=get(data, "fingerprint_sha256", str, None),
        campaigns=tuple(campaigns),
        mark_leads=flag(data, "mark_leads", default=True),
        checklist=_checklist(data),
        deadline=_deadline(data) if _DEADLINE & {k for k, v in data.items() if v is not None} else None,
        seller=get(data, "seller", str, ""),
        groups=groups_from_json(get(data, "groups", list, [])),
        unknown=unknown_keys(data, SERVER_KEYS),
    )


def _checklist(data: Mapping[str, Any]) -> dict[str, Switches]:
    answers = get(data, "checklist", dict, {})
    try:
        return {str(campaign): Switches.from_json(answer) for campaign, answer in answers.items()}
    except (ValueError, AttributeError):
        raise SettingsError("checklist: Y, N or AREACODE belongs behind each of a campaign's switches") from None


_DEADLINE = {"deadline_days", "deadline_calendar"}


def _deadline(data: Mapping[str, Any]) -> Deadline:
    default = Deadline()
    days = get(data, "deadline_days", int, default.days)
    if not 1 <= days <= LONGEST:
        raise SettingsError(f"deadline_days: a number of days from 1 to {LONGEST} belongs here")
    calendar = get(data, "deadline_calendar", str, default.counting.value)
    try:
        return Deadline(days, DayCount(calendar))
    except ValueError:
        raise SettingsError("deadline_calendar: US (business days) or all (every day) belongs here") from None


def _deadline_json(deadline: Deadline) -> dict[str, Any]:
    return {"deadline_days": deadline.days, "deadline_calendar": deadline.counting.value}


def settings_as_json(settings: Settings) -> dict[str, Any]:
    """`settings` as they stand in a file."""
    return {
        "version": VERSION,
        "servers": [
            {
                "name": s.name,
                "url": s.url,
                "user": s.user,
                "country": s.country,
                "number_form": s.number_form,
                "ca_file": s.ca_file,
                "fingerprint_sha256": s.fingerprint_sha256,
                "campaigns": list(s.campaigns),
                "mark_leads": s.mark_leads,
                "checklist": {campaign: switches.as_json() for campaign, switches in s.checklist.items()},
                **(_deadline_json(s.deadline) if s.deadline else {}),
                **({"seller": s.seller} if s.seller else {}),
                **({"groups": [group.as_json() for group in s.groups]} if s.groups else {}),
                **s.unknown,
            }
            for s in settings.servers
        ],
        "server": settings.server,
        **_deadline_json(settings.deadline),
        **({"retention_years": settings.retention_years} if settings.retention_years else {}),
        **({"copies": settings.copies} if settings.copies else {}),
        **({"last_scope": dict(settings.last_scope)} if settings.last_scope else {}),
        "window": settings.window.as_json(),
        **({"update_address": settings.update_address} if settings.update_address is not None else {}),
        **({"every_server": True} if settings.every_server else {}),
        **settings.unknown,
    }
