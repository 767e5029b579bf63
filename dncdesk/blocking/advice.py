"""What the administrator's checklist says about a choice, before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping

from dncdesk.core.scope import Scope
from dncdesk.core.sentences import Sentence, say
from dncdesk.core.switches import Switches


def before_blocking(scope: Scope, checklist: Mapping[str, Switches]) -> Sentence | None:
    """What to know of this `scope`; None where its list is used, or where nobody has said."""
    if scope.everywhere:
        deaf = sorted(c for c, switches in checklist.items() if switches.reads(internal_list=True) is False)
        return say("Does not cover {campaigns}.", campaigns=", ".join(deaf)) if deaf else None
    campaign = str(scope)
    switches = checklist.get(campaign, Switches())
    if switches.reads(internal_list=False) is not False:
        if not switches.other_campaign or switches.other_campaign.casefold() == campaign.casefold():
            return None
        return say(
            "{campaign} reads the list of {other}: block there.", campaign=campaign, other=switches.other_campaign
        )
    if switches.reads(internal_list=True):
        return say("{campaign} does not use its own list. “Block everywhere” works for it.", campaign=campaign)
    return say("{campaign} uses no list: only the leads that are there now can be stopped.", campaign=campaign)
