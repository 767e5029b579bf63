"""Sentences that depend on what is missing."""

from __future__ import annotations

import pytest

from dncdesk.blocking import wording


@pytest.mark.parametrize("sentence", [wording.no_password, wording.password_missing])
def test_where_no_account_is_set_it_is_not_the_password_that_is_asked_for(sentence: object) -> None:
    assert callable(sentence)
    assert "6666" in str(sentence("6666"))
    assert "no API user" in str(sentence(""))
