"""The story of one opt-out: only what the events say, in sentences that can be read aloud."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from dncdesk.core.details import Details
from dncdesk.core.moments import now
from dncdesk.core.optout import Action, AskedHow, OptOut, new_id
from dncdesk.core.outcome import Outcome, Proof, Result
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import Sentence, say
from dncdesk.record import state
from dncdesk.record.events import Kind
from dncdesk.record.log import Log
from dncdesk.record.reader import Entry
from dncdesk.record.story import Line, Story, facts, standing, tell
from tests.situations.table import SITUATIONS
from tests.situations.world import Situation, played
from tests.support.desks import an_opt_out
from tests.support.keyrings import MemoryKeyring

READ_BACK = Result(
    Outcome.BLOCKED,
    say("On the internal list."),
    numbers_sent=("7275551212",),
    confirmed_at=now(),
    confirmed_by=Proof.READ_BACK,
    leads_found=2,
    leads_stopped=2,
    still_queued=0,
)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    opened = Log(tmp_path / "log.sqlite3")
    yield opened
    opened.close()


def story(log: Log, opt_out: OptOut) -> Story:
    return log.read(lambda reader: tell(reader, opt_out.id))


def words(log: Log, opt_out: OptOut) -> list[str]:
    return [str(line.what) for line in story(log, opt_out).lines]


def recorded(log: Log, opt_out: OptOut) -> OptOut:
    log.append_request(opt_out)
    return opt_out


def known(story: Story) -> dict[str, str]:
    return {str(fact.label): str(fact.value) for fact in facts(story.request, story.entry, date.today())}  # noqa: DTZ011


def test_when_it_was_blocked_is_said_only_while_it_is(log: Log) -> None:
    opt_out = recorded(log, replace(an_opt_out(), due_on=date(2099, 1, 1)))
    log.append_result(opt_out.id, READ_BACK)
    assert "Blocked at" in known(story(log, opt_out))
    log.append_result(opt_out.id, Result(Outcome.NOT_EFFECTIVE, say("Not where it looks.")))
    facts_now = known(story(log, opt_out))
    assert "Blocked at" not in facts_now
    assert "Met" not in facts_now["Standing"]


@pytest.mark.parametrize(("asked", "met"), [(Scope(), False), (Scope("SALES01"), True), (None, True)])
def test_the_deadline_is_met_only_by_all_that_was_asked_for(log: Log, asked: Scope | None, met: bool) -> None:
    opt_out = replace(an_opt_out(campaign="SALES01"), due_on=date(2099, 1, 1), scope_asked=asked)
    log.append_request(opt_out)
    log.append_result(opt_out.id, READ_BACK)
    assert (known(story(log, opt_out)).get("Standing") == "Met: blocked in time.") is met


def test_blocked_everywhere_is_more_than_what_was_asked_for_in_one_campaign(log: Log) -> None:
    opt_out = replace(an_opt_out(), due_on=date(2099, 1, 1), scope_asked=Scope("SALES01"))
    log.append_request(opt_out)
    log.append_result(opt_out.id, READ_BACK)
    assert known(story(log, opt_out))["Standing"] == "Met: blocked in time."


@pytest.mark.parametrize("situation", SITUATIONS[::5], ids=str)
def test_blocked_is_said_where_the_outcome_says_it_and_nowhere_else(
    situation: Situation, tmp_path: Path, keyring_of_this_computer: MemoryKeyring
) -> None:
    with played(situation, tmp_path) as run:
        result = run.play()
        run.desk.wait_until_idle()
        told = story(run.desk.place.log, run.opt_out)
        events = run.events()
    assert [line.seq for line in told.lines[1:]] == [event.seq for event in events]
    assert [line.raw for line in told.lines[2:]] == [event.body.get("said", "") for event in events[1:]]
    for line in told.lines:
        said = str(line.what)
        assert said[0].isupper()
        assert said.endswith(".")
        assert "{" not in said
        assert "None" not in said
        assert "Result: blocked." not in said or line.outcome is Outcome.BLOCKED
        if line.outcome is None:
            assert "is blocked" not in said
    assert told.lines[-1].outcome is result.outcome
    assert str(told.lines[-1].what).endswith(str(result.why))


def test_the_whole_story_of_two_leads_can_be_read_aloud(
    tmp_path: Path, keyring_of_this_computer: MemoryKeyring
) -> None:
    wanted = "Two leads, one with and one without the 1"
    with played(next(s for s in SITUATIONS if s.name == wanted), tmp_path) as run:
        run.play()
        run.desk.wait_until_idle()
        told = words(run.desk.place.log, run.opt_out)
    assert told[0] == "The person asked not to be called any more, whatever the campaign."
    assert told[1].startswith("Recorded by ")
    # The list and the leads are seen to side by side.
    assert sorted(told[2:-1]) == sorted(
        [
            "Sent 7275551212 to be put on the internal list. The dialler said that it did so.",
            "Read back: 7275551212 is on the internal list.",
            "Searched for leads with 7275551212, 17275551212: 2 found.",
            "Sent 17275551212 to be put on the internal list. The dialler said that it did so.",
            "Read back: 17275551212 is on the internal list.",
            "Looked at the leads with 7275551212; their status: 5001 NEW.",
            "Looked at the leads with 17275551212; their status: 5002 NEW.",
            "Lead 5001 was given the status DNC. Its queued call was taken out.",
            "Lead 5002 was given the status DNC. Its queued call was taken out.",
            "Looked at the leads with 7275551212; their status: 5001 DNC.",
            "Looked at the leads with 17275551212; their status: 5002 DNC.",
        ]
    )
    assert told[-1].startswith("Result: blocked. On the internal list, read back at ")


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        (Kind.ADDED, {"reply": "AlreadyListed", "list": "SALES"}, "on the list of SALES. The dialler said that it is"),
        (Kind.ADDED, {"reply": "NotUnderstood", "list": "SALES"}, "What came back is no answer of a dialler."),
        (Kind.ADDED, {"reply": "SomethingNewer", "list": "SALES"}, "What came back is no answer of a dialler."),
        (Kind.READ, {"reply": "NotOnList", "list": "SYSTEM_INTERNAL"}, "7275551212 is not on the internal list."),
        (Kind.READ, {"reply": "Refused", "list": "SALES"}, "the list that SALES reads: the dialler refused that."),
        (Kind.DELETED, {"reply": "NotThere", "list": "SALES"}, "off the list of SALES. It said that it is not there."),
        (Kind.SEARCHED, {"reply": "Refused", "numbers": ["1", "2"]}, "search for leads with 1, 2: the dialler refused"),
        (Kind.SEARCHED, {"reply": "LeadsFound", "numbers": ["72"], "said": "72:1"}, "leads with 72: one found."),
        (Kind.LEADS, {"reply": "Leads", "said": "ERROR: LEAD NOT FOUND"}, "leads with 7275551212: none is there."),
        (Kind.LEADS, {"reply": "Leads", "said": ""}, "leads with 7275551212: none could be read."),
        (Kind.LEADS, {"reply": "Refused"}, "Could not look at the leads with 7275551212"),
        (Kind.LEADS, {"reply": "Hopper", "queue": "SALES"}, "Looked into the queue of SALES."),
        (Kind.LEADS, {"reply": "Refused", "queue": "SALES"}, "Could not look into the queue of SALES."),
        (Kind.LEAD, {"reply": "NoSuchLead", "lead": "7"}, "Lead 7 is not there any more."),
        (Kind.LEAD, {"reply": "Refused", "lead": "7"}, "Could not stop lead 7: the dialler refused that."),
        (
            Kind.LEAD,
            {"reply": "LeadStopped", "lead": "7", "said": "NOTICE: NOT REMOVED FROM HOPPER - |7|INCALL|6666"},
            "Lead 7 keeps its status. A call to it is in progress.",
        ),
        (
            Kind.LEAD,
            {"reply": "LeadStopped", "lead": "7", "mark": True, "said": "NOT REMOVED FROM HOPPER - |7|HOLD|6666"},
            "Lead 7 was given the status DNC. The dialler left it in the queue.",
        ),
        (
            Kind.LEAD,
            {"reply": "LeadStopped", "lead": "7", "said": "NOT REMOVED FROM HOPPER, LEAD IS NOT IN THE HOPPER - |7|6"},
            "It was not in the queue.",
        ),
    ],
)
def test_each_step_has_its_sentence(log: Log, kind: Kind, body: dict[str, object], told: str) -> None:
    opt_out = recorded(log, an_opt_out())
    log.append_step(opt_out.id, kind, {"number": "7275551212", "said": "", **body})
    assert told in words(log, opt_out)[-1]


def test_what_was_asked_days_ago_in_another_zone_comes_first_and_keeps_its_zone(log: Log) -> None:
    asked = datetime.fromisoformat("2026-11-03T21:30:00-10:00")
    opt_out = recorded(
        log,
        replace(
            an_opt_out(campaign="SALES"),
            asked_at=asked,
            asked_how=AskedHow.VOICEMAIL,
            taken_by="Maria",
            scope_asked=Scope(),
            entered_by="joe",
            computer="desk-7",
        ),
    )
    told = story(log, opt_out)
    first, second = told.lines
    assert first.at.isoformat() == "2026-11-03T21:30:00-10:00"
    assert str(first.what) == (
        "The person asked not to be called any more, whatever the campaign. By voicemail. Taken by Maria."
    )
    assert str(second.what) == "Recorded by joe on desk-7. To be blocked in SALES."
    assert known(told)["Asked for"] == "Everywhere"
    assert known(told)["How"] == "Voicemail"
    assert known(told)["Entered by"] == "joe on desk-7"


def test_each_try_that_changed_something_is_told(log: Log) -> None:
    opt_out = recorded(log, an_opt_out())
    log.append_result(opt_out.id, Result(Outcome.WAITING, say("No answer.")), attempt=1)
    log.append_result(opt_out.id, READ_BACK, attempt=7)
    assert words(log, opt_out)[2:] == [
        "Result: not delivered yet. No answer.",
        "Try 7. Result: blocked. On the internal list.",
    ]


def test_what_was_noted_later_says_by_whom(log: Log) -> None:
    opt_out = recorded(log, replace(an_opt_out(), note="she rang"))
    changed = {"person": "Ann Lee", "asked_how": "letter", "note": ""}
    log.append_details(opt_out.id, changed, by="maria", computer="desk-7")
    assert words(log, opt_out)[-1] == ("Noted later by maria on desk-7. By letter. Name: Ann Lee. Note taken out.")
    told = known(story(log, opt_out))
    assert (told["Name"], told["How"]) == ("Ann Lee", "Letter")
    assert "Note" not in told


def test_what_was_taken_back_says_why(log: Log) -> None:
    opt_out = recorded(log, an_opt_out(campaign="SALES"))
    log.append_result(opt_out.id, READ_BACK)
    moment = now()
    removal = recorded(
        log,
        replace(
            opt_out, id=new_id(), action=Action.REMOVE, undoes=opt_out.id, note="wrong number.", recorded_at=moment,
            entered_by="joe", computer="desk-7",
        ),
    )  # fmt: skip
    removed = Result(Outcome.REMOVED, say("Not on the list any more."), numbers_sent=("7275551212",))
    log.append_result(opt_out.id, removed)
    log.append_result(removal.id, removed)
    assert words(log, opt_out)[-1] == "Result: taken off. Not on the list any more. Reason: wrong number."
    assert words(log, removal) == [
        "To be taken off the list of SALES again. Recorded by joe on desk-7. Reason: wrong number.",
        "Result: taken off. Not on the list any more.",
    ]
    assert known(story(log, removal))["Takes back"] == opt_out.id
    assert "Blocked at" not in known(story(log, opt_out))


def test_what_the_first_answer_tells_of_the_server_counts_as_well(log: Log) -> None:
    opt_out = recorded(log, an_opt_out())
    assert story(log, opt_out).server is None
    log.append_fact(Kind.SERVER, {"endpoint": opt_out.endpoint, "version": None, "build": None, "offset_seconds": 2})
    log.append_result(opt_out.id, READ_BACK)
    log.append_fact(Kind.SERVER, {"endpoint": opt_out.endpoint, "build": 250720})
    seen = story(log, opt_out).server
    assert seen is not None
    assert (seen.version, seen.build, seen.offset) == ("", "", 2.0)


def test_the_server_is_the_one_that_was_known_when_it_was_recorded(log: Log) -> None:
    opt_out = an_opt_out()
    for endpoint, build, offset in (
        (opt_out.endpoint, "200101-0000", 0.1),
        (opt_out.endpoint, "250720-1841", -3.25),
        ("https://other.example.com/", "190101-0000", 9.0),
    ):
        body = {"endpoint": endpoint, "version": "2.14-202", "build": build, "offset_seconds": offset}
        log.append_fact(Kind.SERVER, body)
    recorded(log, opt_out)
    log.append_result(opt_out.id, READ_BACK)
    log.append_fact(Kind.SERVER, {"endpoint": opt_out.endpoint, "build": "later"})
    seen = story(log, opt_out).server
    assert seen is not None
    assert (seen.version, seen.build, seen.offset) == ("2.14-202", "250720-1841", -3.25)


def test_its_own_first_and_last_event_are_named_with_their_hashes(log: Log) -> None:
    recorded(log, an_opt_out("7275550101"))
    opt_out = recorded(log, an_opt_out())
    log.append_result(opt_out.id, READ_BACK)
    recorded(log, an_opt_out("7275550102"))
    told, events = story(log, opt_out), log.read(lambda reader: list(reader.events(opt_out.id)))
    assert (told.first, told.last) == ((2, events[0].hash), (3, events[1].hash))


def test_an_imported_entry_has_no_story_and_no_hashes(log: Log) -> None:
    opt_out = an_opt_out()
    with closing(sqlite3.connect(log.path)) as db:
        state.insert(db, state.row_of(opt_out, -1))
        db.commit()
    told = story(log, opt_out)
    assert (told.request, told.lines, told.first, told.last) == (None, (), None, None)
    assert known(told)["Typed"] == "7275551212"


def test_of_an_unknown_id_there_is_no_story(log: Log) -> None:
    with pytest.raises(KeyError):
        log.read(lambda reader: tell(reader, "nobody"))


def test_facts_stand_in_their_order_and_none_is_empty(log: Log) -> None:
    opt_out = recorded(
        log,
        replace(
            an_opt_out(campaign="SALES"), scope_name="Sales", due_on=date(2099, 1, 5), entered_by="joe",
            computer="desk-7", program="dncdesk 1",
        ),
    )  # fmt: skip
    log.append_result(opt_out.id, READ_BACK)
    told = story(log, opt_out)
    all_of_them = facts(told.request, told.entry, date(2026, 11, 23))
    labels = [str(fact.label) for fact in all_of_them]
    assert labels == [
        *("Where", "Asked at", "Recorded at", "Blocked at", "Seen how", "Deadline", "Standing", "Leads"),
        *("Typed", "Sent", "E.164", "Server", "Entered by", "API user", "Program", "Opt-out id", "Source id"),
    ]
    assert next(str(fact.label) for fact in all_of_them if fact.technical) == "Typed"
    values = known(told)
    assert values["Where"] == "SALES  Sales"
    assert values["Server"] == "Main (dialer.example.com)"
    assert values["Leads"] == "2 found, 2 stopped, 0 still in the queue or in a call"
    assert values["Source id"] == f"dncdesk{opt_out.id}"


@pytest.mark.parametrize(
    ("due", "result", "says"),
    [
        (3, READ_BACK, "Met: blocked in time."),
        (-3, READ_BACK, "Not met: blocked after the deadline."),
        (3, Result(Outcome.WAITING, say("No answer.")), "Not blocked yet; there is still time."),
        (-3, Result(Outcome.LISTED, say("Listed.")), "Not met: the deadline has passed and it is not blocked."),
        (None, READ_BACK, None),
    ],
)
def test_how_it_stands_with_the_deadline(log: Log, due: int | None, result: Result, says: str | None) -> None:
    today = now().date()
    due_on = None if due is None else today + timedelta(days=due)
    opt_out = recorded(log, replace(an_opt_out(), due_on=due_on))
    log.append_result(opt_out.id, result)
    stands: Sentence | None = standing(story(log, opt_out).entry, today)
    assert (None if stands is None else str(stands)) == says


def test_a_line_of_an_unknown_kind_is_passed_over(log: Log) -> None:
    opt_out = recorded(log, an_opt_out())
    log.append_step(opt_out.id, Kind.EXPORTED, {"file": "x.csv"})
    lines: tuple[Line, ...] = story(log, opt_out).lines
    assert len(lines) == 2


def test_what_others_wrote_stays_as_it_is(log: Log) -> None:
    opt_out = recorded(log, replace(an_opt_out(), person="<b>{Ann}</b>"))
    log.append_details(opt_out.id, Details(note="{x} %s").changed_from(Details()), by="{by}", computer="c")
    entry: Entry = story(log, opt_out).entry
    assert entry.details.person == "<b>{Ann}</b>"
    assert words(log, opt_out)[-1] == "Noted later by {by} on c. Note: {x} %s."
