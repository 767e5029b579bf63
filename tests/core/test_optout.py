"""An opt-out on its way into the log and back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dncdesk.core.optout import OptOut, new_id
from dncdesk.core.outcome import Outcome, Proof, Result
from dncdesk.core.scope import Scope
from dncdesk.core.sentences import say
from tests.support.desks import an_opt_out

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=ZONES).map(  # noqa: DTZ001
    lambda d: d.replace(microsecond=d.microsecond // 1000 * 1000)
)
TEXTS = st.text(st.characters(exclude_categories=[]), max_size=20)
CAMPAIGNS = st.text(min_size=1, max_size=8).filter(lambda c: c.upper() not in {"EVERYWHERE", "SYSTEM_INTERNAL"})


@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3), st.none() | CAMPAIGNS, st.tuples(MOMENTS, MOMENTS))
def test_an_opt_out_comes_back_from_the_log_as_it_was(
    note: str, typed: str, forms: list[str], campaign: str | None, moments: tuple[datetime, datetime]
) -> None:
    asked, recorded = moments
    opt_out = replace(
        an_opt_out(note=note),
        number_typed=typed,
        other_forms=tuple(forms),
        left_out=tuple(forms),
        scope=Scope(campaign),
        asked_at=asked,
        recorded_at=recorded,
    )
    back = OptOut.from_json(json.loads(json.dumps(opt_out.as_json())))
    assert back == opt_out
    assert back.asked_at.utcoffset() == asked.utcoffset()


def test_fields_of_a_newer_program_are_passed_over() -> None:
    opt_out = an_opt_out()
    assert OptOut.from_json(opt_out.as_json() | {"brand": "Acme"}) == opt_out


def test_an_opt_out_of_an_older_program_lacks_the_newer_fields() -> None:
    data = an_opt_out(note="x").as_json()
    del data["note"], data["program"]
    assert OptOut.from_json(data).note == ""


def test_a_moment_without_a_zone_is_not_written_down() -> None:
    with pytest.raises(ValueError, match="time zone"):
        replace(an_opt_out(), asked_at=datetime(2026, 11, 23)).as_json()  # noqa: DTZ001


def test_the_diallers_own_log_gets_twenty_letters_and_digits() -> None:
    opt_outs = [an_opt_out() for _ in range(200)]
    for opt_out in opt_outs:
        source = opt_out.source_id
        assert len(source) == 20
        assert source.isascii()
        assert source.isalnum()
        assert source.endswith(opt_out.id)
        assert source.startswith("dncdesk")
    assert len({o.source_id for o in opt_outs}) == 200


def test_ids_are_not_guessed_from_each_other() -> None:
    ids = {new_id() for _ in range(5000)}
    assert len(ids) == 5000
    assert len({i[:4] for i in ids}) > 4000


@given(st.sampled_from(list(Outcome)), st.none() | MOMENTS, st.none() | st.integers(0, 9), TEXTS)
def test_a_result_comes_back_from_the_log_as_it_was(
    outcome: Outcome, confirmed: datetime | None, leads: int | None, name: str
) -> None:
    why = say("{name} is on the list.", name=name) + say("Second.") + say("Third.")
    result = Result(outcome, why, ("7275551212",), confirmed, Proof.READ_BACK if confirmed else None, leads, leads, 0)
    assert Result.from_json(json.loads(json.dumps(result.as_json()))) == result
    assert str(result.why) == f"{name} is on the list. Second. Third."


@pytest.mark.parametrize("word", ["EVERYWHERE", "everywhere", "SYSTEM_INTERNAL", "system_internal", ""])
def test_a_word_with_a_meaning_of_its_own_is_no_campaign(word: str) -> None:
    with pytest.raises(ValueError, match="not a campaign"):
        Scope(word)


def test_a_scope_is_written_as_the_contract_says() -> None:
    assert (str(Scope()), Scope().list_id) == ("EVERYWHERE", "SYSTEM_INTERNAL")
    assert (str(Scope("SALES01")), Scope("SALES01").list_id) == ("SALES01", "SALES01")
    assert Scope.from_word("EVERYWHERE") == Scope()


def test_an_outcome_that_is_waiting_is_the_only_one_that_the_program_goes_on_with() -> None:
    assert [o.value for o in Outcome if o.pending] == ["waiting"]
    assert {o.value for o in Outcome} == {
        *("blocked", "stopped", "listed", "not_effective", "refused", "waiting", "removed")
    }
