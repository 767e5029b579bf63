"""The program ends within two seconds whatever the dialler does, and the next start goes on where it stopped."""

from __future__ import annotations

import gc
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import trustme

from dncdesk.core.outcome import Outcome
from dncdesk.practice.server import PracticeDialler
from dncdesk.vicidial.transport import Limits
from tests.faults import injector as faults
from tests.faults.conftest import OpenDesk
from tests.faults.injector import Fault, Injector
from tests.faults.receipts import assert_one_receipt, assert_recorded_and_not_confirmed, rows_on_the_list

LONG = Limits(connect=30.0, read=30.0, call=60.0)
"""So long that nothing but the closing ends a call."""
NUMBER = "7275550100"
CAMPAIGN = "TESTCAMP"


@contextmanager
def within(seconds: float) -> Iterator[None]:
    begun = time.monotonic()
    yield
    took = time.monotonic() - begun
    assert took < seconds, f"it took {took:.2f} s"


def dncdesk_threads() -> set[str]:
    return {thread.name for thread in threading.enumerate() if thread.name.startswith("dncdesk-lane")}


def go_on(dialler: PracticeDialler, url: str, open_desk: OpenDesk, campaign: str | None) -> None:
    """The next start: it takes up exactly one job and finishes it."""
    desk = open_desk(url)
    (pending,) = desk.queue.resume()
    desk.told.wait(lambda: any(r.outcome is Outcome.BLOCKED for _, r in desk.told.settled))
    opt_out = desk.place.log.read(lambda reader: reader.request(pending))
    assert rows_on_the_list(dialler, opt_out) == [(NUMBER, campaign or "EVERYWHERE")]
    desk.wait_until_idle()
    assert_one_receipt(desk, opt_out)


HOLDING = {
    "hang-at-once": faults.hang_at_once,
    "hang-before-body": faults.hang_before_body,
    "hang-after-body": faults.hang_after_body,
    "drip": faults.drip,
}
FUNCTIONS = ("campaigns_list", "add_dnc_phone", "check_phone_number", "lead_search", "lead_all_info", "update_lead")


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("name", HOLDING)
def test_a_call_in_flight_does_not_hold_up_the_end_and_the_next_start_finishes_the_job(
    name: str, function: str, dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    desk = open_desk(injector.url, limits=LONG)
    injector.strike(HOLDING[name], only={function})
    opt_out = desk.opt_out(NUMBER, CAMPAIGN)
    desk.queue.submit(opt_out)
    assert injector.hit.wait(10)
    with within(2.0):
        desk.close()
    assert dncdesk_threads() == set()
    assert desk.told.settled == []
    injector.lift()
    go_on(dialler, injector.url, open_desk, CAMPAIGN)


ENDING: dict[str, Fault] = {
    "reset-before": faults.reset_before,
    "reset-after": faults.reset_after,
    "cut": faults.cut(60),
    "garbage": faults.garbage,
    "gzip-bomb": faults.bomb,
    "500": faults.error_500,
    "500-stored": faults.error_500_stored,
    "redirect-chain": faults.redirect_chain,
    "portal": faults.portal,
}


@pytest.mark.parametrize("name", ENDING)
def test_closing_under_any_other_fault_is_as_quick(
    name: str,
    dialler: PracticeDialler,
    injector: Injector,
    open_desk: OpenDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The program is closed at a moment when it tries again and again."""
    monkeypatch.setattr("dncdesk.blocking.line.pause", lambda _: 0.0)
    desk = open_desk(injector.url, limits=LONG)
    injector.strike(ENDING[name])
    opt_out = desk.opt_out(NUMBER)
    desk.queue.submit(opt_out)
    desk.told.wait(lambda: bool(desk.told.settled))
    with within(2.0):
        desk.close()
    assert dncdesk_threads() == set()
    assert {result.outcome for _, result in desk.told.settled} == {Outcome.WAITING}
    injector.lift()
    go_on(dialler, injector.url, open_desk, None)


def test_closing_while_the_port_is_shut_is_as_quick(
    dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    desk = open_desk(injector.url, limits=LONG)
    injector.refuse()
    opt_out = desk.opt_out(NUMBER)
    desk.queue.submit(opt_out)
    desk.told.result(opt_out)
    with within(2.0):
        desk.close()
    injector.lift()
    go_on(dialler, injector.url, open_desk, None)


def test_closing_while_a_connection_is_never_accepted_is_as_quick(
    dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk
) -> None:
    """A firewall that drops packets: the call is still connecting, and there is no socket yet to be shut."""
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        crowd = [socket.socket() for _ in range(3)]
        for one in crowd:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        desk = open_desk(f"http://127.0.0.1:{port}", limits=LONG)
        opt_out = desk.opt_out(NUMBER)
        desk.queue.submit(opt_out)
        desk.told.wait(lambda: bool(desk.told.recorded))
        with within(2.0):
            desk.close()
        for one in crowd:
            one.close()
    assert desk.told.settled == []
    go_on(dialler, injector.url, open_desk, None)


def test_closing_amid_a_handshake_is_as_quick(
    dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk, tmp_path: Path
) -> None:
    """TLS is expected, and the other side says nothing."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}"
        desk = open_desk(url, limits=LONG, ca_file=str(tmp_path / "ca.pem"))
        desk.queue.submit(desk.opt_out(NUMBER))
        connection, _ = silent.accept()
        assert connection.recv(1)
        with within(2.0):
            desk.close()
        connection.close()
    assert desk.told.settled == []
    go_on(dialler, injector.url, open_desk, None)


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # ssl's own, of a handshake that was cut
def test_a_call_over_tls_in_flight_does_not_hold_up_the_end(
    dialler: PracticeDialler, open_desk: OpenDesk, tmp_path: Path
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with Injector(dialler.address, tls=context) as injector:
        desk = open_desk(injector.url, limits=LONG, ca_file=str(tmp_path / "ca.pem"))
        # The first call, which is made alone: no handshake of another connection is under way.
        injector.strike(faults.hang_at_once, only={"add_dnc_phone"})
        opt_out = desk.opt_out(NUMBER)
        desk.queue.submit(opt_out)
        assert injector.hit.wait(10)
        with within(2.0):
            desk.close()
        assert dncdesk_threads() == set()
        assert rows_on_the_list(dialler, opt_out) == []
    gc.collect()


def open_sockets() -> int:
    count = 0
    for descriptor in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # the one that lists them is gone by then
            count += str(descriptor.readlink()).startswith("socket:")
    return count


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="this system does not list open files")
def test_a_connection_that_idles_is_closed_with_the_rest(dialler: PracticeDialler, open_desk: OpenDesk) -> None:
    """Not when the memory is cleaned some day: a password typed anew makes new connections each time."""
    gc.collect()  # no more after this: it happens between the tests alone
    desk = open_desk(dialler.url)
    before = open_sockets()
    assert desk.block(NUMBER).outcome is Outcome.BLOCKED
    during = open_sockets()
    desk.close()
    dialler.stop()
    assert during > before
    deadline = time.monotonic() + 10
    # The dialler's port is closed as well by now.
    while open_sockets() >= before:
        assert time.monotonic() < deadline, (before, during, open_sockets())
        time.sleep(0.02)


def test_five_hundred_numbers_and_a_hang_do_not_hold_up_the_end(injector: Injector, open_desk: OpenDesk) -> None:
    desk = open_desk(injector.url, limits=LONG)
    injector.strike(faults.hang_after_body)
    opt_outs = [desk.opt_out(f"727556{n:04}") for n in range(500)]
    for opt_out in opt_outs:
        desk.queue.submit(opt_out)
    assert injector.hit.wait(10)
    desk.told.wait(lambda: len(desk.told.recorded) == 500)
    with within(2.0):
        desk.close()
    again = open_desk(injector.url)
    assert len(again.queue.resume()) == 500
    assert_recorded_and_not_confirmed(again, opt_outs[0])
    assert_recorded_and_not_confirmed(again, opt_outs[-1])
