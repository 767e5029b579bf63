"""What a link, or another start, puts into the field: said at once, and never submitted by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from dncdesk.core.outcome import Tone
from dncdesk.ui.number_field import Reading
from tests.ui.conftest import Stage

SENDS = "Sends 7275550101"


@pytest.mark.parametrize(
    ("link", "shown", "tone"),
    [
        ("tel:+1-727-555-0101", SENDS, Tone.NEUTRAL),
        ("tel:%2B1%20727%20555%200101", SENDS, Tone.NEUTRAL),
        ("tel:+17275550101;ext=45;isub=7275550102", f"{SENDS} · “ext=45” left out · “isub=7275550102” left out", None),
        ("dnc://7275550101/", SENDS, Tone.NEUTRAL),
        ("tel:911", "This is too short: it has 3 of the 10 digits", Tone.PROBLEM),
        ("tel:voicemail", "There is no phone number in this text", Tone.PROBLEM),
        ("dnc:%00%0d%0a", "There is no phone number in this text", Tone.PROBLEM),
        ("dnc:" + "7" * 2000, "This text is far longer than a phone number", Tone.PROBLEM),
    ],
)
@pytest.mark.parametrize("ready_first", [True, False], ids=["running", "starting"])
def test_a_link_fills_the_field_and_what_is_wrong_with_it_stands_under_it(
    stage: Stage, link: str, shown: str, tone: Tone | None, ready_first: bool
) -> None:
    if ready_first:
        stage.desk.make_ready()
    stage.window.put_number(link)
    if not ready_first:
        stage.desk.make_ready()
    field, reading = stage.find(QLineEdit, "numberField"), stage.find(Reading, "reading")
    assert field.text() == link
    assert field.selectedText() == link
    assert reading.text().startswith(shown)
    assert reading.tone is (tone or Tone.NEUTRAL)
    assert stage.desk.blocked == []


def test_what_is_typed_afterwards_is_not_complained_about_before_it_is_whole(stage: Stage) -> None:
    stage.desk.make_ready()
    stage.window.put_number("tel:911")
    QTest.keyClicks(stage.find(QLineEdit, "numberField"), "727")
    reading = stage.find(Reading, "reading")
    assert (reading.text(), reading.tone) == ("Not a full number yet.", Tone.NEUTRAL)


def test_a_bad_link_is_not_submitted_by_enter_either(stage: Stage) -> None:
    stage.desk.make_ready()
    stage.window.put_number("tel:voicemail")
    QTest.keyClick(stage.find(QLineEdit, "numberField"), Qt.Key.Key_Return)
    assert stage.desk.blocked == []
    assert stage.find(QLineEdit, "numberField").text() == "tel:voicemail"
