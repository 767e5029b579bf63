"""A newer version is told, and nothing more; IT says where it is asked for, or that it is not."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dncdesk.core.settings_file import SettingsFile
from dncdesk.core.updates import BadAnnouncementError, Update, may_be_asked, read_announcement
from dncdesk.desk.updates import UpdateWatch
from dncdesk.vicidial.announcement import read
from tests.ui.conftest import Stage

PAGE = "https://example.com/releases/v1.2.0"


def announcement(version: str = "1.2.0", page: str = PAGE) -> str:
    return json.dumps({"version": version, "page": page})


class Publisher:
    """Serves what it is told to, by path."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        pages, asked = self.pages, self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append((self.path, dict(self.headers)))
                status, headers, body = pages.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    one = Publisher()
    yield one
    one.close()


@pytest.mark.parametrize(
    ("published", "current", "news"),
    [("1.2.0", "1.1.9", True), ("1.2.0", "1.2.0", False), ("1.10", "1.9.3", True), ("1.2.0", "2.0", False)],
)
def test_only_a_newer_version_is_news(published: str, current: str, news: bool) -> None:
    found = read_announcement(announcement(published), current)
    assert found == (Update(published, PAGE) if news else None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "page": "https://x.example.com"}',
        announcement(version="<b>9</b>"),
        announcement(page="javascript:alert(1)"),
        announcement(page="http://8.8.8.8/x"),
        announcement(page="file:///etc/passwd"),
        "<html>",
        "[" * 100_000,
    ],
)
def test_what_is_no_announcement_is_refused(text: str) -> None:
    with pytest.raises(BadAnnouncementError):
        read_announcement(text, "0.1.0")


@pytest.mark.parametrize(
    "address", ["http://8.8.8.8/x", "ftp://example.com", "https://user@example.com", "", "https://["]
)
def test_an_address_that_is_not_asked(address: str) -> None:
    assert not may_be_asked(address)
    with pytest.raises(BadAnnouncementError):
        read(address)


def test_the_answer_is_read_through_a_redirect(publisher: Publisher) -> None:
    publisher.pages["/latest"] = (302, {"Location": "/v1/latest.json"}, b"")
    publisher.pages["/v1/latest.json"] = (200, {}, announcement().encode())
    assert read(f"{publisher.address}/latest") == announcement()
    assert [path for path, _ in publisher.asked] == ["/latest", "/v1/latest.json"]
    assert not {"Cookie", "Authorization"} & set(publisher.asked[0][1])


def test_a_redirect_to_the_open_internet_without_tls_is_not_followed(publisher: Publisher) -> None:
    publisher.pages["/latest"] = (302, {"Location": "http://8.8.8.8/latest"}, b"")
    with pytest.raises(BadAnnouncementError):
        read(f"{publisher.address}/latest")


def test_redirects_without_end_and_too_much_text_are_given_up(publisher: Publisher) -> None:
    publisher.pages["/round"] = (302, {"Location": "/round"}, b"")
    publisher.pages["/much"] = (200, {}, b" " * 100_000)
    for path in ("/round", "/much"):
        with pytest.raises(BadAnnouncementError):
            read(publisher.address + path)


def test_the_watch_tells_of_a_newer_version(publisher: Publisher, qtbot: QtBot) -> None:
    publisher.pages["/latest.json"] = (200, {}, announcement().encode())
    watch = UpdateWatch(lambda: f"{publisher.address}/latest.json", "0.1.0")
    with qtbot.waitSignal(watch.published, timeout=10_000) as told:
        watch.ask()
    assert told.args == ["1.2.0", PAGE]
    watch.close()


def test_without_an_address_nobody_is_asked(publisher: Publisher, qtbot: QtBot) -> None:
    watch = UpdateWatch(str, "0.1.0")
    with qtbot.assertNotEmitted(watch.published, wait=50):
        watch.ask()
    assert publisher.asked == []
    watch.close()


def test_it_may_be_switched_off_for_good(tmp_path: Path) -> None:
    managed = tmp_path / "managed.json"
    managed.write_text('{"update_address": "", "locked": ["update_address"]}', encoding="utf-8")
    (tmp_path / "settings.json").write_text('{"update_address": "https://else.example.com"}', encoding="utf-8")
    assert SettingsFile(tmp_path / "settings.json", managed).load()[0].update_address == ""


def test_the_window_says_it_and_installs_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    line = stage.find(QPushButton, "updateLine")
    assert not line.isVisible()
    stage.window.tell_update("1.2.0", PAGE)
    assert line.isVisible()
    assert "1.2.0" in line.text()
    assert opened == []
    line.click()
    assert opened == [PAGE]
