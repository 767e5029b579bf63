"""The log's model, without a window."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from dncdesk.core.moments import now
from dncdesk.core.outcome import Outcome, Tone
from dncdesk.desk.logbook import Rows
from dncdesk.record.query import Column, Query
from dncdesk.record.reader import Entry
from dncdesk.ui.log_columns import ALL, USUAL
from dncdesk.ui.log_table import LogModel
from dncdesk.ui.theme import colors
from tests.ui.standin import an_entry

PALETTE = QPalette(QColor("#efefef"), QColor("#efefef"))
ASKED, NUMBER, WHERE, OUTCOME = range(4)
EVERYTHING = Query()
BY_NUMBER = Query(sort=Column.NUMBER, descending=False)


class Asked:
    """What the model asked for; it answers when the test says so."""

    def __init__(self, model: LogModel) -> None:
        self.model = model
        self.queries: list[tuple[int, Query, bool]] = []
        self.rows: list[Sequence[int]] = []
        model.query_wanted.connect(self._on_query)
        model.rows_wanted.connect(self.rows.append)

    def _on_query(self, ticket: int, query: Query, first: bool) -> None:
        self.queries.append((ticket, query, first))

    @property
    def ticket(self) -> int:
        return self.queries[-1][0]

    def first(self, *entries: Entry) -> None:
        self.model.take_first(self.ticket, list(entries))

    def places(self, *seqs: int) -> None:
        self.model.take_places(self.ticket, array("q", seqs))

    def fetched(self, *entries: Entry) -> None:
        self.model.take_rows(Rows(self.rows[-1], list(entries)))


@pytest.fixture
def model(qtbot: QtBot) -> LogModel:
    del qtbot
    model = LogModel(PALETTE)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


@pytest.fixture
def asked(model: LogModel) -> Asked:
    return Asked(model)


def seqs(model: LogModel) -> list[int]:
    return list(model.seqs(0, model.rowCount() - 1))


def loaded(asked: Asked, *shown: int, query: Query = EVERYTHING) -> None:
    """All that `query` finds is there."""
    asked.model.look_for(query)
    asked.first(*map(an_entry, shown))
    asked.places(*shown)


def text(model: LogModel, row: int, column: int = NUMBER) -> object:
    return model.index(row, column).data()


def test_cells(model: LogModel, asked: Asked) -> None:
    model.look_for(EVERYTHING)
    asked.first(an_entry(7, scope="EVERYWHERE", outcome=Outcome.REFUSED))
    texts = [text(model, 0, column) for column in (NUMBER, WHERE, OUTCOME)]
    assert texts == ["(727) 555-0007", "Everywhere", "Refused"]
    ink = model.index(0, OUTCOME).data(Qt.ItemDataRole.ForegroundRole)
    assert ink == colors(PALETTE).tones[Tone.PROBLEM].ink
    assert not model.index(0, OUTCOME).data(Qt.ItemDataRole.DecorationRole).isNull()
    assert model.index(0, NUMBER).data(Qt.ItemDataRole.ForegroundRole) is None
    assert model.headerData(ASKED, Qt.Orientation.Horizontal) == "Asked"


def test_roles_arrive_as_plain_integers(model: LogModel, asked: Asked) -> None:
    loaded(asked, 7)
    assert model.data(model.index(0, NUMBER), 0) == "(727) 555-0007"


def test_a_tool_tip_shows_markup_as_text(model: LogModel, asked: Asked) -> None:
    loaded(asked, 7)
    tip = model.index(0, OUTCOME).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    assert "&lt;b>so" in tip


@pytest.mark.parametrize(
    ("due", "blocked", "tone", "said"),
    [
        (-10, -11, Tone.DONE, ("Met", "is met: read back on")),
        (-10, -9, Tone.WARNING, ("Met late", "after the deadline")),
        (0, None, Tone.PROGRESS, ("Due today", "not known to be blocked yet")),
        (-3, None, Tone.PROBLEM, ("Late", "Late: it was due on")),
    ],
)
def test_the_deadline_is_said_in_words_and_by_a_mark(
    asked: Asked, due: int, blocked: int | None, tone: Tone, said: tuple[str, str]
) -> None:
    model = asked.model
    model.set_columns((Column.DUE, Column.NUMBER, Column.OUTCOME))
    model.look_for(EVERYTHING)
    asked.first(
        an_entry(
            7,
            asked_at=now() - timedelta(days=20),
            due_on=_in(due),
            blocked_at=now() + timedelta(days=blocked) if blocked else None,
            outcome=Outcome.BLOCKED if blocked else Outcome.REFUSED,
        )
    )
    words, sentence = said
    assert str(text(model, 0, 0)).startswith(words)
    assert model.index(0, 0).data(Qt.ItemDataRole.ForegroundRole) == colors(PALETTE).tones[tone].ink
    assert not model.index(0, 0).data(Qt.ItemDataRole.DecorationRole).isNull()
    for column in (0, 2):
        assert sentence in model.index(0, column).data(Qt.ItemDataRole.ToolTipRole)


def _in(days: int) -> date:
    return now().date() + timedelta(days=days)


def test_every_column_has_a_name_and_can_be_shown(model: LogModel, asked: Asked) -> None:
    loaded(asked, 7)
    model.set_columns(ALL)
    names = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert len(set(names)) == len(ALL)
    assert all(isinstance(text(model, 0, column), str) for column in range(len(ALL)))
    model.set_columns(USUAL)
    assert model.columnCount() == 4


def test_first_come_the_first_rows_then_the_places_of_all_then_what_is_looked_at(model: LogModel, asked: Asked) -> None:
    model.look_for(EVERYTHING)
    assert asked.queries == [(1, EVERYTHING, True)]
    asked.first(an_entry(900), an_entry(899))
    assert seqs(model) == [900, 899]
    known = [model.complete]
    asked.places(*range(900, 0, -1))
    assert model.rowCount() == 900
    assert [*known, model.complete] == [False, True]
    assert text(model, 1) == "(727) 555-0899"
    assert text(model, 500) is None
    model.come_near(500, 520)
    (wanted,) = asked.rows
    assert {900 - row for row in range(500, 521)} <= set(wanted) < set(range(1, 900))
    asked.fetched(*map(an_entry, wanted))
    assert text(model, 500) == "(727) 555-0400"


def test_while_rows_are_on_their_way_only_what_was_looked_at_last_is_asked_for_next(
    model: LogModel, asked: Asked
) -> None:
    loaded(asked, *range(2_000, 0, -1))
    asked.model.look_for(EVERYTHING)
    asked.places(*range(2_000, 0, -1))
    for first in (300, 600, 900, 1_200):
        model.come_near(first, first + 20)
    assert len(asked.rows) == 1
    asked.fetched(*map(an_entry, asked.rows[0]))
    assert 2_000 - 1_200 in asked.rows[1]
    assert len(asked.rows) == 2


def test_few_entries_are_held_however_much_is_looked_at(qtbot: QtBot) -> None:
    model = LogModel(PALETTE)  # without the tester, which looks at every row at every change
    model.query_wanted.connect(lambda ticket, *_: model.take_places(ticket, array("q", range(9_999, 0, -1))))
    model.rows_wanted.connect(lambda seqs: model.take_rows(Rows(seqs, [*map(an_entry, seqs)])))
    model.look_for(EVERYTHING)
    for first in range(0, 9_900, 60):
        model.come_near(first, first + 60)
        assert model.entry(first + 30) is not None
    held = sum(model.entry(row) is not None for row in range(model.rowCount()))
    assert 500 < held < 3_000


def test_what_is_not_in_the_log_any_more_is_asked_for_once(model: LogModel, asked: Asked) -> None:
    model.look_for(EVERYTHING)
    asked.first(an_entry(3))
    asked.places(3, 2, 1)
    model.come_near(0, 2)
    asked.fetched(an_entry(2))
    model.come_near(0, 2)
    assert asked.rows == [[2, 1]]
    assert text(model, 2) is None


def test_rows_that_could_not_be_read_are_asked_for_again(model: LogModel, asked: Asked) -> None:
    model.look_for(EVERYTHING)
    asked.first(an_entry(2))
    asked.places(2, 1)
    model.come_near(0, 1)
    model.take_rows(Rows(asked.rows[-1], None))
    model.come_near(0, 1)
    assert len(asked.rows) == 2


def test_an_answer_to_an_earlier_search_is_dropped(model: LogModel, asked: Asked) -> None:
    loaded(asked, 9)
    model.look_for(Query(search="813"))
    model.take_first(1, [an_entry(5)])
    model.take_places(1, array("q", [5]))
    assert seqs(model) == [9]
    asked.first(an_entry(4, number="8135550000"))
    assert seqs(model) == [4]


def test_a_new_entry_comes_first_and_a_known_one_stays_in_its_place(model: LogModel, asked: Asked) -> None:
    loaded(asked, 9, 5)
    model.add(an_entry(12), EVERYTHING)
    model.add(an_entry(7), EVERYTHING)
    model.change(an_entry(5, outcome=Outcome.REFUSED))
    model.add(an_entry(5, outcome=Outcome.REFUSED), EVERYTHING)
    assert seqs(model) == [12, 9, 7, 5]
    assert text(model, 3, OUTCOME) == "Refused"


def test_a_new_entry_that_belonged_to_another_search_does_not_come_in(model: LogModel, asked: Asked) -> None:
    loaded(asked, 9)
    model.look_for(Query(search="813"))
    asked.first()
    asked.places()
    assert model.known_empty
    model.add(an_entry(10), EVERYTHING)
    assert model.known_empty
    model.add(an_entry(11, number="8135550164"), Query(search="813"))
    assert seqs(model) == [11]
    assert not model.known_empty


def test_what_no_longer_matches_stays_until_it_is_asked_again(model: LogModel, asked: Asked) -> None:
    loaded(asked, 9, 5, query=Query(open_only=True))
    model.change(an_entry(9))
    assert seqs(model) == [9, 5]


def test_what_changes_while_the_first_rows_are_on_their_way_is_not_lost(model: LogModel, asked: Asked) -> None:
    model.look_for(EVERYTHING)
    for entry in (an_entry(10, outcome=Outcome.WAITING), an_entry(10)):
        model.change(entry)
        model.add(entry, EVERYTHING)
    model.change(an_entry(9, outcome=Outcome.REFUSED))
    asked.first(an_entry(9))
    assert seqs(model) == [10, 9]
    assert [text(model, row, OUTCOME) for row in (0, 1)] == ["Blocked", "Refused"]
    asked.places(9, 8)  # read before the tenth was there
    assert seqs(model) == [10, 9, 8]


def test_an_older_state_that_was_read_before_a_change_does_not_come_back(model: LogModel, asked: Asked) -> None:
    model.look_for(EVERYTHING)
    asked.first(an_entry(9))
    asked.places(9, 8)
    model.come_near(0, 1)
    model.change(an_entry(8, outcome=Outcome.REFUSED))
    asked.fetched(an_entry(8, outcome=Outcome.WAITING))
    assert text(model, 1, OUTCOME) == "Refused"


def test_an_entry_beyond_the_first_rows_waits_for_its_place(model: LogModel, asked: Asked) -> None:
    model.look_for(EVERYTHING)
    asked.first(an_entry(9), an_entry(8))
    model.add(an_entry(3), EVERYTHING)
    assert seqs(model) == [9, 8]
    asked.places(9, 8, 5, 3, 1)
    assert seqs(model) == [9, 8, 5, 3, 1]


def test_oldest_first_a_new_entry_comes_last(model: LogModel, asked: Asked) -> None:
    oldest = Query(descending=False)
    loaded(asked, 5, 9, query=oldest)
    model.add(an_entry(12), oldest)
    assert seqs(model) == [5, 9, 12]


def test_sorted_by_a_column_a_new_entry_has_all_asked_for_again_and_nothing_is_reset_before(
    model: LogModel, asked: Asked, qtbot: QtBot
) -> None:
    loaded(asked, 9, 5, query=BY_NUMBER)
    with qtbot.waitSignal(model.query_wanted, timeout=5_000) as again:
        model.add(an_entry(12), BY_NUMBER)
        model.add(an_entry(13), BY_NUMBER)
    assert again.args[1:] == [BY_NUMBER, False]
    assert seqs(model) == [9, 5]
    asked.places(9, 13, 5, 12)
    assert seqs(model) == [9, 13, 5, 12]
    assert text(model, 0) == "(727) 555-0009"


def test_the_same_asked_again_shows_what_was_there_until_it_is_fetched_anew(model: LogModel, asked: Asked) -> None:
    loaded(asked, 9, 5)
    model.look_for(EVERYTHING)
    assert asked.queries[-1][2] is False
    asked.places(9, 5)
    assert text(model, 0, OUTCOME) == "Blocked"
    model.come_near(0, 1)
    asked.fetched(an_entry(9, outcome=Outcome.REFUSED), an_entry(5))
    assert text(model, 0, OUTCOME) == "Refused"


def test_the_third_click_on_a_header_goes_back_to_the_newest_first(model: LogModel, qtbot: QtBot) -> None:
    wanted = []
    model.sort_wanted.connect(lambda column, descending: wanted.append((column, descending)))
    model.sort(NUMBER, Qt.SortOrder.AscendingOrder)
    model.sort(NUMBER, Qt.SortOrder.DescendingOrder)
    model.sort(-1)
    assert wanted == [(Column.NUMBER, False), (Column.NUMBER, True), (Column.RECORDED, True)]


def test_a_row_is_found_in_any_order(model: LogModel, asked: Asked) -> None:
    loaded(asked, *range(900, 0, -1))
    assert [model.row_of_seq(seq) for seq in (900, 450, 1, 901)] == [0, 450, 899, None]
    shuffled = [(n * 7) % 900 + 1 for n in range(900)]
    loaded(asked, *shuffled, query=BY_NUMBER)
    assert [model.row_of_seq(seq, near=3) for seq in (shuffled[4], shuffled[800], 901)] == [4, 800, None]
    assert model.row_of("id" + str(shuffled[2])) == 2


def test_the_next_day_times_and_deadlines_are_said_anew(
    model: LogModel, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.set_columns((Column.ASKED, Column.NUMBER, Column.DUE))
    model.look_for(EVERYTHING)
    asked.first(an_entry(7, due_on=now().date(), outcome=Outcome.REFUSED))
    before = text(model, 0, 0)
    assert text(model, 0, 2) == "Due today"
    monkeypatch.setattr("dncdesk.ui.log_table.now", lambda: now() + timedelta(days=1))
    model.turn_day()
    assert text(model, 0, 0) != before
    assert str(text(model, 0, 2)).startswith("Late")
