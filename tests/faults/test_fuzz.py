"""Noise in the place of every file, answer and number: never a crash, and never a claim that nothing bears out."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dncdesk.blocking.workplace import Workplace
from dncdesk.core.outcome import Outcome, Result
from dncdesk.core.paths import Paths, paths
from dncdesk.core.phone import NotANumberError, NumberRule, read_number
from dncdesk.core.redaction import Redactor, redact_answer
from dncdesk.core.sentences import say
from dncdesk.practice.server import PracticeDialler
from dncdesk.record.log import Log, LogError
from dncdesk.record.reader import Reader
from dncdesk.vicidial import lead_replies
from dncdesk.vicidial.lead_replies import (
    DeleteReply,
    Hopper,
    HopperReply,
    Leads,
    LeadSearchReply,
    LeadsFound,
    LeadsReply,
    LeadStopped,
    ListReply,
    StopReply,
)
from dncdesk.vicidial.replies import Answer, OnList, read_add, read_campaigns, read_check, read_version
from tests.faults.conftest import OpenDesk
from tests.faults.injector import Call, Injector, page
from tests.support.desks import Told, an_opt_out

RECORDS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "transcripts.json").read_text(encoding="utf-8")
)
BODIES = sorted({r["body"] for r in RECORDS if r.get("body") and len(r["body"]) < 3000})
PHONE, OTHER, CAMPAIGN, LEAD = "7275550100", "17275550100", "TESTCAMP", "1000"
MANY = settings(max_examples=150, deadline=None)
FEW = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


# --- what stands in the files at the start -------------------------------------------------------------------


@contextmanager
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="dncdesk-fuzz-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def start_and_record(where: Paths, *, may_fail: bool = False) -> None:
    """Start as the window and the verbs do, record one opt-out, and take up what is pending."""
    try:
        place = Workplace(where, Redactor(), practice=False)
    except LogError:
        assert may_fail
        return
    told = Told()
    queue = place.queue(told)
    try:
        opt_out = replace(an_opt_out(), server="nobody knows it")
        queue.submit(opt_out)
        told.wait(lambda: bool(told.recorded or told.not_recorded))
        with suppress(LogError):
            queue.resume()
        for notice in (*place.notices, *place.log.notices):
            assert str(notice)
        if told.recorded:
            assert place.log.read(lambda reader: reader.request(opt_out.id)) == opt_out
        else:
            assert may_fail
    finally:
        queue.close()
        place.close()


@FEW
@given(
    st.one_of(st.none(), st.binary(max_size=300)),
    st.one_of(st.none(), st.binary(max_size=300)),
    st.one_of(st.none(), st.binary(max_size=300), st.binary(max_size=200).map(lambda b: b"SQLite format 3\0" + b)),
)
@example(b"\xff\xfe{", b"\0" * 100, b"\0" * 5000)
@example(b'{"servers": [{"url": "http://["}]}', b'{"locked": {"a": 1}}', b"SQLite format 3\0" + b"\xff" * 84)
@example(b"[" * 100_000, b"{" * 100_000, b"")
def test_no_bytes_in_any_file_can_keep_the_program_from_starting_and_recording(
    own: bytes | None, managed: bytes | None, log: bytes | None
) -> None:
    with home() as folder:
        where = replace(paths(folder), managed=folder / "managed.json")
        for path, content in ((where.settings, own), (where.managed, managed), (where.log, log)):
            if content is not None:
                path.write_bytes(content)
        start_and_record(where)


scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8))
values = st.recursive(scalars, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner)))
server = st.dictionaries(
    st.sampled_from(
        ["name", "url", "user", "country", "number_form", "ca_file", "campaigns", "checklist", "mark_leads", "x"]
    ),
    st.one_of(values, st.sampled_from(["http://127.0.0.1:1", "US", "national", "Main"])),
    max_size=6,
)
any_settings = st.dictionaries(
    st.sampled_from(
        ["version", "servers", "server", "deadline_days", "deadline_calendar", "last_scope", "locked", "unknown"]
    ),
    st.one_of(values, st.lists(server, max_size=2)),
    max_size=6,
)


@FEW
@given(any_settings, any_settings)
def test_no_settings_however_odd_can_keep_the_program_from_starting_and_recording(own: Any, managed: Any) -> None:
    with home() as folder:
        where = replace(paths(folder), managed=folder / "managed.json")
        where.settings.write_text(json.dumps(own), encoding="utf-8")
        where.managed.write_text(json.dumps(managed), encoding="utf-8")
        start_and_record(where)


@pytest.fixture(scope="module")
def sound_log(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("log") / "log.sqlite3"
    log = Log(path)
    for number in range(60):
        opt_out = replace(an_opt_out(f"727556{number:04}", note="n" * 200), server="nobody knows it")
        log.append_request(opt_out)
        if number % 2:
            log.append_result(opt_out.id, Result(Outcome.BLOCKED, say("Done.")))
    log.close()
    return path.read_bytes()


anywhere = st.integers(0, 1 << 24)
"""A place in a file, whatever its length: the rest of a division by it."""


@FEW
@given(st.lists(st.tuples(anywhere, st.binary(min_size=1, max_size=40)), min_size=1, max_size=6), st.none() | anywhere)
def test_a_log_with_any_of_its_bytes_spoiled_never_keeps_the_program_from_starting(
    sound_log: bytes, spots: list[tuple[int, bytes]], cut: int | None
) -> None:
    spoiled = bytearray(sound_log)
    for place, noise in spots:
        at = place % len(spoiled)
        spoiled[at : at + 40] = noise
    if cut is not None:
        del spoiled[cut % len(spoiled) :]
    with home() as folder:
        where = replace(paths(folder), managed=folder / "managed.json")
        where.log.write_bytes(bytes(spoiled))
        # A version number of the future, or a table's name, may be what was spoiled: then it is said so.
        start_and_record(where, may_fail=True)


def test_another_programs_database_in_the_logs_place_is_said_so_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE event (x)")
        db.commit()
    before = path.read_bytes()
    with pytest.raises(LogError):
        Log(path)
    assert path.read_bytes()[100:] == before[100:]


# --- what the dialler says ---------------------------------------------------------------------------------------


@st.composite
def spoiled_bodies(draw: st.DrawFn) -> str:
    """A recorded answer, about the number and lead asked for as often as not, with bits of others in it."""
    body: str = draw(st.sampled_from(BODIES))
    if draw(st.booleans()):
        for number in ("7275551212", "7275550199", "7275551300"):
            body = body.replace(number, PHONE)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(body)))
        to = draw(st.integers(at, min(len(body), at + 30)))
        piece = draw(
            st.one_of(
                st.just(""),
                st.just(body[at:to] * 2),
                st.text("|:-# \n\r1x<é\u2028\0", max_size=4),
                st.sampled_from(BODIES).map(lambda other: other[:120]),
                st.sampled_from([PHONE, OTHER, CAMPAIGN, LEAD, "SUCCESS: ", "ERROR: ", "|1000-2001\n"]),
            )
        )
        body = body[:at] + piece + body[to:]
    return body


@settings(MANY, max_examples=400)
@given(spoiled_bodies(), st.booleans())
def test_no_reader_ever_fails_and_what_it_makes_out_stands_there(body: str, whole: bool) -> None:
    answer = Answer(200, redact_answer(body), whole)
    read_add(answer, phone=PHONE, campaign=CAMPAIGN)
    read_campaigns(answer)
    read_version(answer)
    for campaign in (CAMPAIGN, None):
        checked = read_check(answer, phone=PHONE, campaign=campaign)
        if isinstance(checked, OnList):
            words = "CAMPAIGN DNC" if campaign else "NUMBER IN DNC"
            assert whole
            assert words in body
            assert PHONE in body
    search: LeadSearchReply = lead_replies.read_lead_search(answer, phones=(PHONE, OTHER))
    if isinstance(search, LeadsFound):
        assert whole
        assert PHONE in body
        assert OTHER in body
        assert all(lead in body for ids in search.ids.values() for lead in ids)
    leads: LeadsReply = lead_replies.read_leads(answer, phone=PHONE)
    if isinstance(leads, Leads):
        assert whole
        assert all(lead.number == PHONE and lead.id in body for lead in leads.leads)
    for mark in (True, False):
        stopped: StopReply = lead_replies.read_stop(answer, lead_id=LEAD, mark=mark)
        if isinstance(stopped, LeadStopped):
            assert whole
            assert LEAD in body
            assert "HOPPER" in body
    hopper: HopperReply = lead_replies.read_hopper(answer, campaign=CAMPAIGN)
    if isinstance(hopper, Hopper):
        assert whole
    listed: ListReply = lead_replies.read_list(answer, list_id="101")
    deleted: DeleteReply = lead_replies.read_delete(answer, phone=PHONE, campaign=CAMPAIGN)
    assert listed is not None
    assert deleted is not None


@pytest.mark.timeout(120)
def test_under_answers_that_are_all_noise_nothing_is_ever_called_blocked(
    dialler: PracticeDialler, injector: Injector, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Recorded answers to other questions, cut, compressed, doubled: a dialler that answers whatever comes to mind."""
    monkeypatch.setattr("dncdesk.blocking.line.pause", lambda _: 3600.0)
    # Else the password would not be sent once so many answers made no sense.
    monkeypatch.setattr("dncdesk.vicidial.gate.DOUBTS", 1 << 30)
    turn = 0

    def mad(injector: Injector, connection: Any, call: Call) -> None:
        nonlocal turn
        turn += 1
        body = BODIES[turn * 7 % len(BODIES)].encode()
        kind = turn % 5
        if kind == 0:
            body = body[: len(body) * (turn % 11) // 11]
        elif kind == 1:
            body = BODIES[turn * 13 % len(BODIES)].encode() + body
        if any(word in body for word in (b"Login incorrect", b"login attempts", b"IP Address")):
            body = b"<html>maintenance</html>"
        packed = kind == 2
        connection.sendall(
            page(gzip.compress(body), "200 OK", "Content-Encoding: gzip") if packed else page(body, "200 Fine")
        )

    desk = open_desk(injector.url)
    injector.strike(mad)
    opt_outs = [desk.opt_out(f"813556{n:04}", "TESTCAMP" if n % 3 == 0 else None) for n in range(200)]
    for opt_out in opt_outs:
        desk.queue.submit(opt_out)
    desk.told.wait(lambda: len({o.id for o, _ in desk.told.settled}) == len(opt_outs), 90)
    assert {r.outcome for _, r in desk.told.settled} <= {Outcome.WAITING, Outcome.REFUSED}
    assert all(r.confirmed_at is None for _, r in desk.told.settled)
    assert dialler.state()["dnc"] == []
    assert turn >= len(opt_outs)


# --- what a person types ----------------------------------------------------------------------------------------------


characters = st.characters(categories=["Nd", "No", "Nl", "Cf", "Zs", "Pd", "Mn"])
texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.one_of(characters, st.sampled_from("+()-. x#")), max_size=30).map("".join),
    st.tuples(st.text(max_size=6), st.just("727-555-1212"), st.text(max_size=6)).map("".join),
)
rules = st.sampled_from(list(NumberRule))
countries = st.sampled_from(["US", "CA", "GB", "DE", "IT", "AR", "AU", "IN", "ZZ", "XK", "AQ"])


@settings(MANY, max_examples=400)
@given(texts, countries, rules)
@example("\ud800727 555 1212", "US", NumberRule.NATIONAL)
@example("٧٢٧٥٥٥١٢١٢", "US", NumberRule.NATIONAL)
@example("७२७५५५१२१२" * 40, "IN", NumberRule.AS_TYPED)
@example("+" * 500 + "1", "US", NumberRule.INTERNATIONAL)
def test_whatever_is_typed_is_a_number_that_can_be_sent_or_a_sentence_that_says_why_not(
    text: str, country: str, rule: NumberRule
) -> None:
    number = None
    try:
        number = read_number(text, country=country, rule=rule)
    except NotANumberError as error:
        why = str(error.sentence)
    else:
        why = ""
    if number is None:
        assert why
        return
    for form in (number.main_form, *number.other_forms):
        assert form.isascii()
        assert form.isdigit()
        assert 6 <= len(form) <= 16
    assert number.typed == text
    assert number.e164.startswith("+")


def test_a_reader_opened_on_noise_says_so_as_sqlite_does(tmp_path: Path) -> None:
    """The window's own reader, which opens what the log has been."""
    path = tmp_path / "log.sqlite3"
    path.write_bytes(b"noise" * 1000)
    reader = Reader.open(path)
    with pytest.raises(sqlite3.DatabaseError):
        reader.entries()
    reader.close()
