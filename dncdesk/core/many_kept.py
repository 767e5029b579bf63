"""A list that a person has said to send, kept in a file until all of it is in the log.

Writing thousands of opt-outs into the log takes seconds. What the computer's or the program's end cuts off in them is
not lost: the next start finds the file.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dncdesk.core.details import Details
from dncdesk.core.moments import moment, stamp
from dncdesk.core.private_file import write_private
from dncdesk.core.scope import Place, Scope

_log = logging.getLogger(__name__)
_PATTERN = "list-*.json"


@dataclass(frozen=True)
class Kept:
    """What is to be done with a list: its `group` id, in which `places`, asked when, with which details.

    `numbers` are pairs: a text as it was typed in the `country`, and the E.164 of the number that was read in it. Each
    of them is a request for each of the `places`.
    """

    group: str
    places: tuple[Place, ...]
    country: str
    asked_at: datetime
    details: Details
    numbers: tuple[tuple[str, str], ...]

    def write(self, folder: Path) -> None:
        """Put it into `folder`, whole and on disk, readable for this user alone.

        Raises:
            OSError: it cannot be written.
        """
        data = {
            "group": self.group,
            "places": [(place.server, str(place.scope), place.scope_name) for place in self.places],
            "country": self.country,
            "asked_at": stamp(self.asked_at),
            "details": self.details.as_json(),
            "numbers": self.numbers,
        }
        write_private(_path(folder, self.group), json.dumps(data))

    @staticmethod
    def forget(folder: Path, group: str) -> None:
        """All of it is in the log."""
        with contextlib.suppress(OSError):
            _path(folder, group).unlink(missing_ok=True)

    @classmethod
    def all_in(cls, folder: Path) -> Iterator[Kept]:
        """What an earlier run has left in `folder`; a file that cannot be read stays where it is."""
        for path in sorted(folder.glob(_PATTERN)):
            try:
                data = json.loads(path.read_text(encoding="utf-8"))
                yield cls(
                    group=data["group"],
                    places=tuple(Place(server, Scope.from_word(word), name) for server, word, name in data["places"]),
                    country=data["country"],
                    asked_at=moment(data["asked_at"]),
                    details=Details.from_json(data["details"]),
                    numbers=tuple((str(typed), str(e164)) for typed, e164 in data["numbers"]),
                )
            except (OSError, ValueError, KeyError, TypeError) as error:
                _log.warning("a kept list cannot be read: %s", type(error).__name__)


def _path(folder: Path, group: str) -> Path:
    return folder / _PATTERN.replace("*", group)
