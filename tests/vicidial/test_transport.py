"""What can happen to one call on its way, and what is then known of it."""

from __future__ import annotations

import gzip
import socket
import ssl
import struct
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from dncdesk.vicidial import connections
from dncdesk.vicidial import transport as transport_module
from dncdesk.vicidial.connections import Trust
from dncdesk.vicidial.errors import CallError, Cause
from dncdesk.vicidial.transport import MAX_BODY, Limits, RawAnswer, Transport
from tests.support.servers import LoopbackServer, Talk, answers, cuts, drips, hangs, http, refused_url

PASSWORD = "Hush-hush_77"
FORM = {"function": "add_dnc_phone", "user": "6666", "pass": PASSWORD, "phone_number": "7275551212"}
SHORT = Limits(connect=1.0, read=0.4, call=5.0)
PATIENT = Limits(connect=5.0, read=20.0, call=25.0)
SUCCESS = http(b"SUCCESS: it is done\n")


@contextmanager
def to(url: str, *, limits: Limits = PATIENT, trust: Trust | None = None) -> Iterator[Transport]:
    transport = Transport(url, trust=trust, limits=limits)
    try:
        yield transport
    finally:
        transport.close()


def failure(url: str, *, limits: Limits = PATIENT, trust: Trust | None = None) -> CallError:
    """How a call ends that is not answered. Nothing in it may hold what was sent."""
    with to(url, limits=limits, trust=trust) as transport, pytest.raises(CallError) as caught:
        transport.post(FORM)
    assert_tells_nothing(caught.value)
    return caught.value


def assert_tells_nothing(error: BaseException) -> None:
    told = "".join(traceback.format_exception(error)) + repr(error) + str(error) + repr(error.args)
    link: BaseException | None = error
    seen: list[BaseException] = []
    while link is not None:
        assert link not in seen
        seen.append(link)
        told += repr(vars(link))
        assert not hasattr(link, "request")
        link = link.__cause__ or link.__context__
    assert PASSWORD not in told
    assert "7275551212" not in told


def answer(talk: Talk, *, limits: Limits = PATIENT) -> RawAnswer:
    with LoopbackServer(talk) as server, to(server.url(), limits=limits) as transport:
        return transport.post(FORM)


# --- an answer ----------------------------------------------------------------------------------------


def test_what_is_sent_stands_in_the_body_and_never_in_the_address() -> None:
    with LoopbackServer(answers(SUCCESS)) as server, to(server.url()) as transport:
        assert transport.post(FORM) == RawAnswer(200, "SUCCESS: it is done\n", whole=True)
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert head.splitlines()[0] == b"POST /vicidial/non_agent_api.php HTTP/1.1"
    assert PASSWORD.encode() not in head
    assert b"7275551212" not in head
    assert f"pass={PASSWORD}".encode() in body.split(b"&")
    assert b"authorization" not in head.lower()
    assert b"cookie" not in head.lower()


@pytest.mark.parametrize(
    "status", ["404 Not Found", "418 I'm a teapot", "500 Internal Server Error", "502 Bad Gateway"]
)
def test_an_error_status_is_an_answer_with_its_status(status: str) -> None:
    assert answer(answers(http(b"", status))) == RawAnswer(int(status[:3]), "", whole=True)


def test_latin1_bytes_are_read_though_the_header_says_utf8() -> None:
    assert answer(answers(http("Ünïcode".encode("latin-1")))).text == "Ünïcode"
    assert answer(answers(http("Ünïcode".encode()))).text == "Ünïcode"


def test_an_answer_that_is_compressed_unasked_is_read() -> None:
    with LoopbackServer(answers(http(gzip.compress(b"SUCCESS: x\n"), "200 OK", "Content-Encoding: gzip"))) as server:
        with to(server.url()) as transport:
            assert transport.post(FORM).text == "SUCCESS: x\n"
        assert b"gzip" not in server.requests[0].partition(b"\r\n\r\n")[0]


def test_an_endless_answer_is_cut_and_not_taken_for_whole() -> None:
    def floods(server: LoopbackServer, connection: socket.socket) -> None:
        server.hear(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not server.ended.is_set():
            connection.sendall(b"x" * 65536)

    got = answer(floods)
    assert not got.whole
    assert MAX_BODY < len(got.text) < MAX_BODY + 2 * 65536


def test_a_small_answer_that_unpacks_to_gigabytes_is_cut() -> None:
    bomb = gzip.compress(b"\0" * (40 * MAX_BODY))
    got = answer(answers(http(bomb, "200 OK", "Content-Encoding: gzip")))
    assert not got.whole
    assert len(got.text) < 2 * MAX_BODY


# --- no answer ----------------------------------------------------------------------------------------


def test_nobody_listens() -> None:
    assert failure(refused_url()).cause is Cause.UNREACHABLE


def test_no_such_host() -> None:
    assert failure("https://no-such-host.invalid/vicidial/non_agent_api.php").cause is Cause.UNREACHABLE


@pytest.mark.parametrize("after", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"], ids=["nothing", "headers"])
def test_a_dialler_that_hangs_leaves_it_open_whether_it_got_the_call(after: bytes) -> None:
    with LoopbackServer(hangs(after)) as server:
        begun = time.monotonic()
        assert failure(server.url(), limits=SHORT).cause is Cause.NO_ANSWER
        assert time.monotonic() - begun < 2


def test_a_dialler_that_drips_its_headers_meets_the_limit_of_the_whole_call() -> None:
    with LoopbackServer(drips(b"HTTP/1.1 200 OK\r\nX-Slow: ", 0.05)) as server:
        begun = time.monotonic()
        error = failure(server.url(), limits=Limits(connect=1.0, read=5.0, call=0.6))
        assert error.cause is Cause.NO_ANSWER
        assert 0.5 < time.monotonic() - begun < 2


def test_a_dialler_that_drips_its_answer_meets_the_limit_of_the_whole_call() -> None:
    with LoopbackServer(drips(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", 0.05)) as server:
        begun = time.monotonic()
        with to(server.url(), limits=Limits(connect=1.0, read=5.0, call=0.6)) as transport:
            assert not transport.post(FORM).whole
        assert 0.5 < time.monotonic() - begun < 2


def test_an_answer_without_a_length_that_was_cut_for_taking_too_long_is_not_taken_for_whole() -> None:
    head = b"HTTP/1.1 200 OK\r\n\r\nSUCCESS: half"
    with (
        LoopbackServer(hangs(head)) as server,
        to(server.url(), limits=Limits(connect=1.0, read=5.0, call=0.4)) as transport,
    ):
        got = transport.post(FORM)
        assert (got.text, got.whole) == ("SUCCESS: half", False)


def test_after_a_call_that_took_too_long_the_next_one_works() -> None:
    def slow_once(server: LoopbackServer, connection: socket.socket) -> None:
        while server.hear(connection):
            if len(server.requests) == 1:
                server.ended.wait(10)
            connection.sendall(SUCCESS)

    with (
        LoopbackServer(slow_once) as server,
        to(server.url(), limits=Limits(connect=1.0, read=5.0, call=0.4)) as transport,
    ):
        with pytest.raises(CallError):
            transport.post(FORM)
        assert transport.post(FORM).whole


@pytest.mark.parametrize("after", [b"", b"HTTP/1.1 2"], ids=["nothing", "half a line"])
def test_a_dialler_that_hangs_up_leaves_it_open_whether_it_got_the_call(after: bytes) -> None:
    with LoopbackServer(cuts(after)) as server:
        assert failure(server.url()).cause is Cause.NO_ANSWER


def test_a_dialler_that_hangs_up_amid_its_headers_has_said_nothing() -> None:
    assert answer(cuts(b"HTTP/1.1 200 OK\r\nX-Said: SUCCESS")).text == ""


def test_a_connection_that_is_reset_leaves_it_open_whether_it_got_the_call() -> None:
    def resets(server: LoopbackServer, connection: socket.socket) -> None:
        server.hear(connection)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    with LoopbackServer(resets) as server:
        assert failure(server.url()).cause is Cause.NO_ANSWER


def test_bytes_that_are_no_http_leave_it_open_whether_it_got_the_call() -> None:
    with LoopbackServer(cuts(b"SSH-2.0-OpenSSH_9.2p1\r\n")) as server:
        assert failure(server.url()).cause is Cause.NO_ANSWER


@pytest.mark.parametrize(
    "head",
    [b"Content-Length: 500\r\n\r\nSUCCESS: ha", b"Transfer-Encoding: chunked\r\n\r\nb\r\nSUCCESS: ha\r\n"],
    ids=["length", "chunks"],
)
def test_half_an_answer_is_handed_on_as_half(head: bytes) -> None:
    got = answer(cuts(b"HTTP/1.1 200 OK\r\n" + head))
    assert not got.whole
    assert got.text == "SUCCESS: ha"


@pytest.mark.parametrize(
    "head",
    [b"Content-Length: 500\r\n\r\nERROR: no", b"Transfer-Encoding: chunked\r\n\r\n9\r\nERROR: no\r\n"],
    ids=["length", "chunks"],
)
def test_what_came_before_a_dialler_hung_is_handed_on_as_half(head: bytes) -> None:
    """It may say that the login was refused, which must not be tried again."""
    got = answer(hangs(b"HTTP/1.1 200 OK\r\n" + head), limits=SHORT)
    assert not got.whole
    assert got.text == "ERROR: no"


# --- redirects ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_never_followed(status: int) -> None:
    with LoopbackServer(answers(SUCCESS)) as elsewhere:
        there = elsewhere.port
        location = f"Location: http://u:{PASSWORD}@127.0.0.1:{there}/there?pass={PASSWORD}#x"
        with LoopbackServer(answers(http(b"", f"{status} Moved", location))) as server:
            error = failure(server.url())
            assert len(server.requests) == 1
        assert elsewhere.connections == 0
    assert error.cause is Cause.REDIRECTED
    assert f"http://127.0.0.1:{there}/there" in str(error)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("headers", [(), ("Location: ",), ("Location: http://[",), ("Location: //h:99999/",)])
def test_a_redirect_to_nowhere_is_one_all_the_same(status: int, headers: tuple[str, ...]) -> None:
    with LoopbackServer(answers(http(b"SUCCESS: no\n", f"{status} Moved", *headers))) as server:
        assert failure(server.url()).cause is Cause.REDIRECTED


# --- certificates -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def tls(authority: trustme.CA, name: str = "127.0.0.1") -> tuple[ssl.SSLContext, str]:
    """A server's context, and its certificate's fingerprint."""
    issued = authority.issue_cert(name)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued.configure_cert(context)
    certificate = x509.load_pem_x509_certificate(issued.cert_chain_pems[0].bytes())
    return context, certificate.fingerprint(hashes.SHA256()).hex()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def test_a_certificate_of_an_unknown_authority_is_refused_before_anything_is_sent(authority: trustme.CA) -> None:
    with LoopbackServer(answers(SUCCESS), tls=tls(authority)[0]) as server:
        error = failure(server.url())
        assert server.requests == []
    assert error.cause is Cause.CERTIFICATE
    assert "Nothing was sent" in str(error)


def test_a_certificate_of_the_companys_own_authority_is_accepted(authority: trustme.CA, ca_file: str) -> None:
    with (
        LoopbackServer(answers(SUCCESS), tls=tls(authority)[0]) as server,
        to(server.url(), trust=Trust(ca_file=ca_file)) as transport,
    ):
        assert transport.post(FORM).whole


def test_a_certificate_for_another_name_is_refused_though_its_authority_is_known(
    authority: trustme.CA, ca_file: str
) -> None:
    with LoopbackServer(answers(SUCCESS), tls=tls(authority, "other.example.com")[0]) as server:
        assert failure(server.url(), trust=Trust(ca_file=ca_file)).cause is Cause.CERTIFICATE
        assert server.requests == []


@pytest.mark.parametrize("spelt", [str.lower, str.upper, lambda f: ":".join(f[i : i + 2] for i in range(0, 64, 2))])
def test_one_server_is_accepted_by_its_fingerprint(authority: trustme.CA, spelt: object) -> None:
    context, fingerprint = tls(authority)
    assert callable(spelt)
    with (
        LoopbackServer(answers(SUCCESS), tls=context) as server,
        to(server.url(), trust=Trust(fingerprint_sha256=spelt(fingerprint))) as transport,
    ):
        assert transport.post(FORM).whole


def test_another_servers_fingerprint_is_refused_before_anything_is_sent(authority: trustme.CA) -> None:
    fingerprint = tls(authority)[1]
    with LoopbackServer(answers(SUCCESS), tls=tls(authority)[0]) as server:
        error = failure(server.url(), trust=Trust(fingerprint_sha256=fingerprint))
        assert server.requests == []
    assert error.cause is Cause.CERTIFICATE
    assert "fingerprint" in str(error)


def test_a_fingerprint_decides_even_for_a_certificate_that_the_authority_vouches_for(
    authority: trustme.CA, ca_file: str
) -> None:
    other = tls(authority)[1]
    with LoopbackServer(answers(SUCCESS), tls=tls(authority)[0]) as server:
        error = failure(server.url(), trust=Trust(ca_file=ca_file, fingerprint_sha256=other))
        assert error.cause is Cause.CERTIFICATE
        assert server.requests == []


def test_an_authoritys_file_that_is_not_there_is_named_as_the_reason(tmp_path: Path) -> None:
    error = failure("https://127.0.0.1:9/x", trust=Trust(ca_file=str(tmp_path / "gone.pem")))
    assert error.cause is Cause.CERTIFICATE
    assert "file cannot be read" in str(error)


def test_an_authoritys_file_that_holds_no_certificate_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ca.pem"
    path.write_text("no certificate")
    assert failure("https://127.0.0.1:9/x", trust=Trust(ca_file=str(path))).cause is Cause.CERTIFICATE
    assert failure("https://127.0.0.1:9/x", trust=Trust(ca_file=str(tmp_path))).cause is Cause.CERTIFICATE


def test_tls_that_breaks_after_the_call_was_sent_leaves_it_open_whether_it_got_the_call(
    authority: trustme.CA, ca_file: str
) -> None:
    """Only before the call was sent may it be said that nothing was."""

    def spoils(server: LoopbackServer, connection: socket.socket) -> None:
        server.hear(connection)
        socket.socket.send(connection, b"HTTP/1.1 400 this is no TLS record\r\n\r\n")  # past the TLS layer

    with LoopbackServer(spoils, tls=tls(authority)[0]) as server:
        error = failure(server.url(), trust=Trust(ca_file=ca_file))
        assert len(server.requests) == 1
    assert error.cause is Cause.NO_ANSWER


def test_plain_http_where_tls_was_expected_is_a_certificate_that_proves_nothing() -> None:
    with LoopbackServer(cuts(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as server:
        assert failure(server.url().replace("http:", "https:"), limits=SHORT).cause in {
            Cause.CERTIFICATE,
            Cause.NO_ANSWER,
        }


# --- plain http, proxies, the computer's own settings --------------------------------------------------


def test_plain_http_to_a_public_address_is_refused_before_anything_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def nowhere_is_private(address: str) -> bool:
        asked.append(address)
        return False

    monkeypatch.setattr(connections, "private", nowhere_is_private)
    with LoopbackServer(answers(SUCCESS)) as server:
        assert failure(server.url("localhost")).cause is Cause.PLAIN_HTTP
        assert server.requests == []
    assert asked == ["127.0.0.1"]


def test_a_public_address_over_tls_is_not_refused(
    monkeypatch: pytest.MonkeyPatch, authority: trustme.CA, ca_file: str
) -> None:
    monkeypatch.setattr(connections, "private", lambda _: False)
    with (
        LoopbackServer(answers(SUCCESS), tls=tls(authority)[0]) as server,
        to(server.url(), trust=Trust(ca_file=ca_file)) as transport,
    ):
        assert transport.post(FORM).whole


PROXY_VARIABLES = ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackServer]:
    """A proxy that the environment names for everything, and that refuses everything."""
    with LoopbackServer(answers(http(b"", "502 Bad Gateway"))) as server:
        for name in PROXY_VARIABLES:
            monkeypatch.setenv(name, f"http://proxyuser:{PASSWORD}@127.0.0.1:{server.port}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        yield server


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.parametrize("encrypted", [False, True])
def test_a_proxy_is_not_asked_for_this_computer_itself(
    proxy: LoopbackServer, authority: trustme.CA, ca_file: str, host: str, encrypted: bool
) -> None:
    context = tls(authority, host)[0] if encrypted else None
    with (
        LoopbackServer(answers(SUCCESS), tls=context) as server,
        to(server.url(host), trust=Trust(ca_file=ca_file)) as transport,
    ):
        assert transport.post(FORM).whole
    assert proxy.connections == 0


def test_a_proxy_is_told_no_credentials_and_nothing_of_the_call(proxy: LoopbackServer) -> None:
    assert failure("https://dialer.example.com/x").cause in {Cause.NO_ANSWER, Cause.UNREACHABLE}
    told = proxy.requests[0]
    assert told.startswith(b"CONNECT dialer.example.com:443 ")
    assert b"authorization" not in told.lower()
    assert PASSWORD.encode() not in told


def test_a_netrc_file_is_not_obeyed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\ndefault login a password b\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    with LoopbackServer(answers(SUCCESS)) as server, to(server.url()) as transport:
        transport.post(FORM)
    assert b"authorization" not in server.requests[0].lower()


# --- connections that are kept ------------------------------------------------------------------------


def test_one_connection_serves_many_calls() -> None:
    with LoopbackServer(answers(SUCCESS)) as server, to(server.url()) as transport:
        for _ in range(20):
            assert transport.post(FORM).whole
        assert server.connections == 1


def test_a_connection_that_the_dialler_has_closed_meanwhile_is_survived() -> None:
    """Apache closes an idle connection after five seconds, and says nothing."""

    def closes(server: LoopbackServer, connection: socket.socket) -> None:
        if server.hear(connection):
            connection.sendall(SUCCESS)

    with LoopbackServer(closes) as server, to(server.url()) as transport:
        for count in range(1, 6):
            server.gone.clear()
            assert transport.post(FORM).whole
            assert server.gone.wait(5)
            assert len(server.requests) == count


def test_a_call_that_meets_the_closing_of_its_connection_is_not_sent_twice() -> None:
    """Whether the dialler acted on it nobody knows: to ask again is the queue's decision."""

    def closes_on_the_second(server: LoopbackServer, connection: socket.socket) -> None:
        server.hear(connection)
        connection.sendall(SUCCESS)
        server.hear(connection)

    with LoopbackServer(closes_on_the_second) as server, to(server.url()) as transport:
        transport.post(FORM)
        with pytest.raises(CallError) as caught:
            transport.post(FORM)
        assert caught.value.cause is Cause.NO_ANSWER
        assert len(server.requests) == 2


# --- closing ------------------------------------------------------------------------------------------


def close_while_it_hangs(transport: Transport, server: LoopbackServer) -> tuple[CallError, float]:
    ended: list[CallError] = []

    def call() -> None:
        try:
            transport.post(FORM)
        except CallError as error:
            ended.append(error)

    thread = threading.Thread(target=call)
    thread.start()
    assert server.heard.wait(5)
    begun = time.monotonic()
    transport.close()
    thread.join(5)
    return ended[0], time.monotonic() - begun


@pytest.mark.parametrize("encrypted", [False, True])
@pytest.mark.parametrize("after", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"], ids=["nothing", "headers"])
def test_closing_ends_a_call_that_hangs_at_once(
    authority: trustme.CA, ca_file: str, encrypted: bool, after: bytes
) -> None:
    context = tls(authority)[0] if encrypted else None
    with LoopbackServer(hangs(after), tls=context) as server:
        error, seconds = close_while_it_hangs(Transport(server.url(), trust=Trust(ca_file=ca_file)), server)
    assert error.cause is Cause.CLOSED
    assert seconds < 0.5
    assert_tells_nothing(error)


def test_after_closing_nothing_is_sent_any_more() -> None:
    with LoopbackServer(answers(SUCCESS)) as server:
        transport = Transport(server.url())
        transport.close()
        with pytest.raises(CallError) as caught:
            transport.post(FORM)
        assert caught.value.cause is Cause.CLOSED
        assert server.connections == 0


def test_a_connection_that_idled_for_as_long_as_the_server_keeps_it_is_not_used_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The server closes it at that moment: a call that meets its end would be lost."""
    with LoopbackServer(answers(SUCCESS)) as server, to(server.url()) as transport:
        transport.post(FORM)
        transport.post(FORM)
        assert server.connections == 1
        monkeypatch.setattr(transport_module, "IDLE_SECONDS", -1.0)
        transport.post(FORM)
        assert server.connections == 2


def test_a_connection_that_was_let_go_is_opened_anew_by_the_next_call() -> None:
    with LoopbackServer(answers(SUCCESS)) as server, to(server.url()) as transport:
        transport.post(FORM)
        transport.rest()
        assert server.gone.wait(5)
        assert transport.post(FORM).text == "SUCCESS: it is done\n"
        assert server.connections == 2
