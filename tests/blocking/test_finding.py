"""Getting to know a dialler: nothing is locked, nothing is changed, nothing is left behind."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dncdesk.blocking.enquiries import Enquiries, SamePasswordError
from dncdesk.blocking.finding import meaning
from dncdesk.blocking.rehearsal import EXAMPLE, rehearse
from dncdesk.blocking.trial import Can
from dncdesk.core.credentials import Secret
from dncdesk.core.outcome import Outcome, Tone
from dncdesk.core.phone import NumberRule
from dncdesk.core.scope import Scope
from dncdesk.core.settings import Server
from dncdesk.practice import PRACTICE_PASSWORD
from dncdesk.practice.server import Mode, PracticeDialler
from tests.support.desks import Desk
from tests.support.keyrings import MemoryKeyring

ALL = Can.LOOK_UP | Can.LEADS | Can.TAKE_OFF


def at(dialler: PracticeDialler, user: str = "6666") -> Server:
    return Server(name="New", url=dialler.address, user=user)


@pytest.fixture
def enquiries(tmp_path: Path, dialler: PracticeDialler, keyring_of_this_computer: MemoryKeyring) -> Iterator[Enquiries]:
    desk = Desk(tmp_path, at(dialler))
    yield Enquiries(desk.place)
    desk.close()


def test_looking_asks_for_the_version_and_nothing_else(enquiries: Enquiries, dialler: PracticeDialler) -> None:
    found = enquiries.look(at(dialler))
    assert (found.ok, found.tone) == (True, Tone.DONE)
    assert str(found.sentence).startswith("VICIdial 2.14-202 answers at 127.0.0.1:")
    assert [(function, set(values)) for function, values in dialler.calls] == [("version", {"function"})]


def test_a_redirect_names_where_to(enquiries: Enquiries) -> None:
    with PracticeDialler(mode=Mode.REDIRECT) as moved:
        found = enquiries.look(at(moved))
        assert not found.ok
        assert found.points_to.startswith(moved.target_address)
        assert moved.target_address in str(found.sentence)


def test_nobody_there_is_said(enquiries: Enquiries, dialler: PracticeDialler) -> None:
    server = at(dialler)
    dialler.stop()
    found = enquiries.look(server)
    assert (found.ok, found.tone) == (False, Tone.PROBLEM)
    assert "cannot be reached" in str(found.sentence)


def test_an_account_with_every_right_is_told_so_and_its_leads_teach_the_form(
    enquiries: Enquiries, dialler: PracticeDialler
) -> None:
    before = dialler.state()
    found = enquiries.explore(at(dialler), Secret(PRACTICE_PASSWORD))
    assert found.report.may == ALL
    assert meaning(found.report)[0] is Tone.DONE
    assert (found.habit.country, found.habit.form) == ("US", NumberRule.NATIONAL)
    assert found.habit.seen >= 3
    after = dialler.state()
    assert (after["dnc"], after["campaign_dnc"], after["hopper"]) == (
        before["dnc"],
        before["campaign_dnc"],
        before["hopper"],
    )


@pytest.mark.parametrize(
    ("user", "missing"),
    [
        ("7782", Can.SEARCH | Can.SEE_LEADS | Can.STOP | Can.TAKE_OFF | Can.SEE_QUEUE | Can.SEE_LISTS),
        ("7783", Can.SEE_LEADS | Can.SEE_QUEUE),
        ("7784", Can.SEARCH | Can.SEE_LEADS | Can.STOP),
        ("7773", Can.TAKE_OFF),
        ("7774", ALL),
    ],
)
def test_each_missing_right_is_found(enquiries: Enquiries, dialler: PracticeDialler, user: str, missing: Can) -> None:
    report = enquiries.explore(at(dialler, user), Secret(PRACTICE_PASSWORD)).report
    assert report.ok
    assert report.may == ALL & ~missing
    assert (meaning(report)[0] is Tone.WARNING) == bool(missing & ~Can.TAKE_OFF)


def test_where_no_lead_may_be_seen_the_usual_form_is_taken_and_rests_on_nothing(
    enquiries: Enquiries, dialler: PracticeDialler
) -> None:
    habit = enquiries.explore(at(dialler, "7783"), Secret(PRACTICE_PASSWORD)).habit
    assert (habit.country, habit.form, habit.seen) == ("US", NumberRule.NATIONAL, 0)


def test_a_wrong_password_is_sent_once(enquiries: Enquiries, dialler: PracticeDialler) -> None:
    report = enquiries.explore(at(dialler), Secret("wrong")).report
    assert (report.ok, report.wrong_password) == (False, True)
    with pytest.raises(SamePasswordError):
        enquiries.explore(at(dialler), Secret("wrong"))
    assert dialler.state()["login"]["6666"]["failed_login_count"] == 1


def test_what_is_refused_for_another_reason_may_be_tried_again(enquiries: Enquiries, dialler: PracticeDialler) -> None:
    dialler.put_state({"settings": {"two_factor_auth_hours": "24"}})
    for _ in range(2):
        report = enquiries.explore(at(dialler), Secret(PRACTICE_PASSWORD)).report
        assert (report.ok, report.wrong_password) == (False, False)
    dialler.put_state({})
    assert enquiries.explore(at(dialler), Secret(PRACTICE_PASSWORD)).report.ok


def test_a_rehearsal_shows_an_outcome_and_leaves_nothing_behind(
    tmp_path: Path, dialler: PracticeDialler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = set(threading.enumerate())
    done = rehearse(EXAMPLE, Scope())
    assert done.shown == EXAMPLE
    assert done.result.outcome is Outcome.BLOCKED
    assert done.result.leads_found == 3
    assert list(tmp_path.iterdir()) == []
    assert [thread.name for thread in set(threading.enumerate()) - before] == []
    assert dialler.requests_seen == 0
