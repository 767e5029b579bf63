"""What PHP itself puts into an answer: fatal errors, and the warnings of display_errors=On.

Measured (api.md, sections 1, 3 and 9): PHP 8.1+ stops at a database error (HTTP 500, empty body), PHP 7.4
goes on as if nothing had happened; with display_errors=On the warnings stand in the body and the status is 200.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

_HOME = "/srv/www/htdocs/vicidial"
API = f"{_HOME}/non_agent_api.php"
FUNCTIONS = f"{_HOME}/functions.php"
CONNECT = f"{_HOME}/dbconnect_mysqli.php"

# The recording server lay in a folder whose name was 10 letters longer than the one that its records show,
# and the recorded body lengths count the real one.
_LONGER = 10
_PREFACE_OF_VERSION = 90256
"""Bytes before the answer when only `function` is sent (a record: 90928 in all)."""
_LOGIN_BLOCK = 403

_PARAMETERS = [
    "list_id",
    "list_id_field",
    "source",
    "user",
    "pass",
    "function",
    "format",
    "header",
    "stage",
    "phone_number",
    "campaign_id",
    "phone_code",
    "group",
    "lead_id",
    "lead_ids",
    "status",
    "search_method",
    "search_location",
    "records",
    "no_update",
    "remove_from_hopper",
    "add_to_hopper",
    "local_call_time",
    "dnc_check",
    "campaign_dnc_check",
    "tz_method",
    "type",
    "detail",
    "date",
    "vendor_lead_code",
    "source_id",
    "gmt_offset_now",
    "title",
    "first_name",
    "middle_initial",
    "last_name",
    "address1",
    "address2",
    "address3",
    "city",
    "state",
    "province",
    "postal_code",
    "country_code",
    "gender",
    "date_of_birth",
    "alt_phone",
    "email",
    "security_phrase",
    "comments",
    "rank",
    "owner",
    "called_count",
    "entry_list_id",
    "user_field",
    "update_phone_number",
    "reset_lead",
    "usacan_prefix_check",
    "usacan_areacode_check",
    "nanpa_ac_prefix_check",
    "hopper_priority",
    "hopper_local_call_time_check",
    "custom_fields",
    "duplicate_check",
    "insert_if_not_found",
    "delete_lead",
    "callback",
    "callback_status",
    "callback_datetime",
    "agent_user",
]
"""Parameters of the script that are known by name. It has some 280: the others get names of no meaning here."""


class Mode(StrEnum):
    """Which server the practice dialler stands in for."""

    PHP8 = "php8"
    PHP74 = "php74"
    PHP8_DISPLAY_ERRORS = "php8-display-errors"
    REDIRECT = "redirect"


class PhpFatal(Exception):  # noqa: N818 - PHP's own word
    """The script stopped with an uncaught exception.

    Attributes:
        html: the message as display_errors=On writes it.
    """

    def __init__(self, html: str) -> None:
        super().__init__("PHP fatal error")
        self.html = html


def warning(text: str, file: str, line: int) -> str:
    """One warning as display_errors=On writes it."""
    return f"<br />\n<b>Warning</b>:  {text} in <b>{file}</b> on line <b>{line}</b><br />\n"


def folders_in(text: str) -> int:
    """How often a text names the server's folder."""
    return text.count(_HOME)


def undefined(name: str, line: int, file: str = API) -> str:
    """The warning about a variable that was never set."""
    return warning(f"Undefined variable ${name}", file, line)


def _pair(name: str, line: int) -> str:
    """What a parameter that was not sent costs: a warning and a deprecation."""
    return (
        undefined(name, line)
        + "<br />\n<b>Deprecated</b>:  preg_replace(): Passing null to parameter #3 ($subject) of type array|string"
        + f" is deprecated in <b>{API}</b> on line <b>{line}</b><br />\n"
    )


def sql_fatal(message: str, line: int) -> PhpFatal:
    """The uncaught exception of a statement sent on a line of the script."""
    return PhpFatal(
        f"<br />\n<b>Fatal error</b>:  Uncaught mysqli_sql_exception: {message} in {FUNCTIONS}:1398\n"
        f"Stack trace:\n#0 {FUNCTIONS}(1398): mysqli_query()\n#1 {API}({line}): mysql_to_mysqli()\n#2 {{main}}\n"
        f"  thrown in <b>{FUNCTIONS}</b> on line <b>1398</b><br />\n"
    )


def connect_fatal(reason: str) -> PhpFatal:
    """The uncaught exception of a database that cannot be reached."""
    return PhpFatal(
        undefined("use_slave_server", 83, CONNECT)
        + f"<br />\n<b>Fatal error</b>:  Uncaught mysqli_sql_exception: {reason} in {CONNECT}:96\n"
        f"Stack trace:\n#0 {CONNECT}(96): mysqli_connect()\n#1 {API}(238): require('...')\n#2 {{main}}\n"
        f"  thrown in <b>{CONNECT}</b> on line <b>96</b><br />\n"
    )


def type_fatal() -> PhpFatal:
    """The uncaught TypeError of an array in a text's place."""
    return PhpFatal(
        "<br />\n<b>Fatal error</b>:  Uncaught TypeError: strlen(): Argument #1 ($string) must be of type string, "
        f"array given in {API}:5340\nStack trace:\n#0 {{main}}\n  thrown in <b>{API}</b> on line <b>5340</b><br />\n"
    )


@lru_cache(maxsize=64)
def preface(given: frozenset[str], *, past_version: bool, folders: int) -> str:
    """The warnings before the answer: two for each parameter that was not sent.

    Args:
        given: the names of the parameters sent.
        past_version: whether the script came as far as the login.
        folders: how often the rest of the answer names the server's folder (see `_LONGER`).

    Returns:
        HTML of the size that the records show: 89 KB for an ordinary call.
    """
    size = _PREFACE_OF_VERSION + folders * _LONGER
    for name in _PARAMETERS:
        if name in given and name != "function":
            size -= len(_pair(name, 900)) + 2 * _LONGER
    if "function" not in given:
        size += len(_pair("function", 900)) + 2 * _LONGER
    login = ""
    if past_version:
        size += _LOGIN_BLOCK
        login = (
            undefined("DB", 75, FUNCTIONS)
            + undefined("DB", 126, FUNCTIONS)
            + undefined("login_problem", 244, FUNCTIONS)
        )
    parts = [undefined("use_slave_server", 83, CONNECT), _pair("DB", 763)]
    names = [name for name in _PARAMETERS if name not in given]
    parts += [_pair(name, 799 + place) for place, name in enumerate(names)]
    rest = size - len(login) - sum(map(len, parts))
    smallest = len(_pair("", 900))
    count = rest // (smallest + 16)
    for place in range(count - 1):
        filler = _pair(f"unnamed_{place:03d}_", 880 + place * 200 // count)
        parts.append(filler)
        rest -= len(filler)
    # The last one, on the line of the script's last parameter, takes up what is left to the recorded size.
    last = len(_pair("", 1081))
    parts.append(_pair("unnamed_last_".ljust(rest - last, "x"), 1081))
    return "".join(parts) + login


def afterword(function: str, *, logged: bool) -> str:
    """The warnings after the answer, which come from the API log (none where nothing is logged)."""
    if not logged:
        return ""
    head = undefined("value", 1335) + undefined("result_reason", 1335)
    if function != "version":
        head = undefined("value", 5389)
    return head + undefined("DB", 20457) + undefined("DB", 20476)
