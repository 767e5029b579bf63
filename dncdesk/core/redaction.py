"""Keeping a password out of everything that is shown or kept.

VICIdial echoes the password of a refused login, right or wrong (measured: `|user|pass|BAD|`, and with
two-factor on the *right* one: `|user|pass|2FA|`), and its debug output prints it inside SQL. So every
answer passes `redact_answer` before anything else sees it, and every text that is kept passes a
`Redactor` that knows the secret itself.
"""

from __future__ import annotations

import html
import json
import re
from urllib.parse import quote, quote_plus

MASK = "[password]"

_ECHO = re.compile(
    r"(Login incorrect, please try again:[ -]*\|?[^|\n]*\|)([^\n]*?)((?:\|(?:BAD|2FA)\b[^\n]*)?)$", re.MULTILINE
)
_NAMED = re.compile(
    r"""((?:\b|_|%26)pass(?:word|wd)?\b["']?(?:\]|%5D)?\s*(?:=>|=|:|%3D)\s*)(?:'[^'\n]*'|"[^"\n]*"|[^\s&|<>"',;]+)""",
    re.IGNORECASE,
)
_LONG = 8
_NOT_CLEAN = re.compile(r"[^-_0-9A-Za-z]")


def cleaned(password: str) -> str:
    """`password` as VICIdial itself keeps and echoes it: without what is not `- _ 0-9 A-Z a-z`."""
    return _NOT_CLEAN.sub("", password)


def redact_answer(text: str) -> str:
    """`text` without the passwords that stand where VICIdial is known to print one, whatever they are.

    The reader's fields (numbers, ids) are left alone, even where one equals a password.
    """
    return _NAMED.sub(rf"\1{MASK}", _ECHO.sub(lambda m: m[1] + (MASK if m[2] else "") + m[3], text))


class Redactor:
    """Masks known secrets in any text, in each way that a server or a library would write them."""

    def __init__(self) -> None:
        """Know no secret yet."""
        self._secrets: set[str] = set()
        self._pattern: re.Pattern[str] | None = None

    def learn(self, secret: str) -> None:
        """Mask `secret` from now on, also cleaned, URL-encoded, HTML-escaped and in JSON."""
        if not secret or secret in self._secrets:
            return
        self._secrets.add(secret)
        forms = {form for s in self._secrets for form in _forms(s)}
        self._pattern = re.compile("|".join(_whole(f) for f in sorted(forms, key=len, reverse=True)), re.IGNORECASE)

    def __call__(self, text: str) -> str:
        """`text` with each known secret, and each password that names itself, masked."""
        # The known ones first: of a password with spaces, the other way would leave all but its first word.
        return redact_answer(self._pattern.sub(MASK, text) if self._pattern else text)

    def __repr__(self) -> str:
        return f"<Redactor of {len(self._secrets)} secrets>"


def _forms(secret: str) -> set[str]:
    raw = {secret, cleaned(secret)}
    writers = (str, quote, _quote_all, _quote_twice, quote_plus, html.escape, repr, ascii, json.dumps)
    forms = {write(s) for s in raw for write in writers}
    return (raw | {f.strip("'\"") for f in forms}) - {""}


def _quote_all(text: str) -> str:
    return quote(text, safe="")


def _quote_twice(text: str) -> str:
    return _quote_all(_quote_all(text))


def _whole(form: str) -> str:
    """A short secret ("1234") is masked where it stands alone, not in the middle of a phone number."""
    escaped = re.escape(form)
    return escaped if len(form) >= _LONG else rf"(?<![0-9A-Za-z]){escaped}(?![0-9A-Za-z])"
