"""Everything that one desk needs to block a number, put together once: for the window and for the command line."""

from __future__ import annotations

import getpass
import platform
import threading
from dataclasses import replace
from datetime import datetime
from typing import NoReturn

from dncdesk import __version__
from dncdesk.blocking.connector import Connections
from dncdesk.blocking.listener import Listener
from dncdesk.blocking.queue import Queue
from dncdesk.blocking.stops import LoginStops
from dncdesk.core.credentials import Credentials, Secret
from dncdesk.core.details import Details
from dncdesk.core.moments import now
from dncdesk.core.optout import Action, AskedHow, OptOut, new_id
from dncdesk.core.paths import Paths, paths
from dncdesk.core.phone import PhoneNumber
from dncdesk.core.redaction import Redactor
from dncdesk.core.scope import Scope
from dncdesk.core.settings import Server, Settings
from dncdesk.core.settings_file import SettingsFile
from dncdesk.core.window_settings import WindowSettings
from dncdesk.practice import PRACTICE_PASSWORD, PRACTICE_USER
from dncdesk.practice.server import PracticeDialler
from dncdesk.record.log import Log
from dncdesk.record.seat import SeatCopies, seat_name
from dncdesk.vicidial.gate import Gate
from dncdesk.vicidial.transport import Limits

PRACTICE_NAME = "Practice"
NO_DETAILS = Details()
_LAST_COPY_SECONDS = 0.1
"""How long closing waits for the copy of what was written last; the next start catches up."""


class Workplace:
    """The parts of one desk. Opening it reads files and may take a moment: not for the GUI thread."""

    def __init__(self, where: Paths, redactor: Redactor, *, practice: bool, limits: Limits | None = None) -> None:
        """Open the settings and the log of `where`; with `practice`, a practice dialler and files of its own.

        Raises:
            LogError: the log cannot be opened.
            OSError: the folders cannot be made, or the practice dialler cannot be started.
        """
        self.practice: PracticeDialler | None = None
        self.redactor = redactor
        self.credentials = Credentials(redactor)
        self._settings_lock = threading.Lock()
        self.paths = paths(where.practice) if practice else where
        self.paths.make()
        self._settings_file = SettingsFile(self.paths.settings, None if practice else where.managed)
        self.settings, self.notices = self._settings_file.load()
        self.log = Log(self.paths.log)
        self.notices += self.log.notices
        if practice:
            self.settings = replace(self.settings, window=WindowSettings.peek(where.settings))
            try:
                self._start_practice()
            except BaseException:
                self.log.close()
                raise
        self.copies = SeatCopies(self.paths.log, own_seat())
        self.log.written = self.copies.tell_written
        if not practice:
            self.copies.use(self.settings.copies)
        self.stops = LoginStops(self.log)
        self.connections = Connections(
            settings=self.settings,
            credentials=self.credentials,
            redactor=redactor,
            log=self.log,
            gate=Gate(self.stops),
            limits=limits,
        )

    def queue(self, listener: Listener) -> Queue:
        """The queue of this desk, which begins at once; make one only."""
        return Queue(self.log, self.connections, listener)

    def use(self, settings: Settings) -> None:
        """Take `settings` into force and write them down.

        Raises:
            OSError: they cannot be written; they are in force all the same.
        """
        with self._settings_lock:
            self.settings = settings
            self.connections.use(settings)
            if self.practice is None:
                self.copies.use(settings.copies)
                self._settings_file.save(settings)

    def keep_password(self, server: Server, password: Secret) -> bool:
        """Keep what a person has typed for `server`, and let calls go out again.

        Returns whether the keyring has it; else it lasts until the program ends. May block on the keyring.

        Raises:
            LogError: the log cannot be written; a stop is still in force.
            BadAddressError: the settings hold no usable address.
        """
        kept = self.credentials.keep(server.endpoint, server.user, password)
        self.stops.renew(server.endpoint, server.user)
        return kept

    def opt_out(
        self, number: PhoneNumber, scope: Scope, server: Server, *, asked_at: datetime | None = None,
        details: Details = NO_DETAILS, scope_name: str = "", scope_asked: Scope | None = None,
    ) -> OptOut:  # fmt: skip
        """A new opt-out of this desk for `server`, asked for just now unless `asked_at` says when."""
        moment = now()
        asked = asked_at or moment
        return OptOut(
            id=new_id(),
            number_typed=number.typed,
            main_form=number.main_form,
            other_forms=number.other_forms,
            e164=number.e164,
            shown=number.shown,
            left_out=number.left_out,
            scope=scope,
            scope_name=scope_name,
            server=server.name,
            endpoint=server.endpoint,
            api_user=server.user,
            asked_at=asked,
            recorded_at=moment,
            note=details.note,
            entered_by=user(),
            computer=computer(),
            program=f"dncdesk {__version__}",
            scope_asked=scope_asked,
            asked_how=details.asked_how,
            person=details.person,
            taken_by=details.taken_by,
            reference=details.reference,
            seller=server.seller,
            due_on=self.settings.deadline_of(server).due_on(asked.date()),
        )

    def undo(self, opt_out: OptOut, added: tuple[str, ...], reason: str) -> OptOut:
        """A removal that takes `opt_out` back: the numbers `added` (at least one) come off its list.

        It is a request of its own: whoever uses this computer now makes it, under the account now in the settings.
        """
        moment, server = now(), self.settings.find(opt_out.server)
        return replace(
            opt_out,
            id=new_id(),
            main_form=added[0],
            other_forms=added[1:],
            note=reason,
            asked_at=moment,
            recorded_at=moment,
            api_user=server.user if server else opt_out.api_user,
            entered_by=user(),
            computer=platform.node(),
            program=f"dncdesk {__version__}",
            action=Action.REMOVE,
            undoes=opt_out.id,
            scope_asked=None,
            asked_how=AskedHow.UNSAID,
            taken_by="",
            reference="",
            due_on=None,
            group="",
        )

    def close(self) -> None:
        """Close what is open. Close the queue before."""
        if self.practice is not None:
            self.practice.stop()
        self.copies.close(_LAST_COPY_SECONDS)
        self.log.close()

    def _start_practice(self) -> None:
        self.practice = PracticeDialler(state_file=self.paths.settings.with_name("dialler.json"))
        self.practice.start()
        server = Server(PRACTICE_NAME, self.practice.url, PRACTICE_USER)
        self.settings = replace(self.settings, servers=(server,), server=PRACTICE_NAME)
        # In memory alone: practice leaves no trace outside its own folder, and its password is no secret.
        self.credentials = Credentials(self.redactor, backend=_no_keyring)
        self.credentials.keep(server.endpoint, server.user, Secret(PRACTICE_PASSWORD))


def _no_keyring() -> NoReturn:
    raise LookupError


def user() -> str:
    """The user of this computer, empty where it cannot be told."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def computer() -> str:
    """The name of this computer."""
    return platform.node()


def own_seat() -> str:
    """The name of this user's copy of the log on this computer."""
    return seat_name(computer(), user())
