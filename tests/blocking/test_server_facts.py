"""What is noted of a server: its build and clock, by the way, and only when it is new."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from dncdesk.blocking.enquiries import Enquiries
from dncdesk.core.moments import now
from dncdesk.core.settings import Server
from dncdesk.practice.server import PracticeDialler
from dncdesk.record.events import Kind
from dncdesk.vicidial.clock import Clock, clocks
from tests.support.desks import Desk
from tests.support.keyrings import MemoryKeyring
from tests.support.servers import LoopbackServer, answers, http
from tests.support.spoiling import events

VERSION = (
    "VERSION: 2.14-202|BUILD: {build}-1841|DATE: 2026-11-23 02:06:29|EPOCH: 1795417589|DST: 0|TZ: -5.00|TZNOW: -5.00|\n"
)


@pytest.fixture(autouse=True)
def _keyring(keyring_of_this_computer: MemoryKeyring) -> None:
    """No test here may reach this computer's own."""


@pytest.fixture
def desk(tmp_path: Path, dialler: PracticeDialler) -> Iterator[Desk]:
    opened = Desk(tmp_path, Server("Main", dialler.url, "6666"))
    yield opened
    opened.close()


def facts(desk: Desk) -> list[dict[str, Any]]:
    return [json.loads(event.body) for event in events(desk.place.log.path) if event.kind == Kind.SERVER]


def test_a_desk_that_asks_for_campaigns_notes_the_server_once(desk: Desk, dialler: PracticeDialler) -> None:
    for _ in range(3):
        Enquiries(desk.place).campaigns(desk.server)
    desk.block()
    (fact,) = facts(desk)
    assert fact["endpoint"] == desk.server.endpoint
    assert (fact["version"], fact["build"]) == ("2.14-202", 250720)
    assert abs(fact["offset_seconds"]) <= 1
    ours = datetime.fromisoformat(fact["our_clock"])
    assert abs(now() - ours) < timedelta(minutes=1)
    assert abs(datetime.fromisoformat(fact["server_clock"]) - ours) < timedelta(seconds=3)
    assert fact["version_asked_at"]


def test_a_job_alone_notes_the_clock_before_its_outcome_and_costs_no_call(desk: Desk, dialler: PracticeDialler) -> None:
    desk.block()
    kinds = [event.kind for event in events(desk.place.log.path)]
    assert kinds.index("server") < kinds.index("outcome")
    assert "version" not in [function for function, _ in dialler.calls]
    (fact,) = facts(desk)
    assert fact["version"] is None
    assert abs(fact["offset_seconds"]) <= 1


def test_each_run_notes_it_and_knows_the_version_that_an_earlier_one_was_told(
    tmp_path: Path, dialler: PracticeDialler
) -> None:
    server = Server("Main", dialler.url, "6666")
    with closing(Desk(tmp_path, server)) as first:
        Enquiries(first.place).campaigns(server)
    with closing(Desk(tmp_path, server)) as second:
        second.block()
        told, again = facts(second)
    assert (again["version"], again["build"]) == ("2.14-202", 250720)
    assert again["version_asked_at"] == told["version_asked_at"]
    assert again["our_clock"] > told["our_clock"]


def test_trying_the_settings_and_checking_a_number_note_it_too(desk: Desk) -> None:
    enquiries = Enquiries(desk.place)
    enquiries.try_out(desk.server, None)
    assert [fact["build"] for fact in facts(desk)] == [250720]


def answer(build: int = 250720, ahead: float = 0.0, *, date: bool = True) -> bytes:
    told = format_datetime(datetime.now(UTC) + timedelta(seconds=ahead), usegmt=True)
    return http(VERSION.format(build=build).encode(), "200 OK", *([f"Date: {told}"] if date else []))


def ask(desk: Desk, reply: bytes) -> None:
    with LoopbackServer(answers(reply)) as server:
        client = desk.place.connections.client(desk.server)
        client._transport.url = server.url()
        client.version()
        client._transport.url = desk.server.endpoint
        desk.place.connections.facts.note(client)
        client.close()


@pytest.mark.parametrize("ahead", [0, 3600, -86400])
def test_the_offset_is_the_seconds_that_the_server_is_ahead(desk: Desk, ahead: int) -> None:
    ask(desk, answer(ahead=ahead))
    (fact,) = facts(desk)
    assert abs(fact["offset_seconds"] - ahead) <= 1


def test_a_clock_that_moves_is_noted_and_one_that_trembles_is_not(desk: Desk) -> None:
    for ahead in (0, 2, -3, 30, 28, 33, 0):
        ask(desk, answer(ahead=ahead))
    assert [round(fact["offset_seconds"], -1) for fact in facts(desk)] == [0, 30, 0]


def test_a_clock_that_creeps_is_noted_in_the_end(desk: Desk) -> None:
    for ahead in range(0, 15, 2):
        ask(desk, answer(ahead=ahead))
    assert len(facts(desk)) == 3


def test_another_build_is_noted(desk: Desk) -> None:
    for build in (250720, 250720, 261101):
        ask(desk, answer(build))
    assert [fact["build"] for fact in facts(desk)] == [250720, 261101]


def test_a_server_that_tells_no_time_is_noted_with_its_build_alone(desk: Desk) -> None:
    ask(desk, answer(date=False))
    ask(desk, answer(date=False))
    (fact,) = facts(desk)
    assert (fact["build"], fact["server_clock"], fact["our_clock"], fact["offset_seconds"]) == (
        250720,
        None,
        None,
        None,
    )


def test_a_log_that_cannot_be_written_holds_up_no_answer_and_is_tried_again(desk: Desk) -> None:
    db = desk.place.log._db
    db.execute("PRAGMA query_only = ON")
    ask(desk, answer())
    assert facts(desk) == []
    db.execute("PRAGMA query_only = OFF")
    ask(desk, answer())
    assert len(facts(desk)) == 1


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Mon, 99 Nov 2026 99:99:99 GMT", "\x00", "Mon, 23 Nov 99999 10:00:00 GMT"]
)
def test_a_date_that_is_none_is_passed_over(date: str) -> None:
    assert clocks(date) is None


def test_the_half_second_that_a_date_lacks_is_made_up_for() -> None:
    moment = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
    for fraction in (0.0, 0.3, 0.7, 0.99):
        assert Clock(moment, moment + timedelta(seconds=fraction)).offset == 0
    assert Clock(moment, moment - timedelta(seconds=60)).offset == 60
