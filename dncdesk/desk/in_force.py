"""What follows from the settings in force alone: which dialler, how numbers are read, what the checklist advises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dncdesk.core.scope import Scope
from dncdesk.core.sentences import Sentence

if TYPE_CHECKING:
    from dncdesk.core.campaign import Campaign
    from dncdesk.core.phone import PhoneNumber
    from dncdesk.core.settings import Server, Settings


class InForce(QObject):
    """The settings as the window asks for them. Nothing here takes time."""

    def __init__(self, server_name: str) -> None:
        """Until there are settings, `server_name` is the one that is asked for."""
        super().__init__()
        self._server_name = server_name

    @cached_property
    def settings(self) -> Settings:
        """The settings in force; before `ready`, empty ones, which the window's first picture does not ask for."""
        from dncdesk.core.settings import Settings

        return Settings(server=self._server_name)

    @property
    def server(self) -> Server | None:
        """The dialler in use, if the settings name one."""
        return self.settings.find()

    @property
    def plain_http(self) -> bool:
        """Whether the dialler is asked without encryption."""
        from dncdesk.core.endpoint import BadAddressError, plain_http

        try:
            return self.server is not None and plain_http(self.server.endpoint)
        except BadAddressError:
            return False

    @property
    def last_scope(self) -> Scope | None:
        """The scope chosen last for this server."""
        word = self.settings.last_scope.get(self.server.name) if self.server else None
        return Scope.from_word(word) if word else None

    def read_number(self, text: str) -> PhoneNumber:
        """The number in `text`, by this server's rule.

        Raises:
            NotANumberError: it holds none, or not just one; its sentence says so.
        """
        return self.reading()(text)

    def reading(self) -> Callable[[str], PhoneNumber]:
        """What reads a number as `read_number` does, by the rule of now, on any thread and as long as it is needed."""
        from dncdesk.core.phone import NumberRule, read_number

        server = self.server
        country, form = (server.country, server.number_form) if server else ("US", NumberRule.NATIONAL)
        return partial(read_number, country=country, rule=NumberRule(form))

    def advice(self, scope: Scope) -> Sentence | None:
        """What the administrator's checklist says about choosing `scope`."""
        from dncdesk.blocking.advice import before_blocking

        return before_blocking(scope, self.server.checklist) if self.server else None

    def everywhere_instead(self, scope: Scope) -> bool:
        """Whether the checklist says that this campaign listens to the internal list, and not to its own."""
        if self.server is None or scope.everywhere or (switches := self.server.checklist.get(str(scope))) is None:
            return False
        return switches.reads(internal_list=False) is False and bool(switches.reads(internal_list=True))

    def own_lists(self, campaigns: Sequence[Campaign]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The active ones of `campaigns` that use a list of their own, and those of them of which nobody has said so.

        Those that the checklist says do not are left out.
        """
        from dncdesk.core.switches import Switches

        checklist = self.server.checklist if self.server else {}
        uses = {c.id: checklist.get(c.id, Switches()).reads(internal_list=False) for c in campaigns if c.active}
        own = tuple(campaign for campaign, said in uses.items() if said is not False)
        return own, tuple(campaign for campaign in own if uses[campaign] is None)
