"""The log as the window reads it: a real file, real threads."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.paths import paths
from dncdesk.core.sentences import ProblemError, say
from dncdesk.desk.errands import Errands
from dncdesk.desk.logbook import PAGE, Choices, Logbook
from dncdesk.practice.server import PracticeDialler
from dncdesk.record.log import Log
from dncdesk.record.query import Column, Query
from dncdesk.record.reader import Reader
from dncdesk.ui.log_table import LogModel
from dncdesk.ui.log_view import LogTable
from tests.support.desks import an_opt_out
from tests.support.many import write_many
from tests.ui.conftest import OpenDesk

COUNT = 1_000
UNTIL = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
LISTED = Result(Outcome.LISTED, say("On the list."))


class Heard:
    """Everything that a logbook has told, in its order."""

    def __init__(self, logbook: Logbook) -> None:
        self.told: list[tuple[str, Any]] = []
        for name in ("first_found", "places_found", "rows_found", "choices_found", "trouble"):
            getattr(logbook, name).connect(self._on(name))
        for name in ("entry_changed", "entry_belongs", "pending_changed"):
            getattr(logbook, name).connect(self._on(name))

    def _on(self, name: str) -> Callable[..., None]:
        return lambda *what: self.told.append((name, what))

    def names(self) -> list[str]:
        return [name for name, _ in self.told]

    def last(self, name: str) -> Any:
        return next(what for told, what in reversed(self.told) if told == name)


@pytest.fixture(scope="module")
def long_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "log.sqlite3"
    write_many(path, COUNT, until=UNTIL)
    return path


@pytest.fixture
def log(tmp_path: Path, long_log: Path) -> Iterator[Log]:
    path = tmp_path / "log.sqlite3"
    path.write_bytes(long_log.read_bytes())
    log = Log(path)
    yield log
    log.close()


@pytest.fixture
def logbook(qtbot: QtBot, log: Log) -> Iterator[Logbook]:
    errands = Errands()
    logbook = Logbook(errands)
    logbook.open(log)
    yield logbook
    logbook.close()
    errands.close(5)


@pytest.fixture
def heard(logbook: Logbook) -> Heard:
    return Heard(logbook)


def test_the_first_rows_come_before_the_places_of_all(logbook: Logbook, heard: Heard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(logbook.places_found):
        logbook.ask(1, Query(), True)
    assert heard.names() == ["first_found", "places_found"]
    ticket, entries = heard.last("first_found")
    _, places = heard.last("places_found")
    assert (ticket, len(entries), len(places)) == (1, PAGE, COUNT)
    assert list(places[:PAGE]) == [entry.seq for entry in entries]
    with qtbot.waitSignal(logbook.rows_found):
        logbook.fetch(places[500:520])
    (rows,) = heard.last("rows_found")
    assert [entry.seq for entry in rows.entries] == list(places[500:520])


def test_few_are_told_at_once(logbook: Logbook, heard: Heard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(logbook.places_found):
        logbook.ask(1, Query(search="night.shift nobody"), True)
    assert heard.told == [("first_found", (1, [])), ("places_found", (1, heard.last("places_found")[1]))]
    assert len(heard.last("places_found")[1]) == 0


class Slow:
    """Makes a reader look for ever, until it is interrupted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun = threading.Event()
        places = Reader.places

        def slow(reader: Reader, query: Query) -> Any:
            if query.search == "slow":
                self.begun.set()
                endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
                return reader._db.execute(endless).fetchone()
            return places(reader, query)

        monkeypatch.setattr(Reader, "places", slow)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    return Slow(monkeypatch)


def test_a_newer_question_ends_the_one_under_way_and_nothing_is_told_of_that(
    logbook: Logbook, heard: Heard, slow: Slow, qtbot: QtBot
) -> None:
    logbook.ask(1, Query(search="slow"), False)
    assert slow.begun.wait(10)
    with qtbot.waitSignal(logbook.places_found):
        logbook.ask(2, Query(), False)
    assert [what[0] for name, what in heard.told if name == "places_found"] == [2]
    assert "trouble" not in heard.names()


def test_rows_and_changes_do_not_wait_for_a_search(
    logbook: Logbook, log: Log, heard: Heard, slow: Slow, qtbot: QtBot
) -> None:
    logbook.ask(1, Query(search="slow"), False)
    assert slow.begun.wait(10)
    opt_out = an_opt_out()
    log.append_request(opt_out)
    with qtbot.waitSignals([logbook.rows_found, logbook.entry_changed, logbook.pending_changed]):
        logbook.fetch([1])
        logbook.look_up(opt_out.id)
    assert logbook.pending_count == 1


def test_the_end_of_the_program_does_not_wait_for_a_search(logbook: Logbook, slow: Slow) -> None:
    logbook.ask(1, Query(search="slow"), False)
    assert slow.begun.wait(10)
    before = time.monotonic()
    logbook.close()
    logbook._errands.close(10)
    assert time.monotonic() - before < 1


def test_what_is_new_is_told_with_the_query_that_wants_it(
    logbook: Logbook, log: Log, heard: Heard, qtbot: QtBot
) -> None:
    query = Query(search="(813)", sort=Column.NUMBER)
    with qtbot.waitSignal(logbook.places_found):
        logbook.ask(1, query, True)
    for number in ("8135550164", "7275551212"):
        opt_out = an_opt_out(number)
        log.append_request(opt_out)
        with qtbot.waitSignal(logbook.entry_changed):
            logbook.look_up(opt_out.id)
    qtbot.waitUntil(lambda: heard.names().count("entry_changed") == 2)
    belongs = [what for name, what in heard.told if name == "entry_belongs"]
    assert [(entry.number, asked) for entry, asked in belongs] == [("8135550164", query)]


def test_an_older_look_that_comes_late_does_not_undo_a_newer_one(logbook: Logbook, log: Log, heard: Heard) -> None:
    opt_out = an_opt_out()
    log.append_request(opt_out)
    older = logbook._look(opt_out.id, None)
    log.append_result(opt_out.id, LISTED)
    newer = logbook._look(opt_out.id, None)
    logbook._on_looked(newer)
    logbook._on_looked(older)
    changed = [what[0].result.outcome for name, what in heard.told if name == "entry_changed"]
    assert changed == [Outcome.LISTED]
    assert logbook.pending_count == 0


def test_the_choices_are_what_occurs_in_the_log(logbook: Logbook, heard: Heard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(logbook.choices_found):
        logbook.ask_choices()
    (choices,) = heard.last("choices_found")
    assert isinstance(choices, Choices)
    assert {"EVERYWHERE", "SALES01"} <= set(choices.scopes)
    assert choices.servers == ("Main", "West")
    assert {"Dana", "night.shift"} <= set(choices.people)


def test_a_log_that_cannot_be_read_is_said_and_rows_can_be_asked_for_again(
    logbook: Logbook, log: Log, heard: Heard, qtbot: QtBot
) -> None:
    with closing(sqlite3.connect(log.path)) as db:
        db.execute("ALTER TABLE opt_out RENAME TO lost")
    with qtbot.waitSignals([logbook.trouble, logbook.rows_found]):
        logbook.fetch([1, 2])
    (rows,) = heard.last("rows_found")
    (problem,) = heard.last("trouble")
    assert rows.entries is None
    assert isinstance(problem, ProblemError)
    assert "cannot be read" in str(problem)


def fetched(cell: QModelIndex) -> bool:
    return cell.data() is not None


def test_the_window_over_a_long_log_scrolls_and_searches(
    open_desk: OpenDesk, dialler: PracticeDialler, tmp_path: Path, long_log: Path, qtbot: QtBot
) -> None:
    where = paths(tmp_path).log
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_bytes(long_log.read_bytes())
    stage = open_desk(dialler.url)
    table = stage.find(LogTable, "logTable")
    model = table.model()
    assert isinstance(model, LogModel)
    qtbot.waitUntil(lambda: model.rowCount() == COUNT, timeout=10_000)
    for row in (990, 400, 700):
        table.scrollTo(model.index(row, 0))
        shown = model.index(row, 1)
        qtbot.waitUntil(partial(fetched, shown), timeout=10_000)
        entry = model.entry(row)
        assert entry is not None
        assert shown.data() == entry.shown
    searched = model.index(700, 1).data()
    stage.find(QLineEdit, "logSearch").setText(str(searched)[4:])
    qtbot.waitUntil(lambda: 0 < model.rowCount() < 10 and model.complete, timeout=10_000)
    assert searched in [model.index(row, 1).data() for row in range(model.rowCount())]
