"""A reader of the screen, as far as a test needs one: asks the accessibility bus and hears what is announced.

Run by the system's own Python, which has the bus's client. It takes one JSON list a line on standard input, a verb
and its arguments, and answers each with one line of JSON.
"""

import json
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

# The newer names of these calls are not in the oldest distribution that the tests run on.
warnings.simplefilter("ignore", DeprecationWarning)
heard: list[str] = []


def hear(event: Any) -> None:
    """Keep what a program announces."""
    heard.append(str(event.any_data))


def program() -> Any:
    """The program under test, or None while it is not on the bus."""
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if child is not None and child.get_name() == "dncdesk":
            return child
    return None


def all_within(node: Any) -> Iterator[Any]:
    """`node` and all that is in it and shown."""
    yield node
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield from all_within(child)


def shown(node: Any) -> bool:
    """Whether it is on the screen."""
    return bool(node.get_state_set().contains(Atspi.StateType.SHOWING))


def text_of(node: Any) -> str:
    """The text that it holds, where it holds one."""
    text = node.get_text_iface()
    return str(Atspi.Text.get_text(text, 0, -1)) if text is not None else ""


def found(role: str, name: str) -> Any:
    """The one shown thing with this role and name; None if there is none."""
    root = program()
    if root is None:
        return None
    for node in all_within(root):
        if node.get_role_name() == role and node.get_name() == name and shown(node):
            return node
    return None


def things() -> list[list[str]]:
    """Role, name and text of all that is shown, in the bus's order."""
    root = program()
    if root is None:
        return []
    return [[n.get_role_name(), n.get_name(), text_of(n)] for n in all_within(root) if shown(n)]


def do(role: str, name: str, action: str) -> bool:
    """Let it do one of its actions."""
    node = found(role, name)
    actions = node.get_action_iface() if node is not None else None
    if actions is None:
        return False
    names = [Atspi.Action.get_action_name(actions, n) for n in range(Atspi.Action.get_n_actions(actions))]
    return action in names and bool(Atspi.Action.do_action(actions, names.index(action)))


def write(role: str, name: str, text: str) -> bool:
    """Put a text into it."""
    node = found(role, name)
    editable = node.get_editable_text_iface() if node is not None else None
    return editable is not None and bool(Atspi.EditableText.set_text_contents(editable, text))


def has(role: str, name: str, state: str) -> bool:
    """Whether it is in a state, by its name on the bus."""
    node = found(role, name)
    return node is not None and bool(node.get_state_set().contains(getattr(Atspi.StateType, state)))


def announced() -> list[str]:
    """What has been announced so far."""
    return heard


VERBS: dict[str, Callable[..., Any]] = {"things": things, "do": do, "write": write, "has": has, "announced": announced}


def answer(source: Any, _condition: Any) -> bool:
    """Answer one line; the end of the input ends the program."""
    line = source.readline()
    if not line:
        loop.quit()
        return False
    verb, *arguments = json.loads(line)
    try:
        said: Any = VERBS[verb](*arguments)
    except GLib.Error as error:
        # Something went away while it was looked at.
        said = {"error": error.message}
    print(json.dumps(said), flush=True)
    return True


loop = GLib.MainLoop()
listener = Atspi.EventListener.new(hear)
listener.register("object:announcement")
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, answer)
print(json.dumps("listening"), flush=True)
loop.run()
