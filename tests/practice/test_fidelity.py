"""The practice dialler against the recorded exchanges with a real VICIdial."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator

import pytest

from dncdesk.practice.server import Mode, PracticeDialler
from tests.practice import fidelity
from tests.practice.fidelity import Record


@pytest.fixture(scope="module")
def diallers() -> Iterator[dict[str, PracticeDialler]]:
    all_modes = {mode.value: PracticeDialler(mode=mode) for mode in Mode}
    for dialler in all_modes.values():
        dialler.start()
    yield all_modes
    for dialler in all_modes.values():
        dialler.stop()


def put(dialler: PracticeDialler, state: object) -> None:
    request = urllib.request.Request(dialler.address + "/practice/state", json.dumps(state).encode(), method="PUT")
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("record", fidelity.asked(), ids=lambda record: record["name"])
def test_answers_as_recorded(diallers: dict[str, PracticeDialler], record: Record) -> None:
    dialler = diallers[record["server"]]
    put(dialler, fidelity.state_before(record))
    reply = fidelity.ask(dialler, record)

    # The recorder's servers had ports of their own.
    here = dialler.target_address.removeprefix("http://")
    want = fidelity.masked(record["body"].replace("127.0.0.1:8089", here))
    got = fidelity.masked(fidelity.body_text(record, reply.body))
    headers = record["headers"]
    assert reply.status == record["status"]
    if "body_length" in record:
        head, _, tail = want.partition("\n...[")
        tail = tail.partition("]...\n")[2]
        assert got.startswith(head)
        assert got.endswith(tail)
        assert len(reply.body) == record["body_length"]
    else:
        assert got == want
    assert reply.headers["content-type"] == headers["content-type"]
    assert reply.headers.get("transfer-encoding") == headers.get("transfer-encoding")
    if "location" in headers:
        assert reply.headers["location"] == headers["location"].replace("127.0.0.1:8089", here)
    # A port of another length changes the redirect's; the recorder shortened the server's folder in the bodies
    # of a PHP error, not in their lengths.
    if record["status"] != 301 and "Fatal error" not in record["body"]:
        assert reply.headers.get("content-length") == headers.get("content-length")


@pytest.mark.parametrize("record", [r for r in fidelity.asked() if "db_after" in r], ids=lambda record: record["name"])
def test_stores_as_recorded(diallers: dict[str, PracticeDialler], record: Record) -> None:
    dialler = diallers[record["server"]]
    put(dialler, fidelity.state_before(record))
    fidelity.ask(dialler, record)
    got = fidelity.rows_after(dialler, record)
    if got is None:
        return
    if record["name"].startswith(("login_", "lockout_")):
        assert got == [record["db_after"].split("\t")[0]]
    else:
        assert got == sorted(line for line in record["db_after"].split("\n") if line)


def test_the_list_of_records_not_asked_is_not_stale() -> None:
    names = {record["name"] for record in fidelity.RECORDS}
    assert names >= fidelity.NOT_ASKED.keys() | fidelity.SET_BY_HAND.keys()
    assert len(fidelity.RECORDS) - len(fidelity.asked()) == len(fidelity.NOT_ASKED)
