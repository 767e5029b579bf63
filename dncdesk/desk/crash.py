"""What happens when the program itself makes a mistake: it is written down, shown, and nothing is swallowed."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion

from dncdesk import __version__
from dncdesk.core.redaction import Redactor

_log = logging.getLogger(__name__)


class CrashHook(QObject):
    """Catches what no code has caught, in any thread. Make it in the main thread."""

    crashed = Signal(str)
    """A report for people, redacted; connect a bound method of a QObject."""

    def __init__(self, redactor: Redactor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._redactor = redactor

    def install(self) -> None:
        """Catch from now on."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    def uninstall(self) -> None:
        """Leave it to Python again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def report(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
        """Versions and the trace, without values of variables and without secrets."""
        lines = traceback.format_exception(kind, error, trace)
        head = f"dncdesk {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}\n\n"
        return self._redactor(head + "".join(lines))

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = self.report(kind, error, trace)
        _log.error("crash\n%s", text)
        _print(text)
        self.crashed.emit(text)

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        text = self.report(args.exc_type, args.exc_value, args.exc_traceback)
        _log.error("crash in a thread\n%s", text)
        _print(text)
        self.crashed.emit(text)


def _print(text: str) -> None:
    """For who has started the program on a terminal; the window's program on Windows has none."""
    if sys.stderr is not None:
        print(text, file=sys.stderr)
