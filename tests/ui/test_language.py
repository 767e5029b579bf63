"""The language: the system's or the one chosen, in window, sentences, dates; changed once the settings are shut."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dncdesk.app import build
from dncdesk.core.sentences import say
from dncdesk.desk.language import Language, languages
from dncdesk.ui.main_window import MainWindow
from dncdesk.ui.many_window import ManyWindow
from dncdesk.ui.words import text

_Widget = TypeVar("_Widget", bound=QWidget)


@pytest.fixture
def language(qapp: QApplication) -> Language:
    return Language(qapp)


def test_english_comes_first_and_each_is_named_in_itself() -> None:
    assert next(iter(languages())) == "en"
    assert (languages()["en"], languages()["es"]) == ("English", "Español")


def test_window_texts_sentences_and_dates_are_spoken_in_it(language: Language) -> None:
    language.speak("es")
    assert QCoreApplication.translate("words", "Blocked") == "Bloqueado"
    assert text(say("It sees {count} campaigns.", count="3") + say("It has no leads.")) == (
        "Ve 3 campañas. No tiene leads."
    )
    assert QLocale().language() == QLocale.Language.Spanish
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancelar"
    language.speak("en")
    assert QCoreApplication.translate("words", "Blocked") == "Blocked"


@pytest.mark.parametrize(
    ("system", "wanted", "code", "dates"),
    [
        ("fi_FI", "tlh", "en", "en_US"),
        ("es_MX", "tlh", "es", "es_MX"),
        ("es_MX", "", "es", "es_MX"),
        ("es_MX", "en", "en", "en_US"),
        ("en_GB", "", "en", "en_GB"),
    ],
)
def test_a_language_that_is_not_there_is_the_systems_or_english(
    language: Language, system: str, wanted: str, code: str, dates: str
) -> None:
    language._system = QLocale(system)  # what this computer itself speaks must not decide
    language.speak(wanted)
    assert language.code == code
    assert QLocale().name() == dates


def tops() -> list[MainWindow]:
    return [top for top in QApplication.topLevelWidgets() if isinstance(top, MainWindow) and top.isVisible()]


def part(window: QWidget, kind: type[_Widget], name: str) -> _Widget:
    found = window.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def choose_spanish(window: MainWindow) -> None:
    """In the settings, which are shut again."""
    window._openers.open_settings()
    dialog = part(window, QDialog, "settingsDialog")
    box = part(window, QComboBox, "languageBox")
    box.setCurrentIndex(box.findData("es"))
    box.activated.emit(box.currentIndex())
    assert tops() == [window]
    dialog.reject()


@pytest.fixture
def english(qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language) -> Iterator[MainWindow]:
    _app, window = build(["--practice", "--home", str(tmp_path)])
    qtbot.waitUntil(lambda: window.idle() and part(window, QComboBox, "campaignBox").count() > 0, timeout=20_000)
    yield window
    for top in tops():
        top.close()


def test_the_window_speaks_the_new_language_once_the_settings_are_shut(qtbot: QtBot, english: MainWindow) -> None:
    choose_spanish(english)
    qtbot.waitUntil(lambda: tops() != [] and tops() != [english], timeout=5_000)
    (spanish,) = tops()
    assert any(label.text() == "&Número que se bloquea" for label in spanish.findChildren(QLabel))
    qtbot.waitUntil(lambda: part(spanish, QComboBox, "campaignBox").count() > 0, timeout=5_000)


def test_the_menu_of_the_window_in_the_new_language_works(
    qtbot: QtBot, english: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_spanish(english)
    qtbot.waitUntil(lambda: tops() != [] and tops() != [english], timeout=5_000)
    (spanish,) = tops()
    monkeypatch.setattr("dncdesk.app.start_another", lambda *_options: False)
    spanish.practice_wanted.emit()
    assert part(spanish, QLabel, "resultText").text() == "No se pudo abrir otra ventana."


@pytest.mark.parametrize("name", ["numberField", "noteField"])
def test_the_language_waits_while_something_entered_is_on_no_disk(english: MainWindow, name: str) -> None:
    field = part(english, QLineEdit, name)
    field.setText("7275550101")
    choose_spanish(english)
    assert tops() == [english]
    assert field.text() == "7275550101"


def test_the_language_in_the_settings_is_that_of_the_first_picture(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language
) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"version": 1, "window": {"language": "es"}}), encoding="utf-8")
    _app, window = build(["--home", str(tmp_path)])
    try:
        assert any(label.text() == "&Número que se bloquea" for label in window.findChildren(QLabel))
    finally:
        window.close()


def test_the_language_waits_while_a_list_is_looked_through(qtbot: QtBot, english: MainWindow) -> None:
    english._lists.open_text("7275551001\n7275551002")
    opened = part(english, ManyWindow, "listWindow")
    block = part(opened, QPushButton, "listBlockButton")
    qtbot.waitUntil(block.isVisible, timeout=10_000)
    choose_spanish(english)
    assert tops() == [english]
    assert opened.isVisible()
    english.leave()


def test_a_list_under_way_is_shown_in_the_new_language_too_and_stands_at_the_foot(
    qtbot: QtBot, english: MainWindow
) -> None:
    english._lists.open_text("\n".join(f"727555{place}" for place in range(1001, 1041)))
    opened = part(english, ManyWindow, "listWindow")
    qtbot.waitUntil(part(opened, QPushButton, "listBlockButton").isVisible, timeout=10_000)
    box = part(opened, QComboBox, "listCampaignBox")
    box.setCurrentIndex(0)
    part(opened, QPushButton, "listBlockButton").click()
    run = opened.run
    assert run is not None
    part(opened, QPushButton, "runPauseButton").click()
    qtbot.waitUntil(lambda: run.paused and not run.busy and run.recorded == run.requests, timeout=10_000)
    qtbot.waitUntil(english.idle, timeout=10_000)
    choose_spanish(english)
    qtbot.waitUntil(lambda: tops() != [] and tops() != [english], timeout=5_000)
    (spanish,) = tops()
    shown = part(spanish, ManyWindow, "listWindow")
    assert shown.run is run
    assert shown.isVisible()
    assert part(shown, QPushButton, "runPauseButton").text() == "&Seguir"
    assert part(spanish, QPushButton, "listsLine").isVisible()
    part(shown, QPushButton, "runPauseButton").click()
    done = part(shown, QLabel, "runTitle")
    qtbot.waitUntil(lambda: done.text() == "Terminado: 40 números", timeout=30_000)
