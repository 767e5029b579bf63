"""Links that open this program: `dnc:` and, where a person wants it, `tel:`. A link can only fill the field."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from subprocess import list2cmdline

from PySide6.QtCore import QEvent, QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QFileOpenEvent

from dncdesk.core.sentences import Sentence, say
from dncdesk.desk.near import desktop_entry
from dncdesk.desk.near.registry import Registry
from dncdesk.desk.near.switch import Switch, not_written

_CLASSES = r"Software\Classes"
_PROGRAM = r"Software\dncdesk"
_ABILITIES = rf"{_PROGRAM}\Capabilities"
_ASSOCIATIONS = rf"{_ABILITIES}\URLAssociations"
_REGISTERED = r"Software\RegisteredApplications"
_NAME = "dncdesk"
_MAC = {
    "dnc": say("On a Mac, dnc: links open the installed dncdesk without a switch."),
    "tel": say("On a Mac, the program for tel: links is chosen in FaceTime ▸ Settings ▸ Default for calls."),
}
_CHOOSE = say(
    "Windows lets only you choose the program for tel: links: Settings ▸ Apps ▸ Default apps, search for tel, "
    "choose dncdesk."
)


class Scheme(StrEnum):
    """What stands before a link's colon."""

    DNC = "dnc"
    """This program's own."""
    TEL = "tel"
    """Any phone number (RFC 3966), which other programs may want as well."""


def links(scheme: Scheme, command: Sequence[str]) -> Switch:
    """The switch of this computer for opening the links of `scheme` with `command`, a program and its arguments."""
    here: str = sys.platform
    if here == "win32":
        return WindowsLinks(scheme, command, Registry())
    if here == "darwin":
        return MacLinks(scheme)
    places = QStandardPaths.StandardLocation
    return LinuxLinks(
        scheme,
        command,
        Path(QStandardPaths.writableLocation(places.ApplicationsLocation)),
        Path(QStandardPaths.writableLocation(places.GenericConfigLocation)) / "mimeapps.list",
    )


class LinuxLinks:
    """A desktop entry for the scheme, first among the user's default programs for it."""

    instead: Sentence | None = None

    def __init__(self, scheme: Scheme, command: Sequence[str], folder: Path, defaults: Path) -> None:
        """For `command`; the entry is in `folder`, the default programs in the list `defaults`."""
        self._kind = f"x-scheme-handler/{scheme}"
        self._command = command
        self._path = folder / f"dncdesk-{scheme}.desktop"
        self._defaults_path = defaults
        self._defaults = desktop_entry.Defaults(defaults)

    def enabled(self) -> bool:
        """Whether the entry is there and tried first."""
        return self._path.is_file() and self._defaults.first(self._kind) == self._path.name

    def set(self, on: bool) -> Sentence | None:
        """Put the entry first, or take it away so that the program before it is first again."""
        try:
            if on:
                more = {"MimeType": f"{self._kind};", "NoDisplay": "true"}
                desktop_entry.write(self._path, desktop_entry.entry(self._command, more, takes_link=True))
                self._defaults.put_first(self._kind, self._path.name)
            else:
                self._defaults.remove(self._kind, self._path.name)
                self._path.unlink(missing_ok=True)
        except OSError as error:
            return not_written(f"{self._path}, {self._defaults_path}", error)
        return None


class WindowsLinks:
    """A class of links in the user's registry (learn.microsoft.com: Default Programs, URL protocol handlers).

    `dnc:` belongs to this program. For `tel:` it is registered as one that can open it, and Windows asks the person.
    """

    instead: Sentence | None = None

    def __init__(self, scheme: Scheme, command: Sequence[str], registry: Registry) -> None:
        """For `command`, kept in `registry`."""
        self._scheme = scheme
        self._command = command
        self._registry = registry
        self._class = f"{_NAME}.{scheme}"

    def enabled(self) -> bool:
        """Whether this program is registered for the scheme."""
        return self._registry.read(_ASSOCIATIONS, self._scheme) == self._class

    def set(self, on: bool) -> Sentence | None:
        """Register this program or take it away; for `tel:` returns what the person has to do in Windows."""
        try:
            if on:
                self._register()
            else:
                self._unregister()
        except OSError as error:
            return not_written(r"HKEY_CURRENT_USER\Software", error)
        return _CHOOSE if on and self._scheme is Scheme.TEL else None

    def _classes(self) -> list[str]:
        own = [self._scheme.value] if self._scheme is Scheme.DNC else []
        return [rf"{_CLASSES}\{name}" for name in (self._class, *own)]

    def _register(self) -> None:
        write = self._registry.write
        # Behind the -- a link is never an option, whatever stands in it.
        opens = f'{list2cmdline([*self._command, "--"])} "%1"'
        for key in self._classes():
            write(key, "", f"URL:{_NAME}")
            write(key, "URL Protocol", "")
            write(rf"{key}\DefaultIcon", "", f'"{self._command[0]}",0')
            write(rf"{key}\shell\open\command", "", opens)
        write(_ABILITIES, "ApplicationName", _NAME)
        write(_ABILITIES, "ApplicationDescription", "Put a number on VICIdial's do-not-call list")
        write(_ASSOCIATIONS, self._scheme, self._class)
        write(_REGISTERED, _NAME, _ABILITIES)

    def _unregister(self) -> None:
        self._registry.delete(_ASSOCIATIONS, self._scheme)
        if all(self._registry.read(_ASSOCIATIONS, other) is None for other in Scheme):
            self._registry.delete(_REGISTERED, _NAME)
            self._registry.delete_tree(_PROGRAM)
        for key in self._classes():
            self._registry.delete_tree(key)


class MacLinks:
    """On a Mac the installed program's Info.plist names its links; nothing is switched from here."""

    def __init__(self, scheme: Scheme) -> None:
        self.instead: Sentence | None = _MAC[scheme]

    def enabled(self) -> bool:
        """Not known from here."""
        return False

    def set(self, on: bool) -> Sentence | None:
        """Nothing; returns what works instead."""
        del on
        return self.instead


class OpenedLinks(QObject):
    """Hears of links that a Mac hands to the running program, which are no words of a command line there.

    Install it as an event filter of the application.
    """

    opened = Signal(str)
    """A link was opened; its text."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Tell of a link, and let everything else through."""
        if isinstance(event, QFileOpenEvent) and event.url().scheme() in set(Scheme):
            self.opened.emit(event.url().toString(QUrl.ComponentFormattingOption.FullyEncoded))
            return True
        return super().eventFilter(watched, event)
