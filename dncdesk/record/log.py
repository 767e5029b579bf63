"""The log: every opt-out and everything that happened to it, on this computer, append-only.

SQLite in WAL mode with synchronous FULL: what `append…` has returned from survives a `kill -9` and, as far
as SQLite can promise, a power cut. Events are never changed (triggers refuse it), each carries the hash of
the one before. Where each opt-out stands is kept beside them in the same transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dncdesk.core.campaign import Campaign
from dncdesk.core.moments import now, stamp
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Result
from dncdesk.core.sentences import say
from dncdesk.record.chain import append
from dncdesk.record.events import Kind
from dncdesk.record.logfile import LogError, damaged
from dncdesk.record.state import storable
from dncdesk.record.writer import Writer
from dncdesk.record.writes import Standing, Step, holds, note, pause, record_all, stand, stop_login, unsent

__all__ = ["Log", "LogError", "Standing", "Step"]


class Log(Writer):
    """The one writer of a log file. Safe to use from several threads, and beside another program's."""

    def append_request(self, opt_out: OptOut) -> None:
        """Record `opt_out` as asked for and not yet delivered.

        Raises:
            LogError: it is *not* recorded.
        """
        self.append_requests([opt_out])

    def append_requests(self, opt_outs: Sequence[OptOut]) -> None:
        """Record all of `opt_outs` as asked for and not yet delivered, in one transaction.

        Raises:
            LogError: *none* of them is recorded.
        """
        try:
            with self._writing() as db:
                record_all(db, opt_outs)
        except LogError as error:
            if not damaged(error.__cause__):
                raise
            # Damaged while the program runs: the request that a person is waiting for goes into a new file.
            self._replace_damaged()
            with self._writing() as db:
                record_all(db, opt_outs)

    def append_step(self, opt_out_id: str, kind: Kind, body: Mapping[str, Any]) -> None:
        """Record what a step of the job has brought, before the next begins.

        Raises:
            LogError: it is not recorded.
        """
        with self._writing() as db:
            append(db, opt_out_id, kind, body)

    def append_result(self, opt_out_id: str, result: Result, *, refusal: str | None = None, attempt: int = 1) -> None:
        """Record where the opt-out stands now; `refusal` names the refused login that it waits for.

        A result that says nothing new leaves no event.

        Raises:
            LogError: it is not recorded.
        """
        self.append_all([Standing(opt_out_id, result, refusal, attempt)])

    def append_all(self, written: Sequence[Step | Standing]) -> None:
        """Record what several jobs have brought, in this order and in one transaction.

        Raises:
            LogError: nothing of it is recorded.
        """
        if not written:
            return
        with self._writing() as db:
            for one in written:
                if isinstance(one, Step):
                    append(db, one.opt_out_id, one.kind, one.body)
                else:
                    stand(db, one)

    def pause_group(self, group_id: str) -> None:
        """Record that a person has paused this group; nothing happens if it is paused already.

        Raises:
            LogError: it is not recorded.
        """
        with self._writing() as db:
            pause(db, group_id)

    def let_group_go_on(self, group_id: str) -> None:
        """Record that a person lets this group go on; nothing happens if it was not paused.

        Raises:
            LogError: it is not recorded.
        """
        with self._writing() as db:
            if db.execute("DELETE FROM paused_group WHERE group_id = ?", (group_id,)).rowcount:
                append(db, "", Kind.GOES_ON, {"group": group_id})

    def take_back(self, opt_out_ids: Sequence[str], result: Result) -> list[str]:
        """Give those of these opt-outs that wait, and of which nothing was ever sent, the `result` of being taken back.

        Returns the ids of those that were.

        Raises:
            LogError: none was taken back.
        """
        with self._writing() as db:
            taken_back = [opt_out_id for opt_out_id in opt_out_ids if unsent(db, opt_out_id)]
            for opt_out_id in taken_back:
                stand(db, Standing(opt_out_id, result))
        return taken_back

    def append_details(self, opt_out_id: str, changed: Mapping[str, str], *, by: str, computer: str) -> None:
        """Record what a person has added to an opt-out later: the `Details` that changed, with their new values.

        `by` and `computer` name who wrote it where. Nothing happens if nothing has changed.

        Raises:
            LogError: it is not recorded; the log may have been begun anew, and not hold the opt-out any more.
        """
        if not changed:
            return
        with self._writing() as db:
            if not holds(db, opt_out_id):
                raise LogError(say("The log holds no such entry any more."))
            note(db, opt_out_id, {**changed, "by": by, "computer": computer})

    def append_fact(self, kind: Kind, body: Mapping[str, Any]) -> None:
        """Record what belongs to no single opt-out: a server's build, an export, an import.

        Raises:
            LogError: it is not recorded.
        """
        with self._writing() as db:
            append(db, "", kind, body)

    def append_beside(self, kind: Kind, write: Callable[[sqlite3.Connection], Mapping[str, Any]]) -> None:
        """Record a fact, and in the same transaction what `write` writes beside the chain; it returns the fact's body.

        Raises:
            LogError: nothing of it is recorded.
        """
        with self._writing() as db:
            append(db, "", kind, write(db))

    def stop_login(self, endpoint: str, api_user: str, refusal: str, said: str) -> None:
        """Record that this account was turned away: nothing more may be sent for it until `renew_login`.

        Raises:
            LogError: it is not recorded.
        """
        with self._writing() as db:
            stop_login(db, endpoint, api_user, refusal, said)

    def renew_login(self, endpoint: str, api_user: str) -> None:
        """Record that a person has typed a password for this account; nothing happens if it was not stopped.

        Raises:
            LogError: it is not recorded.
        """
        with self._writing() as db:
            if db.execute("DELETE FROM login_stop WHERE endpoint = ? AND api_user = ?", (endpoint, api_user)).rowcount:
                append(db, "", Kind.LOGIN_RENEWED, {"endpoint": endpoint, "api_user": api_user})

    def keep_campaigns(self, endpoint: str, campaigns: Iterable[Campaign]) -> None:
        """Keep what this server has listed, in the place of what it listed before.

        Raises:
            LogError: it cannot be written; the former list is still there.
        """
        at = stamp(now())
        rows = [
            (
                endpoint,
                position,
                storable(c.id),
                storable(c.name),
                int(c.active),
                storable(" ".join(c.dial_statuses)),
                at,
            )
            for position, c in enumerate(campaigns)
        ]
        with self._writing() as db:
            db.execute("DELETE FROM campaign WHERE endpoint = ?", (endpoint,))
            db.executemany("INSERT OR IGNORE INTO campaign VALUES (?,?,?,?,?,?,?)", rows)
