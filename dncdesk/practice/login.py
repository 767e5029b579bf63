"""Who may log in, and the lock-out (VICIdial's behaviour measured: api.md, section 4)."""

from __future__ import annotations

from dataclasses import dataclass

from dncdesk.practice.tables import Login, Row, Tables, fold

ATTEMPTS = 10
LOCK_SECONDS = 900


@dataclass(frozen=True)
class Refusal:
    """Why a call was not let in; `line` is the whole answer."""

    line: str


def user_of(tables: Tables, user: str) -> Row | None:
    """The row of a user id, compared as the database does."""
    tables.reading("vicidial_users")
    return tables.users.get(fold(user))


def log_in(tables: Tables, user: str, password: str, address: str, now: float) -> Row | Refusal:
    """Check one call's user and password, and count.

    Args:
        tables: the database.
        user: cleaned, as sent.
        password: cleaned, as sent.
        address: the caller's IP address.
        now: epoch seconds.

    Returns:
        The user's row, or the refusal with the server's words.

    Raises:
        DatabaseError: the counter could not be written.
    """
    row = user_of(tables, user) if user else None
    counter = tables.login.get(fold(user), Login(0, 0.0))
    locked = counter.failed >= ATTEMPTS and now - counter.last_login < LOCK_SECONDS
    if row is None:
        return _bad(user, password)
    if locked:
        tables.writing("vicidial_users")
        return Refusal(f"ERROR: Too many login attempts, try again in 15 minutes: |{user}|LOCK|\n")
    if not _may(tables, row, password):
        tables.writing("vicidial_users")
        if counter.failed < ATTEMPTS:
            _count(tables, row, Login(counter.failed + 1, counter.last_login))
        else:
            # The full counter of an account without a recent login starts again, at this moment.
            _count(tables, row, Login(1, now))
        return _bad(user, password)
    if _blocked(tables, row, address):
        return Refusal(f"ERROR: Your IP Address is not allowed: {address}: ||IPBLOCK|\n")
    hours = tables.settings["two_factor_auth_hours"]
    if hours not in {"", "0"} and row.get("two_factor_override", "") != "DISABLED":
        return Refusal(f"ERROR: Login incorrect, please try again: |{user}|{password}|2FA|\n")
    tables.writing("vicidial_users")
    _count(tables, row, Login(0, now))
    return row


def _may(tables: Tables, row: Row, password: str) -> bool:
    if row.get("active") != "Y" or int(row.get("user_level") or 0) <= 6 or not password:
        return False
    stored = row.get("pass", "")
    if tables.settings["pass_hash_enabled"] == "1":  # noqa: S105 - a switch
        return stored == password
    # In clear the database compares them, and it takes no notice of case.
    return fold(stored) == fold(password)


def _blocked(tables: Tables, row: Row, address: str) -> bool:
    if tables.settings["allow_ip_lists"] != "1" or row.get("ignore_ip_list") == "1":
        return False
    if _listed(tables.settings["ip_black_list"], address):
        return True
    white = tables.user_groups.get(fold(row.get("user_group", "")), {}).get("api_ip_list", "")
    return bool(white.strip()) and not _listed(white, address)


def _listed(entries: str, address: str) -> bool:
    network = address.rpartition(".")[0] + ".x"
    return any(entry.lower() in {address, network} for entry in entries.replace(",", " ").split())


def _count(tables: Tables, row: Row, login: Login) -> None:
    key = fold(row["user"])
    tables.login_names[key] = row["user"]
    tables.login[key] = login


def _bad(user: str, password: str) -> Refusal:
    return Refusal(f"ERROR: Login incorrect, please try again: |{user}|{password}|BAD|\n")
