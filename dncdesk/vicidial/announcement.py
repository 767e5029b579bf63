"""Reads the announcement of a newer version: a plain GET that carries nothing of this desk but its address."""

from __future__ import annotations

import requests

from dncdesk.core.updates import MAX_BYTES, BadAnnouncementError, may_be_asked
from dncdesk.vicidial.connections import Sockets, TrackingAdapter, Trust
from dncdesk.vicidial.proxies import proxies_for

_HOPS = 4
_SECONDS = 15.0


def read(address: str) -> str:
    """What stands at `address`. Blocks for up to some seconds.

    The certificates are judged by the operating system. A redirect is followed, to https or within the private
    network only: a release's newest file is reached through one.

    Raises:
        BadAnnouncementError: the address may not be asked, or what is there is too large or no text.
        requests.RequestException: it does not answer.
    """
    with requests.Session() as session:
        session.trust_env = False
        for scheme in ("https://", "http://"):
            session.mount(scheme, TrackingAdapter(Trust(), Sockets()))
        for _ in range(_HOPS):
            if not may_be_asked(address):
                raise BadAnnouncementError("the address is not on https")
            answer = session.get(
                address, timeout=_SECONDS, allow_redirects=False, stream=True, proxies=proxies_for(address)
            )
            with answer:
                if answer.is_redirect:
                    address = requests.compat.urljoin(address, answer.headers["location"])
                    continue
                answer.raise_for_status()
                body: bytes = answer.raw.read(MAX_BYTES + 1, decode_content=True)
                if len(body) > MAX_BYTES:
                    raise BadAnnouncementError("too large")
                return body.decode("utf-8", "replace")
        raise BadAnnouncementError("too many redirects")
