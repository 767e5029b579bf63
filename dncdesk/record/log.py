"""The log: every opt-out and everything that happened to it, on this computer, append-only.

SQLite in WAL mode with synchronous FULL: what `append…` has returned from survives a `kill -9` and, as far
as SQLite can promise, a power cut. Events are never changed (triggers refuse it), each carries the hash of
the one before. Where each opt-out stands is kept beside them in the same transaction.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from dncdesk.core.campaign import Campaign
from dncdesk.core.moments import now, stamp
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.sentences import Sentence, say
from dncdesk.record import state
from dncdesk.record.chain import append
from dncdesk.record.events import Kind, canonical
from dncdesk.record.logfile import (
    LogError,
    alone,
    cannot_be_written,
    damaged,
    file_at,
    mark_saved,
    open_file,
    set_aside,
    unsaved,
)
from dncdesk.record.reader import Reader
from dncdesk.record.salvage import salvage
from dncdesk.record.state import storable

__all__ = ["Log", "LogError", "Standing", "Step"]

_T = TypeVar("_T")
_BUSY_SECONDS = 5.0


@dataclass(frozen=True)
class Step:
    """What a step of a job has brought."""

    opt_out_id: str
    kind: Kind
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Standing:
    """Where an opt-out stands after a try; `refusal` names the refused login that it waits for."""

    opt_out_id: str
    result: Result
    refusal: str | None = None
    attempt: int = 1


class Log:
    """The one writer of a log file. Safe to use from several threads, and beside another program's."""

    def __init__(self, path: Path) -> None:
        """Open the log at `path`, making it (0600) or bringing it up to date as needed.

        A file that is no log any more is set aside under another name; `notices` says so.

        Raises:
            LogError: it cannot be opened, or a newer version of the program has written it.
        """
        self.path = path
        self.notices: list[Sentence] = []
        self.written: Callable[[], None] = _nobody
        """Is called after each commit, on the thread that wrote: it must return at once."""
        self._lock = threading.Lock()
        self._closed = False
        self._left: list[sqlite3.Connection] = []
        with _explained(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with alone(path):
                try:
                    self._open()
                except sqlite3.DatabaseError as error:
                    if not damaged(error):
                        raise
                    set_aside(path)
                    self._open()
                # Those as well that a former start was ended amidst of, or for which the disk had no room.
                self._save_what_was_set_aside()

    def close(self) -> None:
        """Close the file. Nothing is lost by not calling it."""
        with self._lock:
            self._closed = True
            self._let_go()

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
                _record_all(db, opt_outs)
        except LogError as error:
            if not damaged(error.__cause__):
                raise
            # Damaged while the program runs: the request that a person is waiting for goes into a new file.
            with self._lock, _explained(self.path):
                self._begin_anew()
            with self._writing() as db:
                _record_all(db, opt_outs)

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
                    _stand(db, one)

    def pause_group(self, group_id: str) -> None:
        """Record that a person has paused this group; nothing happens if it is paused already.

        Raises:
            LogError: it is not recorded.
        """
        with self._writing() as db:
            _pause(db, group_id)

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
            unsent = [opt_out_id for opt_out_id in opt_out_ids if _unsent(db, opt_out_id)]
            for opt_out_id in unsent:
                _stand(db, Standing(opt_out_id, result))
        return unsent

    def append_details(self, opt_out_id: str, changed: Mapping[str, str], *, by: str, computer: str) -> None:
        """Record what a person has added to an opt-out later: the `Details` that changed, with their new values.

        `by` and `computer` name who wrote it where. Nothing happens if nothing has changed.

        Raises:
            LogError: it is not recorded; the log may have been begun anew, and not hold the opt-out any more.
        """
        if not changed:
            return
        with self._writing() as db:
            if not _holds(db, opt_out_id):
                raise LogError(say("The log holds no such entry any more."))
            _note(db, opt_out_id, {**changed, "by": by, "computer": computer})

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

    def write_beside(self, write: Callable[[sqlite3.Connection], None]) -> None:
        """Let `write` write beside the chain, in one transaction: what is no event, and no event's consequence.

        Raises:
            LogError: nothing of it is written.
        """
        with self._writing() as db:
            write(db)

    def stop_login(self, endpoint: str, api_user: str, refusal: str, said: str) -> None:
        """Record that this account was turned away: nothing more may be sent for it until `renew_login`.

        Raises:
            LogError: it is not recorded.
        """
        with self._writing() as db:
            _stop_login(db, endpoint, api_user, refusal, said)

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

    def read(self, look: Callable[[Reader], _T]) -> _T:
        """What `look` finds over the writer's own connection: for the job, which must see what it wrote.

        Raises:
            LogError: the log cannot be read.
        """
        with self._lock, _explained(self.path):
            self._follow()
            try:
                return look(self._reader)
            except sqlite3.DatabaseError as error:
                if not damaged(error):
                    raise
                self._begin_anew()
                return look(self._reader)
            except (ValueError, TypeError) as error:
                raise LogError(
                    say("A line of the log in {folder} is damaged. Tell IT.", folder=str(self.path.parent))
                ) from error

    def write(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do `work` over the writer's own connection, in one transaction: all of it, or nothing where it raises.

        Raises:
            LogError: it cannot be written; nothing has changed.
        """
        with self._writing() as db:
            return work(db)

    def integrity(self) -> str:
        """`ok`, or what SQLite finds wrong with the file. Takes long for a long log.

        Raises:
            LogError: the log cannot be read.
        """
        with self._lock, _explained(self.path):
            return str(self._db.execute("PRAGMA integrity_check(1)").fetchone()[0])

    def _open(self) -> None:
        self._db = open_file(self.path, busy=_BUSY_SECONDS)
        self._reader = Reader(self._db)
        self._file = file_at(self.path)

    def _let_go(self) -> None:
        # Closing removes the side files by their names, and those may be another file's by now.
        if file_at(self.path) == self._file:
            self._db.close()
        else:
            self._left.append(self._db)

    def _follow(self) -> None:
        """Open the file anew if another program has put a new one in its place: the old one nobody looks at."""
        if not self._closed and file_at(self.path) != self._file:
            with alone(self.path):
                self._let_go()
                self._open()
                self._save_what_was_set_aside()

    def _begin_anew(self) -> None:
        """Set the file aside, which is damaged, unless another program has just done so."""
        with alone(self.path):
            mine = file_at(self.path) == self._file
            self._let_go()
            if mine:
                set_aside(self.path)
            self._open()
            self._save_what_was_set_aside()

    def _save_what_was_set_aside(self) -> None:
        """Take over what can still be read of what was pending in damaged files, and keep those."""
        for aside in unsaved(self.path):
            found = salvage(aside)
            with self._transaction() as db:
                for opt_out in found.pending:
                    if not _holds(db, opt_out.id):
                        _record_all(db, [opt_out])
                        for body in found.details.get(opt_out.id, ()):
                            _note(db, opt_out.id, body)
                for group_id in found.paused:
                    _pause(db, group_id)
                for (endpoint, api_user), (refusal, said) in found.stops.items():
                    _stop_login(db, endpoint, api_user, refusal, said)
            # Only now: whatever ends the program before, the next start does it again.
            lasting = mark_saved(aside)
            self.notices.append(
                say(
                    "The log was damaged and has been set aside as {path}; a new one has been begun. Keep that file.",
                    path=str(lasting),
                )
            )

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _explained(self.path):
            self._follow()
            with self._transaction() as db:
                yield db
        self.written()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
        except BaseException:
            self._db.rollback()
            raise
        try:
            self._db.commit()
        except sqlite3.Error:
            self._db.rollback()
            raise


def _record_all(db: sqlite3.Connection, opt_outs: Iterable[OptOut]) -> None:
    for opt_out in opt_outs:
        seq = append(db, opt_out.id, Kind.REQUESTED, opt_out.as_json())
        state.insert(db, state.row_of(opt_out, seq))


def _stand(db: sqlite3.Connection, standing: Standing) -> None:
    outcome = standing.result.as_json()
    row = db.execute("SELECT result, blocked_ms FROM opt_out WHERE id = ?", (standing.opt_out_id,)).fetchone()
    if row is not None and row[0] == canonical(outcome):
        return
    body = {**outcome, "refusal": standing.refusal, "attempt": standing.attempt}
    append(db, standing.opt_out_id, Kind.OUTCOME, body)
    state.update(db, standing.opt_out_id, state.changes_by(Kind.OUTCOME, body, row[1] if row else None))


def _pause(db: sqlite3.Connection, group_id: str) -> None:
    if db.execute("INSERT OR IGNORE INTO paused_group VALUES (?)", (group_id,)).rowcount:
        append(db, "", Kind.PAUSED, {"group": group_id})


def _unsent(db: sqlite3.Connection, opt_out_id: str) -> bool:
    row = db.execute("SELECT outcome, refusal FROM opt_out WHERE id = ?", (opt_out_id,)).fetchone()
    if row is None or row[0] != Outcome.WAITING.value or row[1] is not None:
        return False
    # A try that may have reached the dialler has left the step, or an outcome that names what was sent.
    for kind, body in db.execute("SELECT kind, body FROM event WHERE opt_out_id = ?", (opt_out_id,)):
        if kind not in {Kind.REQUESTED, Kind.DETAILS, Kind.OUTCOME}:
            return False
        if kind == Kind.OUTCOME and json.loads(body)["numbers_sent"]:
            return False
    return True


def _holds(db: sqlite3.Connection, opt_out_id: str) -> bool:
    return db.execute("SELECT 1 FROM opt_out WHERE id = ?", (opt_out_id,)).fetchone() is not None


def _note(db: sqlite3.Connection, opt_out_id: str, body: Mapping[str, Any]) -> None:
    append(db, opt_out_id, Kind.DETAILS, body)
    state.update(db, opt_out_id, state.changes_by(Kind.DETAILS, body, None))


def _nobody() -> None:
    """Nobody has asked to be told of what is written."""


def _stop_login(db: sqlite3.Connection, endpoint: str, api_user: str, refusal: str, said: str) -> None:
    body = {"endpoint": endpoint, "api_user": api_user, "refusal": refusal, "said": said}
    append(db, "", Kind.LOGIN_REFUSED, body)
    db.execute("INSERT OR REPLACE INTO login_stop VALUES (?,?,?,?)", (endpoint, api_user, refusal, stamp(now())))


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into a sentence."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise LogError(cannot_be_written(path.parent, error)) from error
