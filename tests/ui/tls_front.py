"""A port that speaks TLS and passes everything on to a practice dialler."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress
from typing import Self
from urllib.parse import urlsplit

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from tests.support.servers import ClosingSocket


class TlsFront:
    """`fingerprint` is the SHA-256 of the certificate that it shows; `change_certificate` takes another."""

    def __init__(self, dialler: str) -> None:
        parts = urlsplit(dialler)
        self._behind = (parts.hostname or "", parts.port or 80)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.change_certificate()

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self._socket.getsockname()[1]}"

    def change_certificate(self) -> None:
        issued = trustme.CA().issue_cert("127.0.0.1")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        issued.configure_cert(context)
        context.sslsocket_class = ClosingSocket
        self._context = context
        certificate = x509.load_pem_x509_certificate(issued.cert_chain_pems[0].bytes())
        self.fingerprint = certificate.fingerprint(hashes.SHA256()).hex()

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                plain, _ = self._socket.accept()
                threading.Thread(target=self._serve, args=(plain,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        with (
            suppress(OSError),
            plain,
            self._context.wrap_socket(plain, server_side=True) as front,
            socket.create_connection(self._behind) as behind,
        ):
            back = threading.Thread(target=_pass_on, args=(behind, front), daemon=True)
            back.start()
            _pass_on(front, behind)
            back.join(5)


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        socket.socket.shutdown(target, socket.SHUT_RDWR)
