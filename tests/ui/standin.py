"""A desk that does nothing by itself: a test says what it reports, and sees what it was asked."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from dncdesk.blocking.advice import before_blocking
from dncdesk.core.campaign import Campaign
from dncdesk.core.details import Details
from dncdesk.core.moments import now
from dncdesk.core.optout import Action, OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.phone import NumberRule, PhoneNumber, read_number
from dncdesk.core.scope import Scope, Where
from dncdesk.core.sentences import Sentence, say
from dncdesk.core.settings import Server, Settings
from dncdesk.desk.connection import Connection, answered
from dncdesk.desk.diallers import Entered
from dncdesk.desk.errands import Errands
from dncdesk.desk.files import Files
from dncdesk.desk.logbook import Choices
from dncdesk.desk.many import Many
from dncdesk.desk.proofs import Proofs
from dncdesk.record.query import Query
from dncdesk.record.reader import Entry

MAIN = Server(name="Main", url="https://dialer.example.com", user="6666")
CAMPAIGNS = (
    Campaign("TESTCAMP", "Test Campaign", True, ()),
    Campaign("SALES01", "Sales", True, ()),
    Campaign("RETENT", "Retention", False, ()),
)


class SetupStandIn(QObject):
    looked = Signal(object)
    explored = Signal(int, object)
    not_explored = Signal(int, object)
    rehearsed = Signal(object)
    not_rehearsed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.looks: list[Server] = []
        self.explorations: list[tuple[Server, str | None]] = []
        self.rehearsals: list[str] = []

    def look(self, server: Server) -> None:
        self.looks.append(server)

    def explore(self, server: Server, password: str | None) -> int:
        self.explorations.append((server, password))
        return len(self.explorations)

    def rehearse(self, text: str) -> None:
        self.rehearsals.append(text)


class StandInLogbook(QObject):
    """Remembers what the table asks for; a test answers."""

    first_found = Signal(int, object)
    places_found = Signal(int, object)
    rows_found = Signal(object)
    choices_found = Signal(object)
    entry_changed = Signal(object)
    entry_belongs = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Query] = []
        self.ticket = 0
        self.fetched: list[Sequence[int]] = []
        self.looked_up: list[str] = []

    def ask(self, ticket: int, query: Query, first: bool) -> None:
        del first
        self.ticket = ticket
        self.asked.append(query)

    def answer(self, entries: list[Entry]) -> None:
        """Answer the last question: this is all there is."""
        self.first_found.emit(self.ticket, entries)
        self.places_found.emit(self.ticket, array("q", [entry.seq for entry in entries]))

    def fetch(self, seqs: Sequence[int]) -> None:
        self.fetched.append(seqs)

    def ask_choices(self) -> None:
        self.choices_found.emit(Choices(("SALES01", "EVERYWHERE"), ("Main", "West"), ("Dana",)))

    def look_up(self, opt_out_id: str) -> None:
        self.looked_up.append(opt_out_id)


class StoriesStandIn(QObject):
    told = Signal(object)
    not_told = Signal(str, object)
    noted = Signal(str)
    not_noted = Signal(str, object)
    sheet_written = Signal(object)
    sheet_not_written = Signal(object)
    removal_made = Signal(object)
    removal_not_made = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.notes: list[tuple[str, Details, Details]] = []
        self.sheets: list[tuple[str, Path]] = []
        self.taken_off: list[tuple[Entry, str]] = []

    def tell(self, opt_out_id: str) -> None:
        self.asked.append(opt_out_id)

    def note(self, opt_out_id: str, before: Details, details: Details) -> None:
        self.notes.append((opt_out_id, before, details))

    def write_sheet(self, opt_out_id: str, path: Path) -> None:
        self.sheets.append((opt_out_id, path))

    def take_off(self, entry: Entry, reason: str) -> None:
        self.taken_off.append((entry, reason))


class StandIn(QObject):
    ready = Signal()
    log_problem_changed = Signal()
    log_replaced = Signal()
    notice = Signal(object)
    recorded = Signal(object)
    not_recorded = Signal(object, object)
    settled = Signal(object, object)
    checked = Signal(object)
    campaigns_changed = Signal()
    connection_changed = Signal()
    pending_changed = Signal()
    entry_changed = Signal(object)
    settings_changed = Signal()
    tested = Signal(object)
    saved = Signal(object)
    waiting_counted = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.waiting: dict[str, int] = {}
        self.practice = False
        self.many = Many(Errands(self), self)
        self.setup = SetupStandIn()
        self.stories = StoriesStandIn()
        self.proofs = Proofs(Errands(self), self)
        self.settings = Settings()
        self.campaigns: tuple[Campaign, ...] = ()
        self.connection: Connection | None = None
        self.connections: dict[str, Connection] = {}
        self.keyring_note: Sentence | None = None
        self.plain_http = False
        self.pending_count = 0
        self.pending_since: datetime | None = None
        self.is_ready = False
        self.log_problem: Sentence | None = None
        self.files = Files(Errands(self), self)
        self.hurries = 0
        self.idle = True
        self.last_scope: Scope | None = None
        self.blocked: list[OptOut] = []
        self.undone: list[OptOut] = []
        self.may_undo = True
        self.cannot_undo: set[str | None] = set()
        self.checks: list[tuple[PhoneNumber, Scope]] = []
        self.checked_at: Server | None = None
        self.tests: list[tuple[Server, str | None]] = []
        self.saves: list[tuple[Server, str | None, str | None]] = []
        self.used: list[bool] = []
        self.logbook = StandInLogbook()
        self.tries = 0
        self.resets = 0
        self.closed = 0

    def make_ready(self, *, last: Scope | None = None, settings: Settings | None = None) -> None:
        self.settings = settings if settings is not None else Settings(servers=(MAIN,), server="Main")
        self.last_scope = last
        self.is_ready = True
        self.log_problem = None
        self.settings_changed.emit()
        self.ready.emit()
        self.connection = answered(38)
        self.connection_changed.emit()
        self.campaigns = CAMPAIGNS
        self.campaigns_changed.emit()

    def record(self, opt_out: OptOut) -> None:
        self.pending(self.pending_count + 1)
        self.recorded.emit(opt_out)

    def settle(self, opt_out: OptOut, outcome: Outcome, why: str = "Why.", *, added: bool = False) -> None:
        self.settled.emit(opt_out, Result(outcome, say(why), added=(opt_out.main_form,) if added else ()))
        if not outcome.pending:
            self.pending(self.pending_count - 1)

    def pending(self, count: int) -> None:
        self.pending_count = count
        self.pending_since = now() if count else None
        self.pending_changed.emit()

    def read_number(self, text: str) -> PhoneNumber:
        return read_number(text, country="US", rule=NumberRule.NATIONAL)

    def reading(self) -> Callable[[str], PhoneNumber]:
        return self.read_number

    def block(
        self, number: PhoneNumber, scope: Scope, *, asked_at: datetime | None, details: Details,
        scope_asked: Scope | None = None,
    ) -> str:  # fmt: skip
        moment = now()
        opt_out = OptOut(
            id=f"optout{len(self.blocked)}",
            number_typed=number.typed,
            main_form=number.main_form,
            other_forms=number.other_forms,
            e164=number.e164,
            shown=number.shown,
            left_out=number.left_out,
            scope=scope,
            scope_name="",
            server="Main",
            endpoint=MAIN.endpoint,
            api_user="6666",
            asked_at=asked_at or moment,
            recorded_at=moment,
            note=details.note,
            scope_asked=scope_asked,
            asked_how=details.asked_how,
            person=details.person,
            taken_by=details.taken_by,
            reference=details.reference,
        )
        self.blocked.append(opt_out)
        return opt_out.id

    def enter(
        self, number: PhoneNumber, where: Where, *, asked_at: datetime | None, details: Details,
        scope_asked: Scope | None = None,
    ) -> Entered:  # fmt: skip
        group, first = f"group{len(self.blocked)}", len(self.blocked)
        servers = [server.name for server in self.settings.servers] if where.every_server else ["Main"]
        for server in servers:
            for scope in where.scopes:
                self.block(number, scope, asked_at=asked_at, details=details, scope_asked=scope_asked)
                self.blocked[-1] = replace(self.blocked[-1], server=server, group=group)
        return Entered(group, tuple(opt_out.id for opt_out in self.blocked[first:]))

    def own_lists(self, campaigns: Sequence[Campaign]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        own = tuple(campaign.id for campaign in campaigns if campaign.active)
        return own, own

    def keep(self, **changes: Any) -> None:
        self.settings = replace(self.settings, **changes)
        self.settings_changed.emit()

    def can_undo(self, result: Result, server: str | None = None) -> bool:
        return bool(result.added) and self.may_undo and server not in self.cannot_undo

    def no_undo(self, result: Result) -> Sentence | None:
        return say("No Undo: too old.") if result.added and not self.may_undo else None

    def undo(self, opt_out: OptOut, result: Result) -> str | None:
        assert self.can_undo(result)
        removal = replace(opt_out, id=f"removal{len(self.undone)}", action=Action.REMOVE, undoes=opt_out.id)
        self.undone.append(removal)
        return removal.id

    def advice(self, scope: Scope) -> Sentence | None:
        server = self.settings.find()
        return before_blocking(scope, server.checklist) if server else None

    def everywhere_instead(self, scope: Scope) -> bool:
        return self.advice(scope) is not None and "Block everywhere" in str(self.advice(scope))

    def check(self, number: PhoneNumber, scope: Scope, server: Server | None = None) -> None:
        self.checks.append((number, scope))
        self.checked_at = server

    def try_now(self) -> None:
        self.tries += 1

    def hurry(self) -> None:
        self.hurries += 1

    def cannot_open(self, why: str) -> None:
        self.log_problem = say(why)
        self.log_problem_changed.emit()

    def remember_scope(self, scope: Scope) -> None:
        self.last_scope = scope

    def test(self, server: Server, password: str | None) -> None:
        self.tests.append((server, password))

    def save(self, server: Server, password: str | None, instead_of: str | None, *, use: bool = True) -> None:
        self.saves.append((server, password, instead_of))
        self.used.append(use)

    def count_waiting(self, name: str) -> None:
        self.waiting_counted.emit(name, self.waiting.get(name, 0))

    def remove_server(self, name: str) -> None:
        self.settings = self.settings.without_server(name)
        self.settings_changed.emit()

    def reset_practice(self) -> None:
        self.resets += 1

    def close(self) -> None:
        self.closed += 1


def an_entry(seq: int, *, number: str = "", **other: Any) -> Entry:
    """An entry of the log: blocked in TESTCAMP a second ago, if nothing `other` is said."""
    digits = number or f"727555{seq:04d}"
    outcome = other.pop("outcome", Outcome.BLOCKED)
    usual: dict[str, Any] = {
        "opt_out_id": f"id{seq}",
        "shown": f"({digits[:3]}) {digits[3:6]}-{digits[6:]}",
        "typed": digits,
        "e164": f"+1{digits}",
        "scope": "TESTCAMP",
        "scope_name": "",
        "scope_asked": "TESTCAMP",
        "server": "Main",
        "asked_at": now() - timedelta(seconds=1),
        "due_on": None,
        "blocked_at": None,
        "details": Details(),
        "entered_by": "",
        "action": Action.BLOCK,
        "result": Result(outcome, say("Because <b>so</b>.")),
    }
    return Entry(seq=seq, number=digits, **(usual | other))
