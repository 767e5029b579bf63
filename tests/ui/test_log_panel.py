"""The log in the window: search, filters, columns, order, selection, copy. The test answers in the log's place."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from dncdesk.core.details import Details
from dncdesk.core.outcome import Outcome
from dncdesk.desk.logbook import Choices, Rows
from dncdesk.practice import PRACTICE_PASSWORD
from dncdesk.record.query import Column, Query
from dncdesk.ui.log_columns import ALL
from dncdesk.ui.log_panel import LogPanel
from dncdesk.ui.log_table import LogModel
from dncdesk.ui.log_view import LogTable
from tests.ui.conftest import Found, Stage
from tests.ui.standin import StandInLogbook, an_entry


class Log:
    """The window's log, and what it asks for."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.logbook: StandInLogbook = stage.desk.logbook
        self.panel = stage.find(LogPanel, "logPanel")
        self.table = stage.find(LogTable, "logTable")
        model = self.table.model()
        assert isinstance(model, LogModel)
        self.model = model

    def find(self, kind: type[Found], name: str) -> Found:
        return self.stage.find(kind, name)

    def hold(self, count: int) -> None:
        """The log answers that it holds `count` entries, the newest with the number `count`; each can be fetched."""
        self.logbook.first_found.emit(self.logbook.ticket, [*map(an_entry, range(count, max(0, count - 100), -1))])
        self.logbook.places_found.emit(self.logbook.ticket, array("q", range(count, 0, -1)))

    def fetch(self) -> None:
        """Answer what was asked for last."""
        seqs = self.logbook.fetched[-1]
        self.logbook.rows_found.emit(Rows(seqs, [*map(an_entry, seqs)]))

    def choose(self, name: str, words: str) -> None:
        box = self.find(QComboBox, name)
        assert box.findText(words) >= 0, [box.itemText(at) for at in range(box.count())]
        box.setCurrentIndex(box.findText(words))

    @property
    def asked(self) -> Query:
        return self.logbook.asked[-1]

    def headings(self) -> list[str]:
        return [str(self.model.headerData(at, Qt.Orientation.Horizontal)) for at in range(self.model.columnCount())]


@pytest.fixture
def log(stage: Stage) -> Log:
    stage.desk.make_ready()
    return Log(stage)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


# --- filters ------------------------------------------------------------------------------------------------


def open_filters(log: Log, qtbot: QtBot) -> None:
    QTest.mouseClick(log.find(QToolButton, "filterButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(log.panel.filters.isVisible)


def test_each_filter_narrows_what_is_asked_for(log: Log, qtbot: QtBot) -> None:
    open_filters(log, qtbot)
    log.choose("outcomeFilter", "Refused")
    assert log.asked == Query(outcomes=frozenset({Outcome.REFUSED}))
    log.choose("scopeFilter", "Everywhere")
    log.choose("serverFilter", "West")
    log.choose("whoFilter", "Dana")
    assert log.asked == Query(outcomes=frozenset({Outcome.REFUSED}), scope="EVERYWHERE", server="West", who="Dana")
    assert log.find(QToolButton, "filterButton").text() == "&Filter (4)"
    log.find(QLineEdit, "logSearch").setText("813")
    qtbot.waitUntil(lambda: log.asked.search == "813", timeout=5_000)
    assert log.asked.who == "Dana"
    assert log.panel.query() == log.asked


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Today", lambda today: today, lambda today: today),
        ("This month", lambda today: today.replace(day=1), lambda today: today),
    ],
)
def test_times_are_whole_days_of_this_computer(
    log: Log, words: str, first: Callable[[date], date], last: Callable[[date], date]
) -> None:
    log.choose("periodFilter", words)
    today = datetime.now().astimezone().date()
    assert log.asked.since == midnight(first(today))
    assert log.asked.until == midnight(last(today) + timedelta(days=1))


def test_this_week_begins_on_a_day_of_the_last_seven(log: Log) -> None:
    log.choose("periodFilter", "This week")
    today = datetime.now().astimezone().date()
    assert log.asked.since is not None
    assert timedelta() <= today - log.asked.since.date() < timedelta(days=7)


def test_from_and_to_are_both_included(log: Log, qtbot: QtBot) -> None:
    open_filters(log, qtbot)
    days = log.find(QDateEdit, "firstDay"), log.find(QDateEdit, "lastDay")
    assert not days[0].isVisible()
    log.choose("periodFilter", "From … to …")
    assert days[0].isVisible()
    days[0].setDate(QDate(2026, 3, 9))
    days[1].setDate(QDate(2026, 3, 5))  # the other way round means the same
    assert (log.asked.since, log.asked.until) == (midnight(date(2026, 3, 5)), midnight(date(2026, 3, 10)))


def test_what_is_not_blocked_is_listed_by_what_is_due_next(log: Log) -> None:
    log.find(QCheckBox, "openOnlyFilter").setChecked(True)
    assert log.asked == Query(open_only=True, sort=Column.DUE, descending=False)
    assert log.headings() == ["Due", "Number", "Where", "Outcome"]
    log.find(QCheckBox, "openOnlyFilter").setChecked(False)
    assert log.asked == Query()
    assert log.headings() == ["Asked", "Number", "Where", "Outcome"]


def test_another_filter_leaves_the_order_that_was_chosen(log: Log) -> None:
    log.model.sort(1, Qt.SortOrder.AscendingOrder)
    log.choose("outcomeFilter", "Refused")
    assert (log.asked.sort, log.asked.descending) == (Column.NUMBER, False)


def test_as_long_as_the_log_is_narrowed_a_line_says_so_and_clears_it(log: Log) -> None:
    state, clear = log.find(QLabel, "logState"), log.panel._clear
    assert not state.isVisible()
    log.choose("outcomeFilter", "Refused")
    log.hold(1_234)
    assert state.text().replace(",", "") == "Refused: 1234 found"
    clear.click()
    log.hold(3)
    assert log.asked == Query()
    assert not state.isVisible()
    assert not clear.isVisible()
    assert log.find(QToolButton, "filterButton").text() == "&Filter"


def test_where_nothing_is_found_stands_what_was_looked_for(log: Log, qtbot: QtBot) -> None:
    log.find(QLineEdit, "logSearch").setText("813")
    log.choose("outcomeFilter", "Refused")
    log.hold(0)
    assert log.table._nothing == "Nothing found for “813”. Filters: Refused"
    log.panel.filters.clear()
    log.find(QLineEdit, "logSearch").clear()
    qtbot.waitUntil(lambda: log.asked == Query(), timeout=5_000)
    log.hold(0)
    assert log.table._nothing == "Nothing yet."


def test_what_was_chosen_stays_chosen_when_the_choices_come_anew(log: Log, qtbot: QtBot) -> None:
    open_filters(log, qtbot)
    log.choose("scopeFilter", "SALES01")
    before = len(log.logbook.asked)
    log.panel.filters.offer(Choices(scopes=("RETENT",)))
    assert log.find(QComboBox, "scopeFilter").currentText() == "SALES01"
    assert len(log.logbook.asked) == before


def test_the_filters_work_with_the_keyboard_alone(log: Log, qtbot: QtBot) -> None:
    log.find(QLineEdit, "numberField").setText("727")
    QTest.keyClick(log.find(QToolButton, "filterButton"), Qt.Key.Key_Space)
    qtbot.waitUntil(log.panel.filters.isVisible)
    assert log.panel.filters.focusWidget() is log.find(QComboBox, "periodFilter")
    QTest.keyClick(log.find(QComboBox, "periodFilter"), Qt.Key.Key_Down)
    assert log.asked.since is not None
    QTest.keyClick(log.find(QCheckBox, "openOnlyFilter"), Qt.Key.Key_Space)
    assert log.asked.open_only
    QTest.keyClick(log.find(QCheckBox, "openOnlyFilter"), Qt.Key.Key_Escape)
    assert not log.panel.filters.isVisible()
    assert log.find(QLineEdit, "numberField").text() == "727"


def test_one_server_needs_no_filter(log: Log, qtbot: QtBot) -> None:
    open_filters(log, qtbot)
    assert log.find(QComboBox, "serverFilter").isVisible()
    log.panel.filters.offer(Choices(servers=("Main",)))
    assert not log.find(QComboBox, "serverFilter").isVisible()


def test_after_midnight_today_is_another_day(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log.choose("periodFilter", "Today")
    since = log.asked.since
    assert since is not None
    tomorrow = datetime.now().astimezone() + timedelta(days=1)
    monkeypatch.setattr("dncdesk.ui.log_panel.now", lambda: tomorrow)
    log.panel._day_check.timeout.emit()
    assert log.asked.since == midnight(tomorrow.date())


# --- columns and order ----------------------------------------------------------------------------------------


def test_columns_are_chosen_and_told_and_shown_again(log: Log) -> None:
    told: list[list[str]] = []
    log.panel.columns_changed.connect(told.append)
    menu = columns_menu(log)
    next(action for action in menu.actions() if action.text() == "Note").trigger()
    next(action for action in menu.actions() if action.text() == "Asked").trigger()
    assert told[0] == ["asked", "number", "where", "outcome", "note"]
    log.panel.set_columns([])
    assert log.headings() == ["Asked", "Number", "Where", "Outcome"]
    log.panel.set_columns(told[0])
    assert log.headings() == ["Asked", "Number", "Where", "Outcome", "Note"]


def test_unknown_columns_are_passed_over_and_the_number_is_always_there(log: Log) -> None:
    log.panel.set_columns(["note", "phase_of_the_moon"])
    assert log.headings() == ["Number", "Note"]
    log.panel.set_columns(["phase_of_the_moon"])
    assert log.headings() == ["Asked", "Number", "Where", "Outcome"]
    number = next(action for action in columns_menu(log).actions() if action.text() == "Number")
    assert not number.isEnabled()


def columns_menu(log: Log) -> QMenu:
    QTest.mouseClick(log.find(QToolButton, "columnsButton"), Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.hide()
    return menu


def test_a_click_on_a_heading_sorts_a_second_reverses_a_third_goes_back(log: Log) -> None:
    log.hold(3)
    header = log.table.horizontalHeader()
    middle = QPoint(header.sectionViewportPosition(1) + header.sectionSize(1) // 2, header.height() // 2)
    orders = []
    for _ in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        orders.append((log.asked.sort, log.asked.descending))
        assert not log.table.chosen_rows()
    assert orders == [(Column.NUMBER, False), (Column.NUMBER, True), (Column.RECORDED, True)]


def test_the_order_can_be_chosen_from_the_menu(log: Log) -> None:
    def order(words: str) -> tuple[Column, bool]:
        submenu = next(action for action in columns_menu(log).actions() if action.text() == "&Sort by").menu()
        assert isinstance(submenu, QMenu)
        next(action for action in submenu.actions() if action.text().startswith(words)).trigger()
        return log.asked.sort, log.asked.descending

    assert [order("Name"), order("Name"), order("Newest first")] == [
        *((Column.PERSON, False), (Column.PERSON, True)),
        (Column.RECORDED, True),
    ]


@pytest.mark.parametrize("width", [420, 900])
def test_the_columns_fill_the_table_exactly(log: Log, qtbot: QtBot, width: int) -> None:
    log.stage.window.resize(width, 760)
    qtbot.waitUntil(lambda: log.stage.window.width() == width)
    for names in ([], [column.name.lower() for column in ALL][:6]):
        log.panel.set_columns(names)
        total = sum(log.table.columnWidth(at) for at in range(log.model.columnCount()))
        room = log.table.viewport().width()
        assert total == room or (total > room and width == 420 and names)


# --- rows -------------------------------------------------------------------------------------------------------


def test_one_chosen_row_is_told_and_several_are_none(log: Log) -> None:
    log.hold(5)
    told: list[Any] = []
    log.panel.selected.connect(told.append)
    log.table.selectRow(1)
    assert [entry.seq for entry in told] == [4]
    log.table.selectAll()
    assert told[1:] == [None]
    log.table.clearSelection()
    assert told[1:] == [None]


def test_a_chosen_row_is_told_as_soon_as_its_entry_is_there(log: Log) -> None:
    log.hold(500)
    told: list[Any] = []
    log.panel.selected.connect(told.append)
    log.table.scrollToBottom()
    log.table.selectRow(499)
    log.table.grab()
    assert told == []
    log.fetch()
    assert [entry.seq for entry in told] == [1]


def test_the_row_menu_is_asked_for_by_mouse_and_by_key(log: Log) -> None:
    log.hold(5)
    wanted: list[tuple[Any, QPoint]] = []
    log.panel.row_menu_wanted.connect(lambda entry, where: wanted.append((entry, where)))
    log.table.selectRow(2)
    on_the_second = log.table.visualRect(log.model.index(1, 1)).center()
    for reason, pos in (
        (QContextMenuEvent.Reason.Mouse, on_the_second),
        (QContextMenuEvent.Reason.Keyboard, QPoint(0, 0)),
    ):
        viewport = log.table.viewport()
        QApplication.sendEvent(viewport, QContextMenuEvent(reason, pos, viewport.mapToGlobal(pos)))
    assert [entry.seq for entry, _ in wanted] == [4, 3]
    row = log.table.visualRect(log.model.index(2, 0))
    assert wanted[1][1] == log.table.viewport().mapToGlobal(row.bottomLeft())


def test_enter_opens_a_row(log: Log, qtbot: QtBot) -> None:
    log.hold(5)
    log.table.setFocus()
    log.table.selectRow(2)
    with qtbot.waitSignal(log.panel.opened) as opened:
        QTest.keyClick(log.table, Qt.Key.Key_Return)
    assert opened.args[0].seq == 3


def test_rows_are_copied_as_text_with_a_heading(log: Log, qtbot: QtBot) -> None:
    log.panel.set_columns(["asked", "number", "outcome", "note"])
    log.logbook.answer(
        [
            an_entry(2, details=Details(note="=cmd|' /C calc'!A0")),
            an_entry(1, details=Details(note="two\tlines\nhere")),
        ]
    )
    log.table.selectAll()
    QTest.keyClick(log.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    seqs = log.logbook.fetched[-1]
    entries = [entry for row in range(2) if (entry := log.model.entry(row))]
    log.logbook.rows_found.emit(Rows(seqs, entries))
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Asked\tNumber\tOutcome\tNote"
    assert [line.split("\t")[1:] for line in lines[1:3]] == [
        ["(727) 555-0002", "Blocked", "'=cmd|' /C calc'!A0"],
        ["(727) 555-0001", "Blocked", "two lines here"],
    ]
    assert lines[3:] == [""]


def test_of_very_many_rows_only_so_many_are_copied_and_that_is_said(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("dncdesk.ui.log_panel.QToolTip.showText", lambda _where, words, _table: said.append(words))
    log.hold(20_000)
    log.table.selectAll()
    QTest.keyClick(log.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert list(log.logbook.fetched[-1]) == list(range(20_000, 15_000, -1))
    log.fetch()
    assert QGuiApplication.clipboard().text().count("\n") == 5_001
    assert "the first" in said[0]


def test_what_is_copied_holds_the_rows_and_no_password(real: Stage, qtbot: QtBot) -> None:
    log = Log(real)
    QTest.keyClick(log.find(QCheckBox, "everywhereToggle"), Qt.Key.Key_Space)
    field = log.find(QLineEdit, "numberField")
    field.setText("7275551212")
    QTest.keyClick(field, Qt.Key.Key_Return)
    confirm = log.find(QAbstractButton, "confirmButton")
    qtbot.waitUntil(confirm.isEnabled, timeout=5_000)
    with qtbot.waitSignal(real.desk.settled, timeout=15_000):
        confirm.click()
    qtbot.waitUntil(lambda: log.model.rowCount() == 1 and real.window.idle(), timeout=10_000)
    log.panel.set_columns([column.name.lower() for column in ALL])
    log.table.selectAll()
    with qtbot.waitSignal(log.panel._copier.done, timeout=5_000):
        QTest.keyClick(log.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert "(727) 555-1212" in copied
    assert PRACTICE_PASSWORD not in copied


def test_a_hundred_thousand_rows_are_not_looked_at_one_by_one(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = Counter[str]()
    for name in ("rowCount", "data"):
        monkeypatch.setattr(LogModel, name, counted(looks, getattr(LogModel, name)))
    stage = request.getfixturevalue("stage")  # only now: Qt finds out once what a model overrides
    stage.desk.make_ready()
    log = Log(stage)
    log.hold(100_000)
    log.stage.window.grab()
    log.table.setFocus()
    QTest.keyClick(log.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    log.stage.window.grab()
    QTest.keyClick(log.table, Qt.Key.Key_Q)
    assert log.table.chosen_rows() == 100_000
    assert looks["data"] > 10
    assert looks.total() < 10_000


def counted(looks: Counter[str], method: Callable[..., Any]) -> Callable[..., Any]:
    def count(self: LogModel, *arguments: object) -> Any:
        looks[method.__name__] += 1
        return method(self, *arguments)

    return count


# --- nothing jumps ---------------------------------------------------------------------------------------------


def topmost(log: Log) -> int:
    return int(log.model.seqs(log.table.rowAt(1), log.table.rowAt(1))[0])


def test_at_the_top_a_new_row_shows_itself(log: Log) -> None:
    log.hold(500)
    log.logbook.entry_belongs.emit(an_entry(501), Query())
    log.table.grab()
    assert topmost(log) == 501


def test_elsewhere_a_new_row_moves_nothing(log: Log) -> None:
    log.hold(500)
    log.table.grab()
    log.table.verticalScrollBar().setValue(4_321)
    log.table.selectRow(250)
    log.table.verticalScrollBar().setValue(4_321)
    before = topmost(log), log.table.rowViewportPosition(log.table.rowAt(1))
    chosen = log.model.seqs(log.table.only_row() or 0, log.table.only_row() or 0)[0]
    for seq in (501, 502):
        log.logbook.entry_belongs.emit(an_entry(seq), Query())
    log.table.grab()
    assert (topmost(log), log.table.rowViewportPosition(log.table.rowAt(1))) == before
    only = log.table.only_row()
    assert only is not None
    assert log.model.seqs(only, only)[0] == chosen


def test_sorted_by_a_column_a_new_row_moves_nothing_either(log: Log, qtbot: QtBot) -> None:
    log.model.sort(1, Qt.SortOrder.AscendingOrder)
    log.hold(500)
    log.table.grab()
    log.table.selectRow(150)
    log.table.verticalScrollBar().setValue(4_000)
    before = topmost(log), log.table.rowViewportPosition(log.table.rowAt(1))
    asked = len(log.logbook.asked)
    log.logbook.entry_belongs.emit(an_entry(501), log.asked)
    qtbot.waitUntil(lambda: len(log.logbook.asked) > asked, timeout=5_000)
    log.logbook.places_found.emit(log.logbook.ticket, array("q", [501, *range(500, 0, -1)]))
    log.table.grab()
    assert (topmost(log), log.table.rowViewportPosition(log.table.rowAt(1))) == before
    assert log.table.only_row() == 151


def test_another_search_begins_at_the_top(log: Log, qtbot: QtBot) -> None:
    log.hold(500)
    log.table.verticalScrollBar().setValue(4_000)
    log.find(QLineEdit, "logSearch").setText("727")
    qtbot.waitUntil(lambda: log.asked.search == "727", timeout=5_000)
    log.hold(400)
    log.table.grab()
    assert topmost(log) == 400


def test_a_row_that_was_not_looked_at_can_be_shown(log: Log) -> None:
    log.hold(500)
    log.panel.show_row("id7")
    assert log.logbook.looked_up == ["id7"]
    log.logbook.entry_changed.emit(an_entry(7))
    assert log.table.only_row() == 493


def test_the_lines_of_the_head_fit_at_the_narrowest(log: Log, qtbot: QtBot) -> None:
    log.stage.window.resize(log.stage.window.minimumWidth(), 760)
    log.choose("outcomeFilter", "Not delivered yet")
    log.hold(3)
    qtbot.waitUntil(log.panel._clear.isVisible)
    right = log.panel._clear.mapTo(log.stage.window, log.panel._clear.rect().topRight()).x()
    assert right < log.stage.window.width()
