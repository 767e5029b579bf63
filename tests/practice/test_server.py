"""The practice dialler as a server: state, persistence, connections, builds, and who is refused."""

from __future__ import annotations

import json
import os
import socket
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dncdesk.practice import PRACTICE_PASSWORD, PRACTICE_USER
from dncdesk.practice.server import BadState, Mode, PracticeDialler
from tests.practice.calls import API, api, connect, raw


@pytest.fixture
def dialler() -> Iterator[PracticeDialler]:
    with PracticeDialler() as running:
        yield running


def add(dialler: PracticeDialler, phone: str = "7275551212", campaign: str = "TESTCAMP") -> str:
    return api(dialler, "add_dnc_phone", phone_number=phone, campaign_id=campaign)


# --- the state ----------------------------------------------------------------------------------------


def test_a_state_put_back_is_the_same_state(dialler: PracticeDialler) -> None:
    before = {
        "dnc": ["201XXXXXXX", "7275551212"],
        "campaign_dnc": [["7275551212", "TESTCAMP"], ["727,5", "system_i"]],
        "hopper": [["1002", "TESTCAMP", "INCALL"]],
        "lead_status": {"1000": "DNC"},
        "login": {"7780": {"failed_login_count": 3, "seconds_since_last_login": -1}},
        "settings": {"use_non_latin": "1"},
    }
    code, _, _ = raw(dialler, "PUT", "/practice/state", body=json.dumps(before).encode())
    assert code == 200
    first = json.loads(raw(dialler, "GET", "/practice/state")[2])
    assert first["dnc"] == before["dnc"]
    assert first["campaign_dnc"] == before["campaign_dnc"]
    assert first["login"] == before["login"]
    assert first["settings"]["use_non_latin"] == "1"
    assert [(r["lead_id"], r["status"]) for r in first["hopper"]] == [("1002", "INCALL")]
    assert next(lead for lead in first["leads"] if lead["lead_id"] == "1000")["status"] == "DNC"
    raw(dialler, "PUT", "/practice/state", body=json.dumps(first).encode())
    assert json.loads(raw(dialler, "GET", "/practice/state")[2]) == first


def test_what_a_put_leaves_out_goes_back_to_the_seed(dialler: PracticeDialler) -> None:
    fresh = dialler.state()
    add(dialler)
    api(dialler, "update_lead", lead_id="1000", status="DNC", remove_from_hopper="Y")
    assert dialler.state() != fresh
    raw(dialler, "PUT", "/practice/state", body=b"{}")
    assert dialler.state() == fresh


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"{", "The body is not valid JSON."),
        (b"[]", "The state must be one JSON object."),
        (b'{"dcn": []}', "The state holds a key that is not known here: dcn."),
        (b'{"dnc": "1"}', "dnc must be a list of texts."),
        (b'{"users": [{}]}', "A row of users lacks user."),
        (b'{"campaign_dnc": ["1"]}', "Each row of campaign_dnc must be [phone_number, campaign_id]."),
        (b'{"hopper": [["1"]]}', "Each row of hopper must have lead_id, campaign_id and status."),
        (b'{"lead_status": {"5": "A"}}', "lead_status names a lead that does not exist: 5."),
        (b'{"login": {"1": 2}}', "login of 1 needs failed_login_count and seconds_since_last_login as numbers."),
    ],
)
def test_a_state_of_another_shape_is_refused(dialler: PracticeDialler, body: bytes, sentence: str) -> None:
    add(dialler)
    code, _, answer = raw(dialler, "PUT", "/practice/state", body=body)
    assert (code, json.loads(answer)) == (400, {"error": sentence})
    assert dialler.state()["campaign_dnc"] == [["7275551212", "TESTCAMP"]]


def test_a_seed_of_one_s_own(tmp_path: Path, dialler: PracticeDialler) -> None:
    seed = {**dialler.state(), "dnc": ["7275550199"]}
    path = tmp_path / "seed.json"
    path.write_text(json.dumps(seed))
    with PracticeDialler(seed=path) as own:
        assert own.state()["dnc"] == ["7275550199"]
    path.write_text("[")
    with pytest.raises(BadState):
        PracticeDialler(seed=path)


# --- persistence ----------------------------------------------------------------------------------------


def test_the_state_outlives_the_dialler(tmp_path: Path) -> None:
    path = tmp_path / "practice" / "state.json"
    with PracticeDialler(state_file=path) as first:
        add(first)
        api(first, "campaigns_list", password="bad")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with PracticeDialler(state_file=path) as second:
        assert second.state()["campaign_dnc"] == [["7275551212", "TESTCAMP"]]
        assert second.state()["login"]["6666"]["failed_login_count"] == 1
        second.reset()
    with PracticeDialler(state_file=path) as third:
        assert third.state()["campaign_dnc"] == []
    assert [entry.name for entry in path.parent.iterdir()] == ["state.json"]


@pytest.mark.parametrize("damage", ["{", "[]", '{"state": {"dnc": 1}}', "\x00\x01"])
def test_a_damaged_file_is_set_aside(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "state.json"
    path.write_text(damage)
    with PracticeDialler(state_file=path) as dialler:
        assert len(dialler.state()["leads"]) == 105
    aside = [entry for entry in tmp_path.iterdir() if "damaged" in entry.name]
    assert [entry.read_text() for entry in aside] == [damage]


def test_a_change_is_written_while_it_runs(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    with PracticeDialler(state_file=path) as dialler:
        add(dialler)
        deadline = time.monotonic() + 10
        saved: dict[str, Any] = {}
        while not saved.get("campaign_dnc") and time.monotonic() < deadline:
            if path.exists():
                saved = json.loads(path.read_text())["state"]
            time.sleep(0.01)
        assert saved["campaign_dnc"] == [["7275551212", "TESTCAMP"]]


# --- connections ----------------------------------------------------------------------------------------


def test_the_101st_response_closes(dialler: PracticeDialler) -> None:
    connection = connect(dialler)
    seen = []
    for _ in range(101):
        connection.request("GET", API + "?function=version")
        answer = connection.getresponse()
        answer.read()
        seen.append((answer.getheader("connection"), answer.getheader("keep-alive")))
    connection.close()
    assert seen[0] == ("Keep-Alive", "timeout=5, max=100")
    assert seen[99] == ("Keep-Alive", "timeout=5, max=1")
    assert seen[100] == ("close", None)


def test_stopping_is_quick_and_may_be_repeated() -> None:
    dialler = PracticeDialler()
    dialler.start()
    connection = connect(dialler)
    connection.request("GET", API + "?function=version")
    connection.getresponse().read()
    begin = time.monotonic()
    dialler.stop()
    dialler.stop()
    assert time.monotonic() - begin < 1.0
    assert connection.sock is not None
    assert connection.sock.recv(1) == b""
    connection.close()


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"GET /vicidial/non_agent_api.php?a=#b HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"400 Bad Request"),
        (b"GET /vicidial/non_agent_api.php HTTP/1.1\r\n\r\n", b"400 Bad Request"),
        (b"nonsense\r\n\r\n", b"400 Bad Request"),
        (b"GET /" + b"x" * 8190 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"414 Request-URI Too Long"),
    ],
)
def test_what_apache_does_not_pass_on(dialler: PracticeDialler, request_bytes: bytes, status: bytes) -> None:
    port = int(dialler.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as peer:
        peer.sendall(request_bytes)
        answer = b""
        while part := peer.recv(65536):
            answer += part
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert b"Connection: close" in answer
    assert answer.endswith(b"</body></html>\n")


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "HEAD"])
def test_other_methods_run_the_function_too(dialler: PracticeDialler, method: str) -> None:
    query = "?source=test&user=6666&pass=1234&function=add_dnc_phone&phone_number=7275551212&campaign_id=TESTCAMP"
    assert raw(dialler, method, API + query)[0] == 200
    assert dialler.state()["campaign_dnc"] == [["7275551212", "TESTCAMP"]]


def test_a_chunked_body_is_read(dialler: PracticeDialler) -> None:
    connection = connect(dialler)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    parts = iter([b"source=test&user=6666&pass=1234&", b"function=campaigns_list&campaign_id=OLDCAMP"])
    connection.request("POST", API, parts, form, encode_chunked=True)
    assert connection.getresponse().read().startswith(b"OLDCAMP|")
    connection.close()


# --- who is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/practice/state", "/practice/dial-pass", API + "?function=version"])
def test_a_name_that_is_not_loopback_is_refused(dialler: PracticeDialler, path: str) -> None:
    method = "POST" if "dial" in path else "GET"
    assert raw(dialler, method, path, headers={"Host": "evil.example"})[0] == 403
    assert raw(dialler, method, path, headers={"Host": "localhost"})[0] == 200
    assert raw(dialler, method, path, headers={"Host": "[::1]:80"})[0] == 200


@pytest.mark.parametrize(
    "header", [{"Origin": "http://127.0.0.1"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/practice/state"), ("PUT", "/practice/state"), ("POST", "/practice/dial-pass")]
)
def test_a_web_page_is_refused(dialler: PracticeDialler, header: dict[str, str], method: str, path: str) -> None:
    assert raw(dialler, method, path, body=b"{}", headers=header)[0] == 403


def test_an_old_http_version_opens_no_door(dialler: PracticeDialler) -> None:
    port = int(dialler.address.rpartition(":")[2])
    for host in (b"", b"Host: evil.example\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as peer:
            peer.sendall(b"GET /practice/state HTTP/1.0\r\n" + host + b"\r\n")
            assert peer.recv(100).startswith(b"HTTP/1.1 403 ")


def test_methods_and_addresses_of_its_own(dialler: PracticeDialler) -> None:
    assert raw(dialler, "DELETE", "/practice/state")[0] == 405
    assert raw(dialler, "GET", "/practice/dial-pass")[0] == 405
    assert raw(dialler, "GET", "/practice/other")[0] == 404


# --- builds and modes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "since"),
    [
        ("check_phone_number", 140214),
        ("phone_number_log", 170209),
        ("add_dnc_phone", 191113),
        ("campaigns_list", 200815),
        ("hopper_list", 200815),
        ("lead_search", 211027),
        ("delete_fpg_phone", 240105),
        ("delete_dnc_phone", 240302),
    ],
)
def test_an_older_server_lacks_newer_functions(dialler: PracticeDialler, function: str, since: int) -> None:
    dialler.put_state({"settings": {"build": f"{since - 1}-1200"}})
    assert api(dialler, function) == "ERROR: NO FUNCTION SPECIFIED\n"
    dialler.put_state({"settings": {"build": f"{since}-1200"}})
    assert "NO FUNCTION" not in api(dialler, function)


def test_an_older_campaigns_list_has_eight_columns(dialler: PracticeDialler) -> None:
    dialler.put_state({"settings": {"build": "240717-0900"}})
    lines = api(dialler, "campaigns_list", campaign_id="SALES02", header="YES").splitlines()
    assert lines == [
        "campaign_id|campaign_name|active|user_group|dial_method|dial_level|lead_order|dial_statuses",
        "SALES02|Sales two no DNC|Y|---ALL---|MANUAL|0|DOWN|NEW",
    ]


@pytest.mark.parametrize("campaign", ["TESTCAMP", "SYSTEM_INTERNAL"])
def test_php74_says_success_on_a_read_only_database(campaign: str) -> None:
    with PracticeDialler(mode=Mode.PHP74) as dialler:
        dialler.put_state({"settings": {"read_only": "1"}})
        assert add(dialler, campaign=campaign).startswith("SUCCESS")
        assert dialler.state()["dnc"] == dialler.state()["campaign_dnc"] == []
        assert "AREACODE" in api(
            dialler, "check_phone_number", phone_number="7275551212", local_call_time="24hours", dnc_check="Y"
        )
        answer = api(dialler, "campaigns_list", password="bad")
        assert answer == "ERROR: Login incorrect, please try again: |6666|bad|BAD|\n"
        assert dialler.state()["login"] == {}


@pytest.mark.parametrize(("phone", "campaign"), [("1234567890123456789", "TESTCAMP"), ("7275551212", "TESTCAMPX")])
@pytest.mark.parametrize(("mode", "status"), [(Mode.PHP8, 500), (Mode.PHP74, 200), (Mode.PHP8_DISPLAY_ERRORS, 200)])
def test_strict_mode_stores_nothing_too_long(mode: Mode, status: int, phone: str, campaign: str) -> None:
    path = API + "?source=test&user=6666&pass=1234&function=add_dnc_phone"
    with PracticeDialler(mode=mode) as dialler:
        dialler.put_state({"settings": {"sql_mode": "STRICT_TRANS_TABLES"}})
        code, _, body = raw(dialler, "GET", f"{path}&phone_number={phone}&campaign_id={campaign}")
        assert code == status
        assert dialler.state()["campaign_dnc"] == []
        if mode is Mode.PHP74:
            assert body.startswith(b"SUCCESS")
        elif mode is Mode.PHP8:
            assert body == b""
        else:
            assert b"Data too long for column" in body


def test_too_many_connections() -> None:
    with PracticeDialler(mode=Mode.PHP74) as dialler:
        dialler.put_state({"settings": {"connect_error": "Too many connections"}})
        assert add(dialler) == "MySQL connect ERROR:  Too many connections"


def test_a_redirect_leads_to_a_server_that_answers() -> None:
    with PracticeDialler(mode=Mode.REDIRECT) as dialler:
        code, headers, _ = raw(dialler, "POST", API, body=b"user=6666")
        assert code == 301
        assert headers["location"] == dialler.target_address + API
        assert dialler.target_address != dialler.address
        connection = connect(dialler)
        connection.close()


def test_calls_are_kept_without_the_password(dialler: PracticeDialler) -> None:
    assert (PRACTICE_USER, PRACTICE_PASSWORD) == ("6666", "1234")
    add(dialler, "(727) 555-1212")
    assert dialler.requests_seen == 1
    assert list(dialler.calls) == [
        (
            "add_dnc_phone",
            {
                "source": "test",
                "user": "6666",
                "function": "add_dnc_phone",
                "phone_number": "7275551212",
                "campaign_id": "TESTCAMP",
            },
        )
    ]


def test_nothing_is_printed(dialler: PracticeDialler, capfd: pytest.CaptureFixture[str]) -> None:
    add(dialler)
    raw(dialler, "GET", "/nowhere")
    assert capfd.readouterr() == ("", "")
