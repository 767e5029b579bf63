"""The log's model, without a window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from dncdesk.core.outcome import Outcome, Tone
from dncdesk.ui.log_table import ASKED, NUMBER, OUTCOME, WHERE, LogModel
from dncdesk.ui.theme import colors
from tests.ui.standin import an_entry

PALETTE = QPalette(QColor("#efefef"), QColor("#efefef"))


@pytest.fixture
def model(qtbot: QtBot) -> LogModel:
    del qtbot
    model = LogModel(PALETTE)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def numbers(model: LogModel) -> list[int]:
    return [model.entry(row).seq for row in range(model.rowCount())]


def loaded(model: LogModel, *seqs: int, more: bool = False) -> LogModel:
    model.look_for("")
    model.take([an_entry(seq) for seq in seqs], "", more)
    return model


def test_cells(model: LogModel) -> None:
    model.look_for("")
    model.take([an_entry(7, scope="EVERYWHERE", outcome=Outcome.REFUSED)], "", False)
    texts = [model.index(0, column).data() for column in (NUMBER, WHERE, OUTCOME)]
    assert texts == ["(727) 555-0007", "Everywhere", "Refused"]
    ink = model.index(0, OUTCOME).data(Qt.ItemDataRole.ForegroundRole)
    assert ink == colors(PALETTE).tones[Tone.PROBLEM].ink
    assert not model.index(0, OUTCOME).data(Qt.ItemDataRole.DecorationRole).isNull()
    assert model.index(0, NUMBER).data(Qt.ItemDataRole.ForegroundRole) is None
    assert model.headerData(ASKED, Qt.Orientation.Horizontal) == "Asked"


def test_roles_arrive_as_plain_integers(model: LogModel) -> None:
    loaded(model, 7)
    assert model.data(model.index(0, NUMBER), 0) == "(727) 555-0007"


def test_a_tool_tip_shows_markup_as_text(model: LogModel) -> None:
    loaded(model, 7)
    tip = model.index(0, OUTCOME).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    assert "&lt;b>so" in tip


def test_older_rows_are_asked_for_by_key_once(qtbot: QtBot) -> None:
    model = LogModel(PALETTE)  # without the tester, which fetches by itself
    loaded(model, 9, 8, more=True)
    assert model.canFetchMore(QModelIndex())
    with qtbot.waitSignal(model.wanted) as asked:
        model.fetchMore(QModelIndex())
    assert asked.args == ["", 8]
    assert not model.canFetchMore(QModelIndex())
    model.take([an_entry(7), an_entry(6)], "", False)
    assert numbers(model) == [9, 8, 7, 6]
    assert not model.canFetchMore(QModelIndex())


def test_an_answer_to_an_earlier_search_is_dropped(model: LogModel) -> None:
    loaded(model, 9)
    model.look_for("813")
    model.take([an_entry(5)], "", False)
    assert numbers(model) == [9]
    model.take([an_entry(4, number="8135550000")], "813", False)
    assert numbers(model) == [4]


def test_a_new_entry_comes_first_and_a_known_one_stays_in_its_place(model: LogModel) -> None:
    loaded(model, 9, 5)
    model.change(an_entry(12))
    model.change(an_entry(7))
    model.change(an_entry(5, outcome=Outcome.REFUSED))
    assert numbers(model) == [12, 9, 7, 5]
    assert model.index(3, OUTCOME).data() == "Refused"


def test_what_changes_while_the_first_page_is_on_its_way_is_not_lost(model: LogModel) -> None:
    model.look_for("")
    model.change(an_entry(10, outcome=Outcome.WAITING))
    model.change(an_entry(10))
    model.take([an_entry(9)], "", False)
    assert numbers(model) == [10, 9]
    assert model.index(0, OUTCOME).data() == "Blocked"


def test_an_entry_older_than_what_is_fetched_waits_for_its_page(model: LogModel) -> None:
    loaded(model, 9, 8, more=True)
    model.change(an_entry(3))
    assert numbers(model) == [9, 8]


def test_while_searching_only_what_matches_comes_in(model: LogModel) -> None:
    model.look_for("(813) 555")
    model.take([], "(813) 555", False)
    assert model.known_empty
    model.change(an_entry(1))
    assert model.known_empty
    model.change(an_entry(2, number="8135550164"))
    assert numbers(model) == [2]
    assert not model.known_empty
