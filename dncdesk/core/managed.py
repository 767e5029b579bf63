"""What the organisation has set on a machine: `managed.json`, and on Windows the policy keys.

The file and the keys say the same; where both do, the keys win. `problems` judges them for IT, one sentence for each
mistake, while the program itself goes on without what it cannot use.
"""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dncdesk.core.settings import Settings

POLICY = r"Software\Policies\dncdesk"
"""Below the machine's root or the user's, where the machine's says nothing. `Settings` is a text as in `managed.json`;
`ServerUrl` the address of the one server, which is then set."""


def policy() -> dict[str, Any]:
    """What the policy keys say; nothing on other systems than Windows.

    Raises:
        ValueError: `Settings` holds no JSON object.
    """
    found = _values()
    data = json.loads(found["Settings"]) if found.get("Settings") else {}
    if not isinstance(data, dict):
        raise ValueError("the policy “Settings” must hold one JSON object")  # noqa: TRY004 - the text is what is wrong
    if url := found.get("ServerUrl"):
        locked = data.get("locked", [])
        data |= {
            "servers": [{"name": "Main", "url": url}],
            "locked": [*locked, "servers"] if isinstance(locked, list) else locked,
        }
    return data


def has_policy() -> bool:
    """Whether there are policy keys."""
    return bool(_values())


def _values() -> dict[str, str]:
    found: dict[str, str] = {}
    if sys.platform == "win32":
        import winreg

        for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            try:
                with winreg.OpenKey(root, POLICY, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as key:
                    for index in range(winreg.QueryInfoKey(key)[1]):
                        name, value, _ = winreg.EnumValue(key, index)
                        found[name] = str(value)
            except FileNotFoundError:
                continue
    return found


def with_own_users(settings: Settings, own: object) -> Settings:
    """The organisation's servers, each with the API user that this person has entered where it names none.

    `own`: the `servers` of the person's own file.
    """
    entries = [one for one in own if isinstance(one, dict)] if isinstance(own, list) else []
    users = {str(one.get("name")): str(one.get("user", "")) for one in entries}
    return replace(
        settings,
        users_given=frozenset(server.name for server in settings.servers if server.user),
        servers=tuple(
            server if server.user else replace(server, user=users.get(server.name, "")) for server in settings.servers
        ),
    )


def own_users(settings: Settings) -> list[dict[str, str]]:
    """What of `settings` is this person's own where the organisation has set the servers: names and API users."""
    return [
        {"name": one.name, "user": one.user}
        for one in settings.servers
        if one.user and one.name not in settings.users_given
    ]


def problems(path: Path) -> list[str]:
    """Every mistake in the file at `path` and in the policy keys, each as IT would look for it; none without a file.

    The program uses nothing of a file with a wrong value, and passes over keys that it does not know.
    """
    from dncdesk.core.settings_file import read_object

    found: list[str] = []
    sources: list[tuple[str, Callable[[], dict[str, Any]]]] = [
        (str(path), partial(read_object, path)),
        (POLICY, policy),
    ]
    for name, read in sources:
        try:
            found += [f"{name}: {problem}" for problem in judge(read())]
        except FileNotFoundError:
            continue
        except (OSError, ValueError, RecursionError) as error:
            found.append(f"{name}: {error}")
    return found


def judge(data: Mapping[str, Any]) -> list[str]:
    """Every mistake in settings of an organisation."""
    from dncdesk.core.settings_json import KEYS, SERVER_KEYS, check

    found = []
    for key, value in data.items():
        if key == "$schema":  # for an editor that helps with writing
            continue
        if key not in KEYS:
            found.append(_unknown(key, KEYS))
        elif key == "locked":
            found += _judge_locked(value, KEYS)
        elif key == "servers" and isinstance(value, list):
            for number, server in enumerate(value):
                found += [f"servers[{number}]: {problem}" for problem in _judge_server(server, SERVER_KEYS)]
        elif problem := check({key: value}):
            found.append(problem)
    names = [str(s.get("name") or "Main") for s in data.get("servers") or () if isinstance(s, dict)]
    found += [f"servers: two are called {name}" for name in sorted({n for n in names if names.count(n) > 1})]
    if names and data.get("server") and data["server"] not in names:
        found.append(f"server: no server is called {data['server']}")
    return found


def _judge_locked(value: object, keys: frozenset[str]) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(key, str) for key in value):
        return ["locked: a list of keys belongs here"]
    return [f"locked: {_unknown(key, keys)}" for key in value if key not in keys - {"locked", "version"}]


def _judge_server(server: object, keys: frozenset[str]) -> list[str]:
    from dncdesk.core.settings_json import check

    if not isinstance(server, dict):
        return ["an object belongs here"]
    found = [_unknown(key, keys) for key in server if key not in keys]
    found += [
        problem for key, value in server.items() if key in keys and (problem := check({"servers": [{key: value}]}))
    ]
    return [*found, *([] if server.get("url") else ["url: the server's address is missing"])]


def _unknown(key: str, keys: frozenset[str]) -> str:
    if key.lower().rpartition("_")[2] in {"pass", "passwd", "password"}:
        return f"{key}: a password never belongs in a file; each person types it once, and the keyring keeps it"
    near = difflib.get_close_matches(key, keys, n=1)
    return f"{key}: there is no such key" + (f"; did you mean {near[0]}?" if near else "")
