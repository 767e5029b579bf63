"""What the window says of an outcome, a scope, a moment: the one place where values become words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from dncdesk.core.deadline import Timeliness
from dncdesk.core.outcome import TONES, Outcome, Tone
from dncdesk.core.scope import EVERYWHERE
from dncdesk.core.sentences import Sentence
from dncdesk.desk.language import spoken

if TYPE_CHECKING:
    from dncdesk.core.optout import AskedHow, OptOut
    from dncdesk.record.reader import Entry


_DUE_TONES = {
    Timeliness.MET: Tone.DONE,
    Timeliness.MET_LATE: Tone.WARNING,
    Timeliness.DUE: Tone.PROGRESS,
    Timeliness.LATE: Tone.PROBLEM,
}


def text(sentence: Sentence) -> str:
    """`sentence` as the person reads it, in their language."""
    return spoken(sentence)


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


def how_word(how: AskedHow) -> str:
    """The word or two for how somebody asked."""
    from dncdesk.record.telling import HOW

    return text(HOW[how]) if how in HOW else QCoreApplication.translate("words", "Not said")


def standing_word(entry: Entry) -> str:
    """The word or two that stand for `entry` in the log: its outcome, or that it was imported and has none."""
    return QCoreApplication.translate("words", "Imported") if entry.imported else outcome_word(entry.result.outcome)


def standing_tone(entry: Entry) -> Tone:
    """How `entry` is shown."""
    return Tone.NEUTRAL if entry.imported else TONES[entry.result.outcome]


def is_removal(request: OptOut | Entry) -> bool:
    """Whether the number was to be taken off, not blocked."""
    # By its word: an import here would cost each row of the log's table more than all the rest.
    return request.action == "remove"


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


def exact_moment(when: datetime) -> str:
    """The date and time of `when` as a clock showed it where it was recorded, with the zone if it is not this one."""
    if when.utcoffset() == when.astimezone().utcoffset():
        return long_moment(when)
    there = QDateTime.fromMSecsSinceEpoch(round(when.timestamp() * 1000))
    there = there.toOffsetFromUtc(int((when.utcoffset() or timedelta()).total_seconds()))
    zone = f"{when:%z}"
    words = QLocale().toString(QDateTime(there.date(), there.time()), QLocale.FormatType.ShortFormat)
    return f"{words} UTC{zone[:3].replace('-', '−')}:{zone[3:5]}"


def short_day(when: date) -> str:
    """The day `when`."""
    return QLocale().toString(QDate(when.year, when.month, when.day), QLocale.FormatType.ShortFormat)


def _local(when: datetime) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(round(when.timestamp() * 1000))


def due_words(entry: Entry, today: date) -> str:
    """How an opt-out stands with its deadline on the day `today`, as the log's column says it; empty without one."""
    standing, due = entry.timeliness(today), entry.due_on
    if due is None or standing is Timeliness.NONE:
        return ""
    if standing is Timeliness.MET:
        return QCoreApplication.translate("words", "Met")
    if standing is Timeliness.MET_LATE:
        return QCoreApplication.translate("words", "Met late")
    if standing is Timeliness.LATE:
        return QCoreApplication.translate("words", "Late {day}").format(day=short_day(due))
    if due == today:
        return QCoreApplication.translate("words", "Due today")
    return QCoreApplication.translate("words", "Due {day}").format(day=short_day(due))


def due_tone(entry: Entry, today: date) -> Tone | None:
    """The tone of `due_words`; None where there is no deadline."""
    return _DUE_TONES.get(entry.timeliness(today))


def due_sentence(entry: Entry, today: date) -> str:
    """The same in a sentence with its dates; empty without a deadline."""
    standing, due, blocked = entry.timeliness(today), entry.due_on, entry.blocked_at
    if due is None or standing is Timeliness.NONE:
        return ""
    if standing is Timeliness.MET and blocked is not None:
        words = QCoreApplication.translate("words", "The deadline {day} is met: read back on {moment}.")
    elif standing is Timeliness.MET_LATE and blocked is not None:
        words = QCoreApplication.translate("words", "Read back on {moment}, after the deadline {day}.")
    elif standing is Timeliness.LATE:
        words = QCoreApplication.translate("words", "Late: it was due on {day} and is not known to be blocked.")
    else:
        words = QCoreApplication.translate("words", "Due on {day}; not known to be blocked yet.")
    return words.format(day=short_day(due), moment=long_moment(blocked) if blocked else "")
