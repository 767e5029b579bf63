"""Taking a number off again: with a reason, read back, and never more than was meant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from dncdesk.core.optout import Action, OptOut
from dncdesk.core.outcome import Outcome, Proof, Result
from dncdesk.core.settings import Server
from dncdesk.practice.server import Mode
from dncdesk.record.events import Kind
from tests.situations.table import BOTH_FORMS, N1, N
from tests.situations.world import Meddler, World
from tests.support.desks import Desk
from tests.support.keyrings import MemoryKeyring

REASON = "Asked to be called again, in writing"
BOTH = World(dnc=(N, N1), campaign_dnc=((N, "TESTCAMP"), (N, "RETENT")))


@contextmanager
def desk_in(world: World, home: Path, *, user: str = "6666", mode: Mode = Mode.PHP8) -> Iterator[tuple[Desk, Meddler]]:
    with Meddler(mode=mode) as dialler:
        dialler.put_state(world.state(dialler.state()))
        desk = Desk(home, Server("Main", dialler.url, user, campaigns=("TESTCAMP", "RETENT")))
        try:
            yield desk, dialler
        finally:
            desk.close()


def removal(desk: Desk, campaign: str | None = None) -> OptOut:
    """What “dncdesk remove” asks for."""
    return replace(desk.opt_out("7275551212", campaign, note=REASON), action=Action.REMOVE)


def done(desk: Desk, opt_out: OptOut) -> Result:
    desk.queue.submit(opt_out)
    result = desk.told.result(opt_out)
    desk.wait_until_idle()
    return result


def test_gone_from_the_internal_list_in_every_form(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    with desk_in(BOTH, tmp_path) as (desk, dialler):
        request = removal(desk)
        result = done(desk, request)
        assert result.outcome is Outcome.REMOVED
        assert result.confirmed_by is Proof.READ_BACK
        state = dialler.state()
        assert state["dnc"] == []
        assert state["campaign_dnc"] == [[N, "TESTCAMP"], [N, "RETENT"]], "only the list that was meant"
        events = desk.place.log.read(lambda reader: list(reader.events(request.id)))
        kept = desk.place.log.read(lambda reader: reader.request(request.id))
    assert [e.kind for e in events] == [
        Kind.REQUESTED, *[Kind.DELETED] * 2, *[Kind.READ] * 2, Kind.OUTCOME,
    ]  # fmt: skip
    assert (kept.note, kept.action) == (REASON, Action.REMOVE)
    assert events[0].body["note"] == REASON
    assert {e.body["number"] for e in events if e.kind is Kind.DELETED} == {N, N1}


def test_gone_from_one_campaigns_list(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    with desk_in(BOTH, tmp_path) as (desk, dialler):
        assert done(desk, removal(desk, "TESTCAMP")).outcome is Outcome.REMOVED
        assert dialler.state()["dnc"] == [N, N1]
        assert dialler.state()["campaign_dnc"] == [[N, "RETENT"]]


@pytest.mark.parametrize("campaign", [None, "TESTCAMP"])
def test_it_was_not_on_the_list(campaign: str | None, tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    with desk_in(World(), tmp_path) as (desk, dialler):
        result = done(desk, removal(desk, campaign))
        assert result.outcome is Outcome.REMOVED
        assert result.confirmed_by is Proof.READ_BACK
        assert dialler.state()["dnc"] == []


def test_another_campaigns_list_still_holds_it(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    with desk_in(BOTH, tmp_path) as (desk, dialler):
        result = done(desk, removal(desk, "RETENT"))
        assert result.outcome is Outcome.NOT_EFFECTIVE
        assert "RETENT reads another campaign's list" in str(result.why)
        assert result.confirmed_at is None
        assert dialler.state()["campaign_dnc"] == [[N, "TESTCAMP"]]


@pytest.mark.parametrize(
    ("user", "says"),
    [("7773", "Delete From DNC Lists"), ("7782", "delete_dnc_phone among"), ("7771", "Not taken off")],
)
def test_the_account_may_not(user: str, says: str, tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    with desk_in(BOTH, tmp_path, user=user) as (desk, dialler):
        result = done(desk, removal(desk))
        assert result.outcome is Outcome.REFUSED
        assert says in str(result.why)
        assert dialler.state()["dnc"] == [N, N1]


def test_the_dialler_is_too_old(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    with desk_in(replace(BOTH, settings={"build": "230101-1200"}), tmp_path) as (desk, dialler):
        result = done(desk, removal(desk))
        assert result.outcome is Outcome.REFUSED
        assert "too old to take numbers off" in str(result.why)
        assert dialler.state()["dnc"] == [N, N1]


def test_an_account_that_may_not_look_proves_it_by_deleting_again(
    tmp_path: Path, keyring_of_this_computer: MemoryKeyring
) -> None:
    with desk_in(BOTH, tmp_path, user="7772") as (desk, dialler):
        result = done(desk, removal(desk))
        assert result.outcome is Outcome.REMOVED
        assert result.confirmed_by is Proof.DELETED_AGAIN
        assert dialler.state()["dnc"] == []


def test_an_older_php_says_deleted_and_keeps_it(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    world = replace(BOTH, settings={"read_only": "1"})
    with desk_in(world, tmp_path, mode=Mode.PHP74) as (desk, dialler):
        result = done(desk, removal(desk))
        assert result.outcome is Outcome.NOT_EFFECTIVE
        assert dialler.state()["dnc"] == [N, N1]


def test_down_at_first_and_done_after_a_new_start(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    with desk_in(BOTH, tmp_path) as (desk, dialler):
        dialler.stop()
        request = removal(desk)
        desk.queue.submit(request)
        assert desk.told.result(request).outcome is Outcome.WAITING
        desk.close()
        dialler.start()
        again = Desk(tmp_path, Server("Main", dialler.url, "6666"))
        try:
            assert again.queue.resume() == [request.id]
            assert again.told.result(request).outcome is Outcome.REMOVED
        finally:
            again.close()
        assert dialler.state()["dnc"] == []


# --- undo -----------------------------------------------------------------------------------------


def test_undo_takes_back_just_what_this_opt_out_added(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    with desk_in(replace(BOTH_FORMS, campaign_dnc=((N, "TESTCAMP"),)), tmp_path) as (desk, dialler):
        opt_out = desk.opt_out("7275551212")
        blocked = done(desk, opt_out)
        assert blocked.outcome is Outcome.BLOCKED
        assert blocked.added == (N, N1)
        undo = desk.place.undo(opt_out, blocked.added, REASON)
        assert done(desk, undo).outcome is Outcome.REMOVED
        assert dialler.state()["dnc"] == []
        assert dialler.state()["campaign_dnc"] == [[N, "TESTCAMP"]]
        entry = desk.place.log.read(lambda reader: reader.entry(opt_out.id))
        assert entry is not None
        assert entry.result.outcome is Outcome.REMOVED, "the opt-out itself stands as removed"
        events = desk.place.log.read(lambda reader: list(reader.events(opt_out.id)))
        assert [e.body["outcome"] for e in events if e.kind is Kind.OUTCOME] == ["blocked", "removed"]


@pytest.mark.parametrize(
    ("world", "campaign"),
    [
        (World(dnc=(N,)), None),
        (World(campaign_dnc=((N, "TESTCAMP"),)), "TESTCAMP"),
        (replace(BOTH_FORMS, dnc=(N,)), None),
        (replace(BOTH_FORMS, dnc=(N1,)), None),
    ],
)
def test_no_undo_where_a_form_was_there_before(
    world: World, campaign: str | None, tmp_path: Path, keyring_of_this_computer: MemoryKeyring
) -> None:
    with desk_in(world, tmp_path) as (desk, _):
        opt_out = desk.opt_out("7275551212", campaign)
        result = done(desk, opt_out)
        assert result.outcome is Outcome.BLOCKED
        assert result.added == ()


def test_undone_twice(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    with desk_in(World(), tmp_path) as (desk, dialler):
        opt_out = desk.opt_out("7275551212", "TESTCAMP")
        blocked = done(desk, opt_out)
        undone = [done(desk, desk.place.undo(opt_out, blocked.added, REASON)) for _ in range(2)]
        assert [result.outcome for result in undone] == [Outcome.REMOVED] * 2
        assert dialler.state()["campaign_dnc"] == []
        # Somebody blocks the number anew: what was undone stays undone, and the new one stands.
        assert desk.block("7275551212", "TESTCAMP").outcome is Outcome.BLOCKED
        assert dialler.state()["campaign_dnc"] == [[N, "TESTCAMP"]]


def test_a_refused_undo_leaves_the_opt_out_as_it_was(tmp_path: Path, keyring_of_this_computer: MemoryKeyring) -> None:
    with desk_in(World(), tmp_path, user="7773") as (desk, dialler):
        opt_out = desk.opt_out("7275551212")
        blocked = done(desk, opt_out)
        assert done(desk, desk.place.undo(opt_out, blocked.added, REASON)).outcome is Outcome.REFUSED
        entry = desk.place.log.read(lambda reader: reader.entry(opt_out.id))
        assert entry is not None
        assert entry.result.outcome is Outcome.BLOCKED
        assert dialler.state()["dnc"] == [N]
