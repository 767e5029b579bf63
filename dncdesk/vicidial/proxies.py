"""Which proxy stands between this computer and an address: the system's, never its credentials."""

from __future__ import annotations

import contextlib
import urllib.request
from urllib.parse import urlsplit

from dncdesk.core.endpoint import private


def proxies_for(url: str) -> dict[str, str]:
    """The system's proxy for `url`, without any credentials; none for http, which stays in the private network."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "http" or host == "localhost" or urllib.request.proxy_bypass(host):
        return {}
    with contextlib.suppress(ValueError):
        if private(host):
            return {}
    proxy = urllib.request.getproxies().get("https")
    if not proxy:
        return {}
    there = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    return {"https": f"{there.scheme}://{there.hostname}{f':{there.port}' if there.port else ''}"}
