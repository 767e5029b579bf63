"""The files that come with the program: pictures, translations, help, and what the build says of itself."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("es",)
"""The languages other than English that the program speaks, as Qt names them (`de`, `pt_BR`).

Each has a file `translations/dncdesk_<language>.qm` among the resources: the build and the self-test ask for it.
"""


@dataclass(frozen=True)
class Build:
    """What the build has written of itself; from a checkout there is nothing."""

    commit: str = ""
    """The revision that it was built from."""
    mark: str = ""
    """Why it is not for release; empty for a build that may be."""
    update_address: str = ""
    """Where a newer version would be announced, if IT has not set another address; empty: nowhere."""

    def __str__(self) -> str:
        """One line for the self-test."""
        return " ".join(filter(None, (self.commit or "from source", f"({self.mark})" if self.mark else "")))


def resource(*parts: str) -> Path:
    """The file or folder at `parts` below `resources/`, from a checkout as from the frozen program.

    Whether it is there is not looked at.
    """
    # PyInstaller names the folder of the frozen program's data there.
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    return root.joinpath("resources", *parts)


def translation(language: str) -> Path:
    """The file with the program's sentences in `language`."""
    return resource("translations", f"dncdesk_{language}.qm")


def build() -> Build:
    """What the build says of itself; an empty one from a checkout."""
    try:
        told = json.loads(resource("build.json").read_text(encoding="utf-8"))
        return Build(str(told["commit"]), str(told["mark"]), str(told["update_address"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Build()
