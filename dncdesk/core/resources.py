"""Where the program's own files are: icons, translations, help."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a file in `resources/`, from the sources as from a frozen program; it need not be there."""
    # PyInstaller names the folder that holds its data files so.
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).parents[2]))
    return root.joinpath("resources", *parts)
