"""Whether a campaign uses its do-not-call lists at all: the one thing that no API function tells.

VICIdial's administrator sees it on the campaign's Detail screen, as three switches that are all off by
default. What a person has read off there is kept in the settings, campaign by campaign.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Switch(StrEnum):
    """The values that the screen offers for “Use Internal DNC List” and “Use Campaign DNC List”."""

    YES = "Y"
    NO = "N"
    AREACODE = "AREACODE"
    """On, and whole area codes can be blocked as well."""

    @property
    def on(self) -> bool:
        """Whether the campaign looks at that list."""
        return self is not Switch.NO


@dataclass(frozen=True)
class Switches:
    """A campaign's three switches as somebody has read them off the screen; None where nobody has.

    `other_campaign` is the campaign under “Use Other Campaign DNC”; empty where there is none.
    """

    internal: Switch | None = None
    campaign: Switch | None = None
    other_campaign: str = ""

    def reads(self, *, internal_list: bool) -> bool | None:
        """Whether the campaign looks at the internal list, or at the campaign list; None where nobody has said."""
        switch = self.internal if internal_list else self.campaign
        return None if switch is None else switch.on

    def as_json(self) -> dict[str, Any]:
        """In VICIdial's own column names; `from_json` reads it back."""
        return {
            "use_internal_dnc": self.internal.value if self.internal else None,
            "use_campaign_dnc": self.campaign.value if self.campaign else None,
            "use_other_campaign_dnc": self.other_campaign,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Switches:
        """The switches that `as_json` wrote.

        Raises:
            ValueError: a value that the screen does not offer.
        """
        internal, campaign = data.get("use_internal_dnc"), data.get("use_campaign_dnc")
        return cls(
            Switch(internal) if internal else None,
            Switch(campaign) if campaign else None,
            str(data.get("use_other_campaign_dnc") or ""),
        )
