"""Where a person is not to be called any more: in one campaign, or everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field

EVERYWHERE = "EVERYWHERE"
"""The word for "everywhere" in the log and in JSON."""

INTERNAL_LIST = "SYSTEM_INTERNAL"
"""The name of VICIdial's internal list; the server takes it in capitals only, measured."""


@dataclass(frozen=True)
class Scope:
    """One campaign, or everywhere (`campaign_id` is None)."""

    campaign_id: str | None = None

    def __post_init__(self) -> None:
        """Refuse a campaign that is really one of the two words with a meaning of their own."""
        if self.campaign_id is not None and (
            not self.campaign_id or self.campaign_id.upper() in {EVERYWHERE, INTERNAL_LIST}
        ):
            raise ValueError(f"not a campaign: {self.campaign_id!r}")

    @property
    def everywhere(self) -> bool:
        """Whether this is the scope of every campaign that uses the internal list."""
        return self.campaign_id is None

    @property
    def list_id(self) -> str:
        """What `add_dnc_phone` takes as its campaign_id for this scope."""
        return INTERNAL_LIST if self.campaign_id is None else self.campaign_id

    def __str__(self) -> str:
        """The word of the log and of JSON: the campaign's id, or EVERYWHERE."""
        return EVERYWHERE if self.campaign_id is None else self.campaign_id

    @classmethod
    def from_word(cls, word: str) -> Scope:
        """The scope that `str()` wrote as `word`."""
        return cls(None) if word == EVERYWHERE else cls(word)


@dataclass(frozen=True)
class Place:
    """A scope on the dialler called `server`: what one request is about. `scope_name` is the campaign's for people."""

    server: str
    scope: Scope
    scope_name: str = field(default="", compare=False)


@dataclass(frozen=True)
class Where:
    """All that one request covers: one scope, or several campaigns; `every_server` on each dialler that is set up.

    Several diallers are meant only for everywhere: a campaign belongs to one of them.
    """

    scopes: tuple[Scope, ...]
    every_server: bool = False

    def __post_init__(self) -> None:
        """Refuse what nobody can mean."""
        mixed = len(self.scopes) > 1 and any(scope.everywhere for scope in self.scopes)
        if not self.scopes or mixed or (self.every_server and not self.scopes[0].everywhere):
            raise ValueError(f"not a place: {self.scopes!r}")

    @property
    def everywhere(self) -> bool:
        """Whether this is everywhere, on one dialler or on all."""
        return self.scopes[0].everywhere

    @property
    def single(self) -> Scope | None:
        """The one scope on the dialler in use; None where there are several, or several diallers."""
        return self.scopes[0] if len(self.scopes) == 1 and not self.every_server else None
