"""The practice dialler: a stand-in for a VICIdial server, over real HTTP on a loopback port.

It answers `/vicidial/non_agent_api.php` as the real script does (api.md), and three addresses of its own:
`GET` and `PUT /practice/state` and `POST /practice/dial-pass`. Those refuse anything that a browser page could send.

The state may be kept in a file, written behind (see `storage`). In the mode `redirect` a second port of the same
process stands for the server that the redirect leads to.
"""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dncdesk.practice.dialpass import dial_pass
from dncdesk.practice.functions import FUNCTIONS
from dncdesk.practice.listener import Listener
from dncdesk.practice.parameters import Parameters, parse_body, parse_form
from dncdesk.practice.php import Mode
from dncdesk.practice.script import run_script
from dncdesk.practice.state import BadState, from_json, load_seed, to_json
from dncdesk.practice.storage import StateFile
from dncdesk.practice.wire import PHP_DEFAULT_TYPE, PHP_TYPE, Request, Response, error_page, moved

__all__ = ["BadState", "Mode", "PracticeDialler"]

API_PATH = "/vicidial/non_agent_api.php"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_CALLS_KEPT = 10_000
_FRESH = ("Cache-Control: no-cache, must-revalidate", "Pragma: no-cache")


class PracticeDialler:
    """One practice dialler.

    Attributes:
        calls: the last 10,000 calls: function, and the cleaned parameters without the password.
        requests_seen: how many requests came for the API in all.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        mode: Mode = Mode.PHP8,
        seed: Path | None = None,
        state_file: Path | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Prepare it; nothing is bound yet.

        Args:
            port: the loopback port; 0 for any that is free.
            mode: which PHP it stands in for.
            seed: the call centre; the built-in one without it.
            state_file: where the state is kept between runs; without it, nowhere.
            clock: epoch seconds; tests move it.

        Raises:
            BadState: the seed cannot be used.
            OSError: the seed cannot be read.
        """
        self.mode = mode
        self.calls: deque[tuple[str, dict[str, str]]] = deque(maxlen=_CALLS_KEPT)
        self.requests_seen = 0
        self._port = port
        self._clock = clock
        self._lock = threading.RLock()
        self._seed = load_seed(seed)
        self._tables = from_json({}, self._seed, clock())
        self._file = StateFile(state_file, self.state) if state_file else None
        self._listener: Listener | None = None
        self._target: Listener | None = None
        if self._file:
            self._load(self._file)

    def _load(self, file: StateFile) -> None:
        saved = file.load()
        if saved is None:
            return
        try:
            # Seconds since the last login went on while the dialler was off.
            then = float(saved.get("saved_at", 0.0))
            self._tables = from_json(saved["state"], self._seed, min(then, self._clock()))
        except (BadState, TypeError, ValueError):
            file.set_aside()
        self._tables.on_change = file.changed

    # --- running ----------------------------------------------------------------------------------

    def start(self) -> None:
        """Bind 127.0.0.1 and serve on daemon threads.

        Raises:
            OSError: the port is taken.
        """
        if self._listener is not None:
            return
        mode = self.mode
        self._listener = Listener(self._port, lambda request, peer: self._answer(request, peer, mode), self._deflate)
        if mode is Mode.REDIRECT:
            self._target = Listener(0, lambda request, peer: self._answer(request, peer, Mode.PHP8), self._deflate)
            self._target.start()
        self._listener.start()
        if self._file:
            self._tables.on_change = self._file.changed
            self._file.start()

    def stop(self) -> None:
        """Stop serving, end open connections and save what is unsaved. May be called again."""
        listener, target = self._listener, self._target
        self._listener = self._target = None
        if listener is not None:
            self._port = listener.port
            listener.stop()
        if target is not None:
            target.stop()
        if self._file:
            self._file.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def address(self) -> str:
        """`http://127.0.0.1:PORT`."""
        return f"http://127.0.0.1:{self._listener.port if self._listener else self._port}"

    @property
    def url(self) -> str:
        """The API's endpoint."""
        return self.address + API_PATH

    @property
    def target_address(self) -> str:
        """Where the mode `redirect` leads to; the own address in the other modes."""
        return f"http://127.0.0.1:{self._target.port}" if self._target else self.address

    # --- the state --------------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """The whole state, as `GET /practice/state` gives it."""
        with self._lock:
            return to_json(self._tables, self._clock())

    def put_state(self, state: dict[str, Any]) -> None:
        """Replace the state; what is left out goes back to the seed.

        Raises:
            BadState: it has another shape; the state stays as it was.
        """
        tables = from_json(state, self._seed, self._clock())
        with self._lock:
            self._tables = tables
            if self._file:
                tables.on_change = self._file.changed
                self._file.changed()

    def reset(self) -> None:
        """Go back to the seed."""
        self.put_state({})

    def dial_pass(self) -> list[dict[str, str]]:
        """The leads that would be called now (see `dialpass`)."""
        with self._lock:
            return dial_pass(self._tables, self._clock())

    # --- answering --------------------------------------------------------------------------------

    def _deflate(self) -> bool:
        return self._tables.settings["mod_deflate"] == "1"

    def _answer(self, request: Request, peer: str, mode: Mode) -> Response:
        if request.host_name() not in {"", *_LOOPBACK}:
            # A name that leads to loopback is how a web page would get in (DNS rebinding).
            return _json(403, {"error": "The practice dialler answers to loopback names only."})
        path = request.path
        if path.startswith("/practice/"):
            return self._own(request, path)
        if mode is Mode.REDIRECT:
            return moved(self.target_address + request.target)
        if path == API_PATH or path.startswith(API_PATH + "/"):
            return self._api(request, peer, mode)
        if path == "/vicidial":
            query = "?" + request.target.partition("?")[2] if "?" in request.target else ""
            return moved(f"http://{request.headers.get('host', '127.0.0.1')}/vicidial/{query}")
        return error_page(404)

    def _api(self, request: Request, peer: str, mode: Mode) -> Response:
        raw = parse_form(request.query)
        if request.method == "POST" and request.body:
            raw = {**parse_body(request.headers.get("content-type", ""), request.body), **raw}
        with self._lock:
            self.requests_seen += 1
            non_latin = self._tables.settings["use_non_latin"] == "1"
            cleaned = Parameters(raw, non_latin).without_password()
            self.calls.append((cleaned.get("function", ""), cleaned))
            answer = run_script(self._tables, FUNCTIONS, raw, mode=mode, address=peer, now=self._clock())
        if not answer.headers_sent:
            return Response(answer.status, answer.body, PHP_DEFAULT_TYPE, by_php=True)
        return Response(answer.status, answer.body, PHP_TYPE, _FRESH, by_php=True)

    def _own(self, request: Request, path: str) -> Response:
        if "origin" in request.headers or request.headers.get("sec-fetch-site", "none") != "none":
            return _json(403, {"error": "This address is not for web pages."})
        if not request.host_name():
            return _json(403, {"error": "The practice dialler answers to loopback names only."})
        own: dict[str, dict[str, Callable[[], Response]]] = {
            "/practice/state": {
                "GET": lambda: _json(200, self.state()),
                "PUT": lambda: self._put(request.body),
            },
            "/practice/dial-pass": {"POST": lambda: _json(200, self.dial_pass())},
        }
        if path not in own:
            return _json(404, {"error": "There is nothing at this address."})
        act = own[path].get(request.method)
        return act() if act else _json(405, {"error": "That method is not known at this address."})

    def _put(self, body: bytes) -> Response:
        try:
            state = json.loads(body)
        except ValueError:
            return _json(400, {"error": "The body is not valid JSON."})
        try:
            self.put_state(state)
        except BadState as error:
            return _json(400, {"error": str(error)})
        return _json(200, {"ok": True})


def _json(status: int, value: object) -> Response:
    return Response(status, json.dumps(value).encode(), "application/json")
