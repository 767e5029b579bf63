"""Several opt-outs that are one request: the whole is as good as its worst."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dncdesk.blocking.whole import whole, worst
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import say
from dncdesk.record.log import Log
from tests.support.desks import an_opt_out

GROUP = "group00000001"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    opened = Log(tmp_path / "log.sqlite3")
    yield opened
    opened.close()


def of(log: Log, *outcomes: tuple[OptOut, Outcome]) -> Result:
    """The whole of opt-outs that ended so."""
    log.append_requests([replace(opt_out, group=GROUP) for opt_out, _ in outcomes])
    for opt_out, outcome in outcomes:
        log.append_result(opt_out.id, Result(outcome, say("So it is.")))
    return whole(log.read(lambda reader: reader.group(GROUP)))


def on(server: str) -> OptOut:
    return replace(an_opt_out(), server=server)


def test_of_three_servers_one_of_which_is_down_the_whole_waits(log: Log) -> None:
    found = of(log, (on("A"), Outcome.BLOCKED), (on("B"), Outcome.WAITING), (on("C"), Outcome.BLOCKED))
    assert found.outcome is Outcome.WAITING
    assert str(found.why) == "2 of 3 servers: blocked. 1 not delivered yet."


def test_of_several_campaigns_and_of_many_numbers_it_counts_those(log: Log) -> None:
    in_campaigns = [(replace(an_opt_out(), scope=Scope(c)), Outcome.BLOCKED) for c in ("TESTCAMP", "SALES01")]
    assert str(of(log, *in_campaigns).why) == "2 of 2 campaigns: blocked."
    numbers = [
        (replace(an_opt_out(f"727555010{n}"), group="another"), outcome)
        for n, outcome in enumerate((Outcome.BLOCKED, Outcome.REFUSED, Outcome.REMOVED))
    ]
    log.append_requests([opt_out for opt_out, _ in numbers])
    for opt_out, outcome in numbers:
        log.append_result(opt_out.id, Result(outcome, say("So it is.")))
    found = whole(log.read(lambda reader: reader.group("another")))
    assert found.outcome is Outcome.REFUSED
    assert str(found.why) == "1 of 3 numbers: blocked. 1 refused. 1 taken back."


def test_one_alone_says_what_it_says(log: Log) -> None:
    found = of(log, (an_opt_out(), Outcome.LISTED))
    assert (found.outcome, str(found.why)) == (Outcome.LISTED, "So it is.")


def test_the_order_of_the_outcomes() -> None:
    order = ["blocked", "stopped", "listed", "waiting", "not_effective", "refused"]
    for n, word in enumerate(order):
        assert worst([Outcome(better) for better in order[: n + 1]]) is Outcome(word)
    assert worst([Outcome.REMOVED, Outcome.BLOCKED]) is Outcome.BLOCKED
    assert worst([Outcome.REMOVED]) is Outcome.REMOVED
    with pytest.raises(ValueError, match="nothing"):
        worst([])
