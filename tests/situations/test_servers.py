"""Servers that are down, come back, or are two; and a computer that is switched off in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dncdesk.core.outcome import Outcome
from dncdesk.core.settings import Server
from dncdesk.practice.server import PracticeDialler
from dncdesk.practice.tables import Tables
from tests.situations.table import BOTH_FORMS, IN_THREE, queued
from tests.situations.world import Meddler, Situation, World, played
from tests.support.desks import Desk
from tests.support.keyrings import MemoryKeyring


@contextmanager
def desk_at(home: Path, *servers: Server) -> Iterator[Desk]:
    desk = Desk(home, *servers)
    try:
        yield desk
    finally:
        desk.close()


def test_the_server_is_down_and_comes_back(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    with played(Situation("down", Outcome.WAITING, "", queued("READY")), tmp_path) as run:
        run.dialler.stop()
        result = run.play()
        assert result.outcome is Outcome.WAITING
        assert run.would_call() == {("5001", "TESTCAMP")}
        run.dialler.start()
        run.desk.queue.try_now()
        result = run.desk.told.result(run.opt_out, 2)
        run.desk.wait_until_idle()
        assert result.outcome is Outcome.BLOCKED
        run.check_the_server(result)
        run.judge(result)


def test_the_database_is_down_and_comes_back(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    world = World(leads=BOTH_FORMS.leads, settings={"read_only": "1"})
    with played(Situation("read only", Outcome.WAITING, "", world), tmp_path) as run:
        result = run.play()
        assert result.outcome is Outcome.WAITING
        run.judge(result)
        state = run.dialler.state()
        run.dialler.put_state({**state, "settings": {}})
        run.desk.queue.try_now()
        result = run.desk.told.result(run.opt_out, 2)
        run.desk.wait_until_idle()
        assert result.outcome is Outcome.BLOCKED
        run.check_the_server(result)
        run.judge(result)


@pytest.mark.parametrize("chosen", [0, 1])
def test_of_two_servers_only_the_chosen_one_is_asked(
    chosen: int, tmp_path: Path, keyring_of_this_computer: MemoryKeyring
) -> None:
    with PracticeDialler() as one, PracticeDialler() as two:
        servers = (Server("East", one.url, "6666"), Server("West", two.url, "6666"))
        with desk_at(tmp_path, *servers) as desk:
            opt_out = desk.opt_out("7275550105", server=servers[chosen])
            desk.queue.submit(opt_out)
            assert desk.told.result(opt_out).outcome is Outcome.BLOCKED
            desk.wait_until_idle()
        asked, other = (one, two) if chosen == 0 else (two, one)
        assert "1005" not in {row["lead_id"] for row in asked.dial_pass()}
        assert "1005" in {row["lead_id"] for row in other.dial_pass()}
        assert other.requests_seen == 0


def test_one_server_under_two_names(
    dialler: PracticeDialler, tmp_path: Path, keyring_of_this_computer: MemoryKeyring
) -> None:
    servers = (
        Server("By name", dialler.url.replace("127.0.0.1", "localhost"), "6666"),
        Server("IP", dialler.url, "6666"),
    )
    with desk_at(tmp_path, *servers) as desk:
        opt_outs = [desk.opt_out("7275550105", server=server) for server in servers]
        for opt_out in opt_outs:
            desk.queue.submit(opt_out)
        assert [desk.told.result(opt_out).outcome for opt_out in opt_outs] == [Outcome.BLOCKED] * 2
        desk.wait_until_idle()
    assert dialler.state()["dnc"] == ["7275550105"]
    assert "1005" not in {row["lead_id"] for row in dialler.dial_pass()}


@pytest.mark.parametrize(
    "function", ["add_dnc_phone", "check_phone_number", "lead_search", "lead_all_info", "list_info", "update_lead"]
)
@pytest.mark.parametrize("answered", [False, True])
def test_switched_off_in_the_middle_and_done_after_the_next_start(
    function: str, answered: bool, tmp_path: Path, keyring_of_this_computer: MemoryKeyring
) -> None:
    """The first call of each function gets no answer, with or without having been carried out; then a new start."""
    with Meddler() as dialler:
        dialler.put_state(IN_THREE.state(dialler.state()))
        server = Server("Main", dialler.url, "6666")

        def stop(tables: Tables) -> None:
            raise ConnectionAbortedError

        def stop_after(tables: Tables) -> None:
            dialler.cut_next = True

        dialler.before[function, 1] = stop_after if answered else stop
        desk = Desk(tmp_path, server)
        opt_out = desk.opt_out("7275551212")
        desk.queue.submit(opt_out)
        assert desk.told.result(opt_out).outcome is Outcome.WAITING
        desk.close()
        dialler.before.clear()
        again = Desk(tmp_path, server)
        try:
            assert again.queue.resume() == [opt_out.id]
            result = again.told.result(opt_out)
            again.wait_until_idle()
        finally:
            again.close()
        assert result.outcome is Outcome.BLOCKED
        state = dialler.state()
        assert state["dnc"] == ["7275551212"]
        assert state["hopper"] == []
        assert not [row for row in dialler.dial_pass() if row["phone_number"] == "7275551212"]
