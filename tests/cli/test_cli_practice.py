"""`dncdesk practice`: a dialler to train on, of each kind that is out there."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from tests.cli.program import Desk, Dialler

API = "/vicidial/non_agent_api.php"
SEED = Path(__file__).resolve().parents[1] / "data" / "seed.json"
VERSION = "function=version"


def test_the_first_line_is_the_address_and_a_dialler_answers_there(desk: Desk, dialler: Dialler) -> None:
    code, _, body = dialler.request("POST", API, VERSION)
    assert code == 200
    assert body.startswith("VERSION:")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_stopped(desk: Desk, number: signal.Signals) -> None:
    with Dialler(desk) as dialler:
        said = dialler.stop(number)
        assert said.code == 0
        assert said.out == "", "nothing but the address may be printed"
        with pytest.raises(ConnectionRefusedError):
            dialler.request("POST", API, VERSION)


def test_it_can_be_given_its_port(desk: Desk, tmp_path: Path) -> None:
    with Dialler(desk) as first:
        port = first.port
    with Dialler(desk, "--port", str(port)) as again:
        assert again.address == f"http://127.0.0.1:{port}"


def test_a_port_that_is_taken_is_said(desk: Desk, dialler: Dialler) -> None:
    said = desk.run("practice", "--port", str(dialler.port))
    assert said.code == 1
    assert "in use" in said.err
    assert "Traceback" not in said.err


def test_it_can_be_given_another_call_centre(desk: Desk, tmp_path: Path) -> None:
    seed = json.loads(SEED.read_text(encoding="utf-8"))
    ours = {**seed["campaigns"][0], "campaign_id": "WINTER", "campaign_name": "Winter offers"}
    seed["campaigns"].append(ours)
    file = tmp_path / "ours.json"
    file.write_text(json.dumps(seed), encoding="utf-8")
    with Dialler(Desk(tmp_path / "there"), "--seed", str(file)) as dialler:
        desk.know(dialler.address)
        desk.run("block", "7275550101", "--campaign", "WINTER")
        assert dialler.lists() == ([], [["7275550101", "WINTER"]])


def test_a_seed_that_is_none_is_said(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "seed.json"
    file.write_text('{"users": 5}', encoding="utf-8")
    said = desk.run("practice", "--seed", str(file))
    assert (said.code, said.out) == (2, "")
    assert "users" in said.err


def test_a_database_that_is_down_shows_differently_on_each_build(tmp_path: Path, dialler: Dialler) -> None:
    down = {"connect_error": "Connection refused"}
    dialler.put(settings=down)
    code, _, body = dialler.request("POST", API, "function=campaigns_list&user=6666&pass=1234&source=test")
    assert (code, body) == (500, "")
    with Dialler(Desk(tmp_path / "old"), "--mode", "php74") as old:
        old.put(settings=down)
        code, _, body = old.request("POST", API, "function=campaigns_list&user=6666&pass=1234&source=test")
        assert (code, body) == (200, "MySQL connect ERROR:  Connection refused")


def test_warnings_before_and_after_the_answer_do_not_hide_it(desk: Desk, tmp_path: Path) -> None:
    with Dialler(Desk(tmp_path / "there"), "--mode", "php8-display-errors") as dialler:
        desk.know(dialler.address)
        said = desk.run("block", "7275550101", "--everywhere", "--json")
        assert said.one()["confirmed_at"]
        assert dialler.lists() == (["7275550101"], [])


def test_a_redirect_is_not_followed_and_nothing_is_called_blocked(desk: Desk, tmp_path: Path) -> None:
    with Dialler(Desk(tmp_path / "there"), "--mode", "redirect") as dialler:
        code, headers, _ = dialler.request("POST", API, VERSION)
        assert code in {301, 302, 303, 307, 308}
        desk.know(dialler.address)
        said = desk.run("block", "7275550101", "--everywhere", "--json")
        assert said.code == 4
        assert headers["location"].removesuffix(API) in said.one()["why"]
        assert dialler.lists() == ([], [])


def test_a_blocked_number_is_not_in_the_next_pass(desk: Desk, dialler: Dialler) -> None:
    number = "7275550115"
    dialler.put(hopper=[["1015", "TESTCAMP", "READY"]])
    assert dialler.would_call(number)
    said = desk.run("block", number, "--everywhere", "--json")
    # What is in the hopper is still called: only who has looked there may say "blocked".
    assert (said.one()["outcome"] == "blocked") is (not dialler.would_call(number))
