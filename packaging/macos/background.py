"""Paints the picture behind the disk image's window: drag the program onto the folder. ``background.py FILE``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

WIDTH, HEIGHT = 560, 340
"""Of the window, in points; `disk_image.py` places the icons by the same measures."""
PROGRAM_AT, FOLDER_AT = (150, 160), (410, 160)
"""The middles of the two icons."""


def main(arguments: list[str]) -> int:
    """Paint the picture, at twice the points for a dense screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QPointF, QRectF, Qt
    from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen, QPolygonF

    _app = QGuiApplication(["background"])
    image = QImage(WIDTH * 2, HEIGHT * 2, QImage.Format.Format_RGB32)
    image.fill(QColor("#f4f6fa"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(2, 2)
    arrow = QPen(QColor("#1f5fc4"), 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(arrow)
    left, right, middle = PROGRAM_AT[0] + 78, FOLDER_AT[0] - 78, PROGRAM_AT[1]
    painter.drawLine(QPointF(left, middle), QPointF(right, middle))
    painter.drawPolyline(
        QPolygonF([QPointF(right - 16, middle - 14), QPointF(right, middle), QPointF(right - 16, middle + 14)])
    )
    painter.setPen(QColor("#243044"))
    font = QFont()
    font.setPixelSize(19)
    painter.setFont(font)
    painter.drawText(
        QRectF(0, 24, WIDTH, 40), Qt.AlignmentFlag.AlignCenter, "Drag dncdesk onto Applications, then open it there."
    )
    painter.end()
    return 0 if image.save(str(Path(arguments[0]))) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
