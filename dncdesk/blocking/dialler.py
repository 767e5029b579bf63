"""One dialler as a lane knows it: the connection, and what was learned of the server."""

from __future__ import annotations

from dncdesk.blocking import campaigns
from dncdesk.blocking.calltime import CallTime
from dncdesk.core.settings import Server
from dncdesk.record.log import Log
from dncdesk.vicidial.client import Client
from dncdesk.vicidial.replies import CampaignsReply


class Dialler:
    """A server, a client for it and what it has told. For one thread at a time, but for `close`."""

    def __init__(self, server: Server, client: Client, log: Log) -> None:
        self.client = client
        self.call_time = CallTime()
        self._server = server
        self._log = log

    def lists(self, campaign_id: str) -> bool:
        """Whether the server (or the settings) is known to list exactly this campaign.

        Raises:
            LogError: the log cannot be read.
        """
        return any(c.id == campaign_id for c in campaigns.known(self._log, self._server))

    def ask_campaigns(self) -> CampaignsReply:
        """What the server lists now.

        Raises:
            CallError: there was no answer.
            LogError: the list cannot be kept.
        """
        return campaigns.ask(self.client, self._log)

    def close(self) -> None:
        """Shut the call in flight, if any. Returns at once, from any thread."""
        self.client.close()
