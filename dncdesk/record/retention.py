"""Retention: the oldest part of the log may be removed, once a person signs off that it is old enough.

Only ever from the old end, and only whole opt-outs: what is left begins with an event that follows the last one
removed, whose hash stays in the log in a note of its own.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from dncdesk.core.sentences import ProblemError, say
from dncdesk.core.settings import LEAST_RETENTION
from dncdesk.record.chain import append
from dncdesk.record.events import Kind
from dncdesk.record.log import Log
from dncdesk.record.reader import Reader

_LOCK = "event_is_not_deleted"
"""The trigger that refuses to delete events."""


@dataclass(frozen=True)
class Plan:
    """What may go: all events up to `through_seq`, whose hash is `hash`; they tell of `opt_outs` opt-outs.

    `imported` counts the rows that were imported by then. `since` and `until` are the days of the first and the last
    event. It holds for `years` as seen on the day `today`.
    """

    years: int
    today: date
    through_seq: int
    hash: str
    events: int
    opt_outs: int
    imported: int
    since: date
    until: date


class RetentionError(ProblemError):
    """Nothing was removed; the sentence says why."""


def plan(reader: Reader, years: int, today: date) -> Plan | None:
    """What is older than `years` (at least `LEAST_RETENTION`) on the day `today`; None where nothing is.

    It is the longest beginning of the log in which every event is that old and every opt-out is settled and told to
    its end: one that still waits, or to which something was added since, keeps everything behind it.

    Raises:
        RetentionError: fewer years than the law allows.
    """
    if years < LEAST_RETENTION:
        raise RetentionError(say("Records are kept for {years} years at least.", years=str(LEAST_RETENTION)))
    limit = datetime.combine(_years_before(today, years), time()).astimezone()
    end = reader.ask(_FIRST_KEPT, {"limit": int(limit.timestamp())})[0][0]
    while end is not None and (across := reader.ask(_FIRST_ACROSS, {"end": end})[0][0]) is not None:
        end = across
    (row,) = reader.ask(_UP_TO, {"end": end})
    if not row[0]:
        return None
    events, through_seq, opt_outs = row
    ((hash_, last),) = reader.ask("SELECT hash, at FROM event WHERE seq = :seq", {"seq": through_seq})
    ((first,),) = reader.ask("SELECT at FROM event ORDER BY seq LIMIT 1", {})
    since, until = (datetime.fromisoformat(at).date() for at in (first, last))
    return Plan(
        years=years,
        today=today,
        through_seq=through_seq,
        hash=hash_,
        events=events,
        opt_outs=opt_outs,
        imported=sum(reader.ask(_IMPORTED, rows)[0][0] for rows in _imports(reader, through_seq)),
        since=since,
        until=until,
    )


def retire(log: Log, agreed: Plan, *, signed_off_by: str, user: str, computer: str) -> None:
    """Remove what the plan names, and note in the log that `signed_off_by` agreed to it.

    `user` and `computer` are those of this program. Nothing is removed that is not in the plan: if the log has
    changed in between, so that the plan does not hold any more, nothing is.

    Raises:
        RetentionError: the log has changed in between, or nobody has signed.
        LogError: it cannot be written; nothing was removed.
    """
    signed_off_by = signed_off_by.strip()
    if not signed_off_by:
        raise RetentionError(say("Nobody has signed off: nothing was removed."))

    def work(db: sqlite3.Connection) -> None:
        if plan(Reader(db), agreed.years, agreed.today) != agreed:
            raise RetentionError(say("The log has changed in between: nothing was removed. Look at it again."))
        body = {
            "through_seq": agreed.through_seq,
            "hash": agreed.hash,
            "events": agreed.events,
            "opt_outs": agreed.opt_outs,
            "imported": agreed.imported,
            "from": agreed.since.isoformat(),
            "to": agreed.until.isoformat(),
            "years": agreed.years,
            "signed_off_by": signed_off_by,
            "user": user,
            "computer": computer,
            "servers": _servers(db, agreed.through_seq),
        }
        append(db, "", Kind.RETIRED, body)
        _remove(db, agreed.through_seq, _imports(Reader(db), agreed.through_seq))

    log.write(work)


_FIRST_KEPT = """
    SELECT min(kept) FROM (
        SELECT min(seq) AS kept FROM opt_out
            WHERE seq > 0 AND (outcome = 'waiting' OR (outcome = 'refused' AND refusal IS NOT NULL))
        UNION ALL
        SELECT min(event.seq) AS kept FROM opt_out
            JOIN event AS made ON made.opt_out_id = opt_out.id AND made.kind = 'requested' AND json_valid(made.body)
            JOIN event ON event.opt_out_id = json_extract(made.body, '$.undoes') AND event.opt_out_id != ''
            WHERE opt_out.seq > 0 AND action = 'remove'
                AND (outcome = 'waiting' OR (outcome = 'refused' AND refusal IS NOT NULL))
        UNION ALL
        SELECT * FROM (
            SELECT seq FROM event WHERE ifnull(CAST(strftime('%s', at) AS INTEGER) >= :limit, 1) ORDER BY seq LIMIT 1
        )
    )
"""
"""The first event that is to stay for its own sake: it is too young, or records what is not settled, or what is
being taken off: of that more will be written."""
_FIRST_ACROSS = """
    SELECT min(first) FROM (
        SELECT min(seq) AS first, max(seq) AS last FROM event WHERE opt_out_id != '' GROUP BY opt_out_id
    ) WHERE first < :end AND last >= :end
"""
"""The first event of the opt-outs that would be cut in two if everything before `end` went."""
_UP_TO = """
    SELECT count(*), max(seq), count(DISTINCT nullif(opt_out_id, '')) FROM event WHERE seq < ifnull(:end, seq + 1)
"""


_IMPORTED = "SELECT count(*) FROM opt_out WHERE seq BETWEEN :last AND :first AND seq < 0"


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _servers(db: sqlite3.Connection, through_seq: int) -> list[Any]:
    """The last word about each server among what goes: what stays may rest on it."""
    rows = db.execute(
        "SELECT body FROM event WHERE opt_out_id = '' AND kind = ? AND seq <= ? ORDER BY seq",
        (Kind.SERVER.value, through_seq),
    )
    last = {body["endpoint"]: body for body in (json.loads(row[0]) for row in rows)}
    return list(last.values())


def _imports(reader: Reader, through_seq: int) -> list[dict[str, int]]:
    """Where the rows of the imports stand whose note goes: without it, nobody could say what they are."""
    facts = reader.ask(
        "SELECT body FROM event WHERE opt_out_id = '' AND kind = :kind AND seq <= :last",
        {"kind": Kind.IMPORTED.value, "last": through_seq},
    )
    bodies = [json.loads(row[0]) for row in facts]
    return [{"first": body["first"], "last": body["last"]} for body in bodies if "first" in body]


def _remove(db: sqlite3.Connection, through_seq: int, imports: list[dict[str, int]]) -> None:
    # What was removed is to be gone from the file as well, not only from its tables.
    db.execute("PRAGMA secure_delete = ON")
    lock = db.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?", (_LOCK,)).fetchone()
    if lock is None:
        raise RetentionError(say("The file does not protect itself any more: nothing was removed. Check the log."))
    db.execute(f"DROP TRIGGER {_LOCK}")
    db.execute("DELETE FROM event WHERE seq <= ?", (through_seq,))
    db.execute("DELETE FROM opt_out WHERE seq BETWEEN 1 AND ?", (through_seq,))
    db.executemany("DELETE FROM opt_out WHERE seq BETWEEN :last AND :first AND seq < 0", imports)
    db.execute(lock[0])
