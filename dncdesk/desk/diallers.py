"""All diallers that are set up: a link to each, and requests that cover several campaigns or several of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dncdesk.core.details import Details
from dncdesk.core.scope import Place, Scope, Where
from dncdesk.desk.errands import Errands
from dncdesk.desk.server_link import ServerLink

if TYPE_CHECKING:
    from dncdesk.blocking.enquiries import Enquiries
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.campaign import Campaign
    from dncdesk.core.optout import OptOut
    from dncdesk.core.phone import PhoneNumber
    from dncdesk.core.sentences import Sentence
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
    rule = NumberRule(server.number_form)
    there = read_number(text, country=server.country, rule=rule)
    if there.e164 != number.e164:
        # What another rule reads otherwise is not what the person saw.
        there = read_number(number.e164, country=server.country, rule=rule)
    return replace(there, typed=number.typed, left_out=number.left_out, shown=number.shown)


def read_of_list(server: Server, typed: str, e164: str, country: str) -> PhoneNumber:
    """The number `e164`, which was read in the list's text `typed` as in `country`, by the rule of `server`.

    Raises:
        NotANumberError: a dialler with this rule cannot hold it.
    """
    from dncdesk.core.many_line import read_line
    from dncdesk.core.phone import NumberRule, read_number

    def read(text: str) -> PhoneNumber:
        return read_number(text, country=server.country, rule=NumberRule(server.number_form))

    if server.country == country:
        found = (one.number for one in read_line(typed, read) if one.number is not None)
        if (there := next((one for one in found if one.e164 == e164), None)) is not None:
            return there
    # What another rule reads otherwise is not what the person saw; nor is another country's way to write it.
    seen = read_number(e164, country=country, rule=NumberRule.INTERNATIONAL)
    return replace(read(e164), typed=typed, shown=seen.shown)


@dataclass(frozen=True)
class Others:
    """The `servers` with another rule than the one in use, by whose rule a list's numbers are to be held as well.

    `country` is that of the dialler in use, in whose way the numbers were read.
    """

    country: str = ""
    servers: tuple[Server, ...] = ()

    def why_not(self, typed: str, e164: str) -> Sentence | None:
        """Why one of them cannot hold this number of a list; None where all can."""
        from dncdesk.core.phone import NotANumberError
        from dncdesk.core.sentences import say

        for server in self.servers:
            try:
                read_of_list(server, typed, e164, self.country)
            except NotANumberError as error:
                return say("The dialler “{name}” cannot hold this number.", name=server.name) + error.sentence
        return None


def others(where: Where | None, settings: Settings) -> Others:
    """Which rules the numbers of a list for `where` have to be held by, besides that of the dialler in use."""
    home = settings.find()
    if home is None:
        return Others()
    rule = (home.country, home.number_form)
    servers = servers_of(where, settings) if where is not None else ()
    return Others(home.country, tuple(one for one in servers if (one.country, one.number_form) != rule))


def servers_of(where: Where, settings: Settings) -> tuple[Server, ...]:
    """The diallers that `where` covers: the one in use or, where it says so, each that is set up."""
    home = settings.find()
    return settings.servers if where.every_server else () if home is None else (home,)


def places(where: Where, settings: Settings, campaigns: Sequence[Campaign]) -> tuple[Place, ...]:
    """What `where` covers one by one: each of its scopes on each of its diallers."""
    names = {campaign.id: campaign.name for campaign in campaigns}
    servers = servers_of(where, settings)
    return tuple(Place(s.name, scope, names.get(str(scope), "")) for s in servers for scope in where.scopes)


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
    group, asked = new_id(), asked_at or now()
    servers = {server.name: server for server in servers_of(where, settings)}
    made = [
        place.opt_out(
            read_for(servers[one.server], number, home), one.scope, servers[one.server], asked_at=asked,
            details=details, scope_name=one.scope_name, scope_asked=scope_asked if scope_asked != one.scope else None,
        )
        for one in places(where, settings, campaigns)
    ]  # fmt: skip
    return [replace(opt_out, group=group) for opt_out in made]
