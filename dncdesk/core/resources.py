"""The files that come with the program: pictures, translations, help."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """The file or folder at `parts` below `resources/`, from a checkout as from the frozen program.

    Whether it is there is not looked at.
    """
    # PyInstaller names the folder of the frozen program's data there.
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    return root.joinpath("resources", *parts)
