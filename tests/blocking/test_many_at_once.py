"""Many numbers at once: each keeps the promise of a single one, and none is in the way of a person."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from dncdesk.blocking.lane import AT_ONCE
from dncdesk.blocking.pace import MOST
from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome
from dncdesk.practice import PRACTICE_PASSWORD
from dncdesk.practice.server import PracticeDialler
from dncdesk.record.events import Kind
from dncdesk.record.reader import Entry, Reader
from tests.cli.program import ROOT, until
from tests.support.desks import Desk
from tests.support.slow import SlowDialler

MakeDesk = Callable[..., Desk]
GROUP = "group00000001"


def a_list(desk: Desk, count: int, **more: str) -> list[OptOut]:
    return [replace(desk.opt_out(f"727{5_600_000 + n}"), group=GROUP, **more) for n in range(count)]  # type: ignore[arg-type]


def numbers(opt_outs: list[OptOut]) -> list[str]:
    return [opt_out.main_form for opt_out in opt_outs]


def entries(desk: Desk) -> list[Entry]:
    return desk.place.log.read(lambda reader: reader.group(GROUP))


def with_outcome(desk: Desk, outcome: Outcome) -> list[Entry]:
    return [entry for entry in entries(desk) if entry.result.outcome is outcome]


def all_blocked(desk: Desk, count: int) -> None:
    until(lambda: len(with_outcome(desk, Outcome.BLOCKED)) == count, "all are blocked", 30)


# --- the promise, for each ----------------------------------------------------------------------------------


def test_each_number_of_a_list_is_recorded_added_and_read_back_in_this_order(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    """More calls than a connection carries: the server closes each after 101 answers, and no call is lost to it."""
    desk = desk_of(dialler.url)
    opt_outs = a_list(desk, 400)
    desk.queue.submit_many(opt_outs)
    desk.told.wait(lambda: len(desk.told.settled) == 400, 40)
    assert {result.outcome for _, result in desk.told.settled} == {Outcome.BLOCKED}
    assert [o.id for o in desk.told.recorded] == [o.id for o in opt_outs]
    assert sorted(dialler.state()["dnc"]) == sorted(numbers(opt_outs))
    calls = Counter(function for function, _ in dialler.calls)
    assert (calls["add_dnc_phone"], calls["check_phone_number"]) == (400, 400)
    assert calls["lead_search"] < 100, "the leads are looked up many at a time"
    for opt_out in opt_outs:
        events = desk.place.log.read(lambda reader, o=opt_out: list(reader.events(o.id)))  # type: ignore[misc]
        kinds = [event.kind for event in events]
        assert sorted(kinds) == sorted({Kind.REQUESTED, Kind.ADDED, Kind.READ, Kind.SEARCHED, Kind.OUTCOME})
        assert kinds[:2] == [Kind.REQUESTED, Kind.ADDED]
        assert kinds[-1] == Kind.OUTCOME
    position = {(name, values.get("phone_number")): n for n, (name, values) in enumerate(dialler.calls)}
    searched = {
        form: n
        for (name, phones), n in position.items()
        if name == "lead_search" and phones
        for form in phones.split(",")
    }
    for number in numbers(opt_outs):
        added = position["add_dnc_phone", number]
        assert added < searched[number]
        assert added < position["check_phone_number", number]


def test_leads_of_a_list_are_stopped_and_taken_out_of_the_queue_like_those_of_one(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    desk = desk_of(dialler.url)
    ready = [lead["phone_number"] for lead in dialler.dial_pass()]
    assert ready
    theirs = [replace(desk.opt_out(number), group=GROUP) for number in dict.fromkeys(ready)]
    desk.queue.submit_many([*a_list(desk, 30), *theirs])
    desk.told.wait(lambda: len(desk.told.settled) == 30 + len(theirs), 30)
    left = {lead["phone_number"] for lead in dialler.dial_pass()}
    blocked = {o.main_form for o, result in desk.told.settled if result.outcome is Outcome.BLOCKED}
    assert blocked >= set(numbers(theirs)) - left
    assert not left & blocked
    assert any(result.leads_stopped for _, result in desk.told.settled)


def test_what_cannot_be_written_of_a_list_is_said_so_and_the_others_go(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    desk = desk_of(dialler.url)
    opt_outs = a_list(desk, 30)
    opt_outs[7] = replace(opt_outs[7], asked_at=datetime(2026, 11, 23))  # noqa: DTZ001
    desk.queue.submit_many(opt_outs)
    desk.told.wait(lambda: len(desk.told.settled) == 29, 30)
    assert [o.id for o, _ in desk.told.not_recorded] == [opt_outs[7].id]
    assert opt_outs[7].main_form not in dialler.state()["dnc"]


# --- the server -----------------------------------------------------------------------------------------------


def test_there_are_never_more_than_four_connections(slow: SlowDialler, desk_of: MakeDesk) -> None:
    slow.delay = 0.01
    desk = desk_of(slow.url)
    desk.block("8135550100")
    assert slow.connections == 2
    desk.queue.submit_many(a_list(desk, 150))
    most = 0
    while len(desk.told.settled) < 151:
        most = max(most, slow.connections)
        desk.told._changed.acquire()
        desk.told._changed.wait(0.005)
        desk.told._changed.release()
    # A busy computer may leave it at three.
    assert 2 < most <= MOST
    assert slow.peak <= MOST


def test_a_server_that_slows_down_tenfold_gets_fewer_calls_at_once_and_recovers(
    slow: SlowDialler, desk_of: MakeDesk
) -> None:
    slow.delay = 0.02
    desk = desk_of(slow.url)
    desk.queue.submit_many(a_list(desk, 2000))
    until(lambda: slow.peak == MOST, "all connections", 20)
    slow.delay = 0.2
    before = len(slow.calls)
    until(lambda: len(slow.calls) > before + 30, "it has slowed down for a while", 20)
    slow.peak = 0
    before = len(slow.calls)
    until(lambda: len(slow.calls) > before + 5, "some more", 20)
    assert slow.peak < MOST
    slow.delay = 0.02
    slow.peak = 0
    until(lambda: slow.peak == MOST, "it has recovered", 20)


def test_a_wrong_password_costs_a_list_one_wrong_try(dialler: PracticeDialler, desk_of: MakeDesk) -> None:
    desk = desk_of(dialler.url, password="Hush-hush_77")
    desk.queue.submit_many(a_list(desk, 500))
    desk.told.wait(lambda: len({o.id for o, _ in desk.told.settled}) == 500, 40)
    assert dialler.requests_seen == 1
    assert dialler.state()["login"]["6666"]["failed_login_count"] == 1
    desk.renew_password(PRACTICE_PASSWORD)
    all_blocked(desk, 500)


def test_a_password_changed_amid_a_list_costs_no_more_tries_than_there_are_connections(
    slow: SlowDialler, desk_of: MakeDesk
) -> None:
    slow.delay = 0.01
    desk = desk_of(slow.url)
    desk.queue.submit_many(a_list(desk, 300))
    until(lambda: slow.peak == MOST, "four at once")
    state = slow.state()
    for user in state["users"]:
        if user["user"] == "6666":
            user["pass"] = "another"
    slow.put_state(state)
    desk.told.wait(lambda: len({o.id for o, _ in desk.told.settled}) == 300, 30)
    assert 1 <= slow.state()["login"]["6666"]["failed_login_count"] <= MOST


# --- a person in front of it ----------------------------------------------------------------------------------


def test_what_a_person_types_meanwhile_waits_for_one_running_job_at_the_most(
    slow: SlowDialler, desk_of: MakeDesk
) -> None:
    slow.delay = 0.03
    desk = desk_of(slow.url)
    desk.queue.submit_many(a_list(desk, 400))
    until(lambda: slow.peak == MOST, "four at once")
    typed = desk.opt_out("8135550100")
    desk.queue.submit(typed)
    desk.told.wait(lambda: typed in desk.told.recorded)
    before = len(slow.asked("add_dnc_phone")) + len(slow.asked("check_phone_number"))
    assert desk.told.result(typed).outcome is Outcome.BLOCKED
    calls = [
        values.get("phone_number") for name, values in slow.calls if name in {"add_dnc_phone", "check_phone_number"}
    ]
    # Each connection's call that was on its way, and one more of each while the first of them came to its end.
    assert calls.index("8135550100") - before <= 2 * MOST
    assert len(with_outcome(desk, Outcome.WAITING)) > 100, "long before the list was done"


def test_a_paused_list_sends_nothing_more_past_a_restart_and_goes_on_when_it_is_let(
    slow: SlowDialler, desk_of: MakeDesk
) -> None:
    slow.delay = 0.01
    desk = desk_of(slow.url)
    desk.queue.submit_many(a_list(desk, 200))
    desk.told.wait(lambda: len(desk.told.settled) > 10, 20)
    desk.queue.pause(GROUP)
    desk.wait_until_idle()
    seen = slow.requests_seen
    waiting = len(with_outcome(desk, Outcome.WAITING))
    assert waiting > 20
    assert desk.block("8135550100").outcome is Outcome.BLOCKED, "others are not paused"
    desk.queue.try_now()
    desk.wait_until_idle()
    desk.close()
    again = desk_of(slow.url)
    assert len(again.queue.resume()) == waiting
    again.wait_until_idle()
    assert (slow.requests_seen, again.told.settled) == (seen + 3, [])
    again.queue.go_on(GROUP)
    all_blocked(again, 200)
    again.close()
    assert desk_of(slow.url).place.log.read(Reader.paused) == frozenset()


def test_a_list_goes_on_by_itself_after_a_restart(slow: SlowDialler, desk_of: MakeDesk) -> None:
    slow.delay = 0.01
    desk = desk_of(slow.url)
    desk.queue.submit_many(a_list(desk, 150))
    desk.told.wait(lambda: len(desk.told.settled) > 10, 20)
    desk.close()
    again = desk_of(slow.url)
    assert again.queue.resume()
    all_blocked(again, 150)


def test_what_is_dropped_is_kept_as_taken_back_and_never_sent(slow: SlowDialler, desk_of: MakeDesk) -> None:
    slow.delay = 0.01
    desk = desk_of(slow.url)
    opt_outs = a_list(desk, 200)
    desk.queue.submit_many(opt_outs)
    desk.told.wait(lambda: len(desk.told.settled) > 10, 20)
    dropped = desk.queue.drop(GROUP)
    assert dropped > 20
    desk.wait_until_idle()
    taken_back = with_outcome(desk, Outcome.REMOVED)
    assert len(taken_back) == dropped
    assert {str(entry.result.why) for entry in taken_back} == {
        "Taken back before it was sent: nothing of it has gone to the dialler."
    }
    all_blocked(desk, 200 - dropped)
    assert not {entry.number for entry in taken_back} & set(slow.asked("add_dnc_phone"))
    assert sorted(o.id for o, _ in desk.told.settled) == sorted(o.id for o in opt_outs), "each was told of once"
    assert desk.place.log.read(Reader.pending) == []


def test_what_a_former_run_may_have_sent_is_not_said_to_be_unsent_when_it_is_dropped(
    slow: SlowDialler, desk_of: MakeDesk
) -> None:
    slow.delay = 0.05
    former = desk_of(slow.url)
    former.queue.submit_many(a_list(former, 50))
    former.queue.pause(GROUP)
    former.told.wait(lambda: len(former.told.recorded) == 50, 20)
    former.close()
    desk = desk_of(slow.url)
    desk.queue.resume()
    assert desk.queue.drop(GROUP) > 20
    assert {str(entry.result.why) for entry in with_outcome(desk, Outcome.REMOVED)} == {
        "Taken back. If dncdesk was ended just as it was being sent, it may be on the list: check the number."
    }


def test_what_may_have_reached_the_dialler_is_not_dropped(dialler: PracticeDialler, desk_of: MakeDesk) -> None:
    desk = desk_of(dialler.url)
    desk.queue.pause(GROUP)
    opt_outs = a_list(desk, 20)
    desk.place.log.append_requests(opt_outs)
    desk.place.log.append_step(opt_outs[3].id, Kind.ADDED, {"number": opt_outs[3].main_form, "said": "?"})
    desk.queue.resume()
    assert desk.queue.drop(GROUP) == 19
    desk.queue.go_on(GROUP)
    all_blocked(desk, 1)
    assert dialler.state()["dnc"] == [opt_outs[3].main_form]


# --- several servers ------------------------------------------------------------------------------------------


def test_of_two_servers_one_of_which_is_down_the_other_is_done_and_the_rest_is_delivered_after_a_restart(
    dialler: PracticeDialler, desk_of: MakeDesk
) -> None:
    with PracticeDialler() as second:
        desk = desk_of(dialler.url, second.url)
        second.stop()
        pair = [replace(desk.opt_out(server=s), group=GROUP) for s in desk.place.settings.servers]
        desk.queue.submit_many(pair)
        assert desk.told.result(pair[0]).outcome is Outcome.BLOCKED
        assert desk.told.result(pair[1]).outcome is Outcome.WAITING
        pending = desk.place.log.read(Reader.pending)
        assert [(entry.server, entry.group) for entry in pending] == [("Second", GROUP)]
        # and a list for the one that is up is not held up by the other
        more = a_list(desk, 60)
        down = a_list(desk, 60, server="Second")
        desk.queue.submit_many([one for two in zip(down, more, strict=True) for one in two])
        desk.told.wait(lambda: all(desk.told.results(o) for o in more), 20)
        assert {desk.told.result(o).outcome for o in more} == {Outcome.BLOCKED}
        desk.close()
        second.start()
        again = desk_of(dialler.url, second.url)
        assert len(again.queue.resume()) == 61
        all_blocked(again, 122)
        assert {entry.result.outcome for entry in entries(again)} == {Outcome.BLOCKED}
        assert len(second.state()["dnc"]) == 61


# --- killed ---------------------------------------------------------------------------------------------------

LIST = """
import sys, json, keyring
from dataclasses import replace
from pathlib import Path
from dncdesk.core.settings import Server
from tests.support.desks import Desk
from tests.support.keyrings import MemoryKeyring
keyring.set_keyring(MemoryKeyring())
desk = Desk(Path(sys.argv[1]), Server("Main", sys.argv[2], "6666"))
if sys.argv[3] == "begin":
    desk.queue.submit_many([replace(desk.opt_out(f"727{5_600_000 + n}"), group=sys.argv[4]) for n in range(300)])
else:
    desk.queue.resume()
print("at it", flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize("kills", [(40, 250, 420)])
def test_killed_in_the_middle_of_a_list_it_loses_none_and_adds_none_again_that_was_read_back(
    kills: tuple[int, ...], slow: SlowDialler, home: Path, desk_of: MakeDesk
) -> None:
    slow.delay = 0.005
    read_back: dict[str, int] = {}
    """How often each had been added when it was read back."""
    for turn, calls in enumerate(kills):
        words = [sys.executable, "-c", LIST, str(home), slow.url, "go on" if turn else "begin", GROUP]
        with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline()
            until(lambda calls=calls: slow.requests_seen > calls, "the list is under way", 20)  # type: ignore[misc]
            process.send_signal(signal.SIGKILL)
            process.wait(10)
        with closing(sqlite3.connect(home / "log.sqlite3")) as db:
            rows = db.execute("SELECT body FROM event WHERE kind = 'read' AND body LIKE '%OnList%'").fetchall()
        added = Counter(slow.asked("add_dnc_phone"))
        for number in {json.loads(body)["number"] for (body,) in rows}:
            read_back.setdefault(number, added[number])
    desk = desk_of(slow.url)
    desk.queue.resume()
    all_blocked(desk, 300)
    assert len(entries(desk)) == 300
    assert len(slow.state()["dnc"]) == len(set(slow.state()["dnc"])) == 300
    added = Counter(slow.asked("add_dnc_phone"))
    assert read_back
    assert {number: added[number] for number in read_back} == read_back, "added again though it was read back"
    assert added.total() - 300 <= len(kills) * MOST * AT_ONCE
