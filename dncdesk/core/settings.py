"""What a person or IT has set: servers, number rules, deadlines. Never a password.

`settings.json` is the user's, `managed.json` the organisation's: the latter is read first and can lock
keys. Keys that this version does not know are kept when the file is written again. A damaged file is
set aside under another name and said so; it never stops the start.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dncdesk.core.deadline import LONGEST, DayCount, Deadline
from dncdesk.core.endpoint import BadAddressError, endpoint
from dncdesk.core.groups import Group, groups_from_json
from dncdesk.core.managed import own_users, policy, with_own_users
from dncdesk.core.moments import now
from dncdesk.core.sentences import Sentence, say
from dncdesk.core.setting_values import SettingsError
from dncdesk.core.setting_values import flag as _flag
from dncdesk.core.setting_values import get as _get
from dncdesk.core.setting_values import unknown_keys as _unknown
from dncdesk.core.switches import Switches
from dncdesk.core.window_settings import WindowSettings

VERSION = 1
NUMBER_FORMS = ("national", "international", "as_typed")
SERVER_KEYS = frozenset({
    "name", "url", "user", "country", "number_form", "ca_file", "fingerprint_sha256", "campaigns", "mark_leads",
    "checklist", "deadline_days", "deadline_calendar", "seller", "groups",
})  # fmt: skip
KEYS = frozenset({
    "version", "servers", "server", "deadline_days", "deadline_calendar", "retention_years", "copies", "last_scope",
    "window", "update_address", "every_server", "locked",
})  # fmt: skip
LEAST_RETENTION = 5
"""Years that a record is kept at least (16 CFR 310.5, since October 2024)."""


@dataclass(frozen=True)
class Server:
    """One VICIdial dialler: its address, API user and number rule.

    `country` is an ISO 3166 code, `number_form` one of `NUMBER_FORMS`, `campaigns` the ids to offer when
    the account may not ask the server. `mark_leads`: give a blocked person's leads the status DNC (else they are
    only taken out of the queue). `checklist`: the administrator's answers, by campaign id. `deadline` is this
    server's own, None where the general one holds; `seller` for whom its people are called. `groups` are campaigns that
    are chosen together. `unknown` carries keys of another version.
    """

    name: str
    url: str
    user: str
    country: str = "US"
    number_form: str = "national"
    ca_file: str | None = None
    fingerprint_sha256: str | None = None
    campaigns: tuple[str, ...] = ()
    mark_leads: bool = True
    checklist: Mapping[str, Switches] = field(default_factory=dict)
    deadline: Deadline | None = None
    seller: str = ""
    groups: tuple[Group, ...] = ()
    unknown: Mapping[str, Any] = field(default_factory=dict)

    @property
    def endpoint(self) -> str:
        """The full address of the server's API.

        Raises:
            BadAddressError: the settings hold no usable address.
        """
        return endpoint(self.url)


@dataclass(frozen=True)
class Settings:
    """All settings. `server` names the one in use; `locked` are the keys that the organisation has set.

    `retention_years`: after how many years a record may be removed, at least `LEAST_RETENTION`; None keeps all.
    `copies`: a folder, of IT's choice, for a copy of each event; empty for none.
    `users_given` are the servers whose API user the organisation has set.
    `update_address` is asked whether there is a newer version: None is the build's own, and empty asks nowhere.
    `every_server`: where there are several, "everywhere" means each of them.
    """

    servers: tuple[Server, ...] = ()
    server: str = ""
    deadline: Deadline = field(default_factory=Deadline)
    retention_years: int | None = None
    copies: str = ""
    last_scope: Mapping[str, str] = field(default_factory=dict)
    window: WindowSettings = field(default_factory=WindowSettings)
    update_address: str | None = None
    every_server: bool = False
    locked: frozenset[str] = frozenset()
    users_given: frozenset[str] = frozenset()
    unknown: Mapping[str, Any] = field(default_factory=dict)

    def find(self, name: str | None = None) -> Server | None:
        """The server called `name`, or the one in use; None when there is none such."""
        wanted = name or self.server
        named = next((s for s in self.servers if s.name == wanted), None)
        return named or (self.servers[0] if self.servers and name is None else None)

    def deadline_of(self, server: Server) -> Deadline:
        """By when an opt-out of `server` has to be honoured."""
        return server.deadline or self.deadline

    def with_server(self, server: Server, *, instead_of: str | None = None, use: bool = True) -> Settings:
        """These settings with `server` added, or put in the place of the one called `instead_of`.

        It is in use, then; without `use`, the one that is in use stays so.
        """
        used = self.find()
        old = instead_of if instead_of is not None else server.name
        names = [s.name for s in self.servers]
        kept = list(self.servers)
        if old in names:
            kept[names.index(old)] = server
        else:
            kept.append(server)
        return replace(self, servers=tuple(kept), server=server.name if use or used is None else used.name)

    def without_server(self, name: str) -> Settings:
        """These settings without the server called `name`; if it was in use, the first of the others is."""
        kept = tuple(s for s in self.servers if s.name != name)
        used = self.server if any(s.name == self.server for s in kept) else (kept[0].name if kept else "")
        return replace(self, servers=kept, server=used)


class SettingsFile:
    """Reads and writes the settings of one user. Use it from one thread at a time."""

    def __init__(self, path: Path, managed: Path | None = None) -> None:
        """Settings at `path`, with the organisation's at `managed` before them."""
        self._path = path
        self._managed = managed

    def load(self) -> tuple[Settings, list[Sentence]]:
        """The settings, and what a person should know of how they were found. Never raises for a bad file."""
        notices: list[Sentence] = []
        user = self._read_own(notices)
        managed = self._read_managed(notices)
        locked = frozenset(managed.pop("locked", ()))
        merged = managed | {k: v for k, v in user.items() if k not in locked}
        settings = replace(_settings(merged), locked=locked)
        return (with_own_users(settings, user.get("servers")) if "servers" in locked else settings), notices

    def save(self, settings: Settings) -> None:
        """Write `settings` whole or not at all (0600), without the keys that the organisation has locked.

        Raises:
            OSError: the file cannot be written; the old one is untouched.
        """
        data = {k: v for k, v in _as_json(settings).items() if k not in settings.locked}
        if "servers" in settings.locked and (own := own_users(settings)):
            data["servers"] = own
        write_private(self._path, json.dumps(data, indent=2, ensure_ascii=False) + "\n")

    def _read_own(self, notices: list[Sentence]) -> dict[str, Any]:
        try:
            data = read_object(self._path)
            _settings(data)
        except FileNotFoundError:
            return {}
        except OSError as error:
            notices.append(
                say(
                    "The settings in {path} cannot be read ({reason}).",
                    path=str(self._path),
                    reason=error.strerror or type(error).__name__,
                )
            )
            return {}
        except (ValueError, RecursionError) as error:
            aside = self._path.with_name(f"settings.damaged-{now():%Y%m%d-%H%M%S-%f}.json")
            try:
                self._path.rename(aside)
            except OSError:
                # On Windows another program may hold it open: it stays where it is until something is saved.
                aside = self._path
            notices.append(
                say(
                    "The settings were damaged ({reason}) and have been set aside as {path}. Enter the server again.",
                    path=str(aside),
                    reason=str(error),
                )
            )
            return {}
        return data

    def _read_managed(self, notices: list[Sentence]) -> dict[str, Any]:
        if self._managed is None:
            return {}
        try:
            data = self._read_both(self._managed)
            _settings(data)
            locked = data.get("locked", [])
            if not isinstance(locked, list) or not all(isinstance(k, str) for k in locked):
                raise SettingsError("locked: a list of keys belongs here")
        except (OSError, ValueError, RecursionError) as error:
            notices.append(
                say(
                    "Your organisation's settings in {path} cannot be used ({reason}). Tell IT.",
                    path=str(self._managed),
                    reason=str(error),
                )
            )
            return {}
        return data

    def _read_both(self, path: Path) -> dict[str, Any]:
        try:
            data = read_object(path)
        except FileNotFoundError:
            data = {}
        return data | policy()


def write_private(path: Path, text: str) -> None:
    """Write `text` to `path` for this user alone (0600), whole or not at all.

    Raises:
        OSError: it cannot be written; what was there before is untouched.
    """
    import tempfile

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        # A lone surrogate, which JSON may hold and UTF-8 may not, becomes JSON's own escape for it.
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read_object(path: Path) -> dict[str, Any]:
    """The JSON object in the file at `path`.

    Raises:
        OSError: it cannot be read.
        ValueError: it holds something else.
    """
    data = json.loads(path.read_text(encoding="utf-8-sig"))
    if not isinstance(data, dict):
        raise SettingsError("the file must hold one JSON object")
    return data


def check(data: Mapping[str, Any]) -> str:
    """What is wrong with `data` as settings, or nothing: the first mistake."""
    try:
        _settings(data)
    except SettingsError as error:
        return str(error)
    return ""


def _settings(data: Mapping[str, Any]) -> Settings:
    servers = _get(data, "servers", list, [])
    last_scope = _get(data, "last_scope", dict, {})
    years = _get(data, "retention_years", int, None)
    if years is not None and years < LEAST_RETENTION:
        raise SettingsError(f"retention_years: a number of years from {LEAST_RETENTION}, or null, belongs here")
    return Settings(
        servers=tuple(_server(s) for s in servers),
        server=_get(data, "server", str, ""),
        deadline=_deadline(data),
        retention_years=years,
        copies=_get(data, "copies", str, ""),
        last_scope={str(k): str(v) for k, v in last_scope.items()},
        window=WindowSettings.from_json(_get(data, "window", dict, {})),
        update_address=_get(data, "update_address", str, None),
        every_server=_flag(data, "every_server", default=False),
        unknown=_unknown(data, KEYS),
    )


def _server(data: object) -> Server:
    if not isinstance(data, dict):
        raise SettingsError("servers: each one must be a JSON object")
    form = _get(data, "number_form", str, "national")
    if form not in NUMBER_FORMS:
        raise SettingsError(f"number_form: one of {', '.join(NUMBER_FORMS)} belongs here")
    country = _get(data, "country", str, "US").upper()
    if len(country) != 2 or not country.isascii() or not country.isalpha():
        raise SettingsError("country: a two-letter code such as US belongs here")
    campaigns = _get(data, "campaigns", list, [])
    if not all(isinstance(c, str) for c in campaigns):
        raise SettingsError("campaigns: a list of campaign ids belongs here")
    url = _get(data, "url", str, "")
    if url:
        try:
            endpoint(url)
        except BadAddressError as error:
            raise SettingsError(f"url: {error}") from None
    return Server(
        name=_get(data, "name", str, "") or "Main",
        url=url,
        user=_get(data, "user", str, ""),
        country=country,
        number_form=form,
        ca_file=_get(data, "ca_file", str, None),
        fingerprint_sha256=_get(data, "fingerprint_sha256", str, None),
        campaigns=tuple(campaigns),
        mark_leads=_flag(data, "mark_leads", default=True),
        checklist=_checklist(data),
        deadline=_deadline(data) if _DEADLINE & {k for k, v in data.items() if v is not None} else None,
        seller=_get(data, "seller", str, ""),
        groups=groups_from_json(_get(data, "groups", list, [])),
        unknown=_unknown(data, SERVER_KEYS),
    )


def _checklist(data: Mapping[str, Any]) -> dict[str, Switches]:
    answers = _get(data, "checklist", dict, {})
    try:
        return {str(campaign): Switches.from_json(answer) for campaign, answer in answers.items()}
    except (ValueError, AttributeError):
        raise SettingsError("checklist: Y, N or AREACODE belongs behind each of a campaign's switches") from None


_DEADLINE = {"deadline_days", "deadline_calendar"}


def _deadline(data: Mapping[str, Any]) -> Deadline:
    default = Deadline()
    days = _get(data, "deadline_days", int, default.days)
    if not 1 <= days <= LONGEST:
        raise SettingsError(f"deadline_days: a number of days from 1 to {LONGEST} belongs here")
    calendar = _get(data, "deadline_calendar", str, default.counting.value)
    try:
        return Deadline(days, DayCount(calendar))
    except ValueError:
        raise SettingsError("deadline_calendar: US (business days) or all (every day) belongs here") from None


def _deadline_json(deadline: Deadline) -> dict[str, Any]:
    return {"deadline_days": deadline.days, "deadline_calendar": deadline.counting.value}


def _as_json(settings: Settings) -> dict[str, Any]:
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
