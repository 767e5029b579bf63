"""Some of many opt-outs, worked off side by side over one connection: what they share is asked and written once.

Each goes through the very job that a single one goes through. But first all numbers are added, then the leads of all
are looked up in one call, then each is read back; and what they write goes to disk together: for each of them, a
step's event is there before its next step begins.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from dncdesk.blocking.dialler import Dialler
from dncdesk.blocking.ending import Ending, Server, ended_by
from dncdesk.blocking.heard import LoginRefusedError, NotKnownError, heard
from dncdesk.blocking.job import Job
from dncdesk.blocking.pace import Permits
from dncdesk.core.optout import OptOut
from dncdesk.record.events import Kind
from dncdesk.record.log import Log, LogError, Standing, Step
from dncdesk.vicidial.client import DEFAULT_SOURCE
from dncdesk.vicidial.errors import CallError
from dncdesk.vicidial.lead_replies import LeadsFound
from dncdesk.vicidial.replies import Refused

SECONDS = 0.3
"""So long numbers are added before what was done is written: on a slow line they are few."""
ASKED_AT_ONCE = 200
"""Numbers in one `lead_search`: the server looks for them one by one (api.md, section 3)."""
FAILURES = 3
SLOW_SECONDS = 1.0
"""So many failures, or one after so long, and those that are not begun or not read back wait for another turn."""

Done = list[tuple[OptOut, Ending]]


class Steps:
    """Events on their way to disk. `before_call` belongs before each call of the job that is `current`."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._written: list[Step] = []
        self._whose: set[str] = set()
        self.current = ""

    def write(self, opt_out_id: str, kind: Kind, body: Mapping[str, Any]) -> None:
        """Keep an event until the next call of this opt-out, or until all are written."""
        self._written.append(Step(opt_out_id, kind, body))
        self._whose.add(opt_out_id)

    def before_call(self) -> None:
        """See to it that what the current job has brought so far is on disk.

        Raises:
            LogError: it is not.
        """
        if self.current in self._whose:
            self.flush()

    def flush(self, standings: Sequence[Standing] = ()) -> None:
        """Write all of it, and where the opt-outs stand now.

        Raises:
            LogError: nothing of it is written.
        """
        self._log.append_all([*self._written, *standings])
        self._written.clear()
        self._whose.clear()


class Batch:
    """Carries out some opt-outs at one dialler, over one connection."""

    def __init__(self, dialler: Dialler, steps: Steps, permits: Permits, between: Callable[[], bool]) -> None:
        """`between` is called before each number, does what is to come first, and says whether to begin another."""
        self._dialler = dialler
        self._steps = steps
        self._permits = permits
        self._between = between
        self._failures = 0
        self._given_up = False
        self._closed = False

    def run(self, opt_outs: Sequence[OptOut]) -> tuple[Done, list[OptOut]]:
        """Work them off; returns how each ended, and those that did not come to an end, which are to be done anew.

        What has ended is written by `Steps.flush`, with its outcome. Raises nothing.
        """
        self._dialler.before_call = self._steps.before_call
        try:
            done: Done = []
            begun = self._begin(opt_outs, done)
            found = self._search([job for _, job in begun])
            ended = {opt_out.id for opt_out, _ in done}
            for opt_out, job in begun:
                self._between()
                if self._given_up or self._closed:
                    break
                if (ending := self._finish(opt_out, job, found)) is not None:
                    done.append((opt_out, ending))
                    ended.add(opt_out.id)
            return done, [opt_out for opt_out in opt_outs if opt_out.id not in ended]
        finally:
            self._dialler.before_call = None

    def _begin(self, opt_outs: Sequence[OptOut], done: Done) -> list[tuple[OptOut, Job]]:
        begun: list[tuple[OptOut, Job]] = []
        until = time.monotonic() + SECONDS
        for opt_out in opt_outs:
            if not self._between() or ((begun or done) and time.monotonic() > until):
                break
            job = Job(opt_out, self._dialler, partial(self._steps.write, opt_out.id))
            ending = self._step(opt_out, job.begin)
            if self._closed:
                break
            if ending is None:
                begun.append((opt_out, job))
            else:
                done.append((opt_out, ending))
            if self._given_up or self._failures:
                break
        try:
            self._steps.flush()
        except LogError as error:
            done += [(o, ending) for o, _ in begun if (ending := ended_by(error, o)) is not None]
            return []
        return begun

    def _search(self, jobs: Sequence[Job]) -> Mapping[str, tuple[str, ...]] | Refused | None:
        """The leads of all numbers of these jobs; None where each has to search for itself."""
        asked = list(dict.fromkeys(number for job in jobs for number in job.asked))
        if len(jobs) < 2 or self._closed or self._given_up:
            return None
        ids: dict[str, tuple[str, ...]] = {}
        for start in range(0, len(asked), ASKED_AT_ONCE):
            try:
                with self._permits.one():
                    reply = heard(
                        self._dialler.second.search(tuple(asked[start : start + ASKED_AT_ONCE]), DEFAULT_SOURCE)
                    )
            except (CallError, NotKnownError, LoginRefusedError, LogError):
                # What it means is found out, and told, by the first job that asks for itself.
                return None
            if not isinstance(reply, LeadsFound):
                return reply
            ids |= reply.ids
        return ids

    def _finish(
        self, opt_out: OptOut, job: Job, found: Mapping[str, tuple[str, ...]] | Refused | None
    ) -> Ending | None:
        ours: LeadsFound | Refused | None
        if found is None or isinstance(found, Refused):
            ours = found
        else:
            ids = {number: found[number] for number in job.asked}
            ours = LeadsFound(ids, " ".join(f"{number}:{len(theirs)}" for number, theirs in ids.items()))
        return self._step(opt_out, lambda: Ending(job.finish(ours)))

    def _step(self, opt_out: OptOut, work: Callable[[], Any]) -> Ending | None:
        """Do a part of a job; how it ended, or None where it goes on or the program is being closed."""
        self._steps.current = opt_out.id
        with self._permits.one():
            begun = time.monotonic()
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - said of this one opt-out; the others go on
                ending = ended_by(error, opt_out)
                self._closed = ending is None
            else:
                ending = result if result is None or isinstance(result, Ending) else Ending(result)
            finally:
                self._steps.current = ""
            seconds = time.monotonic() - begun
        if ending is not None and ending.server in {Server.SILENT, Server.HELD_BACK}:
            self._permits.failed()
            self._failures += 1
            self._given_up = self._failures >= FAILURES or seconds > SLOW_SECONDS
        elif ending is None or not ending.result.leads_found:
            self._permits.answered(seconds)
        return ending
