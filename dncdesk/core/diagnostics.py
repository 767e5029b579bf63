"""The program's own diagnostics: a small rotated file without secrets and without people's numbers."""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from dncdesk.core.redaction import Redactor

_BYTES = 512 * 1024
_OLDER = 3


class _Redacting(logging.Formatter):
    def __init__(self, redactor: Redactor) -> None:
        super().__init__("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        return self._redactor(super().format(record))


class _Private(RotatingFileHandler):
    def _open(self) -> object:  # type: ignore[override]
        os.close(os.open(self.baseFilename, os.O_RDWR | os.O_CREAT, 0o600))
        return super()._open()


def to_file(path: Path, redactor: Redactor) -> logging.Handler | None:
    """Write what the program's own code logs to `path` (0600), each line through `redactor`.

    Returns the handler, or None where the file cannot be written: diagnostics are never in the way.
    """
    logger = logging.getLogger("dncdesk")
    # Where the file cannot be written, Python would print warnings to standard error, unredacted.
    logger.addHandler(logging.NullHandler())
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _Private(path, maxBytes=_BYTES, backupCount=_OLDER, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    handler.setFormatter(_Redacting(redactor))
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    logging.raiseExceptions = False  # a full disk is not the supervisor's concern here
    return handler
