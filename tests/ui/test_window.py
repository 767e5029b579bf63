"""The window over the real desk and a practice dialler, and what holds for the window as a whole."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import say
from dncdesk.core.settings import Settings
from dncdesk.desk.language import Language, languages
from dncdesk.practice.server import PracticeDialler
from dncdesk.ui.banner import Act, Banner
from dncdesk.ui.main_window import MainWindow
from dncdesk.ui.theme import colors
from tests.support.desks import an_opt_out
from tests.ui.conftest import OpenDesk, Stage
from tests.ui.standin import MAIN, StandIn

NAMES = [
    *("numberField", "campaignBox", "everywhereToggle", "askedAtField", "noteField", "blockButton", "checkButton"),
    *("undoButton", "resultBanner", "logTable", "logSearch", "pendingIndicator", "serverBox"),
]


def block(stage: Stage, qtbot: QtBot, number: str, campaign: str = "TESTCAMP") -> None:
    box = stage.find(QComboBox, "campaignBox")
    box.setCurrentIndex(box.findData(campaign))
    stage.find(QLineEdit, "numberField").setText(number)
    with qtbot.waitSignal(stage.desk.settled, timeout=15_000):
        QTest.keyClick(stage.find(QLineEdit, "numberField"), Qt.Key.Key_Return)
    qtbot.waitUntil(stage.window.idle, timeout=10_000)


def test_a_number_gets_onto_the_list_and_into_the_log(real: Stage, qtbot: QtBot, dialler: PracticeDialler) -> None:
    block(real, qtbot, "+1 (727) 555-1212 ext 45")
    assert real.property("outcome") in {"blocked", "stopped", "listed"}
    assert "7275551212" in str(dialler.state()["campaign_dnc"])
    model = real.find(QTableView, "logTable").model()
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=5_000)
    assert model.index(0, 1).data() == "(727) 555-1212"
    assert real.find(QLineEdit, "numberField").text() == ""


def test_the_last_choice_is_remembered(real: Stage, qtbot: QtBot) -> None:
    block(real, qtbot, "7275551212")
    assert real.desk.last_scope == Scope("TESTCAMP")


def test_a_silent_dialler_leaves_a_standing_line(real: Stage, qtbot: QtBot, dialler: PracticeDialler) -> None:
    dialler.stop()
    block(real, qtbot, "7275551212")
    assert real.property("outcome") == "waiting"
    indicator = real.find(QPushButton, "pendingIndicator")
    qtbot.waitUntil(indicator.isVisible, timeout=5_000)
    assert "1 not delivered yet" in indicator.text()
    assert not real.find(QLabel, "connectionState").text().startswith("connected")


def test_a_wrong_password_is_said_and_nothing_is_lost(
    open_desk: OpenDesk, dialler: PracticeDialler, qtbot: QtBot
) -> None:
    stage = open_desk(dialler.url, password="wrong")
    qtbot.waitUntil(lambda: stage.find(QLabel, "resultTitle").text() == "Login refused", timeout=10_000)
    seen = dialler.requests_seen
    box = stage.find(QComboBox, "campaignBox")
    box.setEditText("TESTCAMP")
    stage.find(QLineEdit, "numberField").setText("7275551212")
    with qtbot.waitSignal(stage.desk.settled, timeout=15_000):
        QTest.keyClick(stage.find(QLineEdit, "numberField"), Qt.Key.Key_Return)
    qtbot.waitUntil(stage.window.idle, timeout=10_000)
    assert dialler.requests_seen == seen
    qtbot.waitUntil(lambda: stage.find(QTableView, "logTable").model().rowCount() == 1, timeout=5_000)


def test_the_search_asks_the_log(real: Stage, qtbot: QtBot) -> None:
    for number in ("7275551212", "8135550164"):
        block(real, qtbot, number)
    model = real.find(QTableView, "logTable").model()
    qtbot.waitUntil(lambda: model.rowCount() == 2, timeout=5_000)
    real.find(QLineEdit, "logSearch").setText("(813)")
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=5_000)
    assert model.index(0, 1).data() == "(813) 555-0164"


def test_closing_takes_at_most_two_seconds(real: Stage) -> None:
    before = time.monotonic()
    real.window.close()
    assert time.monotonic() - before < 2


def test_everything_has_its_name(stage: Stage) -> None:
    stage.desk.make_ready()
    assert stage.window.objectName() == "mainWindow"
    for name in NAMES:
        assert len(stage.window.findChildren(QWidget, name)) == 1, name


def test_everything_that_can_be_reached_can_be_told(stage: Stage) -> None:
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    for widget in stage.window.findChildren(QWidget):
        tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        if not tabbed or widget.focusProxy() is not None or not widget.objectName():
            continue
        label = next((b for b in stage.window.findChildren(QLabel) if b.buddy() is widget), None)
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        assert label or widget.accessibleName() or text, widget.objectName()


@pytest.mark.parametrize("name", ["numberField", "campaignBox", "logSearch"])
def test_labels_lead_to_their_fields(stage: Stage, name: str) -> None:
    buddies = [label.buddy() for label in stage.window.findChildren(QLabel) if "&" in label.text()]
    assert stage.find(QWidget, name) in buddies


@pytest.mark.parametrize("language", list(languages()))
@pytest.mark.parametrize("act", list(Act))
def test_mnemonics_are_told_apart(qapp: QApplication, qtbot: QtBot, language: str, act: Act) -> None:
    Language(qapp).speak(language)
    desk = StandIn()
    window = MainWindow(desk)  # type: ignore[arg-type]  # the stand-in has all that the window uses
    qtbot.addWidget(window)
    window.show()
    desk.make_ready(last=Scope("TESTCAMP"))
    (banner,) = window.findChildren(Banner)
    banner.show_outcome(Outcome.REFUSED, "", "", act)
    banner.offer_note("id")
    banner.undo.offer(an_opt_out(), Result(Outcome.REFUSED, say("Why.")))
    seen: dict[str, str] = {}
    worded: list[QLabel | QAbstractButton] = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    for widget in worded:
        text = widget.text().replace("&&", "")
        if widget.isVisible() and "&" in text:
            letter = text[text.index("&") + 1].lower()
            assert letter not in seen, (text, seen[letter])
            seen[letter] = text


def test_the_tab_key_goes_as_the_eye_does(stage: Stage) -> None:
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    stage.find(QLineEdit, "numberField").setFocus()
    order = []
    for _ in range(10):
        focused = stage.window.focusWidget()
        named = focused if focused.objectName() else focused.parentWidget()
        assert named is not None
        order.append(named.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert order == [
        *("numberField", "campaignBox", "everywhereToggle", "detailsFold", "blockButton", "checkButton"),
        *("logSearch", "filterButton", "columnsButton", "logTable"),
    ]


def test_the_menu_has_its_shortcuts_and_practice_its_own_entry(stage: Stage) -> None:
    actions = {action.objectName(): action for action in stage.window.findChildren(QAction) if action.objectName()}
    assert {"settingsAction", "tryNowAction", "aboutAction", "quitAction"} <= set(actions)
    assert "resetPracticeAction" not in actions
    actions["tryNowAction"].trigger()
    assert stage.desk.tries == 1


def test_practice_is_marked_and_can_start_over(qtbot: QtBot) -> None:
    from dncdesk.ui.main_window import MainWindow
    from tests.ui.standin import StandIn

    desk = StandIn()
    desk.practice = True
    window = MainWindow(desk)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    window.show()
    desk.make_ready()
    mark = window.findChild(QLabel, "practiceMark")
    assert mark is not None
    assert mark.isVisible()
    reset = window.findChild(QAction, "resetPracticeAction")
    assert reset is not None
    reset.trigger()
    assert desk.resets == 1


def test_several_servers_can_be_chosen_from(stage: Stage) -> None:
    from dataclasses import replace

    other = replace(MAIN, name="Other")
    stage.desk.make_ready(settings=Settings(servers=(MAIN, other), server="Main"))
    box = stage.find(QComboBox, "serverBox")
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert stage.desk.saves == [(other, None, "Other")]


def test_plain_http_is_marked(stage: Stage) -> None:
    stage.desk.plain_http = True
    stage.desk.make_ready()
    assert stage.find(QLabel, "plainHttpMark").isVisible()


def test_a_dark_palette_is_followed_at_once(stage: Stage) -> None:
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    dark = QPalette(QColor("#2b2b2b"), QColor("#202124"))
    stage.window.setPalette(dark)
    label = stage.find(QLabel, "reading")
    ink = label.palette().color(QPalette.ColorRole.WindowText)
    assert ink in [tone.ink for tone in colors(dark).tones.values()]
    picture = stage.find(QWidget, "resultBanner").grab().toImage()
    assert picture.pixelColor(picture.width() // 2, picture.height() - 8).lightnessF() < 0.5


@pytest.mark.parametrize("width", [420, 460, 900])
def test_a_narrow_window_holds_everything(stage: Stage, width: int, qtbot: QtBot) -> None:
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    stage.desk.pending(2)
    stage.window.resize(width, 760)
    qtbot.waitUntil(lambda: stage.window.width() == width)
    for name in ("numberField", "campaignBox", "blockButton", "checkButton", "resultBanner", "logTable", "menuButton"):
        widget = stage.find(QWidget, name)
        right = widget.mapTo(stage.window, widget.rect().topRight()).x()
        assert 0 < right < width - 8, name


def test_what_is_pending_is_said_to_be_kept_where_there_is_room(stage: Stage, qtbot: QtBot) -> None:
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    stage.desk.pending(2)
    line = stage.find(QPushButton, "pendingIndicator")
    stage.window.resize(600, 760)
    qtbot.waitUntil(lambda: "kept for the next start" in line.text() and "since" in line.text(), timeout=5_000)
    stage.window.resize(400, 760)  # that it is kept says more than since when it waits
    qtbot.waitUntil(lambda: "since" not in line.text(), timeout=5_000)
    assert "kept for the next start" in line.text()
    assert line.text().endswith("Try now")
    assert "since" in line.accessibleName()
    stage.window.resize(600, 760)
    qtbot.waitUntil(lambda: "since" in line.text(), timeout=5_000)


def test_on_a_low_screen_the_result_is_brought_into_sight(stage: Stage, qtbot: QtBot) -> None:
    stage.desk.make_ready(last=Scope("TESTCAMP"))
    stage.window.resize(420, 420)
    qtbot.waitUntil(lambda: stage.window.height() == 420)
    banner, field = stage.find(QWidget, "resultBanner"), stage.find(QLineEdit, "numberField")
    assert banner.visibleRegion().boundingRect().height() < banner.height()
    field.setText("7275551212")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert banner.visibleRegion().boundingRect().height() == banner.height()
    QTest.keyClicks(field, "8")
    assert field.visibleRegion().boundingRect().height() == field.height()


def test_the_start_loads_nothing_heavy() -> None:
    program = (
        "import sys, dncdesk.ui.main_window, dncdesk.ui.log_panel\n"
        "heavy = {'requests', 'keyring', 'phonenumbers', 'sqlite3', 'PySide6.QtNetwork', 'PySide6.QtSvg'}\n"
        "found = heavy & set(sys.modules)\n"
        "assert not found, found\n"
        "assert 'dncdesk.ui.settings_dialog' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
