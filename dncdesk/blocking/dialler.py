"""One dialler as a lane knows it: two connections, and what was learned of the server."""

from __future__ import annotations

import queue
import threading
import time
import unicodedata
from collections.abc import Callable
from typing import Any, TypeVar

from dncdesk.blocking import campaigns
from dncdesk.blocking.calltime import CallTime
from dncdesk.blocking.heard import LoginRefusedError, heard
from dncdesk.blocking.server_facts import ServerFacts
from dncdesk.core.campaign import Campaign
from dncdesk.core.settings import Server
from dncdesk.record.log import Log
from dncdesk.vicidial.client import Client
from dncdesk.vicidial.errors import CallError, closed
from dncdesk.vicidial.lead_replies import ListInfo
from dncdesk.vicidial.replies import Campaigns, CampaignsReply, Refused

FRESH_SECONDS = 600.0
"""How long a campaign's dial statuses and a list's campaign are taken to be as they were."""

KNOWN_SECONDS = 1.0
"""The same for which campaigns the log knows: of a list of numbers, each would look."""

_A = TypeVar("_A")
_B = TypeVar("_B")


def alike(text: str) -> str:
    """The form in which the dialler's database compares words: no capitals, no accents, no blanks at the end."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.casefold().rstrip(" ")


class DialStatuses:
    """Which statuses make a lead be called, campaign by campaign, as far as the account may see them."""

    def __init__(self, listed: tuple[Campaign, ...]) -> None:
        self._statuses = {alike(c.id): frozenset(alike(s) for s in c.dial_statuses) for c in listed}

    def dialled_by(self, campaign_id: str, status: str) -> bool | None:
        """Whether this campaign calls leads of this `status`; None where the account may not see the campaign.

        An empty `campaign_id` is that of a list without one, whose leads nobody calls.
        """
        if not campaign_id:
            return False
        statuses = self._statuses.get(alike(campaign_id))
        return None if statuses is None else alike(status) in statuses

    def dialled_by_all(self, status: str) -> bool:
        """Whether every campaign that the account may see calls leads of this `status`."""
        return bool(self._statuses) and all(alike(status) in s for s in self._statuses.values())


class Dialler:
    """A server, two clients for it and what it has told. For one thread at a time, but for `close`."""

    def __init__(self, server: Server, client: Client, second: Client, log: Log, facts: ServerFacts) -> None:
        """`second` serves what goes on beside `client`: the person's leads, while the list is seen to.

        `facts` notes what the answers tell of the server itself.
        """
        self._client = client
        self._second = second
        self._narrow = False
        self.before_call: Callable[[], None] | None = None
        """Is called before each call: what must be on disk by then is written."""
        self.server = server
        self.call_time = CallTime()
        self._log = log
        self._facts = facts
        self._known: tuple[float, tuple[Campaign, ...]] | None = None
        self._lists: dict[str, tuple[float, ListInfo]] = {}
        self._statuses: tuple[float, DialStatuses | None] | None = None
        self._beside = _Beside()

    @property
    def client(self) -> Client:
        """The first connection, for one call."""
        if self.before_call is not None:
            self.before_call()
        return self._client

    @property
    def second(self) -> Client:
        """The second connection, for one call; the first as well while there is only one."""
        return self.client if self._narrow else self._second

    def use_one_connection(self, narrow: bool) -> None:
        """With `narrow`, do all over the first connection, one call after the other, and let the second go."""
        if narrow and not self._narrow:
            self._second.rest()
        self._narrow = narrow

    def hurry(self) -> None:
        """A person wants it tried now: see `Gate.hurry`."""
        self._client.hurry()

    def lists(self, campaign_id: str) -> bool:
        """Whether the server (or the settings) is known to list exactly this campaign.

        Raises:
            LogError: the log cannot be read.
        """
        return any(c.id == campaign_id for c in self._campaigns())

    def all_confirmed(self) -> bool:
        """Whether somebody has said of every active campaign that is known whether it uses the internal list.

        Raises:
            LogError: the log cannot be read.
        """
        answers = {c.casefold(): switches.internal for c, switches in self.server.checklist.items()}
        active = [c.id for c in self._campaigns() if c.active]
        return bool(active) and all(answers.get(c.casefold()) is not None for c in active)

    def _campaigns(self) -> tuple[Campaign, ...]:
        if self._known is None or time.monotonic() - self._known[0] > KNOWN_SECONDS:
            self._known = (time.monotonic(), campaigns.known(self._log, self.server))
        return self._known[1]

    def ask_campaigns(self) -> CampaignsReply:
        """What the server lists now.

        Raises:
            CallError: there was no answer.
            LogError: the list cannot be kept.
        """
        asked = time.monotonic()
        self._known = None
        reply = campaigns.ask(self.client, self._log)
        if isinstance(reply, Campaigns):
            self._statuses = (asked, DialStatuses(reply.campaigns))
        return reply

    def dial_statuses(self, *, since: float = 0.0) -> DialStatuses | None:
        """Which statuses make a lead be called, asked after `since` (`time.monotonic`) or remembered for a while.

        None where the account may not list campaigns.

        Raises:
            CallError, LoginRefusedError, NotKnownError, LogError: it had to be asked for, see there.
        """
        if self._statuses is None or self._statuses[0] < max(since, time.monotonic() - FRESH_SECONDS):
            lately = campaigns.listed_lately(self._log, self.server, seconds=FRESH_SECONDS)
            if lately and not since:
                return DialStatuses(lately)
            asked = time.monotonic()
            reply = heard(campaigns.ask(self.second, self._log))
            self._statuses = (asked, DialStatuses(reply.campaigns) if isinstance(reply, Campaigns) else None)
        return self._statuses[1]

    def list_info(self, list_id: str, source: str, *, since: float = 0.0) -> ListInfo | Refused:
        """Which campaign calls the leads of a list, asked after `since` (`time.monotonic`) or remembered for a while.

        Raises:
            CallError, LoginRefusedError, NotKnownError: it had to be asked for, see there.
        """
        known = self._lists.get(list_id)
        if known is None or known[0] < max(since, time.monotonic() - FRESH_SECONDS):
            asked = time.monotonic()
            reply = heard(self.second.list_info(list_id, source))
            if isinstance(reply, Refused):
                return reply
            known = self._lists[list_id] = (asked, reply)
        return known[1]

    def note_server(self) -> None:
        """Note the server's build and clock, as far as its answers have told."""
        self._facts.note(self.client)

    def both(self, one: Callable[[], _A], other: Callable[[], _B]) -> tuple[_A, _B]:
        """Do `one` over the first connection and `other` over the second, at the same time.

        Raises:
            Exception: what the first of them raised, after both have ended.
        """
        if self._narrow:
            return one(), other()
        return self._beside.both(one, other)

    def close(self) -> None:
        """Shut the calls in flight, if any. Returns at once, from any thread."""
        self._client.close()
        self._second.close()
        self._beside.close()


class _Beside:
    """A thread for what can go on beside the lane's own."""

    def __init__(self) -> None:
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._closed = False

    def both(self, one: Callable[[], _A], other: Callable[[], _B]) -> tuple[_A, _B]:
        there: list[Any] = []
        ended = threading.Event()

        def work() -> None:
            try:
                there.append((other(), None))
            except BaseException as error:  # noqa: BLE001 - raised again in the thread that asked
                there.append((None, error))
            ended.set()

        with self._lock:
            if self._closed:
                raise closed()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="dncdesk-beside", daemon=True)
                self._thread.start()
            self._work.put(work)
        try:
            here = one()
        except CallError:
            ended.wait()
            # Turned away over the other connection: that is why this one was not let through.
            if isinstance(there[0][1], LoginRefusedError):
                raise there[0][1] from None
            raise
        finally:
            ended.wait()
        result, error = there[0]
        if error is not None:
            raise error
        return here, result

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._work.put(None)

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            work()
