"""One POST at a time over a connection that can be cut: the only code that opens one.

What `requests` does by itself and must not do here is turned off: following redirects (it would turn the
POST into a GET without a body, and a block that never happened would look like a success), `.netrc`,
credentials for a proxy, and its own bundle of certificates instead of the operating system's.
"""

from __future__ import annotations

import hashlib
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import requests
import urllib3.exceptions

from dncdesk.core.text import one_line
from dncdesk.vicidial.clock import Clock, clocks
from dncdesk.vicidial.connections import AuthorityFileError, PublicAddressError, Sockets, TrackingAdapter, Trust
from dncdesk.vicidial.errors import (
    CallError,
    bad_certificate,
    closed,
    no_answer,
    plain_http_refused,
    redirected,
    unreachable,
)
from dncdesk.vicidial.proxies import proxies_for
from dncdesk.vicidial.watchdog import Watchdog

MAX_BODY = 4 * 1024 * 1024
"""Bytes of an answer that are read at the most; warnings switched on make 91 KB, measured."""
_CHUNK = 64 * 1024
IDLE_SECONDS = 4.0
"""A connection that idled for longer is not used again: after 5 the server closes it (api.md, section 6), and a call
that meets its end would be lost."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Limits:
    """How long a call may take, in seconds: to connect, for each read, and in all."""

    connect: float = 5.0
    read: float = 15.0
    call: float = 30.0


@dataclass(frozen=True)
class RawAnswer:
    """An HTTP answer before redaction: `status`, `text`, whether `text` is all of it, and the clocks if it told."""

    status: int
    text: str
    whole: bool
    clock: Clock | None = field(default=None, compare=False)


class _Session(requests.Session):
    """A session that does not even look where a redirect points: it would read all of that answer, and may stumble."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Nowhere."""


class Transport:
    """One connection to one address, for one thread at a time; `close` may come from any thread."""

    def __init__(
        self,
        url: str,
        *,
        trust: Trust | None = None,
        limits: Limits | None = None,
        redact: Callable[[str], str] = str,
    ) -> None:
        """Ask `url` (a full address), believing `trust`, within `limits`.

        `redact` takes the password out of what an error would repeat: a redirect may lead to a place that holds it.
        """
        self.url = url
        self.host = urlsplit(url).netloc
        self._limits = limits or Limits()
        self._trust = trust or Trust()
        self._redact = redact
        self._sockets = Sockets()
        self._watchdog = Watchdog(self._sockets.shut)
        self._session: requests.Session | None = None
        self._blank: requests.PreparedRequest | None = None
        self._used = 0.0

    def post(self, values: Mapping[str, str]) -> RawAnswer:
        """Send `values` as a form in the body, never in the address, and return the answer.

        Raises:
            CallError: there is no answer. Nothing of `values` is in it.
        """
        if self._sockets.closed:
            raise closed()
        late = False
        try:
            self._sockets.sent = False
            if time.monotonic() - self._used > IDLE_SECONDS:
                self.rest()
            session = self._session = self._session or self._new_session()
            self._watchdog.start(self._limits.call)
            try:
                with session.send(
                    self._request(session, values),
                    timeout=(self._limits.connect, self._limits.read),
                    allow_redirects=False,
                    stream=True,
                    proxies=proxies_for(self.url),
                ) as response:
                    if response.status_code in _REDIRECTS:
                        location = self._redact(response.headers.get("Location", ""))
                        raise redirected(self.host, _shown_address(location))
                    clock = clocks(response.headers.get("Date", ""))
                    raw = replace(_read(response), clock=clock)
            finally:
                late = self._watchdog.over()
                self._used = time.monotonic()
            return self._complete(raw, late=late)
        except CallError:
            raise
        except Exception as error:  # noqa: BLE001 - the library's errors hold the request and its body
            failure = self._failure(error, late=late)
        # Outside the handler, so that no traceback can lead back to the request.
        raise failure

    def fingerprint(self) -> str | None:
        """The SHA-256 of the certificate that the server shows, as 64 hexadecimal digits; nothing is sent.

        For a person to compare with what the server's administrator says. None where there is no TLS.

        Raises:
            CallError: the server cannot be reached.
        """
        parts = urlsplit(self.url)
        if parts.scheme != "https":
            return None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        address = (parts.hostname or "", parts.port or 443)
        try:
            with (
                socket.create_connection(address, timeout=self._limits.connect) as plain,
                context.wrap_socket(plain, server_hostname=parts.hostname) as secured,
            ):
                certificate = secured.getpeercert(binary_form=True)
        except OSError:
            raise unreachable(self.host) from None
        return hashlib.sha256(certificate).hexdigest() if certificate else None

    def rest(self) -> None:
        """Let the connection go that idles; the next call opens another. For the thread that calls."""
        if (session := self._session) is not None:
            session.close()

    def close(self) -> None:
        """Shut the call in flight, if any, and take no more. Returns at once."""
        self._sockets.closed = True
        self._sockets.shut()
        if (session := self._session) is not None:
            session.close()  # the connection that idles; the one in flight is closed by who waits on it
        self._watchdog.stop()

    def _complete(self, raw: RawAnswer, *, late: bool) -> RawAnswer:
        """`raw`, and not taken for whole if we have cut it: without a length it would look so.

        Raises:
            CallError: it was cut before anything of it had come.
        """
        cut = late or self._sockets.closed
        if cut and not raw.text:
            raise closed() if self._sockets.closed else no_answer(self.host)
        return replace(raw, whole=raw.whole and not cut)

    def _request(self, session: requests.Session, values: Mapping[str, str]) -> requests.PreparedRequest:
        """A request with `values` for its body. What is the same for all of them is prepared once: half the work."""
        if self._blank is None:
            self._blank = session.prepare_request(requests.Request("POST", self.url))
            self._blank.headers["Content-Type"] = "application/x-www-form-urlencoded"
        request = self._blank.copy()
        request.prepare_body(urlencode(values), None)
        if session.cookies:
            request.prepare_cookies(session.cookies)
        return request

    def _new_session(self) -> requests.Session:
        session = _Session()
        session.trust_env = False
        session.headers.update({"User-Agent": "dncdesk", "Accept-Encoding": "identity"})
        adapter = TrackingAdapter(self._trust, self._sockets)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        return session

    def _failure(self, error: Exception, *, late: bool) -> CallError:
        """The one place that says what a library's error means."""
        causes = list(_causes(error))

        def among(*kinds: type[BaseException]) -> bool:
            return any(isinstance(e, kinds) for e in causes)

        if self._sockets.closed:
            failure = closed()
        elif among(PublicAddressError):
            failure = plain_http_refused(self.host)
        elif among(AuthorityFileError) or (among(ssl.SSLError, urllib3.exceptions.SSLError) and not self._sockets.sent):
            # The handshake, or the reading of the authority's file: both come before the request is sent.
            failure = bad_certificate(self.host, _certificate_reason(causes))
        elif among(urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) and not late:
            failure = unreachable(self.host)
        else:
            failure = no_answer(self.host)
        return failure


def _read(response: requests.Response) -> RawAnswer:
    body = bytearray()
    whole = True
    try:
        # `read1` hands on what is there: a plain read keeps it back until all of it, or an error, has come.
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > MAX_BODY:
                whole = False
                response.raw.close()
                break
    except Exception:
        # Half an answer may still say that the login was refused, which must not be tried again.
        if not body:
            raise
        whole = False
    # The header says UTF-8 and older set-ups send the database's own charset (latin1), measured.
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("latin-1")
    return RawAnswer(response.status_code, text, whole)


def _causes(error: BaseException | None) -> Any:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        reason = getattr(error, "reason", None)
        inner = [a for a in error.args if isinstance(a, BaseException)]
        error = next(
            (e for e in (reason, *inner, error.__cause__, error.__context__) if isinstance(e, BaseException)), None
        )


def _certificate_reason(causes: list[BaseException]) -> str:
    for error in causes:
        if isinstance(error, ssl.SSLCertVerificationError):
            return one_line(error.verify_message, limit=80)
        if isinstance(error, AuthorityFileError):
            return "the authority's file cannot be read"
    if any("fingerprint" in str(e).lower() for e in causes):
        return "its fingerprint is not the accepted one"
    return "its TLS answer makes no sense"


def _shown_address(location: str) -> str:
    """Where a redirect points, without the query, which may repeat what was sent."""
    try:
        parts = urlsplit(location)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    return one_line(urlunsplit((parts.scheme, host + port, parts.path, "", "")), limit=100)
