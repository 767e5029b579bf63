"""What waits is tried at once when the network or the user comes back. Real desk and practice dialler."""

from __future__ import annotations

import PySide6.QtNetwork
import pytest
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from dncdesk.blocking import retry
from dncdesk.practice.server import PracticeDialler
from dncdesk.ui import main_window
from tests.ui.conftest import Stage

Reachability = QNetworkInformation.Reachability


class Network(QObject):
    """Stands in the place of what the operating system tells."""

    reachabilityChanged = Signal(object)  # noqa: N815 - Qt's name
    Reachability = Reachability
    there = True
    loads = 0
    only: Network | None = None

    @classmethod
    def loadDefaultBackend(cls) -> bool:  # noqa: N802
        cls.loads += 1
        return cls.there

    @classmethod
    def instance(cls) -> Network | None:
        return cls.only if cls.there else None


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    monkeypatch.setattr(Network, "loads", 0)
    monkeypatch.setattr(Network, "there", True)
    monkeypatch.setattr(Network, "only", Network())
    monkeypatch.setattr(PySide6.QtNetwork, "QNetworkInformation", Network)
    assert Network.only is not None
    return Network.only


def block(stage: Stage, qtbot: QtBot, number: str) -> None:
    box = stage.find(QComboBox, "campaignBox")
    box.setCurrentIndex(box.findData("TESTCAMP"))
    stage.find(QLineEdit, "numberField").setText(number)
    with qtbot.waitSignal(stage.desk.settled, timeout=15_000):
        QTest.keyClick(stage.find(QLineEdit, "numberField"), Qt.Key.Key_Return)
    qtbot.waitUntil(stage.window.idle, timeout=10_000)


def count_tries(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    tries: list[str] = []
    really = stage.desk.try_now

    def counted() -> None:
        tries.append("now")
        really()

    monkeypatch.setattr(stage.desk, "try_now", counted)
    return tries


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits is not tried by itself while a test looks."""
    monkeypatch.setattr(retry, "FIRST_PAUSE", 600.0)
    monkeypatch.setattr(retry, "LONGEST_PAUSE", 600.0)


@pytest.mark.usefixtures("patient")
def test_what_waits_goes_out_when_the_network_is_back(
    real: Stage, network: Network, dialler: PracticeDialler, qtbot: QtBot
) -> None:
    dialler.stop()
    block(real, qtbot, "7275551212")
    qtbot.waitUntil(lambda: real.desk.pending_count == 1, timeout=5_000)
    dialler.start()
    with qtbot.waitSignal(real.desk.settled, timeout=10_000):
        network.reachabilityChanged.emit(Reachability.Online)
    assert "7275551212" in str(dialler.state()["campaign_dnc"])


def test_the_network_is_watched_only_from_when_something_waits(
    real: Stage, network: Network, dialler: PracticeDialler, qtbot: QtBot
) -> None:
    block(real, qtbot, "7275551212")
    assert network.loads == 0
    dialler.stop()
    block(real, qtbot, "8135550164")
    block(real, qtbot, "8135550165")
    assert network.loads == 1


def test_another_change_of_the_network_tries_nothing(
    real: Stage, network: Network, dialler: PracticeDialler, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialler.stop()
    block(real, qtbot, "7275551212")
    qtbot.waitUntil(lambda: real.desk.pending_count == 1, timeout=5_000)
    tries = count_tries(real, monkeypatch)
    for reachability in (Reachability.Disconnected, Reachability.Local, Reachability.Unknown):
        network.reachabilityChanged.emit(reachability)
    assert tries == []


def test_where_the_system_does_not_tell_nothing_happens(
    real: Stage, network: Network, dialler: PracticeDialler, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Network, "there", False)
    dialler.stop()
    block(real, qtbot, "7275551212")
    assert network.loads == 1
    assert real.property("outcome") == "waiting"


def activate(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage.window, "isActiveWindow", lambda: True)
    QApplication.sendEvent(stage.window, QEvent(QEvent.Type.ActivationChange))


def test_who_comes_back_to_the_window_need_not_wait(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.desk.make_ready()
    activate(stage, monkeypatch)
    assert stage.desk.hurries == 0
    stage.desk.pending(1)
    activate(stage, monkeypatch)
    activate(stage, monkeypatch)
    assert stage.desk.hurries == 1
    monkeypatch.setattr(main_window, "_BACK_SECONDS", 0.0)
    activate(stage, monkeypatch)
    assert stage.desk.hurries == 2


@pytest.mark.usefixtures("patient")
def test_the_window_back_in_sight_sends_what_waits(
    real: Stage, network: Network, dialler: PracticeDialler, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialler.stop()
    block(real, qtbot, "7275551212")
    qtbot.waitUntil(lambda: real.desk.pending_count == 1, timeout=5_000)
    dialler.start()
    with qtbot.waitSignal(real.desk.settled, timeout=10_000):
        activate(real, monkeypatch)
    assert "7275551212" in str(dialler.state()["campaign_dnc"])
