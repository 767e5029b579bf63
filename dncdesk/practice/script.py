"""One run of the Non-Agent API script, from the parameters to the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from dncdesk.practice import php
from dncdesk.practice.login import Refusal, log_in
from dncdesk.practice.parameters import ArrayParameter, Parameters, Raw
from dncdesk.practice.php import Mode, PhpFatal
from dncdesk.practice.tables import DatabaseError, Row, Tables, fold

T = TypeVar("T")
SOURCE_WIDTH = 20


class Stop(Exception):  # noqa: N818 - it ends the script, as PHP's exit does
    """The function has written all that it has to say."""


@dataclass(frozen=True)
class Answer:
    """What the script sends: status, whether its own headers were set before it stopped, and the body."""

    status: int
    body: bytes
    headers_sent: bool = True


@dataclass
class Call:
    """One call on its way through the script.

    Attributes:
        user: the user as sent, cleaned: that is how the answers show it, not the stored spelling.
        account: the user's row once logged in.
        out: what was written so far.
        logged: whether the call reached the API log.
    """

    tables: Tables
    mode: Mode
    parameters: Parameters
    address: str
    now: float
    user: str = ""
    account: Row = field(default_factory=dict)
    out: list[str] = field(default_factory=list)
    logged: bool = False
    past_version: bool = False

    @property
    def throws(self) -> bool:
        """Whether a database error stops the script (PHP 8.1 and later)."""
        return self.mode is not Mode.PHP74

    def say(self, line: str) -> None:
        """Write one line."""
        self.out.append(line + "\n")

    def refuse(self, line: str) -> Stop:
        """Write one line; raise what comes back."""
        self.say(line)
        return Stop()

    def sql(self, statement: Callable[[], T], otherwise: T, line: int = 5400) -> T:
        """Run a statement; a database error stops PHP 8 and goes unnoticed in PHP 7.4."""
        try:
            return statement()
        except DatabaseError as error:
            if self.throws:
                raise php.sql_fatal(str(error), line) from error
            return otherwise

    def level(self) -> int:
        """The account's user_level."""
        return int(self.account.get("user_level") or 0)

    def has(self, *flags: str) -> bool:
        """Whether the account has all these flags set to 1."""
        return all(self.account.get(flag) == "1" for flag in flags)

    def modify_leads(self, highest: int) -> bool:
        """Whether modify_leads is from 1 to `highest`."""
        value = self.account.get("modify_leads", "0")
        return value.isdigit() and 1 <= int(value) <= highest

    def delimiter(self) -> str:
        """The column separator that `stage` asks for; the pipe for all but csv and tab."""
        return {"csv": ",", "tab": "\t"}.get(self.parameters("stage"), "|")

    def header(self) -> bool:
        """Whether a header line is wanted: YES exactly."""
        return self.parameters("header") == "YES"

    def allowed_lists(self) -> set[str] | None:
        """The lists that a list-restricted account may name; None when it may name all."""
        if self.account.get("api_list_restrict", "0") in {"", "0"}:
            return None
        campaigns = self.tables.allowed_campaigns(self.account)
        return None if campaigns is None else self.tables.lists_of(campaigns)


Function = Callable[[Call], None]


@dataclass(frozen=True)
class Entry:
    """A function of the API: what runs, since which build, and whether it looks at leads or lists."""

    run: Function
    since: int = 0
    leads: bool = False


def length(text: str) -> int:
    """PHP's strlen: bytes."""
    return len(text) if text.isascii() else len(text.encode("utf-8"))


def run_script(
    tables: Tables,
    functions: dict[str, Entry],
    raw: dict[str, Raw],
    *,
    mode: Mode,
    address: str,
    now: float,
) -> Answer:
    """Run the script once (the order of its checks: api.md, section 2).

    Args:
        tables: the database; the caller holds its lock.
        functions: the functions by name.
        raw: the parameters as sent, GET before POST.
        mode: the PHP that runs it.
        address: the caller's IP address.
        now: epoch seconds.

    Returns:
        The status and the body.
    """
    reason = tables.settings["connect_error"]
    if reason:
        return _no_database(mode, reason)
    non_latin = tables.settings["use_non_latin"] == "1"
    parameters = Parameters(raw, non_latin, lenient_arrays=mode is Mode.PHP74)
    call = Call(tables, mode, parameters, address, now)
    status = 200
    fatal = ""
    function = ""
    try:
        function = parameters("function")
        if function == "coffee":
            return Answer(418, b"Coffee: coffee|Error 418 I'm a teapot")
        _run(call, functions, function)
    except Stop:
        pass
    except PhpFatal as error:
        status, fatal = 500, error.html
    except ArrayParameter:
        status, fatal = 500, php.type_fatal().html
    except DatabaseError as error:
        status, fatal = 500, php.sql_fatal(str(error), 244).html
    text = "".join(call.out)
    if not fatal and call.logged:
        try:
            _log(call, function)
        except PhpFatal as error:
            # The answer is written already; only the status can still change.
            status, fatal = 500, error.html
    if mode is Mode.PHP8_DISPLAY_ERRORS:
        # PHP turns the status into 500 only where it does not show the error itself.
        status = 200
        after = fatal or php.afterword(function, logged=call.logged)
        given, folders = parameters.given(), php.folders_in(after)
        text = php.preface(given, past_version=call.past_version, folders=folders) + text + after
    # Without use_non_latin the connection speaks the database server's default charset.
    charset = "utf-8" if non_latin else "cp1252"
    return Answer(status, text.encode(charset, "replace"))


def _no_database(mode: Mode, reason: str) -> Answer:
    if mode is Mode.PHP74:
        return Answer(200, f"MySQL connect ERROR:  {reason}".encode(), headers_sent=False)
    if mode is Mode.PHP8_DISPLAY_ERRORS:
        return Answer(200, php.connect_fatal(reason).html.encode(), headers_sent=False)
    return Answer(500, b"", headers_sent=False)


def _run(call: Call, functions: dict[str, Entry], function: str) -> None:
    parameters, tables = call.parameters, call.tables
    if function == "version":
        functions["version"].run(call)
        call.logged = True
        return
    call.past_version = True
    call.user = parameters("user")
    try:
        account = log_in(tables, call.user, parameters("pass"), call.address, call.now)
    except DatabaseError as error:
        if call.throws:
            raise php.sql_fatal(str(error), 1110) from error
        account = _log_in_read_only(call)
    if isinstance(account, Refusal):
        call.out.append(account.line)
        raise Stop
    call.account = account
    entry = functions.get(function)
    if entry is None or entry.since > build_number(tables):
        _no_function(call)
    else:
        _enter(call, entry, function)


def _no_function(call: Call) -> None:
    call.logged = True
    call.say("ERROR: NO FUNCTION SPECIFIED")
    if call.parameters("format") == "debug":
        call.out.append("\n<!-- script runtime: 0 seconds -->\n</body>\n</html>\n")


def _enter(call: Call, entry: Entry, function: str) -> None:
    parameters, tables, account = call.parameters, call.tables, call.account
    group = account.get("user_group", "")
    restricted = account.get("api_list_restrict", "0") not in {"", "0"}
    if entry.leads and restricted and fold(group) not in tables.user_groups:
        raise call.refuse(f"ERROR: user_group DOES NOT EXIST: |{call.user}|{group}|")
    if tables.settings["allow_web_debug"] == "1" and parameters("DB") not in {"", "0"}:
        call.say(f"|SELECT count(*) from vicidial_users where user='{call.user}';|")  # noqa: S608 - shown, not run
    call.logged = True
    source = parameters("source")
    if length(source) < 2:
        call.say(f"ERROR: Invalid Source - {source}")
        raise call.refuse(f"ERROR: Invalid Source: |{source}|")
    allowed = account.get("api_allowed_functions", " ALL_FUNCTIONS ")
    if f" {function} " not in allowed and "ALL_FUNCTIONS" not in allowed:
        raise call.refuse(f"ERROR: auth USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION: |{call.user}|{function}|")
    entry.run(call)


def _log_in_read_only(call: Call) -> Row | Refusal:
    """PHP 7.4 on a database that takes no writes: the same check, and nothing is counted."""
    settings = call.tables.settings
    login, names = dict(call.tables.login), dict(call.tables.login_names)
    call.tables.settings = {**settings, "read_only": "0"}
    try:
        return log_in(call.tables, call.user, call.parameters("pass"), call.address, call.now)
    finally:
        call.tables.settings = settings
        call.tables.login, call.tables.login_names = login, names


def _log(call: Call, function: str) -> None:
    """The API log's INSERT: nothing is kept of it here, but it can fail."""
    tables = call.tables
    if call.throws and tables.settings["read_only"] == "1":
        raise php.sql_fatal("The MariaDB server is running with the --read-only option", 20457)
    if tables.strict and call.throws:
        for column, value in (("source", call.parameters("source")), ("function", function)):
            if len(value) > SOURCE_WIDTH:
                raise php.sql_fatal(f"Data too long for column '{column}' at row 1", 20457)


def build_number(tables: Tables) -> int:
    """The build as a number YYMMDD."""
    digits = tables.settings["build"][:6]
    return int(digits) if digits.isdigit() else 999999
