"""Colours that can be read and marks that can be told apart, on light and dark."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dncdesk.core.outcome import Tone
from dncdesk.ui.labels import ToneLabel
from dncdesk.ui.theme import READABLE, colors, contrast, paint_mark

LIGHT = QPalette(QColor("#efefef"), QColor("#efefef"))
DARK = QPalette(QColor("#2b2b2b"), QColor("#202124"))
SCHEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_as_wcag_reckons_it() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@SCHEMES
@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_can_be_read_on_its_card_the_window_and_the_table(palette: QPalette, tone: Tone) -> None:
    chosen = colors(palette).tones[tone]
    grounds = [chosen.ground, palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.Base)]
    for ground in grounds:
        assert contrast(chosen.ink, ground) >= READABLE


@SCHEMES
def test_text_can_be_read_on_every_card_and_on_the_strong_button(palette: QPalette) -> None:
    scheme = colors(palette)
    text = palette.color(QPalette.ColorRole.WindowText)
    assert all(contrast(text, tone.ground) >= READABLE for tone in scheme.tones.values())
    assert contrast(scheme.on_accent, scheme.accent) >= READABLE


@SCHEMES
def test_light_and_dark_are_told_by_the_palette(palette: QPalette) -> None:
    assert colors(palette).dark is (palette is DARK)


def test_marks_differ_by_shape_alone(qtbot: QtBot) -> None:
    del qtbot  # painting needs an application
    pictures = []
    for tone in Tone:
        image = QImage(16, 16, QImage.Format.Format_ARGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        paint_mark(painter, QRectF(0, 0, 16, 16), tone, QColor("black"), QColor("white"))
        painter.end()
        pictures.append(image)
    for number, one in enumerate(pictures):
        for other in pictures[number + 1 :]:
            differing = sum(one.pixel(x, y) != other.pixel(x, y) for x in range(16) for y in range(16))
            assert differing > 30


def test_a_label_follows_the_palette_around_it(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    label = ToneLabel("words", Tone.PROBLEM, outer)
    for palette in (LIGHT, DARK, LIGHT):
        outer.setPalette(palette)
        assert label.palette().color(QPalette.ColorRole.WindowText) == colors(palette).tones[Tone.PROBLEM].ink
