"""A dialler for ``bench.py``: it notes when a request's first byte came, and can keep silent."""

import re
import socket
import threading
import time

ANSWERS = {
    b"campaigns_list": "campaign_id|campaign_name|active|dial_statuses\nTESTCAMP|Test Campaign|Y| NEW DROP B -\n",
    b"add_dnc_phone": "SUCCESS: add_dnc_phone DNC NUMBER HAS BEEN ADDED - 6666|{phone}|{campaign}\n",
    b"check_phone_number": "ERROR: check_phone_number PHONE NUMBER IN DNC - {phone}|6666\n",
    b"lead_search": "ERROR: lead_search USER DOES NOT HAVE PERMISSION TO SEARCH FOR LEADS: |6666|0|\n",
}
NO_FUNCTION = "ERROR: NO FUNCTION SPECIFIED\n"
_CHUNK = 64 * 1024


class BenchServer:
    """Listens on loopback, on a thread of its own for each connection."""

    def __init__(self) -> None:
        """Begin to listen."""
        self.silent = False
        """From now on nothing that adds a number is answered."""
        self._seen: dict[bytes, float] = {}
        self._changed = threading.Condition()
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def seen(self, phone: str) -> float | None:
        """When the first byte of the request to add this number came, by `time.monotonic`; None before."""
        with self._changed:
            return self._seen.get(phone.encode())

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        request, first = b"", 0.0
        with connection:
            while part := connection.recv(_CHUNK):
                first = first or time.monotonic()
                request += part
                body = whole(request)
                if body is None:
                    continue
                phone = field(b"phone_number", body)
                adds = field(b"function", body) == b"add_dnc_phone"
                if adds:
                    with self._changed:
                        self._seen.setdefault(phone, first)
                if not (adds and self.silent):
                    connection.sendall(answer(body))
                request, first = b"", 0.0


def whole(request: bytes) -> bytes | None:
    """The body of a request of which all is there."""
    head, end, body = request.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)
    return body if end and len(body) >= (int(length[1]) if length else 0) else None


def field(name: bytes, body: bytes) -> bytes:
    """A field of a form; empty if it is not there."""
    found = re.search(rb"(?:^|&)" + name + rb"=([^&]*)", body)
    return found[1] if found else b""


def answer(body: bytes) -> bytes:
    """The whole HTTP answer of a dialler that says yes."""
    phone, campaign = field(b"phone_number", body).decode(), field(b"campaign_id", body).decode()
    text = ANSWERS.get(field(b"function", body), NO_FUNCTION).format(phone=phone, campaign=campaign).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(text)}\r\n\r\n"
    return head.encode() + text
