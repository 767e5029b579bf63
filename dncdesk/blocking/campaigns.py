"""Which campaigns there are: what the server lists, what it listed last, what the settings name."""

from __future__ import annotations

from dncdesk.core.campaign import Campaign
from dncdesk.core.moments import now
from dncdesk.core.settings import Server
from dncdesk.record.log import Log
from dncdesk.vicidial.client import Client
from dncdesk.vicidial.replies import Campaigns, CampaignsReply


def known(log: Log, server: Server) -> tuple[Campaign, ...]:
    """The campaigns of `server` that are known without asking it.

    Raises:
        LogError: the log cannot be read.
        BadAddressError: the settings hold no usable address.
    """
    endpoint = server.endpoint
    listed = tuple(log.read(lambda reader: reader.campaigns(endpoint)))
    return listed or tuple(Campaign(c, "", active=True, dial_statuses=()) for c in server.campaigns)


def listed_lately(log: Log, server: Server, *, seconds: float) -> tuple[Campaign, ...]:
    """What `server` itself listed within the last `seconds`; empty if it did not.

    Raises:
        LogError: the log cannot be read.
        BadAddressError: the settings hold no usable address.
    """
    endpoint = server.endpoint
    listed_at = log.read(lambda reader: reader.campaigns_listed_at(endpoint))
    # A clock that was set back makes the list look as if it came from the future: ask again.
    if listed_at is None or not 0 <= (now() - listed_at).total_seconds() <= seconds:
        return ()
    return tuple(log.read(lambda reader: reader.campaigns(endpoint)))


def ask(client: Client, log: Log) -> CampaignsReply:
    """What the server lists now, kept for the time when it does not answer.

    Raises:
        CallError: there was no answer.
        LogError: the list cannot be kept.
    """
    reply = client.campaigns()
    if isinstance(reply, Campaigns):
        log.keep_campaigns(client.endpoint, reply.campaigns)
    return reply


def find(campaigns: tuple[Campaign, ...], wanted: str) -> Campaign | None:
    """The campaign that is called `wanted`, by the server's own rule: capitals or not."""
    alike = [c for c in campaigns if c.id.casefold() == wanted.casefold()]
    return next((c for c in alike if c.id == wanted), alike[0] if alike else None)
