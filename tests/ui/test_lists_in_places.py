"""A list of numbers for several campaigns, or for every dialler: each number in each place, and told as its worst."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from dncdesk.core.details import Details
from dncdesk.core.groups import Group
from dncdesk.core.many_kept import Kept
from dncdesk.core.moments import now
from dncdesk.core.outcome import Outcome
from dncdesk.core.scope import Place, Scope
from dncdesk.core.settings import Server
from dncdesk.core.switches import Switch, Switches
from dncdesk.desk.run import Run
from dncdesk.practice import PRACTICE_USER
from dncdesk.practice.server import PracticeDialler
from tests.ui.conftest import OpenDesk, Stage
from tests.ui.listing import NUMBERS, answer, cells, look, part, pause, window_of

HERE, THERE = Place("Main", Scope()), Place("West", Scope())


@pytest.fixture(autouse=True)
def clipboard() -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def west() -> Iterator[PracticeDialler]:
    """A second practice dialler, running."""
    with PracticeDialler() as running:
        yield running


def the_west(west: PracticeDialler, **other: str) -> Server:
    return replace(Server("West", west.url, PRACTICE_USER), **other)  # type: ignore[arg-type]  # texts alone


def type_campaigns(stage: Stage, text: str) -> None:
    line = part(stage, QComboBox, "listCampaignBox").lineEdit()
    assert line is not None
    line.setText(text)


def take_everywhere(stage: Stage) -> None:
    toggle = part(stage, QAbstractButton, "listEverywhereToggle")
    if not toggle.isChecked():
        toggle.click()


def button(stage: Stage) -> str:
    return part(stage, QPushButton, "listBlockButton").accessibleName()


def send(stage: Stage) -> Run:
    part(stage, QPushButton, "listBlockButton").click()
    run = window_of(stage).run
    assert run is not None
    return run


def internal(dialler: PracticeDialler) -> list[str]:
    return sorted(str(number) for number in dialler.state()["dnc"])


def finish(qtbot: QtBot, run: Run) -> None:
    qtbot.waitUntil(lambda: run.over, timeout=30_000)


def counts(run: Run) -> dict[Outcome, int]:
    return {outcome: count for outcome, count in run.progress.counts.items() if count}


def test_the_box_of_a_list_offers_groups_and_all_with_a_list_of_their_own_as_the_form_does(
    real: Stage, qtbot: QtBot
) -> None:
    [main] = real.desk.settings.servers
    real.desk.keep(servers=(replace(main, groups=(Group("Acme", ("TESTCAMP", "SALES01", "RETENT")),)),))
    look(real, qtbot, "\n".join(NUMBERS))
    box, form = part(real, QComboBox, "listCampaignBox"), real.find(QComboBox, "campaignBox")

    assert [box.itemText(row) for row in range(box.count())] == [form.itemText(row) for row in range(form.count())]
    box.setCurrentIndex(box.findText("Acme", Qt.MatchFlag.MatchStartsWith))
    assert button(real) == "Block 30 numbers in 3 campaigns"
    box.setCurrentIndex(box.count() - 1)
    assert box.currentText().startswith("All campaigns that use their own list")
    assert "Nobody has said whether" in part(real, QLabel, "listAdvice").text()


def test_the_button_of_a_list_says_how_many_numbers_and_truly_where(
    open_desk: OpenDesk, qtbot: QtBot, dialler: PracticeDialler, west: PracticeDialler
) -> None:
    stage = open_desk(dialler.url, more=(the_west(west),))
    look(stage, qtbot, "\n".join(NUMBERS))

    type_campaigns(stage, "TESTCAMP")
    assert button(stage) == "Block 30 numbers in TESTCAMP"
    type_campaigns(stage, "TESTCAMP, SALES01")
    assert button(stage) == "Block 30 numbers in 2 campaigns"
    take_everywhere(stage)
    assert button(stage) == "Block 30 numbers everywhere"
    servers = part(stage, QComboBox, "listEverywhereServersBox")
    assert servers.isVisible()
    servers.activated.emit(1)
    assert button(stage) == "Block 30 numbers everywhere on 2 diallers"
    assert stage.desk.settings.every_server


def test_each_number_goes_to_each_campaign_and_counts_as_its_worst(
    open_desk: OpenDesk, qtbot: QtBot, dialler: PracticeDialler, tmp_path: Path
) -> None:
    real = open_desk(dialler.url, checklist={"SALES01": Switches(Switch.YES, Switch.NO)})
    look(real, qtbot, "\n".join(NUMBERS[:12]))
    type_campaigns(real, "TESTCAMP, SALES01")

    run = send(real)

    finish(qtbot, run)
    held = sorted((number, campaign) for number, campaign in dialler.state()["campaign_dnc"])
    assert held == sorted((number, campaign) for number in NUMBERS[:12] for campaign in ("TESTCAMP", "SALES01"))
    there = {row.outcome for row in run.progress.rows if str(row.place.scope) == "TESTCAMP"}
    assert there == {Outcome.BLOCKED}
    [(worst, count)] = counts(run).items()
    assert worst is not Outcome.BLOCKED
    assert (count, run.total, run.requests) == (12, 12, 24)
    title = part(real, QLabel, "runTitle")
    qtbot.waitUntil(lambda: title.text() == "Finished: 12 numbers")
    assert "12 of 12" in part(real, QLabel, "runPace").text()
    assert "Blocked" not in part(real, QLabel, "runPace").text()
    table = part(real, QTableView, "runTable")
    assert not table.isColumnHidden(1)
    assert cells(table, 1) == ["TESTCAMP", "SALES01"] * 12
    real.desk.many.export(run, tmp_path / "out.csv")
    qtbot.waitUntil(lambda: (tmp_path / "out.csv").exists() and not run.busy, timeout=10_000)
    written = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig"))))
    assert [row[4] for row in written[1:25]] == ["TESTCAMP", "SALES01"] * 12
    assert [worst.value, "12"] in written
    assert not any(row[:1] == ["blocked"] for row in written)


def test_a_dialler_without_a_usable_address_is_said_before_anything_is_sent(
    open_desk: OpenDesk, qtbot: QtBot, dialler: PracticeDialler, tmp_path: Path
) -> None:
    stage = open_desk(dialler.url)
    [main] = stage.desk.settings.servers
    stage.desk.settings = replace(
        stage.desk.settings, servers=(main, replace(main, name="West", url="http://not an address")), every_server=True
    )
    look(stage, qtbot, "\n".join(NUMBERS))
    take_everywhere(stage)

    part(stage, QPushButton, "listBlockButton").click()

    assert "address" in part(stage, QLabel, "listRowWords").text()
    assert stage.desk.many.runs == ()
    assert list(Kept.all_in(tmp_path)) == []
    assert internal(dialler) == []


def test_with_one_place_no_column_says_where(real: Stage, qtbot: QtBot) -> None:
    look(real, qtbot, "\n".join(NUMBERS[:2]))
    type_campaigns(real, "TESTCAMP")

    send(real)

    assert part(real, QTableView, "runTable").isColumnHidden(1)


def test_a_dialler_that_is_down_keeps_its_own_part_waiting_past_a_restart_until_it_is_back(
    open_desk: OpenDesk, qtbot: QtBot, dialler: PracticeDialler, west: PracticeDialler
) -> None:
    both = {"more": (the_west(west),), "every_server": True}
    west.stop()
    stage = open_desk(dialler.url, **both)
    look(stage, qtbot, "\n".join(NUMBERS))
    take_everywhere(stage)
    run = send(stage)
    qtbot.waitUntil(lambda: run.progress.ended == 30 and sum(counts(run).values()) > 0, timeout=30_000)
    assert internal(dialler) == NUMBERS
    assert Outcome.BLOCKED not in counts(run)
    assert not run.over
    qtbot.waitUntil(lambda: "30 of 60 requests" in part(stage, QLabel, "runTitle").text(), timeout=10_000)
    assert set(cells(part(stage, QTableView, "runTable"), 1)) == {"Main", "West"}
    window_of(stage).close()
    stage.window.leave()
    stage.window.close()

    again = open_desk(dialler.url, **both)
    qtbot.waitUntil(lambda: bool(again.desk.many.runs), timeout=10_000)
    [found] = again.desk.many.runs
    assert (found.group, found.total, found.requests, found.progress.ended) == (run.group, 30, 60, 30)
    assert set(found.places) == {HERE, THERE}
    assert Outcome.BLOCKED not in counts(found)
    west.start()
    again.desk.try_now()

    finish(qtbot, found)
    assert internal(west) == NUMBERS
    assert counts(found) == {Outcome.BLOCKED: 30}


def test_pause_holds_up_both_diallers_and_what_is_dropped_is_sent_to_neither(
    open_desk: OpenDesk, qtbot: QtBot, dialler: PracticeDialler, west: PracticeDialler
) -> None:
    west.stop()
    stage = open_desk(dialler.url, more=(the_west(west),), every_server=True)
    look(stage, qtbot, "\n".join(NUMBERS))
    take_everywhere(stage)
    run = send(stage)
    pause(stage, qtbot, run)
    done = internal(dialler)
    west.start()
    stage.desk.try_now()
    qtbot.waitUntil(stage.window.idle, timeout=10_000)
    assert (internal(dialler), internal(west)) == (done, [])

    answer(stage, "Drop")

    qtbot.waitUntil(lambda: not run.busy and run.progress.ended >= 59, timeout=30_000)
    finish(qtbot, run)
    assert internal(dialler) == done
    assert set(internal(west)) <= {NUMBERS[0]}  # the one that was being tried may have reached it
    assert run.progress.counts[Outcome.BLOCKED] == len(set(done) & set(internal(west)))
    assert sum(counts(run).values()) == 30


def test_what_was_paused_goes_on_at_both_diallers(
    open_desk: OpenDesk, qtbot: QtBot, dialler: PracticeDialler, west: PracticeDialler
) -> None:
    stage = open_desk(dialler.url, more=(the_west(west),), every_server=True)
    look(stage, qtbot, "\n".join(NUMBERS))
    take_everywhere(stage)
    run = send(stage)
    pause(stage, qtbot, run)

    part(stage, QPushButton, "runPauseButton").click()

    finish(qtbot, run)
    assert internal(dialler) == internal(west) == NUMBERS
    assert counts(run) == {Outcome.BLOCKED: 30}


@pytest.mark.parametrize("every", [0, 1])
def test_of_a_list_that_was_cut_off_only_the_places_that_are_missing_are_recorded(
    open_desk: OpenDesk, qtbot: QtBot, dialler: PracticeDialler, west: PracticeDialler, tmp_path: Path,
    *, every: int,
) -> None:  # fmt: skip
    both = {"more": (the_west(west),), "every_server": True}
    stage = open_desk(dialler.url, **both)
    look(stage, qtbot, "\n".join(NUMBERS[:12]))
    take_everywhere(stage)
    part(stage, QComboBox, "listEverywhereServersBox").activated.emit(every)
    run = send(stage)
    finish(qtbot, run)
    stage.window.leave()
    stage.window.close()
    Kept(run.group, (HERE, THERE), "US", now(), Details(), tuple((n, f"+1{n}") for n in NUMBERS[:14])).write(tmp_path)

    again = open_desk(dialler.url, **both)
    qtbot.waitUntil(lambda: bool(again.desk.many.runs), timeout=10_000)

    [found] = again.desk.many.runs
    finish(qtbot, found)
    assert (found.total, found.requests, found.recorded) == (14, 28, 28)
    assert internal(dialler) == internal(west) == NUMBERS[:14]
    entries = again.desk._place.log.read(lambda reader: reader.group(run.group))
    assert len(entries) == 28
    assert list(Kept.all_in(tmp_path)) == []


def test_a_list_goes_on_without_the_dialler_that_is_no_longer_in_the_settings_and_says_which(
    open_desk: OpenDesk, qtbot: QtBot, dialler: PracticeDialler, tmp_path: Path
) -> None:
    kept = Kept("abcdefghij012", (HERE, THERE), "US", now(), Details(), tuple((n, f"+1{n}") for n in NUMBERS))
    kept.write(tmp_path)

    stage = open_desk(dialler.url)

    qtbot.waitUntil(lambda: bool(stage.desk.many.runs), timeout=10_000)
    [run] = stage.desk.many.runs
    qtbot.waitUntil(lambda: run.progress.ended == 30 and not run.busy, timeout=30_000)
    assert internal(dialler) == NUMBERS
    assert "“West”" in str(run.held_up)
    assert not run.over
    assert counts(run) == {}
    assert list(Kept.all_in(tmp_path)) == [kept]
    stage.find(QPushButton, "listsLine").click()
    pause(stage, qtbot, run, all_recorded=False)
    assert "“West”" in part(stage, QLabel, "runProblem").text()

    answer(stage, "Drop")

    qtbot.waitUntil(lambda: run.over and not run.busy, timeout=10_000)
    assert (counts(run), run.total) == ({Outcome.REMOVED: 30}, 30)
    assert list(Kept.all_in(tmp_path)) == []


def test_one_number_for_several_campaigns_is_no_list_at_the_next_start(
    open_desk: OpenDesk, qtbot: QtBot, dialler: PracticeDialler
) -> None:
    stage = open_desk(dialler.url)
    dialler.stop()
    line = stage.find(QComboBox, "campaignBox").lineEdit()
    assert line is not None
    line.setText("TESTCAMP, SALES01")
    field = stage.find(QLineEdit, "numberField")
    field.setText("7275551212")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stage.desk.pending_count == 2, timeout=10_000)
    stage.window.leave()
    stage.window.close()

    again = open_desk(dialler.url)

    qtbot.waitUntil(lambda: again.desk.pending_count == 2, timeout=10_000)
    qtbot.waitUntil(again.window.idle, timeout=10_000)
    assert again.desk.many.runs == ()


def test_a_number_that_one_dialler_cannot_hold_is_shown_before_anything_is_sent_and_only_while_it_is_meant_for_it(
    open_desk: OpenDesk, qtbot: QtBot, dialler: PracticeDialler, west: PracticeDialler
) -> None:
    stage = open_desk(dialler.url, more=(the_west(west, country="NU"),), every_server=True)
    look(stage, qtbot, "\n".join([*NUMBERS[:3], "+683 4567", "727555"]))
    type_campaigns(stage, "TESTCAMP")
    table = part(stage, QTableView, "listTable")
    assert button(stage) == "Block 4 numbers in TESTCAMP"
    table.model().setData(table.model().index(4, 1), "7275559999")
    qtbot.waitUntil(lambda: button(stage) == "Block 5 numbers in TESTCAMP", timeout=10_000)

    take_everywhere(stage)

    qtbot.waitUntil(lambda: button(stage) == "Block 4 numbers everywhere on 2 diallers", timeout=10_000)
    said = cells(table, 2)[3]
    assert "“West” cannot hold this number" in said
    assert "this one would be 4" in said
    assert "cannot be held by a dialler" in part(stage, QLabel, "listAbout").text()
    assert cells(table, 1)[4] == "7275559999"
    part(stage, QComboBox, "listEverywhereServersBox").activated.emit(0)
    qtbot.waitUntil(lambda: button(stage) == "Block 5 numbers everywhere", timeout=10_000)
    assert cells(table, 2)[3] == "+683 4567"
    part(stage, QComboBox, "listEverywhereServersBox").activated.emit(1)
    qtbot.waitUntil(lambda: button(stage) == "Block 4 numbers everywhere on 2 diallers", timeout=10_000)
    run = send(stage)
    finish(qtbot, run)
    assert internal(dialler) == sorted([*NUMBERS[:3], "7275559999"])
    assert [one for one in internal(west) if "6834567" in one or one == "4567"] == []
