"""What an administrator asks first when something is wrong: versions, platform, keyring, certificates, log."""

from __future__ import annotations

import os
import platform
import sqlite3
import ssl
import sys
from dataclasses import dataclass
from pathlib import Path

from dncdesk import __version__
from dncdesk.core.credentials import Credentials
from dncdesk.core.paths import paths
from dncdesk.core.redaction import Redactor
from dncdesk.core.sentences import Sentence, say
from dncdesk.core.settings import SettingsFile
from dncdesk.desk.qtfacts import qt_facts
from dncdesk.record.log import Log, LogError


@dataclass(frozen=True)
class Findings:
    """The facts by name, and what is wrong."""

    facts: dict[str, object]
    problems: tuple[Sentence, ...]


def self_test(home: Path | None, *, practice: bool) -> Findings:
    """Look at everything that the program needs. Prints and keeps no secret."""
    where = paths(home)
    where = paths(where.practice) if practice else where
    problems: list[Sentence] = []
    redactor = Redactor()
    credentials = Credentials(redactor)
    state = credentials.look()
    _, notices = SettingsFile(where.settings, where.managed).load()
    problems += notices
    facts: dict[str, object] = {
        "dncdesk": __version__,
        "python": platform.python_version(),
        **_qt(),
        "sqlite": sqlite3.sqlite_version,
        "openssl": ssl.OPENSSL_VERSION,
        "system": platform.platform(),
        "certificates": _certificates(),
        "keyring": state.value,
        "keyring_backend": credentials.backend_name,
        "settings": str(where.settings),
        "log": str(where.log),
        "log_integrity": _log(where.log, problems),
    }
    return Findings(facts, tuple(problems))


def _qt() -> dict[str, str]:
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"} & set(os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return qt_facts()


def _certificates() -> str:
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return f"the operating system's ({type(context).__module__})"


def _log(path: Path, problems: list[Sentence]) -> str:
    if not path.exists():
        return "none yet"
    try:
        log = Log(path)
    except LogError as error:
        problems.append(error.sentence)
        return "unreadable"
    problems += log.notices
    try:
        found = log.integrity()
    finally:
        log.close()
    if found != "ok":
        problems.append(say("The log is damaged: {reason}.", reason=found))
    return found
