"""What became of several opt-outs that are one request: as good as the worst of them.

Pure: no call, no clock, no file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.sentences import Sentence, say
from dncdesk.record.reader import Entry

_ORDER = (
    Outcome.BLOCKED,
    Outcome.STOPPED,
    Outcome.LISTED,
    Outcome.WAITING,
    Outcome.NOT_EFFECTIVE,
    Outcome.REFUSED,
)
"""The best first."""
_COUNTED: Mapping[Outcome, Sentence] = {
    Outcome.STOPPED: say("{count} stopped here."),
    Outcome.LISTED: say("{count} on the list."),
    Outcome.WAITING: say("{count} not delivered yet."),
    Outcome.NOT_EFFECTIVE: say("{count} not effective."),
    Outcome.REFUSED: say("{count} refused."),
    Outcome.REMOVED: say("{count} taken back."),
}


def whole(entries: Sequence[Entry]) -> Result:
    """The outcome of all `entries` (at least one) together, and a sentence that counts.

    What was taken back, or off again, says nothing of the others: only where all were, the whole is `removed`.
    """
    counted = Counter(entry.result.outcome for entry in entries)
    outcome = worst(counted)
    if len(entries) == 1:
        return Result(outcome, entries[0].result.why)
    why = _blocked(entries, counted[Outcome.BLOCKED])
    for one in (*_ORDER[1:], Outcome.REMOVED):
        if counted[one]:
            sentence = _COUNTED[one]
            why += Sentence(sentence.template, {"count": str(counted[one])})
    return Result(outcome, why)


def worst(outcomes: Mapping[Outcome, int] | Sequence[Outcome]) -> Outcome:
    """The worst of these, `removed` apart.

    Raises:
        ValueError: there is none.
    """
    found = [outcome for outcome in outcomes if outcome is not Outcome.REMOVED]
    if not found and not list(outcomes):
        raise ValueError("nothing has no outcome")
    return max(found, key=_ORDER.index) if found else Outcome.REMOVED


def _blocked(entries: Sequence[Entry], blocked: int) -> Sentence:
    """How many of what are blocked, in the word for what tells them apart."""
    count, total = str(blocked), str(len(entries))
    if len({entry.e164 for entry in entries}) > 1:
        return say("{count} of {total} numbers: blocked.", count=count, total=total)
    if len({entry.server for entry in entries}) == len(entries):
        return say("{count} of {total} servers: blocked.", count=count, total=total)
    return say("{count} of {total} campaigns: blocked.", count=count, total=total)
