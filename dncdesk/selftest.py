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
from dncdesk.core import managed
from dncdesk.core.credentials import Credentials
from dncdesk.core.paths import paths
from dncdesk.core.redaction import Redactor
from dncdesk.core.resources import LANGUAGES, build, resource, translation
from dncdesk.core.sentences import Sentence, say
from dncdesk.core.settings_file import SettingsFile
from dncdesk.desk.qtfacts import qt_facts, speaks
from dncdesk.record.log import Log, LogError

OLDEST_SQLITE = (3, 37, 0)
"""The first that knows STRICT tables, of which the log is made."""


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
        "build": str(build()),
        "python": platform.python_version(),
        **_qt(),
        "sqlite": _sqlite(problems),
        "openssl": ssl.OPENSSL_VERSION,
        "system": platform.platform(),
        "certificates": _certificates(problems),
        "keyring": state.value,
        "keyring_backend": credentials.backend_name,
        "resources": _resources(problems),
        "translations": _translations(problems),
        "settings": str(where.settings),
        "managed": _managed(where.managed, problems),
        "log": str(where.log),
        "log_integrity": _log(where.log, problems),
    }
    return Findings(facts, tuple(problems))


def _qt() -> dict[str, str]:
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"} & set(os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return qt_facts()


def _sqlite(problems: list[Sentence]) -> str:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        problems.append(
            say("SQLite is {version}; the log needs {oldest}.", version=sqlite3.sqlite_version, oldest=oldest)
        )
    return sqlite3.sqlite_version


def _certificates(problems: list[Sentence]) -> str:
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # Without a connection: the store is opened when a connection is about to be made.
    made = context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="localhost")
    if sys.platform in {"win32", "darwin"}:
        return f"the operating system's ({type(context).__module__})"
    # On Linux it is a file or a folder; a folder's certificates are read one by one when needed, and not counted.
    places = ssl.get_default_verify_paths()
    count = made.context.cert_store_stats()["x509_ca"]
    if not count and not places.capath:
        problems.append(
            say("No certificate authorities are found on this computer, so no https server can be trusted.")
        )
    return f"the operating system's ({type(context).__module__}; {count or places.capath or 'none'})"


def _resources(problems: list[Sentence]) -> str:
    folder = resource()
    if not resource("dncdesk.svg").is_file():
        problems.append(say("The program's own files in {path} are missing. Install it again.", path=str(folder)))
    return str(folder)


def _managed(path: Path, problems: list[Sentence]) -> str:
    problems += [
        say("Your organisation's settings need a correction: {problem}", problem=problem)
        for problem in managed.problems(path)
    ]
    found = [*([str(path)] if path.exists() else []), *([managed.POLICY] if managed.has_policy() else [])]
    return ", ".join(found) or f"none ({path})"


def _translations(problems: list[Sentence]) -> list[str]:
    spoken = [language for language in LANGUAGES if speaks(translation(language))]
    problems += [
        say("The translation into {language} is missing. Install dncdesk again.", language=language)
        for language in LANGUAGES
        if language not in spoken
    ]
    return ["en", *spoken]


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
