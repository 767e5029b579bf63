"""A server that takes calls and answers none: each costs the whole time of a call, so what waits rests together."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from dncdesk.blocking.line import SILENCES
from dncdesk.blocking.queue import Queue
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome
from dncdesk.practice.server import PracticeDialler
from dncdesk.vicidial.transport import Limits
from tests.faults import injector as faults
from tests.faults.conftest import OpenDesk
from tests.faults.injector import Fault, Injector
from tests.support.desks import Desk

IMPATIENT = Limits(connect=2.0, read=0.3, call=0.6)
FEW, MANY = 60, 500


def record(desk: Desk, count: int) -> list[OptOut]:
    opt_outs = [desk.opt_out(f"727556{n:04}") for n in range(count)]
    for opt_out in opt_outs:
        desk.place.log.append_request(opt_out)
    return opt_outs


def blocked(desk: Desk) -> set[str]:
    return {o.id for o, result in desk.told.settled if result.outcome is Outcome.BLOCKED}


@pytest.fixture
def resting(
    request: pytest.FixtureRequest, injector: Injector, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> tuple[Desk, list[OptOut]]:
    """Many wait for a server that hangs, and after a few calls all of them rest, for an hour."""
    monkeypatch.setattr("dncdesk.blocking.line.pause", lambda _: 3600.0)
    desk = open_desk(injector.url, limits=IMPATIENT)
    injector.strike(faults.hang_at_once)
    opt_outs = record(desk, getattr(request, "param", FEW))
    desk.queue.resume()
    desk.wait_until_idle()
    return desk, opt_outs


@pytest.mark.parametrize("resting", [MANY], indirect=True)
def test_five_hundred_that_wait_for_a_server_that_hangs_cost_a_few_calls(
    resting: tuple[Desk, list[OptOut]], injector: Injector
) -> None:
    desk, opt_outs = resting
    assert len(injector.calls) == SILENCES
    assert [o.id for o, _ in desk.told.settled] == [o.id for o in opt_outs[:SILENCES]]


def test_while_they_rest_what_a_person_enters_is_tried_at_once(
    resting: tuple[Desk, list[OptOut]], injector: Injector
) -> None:
    desk, _ = resting
    assert desk.block("8135550100").outcome is Outcome.WAITING
    assert len(injector.calls) == SILENCES + 1
    desk.wait_until_idle()
    assert len(injector.calls) == SILENCES + 1


def test_as_soon_as_one_call_is_answered_all_of_them_go_on(
    resting: tuple[Desk, list[OptOut]], dialler: PracticeDialler, injector: Injector
) -> None:
    desk, opt_outs = resting
    injector.lift()
    assert desk.block("8135550100").outcome is Outcome.BLOCKED
    # But for those that were tried and wait for an hour of their own.
    desk.told.wait(lambda: {o.id for o in opt_outs[SILENCES:]} <= blocked(desk), 40)
    assert not {o.id for o in opt_outs[:SILENCES]} & blocked(desk)


@pytest.mark.parametrize("act", [Queue.try_now, Queue.settings_changed])
def test_a_person_can_end_their_rest(
    act: Callable[[Queue], None], resting: tuple[Desk, list[OptOut]], injector: Injector
) -> None:
    desk, opt_outs = resting
    injector.lift()
    act(desk.queue)
    desk.told.wait(lambda: {o.id for o in opt_outs} <= blocked(desk), 40)


@pytest.mark.parametrize("fault", [faults.hang_at_once, faults.reset_before, faults.portal])
def test_their_rest_ends_by_itself_and_grows_each_time(
    fault: Fault, injector: Injector, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[int] = []

    def pause(failures: int) -> float:
        rests.append(failures)
        return 0.05

    monkeypatch.setattr("dncdesk.blocking.line.pause", pause)
    desk = open_desk(injector.url, limits=IMPATIENT)
    injector.strike(fault)
    opt_outs = record(desk, 20)
    desk.queue.resume()
    desk.told.wait(lambda: len(desk.told.settled) >= 10, 20)
    assert max(rests) > 5, "each of the opt-outs was tried once, and all of them together rested longer and longer"
    assert max(len(desk.told.results(o)) for o in opt_outs) == 1
    injector.lift()
    desk.told.wait(lambda: {o.id for o in opt_outs} <= blocked(desk), 20)


def test_of_two_that_wait_and_one_whose_call_alone_hangs_the_other_goes_on(
    dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each opt-out has its own schedule: one that brings no answer holds up no other."""
    monkeypatch.setattr("dncdesk.blocking.line.pause", lambda _: 0.02)
    desk = open_desk(injector.url, limits=IMPATIENT)

    def hangs_for_one(injector: Injector, connection: object, call: faults.Call) -> None:
        if b"phone_number=7275560000" in call.body:
            faults.hang_at_once(injector, connection, call)  # type: ignore[arg-type]
        else:
            connection.sendall(call.ask())  # type: ignore[attr-defined]

    injector.strike(hangs_for_one)
    stuck, *others = record(desk, 5)
    desk.queue.resume()
    begun = time.monotonic()
    desk.told.wait(lambda: {o.id for o in others} <= blocked(desk), 20)
    assert time.monotonic() - begun < 10
    assert stuck.id not in blocked(desk)
