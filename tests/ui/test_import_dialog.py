"""Taking in a former log from the window: nothing without a look and a yes, and a way back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dncdesk.record.query import Column
from dncdesk.ui.detail_pane import DetailPane
from dncdesk.ui.import_dialog import ImportDialog
from dncdesk.ui.log_columns import USUAL
from dncdesk.ui.log_table import LogModel
from tests.ui.conftest import Found, Stage

FORMER = "Phone,Date,Name\n7275550101,11/23/2026,Maria\nnobody,,\n7275550102,03/04/2026,\n"


def opened(stage: Stage, qtbot: QtBot) -> ImportDialog:
    stage.find(QAction, "importAction").trigger()
    dialog = stage.find(ImportDialog, "importDialog")
    qtbot.waitUntil(stage.window.idle, timeout=10_000)
    return dialog


def part(dialog: QWidget, kind: type[Found], name: str) -> Found:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def said(dialog: ImportDialog) -> str:
    return part(dialog, QLabel, "importResult").text()


def shown(stage: Stage, qtbot: QtBot, tmp_path: Path, text: str = FORMER) -> ImportDialog:
    """The dialog with a file in it."""
    (tmp_path / "former.csv").write_text(text, encoding="utf-8")
    dialog = opened(stage, qtbot)
    dialog.open_file(str(tmp_path / "former.csv"))
    qtbot.waitUntil(stage.window.idle, timeout=20_000)
    return dialog


def take_in(dialog: ImportDialog, stage: Stage, qtbot: QtBot) -> None:
    part(dialog, QCheckBox, "importLeaveOut").setChecked(True)
    part(dialog, QPushButton, "importTakeInButton").click()
    qtbot.waitUntil(stage.window.idle, timeout=20_000)


def rows(stage: Stage) -> LogModel:
    model = stage.find(QTableView, "logTable").model()
    assert isinstance(model, LogModel)
    return model


def test_a_file_is_shown_before_anything_is_taken_in(real: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(real, qtbot, tmp_path)
    preview = part(dialog, QTableWidget, "importPreview")
    cells = [preview.item(0, column) for column in range(3)]
    assert [cell.text() if cell else "" for cell in cells] == ["7275550101", "11/23/2026", "Maria"]
    assert part(dialog, QComboBox, "importColumn-number").currentText() == "Phone"
    assert part(dialog, QComboBox, "importColumn-date").currentText() == "Date"
    assert part(dialog, QComboBox, "importColumn-note").currentText() == "–"
    assert part(dialog, QPlainTextEdit, "importBadRows").toPlainText() == "Line 3: nobody"
    assert said(dialog) == "Rows to take in: 2."
    assert rows(real).rowCount() == 0


def test_rows_without_a_number_are_left_out_only_after_a_yes(real: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(real, qtbot, tmp_path)
    take = part(dialog, QPushButton, "importTakeInButton")
    assert not take.isEnabled()
    part(dialog, QCheckBox, "importLeaveOut").setChecked(True)
    assert take.isEnabled()


def test_taken_in_rows_stand_in_the_table_with_a_word_of_their_own(real: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(real, qtbot, tmp_path)
    take_in(dialog, real, qtbot)
    assert said(dialog) == "Taken in from former.csv: 2 rows."
    model = rows(real)
    qtbot.waitUntil(lambda: model.rowCount() == 2, timeout=10_000)
    outcome = USUAL.index(Column.OUTCOME)
    qtbot.waitUntil(lambda: [model.data(model.index(row, outcome)) for row in range(2)] == ["Imported"] * 2)
    real.window._log.opened.emit(model.entry(0))
    pane = real.find(DetailPane, "detailPane")

    def words() -> str:
        return "\n".join(label.text() for label in pane.findChildren(QLabel))

    qtbot.waitUntil(lambda: "Imported from a former log" in pane.view.toPlainText(), timeout=10_000)
    assert "Imported" in words()
    assert "line 2 of former.csv" in words()
    assert "Blocked" not in words()
    assert "delivered" not in words()
    assert real.desk.pending_count == 0


def test_another_column_and_another_order_of_dates_are_read_at_once(real: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(real, qtbot, tmp_path, "A,B,C\n7275550101,03/04/2026,8135550100\n")
    number = part(dialog, QComboBox, "importColumn-number")
    number.setCurrentIndex(3)
    number.activated.emit(3)
    date = part(dialog, QComboBox, "importColumn-date")
    qtbot.waitUntil(real.window.idle, timeout=20_000)
    date.setCurrentIndex(2)
    date.activated.emit(2)
    qtbot.waitUntil(real.window.idle, timeout=20_000)
    order = part(dialog, QComboBox, "importDateOrder")
    assert order.isEnabled()
    order.setCurrentIndex(1)
    order.activated.emit(1)
    qtbot.waitUntil(real.window.idle, timeout=20_000)
    take_in(dialog, real, qtbot)
    (entry,) = real.desk._place.log.read(lambda reader: reader.entries())
    assert (entry.number, entry.asked_at.month, entry.asked_at.day) == ("8135550100", 4, 3)


def test_an_import_is_taken_back_only_through_a_question(real: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(real, qtbot, tmp_path)
    assert not part(dialog, QComboBox, "importsBox").isVisible()
    take_in(dialog, real, qtbot)
    back = part(dialog, QPushButton, "takeBackButton")
    qtbot.waitUntil(back.isVisible, timeout=10_000)
    back.click()
    question = part(dialog, QMessageBox, "takeBackQuestion")
    assert "2 rows of former.csv" in question.text()
    QTest.keyClick(question, Qt.Key.Key_Return)  # the default keeps them
    qtbot.waitUntil(real.window.idle, timeout=10_000)
    assert len(real.desk._place.log.read(lambda reader: reader.entries())) == 2
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox, "takeBackQuestion") is None, timeout=5_000)
    back.click()
    question = part(dialog, QMessageBox, "takeBackQuestion")
    part(question, QPushButton, "takeBackYes").click()
    qtbot.waitUntil(lambda: "Taken back" in said(dialog), timeout=10_000)
    assert real.desk._place.log.read(lambda reader: reader.entries()) == []
    qtbot.waitUntil(lambda: rows(real).rowCount() == 0, timeout=10_000)
    qtbot.waitUntil(lambda: not back.isVisible(), timeout=5_000)


def test_what_is_no_table_is_said_so(real: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(real, qtbot, tmp_path, "")
    assert said(dialog) == "former.csv is empty."
    assert not part(dialog, QPushButton, "importTakeInButton").isEnabled()


def test_the_same_file_is_refused_a_second_time(real: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(real, qtbot, tmp_path)
    take_in(dialog, real, qtbot)
    dialog.open_file(str(tmp_path / "former.csv"))
    qtbot.waitUntil(real.window.idle, timeout=20_000)
    take_in(dialog, real, qtbot)
    qtbot.waitUntil(lambda: "already" in said(dialog), timeout=10_000)
    assert len(real.desk._place.log.read(lambda reader: reader.entries())) == 2
