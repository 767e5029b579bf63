"""The verb that writes the log to a file: export."""

from __future__ import annotations

import argparse
import platform
from datetime import date

from dncdesk import __version__
from dncdesk.commands.common import DONE, UsageError, tell
from dncdesk.core.paths import paths
from dncdesk.core.sentences import say


def export(options: argparse.Namespace) -> int:
    """Write the log, or a part of it, to a file; its ending says which kind."""
    from dncdesk.blocking.workplace import user
    from dncdesk.record.exporting.contents import Watch
    from dncdesk.record.exporting.run import export as write
    from dncdesk.record.exporting.selection import Format, Maker, UnknownEndingError, between
    from dncdesk.record.exporting.source import scope_named
    from dncdesk.record.log import Log

    try:
        kind = Format.of(options.file.name)
    except UnknownEndingError as error:
        raise UsageError(error.sentence) from error
    since, until = _day(options.since), _day(options.until)
    if since and until and since > until:
        raise UsageError(say("--since {since} is after --until {until}.", since=str(since), until=str(until)))
    if options.campaign is not None and not options.campaign.strip():
        raise UsageError(say("--campaign names none. Leave it out for all of them."))
    writer = application = None
    if kind is Format.PDF:
        from dncdesk.desk import export_pdf

        application = export_pdf.application()
        writer = export_pdf.write_pdf
    where = paths(options.home if "home" in options else None)
    where = paths(where.practice) if "practice" in options else where
    log = Log(where.log)
    try:
        for notice in log.notices:
            tell(notice)
        wanted = options.campaign or ""
        scope = (scope_named(log.path, wanted) or wanted) if wanted else ""
        maker = Maker(user(), platform.node(), f"dncdesk {__version__}")
        done = write(log, options.file.absolute(), between(since, until, scope), maker, Watch(), writer=writer)
    finally:
        log.close()
        del application
    about = done.provenance
    tell(
        say(
            "Written: {file}. Entries: {count}. Head of the log: {seq}:{hash}",
            count=str(about.entries),
            file=str(options.file),
            seq=str(about.head[0]),
            hash=about.head[1],
        )
    )
    if done.note is not None:
        tell(done.note)
    return DONE


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(say("“{text}” is not a date. Write it as 2026-11-23.", text=text)) from None
