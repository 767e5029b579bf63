"""What the window asks about one opt-out: its story, a note for it, its proof sheet, taking it off again.

Everything here returns at once; the work is done off the main thread and comes back as a signal.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from dncdesk.core.sentences import ProblemError, Sentence, say
from dncdesk.desk.errands import Errands
from dncdesk.desk.server_link import sentence_of

if TYPE_CHECKING:
    from dncdesk.blocking.workplace import Workplace
    from dncdesk.core.details import Details
    from dncdesk.core.optout import OptOut
    from dncdesk.record.reader import Entry, Reader
    from dncdesk.record.story import Story

_T = TypeVar("_T")


class Stories(QObject):
    """One opt-out at a time, over a connection of its own, so that the table's queries are never waited for."""

    told = Signal(object)
    """A `Story`."""
    not_told = Signal(str, object)
    """An opt-out's id, and the `Sentence` why its story cannot be told."""
    noted = Signal(str)
    """Details were added to the opt-out of this id."""
    not_noted = Signal(str, object)
    """Details could not be written: the opt-out's id and a `Sentence`."""
    sheet_written = Signal(object)
    """The `Path` of a proof sheet."""
    sheet_not_written = Signal(object)
    """A `Sentence`."""
    removal_made = Signal(object)
    """An `OptOut` that takes another one back; it is to be submitted."""
    removal_not_made = Signal(object)
    """A `Sentence`."""

    def __init__(self, errands: Errands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = errands
        self._place: Workplace | None = None

    def open(self, place: Workplace) -> None:
        """Ask the log of `place` from now on."""
        self._place = place

    def tell(self, opt_out_id: str) -> None:
        """Tell the story of an opt-out; `told` or `not_told` follows."""
        self._errands.run(lambda: _about(opt_out_id, lambda: self._story(opt_out_id)), self._on_told, self._on_not_told)

    def note(self, opt_out_id: str, before: Details, details: Details) -> None:
        """Write down what `details` say otherwise than `before`; `noted` or `not_noted` follows."""
        changed = details.changed_from(before)
        self._errands.run(
            lambda: _about(opt_out_id, lambda: self._append(opt_out_id, changed)), self._on_noted, self._on_not_noted
        )

    def write_sheet(self, opt_out_id: str, path: Path) -> None:
        """Write the proof sheet of an opt-out to `path`; `sheet_written` or `sheet_not_written` follows."""
        self._errands.run(lambda: self._sheet(opt_out_id, path), self._on_sheet, self._on_no_sheet)

    def take_off(self, entry: Entry, reason: str) -> None:
        """Make the request that takes `entry` back; `removal_made` or `removal_not_made` follows."""
        self._errands.run(lambda: self._removal(entry, reason), self._on_removal, self._on_no_removal)

    # -- off the main thread --------------------------------------------------------------------------------------

    def _story(self, opt_out_id: str) -> Story:
        from dncdesk.record.story import tell

        return self._read(lambda reader: tell(reader, opt_out_id))

    def _append(self, opt_out_id: str, changed: dict[str, str]) -> str:
        import platform

        from dncdesk.blocking.workplace import user

        if self._place is None:
            raise _not_open()
        self._place.log.append_details(opt_out_id, changed, by=user(), computer=platform.node())
        return opt_out_id

    def _sheet(self, opt_out_id: str, path: Path) -> Path:
        from dncdesk.desk.proof_sheet import proof_sheet
        from dncdesk.record.story import tell

        story, head = self._read(lambda reader: (tell(reader, opt_out_id), reader.head()))
        try:
            proof_sheet(story, head, path)
        except OSError as error:
            raise ProblemError(
                say(
                    "{file} cannot be written ({reason}). Close it where it is open, or choose another folder.",
                    file=path.name,
                    reason=error.strerror or str(error),
                )
            ) from error
        return path

    def _removal(self, entry: Entry, reason: str) -> OptOut:
        request = self._read(lambda reader: reader.request(entry.opt_out_id))
        if (place := self._place) is None:
            raise _not_open()
        return place.undo(request, entry.result.numbers_sent or (request.main_form,), reason)

    def _read(self, look: Callable[[Reader], _T]) -> _T:
        import sqlite3

        from dncdesk.record.reader import Reader

        if self._place is None:
            raise _not_open()
        try:
            with closing(Reader.open(self._place.log.path)) as reader:
                return look(reader)
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise ProblemError(say("The log cannot be read ({reason}).", reason=str(error))) from error
        except KeyError as error:
            raise ProblemError(say("The log holds no such entry any more.")) from error

    # -- back in the main thread ------------------------------------------------------------------------------------

    def _on_told(self, story: Story) -> None:
        self.told.emit(story)

    def _on_not_told(self, error: _AboutError) -> None:
        self.not_told.emit(error.opt_out_id, error.sentence)

    def _on_noted(self, opt_out_id: str) -> None:
        self.noted.emit(opt_out_id)

    def _on_not_noted(self, error: _AboutError) -> None:
        self.not_noted.emit(error.opt_out_id, error.sentence)

    def _on_sheet(self, path: Path) -> None:
        self.sheet_written.emit(path)

    def _on_no_sheet(self, error: Exception) -> None:
        self.sheet_not_written.emit(sentence_of(error))

    def _on_removal(self, removal: OptOut) -> None:
        self.removal_made.emit(removal)

    def _on_no_removal(self, error: Exception) -> None:
        self.removal_not_made.emit(sentence_of(error))


class _AboutError(Exception):
    """What went wrong with which opt-out: the errand itself does not say."""

    def __init__(self, opt_out_id: str, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.opt_out_id = opt_out_id
        self.sentence = sentence


def _not_open() -> ProblemError:
    return ProblemError(say("The log is not open yet."))


def _about(opt_out_id: str, work: Callable[[], _T]) -> _T:
    try:
        return work()
    except Exception as error:
        raise _AboutError(opt_out_id, sentence_of(error)) from error
