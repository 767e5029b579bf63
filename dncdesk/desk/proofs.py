"""The log as proof, for the window: checking it, retiring its oldest part, and how the seat's copy fares.

The check is work for a processor, a minute of it for a long log. In a thread of this program each step of the window
would wait for its turn, so it runs as a program of its own.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment, Signal

from dncdesk.core.sentences import Sentence, say
from dncdesk.desk.errands import Errands
from dncdesk.desk.server_link import sentence_of

if TYPE_CHECKING:
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.record.retention import Plan


_ROOT = Path(__file__).resolve().parents[2]
"""Where the package lies: the other program is to be of the same version as this one."""


class Proofs(QObject):
    """Checks and retires off the main thread. One check at a time."""

    progress = Signal(float)
    """The part of the check that is done, from 0 to 1."""
    verified = Signal(object)
    """What the check has brought: a `Verification`."""
    not_verified = Signal(object)
    """The log could not be checked: a sentence says why."""
    planned = Signal(object)
    """What may be retired: a `Plan`, or None."""
    retired = Signal(object)
    """What the `Plan` named is gone."""
    not_retired = Signal(object)
    """Nothing is gone, or nothing could be planned: a sentence says why."""
    copies_changed = Signal()
    """The seat's copy cannot be written, or can again; `copies_problem` says why."""

    def __init__(self, errands: Errands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = errands
        self._place: Workplace | None = None
        self._process: QProcess | None = None
        self._said = ""

    def open(self, place: Workplace) -> None:
        """Check and retire the log of `place` from now on."""
        self._place = place
        place.copies.problem_changed = self.copies_changed.emit
        if place.copies.problem is not None:
            self.copies_changed.emit()

    @property
    def copies_problem(self) -> Sentence | None:
        """Why the seat's copy cannot be written now."""
        return self._place.copies.problem if self._place is not None else None

    def verify(self, heads: Sequence[str] = ()) -> None:
        """Check the log, against `heads` as they were printed (“SEQ:HASH”), and against the seats' copies.

        `progress` follows, and at the end either `verified` or `not_verified`. A check that is under way is ended.
        """
        self.stop()
        place = self._place
        if place is None:
            self.not_verified.emit(say("The log is not open yet."))
            return
        process = self._process = QProcess(self)
        program, words = _own_program()
        words += ["verify", "--json", "--for-window", "--log", str(place.paths.log)]
        if place.practice is None and place.settings.copies:
            words += ["--copies", place.settings.copies]
        words += [word for head in heads for word in ("--head", head)]
        environment = QProcessEnvironment.systemEnvironment()
        found = [str(_ROOT), *filter(None, [environment.value("PYTHONPATH")])]
        environment.insert("PYTHONPATH", os.pathsep.join(found))
        environment.insert("PYTHONIOENCODING", "utf-8")
        process.setProcessEnvironment(environment)
        process.readyReadStandardError.connect(self._on_told)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_process_error)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.stop)
        self._said = ""
        process.start(program, words)

    def stop(self) -> None:
        """End the check that is under way, if any; nothing follows any more."""
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardError.disconnect(self._on_told)
            process.finished.disconnect(self._on_finished)
            process.errorOccurred.disconnect(self._on_process_error)
            process.kill()
            process.waitForFinished(500)
            process.deleteLater()

    def plan(self) -> None:
        """Find out what may be retired, by the years that the settings name; `planned` or `not_retired` follows."""
        from dncdesk.core.moments import now
        from dncdesk.record import retention
        from dncdesk.record.reader import Reader

        place = self._place
        years = place.settings.retention_years if place is not None else None
        if place is None or years is None:
            self.planned.emit(None)
            return
        today = now().date()

        def work() -> Plan | None:
            # Over a connection of its own: a long log takes seconds, and a new opt-out must not wait for that.
            with closing(Reader.open(place.paths.log)) as reader:
                return retention.plan(reader, years, today)

        self._errands.run(work, self._on_planned, self._on_refused)

    def retire(self, agreed: Plan, signed_off_by: str) -> None:
        """Remove what the plan names; `signed_off_by` is the person who agrees. `retired` or `not_retired` follows."""
        from dncdesk.blocking.workplace import computer, user
        from dncdesk.record import retention

        place = self._place
        if place is None:
            return

        def work() -> Plan:
            retention.retire(place.log, agreed, signed_off_by=signed_off_by, user=user(), computer=computer())
            return agreed

        self._errands.run(work, self._on_retired, self._on_refused)

    # -- back in the main thread ---------------------------------------------------------------------------------

    def _on_told(self) -> None:
        if self._process is None:
            return
        self._said += bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        *lines, self._said = self._said.split("\n")
        for line in lines:
            try:
                self.progress.emit(float(line))
            except ValueError:
                # The last word before it gives up is why.
                self._said = line

    def _on_finished(self) -> None:
        from dncdesk.record.findings import Verification

        process = self._process
        if process is None:
            return
        self._on_told()
        out = bytes(process.readAllStandardOutput().data())
        try:
            found = Verification.from_json(json.loads(out))
        except (ValueError, KeyError, TypeError):
            self._end()
            reason = self._said.strip()
            self.not_verified.emit(say("The log was not checked. {reason}", reason=reason))
            return
        self._end()
        self.verified.emit(found)

    def _on_process_error(self, error: QProcess.ProcessError) -> None:
        # Everything else is followed by `finished`.
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            reason = self._process.errorString()
            self._end()
            self.not_verified.emit(say("The log was not checked. {reason}", reason=reason))

    def _end(self) -> None:
        if self._process is not None:
            self._process.deleteLater()
        self._process = None

    def _on_planned(self, plan: Plan | None) -> None:
        self.planned.emit(plan)

    def _on_retired(self, plan: Plan) -> None:
        self.retired.emit(plan)

    def _on_refused(self, error: Exception) -> None:
        self.not_retired.emit(sentence_of(error))


def _own_program() -> tuple[str, list[str]]:
    """This program for the command line, and the words that it needs before a verb."""
    here = Path(sys.executable)
    if getattr(sys, "frozen", False):
        beside = here.with_name(f"dncdesk-cli{here.suffix}")
        return str(beside if beside.exists() else here), []
    return str(here), ["-m", "dncdesk"]
