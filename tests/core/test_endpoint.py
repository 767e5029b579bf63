"""The dialler's address, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dncdesk.core.endpoint import BadAddressError, endpoint, plain_http, private

API = "/vicidial/non_agent_api.php"


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("dialer.example.com", f"https://dialer.example.com{API}"),
        ("  dialer.example.com/ ", f"https://dialer.example.com{API}"),
        ("Dialer.Example.COM", f"https://dialer.example.com{API}"),
        ("dialer.example.com:8443", f"https://dialer.example.com:8443{API}"),
        ("https://dialer.example.com", f"https://dialer.example.com{API}"),
        ("HTTPS://dialer.example.com", f"https://dialer.example.com{API}"),
        ("https://dialer.example.com/vicidial/admin.php?ADD=0", f"https://dialer.example.com{API}"),
        (f"https://dialer.example.com{API}?user=6666&pass=x#y", f"https://dialer.example.com{API}"),
        ("https://dialer.example.com/sub/non_agent_api.php", "https://dialer.example.com/sub/non_agent_api.php"),
        ("http://192.168.1.5", f"http://192.168.1.5{API}"),
        ("http://10.0.0.1:8080/x", f"http://10.0.0.1:8080{API}"),
        ("http://[::1]:81", f"http://[::1]:81{API}"),
        ("http://[fd00::1]", f"http://[fd00::1]{API}"),
        ("http://dialer.local", f"http://dialer.local{API}"),
        ("https://8.8.8.8", f"https://8.8.8.8{API}"),
    ],
)
def test_an_address_becomes_the_one_full_address_that_is_asked(written: str, full: str) -> None:
    assert endpoint(written) == full
    assert endpoint(full) == full


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "https://",
        "https:///vicidial",
        "two words",
        "ftp://dialer.example.com",
        "file:///etc/passwd",
        "javascript://x",
        "https://6666:1234@dialer.example.com",
        "6666@dialer.example.com",
        "https://dialer.example.com:99999",
        "https://dialer.example.com:port",
        "http://[::1",
        "https://[not-an-address]/",
        "http://8.8.8.8",
        "http://[2001:4860:4860::8888]",
        "http://172.32.0.1",
        "http://0.0.0.0",
    ],
)
def test_what_no_password_should_be_sent_to_is_refused_in_a_sentence(written: str) -> None:
    with pytest.raises(BadAddressError) as caught:
        endpoint(written)
    assert str(caught.value).endswith(".")
    assert "1234" not in str(caught.value)


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_gives_an_address_or_a_sentence_and_never_anything_else(text: str) -> None:
    try:
        full = endpoint(text)
    except BadAddressError:
        return
    assert full.startswith(("https://", "http://"))
    assert "@" not in full.partition("://")[2].partition("/")[0]
    assert endpoint(full) == full


PRIVATE = """
127.0.0.1 127.9.9.9 10.255.0.1 172.16.0.1 172.31.255.255 192.168.0.9 169.254.1.1
::1 fe80::1%eth0 fd12::1 ::ffff:192.168.0.9
"""
PUBLIC = """
8.8.8.8 172.15.0.1 172.32.0.1 192.169.0.1 100.64.0.1 0.0.0.0 198.18.0.1 203.0.113.1
2001:db8::1 ::ffff:8.8.8.8 :: 64:ff9b::a00:1
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_this_machine_and_the_private_networks_are_private(address: str) -> None:
    assert private(address)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_everything_else_is_not(address: str) -> None:
    assert not private(address)


def test_an_unencrypted_address_is_known_as_such() -> None:
    assert plain_http(endpoint("http://10.0.0.1"))
    assert not plain_http(endpoint("10.0.0.1"))
