"""One account at a practice dialler: what its functions bring, and that nobody is locked out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dncdesk.blocking.stops import LoginStops
from dncdesk.core.credentials import Secret
from dncdesk.core.redaction import Redactor
from dncdesk.core.scope import INTERNAL_LIST
from dncdesk.practice.server import Mode, PracticeDialler
from dncdesk.record.log import Log
from dncdesk.vicidial.client import Account, Client
from dncdesk.vicidial.errors import CallError, Cause
from dncdesk.vicidial.gate import Gate, Stops
from dncdesk.vicidial.replies import (
    Added,
    AlreadyListed,
    Campaigns,
    NotOnList,
    NotUnderstood,
    OnList,
    Refusal,
    Refused,
    Version,
)
from dncdesk.vicidial.transport import Limits, Transport
from tests.support.servers import LoopbackServer, hangs

SOURCE = "dncdeskabc1234567890"
PHONE = "7275551212"
RIGHT, WRONG = "1234", "wrong-one_1"


@pytest.fixture
def log_path(tmp_path: Path) -> Path:
    return tmp_path / "log.sqlite3"


@pytest.fixture
def stops(log_path: Path) -> Iterator[LoginStops]:
    log = Log(log_path)
    yield LoginStops(log)
    log.close()


@contextmanager
def client(url: str, stops: Stops | Gate, user: str = "6666", password: str = RIGHT) -> Iterator[Client]:
    gate = stops if isinstance(stops, Gate) else Gate(stops)
    redactor = Redactor()
    redactor.learn(password)
    asked = Client(
        Transport(url, limits=Limits(5, 10, 12)),
        Account(user, Secret(password)),
        redactor,
        gate,
        gate.renewals(url, user),
    )
    try:
        yield asked
    finally:
        asked.close()


def wrong_tries(dialler: PracticeDialler, user: str = "6666") -> int:
    counters: dict[str, dict[str, int]] = dialler.state()["login"]
    return counters.get(user, {"failed_login_count": 0})["failed_login_count"]


def stopped(call: Callable[[], object]) -> bool:
    """Whether the gate keeps this call from being sent."""
    with pytest.raises(CallError) as caught:
        call()
    return caught.value.cause is Cause.LOGIN_STOPPED


# --- the functions ------------------------------------------------------------------------------------


def test_the_version_is_asked_without_the_password(dialler: PracticeDialler, stops: LoginStops) -> None:
    with client(dialler.url, stops) as asked:
        reply = asked.version()
    assert isinstance(reply, Version)
    assert (reply.version, reply.build) == ("2.14-202", 250720)
    assert "user" not in dialler.calls[0][1]


def test_the_campaigns_are_listed_with_the_inactive_ones_marked(dialler: PracticeDialler, stops: LoginStops) -> None:
    with client(dialler.url, stops) as asked:
        reply = asked.campaigns()
    assert isinstance(reply, Campaigns)
    active = {c.id: c.active for c in reply.campaigns}
    assert active == {r["campaign_id"]: r["active"] == "Y" for r in dialler.state()["campaigns"]}
    assert "OLDCAMP" in active


def test_a_servers_eight_columns_of_2020_are_read(stops: LoginStops) -> None:
    with PracticeDialler() as old:
        old.put_state({"settings": {"build": "201001-0000"}})
        with client(old.url, stops) as asked:
            reply = asked.campaigns()
        assert isinstance(reply, Campaigns)
        assert {c.id for c in reply.campaigns} == {r["campaign_id"] for r in old.state()["campaigns"]}


def test_a_number_is_added_once_and_then_found_on_the_list(dialler: PracticeDialler, stops: LoginStops) -> None:
    with client(dialler.url, stops) as asked:
        assert isinstance(asked.check(PHONE, "TESTCAMP", "24hours", SOURCE), NotOnList)
        assert isinstance(asked.add(PHONE, "TESTCAMP", SOURCE), Added)
        assert isinstance(asked.add(PHONE, "TESTCAMP", SOURCE), AlreadyListed)
        assert isinstance(asked.check(PHONE, "TESTCAMP", "24hours", SOURCE), OnList)
        assert isinstance(asked.check(PHONE, INTERNAL_LIST, "24hours", SOURCE), NotOnList)
    assert dialler.state()["campaign_dnc"] == [[PHONE, "TESTCAMP"]]
    assert {call[1]["source"] for call in dialler.calls} == {SOURCE}


def test_the_internal_list_is_another_one(dialler: PracticeDialler, stops: LoginStops) -> None:
    with client(dialler.url, stops) as asked:
        assert isinstance(asked.add(PHONE, INTERNAL_LIST, SOURCE), Added)
        assert isinstance(asked.check(PHONE, INTERNAL_LIST, "24hours", SOURCE), OnList)
        assert isinstance(asked.check(PHONE, "TESTCAMP", "24hours", SOURCE), NotOnList)
    assert dialler.state()["dnc"] == [PHONE]


def test_an_unknown_call_time_is_said_so(dialler: PracticeDialler, stops: LoginStops) -> None:
    with client(dialler.url, stops) as asked:
        reply = asked.check(PHONE, "TESTCAMP", "never", SOURCE)
    assert isinstance(reply, Refused)
    assert reply.refusal is Refusal.BAD_CALL_TIME


def test_an_old_dialler_that_lacks_the_function_is_said_so(dialler: PracticeDialler, stops: LoginStops) -> None:
    dialler.put_state({"settings": {"build": "180101-0000"}})
    with client(dialler.url, stops) as asked:
        reply = asked.add(PHONE, "TESTCAMP", SOURCE)
        assert isinstance(reply, Refused)
        assert reply.refusal is Refusal.NO_FUNCTION
        # The login was good all the same.
        assert isinstance(asked.check(PHONE, "TESTCAMP", "24hours", SOURCE), NotOnList)


def test_answers_amid_real_warnings_are_found(stops: LoginStops) -> None:
    with PracticeDialler(mode=Mode.PHP8_DISPLAY_ERRORS) as noisy, client(noisy.url, stops) as asked:
        assert isinstance(asked.version(), Version)
        assert isinstance(asked.campaigns(), Campaigns)
        assert isinstance(asked.add(PHONE, "TESTCAMP", SOURCE), Added)
        assert isinstance(asked.check(PHONE, "TESTCAMP", "24hours", SOURCE), OnList)


def test_a_real_redirect_is_an_error_and_no_wrong_login(stops: LoginStops) -> None:
    with PracticeDialler(mode=Mode.REDIRECT) as moved, client(moved.url, stops) as asked:
        with pytest.raises(CallError) as caught:
            asked.add(PHONE, "TESTCAMP", SOURCE)
        assert caught.value.cause is Cause.REDIRECTED
        assert moved.target_address in str(caught.value)
        assert moved.requests_seen == 0


def test_a_database_that_is_down_is_no_answer_of_a_dialler(dialler: PracticeDialler, stops: LoginStops) -> None:
    dialler.put_state({"settings": {"connect_error": "Connection refused"}})
    with client(dialler.url, stops) as asked:
        for reply in (asked.version(), asked.campaigns(), asked.add(PHONE, "TESTCAMP", SOURCE)):
            assert isinstance(reply, NotUnderstood)
            assert reply.status == 500


@pytest.mark.parametrize(
    "number",
    [
        "",
        "72755",
        "727,555,1304",
        "12345678901234567",
        "+17275551212",
        "727 555 1212",
        "７２７５５５１２１２",
        "²²²²²²²",
    ],
)
def test_what_the_dialler_would_garble_is_never_sent(dialler: PracticeDialler, stops: LoginStops, number: str) -> None:
    with client(dialler.url, stops) as asked:
        with pytest.raises(ValueError, match="6 to 16 digits"):
            asked.add(number, "TESTCAMP", SOURCE)
        with pytest.raises(ValueError, match="6 to 16 digits"):
            asked.check(number, "TESTCAMP", "24hours", SOURCE)
        assert dialler.requests_seen == 0
        # and the gate is not left shut by it
        assert isinstance(asked.add("727555", "TESTCAMP", SOURCE), Added)
        assert isinstance(asked.add("1234567890123456", "TESTCAMP", SOURCE), Added)


# --- nobody is locked out -----------------------------------------------------------------------------


def calls_of_every_kind(asked: Client) -> list[Callable[[], object]]:
    return [
        asked.campaigns,
        lambda: asked.add(PHONE, "TESTCAMP", SOURCE),
        lambda: asked.check(PHONE, "TESTCAMP", "24hours", SOURCE),
    ]


def test_after_a_refused_password_nothing_that_carries_one_is_sent(dialler: PracticeDialler, stops: LoginStops) -> None:
    with client(dialler.url, stops, password=WRONG) as asked:
        reply = asked.add(PHONE, "TESTCAMP", SOURCE)
        assert isinstance(reply, Refused)
        assert reply.refusal is Refusal.BAD_LOGIN
        assert WRONG not in reply.said
        assert all(stopped(call) for call in calls_of_every_kind(asked))
        assert dialler.requests_seen == 1
        assert wrong_tries(dialler) == 1
        # What carries no password still goes.
        assert isinstance(asked.version(), Version)


def test_a_stop_holds_for_another_client_of_the_same_account(dialler: PracticeDialler, stops: LoginStops) -> None:
    gate = Gate(stops)
    with client(dialler.url, gate, password=WRONG) as first, client(dialler.url, gate) as second:
        first.campaigns()
        assert all(stopped(call) for call in calls_of_every_kind(second))
    assert dialler.requests_seen == 1


def test_a_stop_holds_after_the_program_was_started_again(dialler: PracticeDialler, log_path: Path) -> None:
    before = Log(log_path)
    with client(dialler.url, LoginStops(before), password=WRONG) as asked:
        asked.campaigns()
    before.close()
    after = Log(log_path)
    with client(dialler.url, LoginStops(after)) as asked:
        assert all(stopped(call) for call in calls_of_every_kind(asked))
    after.close()
    assert (dialler.requests_seen, wrong_tries(dialler)) == (1, 1)


def test_a_stop_is_for_this_account_at_this_dialler_alone(dialler: PracticeDialler, stops: LoginStops) -> None:
    gate = Gate(stops)
    with PracticeDialler() as other, client(dialler.url, gate, password=WRONG) as asked:
        asked.campaigns()
        with client(dialler.url, gate, user="7782") as colleague, client(other.url, gate) as elsewhere:
            assert isinstance(colleague.campaigns(), Campaigns)
            assert isinstance(elsewhere.campaigns(), Campaigns)


def test_once_a_person_has_typed_a_password_calls_go_out_again(
    dialler: PracticeDialler, stops: LoginStops, log_path: Path
) -> None:
    gate = Gate(stops)
    with client(dialler.url, gate, password=WRONG) as asked:
        asked.campaigns()
    stops.renew(dialler.url, "6666")
    with client(dialler.url, gate) as asked:
        assert isinstance(asked.campaigns(), Campaigns)
    again = Log(log_path)
    assert not LoginStops(again).stopped(dialler.url, "6666")
    again.close()


def test_eight_threads_with_an_unproved_password_cost_one_wrong_try(
    dialler: PracticeDialler, stops: LoginStops
) -> None:
    gate = Gate(stops)
    together = threading.Barrier(8)
    ended: list[object] = []

    def work() -> None:
        with client(dialler.url, gate, password=WRONG) as asked:
            together.wait(10)
            try:
                ended.append(asked.add(PHONE, "TESTCAMP", SOURCE))
            except CallError as error:
                ended.append(error.cause)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert ended.count(Cause.LOGIN_STOPPED) == 7
    assert sum(isinstance(end, Refused) for end in ended) == 1
    assert (dialler.requests_seen, wrong_tries(dialler)) == (1, 1)


def test_once_the_password_is_proved_calls_go_out_side_by_side(stops: LoginStops) -> None:
    """A call that hangs holds up the unproved ones only."""
    gate = Gate(stops)
    with (
        PracticeDialler() as dialler,
        client(dialler.url, gate) as proved,
    ):
        proved.campaigns()
        gate.enter(dialler.url, "6666")  # a call is under way
        assert isinstance(proved.campaigns(), Campaigns)


def test_a_call_without_an_answer_lets_the_next_one_try(stops: LoginStops) -> None:
    gate = Gate(stops)
    with LoopbackServer(hangs()) as server:
        transport = Transport(server.url(), limits=Limits(1, 0.2, 1))
        asked = Client(transport, Account("6666", Secret(RIGHT)), Redactor(), gate, 0)
        for count in (1, 2):
            with pytest.raises(CallError) as caught:
                asked.campaigns()
            assert caught.value.cause is Cause.NO_ANSWER
            assert len(server.requests) == count
        asked.close()


# --- the ways of being turned away --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("refusal", "user", "state"),
    [
        (Refusal.TWO_FACTOR, "6666", {"settings": {"two_factor_auth_hours": "24"}}),
        (Refusal.LOCKED, "6666", {"login": {"6666": {"failed_login_count": 10, "seconds_since_last_login": 60}}}),
        (Refusal.IP_BLOCKED, "7781", {"settings": {"allow_ip_lists": "1"}}),
        (Refusal.BAD_LOGIN, "7778", {}),
    ],
)
def test_the_ways_of_being_turned_away_are_told_apart_and_each_stops_all(
    dialler: PracticeDialler, stops: LoginStops, refusal: Refusal, user: str, state: dict[str, object]
) -> None:
    dialler.put_state(state)
    with client(dialler.url, stops, user=user) as asked:
        reply = asked.add(PHONE, "TESTCAMP", SOURCE)
        assert isinstance(reply, Refused)
        assert reply.refusal is refusal
        assert RIGHT not in reply.said.split("|")
        assert all(stopped(call) for call in calls_of_every_kind(asked))
    assert dialler.requests_seen == 1


@pytest.mark.parametrize("user", ["7771", "7772", "7774"])
def test_a_missing_permission_stops_nothing_else(dialler: PracticeDialler, stops: LoginStops, user: str) -> None:
    with client(dialler.url, stops, user=user) as asked:
        replies = [asked.add(PHONE, "TESTCAMP", SOURCE), asked.check(PHONE, "TESTCAMP", "24hours", SOURCE)]
        asked.campaigns()
    refusals = {r.refusal for r in replies if isinstance(r, Refused)}
    assert refusals <= {Refusal.NO_PERMISSION, Refusal.FUNCTION_NOT_ALLOWED}
    assert refusals
    assert dialler.requests_seen == 3
