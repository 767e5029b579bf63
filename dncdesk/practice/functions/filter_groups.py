"""add_fpg_phone and delete_fpg_phone: filter phone groups, which act on inbound calls (api.md, section 3)."""

from __future__ import annotations

from dncdesk.practice.script import Call, length
from dncdesk.practice.tables import PHONE_WIDTH, DatabaseError, Tables, fold

_TABLE = "vicidial_filter_phone_numbers"


def add(call: Call) -> None:
    """Put a number into a group; the group is looked up."""
    phone, group, numbers = _checked(call, "add_fpg_phone", "ADD")
    data = f"{call.user}|{phone}|{group}"
    if fold(phone) in numbers:
        raise call.refuse(f"ERROR: add_fpg_phone FILTER PHONE GROUP NUMBER ALREADY EXISTS: |{data}")
    call.sql(lambda: _insert(call.tables, numbers, phone, group), otherwise=None)
    call.say(f"SUCCESS: add_fpg_phone FILTER PHONE GROUP NUMBER HAS BEEN ADDED - {data}")


def delete(call: Call) -> None:
    """Take a number out of a group."""
    phone, group, numbers = _checked(call, "delete_fpg_phone", "DELETE")
    data = f"{call.user}|{phone}|{group}"
    if fold(phone) not in numbers:
        raise call.refuse(f"ERROR: delete_fpg_phone FILTER PHONE GROUP NUMBER DOES NOT EXIST: |{data}")
    call.sql(lambda: _remove(call.tables, numbers, phone), otherwise=None)
    call.say(f"SUCCESS: delete_fpg_phone FILTER PHONE GROUP NUMBER HAS BEEN DELETED - {data}")


def _checked(call: Call, function: str, verb: str) -> tuple[str, str, dict[str, str]]:
    if not call.has("modify_lists") or call.level() < 8:
        raise call.refuse(
            f"ERROR: {function} USER DOES NOT HAVE PERMISSION TO {verb} FILTER PHONE GROUP NUMBERS: |{call.user}|0"
        )
    phone, group = call.parameters("phone_number"), call.parameters("group")
    if length(phone) < 6 or length(group) < 1:
        raise call.refuse(f"ERROR: {function} YOU MUST USE ALL REQUIRED FIELDS: |{call.user}|{phone}|{group}")
    numbers = call.tables.filter_groups.get(fold(group))
    if numbers is None:
        raise call.refuse(f"ERROR: {function} FILTER PHONE GROUP DOES NOT EXIST: |{call.user}|{group}")
    return phone, group, numbers


def _insert(tables: Tables, numbers: dict[str, str], phone: str, group: str) -> None:
    tables.writing(_TABLE)
    stored = tables.fit(phone, PHONE_WIDTH, "phone_number")
    if fold(stored) in numbers:
        raise DatabaseError(f"Duplicate entry '{stored}-{group}' for key 'phonefilter'")
    numbers[fold(stored)] = stored


def _remove(tables: Tables, numbers: dict[str, str], phone: str) -> None:
    tables.writing(_TABLE)
    numbers.pop(fold(phone), None)
