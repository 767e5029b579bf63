"""A list's numbers by the rule of a further dialler: what was seen is what is sent, or it is said why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dncdesk.core.phone import NotANumberError, NumberRule, read_number
from dncdesk.core.scope import Scope, Where
from dncdesk.core.settings import Server, Settings
from dncdesk.desk.diallers import others, read_for, read_of_list

HOME = Server("Main", "https://main.example.com", "6666")
EVERY = Where((Scope(),), every_server=True)


def west(country: str = "US", form: str = "national") -> Server:
    return replace(HOME, name="West", country=country, number_form=form)


@pytest.mark.parametrize("typed", ["727-555-1212", "12. 727-555-1212", "727-555-1212, very angry"])
@pytest.mark.parametrize(
    ("server", "sent"),
    [(west(), "7275551212"), (west(form="international"), "17275551212"), (west("GB"), "17275551212")],
)
def test_a_line_of_a_list_is_read_by_the_rule_of_each_dialler(typed: str, server: Server, sent: str) -> None:
    found = read_of_list(server, typed, "+17275551212", "US")

    assert found.shown == "(727) 555-1212"
    assert (found.main_form, found.e164, found.typed.startswith("727") or found.typed == typed) == (
        sent, "+17275551212", True,
    )  # fmt: skip


def test_what_another_rule_would_read_otherwise_is_sent_as_it_was_seen() -> None:
    typed, seen = "4792345678", "+4792345678"
    as_there = read_number(typed, country="US", rule=NumberRule.NATIONAL)
    assert as_there.e164 != seen

    assert read_of_list(west(), typed, seen, "US").e164 == seen
    number = replace(as_there, e164=seen)
    assert read_for(west(form="international"), number, HOME).e164 == seen


def test_only_diallers_with_another_rule_are_asked_and_only_where_they_are_meant() -> None:
    three = (HOME, west(), replace(west("NU"), name="Isle"))
    settings = Settings(servers=three, server="Main")

    assert others(Where((Scope(),)), settings).servers == ()
    assert others(None, settings).servers == ()
    assert [server.name for server in others(EVERY, settings).servers] == ["Isle"]


def test_why_a_dialler_cannot_hold_a_number_names_it() -> None:
    found = others(EVERY, Settings(servers=(HOME, west("NU")), server="Main"))

    assert found.why_not("727-555-1212", "+17275551212") is None
    assert "“West”" in str(found.why_not("+683 4567", "+6834567"))
    with pytest.raises(NotANumberError):
        read_of_list(west("NU"), "+683 4567", "+6834567", "US")
