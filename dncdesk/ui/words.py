"""What the window says of an outcome, a scope, a moment: the one place where values become words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from dncdesk.core.outcome import Outcome
from dncdesk.core.scope import EVERYWHERE
from dncdesk.core.sentences import Sentence


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
