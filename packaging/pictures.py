"""The gallery: pictures of the window and its dialogs, made anew from the real program on the practice dialler.

``pictures.py [FOLDER]`` fills FOLDER with one folder for each language, scheme and scale, and with a contact sheet of
each. ``--renew`` also puts the chosen ones where README and help show them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "es")
SCHEMES = ("light", "dark")
SCALES = (100, 200)
AT_ONCE = 2
"""Windows that are played at the same time."""
PATIENCE = 300.0
"""Seconds for one window."""
Cell = tuple[Path, "QImage"]
_CHOSEN = {
    "supervisors-result": ("blocked", 492),
    "supervisors-question": ("question", 492),
    "supervisors-details": ("detail-pane", None),
    "administrators-tested": ("settings-tested", None),
    "administrators-checklist": ("checklist", 205),
}
"""By name in the help: the picture, and how many of its rows, from the top, are shown."""
_PAGE = 480
"""Pixels that a page of the help has room for in every language; Qt's own scaling there is a rough one."""
_CELL, _GAP, _COLUMNS, _LINE = 460, 16, 4, 22


@dataclass(frozen=True)
class Look:
    """How the window is seen; `scale` in percent."""

    language: str
    scheme: str
    scale: int

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{self.language}-{self.scheme}-{self.scale}"


def main(arguments: list[str]) -> int:
    """Make the gallery; returns 0 if every picture was taken, else 1."""
    parser = argparse.ArgumentParser(prog="dev.py pictures", description="Pictures of everything there is to see.")
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "build" / "pictures", metavar="FOLDER")
    parser.add_argument("--only", metavar="NAME", help="one of them, such as es-dark-200")
    parser.add_argument("--renew", action="store_true", help="put the chosen ones into README and help, too")
    parser.add_argument("--play", metavar="NAME", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    looks = [Look(*look) for look in product(LANGUAGES, SCHEMES, SCALES)]
    named = options.play or options.only
    if named and named not in {look.name for look in looks}:
        parser.error(f"there is none called {named}")
    looks = [look for look in looks if named in (None, look.name)]
    if options.play:
        take(looks[0], options.folder / looks[0].name)
        return 0
    good = take_all(looks, options.folder)
    if good and options.renew:
        renew(options.folder)
    print(f"The pictures are in {options.folder}.")
    return 0 if good else 1


def take_all(looks: list[Look], folder: Path) -> bool:
    """Take the pictures of each look in a process of its own; whether all were taken."""
    waiting, running, good = list(looks), list[tuple[Look, subprocess.Popen[bytes]]](), True
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            look = waiting.pop(0)
            running.append((look, start(look, folder)))
        look, process = running.pop(0)
        words, _ = process.communicate(timeout=PATIENCE)
        code = process.returncode
        taken = len(list((folder / look.name).glob("*.png")))
        print(f"{look.name}: {taken} pictures" + ("" if code == 0 else f", and then it failed ({code})"), flush=True)
        if code:
            print(words.decode(errors="replace"), file=sys.stderr)
        good = good and code == 0
    return good


def start(look: Look, folder: Path) -> subprocess.Popen[bytes]:
    """A process that plays one look; what Qt says meanwhile is read only if it fails."""
    command = [sys.executable, str(ROOT / "packaging" / "pictures.py"), str(folder), "--play", look.name]
    return subprocess.Popen(
        command, env=environment(look, folder), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def environment(look: Look, folder: Path) -> dict[str, str]:
    """Qt takes these when it starts: no screen but a large one of ours, the scale, the language of dates."""
    folder.mkdir(parents=True, exist_ok=True)
    screen = {"name": "pictures", "x": 0, "y": 0, "width": 5000, "height": 6000, "logicalDpi": 96, "logicalBaseDpi": 96}
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [{**screen, "dpr": 1}]}), encoding="utf-8")
    return {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={file}",
        "QT_SCALE_FACTOR": str(look.scale / 100),
        "LC_ALL": "",
        "LC_CTYPE": "C.UTF-8",
        "LANG": {"en": "en_US.UTF-8", "es": "es_US.UTF-8"}[look.language],
        "LOGNAME": "pat",
        "PYTHONPATH": str(ROOT),
        "PYTHON_KEYRING_BACKEND": "pictures_stage.PictureKeyring",
    }


def take(look: Look, pictures: Path) -> None:
    """Take the pictures of `look` in this process, and their contact sheet."""
    from pictures_scenes import play
    from pictures_stage import palette
    from PySide6.QtWidgets import QApplication

    pictures.mkdir(parents=True, exist_ok=True)
    for former in pictures.glob("*.png"):
        former.unlink()
    app = QApplication([sys.argv[0]])
    app.setStyle("Fusion")
    app.setPalette(palette(look.scheme))
    with (
        tempfile.TemporaryDirectory(prefix="dncdesk-pictures-", ignore_cleanup_errors=True) as home,
        mock.patch("platform.node", return_value="desk-7"),
    ):
        play(Path(home), pictures, look.language)
    contact_sheets(pictures)


def contact_sheets(pictures: Path) -> None:
    """Put small copies of all pictures onto sheets beside their folder."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor, QImage, QPainter

    files = sorted(pictures.glob("*.png"))
    images = [QImage(str(file)).scaledToWidth(_CELL, Qt.TransformationMode.SmoothTransformation) for file in files]
    for number, rows in enumerate(_sheets(list(zip(files, images, strict=True))), start=1):
        heights = [max(image.height() for _, image in row) + _LINE + _GAP for row in rows]
        sheet = QImage(_COLUMNS * (_CELL + _GAP) + _GAP, sum(heights) + _GAP, QImage.Format.Format_RGB32)
        sheet.fill(QColor("#808080"))
        painter = QPainter(sheet)
        y = _GAP
        for row, height in zip(rows, heights, strict=True):
            for column, (file, image) in enumerate(row):
                x = _GAP + column * (_CELL + _GAP)
                painter.drawText(x, y + _LINE - 8, file.stem)
                painter.drawImage(x, y + _LINE, image)
            y += height
        painter.end()
        sheet.save(str(pictures.with_name(f"sheet-{pictures.name}-{number}.png")))


def _sheets(cells: list[Cell]) -> Iterator[list[list[Cell]]]:
    rows = [cells[start : start + _COLUMNS] for start in range(0, len(cells), _COLUMNS)]
    for start in range(0, len(rows), 2):
        yield rows[start : start + 2]


def renew(folder: Path) -> None:
    """Put the chosen pictures, made small, where README and help show them."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    for language in LANGUAGES:
        target = ROOT / "resources" / "help" / language / "pictures"
        target.mkdir(exist_ok=True)
        for name, (picture, rows) in _CHOSEN.items():
            image = QImage(str(folder / f"{language}-light-100" / f"{picture}.png"))
            if image.width() > _PAGE:
                large = QImage(str(folder / f"{language}-light-200" / f"{picture}.png"))
                image = large.scaledToWidth(_PAGE, Qt.TransformationMode.SmoothTransformation)
            save_small(image.copy(0, 0, image.width(), rows) if rows else image, target / f"{name}.png")
    save_small(QImage(str(folder / "en-light-100" / "blocked.png")), ROOT / "resources" / "window.png")


def save_small(image: object, file: Path) -> None:
    """Save a picture as small as it goes."""
    from PySide6.QtGui import QImage

    if not isinstance(image, QImage) or image.isNull():
        raise OSError(f"there is no picture for {file.name}")
    # Of this format, 0 is the smallest file, and no less true.
    if not image.save(str(file), quality=0):
        raise OSError(f"{file} could not be saved")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))
