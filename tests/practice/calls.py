"""Small helpers to talk to a practice dialler in tests."""

from __future__ import annotations

import http.client
from urllib.parse import urlencode, urlsplit

from dncdesk.practice.server import PracticeDialler

API = "/vicidial/non_agent_api.php"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: float = 1_795_422_750.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def connect(dialler: PracticeDialler) -> http.client.HTTPConnection:
    parts = urlsplit(dialler.address)
    return http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=10)


def raw(
    dialler: PracticeDialler,
    method: str,
    path: str,
    *,
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[int, dict[str, str], bytes]:
    connection = connect(dialler)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def api(dialler: PracticeDialler, function: str, **fields: str) -> str:
    """Call a function as the account that may do everything; `password` and `user` may be given."""
    password = fields.pop("password", "1234")
    params = {"source": "test", "user": "6666", "pass": password, "function": function, **fields}
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return raw(dialler, "POST", API, body=urlencode(params).encode(), headers=kind)[2].decode()
