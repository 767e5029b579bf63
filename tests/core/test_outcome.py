"""What is worse than what, where several opt-outs are one request."""

from __future__ import annotations

from dncdesk.core.outcome import Outcome, badness


def test_each_outcome_is_worse_than_the_one_before() -> None:
    words = ["blocked", "stopped", "listed", "removed", "waiting", "not_effective", "refused"]
    assert sorted(Outcome, key=badness) == [Outcome(word) for word in words]


def test_of_a_removal_what_was_removed_is_the_best() -> None:
    assert min(Outcome, key=lambda outcome: badness(outcome, of_removal=True)) is Outcome.REMOVED
    assert badness(Outcome.BLOCKED, of_removal=True) > badness(Outcome.REMOVED, of_removal=True)
