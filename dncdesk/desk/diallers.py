"""All diallers that are set up: a link to each, and requests that cover several campaigns or several of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dncdesk.core.details import Details
from dncdesk.core.scope import Scope, Where
from dncdesk.desk.errands import Errands
from dncdesk.desk.server_link import ServerLink

if TYPE_CHECKING:
    from dncdesk.blocking.enquiries import Enquiries
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.campaign import Campaign
    from dncdesk.core.optout import OptOut
    from dncdesk.core.phone import PhoneNumber
    from dncdesk.core.settings import Server, Settings
    from dncdesk.desk.connection import Connection


@dataclass(frozen=True)
class Entered:
    """What was entered together: the id of the group, and those of its opt-outs."""

    group: str
    ids: tuple[str, ...]


class Diallers(QObject):
    """Keeps a link to each server of the settings; the one in use is told of as before there were several."""

    campaigns_changed = Signal()
    connection_changed = Signal()
    tested = Signal(object)
    checked = Signal(object)
    trouble = Signal(object)

    def __init__(self, errands: Errands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = errands
        self._enquiries: Enquiries | None = None
        self._links: dict[str, ServerLink] = {}
        self._name = ""

    @property
    def current(self) -> ServerLink:
        """The link to the server in use, or to none where there is none."""
        return self.link(self._name)

    @property
    def connections(self) -> Mapping[str, Connection]:
        """How it stands with each server that was asked, by name."""
        found = {name: link.connection for name, link in self._links.items() if name}
        return {name: connection for name, connection in found.items() if connection is not None}

    def link(self, name: str) -> ServerLink:
        """The link to the server called `name`."""
        if name not in self._links:
            link = ServerLink(self._errands, self)
            link.campaigns_changed.connect(self.campaigns_changed)
            link.connection_changed.connect(self.connection_changed)
            link.tested.connect(self.tested)
            link.checked.connect(self.checked)
            link.trouble.connect(self.trouble)
            if self._enquiries is not None:
                link.open(self._enquiries)
            self._links[name] = link
        return self._links[name]

    def open(self, enquiries: Enquiries) -> None:
        """Ask through `enquiries` from now on."""
        self._enquiries = enquiries
        for link in self._links.values():
            link.open(enquiries)

    def refresh(self, settings: Settings) -> None:
        """Ask each server of `settings` for its campaigns, which tells how it stands with each as well."""
        used = settings.find()
        before, self._name = self._name, used.name if used else ""
        for name in set(self._links) - {server.name for server in settings.servers} - {self._name}:
            self._links.pop(name).deleteLater()
        self.current.refresh(used)
        for server in settings.servers:
            if server.name != self._name:
                self.link(server.name).refresh(server)
        if before != self._name:
            self.campaigns_changed.emit()
            self.connection_changed.emit()

    def look_again(self, name: str, settings: Settings) -> None:
        """Ask the server called `name` how it stands, if `settings` know it."""
        if (server := next((one for one in settings.servers if one.name == name), None)) is not None:
            self.link(name).refresh(server)


def read_for(server: Server, number: PhoneNumber, home: Server) -> PhoneNumber:
    """The `number`, which was read by the rule of `home`, by that of `server`.

    Raises:
        NotANumberError: a dialler with this rule cannot hold it.
    """
    from dncdesk.core.phone import NumberRule, read_number

    if server.country == home.country and server.number_form == home.number_form:
        return number
    # What was typed without a country code is meant in the country of the dialler in use.
    text = number.typed if server.country == home.country else number.e164
    there = read_number(text, country=server.country, rule=NumberRule(server.number_form))
    return replace(there, typed=number.typed, left_out=number.left_out, shown=number.shown)


def requests(
    place: Workplace, number: PhoneNumber, where: Where, settings: Settings, campaigns: Sequence[Campaign], *,
    asked_at: datetime | None, details: Details, scope_asked: Scope | None,
) -> list[OptOut]:  # fmt: skip
    """An opt-out for each campaign, or each server, of `where`, all of one group.

    Raises:
        NotANumberError: one of the servers cannot hold the number.
        BadAddressError: the settings hold no usable address for one of them.
        LookupError: there is no server.
    """
    from dncdesk.core.moments import now
    from dncdesk.core.optout import new_id

    home = settings.find()
    if home is None:
        raise LookupError
    names = {campaign.id: campaign.name for campaign in campaigns}
    group, asked = new_id(), asked_at or now()
    servers = settings.servers if where.every_server else (home,)
    made = [
        place.opt_out(
            read_for(server, number, home), scope, server, asked_at=asked, details=details,
            scope_name=names.get(scope.campaign_id or "", ""),
            scope_asked=scope_asked if scope_asked != scope else None,
        )
        for server in servers for scope in where.scopes
    ]  # fmt: skip
    return [replace(opt_out, group=group) for opt_out in made]
