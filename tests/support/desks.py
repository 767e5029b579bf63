"""A desk to test with: settings, keyring, log and queue in a folder of the test's own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from dncdesk.blocking.queue import Queue
from dncdesk.blocking.workplace import Workplace
from dncdesk.core.credentials import Secret
from dncdesk.core.details import Details
from dncdesk.core.moments import now
from dncdesk.core.optout import OptOut, new_id
from dncdesk.core.outcome import Result
from dncdesk.core.paths import paths
from dncdesk.core.phone import NumberRule, read_number
from dncdesk.core.redaction import Redactor
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import Sentence
from dncdesk.core.settings import Server, Settings
from dncdesk.practice import PRACTICE_PASSWORD
from dncdesk.vicidial.transport import Limits

QUICK = Limits(connect=2.0, read=10.0, call=12.0)
EVERYWHERE = Scope()


class Told:
    """A listener that remembers what it was told, and can be waited on."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.recorded: list[OptOut] = []
        self.not_recorded: list[tuple[OptOut, Sentence]] = []
        self.settled: list[tuple[OptOut, Result]] = []

    def tell_recorded(self, opt_out: OptOut) -> None:
        with self._changed:
            self.recorded.append(opt_out)
            self._changed.notify_all()

    def tell_recorded_many(self, opt_outs: Sequence[OptOut]) -> None:
        for opt_out in opt_outs:
            self.tell_recorded(opt_out)

    def tell_not_recorded(self, opt_out: OptOut, problem: Sentence) -> None:
        with self._changed:
            self.not_recorded.append((opt_out, problem))
            self._changed.notify_all()

    def tell_settled(self, opt_out: OptOut, result: Result) -> None:
        with self._changed:
            self.settled.append((opt_out, result))
            self._changed.notify_all()

    def wait(self, until: Callable[[], bool], seconds: float = 15.0) -> None:
        with self._changed:
            assert self._changed.wait_for(until, seconds), "it did not happen in time"

    def results(self, opt_out: OptOut) -> list[Result]:
        """All that was settled for this opt-out, in order."""
        return [result for told, result in self.settled if told.id == opt_out.id]

    def result(self, opt_out: OptOut, number: int = 1) -> Result:
        """The `number`-th result of this opt-out, once it is there."""
        self.wait(lambda: len(self.results(opt_out)) >= number)
        return self.results(opt_out)[number - 1]


class Desk:
    """A workplace with one queue. The password goes into the keyring of the `keyring_of_this_computer` fixture."""

    def __init__(self, home: Path, *servers: Server, password: str = PRACTICE_PASSWORD, limits: Limits = QUICK) -> None:
        where = replace(paths(home), managed=home / "managed.json")
        self.place = Workplace(where, Redactor(), practice=False, limits=limits)
        self.told = Told()
        self.place.use(Settings(servers=servers, server=servers[0].name))
        for server in servers:
            self.place.credentials.keep(server.endpoint, server.user, Secret(password))
        self.queue: Queue = self.place.queue(self.told)

    @property
    def server(self) -> Server:
        return self.place.settings.servers[0]

    def opt_out(
        self, number: str = "7275551212", campaign: str | None = None, *, note: str = "", server: Server | None = None
    ) -> OptOut:
        phone = read_number(number, country="US", rule=NumberRule.NATIONAL)
        return self.place.opt_out(phone, Scope(campaign), server or self.server, details=Details(note=note))

    def block(self, number: str = "7275551212", campaign: str | None = None) -> Result:
        """What becomes of a new opt-out at the first try."""
        opt_out = self.opt_out(number, campaign)
        self.queue.submit(opt_out)
        return self.told.result(opt_out)

    def renew_password(self, password: str) -> None:
        """A person types a password into the settings."""
        self.place.keep_password(self.server, Secret(password))
        self.queue.login_renewed(self.server.name)

    def wait_until_idle(self, seconds: float = 15.0) -> None:
        end = time.monotonic() + seconds
        while not self.queue.idle:
            assert time.monotonic() < end, "the queue does not come to rest"
            time.sleep(0.01)

    def close(self) -> None:
        self.queue.close()
        self.place.close()


def an_opt_out(number: str = "7275551212", *, note: str = "", campaign: str | None = None) -> OptOut:
    """An opt-out as the desk makes them, without a desk."""
    moment = now()
    return OptOut(
        id=new_id(),
        number_typed=number,
        main_form=number,
        other_forms=(f"1{number}",),
        e164=f"+1{number}",
        shown=f"({number[:3]}) {number[3:6]}-{number[6:]}",
        left_out=(),
        scope=Scope(campaign),
        scope_name="",
        server="Main",
        endpoint="https://dialer.example.com/vicidial/non_agent_api.php",
        api_user="6666",
        asked_at=moment,
        recorded_at=moment,
        note=note,
    )
