"""In how many ways a password can be written, and where it must not be."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote, quote_plus

from dncdesk.core.redaction import cleaned

PIECE = 7
"""Letters of a password in a row that are already too much: a line that was cut in its middle shows so many."""


def written(secret: str) -> set[bytes]:
    """`secret` as servers, libraries and logs would write it, and each piece of it."""
    texts: set[str] = set()
    for text in (secret, cleaned(secret)):
        texts |= {text, quote(text), quote(text, safe=""), quote_plus(text), html.escape(text), repr(text), ascii(text)}
        texts |= {html.escape(text, quote=False), json.dumps(text), text.encode("unicode_escape").decode()}
        texts |= {text[at : at + PIECE] for at in range(len(text) - PIECE + 1)}
    whole = {text.strip("'\"") for text in texts}
    found = {form for text in whole for form in _encoded(text)}
    for text in (secret, cleaned(secret)):
        for raw in (text.encode(), text.encode("latin-1"), f"6666:{text}".encode()):
            found |= {
                base64.b64encode(raw).rstrip(b"="),
                base64.urlsafe_b64encode(raw).rstrip(b"="),
                raw.hex().encode(),
            }
    return {form.lower() for form in found}


def _encoded(text: str) -> Iterable[bytes]:
    return (text.encode(), text.encode("latin-1"), text.encode("utf-16-le"), text.encode("utf-16-be"))


def found_in(content: bytes, forms: Iterable[bytes]) -> list[bytes]:
    """Which of `forms` stand in `content`, capitals or not."""
    lowered = content.lower()
    return sorted(form for form in forms if form in lowered)


def leaks(folders: Iterable[Path], forms: Iterable[bytes], *, but: Iterable[Path] = ()) -> dict[str, list[bytes]]:
    """The files below `folders` (and their names) in which one of `forms` stands; links are not followed."""
    wanted, spared = list(forms), set(but)
    seen = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if path in spared:
                continue
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            if hits := found_in(str(path).encode() + b"\0" + content, wanted):
                seen[str(path)] = hits
    return seen
