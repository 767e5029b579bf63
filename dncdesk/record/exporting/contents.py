"""What a writer of one kind of file is handed: the lines, what the file says of itself, and whether to go on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dncdesk.core.moments import now
from dncdesk.record.exporting.selection import Maker, Provenance, Selection
from dncdesk.record.exporting.source import Line, Source, Sums

_TELL_EVERY = 500


class CancelledError(Exception):
    """A person has said stop; nothing was changed."""


class Watch:
    """Follows a long piece of work: tells how far it is, and ends it when a person says stop."""

    def __init__(self, tell: Callable[[float], None] | None = None) -> None:
        """`tell` is called in the working thread with the share that is done, 0 to 1."""
        self._tell = tell
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Stop at the next step. From any thread."""
        self._cancelled.set()

    def step(self, done: int, total: int) -> None:
        """`done` of `total` pieces are done.

        Raises:
            CancelledError: a person has said stop.
        """
        if self._cancelled.is_set():
            raise CancelledError
        if self._tell is not None and (done % _TELL_EVERY == 0 or done == total):
            self._tell(min(1.0, done / total) if total else 1.0)


@dataclass(frozen=True)
class Section:
    """A part with a heading of its own: the entries of one scope, or all of them without one."""

    scope: str | None
    places: Sequence[int]


class Contents:
    """The whole of one export, to be read once from its beginning to its end."""

    def __init__(self, source: Source, selection: Selection, maker: Maker, watch: Watch) -> None:
        self.source = source
        self.watch = watch
        self.today: date = now().date()
        self.sums: list[Sums] = source.sums() if selection.by_campaign else []
        self._all: Sequence[int] = source.places()
        self.total = len(self._all)
        self.provenance = Provenance(
            made_at=now(), maker=maker, what=selection.described(), entries=self.total, head=source.head()
        )

    def sections(self) -> Iterator[Section]:
        """The parts, in their order; at least one."""
        if not self.sums:
            yield Section(None, self._all)
        for sums in self.sums:
            yield Section(sums.scope, self.source.places(sums.scope))

    def lines(self, section: Section, before: int = 0) -> Iterator[Line]:
        """The lines of one part, of whose like `before` have been written already.

        Raises:
            CancelledError: a person has said stop.
        """
        for number, line in enumerate(self.source.lines(section.places), before + 1):
            yield line
            self.watch.step(number, self.total)


Writer = Callable[[Path, Contents], None]
"""Writes the contents into a new file at a path.

Raises OSError where that does not work, CancelledError where a person has said stop.
"""
