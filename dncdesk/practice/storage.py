"""Keeping the practice dialler's state in a file.

Write-behind: a change only sets a flag; one thread writes the file at most every 200 ms, and once more at the end.
It is practice data: what the last fifth of a second held may be lost when the machine fails.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

_PAUSE = 0.2
_log = logging.getLogger(__name__)


class StateFile:
    """A file that follows the state."""

    def __init__(self, path: Path, take: Callable[[], dict[str, Any]]) -> None:
        """Args: path, and what gives the state to write (it takes the lock itself)."""
        self._path = path
        self._take = take
        self._dirty = threading.Event()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def load(self) -> dict[str, Any] | None:
        """The saved state; None when there is none that can be used (a damaged file is set aside)."""
        try:
            saved = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (ValueError, OSError):
            self.set_aside()
            return None
        if not isinstance(saved, dict) or not isinstance(saved.get("state"), dict):
            self.set_aside()
            return None
        return saved

    def set_aside(self) -> None:
        """Move a damaged file out of the way, under another name."""
        with suppress(OSError):
            self._path.replace(self._path.with_name(f"{self._path.name}.damaged-{time.time_ns()}"))

    def start(self) -> None:
        """Begin to follow the state."""
        self._ending.clear()
        self._thread = threading.Thread(target=self._follow, name="practice-state", daemon=True)
        self._thread.start()

    def changed(self) -> None:
        """Something changed: write soon."""
        self._dirty.set()

    def stop(self) -> None:
        """Write what is left, and end."""
        if self._thread is None:
            return
        self._ending.set()
        self._dirty.set()
        self._thread.join()
        self._thread = None

    def _follow(self) -> None:
        while True:
            self._dirty.wait()
            # Asked before writing: what changes while the file is written is then written once more.
            ending = self._ending.is_set()
            self._dirty.clear()
            self._write()
            if ending:
                return
            self._ending.wait(_PAUSE)

    def _write(self) -> None:
        try:
            text = json.dumps({"version": 1, "saved_at": time.time(), "state": self._take()})
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=self._path.name)
            try:
                # mkstemp makes it 0600: the seed's practice passwords are in it.
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(text)
                Path(name).replace(self._path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as error:
            _log.warning("The practice state could not be saved: %s", error.strerror)
