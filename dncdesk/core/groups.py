"""Campaigns that are chosen together under one name: a client's, a brand's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dncdesk.core.sentences import ProblemError, say
from dncdesk.core.setting_values import SettingsError, get

_CAMPAIGN = re.compile(r"[\w-]{1,20}", re.ASCII)


@dataclass(frozen=True)
class Group:
    """A `name` for people and the ids of its `campaigns`, at least one, each once."""

    name: str
    campaigns: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """As it stands in a settings file."""
        return {"name": self.name, "campaigns": list(self.campaigns)}


class BadGroupError(ProblemError):
    """A line is no group."""


def groups_from_json(data: Sequence[Any]) -> tuple[Group, ...]:
    """The groups of one server as a settings file holds them.

    Raises:
        SettingsError: one of them has no name, no campaigns, or the name of another.
    """
    groups = []
    for one in data:
        if not isinstance(one, dict):
            raise SettingsError("groups: each one must be a JSON object")
        name = get(one, "name", str, "", within="groups.").strip()
        campaigns = get(one, "campaigns", list, [], within="groups.")
        if not name or "\n" in name or ":" in name:
            raise SettingsError("groups.name: a name without a colon belongs here")
        if not campaigns or not all(isinstance(c, str) and _CAMPAIGN.fullmatch(c) for c in campaigns):
            raise SettingsError("groups.campaigns: a list of campaign ids belongs here")
        groups.append(Group(name, tuple(dict.fromkeys(campaigns))))
    if len({group.name.casefold() for group in groups}) < len(groups):
        raise SettingsError("groups: two have the same name")
    return tuple(groups)


def groups_from_lines(text: str) -> tuple[Group, ...]:
    """The groups that a person has written, one a line: `Acme: SALES01, SALES02`.

    Raises:
        BadGroupError: a line that is none; its sentence names it.
    """
    groups: dict[str, Group] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _, ids = line.partition(":")
        campaigns = tuple(dict.fromkeys(ids.replace(",", " ").split()))
        if not name.strip() or not campaigns or not all(map(_CAMPAIGN.fullmatch, campaigns)):
            raise BadGroupError(say("“{line}” is no group. Write it as Acme: SALES01, SALES02.", line=line))
        if name.strip().casefold() in groups:
            raise BadGroupError(say("There are two groups called {name}.", name=name.strip()))
        groups[name.strip().casefold()] = Group(name.strip(), campaigns)
    return tuple(groups.values())


def lines_of(groups: Sequence[Group]) -> str:
    """The groups as `groups_from_lines` reads them."""
    return "\n".join(f"{group.name}: {', '.join(group.campaigns)}" for group in groups)
