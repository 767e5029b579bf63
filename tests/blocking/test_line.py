"""Of what waits in a lane, nothing is forgotten, nothing is done twice, and what a person takes back is not sent."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from dncdesk.blocking.dialler import Dialler
from dncdesk.blocking.pace import MOST
from dncdesk.core.credentials import Secret
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.settings import Settings
from dncdesk.practice import PRACTICE_PASSWORD
from dncdesk.practice.php import Mode
from dncdesk.practice.server import PracticeDialler
from dncdesk.practice.wire import Request, Response
from dncdesk.record.reader import Reader
from dncdesk.vicidial.errors import CallError, Cause
from tests.cli.program import until
from tests.support.desks import Desk
from tests.support.servers import LoopbackServer, hangs
from tests.support.slow import SlowDialler

MakeDesk = Callable[..., Desk]
GROUP = "group00000001"
PHONE = "8135550100"


def a_list(desk: Desk, count: int, *, server: str = "Main", campaign: str | None = None) -> list[OptOut]:
    some = [desk.opt_out(f"727{5_600_000 + n}", campaign) for n in range(count)]
    return [replace(opt_out, group=GROUP, server=server) for opt_out in some]


class Dropping:
    """A person drops a list; `dropped` is how many were taken back, once that is over."""

    def __init__(self, desk: Desk) -> None:
        self.dropped = -1
        self._desk = desk
        self._thread = threading.Thread(target=self._drop)
        self._thread.start()
        # As long as it would take if it waited for nothing.
        self._thread.join(0.3)

    def _drop(self) -> None:
        self.dropped = self._desk.queue.drop(GROUP)

    def over(self) -> int:
        self._thread.join(15)
        assert not self._thread.is_alive()
        return self.dropped


# --- taken back ---------------------------------------------------------------------------------------------


def test_a_few_that_are_dropped_before_they_are_recorded_are_taken_back(
    slow: SlowDialler, desk_of: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(slow.url)
    go_on = threading.Event()
    recorded = desk.told.tell_recorded
    monkeypatch.setattr(desk.told, "tell_recorded", lambda opt_out: (go_on.wait(10), recorded(opt_out)))
    desk.queue.pause(GROUP)
    desk.queue.submit(desk.opt_out(PHONE))
    desk.queue.submit_many(a_list(desk, 3))
    dropping = Dropping(desk)
    go_on.set()
    assert dropping.over() == 3
    desk.queue.go_on(GROUP)
    desk.wait_until_idle()
    assert slow.asked("add_dnc_phone") == [PHONE]


def test_one_of_a_few_that_is_just_being_tried_is_taken_back_if_nothing_of_it_was_sent(
    slow: SlowDialler, desk_of: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(slow.url)
    asked, go_on = threading.Event(), threading.Event()

    def locked_keyring(*_: object) -> None:
        asked.set()
        go_on.wait(10)

    with monkeypatch.context() as patched:
        patched.setattr(desk.place.credentials, "password", locked_keyring)
        desk.queue.submit_many(a_list(desk, 3))
        assert asked.wait(10)
        dropping = Dropping(desk)
        go_on.set()
        assert dropping.over() == 3
        desk.wait_until_idle()
    desk.queue.settings_changed()
    desk.wait_until_idle()
    assert slow.requests_seen == 0


def test_a_list_that_is_dropped_stops_at_all_servers_before_one_that_hangs_has_ended(
    slow: SlowDialler, desk_of: MakeDesk
) -> None:
    slow.delay = 0.02
    with LoopbackServer(hangs()) as hanging:
        desk = desk_of(hanging.url(), slow.url)
        desk.queue.submit_many([*a_list(desk, 20), *a_list(desk, 300, server="Second")])
        assert hanging.heard.wait(10)
        until(lambda: len(slow.asked("add_dnc_phone")) > 5, "both are at it")
        dropping = Dropping(desk)
        until(lambda: not desk.queue._lanes["Second"].busy, "the second has come to rest", 40)
        assert len(slow.asked("add_dnc_phone")) < 300
        assert dropping.dropped == -1, "the first is still waited for"
        desk.queue.close()
        dropping.over()


# --- not twice ----------------------------------------------------------------------------------------------


def test_what_is_under_way_when_the_log_is_taken_up_is_sent_and_told_once(slow: SlowDialler, desk_of: MakeDesk) -> None:
    slow.delay = 0.01
    desk = desk_of(slow.url)
    opt_outs = a_list(desk, 120)
    desk.queue.submit_many(opt_outs)
    until(lambda: slow.peak > 1, "several at once")
    assert desk.queue.resume()
    desk.told.wait(lambda: {o.id for o, _ in desk.told.settled} == {o.id for o in opt_outs}, 30)
    desk.wait_until_idle()
    assert set(Counter(slow.asked("add_dnc_phone")).values()) == {1}
    assert set(Counter(o.id for o, _ in desk.told.settled).values()) == {1}


# --- not forgotten ------------------------------------------------------------------------------------------


def test_what_fails_in_an_unforeseen_way_is_told_and_tried_again(
    dialler: PracticeDialler, desk_of: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(dialler.url)
    opt_outs = a_list(desk, 30)

    def breaks(_: str) -> Dialler | Result:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(desk.place.connections, "connect", breaks)
        desk.queue.submit_many(opt_outs)
        desk.told.wait(lambda: len({o.id for o, _ in desk.told.settled}) == 30)
    assert {result.outcome for _, result in desk.told.settled} == {Outcome.WAITING}
    desk.wait_until_idle()
    desk.queue.settings_changed()
    for opt_out in opt_outs:
        desk.told.wait(lambda o=opt_out: desk.told.results(o)[-1].outcome is Outcome.BLOCKED)  # type: ignore[misc]


def test_what_a_thread_failed_over_is_tried_again(
    dialler: PracticeDialler, desk_of: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(dialler.url)
    opt_outs = a_list(desk, 30)

    def breaks(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(desk.place.log, "append_all", breaks)
        desk.queue.submit_many(opt_outs)
        desk.queue.submit(desk.opt_out(PHONE))
        until(lambda: len(dialler.calls) > 3, "it has been tried")
        desk.wait_until_idle()
    assert desk.told.settled == []
    desk.queue.settings_changed()
    desk.told.wait(lambda: [r.outcome for _, r in desk.told.settled] == [Outcome.BLOCKED] * 31)


def test_what_cannot_be_begun_for_want_of_a_thread_is_recorded_and_so_is_what_comes_after_it(
    dialler: PracticeDialler, desk_of: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(dialler.url)

    def no_thread(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    first = desk.opt_out("8135550101")
    with monkeypatch.context() as patched:
        patched.setattr("dncdesk.blocking.queue.Lane", no_thread)
        desk.queue.submit(first)
        desk.told.wait(lambda: first in desk.told.recorded)
        desk.wait_until_idle()
    assert desk.block(PHONE).outcome is Outcome.BLOCKED
    assert desk.queue.resume() == [first.id]
    assert desk.told.result(first).outcome is Outcome.BLOCKED


def test_a_queue_that_is_closed_begins_nothing(dialler: PracticeDialler, desk_of: MakeDesk) -> None:
    desk = desk_of(dialler.url)
    desk.place.log.append_request(desk.opt_out(PHONE))
    desk.queue.close()
    assert desk.queue.resume()
    lane = desk.queue._lanes["Main"]
    lane.join(5)
    assert not any(thread.is_alive() for thread in lane._threads)
    assert dialler.requests_seen == 0
    assert len(desk.place.log.read(Reader.pending)) == 1


# --- what a person types meanwhile --------------------------------------------------------------------------


def test_what_a_person_types_at_the_end_of_a_list_does_not_wait_for_the_last_helper(
    slow: SlowDialler, desk_of: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow.delay = 0.01
    desk = desk_of(slow.url)
    helping, go_on = threading.Event(), threading.Event()
    settled = desk.told.tell_settled

    def tell_settled(opt_out: OptOut, result: Result) -> None:
        if threading.current_thread().name != "dncdesk-lane-Main":
            helping.set()
            go_on.wait(15)
        settled(opt_out, result)

    monkeypatch.setattr(desk.told, "tell_settled", tell_settled)
    try:
        desk.queue.submit_many(a_list(desk, 60))
        assert helping.wait(15)
        until(lambda: desk.queue._lanes["Main"]._shift_ends == 0.0, "the lane's own thread is done with the list")
        typed = desk.opt_out(PHONE)
        desk.queue.submit(typed)
        assert desk.told.result(typed).outcome is Outcome.BLOCKED
    finally:
        go_on.set()


def test_what_a_person_types_comes_before_a_list_that_the_server_refuses(slow: SlowDialler, desk_of: MakeDesk) -> None:
    slow.delay = 0.03
    desk = desk_of(slow.url)
    desk.queue.submit_many(a_list(desk, 400, campaign="NOSUCH"))
    desk.told.wait(lambda: len(desk.told.settled) > 40, 30)
    typed = desk.opt_out(PHONE)
    before = len(slow.calls)
    desk.queue.submit(typed)
    assert desk.told.result(typed).outcome is Outcome.BLOCKED
    calls = [(name, values.get("phone_number")) for name, values in slow.calls]
    assert calls.index(("add_dnc_phone", PHONE)) - before <= 2 * MOST


class Holding(SlowDialler):
    """Keeps an answer about one number back until it may go on."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self.asked_for = threading.Event()
        self.go_on = threading.Event()

    def _answer(self, request: Request, peer: str, mode: Mode) -> Response:
        if self._number.encode() in request.body:
            self.asked_for.set()
            self.go_on.wait(10)
        return super()._answer(request, peer, mode)


def test_what_a_person_types_after_new_settings_goes_where_these_say(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    with Holding(PHONE) as former:
        former.delay = 0.01
        desk = desk_of(former.url)
        desk.queue.submit_many(a_list(desk, 200))
        until(lambda: former.peak > 1, "the list is under way")
        desk.queue.submit(desk.opt_out(PHONE))
        assert former.asked_for.wait(10)
        there = replace(desk.server, url=dialler.url)
        desk.place.use(Settings(servers=(there,), server="Main"))
        desk.place.credentials.keep(there.endpoint, there.user, Secret(PRACTICE_PASSWORD))
        desk.queue.settings_changed()
        typed = desk.opt_out("8135550101")
        desk.queue.submit(typed)
        desk.told.wait(lambda: typed in desk.told.recorded)
        former.go_on.set()
        assert desk.told.result(typed).outcome is Outcome.BLOCKED
        assert "8135550101" not in former.asked("add_dnc_phone")
        assert "8135550101" in dialler.state()["dnc"]


# --- passwords ----------------------------------------------------------------------------------------------


def test_a_password_that_was_read_just_before_another_one_was_typed_is_not_sent(
    dialler: PracticeDialler, desk_of: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(dialler.url, password="Hush-hush_77")
    password = desk.place.credentials.password

    def slow_keyring(endpoint: str, user: str) -> Secret | None:
        former = password(endpoint, user)
        desk.place.keep_password(desk.server, Secret(PRACTICE_PASSWORD))
        return former

    monkeypatch.setattr(desk.place.credentials, "password", slow_keyring)
    client = desk.place.connections.client(desk.server)
    with pytest.raises(CallError) as stopped:
        client.campaigns()
    client.close()
    assert stopped.value.cause is Cause.LOGIN_STOPPED
    assert dialler.requests_seen == 0
