"""The help: pages in two languages that say the same, links that lead to pages, and no way out of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QPalette, QTextDocument
from PySide6.QtWidgets import QApplication, QTabBar, QTextBrowser
from pytestqt.qtbot import QtBot

from dncdesk.blocking.trial import _RIGHTS
from dncdesk.core.outcome import Outcome
from dncdesk.core.resources import resource
from dncdesk.ui.help_page import show_page
from dncdesk.ui.help_window import HelpWindow
from dncdesk.ui.words import outcome_word
from tests.ui.conftest import Stage

PAGES = ("supervisors.md", "administrators.md")
LANGUAGES = ("en", "es")


def page(language: str, name: str) -> str:
    return resource("help", language, name).read_text(encoding="utf-8")


def browser(window: HelpWindow) -> QTextBrowser:
    found = window.findChild(QTextBrowser, "helpText")
    assert isinstance(found, QTextBrowser)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_have_the_same_headings_tables_lists_and_code(name: str) -> None:
    def shape(text: str) -> list[str]:
        return [line[:2] if line[:1] in "#|" else "-" for line in text.splitlines() if line[:1] in {"#", "|", "-"}]

    assert shape(page("en", name)) == shape(page("es", name))
    code = [set(re.findall(r"`(dncdesk [^`]*|add_dnc[^`]*|%[^`]*|~[^`]*)`", page(lang, name))) for lang in LANGUAGES]
    assert code[0] == code[1]


def test_every_outcome_is_explained_in_the_programs_own_word() -> None:
    for outcome in Outcome:
        assert f"| **{outcome_word(outcome)}** |" in page("en", "supervisors.md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_function_that_the_account_needs_is_named(language: str) -> None:
    for right in _RIGHTS:
        for name in re.findall(r"\b[a-z]+_[a-z_]+\b", right.may_not.template):
            assert name in page(language, "administrators.md")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_pages_of_the_help_alone(language: str, name: str) -> None:
    targets = re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", page(language, name))
    assert set(targets) <= {*PAGES, "keys"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_picture_is_there_and_no_wider_than_the_page(
    stage: Stage, qtbot: QtBot, language: str, name: str
) -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page(language, name))
    assert pictures
    assert all(resource("help", language, picture).is_file() for picture in pictures)
    window = HelpWindow(stage.window, language=language)
    qtbot.addWidget(window)
    window.open_at(name)
    for width in (520, 400):
        window.resize(width, 400)
        QApplication.processEvents()
        assert browser(window).document().size().width() <= browser(window).viewport().width()


@pytest.mark.parametrize(
    ("language", "begins"),
    [("en_US", "For supervisors"), ("es_MX", "Para supervisores"), ("xx", "For supervisors"), ("", "For supervisors")],
)
def test_the_pages_are_in_the_programs_language(stage: Stage, language: str, begins: str) -> None:
    window = HelpWindow(stage.window, language=language)
    window.open_at()
    assert browser(window).toPlainText().startswith(begins)


def test_a_link_opens_its_page_and_any_other_address_nothing(stage: Stage) -> None:
    window = HelpWindow(stage.window, language="en")
    window.open_at("supervisors.md")
    browser(window).anchorClicked.emit(QUrl("administrators.md"))
    assert window.page == "administrators.md"
    assert browser(window).toPlainText().startswith("For administrators")
    browser(window).anchorClicked.emit(QUrl("https://example.com/keys.html"))
    assert window.page == "administrators.md"
    browser(window).anchorClicked.emit(QUrl("keys"))
    assert "Ctrl+L" in browser(window).toPlainText()
    assert (
        browser(window).loadResource(int(QTextDocument.ResourceType.ImageResource.value), "https://x.invalid/a") is None
    )


def test_the_text_follows_the_font_and_the_palette(stage: Stage) -> None:
    window = HelpWindow(stage.window, language="en")
    window.open_at("supervisors.md")
    document = browser(window).document()
    small = document.begin().begin().fragment().charFormat().fontPointSize(), link_color(document)
    font = window.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    window.setFont(font)
    dark = QPalette(QColor("#202020"))
    dark.setColor(QPalette.ColorRole.WindowText, QColor("#f0f0f0"))
    window.setPalette(dark)
    large = document.begin().begin().fragment().charFormat().fontPointSize(), link_color(document)
    assert large[0] == pytest.approx(small[0] * 2)
    assert large[1] != small[1]


def link_color(document: QTextDocument) -> str:
    block = document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            if part.fragment().charFormat().isAnchor():
                return part.fragment().charFormat().foreground().color().name()
            part += 1
        block = block.next()
    raise AssertionError("there is no link")


def test_a_picture_that_is_not_there_leaves_no_hole(tmp_path: Path, stage: Stage) -> None:
    document = QTextDocument()
    show_page(document, "# One\n\nText ![it](pictures/none.png) goes on.", tmp_path, QPalette())
    assert document.toPlainText() == "One\nText  goes on."


def test_the_window_opens_at_the_top_and_keeps_its_page(stage: Stage) -> None:
    window = HelpWindow(stage.window, language="en")
    window.open_at("administrators.md")
    window.close()
    window.open_at()
    assert window.page == "administrators.md"
    assert browser(window).verticalScrollBar().value() == 0
    tabs = window.findChild(QTabBar, "helpTabs")
    assert isinstance(tabs, QTabBar)
    assert tabs.currentIndex() == 1
