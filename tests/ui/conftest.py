"""Windows to test: over a stand-in, and over the real desk with a practice dialler."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dncdesk.blocking.workplace import Workplace
from dncdesk.core.credentials import Secret
from dncdesk.core.paths import paths
from dncdesk.core.redaction import Redactor
from dncdesk.core.settings import Server, Settings
from dncdesk.core.switches import Switches
from dncdesk.desk.desk import Desk
from dncdesk.practice import PRACTICE_PASSWORD, PRACTICE_USER
from dncdesk.practice.server import PracticeDialler
from dncdesk.ui.main_window import MainWindow
from tests.support.desks import QUICK
from tests.support.keyrings import MemoryKeyring
from tests.ui.standin import StandIn

Found = TypeVar("Found", bound=QObject)


@dataclass
class Stage:
    """A window and what it stands on."""

    window: MainWindow
    desk: Any

    def find(self, kind: type[Found], name: str) -> Found:
        found = self.window.findChild(kind, name)
        assert found is not None, f"no {kind.__name__} is called {name}"
        return found

    def property(self, name: str) -> object:
        return self.find(QWidget, "resultBanner").property(name)


@pytest.fixture(autouse=True)
def american_english(qapp: QApplication) -> Iterator[None]:
    """Dates and numbers are written as in the United States, whatever this computer speaks, and are so again after."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    """A window over a stand-in that is not ready yet."""
    desk = StandIn()
    window = MainWindow(desk)  # type: ignore[arg-type]  # the stand-in has all that the window uses
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return Stage(window, desk)


OpenDesk = Callable[..., Stage]
Checklist = Mapping[str, Switches]


@pytest.fixture
def open_desk(qtbot: QtBot, tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> OpenDesk:
    """Opens a window over the real desk, whose server is at an address."""
    alive: list[Stage] = []  # pytest-qt holds a window weakly: one that is collected early is never closed

    def build(
        url: str, *, password: str = PRACTICE_PASSWORD, checklist: Checklist | None = None, ready: bool = True,
        fingerprint: str | None = None, more: tuple[Server, ...] = (), every_server: bool = False,
    ) -> Stage:  # fmt: skip
        where = replace(paths(tmp_path), managed=tmp_path / "managed.json")
        server = Server(
            name="Main", url=url, user=PRACTICE_USER, checklist=checklist or {}, fingerprint_sha256=fingerprint
        )

        def workplace() -> Workplace:
            place = Workplace(where, Redactor(), practice=False, limits=QUICK)
            place.use(Settings(servers=(server, *more), server="Main", every_server=every_server))
            for one in (server, *more):
                place.credentials.keep(one.endpoint, one.user, Secret(password))
            return place

        desk = Desk(workplace, practice=False)
        window = MainWindow(desk)
        window.first_painted.connect(desk.start)
        qtbot.addWidget(window, before_close_func=_close)
        alive.append(Stage(window, desk))
        with qtbot.waitSignal(desk.ready if ready else desk.log_problem_changed, timeout=10_000):
            window.show()
        if ready:
            qtbot.waitUntil(window.idle, timeout=10_000)
        return alive[-1]

    return build


def _close(window: QWidget) -> None:
    assert isinstance(window, MainWindow)
    window._desk.close()


@pytest.fixture
def real(open_desk: OpenDesk, dialler: PracticeDialler) -> Stage:
    """A window over the real desk and a practice dialler, idle."""
    return open_desk(dialler.url)
