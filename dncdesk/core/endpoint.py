"""A dialler's address, as people write it, made the one full address that is asked."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from dncdesk.core.sentences import ProblemError, say

API_PATH = "/vicidial/non_agent_api.php"
_SCRIPT = "non_agent_api.php"


class BadAddressError(ProblemError):
    """The text is no address that dncdesk would send a password to."""


def endpoint(url: str) -> str:
    """The full address of the Non-Agent API behind `url`.

    A bare host gets `https://` and VICIdial's usual path; an address of another VICIdial page gets that
    path too; one that already names `non_agent_api.php` keeps its own path. Query and fragment are dropped.

    Raises:
        BadAddressError: nothing usable, a user name or password inside, or another scheme.
    """
    text = url.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    if not host or any(c.isspace() for c in text):
        raise BadAddressError(say("This is not an address. Type the dialler's, for example dialer.example.com."))
    if parts.username is not None or parts.password is not None:
        raise BadAddressError(
            say("Leave the user name and password out of the address; they have fields of their own.")
        )
    if parts.scheme not in {"http", "https"}:
        raise BadAddressError(say("The address must begin with https:// (or be just the host)."))
    if parts.scheme == "http" and not may_be_private(host):
        raise BadAddressError(
            say(
                "{host} is on the internet, and http:// would send the password readable for everyone on the "
                "way. Use https:// instead.",
                host=host,
            )
        )
    path = parts.path if parts.path.endswith(f"/{_SCRIPT}") else API_PATH
    shown_host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown_host}{f':{port}' if port else ''}{path}"


def may_be_private(host: str) -> bool:
    """Whether plain `http://` to `host` can stay within this machine or a private network.

    A name is only known once it is resolved: then the connection looks again, before it sends anything.
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return private(host)


_PRIVATE_NETWORKS = tuple(
    ipaddress.ip_network(net)
    for net in (
        *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"),
        *("::1/128", "fc00::/7", "fe80::/10"),
    )
)


def private(address: str) -> bool:
    """Whether an IP `address` is this machine's own or lies in a private or link-local range."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return any(ip in net for net in _PRIVATE_NETWORKS if net.version == ip.version)


def plain_http(address: str) -> bool:
    """Whether `address` is asked without encryption, which the window marks as long as it lasts."""
    return urlsplit(address).scheme == "http"
