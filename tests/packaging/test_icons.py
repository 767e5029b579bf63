"""The program's icons: every size is there, and all show the one drawing."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter, qAlpha, qBlue, qGreen, qRed
from pytestqt.qtbot import QtBot

from dncdesk.ui.theme import window_icon

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))  # the scripts import each other as they do when one of them is run

import icons  # noqa: E402

SVG = ROOT / "resources" / "dncdesk.svg"
NEARLY = 2.0
"""Of 255: how far two drawings may be apart on the average, which another version of Qt may be."""


@pytest.fixture(autouse=True)
def application(qtbot: QtBot) -> None:
    """Drawing needs an application."""
    del qtbot


def apart(one: QImage, other: QImage) -> float:
    """The mean difference of two pictures over all their channels, 0 to 255."""
    assert one.size() == other.size()
    total = 0
    for y in range(one.height()):
        for x in range(one.width()):
            a, b = one.pixel(x, y), other.pixel(x, y)
            weight = max(qAlpha(a), qAlpha(b)) / 255  # what is not seen has no colour
            total += abs(qAlpha(a) - qAlpha(b))
            total += round(weight * sum(abs(part(a) - part(b)) for part in (qRed, qGreen, qBlue)))
    return total / (one.width() * one.height() * 4)


def ico_pictures() -> dict[int, QImage]:
    """The pictures in the ICO file by the size that its directory names, read by the format's rules."""
    content = (ROOT / "resources" / "dncdesk.ico").read_bytes()
    reserved, kind, count = struct.unpack_from("<HHH", content)
    assert (reserved, kind) == (0, 1)
    found = {}
    end = 6 + 16 * count
    for number in range(count):
        width, height, _, _, planes, bits, length, offset = struct.unpack_from("<BBBBHHII", content, 6 + 16 * number)
        assert (width, planes, bits, offset) == (height, 1, 32, end)
        # As a file of its own, Qt's own reader takes it.
        alone = struct.pack("<HHHBBBBHHII", 0, 1, 1, width, height, 0, 0, 1, 32, length, 22)
        image = QImage.fromData(QByteArray(alone + content[offset : offset + length]))
        image = image.convertToFormat(QImage.Format.Format_ARGB32)
        assert image.width() == (width or 256)
        found[width or 256] = image
        end = offset + length
    assert end == len(content)
    return found


def icns_pictures() -> dict[bytes, QImage]:
    """The pictures in the ICNS file by their type."""
    content = (ROOT / "resources" / "dncdesk.icns").read_bytes()
    assert struct.unpack_from(">4sI", content) == (b"icns", len(content))
    found = {}
    place = 8
    while place < len(content):
        kind, length = struct.unpack_from(">4sI", content, place)
        found[kind] = QImage.fromData(QByteArray(content[place + 8 : place + length]))
        place += length
    return found


def test_the_icon_for_windows_holds_every_size_and_is_up_to_date() -> None:
    pictures = ico_pictures()
    assert tuple(pictures) == (16, 20, 24, 32, 40, 48, 64, 128, 256)
    for size, picture in pictures.items():
        assert apart(picture, icons.draw(SVG, size)) < NEARLY, size


def test_the_icon_for_a_mac_holds_every_size_and_is_up_to_date() -> None:
    pictures = icns_pictures()
    sizes = {kind.decode(): picture.width() for kind, picture in pictures.items()}
    assert sizes == {
        "ic11": 32, "ic12": 64, "ic07": 128, "ic13": 256, "ic08": 256, "ic14": 512, "ic09": 512, "ic10": 1024,
    }  # fmt: skip
    for picture in pictures.values():
        small = icons.draw(SVG, picture.width()).scaled(64, 64)
        assert apart(picture.scaled(64, 64), small) < NEARLY


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert icons.ico(SVG) == icons.ico(SVG)
    assert icons.icns(SVG) == icons.icns(SVG)


@pytest.mark.parametrize("size", [16, 32, 64])
def test_the_windows_own_icon_is_the_same_drawing(size: int) -> None:
    painted = window_icon().pixmap(size, size).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    assert apart(painted, icons.draw(SVG, size)) < NEARLY


@pytest.mark.parametrize("ground", ["#f3f3f3", "#202124", "#ffffff", "#000000"])
def test_the_silhouette_stands_out_from_light_and_dark(ground: str) -> None:
    from dncdesk.ui.theme import contrast

    image = QImage(32, 32, QImage.Format.Format_ARGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    painter.drawImage(0, 0, icons.draw(SVG, 32))
    painter.end()
    edge = QColor.fromRgb(image.pixel(3, 16))
    assert contrast(edge, QColor(ground)) >= 2.5
    assert contrast(edge, QColor(image.pixel(16, 8))) >= 4.5
