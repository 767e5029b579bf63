"""How the script reads its parameters (VICIdial's behaviour measured: api.md, section 5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

Raw = bytes | None
"""A value as sent; None for an array parameter (`name[]=`)."""

_WORD = re.compile(r"[^-_0-9a-zA-Z]")
_ALNUM = re.compile(r"[^0-9a-zA-Z]")
_PIPED = re.compile(r"[^-|_0-9a-zA-Z]")
_PHONE = re.compile(r"[^0-9,]")
_DIGITS = re.compile(r"[^0-9]")
_DATE = re.compile(r"[^-_0-9]")
_TEXT = re.compile(r"[\\\"';]")

_RULES: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(("phone_number", "lead_ids"), _PHONE),
    **dict.fromkeys(("user", "pass", "campaign_id", "function", "stage", "status"), _WORD),
    **dict.fromkeys(("search_method", "search_location", "local_call_time", "tz_method"), _WORD),
    **dict.fromkeys(("no_update", "remove_from_hopper", "add_to_hopper", "dnc_check"), _WORD),
    **dict.fromkeys(("campaign_dnc_check", "type", "detail", "usacan_prefix_check"), _WORD),
    **dict.fromkeys(("update_phone_number", "reset_lead", "user_field"), _WORD),
    **dict.fromkeys(("source", "header", "format"), _ALNUM),
    "group": _PIPED,
    **dict.fromkeys(("list_id", "lead_id", "records", "list_id_field", "phone_code", "alt_phone"), _DIGITS),
    **dict.fromkeys(("rank", "called_count", "entry_list_id", "DB"), _DIGITS),
    "date": _DATE,
}
_LETTERS_TOO = frozenset({"user", "pass", "campaign_id", "source", "group", "status", "user_field"})
"""With use_non_latin=1 these keep any Unicode letter as well."""


class ArrayParameter(Exception):  # noqa: N818 - the cause, not a kind of error
    """A value that the script treats as text was sent as an array: a PHP TypeError."""


@dataclass(frozen=True)
class Parameters:
    """The parameters of one request; cleaned when read, as late as the script itself looks at them.

    Attributes:
        raw: name to value as sent, GET before POST; None for an array.
        non_latin: the setting use_non_latin.
        lenient_arrays: PHP 7.4, where an array in a text's place is only a warning and reads `Array`.
    """

    raw: Mapping[str, Raw]
    non_latin: bool
    lenient_arrays: bool = False

    def __call__(self, name: str) -> str:
        """The cleaned value, empty when not sent.

        Raises:
            ArrayParameter: it was sent as an array.
        """
        value = self.raw.get(name, b"")
        if value is None:
            if self.lenient_arrays:
                return "Array"
            raise ArrayParameter(name)
        if not value:
            return ""
        return clean(name, value, non_latin=self.non_latin)

    def given(self) -> frozenset[str]:
        """The names sent."""
        return frozenset(self.raw)

    def without_password(self) -> dict[str, str]:
        """All cleaned values but the password, for the list of calls that tests look at."""
        return {
            name: clean(name, value or b"", non_latin=self.non_latin)
            for name, value in self.raw.items()
            if name != "pass"
        }


def clean(name: str, value: bytes, *, non_latin: bool) -> str:
    """Drop what the script drops from a parameter; nothing is refused here."""
    if non_latin:
        try:
            text = value.decode("utf-8")
        except UnicodeDecodeError:
            # preg_replace with /u gives nothing for invalid UTF-8.
            return ""
    else:
        text = value.decode("latin-1")
    rule = _RULES.get(name)
    if rule is None:
        return _TEXT.sub("", text)
    if non_latin and name in _LETTERS_TOO:
        return "".join(c for c in text if not rule.match(c) or (not c.isascii() and c.isalpha()))
    return rule.sub("", text)


def parse_form(data: bytes) -> dict[str, Raw]:
    """Form-encoded data as PHP reads it: the last of repeated names wins, `name[]` is an array."""
    result: dict[str, Raw] = {}
    for part in data.split(b"&"):
        if part:
            name, _, value = part.partition(b"=")
            _put(result, unquote_to_bytes(name.replace(b"+", b" ")), unquote_to_bytes(value.replace(b"+", b" ")))
    return result


def parse_multipart(data: bytes, boundary: bytes) -> dict[str, Raw]:
    """The text fields of a multipart body; files are not read."""
    result: dict[str, Raw] = {}
    for part in (b"\r\n" + data).split(b"\r\n--" + boundary)[1:]:
        head, separator, body = part.partition(b"\r\n\r\n")
        if part.startswith(b"--") or not separator:
            continue
        found = re.search(rb'name="([^"]*)"', head)
        if found and b"filename=" not in head:
            _put(result, found.group(1), body)
    return result


def parse_body(content_type: str, body: bytes) -> dict[str, Raw]:
    """What PHP finds in `$_POST`: nothing for JSON and the like."""
    kind, _, rest = content_type.partition(";")
    kind = kind.strip().lower()
    if kind == "application/x-www-form-urlencoded":
        return parse_form(body)
    if kind == "multipart/form-data":
        found = re.search(r'boundary="?([^";]+)"?', rest)
        if found:
            return parse_multipart(body, found.group(1).encode("latin-1"))
    return {}


def _put(result: dict[str, Raw], name: bytes, value: bytes) -> None:
    key = name.lstrip(b" ").decode("latin-1")
    plain, bracket, _ = key.partition("[")
    plain = plain.replace(".", "_").replace(" ", "_")
    if plain:
        result[plain] = None if bracket and "]" in key else value
