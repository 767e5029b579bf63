"""Make ``resources/dncdesk.ico`` and ``resources/dncdesk.icns`` from ``resources/dncdesk.svg``.

Qt draws; the two containers are put together here, because Qt's own writers put one size only into a file. The same
drawing and the same Qt give the same bytes.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""What Windows asks for at 100 to 400 %."""
ICNS_TYPES = {
    b"ic11": 32,  # 16 at twice the density, and so on
    b"ic12": 64,
    b"ic07": 128,
    b"ic13": 256,
    b"ic08": 256,
    b"ic14": 512,
    b"ic09": 512,
    b"ic10": 1024,
}
"""The parts that a Mac reads as PNG since 10.7, with their pixels. Smaller ones it makes from these."""
_LARGEST_BITMAP = 48
"""Pixels: up to here an entry is a bitmap, which every reader of ICO files knows; PNG came with Windows Vista."""


def main() -> int:
    """Write both files; returns 0."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    svg = RESOURCES / "dncdesk.svg"
    for name, content in (("dncdesk.ico", ico(svg)), ("dncdesk.icns", icns(svg))):
        (RESOURCES / name).write_bytes(content)
        print(f"{name}: {len(content):,} bytes")
    del application
    return 0


def ico(svg: Path) -> bytes:
    """An icon for Windows: a header, a directory, and the pictures behind it (ICONDIR, learn.microsoft.com)."""
    pictures = [_bitmap(draw(svg, size)) if size <= _LARGEST_BITMAP else png(draw(svg, size)) for size in ICO_SIZES]
    directory = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(directory) + 16 * len(pictures)
    for size, picture in zip(ICO_SIZES, pictures, strict=True):
        side = size % 256  # 256 is written as 0
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return directory + b"".join(pictures)


def icns(svg: Path) -> bytes:
    """An icon for a Mac: each part with its type and its length, both in front of the whole as well."""
    parts = b"".join(_part(kind, png(draw(svg, size))) for kind, size in ICNS_TYPES.items())
    return _part(b"icns", parts)


def draw(svg: Path, size: int) -> QImage:
    """The drawing as a square of `size` pixels, on nothing. There must be an application."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def png(image: QImage) -> bytes:
    """`image` as a PNG file."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs ask for bytes here, PySide6 for a text
    return bytes(content.data())


def _bitmap(image: QImage) -> bytes:
    """`image` as an entry of an ICO file: colours with transparency, then an empty mask, each from the bottom up."""
    side = image.width()
    mask = bytes((side + 31) // 32 * 4 * side)
    header = struct.pack("<IiiHHIIiiII", 40, side, side * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    upside_down = image.flipped(Qt.Orientation.Vertical)  # kept while its bytes are read: they are not copied
    return header + bytes(upside_down.constBits()) + mask


def _part(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">4sI", kind, len(content) + 8) + content


if __name__ == "__main__":
    sys.exit(main())
