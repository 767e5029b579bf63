"""Where the program's files lie: one place that knows, so that `--home` moves all of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

_NAME = "dncdesk"
_PRIVATE = 0o700


@dataclass(frozen=True)
class Paths:
    """The program's files for one user, or for one `--home` folder. All are absolute."""

    settings: Path
    log: Path
    diagnostics: Path
    managed: Path
    practice: Path
    """The practice dialler's own home: settings, log and state that have nothing to do with the real ones."""

    def make(self) -> None:
        """Make the folders, for this user alone.

        Raises:
            OSError: a folder cannot be made.
        """
        for folder in {self.settings.parent, self.log.parent, self.diagnostics.parent}:
            folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)


def paths(home: Path | None = None) -> Paths:
    """The files below `home`, or in the folders that the platform has for this user."""
    managed = Path(platformdirs.site_config_dir(_NAME, appauthor=False)) / "managed.json"
    if home is not None:
        root = home.expanduser().absolute()
        config = data = logs = root
    else:
        config = Path(platformdirs.user_config_dir(_NAME, appauthor=False, roaming=True))
        data = Path(platformdirs.user_data_dir(_NAME, appauthor=False))
        logs = Path(platformdirs.user_log_dir(_NAME, appauthor=False))
    return Paths(
        settings=config / "settings.json",
        log=data / "log.sqlite3",
        diagnostics=logs / "diagnostics.log",
        managed=managed,
        practice=data / "practice",
    )
