"""Whatever happens on the way: never a false "blocked", and in the end one row on the list and one receipt."""

from __future__ import annotations

import datetime as dt
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from dncdesk.core.optout import OptOut
from dncdesk.core.outcome import Outcome, Result
from dncdesk.practice.server import PracticeDialler
from dncdesk.vicidial.gate import DOUBTS, MOST
from dncdesk.vicidial.transport import Limits
from tests.faults import injector as faults
from tests.faults.conftest import OpenDesk
from tests.faults.injector import Fault, Injector, cut, cut_unannounced
from tests.faults.receipts import assert_one_receipt, assert_recorded_and_not_confirmed, rows_on_the_list
from tests.support.desks import QUICK, Desk

IMPATIENT = Limits(connect=2.0, read=0.4, call=0.8)
NUMBER = "7275550100"
"""It has a lead in TESTCAMP that waits in the hopper, so that every function is asked for."""
CAMPAIGN = "TESTCAMP"
SCOPES = pytest.mark.parametrize("campaign", [CAMPAIGN, None], ids=["campaign", "everywhere"])


@dataclass(frozen=True)
class Case:
    """A fault, how long to wait under it, and whether the dialler does what it is asked before it strikes."""

    fault: Fault
    limits: Limits = QUICK
    reaches: bool = True


CASES = {
    "hang-at-once": Case(faults.hang_at_once, IMPATIENT, reaches=False),
    "hang-before-body": Case(faults.hang_before_body, IMPATIENT),
    "hang-after-body": Case(faults.hang_after_body, IMPATIENT),
    "reset-before": Case(faults.reset_before, reaches=False),
    "reset-after": Case(faults.reset_after),
    "drip": Case(faults.drip, Limits(connect=2.0, read=5.0, call=0.8)),
    "garbage": Case(faults.garbage, reaches=False),
    "garbage-page": Case(faults.garbage_page, reaches=False),
    "gzip-bomb": Case(faults.bomb),
    "500": Case(faults.error_500, reaches=False),
    "500-stored": Case(faults.error_500_stored),
    "redirect-chain": Case(faults.redirect_chain, reaches=False),
    "portal": Case(faults.portal, reaches=False),
    "89-KB-and-no-answer": Case(faults.warnings_alone),
}
FUNCTIONS = ("add_dnc_phone", "check_phone_number", "lead_search", "lead_all_info", "update_lead", "campaigns_list")
QUICK_CASES = [name for name, case in CASES.items() if case.limits is QUICK and name != "gzip-bomb"]


def last(desk: Desk, opt_out: OptOut, outcome: Outcome) -> Result:
    """Wait until the latest result is this one."""
    desk.told.wait(lambda: any(True for r in desk.told.results(opt_out)[-1:] if r.outcome is outcome), 20)
    return desk.told.results(opt_out)[-1]


def lift_and_finish(desk: Desk, injector: Injector, opt_out: OptOut) -> None:
    injector.lift()
    desk.queue.try_now()
    result = last(desk, opt_out, Outcome.BLOCKED)
    assert result.confirmed_at is not None


def assert_settled_for_good(desk: Desk, dialler: PracticeDialler, opt_out: OptOut) -> None:
    desk.wait_until_idle()
    assert rows_on_the_list(dialler, opt_out) == [(opt_out.main_form, str(opt_out.scope))]
    assert_one_receipt(desk, opt_out)
    outcomes = [result.outcome for result in desk.told.results(opt_out)]
    assert outcomes.count(Outcome.BLOCKED) == 1
    assert set(outcomes) <= {Outcome.WAITING, Outcome.BLOCKED}


# --- every call is struck -------------------------------------------------------------------------------


@SCOPES
@pytest.mark.parametrize("name", CASES)
def test_it_waits_while_the_fault_lasts_and_is_blocked_once_when_it_is_gone(
    name: str, campaign: str | None, dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    case = CASES[name]
    desk = open_desk(injector.url, limits=case.limits)
    injector.strike(case.fault)
    opt_out = desk.opt_out(NUMBER, campaign)
    desk.queue.submit(opt_out)
    result = desk.told.result(opt_out)
    assert injector.struck
    assert result.outcome is Outcome.WAITING
    assert (result.confirmed_at, result.confirmed_by, result.added) == (None, None, ())
    assert_recorded_and_not_confirmed(desk, opt_out)
    stored = rows_on_the_list(dialler, opt_out)
    # A campaign is looked up before it is named to the dialler, so nothing is added then.
    assert stored == ([(NUMBER, "EVERYWHERE")] if case.reaches and campaign is None else [])
    lift_and_finish(desk, injector, opt_out)
    assert_settled_for_good(desk, dialler, opt_out)


@SCOPES
def test_a_dialler_that_refuses_connections_gets_it_when_it_is_back(
    campaign: str | None, dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    desk = open_desk(injector.url)
    injector.refuse()
    opt_out = desk.opt_out(NUMBER, campaign)
    desk.queue.submit(opt_out)
    result = desk.told.result(opt_out)
    assert (result.outcome, result.numbers_sent) == (Outcome.WAITING, ())
    assert_recorded_and_not_confirmed(desk, opt_out)
    assert rows_on_the_list(dialler, opt_out) == []
    lift_and_finish(desk, injector, opt_out)
    assert_settled_for_good(desk, dialler, opt_out)


@SCOPES
def test_89_kb_of_warnings_around_every_answer_are_no_fault_at_all(
    campaign: str | None, dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    desk = open_desk(injector.url)
    injector.strike(faults.warnings_around)
    opt_out = desk.opt_out(NUMBER, campaign)
    desk.queue.submit(opt_out)
    assert desk.told.result(opt_out).outcome is Outcome.BLOCKED
    assert_settled_for_good(desk, dialler, opt_out)


def test_a_redirect_is_not_followed_one_step(dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk) -> None:
    desk = open_desk(injector.url)
    injector.strike(faults.redirect_chain)
    desk.block(NUMBER)
    assert {call.target for call in injector.calls} == {"/vicidial/non_agent_api.php"}
    assert {call.method for call in injector.calls} == {"POST"}
    assert dialler.requests_seen == 0


# --- only one function, or only one answer, is struck ------------------------------------------------------


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("name", QUICK_CASES)
def test_a_fault_of_one_function_alone_never_makes_a_false_success(
    name: str, function: str, dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    """What can be seen in spite of it may count; what cannot be seen must not."""
    desk = open_desk(injector.url)
    injector.strike(CASES[name].fault, only={function})
    opt_out = desk.opt_out(NUMBER, CAMPAIGN)
    desk.queue.submit(opt_out)
    result = desk.told.result(opt_out)
    assert injector.struck
    if result.outcome is Outcome.BLOCKED:
        # An answer to the adding that makes no sense, and a row that was read back all the same.
        assert function == "add_dnc_phone"
        assert CASES[name].reaches
        assert rows_on_the_list(dialler, opt_out) == [(NUMBER, CAMPAIGN)]
    else:
        assert result.outcome is Outcome.WAITING
        assert result.confirmed_at is None
        assert_recorded_and_not_confirmed(desk, opt_out)
        lift_and_finish(desk, injector, opt_out)
    assert_settled_for_good(desk, dialler, opt_out)
    assert (NUMBER, CAMPAIGN) not in [(call["phone_number"], call["campaign_id"]) for call in dialler.dial_pass()]


@pytest.mark.parametrize("function", ["add_dnc_phone", "check_phone_number", "lead_search", "update_lead"])
@pytest.mark.parametrize("name", ["hang-after-body", "drip", "hang-at-once"])
def test_one_function_that_hangs_alone_leaves_it_waiting(
    name: str, function: str, dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    desk = open_desk(injector.url, limits=CASES[name].limits)
    injector.strike(CASES[name].fault, only={function})
    opt_out = desk.opt_out(NUMBER, CAMPAIGN)
    desk.queue.submit(opt_out)
    result = desk.told.result(opt_out)
    # Half an answer to the adding is none; what was read back afterwards counts.
    assert result.outcome is Outcome.WAITING or (function == "add_dnc_phone" and CASES[name].reaches)
    lift_and_finish(desk, injector, opt_out)
    assert_settled_for_good(desk, dialler, opt_out)


@SCOPES
@pytest.mark.parametrize("name", QUICK_CASES)
def test_a_fault_that_strikes_the_first_call_alone_is_got_over_without_a_person(
    name: str, campaign: str | None, dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    desk = open_desk(injector.url)
    injector.strike(CASES[name].fault, only={"add_dnc_phone"}, times=1)
    opt_out = desk.opt_out(NUMBER, campaign)
    desk.queue.submit(opt_out)
    desk.told.result(opt_out)
    desk.queue.try_now()
    last(desk, opt_out, Outcome.BLOCKED)
    assert len(injector.struck) == 1
    assert_settled_for_good(desk, dialler, opt_out)


# --- cut at every tenth byte --------------------------------------------------------------------------------


def numbers() -> Iterator[str]:
    return (f"727556{n:04}" for n in range(10_000))


@pytest.mark.parametrize("function", ["add_dnc_phone", "check_phone_number", "lead_search"])
@pytest.mark.parametrize("make", [cut, cut_unannounced])
def test_an_answer_cut_at_every_tenth_byte_proves_nothing(
    make: Callable[[int], Fault],
    function: str,
    *,
    dialler: PracticeDialler,
    injector: Injector,
    open_desk: OpenDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dncdesk.blocking.line.pause", lambda _: 300.0)
    desk = open_desk(injector.url)
    assert desk.block("7275559999").outcome is Outcome.BLOCKED
    whole = next(len(call.ask()) for call in injector.calls if call.function == function)
    cuts = range(0, whole, 10)
    assert len(cuts) > 8
    opt_outs = []
    for at, number in zip(cuts, numbers(), strict=False):
        injector.strike(make(at), only={function})
        opt_out = desk.opt_out(number)
        desk.queue.submit(opt_out)
        result = desk.told.result(opt_out)
        if result.outcome is Outcome.BLOCKED:
            # Half an answer to the adding, and then the row was read back; or, of an answer that does not say how
            # long it is, one that still holds all of what was asked about.
            asked = (opt_out.main_form, *(opt_out.other_forms if function == "lead_search" else ()))
            assert function == "add_dnc_phone" or make is cut_unannounced
            assert function == "add_dnc_phone" or ",".join(asked).encode() in injector.struck[-1].said[:at]
            assert rows_on_the_list(dialler, opt_out) == [(number, "EVERYWHERE")]
        else:
            assert result.outcome is Outcome.WAITING, at
        opt_outs.append(opt_out)
    injector.lift()
    # On a busy computer an answer may take too long once more.
    monkeypatch.setattr("dncdesk.blocking.line.pause", lambda _: 0.1)
    desk.queue.try_now()
    for opt_out in opt_outs:
        last(desk, opt_out, Outcome.BLOCKED)
        assert_settled_for_good(desk, dialler, opt_out)


# --- certificates ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def shows(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


YESTERDAY = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)


def bad_certificate(kind: str, authority: trustme.CA) -> trustme.LeafCert:
    if kind == "wrong-name":
        return authority.issue_cert("other.example.com")
    if kind == "expired":
        return authority.issue_cert("127.0.0.1", not_before=YESTERDAY - dt.timedelta(days=9), not_after=YESTERDAY)
    return trustme.CA().issue_cert("127.0.0.1")


@SCOPES
@pytest.mark.parametrize("kind", ["wrong-name", "expired", "unknown-authority"])
def test_a_server_that_does_not_prove_who_it_is_gets_nothing_until_it_does(
    kind: str,
    campaign: str | None,
    *,
    authority: trustme.CA,
    ca_file: str,
    dialler: PracticeDialler,
    open_desk: OpenDesk,
) -> None:
    with Injector(dialler.address, tls=shows(bad_certificate(kind, authority))) as injector:
        desk = open_desk(injector.url, ca_file=ca_file)
        opt_out = desk.opt_out(NUMBER, campaign)
        desk.queue.submit(opt_out)
        result = desk.told.result(opt_out)
        assert (result.outcome, result.numbers_sent) == (Outcome.WAITING, ())
        assert "does not prove who it is" in str(result.why)
        assert injector.calls == []
        assert_recorded_and_not_confirmed(desk, opt_out)
        assert rows_on_the_list(dialler, opt_out) == []
        injector.tls = shows(authority.issue_cert("127.0.0.1"))
        lift_and_finish(desk, injector, opt_out)
        assert_settled_for_good(desk, dialler, opt_out)


# --- nobody is locked out by a fault -----------------------------------------------------------------------------


BAD_LINE_COMES = ["89-KB", "hang-after-body", "cut-after-the-line", "gzip-bomb"]


@pytest.mark.parametrize("name", BAD_LINE_COMES)
def test_a_wrong_password_costs_one_try_however_damaged_the_refusal_comes(
    name: str, dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    """Fifty numbers wait. The line that says BAD comes; what should come around it does not."""

    def cut_after_the_line(injector: Injector, connection: object, call: faults.Call) -> None:
        head, _, body = call.ask().partition(b"\r\n\r\n")
        head = head.replace(f"Content-Length: {len(body)}".encode(), b"Content-Length: 90000")
        connection.sendall(head + b"\r\n\r\n" + body)  # type: ignore[attr-defined]

    fault: Fault = {
        "89-KB": faults.warnings_around,
        "hang-after-body": faults.hang_after_body,
        "cut-after-the-line": cut_after_the_line,
        "gzip-bomb": faults.bomb,
    }[name]
    desk = open_desk(injector.url, limits=IMPATIENT if "hang" in name else QUICK, password="Wrong-Guess-1")
    injector.strike(fault)
    opt_outs = [desk.opt_out(number) for number, _ in zip(numbers(), range(50), strict=False)]
    for opt_out in opt_outs:
        desk.queue.submit(opt_out)
    desk.told.wait(lambda: len({o.id for o, _ in desk.told.settled}) == 50, 30)
    desk.queue.try_now()
    desk.wait_until_idle()
    assert dialler.state()["login"]["6666"]["failed_login_count"] == 1
    assert not {r.outcome for _, r in desk.told.settled} & {Outcome.BLOCKED, Outcome.LISTED, Outcome.STOPPED}


LOST = {
    "reset": faults.reset_after,
    "cut": cut(40),
    "500": faults.error_500_stored,
    "warnings": faults.warnings_alone,
    "nothing at all": cut(0),
}


@pytest.mark.parametrize("everything", [False, True], ids=["logins alone", "every call"])
@pytest.mark.parametrize("name", LOST)
def test_a_wrong_password_whose_refusals_are_lost_on_the_way_does_not_lock_the_account(
    name: str,
    everything: bool,
    *,
    dialler: PracticeDialler,
    injector: Injector,
    open_desk: OpenDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Thirty numbers wait, are tried again and again, and a person presses "Try now" again and again."""
    monkeypatch.setattr("dncdesk.blocking.line.pause", lambda _: 0.01)
    desk = open_desk(injector.url, password="Wrong-Guess-1")
    injector.strike(LOST[name], only=() if everything else FUNCTIONS)
    opt_outs = [desk.opt_out(number) for number, _ in zip(numbers(), range(30), strict=False)]
    for opt_out in opt_outs:
        desk.queue.submit(opt_out)
    for _ in range(15):
        known = len(desk.told.settled)
        desk.told.wait(lambda known=known: len(desk.told.settled) > known + 5, 30)  # type: ignore[misc]
        desk.queue.try_now()
    wrong = dialler.state()["login"]["6666"]["failed_login_count"]
    # As many as may go out by themselves, and those that "Try now" has let through. The tenth would lock it.
    assert wrong == (DOUBTS if everything else MOST + 1)
    assert {r.outcome for _, r in desk.told.settled} == {Outcome.WAITING}


@pytest.mark.parametrize("name", LOST)
def test_the_right_password_is_sent_again_as_soon_as_the_dialler_is_back(
    name: str, dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was in doubt, and nobody types it again: all the same it need not wait for minutes."""
    monkeypatch.setattr("dncdesk.blocking.line.pause", lambda _: 0.01)
    desk = open_desk(injector.url)
    injector.strike(LOST[name])
    opt_outs = [desk.opt_out(number) for number, _ in zip(numbers(), range(30), strict=False)]
    for opt_out in opt_outs:
        desk.queue.submit(opt_out)
    desk.told.wait(lambda: len(desk.told.settled) > 60, 30)
    assert sum(call.function != "version" for call in injector.calls) == DOUBTS
    injector.lift()
    for opt_out in opt_outs:
        last(desk, opt_out, Outcome.BLOCKED)
        assert_settled_for_good(desk, dialler, opt_out)


# --- a fault that comes and goes -----------------------------------------------------------------------------------


def test_under_a_storm_of_faults_every_number_gets_there_once(
    dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty numbers; another fault every few calls, on whatever is asked then; nothing is ever claimed too early."""
    monkeypatch.setattr("dncdesk.blocking.line.pause", lambda _: 0.05)
    storm = [CASES[name].fault for name in QUICK_CASES] + [cut(at) for at in (0, 15, 90, 140, 160)]
    desk = open_desk(injector.url)
    turn = 0

    def strikes(injector: Injector, connection: object, call: faults.Call) -> None:
        nonlocal turn
        turn += 1
        if turn % 7 and turn < 400:
            connection.sendall(call.ask())  # type: ignore[attr-defined]
        else:
            storm[turn // 7 % len(storm)](injector, connection, call)  # type: ignore[arg-type]

    opt_outs = [desk.opt_out(number) for number, _ in zip(numbers(), range(40), strict=False)]
    injector.strike(strikes, times=400)
    begun = time.monotonic()
    for opt_out in opt_outs:
        desk.queue.submit(opt_out)
    for opt_out in opt_outs:
        desk.told.wait(
            lambda o=opt_out: any(r.outcome is Outcome.BLOCKED for r in desk.told.results(o)),  # type: ignore[misc]
            40 - (time.monotonic() - begun),
        )
    assert len(injector.struck) > 100
    for opt_out in opt_outs:
        assert_settled_for_good(desk, dialler, opt_out)
