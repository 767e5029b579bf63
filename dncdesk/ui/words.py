"""What the window says of an outcome, a scope, a moment: the one place where values become words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from dncdesk.core.outcome import TONES, Outcome, Tone
from dncdesk.core.scope import EVERYWHERE
from dncdesk.core.sentences import Sentence

if TYPE_CHECKING:
    from dncdesk.core.optout import OptOut
    from dncdesk.record.reader import Entry


def text(sentence: Sentence) -> str:
    """`sentence` as the person reads it."""
    return str(sentence)


def outcome_word(outcome: Outcome) -> str:
    """The word or two that stand for `outcome` in the log."""
    return {
        Outcome.BLOCKED: QCoreApplication.translate("words", "Blocked"),
        Outcome.STOPPED: QCoreApplication.translate("words", "Stopped here"),
        Outcome.LISTED: QCoreApplication.translate("words", "On the list"),
        Outcome.NOT_EFFECTIVE: QCoreApplication.translate("words", "Not effective"),
        Outcome.REFUSED: QCoreApplication.translate("words", "Refused"),
        Outcome.WAITING: QCoreApplication.translate("words", "Not delivered yet"),
        Outcome.REMOVED: QCoreApplication.translate("words", "Taken off"),
    }[outcome]


def standing_word(entry: Entry) -> str:
    """The word or two that stand for `entry` in the log: its outcome, or that it was imported and has none."""
    return QCoreApplication.translate("words", "Imported") if entry.imported else outcome_word(entry.result.outcome)


def standing_tone(entry: Entry) -> Tone:
    """How `entry` is shown."""
    return Tone.NEUTRAL if entry.imported else TONES[entry.result.outcome]


def is_removal(request: OptOut | Entry) -> bool:
    """Whether the number was to be taken off, not blocked."""
    from dncdesk.core.optout import Action  # there is no request yet while the first picture is painted

    return request.action is Action.REMOVE


def outcome_title(outcome: Outcome, shown: str, *, removal: bool = False) -> str:
    """What became of the request to block the number `shown`, or to take it off."""
    if not removal:
        title = QCoreApplication.translate("words", "{outcome}: {number}")
    elif outcome is Outcome.REMOVED:
        title = QCoreApplication.translate("words", "Taken off: {number}")
    elif outcome is Outcome.WAITING:
        title = QCoreApplication.translate("words", "Not taken off yet: {number}")
    else:
        title = QCoreApplication.translate("words", "Not taken off: {number}")
    return title.format(outcome=outcome_word(outcome), number=shown)


def place(entry: Entry) -> str:
    """Where the number was to be blocked, or taken off, as the log's column says it."""
    if not is_removal(entry):
        return where(entry.scope)
    return QCoreApplication.translate("words", "Take off: {place}").format(place=where(entry.scope))


def where(scope: str) -> str:
    """The place that the log's word for a scope names: the campaign's id, or everywhere."""
    return QCoreApplication.translate("words", "Everywhere") if scope == EVERYWHERE else scope


def country(region: str) -> str:
    """The name of the country with the ISO 3166 code `region`."""
    territory = QLocale.codeToTerritory(region)
    return region if territory == QLocale.Country.AnyCountry else QLocale.territoryToString(territory)


def clock(when: datetime) -> str:
    """The time of day of `when`, on this computer's clock."""
    return QLocale().toString(_local(when).time(), QLocale.FormatType.ShortFormat)


def short_moment(when: datetime, today: datetime) -> str:
    """The time of day of `when` if that is the day of `today`, else its date."""
    local = _local(when)
    if local.date() == _local(today).date():
        return clock(when)
    return QLocale().toString(local.date(), QLocale.FormatType.ShortFormat)


def long_moment(when: datetime) -> str:
    """The date and time of `when`."""
    return QLocale().toString(_local(when), QLocale.FormatType.ShortFormat)


def _local(when: datetime) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(round(when.timestamp() * 1000))
