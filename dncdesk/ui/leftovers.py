"""What was entered and is on no disk: it is named until it is recorded, or cleared away by a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dncdesk.core.outcome import Tone
from dncdesk.ui.banner import Act, Message
from dncdesk.ui.words import text

if TYPE_CHECKING:
    from dncdesk.core.sentences import Sentence
    from dncdesk.ui.form import Filled, Form


@dataclass(frozen=True)
class Leftover:
    """One number that could not be recorded: the form as it was, the number for people, and why."""

    filled: Filled
    shown: str
    why: Sentence


class Leftovers(QObject):
    """Keeps them in memory, the latest last, each once."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._form = form
        self._all: dict[str, Leftover] = {}

    def __len__(self) -> int:
        return len(self._all)

    def add(self, leftover: Leftover) -> None:
        """This one could not be recorded."""
        self.forget(leftover.filled.text)
        self._all[leftover.filled.text] = leftover

    def forget(self, entered: str) -> bool:
        """What was `entered` is recorded, on its way again, or cleared away; whether it was left over."""
        return self._all.pop(entered, None) is not None

    def put_back(self) -> None:
        """Put the first that does not stand in the number field into it."""
        if (leftover := self._elsewhere()) is not None:
            self._form.put_back(leftover.filled)

    def message(self, *, log_is_open: bool) -> Message:
        """What is to be said of them (there is at least one); `log_is_open`: whether it is worth another Enter."""
        latest = next(reversed(self._all.values()))
        words = text(latest.why)
        if len(self._all) == 1:
            title = self.tr("Not recorded: {number}").format(number=latest.shown)
        else:
            title = self.tr("Not recorded: {count} numbers").format(count=len(self._all))
            words = f"{', '.join(leftover.shown for leftover in self._all.values())}. {words}"
        here = Act.COPY if log_is_open else Act.TRY_NOW
        act = here if self._elsewhere() is None else Act.PUT_BACK
        return Message(Tone.PROBLEM, title, words, act)

    def message_when_open(self) -> Message:
        """What is to be said of them (there is at least one) when the log could be opened after all."""
        before = self.message(log_is_open=True)
        words = self.tr("The log is open now. Press Enter to record what stands in the field.")
        if len(self._all) > 1:
            words = f"{', '.join(leftover.shown for leftover in self._all.values())}. {words}"
        act = Act.PUT_BACK if before.act is Act.PUT_BACK else Act.NOTHING
        return replace(before, tone=Tone.WARNING, words=words, act=act)

    def _elsewhere(self) -> Leftover | None:
        here = self._form.number.text()
        return next((leftover for leftover in self._all.values() if leftover.filled.text != here), None)
