"""Connections that can be shut from outside, with certificates checked the way that was agreed on."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from dataclasses import dataclass
from typing import Any

import truststore
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from dncdesk.core.endpoint import private


@dataclass(frozen=True)
class Trust:
    """Whom to believe beside the operating system: a private authority's file, or one certificate's SHA-256."""

    ca_file: str | None = None
    fingerprint_sha256: str | None = None


class Sockets:
    """The sockets that are open now, so that another thread can shut them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self.closed = False
        self.sent = False
        """Whether a request has begun to go out over a connection whose handshake is done."""

    def add(self, sock: socket.socket) -> None:
        """Know `sock` from now on; shut it at once if the transport is closed already."""
        with self._lock:
            self._open.add(sock)
            if not self.closed:
                return
        _shut(sock)

    def forget_closed(self) -> None:
        """Forget the sockets that are closed by now."""
        with self._lock:
            self._open = {sock for sock in self._open if sock.fileno() >= 0}

    def shut(self) -> None:
        """Shut every socket that is open now; who waits on one gets an error at once."""
        with self._lock:
            for sock in self._open:
                _shut(sock)


def _shut(sock: socket.socket) -> None:
    # A TLS socket's own shutdown would first say goodbye and wait for the other side's.
    with contextlib.suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


class AuthorityFileError(Exception):
    """The file of the private authority cannot be read."""


class PublicAddressError(Exception):
    """Plain http reached an address outside the private networks."""


def _tracked(connection: Any, sockets: Sockets) -> Any:
    """`connection` (urllib3's class for http or https) that keeps its socket among `sockets`."""

    class Tracked(connection):  # type: ignore[misc]
        def connect(self) -> None:
            super().connect()
            if not issubclass(connection, HTTPSConnection) and not private(self.sock.getpeername()[0]):
                self.close()
                raise PublicAddressError
            # Over TLS this is another object than the one below, and the one that is read from.
            sockets.add(self.sock)

        def _new_conn(self) -> socket.socket:
            sock: socket.socket = super()._new_conn()
            sockets.add(sock)
            return sock

        def request(self, *args: Any, **kwargs: Any) -> None:
            # Over TLS the pool connects, and so shakes hands, before it comes here.
            sockets.sent = True
            super().request(*args, **kwargs)

        def close(self) -> None:
            super().close()
            sockets.forget_closed()

    return Tracked


class TrackingAdapter(HTTPAdapter):
    """One connection, certificates by `Trust`, sockets known."""

    def __init__(self, trust: Trust, sockets: Sockets) -> None:
        self._trust = trust
        self._sockets = sockets
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pool for direct connections."""
        kwargs |= self._tls()
        super().init_poolmanager(*args, **kwargs)
        self._track(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Make the pool for connections through `proxy`."""
        known = proxy in self.proxy_manager
        manager = super().proxy_manager_for(proxy, **kwargs, **({} if known else self._tls()))
        if not known:
            self._track(manager)
        return manager

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        """Leave the certificates to the context that was handed to the pool."""
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        # The context above decides; what requests would add here is its own bundle of authorities.
        return host, {k: v for k, v in pool.items() if k not in {"cert_reqs", "ca_certs", "ca_cert_dir"}}

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Leave the certificates to the context, for the same reason."""

    def _tls(self) -> dict[str, Any]:
        if self._trust.fingerprint_sha256:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            return {
                "ssl_context": context,
                "assert_fingerprint": self._trust.fingerprint_sha256,
                "cert_reqs": "CERT_NONE",
            }
        system = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if self._trust.ca_file:
            try:
                system.load_verify_locations(self._trust.ca_file)
            except OSError as error:  # an SSLError among them: the file holds no certificate
                raise AuthorityFileError from error
        return {"ssl_context": system}

    def _track(self, manager: Any) -> None:
        sockets = self._sockets

        class Http(HTTPConnectionPool):
            ConnectionCls: Any = _tracked(HTTPConnection, sockets)

        class Https(HTTPSConnectionPool):
            ConnectionCls: Any = _tracked(HTTPSConnection, sockets)

        manager.pool_classes_by_scheme = {"http": Http, "https": Https}
