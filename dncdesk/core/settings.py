"""What a person or IT has set: servers, number rules, deadlines. Never a password.

`settings_json` says how it is written, `settings_file` where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dncdesk.core.deadline import Deadline
from dncdesk.core.endpoint import endpoint
from dncdesk.core.groups import Group
from dncdesk.core.switches import Switches
from dncdesk.core.window_settings import WindowSettings

NUMBER_FORMS = ("national", "international", "as_typed")
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
