"""From the numbers of a list to the requests that are sent: one for each number in each of its places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from dncdesk.desk.diallers import read_of_list

if TYPE_CHECKING:
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.many_kept import Kept
    from dncdesk.core.optout import OptOut
    from dncdesk.core.phone import PhoneNumber
    from dncdesk.core.scope import Place
    from dncdesk.core.sentences import Sentence
    from dncdesk.core.settings import Server, Settings
    from dncdesk.desk.lists_in_log import Wanted


class Making:
    """Makes a list's opt-outs, on an errand's thread. What a dialler cannot take now it leaves out, and says so."""

    def __init__(self, place: Workplace, kept: Kept, settings: Settings) -> None:
        """The diallers are as in `settings`, which may be others by now than when the list was kept."""
        self._place = place
        self._kept = kept
        self._servers: Mapping[str, Server] = {server.name: server for server in settings.servers}
        self._why: dict[str, Sentence] = {}
        self._unmade: Counter[str] = Counter()

    def opt_outs(self, wanted: Sequence[Wanted]) -> list[OptOut]:
        """The opt-outs for `wanted`, each read by the rule of its dialler."""
        return [made for one in wanted for made in self._of_number(*one)]

    def left_out(self) -> Sentence | None:
        """What was left out so far, and why; None where nothing was."""
        from dncdesk.core.sentences import say

        said: list[Sentence] = []
        for name in self._unmade:
            count = f"{self._unmade[name]:,}"
            if (why := self._why.get(name)) is None:
                said.append(
                    say(
                        "There is no dialler “{name}” in the settings any more; what waits here for it: {count}. "
                        "Put it back and start dncdesk again, or stop and drop the rest.",
                        name=name, count=count,
                    )
                )  # fmt: skip
            else:
                said.append(say("What waits here for the dialler “{name}”: {count}.", name=name, count=count) + why)
        return reduce(add, said) if said else None

    def _of_number(self, typed: str, e164: str, places: tuple[Place, ...]) -> Iterator[OptOut]:
        from dncdesk.core.sentences import ProblemError

        read: dict[tuple[str, str], PhoneNumber] = {}
        for place in places:
            server = self._servers.get(place.server)
            if server is None:
                self._unmade[place.server] += 1
                continue
            rule = (server.country, server.number_form)
            try:
                if rule not in read:
                    read[rule] = read_of_list(server, typed, e164, self._kept.country)
                yield self._opt_out(read[rule], place, server)
            except ProblemError as error:
                # The settings were changed after it was looked through.
                self._unmade[place.server] += 1
                self._why[place.server] = error.sentence

    def _opt_out(self, number: PhoneNumber, place: Place, server: Server) -> OptOut:
        kept = self._kept
        made = self._place.opt_out(
            number, place.scope, server, asked_at=kept.asked_at, details=kept.details, scope_name=place.scope_name
        )
        return replace(made, group=kept.group)
