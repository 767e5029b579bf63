"""Is there a newer version? What an announcement says, and whether it is news. Nothing is ever installed from here."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from dncdesk.core.endpoint import may_be_private
from dncdesk.core.text import one_line

MAX_BYTES = 64 * 1024
"""Of an announcement that are read at the most."""


class BadAnnouncementError(ValueError):
    """What was read is no announcement; the text says why, for the diagnostics."""


@dataclass(frozen=True)
class Update:
    """A newer `version`, and the `page` where a person finds it."""

    version: str
    page: str


def read_announcement(text: str, current: str) -> Update | None:
    """The version that `text` announces (`{"version": …, "page": …}`), or None if `current` is as new.

    Raises:
        BadAnnouncementError: it says no such thing, or names a page that a browser should not be sent to.
    """
    try:
        told = json.loads(text)
        version, page = told["version"], told["page"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadAnnouncementError(f"no announcement: {type(error).__name__}") from None
    if not isinstance(version, str) or not isinstance(page, str) or not re.fullmatch(r"\d+(\.\d+){1,3}", version):
        raise BadAnnouncementError("no announcement: version and page must be texts, the version numbers and dots")
    if not may_be_asked(page):
        raise BadAnnouncementError("the page announced is not on https")
    return Update(version, one_line(page, limit=300)) if _numbers(version) > _numbers(current) else None


def may_be_asked(address: str) -> bool:
    """Whether `address` is on https, or within the private network."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    if not host or parts.username is not None:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and may_be_private(host))


def _numbers(version: str) -> tuple[int, ...]:
    found = [int(number) for number in re.findall(r"\d+", re.split(r"[a-z+-]", version)[0])]
    return (*found, 0, 0, 0, 0)[:4]
