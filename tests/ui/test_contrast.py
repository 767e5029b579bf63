"""Text and icons can be read in both schemes: measured from the window's pixels, not reckoned from its colours."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget

from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import say
from dncdesk.ui.banner import Act, Banner
from dncdesk.ui.confirm_strip import ConfirmStrip
from dncdesk.ui.form import Form
from dncdesk.ui.labels import Mark
from dncdesk.ui.theme import READABLE, contrast
from tests.ui.conftest import Stage
from tests.ui.standin import an_entry

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

from pictures_stage import palette

SHARP = 2
"""Pixels to a logical one: strokes then have an inside, whose colour is not mixed with the ground's."""
_INSIDE = 0.003
"""The least share of the pixels that the inside of the strokes makes up: rarer colours are their mixed edges."""
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


def measured(widget: QWidget, part: QRect | None = None) -> float:
    """The contrast, in `part` of `widget`, of the most frequent colour and the one that stands out from it most."""
    window = widget.window()
    area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    if part is not None:
        area = part.translated(area.topLeft())
    image = QImage(area.size() * SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARP)
    # The window, and not the widget: what is behind it is the ground.
    window.render(image, QPoint(0, 0), QRegion(area))
    seen = Counter(memoryview(image.constBits()).cast("I").tolist())
    ((ground, _),) = seen.most_common(1)
    inks = [color for color, count in seen.items() if count >= _INSIDE * seen.total()]
    return max(contrast(QColor.fromRgb(ground), QColor.fromRgb(ink)) for ink in inks)


@pytest.fixture
def dressed(stage: Stage, scheme: str) -> Stage:
    """A window in the scheme's palette, ready, with a campaign chosen."""
    stage.window.setPalette(palette(scheme))
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    return stage


def inner(widget: QWidget, margin: int = 8) -> QRect:
    """`widget` without its frame, which is no ink."""
    return widget.rect().adjusted(margin, margin, -margin, -margin)


@SCHEMES
@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_can_be_read_on_its_card(dressed: Stage, outcome: Outcome) -> None:
    banner = dressed.find(Banner, "resultBanner")
    banner.show_outcome(outcome, "Stopped here: (727) 555-0100", "On the list, read back. " * 4, Act.TRY_NOW)
    banner.offer_note("id")
    QApplication.processEvents()
    for name in ("resultTitle", "resultText"):
        assert measured(dressed.find(QLabel, name)) >= READABLE, name
    assert measured(dressed.find(QWidget, "addNoteLink")) >= READABLE
    assert measured(dressed.find(QWidget, "resultAction"), inner(dressed.find(QWidget, "resultAction"), 4)) >= READABLE
    (mark,) = banner.findChildren(Mark)
    assert measured(mark) >= READABLE


@SCHEMES
def test_the_marks_and_words_of_the_log_can_be_read_in_every_row(dressed: Stage) -> None:
    entries = [
        replace(an_entry(seq), result=Result(outcome, say("Why.")))
        for seq, outcome in enumerate([*Outcome, *Outcome], start=1)
    ]
    dressed.window.resize(520, 1100)
    dressed.desk.logbook.answer(entries)
    QApplication.processEvents()
    table = dressed.find(QTableView, "logTable")
    assert table.model().rowCount() == len(entries)
    outcome_column = table.model().columnCount() - 1
    for row in range(len(entries)):
        # The other columns differ by the ground of every second row alone.
        for column in range(outcome_column + 1) if row < 2 else [outcome_column]:
            cell = table.visualRect(table.model().index(row, column))
            icon = table.model().index(row, column).data(Qt.ItemDataRole.DecorationRole) is not None
            left = cell.left() + table.iconSize().width() + 6 if icon else cell.left()
            assert measured(table.viewport(), QRect(QPoint(left, cell.top()), cell.bottomRight())) >= READABLE, (
                row,
                column,
            )
            if icon:
                assert measured(table.viewport(), QRect(cell.topLeft(), QPoint(left, cell.bottom()))) >= READABLE, row
    header = table.horizontalHeader()
    assert measured(header, header.rect().adjusted(2, 4, -2, -4)) >= READABLE


@SCHEMES
def test_labels_buttons_and_remarks_can_be_read(dressed: Stage) -> None:
    dressed.desk.pending(2)
    dressed.desk.pending_changed.emit()
    QApplication.processEvents()
    for name, margin in {
        "blockButton": 8, "checkButton": 8, "detailsFold": 2, "reading": 0, "connectionState": 0, "menuButton": 2,
        "columnsButton": 2, "filterButton": 2, "pendingIndicator": 0, "everywhereToggle": 0,
    }.items():  # fmt: skip
        widget = dressed.find(QWidget, name)
        assert widget.isVisible(), name
        assert measured(widget, inner(widget, margin)) >= READABLE, name
    for label in dressed.window.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert measured(label) >= READABLE, label.text()


@SCHEMES
def test_the_question_before_everywhere_can_be_read(dressed: Stage) -> None:
    strip = dressed.find(ConfirmStrip, "confirmStrip")
    dressed.find(Banner, "resultBanner").hide()
    (form,) = dressed.window.findChildren(Form)
    strip.ask(form.filled(), "(727) 555-0100", "On the internal list.")
    QApplication.processEvents()
    for label in strip.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert measured(label) >= READABLE, label.text()
