"""A command used wrongly: one clear sentence, and it is as if it had never been given."""

from __future__ import annotations

import pytest

from tests.cli.program import Desk, Dialler

WRONG = {
    "no number": (["block", "", "--everywhere"], "number"),
    "words instead of a number": (["block", "hello", "--everywhere"], "no phone number"),
    "two numbers at once": (["block", "7275550101, 7275550102", "--everywhere"], "more than one"),
    "a number that is too short": (["block", "727", "--everywhere"], "digits"),
    "a campaign that the server does not list": (["block", "7275550101", "--campaign", "NOPE"], "no campaign NOPE"),
    "the internal list as a campaign": (["block", "7275550101", "--campaign", "system_internal"], "--everywhere"),
    "no such server": (["block", "7275550101", "--everywhere", "--server", "Mian"], "There are: Main"),
    "a day that is no date": (["block", "7275550101", "--everywhere", "--asked-at", "Monday"], "“Monday”"),
    "a day to come": (["block", "7275550101", "--everywhere", "--asked-at", "2999-01-01"], "future"),
    "both a campaign and everywhere": (["block", "7275550101", "--everywhere", "--campaign", "TESTCAMP"], "--campaign"),
    "neither a campaign nor everywhere": (["block", "7275550101"], "--everywhere"),
    "an option cut short": (["block", "7275550101", "--every"], "--every"),
    "a check of no number": (["check", "hello"], "no phone number"),
    "a check in an unknown campaign": (["check", "7275550101", "--campaign", "NOPE"], "no campaign NOPE"),
    "a login at no such server": (["login", "--server", "Mian"], "There are: Main"),
}


@pytest.mark.parametrize(("words", "says"), WRONG.values(), ids=WRONG.keys())
def test_it_is_said_and_nothing_is_done(desk: Desk, dialler: Dialler, words: list[str], says: str) -> None:
    said = desk.run(*words)
    assert said.code == 2, said
    assert said.out == ""
    *usage, sentence = said.err.splitlines()
    assert says in sentence
    assert not usage or usage[0].startswith("usage: dncdesk")
    assert dialler.lists() == ([], [])
    assert desk.entries() == []


def test_a_desk_without_a_server_says_where_to_enter_one(desk: Desk) -> None:
    said = desk.run("block", "7275550101", "--everywhere", "--json")
    assert (said.code, said.out) == (2, "")
    assert "--practice" in said.err
    assert desk.entries() == []


def test_an_empty_password_changes_nothing(desk: Desk, dialler: Dialler) -> None:
    before = desk.passwords()
    said = desk.run("login", typed="\n")
    assert said.code == 2
    assert desk.passwords() == before
    assert dialler.wrong_logins() == 0
